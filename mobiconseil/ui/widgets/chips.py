"""Chips: an icon and one to three words that state something."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mobiconseil.ui import icons
from mobiconseil.ui.painting import box, painter_for
from mobiconseil.ui.theme import SEMIBOLD, follow, look


class Tone(StrEnum):
    """What a chip or a banner means; the words always say it too."""

    NEUTRAL = "neutral"
    TINT = "tint"
    OK = "ok"
    WARN = "warn"
    DANGER = "danger"
    OUTLINE = "outline"


_COLORS = {
    Tone.NEUTRAL: ("surface_2", "border", "text_2"),
    Tone.TINT: ("primary_tint", "", "on_tint"),
    Tone.OK: ("ok_bg", "", "ok"),
    Tone.WARN: ("warn_bg", "", "warn"),
    Tone.DANGER: ("danger_bg", "", "danger"),
    Tone.OUTLINE: ("surface", "primary", "on_tint"),
}


class Chip(QWidget):
    """A pill, 24 high at 100 %; it cannot be pressed."""

    def __init__(self, text: str, tone: Tone = Tone.NEUTRAL, icon: str = "") -> None:
        super().__init__()
        self._text, self._tone, self._icon = text, tone, icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        follow(self)

    def set_state(self, text: str, tone: Tone, icon: str = "") -> None:
        """State something else."""
        if (text, tone, icon) == (self._text, self._tone, self._icon) and self.accessibleName() == text:
            return
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self.restyle()

    def text(self) -> str:
        """Return the words of the chip."""
        return self._text

    def restyle(self) -> None:
        """Take the sizes in force."""
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of icon and words."""
        style = look()
        words = QFontMetrics(style.font(12.5, SEMIBOLD)).horizontalAdvance(self._text)
        glyph = style.px(15) + style.px(5) if self._icon else 0
        return QSize(words + glyph + style.px(22), style.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pill."""
        painter, style = painter_for(self), look()
        fill, border, text = _COLORS[self._tone]
        edge = style.color(border) if border else None
        box(painter, QRectF(self.rect()), style.color(fill), edge, self.height() / 2)
        left = style.px(11)
        if self._icon:
            size = style.px(15)
            icons.draw(painter, self._icon, style.color(text), QRect(left, (self.height() - size) // 2, size, size))
            left += size + style.px(5)
        painter.setFont(style.font(12.5, SEMIBOLD))
        painter.setPen(style.color(text))
        rect = QRect(left, 0, self.width() - left, self.height())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._text)
