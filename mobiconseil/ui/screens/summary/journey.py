"""The journey of a person as dated events, the future on top: what happened and what is planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from mobiconseil.domain import typography
from mobiconseil.domain.assessment import Assessment, values
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.follow_up import Appointment, AppointmentState, Contact, ContactKind, ContactOutcome, Recall
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import Plan, Step, StepHorizon, StepState
from mobiconseil.domain.situation import Consent, ConsentKind
from mobiconseil.services.files import PersonFile
from mobiconseil.services.ports import Clock
from mobiconseil.ui.navigation import Tab
from mobiconseil.ui.screens.summary.advice_events import advice_events
from mobiconseil.ui.screens.summary.event import Event, Kind, end_of

MONTHS_AFTER = 20
"""Beyond this number of events the journey is grouped by month."""
CONTACT_ICONS = {
    ContactKind.MEETING: "account-outline",
    ContactKind.CALL: "phone-outline",
    ContactKind.EMAIL: "email-outline",
    ContactKind.SMS: "message-text-outline",
    ContactKind.VISIT: "home-account",
    ContactKind.ACCOMPANIED: "routes",
    ContactKind.GROUP: "account-group-outline",
    ContactKind.POST: "email-outline",
    ContactKind.PRESCRIPTION: "email-outline",
    ContactKind.PARTNER: "account-switch-outline",
    ContactKind.NOTE: "note-text-outline",
    ContactKind.LIFE_EVENT: "star-outline",
    ContactKind.DROP_IN: "door-open",
}
_MIDNIGHT = time()


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """The events in the order they are shown; those before `today_at` are ahead."""

    events: tuple[Event, ...]
    today_at: int
    since: date | None

    def months(self) -> tuple[tuple[str, tuple[Event, ...]], ...]:
        """Return the events by month once they are many, else all of them under no title."""
        if len(self.events) <= MONTHS_AFTER:
            return (("", self.events),)
        grouped = groupby(self.events, key=lambda event: (event.at.year, event.at.month))
        return tuple((_month(year, month), tuple(found)) for (year, month), found in grouped)


def journey(
    file: PersonFile,
    clock: Clock,
    *,
    wanted: Kind = Kind.ALL,
    shared: bool = False,
    without: RecordId | None = None,
    first_names: Mapping[str, str] | None = None,
    services: Mapping[str, str] | None = None,
) -> Journey:
    """Return the journey; on a shared screen without private facts, and without the contact being written.

    `first_names` are those of the advisers, by identifier; `services` the names of the catalogue, by code.
    """
    read = _Reader(file, clock, shared, without, first_names or {})
    found = [*read.events(), *advice_events(file, services or {})]
    if wanted is Kind.ALL:
        found = [event for event in found if not event.minor]
    else:
        found = [event for event in found if event.kind is wanted]
    found.sort(key=lambda event: event.at, reverse=True)
    tomorrow = datetime.combine(clock.today() + timedelta(days=1), _MIDNIGHT)
    now = clock.local(clock.now()).replace(tzinfo=None)
    ahead = [event for event in found if event.at >= tomorrow or (event.timed and event.at > now)]
    past = [event for event in found if event not in ahead]
    since = min((event.at.date() for event in past), default=None)
    return Journey(events=(*ahead, *past), today_at=len(ahead), since=since)


class _Reader:
    def __init__(
        self,
        file: PersonFile,
        clock: Clock,
        shared: bool,
        without: RecordId | None,
        first_names: Mapping[str, str],
    ) -> None:
        self._file, self._clock, self._shared, self._without = file, clock, shared, without
        self._first_names = first_names

    def events(self) -> Iterator[Event]:
        """Return the events in no order."""
        yield from self._deadline(self._file.beneficiary)
        yield from self._contacts()
        for appointment in self._file.appointments:
            yield from self._appointment(appointment)
        for recall in self._file.recalls:
            yield from self._recall(recall)
        yield from self._steps()
        for assessment in self._file.assessments:
            yield from self._assessment(assessment)
        yield from self._plan(self._file.plan)
        yield from self._prescription(self._file.beneficiary)

    def _deadline(self, person: Beneficiary) -> Iterator[Event]:
        if person.deadline_on is not None:
            yield Event(
                at=end_of(person.deadline_on),
                title=person.deadline_label or "Échéance du projet",
                subtitle="Échéance du projet" if person.deadline_label else "",
                icon="calendar-clock-outline",
                tone="primary",
                tab=Tab.SITUATION,
                focus="deadline_on",
            )

    def _contacts(self) -> Iterator[Event]:
        calls = [c for c in self._file.contacts if c.kind is ContactKind.CALL]
        first = min(calls, key=lambda c: c.at).id if len(calls) > 1 else None
        for contact in self._file.contacts:
            if contact.id == self._without or (self._shared and contact.private):
                continue
            yield Event(
                at=self._clock.local(contact.at).replace(tzinfo=None),
                timed=True,
                kind=Kind.ACTIONS if contact.kind is ContactKind.PRESCRIPTION else Kind.CONTACTS,
                title=contact_title(contact, first=contact.id == first),
                subtitle=contact.text,
                icon=CONTACT_ICONS.get(contact.kind, "note-text-outline"),
                tab=Tab.FOLLOW_UP,
                part=f"contact:{contact.id.hex()}",
            )

    def _appointment(self, appointment: Appointment) -> Iterator[Event]:
        if appointment.state is not AppointmentState.PLANNED:
            return
        late = appointment.at < self._clock.now()
        name = self._first_names.get(appointment.adviser, "")
        yield Event(
            at=self._clock.local(appointment.at).replace(tzinfo=None),
            timed=True,
            kind=Kind.CONTACTS,
            title=appointment.reason or "Rendez-vous",
            subtitle="Rendez-vous passé, à confirmer"
            if late
            else _joined("Rendez-vous prévu", name and f"avec {name}"),
            icon="calendar-outline",
            tone="warn" if late else "primary",
            tab=Tab.FOLLOW_UP,
            part=f"appointment:{appointment.id.hex()}",
        )

    def _recall(self, recall: Recall) -> Iterator[Event]:
        if not recall.is_open:
            return
        late = recall.due_on < self._clock.today()
        yield Event(
            at=end_of(recall.due_on),
            kind=Kind.CONTACTS,
            title=recall.reason or "À relancer",
            subtitle="Relance en retard" if late else "Relance prévue",
            icon="phone-clock",
            tone="warn" if late else "primary",
            tab=Tab.FOLLOW_UP,
            part=f"recall:{recall.id.hex()}",
        )

    def _steps(self) -> Iterator[Event]:
        steps = [step for step in self._file.steps if step.horizon is StepHorizon.NOW]
        dated = [step for step in steps if step.is_open and step.due_on is not None]
        soonest = min(dated, key=lambda step: step.due_on or date.max, default=None)
        for step in steps:
            if step.done_on is not None and step.state is StepState.DONE:
                yield _step_event(step, step.done_on, f"Étape faite\u00a0: {step.title}", "", "ok")
            elif step.is_open and step.due_on is not None:
                late = step.is_late(self._clock.today())
                words = "Étape du plan, date passée" if late else "Étape du plan, à faire avant"
                tone = "warn" if late else "primary"
                minor = not late and (step is not soonest or self._meets_an_appointment(step.due_on))
                yield _step_event(step, step.due_on, step.title, words, tone, minor=minor)

    def _meets_an_appointment(self, day: date) -> bool:
        planned = (a for a in self._file.appointments if a.state is AppointmentState.PLANNED)
        return any(self._clock.local(a.at).date() == day for a in planned)

    def _assessment(self, assessment: Assessment) -> Iterator[Event]:
        duration = typography.duration(assessment.duration_min) if assessment.duration_min else ""
        place = f"à {assessment.place}" if assessment.place else ""
        where = " ".join(part for part in (duration, place) if part)
        if assessment.finished_on is not None:
            title, subtitle = _joined("Diagnostic terminé", self._rated(assessment)), where
        else:
            title, subtitle = "Diagnostic commencé", _joined("À terminer", where)
        yield Event(
            at=end_of(assessment.finished_on or assessment.started_on),
            title=title,
            subtitle=typography.tidy(subtitle[:1].upper() + subtitle[1:]),
            icon="clipboard-check-outline",
            tone="ok" if assessment.finished_on else "primary",
            tab=Tab.ASSESSMENT,
        )

    def _rated(self, assessment: Assessment) -> str:
        return typography.count(len(values(self._file.ratings_of(assessment))), "item")

    def _plan(self, plan: Plan | None) -> Iterator[Event]:
        if plan is None:
            return
        steps = [step for step in self._file.steps if step.horizon is StepHorizon.NOW]
        place = f"À {plan.place}. " if plan.place else ""
        day = plan.agreed_on or plan.started_on
        if day is not None:
            yield Event(
                at=end_of(day),
                title="Plan d’action accepté" if plan.agreed_on else "Plan d’action commencé",
                subtitle=f"{place}{_progress(steps)}",
                icon="format-list-numbered",
                tone="primary",
                tab=Tab.PLAN,
            )

    def _prescription(self, person: Beneficiary) -> Iterator[Event]:
        noted = [self._local_day(c) for c in self._file.contacts if c.kind is ContactKind.PRESCRIPTION]
        if person.prescribed_on is not None and not noted:
            noted = [person.prescribed_on]
            yield Event(
                at=end_of(person.prescribed_on),
                title="Prescription reçue",
                subtitle=person.prescriber_structure,
                icon="email-outline",
                tab=Tab.SITUATION,
                focus="prescriber_structure",
            )
        by_day: dict[date, list[Consent]] = {}
        for consent in self._file.consents:
            if consent.holds and consent.given_on is not None and consent.given_on not in noted:
                by_day.setdefault(consent.given_on, []).append(consent)
        for day, consents in by_day.items():
            yield self._consents(day, consents)

    def _consents(self, day: date, consents: list[Consent]) -> Event:
        words = [_CONSENT_WORDS.get(consent.kind, consent.kind.label) for consent in consents]
        sentence = ", ".join(words)
        return Event(
            at=end_of(day),
            title=sentence[:1].upper() + sentence[1:],
            icon="shield-check-outline",
            tone="ok",
            tab=Tab.SITUATION,
            part="consents",
            minor=any(a.finished_on == day for a in self._file.assessments),
        )

    def _local_day(self, contact: Contact) -> date:
        return self._clock.local(contact.at).date()


_CONSENT_WORDS = {
    ConsentKind.NOTICE: "notice d’information remise",
    ConsentKind.SHARE_PRESCRIBER: "accord de partage avec le prescripteur",
    ConsentKind.SHARE_PARTNERS: "accord de partage avec les partenaires",
    ConsentKind.CONTACT_AFTER: "accord pour un contact après la sortie",
}


def contact_title(contact: Contact, *, first: bool = False) -> str:
    """Return « Appel, 10 min », « Premier appel, 15 min », « Rendez-vous, absent »."""
    label = f"Premier {contact.kind.label.lower()}" if first else contact.kind.label
    shown = {ContactOutcome.NONE, ContactOutcome.DONE}
    outcome = "" if contact.outcome in shown else contact.outcome.label.lower()
    duration = typography.duration(contact.duration_min) if contact.duration_min else ""
    return ", ".join(part for part in (label, duration, outcome) if part)


def shown_when(event: Event, today: date) -> str:
    """Return « 9 h 05 » today, « lun. 7 déc. » another day, with its hour ahead."""
    day = event.at.date()
    if day == today:
        return typography.hour(event.at.time()) if event.timed else "aujourd’hui"
    text = typography.short_date(day, today)
    return f"{text}, {typography.hour(event.at.time())}" if event.timed and day > today else text


def _step_event(step: Step, day: date, title: str, subtitle: str, tone: str, *, minor: bool = False) -> Event:
    icon = "check-circle-outline" if tone == "ok" else "flag-outline"
    return Event(
        at=end_of(day),
        title=title,
        subtitle=subtitle,
        icon=icon,
        tone=tone,
        tab=Tab.PLAN,
        part=step.id.hex(),
        minor=minor,
    )


def _progress(steps: list[Step]) -> str:
    if not steps:
        return "Aucune étape pour l’instant."
    done = sum(step.state is StepState.DONE for step in steps)
    said = typography.count(len(steps), "étape")
    if done:
        return f"{said}, {typography.count(done, 'faite')}."
    if steps[0].state is StepState.STARTED:
        return f"{said}, la première est commencée."
    return f"{said}."


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _month(year: int, month: int) -> str:
    name = typography.MONTHS[month - 1]
    return f"{name[:1].upper()}{name[1:]}{typography.NBSP}{year}"
