"""The vehicle of the file and that of the assessment: what cannot be true together, and what can."""

from __future__ import annotations

import pytest

from mobiconseil.domain.beneficiary import Vehicle
from mobiconseil.domain.vehicle_check import vehicle_disagrees

DISAGREE = {
    Vehicle.UNKNOWN: (),
    Vehicle.NONE: (3, 4),
    Vehicle.BORROWED: (0, 3, 4),
    Vehicle.CAR: (0,),
    Vehicle.MOPED: (0,),
    Vehicle.MICROCAR: (0,),
    Vehicle.CAR_BROKEN: (4,),
}


@pytest.mark.parametrize("vehicle", list(Vehicle))
def test_a_vehicle_is_doubted_only_where_both_answers_cannot_be_true(vehicle: Vehicle) -> None:
    assert tuple(level for level in range(5) if vehicle_disagrees(vehicle, level)) == DISAGREE[vehicle]


@pytest.mark.parametrize("vehicle", list(Vehicle))
def test_what_was_not_asked_contradicts_nothing(vehicle: Vehicle) -> None:
    assert not vehicle_disagrees(vehicle, None)


def test_a_vehicle_that_only_a_newer_version_knows_is_left_alone() -> None:
    assert not any(vehicle_disagrees(Vehicle("trottinette"), level) for level in range(5))
