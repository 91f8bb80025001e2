"""What a drop-in day needs from outside, and what it gives to the screens and the papers."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from mobiconseil.domain.advice_records import UnmetNeed
from mobiconseil.domain.drop_in_day import Visit, place_label
from mobiconseil.domain.follow_up import Appointment, Contact, Recall
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import Step
from mobiconseil.services.ports import PersonLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Somewhere a drop-in day is held."""

    name: str
    commune: str = ""
    calendar: str = ""
    """OpenStreetMap opening_hours."""
    drop_in: RecordId | None = None

    @property
    def label(self) -> str:
        """Return « Mairie, Ballots »."""
        return place_label(self.name, self.commune)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """Somebody of the day's list."""

    person: PersonLine
    visit: Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarLine:
    """An appointment as a calendar outside is told it: a code, never a name nor a reason."""

    record: RecordId
    code: str
    at: datetime
    duration_min: int
    place: str
    channel: str
    state: str
    gone: bool
    """In the trash, or its file is."""
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFile:
    """What an agenda file holds."""

    lines: tuple[CalendarLine, ...]
    zone: str
    """IANA name of the zone of the structure, such as « Europe/Paris »."""
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Power:
    """The battery of the laptop."""

    percent: int
    plugged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupNews:
    """When the base was last copied, here and on a key."""

    last: datetime | None = None
    on_key: datetime | None = None


class DropInBook(Protocol):
    """Reads what concerns one day or one place over all the files."""

    def appointments(self, start: datetime, end: datetime, adviser: str) -> tuple[Appointment, ...]:
        """Return the appointments of a period, whatever became of them, each with the file that shows it."""
        ...

    def contacts(self, start: datetime, end: datetime, adviser: str) -> tuple[Contact, ...]:
        """Return the contacts of a period, each with the file that shows it."""
        ...

    def due(self, commune: str, today: date, adviser: str) -> tuple[PersonLine, ...]:
        """Return the people of a commune with something due or overdue, the oldest first."""
        ...

    def recalls(self, subjects: Collection[RecordId]) -> tuple[Recall, ...]:
        """Return the open recalls of some people."""
        ...

    def steps(self, subjects: Collection[RecordId], until: date) -> tuple[Step, ...]:
        """Return the plan steps of some people still to be done and due until a day."""
        ...

    def unmet_needs(self, day: date, subjects: Collection[RecordId]) -> tuple[UnmetNeed, ...]:
        """Return what some people needed and could not have, noted on a day."""
        ...

    def calendar(self, since: datetime, adviser: str) -> tuple[CalendarLine, ...]:
        """Return the appointments from a moment on, those that are no more included."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DropInTools:
    """What a session gives to the drop-in days."""

    book: DropInBook
    power: Callable[[], Power | None]
    """Return the battery, or None on a machine without one."""
    write_calendar: Callable[[CalendarFile], bytes]
