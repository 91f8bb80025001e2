"""What is typed about barriers and not yet written: one autosave for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject

from mobiconseil.domain.identity import RecordId, element_id
from mobiconseil.domain.situation import Barrier
from mobiconseil.services.files import FileService
from mobiconseil.ui.autosave import Autosave

NEW_INTENSITY = 2


class BarrierEdits:
    """Adds, changes and removes barriers of a person; fields are named « code/field »."""

    def __init__(self, files: FileService, subject: RecordId, parent: QObject) -> None:
        self._files = files
        self._subject = subject
        self.autosave = Autosave(self._write, parent)

    def edit(self, code: str, field: str, value: object, *, at_once: bool = True) -> None:
        """Take a new value for a barrier; what is typed is written once typing stops."""
        self.autosave.edit(f"{code}/{field}", value)
        if at_once:
            self.autosave.flush()

    def add(self, code: str) -> None:
        """Add a barrier, « fort » to begin with."""
        self.edit(code, "intensity", NEW_INTENSITY)

    def remove(self, barrier: Barrier) -> None:
        """Take away a barrier that was noted by mistake. Raises StorageError."""
        self._files.remove_barrier(barrier)

    def over(self, barriers: Iterable[Barrier]) -> tuple[Barrier, ...]:
        """Return the barriers as they will be once everything is written."""
        known = {barrier.code: barrier for barrier in barriers}
        for code, fields in self._by_code(self.autosave.pending).items():
            blank = Barrier(id=element_id(self._subject, f"barrier/{code}"), subject=self._subject, code=code)
            known[code] = replace(known.get(code, blank), **fields)
        return tuple(known.values())

    def _write(self, fields: Mapping[str, object]) -> None:
        for code, values in self._by_code(fields).items():
            self._files.set_barrier(self._subject, code, **values)

    @staticmethod
    def _by_code(fields: Mapping[str, object]) -> dict[str, dict[str, Any]]:
        grouped: dict[str, dict[str, Any]] = {}
        for name, value in fields.items():
            code, _, field = name.partition("/")
            grouped.setdefault(code, {})[field] = value
        return grouped
