"""Trajets types: the list of her usual trips, and the one being edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt

from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.trip_text import trip_line
from mobiconseil.ui.screens.situation.group import Group
from mobiconseil.ui.screens.situation.trip_editor import TripEditor
from mobiconseil.ui.widgets.buttons import Button, Height
from mobiconseil.ui.widgets.labels import Line
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.radio_card import RadioCard


class TripsGroup(Group):
    """Cards to choose a trip, the editor of the chosen one below."""

    def build(self) -> None:
        """Make the list and the button."""
        self._chosen: RecordId | None = None
        self._editor: TripEditor | None = None
        self._cards: dict[RecordId, RadioCard] = {}
        self._conflicts: Mapping[tuple[RecordId, str], int] = {}
        self._list = Column(gap=6)
        self._rule = Line()
        self._add = Button(self.tr("Ajouter un trajet"), icon="plus", key="Ctrl E", height=Height.ROW)
        self._add.setObjectName("add_trip")
        self._add.clicked.connect(self.add)
        self.add_extra(self._add)
        self._none = self.say(self.tr("Aucun trajet. Où doit-elle aller, quels jours, à quelles heures\u202f?"))
        self.body.addLayout(self._list)
        self.body.addWidget(self._rule)

    def refresh(self) -> None:
        """Show the trips as they are."""
        trips = self.model.file.trips
        self._none.setVisible(not trips)
        self._rule.setVisible(bool(trips))
        ids = [trip.id for trip in trips]
        if self._chosen not in ids:
            self._chosen = ids[0] if ids else None
        self._sync_cards(ids)
        for trip in trips:
            self._cards[trip.id].setText(trip_line(trip))
            self._cards[trip.id].setAccessibleName(trip_line(trip))
            self._cards[trip.id].restyle()
        self._sync_editor()

    def mark(self, conflicts: Mapping[tuple[RecordId, str], int]) -> None:
        """Show which fields of the trip shown have several values."""
        self._conflicts = conflicts
        if self._editor is not None:
            self._editor.mark(conflicts)

    def commit(self) -> None:
        """Hand over what is typed in the editor."""
        if self._editor is not None:
            self._editor.commit()

    def add(self) -> None:
        """Add a trip and start typing it."""
        self.commit()
        made = self.model.add_trip()
        if made is None:
            return
        self._chosen = made
        self.refresh()
        if self._editor is not None:
            self._editor.focus_first()

    def _sync_cards(self, ids: Sequence[RecordId]) -> None:
        for gone in [trip for trip in self._cards if trip not in ids]:
            card = self._cards.pop(gone)
            card.hide()
            card.deleteLater()
        for trip in ids:
            if trip not in self._cards:
                card = RadioCard("", self.tr("Trajet"))
                card.setAutoExclusive(True)
                card.clicked.connect(self._on_card_clicked)
                self._cards[trip] = card
                self._list.addWidget(card)
            self._cards[trip].setChecked(trip == self._chosen)
            self._cards[trip].setVisible(True)

    def _sync_editor(self) -> None:
        if self._editor is not None and self._editor.trip != self._chosen:
            self._editor.hide()
            self._editor.deleteLater()
            self._editor = None
        if self._chosen is None:
            return
        if self._editor is None:
            self._editor = TripEditor(self.model, self._chosen)
            self.body.addWidget(self._editor)
            self.set_single(self._single)
            self._editor.mark(self._conflicts)
            self._editor.show()
        self._editor.refresh()

    def _on_card_clicked(self) -> None:
        self.commit()
        self._chosen = next((trip for trip, card in self._cards.items() if card.isChecked()), self._chosen)
        self.refresh()
        card = self._cards.get(self._chosen) if self._chosen is not None else None
        if card is not None:
            card.setFocus(Qt.FocusReason.OtherFocusReason)
