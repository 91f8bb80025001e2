"""A field that two laptops changed: the values side by side, of which one is taken; notes are both kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QGridLayout, QWidget

from mobiconseil.domain.field_entry import EntryKind, FieldEntry
from mobiconseil.services.exchange_ports import ConflictField
from mobiconseil.ui.screens.exchange.import_view_model import OTHER
from mobiconseil.ui.screens.exchange.other_value import OtherValue
from mobiconseil.ui.screens.exchange.words import ExchangeWording
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.chips import Chip, Tone
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.radio_card import RadioCard

_LONG = 60
"""Characters from which a text is typed on several lines."""


class DecisionField(QWidget):
    """The name of the field, a chip that says where it stands, then a card for each value."""

    chosen = Signal(object, int)
    """The key of the field, and the rank of the value among `conflict.values`."""
    typed = Signal(object, object, str)
    """The key of the field, the third value, and the text it was read from."""
    dropped = Signal(object)
    """The key of a field whose third value is not typed yet."""

    def __init__(
        self,
        conflict: ConflictField,
        rank: int,
        wording: ExchangeWording,
        *,
        chosen: int = -1,
        waits: bool = False,
        signed: bool = False,
        text: str = "",
    ) -> None:
        """`signed` writes on each card who made the value; `text` is what was typed as a third one."""
        super().__init__()
        self._signed = signed
        self.conflict = conflict
        self._wording, self._by = wording, wording.by
        self._rank = rank
        self._cards: list[RadioCard] = []
        self.other: OtherValue | None = None
        self._group = QButtonGroup(self)
        self.chip = Chip("", Tone.WARN)
        title, detail = wording.field_title(conflict), wording.field_detail(conflict)
        head = Row(gap=8)
        head.addWidget(Label(title, Role.LABEL))
        head.addWidget(self.chip)
        if detail:
            head.addWidget(Label(detail, Role.SMALL))
        head.addStretch(1)
        self._grid = QGridLayout()
        column = Column(self, gap=6)
        column.addLayout(head)
        column.addLayout(self._grid)
        self.setAccessibleName(title)
        (self._fill_notes if conflict.keeps_both else self._fill_cards)()
        if conflict.entry is not None and not conflict.keeps_both:
            self._add_other(conflict.entry, text if chosen == OTHER else "")
        for place in (0, 1):
            self._grid.setColumnStretch(place, 1)
        self._group.buttonClicked.connect(self._on_clicked)
        self.set_state(chosen, waits=waits)
        follow(self)

    @property
    def cards(self) -> tuple[RadioCard, ...]:
        """Return the cards, in the order of the values."""
        return tuple(self._cards)

    def first(self) -> RadioCard:
        """Return the card that is read first."""
        places = self._places()
        return self._cards[min(range(len(places)), key=places.__getitem__)]

    def restyle(self) -> None:
        """Take the sizes in force."""
        self._grid.setHorizontalSpacing(look().px(12))
        self._grid.setVerticalSpacing(look().px(8))

    def set_state(self, chosen: int, *, waits: bool = False) -> None:
        """Show which value is taken; -1 for none."""
        self._group.setExclusive(False)
        for rank, card in enumerate(self._cards):
            card.setChecked(rank == chosen)
        if self.other is not None:
            if chosen >= 0 or waits:
                self.other.close_field()
            self.other.card.setChecked(self.other.is_open)
        self._group.setExclusive(True)
        if self.conflict.keeps_both:
            self.chip.set_state(self.tr("Les deux notes seront gardées"), Tone.TINT, "call-merge")
        elif waits:
            self.chip.set_state(self.tr("Plus tard"), Tone.NEUTRAL, "clock-outline")
        else:
            self.chip.set_state(self.tr("À choisir"), Tone.WARN, "alert-circle-outline")
        self.chip.setVisible(self.conflict.keeps_both or (chosen < 0 and chosen != OTHER))

    def _places(self) -> list[tuple[int, int]]:
        """Return the cell of each value: this laptop at the left, the others at the right.

        Where no side is this laptop's, they go from left to right.
        """
        used, cells = [0, 0], []
        sided = len({value.is_here for value in self.conflict.values}) > 1
        for rank, value in enumerate(self.conflict.values):
            column = (0 if value.is_here else 1) if sided else rank % 2
            cells.append((used[column], column))
            used[column] += 1
        return cells

    def _fill_cards(self) -> None:
        several = self._signed or len(self.conflict.values) > 2
        for rank, (value, (row, column)) in enumerate(zip(self.conflict.values, self._places(), strict=True)):
            text = f"{value.text}\n{self._by(value)}" if several else value.text
            side = self.tr("sur ce poste") if value.is_here else self.tr("sur un autre poste")
            card = RadioCard(text, ", ".join((self.accessibleName(), side, *(() if several else (self._by(value),)))))
            card.setObjectName(f"choice_{self._rank}_{rank}")
            self._cards.append(card)
            self._group.addButton(card, rank)
            self._grid.addWidget(card, row, column)

    def _fill_notes(self) -> None:
        for value, (row, column) in zip(self.conflict.values, self._places(), strict=True):
            note = QFrame()
            note.setProperty("frame", "banner")
            inside = Column(note, margins=(12, 8, 12, 10), gap=4)
            inside.addWidget(Label(self._by(value), Role.SMALL, wrap=True))
            inside.addWidget(Label(value.text, Role.BODY, wrap=True))
            note.setAccessibleName(self._by(value))
            note.setAccessibleDescription(value.text)
            self._grid.addWidget(note, row, column, Qt.AlignmentFlag.AlignTop)

    def _add_other(self, entry: FieldEntry, text: str) -> None:
        values = [str(value.value or "") for value in self.conflict.values]
        long = entry.kind is EntryKind.TEXT and any("\n" in value or len(value) > _LONG for value in values)
        name = f"choice_{self._rank}_other"
        self.other = OtherValue(self.accessibleName(), entry, self._wording, name=name, long=long)
        self._group.addButton(self.other.card, len(values))
        self._grid.addWidget(self.other, self._grid.rowCount(), 0, 1, 2)
        self.other.typed.connect(self._on_typed)
        self.other.dropped.connect(self._on_dropped)
        if text:
            self.other.open(text)

    def _on_typed(self, value: object, text: str) -> None:
        self.typed.emit(self.conflict.key, value, text)

    def _on_dropped(self) -> None:
        self.dropped.emit(self.conflict.key)

    def _on_clicked(self, button: QAbstractButton) -> None:
        if self.other is not None and button is self.other.card:
            self.other.ask()
            return
        self.chosen.emit(self.conflict.key, self._group.id(button))
