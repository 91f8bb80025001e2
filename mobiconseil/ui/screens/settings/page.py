"""A page of the settings: cards one under the other, of a readable width."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row, ScrollPage

WIDTH = 860


class SettingsPage(QWidget):
    """One form; what is typed is written by itself."""

    help_page = "reglages"
    """Name of the page of the guide that F1 opens."""

    def __init__(self) -> None:
        super().__init__()
        page = ScrollPage(margins=(4, 0, 20, 16), gap=0)
        self._page = page
        self._holder = QWidget()
        self.body = Column(self._holder, gap=12)
        row = Row(gap=0)
        row.addWidget(self._holder, 1)
        row.addStretch(0)
        page.body.addLayout(row)
        page.body.addStretch(1)
        whole = Column(self, gap=0)
        whole.addWidget(page)
        follow(self)

    def restyle(self) -> None:
        """Keep lines that the eye can follow."""
        self._holder.setMaximumWidth(look().px(WIDTH))

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
