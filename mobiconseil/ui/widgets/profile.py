"""The live profile: the radar, and its table one button away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.radar import Axis, Radar, ScoreTable


class ProfileCard(Card):
    """A card that shows the profile as a drawing or as a table."""

    table_shown = Signal(bool)

    def __init__(self, axes: Sequence[Axis] = (), title: str = "Profil en direct") -> None:
        super().__init__(title, link="Tableau", link_icon="table")
        self._axes = tuple(axes)
        self.radar = Radar(axes)
        self.table = ScoreTable()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.radar)
        self._stack.addWidget(self.table)
        self.body.addWidget(self._stack)
        self.link_clicked.connect(self.toggle_table)
        self.radar.table_requested.connect(self.toggle_table)

    def set_axes(self, axes: Sequence[Axis]) -> None:
        """Show other scores in both; the table is filled when it is looked at."""
        self._axes = tuple(axes)
        self.radar.set_axes(axes)
        if self._stack.currentWidget() is self.table:
            self.table.set_axes(axes)

    def toggle_table(self) -> None:
        """Pass from the drawing to the table, or back."""
        table = self._stack.currentWidget() is self.radar
        if table:
            self.table.set_axes(self._axes)
        self._stack.setCurrentWidget(self.table if table else self.radar)
        self.link.setText(self.tr("Dessin") if table else self.tr("Tableau"))
        self.link.set_icon_name("radar" if table else "table")
        self.table_shown.emit(table)
