"""The cards of the way back: the key of the recovery sheet, then a new passphrase."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from mobiconseil.ui.screens.lock.view_model import LockViewModel
from mobiconseil.ui.security.code_field import RecoveryCodeField
from mobiconseil.ui.security.passphrase_view import PassphraseChooser
from mobiconseil.ui.security.passphrase_view_model import PassphraseViewModel
from mobiconseil.ui.widgets.buttons import Button, Height, Kind, LinkButton
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.gate_card import GateCard
from mobiconseil.ui.widgets.labels import IconLine, Label, Role


class RecoveryCard(GateCard):
    """The 8 groups of the recovery sheet."""

    can_leave = True
    back = Signal()

    def __init__(self, model: LockViewModel) -> None:
        super().__init__(self.tr("Feuille de secours"), model.subtitle, width=520)
        self._model = model
        self.code = RecoveryCodeField()
        self.code.setObjectName("recovery")
        self.field = FormField(
            self.tr("Clé de secours\u00a0: 8 groupes de 4 caractères"),
            self.code,
            help_text=self.tr("Majuscules, espaces et tirets n’ont pas d’importance."),
        )
        explain = Label(
            self.tr(
                "Cette clé rouvre vos dossiers. Vous choisirez ensuite une nouvelle phrase de passe. "
                "Sans la feuille, demandez à un collègue qui a un accès sur ce poste."
            ),
            wrap=True,
        )
        self.go = Button(self.tr("Continuer"), Kind.PRIMARY, height=Height.TALL)
        back = LinkButton(self.tr("Retour"), icon="arrow-left")
        for widget in (explain, self.field, self.go):
            self.body.addWidget(widget)
        self.body.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        model.error = ""
        model.changed.connect(self.render_model)
        self.code.submitted.connect(self._on_go)
        self.go.clicked.connect(self._on_go)
        back.clicked.connect(self.back)

    def render_model(self) -> None:
        """Show the state of the try."""
        self.go.setEnabled(not self._model.busy)
        self.go.setText(self.tr("Vérification…") if self._model.busy else self.tr("Continuer"))
        if self._model.error != self.field.error():
            self.field.set_error(self._model.error)

    def focus_first(self) -> None:
        """Put the focus in the field."""
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_go(self) -> None:
        self._model.try_recovery(self.code.text())


class NewPassphraseCard(GateCard):
    """A new passphrase, once the recovery key was right."""

    def __init__(self, model: LockViewModel) -> None:
        super().__init__(self.tr("Nouvelle phrase de passe"), model.subtitle, width=560)
        self._model = model
        choice = PassphraseViewModel(model.jobs, self)
        choice.set_personal(*model.subtitle.split(" · "))
        self.chooser = PassphraseChooser(choice)
        self.error = IconLine("alert-circle-outline", "", "danger", Role.ERROR)
        self.error.hide()
        self.go = Button(self.tr("Ouvrir mes dossiers"), Kind.PRIMARY, height=Height.TALL)
        for widget in (self.chooser, self.error, self.go):
            self.body.addWidget(widget)
        self.chooser.submitted.connect(self._on_go)
        self.go.clicked.connect(self._on_go)
        model.changed.connect(self.render_model)

    def render_model(self) -> None:
        """Show the state of the opening."""
        self.go.setEnabled(not self._model.busy)
        self.go.setText(self.tr("Ouverture…") if self._model.busy else self.tr("Ouvrir mes dossiers"))
        self.error.set_text(self._model.error)
        self.error.setVisible(bool(self._model.error))

    def focus_first(self) -> None:
        """Put the focus in the chooser."""
        self.chooser.focus_first()

    def _on_go(self) -> None:
        if self.chooser.model.is_ready:
            self._model.take_passphrase(self.chooser.model.wanted)
        else:
            self.chooser.show_problem()
