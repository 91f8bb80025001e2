"""Windows live until the end of the test that opened them, and die there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

if TYPE_CHECKING:
    from desk_window import OpenWindow
    from directory_office import Office
    from exchange_two import Two
    from hands import Hands


@pytest.fixture(autouse=True)
def windows_held(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hold every window: qtbot does not, and one that Python collects while it is painted kills the program."""
    held: dict[int, QWidget] = {}
    add = QtBot.addWidget

    def add_and_hold(bot: QtBot, widget: QWidget, **options: Any) -> None:
        held[id(widget)] = widget
        widget.destroyed.connect(partial(_let_go, held, id(widget)))
        add(bot, widget, **options)

    monkeypatch.setattr(QtBot, "addWidget", add_and_hold)
    yield
    if QApplication.instance() is not None:
        # What was closed dies now, not in the middle of the next test.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    held.clear()


@pytest.fixture(autouse=True)
def look_put_back() -> Iterator[None]:
    """Leave the next test the text size and the colours that this one found."""
    from mobiconseil.ui import theme
    from mobiconseil.ui.theme import Appearance

    found = Appearance() if QApplication.instance() is None else theme.look().appearance
    yield
    if QApplication.instance() is not None and theme.look().appearance != found:
        theme.look().apply(found)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> OpenWindow:
    """Return the window of the program, open on a new base."""
    from desk_window import open_window  # Qt is told what the tests need before anything of the program is read

    return open_window(qtbot, tmp_path / "base é")


@pytest.fixture
def hands(qtbot: QtBot, window: OpenWindow) -> Hands:
    """Return the keyboard and the mouse of whoever sits before the window."""
    from hands import Hands

    return Hands(qtbot, window.bench)


@pytest.fixture
def still(qapp: QApplication) -> Iterator[None]:
    """Let nothing of the window slide or fade."""
    from mobiconseil.ui import theme
    from mobiconseil.ui.theme import Appearance

    theme.apply(qapp, Appearance(reduce_motion=True))
    yield
    theme.apply(qapp, Appearance())


@pytest.fixture
def calm(still: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing move, and the questions about a file be answered by the test."""
    from hands import FileChooser
    from mobiconseil.ui import saving

    monkeypatch.setattr(saving, "QFileDialog", FileChooser)


@pytest.fixture
def office(still: None, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Return the directory in front, around a home, with a double in place of the map."""
    from directory_office import MapDouble, Office
    from mobiconseil.ui.screens.directory import view

    monkeypatch.setattr(view, "make_map", lambda _context: MapDouble())
    return Office(qtbot, tmp_path)


@pytest.fixture(scope="session")
def told_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the demonstration, told once for every file of tests; nobody opens this one."""
    from demo_desk import tell_demo

    return tell_demo(tmp_path_factory.mktemp("racontée"))


@pytest.fixture(scope="module")
def demo(told_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a demonstration for the tests of one file."""
    return Path(shutil.copytree(told_demo, tmp_path_factory.mktemp("copie") / "demonstration"))


@pytest.fixture
def two(calm: None, qtbot: QtBot, tmp_path: Path) -> Two:
    """Return two laptops of a team, the first one with its window."""
    from exchange_two import two_laptops

    return two_laptops(qtbot, tmp_path)


def _let_go(held: dict[int, QWidget], key: int, *_: object) -> None:
    held.pop(key, None)
