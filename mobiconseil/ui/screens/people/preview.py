"""What the panel at the right of the list says about the selected person."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from mobiconseil.domain import typography
from mobiconseil.domain.beneficiary import FileState
from mobiconseil.domain.civility import Civility, agree
from mobiconseil.domain.follow_up import AppointmentState
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.reference import Reference
from mobiconseil.domain.typography import NBSP
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services import person_words
from mobiconseil.services.files import PersonFile
from mobiconseil.services.ports import Clock, PersonLine
from mobiconseil.ui.context import SharedScreen
from mobiconseil.ui.screens.people.rows import tone_of

MOST_STATUSES = 3
QUOTE_LENGTH = 180


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewLine:
    """An icon and a sentence whose important words are bold."""

    icon: str
    html: str
    warn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The panel."""

    subject: RecordId
    name: str
    initials: str
    detail: str
    chips: tuple[tuple[str, str], ...]
    """Text, tone."""
    lines: tuple[PreviewLine, ...]
    trashed: bool


def preview_of(
    person: PersonLine, file: PersonFile, items: int, *, reference: Reference, clock: Clock, shared: SharedScreen
) -> Preview:
    """Return what the panel says; while the screen is shared, nothing that points at the person."""
    lines = (
        () if shared.is_on else (_phone(person), _request(person), _deadline(person, clock)),
        (_plan(person, items), _next(person, file, clock, shared)),
    )
    return Preview(
        subject=person.subject,
        name=shared.name_of(person),
        initials=typography.initials(person_words.plain_name(person)),
        detail=person_words.age_and_place(person, clock.today()),
        chips=_chips(person, file, reference, clock, shared),
        lines=tuple(line for group in lines for line in group if line is not None),
        trashed=person.deleted,
    )


def _chips(
    person: PersonLine, file: PersonFile, reference: Reference, clock: Clock, shared: SharedScreen
) -> tuple[tuple[str, str], ...]:
    chips = [(FileState(person.state).label, tone_of(person.state))]
    if shared.is_on:
        return tuple(chips)
    civility = Civility(person.civility)
    labels = {k.code: agree(k.short_label, civility) for k in reference.statuses.kinds if not k.sensitive}
    held = [status for status in file.statuses if status.holds_on(clock.today()) is TriState.YES]
    names = [labels[status.code] for status in held if labels.get(status.code)]
    chips += [(name, "neutral") for name in sorted(names, key=len)[:MOST_STATUSES]]
    return tuple(chips)


def _phone(person: PersonLine) -> PreviewLine | None:
    if not person.phone:
        return PreviewLine(icon="phone-off-outline", html="Téléphone non renseigné")
    return PreviewLine(icon="phone-outline", html=f"<b>{escape(typography.phone(person.phone))}</b>")


def _request(person: PersonLine) -> PreviewLine | None:
    text = person.request.strip()
    if not text:
        return None
    if len(text) > QUOTE_LENGTH:
        text = text[:QUOTE_LENGTH].rsplit(" ", 1)[0] + "…"
    return PreviewLine(icon="chat-outline", html=escape(typography.quote(text)))


def _deadline(person: PersonLine, clock: Clock) -> PreviewLine | None:
    if person.deadline_on is None:
        return None
    today = clock.today()
    label = escape(person.deadline_label or "Échéance")
    day = typography.short_date(person.deadline_on)
    rest = typography.relative_days(person.deadline_on, today)
    return PreviewLine(icon="flag-outline", html=f"{label} <b>{day}</b>, {rest}", warn=person.deadline_on < today)


def _plan(person: PersonLine, items: int) -> PreviewLine:
    stage = person_words.stage(person, items)
    if stage.todo == "Plan à suivre":
        text = stage.detail
    elif stage.todo.startswith(stage.detail.split()[0]):  # « Diagnostic à terminer » says « Diagnostic commencé »
        text = stage.todo
    else:
        text = f"{stage.todo}, {stage.detail}"
    return PreviewLine(icon="format-list-numbered", html=escape(text))


def _next(person: PersonLine, file: PersonFile, clock: Clock, shared: SharedScreen) -> PreviewLine | None:
    appointment = next((a for a in file.appointments if a.state is AppointmentState.PLANNED), None)
    if appointment is None:
        found = person_words.next_date(person, clock)
        if found is None:
            return PreviewLine(icon="calendar-blank-outline", html="Aucun rendez-vous prévu")
        day = typography.short_date(found.day, clock.today())
        text = found.text[:1].upper() + found.text[1:]
        return PreviewLine(icon="calendar-clock-outline", html=f"{escape(text)}, <b>{day}</b>", warn=found.late)
    local = clock.local(appointment.at)
    today = clock.today()
    near = abs((local.date() - today).days) <= 1
    day = typography.relative_days(local.date(), today) if near else typography.short_date(local.date(), today)
    where = "" if shared.is_on or not appointment.place else f", {escape(appointment.place)}"
    moment = f"{day} à{NBSP}{typography.hour(local.time())}"
    return PreviewLine(icon="calendar-outline", html=f"Rendez-vous <b>{moment}</b>{where}")
