"""The cards of the lock screen: open, and choose who."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mobiconseil.ui.gate import Purpose
from mobiconseil.ui.screens.lock.view_model import LockViewModel
from mobiconseil.ui.widgets.announce import announce
from mobiconseil.ui.widgets.buttons import Button, Height, Kind, LinkButton
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.gate_card import GateCard
from mobiconseil.ui.widgets.labels import IconLine, Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.secret_field import SecretField

if TYPE_CHECKING:
    from mobiconseil.services.holder import Holder


class UnlockCard(GateCard):
    """The passphrase, and the ways aside."""

    forgotten = Signal()
    other_wanted = Signal()
    salvage_wanted = Signal()
    backup_wanted = Signal()
    back = Signal()

    def __init__(self, model: LockViewModel, reason: str) -> None:
        self._model, self._was_waiting = model, False
        self._title = self.tr("Session verrouillée") if reason else self.tr("Bonjour")
        super().__init__(self._title)
        self._build(reason)
        self._bind()
        self.render_model()

    def _build(self, reason: str) -> None:
        self.secret = SecretField(self.tr("Phrase de passe"), tall=True)
        self.secret.setObjectName("passphrase")
        self.field = FormField(self.tr("Phrase de passe"), self.secret)
        self.caps = IconLine("apple-keyboard-caps", self.tr("La touche Verr. Maj est active."), "warn", Role.WARN)
        self.caps.hide()
        self.demo = self._demo_line()
        self.open_button = Button(
            self.tr("Déverrouiller"), Kind.PRIMARY, icon="lock-open-outline", key="Entrée", height=Height.TALL
        )
        self.forgotten_link = LinkButton(self.tr("Phrase de passe oubliée\u202f?"))
        self.other_link = LinkButton(self.tr("Changer d’utilisateur"))
        self.salvage_link = LinkButton(self.tr("Récupérer ce qui peut l’être"), icon="lifebuoy")
        self.backup_link = LinkButton(self.tr("Remettre une sauvegarde"), icon="restore")
        links = FoldingRow(gap=8)
        links.addWidget(self.forgotten_link)
        links.addStretch(1)
        links.addWidget(self.other_link)
        top = Column(gap=10)
        top.addWidget(self.field)
        top.addWidget(self.caps)
        top.addWidget(self.demo)
        self.body.addLayout(top)
        self.demo.setVisible(bool(self._model.workspace.demo_passphrase))
        self.body.addWidget(self.open_button)
        self.back_link = LinkButton(self.tr("Retour"), icon="arrow-left")
        for link in (self.salvage_link, self.backup_link, self.back_link):
            self.body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(links)
        self._place = Column(gap=0)
        self.body.addLayout(self._place)
        self.body.addWidget(Line())
        quiet = self.tr("Vos dossiers sont chiffrés sur ce poste.")
        self.body.addWidget(IconLine("shield-check-outline", reason or quiet, "ok", Role.SECONDARY, 20))

    def look_at_place(self) -> None:
        """Say whether the folder stands where a base should not be; asked once the card is seen."""
        warning = self._model.workspace.warning
        if warning:
            self._place.addWidget(IconLine("alert-outline", warning, "warn", Role.WARN))

    def _demo_line(self) -> QWidget:
        line = QWidget()
        row = FoldingRow(line, gap=10)
        phrase = self._model.workspace.demo_passphrase
        text = self.tr("Phrase de passe de la démonstration\u00a0: {}").format(phrase)
        row.addWidget(Label(text, Role.SMALL, wrap=True), 1)
        self.fill_link = LinkButton(self.tr("Remplir"))
        row.addWidget(self.fill_link, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _bind(self) -> None:
        self._model.changed.connect(self.render_model)
        self.secret.submitted.connect(self._on_submitted)
        self.secret.caps_changed.connect(self.caps.setVisible)
        self.open_button.clicked.connect(self._on_submitted)
        self.forgotten_link.clicked.connect(self.forgotten)
        self.other_link.clicked.connect(self.other_wanted)
        self.salvage_link.clicked.connect(self.salvage_wanted)
        self.backup_link.clicked.connect(self.backup_wanted)
        self.back_link.clicked.connect(self.back)
        self.fill_link.clicked.connect(self._on_fill_clicked)

    def render_model(self) -> None:
        """Show the state of the try."""
        model = self._model
        wanted = self._wanted()
        self.set_title(wanted or self._title, model.subtitle)
        way = wanted or self.tr("Déverrouiller")
        closed = way if model.holder else self.tr("Réessayer")
        opening = self.tr("Changement de la clé…") if model.purpose is Purpose.REKEY else self.tr("Ouverture…")
        if model.busy and model.progress:
            opening = self.tr("Changement de la clé\u00a0: {}\u202f%").format(model.progress)
        self.open_button.setText(opening if model.busy else closed)
        self.open_button.set_icon_name("timer-sand" if model.busy else "lock-open-outline")
        self.open_button.setEnabled(not model.busy and not model.wait_s)
        self.secret.setEnabled(bool(model.holder) and not model.wait_s)
        self.secret.setReadOnly(model.busy)
        self.forgotten_link.setEnabled(bool(model.holder) and not model.busy)
        self.salvage_link.setVisible(bool(model.damaged_key))
        self.backup_link.setVisible(model.is_broken and not wanted)
        self.back_link.setVisible(bool(wanted))
        self.back_link.setEnabled(not model.busy)
        self.other_link.setVisible(len(model.holders) > 1)
        if model.message != self.field.error():
            if model.message and not self._was_waiting:
                announce(self.secret, model.message, urgent=True)
            self.field.set_error(model.message)
            self.secret.selectAll()
        again = self.tr("Vous pouvez réessayer.") if model.may_try_again else ""
        self.field.set_help(again)
        if self._was_waiting and not model.wait_s:
            self.focus_first()
            if again:
                announce(self.secret, again, urgent=True)
        self._was_waiting = bool(model.wait_s)

    def _wanted(self) -> str:
        """Return what the passphrase will do besides opening; empty when it does nothing else."""
        wanted = {
            Purpose.SALVAGE: self.tr("Sauver ce qui se lit"),
            Purpose.REKEY: self.tr("Changer la clé de la base"),
        }
        return wanted.get(self._model.purpose, "")

    def focus_first(self) -> None:
        """Put the focus in the field."""
        self.secret.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_submitted(self) -> None:
        if self._model.holder is None:
            self._model.reload()
            return
        self.secret.hide_text()
        self._model.try_passphrase(self.secret.text())

    def _on_fill_clicked(self) -> None:
        self.secret.setText(self._model.workspace.demo_passphrase)
        self.focus_first()


class UsersCard(GateCard):
    """The people who have an access to this laptop."""

    can_leave = True
    chosen = Signal(str)
    back = Signal()

    def __init__(self, holders: tuple[Holder, ...], structure: str) -> None:
        super().__init__(self.tr("Qui êtes-vous\u202f?"), structure)
        self.buttons: list[_HolderButton] = []
        people = Column(gap=8)
        for holder in holders:
            button = _HolderButton(holder)
            button.picked.connect(self.chosen)
            people.addWidget(button)
            self.buttons.append(button)
        self.body.addLayout(people)
        back = LinkButton(self.tr("Retour"), icon="arrow-left")
        back.clicked.connect(self.back)
        self.body.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)

    def focus_first(self) -> None:
        """Put the focus on the first person."""
        self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)


class _HolderButton(Button):
    picked = Signal(str)

    def __init__(self, holder: Holder) -> None:
        super().__init__(holder.name, Kind.SECONDARY, icon="account-outline", height=Height.TALL)
        self._slot = holder.slot
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.picked.emit(self._slot)
