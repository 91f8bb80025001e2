"""Builds the sheet of a drop-in day, and says which papers of the day somebody needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from mobiconseil.domain.advice_records import UnmetNeed
from mobiconseil.domain.drop_in_day import DropInDay, VisitState
from mobiconseil.domain.follow_up import Recall
from mobiconseil.domain.plan import Step
from mobiconseil.domain.typography import NBSP, column_hour, count, duration, hour, long_date, number, short_date
from mobiconseil.services.drop_in_days import place_of
from mobiconseil.services.drop_in_figures import DayFigures, day_figures
from mobiconseil.services.drop_in_ports import DayLine
from mobiconseil.services.papers.day_sheet import DaySheetData, DaySheetLine, DaySheetNext
from mobiconseil.services.papers.desk import PaperDesk
from mobiconseil.services.papers.wording import capital
from mobiconseil.services.person_words import plain_name
from mobiconseil.services.ports import Clock, PersonLine

_TOLD = {
    VisitState.HERE: "En cours",
    VisitState.EXPECTED: "Pas encore dit",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAccount:
    """All that the sheet of a day is made from."""

    day: DropInDay
    lines: tuple[DayLine, ...]
    needs: tuple[UnmetNeed, ...] = ()
    promises: tuple[tuple[PersonLine, Recall], ...] = field(default=())
    steps: tuple[tuple[PersonLine, Step], ...] = field(default=())


def day_sheet(account: DayAccount, desk: PaperDesk, *, with_names: bool) -> DaySheetData:
    """Return the sheet; without names it holds neither name, nor code, nor note."""
    clock, figures = desk.clock, day_figures(account.lines, account.needs)
    opened = clock.local(account.day.opened_at)
    return DaySheetData(
        letterhead=desk.letterhead(),
        date=capital(long_date(opened.date())),
        place=place_of(account.day).label,
        hours=_hours(account, clock, opened),
        adviser=desk.adviser.name,
        figures=_figures(figures),
        kinds=tuple((kind.label, number(many), duration(minutes)) for kind, many, minutes in figures.kinds),
        lines=tuple(_line(line, clock, with_names=with_names) for line in sorted(account.lines, key=_moment)),
        needs=tuple(_need(need, desk) for need in figures.needs),
        upcoming=_upcoming(account) if with_names else (),
        note=account.day.note if with_names else "",
        with_names=with_names,
    )


def _hours(account: DayAccount, clock: Clock, opened: datetime) -> str:
    if account.day.closed_at is None:
        return f"depuis {hour(opened.time())}"
    closed = clock.local(account.day.closed_at)
    if closed.date() != opened.date():
        return f"ouverte à{NBSP}{hour(opened.time())}, close le {short_date(closed.date())}"
    return f"de{NBSP}{hour(opened.time())} à{NBSP}{hour(closed.time())}"


def _figures(figures: DayFigures) -> tuple[tuple[str, str], ...]:
    rows = (
        ("Personnes reçues", figures.people, ""),
        ("Entretiens", figures.receptions, duration(figures.minutes) if figures.minutes else ""),
        ("Sans rendez-vous", figures.walk_ins, ""),
        ("Rendez-vous prévus", figures.booked, ""),
        ("Honorés", figures.kept, ""),
        ("Absences", figures.absent, ""),
        ("Absences excusées", figures.excused, ""),
        ("Annulés", figures.cancelled, ""),
        ("Issue pas encore dite", figures.unsettled, ""),
    )
    always = {"Personnes reçues", "Entretiens", "Rendez-vous prévus"}
    return tuple(
        (label, f"{number(many)}, {detail}" if detail else number(many))
        for label, many, detail in rows
        if many or label in always
    )


def _line(line: DayLine, clock: Clock, *, with_names: bool) -> DaySheetLine:
    visit, contact, appointment = line.visit, line.visit.contact, line.visit.appointment
    kind = contact.kind.label if contact is not None else "Rendez-vous"
    result = _TOLD.get(visit.state, visit.state.label)
    if appointment is not None and visit.state is VisitState.MISSED:
        result = appointment.state.label
    return DaySheetLine(
        hour=column_hour(clock.local(_moment(line)).time()),
        person=f"{plain_name(line.person)}, {line.person.code}" if with_names else "",
        kind=kind,
        duration=duration(contact.duration_min) if contact is not None and contact.duration_min else "",
        result=result,
    )


def _moment(line: DayLine) -> datetime:
    """Return when the person came, or was to come."""
    found = line.visit.contact or line.visit.appointment
    if found is None:
        raise ValueError("A visit has a moment")
    return found.at


def _need(need: tuple[str, str, int], desk: PaperDesk) -> tuple[str, str, str]:
    service, reason, many = need
    try:
        label = desk.reference.service(service).name
    except KeyError:
        label = service
    try:
        why = desk.reference.unavailability_kind(reason).label
    except KeyError:
        why = reason
    return label, why, count(many, "personne")


def _upcoming(account: DayAccount) -> tuple[DaySheetNext, ...]:
    recalls = [(recall.due_on, person, recall.reason or "Relance") for person, recall in account.promises]
    steps = [(step.due_on, person, step.title) for person, step in account.steps if step.due_on is not None]
    return tuple(
        DaySheetNext(person=f"{plain_name(person)}, {person.code}", what=what, when=short_date(due))
        for due, person, what in sorted([*recalls, *steps], key=lambda row: row[0])
    )
