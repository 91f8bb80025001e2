"""What the cards of the home screen show, ready to be written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mobiconseil.domain import typography
from mobiconseil.domain.follow_up import AppointmentChannel
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.typography import NBSP
from mobiconseil.services import person_words
from mobiconseil.services.ports import AgendaLine, Clock, PersonLine
from mobiconseil.ui.context import SharedScreen
from mobiconseil.ui.navigation import Section, Tab

SOON = timedelta(minutes=60)
"""From this long before an appointment, the waiting is counted in minutes."""

CHANNEL_ICONS = {
    AppointmentChannel.ON_SITE: "account-outline",
    AppointmentChannel.PHONE: "phone-outline",
    AppointmentChannel.HOME: "home-account",
    AppointmentChannel.OUTSIDE: "walk",
    AppointmentChannel.VIDEO: "video-outline",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """An appointment of today."""

    record: RecordId
    subject: RecordId
    name: str
    hour: str
    duration: str
    icon: str
    detail: str
    chip: str = ""
    """« Dans 8 min »."""
    is_next: bool = False
    is_over: bool = False
    """Its time is past and nobody said what became of it."""
    tab: Tab = Tab.SUMMARY
    """Where the interview starts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Somebody to call back."""

    record: RecordId
    subject: RecordId
    name: str
    reason: str
    chip: str
    days_late: int
    """0 today, negative when the day has not come."""
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """A file to go on with."""

    subject: RecordId
    name: str
    initials: str
    todo: str
    done: int
    begun: bool
    sentence: str
    day: str
    tab: Tab


@dataclass(frozen=True, slots=True, kw_only=True)
class Chore:
    """Something to do on this laptop, and where."""

    icon: str
    title: str
    detail: str
    action: str
    section: Section
    part: str
    urgent: bool = False


def interview_tab(person: PersonLine, channel: str = "") -> Tab:
    """Return the tab where an interview starts, from how far the file is."""
    if channel == AppointmentChannel.PHONE:
        return Tab.FOLLOW_UP
    if person.agreed:
        return Tab.PLAN
    if person.assessment_finished is not None:
        return Tab.PLAN
    if person.assessment_started is None and person.state in {"contact", "prescrit"}:
        return Tab.SITUATION
    return Tab.ASSESSMENT


def visits(lines: tuple[AgendaLine, ...], clock: Clock, shared: SharedScreen) -> tuple[Visit, ...]:
    """Return the appointments of the day; the first that is not over is the next one."""
    found: list[Visit] = []
    waiting = True
    for line in lines:
        ends = _starts(line) + timedelta(minutes=line.duration_min or 0)
        over = ends <= clock.now()
        found.append(_visit(line, clock, shared, is_next=waiting and not over, is_over=over))
        waiting = waiting and over
    return tuple(found)


def calls(lines: tuple[AgendaLine, ...], clock: Clock, shared: SharedScreen) -> tuple[Call, ...]:
    """Return the people to call back, late ones first."""
    return tuple(_call(line, clock, shared) for line in lines)


def unfinished(
    people: tuple[PersonLine, ...], items: dict[RecordId, int], clock: Clock, shared: SharedScreen
) -> tuple[Unfinished, ...]:
    """Return the files to go on with; `items` is the number of items of each one's assessment."""
    return tuple(_unfinished(person, items[person.subject], clock, shared) for person in people)


def day_line(lines: tuple[AgendaLine, ...], clock: Clock) -> str:
    """Return « mairie de Ballots, de 9 h à 12 h 30 » when one place has most of those that have a place."""
    places = [line.place for line in lines if line.place]
    if len(places) < 2:
        return ""
    place = max(places, key=places.count)
    if places.count(place) < 2 or places.count(place) * 2 < len(places):
        return ""
    there = [line for line in lines if line.place == place]
    start = clock.local(_starts(there[0])).time()
    end = clock.local(_starts(there[-1]) + timedelta(minutes=there[-1].duration_min or 0)).time()
    return f"{place}, de{NBSP}{typography.hour(start)} à{NBSP}{typography.hour(end)}"


def _visit(line: AgendaLine, clock: Clock, shared: SharedScreen, *, is_next: bool, is_over: bool) -> Visit:
    local = clock.local(_starts(line))
    channel = AppointmentChannel(line.channel)
    at_home = shared.is_on and channel is AppointmentChannel.HOME  # the address tells who lives there
    where = (line.place if not at_home else "") or (channel.label[:1].lower() + channel.label[1:])
    parts = (where,) if shared.is_on else (line.reason, where)
    return Visit(
        record=line.record,
        subject=line.subject,
        name=shared.name_of(line.person),
        hour=typography.column_hour(local.time()),
        duration=typography.duration(line.duration_min) if line.duration_min else "",
        icon=CHANNEL_ICONS.get(channel, "account-outline"),
        detail=" · ".join(part for part in parts if part),
        chip="" if is_over else _waiting(line, clock),
        is_next=is_next,
        is_over=is_over,
        tab=interview_tab(line.person, line.channel),
    )


def _waiting(line: AgendaLine, clock: Clock) -> str:
    left = _starts(line) - clock.now()
    if timedelta(0) < left <= SOON:
        return f"Dans {-(-left // timedelta(minutes=1))}{NBSP}min"
    return "" if left > timedelta(0) else "Maintenant"


def _call(line: AgendaLine, clock: Clock, shared: SharedScreen) -> Call:
    today = clock.today()
    due_on = line.due_on or today
    text = typography.relative_days(due_on, today, late=True) if due_on <= today else ""
    return Call(
        record=line.record,
        subject=line.subject,
        name=shared.name_of(line.person),
        reason="Relance" if shared.is_on else line.reason,
        chip=_capital(text) if text else typography.short_date(due_on, today),
        days_late=(today - due_on).days,
        phone="" if shared.is_on or not line.person.phone else typography.phone(line.person.phone),
    )


def _unfinished(person: PersonLine, items: int, clock: Clock, shared: SharedScreen) -> Unfinished:
    stage = person_words.stage(person, items)
    worked = max(
        (day for day in (_contact_day(person, clock), person.assessment_started) if day is not None),
        default=None,
    )
    return Unfinished(
        subject=person.subject,
        name=shared.name_of(person),
        initials=typography.initials(person_words.plain_name(person)),
        todo=stage.todo,
        done=stage.done,
        begun=stage.begun,
        sentence=stage.sentence,
        day=typography.short_date(worked, clock.today()) if worked else "",
        tab=interview_tab(person),
    )


def _contact_day(person: PersonLine, clock: Clock) -> date | None:
    return clock.local(person.last_contact).date() if person.last_contact is not None else None


def _starts(line: AgendaLine) -> datetime:
    if line.at is None:
        raise ValueError("An appointment has a moment")
    return line.at


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
