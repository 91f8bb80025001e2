"""What the usual trip costs each month, in euros and in CO₂, one way of travelling beside the other: estimates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mobiconseil.domain.catalogues import Provenance
from mobiconseil.domain.situation import TravelMode, Trip
from mobiconseil.domain.typography import NARROW, NBSP, money, number
from mobiconseil.domain.vocabulary import Vocabulary, labels

FULL_WEEK = 5
"""Days of a week of work, counted when the days of the trip are unknown."""


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
    sources: tuple[tuple[str, date], ...]
    """Where each figure comes from, and when it was read."""
    dated: date
    """The oldest date of the figures used."""
    within_reach: bool
    remark: str
    budget_gap: int | None
    """Euros a month above (positive) or under the person's budget; None when either is unknown."""

    @property
    def source(self) -> str:
        """Return the sources in one line."""
        return f"{NARROW}; ".join(dict.fromkeys(source for source, _ in self.sources))

    @property
    def budget_words(self) -> str:
        """Return « dans le budget », « 35 € de plus que le budget », or an empty text."""
        if self.budget_gap is None:
            return ""
        return "dans le budget" if self.budget_gap <= 0 else f"{money(self.budget_gap)} de plus que le budget"

    @property
    def cost_words(self) -> str:
        """Return « ≈ 110 € », « 0 € », or « – » while the distance is unknown."""
        if self.monthly_cost is None:
            return "–"
        return f"≈{NBSP}{money(self.monthly_cost)}" if self.monthly_cost else money(0)

    @property
    def co2_words(self) -> str:
        """Return « 55 kg », or « – » while the distance is unknown."""
        return "–" if self.monthly_co2_kg is None else f"{number(self.monthly_co2_kg)}{NBSP}kg"


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


def usual_trip(trip: Trip, distance_km: float | None = None) -> UsualTrip:
    """Return the trip to compare; `distance_km` stands for the distance that nobody typed."""
    return UsualTrip(
        origin=trip.origin,
        destination=trip.destination_commune or trip.destination,
        distance_km=trip.distance_km or distance_km,
        duration_min=trip.duration_min,
        mode=trip.mode,
        days_per_week=trip.days_per_week,
    )


def compare(parameters: TripCostParameters, trip: UsualTrip, budget: int | None = None) -> TripComparison:
    """Return what each mode costs, emits and takes for `trip`: those within reach first, then the cheapest."""
    days = month_days(parameters, trip)
    known = trip.distance_km is not None and trip.distance_km > 0
    costs = [_estimate(mode, trip, days, budget) for mode in parameters.modes]
    places = {mode: place for place, mode in enumerate(CostMode)}
    costs.sort(key=lambda cost: (not cost.within_reach, cost.monthly_cost or 0, places[cost.mode]))
    return TripComparison(
        trip=trip,
        month_days=days,
        monthly_km=round((trip.distance_km or 0) * 2 * days) if known else None,
        budget=budget,
        costs=tuple(costs),
    )


def month_days(parameters: TripCostParameters, trip: UsualTrip) -> int:
    """Return how many days a month the trip is made: 21 for five days a week."""
    return round(parameters.month_days * (trip.days_per_week or FULL_WEEK) / FULL_WEEK)


def catalogue_modes(parameters: TripCostParameters) -> Mapping[str, CostMode]:
    """Return the mode that each service of the catalogue makes possible (F4-01: a rented car), where it has one."""
    return {code: known.mode for known in parameters.modes for code in known.catalogue}


def _estimate(known: ModeCost, trip: UsualTrip, days: int, budget: int | None) -> TripCost:
    distance = trip.distance_km if trip.distance_km is not None and trip.distance_km > 0 else None
    carbon = (known.co2_source, known.co2_dated)
    cost = None if distance is None else sum(_euros(part, distance, days) for part in known.parts)
    return TripCost(
        mode=known.mode,
        monthly_cost=cost,
        monthly_co2_kg=None if distance is None else round(known.co2_grams * distance * 2 * days / 1000),
        minutes=_minutes(known, trip, distance),
        detail=() if distance is None else tuple(_line(part, distance, days) for part in known.parts),
        sources=tuple(dict.fromkeys((*((part.source, part.dated) for part in known.parts), carbon))),
        dated=min((*(part.dated for part in known.parts), known.co2_dated)),
        within_reach=known.reach_km is None or distance is None or distance <= known.reach_km,
        remark=known.remark,
        budget_gap=None if cost is None or budget is None else cost - budget,
    )


def _euros(part: CostPart, distance: float, days: int) -> int:
    """Return the euros of a part, each month; whole, so that the lines of the detail add up to the total."""
    times = {
        CostUnit.KILOMETRE: distance * 2 * days,
        CostUnit.TRIP: 2 * days,
        CostUnit.DAY: days,
        CostUnit.MONTH: 1,
    }[part.unit]
    return round(part.euros * times)


def _line(part: CostPart, distance: float, days: int) -> str:
    return f"{part.label}{NBSP}: {money(_euros(part, distance, days))}"


def _minutes(known: ModeCost, trip: UsualTrip, distance: float | None) -> int | None:
    if trip.duration_min is not None and trip.mode in known.travel:
        return trip.duration_min
    return None if distance is None else round(distance / known.speed * 60) + known.wait_minutes
