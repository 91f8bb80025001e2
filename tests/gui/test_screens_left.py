"""A screen that was left is destroyed: after the next one is painted, and before anybody opens another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot
from shiboken6 import dump, isValid

import builders
from benchmarks import screens
from builders import Desk
from mobiconseil.domain.identity import RecordId
from mobiconseil.ui.jobs import InlineRunner
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.file.view import FileScreen
from mobiconseil.ui.settings_store import SettingsStore
from mobiconseil.ui.widgets.reading import ReadingPage, step
from mobiconseil.ui.window import Window


def alive() -> list[FileScreen]:
    return [widget for widget in QApplication.allWidgets() if isinstance(widget, FileScreen)]


def on_file(subject: RecordId, tab: Tab = Tab.SUMMARY) -> Route:
    return Route(section=Section.PEOPLE, subject=subject, tab=tab)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "base")


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> Iterator[Window]:
    session = desk.create()
    shown = Window(desk._open, SettingsStore(), InlineRunner())
    qtbot.addWidget(shown)
    shown.show()
    shown.open_session(session)
    yield shown
    shown.close()
    desk.release()


def test_a_file_left_dies_only_once_the_next_one_is_painted(qtbot: QtBot, window: Window) -> None:
    assert window.bench is not None
    assert window.session is not None
    first, second = (window.session.files.create(last_name=name).id for name in ("Garnier", "Roux"))
    for tab in Tab:
        window.bench.go(on_file(first, tab))
    former = window.bench.screen_shown
    window.bench.go(on_file(second))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.sendPostedEvents()
    assert isValid(former)
    assert not former.isVisible()
    qtbot.waitUntil(lambda: not isValid(former))
    assert alive() == [window.bench.screen_shown]


def test_many_files_in_a_row_leave_one_alive(qtbot: QtBot, window: Window) -> None:
    assert window.bench is not None
    assert window.session is not None
    people = [window.session.files.create(last_name=f"Garnier {rank}").id for rank in range(4)]
    for subject in people:
        window.bench.go(on_file(subject))
        window.bench.go(on_file(subject, Tab.PLAN))
    qtbot.waitUntil(lambda: alive() == [window.bench and window.bench.screen_shown])


def test_the_way_of_tab_keeps_nothing_that_dies_before_its_page(qtbot: QtBot) -> None:
    page = ReadingPage()
    column, row, grid = QVBoxLayout(page), QHBoxLayout(), QGridLayout()
    fields = [QLineEdit() for _ in range(5)]
    column.addWidget(fields[0])
    column.addLayout(row)
    column.addLayout(grid)
    grid.addWidget(fields[4], 1, 0)
    grid.addWidget(fields[3], 0, 1)
    grid.addWidget(fields[2], 0, 0)
    row.addWidget(fields[1])
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitActive(page):
        page.activateWindow()
    fields[0].setFocus()
    for wanted in (*fields[1:], fields[0]):
        assert step(page, forward=True)
        assert QApplication.focusWidget() is wanted
    # What PySide holds of a layout, Qt may have destroyed: the page would take the program along.
    assert not [line for layout in (column, row, grid) for line in dump(layout).splitlines() if "QWidgetItem" in line]


def test_the_measure_of_the_screens_keeps_no_file_that_it_left(
    qtbot: QtBot, qapp: QApplication, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = desk.create()
    people = [session.files.create(last_name=f"Garnier {rank}").id for rank in range(3)]
    session.close()
    monkeypatch.setattr(screens, "PASSPHRASE", builders.PASSPHRASE)
    monkeypatch.setattr(screens, "make_application", lambda _words: qapp)
    monkeypatch.setattr(screens, "workspace_of", lambda _folder: desk._open)
    bench = screens.Bench(desk.folder, tmp_path)
    qtbot.addWidget(bench.window)
    opened, _spent = bench.unlock()
    times: screens.Times = defaultdict(list)
    counted = []
    for subject in people:
        screens._one_file(bench, opened, subject, times, prepared=False)
        counted.append(len(alive()))
    assert counted == [1, 1, 1]
    assert len(times["open"]) == len(people)
    bench.window.close()
    desk.release()
