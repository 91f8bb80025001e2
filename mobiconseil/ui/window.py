"""The window: locked, being set up for the first time, or open on a session."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from mobiconseil.errors import BaseDamaged, MobiConseilError
from mobiconseil.ui import icons, lock_words
from mobiconseil.ui.answers import ignore, rise
from mobiconseil.ui.damage import DamageWatch, bury_halves
from mobiconseil.ui.gate import Purpose
from mobiconseil.ui.jobs import JobRunner
from mobiconseil.ui.settings_store import SettingsStore
from mobiconseil.ui.theme import Appearance, Theme, dress, look

if TYPE_CHECKING:
    from mobiconseil.services.session import Session
    from mobiconseil.services.workspace import Workspace
    from mobiconseil.ui.context import Context
    from mobiconseil.ui.draft_keeper import DraftKeeper
    from mobiconseil.ui.lock_watch import LockWatch
    from mobiconseil.ui.navigation import Route
    from mobiconseil.ui.screens.first_launch.view import FirstLaunchScreen
    from mobiconseil.ui.screens.lock.view import LockScreen
    from mobiconseil.ui.workbench import Workbench

MINIMUM = QSize(1000, 600)


class Window(QMainWindow):
    """The only window of the program; its title never holds a name."""

    def __init__(
        self,
        workspace: Workspace,
        settings: SettingsStore,
        jobs: JobRunner | None = None,
        *,
        make_demo: Callable[[], Workspace] | None = None,
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._settings = settings
        self._make_demo = make_demo
        self._jobs = jobs or JobRunner()
        self._session: Session | None = None
        self._context: Context | None = None
        self._waiting: Session | None = None
        self._first: FirstLaunchScreen | None = None
        self._bench: Workbench | None = None
        self._keeper: DraftKeeper | None = None
        self._back_to: Route | None = None
        self._handed: Path | None = None
        self._slot = settings.value.last_slot
        self.setWindowTitle("MobiConseil")
        self.setMinimumSize(MINIMUM)
        self.resize(settings.value.window_width, settings.value.window_height)
        self.damage = DamageWatch(self, partial(self.lock, purpose=Purpose.MEND))
        workspace.listen_to_damage(self.damage.tell)
        settings.changed.connect(self._on_settings_changed)
        self._apply_look()
        dress(self)
        self.show_gate("")

    @cached_property
    def _watch(self) -> LockWatch:
        from mobiconseil.ui.lock_watch import LockWatch

        watch = LockWatch(self)
        watch.expired.connect(self._on_idle)
        watch.slept.connect(self._on_slept)
        watch.warned.connect(self._on_lock_near)
        return watch

    @property
    def opens_maximized(self) -> bool:
        """Say whether the window was maximized when it was last closed."""
        return self._settings.value.maximized

    @property
    def bench(self) -> Workbench | None:
        """Return the unlocked window, or None while it is locked."""
        return self._bench

    @property
    def session(self) -> Session | None:
        """Return the open session, or None while it is locked."""
        return self._session

    def show_icon(self) -> None:
        """Give the desktop the icon of the program."""
        self.setWindowIcon(icons.app_icon())

    def show_gate(self, reason: str, purpose: Purpose = Purpose.OPEN) -> None:
        """Show the lock screen, or the first steps when no base was made yet."""
        if self._workspace.exists:
            from mobiconseil.ui.screens.lock.view import LockScreen

            gate = LockScreen(self._workspace, self._jobs, last_slot=self._slot, reason=reason, purpose=purpose)
            gate.unlocked.connect(self._on_unlocked)
            gate.model.sheet_wanted.connect(self._on_sheet_wanted)
            gate.scale_requested.connect(self.change_scale)
            self.setCentralWidget(gate)
        else:
            from mobiconseil.ui.screens.first_launch.view import FirstLaunchScreen

            first = FirstLaunchScreen(self._workspace, self._jobs)
            first.finished.connect(self._on_first_finished)
            first.scale_requested.connect(self.change_scale)
            first.demo_requested.connect(self._on_demo_requested)
            self._first = first
            self.setCentralWidget(first)

    def open_session(self, session: Session, route: Route | None = None) -> None:
        """Show the unlocked window, at the place where the adviser was."""
        self._session, self._waiting = session, None
        if session.adviser.slot != self._slot:
            self._slot, self._back_to = session.adviser.slot, None
        # Late: the lock screen needs nothing of what is behind it.
        from mobiconseil.ui import drafts
        from mobiconseil.ui.backup_keeper import BackupKeeper
        from mobiconseil.ui.context import make_context
        from mobiconseil.ui.navigation import Route
        from mobiconseil.ui.workbench import Workbench

        context = self._context = make_context(self, session, self._workspace, self._jobs, self._settings)
        self.damage.watch(context)
        self._bench = Workbench(context)
        self._bench.lock_requested.connect(self.lock)
        self._bench.scale_requested.connect(self.change_scale)
        context.shared.toggled.connect(self._on_shared_toggled)
        if not session.is_demo:
            context.navigator.exercise_requested.connect(self._on_exercise_requested)
        self.setCentralWidget(self._bench)
        self._settings.change(last_slot=self._slot)
        draft = drafts.read(session.drafts.take()) if route is None else None
        if draft is not None:
            self._bench.resume(draft)
        else:
            self._bench.go(route or self._back_to or Route())
        self._watch.start(self._patience())
        self._open_handed()
        context.navigator.restore_requested.connect(self._on_restore_requested)
        context.navigator.rekey_requested.connect(partial(self.lock, purpose=Purpose.REKEY))
        BackupKeeper(context, context.hub)
        self._keep_typing(context, has_draft=draft is not None)
        # Made once for ever, in two seconds that nobody should wait for while typing a commune.
        self._jobs.start(session.geography.prepare, done=ignore, failed=rise)

    def _on_unlocked(self, session: Session) -> None:
        """Show what was unlocked; a base that cannot be read any more brings back the gate, which says what to do."""
        gate = cast("LockScreen", self.takeCentralWidget())
        try:
            self.open_session(session)
        except MobiConseilError as error:
            # Another one: the traceback of this one would keep the half of a window that was built.
            refused = (BaseDamaged if isinstance(error, BaseDamaged) else MobiConseilError)(str(error))
        else:
            gate.leave(self, self._context)
            return
        with contextlib.suppress(MobiConseilError):
            self._leave_session()
        bury_halves(self)
        self.setCentralWidget(gate)
        gate.show()
        gate.refuse(refused)

    def _keep_typing(self, context: Context, *, has_draft: bool) -> None:
        """Say what a crash left, and keep what is typed against the next one."""
        from mobiconseil.ui.draft_keeper import keep

        if self._bench is not None:
            self._keeper = keep(context, self._bench, has_draft=has_draft)

    def receive(self, file: Path) -> None:
        """Show what an exchange file would change: at once, or as soon as the window is unlocked."""
        self._handed = file
        self._open_handed()

    def come_forward(self, file: Path | None = None) -> None:
        """Come to the front: somebody started the program again, perhaps on an exchange file."""
        if self.isMinimized():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        if file is not None:
            self.receive(file)

    def lock(self, reason: str = "", purpose: Purpose = Purpose.OPEN) -> None:
        """Save, close the base, forget the key and destroy the screens."""
        if self._bench is None or self._session is None:
            if self._waiting is not None:
                self._leave_session()
                self.show_gate(lock_words.before_the_sheet())
            return
        at = self._hour()
        saved = self._bench.flush()
        self._back_to = None if purpose is Purpose.MEND else self._bench.place()
        saved = self._keep_draft() and saved
        self._leave_session()
        self.show_gate(lock_words.locked(reason or lock_words.by_hand(at), saved=saved), purpose)

    def change_scale(self, step: int) -> None:
        """Make the text larger (+1), smaller (-1) or normal (0)."""
        current = self._appearance()
        wanted = {1: current.larger().scale, -1: current.smaller().scale}
        self._settings.change(scale=wanted.get(step, 100))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save and close; something that could not be saved keeps the window open once."""
        if self._bench is not None and not self._bench.flush():
            from mobiconseil.ui.leaving import leaves_anyway

            if not leaves_anyway(self):
                event.ignore()
                return
        self._keep_draft()
        self._settings.change(
            window_width=self.width() if not self.isMaximized() else self._settings.value.window_width,
            window_height=self.height() if not self.isMaximized() else self._settings.value.window_height,
            maximized=self.isMaximized(),
        )
        self._leave_session()
        self._jobs.wait()
        super().closeEvent(event)

    def _keep_draft(self) -> bool:
        """Keep, encrypted, what is typed and could not be stored; say whether nothing is lost."""
        draft = self._bench.draft() if self._bench is not None else None
        if self._keeper is not None:
            self._keeper.stop()
            self._keeper = None
        if draft is None or self._session is None:
            return True
        from mobiconseil.ui import drafts

        return drafts.kept(self._session, draft)

    def _leave_session(self) -> None:
        if "_watch" in vars(self):
            self._watch.stop()
        self.damage.rest()
        if self._waiting is not None:
            self._waiting.close()
            self._waiting = None
        if self._session is not None:
            from mobiconseil.services.actions import Action

            session, self._session = self._session, None
            with contextlib.suppress(MobiConseilError):
                session.team.note(Action.LOCKED)
                session.drafts.end()
            session.close()
        if self._bench is not None:
            self._bench = None
            self.setCentralWidget(QWidget())
        if self._context is not None:
            self._workspace.listen(ignore)
            self._context.hub.deleteLater()
            self._context = None

    def _appearance(self) -> Appearance:
        value = self._settings.value
        return Appearance(theme=Theme(value.theme), scale=value.scale, reduce_motion=value.reduce_motion)

    def _apply_look(self) -> None:
        wanted = self._appearance()
        if self._bench is not None and wanted != look().appearance:
            self._bench.drop_hidden()
        look().apply(wanted)

    def _patience(self) -> int:
        value = self._settings.value
        shared = self._context is not None and self._context.shared.is_on
        return value.shared_lock_minutes if shared else value.lock_minutes

    def _on_settings_changed(self) -> None:
        self._apply_look()
        self._watch.set_patience(self._patience())

    def _on_shared_toggled(self, _on: bool) -> None:
        self._watch.set_patience(self._patience())

    def _on_idle(self) -> None:
        self.lock(lock_words.idle(self._hour(), self._patience()))

    def _hour(self) -> str:
        """Return the hour of the clock of the session; nothing when it is locked."""
        if self._session is None:
            return ""
        from mobiconseil.domain import typography

        clock = self._session.clock
        return typography.hour(clock.local(clock.now()).time())

    def _on_sheet_wanted(self, session: Session) -> None:
        """The base is open behind the sheet that is asked again: it is not left so."""
        self._waiting = session
        self._watch.start(self._patience())

    def _on_restore_requested(self, when: str) -> None:
        """Close the base, put the copy that is ready in its place, and ask for the passphrase again."""
        if self._bench is None:
            return
        self._leave_session()
        self._jobs.wait()
        self._back_to = None
        said = lock_words.put_back(when)
        try:
            self._workspace.put_back()
        except MobiConseilError as error:
            said = str(error)
        self.show_gate(said)

    def _on_slept(self) -> None:
        self.lock(lock_words.asleep())

    def _on_lock_near(self, seconds: int) -> None:
        if self._bench is not None:
            text = self.tr("Verrouillage dans {} secondes").format(seconds)
            self._bench.toasts.show_message(text, action=self.tr("Je suis là"), on_action=self._watch.touch)
            self._watch.calmed.connect(self._bench.toasts.dismiss, Qt.ConnectionType.SingleShotConnection)

    def _on_first_finished(self, session: Session) -> None:
        wants_new_file = self._first is not None and self._first.wants_new_file
        wants_team = self._first is not None and self._first.wants_team
        self._first = None
        self._back_to = None
        from mobiconseil.ui.navigation import Route, Section

        handed = self._handed is not None
        self.open_session(session)
        if handed:
            return
        if wants_new_file and self._bench is not None:
            self._bench.open_new_file()
        elif wants_team and self._bench is not None:
            self._bench.go(Route(section=Section.EXCHANGE, part="rejoindre"))
            QTimer.singleShot(0, self._focus_page)  # once the page is seen

    def _open_handed(self) -> None:
        if self._handed is None or self._bench is None:
            return
        from mobiconseil.ui.navigation import Route, Section

        file, self._handed = self._handed, None
        self._bench.go(Route(section=Section.EXCHANGE, part=f"recevoir/{file}"))

    def _focus_page(self) -> None:
        shown = self._bench.screen_shown if self._bench is not None else None
        if shown is not None:
            shown.take_focus()

    def _on_exercise_requested(self) -> None:
        # Once the key that asked for it is dealt with: what held it is destroyed.
        QTimer.singleShot(0, self._leave_for_exercise)

    def _leave_for_exercise(self) -> None:
        """Lock one’s own files, and open the demonstration with its guided exercise."""
        if self._session is None:
            return
        self._settings.change(exercise_open=True)
        self.lock()
        self._on_demo_requested()

    def _on_demo_requested(self) -> None:
        if self._first is not None and self._first.wants_exercise:
            self._settings.change(exercise="", exercise_open=True)
        if self._make_demo is None:
            self.show_gate("")
            return
        from mobiconseil.ui.widgets.notices import EmptyState

        self._first = None
        self.setCentralWidget(EmptyState("timer-sand", self.tr("La démonstration se prépare"), self.tr("Un instant…")))
        self._jobs.start(self._make_demo, done=self._on_demo_made, failed=self._on_demo_failed)

    def _on_demo_made(self, workspace: Workspace) -> None:
        self._workspace.release()
        self._workspace = workspace
        workspace.listen_to_damage(self.damage.tell)
        self._slot = ""
        self.show_gate(self.tr("Fermez puis rouvrez MobiConseil pour revenir à votre propre dossier de travail."))

    def _on_demo_failed(self, error: Exception) -> None:
        self.show_gate(str(error))
        if not isinstance(error, MobiConseilError):
            raise error
