"""The lock screen: who opens, the wait after wrong tries, the way back with the recovery sheet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from mobiconseil.domain.waiting import spoken_wait
from mobiconseil.errors import BaseDamaged, MobiConseilError
from mobiconseil.ui.answers import alive, known
from mobiconseil.ui.gate import Purpose
from mobiconseil.ui.jobs import JobRunner

if TYPE_CHECKING:
    from mobiconseil.services.holder import Holder
    from mobiconseil.services.session import Session
    from mobiconseil.services.workspace import Workspace

TICK_MS = 500


class LockViewModel(QObject):
    """Opens the base: the key is derived in a job, the base is opened here."""

    changed = Signal()
    _advanced = Signal(int)
    salvage_ready = Signal()
    """The key of a base that is known to be damaged was found, and the base was not opened."""
    key_recovered = Signal()
    """The recovery key is right: a new passphrase is asked."""
    sheet_wanted = Signal(object)
    """The session is open, but nobody confirmed holding the recovery sheet."""
    opened = Signal(object)

    def __init__(
        self, workspace: Workspace, jobs: JobRunner, last_slot: str = "", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.jobs = jobs
        self.holders: tuple[Holder, ...] = ()
        self.holder: Holder | None = None
        self.busy = False
        self.error = ""
        self.wait_s = 0
        self.may_try_again = False
        """A wait is over, and nothing was tried since."""
        self.is_broken = False
        """The base, or its vault, can no longer be read: a backup may take its place."""
        self.purpose = Purpose.OPEN
        self.progress = 0
        """How far the change of key is, in hundredths."""
        self.news = ""
        """What to say once the window is open: what was done besides."""
        self._passphrase = ""
        self._recovered = b""
        self._damaged = b""
        self._opening = b""
        """The key that opens, until the window shows what is behind it."""
        self._advanced.connect(self._on_advanced)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        self.reload(last_slot)

    @property
    def subtitle(self) -> str:
        """Return « Claire Morin · Cap Mobilité Craonnais »."""
        parts = (self.holder.name if self.holder else "", self.workspace.structure_name)
        return " · ".join(part for part in parts if part)

    @property
    def passphrase(self) -> str:
        """Return what opened the base, until the window forgets it."""
        return self._passphrase

    @property
    def damaged_key(self) -> bytes:
        """Return the key of a base that is damaged, and of which something can be saved; empty otherwise."""
        return self._damaged

    @property
    def message(self) -> str:
        """Return what is shown under the field: the error, or how long to wait."""
        if not self.wait_s:
            return self.error
        return self.tr(
            "Plusieurs essais n’ont pas ouvert la session. Rien n’est perdu. Réessayez dans {wait}, "
            "ou prenez votre feuille de secours."
        ).format(wait=spoken_wait(self.wait_s))

    def reload(self, last_slot: str = "") -> None:
        """Read who can open the base."""
        self.error = ""
        try:
            self.holders = self.workspace.holders()
        except MobiConseilError as error:
            self.holders, self.error, self.is_broken = (), str(error), True
        known_slots = {holder.slot: holder for holder in self.holders}
        first = self.holders[0] if self.holders else None
        self.holder = known_slots.get(last_slot, first)
        self._look_at_wait()
        self.changed.emit()

    def choose(self, slot: str) -> None:
        """Open for another person."""
        self.holder = next(holder for holder in self.holders if holder.slot == slot)
        self.error, self.may_try_again = "", False
        self.changed.emit()

    def try_passphrase(self, typed: str) -> None:
        """Try to open with a passphrase."""
        holder, passphrase = self.holder, typed.strip()
        if holder is None or self.busy or self.wait_s:
            return
        if not passphrase:
            self._fail(
                self.tr("Tapez votre phrase de passe, puis Entrée. Exemple\u00a0: sept mots séparés par des espaces.")
            )
            return
        self._passphrase = passphrase
        if self.purpose is Purpose.REKEY:
            self.progress = 0
            self._start(partial(self._rekeyed, holder.slot, passphrase), self._on_rekeyed)
        else:
            self._start(lambda: self.workspace.derive(holder.slot, passphrase), self._on_derived)

    def try_recovery(self, code: str) -> None:
        """Try the recovery key."""
        if self.busy:
            return
        self._start(lambda: self.workspace.derive_from_recovery(code), self._on_recovered)

    def take_passphrase(self, passphrase: str) -> None:
        """Give the holder a new passphrase after a loss, and open."""
        holder, key = self.holder, self._recovered
        if holder is None or self.busy:
            return
        self._passphrase = passphrase

        def reset() -> bytes:
            self.workspace.reset_passphrase(key, holder.slot, passphrase)
            return key

        self._start(reset, self._on_reset)

    def finish(self, session: Session) -> None:
        """Hand the session over and forget the secrets."""
        self._passphrase, self._recovered, self._damaged = "", b"", b""
        self._timer.stop()
        self.opened.emit(session)
        self._opening = b""

    def refuse(self, error: MobiConseilError) -> None:
        """The base opened, but what the first screen reads of it cannot be read: the session is closed again."""
        sentence = str(error)
        if isinstance(error, BaseDamaged):
            self._damaged, self.is_broken = self._opening, True
            sentence = self.tr(
                "Une partie de la base est abîmée et ne peut plus être lue. Elle n’a pas été modifiée. "
                "Récupérez ce qui peut l’être, ou remettez une sauvegarde."
            )
        self._fail(sentence)

    def set_purpose(self, purpose: Purpose) -> None:
        """Say what the passphrase will do."""
        self.error = "" if purpose is not self.purpose else self.error
        self.purpose = purpose
        self.is_broken = self.is_broken or purpose is Purpose.MEND
        self.changed.emit()

    def _rekeyed(self, slot: str, passphrase: str) -> bytes:
        """Give the base another key; in a job."""
        tell = self._advanced
        return self.workspace.change_key(slot, passphrase, lambda part: tell.emit(round(part * 100)))

    def _on_advanced(self, progress: int) -> None:
        if progress != self.progress:
            self.progress = progress
            self.changed.emit()

    def _on_rekeyed(self, key: bytes) -> None:
        self.purpose = Purpose.OPEN
        self.news = self.tr("La clé de la base est changée. Les sauvegardes la suivent.")
        session = self._opened(key)
        if session is not None:
            from mobiconseil.services.actions import Action

            session.team.note(Action.KEY_CHANGED)
            self._hand_over(session)

    def _start(self, work: Callable[[], bytes], done: Callable[[bytes], None]) -> None:
        self.busy, self.error, self.may_try_again = True, "", False
        self.changed.emit()
        self.jobs.start(work, done=alive(self, done), failed=alive(self, self._on_failed))

    def open_saved(self) -> None:
        """Open the base that took the place of the damaged one."""
        key, self._damaged = self._damaged, b""
        self.purpose, self.is_broken = Purpose.OPEN, False
        self._open(key)

    def _on_derived(self, key: bytes) -> None:
        self._open(key)

    def _on_recovered(self, key: bytes) -> None:
        self.busy, self._recovered = False, key
        self.changed.emit()
        self.key_recovered.emit()

    def _on_reset(self, key: bytes) -> None:
        if self.purpose is Purpose.SALVAGE:
            self._open(key)
            return
        session = self._opened(key)
        if session is not None:
            from mobiconseil.services.actions import Action

            session.team.note(Action.RECOVERY_USED)
            self._hand_over(session)

    def _open(self, key: bytes) -> None:
        if self.purpose is Purpose.SALVAGE:
            self.busy, self._damaged, self._passphrase = False, key, ""
            self.changed.emit()
            self.salvage_ready.emit()
            return
        session = self._opened(key)
        if session is not None:
            self._hand_over(session)

    def _opened(self, key: bytes) -> Session | None:
        holder = self.holder
        if holder is None:
            return None
        try:
            session = self.workspace.open_with(key, holder.slot)
        except BaseDamaged as error:
            self._damaged = key if error.can_salvage else b""
            self.is_broken = True
            self._fail(str(error))
            return None
        except MobiConseilError as error:
            self._fail(str(error))
            return None
        self._opening = key
        return session

    def _hand_over(self, session: Session) -> None:
        if self.workspace.sheet_pending and not session.is_demo:
            self.busy = False
            self.sheet_wanted.emit(session)
        else:
            self.finish(session)

    def _on_failed(self, error: Exception) -> None:
        self._fail(known(error, MobiConseilError))

    def _fail(self, sentence: str) -> None:
        self.busy, self.error, self._passphrase = False, sentence, ""
        self._look_at_wait()
        self.changed.emit()

    def _look_at_wait(self) -> None:
        self.wait_s = self.workspace.wait_s()
        if self.wait_s and not self._timer.isActive():
            self._timer.start()

    def _on_tick(self) -> None:
        self.wait_s = self.workspace.wait_s()
        if not self.wait_s:
            self._timer.stop()
            self.error, self.may_try_again = "", True
        self.changed.emit()
