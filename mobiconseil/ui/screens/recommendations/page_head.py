"""The head of a page that stands in place of the list: a way back, what it is, and its acts."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mobiconseil.ui.widgets.buttons import Height, IconButton
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row


class PageHead(QWidget):
    """« ← Comparer les façons d’aller à Craon »."""

    back_asked = Signal()

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self.back = IconButton("arrow-left", self.tr("Revenir aux préconisations"), key="Échap", height=Height.NORMAL)
        self.back.setObjectName("page_back")
        self.title = Label(title, Role.SECTION, wrap=True)
        self.subtitle = Label("", Role.SECONDARY, wrap=True)
        words = Column(gap=0)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        self.row = Row(self, margins=(10, 8, 14, 8), gap=10)
        self.row.addWidget(self.back)
        self.row.addLayout(words, 1)
        self.subtitle.hide()
        self.back.clicked.connect(self.back_asked)

    def show_words(self, title: str, subtitle: str) -> None:
        """Say what the page is."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))
