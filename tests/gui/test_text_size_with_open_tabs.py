"""Changing the size of the text dresses what is seen; the other tabs of the file come back where they were."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from builders import Desk
from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.domain.identity import RecordId
from mobiconseil.ui.jobs import InlineRunner
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.file.view import FileScreen
from mobiconseil.ui.settings_store import SettingsStore
from mobiconseil.ui.theme import look
from mobiconseil.ui.window import Window


@dataclass
class Read:
    """A window on the file of somebody."""

    window: Window
    subject: RecordId

    @property
    def file(self) -> FileScreen:
        assert self.window.bench is not None
        shown = self.window.bench.screen_shown
        assert isinstance(shown, FileScreen)
        return shown

    def go(self, tab: Tab, part: str = "") -> None:
        assert self.window.bench is not None
        self.window.bench.go(Route(section=Section.PEOPLE, subject=self.subject, tab=tab, part=part))

    def made(self) -> set[Tab]:
        return set(self.file._screens)


@pytest.fixture
def read(qtbot: QtBot, tmp_path: Path) -> Iterator[Read]:
    desk = Desk(tmp_path / "base")
    session = desk.create()
    person = session.files.create(last_name="Garnier")
    session.assessments.start(person.id, AssessmentForm.FULL)
    window = Window(desk._open, SettingsStore(), InlineRunner())
    qtbot.addWidget(window)
    window.resize(1366, 720)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    window.open_session(session)
    yield Read(window, person.id)
    window.change_scale(0)
    window.close()
    desk.release()


def test_only_the_tab_in_front_is_dressed_again(read: Read) -> None:
    for tab in Tab:
        read.go(tab)
    assert read.made() == set(Tab)
    hidden: QObject = read.file._screens[Tab.PLAN]
    read.window.change_scale(1)
    assert look().scale > 1
    assert read.made() == {Tab.DOCUMENTS}
    assert not isValid(hidden)


def test_a_tab_comes_back_at_the_place_where_it_was_left(read: Read) -> None:
    read.go(Tab.ASSESSMENT, "D3.1")
    read.go(Tab.SITUATION)
    read.window.change_scale(1)
    assert read.made() == {Tab.SITUATION}
    read.file._on_tab_chosen(Tab.ASSESSMENT)
    assert read.file.place().part == "D3.1"


def test_what_is_seen_stays_and_a_tab_may_be_opened_many_times(read: Read) -> None:
    read.go(Tab.SUMMARY)
    shown = read.file.current
    for tab in (Tab.PLAN, Tab.SUMMARY):
        read.go(tab)
    for step in (1, 1, 0):
        read.window.change_scale(step)
        assert read.file.current is shown
        read.file._on_tab_chosen(Tab.PLAN)
        read.file._on_tab_chosen(Tab.SUMMARY)
    assert read.made() == {Tab.SUMMARY, Tab.PLAN}
