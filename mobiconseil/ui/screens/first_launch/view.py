"""The first launch, on the same ground as the lock screen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent

from mobiconseil.services.workspace import Workspace
from mobiconseil.ui import shortcuts
from mobiconseil.ui.choosing import ask_file, ask_folder
from mobiconseil.ui.jobs import JobRunner
from mobiconseil.ui.screens.first_launch.cards import PassphraseCard, SheetCard, StartCard, StructureCard
from mobiconseil.ui.screens.first_launch.join_card import AskFile, JoinCard
from mobiconseil.ui.screens.first_launch.view_model import FirstLaunchViewModel, Stage
from mobiconseil.ui.screens.help.asked import HelpAsked
from mobiconseil.ui.security.backup_cards import card_of
from mobiconseil.ui.security.backup_start import BackupStart
from mobiconseil.ui.security.sheet_view import Exits
from mobiconseil.ui.widgets.focus_ring import FocusRing
from mobiconseil.ui.widgets.gate_card import CardStage, GateCard
from mobiconseil.ui.widgets.ground import Ground
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.reading import ReadingPage


class FirstLaunchScreen(ReadingPage):
    """Three steps, from nothing to the first file."""

    finished = Signal(object)
    """The open `Session`; see `wants_new_file` and `wants_team`."""
    demo_requested = Signal()
    """The separate demonstration is wanted; the session is closed first."""
    scale_requested = Signal(int)
    """+1, -1, or 0 for 100 %."""

    def __init__(self, workspace: Workspace, jobs: JobRunner | None = None, *, exits: Exits | None = None) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Premier lancement"))
        self._exits = exits
        self.ask_file: AskFile = ask_file
        """Chooses the invitation; tests give their own."""
        self._looked = False
        self.wants_new_file = False
        self.wants_team = False
        self.wants_exercise = False
        self.ask_folder = ask_folder
        """Chooses where a backup is; tests give their own."""
        self.model = FirstLaunchViewModel(workspace, jobs or JobRunner(), self)
        self.backup = BackupStart(workspace, self.model.jobs, self)
        ground = Ground()
        whole = Column(self, gap=0)
        whole.addWidget(ground)
        self._stage = CardStage()
        inside = Column(ground, gap=0)
        inside.addWidget(self._stage)
        self._ring = FocusRing(self)
        self.model.stage_changed.connect(self._show_stage)
        self.backup.stage_changed.connect(self._show_stage)
        self.backup.opened.connect(self.finished)
        self.backup.left.connect(self.model.begin_alone)
        steps = {"larger": 1, "smaller": -1, "normal": 0}
        shortcuts.bind(self, {name: partial(self.scale_requested.emit, step) for name, step in steps.items()})
        self.help = HelpAsked(self, "premier-lancement")
        self._show_stage()

    @property
    def card(self) -> GateCard | None:
        """Return the card shown."""
        return self._stage.card

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus in the first field as soon as it can be typed in."""
        super().showEvent(event)
        if self.card is not None:
            self.card.focus_first()

    def _show_stage(self) -> None:
        if self.model.stage is Stage.BACKUP and not self._looked:
            self._looked = True
            self.backup.look()
            return
        self._looked = self.model.stage is Stage.BACKUP
        self._stage.show_card(self._card_of(self.model.stage))

    def _card_of(self, stage: Stage) -> GateCard:
        if stage is Stage.BACKUP:
            return card_of(self.backup, self.ask_folder)
        if stage is Stage.JOIN:
            return JoinCard(self.model, self.ask_file)
        if stage is Stage.STRUCTURE:
            return StructureCard(self.model)
        if stage is Stage.PASSPHRASE:
            return PassphraseCard(self.model)
        if stage is Stage.SHEET:
            return SheetCard(self.model, self._exits)
        card = StartCard(self.model)
        card.first_file.connect(self._on_first_file)
        card.team.connect(self._on_team)
        card.demo.connect(self._on_demo)
        card.exercise.connect(self._on_exercise)
        card.home.connect(self._finish)
        return card

    def _on_first_file(self) -> None:
        self.wants_new_file = True
        self._finish()

    def _on_team(self) -> None:
        self.wants_team = True
        self._finish()

    def _on_exercise(self) -> None:
        self.wants_exercise = True
        self._on_demo()

    def _on_demo(self) -> None:
        if self.model.session is not None:
            self.model.session.close()
        self.demo_requested.emit()

    def _finish(self) -> None:
        self.finished.emit(self.model.session)
