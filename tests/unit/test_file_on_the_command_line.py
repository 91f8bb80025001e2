"""What the desktop writes on the command line when an exchange file is double-clicked."""

from pathlib import Path

import pytest

from mobiconseil.cli import main

FILE = "équipe du 20 novembre.mobiconseil"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path | None, Path | None]]:
    calls: list[tuple[Path | None, Path | None]] = []

    def open_window(folder: Path | None, file: Path | None, pilot: Path | None) -> int:
        assert pilot is None
        calls.append((folder, file))
        return 0

    monkeypatch.setattr(main, "open_window", open_window)
    return calls


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([FILE], (None, Path(FILE))),
        ([FILE.upper()], (None, Path(FILE.upper()))),
        (["--open", FILE], (None, Path(FILE))),
        (["--folder", "base", FILE], (Path("base"), Path(FILE))),
        (["--folder", "base"], (Path("base"), None)),
        ([], (None, None)),
    ],
)
def test_the_window_opens_with_the_file(
    words: list[str],
    expected: tuple[Path | None, Path | None],
    opened: list[tuple[Path | None, Path | None]],
) -> None:
    assert main.run(words) == main.DONE
    assert opened == [expected]


def test_a_file_that_is_not_an_exchange_file_is_no_command(
    opened: list[tuple[Path | None, Path | None]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.run(["plan.pdf"]) == main.MISUSED
    assert "Commande inconnue\u00a0: plan.pdf" in capsys.readouterr().err
    assert opened == []


def test_a_file_given_to_a_command_stays_with_the_command(
    opened: list[tuple[Path | None, Path | None]], tmp_path: Path
) -> None:
    assert main.run(["import", str(tmp_path), str(tmp_path / FILE)]) != main.DONE
    assert opened == []


def test_the_option_does_not_go_with_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["--open", FILE, "stats", "base"]) == main.MISUSED
    assert "--open va avec la fenêtre" in capsys.readouterr().err


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["--version"]) == main.DONE
    assert capsys.readouterr().out.startswith("MobiConseil ")
