"""The fields that differ, one line each, two cards on each line."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QWidget

from mobiconseil.ui.screens.merge.view_model import Choice, MergeModel
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.buttons import Button, Kind
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.labels import IconLine, Label, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.radio_card import RadioCard


class ChoicesPage(QWidget):
    """Left, this file; right, the other; what is filled once needs no choice, lists are both kept."""

    united = Signal()
    cancelled = Signal()

    def __init__(self, model: MergeModel) -> None:
        super().__init__()
        self._model = model
        self._groups: list[tuple[str, QButtonGroup]] = []
        self._grid = QGridLayout()
        self._build()
        follow(self)

    def start(self) -> None:
        """Put the focus on the first card, or on « Réunir » when nothing differs."""
        first = self._groups[0][1].buttons()[0] if self._groups else self._unite
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def restyle(self) -> None:
        """Take the sizes in force."""
        self._grid.setHorizontalSpacing(look().px(12))
        self._grid.setVerticalSpacing(look().px(8))

    def _build(self) -> None:
        card = Card(self.tr("Réunir deux dossiers"), role=Role.SECTION, scroll=True)
        choices = self._model.choices()
        card.body.addWidget(Label(self._sentence(len(choices)), Role.SECONDARY, wrap=True))
        self._fill(choices)
        card.body.addLayout(self._grid)
        for icon, text in self._kept_words():
            card.body.addWidget(IconLine(icon, text, "ok", Role.SECONDARY))
        card.body.addStretch(1)
        card.set_footer(self._footer())
        Column(self, gap=0).addWidget(card)

    def _sentence(self, count: int) -> str:
        if not count:
            return self.tr("Aucun champ ne se contredit.")
        return self.tr("Pour chaque ligne, gardez la bonne valeur. L’autre reste dans l’historique.")

    def _fill(self, choices: tuple[Choice, ...]) -> None:
        for column, subject in ((1, self._model.kept), (2, self._model.other)):
            if subject is not None:
                self._grid.addWidget(Label(self._model.title(subject), Role.STRONG), 0, column)
            self._grid.setColumnStretch(column, 1)
        for row, choice in enumerate(choices, start=1):
            label = Label(choice.label, Role.LABEL, wrap=True)
            self._grid.addWidget(label, row, 0)
            group = QButtonGroup(self)
            for column, text in ((1, choice.kept), (2, choice.other)):
                button = RadioCard(text, choice.label)
                button.setObjectName(f"{choice.field}_{'kept' if column == 1 else 'other'}")
                group.addButton(button, column)
                self._grid.addWidget(button, row, column)
            group.button(1).setChecked(True)
            group.buttonClicked.connect(self._on_card_clicked)
            self._groups.append((choice.field, group))

    def _kept_words(self) -> list[tuple[str, str]]:
        words = []
        completed = self._model.completed()
        if completed:
            text = self.tr("Complété par l’autre dossier\u00a0: {fields}").format(fields=", ".join(completed))
            words.append(("plus-circle-outline", text))
        lists = self.tr("Gardés des deux\u00a0: notes, contacts, rendez-vous, diagnostics, plans, trajets, documents.")
        words.append(("check-circle-outline", lists))
        return words

    def _footer(self) -> QWidget:
        footer = QWidget()
        back = Button(self.tr("Choisir un autre dossier"), key=self.tr("Échap"))
        back.clicked.connect(self.cancelled)
        self._unite = Button(self.tr("Réunir"), Kind.PRIMARY, icon="source-merge")
        self._unite.setObjectName("unite")
        self._unite.clicked.connect(self.united)
        row = FoldingRow(footer, gap=10)
        row.addWidget(Label(self.tr("Une seule action, annulable."), Role.SECONDARY))
        row.addStretch(1)
        row.addWidget(back)
        row.addWidget(self._unite)
        return footer

    def _on_card_clicked(self, card: QAbstractButton) -> None:
        for field, group in self._groups:
            if card in group.buttons():
                self._model.take_other(field, group.id(card) == 2)
