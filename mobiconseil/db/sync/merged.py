"""What the merge of one row changes, and how it is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mobiconseil.db.stored import StoredRow
from mobiconseil.db.sync import rows
from mobiconseil.db.sync.conflicts import sayings
from mobiconseil.db.tables import Table
from mobiconseil.domain.exchange_report import FieldChange, FieldConflict
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.merge import Register, Scalar


@dataclass(slots=True)
class Merged:
    """What the merge of one row changes."""

    record_id: RecordId
    subject: RecordId | None
    row: StoredRow | None
    registers: dict[str, Register] = field(default_factory=dict)
    """Those that are not as before."""
    before: dict[str, Register] = field(default_factory=dict)
    values: dict[str, Scalar] = field(default_factory=dict)
    """The displayed values that change."""
    stamp: str = ""


def told_conflict(labels: Mapping[int, str], table: Table, merged: Merged, name: str) -> FieldConflict:
    """Return a field that the file leaves in conflict, with its values."""
    here = frozenset(sibling.dot for sibling in merged.before.get(name, Register()).siblings)
    found = sayings(labels, merged.registers[name], name, here)
    return FieldConflict(table.kind, merged.record_id, merged.subject, name, found)


def told_change(labels: Mapping[int, str], row: StoredRow, merged: Merged, name: str) -> FieldChange:
    """Return a field whose displayed value changes."""
    first = rows.shown(name, merged.registers[name])
    assert first is not None
    return FieldChange(name, row.values[name], sayings(labels, Register((first,)), name)[0])
