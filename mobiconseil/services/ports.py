"""What the use cases need from outside, as protocols."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Protocol, TypeVar

from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.look_alikes import Candidate
from mobiconseil.domain.records import Record

R = TypeVar("R", bound=Record)


Advance = Callable[[int], None]
"""Hears how many more records are written; what it raises stops the writing."""


class Clock(Protocol):
    """Tells the moment, in UTC, and the day where the laptop stands."""

    def now(self) -> datetime:
        """Return the moment, with its zone."""
        ...

    def today(self) -> date:
        """Return the local day."""
        ...

    def local(self, moment: datetime) -> datetime:
        """Return a moment as the clock on the wall shows it."""
        ...

    def moment(self, day: date, at: time) -> datetime:
        """Return in UTC the moment when the clock on the wall shows this day and hour."""
        ...


class Records(Protocol):
    """The records of the base, read and written one by one."""

    def get(self, cls: type[R], record_id: RecordId) -> R:
        """Return a record, in the trash or not. Raises MissingRecord."""
        ...

    def of(self, cls: type[R], subject: RecordId) -> tuple[R, ...]:
        """Return the living records of a person, oldest first."""
        ...

    def shared(self, cls: type[R]) -> tuple[R, ...]:
        """Return the living records that belong to the whole team, oldest first."""
        ...

    def trashed(self, cls: type[R], subject: RecordId | None = None) -> tuple[R, ...]:
        """Return the records of the trash, all of them or those of a person."""
        ...

    def is_trashed(self, cls: type[Any], record_id: RecordId) -> bool:
        """Say whether the record is in the trash."""
        ...

    def add(self, record: Record) -> None:
        """Write a new record, or write again all the fields of a known one, out of the trash."""
        ...

    def add_many(self, records: Sequence[Record], advance: Advance = ...) -> int:
        """Write many shared records of one kind, each whole and once; return how many were new or changed."""
        ...

    def change(self, cls: type[R], record_id: RecordId, **fields: object) -> R:
        """Write some fields of a record and return it as it now is. Raises MissingRecord."""
        ...

    def trash(self, cls: type[Any], record_id: RecordId) -> None:
        """Put a record in the trash."""
        ...

    def restore(self, cls: type[Any], record_id: RecordId) -> None:
        """Take a record out of the trash."""
        ...

    def united_with(self, subject: RecordId) -> tuple[RecordId, ...]:
        """Return the files that were united with the one of `subject`."""
        ...

    def mark(self) -> object:
        """Return what is equal as long as nobody writes in the base; None inside a transaction."""
        ...

    def next_code(self) -> str:
        """Return the next human code of a file on this laptop, such as « A-0042 »."""
        ...

    def note(self, action: str, cls: type[Any] | None = None, record_id: RecordId | None = None) -> None:
        """Write a line of the journal, without content."""
        ...


@dataclass(frozen=True, slots=True)
class Change:
    """What a transaction changed: screens refresh what concerns them."""

    transaction: int
    action: str
    kinds: frozenset[type[Any]]
    subjects: frozenset[RecordId | None]
    undoes: int | None = None


class UnitOfWork(Protocol):
    """One transaction at a time over the base of an unlocked session."""

    @property
    def records(self) -> Records:
        """Return the records, to read outside a transaction."""
        ...

    def transaction(self, action: str) -> AbstractContextManager[Records]:
        """Open a transaction; at its end the change is published. Raises StorageError."""
        ...

    def undo(self, transaction: int, action: str = "") -> Change:
        """Write back what a transaction changed and publish it, under its own name or the one of another action.

        Raises KeyError if the transaction is unknown.
        """
        ...

    def size_of(self, transaction: int) -> int:
        """Return how many records a transaction wrote."""
        ...


class Drafts(Protocol):
    """What the adviser at the keyboard was typing when the session was locked."""

    def keep(self, content: str) -> None:
        """Keep a text in place of the former one. Raises StorageError."""
        ...

    def take(self) -> str:
        """Return the text that was kept, or an empty one; it is kept no longer. Raises StorageError."""
        ...

    def begin(self) -> bool:
        """Note that a window is open on the base; return whether the one before was never closed."""
        ...

    def end(self) -> None:
        """Note that the window was closed."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One person in a list, with all that the list shows."""

    subject: RecordId
    code: str
    state: str
    adviser: str
    civility: str
    last_name: str
    first_name: str
    birth_year: int | None
    phone: str
    commune: str
    prescriber_kind: str
    prescriber_structure: str
    request: str
    deadline_on: date | None
    deadline_label: str
    rated: int
    assessment_form: str | None
    assessment_started: date | None
    assessment_finished: date | None
    steps_open: int
    steps_done: int
    agreed: bool
    next_at: str | None
    """ISO day, or ISO moment in UTC for an appointment."""
    next_kind: str | None
    next_text: str
    recall_on: date | None
    last_contact: datetime | None
    deleted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFilter:
    """Which people a list shows, and in which order."""

    text: str = ""
    chip: str = "tous"
    """« tous », « a_relancer », « prescrit », « en_diagnostic », « en_parcours », « sans_contact », « a_archiver »,
    « a_reprendre », « archive », « corbeille »."""
    adviser: str | None = None
    commune: str = ""
    prescriber_kind: str = ""
    sort: str = "echeance"
    """« nom », « dossier », « avancement », « echeance », « contact », « prescripteur »."""
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaLine:
    """An appointment or a recall with the person it concerns."""

    record: RecordId
    subject: RecordId
    person: PersonLine
    at: datetime | None
    due_on: date | None
    duration_min: int | None
    reason: str
    place: str
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryFilter:
    """Which services a list or a map shows."""

    text: str = ""
    families: tuple[str, ...] = ()
    """Codes « F1 » to « F7 »; empty shows all."""
    publics: tuple[str, ...] = ()
    """Codes of `Audience`: services open to one of them, to everybody, or that do not say; empty shows all."""
    centre: tuple[float, float] | None = None
    """Latitude, longitude: where distances are counted from."""
    radius_km: float | None = None
    """Straight line; services without a point are then left out."""
    open_now: bool = False
    """Only services known to be open at the moment of the search."""
    open_day: date | None = None
    """Only services known to open on this day."""
    up_to_date_only: bool = False
    """Only services whose sheet is fully fresh."""
    to_check_only: bool = False
    """Only services whose sheet is no longer fully fresh (list « à revérifier »)."""
    include_closed: bool = False
    limit: int = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryLine:
    """One service in a list or on a map, with the team's corrections."""

    id: RecordId
    name: str
    organisation: str
    family: str
    catalogue: str
    address: str
    postal_code: str
    commune: str
    latitude: float | None
    longitude: float | None
    phone: str
    email: str
    publics: str
    fees: str
    opening_hours: str
    observed_days: int | None
    target_days: int | None
    last_known: date | None
    """Day the sheet was last known right; `freshness_on(last_known, today)` tells its tone."""
    verified_on: date | None
    distance_km: float | None
    """Straight line from the centre; the screen multiplies by the structure's factor and says « estimée »."""
    edited: bool
    closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalLine:
    """A line of the journal: who, when, what kind of action, which record."""

    at: datetime
    author: str
    action: str
    kind: str
    code: str


class Overviews(Protocol):
    """Lists over many files, read from the summaries."""

    def page(self, wanted: ListFilter, today: date, *, offset: int = 0, limit: int = 200) -> tuple[PersonLine, ...]:
        """Return one page of the list."""
        ...

    def count(self, wanted: ListFilter, today: date) -> int:
        """Return how many people the whole list has."""
        ...

    def chip_counts(self, adviser: str | None, today: date) -> dict[str, int]:
        """Return how many people each filter chip holds."""
        ...

    def search(self, text: str, *, limit: int = 8) -> tuple[PersonLine, ...]:
        """Return the people whose name, commune, phone or code begins with the words, living files first."""
        ...

    def person(self, subject: RecordId) -> PersonLine | None:
        """Return the line of one person."""
        ...

    def communes(self) -> tuple[str, ...]:
        """Return the communes of the living files, in order."""
        ...

    def appointments(self, start: datetime, end: datetime, adviser: str | None = None) -> tuple[AgendaLine, ...]:
        """Return the planned appointments of a period, in order, of one adviser or of the team."""
        ...

    def recalls(self, until: date, adviser: str | None = None) -> tuple[AgendaLine, ...]:
        """Return the open recalls due until a day, late ones first, of one adviser's people or of the team's."""
        ...

    def to_resume(self, adviser: str | None, *, limit: int = 3) -> tuple[PersonLine, ...]:
        """Return the files begun and not yet agreed on (chip « a_reprendre »), most recently worked on first."""
        ...

    def look_alike_candidates(self, typed: Candidate, *, limit: int = 50) -> Sequence[Candidate]:
        """Return the people who may be the one being typed, to be scored."""
        ...

    def last_time(self, actions: Sequence[str]) -> datetime | None:
        """Return when one of these actions was last done, or when the journal begins if none ever was."""
        ...

    def last_done(self, actions: Sequence[str]) -> datetime | None:
        """Return when one of these actions, which touch no record, was last done here, or None if it never was."""
        ...

    def journal(self, *, limit: int = 200, offset: int = 0) -> tuple[JournalLine, ...]:
        """Return the newest lines of the journal."""
        ...
