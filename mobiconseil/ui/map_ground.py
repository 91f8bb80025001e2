"""What is taken on a painted map: where a name would be covered, and where it would not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF

_CELL = 64
_FARTHEST = 3


class Ground:
    """The boxes already taken, kept by squares so that thousands of signs are not all looked at for each name."""

    def __init__(self, frame: QRectF) -> None:
        self.frame = frame
        self.home_name: QRectF | None = None
        self._cells: dict[tuple[int, int], list[QRectF]] = {}

    def take(self, box: QRectF) -> None:
        """Keep a box."""
        for cell in _cells(box):
            self._cells.setdefault(cell, []).append(box)

    def is_free(self, box: QRectF) -> bool:
        """Say whether a box is inside the frame and covers nothing."""
        taken = (other for cell in _cells(box) for other in self._cells.get(cell, ()))
        return self.frame.contains(box) and not any(box.intersects(other) for other in taken)

    def first_free(self, boxes: Sequence[QRectF]) -> QRectF | None:
        """Return the first box that is free."""
        return next((box for box in boxes if self.is_free(box)), None)


def beside_sign(centre: QPointF, half: float, size: QSizeF) -> list[QRectF]:
    """Return where the name of a sign may stand: below, aside, above, then a little further."""
    width, height = size.width(), size.height()
    beside, apart = half + width / 2 + 4, half + height / 2 + 2
    spots = [
        spot
        for far in range(_FARTHEST)
        for away in (apart + far * height,)
        for spot in (
            (0.0, away),
            (-beside, 0.0),
            (-width / 2, away),
            (0.0, -away),
            (width / 2, away),
            (-width / 2, -away),
            (beside, 0.0),
        )
    ]
    corner = QPointF(width / 2, height / 2)
    return [QRectF(centre + QPointF(right, down) - corner, size) for right, down in spots]


def around_point(point: QPointF, size: QSizeF) -> list[QRectF]:
    """Return where the name of a commune may stand: below its town, lower, above."""
    left = point.x() - size.width() / 2
    tops = (2.0, 2.0 + size.height(), -size.height() - 6.0)
    return [QRectF(QPointF(left, point.y() + top), size) for top in tops]


def _cells(box: QRectF) -> Iterator[tuple[int, int]]:
    for column in range(int(box.left() // _CELL), int(box.right() // _CELL) + 1):
        for row in range(int(box.top() // _CELL), int(box.bottom() // _CELL) + 1):
            yield column, row
