"""Undo and redo of everything: each transaction of the session can be written back."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal

from mobiconseil.services.actions import Action
from mobiconseil.services.ports import Change, UnitOfWork
from mobiconseil.ui.change_hub import ChangeHub

DEPTH = 200
"""How many transactions can be undone in a row."""
LARGE = 500
"""Records of a transaction from which writing it back would be felt in the window."""


class UndoStack(QObject):
    """The transactions of this session, newest last."""

    moved = Signal()
    """What can be undone or redone changed."""

    def __init__(self, uow: UnitOfWork, hub: ChangeHub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._uow = uow
        self._undoable: list[Change] = []
        self._redoable: list[Change] = []
        self._busy = False
        self._running: Change | None = None
        self._overtaken = False
        hub.changed.connect(self._on_change_published)

    @property
    def newest(self) -> int | None:
        """Return the number of the newest transaction that can be undone."""
        return self._undoable[-1].transaction if self._undoable else None

    @property
    def is_running(self) -> bool:
        """Say whether a job writes a transaction back: nothing else is undone meanwhile."""
        return self._running is not None

    def undo(self) -> Change | None:
        """Undo the newest transaction and return it, or None when there is none. Raises StorageError."""
        return self._play(self._undoable, self._redoable)

    def redo(self) -> Change | None:
        """Do again what was undone last, or None when there is nothing. Raises StorageError."""
        return self._play(self._redoable, self._undoable)

    def undo_change(self, transaction: int) -> Change | None:
        """Undo one transaction in particular, for the button of a toast."""
        found = self.find(transaction)
        if found is None or self.is_running:
            return None
        self._undoable.remove(found)
        self._undoable.append(found)
        return self.undo()

    def find(self, transaction: int) -> Change | None:
        """Return a transaction that can be undone."""
        return next((change for change in self._undoable if change.transaction == transaction), None)

    def next_one(self, *, back: bool) -> Change | None:
        """Return what undo, or redo, would write back."""
        source = self._undoable if back else self._redoable
        return source[-1] if source else None

    def is_large(self, change: Change) -> bool:
        """Say whether a transaction wrote so much that a job must write it back."""
        return self._uow.size_of(change.transaction) >= LARGE

    # ------------------------------------------------------------------ in a job

    def begin(self, change: Change) -> None:
        """Note that a job writes a transaction back; `settle` or `give_up` follows."""
        self._running, self._overtaken = change, False

    def give_up(self) -> None:
        """Note that the job wrote nothing: all stays as it was."""
        self._running = None

    def settle(self, done: Change, published: Iterable[Change], announce: Callable[[Change], None]) -> None:
        """Publish what the job wrote, which can be played the other way."""
        change, self._running = self._running, None
        back = change in self._undoable
        source, target = (self._undoable, self._redoable) if back else (self._redoable, self._undoable)
        self._busy = True
        try:
            for one in published:
                announce(one)
        finally:
            self._busy = False
        if change in source:
            source.remove(change)
        # A change made meanwhile forgets what could be redone, as it does at any other moment.
        if done.kinds and not (back and self._overtaken):
            target.append(done)
        self.moved.emit()

    # ------------------------------------------------------------------ inside

    def _play(self, source: list[Change], target: list[Change]) -> Change | None:
        if not source or self.is_running:
            return None
        self._busy = True
        try:
            done = self._uow.undo(source[-1].transaction)
        finally:
            self._busy = False
        undone = source.pop()
        if done.kinds:  # what was already so leaves nothing to play the other way
            target.append(done)
        self.moved.emit()
        return undone

    def _on_change_published(self, change: Change) -> None:
        if self._busy or Action(change.action).is_final:
            return
        self._overtaken = True
        self._undoable.append(change)
        del self._undoable[:-DEPTH]
        self._redoable.clear()
        self.moved.emit()


def label_of(change: Change) -> str:
    """Return what the change did, in words: « Étape supprimée »."""
    return Action(change.action).label
