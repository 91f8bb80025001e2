"""The red band of a demo base; nothing hides it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from mobiconseil.ui.painting import painter_for
from mobiconseil.ui.theme import SEMIBOLD, follow, look


class DemoBand(QWidget):
    """« Démonstration : personnes fictives », above the header."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._text = text or self.tr("Démonstration : toutes les personnes sont fictives")
        self.setAccessibleName(self._text)
        follow(self)

    def restyle(self) -> None:
        """Take the sizes in force."""
        self.setFixedHeight(look().px(22))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the band and its words."""
        style = look()
        painter = painter_for(self)
        painter.fillRect(self.rect(), style.color("danger"))
        painter.setFont(style.font(12, SEMIBOLD))
        painter.setPen(style.color("surface"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()
