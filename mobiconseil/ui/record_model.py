"""One record of a person being written: its fields are saved as they are typed, and read again after each change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from mobiconseil.domain.identity import RecordId
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.ports import Change
from mobiconseil.ui.autosave import Autosave
from mobiconseil.ui.context import Context
from mobiconseil.ui.file_model import ActingModel


class RecordModel(ActingModel):
    """Holds what is typed until it is written, 800 ms after the last keystroke."""

    gone = Signal()
    """The record is in the trash."""

    def __init__(self, context: Context, record: Any, parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self._stored = record
        self._autosave = Autosave(self._write, self)
        self._autosave.saved.connect(self._on_saved)
        self._autosave.failed.connect(self._on_failed)

    def find(self, records: Any) -> Any | None:
        """Return the record among those of its kind, or None when it is gone."""
        return next((record for record in records if record.id == self._stored.id), None)

    def stored_now(self) -> Any | None:
        """Return the record as the base holds it, or None when it is gone."""
        raise NotImplementedError

    def store(self, fields: Mapping[str, object]) -> None:
        """Write some fields."""
        raise NotImplementedError

    @property
    def record(self) -> Any:
        """Return the record as typed."""
        return replace(self._stored, **self._autosave.pending)

    @property
    def record_id(self) -> RecordId:
        """Return which record is written."""
        return RecordId(self._stored.id)

    def value(self, name: str) -> Any:
        """Return a field as typed."""
        return getattr(self.record, name)

    def edit(self, name: str, value: object, *, now: bool = False) -> None:
        """Take a new value for a field."""
        if self.value(name) == value:
            return
        self._autosave.edit(name, value)
        if now:
            self._autosave.flush()

    def flush(self) -> bool:
        """Write what is pending; say whether nothing is left unwritten."""
        return self._autosave.flush()

    def act(self, write: Callable[[], object], text: str) -> bool:
        """Write what is pending, then do something that can be undone."""
        return self.flush() and self.attempt_undoable(write, text)

    def concerns(self, change: Change) -> bool:
        """Say whether the change is about this kind of record of this person, or of the whole team."""
        return type(self._stored) in change.kinds and bool(change.subjects & {self._stored.subject, None})

    def reload(self) -> None:
        """Read the record again."""
        found = self.stored_now()
        if found is None:
            self._autosave.forget()
            self.gone.emit()
        else:
            self._stored = found

    def _write(self, fields: Mapping[str, object]) -> None:
        self._stored = replace(self._stored, **fields)  # shown while the base is being written
        self.store(fields)

    def _on_saved(self) -> None:
        self.context.messages.saved.emit(self.session.clock.now())

    def _on_failed(self, error: MobiConseilError) -> None:
        self.context.messages.not_saved.emit(str(error))
