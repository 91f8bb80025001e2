"""Whether the file and the assessment say the same of the vehicle: pointed out, never corrected by the program."""

from __future__ import annotations

from collections.abc import Iterable

from mobiconseil.domain.assessment import Rating, by_item
from mobiconseil.domain.beneficiary import Vehicle

VEHICLE_ITEM = "D6.1"
"""« Accéder à un véhicule à moteur », from « aucun » (0) to « à soi, fiable » (4)."""
_NONE, _OWN, _RELIABLE = 0, 3, 4
_USABLE = frozenset({Vehicle.CAR, Vehicle.BORROWED, Vehicle.MOPED, Vehicle.MICROCAR})


def vehicle_level(ratings: Iterable[Rating]) -> int | None:
    """Return the level given to the access to a vehicle, or None when it was not asked or makes no sense."""
    rating = by_item(tuple(ratings)).get(VEHICLE_ITEM)
    return None if rating is None else rating.value


def vehicle_disagrees(vehicle: Vehicle, level: int | None) -> bool:
    """Say whether what the file says of the vehicle and the level of the assessment cannot both be true.

    What is not known contradicts nothing; nor does a lift now and then, whatever the vehicle of the file.
    """
    if level is None:
        return False
    if vehicle in (Vehicle.NONE, Vehicle.BORROWED) and level >= _OWN:
        return True
    if vehicle is Vehicle.CAR_BROKEN:
        return level >= _RELIABLE
    return vehicle in _USABLE and level == _NONE
