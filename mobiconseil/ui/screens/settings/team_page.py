"""Who can open the base of this laptop."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from mobiconseil.ui.context import Context
from mobiconseil.ui.screens.help.asked import HelpAsked
from mobiconseil.ui.screens.settings.page import SettingsPage
from mobiconseil.ui.screens.settings.proof import OwnPassphrase
from mobiconseil.ui.screens.settings.view_model import Access, AccessViewModel
from mobiconseil.ui.security.passphrase_view import PassphraseChooser
from mobiconseil.ui.security.passphrase_view_model import PassphraseViewModel
from mobiconseil.ui.widgets.answer_line import AnswerLine
from mobiconseil.ui.widgets.buttons import Button, Height, Kind
from mobiconseil.ui.widgets.dialogs import ConfirmDialog
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.form_field import FieldRow, FormField
from mobiconseil.ui.widgets.indicators import Avatar
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.text_fields import TextField


class TeamPage(SettingsPage):
    """Accesses, and a way to give one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.model = AccessViewModel(context, self)
        card = self.add_card(self.tr("Équipe sur ce poste"), self.tr("Chacun ouvre les mêmes dossiers avec sa phrase"))
        self.rows: list[AccessRow] = []
        self._list = Column(gap=8)
        card.body.addLayout(self._list)
        self.answer = AnswerLine()
        card.body.addWidget(self.answer)
        self.new = NewAccess(context, self.model)
        self.add_card(self.tr("Donner un accès")).body.addWidget(self.new)
        self.rekey = KeyChange(context)
        self.add_card(self.tr("Après un départ")).body.addWidget(self.rekey)
        self.dialog: ConfirmDialog | None = None
        self._leaving = ""
        self.model.done.connect(self._on_done)
        self.model.failed.connect(self._on_failed)
        self._render()

    def enter(self) -> None:
        """Read the accesses again."""
        self._render()

    def _render(self) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for access in self.model.accesses():
            row = AccessRow(access)
            row.leaving.connect(self._on_leaving)
            self._list.addWidget(row)
            self.rows.append(row)

    def _on_leaving(self, access: Access) -> None:
        self._leaving = access.holder.slot
        self.dialog = ConfirmDialog(
            self.tr("Retirer l’accès de {}\u202f?").format(access.holder.name),
            self.tr(
                "Sa phrase de passe n’ouvrira plus ce poste. Ses dossiers restent. "
                "Changez ensuite la clé de la base, plus bas\u00a0; si elle connaît la feuille de secours, refaites-la "
                "aussi."
            ),
            confirm=self.tr("Retirer l’accès"),
            keep=self.tr("Garder l’accès"),
            parent=self,
        )
        HelpAsked(self.dialog, "reglages")
        self.dialog.accepted.connect(self._on_removal_confirmed)
        self.dialog.open()

    def _on_removal_confirmed(self) -> None:
        self.model.remove(self._leaving)

    def _on_done(self, sentence: str) -> None:
        self.answer.say(sentence)
        self._render()

    def _on_failed(self, sentence: str) -> None:
        if not self.new.is_open:
            self.answer.say("", sentence)


class KeyChange(QWidget):
    """Another key for the base, for who left with a copy of the former one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._navigator = context.navigator
        why = self.tr(
            "Qui est parti avec une copie de la base et sa phrase de passe pourrait lire la suite, s’il la reprenait. "
            "Avec une autre clé, il ne lit que ce qu’il avait. Les phrases de passe et la feuille ne changent pas."
        )
        self.button = Button(self.tr("Changer la clé de la base…"), icon="key-change")
        column = Column(self, gap=10)
        column.addWidget(Label(why, Role.SECONDARY, wrap=True))
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.dialog: ConfirmDialog | None = None
        self.button.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.dialog = ConfirmDialog(
            self.tr("Changer la clé de la base\u202f?"),
            self.tr(
                "MobiConseil se verrouille et demande votre phrase de passe. La base est copiée sous une autre clé, "
                "relue, puis mise en place\u00a0; celle d’avant reste dans les sauvegardes, qui suivent à leur tour. "
                "Comptez une minute pour dix mille dossiers. Une panne au milieu ne perd rien."
            ),
            confirm=self.tr("Verrouiller et changer la clé"),
            keep=self.tr("Garder la clé"),
            destructive=False,
            parent=self,
        )
        HelpAsked(self.dialog, "reglages")
        self.dialog.accepted.connect(self._on_accepted)
        self.dialog.open()

    def _on_accepted(self) -> None:
        # Once the button is dealt with: it dies with the screens.
        QTimer.singleShot(0, self._navigator, self._navigator.rekey_requested.emit)


class AccessRow(QWidget):
    """One person."""

    leaving = Signal(object)

    def __init__(self, access: Access) -> None:
        super().__init__()
        self._access = access
        holder = access.holder
        row = FoldingRow(self, gap=12, comfort=150)
        row.addWidget(Avatar(holder.initials, name=holder.name))
        row.addWidget(Label(holder.name, Role.STRONG), 1)
        self.remove = Button(self.tr("Retirer l’accès"), Kind.DESTRUCTIVE, height=Height.ROW)
        me = Label(self.tr("Vous"), Role.SECONDARY)
        row.addWidget(me)
        row.addWidget(self.remove)
        me.setVisible(access.is_me)
        self.remove.setVisible(not access.is_me)
        self.remove.clicked.connect(self._on_remove_clicked)

    def _on_remove_clicked(self) -> None:
        self.leaving.emit(self._access)


class NewAccess(QWidget):
    """Name, phrase of the new person, and one's own to prove it."""

    def __init__(self, context: Context, model: AccessViewModel) -> None:
        super().__init__()
        self._context, self._model = context, model
        self.is_open = False
        self.start = Button(self.tr("Ajouter une personne"), icon="account-plus-outline")
        self._column = Column(self, gap=12)
        self._column.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        self.start.clicked.connect(self._on_start)
        model.done.connect(self._on_done)
        model.failed.connect(self._on_failed)

    def _on_start(self) -> None:
        self.start.hide()
        self.is_open = True
        self._form = QWidget()
        column = Column(self._form, gap=12)
        self.first_name, self.last_name = TextField(limit=100), TextField(limit=100)
        self._names = (FormField(self.tr("Prénom"), self.first_name), FormField(self.tr("Nom"), self.last_name))
        choice = PassphraseViewModel(self._context.jobs, self._form)
        self.chooser = PassphraseChooser(choice)
        self.proof = OwnPassphrase(self.tr("Votre phrase de passe à vous"))
        self.add = Button(self.tr("Donner l’accès"), Kind.PRIMARY)
        self.cancel = Button(self.tr("Fermer"))
        line = FoldingRow(gap=8)
        line.addWidget(self.add)
        line.addWidget(self.cancel)
        line.addStretch(1)
        column.addWidget(FieldRow(*self._names))
        column.addWidget(Label(self.tr("Laissez la personne lire, noter et retaper sa phrase."), Role.SECONDARY))
        column.addWidget(self.chooser)
        column.addWidget(self.proof)
        column.addLayout(line)
        self._column.addWidget(self._form)
        self.add.clicked.connect(self._on_add)
        self.proof.submitted.connect(self._on_add)
        self.cancel.clicked.connect(self._close)
        self.first_name.setFocus()

    def _on_add(self) -> None:
        typed = (self.first_name.text().strip(), self.last_name.text().strip())
        missing = (self.tr("Écrivez le prénom."), self.tr("Écrivez le nom."))
        for field, text, sentence in zip(self._names, typed, missing, strict=True):
            field.set_error("" if text else sentence)
        if not all(typed):
            (self.last_name if typed[0] else self.first_name).setFocus()
            return
        self.chooser.model.set_personal(*typed)
        if not self.chooser.model.is_ready:
            self.chooser.show_problem()
        elif self.proof.is_filled():
            self._model.add(self.proof.secret.text(), *typed, self.chooser.model.wanted)

    def _close(self) -> None:
        self.is_open = False
        self._form.hide()
        self._column.removeWidget(self._form)
        self._form.deleteLater()
        self.start.show()
        self.start.setFocus()

    def _on_done(self, _sentence: str) -> None:
        if self.is_open:
            self._close()

    def _on_failed(self, sentence: str) -> None:
        if self.is_open:
            self.proof.set_error(sentence)
            self.proof.secret.selectAll()
            self.proof.secret.setFocus()
