"""A person to choose: initials, name and one line about her."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from mobiconseil.ui.painting import box, painter_for, write
from mobiconseil.ui.theme import SEMIBOLD, follow, look


class PersonButton(QAbstractButton):
    """A row 52 high; Entrée or a click chooses the person."""

    def __init__(self, name: str, initials: str, detail: str) -> None:
        super().__init__()
        self._initials, self._detail = initials, detail
        self.setText(name)
        self.setAccessibleName(f"{name}, {detail}")
        self.setProperty("ringRadius", 6)
        self.setProperty("ringInside", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow(self)

    def restyle(self) -> None:
        """Take the sizes in force."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of a row."""
        return QSize(look().px(280), look().px(52))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows and Entrée to the list."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the disc, the name and the line."""
        painter, style = painter_for(self), look()
        if self.underMouse() or self.hasFocus():
            box(painter, QRectF(self.rect()), style.color("primary_tint"), None, style.px(6))
        size, left = style.px(34), style.px(8)
        disc = QRectF(left, (self.height() - size) / 2, size, size)
        box(painter, disc, style.color("primary_tint_2"), None, size / 2)
        painter.setFont(style.font(12.5, SEMIBOLD))
        painter.setPen(style.color("on_tint"))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, self._initials)
        words = left + size + style.px(10)
        room = self.width() - words - style.px(8)
        first = QRect(words, style.px(6), room, style.px(21))
        write(painter, first, self.text(), style.font(14, SEMIBOLD), "text")
        write(painter, first.translated(0, style.px(21)), self._detail, style.font(13), "text_2")
