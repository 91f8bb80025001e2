"""What the lists of a drop-in day show, ready to be written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from mobiconseil.domain import typography
from mobiconseil.domain.drop_in_day import Visit, VisitState
from mobiconseil.domain.follow_up import Appointment, Contact, Recall
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import Step
from mobiconseil.domain.typography import NARROW, NBSP
from mobiconseil.services import person_words
from mobiconseil.services.drop_in_ports import DayLine
from mobiconseil.services.ports import Clock, PersonLine
from mobiconseil.ui.navigation import Tab
from mobiconseil.ui.screens.home.rows import interview_tab
from mobiconseil.ui.widgets.chips import Tone

Name = Callable[[PersonLine], str]
"""Return the name of a person as it may be shown now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """Somebody of the day."""

    code: str
    """Of the row: the appointment, the contact or the person."""
    subject: RecordId
    name: str
    hour: str
    detail: str
    chip: str
    tone: Tone
    state: VisitState
    is_next: bool = False
    is_late: bool = False
    tab: Tab = Tab.SUMMARY
    appointment: Appointment | None = None
    contact: Contact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowRow:
    """Something not to be forgotten: who, what, until when."""

    code: str
    subject: RecordId
    name: str
    what: str
    when: str
    tone: Tone
    recall: str = ""
    """The day of the recall that is offered, « demain » or « lundi »; nothing when none is."""
    day_row: DayRow | None = None
    """A reception to end, or an appointment whose outcome is to be told."""


_TONES = {
    VisitState.HERE: Tone.OUTLINE,
    VisitState.EXPECTED: Tone.NEUTRAL,
    VisitState.DUE: Tone.WARN,
    VisitState.SEEN: Tone.OK,
    VisitState.MISSED: Tone.WARN,
    VisitState.CANCELLED: Tone.NEUTRAL,
}


def day_rows(lines: tuple[DayLine, ...], clock: Clock, name: Name, *, discreet: bool) -> tuple[DayRow, ...]:
    """Return the rows; the first expected that is not late is the next one, when nobody is being received."""
    found: list[DayRow] = []
    waiting = all(line.visit.state is not VisitState.HERE for line in lines)
    for line in lines:
        late = line.visit.is_late(clock.now())
        expected = line.visit.state is VisitState.EXPECTED and not late
        found.append(_row(line, clock, name, discreet=discreet, is_next=waiting and expected, late=late))
        waiting = waiting and not expected
    return tuple(found)


def _row(line: DayLine, clock: Clock, name: Name, *, discreet: bool, is_next: bool, late: bool) -> DayRow:
    visit, person = line.visit, line.person
    chip = "En retard" if late else _chip(visit, clock)
    return DayRow(
        code=_code(visit),
        subject=person.subject,
        name=name(person),
        hour=_hour(visit, clock),
        detail=_detail(line, clock, discreet=discreet),
        chip=chip,
        tone=Tone.WARN if late else Tone.OUTLINE if is_next else _TONES[visit.state],
        state=visit.state,
        is_next=is_next,
        is_late=late,
        tab=interview_tab(person),
        appointment=visit.appointment,
        contact=visit.contact,
    )


def _code(visit: Visit) -> str:
    found = visit.appointment or visit.contact
    return found.id.hex() if found is not None else visit.subject.hex()


def _hour(visit: Visit, clock: Clock) -> str:
    found = visit.appointment or visit.contact
    return typography.column_hour(clock.local(found.at).time()) if found is not None else ""


def _chip(visit: Visit, clock: Clock) -> str:
    contact = visit.contact
    if visit.state is VisitState.HERE and contact is not None:
        return f"En entretien depuis {typography.hour(clock.local(contact.at).time())}"
    if visit.state is VisitState.SEEN and contact is not None and contact.duration_min:
        return f"Entretien{NBSP}: {typography.duration(contact.duration_min)}"
    if visit.state is VisitState.MISSED and visit.appointment is not None:
        return visit.appointment.state.label
    return visit.state.label


def _detail(line: DayLine, clock: Clock, *, discreet: bool) -> str:
    visit, person = line.visit, line.person
    if discreet:
        return " · ".join(part for part in (person.code, person.commune) if part)
    if visit.state is VisitState.DUE:
        due = person_words.next_date(person, clock)
        if due is None:
            return person.commune
        return due.text if due.late else f"{due.text}, {_due(due.day, clock.today()).lower()}"
    reason = visit.appointment.reason if visit.appointment is not None else ""
    return " · ".join(part for part in (reason, person.commune) if part)


_TO_TELL = {VisitState.HERE: "Entretien à terminer", VisitState.EXPECTED: f"Présence ou absence{NARROW}?"}


def to_settle(rows: tuple[DayRow, ...]) -> tuple[FollowRow, ...]:
    """Return the receptions that nobody ended, and the appointments whose outcome nobody told."""
    return tuple(
        FollowRow(
            code=row.code,
            subject=row.subject,
            name=row.name,
            what=_TO_TELL[row.state],
            when=row.hour,
            tone=Tone.WARN,
            day_row=row,
        )
        for row in rows
        if row.state in _TO_TELL
    )


def near_day(day: date, today: date) -> str:
    """Return « demain », or « lundi » for a day of the week that follows."""
    return "demain" if (day - today).days == 1 else typography.DAYS[day.weekday()]


def missed(rows: tuple[DayRow, ...], recalled: frozenset[RecordId], day: str) -> tuple[FollowRow, ...]:
    """Return who did not come; somebody already to be called back is not offered again, the others on that day."""
    return tuple(
        FollowRow(
            code=row.code,
            subject=row.subject,
            name=row.name,
            what=row.chip,
            when=row.hour,
            tone=Tone.NEUTRAL if row.subject in recalled else Tone.WARN,
            recall="" if row.subject in recalled else day,
        )
        for row in rows
        if row.state is VisitState.MISSED
    )


def promised(
    found: tuple[tuple[PersonLine, Recall], ...], today: date, name: Name, *, discreet: bool
) -> tuple[FollowRow, ...]:
    """Return the recalls of the people of the day."""
    return tuple(
        FollowRow(
            code=recall.id.hex(),
            subject=person.subject,
            name=name(person),
            what="Relance" if discreet else recall.reason or "Relance",
            when=_due(recall.due_on, today),
            tone=Tone.DANGER if recall.due_on < today else Tone.NEUTRAL,
        )
        for person, recall in found
    )


def steps_due(
    found: tuple[tuple[PersonLine, Step], ...], today: date, name: Name, *, discreet: bool
) -> tuple[FollowRow, ...]:
    """Return the plan steps due before the next session."""
    return tuple(
        FollowRow(
            code=step.id.hex(),
            subject=person.subject,
            name=name(person),
            what="Étape du plan" if discreet else step.title,
            when=_due(step.due_on, today) if step.due_on is not None else "",
            tone=Tone.DANGER if step.due_on is not None and step.due_on < today else Tone.NEUTRAL,
        )
        for person, step in found
    )


def _due(day: date, today: date) -> str:
    text = typography.relative_days(day, today, late=True) if day <= today else typography.short_date(day, today)
    return text[:1].upper() + text[1:]
