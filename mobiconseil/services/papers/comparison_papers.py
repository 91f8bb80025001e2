"""Builds the comparison of the ways of making the usual trip."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from mobiconseil.domain.trip_cost import CostMode, TripComparison, TripCost
from mobiconseil.domain.typography import NARROW, NBSP, count, duration, kilometres, money, number, short_date
from mobiconseil.errors import InvalidInput
from mobiconseil.services.files import PersonFile
from mobiconseil.services.papers.comparison import ComparedFigures, ComparedMode, TripComparisonData
from mobiconseil.services.papers.desk import PaperDesk
from mobiconseil.services.papers.wording import lowered, sentence

_NOTE = (
    "Ces montants et ce CO₂ sont des estimations, pour aider à choisir ensemble. "
    "Les tarifs d’ici peuvent changer le classement. Le CO₂ compte aussi la fabrication du véhicule."
)


def trip_comparison(
    file: PersonFile,
    comparison: TripComparison,
    desk: PaperDesk,
    *,
    with_name: bool,
    kept: Collection[CostMode] = (),
) -> TripComparisonData:
    """Return the comparison for the person's usual trip; `kept` are the modes chosen with her.

    Raises InvalidInput when the distance of the trip is unknown.
    """
    if comparison.monthly_km is None:
        raise InvalidInput(
            "La distance du trajet habituel n’est pas connue\u00a0: il n’y a rien à comparer. Rien n’a été modifié. "
            "Écrivez d’où à où elle va, dans Situation, puis recommencez."
        )
    sources: dict[str, int] = {}
    near = [cost for cost in comparison.costs if cost.within_reach]
    return TripComparisonData(
        letterhead=desk.letterhead(),
        date=desk.date,
        adviser=desk.contact(),
        title=comparison_title(comparison.trip.destination),
        file_code=file.beneficiary.code,
        person_name=file.beneficiary.plain_name if with_name else "",
        trip=_trip(comparison, with_places=with_name),
        modes=tuple(_mode(cost, kept) for cost in near),
        too_far=_too_far([cost for cost in comparison.costs if not cost.within_reach]),
        figures=tuple(_figures(cost, sources) for cost in near),
        sources=tuple(sources),
        note=_NOTE,
    )


def comparison_title(destination: str) -> str:
    """Return « Comparer les façons d’aller à Craon », « … au Mans », or « … de faire ce trajet »."""
    place = destination.strip()
    if not place:
        return "Comparer les façons de faire ce trajet"
    for article, joined in (("Le ", "au"), ("Les ", "aux")):
        if place.startswith(article):
            return f"Comparer les façons d’aller {joined}{NBSP}{place.removeprefix(article)}"
    return f"Comparer les façons d’aller à{NBSP}{place}"


def _trip(comparison: TripComparison, *, with_places: bool) -> tuple[tuple[str, str], ...]:
    trip = comparison.trip
    places = f"{NBSP}– ".join(place for place in (trip.origin, trip.destination) if place)
    distance = f"{kilometres(trip.distance_km)} à l’aller" if trip.distance_km else ""
    rhythm = f"{count(comparison.month_days, 'jour')} par mois, soit {number(comparison.monthly_km or 0)}{NBSP}km"
    budget = f"{money(comparison.budget)} par mois" if comparison.budget is not None else "non renseigné"
    rows = (
        ("Trajet", ", ".join(part for part in (places if with_places else "", distance) if part)),
        ("Rythme", rhythm),
        ("Budget", budget),
    )
    return tuple((label, value) for label, value in rows if value)


def _mode(cost: TripCost, kept: Collection[CostMode]) -> ComparedMode:
    return ComparedMode(
        label=cost.mode.label,
        remark=cost.remark,
        cost="" if cost.monthly_cost is None else money(cost.monthly_cost),
        budget=cost.budget_words,
        carbon=cost.co2_words,
        time=duration(cost.minutes) if cost.minutes is not None else "",
        kept=cost.mode in kept,
    )


def _too_far(costs: list[TripCost]) -> str:
    if not costs:
        return ""
    names = [
        lowered(cost.mode.label) + (f" ({duration(cost.minutes)})" if cost.minutes is not None else "")
        for cost in costs
    ]
    return sentence(f"Trop loin pour tous les jours, à l’aller{NBSP}: {', '.join(names)}")


def _figures(cost: TripCost, sources: dict[str, int]) -> ComparedFigures:
    """Return what the cost of a mode counts; its sources take the next numbers of `sources`."""
    named = [f"{source} ({_day(dated)})" for source, dated in cost.sources]
    numbers = sorted(sources.setdefault(source, len(sources) + 1) for source in named)
    return ComparedFigures(
        label=cost.mode.label,
        detail=f"{NARROW}; ".join(lowered(line) for line in cost.detail) or "rien à payer",
        sources=", ".join(str(place) for place in numbers),
    )


def _day(day: date) -> str:
    """Return « 9 avr. 2026 »."""
    return short_date(day).split(NBSP, 1)[1]
