"""The lock screen: nothing of the files behind it, one card, one field."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent

from mobiconseil import __version__
from mobiconseil.errors import MobiConseilError
from mobiconseil.ui.gate import Purpose
from mobiconseil.ui.jobs import JobRunner
from mobiconseil.ui.screens.lock.cards import UnlockCard, UsersCard
from mobiconseil.ui.screens.lock.view_model import LockViewModel
from mobiconseil.ui.widgets.focus_ring import FocusRing
from mobiconseil.ui.widgets.gate_card import CardStage, GateCard
from mobiconseil.ui.widgets.ground import Ground
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.reading import ReadingPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from mobiconseil.services.session import Session
    from mobiconseil.services.workspace import Workspace
    from mobiconseil.ui.context import Context
    from mobiconseil.ui.screens.help.asked import HelpAsked
    from mobiconseil.ui.security.backup_start import BackupStart
    from mobiconseil.ui.security.sheet_view import Exits


class LockScreen(ReadingPage):
    """Opens the base for one of its advisers; the cards that are seldom seen are imported when they are shown."""

    unlocked = Signal(object)
    """The open `Session`."""
    scale_requested = Signal(int)
    """+1, -1, or 0 for 100 %."""

    def __init__(
        self,
        workspace: Workspace,
        jobs: JobRunner | None = None,
        *,
        last_slot: str = "",
        reason: str = "",
        exits: Exits | None = None,
        purpose: Purpose = Purpose.OPEN,
    ) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Session verrouillée"))
        self._reason, self._exits = reason, exits
        self._is_seen = False
        self._session: Session | None = None
        self._backup: BackupStart | None = None
        self._help: HelpAsked | None = None
        self.model = LockViewModel(workspace, jobs or JobRunner(), last_slot, self)
        self._build(workspace)
        self._bind()
        self.model.set_purpose(purpose)
        if purpose is Purpose.MEND:
            self._show_damage()
        else:
            self._show_unlock()

    @property
    def card(self) -> GateCard | None:
        """Return the card shown."""
        return self._stage.card

    def _build(self, workspace: Workspace) -> None:
        ground = Ground()
        ground.seen.connect(self._on_seen)
        whole = Column(self, gap=0)
        if workspace.is_demo:
            from mobiconseil.ui.widgets.demo_band import DemoBand

            whole.addWidget(DemoBand())
        whole.addWidget(ground, 1)
        self._stage = CardStage()
        text = self.tr("MobiConseil {} · fonctionne sans connexion · Ctrl + agrandit le texte")
        foot = Label(text.format(__version__.rsplit(".", 1)[0]), Role.ON_RAIL)
        foot.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside = Column(ground, margins=(0, 0, 0, 18), gap=4)
        inside.addWidget(self._stage, 1)
        inside.addWidget(foot)
        self._ring = FocusRing(self)

    def _bind(self) -> None:
        self.model.key_recovered.connect(self._show_new_passphrase)
        self.model.sheet_wanted.connect(self._on_sheet_wanted)
        self.model.opened.connect(self.unlocked)
        self.model.salvage_ready.connect(self._show_salvage)

    def _on_seen(self) -> None:
        """Give the page its keys, and look at what takes a moment: nobody waits for either."""
        self._is_seen = True
        if isinstance(self.card, UnlockCard):
            self.card.look_at_place()
        from mobiconseil.ui import shortcuts

        steps = {"larger": 1, "smaller": -1, "normal": 0}
        scales = {name: partial(self.scale_requested.emit, step) for name, step in steps.items()}
        shortcuts.bind(self, {**scales, "help": self.open_help})

    def refuse(self, error: MobiConseilError) -> None:
        """Say why what was unlocked could not be shown, and what can be done about it."""
        self.model.refuse(error)
        self._show_unlock()

    def leave(self, window: QWidget, context: Context | None) -> None:
        """Give way to what is behind, which says what else was done."""
        self.setParent(window)  # hidden: left to Python, it might die while its own button is still being pressed
        self.deleteLater()
        if self.model.news and context is not None:
            context.messages.say(self.model.news)

    def open_help(self) -> None:
        """Open the help over the gate; it is read only when it is asked for."""
        if self._help is None:
            from mobiconseil.ui.screens.help.asked import HelpAsked

            self._help = HelpAsked(self, "verrouillage", with_key=False)
        self._help.toggle()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus in the field as soon as it can be typed in."""
        super().showEvent(event)
        if self.card is not None:
            self.card.focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Échap goes back to the passphrase."""
        if event.key() == Qt.Key.Key_Escape and self.card is not None and self.card.can_leave:
            self._show_unlock()
        else:
            super().keyPressEvent(event)

    def _show_unlock(self) -> None:
        card = UnlockCard(self.model, self._reason)
        card.forgotten.connect(self._show_recovery)
        card.other_wanted.connect(self._show_users)
        card.salvage_wanted.connect(self._show_salvage)
        card.backup_wanted.connect(self._on_backup_wanted)
        card.back.connect(self._on_back)
        self._stage.show_card(card)
        if self._is_seen:
            card.look_at_place()

    def _on_back(self) -> None:
        """Leave what was wanted besides opening."""
        if self.model.purpose is Purpose.SALVAGE:
            self._show_damage()
        else:
            self._on_damage_left()

    def _show_users(self) -> None:
        card = UsersCard(self.model.holders, self.model.workspace.structure_name)
        card.chosen.connect(self._on_holder_chosen)
        card.back.connect(self._show_unlock)
        self._stage.show_card(card)

    def _show_recovery(self) -> None:
        from mobiconseil.ui.screens.lock.recovery_cards import RecoveryCard

        card = RecoveryCard(self.model)
        card.back.connect(self._show_unlock)
        self._stage.show_card(card)

    def _show_salvage(self) -> None:
        from mobiconseil.ui.screens.lock.salvage_card import SalvageCard
        from mobiconseil.ui.screens.lock.salvage_view_model import SalvageViewModel

        model = self.model
        salvage = SalvageViewModel(model.workspace, model.jobs, model.damaged_key, self)
        salvage.taken.connect(self._on_salvage_taken)
        card = SalvageCard(salvage, model.subtitle)
        card.back.connect(self._show_unlock)
        self._stage.show_card(card)

    def _show_damage(self) -> None:
        from mobiconseil.ui.screens.lock.damage_card import DamageCard

        card = DamageCard(self.model.subtitle, self._reason)
        card.backup_wanted.connect(self._on_backup_wanted)
        card.salvage_wanted.connect(self._on_salvage_wanted)
        card.left.connect(self._on_damage_left)
        self._stage.show_card(card)

    def _on_salvage_wanted(self) -> None:
        """Ask for the passphrase: it opens what will be read, not the base."""
        self.model.set_purpose(Purpose.SALVAGE)
        self._show_unlock()

    def _on_damage_left(self) -> None:
        self.model.set_purpose(Purpose.OPEN)
        self._show_unlock()

    def _on_backup_wanted(self) -> None:
        from mobiconseil.ui.security.backup_start import BackupStart

        self._backup = BackupStart(self.model.workspace, self.model.jobs, self)
        self._backup.stage_changed.connect(self._show_backup)
        self._backup.left.connect(self._show_unlock)
        self._backup.opened.connect(self.model.finish)
        self._backup.look()

    def _show_backup(self) -> None:
        from mobiconseil.ui.choosing import ask_folder
        from mobiconseil.ui.security.backup_cards import card_of

        if self._backup is not None:
            self._stage.show_card(card_of(self._backup, ask_folder))

    def _on_salvage_taken(self, aside: str) -> None:
        self._reason = self.tr("La base abîmée est gardée dans le dossier de travail\u00a0: {}.").format(aside)
        self._show_unlock()
        self.model.open_saved()

    def _show_new_passphrase(self) -> None:
        from mobiconseil.ui.screens.lock.recovery_cards import NewPassphraseCard

        self._stage.show_card(NewPassphraseCard(self.model))

    def _on_holder_chosen(self, slot: str) -> None:
        self.model.choose(slot)
        self._show_unlock()

    def _on_sheet_wanted(self, session: Session) -> None:
        from mobiconseil.ui.screens.lock.sheet_cards import PendingSheetCard

        self._session = session
        card = PendingSheetCard(self.model, session)
        card.confirmed.connect(self._on_sheet_confirmed)
        card.renewed.connect(self._on_sheet_renewed)
        self._stage.show_card(card)

    def _on_sheet_renewed(self, code: str) -> None:
        from mobiconseil.ui.screens.lock.sheet_cards import NewSheetCard

        if self._session is None:
            return
        # Refused by the disk, the sheet is shown all the same, and Accueil asks for its key until the team knows it.
        with suppress(MobiConseilError):
            self._session.laptops.sheet_renewed(code)
        card = NewSheetCard(self.model, self._session, code, self._exits)
        card.confirmed.connect(self._on_sheet_confirmed)
        self._stage.show_card(card)

    def _on_sheet_confirmed(self) -> None:
        if self._session is not None:
            self.model.finish(self._session)
