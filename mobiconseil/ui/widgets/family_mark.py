"""The families of services: their mark in a square, and the toggles that filter by family."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from mobiconseil.ui import icons, tokens
from mobiconseil.ui.painting import box, painter_for
from mobiconseil.ui.theme import REGULAR, SEMIBOLD, follow, look

_OTHER_ICON = "map-marker-outline"


def family_color(code: str) -> QColor:
    """Return the colour of a family in the theme in force; a quiet one for a service without family."""
    family = tokens.families().get(code)
    return look().color("text_2") if family is None else QColor(family.color(dark=look().is_dark))


def family_icon(code: str) -> str:
    """Return the name of the glyph of a family."""
    family = tokens.families().get(code)
    return _OTHER_ICON if family is None else family.icon


def draw_family(painter: QPainter, code: str, rect: QRect) -> None:
    """Paint the glyph of the family in its square."""
    color = family_color(code)
    box(painter, QRectF(rect), look().color("surface"), color, look().px(5))
    gap = round(rect.width() * 0.17)
    icons.draw(painter, family_icon(code), color, rect.adjusted(gap, gap, -gap, -gap))


class FamilyMark(QWidget):
    """The mark of a family, which may change."""

    def __init__(self, code: str = "", size: int = 40) -> None:
        super().__init__()
        self._code, self._size = code, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(self)

    def set_code(self, code: str, label: str = "") -> None:
        """Show another family."""
        self._code = code
        self.setAccessibleName(label)
        self.setToolTip(label)
        self.update()

    def restyle(self) -> None:
        """Take the size in force."""
        self.setFixedSize(look().px(self._size), look().px(self._size))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the mark."""
        draw_family(painter_for(self), self._code, self.rect())


class FamilyToggle(QAbstractButton):
    """A family that the list shows or not: glyph above word."""

    def __init__(self, code: str, word: str, label: str) -> None:
        super().__init__()
        self.code = code
        self.setText(word)
        self.setCheckable(True)
        self.setAccessibleName(label)
        self.setToolTip(label)
        self.setObjectName(f"family_{code}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ringRadius", 6)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow(self)

    def restyle(self) -> None:
        """Take the sizes in force."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of glyph and word."""
        words = QFontMetrics(look().font(12, SEMIBOLD)).horizontalAdvance(self.text())
        return QSize(max(words + look().px(4), look().px(54)), look().px(48))

    def minimumSizeHint(self) -> QSize:
        """Return the size under which the word would be cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Entrée act like Espace."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame, the glyph and the word; a family taken is framed in its colour."""
        painter, style, on = painter_for(self), look(), self.isChecked()
        color = family_color(self.code)
        fill = "primary_tint" if on or self.underMouse() else "surface"
        border = color if on else style.color("primary" if self.underMouse() else "border")
        box(painter, QRectF(self.rect()), style.color(fill), border, style.px(6), width=2 if on else 1)
        size = style.px(20)
        icons.draw(painter, family_icon(self.code), color, QRect((self.width() - size) // 2, style.px(5), size, size))
        painter.setFont(style.font(12, SEMIBOLD if on else REGULAR))
        painter.setPen(style.color("on_tint" if on else "text"))
        words = QRect(0, style.px(26), self.width(), style.px(18))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
