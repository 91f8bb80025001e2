"""The trash: files put aside, each with its way back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.typography import count
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.actions import Action
from mobiconseil.services.ports import Change, ListFilter, PersonLine
from mobiconseil.ui.context import Context
from mobiconseil.ui.screens.settings.page import SettingsPage
from mobiconseil.ui.widgets.buttons import Button, Height
from mobiconseil.ui.widgets.labels import Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.notices import EmptyState

LIMIT = 200


class TrashPage(SettingsPage):
    """Nothing here is erased."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.card = self.add_card(self.tr("Corbeille"))
        self.rows: list[TrashedRow] = []
        self._lines: list[QWidget] = []
        self._list = Column(gap=6)
        self.empty = EmptyState(
            "trash-can-outline",
            self.tr("La corbeille est vide"),
            self.tr("Un dossier mis à la corbeille attend ici. Un bouton le remet à sa place, entier."),
        )
        self.card.body.addLayout(self._list)
        self.card.body.addWidget(self.empty)
        context.hub.changed.connect(self._on_change_published)
        context.shared.toggled.connect(self._on_shared_toggled)
        self.enter()

    def enter(self) -> None:
        """Read the trash again."""
        context = self._context
        wanted = ListFilter(chip="corbeille", sort="nom")
        people = context.session.overviews.page(wanted, context.session.clock.today(), limit=LIMIT)
        for widget in (*self.rows, *self._lines):
            self._list.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.rows, self._lines = [], []
        for person in people:
            self._add(person)
        self.empty.setVisible(not people)
        self.card.set_title(self.tr("Corbeille"), count(len(people), self.tr("dossier")) if people else "")

    def _add(self, person: PersonLine) -> None:
        if self.rows:
            line = Line()
            self._lines.append(line)
            self._list.addWidget(line)
        row = TrashedRow(person, self._context.shared.name_of(person))
        row.restored.connect(self._on_restored)
        self.rows.append(row)
        self._list.addWidget(row)

    def _on_restored(self, person: PersonLine) -> None:
        try:
            self._context.session.files.restore(person.subject)
        except MobiConseilError as error:
            self._context.messages.fail(error)
            return
        self._context.messages.say(Action.FILE_RESTORED.label)

    def _on_change_published(self, _change: Change) -> None:
        self.enter()

    def _on_shared_toggled(self, _on: bool) -> None:
        self.enter()


class TrashedRow(QWidget):
    """One file."""

    restored = Signal(object)

    def __init__(self, person: PersonLine, name: str) -> None:
        super().__init__()
        self._person = person
        words = Column(gap=0)
        words.addWidget(Label(name, Role.STRONG))
        words.addWidget(Label(" · ".join(part for part in (person.code, person.commune) if part), Role.SMALL))
        self.button = Button(self.tr("Restaurer"), icon="restore", height=Height.ROW)
        self.button.setAccessibleName(self.tr("Restaurer {}").format(name))
        row = Row(self, gap=12)
        row.addLayout(words, 1)
        row.addWidget(self.button)
        self.button.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.restored.emit(self._person)
