"""What taking in a file changed, or would change: for the preview, the journal and the choices that wait."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.merge import CLOCK_SHIFT, Scalar


@dataclass(frozen=True, slots=True)
class Saying:
    """One value of a field, and who wrote it, where and when."""

    value: Scalar
    author: str
    replica: int
    """The incarnation of the laptop where it was written."""
    laptop: str
    """How that laptop is shown; empty when nobody named it."""
    clock: int
    here: bool
    """Before the import, or without one: this laptop's side."""

    @property
    def at(self) -> datetime:
        """Return when it was written, as far as the clock of that laptop was right."""
        return datetime.fromtimestamp((self.clock >> CLOCK_SHIFT) / 1000, tz=UTC)


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """A field with several values, none of whose authors had seen the others; the first one is displayed."""

    kind: int
    id: RecordId
    subject: RecordId | None
    field: str
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field whose displayed value changes."""

    field: str
    before: Scalar
    after: Saying


@dataclass(frozen=True, slots=True)
class RowChange:
    """A record that a file brings or changes."""

    kind: int
    id: RecordId
    subject: RecordId | None
    is_new: bool
    fields: tuple[FieldChange, ...] = ()
    """Empty for a new record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """What is new in a file, as people count it: files first, with what they hold."""

    files: int = 0
    held: int = 0
    """Records of these files, beside the sheet of the person."""
    others: int = 0
    """New records of known files, or of the whole team."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What a file changed; the same for a preview, after which nothing has changed."""

    transaction: int = 0
    already: datetime | None = None
    """When this very file was first taken in; then nothing else is told."""
    changes: tuple[RowChange, ...] = ()
    identical: int = 0
    relayed: int = 0
    """Records with something that only a newer version knows: kept and handed on."""
    erased: tuple[RecordId, ...] = ()
    """People of this base whom the file erases."""
    dropped: int = 0
    """Records of erased people, not taken."""
    trashed: int = 0
    """Records that the file puts in the trash."""
    conflicts: tuple[FieldConflict, ...] = ()
    """Fields that this file leaves in conflict."""
    missing: tuple[int, ...] = ()
    """Replicas of which the file takes for known what never came here."""
    cloned: bool = False
    """Another laptop writes under the name of this one: this one took another name."""
    clock_gap_ms: int = 0
    """How far the clock of the file is ahead of this laptop's."""
    subjects: frozenset[RecordId] = field(default_factory=frozenset)

    @property
    def new(self) -> int:
        """Return how many records are new."""
        return sum(change.is_new for change in self.changes)

    def fresh(self, person: int) -> Fresh:
        """Return the new records by file; `person` is the kind of the sheet of a person."""
        new = [change for change in self.changes if change.is_new]
        people = {change.subject for change in new if change.kind == person}
        inside = sum(change.subject in people for change in new)
        return Fresh(files=len(people), held=inside - len(people), others=len(new) - inside)

    @property
    def updated(self) -> int:
        """Return how many known records change."""
        return len(self.changes) - self.new
