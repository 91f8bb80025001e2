"""Where the words of a map may stand: spots to try one after the other, best first."""

from __future__ import annotations

import math
from collections.abc import Iterator

Point = tuple[float, float]
Rect = tuple[float, float, float, float]

_ALONG = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)


def around_sign(centre: Point, left: float, radius: float, width: float, size: float) -> list[Point]:
    """Return the spots around a sign for a text `width` wide: above, below, right, left, then at the corners.

    `left` is where a text above the sign begins, kept inside the frame.
    """
    x, y = centre
    above, below, level = y + radius + 3 + size * 0.25, y - radius - 3 - size * 0.8, y - size * 0.357
    after, before = x + radius + 3, x - radius - 3 - width
    sides = [(left, above), (left, below), (after, level), (before, level)]
    return [*sides, *((side, base) for base in (above, below) for side in (after, before, x, x - width))]


def beside_line(start: Point, end: Point, half: float, size: float) -> Iterator[Point]:
    """Return the spots along a line for a text twice `half` wide, on the side where it goes up, then on the other.

    Letters never cross the line.
    """
    (x0, y0), (x1, y1) = start, end
    length = math.hypot(x1 - x0, y1 - y0) or 1.0
    across = (abs(y1 - y0) * (half + 4) + abs(x1 - x0) * (size / 2 + 4)) / length
    up = 1 if (y1 - y0) * (x1 - x0) <= 0 else -1
    for share in _ALONG:
        for side in (1, -1):
            x = x0 + (x1 - x0) * share + side * up * abs(y1 - y0) / length * across
            y = y0 + (y1 - y0) * share + side * abs(x1 - x0) / length * across
            yield x - half, y - 0.357 * size


def along(x0: float, y0: float, x1: float, y1: float, width: float) -> list[Rect]:
    """Return small squares that cover a line, where no name may be written."""
    count = max(1, int(math.hypot(x1 - x0, y1 - y0) / 4))
    half = width / 2 + 1
    points = [(x0 + (x1 - x0) * i / count, y0 + (y1 - y0) * i / count) for i in range(count + 1)]
    return [(x - half, y - half, x + half, y + half) for x, y in points]
