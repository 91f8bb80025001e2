"""What the directory needs from outside, and what it hands to its screens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from mobiconseil.domain.directory import DropIn, Freshness, ImportBatch, Organisation, Service, ServiceEdit
from mobiconseil.domain.directory_codes import ImportKind
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.vocabulary import Vocabulary, labels
from mobiconseil.services.ports import DirectoryFilter, DirectoryLine


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetChange:
    """One change of a sheet: who, when, which fields, what they said before."""

    transaction: int
    at: datetime
    author: str
    action: str
    """Code of `Action`; `Action(action).label` is its text."""
    created: bool
    fields: tuple[str, ...]
    before: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceSheet:
    """All that the sheet of a service shows."""

    service: Service
    """With the team's corrections."""
    imported: Service
    """As its source says."""
    organisation: Organisation | None
    edits: tuple[ServiceEdit, ...]
    drop_ins: tuple[DropIn, ...]
    freshness: Freshness

    @property
    def opening_hours(self) -> str:
        """Return the hours of the service, or those of its structure when it has none."""
        own = self.service.opening_hours
        return own or (self.organisation.opening_hours if self.organisation else "")


class Directory(Protocol):
    """Lists over the directory."""

    def search(self, wanted: DirectoryFilter, now: datetime) -> tuple[DirectoryLine, ...]:
        """Return the services that are wanted, nearest first, or by name without a centre; `now` is local."""
        ...

    def line(self, service: RecordId) -> DirectoryLine | None:
        """Return the line of one service, or None when it is in the trash."""
        ...

    def lines(self, ids: Iterable[RecordId]) -> dict[RecordId, DirectoryLine]:
        """Return the lines of these services, without distance."""
        ...

    def family_counts(self, wanted: DirectoryFilter, today: date) -> dict[str, int]:
        """Return how many services each family has under the other filters; opening hours are not looked at."""
        ...

    def edits(self, service: RecordId | None = None) -> tuple[ServiceEdit, ...]:
        """Return the team's corrections, of one service or all."""
        ...

    def services(self, ids: Iterable[RecordId]) -> dict[RecordId, Service]:
        """Return the known services of these identifiers, in the trash or not, as their sources say."""
        ...

    def organisations(self, ids: Iterable[RecordId]) -> dict[RecordId, Organisation]:
        """Return the known structures of these identifiers."""
        ...

    def trashed(self, ids: Iterable[RecordId]) -> frozenset[RecordId]:
        """Return those of the services that are in the trash."""
        ...

    def undone(self, ids: Iterable[RecordId]) -> frozenset[RecordId]:
        """Return those of the services that are in the trash because the import that made them was undone."""
        ...

    def changes(self, service: RecordId) -> tuple[SheetChange, ...]:
        """Return what was written in a sheet and in its corrections, newest first."""
        ...

    def transaction_of(self, batch: ImportBatch) -> int | None:
        """Return the transaction of an import made on this laptop, or None."""
        ...


class Severity(Vocabulary):
    """Whether a remark costs the row."""

    REFUSED = "refus"
    WARNING = "avertissement"


labels(Severity, {Severity.REFUSED: "Refusée", Severity.WARNING: "Avertissement"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRemark:
    """A remark about a row of a file: which row, which column, why."""

    row: int
    """Rank in the file, from 1; the heading of a table is row 1, so its first line of data is row 2."""
    column: str
    reason: str
    """Final French sentence."""
    severity: Severity
    name: str = ""
    """Name of the service, when it could be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What to keep of a file, and how to read it."""

    source: str = ""
    """Name of the source of a table, such as « CCAS de Craon »; data·inclusion files say theirs."""
    themes: str = "mobility"
    """« mobility », « neighbours » (mobility and what is near it), « all »."""
    departements: tuple[str, ...] = ()
    """Codes, « 53 »; empty keeps all."""
    insee_codes: frozenset[str] = frozenset()
    """Communes to keep (those of an EPCI); empty keeps all."""
    centre: tuple[float, float] | None = None
    radius_km: float | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    """Column of the file → field of `Service` (« » leaves it out); for tables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLook:
    """What a first look at a file tells, before reading it all."""

    kind: ImportKind
    source: str
    """Proposed name of the source."""
    columns: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    """First rows, cell by cell, for the mapping assistant."""
    guessed: Mapping[str, str]
    """Column → field, guessed from the names."""

    @property
    def needs_mapping(self) -> bool:
        """Say whether the assistant must ask which column is what: places whose names are not found need it too."""
        return self.kind is ImportKind.TABLE or (
            self.kind is ImportKind.GEOJSON and "name" not in self.guessed.values()
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """What a file says, once read: records as the source gives them, and what could not be kept."""

    kind: ImportKind
    source: str
    schema_version: str
    organisations: tuple[Organisation, ...]
    services: tuple[Service, ...]
    rows: Mapping[RecordId, int]
    """Row of each service in the file."""
    remarks: tuple[RowRemark, ...]
    left_out: int
    """Rows outside the themes or the area that were asked for."""
    placed: int = 0
    """Services without a point, put at their address or in the middle of their commune."""


Tick = Callable[[int, int], bool]
"""Told how far a reading is (done, total); answers False to stop it."""


class Cancelled(Exception):
    """The person stopped the reading; nothing was written."""


class FileReader(Protocol):
    """Reads the files of other programs."""

    def look(self, path: Path) -> FileLook:
        """Return what the file seems to be. Raises InvalidInput with what to do."""
        ...

    def read(self, path: Path, options: ReadOptions, tick: Tick) -> ReadFile:
        """Return what the file says. Raises InvalidInput with what to do, Cancelled when `tick` says to stop."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedService:
    """A known service that the file changes."""

    service: Service
    """As it will be written."""
    fields: tuple[str, ...]
    kept: tuple[str, ...]
    """Fields that the file changes under a correction of the team: the correction stays shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """The dry run of an import: what it would do. Nothing is written yet."""

    file_name: str
    read: ReadFile
    new: tuple[Service, ...]
    changed: tuple[ChangedService, ...]
    identical: int
    organisations: tuple[Organisation, ...]
    """Structures to write, new or changed."""

    @property
    def refused(self) -> tuple[RowRemark, ...]:
        """Return the refused rows, with column and reason."""
        return tuple(remark for remark in self.read.remarks if remark.severity is Severity.REFUSED)

    @property
    def warnings(self) -> tuple[RowRemark, ...]:
        """Return the remarks that cost nothing."""
        return tuple(remark for remark in self.read.remarks if remark.severity is Severity.WARNING)

    @property
    def refused_count(self) -> int:
        """Return how many rows are refused, whatever the number of reasons."""
        return len({remark.row for remark in self.refused})

    @property
    def kept_corrections(self) -> tuple[ChangedService, ...]:
        """Return the services whose source changed under a correction of the team."""
        return tuple(changed for changed in self.changed if changed.kept)


class ExportFormat(Vocabulary):
    """How the directory leaves the program."""

    DATA_INCLUSION_JSON = "data-inclusion-json"
    DATA_INCLUSION_CSV = "data-inclusion-csv"
    EXCEL_CSV = "csv-excel"
    XLSX = "xlsx"
    VCARD = "vcard"
    CORRECTIONS = "corrections"


labels(
    ExportFormat,
    {
        ExportFormat.DATA_INCLUSION_JSON: "data·inclusion (JSON)",
        ExportFormat.DATA_INCLUSION_CSV: "data·inclusion (CSV)",
        ExportFormat.EXCEL_CSV: "Tableau pour Excel (CSV)",
        ExportFormat.XLSX: "Classeur Excel (XLSX)",
        ExportFormat.VCARD: "Contacts (vCard)",
        ExportFormat.CORRECTIONS: "Corrections à envoyer à la source (CSV)",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedFile:
    """A file ready to be written where the person chooses."""

    name: str
    content: bytes
    count: int
    left_out: int = 0
    """Services that the format cannot hold (their names are too short, for instance)."""


class DirectoryWriter(Protocol):
    """Writes the directory in the formats of other programs; never private notes, contact names only if asked."""

    def write(
        self, kind: ExportFormat, sheets: tuple[ServiceSheet, ...], today: date, *, contact_names: bool
    ) -> ExportedFile:
        """Return the file."""
        ...
