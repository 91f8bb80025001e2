"""An import, step by step: a file, its columns when it does not say them, what it would do, then what it did."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from enum import Enum, IntEnum
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Signal

from mobiconseil.domain import typography
from mobiconseil.domain.directory import ImportBatch, Service
from mobiconseil.domain.directory_codes import ImportKind
from mobiconseil.domain.directory_labels import FIELD_LABELS
from mobiconseil.domain.typography import NBSP
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.directory_imports import AppliedImport
from mobiconseil.services.directory_ports import (
    Cancelled,
    FileLook,
    ImportReport,
    ReadOptions,
    RowRemark,
)
from mobiconseil.services.ports import Change
from mobiconseil.ui.answers import alive
from mobiconseil.ui.context import Context
from mobiconseil.ui.screens.directory.import_areas import EVERYWHERE, Areas
from mobiconseil.ui.undoable import say_done

THEMES = (
    ("mobility", "La mobilité"),
    ("neighbours", "La mobilité et ses voisins (garde d’enfants, numérique, démarches…)"),
    ("all", "Tous les thèmes"),
)
_WITH_THEMES = frozenset({ImportKind.DATA_INCLUSION_V1, ImportKind.DATA_INCLUSION_V0, ImportKind.DORA})
NEW, CHANGED, REFUSED, WARNINGS = "new", "changed", "refused", "warnings"


class Step(IntEnum):
    """Where the import stands."""

    FILE = 0
    COLUMNS = 1
    PREVIEW = 2
    DONE = 3


class Task(Enum):
    """What runs in the job."""

    READING = "reading"
    WRITING = "writing"
    UNDOING = "undoing"


class ImportModel(QObject):
    """Reads, compares and writes in jobs, which can be stopped."""

    changed = Signal()
    progressed = Signal(int, int)
    """Rows read or written, rows in all: sent by the job."""
    applied = Signal(str)
    """What was written, in words."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._imports = context.session.directory_imports
        self.step = Step.FILE
        self.path: Path | None = None
        self.look: FileLook | None = None
        self.columns: dict[str, str] = {}
        self.options = ReadOptions()
        self.report: ImportReport | None = None
        self.batch: ImportBatch | None = None
        self.problem = ""
        self.task: Task | None = None
        self._stopped = Event()
        self._began = 0.0
        self._areas = Areas(context.session)
        self.area = EVERYWHERE
        context.hub.changed.connect(self._on_change_published)

    # ------------------------------------------------------------------ steps

    def choose(self, path: Path) -> None:
        """Take a file, and look at what it is."""
        if self.task is not None:
            return
        self.start_again()
        self.path = path
        self._start(Task.READING, lambda: self._imports.first_look(path), self._on_looked)

    def _on_looked(self, found: FileLook) -> None:
        self.task = None
        if self.path is None:
            return
        self.look = self._imports.recall(found)
        self.columns = dict(self.look.guessed)
        self.options = replace(self.options, source=self.look.source)
        if self.look.needs_mapping:
            self.step = Step.COLUMNS
            self.changed.emit()
        else:
            self.read()

    def set_source(self, source: str) -> None:
        """Name the source of a table."""
        self.options = replace(self.options, source=source.strip())

    def set_column(self, column: str, field: str) -> None:
        """Say what a column is; an empty field leaves it out."""
        self.columns[column] = field
        self.problem = ""

    def read_columns(self) -> None:
        """Read the file with the columns as they are said, remembered for the next file of the source."""
        if "name" not in self.columns.values():
            self._refuse(self.tr("Dites quelle colonne donne le nom du service, puis continuez."))
            return
        if not self.options.source:
            self._refuse(
                self.tr("Donnez un nom à cette source, par exemple «\u00a0CCAS de Craon\u00a0», puis continuez.")
            )
            return
        try:
            self._imports.remember(self.options.source, self.columns)
        except MobiConseilError as error:
            self._refuse(str(error))
            return
        self.options = replace(self.options, columns=dict(self.columns))
        self.read()

    def set_filters(self, **fields: object) -> None:
        """Keep other rows of the file, and read it again."""
        wanted = replace(self.options, **fields)  # type: ignore[arg-type]
        if wanted != self.options and self.task is None:
            self.options = wanted
            self.read()

    def areas(self) -> tuple[tuple[str, str], ...]:
        """Return the areas that rows can be kept of: code, name."""
        return self._areas.choices()

    @property
    def asks_themes(self) -> bool:
        """Say whether the file says themes: those of a table are kept all."""
        return self.look is not None and self.look.kind in _WITH_THEMES

    def set_area(self, code: str) -> None:
        """Keep the rows of an area, and read the file again."""
        if self.task is None:
            self.area = code
            self.set_filters(**self._areas.options(code))

    def read(self) -> None:
        """Read the file in a job; nothing is written."""
        if self.path is None or self.task is not None:
            return
        path, options = self.path, self.options
        self._start(Task.READING, lambda: self._imports.dry_run_beside(path, options, self._tick), self._on_read)

    def stop(self) -> None:
        """Stop what runs; nothing is written."""
        self._stopped.set()

    def apply(self) -> None:
        """Write what the preview says; it can be undone."""
        report = self.report
        if report is None or self.task is not None:
            return
        self._start(Task.WRITING, lambda: self._imports.apply_beside(report, self._tick), self._on_applied)

    def start_again(self) -> None:
        """Forget the file."""
        self.step, self.path, self.look, self.report, self.batch = Step.FILE, None, None, None, None
        self.columns, self.problem, self.options, self.area = {}, "", ReadOptions(), EVERYWHERE
        self.changed.emit()

    def undo(self, code: str) -> None:
        """Take back all that an import wrote."""
        found = next((batch for batch in self.batches() if batch.id.hex() == code), None)
        if found is not None and self.task is None:
            self._start(Task.UNDOING, lambda: self._imports.undo_beside(found), self._on_undone)

    # ------------------------------------------------------------------ words

    def batches(self) -> tuple[ImportBatch, ...]:
        """Return the former imports that can be undone here, newest first."""
        return tuple(batch for batch in self._imports.batches() if self._imports.can_undo(batch))

    def batch_words(self, batch: ImportBatch) -> str:
        """Return « services.csv, ven. 20 nov. 2026 à 8 h 52 »."""
        when = typography.when(self._context.session.clock.local(batch.made_at))
        return f"{batch.file_name or batch.source}, {when}"

    def counts_words(self, batch: ImportBatch) -> str:
        """Return « 34 ajoutés, 2 modifiés, 5 identiques, 1 refusé »."""
        return ", ".join(
            part
            for part in (
                typography.count(batch.added, "ajouté"),
                typography.count(batch.changed, "modifié"),
                typography.count(batch.identical, "identique"),
                typography.count(batch.refused, "refusé") if batch.refused else "",
            )
            if part
        )

    def done_words(self, batch: ImportBatch) -> str:
        """Return « Annuaire importé : 34 ajoutés, 2 modifiés, 5 identiques »."""
        return self.tr("Annuaire importé\u00a0: {}").format(self.counts_words(batch))

    def file_words(self) -> str:
        """Return « services.csv · data·inclusion, version 1 »."""
        if self.path is None:
            return ""
        kind = self.look.kind.label if self.look is not None else ""
        return f"{self.path.name} · {kind}" if kind else self.path.name

    def groups(self) -> tuple[tuple[str, str, int], ...]:
        """Return the parts of the preview: code, name, count."""
        report = self.report
        if report is None:
            return ()
        return (
            (NEW, self.tr("Nouveaux"), len(report.new)),
            (CHANGED, self.tr("Modifiés"), len(report.changed)),
            (REFUSED, self.tr("Refusés"), report.refused_count),
            (WARNINGS, self.tr("Avertissements"), len(report.warnings)),
        )

    def aside_words(self) -> str:
        """Return what the preview does not list: identical rows, rows left out, corrections kept."""
        report = self.report
        if report is None:
            return ""
        kept, placed = len(report.kept_corrections), report.read.placed
        parts = (
            f"{typography.count(report.identical, 'service')} déjà identique{'s' if report.identical > 1 else ''}"
            if report.identical
            else "",
            f"{typography.count(report.read.left_out, 'ligne')} hors du thème ou du territoire"
            if report.read.left_out
            else "",
            f"{typography.count(placed, 'service')} sans coordonnées, situé{'s' if placed > 1 else ''} par l’adresse"
            if placed
            else "",
            f"{typography.count(kept, 'fiche')} où votre correction reste affichée" if kept else "",
        )
        return " · ".join(part for part in parts if part)

    def rows(self, group: str) -> tuple[tuple[str, str, str], ...]:
        """Return the lines of a part of the preview: row of the file, service, what happens."""
        report = self.report
        if report is None:
            return ()
        lines = report.read.rows
        if group == NEW:
            return tuple((_line(lines.get(service.id)), service.name, _place(service)) for service in report.new)
        if group == CHANGED:
            return tuple(
                (_line(lines.get(c.service.id)), c.service.name, _fields(c.fields, c.kept)) for c in report.changed
            )
        remarks = report.refused if group == REFUSED else report.warnings
        return tuple((_line(remark.row), remark.name or self.tr("Sans nom"), _remark(remark)) for remark in remarks)

    def remaining(self, done: int, total: int) -> str:
        """Return « Environ 20 s. Vous pouvez continuer. »."""
        spent = time.monotonic() - self._began
        if not done or spent < 1:
            return self._meanwhile()
        left = max(1, round(spent * (total - done) / done))
        return self.tr("Environ {}.").format(f"{left}{NBSP}s") + " " + self._meanwhile()

    def _meanwhile(self) -> str:
        if self.task is Task.WRITING:
            return self.tr("Si vous arrêtez, rien n’est modifié.")
        if self.task is Task.UNDOING:
            return self.tr("Encore un instant.")
        return self.tr("Rien n’est encore écrit.")

    # ------------------------------------------------------------------ inside

    def _tick(self, done: int, total: int) -> bool:
        self.progressed.emit(done, total)
        return not self._stopped.is_set()

    def _start(self, task: Task, work: Callable[[], object], done: Callable[[Any], None]) -> None:
        self.task, self.problem = task, ""
        self._stopped = Event()
        self.destroyed.connect(self._stopped.set)  # locked away: the job stops, and writes nothing
        self._began = time.monotonic()
        self.changed.emit()
        self.progressed.emit(0, 0)
        self._context.jobs.start(work, done=alive(self, done), failed=alive(self, self._on_failed))

    def _on_read(self, report: ImportReport) -> None:
        self.task = None
        if self.path is None:
            return
        self.report = report
        self.step = Step.PREVIEW
        self.changed.emit()

    def _on_applied(self, applied: AppliedImport) -> None:
        self.task = None
        self.batch = applied.batch
        self.step = Step.DONE
        for change in applied.changes:
            self._context.session.announce(change)
        self.changed.emit()
        self.applied.emit(self.done_words(self.batch))

    def _on_undone(self, changes: tuple[Change, ...]) -> None:
        self.task = None
        for change in changes:
            self._context.session.announce(change)
        say_done(self._context, self.tr("Import annulé\u00a0: l’annuaire est comme avant"))
        self.start_again()

    def _on_failed(self, error: Exception) -> None:
        task, self.task = self.task, None
        if isinstance(error, Cancelled):
            stopped = self.tr("Lecture arrêtée.") if task is Task.READING else self.tr("Import arrêté.")
            self._refuse(f"{stopped} {self.tr('Rien n’a été modifié.')}")
        elif isinstance(error, MobiConseilError):
            self._refuse(str(error))
        else:
            raise error

    def _on_change_published(self, _change: Change) -> None:
        """Follow what the keys undo and do again: an import taken back is no longer shown as done."""
        if self.task is not None:
            return
        if self.step is Step.DONE and self.batch is not None and not self._imports.can_undo(self.batch):
            self.start_again()
        elif self.step is Step.FILE:
            self.changed.emit()

    def _refuse(self, sentence: str) -> None:
        self.problem = sentence
        self.changed.emit()


def _place(service: Service) -> str:
    return ", ".join(part for part in (service.address, service.commune) if part)


def _line(row: int | None) -> str:
    return "" if row is None else typography.number(row)


def _fields(fields: tuple[str, ...], kept: tuple[str, ...]) -> str:
    named = ", ".join(FIELD_LABELS.get(name, name) for name in fields)
    if not kept:
        return named
    return f"{named} (votre correction reste\u00a0: {', '.join(FIELD_LABELS.get(name, name) for name in kept)})"


def _remark(remark: RowRemark) -> str:
    return f"{remark.column}\u00a0: {remark.reason}" if remark.column else remark.reason
