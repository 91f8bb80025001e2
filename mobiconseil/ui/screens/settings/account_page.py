"""The adviser at the keyboard: what the papers say of her, and her passphrase."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mobiconseil.ui.context import Context
from mobiconseil.ui.screens.settings.forms import RecordForm
from mobiconseil.ui.screens.settings.page import SettingsPage
from mobiconseil.ui.screens.settings.proof import OwnPassphrase, personal_words
from mobiconseil.ui.screens.settings.view_model import AccessViewModel, adviser_editor
from mobiconseil.ui.security.passphrase_view import PassphraseChooser
from mobiconseil.ui.security.passphrase_view_model import PassphraseViewModel
from mobiconseil.ui.widgets.answer_line import AnswerLine
from mobiconseil.ui.widgets.buttons import Button, Kind
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.form_grid import FormGrid
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Column


class AccountPage(SettingsPage):
    """My name, my phone, my passphrase."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.form = RecordForm(adviser_editor(context, self), self)
        form, grid = self.form, FormGrid()
        grid.add(form.line("first_name", self.tr("Prénom"), optional=False))
        grid.add(form.line("last_name", self.tr("Nom"), optional=False))
        grid.add(form.line("job_title", self.tr("Fonction"), self.tr("Exemple\u00a0: Conseillère en mobilité")))
        grid.add(
            form.line(
                "hours", self.tr("Quand vous joindre"), self.tr("Exemple\u00a0: la semaine, de 9\u00a0h à 17\u00a0h")
            )
        )
        grid.add(form.phone("phone", self.tr("Téléphone")))
        grid.add(form.email("email", self.tr("Adresse électronique")))
        self.add_card(self.tr("Mon compte"), self.tr("Imprimé sur le plan remis à la personne")).body.addWidget(grid)
        card = self.add_card(self.tr("Ma phrase de passe"))
        self.passphrase = PassphraseChange(context)
        card.body.addWidget(self.passphrase)

    def flush(self) -> bool:
        """Write what is typed."""
        return self.form.flush()


class PassphraseChange(QWidget):
    """The old one, the new one twice."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.model = AccessViewModel(context, self)
        self.start = Button(self.tr("Changer ma phrase de passe"), icon="key-outline")
        self.hint = Label(
            self.tr("Vos dossiers ne sont pas touchés\u00a0: seule la clé change."), Role.SECONDARY, wrap=True
        )
        self.form = QWidget()
        self.form.hide()
        self.answer = AnswerLine()
        column = Column(self, gap=12)
        column.addWidget(self.hint)
        column.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.form)
        column.addWidget(self.answer)
        self._column = Column(self.form, gap=12)
        self.chooser: PassphraseChooser | None = None
        self.start.clicked.connect(self._on_start)
        self.model.done.connect(self._on_done)
        self.model.failed.connect(self._on_failed)
        self.model.changed.connect(self._on_changed)

    def _on_start(self) -> None:
        if self.chooser is None:
            self._build_form()
        self.answer.say("")
        self.start.hide()
        self.form.show()
        self.old.setFocus()

    def _build_form(self) -> None:
        self.proof = OwnPassphrase(self.tr("Votre phrase de passe actuelle"))
        self.old = self.proof.secret
        model = PassphraseViewModel(self._context.jobs, self)
        model.set_personal(*personal_words(self._context))
        self.chooser = PassphraseChooser(model)
        self.change = Button(self.tr("Changer"), Kind.PRIMARY)
        self.cancel = Button(self.tr("Garder l’ancienne"))
        line = FoldingRow(gap=8)
        line.addWidget(self.change)
        line.addWidget(self.cancel)
        line.addStretch(1)
        for widget in (self.proof, self.chooser):
            self._column.addWidget(widget)
        self._column.addLayout(line)
        self.chooser.submitted.connect(self._on_change)
        self.change.clicked.connect(self._on_change)
        self.cancel.clicked.connect(self._close)

    def _on_change(self) -> None:
        if self.chooser is None or not self.proof.is_filled():
            return
        if self.chooser.model.is_ready:
            self.model.change_passphrase(self.old.text(), self.chooser.model.wanted)
        else:
            self.chooser.show_problem()

    def _close(self) -> None:
        chooser, self.chooser = self.chooser, None
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        if chooser is not None:
            for button in (self.change, self.cancel):
                button.hide()
                button.deleteLater()
        self.form.hide()
        self.start.show()

    def _on_done(self, sentence: str) -> None:
        self._close()
        self.answer.say(sentence)
        self.start.setFocus()

    def _on_failed(self, sentence: str) -> None:
        self.proof.set_error(sentence)
        self.old.selectAll()
        self.old.setFocus()

    def _on_changed(self) -> None:
        if self.chooser is not None:
            self.change.setEnabled(not self.model.busy)
            self.change.setText(self.tr("Changement…") if self.model.busy else self.tr("Changer"))
