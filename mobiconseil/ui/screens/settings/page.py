"""A page of the settings: cards one under the other, of a readable width."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from mobiconseil.ui.theme import look
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.readable_page import ReadablePage

WIDTH = 860


class SettingsPage(QWidget):
    """One form; what is typed is written by itself."""

    help_page = "reglages"
    """Name of the page of the guide that F1 opens."""

    def __init__(self) -> None:
        super().__init__()
        self._page = ReadablePage(WIDTH, margins=(4, 0, 20, 16))
        self.body = self._page.column
        Column(self, gap=0).addWidget(self._page)

    def add_card(self, title: str, subtitle: str = "") -> Card:
        """Add a card at the end and return it."""
        card = Card(title, subtitle)
        card.body.setSpacing(look().px(12))
        self.body.addWidget(card)
        return card

    def reveal(self, widget: QWidget) -> None:
        """Bring a card that opens into sight, once it has its place."""
        QTimer.singleShot(0, self, partial(self._page.ensureWidgetVisible, widget, 0, look().px(8)))

    def flush(self) -> bool:
        """Write what is typed; return False if something could not be written."""
        return True

    def enter(self) -> None:
        """Be shown again."""


def fact(name: str, text: str) -> Column:
    """Return a name, and under it what is said of it."""
    line = Column(gap=0)
    line.addWidget(Label(name, Role.LABEL, wrap=True))
    line.addWidget(Label(text, Role.SECONDARY, wrap=True))
    return line
