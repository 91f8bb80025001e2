import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QApplication, QWidget

from mobiconseil.ui import screenshots
from mobiconseil.ui.photographer import SIZE, Photographer, Shot
from mobiconseil.ui.theme import Theme


class PaperStage:
    """A window of the right size, without anything behind it."""

    def __init__(self) -> None:
        self.window = QWidget()
        self.window.resize(SIZE)
        self.dressed: list[tuple[Theme, int]] = []

    def dress(self, theme: Theme, scale: int) -> None:
        self.dressed.append((theme, scale))

    def close(self) -> None:
        self.window.close()


def fails(_stage: PaperStage) -> None:
    raise ValueError("this screen is broken")


def fails_later(_stage: PaperStage) -> None:
    QTimer.singleShot(0, lambda: fails(_stage))


def shrinks(stage: PaperStage) -> None:
    stage.window.resize(10, 10)


def works(stage: PaperStage) -> None:
    stage.window.resize(SIZE)


def taken(tmp_path: Path, *shots: Shot) -> Photographer:
    photographer = Photographer(PaperStage(), shots, tmp_path)
    photographer.run()
    return photographer


@pytest.mark.parametrize("broken", [fails, fails_later, shrinks])
def test_a_screen_that_fails_is_told_and_does_not_stop_the_others(qapp: QApplication, tmp_path: Path, broken) -> None:
    hook = sys.excepthook

    found = taken(tmp_path, Shot(name="01-broken", prepare=broken), Shot(name="02-fine", prepare=works))

    assert list(found.failures) == ["01-broken"]
    assert [path.name for path in found.taken] == ["02-fine.png"]
    assert not (tmp_path / "01-broken.png").exists()
    assert sys.excepthook is hook


def test_a_warning_of_qt_is_passed_on_and_the_noise_of_the_platform_is_not(
    qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def warns(_stage: PaperStage) -> None:
        qWarning("something is wrong")
        qWarning("This plugin does not support raise()")

    taken(tmp_path, Shot(name="01", prepare=warns))

    assert capsys.readouterr().err == "something is wrong\n"


def test_the_pictures_have_distinct_ascii_names_in_order() -> None:
    names = [shot.name for shot in screenshots.SHOTS]
    lock = names.index("40-verrouillage")  # from there on the session is left: taken last, whatever their number
    inside, left = names[:lock], names[lock:]

    assert len(set(names)) == len(names)
    assert inside == sorted(inside)
    assert left == sorted(left)
    assert all(name.isascii() and name == name.lower() for name in names)


def test_the_failures_are_told_in_one_sentence_with_what_to_do() -> None:
    error = screenshots.PicturesMissing({"08-plan": "…", "01-accueil": "…"})

    assert "01-accueil, 08-plan" in str(error)
    assert "Les autres images sont écrites." in str(error)
