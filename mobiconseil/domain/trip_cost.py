"""What the usual trip costs each month, in euros and in CO₂, one way of travelling beside the other: estimates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mobiconseil.domain.reference import Provenance
from mobiconseil.domain.situation import TravelMode
from mobiconseil.domain.vocabulary import Vocabulary, labels


class CostMode(Vocabulary):
    """A way of making the usual trip, as its costs are counted."""

    CAR = "voiture"
    RENTED_CAR = "voiture_louee"
    LENT_CAR = "voiture_pretee"
    CARPOOL_PASSENGER = "covoiturage_passager"
    CARPOOL_DRIVER = "covoiturage_conducteur"
    TRANSIT = "car_train"
    MOPED = "deux_roues"
    RENTED_MOPED = "deux_roues_loue"
    E_BIKE = "velo_electrique"
    RENTED_E_BIKE = "velo_electrique_loue"
    BICYCLE = "velo"
    WALK = "marche"
    ON_DEMAND = "transport_demande"
    VOLUNTEER = "transport_benevole"
    TAXI = "taxi"


labels(
    CostMode,
    {
        CostMode.CAR: "Sa voiture, sans passager",
        CostMode.RENTED_CAR: "Voiture en location solidaire",
        CostMode.LENT_CAR: "Voiture prêtée",
        CostMode.CARPOOL_PASSENGER: "Covoiturage, comme passager",
        CostMode.CARPOOL_DRIVER: "Covoiturage, au volant",
        CostMode.TRANSIT: "Car ou train",
        CostMode.MOPED: "Scooter ou cyclomoteur",
        CostMode.RENTED_MOPED: "Scooter en location solidaire",
        CostMode.E_BIKE: "Vélo électrique",
        CostMode.RENTED_E_BIKE: "Vélo électrique en location",
        CostMode.BICYCLE: "Vélo",
        CostMode.WALK: "À pied",
        CostMode.ON_DEMAND: "Transport à la demande",
        CostMode.VOLUNTEER: "Transport solidaire par des bénévoles",
        CostMode.TAXI: "Taxi",
    },
)


class CostUnit(Vocabulary):
    """What a part of the cost is counted by."""

    KILOMETRE = "km"
    TRIP = "trajet"
    DAY = "jour"
    MONTH = "mois"


labels(
    CostUnit,
    {CostUnit.KILOMETRE: "par km", CostUnit.TRIP: "par trajet", CostUnit.DAY: "par jour", CostUnit.MONTH: "par mois"},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CostPart:
    """One part of the cost of a mode: fuel, insurance, a ticket…, with where the figure comes from."""

    label: str
    unit: CostUnit
    euros: float
    source: str
    dated: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeCost:
    """What is known of a mode: the parts of its cost, its emissions, its speed."""

    mode: CostMode
    parts: tuple[CostPart, ...]
    co2_grams: float
    """CO₂e per kilometre and per person."""
    co2_source: str
    co2_dated: date
    speed: float
    """Kilometres an hour, from door to door without the wait."""
    wait_minutes: int
    reach_km: float | None
    """One-way distance beyond which nobody does it every day."""
    catalogue: tuple[str, ...]
    """Services of the catalogue that make this mode possible."""
    travel: tuple[TravelMode, ...]
    """The modes of the person's trip that are this one: the duration of her trip is then the one known."""
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TripCostParameters:
    """Every figure that the estimates rest on."""

    provenance: Provenance
    month_days: int
    """Days of travel in a month for a week of five days."""
    modes: tuple[ModeCost, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualTrip:
    """The trip that is compared: from where to where, how far, how often."""

    origin: str = ""
    destination: str = ""
    distance_km: float | None = None
    """One way."""
    duration_min: int | None = None
    """One way, by `mode`."""
    mode: TravelMode = TravelMode.NONE
    days_per_week: int = 0
    """Zero when unknown: five are then counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TripCost:
    """The estimate of one mode for the usual trip."""

    mode: CostMode
    monthly_cost: int | None
    """Euros; None when the distance is unknown."""
    monthly_co2_kg: int | None
    minutes: int | None
    """One way."""
    detail: tuple[str, ...]
    """Where the cost goes, one part a line."""
    source: str
    dated: date
    """The oldest date of the figures used."""
    within_reach: bool
    remark: str
    budget_gap: int | None
    """Euros a month above (positive) or under the person's budget; None when either is unknown."""

    @property
    def budget_words(self) -> str:
        """Return « dans le budget », « 35 € de plus que le budget », or an empty text."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class TripComparison:
    """Every mode side by side for one trip, the cheapest first."""

    trip: UsualTrip
    month_days: int
    monthly_km: int | None
    budget: int | None
    costs: tuple[TripCost, ...]

    def of(self, mode: CostMode) -> TripCost | None:
        """Return the estimate of one mode."""
        return next((cost for cost in self.costs if cost.mode is mode), None)


def compare(parameters: TripCostParameters, trip: UsualTrip, budget: int | None = None) -> TripComparison:
    """Return what each mode costs, emits and takes for `trip`: those within reach first, then the cheapest."""
    raise NotImplementedError


def mode_of_catalogue(parameters: TripCostParameters, code: str) -> CostMode | None:
    """Return the mode that a service of the catalogue makes possible (F4-01: a rented car), or None."""
    return catalogue_modes(parameters).get(code)


def catalogue_modes(parameters: TripCostParameters) -> Mapping[str, CostMode]:
    """Return the mode of each service of the catalogue that has one."""
    return {code: known.mode for known in parameters.modes for code in known.catalogue}
