"""How far: a straight line stretched by the factor of the structure, always said to be an estimate."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

from mobiconseil.domain.french_text import NBSP
from mobiconseil.domain.typography import kilometres

Point = tuple[float, float]
"""Latitude, longitude, in degrees."""

DEFAULT_FACTOR = 1.3
"""What a road adds to a straight line in gentle country; two and more in mountains, so it is never called exact."""

CROW_FLY = "à vol d’oiseau"
_EARTH_KM = 6371.0088


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """A distance with the way it was found."""

    km: float
    method: str
    estimated: bool

    @property
    def text(self) -> str:
        """Return « ≈ 12 km », or « 12 km » when it was measured along the roads."""
        return f"≈{NBSP}{rough_kilometres(self.km)}" if self.estimated else kilometres(self.km)

    @property
    def spoken(self) -> str:
        """Return « environ 12 km (estimation à vol d’oiseau) » for a page or a screen reader."""
        return f"environ {rough_kilometres(self.km)} (estimation {self.method})" if self.estimated else self.text


class Distances(Protocol):
    """A way to tell how far two points are from each other."""

    def between(self, start: Point, end: Point) -> Distance:
        """Return the distance to travel from `start` to `end`."""
        ...


@dataclass(frozen=True, slots=True)
class CrowFly:
    """The straight line times a factor."""

    factor: float = DEFAULT_FACTOR

    def between(self, start: Point, end: Point) -> Distance:
        """Return the estimate."""
        return Distance(km=straight_line(*start, *end) * self.factor, method=CROW_FLY, estimated=True)


def rough_kilometres(km: float) -> str:
    """Return an estimate in words: « 300 m » and never « 289 m », « 3,5 km », « 12 km »."""
    return kilometres(max(0.1, round(km, 1)) if 0 < km < 1 else km)


def straight_line(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Return the kilometres of the great circle between two points."""
    north, other_north = math.radians(latitude), math.radians(other_latitude)
    rise = math.sin((other_north - north) / 2) ** 2
    turn = math.sin(math.radians(other_longitude - longitude) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, rise + math.cos(north) * math.cos(other_north) * turn)))
