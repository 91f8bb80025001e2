"""The ground of the locked program: communes and roads of an invented place, the same at each start."""

from __future__ import annotations

import random
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from mobiconseil.ui.theme import follow, look

if TYPE_CHECKING:
    from PySide6.QtGui import QPainterPath

_CELL = 126.0
_SHAKE = 0.24
_WIGGLE = 0.15
_COLUMNS, _ROWS = 25, 17
_ROADS = (
    ((0.0, 0.11), (0.13, 0.2), (0.16, 0.42), (0.27, 0.63), (0.5, 0.62), (1.0, 0.67)),
    ((0.0, 0.27), (0.26, 0.14), (0.44, 0.03), (0.62, 0.17), (0.8, 0.25), (0.93, 0.68), (1.02, 1.05)),
    ((0.27, 0.63), (0.28, 0.86), (0.39, 0.78), (0.45, 0.97), (0.49, 1.06)),
    ((0.13, 0.2), (0.26, 0.25), (0.4, 0.37), (0.55, 0.5), (0.62, 1.04)),
    ((0.68, -0.02), (0.6, 0.14), (0.56, 0.5), (0.42, 0.82), (0.28, 1.03)),
    ((0.85, -0.02), (0.88, 0.3), (0.93, 0.69), (0.975, 1.05)),
)


class Ground(QWidget):
    """A dark page on which one card stands."""

    seen = Signal()
    """The card is on the screen: what nobody looks for before may follow."""

    def __init__(self) -> None:
        super().__init__()
        self._drawn = QPixmap()
        self._is_late = True
        self._seen = QTimer(self, singleShot=True)
        self._seen.timeout.connect(self._bring_lines)
        follow(self)

    def restyle(self) -> None:
        """Forget the drawing: its colours changed."""
        self._drawn = QPixmap()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, drawn once per size; the first time its lines come after the card, which waits for none."""
        ratio = self.devicePixelRatioF()
        if self._is_late:
            QPainter(self).fillRect(self.rect(), look().color("rail"))
            self._seen.start(0)
            return
        if self._drawn.size() != self.size() * ratio:
            self._drawn = QPixmap(self.size() * ratio)
            self._drawn.setDevicePixelRatio(ratio)
            self._draw()
        QPainter(self).drawPixmap(0, 0, self._drawn)

    def _bring_lines(self) -> None:
        self._is_late = False
        self.update()
        self.seen.emit()

    def _draw(self) -> None:
        style = look()
        self._drawn.fill(style.color("rail"))
        painter = QPainter(self._drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        faint = QColor(style.color("rail_active"))
        faint.setAlphaF(0.55)
        painter.setPen(QPen(faint, 1.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.drawPath(boundaries())
        painter.setPen(QPen(style.color("rail_active"), 4.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        area = QRectF(self.rect())
        for road in _ROADS:
            painter.drawPath(_smooth([QPointF(x * area.width(), y * area.height()) for x, y in road]))
        painter.end()


@lru_cache(maxsize=1)
def boundaries() -> QPainterPath:
    """Return the limits of the invented communes, over 3 000 by 1 700 pixels."""
    from PySide6.QtGui import QPainterPath  # late, here and below: the lines come after the card

    chance = random.Random(53)  # noqa: S311  (a drawing)
    knots = {(c, r): _knot(chance, c, r) for c in range(_COLUMNS) for r in range(_ROWS)}
    path = QPainterPath()
    for (column, row), start in knots.items():
        slanted = (column + 1, row + 1) if (column + row) % 2 else (column + 1, row)
        for other in (slanted, (column, row + 1)):
            if other in knots and chance.random() < 0.9:
                _wander(path, chance, start, knots[other])
    return path


def _knot(chance: random.Random, column: int, row: int) -> QPointF:
    shift = _CELL / 2 if row % 2 else 0.0
    dx, dy = (chance.uniform(-_SHAKE, _SHAKE) * _CELL for _ in range(2))
    return QPointF(column * _CELL - _CELL / 2 + shift + dx, row * _CELL * 0.8 - _CELL / 4 + dy)


def _wander(path: QPainterPath, chance: random.Random, start: QPointF, end: QPointF) -> None:
    points = [start, end]
    for _ in range(4):
        bent = [points[0]]
        for left, right in pairwise(points):
            across = QPointF(left.y() - right.y(), right.x() - left.x())
            bent += [(left + right) / 2 + across * chance.uniform(-_WIGGLE, _WIGGLE), right]
        points = bent
    path.moveTo(points[0])
    for point in points[1:]:
        path.lineTo(point)


def _smooth(points: list[QPointF]) -> QPainterPath:
    """Return a curve through the points (Catmull-Rom)."""
    from PySide6.QtGui import QPainterPath

    path = QPainterPath(points[0])
    ends = [points[0], *points, points[-1]]
    for before, left, right, after in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        path.cubicTo(left + (right - before) / 6, right - (after - left) / 6, right)
    return path
