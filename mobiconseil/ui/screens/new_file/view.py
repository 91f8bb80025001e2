"""Nouveau bénéficiaire: a short form at the left, the files that look alike at the right."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from mobiconseil.domain.identity import RecordId
from mobiconseil.ui.context import Context
from mobiconseil.ui.drafts import typed
from mobiconseil.ui.navigation import NEW_FILE, Route, Section, Tab
from mobiconseil.ui.screen import Heading, Screen
from mobiconseil.ui.screens.new_file.form import NewFileForm
from mobiconseil.ui.screens.new_file.look_alikes import LookAlikesPanel
from mobiconseil.ui.screens.new_file.view_model import NewFileModel
from mobiconseil.ui.theme import look
from mobiconseil.ui.widgets.buttons import Button, Kind
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Row

NARROW_UNDER = 880
LEAST_FORM = 240
PANEL = 372
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NewFileScreen(Screen):
    """A file in less than a minute, with the keyboard only; nothing is saved before « Créer le dossier »."""

    help_page = "nouveau-dossier"
    created = Signal(object)
    """The RecordId of the new file."""

    def __init__(self, context: Context, name: str = "") -> None:
        super().__init__()
        self._context = context
        self._made = False
        self._model = NewFileModel(context, self)
        self._build()
        self._bind()
        self._form.prefill(name)

    def heading(self) -> Heading:
        """Say what the page is for."""
        return Heading(
            title=self.tr("Nouveau bénéficiaire"),
            subtitle=self.tr("Rien n’est enregistré avant la création du dossier"),
            back=True,
        )

    def enter(self, route: Route) -> None:
        """Start typing."""
        self._form.start()

    def unsaved(self) -> Mapping[str, str]:
        """Return all that is typed: the file does not exist yet."""
        return {} if self._made else typed(self._form)

    def place(self) -> Route:
        """Return here if something is typed, else to the list of people."""
        return Route(section=Section.PEOPLE, part=NEW_FILE if self.unsaved() else "")

    def submit(self) -> None:
        """Make the file and open it; a fault says why and where."""
        if not self._form.commit():
            return
        made = self._model.create()
        if made is not None:
            self._made = True
            self.created.emit(made)
            self._context.navigator.open_file(made, Tab.SITUATION)

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Entrée for the creation."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _creates(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Create with Ctrl+Entrée; Entrée alone goes to the next field."""
        if _creates(event):
            self.submit()
        elif event.key() in _ENTER:
            self._on_enter()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the look-alikes under the form when there is little room."""
        super().resizeEvent(event)
        self._fit()

    def _on_enter(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, QAbstractButton):
            focused.click()
        else:
            self.focusNextChild()

    def _build(self) -> None:
        self._form = NewFileForm(self._model)
        self._card = Card(self.tr("Qui est-ce\u202f?"), self.tr("le dossier peut rester incomplet"), scroll=True)
        self._card.body.addWidget(self._form)
        self._card.body.addStretch(1)
        self._card.set_footer(self._footer())
        self._panel = LookAlikesPanel(self._model)
        self._row = Row(self, margins=(16, 16, 16, 16), gap=12)
        self._row.addWidget(self._card, 1)
        self._row.addWidget(self._panel)

    def _footer(self) -> QWidget:
        footer = QWidget()
        cancel = Button(self.tr("Abandonner"), key=self.tr("Échap"))
        cancel.clicked.connect(self._on_cancel_clicked)
        self._create = Button(self.tr("Créer le dossier"), Kind.PRIMARY, icon="check", key="Ctrl Entrée")
        self._create.setObjectName("create_file")
        self._create.clicked.connect(self.submit)
        self._notice = Label(self.tr("La notice d’information se remet au premier rendez-vous."), Role.SECONDARY)
        row = FoldingRow(footer, gap=10)
        self._notice.setWordWrap(True)
        row.addWidget(self._notice, 1)
        row.addWidget(cancel)
        row.addWidget(self._create)
        return footer

    def _bind(self) -> None:
        self._panel.opened.connect(self._on_look_alike_opened)
        look().changed.connect(self._fit)

    def _fit(self) -> None:
        narrow = self.width() / look().scale < NARROW_UNDER
        self._form.set_single(narrow)
        self._row.setDirection(Row.Direction.TopToBottom if narrow else Row.Direction.LeftToRight)
        self._notice.setVisible(not narrow)
        self._panel.set_narrow(narrow, look().px(PANEL))
        if self._card.scroll_page is not None:
            self._card.scroll_page.setMinimumHeight(look().px(LEAST_FORM) if narrow else 0)

    def _on_cancel_clicked(self) -> None:
        self._context.navigator.back_requested.emit()

    def _on_look_alike_opened(self, subject: RecordId) -> None:
        self._context.navigator.open_file(subject)


def _creates(event: QKeyEvent) -> bool:
    return event.key() in _ENTER and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
