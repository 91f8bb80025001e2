"""What the usual trip costs: known figures, parameters with their sources, estimates that behave."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobiconseil import paths
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.situation import TravelMode, Trip
from mobiconseil.domain.trip_cost import (
    CostMode,
    CostUnit,
    TripComparison,
    TripCostParameters,
    UsualTrip,
    catalogue_modes,
    compare,
    usual_trip,
)
from mobiconseil.errors import InvalidReference
from mobiconseil.reference import load_reference, load_services, load_trip_costs

PARAMETERS: TripCostParameters = load_reference().trip_costs
BALLOTS_CRAON = UsualTrip(origin="Ballots", destination="Craon", distance_km=12, days_per_week=5)

distances = st.floats(min_value=0.5, max_value=120, allow_nan=False)
weeks = st.integers(min_value=1, max_value=7)


def cost(comparison: TripComparison, mode: CostMode) -> int:
    found = comparison.of(mode)
    assert found is not None
    assert found.monthly_cost is not None
    return found.monthly_cost


def yearly_scale(km: float, per_km: float, slope: float, fixed: int) -> float:
    """Return euros of the tax scale for a car (service-public.fr, 9 April 2026)."""
    return km * per_km if km <= 5000 else km * slope + fixed


def test_twelve_kilometres_five_days_a_week_are_504_kilometres_a_month() -> None:
    comparison = compare(PARAMETERS, BALLOTS_CRAON)
    assert (comparison.month_days, comparison.monthly_km) == (21, 504)
    assert cost(comparison, CostMode.CARPOOL_PASSENGER) == 50
    assert cost(comparison, CostMode.RENTED_E_BIKE) == 35
    assert cost(comparison, CostMode.RENTED_CAR) == 162
    assert cost(comparison, CostMode.CAR) == 233
    assert cost(comparison, CostMode.WALK) == 0


def test_the_carbon_of_the_same_trip_is_known_too() -> None:
    kilos = {each.mode: each.monthly_co2_kg for each in compare(PARAMETERS, BALLOTS_CRAON).costs}
    assert kilos[CostMode.CAR] == 110
    assert kilos[CostMode.CARPOOL_PASSENGER] == 55
    assert kilos[CostMode.E_BIKE] == 6
    assert kilos[CostMode.WALK] == 0


@pytest.mark.parametrize("distance", [8, 12, 20, 30, 40])
def test_a_small_car_costs_about_what_the_public_scales_say(distance: int) -> None:
    comparison = compare(PARAMETERS, UsualTrip(distance_km=distance, days_per_week=5))
    yearly = distance * 2 * 21 * 12
    smallest = yearly_scale(yearly, 0.529, 0.316, 1065) / 12
    small = yearly_scale(yearly, 0.606, 0.340, 1330) / 12
    assert smallest * 0.85 <= cost(comparison, CostMode.CAR) <= small * 1.15


@pytest.mark.parametrize("distance", [5, 8, 12])
def test_a_moped_costs_about_what_the_public_scale_says(distance: int) -> None:
    yearly = distance * 2 * 21 * 12
    scale = yearly * 0.315 if yearly <= 3000 else yearly * 0.079 + 711 if yearly <= 6000 else yearly * 0.198
    found = cost(compare(PARAMETERS, UsualTrip(distance_km=distance, days_per_week=5)), CostMode.MOPED)
    assert scale / 12 * 0.75 <= found <= scale / 12 * 1.25


def test_the_lines_of_the_detail_add_up_to_the_total() -> None:
    for each in compare(PARAMETERS, BALLOTS_CRAON).costs:
        lines = [int("".join(c for c in line.rpartition(":")[2] if c.isdigit())) for line in each.detail]
        assert sum(lines) == each.monthly_cost, each.mode


def test_every_figure_has_a_source_and_a_date() -> None:
    for known in PARAMETERS.modes:
        assert known.co2_source
        assert known.co2_dated <= PARAMETERS.provenance.verified_on
        for part in known.parts:
            assert part.source
            assert part.dated <= PARAMETERS.provenance.verified_on


def test_every_mode_has_its_figures() -> None:
    assert {known.mode for known in PARAMETERS.modes} == set(CostMode)


def test_the_cheapest_within_reach_comes_first_and_what_is_too_far_last() -> None:
    costs = compare(PARAMETERS, UsualTrip(distance_km=22, days_per_week=5)).costs
    reachable = [each for each in costs if each.within_reach]
    assert list(costs[: len(reachable)]) == reachable
    assert [each.monthly_cost or 0 for each in reachable] == sorted(each.monthly_cost or 0 for each in reachable)
    assert {each.mode for each in costs if not each.within_reach} == {
        CostMode.WALK,
        CostMode.BICYCLE,
        CostMode.E_BIKE,
        CostMode.RENTED_E_BIKE,
    }


def test_the_budget_is_told_in_words() -> None:
    words = {each.mode: each.budget_words for each in compare(PARAMETERS, BALLOTS_CRAON, 120).costs}
    assert words[CostMode.CARPOOL_PASSENGER] == "dans le budget"
    assert words[CostMode.CAR] == "113\u00a0€ de plus que le budget"
    assert {each.budget_words for each in compare(PARAMETERS, BALLOTS_CRAON).costs} == {""}


def test_an_unknown_distance_gives_no_figure_rather_than_a_false_one() -> None:
    comparison = compare(PARAMETERS, UsualTrip(destination="Craon"), 120)
    assert comparison.monthly_km is None
    for each in comparison.costs:
        assert (each.monthly_cost, each.monthly_co2_kg, each.minutes, each.budget_gap) == (None, None, None, None)
        assert each.cost_words == "–"


def test_the_duration_that_was_typed_is_kept_for_its_mode() -> None:
    trip = UsualTrip(distance_km=12, duration_min=52, mode=TravelMode.TRANSIT, days_per_week=5)
    comparison = compare(PARAMETERS, trip)
    transit, car = comparison.of(CostMode.TRANSIT), comparison.of(CostMode.CAR)
    assert transit is not None
    assert car is not None
    assert (transit.minutes, car.minutes) == (52, 16)


def test_the_days_of_the_trip_are_counted() -> None:
    trip = Trip(id=RecordId(b"t" * 16), subject=RecordId(b"s" * 16), distance_km=12, days="1010100")
    comparison = compare(PARAMETERS, usual_trip(trip))
    assert (comparison.month_days, comparison.monthly_km) == (13, 312)


@pytest.mark.parametrize(
    ("code", "mode"),
    [
        ("F4-01", CostMode.RENTED_CAR),
        ("F4-04", CostMode.LENT_CAR),
        ("F4-05", CostMode.RENTED_E_BIKE),
        ("F6-01", CostMode.VOLUNTEER),
        ("F7-02", CostMode.CARPOOL_PASSENGER),
        ("F2-07", None),
    ],
)
def test_a_service_of_the_catalogue_gives_its_mode(code: str, mode: CostMode | None) -> None:
    assert catalogue_modes(PARAMETERS).get(code) is mode


@given(near=distances, far=distances, days=weeks)
def test_going_further_never_costs_nor_emits_less(near: float, far: float, days: int) -> None:
    near, far = sorted((near, far))
    short = compare(PARAMETERS, UsualTrip(distance_km=near, days_per_week=days))
    long = compare(PARAMETERS, UsualTrip(distance_km=far, days_per_week=days))
    for mode in CostMode:
        one, other = short.of(mode), long.of(mode)
        assert one is not None
        assert other is not None
        assert (one.monthly_cost or 0) <= (other.monthly_cost or 0)
        assert (one.monthly_co2_kg or 0) <= (other.monthly_co2_kg or 0)


@given(distance=distances, few=weeks, many=weeks)
def test_going_more_often_never_costs_less(distance: float, few: int, many: int) -> None:
    few, many = sorted((few, many))
    seldom = compare(PARAMETERS, UsualTrip(distance_km=distance, days_per_week=few))
    often = compare(PARAMETERS, UsualTrip(distance_km=distance, days_per_week=many))
    assert all(cost(seldom, mode) <= cost(often, mode) for mode in CostMode)


@given(distance=st.none() | st.floats(min_value=-5, max_value=500, allow_nan=False), days=st.integers(0, 7))
def test_nothing_is_ever_negative(distance: float | None, days: int) -> None:
    for each in compare(PARAMETERS, UsualTrip(distance_km=distance, days_per_week=days), 0).costs:
        assert (each.monthly_cost or 0) >= 0
        assert (each.monthly_co2_kg or 0) >= 0
        assert (each.minutes or 0) >= 0


def spoiled(folder: Path, before: str, after: str) -> tuple[Path, int]:
    """Copy the shipped file with `before` replaced once, and return it with the line of the change."""
    text = (paths.resources() / "reference" / "trip_costs.toml").read_text(encoding="utf-8")
    assert before in text
    path = folder / "trip_costs.toml"
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return path, text[: text.index(before)].count("\n") + 1


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("euros = 0.114", "euros = -0.114", "«\u00a0euros\u00a0» ne peut pas être négatif"),
        ('mode = "taxi"', 'mode = "fusée"', "n’est pas une valeur connue"),
        ('catalogue = ["F4-04"]', 'catalogue = ["F9-04"]', "le code «\u00a0F9-04\u00a0» n’existe pas"),
        ('catalogue = ["F6-06"]', 'catalogue = ["F4-04"]', "«\u00a0F4-04\u00a0» est déjà un autre mode"),
        ('travel = ["taxi"]', 'travel = ["fusée"]', "n’est pas un mode de trajet connu"),
        ("speed = 45", "speed = 0", "une vitesse est plus grande que zéro"),
        ("month_days = 21", "month_days = 0", "un mois a de 1 à 31 jours"),
        ("dated = 2026-11-20", 'dated = "2026"', "doit être une date"),
    ],
)
def test_a_wrong_figure_is_refused_with_its_line(tmp_path: Path, before: str, after: str, reason: str) -> None:
    path, line = spoiled(tmp_path, before, after)
    with pytest.raises(InvalidReference) as refusal:
        load_trip_costs(path, load_services())
    assert reason in str(refusal.value)
    assert f"trip_costs.toml, ligne {line}" in str(refusal.value)


def test_a_missing_mode_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "trip_costs.toml"
    shutil.copy(paths.resources() / "reference" / "trip_costs.toml", path)
    text = path.read_text(encoding="utf-8")
    start = text.index('[[mode]]\nmode = "taxi"')
    path.write_text(text[:start], encoding="utf-8")
    with pytest.raises(InvalidReference, match="il manque le mode «\u00a0taxi\u00a0»"):
        load_trip_costs(path)


def test_costs_are_counted_by_kilometre_trip_day_or_month() -> None:
    assert [unit.label for unit in CostUnit] == ["par km", "par trajet", "par jour", "par mois"]
