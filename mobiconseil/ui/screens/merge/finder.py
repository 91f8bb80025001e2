"""The search of the file to unite: look-alikes first, then what is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.civility import Civility, agree
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.typography import initials
from mobiconseil.services.ports import PersonLine
from mobiconseil.ui.context import Context
from mobiconseil.ui.screens.merge.view_model import Found, MergeModel
from mobiconseil.ui.widgets.buttons import Button
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.person_button import PersonButton
from mobiconseil.ui.widgets.search_box import SearchBox


class FinderPage(QWidget):
    """A search field and the people it finds; ↓ goes to the list, Entrée takes."""

    chosen = Signal(object)
    cancelled = Signal()

    def __init__(self, context: Context, model: MergeModel) -> None:
        super().__init__()
        self._context, self._model = context, model
        self._people: list[tuple[PersonButton, RecordId]] = []
        self._search = SearchBox(self.tr("Nom, téléphone, commune ou numéro de l’autre dossier"))
        self._search.setObjectName("merge_search")
        self._title = Label("", Role.SMALL_STRONG)
        self._list = Column(gap=4)
        self._build()
        self._search.textEdited.connect(self._on_text_edited)

    def start(self) -> None:
        """Show the look-alikes and wait for typing."""
        self._show(self._search.text())
        self._search.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk in the list, take with Entrée."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        focused = next((rank for rank, (button, _) in enumerate(self._people) if button.hasFocus()), -1)
        if step is not None and self._people:
            self._walk(focused + step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._people:
            self.chosen.emit(self._people[max(focused, 0)][1])
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        card = Card(self.tr("Réunir avec un autre dossier"), role=Role.SECTION)
        words = self.tr("La même personne a deux dossiers\u202f? Rien ne change avant «\u00a0Réunir\u00a0».")
        card.body.addWidget(Label(words, Role.SECONDARY, wrap=True))
        card.body.addWidget(self._search)
        card.body.addWidget(self._title)
        card.body.addLayout(self._list)
        card.body.addStretch(1)
        cancel = Button(self.tr("Revenir à la situation"), key=self.tr("Échap"))
        cancel.clicked.connect(self.cancelled)
        card.body.addWidget(cancel, 0, Qt.AlignmentFlag.AlignLeft)
        Column(self, gap=0).addWidget(card)

    def _show(self, text: str) -> None:
        for button, _ in self._people:
            button.hide()
            button.deleteLater()
        self._people = []
        found = self._model.proposals(text)
        for one in found:
            button = self._button(one)
            self._people.append((button, one.person.subject))
            self._list.addWidget(button)
            button.show()
        self._title.setText(self._words(text, bool(found)))

    def _words(self, text: str, some: bool) -> str:
        if text.strip():
            return self.tr("Dossiers trouvés") if some else self.tr("Personne ne correspond.")
        return self.tr("Dossiers qui lui ressemblent") if some else self.tr("Aucun dossier ne lui ressemble.")

    def _button(self, found: Found) -> PersonButton:
        person = found.person
        plain = f"{person.first_name} {person.last_name}"
        button = PersonButton(self._context.shared.name_of(person), initials(plain), _detail(person, found.reasons))
        button.clicked.connect(self._on_person_clicked)
        return button

    def _walk(self, rank: int) -> None:
        if rank < 0:
            self._search.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._people[min(rank, len(self._people) - 1)][0].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_text_edited(self, text: str) -> None:
        self._show(text)

    def _on_person_clicked(self) -> None:
        clicked = self.sender()
        taken = next((subject for button, subject in self._people if button is clicked), None)
        if taken is not None:
            self.chosen.emit(taken)


def _detail(person: PersonLine, reasons: tuple[str, ...]) -> str:
    born = f"{agree('né{e}', Civility(person.civility))} en {person.birth_year}" if person.birth_year else ""
    known = (person.code, born, person.commune, *reasons)
    return " · ".join(part for part in known if part)
