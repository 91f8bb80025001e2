"""What the cards of the summary say, as final French sentences; a missing fact names where to complete it."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mobiconseil.domain import typography
from mobiconseil.domain.beneficiary import Beneficiary, Licence, PrescriberKind, Vehicle
from mobiconseil.domain.plan import Step, StepHorizon, StepState
from mobiconseil.domain.profile import supports
from mobiconseil.domain.reference import Reference
from mobiconseil.domain.situation import Barrier, Consent, ConsentKind, Trip
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.files import PersonFile

SUPPORTS_SHOWN = 3
STEPS_SHOWN = 5
SOON_DAYS = 30
"""A deadline this near is shown in the colour of warnings."""


class Urgency(StrEnum):
    """How near a deadline is."""

    PAST = "past"
    SOON = "soon"
    FAR = "far"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A labelled fact; empty, it is completed in the field `focus` of the situation."""

    label: str
    html: str = ""
    focus: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarrierLine:
    """A barrier with its icon, its words and its weight."""

    icon: str
    text: str
    word: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """A step of the short list."""

    title: str
    when: str
    icon: str
    tone: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A sentence about agreements or missing facts, with the action that settles it."""

    text: str
    icon: str
    tone: str
    action: str = ""
    consent: ConsentKind | None = None
    """What the action notes."""
    focus: str = ""
    """Where the action leads in the situation."""


def deadline(person: Beneficiary, today: date) -> tuple[str, Urgency] | None:
    """Return « Échéance dans 17 jours » and how near it is, or None without deadline."""
    if person.deadline_on is None:
        return None
    days = (person.deadline_on - today).days
    urgency = Urgency.PAST if days < 0 else Urgency.SOON if days <= SOON_DAYS else Urgency.FAR
    return f"Échéance {typography.relative_days(person.deadline_on, today)}", urgency


def request_lines(file: PersonFile) -> tuple[Line, ...]:
    """Return the project, the usual trip and the means."""
    person, trip = file.beneficiary, file.main_trip
    return (
        Line(label="Projet", html=_project(person), focus="project"),
        Line(label="Trajet type", html=_trip(trip) if trip else "", focus="add_trip"),
        Line(label="Moyens", html=html.escape(_means(person)), focus="licence"),
    )


def _project(person: Beneficiary) -> str:
    text = html.escape(typography.tidy(person.project.strip()))
    if not person.deadline_on:
        return text
    day = f"<b>{typography.short_date(person.deadline_on)}</b>"
    return f"{text}, pour le {day}" if text else ""


def _trip(trip: Trip) -> str:
    ends = " – ".join(html.escape(end) for end in (trip.origin, trip.destination or trip.destination_commune) if end)
    parts = [ends or html.escape(trip.purpose.label)]
    if trip.distance_km:
        parts.append(f"<b>{typography.kilometres(trip.distance_km)}</b>")
    if trip.days_per_week:
        parts.append(f"{trip.days_per_week}{typography.NBSP}j par semaine")
    if trip.leave_at and trip.return_at:
        parts.append(f"de {typography.hour(trip.leave_at)} à {typography.hour(trip.return_at)}")
    elif trip.leave_at:
        parts.append(f"à {typography.hour(trip.leave_at)}")
    return ", ".join(parts)


def _means(person: Beneficiary) -> str:
    parts = []
    if person.licence is not Licence.UNKNOWN:
        year = f" ({person.licence_year})" if person.licence_year else ""
        parts.append(f"{person.licence.label}{year}")
    if person.vehicle is not Vehicle.UNKNOWN:
        parts.append(person.vehicle.label.lower() if parts else person.vehicle.label)
    if person.bicycle is TriState.YES:
        parts.append("vélo" if parts else "Vélo")
    return ", ".join(parts)


def barrier_lines(file: PersonFile, reference: Reference, *, shared: bool) -> tuple[BarrierLine, ...]:
    """Return the barriers that stand, the heaviest first; on a shared screen neither private nor health ones."""
    branches = {kind.code: branch for branch in reference.barriers.branches for kind in branch.barriers}
    labels = {kind.code: kind.label for kind in reference.barriers.kinds}
    standing = sorted((b for b in file.barriers if b.is_open), key=lambda b: (-b.intensity, b.code))
    lines = []
    for barrier in standing:
        branch = branches.get(barrier.code)
        if shared and (barrier.private or (branch is not None and branch.sensitive)):
            continue
        icon = branch.icon.removeprefix("mdi6.") if branch else "alert-circle-outline"
        lines.append(_barrier(barrier, labels.get(barrier.code, barrier.code), icon))
    return tuple(lines)


def _barrier(barrier: Barrier, label: str, icon: str) -> BarrierLine:
    text = typography.tidy(barrier.wording) if barrier.wording else label
    return BarrierLine(icon=icon, text=text, word=barrier.word, level=barrier.intensity)


def support_lines(file: PersonFile, reference: Reference, *, shared: bool) -> tuple[str, ...]:
    """Return the strongest supports of the last assessment that says some, at most three."""
    for assessment in reversed(file.assessments):
        found = supports(reference.grid, file.ratings_of(assessment), file.beneficiary.civility)
        shown = [point.text for point in found if not (shared and point.sensitive)]
        if shown:
            return tuple(shown[:SUPPORTS_SHOWN])
    return ()


def step_lines(steps: tuple[Step, ...], today: date) -> tuple[StepLine, ...]:
    """Return the steps to be done now and those just done, in order."""
    now = [step for step in steps if step.horizon is StepHorizon.NOW]
    shown = [step for step in now if step.is_open] or now
    return tuple(_step(step, today) for step in shown[:STEPS_SHOWN])


_STATE_LOOK = {
    StepState.TODO: ("checkbox-blank-circle-outline", "text_2"),
    StepState.STARTED: ("progress-clock", "primary"),
    StepState.WAITING: ("timer-sand", "warn"),
    StepState.DONE: ("check-circle-outline", "ok"),
    StepState.FAILED: ("close-circle-outline", "text_2"),
    StepState.DECLINED: ("close-circle-outline", "text_2"),
    StepState.DROPPED: ("minus-circle-outline", "text_2"),
}


def _step(step: Step, today: date) -> StepLine:
    icon, tone = _STATE_LOOK.get(step.state, ("checkbox-blank-circle-outline", "text_2"))
    when = step.when_text
    if step.due_on is not None:
        day = step.due_on
        year = "" if day.year == today.year else f"{typography.NBSP}{day.year}"
        when = f"{'1er' if day.day == 1 else day.day}{typography.NBSP}{typography.SHORT_MONTHS[day.month - 1]}{year}"
    if step.is_late(today):
        when, tone = f"{when}, en retard", "danger"
    return StepLine(title=typography.tidy(step.title), when=when, icon=icon, tone=tone, state=step.state.label)


def status_chips(file: PersonFile, reference: Reference, today: date, *, shared: bool) -> tuple[str, ...]:
    """Return the statuses that hold today, sensitive ones hidden on a shared screen."""
    held = {status.code for status in file.statuses if status.holds_on(today) is TriState.YES}
    kinds = (kind for kind in reference.statuses.kinds if kind.code in held)
    return tuple(kind.chip(file.beneficiary.civility) for kind in kinds if not (shared and kind.sensitive))


def notices(file: PersonFile, today: date) -> Iterator[Notice]:
    """Yield what was told and agreed, then what is missing, each with its action."""
    person = file.beneficiary
    told, agreed = file.consent(ConsentKind.NOTICE), file.consent(ConsentKind.SHARE_PRESCRIBER)
    prescribed = person.prescriber_kind not in {PrescriberKind.NONE, PrescriberKind.SELF}
    if told and told.holds and agreed and agreed.holds and _same_day(told, agreed):
        yield _held("Notice d’information remise et accord de partage signé", told, today)
    else:
        yield _told(told, today)
        if prescribed or (agreed is not None and agreed.value is not TriState.UNKNOWN):
            yield _agreed(agreed, today)
    if person.family_quotient is None:
        yield Notice(
            text="Quotient familial non renseigné.",
            icon="help-circle-outline",
            tone="warn",
            action="Compléter",
            focus="family_quotient",
        )


def _told(told: Consent | None, today: date) -> Notice:
    if told is not None and told.holds:
        return _held("Notice d’information remise", told, today)
    return Notice(
        text="Notice d’information pas encore remise.",
        icon="alert-outline",
        tone="warn",
        action="Noter la remise",
        consent=ConsentKind.NOTICE,
    )


def _agreed(agreed: Consent | None, today: date) -> Notice:
    if agreed is not None and agreed.holds:
        return _held("Accord de partage avec le prescripteur", agreed, today)
    if agreed is not None and (agreed.value is TriState.NO or agreed.withdrawn_on is not None):
        text = "Accord de partage retiré." if agreed.withdrawn_on else "La personne refuse le partage."
        return Notice(text=f"{text} Pas de synthèse au prescripteur.", icon="shield-off-outline", tone="text_2")
    return Notice(
        text="Pas d’accord de partage avec le prescripteur\u00a0: synthèse impossible.",
        icon="alert-outline",
        tone="warn",
        action="Noter l’accord",
        consent=ConsentKind.SHARE_PRESCRIBER,
    )


def _held(text: str, consent: Consent, today: date) -> Notice:
    day = f", {typography.short_date(consent.given_on, today)}" if consent.given_on else ""
    return Notice(text=f"{text}{day}".rstrip(".") + ".", icon="shield-check-outline", tone="ok")


def _same_day(one: Consent, other: Consent) -> bool:
    return one.given_on == other.given_on
