"""What stands under the notices: it takes the height that is left, and asks for no more than a workable list."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from mobiconseil.ui.theme import follow, look

LOWEST = 330


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
