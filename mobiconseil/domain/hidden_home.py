"""Where to draw a home that must not be found again: a disc that holds it, never centred on it."""

from __future__ import annotations

import math

DISC_RADIUS_KM = 0.5

_STEP_KM = 0.66
"""Side of the squares of the grid: half a diagonal is 467 m, so that the disc always holds the home."""

_KM_PER_DEGREE = 111.195


def disc_centre(latitude: float, longitude: float) -> tuple[float, float]:
    """Return the centre of the disc of 500 m drawn instead of this home.

    It is the middle of a square of a fixed grid: every home of the square gets the same disc, so that neither one
    drawing nor a hundred of them tell where in it the home is.
    """
    step = _STEP_KM / _KM_PER_DEGREE
    centre = (math.floor(latitude / step) + 0.5) * step
    wide = step / max(0.1, math.cos(math.radians(centre)))
    return round(centre, 5), round((math.floor(longitude / wide) + 0.5) * wide, 5)
