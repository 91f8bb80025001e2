"""A piece of the Earth on a flat sheet: Web Mercator, as the background is drawn on screen and on paper."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""

FRANCE: Box = (-5.3, 41.2, 9.7, 51.2)
KM_PER_DEGREE = 111.195
_TILE = 256.0
_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A rectangle of `width` × `height` units (pixels or points) that shows the Earth around a centre.

    The origin is the top left corner and y goes down, as on a screen.
    """

    width: float
    height: float
    world: float
    """Units that the whole Earth would take from west to east."""
    left: float
    top: float

    def place(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return where a point of the Earth falls on the sheet."""
        x, y = _mercator(latitude, longitude)
        return x * self.world - self.left, y * self.world - self.top

    def place_of(self, x: float, y: float) -> tuple[float, float]:
        """Return the latitude and longitude of a point of the sheet."""
        return _degrees((x + self.left) / self.world, (y + self.top) / self.world)

    @property
    def box(self) -> Box:
        """Return what the sheet shows."""
        south, west = _degrees(self.left / self.world, (self.top + self.height) / self.world)
        north, east = _degrees((self.left + self.width) / self.world, self.top / self.world)
        return west, south, east, north

    @property
    def zoom(self) -> int:
        """Return the zoom level of tiles that comes nearest, for what must be drawn and what may be left out."""
        return max(0, min(18, round(math.log2(self.world / _TILE))))

    def units_per_km(self) -> float:
        """Return how many units one kilometre takes in the middle of the sheet."""
        latitude = _degrees(0, (self.top + self.height / 2) / self.world)[0]
        return self.world / (360 * KM_PER_DEGREE * math.cos(math.radians(latitude)))

    def scale_bar(self, longest: float) -> tuple[float, str]:
        """Return the longest round distance under `longest` units: its length and « 5 km »."""
        per_km = self.units_per_km()
        most = max(longest / per_km, 0.001)
        power = 10 ** math.floor(math.log10(most))
        km = max((step * power for step in _STEPS if step * power <= most), default=power)
        label = f"{km:g}\u00a0km" if km >= 1 else f"{km * 1000:g}\u00a0m"
        return km * per_km, label


def sheet_around(box: Box, width: float, height: float, *, margin: float = 0.0) -> Sheet:
    """Return the sheet that shows the whole box, centred, with at least `margin` units around it."""
    west, south, east, north = box
    x0, y0 = _mercator(north, west)
    x1, y1 = _mercator(south, east)
    room_x, room_y = max(1.0, width - 2 * margin), max(1.0, height - 2 * margin)
    world = min(room_x / max(x1 - x0, 1e-9), room_y / max(y1 - y0, 1e-9))
    left = (x0 + x1) / 2 * world - width / 2
    top = (y0 + y1) / 2 * world - height / 2
    return Sheet(width=width, height=height, world=world, left=left, top=top)


def box_of(points: Iterable[tuple[float, float]], *, least_km: float = 2.0) -> Box:
    """Return the box around (latitude, longitude) points, never smaller than `least_km` each way."""
    known = list(points)
    if not known:
        return FRANCE
    south, north = min(point[0] for point in known), max(point[0] for point in known)
    west, east = min(point[1] for point in known), max(point[1] for point in known)
    half = least_km / 2 / KM_PER_DEGREE
    wide = half / max(0.1, math.cos(math.radians((south + north) / 2)))
    middle, centre = (south + north) / 2, (west + east) / 2
    return min(west, centre - wide), min(south, middle - half), max(east, centre + wide), max(north, middle + half)


def circle_box(latitude: float, longitude: float, radius_km: float) -> Box:
    """Return the box around a circle."""
    half = radius_km / KM_PER_DEGREE
    wide = half / max(0.1, math.cos(math.radians(latitude)))
    return longitude - wide, latitude - half, longitude + wide, latitude + half


def _mercator(latitude: float, longitude: float) -> tuple[float, float]:
    limited = math.radians(max(-85.0, min(85.0, latitude)))
    return (longitude + 180) / 360, (1 - math.asinh(math.tan(limited)) / math.pi) / 2


def _degrees(x: float, y: float) -> tuple[float, float]:
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y)))), x * 360 - 180
