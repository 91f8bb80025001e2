"""Imports of the directory: a dry run, then one transaction that can be undone as one.

Screens call, on `session.directory_imports`:

- `look(path) -> FileLook` (`first_look` in any thread, then `recall`);
- `remembered(source) -> dict[column, field]`, `remember(source, columns)`;
- `read(path, ReadOptions, tick) -> ReadFile`: reads the file only, in any thread; `plan(read, file_name) ->
  ImportReport` compares it with the base, in the thread of the session; `dry_run` does both;
- `dry_run_beside` and `apply_beside` do so in a job, on a connection of their own;
- `apply(report) -> ImportBatch`, `batches() -> tuple[ImportBatch, ...]`, `can_undo(batch) -> bool`, `undo(batch)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from operator import attrgetter
from pathlib import Path

from mobiconseil.domain.directory import (
    IMPORTED_FIELDS,
    ColumnChoice,
    ImportBatch,
    Organisation,
    Service,
    ServiceEdit,
    column_choice_id,
)
from mobiconseil.domain.identity import IdFactory, RecordId
from mobiconseil.errors import InvalidInput
from mobiconseil.services.actions import Action
from mobiconseil.services.beside import Beside
from mobiconseil.services.bulk import without_collections
from mobiconseil.services.directory_ports import (
    Cancelled,
    ChangedService,
    Directory,
    FileLook,
    FileReader,
    ImportReport,
    ReadFile,
    ReadOptions,
    Tick,
)
from mobiconseil.services.placing import Placing
from mobiconseil.services.ports import Change, Clock, UnitOfWork

_COMPARED = (*IMPORTED_FIELDS, "organisation_id")
_said = attrgetter(*_COMPARED)


def _go_on(_done: int, _total: int) -> bool:
    return True


@dataclass(slots=True)
class _Advance:
    """Tells how many records are written, and stops the writing when the person says so."""

    tick: Tick
    total: int
    done: int = 0

    def __call__(self, more: int = 0) -> None:
        self.done += more
        if not self.tick(self.done, self.total):
            raise Cancelled


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedImport:
    """An import written by a job, and what to publish about it."""

    batch: ImportBatch
    changes: tuple[Change, ...]


class DirectoryImports:
    """Use cases of the imports."""

    def __init__(
        self,
        uow: UnitOfWork,
        directory: Directory,
        clock: Clock,
        ids: IdFactory,
        reader: Callable[[], FileReader],
        *,
        beside: Callable[[], AbstractContextManager[Beside]],
        placing: Placing,
    ) -> None:
        self._uow = uow
        self._directory = directory
        self._clock = clock
        self._ids = ids
        self._reader = reader
        self._beside = beside
        self._placing = placing

    def look(self, path: Path) -> FileLook:
        """Return what the file seems to be, columns filled as they were the last time. Raises InvalidInput."""
        return self.recall(self.first_look(path))

    def first_look(self, path: Path) -> FileLook:
        """Return what the file seems to be, without the base, in any thread. Raises InvalidInput."""
        return self._reader().look(path)

    def recall(self, found: FileLook) -> FileLook:
        """Return a look with the columns filled as they were the last time."""
        known = self.remembered(found.source)
        columns = {column: known.get(column, field) for column, field in found.guessed.items()}
        return replace(found, guessed=columns)

    def remembered(self, source: str) -> dict[str, str]:
        """Return column → field, as the last import of the source said."""
        choices = self._uow.records.shared(ColumnChoice)
        return {choice.column: choice.field for choice in choices if choice.source == source}

    def remember(self, source: str, columns: Mapping[str, str]) -> None:
        """Keep what the columns of a source are, for its next file."""
        known = self.remembered(source)
        with self._uow.transaction(Action.COLUMNS_REMEMBERED) as records:
            for column, field in columns.items():
                if known.get(column) != field:
                    record_id = column_choice_id(source, column)
                    records.add(ColumnChoice(id=record_id, source=source, column=column, field=field))

    def read(self, path: Path, options: ReadOptions, tick: Tick) -> ReadFile:
        """Return what the file says, without the base. Raises InvalidInput, Cancelled when `tick` says to stop."""
        return self._placing.placed(self._reader().read(path, options, tick), options)

    def plan(self, read: ReadFile, file_name: str) -> ImportReport:
        """Return what importing the file would do; nothing is written."""
        known = self._directory.services(service.id for service in read.services)
        trashed = self._directory.trashed(known)
        undone = self._directory.undone(known)
        corrected = _fields_by_service(self._directory.edits()) if known else {}
        new, changed, identical = [], [], 0
        for service in read.services:
            before = known.get(service.id)
            if before is None or service.id in undone:
                new.append(service)
                continue
            fields = _differences(before, service)
            if not fields or service.id in trashed:
                identical += 1
                continue
            after = replace(before, **{name: getattr(service, name) for name in fields})
            kept = tuple(name for name in fields if name in corrected.get(service.id, ()))
            changed.append(ChangedService(service=after, fields=fields, kept=kept))
        return ImportReport(
            file_name=file_name,
            read=read,
            new=tuple(new),
            changed=tuple(changed),
            identical=identical,
            organisations=self._other_organisations(read.organisations),
        )

    def dry_run(self, path: Path, options: ReadOptions, tick: Tick = _go_on) -> ImportReport:
        """Read the file and return what importing it would do. Raises InvalidInput, Cancelled."""
        return self.plan(self.read(path, options, tick), path.name)

    def dry_run_beside(self, path: Path, options: ReadOptions, tick: Tick) -> ImportReport:
        """Do as `dry_run`, in any thread. Raises InvalidInput, Cancelled, StorageError."""
        read = self.read(path, options, tick)
        with self._beside() as base:
            return self._on(base).plan(read, path.name)

    def apply(self, report: ImportReport, tick: Tick = _go_on) -> ImportBatch:
        """Write what the file says, in one transaction; the team's corrections and knowledge stay.

        The comparison is made again, so what was written since the dry run is safe. Raises Cancelled when `tick`
        says to stop: nothing was written.
        """
        with without_collections(), self._uow.transaction(Action.SERVICES_IMPORTED) as records:
            again = self.plan(report.read, report.file_name)
            batch = self._batch(again)
            changed = [changed.service for changed in again.changed]
            advance = _Advance(tick, len(again.organisations) + len(again.new) + len(changed))
            for many in (again.organisations, again.new, changed):
                records.add_many(many, advance)
            advance()
            records.add(batch)
        return batch

    def apply_beside(self, report: ImportReport, tick: Tick) -> AppliedImport:
        """Do as `apply`, in any thread; publish its changes afterwards. Raises Cancelled, StorageError."""
        with self._beside() as base:
            batch = self._on(base).apply(report, tick)
            return AppliedImport(batch=batch, changes=tuple(base.changes))

    def _on(self, base: Beside) -> DirectoryImports:
        given = (base.uow, base.directory, self._clock, self._ids, self._reader)
        return DirectoryImports(*given, beside=self._beside, placing=self._placing)

    def _batch(self, report: ImportReport) -> ImportBatch:
        return ImportBatch(
            id=self._ids(),
            kind=report.read.kind,
            source=report.read.source,
            file_name=report.file_name,
            schema_version=report.read.schema_version,
            made_at=self._clock.now(),
            added=len(report.new),
            changed=len(report.changed),
            identical=report.identical,
            refused=report.refused_count,
        )

    def batches(self) -> tuple[ImportBatch, ...]:
        """Return the imports, newest first."""
        return tuple(sorted(self._uow.records.shared(ImportBatch), key=lambda b: (b.made_at, b.id), reverse=True))

    def can_undo(self, batch: ImportBatch) -> bool:
        """Say whether the import was made on this laptop and still stands."""
        standing = any(known.id == batch.id for known in self._uow.records.shared(ImportBatch))
        return standing and self._directory.transaction_of(batch) is not None

    def undo(self, batch: ImportBatch) -> None:
        """Take back all that an import wrote. Raises InvalidInput when it was made on another laptop."""
        number = self._directory.transaction_of(batch)
        if number is None:
            raise InvalidInput(
                "Cet import a été fait sur un autre poste. Rien n’a été modifié. Annulez-le sur ce poste-là."
            )
        self._uow.undo(number, Action.IMPORT_UNDONE)

    def undo_beside(self, batch: ImportBatch) -> tuple[Change, ...]:
        """Do as `undo`, in any thread; publish its changes afterwards. Raises InvalidInput, StorageError."""
        with self._beside() as base:
            self._on(base).undo(batch)
            return tuple(base.changes)

    def _other_organisations(self, read: Iterable[Organisation]) -> tuple[Organisation, ...]:
        given = tuple(read)
        known = self._directory.organisations(owner.id for owner in given)
        return tuple(owner for owner in given if known.get(owner.id) != owner)


def _differences(before: Service, after: Service) -> tuple[str, ...]:
    old, new = _said(before), _said(after)
    if old == new:
        return ()
    return tuple(name for name, was, now in zip(_COMPARED, old, new, strict=True) if was != now)


def _fields_by_service(edits: Iterable[ServiceEdit]) -> dict[RecordId, set[str]]:
    found: dict[RecordId, set[str]] = {}
    for edit in edits:
        found.setdefault(edit.service_id, set()).add(edit.field)
    return found
