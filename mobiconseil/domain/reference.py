"""Everything that comes as data, in one place."""

from __future__ import annotations

from dataclasses import dataclass

from mobiconseil.domain.aid import AidCatalogue
from mobiconseil.domain.catalogues import (
    BarrierCatalogue,
    BarrierKind,
    CatalogueService,
    ModeCatalogue,
    ServiceCatalogue,
    ServiceFamily,
    StatusCatalogue,
    StatusKind,
    UnavailabilityCatalogue,
    UnavailabilityKind,
)
from mobiconseil.domain.grid import Grid
from mobiconseil.domain.plan_actions import PlanActions
from mobiconseil.domain.question import QuestionCatalogue
from mobiconseil.domain.recommendation import RuleBook
from mobiconseil.domain.trip_cost import TripCostParameters


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Everything that comes as data."""

    grid: Grid
    statuses: StatusCatalogue
    barriers: BarrierCatalogue
    unavailability: UnavailabilityCatalogue
    services: ServiceCatalogue
    modes: ModeCatalogue
    rules: RuleBook
    trip_costs: TripCostParameters
    plan_actions: PlanActions
    questions: QuestionCatalogue
    aids: AidCatalogue

    def status(self, code: str) -> StatusKind:
        """Return the status `code`. Raises KeyError if there is none."""
        return {kind.code: kind for kind in self.statuses.kinds}[code]

    def barrier(self, code: str) -> BarrierKind:
        """Return the barrier `code`. Raises KeyError if there is none."""
        return {kind.code: kind for kind in self.barriers.kinds}[code]

    def unavailability_kind(self, code: str) -> UnavailabilityKind:
        """Return the unavailability `code`. Raises KeyError if there is none."""
        return {kind.code: kind for kind in self.unavailability.kinds}[code]

    def service(self, code: str) -> CatalogueService:
        """Return the service `code` of the catalogue. Raises KeyError if there is none."""
        return {service.code: service for service in self.services.services}[code]

    def family(self, code: str) -> ServiceFamily:
        """Return the family `code`. Raises KeyError if there is none."""
        return {family.code: family for family in self.services.families}[code]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelOverride:
    """A text of the reference that a structure replaced with its own."""

    kind: str
    code: str
    field: str
    value: str
