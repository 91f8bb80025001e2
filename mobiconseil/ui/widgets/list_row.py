"""A row of a list in a card: it may be tinted, and opened with a click or Entrée."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QEnterEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mobiconseil.ui.accessible import say_as
from mobiconseil.ui.painting import painter_for
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.layouts import Margins

COMFORT = 150
"""Width that the words of a row keep beside its buttons."""


class ListRow(QWidget):
    """Widgets side by side, at least `height` high; `clickable` rows take the focus."""

    clicked = Signal()

    def __init__(
        self, name: str, *, height: int = 60, clickable: bool = False, tinted: bool = False, margins: Margins = (15, 6)
    ) -> None:
        super().__init__()
        self._height, self._clickable, self._tinted = height, clickable, tinted
        self.setAccessibleName(name)
        self.setProperty("ringInside", True)
        self.setProperty("ringRadius", 4)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if clickable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            say_as(self, QAccessible.Role.Button)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        spread = margins if isinstance(margins, tuple) else (margins, margins)
        self.row = FoldingRow(self, margins=spread, gap=12, comfort=COMFORT)
        follow(self)

    def restyle(self) -> None:
        """Take the sizes in force."""
        self.setMinimumHeight(look().px(self._height))
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hover colour."""
        super().enterEvent(event)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the row."""
        if self._clickable and event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.clicked.emit()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the row with Entrée or Espace."""
        if self._clickable and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        if not self._tinted and not (self._clickable and self.underMouse()):
            return
        painter_for(self).fillRect(QRectF(self.rect()), look().color("primary_tint" if self._tinted else "surface_2"))
