"""One dated fact of a person’s journey, and what the filter of the journey keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from mobiconseil.ui.navigation import Tab


class Kind(StrEnum):
    """What the filter of the journey keeps."""

    ALL = "tout"
    CONTACTS = "contacts"
    ACTIONS = "actions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One dated fact; `tab` and `part` say where it is edited."""

    at: datetime
    """On the wall, without zone."""
    kind: Kind = Kind.ACTIONS
    title: str
    icon: str
    subtitle: str = ""
    tone: str = "text_2"
    timed: bool = False
    tab: Tab
    part: str = ""
    focus: str = ""
    minor: bool = False
    """Shown only among the actions."""

    @property
    def code(self) -> str:
        """Return where the event leads, as one text."""
        return f"{self.tab}|{self.part}|{self.focus}"


def end_of(day: date) -> datetime:
    """Place what has no hour after what has one that day."""
    return datetime.combine(day, time(23, 59))
