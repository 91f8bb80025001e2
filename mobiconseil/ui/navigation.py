"""Where the adviser is, and how to go elsewhere."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from mobiconseil.domain.identity import RecordId


class Section(StrEnum):
    """The places of the rail, in the order of Alt+1…; those of later parts are absent until they work."""

    HOME = "home"
    PEOPLE = "people"
    FOLLOW_UP = "follow_up"
    DIRECTORY = "directory"
    EXCHANGE = "exchange"
    SETTINGS = "settings"
    DROP_IN = "drop_in"
    """A drop-in day: it has no place in the rail, and is reached from the home screen."""


class Tab(StrEnum):
    """The tabs of a file, in the order of a real interview."""

    SUMMARY = "summary"
    SITUATION = "situation"
    ASSESSMENT = "assessment"
    RECOMMENDATIONS = "recommendations"
    PLAN = "plan"
    FOLLOW_UP = "follow_up"
    DOCUMENTS = "documents"


NEW_FILE = "nouveau"
"""Part of the section of people where a file is being made."""


class Route(NamedTuple):
    """A place of the window; it names records by their identifiers only."""

    section: Section = Section.HOME
    subject: RecordId | None = None
    tab: Tab = Tab.SUMMARY
    part: str = ""
    """A place inside the screen: a page of the settings, a chip of the list, an item of the grid."""
    focus: str = ""
    """The objectName of the widget that has, or shall have, the focus."""


class Navigator(QObject):
    """Asks the window to go somewhere."""

    requested = Signal(object)
    """A `Route`."""
    back_requested = Signal()
    new_file_requested = Signal(str)
    """The name already typed, or nothing."""
    lock_requested = Signal()
    restore_requested = Signal(str)
    """A copy is ready to take the place of the base; the moment when it was made, in words."""
    rekey_requested = Signal()
    """Another key for the base, which is closed first."""
    exercise_requested = Signal()
    """The guided exercise, in a demonstration."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.last_person: RecordId | None = None
        """Whose file was opened last: the directory looks around her home."""

    def go(self, route: Route) -> None:
        """Go to a place; unsaved typing is saved first."""
        self.requested.emit(route)

    def open_file(self, subject: RecordId, tab: Tab = Tab.SUMMARY, *, part: str = "", focus: str = "") -> None:
        """Open a person's file on a tab."""
        self.go(Route(section=Section.PEOPLE, subject=subject, tab=tab, part=part, focus=focus))
