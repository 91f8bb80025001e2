"""Which people's files leave, and which parts of them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.typography import initials
from mobiconseil.services.exchange_words import FilePart
from mobiconseil.services.ports import PersonLine
from mobiconseil.ui.screens.exchange.export_view_model import ExportModel
from mobiconseil.ui.widgets.choices import CheckBox
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.indicators import Avatar
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.person_button import PersonButton
from mobiconseil.ui.widgets.refill import CodeIcon, empty
from mobiconseil.ui.widgets.search_box import SearchBox


class PeopleChoice(QWidget):
    """A search field, the people it finds, those taken, and the parts of their files."""

    def __init__(self, model: ExportModel) -> None:
        super().__init__()
        self._model = model
        self._found: list[tuple[PersonButton, PersonLine]] = []
        self._people: tuple[PersonLine, ...] | None = None
        self.search = SearchBox(self.tr("Nom, téléphone, commune ou numéro du dossier"))
        self.search.setObjectName("export_search")
        self._list, self._taken = Column(gap=4), Column(gap=4)
        self.parts: dict[FilePart, CheckBox] = {}
        column = Column(self, gap=10)
        column.addWidget(Label(self.tr("De qui\u202f?"), Role.STRONG))
        column.addWidget(self.search)
        column.addLayout(self._list)
        column.addLayout(self._taken)
        column.addSpacing(6)
        column.addWidget(Label(self.tr("Ce qui part, avec l’identité"), Role.STRONG))
        for part in FilePart:
            box = CheckBox(part.label, checked=True)
            box.setObjectName(f"part_{part.value}")
            box.clicked.connect(self._on_part_clicked)
            self.parts[part] = box
            column.addWidget(box)
        self.search.textEdited.connect(self._on_text_edited)

    def show_model(self) -> None:
        """Show who is taken."""
        for part, box in self.parts.items():
            box.setChecked(part in self._model.parts)
        if self._people == self._model.people:
            return
        self._people = self._model.people
        empty(self._taken)
        for person in self._model.people:
            self._taken.addWidget(self._taken_row(person))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↓ and ↑ walk in what was found, Entrée takes."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        focused = next((rank for rank, (button, _) in enumerate(self._found) if button.hasFocus()), -1)
        if step is not None and self._found:
            rank = focused + step
            target: QWidget = self.search if rank < 0 else self._found[min(rank, len(self._found) - 1)][0]
            target.setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._found:
            self._take(self._found[max(focused, 0)][1])
        else:
            super().keyPressEvent(event)

    def _taken_row(self, person: PersonLine) -> QWidget:
        name = self._model.name_of(person)
        holder = QWidget()
        row = FoldingRow(holder, gap=10, comfort=150)
        row.addWidget(Avatar(_initials(person), size=30, name=name))
        row.addWidget(Label(f"{name}, {person.code}", Role.STRONG))
        remove = CodeIcon("close", self.tr("Retirer {}").format(name), person.subject.hex())
        remove.pressed_code.connect(self._on_removed)
        row.addWidget(remove)
        row.addStretch(1)
        return holder

    def _on_text_edited(self, text: str) -> None:
        for button, _ in self._found:
            button.hide()
            button.deleteLater()
        self._found = []
        for person in self._model.search(text):
            detail = ", ".join(part for part in (person.code, person.commune) if part)
            button = PersonButton(self._model.name_of(person), _initials(person), detail)
            button.clicked.connect(self._on_person_clicked)
            self._found.append((button, person))
            self._list.addWidget(button)
            button.show()

    def _on_person_clicked(self) -> None:
        clicked = self.sender()
        found = next((person for button, person in self._found if button is clicked), None)
        if found is not None:
            self._take(found)

    def _take(self, person: PersonLine) -> None:
        self.search.clear()
        self._on_text_edited("")
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._model.add_person(person)

    def _on_removed(self, code: str) -> None:
        self._model.remove_person(RecordId(bytes.fromhex(code)))
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_part_clicked(self) -> None:
        clicked = self.sender()
        for part, box in self.parts.items():
            if box is clicked:
                self._model.set_part(part, box.isChecked())


def _initials(person: PersonLine) -> str:
    return initials(f"{person.first_name} {person.last_name}") or "?"
