"""A backup put in the place of a base, on a new laptop or a broken one: which copy, who opens it, a new passphrase."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from mobiconseil.errors import MobiConseilError
from mobiconseil.services.backup_ports import BackupCopy, Restoration
from mobiconseil.services.holder import Holder
from mobiconseil.services.workspace import Workspace
from mobiconseil.ui.answers import alive, known
from mobiconseil.ui.jobs import JobRunner

MOST = 4
"""Copies shown at once, the newest first."""


class CopyStage(StrEnum):
    """How far a copy is put back."""

    CHOOSE = "choose"
    OPEN = "open"
    RENEW = "renew"


class BackupStart(QObject):
    """Puts a copy in the folder of the base; nothing stays of it when the person gives up."""

    changed = Signal()
    stage_changed = Signal()
    opened = Signal(object)
    """The open `Session`."""
    left = Signal()
    """The person goes back to where they came from."""

    def __init__(self, workspace: Workspace, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.jobs = jobs
        self.stage = CopyStage.CHOOSE
        self.copies: tuple[BackupCopy, ...] = ()
        self.holders: tuple[Holder, ...] = ()
        self.slot = ""
        self.busy = False
        self.error = ""
        self.with_sheet = False
        self._found: Restoration | None = None
        self._key = b""

    @property
    def copy(self) -> BackupCopy | None:
        """Return the copy that was chosen."""
        return None if self._found is None else self._found.copy

    def look(self) -> None:
        """Look for copies on the keys that are plugged in."""
        self._start(self.workspace.copies, self._on_looked)

    def look_in(self, folder: Path) -> None:
        """Look for copies in a folder."""
        self._start(partial(self.workspace.copies_in, folder), self._on_looked_in)

    def choose(self, name: str) -> None:
        """Bring a copy beside the folder of this laptop, and read who can open it."""
        copy = next((copy for copy in self.copies if str(copy.folder) == name), None)
        if copy is not None:
            self._start(partial(self._brought, copy), self._on_brought)

    def pick(self, slot: str) -> None:
        """Open for another person."""
        self.slot = slot

    def use_sheet(self, *, on: bool) -> None:
        """Open with the recovery sheet, or with the passphrase."""
        self.with_sheet, self.error = on, ""
        self.stage_changed.emit()

    def open(self, typed: str) -> None:
        """Open the copy with what was typed: the passphrase, or the recovery key."""
        found, slot = self._found, self.slot
        if found is None:
            return
        if self.with_sheet:
            self._start(partial(found.derive_from_recovery, typed), self._on_recovered)
        else:
            self._start(partial(_put_back, found, slot, typed.strip()), self._on_put_back)

    def take_passphrase(self, passphrase: str) -> None:
        """Give the person a new passphrase, and put the copy in place."""
        if self._found is not None:
            work = partial(_renew, self._found, self._key, self.slot, passphrase)
            self._start(work, self._on_put_back)

    def leave(self) -> None:
        """Give up: the folder is as it was."""
        if self.busy:
            return
        if self._found is not None:
            self._found.cancel()
            self._found = None
        self.workspace.release()
        if self.stage is CopyStage.CHOOSE:
            self.left.emit()
        else:
            self._go(CopyStage.CHOOSE)

    def _brought(self, copy: BackupCopy) -> tuple[Restoration, tuple[Holder, ...]]:
        found = self.workspace.restoration(copy)
        return found, found.holders()

    def _start(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        if self.busy:
            return
        self.busy, self.error = True, ""
        self.changed.emit()
        self.jobs.start(work, done=alive(self, done), failed=alive(self, self._on_failed))

    def _on_looked(self, copies: tuple[BackupCopy, ...]) -> None:
        self.busy = False
        self.copies = tuple(copy for copy in copies if copy.is_readable)[:MOST]
        self.stage_changed.emit()

    def _on_looked_in(self, copies: tuple[BackupCopy, ...]) -> None:
        self._on_looked(copies)
        if not self.copies:
            self.error = self.tr(
                "Il n’y a pas de sauvegarde de MobiConseil dans ce dossier. Choisissez la clé elle-même, ou le dossier "
                "«\u00a0MobiConseil-sauvegardes\u00a0»."
            )
            self.changed.emit()

    def _on_brought(self, answer: tuple[Restoration, tuple[Holder, ...]]) -> None:
        self.busy = False
        self._found, self.holders = answer
        self.slot = self.holders[0].slot if self.holders else ""
        self._go(CopyStage.OPEN)

    def _on_recovered(self, key: bytes) -> None:
        self.busy, self._key = False, key
        self._go(CopyStage.RENEW)

    def _on_put_back(self, key: bytes) -> None:
        try:
            session = self.workspace.open_with(key, self.slot)
        except MobiConseilError as error:
            self._on_failed(error)
            return
        self.busy, self._key, self._found = False, b"", None
        self.opened.emit(session)

    def _go(self, stage: CopyStage) -> None:
        self.stage, self.error = stage, ""
        self.stage_changed.emit()

    def _on_failed(self, error: Exception) -> None:
        self.busy, self.error = False, known(error, MobiConseilError)
        self.changed.emit()


def _put_back(found: Restoration, slot: str, passphrase: str) -> bytes:
    key = found.derive(slot, passphrase)
    found.finish(key)
    return key


def _renew(found: Restoration, key: bytes, slot: str, passphrase: str) -> bytes:
    found.reset_passphrase(key, slot, passphrase)
    found.finish(key)
    return key
