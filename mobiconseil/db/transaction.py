"""What a transaction wrote, and a synced row as it stood before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.merge import Scalar


@dataclass(slots=True)
class Transaction:
    """What one transaction wrote."""

    number: int
    action: str
    touched: dict[tuple[int, RecordId], RecordId | None] = field(default_factory=dict)
    subjects: dict[RecordId | None, None] = field(default_factory=dict)
    bulk: dict[int, None] = field(default_factory=dict)
    """Kinds of the shared records written together: one line of the journal stands for all those of a kind."""

    @property
    def kinds(self) -> frozenset[int]:
        """Return the kinds of record that were written."""
        return frozenset({kind for kind, _ in self.touched} | set(self.bulk))


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A synced row as it stands: its values, its stamp and its owner."""

    id: RecordId
    subject: RecordId | None
    values: Mapping[str, Scalar]
    stamp: str
