"""A drop-in day: opened at a place, people received, closed with nothing forgotten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from mobiconseil.domain.directory import DropIn
from mobiconseil.domain.drop_in_day import (
    DropInDay,
    Visit,
    VisitState,
    commune_in,
    is_at,
    is_reception,
    is_underway,
    length_min,
    next_session,
    visits_of,
)
from mobiconseil.domain.follow_up import Appointment, AppointmentState, Contact, ContactKind, ContactOutcome, Recall
from mobiconseil.domain.identity import IdFactory, RecordId
from mobiconseil.domain.plan import Step
from mobiconseil.domain.team import Structure
from mobiconseil.domain.time_zones import zone_of
from mobiconseil.services.actions import Action
from mobiconseil.services.drop_in_ports import CalendarFile, DayLine, DropInBook, Place
from mobiconseil.services.ports import Clock, Overviews, PersonLine, Records, UnitOfWork

_BEFORE = timedelta(days=31)
"""How far back the agenda file goes, so that a calendar hears of what was cancelled."""


class DropInDayService:
    """Use cases of a drop-in day."""

    def __init__(
        self,
        uow: UnitOfWork,
        clock: Clock,
        ids: IdFactory,
        adviser: str,
        *,
        book: DropInBook,
        overviews: Overviews,
        structure: Callable[[], Structure],
    ) -> None:
        self._uow = uow
        self._clock = clock
        self._ids = ids
        self._adviser = adviser
        self._book = book
        self._overviews = overviews
        self._structure = structure

    # ------------------------------------------------------------------ places and days

    def places(self) -> tuple[Place, ...]:
        """Return where a day may be held, the likeliest first: today’s appointments, then the last days held."""
        communes = self._overviews.communes()
        found = {place.label: place for place in self._known(communes)}
        recent = [place_of(day) for day in sorted(self._mine(), key=lambda d: d.opened_at, reverse=True)]
        found |= {place.label: place for place in recent if place.label not in found}
        ranks = {place.label: rank for rank, place in reversed(list(enumerate(recent)))}
        planned = {label: self._planned_at(place) for label, place in found.items()}
        order = sorted(found, key=lambda label: (-planned[label], ranks.get(label, len(ranks)), label))
        return tuple(found[label] for label in order)

    def held_today(self, least: int) -> Place | None:
        """Return where at least so many appointments of today are, unless the day was already held and closed."""
        today = self._clock.today()
        if any(self.day_of(day) == today for day in self._mine()):
            return None
        start, end = self._bounds(today)
        written = {line.place for line in self._overviews.appointments(start, end, self._adviser) if line.place}
        if not written:
            return None
        first = next(iter(self.places()), None)
        return first if first is not None and self._planned_at(first) >= least else None

    def place_named(self, name: str) -> Place:
        """Return a place typed freely, with the commune that its name holds."""
        known = next((place for place in self.places() if place.label == name.strip()), None)
        return known or Place(name=name.strip(), commune=commune_in(name, self._overviews.communes()))

    def current(self) -> DropInDay | None:
        """Return the day that this adviser has open, however old, or None."""
        return max((day for day in self._mine() if day.is_open), key=lambda day: day.opened_at, default=None)

    def day_of(self, day: DropInDay) -> date:
        """Return the day on the wall."""
        return self._clock.local(day.opened_at).date()

    def is_left_open(self, day: DropInDay) -> bool:
        """Say whether a day that is not closed is over."""
        return day.is_open and self.day_of(day) < self._clock.today()

    def open(self, place: Place) -> DropInDay:
        """Open a day at a place; one that is already open is returned."""
        known = self.current()
        if known is not None:
            return known
        day = DropInDay(
            id=self._ids(),
            drop_in_id=place.drop_in,
            place=place.name,
            commune=place.commune,
            opened_at=self._clock.now(),
            adviser=self._adviser,
        )
        with self._uow.transaction(Action.DAY_OPENED) as records:
            records.add(day)
        return day

    def close(self, day: DropInDay) -> DropInDay:
        """Close a day."""
        with self._uow.transaction(Action.DAY_CLOSED) as records:
            return records.change(DropInDay, day.id, closed_at=self._clock.now())

    def note(self, day: DropInDay, text: str) -> DropInDay:
        """Write what is to be kept of the day."""
        with self._uow.transaction(Action.DAY_OPENED) as records:
            return records.change(DropInDay, day.id, note=text.strip())

    # ------------------------------------------------------------------ the list of the day

    def visits(self, place: Place, on: date) -> tuple[DayLine, ...]:
        """Return who has an appointment here this day, or came here."""
        start, end = self._bounds(on)
        booked = self._book.appointments(start, end, self._adviser)
        here = [appointment for appointment in booked if is_at(appointment.place, place.name, place.commune)]
        ids = {appointment.id for appointment in here}
        contacts = [
            contact
            for contact in self._book.contacts(start, end, self._adviser)
            if is_reception(contact)
            and (contact.appointment_id in ids or is_at(contact.place, place.name, place.commune))
        ]
        return tuple(line for visit in visits_of(here, contacts) if (line := self._line(visit)) is not None)

    def due(self, place: Place, on: date) -> tuple[DayLine, ...]:
        """Return the people of this commune with something due, who are not in the list of the visits."""
        listed = {line.person.subject for line in self.visits(place, on)}
        people = self._book.due(place.commune, on, self._adviser)
        return tuple(
            DayLine(person=person, visit=Visit(subject=person.subject))
            for person in people
            if person.subject not in listed
        )

    # ------------------------------------------------------------------ receiving

    def start(self, day: DropInDay, subject: RecordId, appointment: Appointment | None = None) -> Contact:
        """Start a reception: the appointment is kept, and the contact waits for its length."""
        contact = Contact(
            id=self._ids(),
            subject=subject,
            kind=ContactKind.DROP_IN if appointment is None else ContactKind.MEETING,
            at=self._clock.now(),
            place=place_of(day).label if appointment is None or not appointment.place else appointment.place,
            outcome=ContactOutcome.NONE,
            text="" if appointment is None else appointment.reason,
            adviser=self._adviser,
            appointment_id=None if appointment is None else appointment.id,
        )
        with self._uow.transaction(Action.RECEPTION_STARTED) as records:
            underway = self._underway(records, contact)
            if underway is not None:
                return underway
            if appointment is not None:
                records.change(Appointment, appointment.id, state=AppointmentState.KEPT)
            records.add(contact)
        return contact

    def usual_length(self, contact: Contact) -> int:
        """Return how long a reception has lasted, in sensible minutes."""
        return length_min(contact.at, self._clock.now())

    def end(self, contact: Contact, kind: ContactKind, minutes: int, text: str) -> Contact:
        """End a reception."""
        fields = {"kind": kind, "duration_min": minutes, "text": text.strip(), "outcome": ContactOutcome.DONE}
        with self._uow.transaction(Action.RECEPTION_ENDED) as records:
            return records.change(Contact, contact.id, **fields)

    # ------------------------------------------------------------------ closing

    def promises(self, lines: tuple[DayLine, ...], until: date) -> tuple[tuple[PersonLine, Recall], ...]:
        """Return the recalls still open of the people of the day, due until a day."""
        people = {line.person.subject: line.person for line in lines}
        found = (recall for recall in self._book.recalls(people) if recall.due_on <= until)
        return tuple((people[recall.subject], recall) for recall in sorted(found, key=lambda r: (r.due_on, r.id)))

    def steps_before(self, lines: tuple[DayLine, ...], until: date) -> tuple[tuple[PersonLine, Step], ...]:
        """Return the plan steps of the people of the day due before the next session."""
        people = {line.person.subject: line.person for line in lines}
        found = self._book.steps(people, until)
        return tuple(
            (people[step.subject], step) for step in sorted(found, key=lambda s: (s.due_on or until, s.position, s.id))
        )

    def next_session(self, place: Place, on: date) -> date:
        """Return the day of the next session here."""
        _, after = self._bounds(on)
        later = self._overviews.appointments(after, after + timedelta(days=60), self._adviser)
        here = [line.at for line in later if line.at and is_at(line.place, place.name, place.commune)]
        planned = self._clock.local(min(here)).date() if here else None
        return next_session(place.calendar, on, planned)

    def place(self, day: DropInDay) -> Place:
        """Return where a day is held, with the calendar of the directory."""
        held = place_of(day)
        known = next((p for p in self._known(()) if day.drop_in_id is not None and p.drop_in == day.drop_in_id), None)
        return held if known is None else Place(
            name=held.name, commune=held.commune, calendar=known.calendar, drop_in=held.drop_in
        )  # fmt: skip

    def calendar(self) -> CalendarFile:
        """Return the agenda of this adviser, told without names."""
        structure = self._structure()
        return CalendarFile(
            lines=self._book.calendar(self._clock.now() - _BEFORE, self._adviser),
            zone=zone_of(structure.postal_code),
            title="Rendez-vous MobiConseil",
        )

    def calendar_saved(self) -> None:
        """Write in the journal that the agenda left the laptop."""
        with self._uow.transaction(Action.CALENDAR_SAVED) as records:
            records.note(Action.CALENDAR_SAVED)

    # ------------------------------------------------------------------ reading

    def _mine(self) -> tuple[DropInDay, ...]:
        return tuple(day for day in self._uow.records.shared(DropInDay) if day.adviser == self._adviser)

    def _known(self, communes: tuple[str, ...]) -> list[Place]:
        """Return the places of the directory, then the usual ones of the structure."""
        found = [
            Place(name=d.place or d.name, commune=d.commune, calendar=d.calendar, drop_in=d.id)
            for d in self._uow.records.shared(DropIn)
            if d.place or d.name or d.commune
        ]
        held = {place.label for place in found}
        for line in self._structure().places.splitlines():
            name = line.strip()
            twin = any(place.commune and is_at(name, place.name, place.commune) for place in found)
            if name and name not in held and not twin:
                found.append(Place(name=name, commune=commune_in(name, communes)))
        return found

    def _planned_at(self, place: Place) -> int:
        start, end = self._bounds(self._clock.today())
        lines = self._overviews.appointments(start, end, self._adviser)
        return sum(1 for line in lines if is_at(line.place, place.name, place.commune))

    def _line(self, visit: Visit) -> DayLine | None:
        person = self._overviews.person(visit.subject)
        return None if person is None else DayLine(person=person, visit=visit)

    def _bounds(self, on: date) -> tuple[datetime, datetime]:
        return self._clock.moment(on, time()), self._clock.moment(on + timedelta(days=1), time())

    def _underway(self, records: Records, wanted: Contact) -> Contact | None:
        """Return the reception of this person that is already under way, so that none is started twice."""
        day = self._clock.local(wanted.at).date()
        return next(
            (
                contact
                for contact in records.of(Contact, wanted.subject)
                if is_underway(contact) and self._clock.local(contact.at).date() == day
            ),
            None,
        )


def place_of(day: DropInDay) -> Place:
    """Return where a day is held, as it was written when it was opened."""
    return Place(name=day.place, commune=day.commune, drop_in=day.drop_in_id)


def underway(lines: tuple[DayLine, ...]) -> tuple[DayLine, ...]:
    """Return the receptions that nobody ended."""
    return tuple(line for line in lines if line.visit.state is VisitState.HERE)
