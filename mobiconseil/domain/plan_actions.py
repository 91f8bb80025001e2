"""What a person does with a service of the catalogue, and how that step finds its place in a plan: data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mobiconseil.domain.catalogues import Provenance
from mobiconseil.domain.trip_cost import CostMode


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAction:
    """The step that a service of the catalogue becomes."""

    service: str
    title: str
    """Begins with an infinitive: the paper of the person turns it into « Je… »."""
    days: int | None = None
    """The step is done within these days, even when the service itself comes later."""
    ask: bool = False
    """A request or a call: made at once, whatever the delay of the service."""
    before: bool = False
    """To be asked before any money is spent."""
    expense: bool = False
    """Spends money: requests for aids come before."""
    bridge: bool = False
    """Lets the person travel while something longer is prepared."""
    skill: bool = False
    ordinary: bool = False
    """Ordinary law: there for everybody."""
    mode: CostMode | None = None
    review: str = ""
    """What stands in its place when a rule puts it off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanActions:
    """The step of each service of the catalogue, and what completes a plan that lacks something."""

    provenance: Provenance
    actions: tuple[PlanAction, ...]
    ordinary_fallback: str
    """Service proposed when a plan has no solution of ordinary law."""
    skill_fallback: str
    """Service proposed when nothing in a plan is learnt."""
    by_service: Mapping[str, PlanAction] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Make the actions found at once."""
        object.__setattr__(self, "by_service", {action.service: action for action in self.actions})

    def of(self, service: str) -> PlanAction | None:
        """Return the step of a service of the catalogue, if it has one."""
        return self.by_service.get(service)
