"""A drop-in day (permanence tenue): one adviser, one place, from its opening to its closing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mobiconseil.domain.follow_up import Appointment, AppointmentState, Contact, ContactKind, ContactOutcome
from mobiconseil.domain.french_text import fold
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.opening_hours import may_open_on
from mobiconseil.domain.vocabulary import Vocabulary, labels

LONGEST_MIN = 240
"""A reception that nobody ended is never counted longer than this."""

ROUND_MIN = 5
AHEAD_DAYS = 60
"""How far the calendar of a place is read to find the next session."""

USUAL_GAP_DAYS = 7

_WORD = re.compile(r"[a-z0-9]+")
_SMALL = frozenset({"de", "du", "des", "d", "la", "le", "les", "l", "a", "au", "aux", "en", "et"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DropInDay:
    """A session held at a drop-in place; the receptions are contacts of the files, never kept twice."""

    id: RecordId
    subject: RecordId | None = None
    drop_in_id: RecordId | None = None
    """The place of the directory, when it is one of its drop-ins."""
    place: str = ""
    commune: str = ""
    opened_at: datetime
    closed_at: datetime | None = None
    adviser: str = ""
    note: str = ""

    @property
    def is_open(self) -> bool:
        """Say whether it was never closed."""
        return self.closed_at is None


class VisitState(Vocabulary):
    """Where somebody of the day's list stands; the labels suit a woman as well as a man."""

    HERE = "en_entretien"
    EXPECTED = "attendu"
    DUE = "a_voir"
    SEEN = "recu"
    MISSED = "pas_venu"
    CANCELLED = "annule"


labels(
    VisitState,
    {
        VisitState.HERE: "En entretien",
        VisitState.EXPECTED: "À venir",
        VisitState.DUE: "À voir",
        VisitState.SEEN: "Entretien fait",
        VisitState.MISSED: "Absence",
        VisitState.CANCELLED: "Rendez-vous annulé",
    },
)

RECEPTION_KINDS = (ContactKind.MEETING, ContactKind.DROP_IN, ContactKind.GROUP, ContactKind.ACCOMPANIED)
"""The facts that a reception may be, in the order of their buttons."""

_MET = frozenset({*RECEPTION_KINDS, ContactKind.VISIT})
_MISSED = frozenset({AppointmentState.ABSENT, AppointmentState.EXCUSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Somebody of the day: what was planned, what happened."""

    subject: RecordId
    appointment: Appointment | None = None
    contact: Contact | None = None

    @property
    def state(self) -> VisitState:
        """Return where the person stands."""
        if self.contact is not None:
            return VisitState.HERE if is_underway(self.contact) else VisitState.SEEN
        if self.appointment is None:
            return VisitState.DUE
        if self.appointment.state in _MISSED:
            return VisitState.MISSED
        if self.appointment.state is AppointmentState.CANCELLED:
            return VisitState.CANCELLED
        return VisitState.SEEN if self.appointment.state is AppointmentState.KEPT else VisitState.EXPECTED

    @property
    def is_walk_in(self) -> bool:
        """Say whether the person came without an appointment."""
        return self.appointment is None and self.contact is not None

    def is_late(self, now: datetime) -> bool:
        """Say whether the time of the appointment is over and nobody came."""
        if self.appointment is None or self.state is not VisitState.EXPECTED:
            return False
        return self.appointment.at + timedelta(minutes=self.appointment.duration_min) <= now


def is_underway(contact: Contact) -> bool:
    """Say whether a reception was started and not ended: neither its length nor its outcome is known."""
    return contact.kind in _MET and contact.outcome is ContactOutcome.NONE and contact.duration_min is None


def is_reception(contact: Contact) -> bool:
    """Say whether the person was met face to face: who sent an excuse was reached, not met."""
    met = contact.reached and contact.outcome is not ContactOutcome.EXCUSED
    return contact.kind in _MET and (met or is_underway(contact))


def length_min(start: datetime, end: datetime) -> int:
    """Return the length of a reception, to the nearest five minutes, never nothing and never absurd."""
    minutes = (end - start) / timedelta(minutes=1)
    rounded = ROUND_MIN * round(minutes / ROUND_MIN)
    return min(max(int(rounded), ROUND_MIN), LONGEST_MIN)


def visits_of(appointments: Iterable[Appointment], contacts: Iterable[Contact]) -> tuple[Visit, ...]:
    """Return the visits of a day at one place: one per appointment in order, then those who came without one.

    A contact of somebody who had an appointment is hers, named or not; only further ones stand apart.
    """
    left = sorted((c for c in contacts if is_reception(c)), key=lambda c: (c.at, c.id))
    found = []
    for appointment in sorted(appointments, key=lambda a: (a.at, a.id)):
        own = _own_contact(appointment, left)
        if own is not None:
            left.remove(own)
        found.append(Visit(subject=appointment.subject, appointment=appointment, contact=own))
    return (*found, *(Visit(subject=contact.subject, contact=contact) for contact in left))


def _own_contact(appointment: Appointment, contacts: list[Contact]) -> Contact | None:
    named = next((c for c in contacts if c.appointment_id == appointment.id), None)
    if named is not None or appointment.state is AppointmentState.CANCELLED:
        return named
    return next((c for c in contacts if c.subject == appointment.subject and c.appointment_id is None), None)


def commune_in(place: str, communes: Iterable[str]) -> str:
    """Return the commune that the name of a place holds, the longest of those known, or nothing."""
    words = _words(place)
    held = [commune for commune in communes if commune and _words(commune) and _words(commune) <= words]
    return max(held, key=lambda commune: (len(_words(commune)), len(commune), commune), default="")


def place_label(place: str, commune: str) -> str:
    """Return « Mairie, Ballots », without the commune when the name already holds it."""
    place, commune = place.strip(), commune.strip()
    if not commune or _words(commune) <= _words(place):
        return place or commune
    return f"{place}, {commune}" if place else commune


def is_at(written: str, place: str, commune: str = "") -> bool:
    """Say whether a place written in an appointment or a contact is this one.

    « mairie de Ballots » is « Mairie, Ballots »; « Mairie » alone may be any town hall, and is none.
    """
    said, meant = _words(written), _words(place) | _words(commune)
    if not said or not meant:
        return False
    town = _words(commune)
    if not town:
        return meant <= said
    if not town <= said:
        return False
    building, said_building = meant - town, said - town
    return not building or not said_building or not building.isdisjoint(said_building)


def next_session(calendar: str, day: date, planned: date | None = None) -> date:
    """Return the day of the next session: planned appointments or the calendar of the place, else a week later."""
    days = (day + timedelta(days=ahead) for ahead in range(1, AHEAD_DAYS + 1))
    opening = next((later for later in days if may_open_on(calendar, later)), None) if calendar.strip() else None
    known = [found for found in (opening, planned) if found is not None and found > day]
    return min(known, default=day + timedelta(days=USUAL_GAP_DAYS))


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(text))) - _SMALL
