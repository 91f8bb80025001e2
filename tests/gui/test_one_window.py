"""A second start, and a file double-clicked on the desktop."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from exchange_desk import give, send
from laptop_team import founder, newcomer
from mobiconseil.ui import theme
from mobiconseil.ui.jobs import InlineRunner
from mobiconseil.ui.one_window import OneWindow, _address, hand_over
from mobiconseil.ui.screens.exchange.import_view import ImportPage
from mobiconseil.ui.screens.exchange.import_view_model import Step
from mobiconseil.ui.screens.exchange.view import ExchangeScreen
from mobiconseil.ui.settings_store import SettingsStore
from mobiconseil.ui.theme import Appearance
from mobiconseil.ui.window import Window


@pytest.fixture(autouse=True)
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    # The path of a socket is short: pytest's own folders are longer than the system allows.
    with tempfile.TemporaryDirectory(prefix="mc-") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield


@pytest.fixture
def first(tmp_path: Path) -> Iterator[OneWindow]:
    window = OneWindow(tmp_path / "dossiers")
    assert window.listen()
    yield window
    window.close()


def second_start(qtbot: QtBot, folder: Path, file: Path | None = None) -> bool:
    """Start again beside the window, as another process would."""
    answers: list[bool] = []
    start: Callable[[], None] = lambda: answers.append(hand_over(folder, file))  # noqa: E731
    thread = threading.Thread(target=start)
    thread.start()
    qtbot.waitUntil(lambda: bool(answers))
    thread.join()
    return answers[0]


def test_a_second_start_is_heard_by_the_first_window(qtbot: QtBot, tmp_path: Path, first: OneWindow) -> None:
    with qtbot.waitSignal(first.asked) as heard:
        assert second_start(qtbot, tmp_path / "dossiers")
    assert heard.args == [None]


def test_a_second_start_hands_its_file_over_whatever_its_name(
    qtbot: QtBot, tmp_path: Path, first: OneWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with qtbot.waitSignal(first.asked) as heard:
        assert second_start(qtbot, tmp_path / "dossiers", Path("équipe du 20 nov.mobiconseil"))
    assert heard.args == [tmp_path / "équipe du 20 nov.mobiconseil"]


def test_each_folder_of_work_has_its_own_window(qtbot: QtBot, tmp_path: Path, first: OneWindow) -> None:
    assert not second_start(qtbot, tmp_path / "démonstration")


def test_nobody_answers_once_the_window_is_closed(qtbot: QtBot, tmp_path: Path, first: OneWindow) -> None:
    first.close()
    assert not second_start(qtbot, tmp_path / "dossiers")
    assert not Path(_address(tmp_path / "dossiers")).exists()


def test_a_program_that_was_killed_does_not_keep_the_next_one_from_answering(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "dossiers"
    Path(_address(folder)).touch()
    assert not second_start(qtbot, folder)

    window = OneWindow(folder)
    assert window.listen()
    assert second_start(qtbot, folder)
    window.close()


def test_what_is_not_a_message_opens_nothing(qtbot: QtBot, tmp_path: Path, first: OneWindow) -> None:
    from PySide6.QtNetwork import QLocalSocket

    caller = QLocalSocket()
    caller.connectToServer(_address(tmp_path / "dossiers"))
    assert caller.waitForConnected(2000)
    with qtbot.waitSignal(first.asked) as heard:
        caller.write(b'["rm", "-rf"]\n')
        caller.flush()
    assert heard.args == [None]


def test_a_place_that_cannot_be_written_only_loses_the_comfort(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    monkeypatch.setattr("mobiconseil.ui.one_window._address", lambda folder: str(tmp_path / "absent" / "a"))
    assert not OneWindow(tmp_path).listen()


class Laptop:
    """Claire’s window, locked, and a file that Zoé prepared."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.desk, session = founder(folder / "claire")
        _, zoe = newcomer(folder / "zoe")
        invitation = session.laptops.joining.invite("Portable de Zoé")
        answer = zoe.laptops.joining.join(invitation.file, invitation.code)
        session.laptops.joining.confirm(session.laptops.joining.read_request(answer.file))
        give(session, zoe, folder)
        zoe.files.create(last_name="Royer", first_name="Monique", commune="Craon")
        self.file = send(zoe, folder).path
        session.close()
        self.desk.release()
        self.window = Window(self.desk.workspace(), SettingsStore(), InlineRunner())
        qtbot.addWidget(self.window)
        self.window.show()

    def unlock(self) -> None:
        self.window.open_session(self.desk.reopen())

    @property
    def page(self) -> ImportPage:
        assert self.window.bench is not None
        shown = self.window.bench.screen_shown
        assert isinstance(shown, ExchangeScreen)
        assert isinstance(shown.page, ImportPage)
        return shown.page


@pytest.fixture
def laptop(qtbot: QtBot, tmp_path: Path, qapp: QApplication) -> Iterator[Laptop]:
    theme.apply(qapp, Appearance(reduce_motion=True))
    made = Laptop(qtbot, tmp_path)
    yield made
    made.window.close()
    theme.apply(qapp, Appearance())


def test_a_file_double_clicked_before_unlocking_is_shown_after_it_and_nothing_is_imported(laptop: Laptop) -> None:
    laptop.window.receive(laptop.file)
    assert laptop.window.bench is None
    laptop.unlock()

    assert laptop.page.model.path == laptop.file
    assert laptop.page.model.step is Step.CHECK
    assert laptop.window.session is not None
    assert laptop.window.session.overviews.search("Royer", limit=5) == ()


def test_a_file_double_clicked_while_working_is_shown_at_once_and_once(laptop: Laptop) -> None:
    laptop.unlock()
    laptop.window.come_forward(laptop.file)
    assert laptop.page.model.step is Step.CHECK

    laptop.window.lock()
    laptop.unlock()
    assert laptop.window.bench is not None
    shown = laptop.window.bench.screen_shown
    assert not (isinstance(shown, ExchangeScreen) and isinstance(shown.page, ImportPage))


def test_another_file_takes_the_place_of_the_one_that_was_looked_at(laptop: Laptop, tmp_path: Path) -> None:
    laptop.unlock()
    laptop.window.come_forward(tmp_path / "parti.mobiconseil")
    assert laptop.page.model.problem
    laptop.window.come_forward(laptop.file)
    assert laptop.page.model.step is Step.CHECK
    assert not laptop.page.model.problem


def test_a_window_that_was_minimized_comes_back(laptop: Laptop) -> None:
    laptop.window.showMinimized()
    laptop.window.come_forward()
    assert not laptop.window.isMinimized()


def test_on_macos_the_file_comes_as_an_event(tmp_path: Path) -> None:
    path = tmp_path / "équipe.mobiconseil"
    # In a process of its own: a process has one application, and here it is the usual one.
    script = (
        "import sys; from PySide6.QtCore import QEvent, QUrl; from PySide6.QtGui import QFileOpenEvent; "
        "from mobiconseil.ui.application import MacApplication; app = MacApplication([]); heard = []; "
        "app.asked.connect(heard.append); app.sendEvent(app, QFileOpenEvent(QUrl.fromLocalFile(sys.argv[1]))); "
        "app.sendEvent(app, QEvent(QEvent.Type.User)); print(ascii([str(one) for one in heard]))"
    )
    variables = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], env=variables, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == ascii([str(path)]), done.stderr
