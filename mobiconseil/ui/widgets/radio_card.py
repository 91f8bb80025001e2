"""Two values of the same field side by side, of which one is taken."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from mobiconseil.ui.painting import box, painter_for
from mobiconseil.ui.theme import REGULAR, SEMIBOLD, follow, look

_LEFT = 40
_SIDE = 12


class RadioCard(QAbstractButton):
    """A card with a round mark and a text that may take several lines; put cards in a QButtonGroup."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(f"{name}, {text}")
        self.setCheckable(True)
        self.setProperty("ringRadius", 8)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        follow(self)

    def restyle(self) -> None:
        """Take the sizes in force."""
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Say that a long text takes several lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the text at this width."""
        style = look()
        room = QRect(0, 0, max(width - style.px(_LEFT + _SIDE), 1), 10_000)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        words = QFontMetrics(style.font(14, SEMIBOLD)).boundingRect(room, flags, self.text())
        return max(words.height() + style.px(18), style.px(44))

    def sizeHint(self) -> QSize:
        """Return a usual size; the height follows the width."""
        width = look().px(280)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Ask for little width."""
        return QSize(look().px(120), look().px(44))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame, the mark and the text."""
        painter, style = painter_for(self), look()
        on, over = self.isChecked(), self.underMouse()
        border = style.color("primary" if on or over else "border_strong")
        fill = style.color("primary_tint" if on else "surface")
        box(painter, QRectF(self.rect()), fill, border, style.px(8), width=2 if on else 1)
        self._paint_mark(painter, on)
        painter.setFont(style.font(14, SEMIBOLD if on else REGULAR))
        painter.setPen(style.color("on_tint" if on else "text"))
        room = self.rect().adjusted(style.px(_LEFT), style.px(4), -style.px(_SIDE), -style.px(4))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        painter.drawText(room, flags, self.text())

    def _paint_mark(self, painter: QPainter, on: bool) -> None:
        style = look()
        size = style.px(18)
        mark = QRectF(style.px(12), (self.height() - size) / 2, size, size)
        edge = style.color("primary" if on else "border_strong")
        box(painter, mark, style.color("surface"), edge, size / 2, width=2 if on else 1)
        if on:
            inset = size * 0.28
            box(painter, mark.adjusted(inset, inset, -inset, -inset), style.color("primary"), None, size / 2)
