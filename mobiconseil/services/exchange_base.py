"""What exchanges need from outside: the base, the seals, the disk, the register, the copies made before an import."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from mobiconseil.domain.backups import BackupKind
from mobiconseil.domain.exchange import Package, Scope, Vector
from mobiconseil.domain.exchange_report import Applied, FieldConflict
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.merge import Scalar
from mobiconseil.domain.sealed import Header, Trust, Unsealed
from mobiconseil.services.exchange_ports import Destination, ExchangeRegisterLine
from mobiconseil.services.exchange_words import ExchangeWay


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What a file is to hold, and what its head says."""

    org: bytes
    file_id: bytes
    laptop: RecordId
    program: str
    made_at: datetime
    scope: Scope
    base: Vector = field(default_factory=dict)
    subjects: tuple[RecordId, ...] = ()
    kinds: Collection[int] | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Where the base stands: what an undo goes back to."""

    replica: int
    """Local number of the present incarnation."""
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoneImport:
    """What going back changed."""

    restored: int
    kept: int
    """Records that somebody worked on since: they stay as they are."""


class ExchangeBase(Protocol):
    """The base, seen from an exchange. What is written joins the transaction that is open."""

    def collect(self, sending: Sending) -> Package:
        """Return the content of a file."""
        ...

    def base_for(self, readers: Iterable[RecordId]) -> Vector:
        """Return what all these laptops are known to have."""
        ...

    def preview(self, package: Package) -> Applied:
        """Return what a file would change, and change nothing. Raises Refused, StorageError."""
        ...

    def apply(self, package: Package) -> Applied:
        """Take a file in. Raises Refused, StorageError."""
        ...

    def waiting(self, subject: RecordId | None = None) -> tuple[FieldConflict, ...]:
        """Return the fields that wait for a choice, of one file or all."""
        ...

    def waiting_counts(self) -> Mapping[RecordId | None, int]:
        """Return how many fields wait in each file; None stands for what the team shares."""
        ...

    def decide(self, kind: int, record: RecordId, name: str, value: Scalar) -> None:
        """Write the value that closes a conflict on every laptop. Raises KeyError if the record is gone."""
        ...

    def imported_at(self, file_id: bytes) -> datetime | None:
        """Return when this file was taken in, or None."""
        ...

    def record_type(self, kind: int) -> type[Any]:
        """Return the class of the records of a kind."""
        ...

    def kind_of(self, table: str) -> int | None:
        """Return the kind of the records of a table of a file, or None when this version has none."""
        ...

    def values(self, kind: int, record: RecordId) -> Mapping[str, Scalar]:
        """Return the stored values of a record, or nothing."""
        ...

    def living_files(self) -> int:
        """Return how many people are followed, the trash left out."""
        ...

    def stored_records(self) -> int:
        """Return how many records of all kinds there are, the trash included."""
        ...

    def laptop_of(self, replica: int) -> RecordId | None:
        """Return the laptop that an incarnation belongs to."""
        ...

    def mark(self) -> Mark:
        """Return where the base stands."""
        ...

    def undo_import(self, line: LogEntry, copy: Path) -> UndoneImport:
        """Bring back what an import had changed, from the copy made before it. Raises StorageError."""
        ...

    def erase(self, subject: RecordId) -> None:
        """Erase a person for ever."""
        ...

    def erasures(self) -> tuple[ErasureMark, ...]:
        """Return the erasures that this base knows, newest first."""
        ...

    def has_applied(self, laptop: RecordId, mark: ErasureMark) -> bool:
        """Say whether a laptop said that it holds an erasure."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureMark:
    """An erasure: 16 bytes that say nothing of the person, and the write that did it."""

    hash: bytes
    replica: int
    """64 bits of the incarnation."""
    seq: int
    at: datetime | None
    author: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """A line of the register to write, or as it stands with what only an undo needs."""

    number: int = 0
    way: ExchangeWay
    kind: str
    other: str
    people: int = 0
    records: int = 0
    file_name: str = ""
    file_id: bytes = b""
    basis: str = ""
    copy: str = ""
    """Name of the copy made before an import."""
    mark: Mark | None = None
    """Where the base stood after an import."""
    transaction: int = 0
    undone: bool = False
    at: datetime | None = None


class ExchangeLog(Protocol):
    """The register, written inside the transaction that is open."""

    def write(self, entry: LogEntry, subjects: Sequence[RecordId] = ()) -> int:
        """Write a line and return its number."""
        ...

    def finish(self, number: int, *, file_name: str = "", failed: bool = False) -> None:
        """Note that a file left under this name, or that it never did."""
        ...

    def mark_undone(self, number: int) -> None:
        """Note that an import was undone."""
        ...

    def lines(self, *, limit: int = 200, offset: int = 0) -> tuple[ExchangeRegisterLine, ...]:
        """Return the newest lines."""
        ...

    def last_import(self) -> LogEntry | None:
        """Return the newest import that changed something and was not undone."""
        ...


class ExchangeSeals(Protocol):
    """Closes and opens files."""

    def seal(self, package: Package, signing: bytes, recipients: Sequence[bytes], code: str = "") -> bytes:
        """Return the file. Raises Refused when it would be too big."""
        ...

    def header(self, data: bytes) -> Header:
        """Return the clear lines of a file that no accident damaged. Raises Refused."""
        ...

    def unseal(self, data: bytes, trust: Trust, secrets: Sequence[bytes], code: str = "") -> Unsealed:
        """Return the content, all of it checked. Raises Refused."""
        ...

    def read(self, path: Path) -> bytes:
        """Return the bytes of a file. Raises Refused, StorageError."""
        ...


class ExchangeDisk(Protocol):
    """Places where files are put."""

    def destinations(self) -> tuple[Destination, ...]:
        """Return where a file can be put, removable drives first."""
        ...

    def is_removable(self, folder: Path) -> bool:
        """Say whether a folder is on a key or a card."""
        ...

    def deliver(self, folder: Path, name: str, content: bytes, check: Callable[[bytes], object]) -> Path:
        """Write a file whole, read it back and check it; return its path. Raises StorageError."""
        ...


class Copies(Protocol):
    """Encrypted copies of the base, made before each import and each erasure."""

    def take(self, kind: BackupKind = BackupKind.IMPORT) -> str:
        """Make a copy, opened again to check it, and return its name. Raises StorageError."""
        ...

    def forget(self, name: str) -> None:
        """Delete a copy that serves nothing."""
        ...

    def path(self, name: str) -> Path | None:
        """Return where a copy is, or None when it is no longer kept."""
        ...

    def rotate(self) -> None:
        """Forget the copies that are too old."""
        ...

    def purge(self, subjects: Collection[RecordId]) -> None:
        """Erase these people from every copy; a copy that cannot be cleaned is deleted."""
        ...

    def settle(self) -> None:
        """Finish a purge that was cut short. Raises StorageError."""
        ...

    def waits_for_place(self) -> str:
        """Name the key that is not there and whose copies still hold who was erased; empty when none does."""
        ...
