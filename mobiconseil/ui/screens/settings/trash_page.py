"""The trash: files put aside, and what was deleted from the others, each with its way back; files can be erased."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.typography import NBSP, count, dotted, tidy
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.actions import Action
from mobiconseil.services.ports import Change, ListFilter, PersonLine
from mobiconseil.services.trash import TrashedPiece
from mobiconseil.ui.context import Context
from mobiconseil.ui.screens.settings.erase_dialog import EraseDialog
from mobiconseil.ui.screens.settings.erase_view_model import EraseModel
from mobiconseil.ui.screens.settings.page import SettingsPage
from mobiconseil.ui.security.sheet_view import Exits
from mobiconseil.ui.undoable import say_done
from mobiconseil.ui.widgets.buttons import Button, Height, Kind
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.labels import Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.notices import EmptyState

LIMIT = 200


class TrashPage(SettingsPage):
    """Nothing here is erased by itself."""

    def __init__(self, context: Context, exits: Exits | None = None) -> None:
        super().__init__()
        self._context, self._exits = context, exits
        self.dialog: EraseDialog | None = None
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
        self.pieces = self.add_card(
            self.tr("Supprimé d’un dossier"), self.tr("Contacts, étapes, rendez-vous, relances…")
        )
        self.piece_rows: list[TrashedRow] = []
        self._piece_list = Column(gap=6)
        self.pieces.body.addLayout(self._piece_list)
        context.hub.changed.connect(self._on_change_published)
        context.shared.toggled.connect(self._on_shared_toggled)
        self.enter()

    def enter(self) -> None:
        """Read the trash again."""
        context = self._context
        wanted = ListFilter(chip="corbeille", sort="nom")
        people = context.session.overviews.page(wanted, context.session.clock.today(), limit=LIMIT)
        for widget in (*self.rows, *self.piece_rows, *self._lines):
            widget.hide()
            widget.deleteLater()
        self.rows, self.piece_rows, self._lines = [], [], []
        for person in people:
            self._add(person)
        self.empty.setVisible(not people)
        self.card.set_title(self.tr("Corbeille"), count(len(people), self.tr("dossier")) if people else "")
        pieces = context.session.trash.pieces(limit=LIMIT)
        for piece in pieces:
            self._add_piece(piece)
        self.pieces.setVisible(bool(pieces))

    def _add(self, person: PersonLine) -> None:
        name = self._context.shared.name_of(person)
        small = dotted(person.code, person.commune)
        row = TrashedRow(name, small, partial(self._context.session.files.restore, person.subject), erasable=True)
        row.erase_asked.connect(partial(self._ask_erasure, person))
        self._put(row, self._list, self.rows, Action.FILE_RESTORED)

    def _add_piece(self, piece: TrashedPiece) -> None:
        shared = self._context.shared
        words = "" if shared.is_on else tidy(piece.text)
        title = f"{piece.label}{NBSP}: {words}" if words else piece.label
        small = dotted(shared.name_of(piece.person), piece.person.code)
        row = TrashedRow(title, small, partial(self._context.session.trash.restore, piece))
        self._put(row, self._piece_list, self.piece_rows, Action.PIECE_RESTORED)

    def _put(self, row: TrashedRow, column: Column, rows: list[TrashedRow], action: Action) -> None:
        if rows:
            line = Line()
            self._lines.append(line)
            column.addWidget(line)
        row.asked.connect(partial(self._restore, row.restore, action))
        rows.append(row)
        column.addWidget(row)

    def _restore(self, restore: Callable[[], None], action: Action) -> None:
        try:
            restore()
        except MobiConseilError as error:
            self._context.messages.fail(error)
            return
        say_done(self._context, action.label)

    def _ask_erasure(self, person: PersonLine) -> None:
        self.dialog = EraseDialog(EraseModel(self._context, person), self._exits, self)
        self.dialog.finished.connect(self._on_dialog_closed)
        self.dialog.open()

    def _on_dialog_closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()
        if self.rows:
            self.rows[0].button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_change_published(self, _change: Change) -> None:
        if self.isVisible():
            self.enter()

    def _on_shared_toggled(self, _on: bool) -> None:
        self.enter()


class TrashedRow(QWidget):
    """One file, or one piece of a file."""

    asked = Signal()
    erase_asked = Signal()

    def __init__(self, title: str, small: str, restore: Callable[[], None], *, erasable: bool = False) -> None:
        super().__init__()
        self.restore = restore
        words = Column(gap=0)
        self.title = Label(title, Role.STRONG, wrap=True)
        words.addWidget(self.title)
        words.addWidget(Label(small, Role.SMALL))
        self.button = Button(self.tr("Restaurer"), icon="restore", height=Height.ROW)
        self.button.setAccessibleName(self.tr("Restaurer {}").format(title))
        row = FoldingRow(self, gap=12, comfort=150)
        row.addLayout(words, 1)
        row.addWidget(self.button)
        if erasable:
            words_of_it = self.tr("Effacer définitivement…")
            self.erase = Button(words_of_it, Kind.QUIET, icon="delete-forever-outline", height=Height.ROW)
            self.erase.setAccessibleName(self.tr("Effacer définitivement {}").format(title))
            row.addWidget(self.erase)
            self.erase.clicked.connect(self._on_erase)
        self.button.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.asked.emit()

    def _on_erase(self) -> None:
        self.erase_asked.emit()
