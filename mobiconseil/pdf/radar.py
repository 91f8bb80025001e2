"""The radar of the domains: labels on the axes, former polygon in grey, incomplete axes dashed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from reportlab.lib.colors import Color, HexColor

from mobiconseil.pdf.fonts import REGULAR
from mobiconseil.pdf.styles import CELL, CELL_STRONG, FAINT, LINE, PETROL, SOFT, WHITE
from mobiconseil.pdf.text import Block, Text

_TINT = HexColor("#DDEBEE")
_FORMER = HexColor("#8A989F")
_LABEL_WIDTH = 104.0
_LABEL_LINES = 2
_LEVELS = (25, 50, 75, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One domain of the radar; `shown` is the score in words, `score` is None when incomplete."""

    label: str
    shown: str
    score: int | None
    previous: int | None = None


class Radar(Block):
    """A radar with as many axes as domains; its twin table says the same."""

    def __init__(self, axes: Sequence[Axis], *, radius: float = 100.0, alternative: str) -> None:
        super().__init__()
        self.axes = list(axes)
        self.radius = radius
        self.alternative = alternative

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:  # noqa: ARG002
        """Take the whole width, and room for the labels above and below."""
        self.width, self.height = available_width, 2 * self.radius + 88
        return self.width, self.height

    def draw(self) -> None:
        """Draw the grid, the former polygon, the polygon of today, then the labels."""
        with self.canv.tagged("Figure", self.alternative):
            self._draw_tint()
            self._draw_web()
            self._draw_polygon([axis.previous for axis in self.axes], _FORMER, dashed=True)
            self._draw_polygon([axis.score for axis in self.axes], PETROL, dashed=False)
            for index, axis in enumerate(self.axes):
                self._draw_label(index, axis)

    def _point(self, index: int, score: float) -> tuple[float, float]:
        angle = pi / 2 - 2 * pi * index / len(self.axes)
        length = self.radius * score / 100
        return self.width / 2 + length * cos(angle), self.height / 2 + length * sin(angle)

    def _pairs(self, scores: Sequence[int | None]) -> list[tuple[int, int, int, int]]:
        """Return each pair of neighbouring axes that both have a score: the line never crosses an unknown."""
        count = len(scores)
        pairs = []
        for index in range(count):
            first, second = scores[index], scores[(index + 1) % count]
            if first is not None and second is not None and count > 1:
                pairs.append((index, first, (index + 1) % count, second))
        return pairs

    def _draw_tint(self) -> None:
        canvas = self.canv
        canvas.setFillColor(_TINT)
        for index, first, other, second in self._pairs([axis.score for axis in self.axes]):
            path = canvas.beginPath()
            path.moveTo(self.width / 2, self.height / 2)
            path.lineTo(*self._point(index, first))
            path.lineTo(*self._point(other, second))
            path.close()
            canvas.drawPath(path, stroke=0, fill=1)

    def _draw_web(self) -> None:
        canvas = self.canv
        canvas.setLineWidth(0.6)
        for level in _LEVELS:
            canvas.setStrokeColor(LINE if level == 100 else FAINT)
            path = canvas.beginPath()
            path.moveTo(*self._point(0, level))
            for index in range(1, len(self.axes)):
                path.lineTo(*self._point(index, level))
            path.close()
            canvas.drawPath(path, stroke=1, fill=0)
        for index, axis in enumerate(self.axes):
            canvas.setStrokeColor(LINE if axis.score is None else FAINT)
            canvas.setDash(*((2, 2.4) if axis.score is None else ()))
            canvas.line(self.width / 2, self.height / 2, *self._point(index, 100))
        canvas.setDash()
        canvas.setFillColor(SOFT)
        canvas.setFont(REGULAR, 6.5)
        for level in _LEVELS:
            left, bottom = self._point(0, level)
            canvas.drawString(left + 2.5, bottom - 7, str(level))

    def _draw_polygon(self, scores: Sequence[int | None], color: Color, *, dashed: bool) -> None:
        canvas = self.canv
        canvas.setStrokeColor(color)
        canvas.setLineWidth(1.2 if dashed else 1.9)
        if dashed:
            canvas.setDash(4, 2)
        for index, first, other, second in self._pairs(scores):
            canvas.line(*self._point(index, first), *self._point(other, second))
        canvas.setDash()
        canvas.setFillColor(WHITE if dashed else color)
        for index, score in enumerate(scores):
            if score is not None:
                canvas.circle(*self._point(index, score), 2.0 if dashed else 2.8, stroke=1, fill=1)

    def _draw_label(self, index: int, axis: Axis) -> None:
        x, y = self._point(index, 100 + 1200 / self.radius)
        side = cos(pi / 2 - 2 * pi * index / len(self.axes))
        align = "center" if abs(side) < 0.2 else "left" if side > 0 else "right"
        left = {"center": x - _LABEL_WIDTH / 2, "left": x, "right": x - _LABEL_WIDTH}[align]
        style = CELL if axis.score is None else CELL_STRONG
        label = Text(axis.label, CELL.but(align=align, leading=11)).shortened(_LABEL_LINES, _LABEL_WIDTH)
        shown = Text(axis.shown, style.but(align=align, leading=11, color=SOFT if axis.score is None else PETROL))
        height = label.wrap(_LABEL_WIDTH, 100)[1] + shown.wrap(_LABEL_WIDTH, 100)[1]
        rise = height / 2 + (height / 2 - 2) * sin(pi / 2 - 2 * pi * index / len(self.axes)) * (align == "center")
        label.drawOn(self.canv, left, y + rise - label.height)
        shown.drawOn(self.canv, left, y + rise - height)
