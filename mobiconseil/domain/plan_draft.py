"""A plan before it is written: the rows that were kept, what its dates depend on, the steps proposed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import OPEN_STEPS_LIMIT, StepHorizon
from mobiconseil.domain.plan_timing import Calendar
from mobiconseil.domain.trip_cost import CostMode
from mobiconseil.domain.typography import MONTHS
from mobiconseil.domain.vocabulary import Vocabulary, labels

_PERSON = "La personne"


class PlanTerm(Vocabulary):
    """How far a step is: within a month, within three, within the year."""

    MONTH = "0-1"
    QUARTER = "1-3"
    YEAR = "3-12"

    @classmethod
    def of(cls, due: date, today: date) -> PlanTerm:
        """Return the term of a date."""
        days = (due - today).days
        if days <= 31:
            return PlanTerm.MONTH
        return PlanTerm.QUARTER if days <= 92 else PlanTerm.YEAR


labels(
    PlanTerm,
    {PlanTerm.MONTH: "D’ici un mois", PlanTerm.QUARTER: "D’un à trois mois", PlanTerm.YEAR: "De trois à douze mois"},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRow:
    """A service or an aid that was kept, with what a step needs of it."""

    key: str
    """« service:<hex> », « aid:<code> » or « catalogue:F2-07 »."""
    title: str
    service_code: str = ""
    """Code of the catalogue; empty for an aid that no service of the catalogue stands for."""
    service_id: RecordId | None = None
    aid: str = ""
    place: str = ""
    phone: str = ""
    papers: str = ""
    cost: str = ""
    delay_days: int | None = None
    """Days observed or announced before the service can help."""
    ask_before: bool = False
    """The aid is lost once the expense is engaged."""
    ordinary: bool = False
    """Ordinary law: anybody can have it."""
    immediate: bool = False
    """A rule proposes it as a solution for the meanwhile."""
    after: tuple[str, ...] = ()
    """Services of the catalogue to do before this one."""
    reason: str = ""
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Postponed:
    """Services that a rule puts off, with why and when to look again."""

    services: tuple[str, ...]
    reason: str
    review_days: int | None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preliminary:
    """Something to do first that is no service: « Prendre rendez-vous dans un point conseil budget »."""

    title: str
    reason: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Existing:
    """What the open plan already holds."""

    open_now: int = 0
    services: frozenset[RecordId] = frozenset()
    catalogue: frozenset[str] = frozenset()
    """Services of the catalogue that have a step."""
    aids: frozenset[str] = frozenset()
    """What is already asked for, as `DraftStep.aids` says it."""
    titles: frozenset[str] = frozenset()
    ordinary: bool = False
    skill: bool = False
    bridge: bool = False
    """An open step already lets her travel in the meanwhile."""

    def covers(self, row: KeptRow) -> bool:
        """Say whether a step of the plan already stands for the row."""
        if row.aid:
            return row.aid in self.aids
        if row.service_code and row.service_code in self.aids:
            return True
        return row.service_id in self.services if row.service_id else row.service_code in self.catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanningContext:
    """What the dates and the order depend on beside the kept rows."""

    calendar: Calendar
    licence_requested: bool = False
    postponed: tuple[Postponed, ...] = ()
    preliminaries: tuple[Preliminary, ...] = ()
    modes: frozenset[CostMode] = frozenset()
    """Ways of travelling that were looked at beside the kept ones."""
    existing: Existing = field(default_factory=Existing)
    limit: int = OPEN_STEPS_LIMIT


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftStep:
    """A step as proposed: everything in it can be edited."""

    key: str
    """Stable: the same kept rows make the same key."""
    title: str
    due_on: date
    term: PlanTerm
    horizon: StepHorizon = StepHorizon.NOW
    who: str = _PERSON
    place: str = ""
    phone: str = ""
    papers: str = ""
    cost: str = ""
    note: str = ""
    reason: str = ""
    rules: tuple[str, ...] = ()
    service_code: str = ""
    service_id: RecordId | None = None
    aids: tuple[str, ...] = ()
    """Codes of the aids to ask for; of the service of the catalogue for one that was kept without its aid."""
    immediate: bool = False
    ordinary_law: bool = False
    skill: bool = False
    expense: bool = False
    asks: bool = False
    """Asks for aids before any money is spent."""

    @property
    def when_text(self) -> str:
        """Return « mars 2027 », for a step of « plus tard »."""
        return f"{MONTHS[self.due_on.month - 1]} {self.due_on.year}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPlan:
    """The steps in the order of the plan, and what the adviser should look at."""

    steps: tuple[DraftStep, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def open_steps(self) -> tuple[DraftStep, ...]:
        """Return the steps to be done now."""
        return tuple(step for step in self.steps if step.horizon is StepHorizon.NOW)
