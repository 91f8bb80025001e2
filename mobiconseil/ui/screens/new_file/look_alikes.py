"""The files that look like the person being typed, with the reasons, before anything is saved."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from mobiconseil.domain import typography
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.duplicates import LookAlike
from mobiconseil.services.ports import PersonLine
from mobiconseil.ui.context import SharedScreen
from mobiconseil.ui.screens.new_file.view_model import NewFileModel
from mobiconseil.ui.theme import look
from mobiconseil.ui.widgets.announce import announce
from mobiconseil.ui.widgets.buttons import Button, Height
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.indicators import Avatar
from mobiconseil.ui.widgets.labels import IconLine, Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column

_WIDEST = 16_777_215
NARROW_HEIGHT = 136
"""Room under the form for one person, in a narrow window."""


class LookAlikesPanel(QWidget):
    """« Ressemble à … »: open that file, or say that it is someone else."""

    opened = Signal(object)

    def __init__(self, model: NewFileModel) -> None:
        super().__init__()
        self._model = model
        self._shown: list[PersonCard] = []
        self._narrow = False
        self._title = self.tr("Déjà connue\u202f?")
        self._card = Card(self._title, scroll=True)
        self._none = IconLine("account-search-outline", "", "text_2", Role.SECONDARY)
        self._card.body.addWidget(self._none)
        self._people = Column(gap=12)
        self._card.body.addLayout(self._people)
        self._card.body.addStretch(1)
        Column(self, gap=0).addWidget(self._card)
        model.look_alikes_changed.connect(self.render_people)
        self.render_people()

    def set_narrow(self, narrow: bool, width: int) -> None:
        """Stand under the form, or beside it."""
        self.setMinimumWidth(0 if narrow else width)
        self.setMaximumWidth(_WIDEST if narrow else width)
        self.setMaximumHeight(look().px(NARROW_HEIGHT) if narrow else _WIDEST)
        self.setVisible(not narrow or bool(self._shown))
        if narrow != self._narrow:
            self._narrow = narrow
            self._card.set_title("" if narrow else self._title)
            self.render_people()

    def render_people(self) -> None:
        """Show the files that look alike now."""
        for widget in self._shown:
            widget.hide()
            widget.deleteLater()
        found = self._model.look_alikes
        shared = self._model.context.shared
        self._shown = [PersonCard(one, shared, describe(one.person, self._model), wide=self._narrow) for one in found]
        for card in self._shown:
            self._people.addWidget(card)
            card.show()
            card.opened.connect(self.opened)
            card.dismissed.connect(self._model.dismiss)
        self._none.setVisible(not found)
        typed = bool(self._model.value("last_name") or self._model.value("first_name"))
        self._none.set_text(self._words(typed))
        if self._narrow:
            self.setVisible(bool(found))
        if found:
            announce(self, self.tr("Un dossier lui ressemble"))

    def _words(self, typed: bool) -> str:
        if typed:
            return self.tr("Aucun dossier ne lui ressemble.")
        return self.tr("Les dossiers qui ressemblent s’affichent ici pendant la saisie.")


class PersonCard(QFrame):
    """One file that looks alike: who, why, and the two answers."""

    opened = Signal(object)
    dismissed = Signal(object)

    def __init__(self, found: LookAlike, shared: SharedScreen, detail: str, *, wide: bool) -> None:
        super().__init__()
        self._subject: RecordId = found.person.subject
        name = shared.name_of(found.person)
        plain = f"{found.person.first_name} {found.person.last_name}"
        words = Column(gap=2)
        words.addWidget(Label(self.tr("Ressemble à {name}").format(name=name), Role.STRONG, wrap=True))
        words.addWidget(Label(detail, Role.SECONDARY, wrap=True))
        head = FoldingRow(gap=10, comfort=150)
        head.addWidget(Avatar(typography.initials(plain)))
        head.addLayout(words, 1)
        column = Column(self, gap=6)
        column.addLayout(head)
        reasons = " · ".join(found.likeness.reasons)
        column.addWidget(IconLine("equal", reasons, "warn", Role.SECONDARY, 16))
        if wide:
            head.addLayout(self._answers())
        else:
            column.addLayout(self._answers())
        column.addWidget(Line())

    def _answers(self) -> FoldingRow:
        open_file = Button(self.tr("Ouvrir ce dossier"), height=Height.ROW)
        open_file.setObjectName("open_look_alike")
        open_file.clicked.connect(self._on_open_clicked)
        other = Button(self.tr("C’est une autre personne"), height=Height.ROW)
        other.setObjectName("dismiss_look_alike")
        other.clicked.connect(self._on_dismiss_clicked)
        row = FoldingRow(gap=8)
        row.addWidget(open_file)
        row.addWidget(other)
        row.addStretch(1)
        return row

    def _on_open_clicked(self) -> None:
        self.opened.emit(self._subject)

    def _on_dismiss_clicked(self) -> None:
        self.dismissed.emit(self._subject)


def describe(person: PersonLine, model: NewFileModel) -> str:
    """Return « 42 ans · Ballots · 06 39 98 12 34 · A-0001 »."""
    today = model.today()
    known = (
        typography.age(person.birth_year, today) if person.birth_year else "",
        person.commune,
        typography.phone(person.phone) if person.phone else "",
        person.code,
    )
    return " · ".join(part for part in known if part)
