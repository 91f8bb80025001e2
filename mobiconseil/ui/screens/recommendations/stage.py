"""The page of the tab; under the notices, an area that takes the height left and asks for a workable list only."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QTableView, QWidget

from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.layouts import ScrollPage

LOWEST = 330


class StagePage(ScrollPage):
    """The whole tab; with large letters the list stands lower than the window, and follows its row."""

    def follow_row(self, table: QTableView) -> None:
        """Bring the selected row of the list in sight."""
        row, inside = table.visualRect(table.currentIndex()), self.widget()
        if inside is not None and row.isValid() and table.viewport().rect().intersects(row):
            at = table.viewport().mapTo(inside, row.center())
            self.ensureVisible(0, at.y(), 0, row.height())


class WorkArea(QWidget):
    """Its cards scroll by themselves: the page around scrolls only in a low window, or under tall notices."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        follow(self)

    def restyle(self) -> None:
        """Take the sizes in force."""
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Say that the height does not come from the texts inside."""
        return False

    def sizeHint(self) -> QSize:
        """Return the lowest height: it grows where there is room."""
        return QSize(super().sizeHint().width(), look().px(LOWEST))

    def minimumSizeHint(self) -> QSize:
        """Return the height under which the list is no longer worked with."""
        return QSize(0, look().px(LOWEST))
