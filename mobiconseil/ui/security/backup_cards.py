"""« J’ai une sauvegarde »: choose it, open it, and a new passphrase when the sheet was used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.typography import when
from mobiconseil.services.backup_ports import BackupCopy
from mobiconseil.services.backup_words import facts_of
from mobiconseil.ui.security.backup_start import BackupStart, CopyStage
from mobiconseil.ui.security.code_field import RecoveryCodeField
from mobiconseil.ui.security.passphrase_view import PassphraseChooser
from mobiconseil.ui.security.passphrase_view_model import PassphraseViewModel
from mobiconseil.ui.widgets.buttons import Button, Height, Kind, LinkButton
from mobiconseil.ui.widgets.choice_fields import ChoiceField
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.gate_card import GateCard
from mobiconseil.ui.widgets.labels import Icon, IconLine, Label, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.refill import CodeButton
from mobiconseil.ui.widgets.secret_field import SecretField

WIDTH = 620
AskFolder = Callable[[QWidget | None, str], Path | None]


class _Card(GateCard):
    """A way back, a way on, and a sentence when something is refused."""

    def __init__(self, model: BackupStart, title: str, subtitle: str, kind: Kind = Kind.PRIMARY) -> None:
        super().__init__(title, subtitle, width=WIDTH)
        self.model = model
        self.error = IconLine("alert-circle-outline", "", "danger", Role.ERROR)
        self.error.hide()
        self.go = Button("", kind, height=Height.TALL)
        self.back_link = LinkButton(self.tr("Retour"), icon="arrow-left")

    def finish(self) -> None:
        """Put what is common at the bottom."""
        line = FoldingRow(gap=12)
        line.addWidget(self.back_link)
        line.addStretch(1)
        line.addWidget(self.go)
        self.body.addWidget(self.error)
        self.body.addLayout(line)
        self.back_link.clicked.connect(self.model.leave)
        self.model.changed.connect(self.render_model)
        self.render_model()

    def render_model(self) -> None:
        """Show the state of the work."""
        self.error.set_text(self.model.error)
        self.error.setVisible(bool(self.model.error))
        self.go.setEnabled(not self.model.busy)
        self.back_link.setEnabled(not self.model.busy)


class ChooseCopyCard(_Card):
    """The copies of the keys that are plugged in, and a way to look elsewhere."""

    def __init__(self, model: BackupStart, ask: AskFolder) -> None:
        super().__init__(
            model,
            model.tr("J’ai une sauvegarde"),
            model.tr("Branchez la clé où elle se trouve. Vos dossiers reviennent sur cet ordinateur."),
            Kind.SECONDARY,
        )
        self._ask = ask
        self.rows: list[CodeButton] = []
        for copy in model.copies:
            self.body.addWidget(self._row(copy))
        if not model.copies:
            none = self.tr("Aucune sauvegarde n’a été trouvée pour l’instant.")
            self.body.addWidget(IconLine("usb-flash-drive-outline", none, "text_2"))
        self.folder = LinkButton(self.tr("Chercher dans un dossier…"), icon="folder-open-outline")
        self.body.addWidget(self.folder, 0, Qt.AlignmentFlag.AlignLeft)
        self.folder.clicked.connect(self._on_folder)
        self.go.setText(self.tr("Chercher à nouveau"))
        self.go.clicked.connect(model.look)
        self.finish()

    def render_model(self) -> None:
        """Show the state of the work."""
        super().render_model()
        for button in (*self.rows, self.folder):
            button.setEnabled(not self.model.busy)

    def focus_first(self) -> None:
        """Put the focus on the newest copy."""
        (self.rows[0] if self.rows else self.go).setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, copy: BackupCopy) -> QWidget:
        moment = when(copy.day) if copy.taken_at is None else when(copy.taken_at.astimezone())
        button = CodeButton(
            self.tr("Choisir"), str(copy.folder), name=self.tr("Choisir la sauvegarde du {}").format(moment)
        )
        button.pressed_code.connect(self.model.choose)
        self.rows.append(button)
        words = Column(gap=0)
        words.addWidget(Label(moment[:1].upper() + moment[1:], Role.STRONG, wrap=True))
        facts = " · ".join(part for part in (copy.structure, facts_of(copy)) if part)
        words.addWidget(Label(facts, Role.SECONDARY, wrap=True))
        holder = QWidget()
        row = FoldingRow(holder, gap=12, comfort=150)
        row.addWidget(Icon("content-save-outline", "primary", 20), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(button)
        return holder

    def _on_folder(self) -> None:
        folder = self._ask(self, self.tr("Où est la sauvegarde"))
        if folder is not None:
            self.model.look_in(folder)


class OpenCopyCard(_Card):
    """The passphrase of the day of the copy, or the recovery sheet."""

    def __init__(self, model: BackupStart) -> None:
        with_sheet = model.with_sheet
        super().__init__(
            model,
            model.tr("Ouvrir la sauvegarde"),
            model.tr("Tapez la clé de secours, écrite sur votre feuille.")
            if with_sheet
            else model.tr("Tapez la phrase de passe que vous aviez le jour de la sauvegarde."),
        )
        self.who = ChoiceField()
        self.who.set_items([(holder.slot, holder.name) for holder in model.holders], model.slot)
        self.who.chosen.connect(model.pick)
        who = FormField(self.tr("Qui ouvre"), self.who)
        self.body.addWidget(who)
        who.setVisible(len(model.holders) > 1)
        self.typed: RecoveryCodeField | SecretField
        if with_sheet:
            self.typed = RecoveryCodeField()
            label = self.tr("Clé de secours\u00a0: 8 groupes de 4 caractères")
        else:
            self.typed = SecretField(self.tr("Phrase de passe"), tall=True)
            label = self.tr("Phrase de passe")
        self.typed.setObjectName("backup_secret")
        self.body.addWidget(FormField(label, self.typed))
        self.other = LinkButton(
            self.tr("J’ai ma phrase de passe") if with_sheet else self.tr("Ouvrir avec la feuille de secours")
        )
        self.body.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        self.other.clicked.connect(self._on_other)
        self.typed.submitted.connect(self._on_go)
        self.go.clicked.connect(self._on_go)
        self.finish()

    def render_model(self) -> None:
        """Show the state of the opening."""
        super().render_model()
        self.go.setText(self.tr("Ouverture…") if self.model.busy else self.tr("Continuer"))

    def focus_first(self) -> None:
        """Put the focus in the field."""
        self.typed.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_other(self) -> None:
        self.model.use_sheet(on=not self.model.with_sheet)

    def _on_go(self) -> None:
        if self.typed.text().strip():
            self.model.open(self.typed.text())
        else:
            self.typed.setFocus()


class RenewCard(_Card):
    """A new passphrase, once the recovery key was right."""

    def __init__(self, model: BackupStart) -> None:
        super().__init__(
            model, model.tr("Nouvelle phrase de passe"), model.tr("Elle remplace celle que vous aviez oubliée.")
        )
        choice = PassphraseViewModel(model.jobs, self)
        names = [holder.name for holder in model.holders if holder.slot == model.slot]
        choice.set_personal(*names)
        self.chooser = PassphraseChooser(choice)
        self.body.addWidget(self.chooser)
        self.chooser.submitted.connect(self._on_go)
        self.go.clicked.connect(self._on_go)
        self.finish()

    def render_model(self) -> None:
        """Show the state of the opening."""
        super().render_model()
        self.go.setText(self.tr("Ouverture…") if self.model.busy else self.tr("Ouvrir mes dossiers"))

    def focus_first(self) -> None:
        """Put the focus in the chooser."""
        self.chooser.focus_first()

    def _on_go(self) -> None:
        if self.chooser.model.is_ready:
            self.model.take_passphrase(self.chooser.model.wanted)
        else:
            self.chooser.show_problem()


def card_of(model: BackupStart, ask: AskFolder) -> GateCard:
    """Return the card of the stage."""
    if model.stage is CopyStage.OPEN:
        return OpenCopyCard(model)
    if model.stage is CopyStage.RENEW:
        return RenewCard(model)
    return ChooseCopyCard(model, ask)
