"""From what was kept together to dated steps: what is asked first, what helps at once, what comes later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import StepHorizon
from mobiconseil.domain.vocabulary import Vocabulary, labels


class PlanTerm(Vocabulary):
    """How far a step is: within a month, within three, within the year."""

    MONTH = "0-1"
    QUARTER = "1-3"
    YEAR = "3-12"


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
    organisation: str = ""
    place: str = ""
    phone: str = ""
    papers: str = ""
    cost: str = ""
    delay_days: int | None = None
    """Days observed or announced before the service can help."""
    ask_before: bool = False
    """The aid is lost once the expense is engaged."""
    open_to_all: bool = False
    """Ordinary law: anybody can have it."""
    immediate: bool = False
    """A rule proposes it as a solution for the meanwhile."""
    reason: str = ""
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Postponed:
    """Services that a rule puts off, with what comes first and when to look again."""

    services: tuple[str, ...]
    reason: str
    first: tuple[str, ...]
    review: str
    review_days: int
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanningContext:
    """What the dates and the order depend on beside the kept rows."""

    today: date
    deadline: date | None = None
    licence_requested: bool = False
    postponed: tuple[Postponed, ...] = ()
    advice: tuple[str, ...] = ()
    """Things to do that are no service, said by the rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftStep:
    """A step as proposed: everything in it can be edited."""

    title: str
    who: str
    place: str
    phone: str
    papers: str
    due_on: date
    term: PlanTerm
    horizon: StepHorizon
    reason: str
    rules: tuple[str, ...]
    service_code: str
    service_id: RecordId | None
    aid: str
    cost: str
    immediate: bool
    ordinary_law: bool
    skill: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPlan:
    """The steps in the order of the plan, and what the adviser should look at."""

    steps: tuple[DraftStep, ...]
    warnings: tuple[str, ...]

    @property
    def open_steps(self) -> tuple[DraftStep, ...]:
        """Return the steps to be done now."""
        return tuple(step for step in self.steps if step.horizon is StepHorizon.NOW)


def draft_plan(kept: Sequence[KeptRow], context: PlanningContext) -> DraftPlan:
    """Return the plan made of what was kept: dated, ordered, five steps open at most.

    The order of `kept` does not matter.
    """
    raise NotImplementedError
