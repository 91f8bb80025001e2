"""A line of a list of steps: an icon for how far it is, its name, and a count at the right."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from mobiconseil.ui import icons
from mobiconseil.ui.painting import box, painter_for
from mobiconseil.ui.theme import REGULAR, SEMIBOLD, follow, look

LOWEST, TALLEST = 26, 36


class StepLine(QAbstractButton):
    """One target per line; ↑ and ↓ pass to the line above or below. It is checked while its page is shown."""

    def __init__(self, text: str, icon: str, token: str = "text_2", *, mark: str = "", lowest: int = LOWEST) -> None:
        super().__init__()
        self._lowest = lowest
        self._icon, self._token, self._mark, self._count = icon, token, mark, ""
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("ringRadius", 6)
        self.setProperty("ringInside", True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.set_state(icon, token, "", text)
        follow(self)

    def set_state(self, icon: str, token: str, count: str, name: str) -> None:
        """Show another icon and count; `name` is what a screen reader says."""
        if (icon, token, count, name) == (self._icon, self._token, self._count, self.accessibleName()):
            return
        self._icon, self._token, self._count = icon, token, count
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def count(self) -> str:
        """Return the count shown at the right."""
        return self._count

    def nextCheckState(self) -> None:
        """Leave the choice to the screen."""

    def restyle(self) -> None:
        """Take the sizes in force."""
        self.setMinimumHeight(look().px(self._lowest))
        self.setMaximumHeight(look().px(TALLEST))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the lowest line that is easily pressed; it grows where there is room."""
        return QSize(look().px(198), look().px(self._lowest))

    def minimumSizeHint(self) -> QSize:
        """Accept any width."""
        return QSize(look().px(60), look().px(self._lowest))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the line with Entrée; pass to its neighbours with the arrows."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key == Qt.Key.Key_Down:
            self.focusNextChild()
        elif key == Qt.Key.Key_Up:
            self.focusPreviousChild()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the icon, the name, the mark and the count."""
        painter, style = painter_for(self), look()
        ground = "primary_tint" if self.isChecked() else "surface_2" if self.underMouse() else ""
        if ground:
            box(painter, QRectF(self.rect()), style.color(ground), None, style.px(6))
        size = style.px(18)
        left, middle = style.px(9), self.height() // 2
        icons.draw(painter, self._icon, style.color(self._token), QRect(left, middle - size // 2, size, size))
        right = self._paint_count(painter, self.width() - style.px(9))
        if self._mark:
            right -= style.px(21)
            icons.draw(painter, self._mark, style.color("text_2"), QRect(right, middle - size // 2, size, size))
        painter.setFont(style.font(13, SEMIBOLD if self.isChecked() else REGULAR))
        painter.setPen(style.color("on_tint" if self.isChecked() else "text"))
        start = left + size + style.px(7)
        area = QRect(start, 0, right - start - style.px(2), self.height())
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _paint_count(self, painter: QPainter, right: int) -> int:
        if not self._count:
            return right
        style = look()
        painter.setFont(style.font(12.5, SEMIBOLD if self.isChecked() else REGULAR))
        painter.setPen(style.color("on_tint" if self.isChecked() else "text_2"))
        width = painter.fontMetrics().horizontalAdvance(self._count) + 2
        area = QRect(right - width, 0, width, self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._count)
        return right - width - style.px(4)
