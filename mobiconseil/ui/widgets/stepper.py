"""The steps of an assistant: those done with a mark, the current one filled, the others outlined."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mobiconseil.ui import icons
from mobiconseil.ui.painting import disc, painter_for
from mobiconseil.ui.theme import REGULAR, SEMIBOLD, follow, look

_RADIUS = 13
_GAP = 10
_LINE = 48


class Stepper(QWidget):
    """« 1 Fichier — 2 Vérification — 3 Décisions »; it says « Étape 2 sur 4 » aloud and takes no key.

    Without room for all the names, only the current one is written.
    """

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self._names = names
        self._current = 0
        self._finished = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        follow(self)
        self.set_current(0)

    @property
    def current(self) -> int:
        """Return the step shown."""
        return self._current

    def set_current(self, current: int, *, finished: bool = False) -> None:
        """Show where the assistant stands; `finished` marks the last step as done too."""
        self._current, self._finished = current, finished
        said = self.tr("Étape {} sur {}").format(current + 1, len(self._names))
        self.setAccessibleName(f"{said}, {self._names[current]}")
        self.update()

    def restyle(self) -> None:
        """Take the sizes in force."""
        self.setMinimumHeight(look().px(34))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the width of all the names."""
        return QSize(self._width(every_name=True, line=_LINE), look().px(34))

    def minimumSizeHint(self) -> QSize:
        """Accept to write one name only."""
        return QSize(self._width(every_name=False, line=8), look().px(34))

    def _font(self, rank: int) -> QFont:
        return look().font(14, SEMIBOLD if rank == self._current else REGULAR)

    def _name_width(self, rank: int) -> int:
        return QFontMetrics(look().font(14, SEMIBOLD)).horizontalAdvance(self._names[rank])

    def _width(self, *, every_name: bool, line: int) -> int:
        style = look()
        shown = range(len(self._names)) if every_name else [max(range(len(self._names)), key=self._name_width)]
        words = sum(self._name_width(rank) + style.px(_GAP) for rank in shown)
        discs = len(self._names) * 2 * style.px(_RADIUS)
        return words + discs + (len(self._names) - 1) * (style.px(line) + 2 * style.px(_GAP)) + style.px(6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the discs, the names and the lines between them."""
        painter, style = painter_for(self), look()
        every = self.width() >= self._width(every_name=True, line=12)
        used = self._width(every_name=every, line=0)
        gaps = max(len(self._names) - 1, 1)
        line = min(max((self.width() - used) // gaps, style.px(6)), style.px(_LINE))
        left = style.px(1)
        for rank, name in enumerate(self._names):
            left = self._paint_step(painter, rank, left)
            if every or rank == self._current:
                left = self._paint_name(painter, rank, name, left)
            if rank < len(self._names) - 1:
                middle = self.height() // 2
                color = style.color("primary" if rank < self._current else "border_strong")
                painter.fillRect(QRect(left + style.px(_GAP), middle, line, 1), color)
                left += line + 2 * style.px(_GAP)

    def _paint_step(self, painter: QPainter, rank: int, left: int) -> int:
        style = look()
        radius, middle = style.px(_RADIUS), self.height() / 2
        done = rank < self._current or (self._finished and rank == self._current)
        now = rank == self._current and not done
        fill = "ok" if done else "primary" if now else "surface"
        edge = fill if fill != "surface" else "border_strong"
        disc(painter, QPointF(left + radius, middle), radius - 1, style.color(fill), style.color(edge), width=1)
        square = QRect(left, round(middle) - radius, 2 * radius, 2 * radius)
        if done:
            inset = style.px(5)
            icons.draw(painter, "check", style.color("surface"), square.adjusted(inset, inset, -inset, -inset))
        else:
            painter.setFont(style.font(13, SEMIBOLD))
            painter.setPen(style.color("on_primary" if now else "text_2"))
            painter.drawText(square, Qt.AlignmentFlag.AlignCenter, str(rank + 1))
        return left + 2 * radius

    def _paint_name(self, painter: QPainter, rank: int, name: str, left: int) -> int:
        style = look()
        left += style.px(_GAP)
        painter.setFont(self._font(rank))
        painter.setPen(style.color("primary" if rank == self._current and not self._finished else "text"))
        width = QFontMetrics(self._font(rank)).horizontalAdvance(name)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
        painter.drawText(QRect(left, 0, width + 2, self.height()), flags, name)
        return left + width
