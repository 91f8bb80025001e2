"""Undo and redo of everything: each transaction of the session can be written back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from mobiconseil.services.actions import Action
from mobiconseil.services.ports import Change, UnitOfWork
from mobiconseil.ui.change_hub import ChangeHub

DEPTH = 200
"""How many transactions can be undone in a row."""


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
        hub.changed.connect(self._on_change_published)

    @property
    def can_redo(self) -> bool:
        """Say whether something undone can be done again."""
        return bool(self._redoable)

    @property
    def newest(self) -> int | None:
        """Return the number of the newest transaction that can be undone."""
        return self._undoable[-1].transaction if self._undoable else None

    def undo(self) -> Change | None:
        """Undo the newest transaction and return it, or None when there is none. Raises StorageError."""
        return self._play(self._undoable, self._redoable)

    def redo(self) -> Change | None:
        """Do again what was undone last, or None when there is nothing. Raises StorageError."""
        return self._play(self._redoable, self._undoable)

    def undo_change(self, transaction: int) -> Change | None:
        """Undo one transaction in particular, for the button of a toast."""
        found = next((change for change in self._undoable if change.transaction == transaction), None)
        if found is None:
            return None
        self._undoable.remove(found)
        self._undoable.append(found)
        return self.undo()

    def _play(self, source: list[Change], target: list[Change]) -> Change | None:
        if not source:
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
        self._undoable.append(change)
        del self._undoable[:-DEPTH]
        self._redoable.clear()
        self.moved.emit()


def label_of(change: Change) -> str:
    """Return what the change did, in words: « Étape supprimée »."""
    return Action(change.action).label
