"""What the aids need from outside: reading a table of local aids, and what a dry run tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from mobiconseil.domain.advice_records import LocalAid
from mobiconseil.domain.reference import Reference
from mobiconseil.services.directory_ports import RowRemark, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAid:
    """A row that was read: the code of its aid, and the fields that its cells fill."""

    row: int
    code: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAids:
    """What a table of aids says, once read."""

    file_name: str
    aids: tuple[ReadAid, ...]
    remarks: tuple[RowRemark, ...]
    left_out: tuple[str, ...] = ()
    """Columns that no field answers to."""


class AidReader(Protocol):
    """Reads tables of local aids."""

    def read(self, path: Path, reference: Reference) -> ReadAids:
        """Return what the table says. Raises InvalidInput with what to do."""
        ...

    def model(self) -> bytes:
        """Return a table to fill, as a CSV that spreadsheets open: the titles, and one aid as an example."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedAid:
    """A known local aid that the table changes."""

    aid: LocalAid
    """As it will be written."""
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AidImport:
    """The dry run of an import of aids: what it would do. Nothing is written yet."""

    read: ReadAids
    new: tuple[LocalAid, ...]
    changed: tuple[ChangedAid, ...]
    identical: int

    @property
    def refused(self) -> tuple[RowRemark, ...]:
        """Return the refused rows, with column and reason."""
        return tuple(remark for remark in self.read.remarks if remark.severity is Severity.REFUSED)

    @property
    def warnings(self) -> tuple[RowRemark, ...]:
        """Return the remarks that cost nothing."""
        return tuple(remark for remark in self.read.remarks if remark.severity is Severity.WARNING)

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to write."""
        return not self.new and not self.changed
