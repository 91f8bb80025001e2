"""One of the five answers of a rated item: a digit and what was observed."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from mobiconseil.ui.accessible import say_as
from mobiconseil.ui.painting import box, painter_for
from mobiconseil.ui.theme import BOLD, REGULAR, SEMIBOLD, follow, look

CELL = 46
TICK = 5


class SegmentNote(QAbstractButton):
    """A cell 46 high whose words wrap on two lines; the row that holds it has the focus."""

    def __init__(self, level: int, descriptor: str) -> None:
        super().__init__()
        self.level = level
        self._previous = False
        self.setText(descriptor)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{level}, {descriptor}")
        say_as(self, QAccessible.Role.RadioButton)
        self.setToolTip(descriptor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        follow(self)

    def set_previous(self, previous: bool) -> None:
        """Mark the answer of the previous assessment by a tick under the cell."""
        if previous == self._previous:
            return
        self._previous = previous
        self.setAccessibleDescription(self.tr("Note précédente") if previous else "")
        self.update()

    def restyle(self) -> None:
        """Take the sizes in force."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a cell of the usual width."""
        return QSize(look().px(132), look().px(CELL + TICK))

    def nextCheckState(self) -> None:
        """Leave the choice to the row."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the cell, the digit and the words."""
        painter, style = painter_for(self), look()
        cell = QRect(0, 0, self.width(), self.height() - style.px(TICK))
        fill, border, digit, words = self._colors()
        box(painter, QRectF(cell), style.color(fill), style.color(border), style.px(6))
        painter.setFont(style.font(15, BOLD))
        painter.setPen(style.color(digit))
        left = style.px(8)
        painter.drawText(cell.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, str(self.level))
        self._paint_words(painter, cell.adjusted(left + style.px(18), 0, -style.px(5), 0), words)
        if self._previous:
            tick = QRectF(cell.center().x() - style.px(9), cell.bottom() + style.px(2), style.px(18), style.px(3))
            box(painter, tick, style.color("text_3"), None, style.px(1.5))

    def _colors(self) -> tuple[str, str, str, str]:
        if not self.isEnabled():
            return "surface_2", "border", "text_disabled", "text_disabled"
        if self.isChecked():
            return "primary", "primary", "on_primary", "on_primary"
        if self.underMouse():
            return "primary_tint", "primary", "primary", "text"
        return "surface", "border_strong", "primary", "text"

    def _paint_words(self, painter: QPainter, rect: QRect, color: str) -> None:
        style = look()
        font = style.font(13, SEMIBOLD if self.isChecked() else REGULAR)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        needed = QFontMetrics(font).boundingRect(QRect(0, 0, rect.width(), 1000), flags.value, self.text())
        if needed.height() > rect.height() or needed.width() > rect.width():
            font = style.font(12, font.weight())
        painter.setFont(font)
        painter.setPen(style.color(color))
        painter.setClipRect(rect)
        painter.drawText(rect, flags.value, self.text())
        painter.setClipping(False)
