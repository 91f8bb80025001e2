"""The two editions of the plan, and the summary for the prescriber."""

from __future__ import annotations

from dataclasses import dataclass

from mobiconseil.services.papers.common import AdviserContact, Appointment, Consent, Letterhead
from mobiconseil.services.papers.trip_map import TripMap


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonStep:
    """One step, said by the person: « Je réserve la voiture de location. » Empty rows are not printed."""

    title: str
    who: str = ""
    where: str = ""
    phone: str = ""
    papers: str = ""
    when: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NotNow:
    """« Pas maintenant, parce que… »: what is put off, why, what comes first, when it is looked at again."""

    title: str
    reason: str = ""
    facts: tuple[str, ...] = ()
    """What was read in the file to say so; never health."""
    first: tuple[str, ...] = ()
    review: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPlanData:
    """The plan the person takes home.

    `person_name` is empty for a plan without name; `goal_strong` is the part of `goal` that is printed in bold.
    """

    letterhead: Letterhead
    date: str
    adviser: AdviserContact
    goal: str
    goal_strong: str = ""
    person_name: str = ""
    steps: tuple[PersonStep, ...] = ()
    appointment: Appointment | None = None
    later: tuple[str, ...] = ()
    not_now: tuple[str, ...] = ()
    """What comes later, said kindly: « le permis. Pas tout de suite. »."""
    made_at: str = ""
    language: str = "fr"
    trip_map: TripMap | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfessionalStep:
    """One step as professionals follow it; `unavailability` says why it failed or was refused."""

    title: str
    who: str = ""
    service: str = ""
    place: str = ""
    phone: str = ""
    papers: str = ""
    due: str = ""
    state: str = ""
    unavailability: str = ""
    cost: str = ""
    origin: str = ""
    note: str = ""
    reason: str = ""
    """Why this step, with the facts that were read; never health."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfessionalPlanData:
    """The plan for the file: need, steps with their states, statuses that are not sensitive."""

    letterhead: Letterhead
    date: str
    adviser: AdviserContact
    file_code: str = ""
    person_name: str = ""
    prescriber: str = ""
    goal: str = ""
    expressed_demand: str = ""
    analysed_need: str = ""
    steps: tuple[ProfessionalStep, ...] = ()
    later: tuple[str, ...] = ()
    not_now: tuple[NotNow, ...] = ()
    appointment: Appointment | None = None
    statuses: tuple[str, ...] = ()
    consent: str = ""
    trip_map: TripMap | None = None
    """Its numbers are those of the steps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """One recommendation of the plan, with its date and state."""

    title: str
    detail: str = ""
    reason: str = ""
    due: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrescriberSummaryData:
    """What goes back to the prescriber: only fields the person agreed to share; an empty field is not printed."""

    letterhead: Letterhead
    date: str
    adviser: AdviserContact
    consent: Consent
    prescriber: str = ""
    file_code: str = ""
    person_name: str = ""
    request: str = ""
    strengths: tuple[str, ...] = ()
    to_work_on: tuple[str, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    not_now: tuple[NotNow, ...] = ()
    appointment: Appointment | None = None
