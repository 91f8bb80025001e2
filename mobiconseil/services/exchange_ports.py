"""Exchanges as people see them: what leaves, for whom, where; what a file would change, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import takewhile
from pathlib import Path

from mobiconseil.domain.exchange import Scope
from mobiconseil.domain.exchange_report import Fresh
from mobiconseil.domain.field_entry import FieldEntry
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.merge import Scalar
from mobiconseil.domain.sealed import Unsealed
from mobiconseil.services.exchange_words import (
    ConsentBasis,
    ExchangeWay,
    FileCheck,
    FileKind,
    FilePart,
    LineState,
    Recipient,
    Side,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPlan:
    """What the four steps of an export gathered."""

    kind: FileKind
    folder: Path
    """Where the file goes; its name is chosen by the program and says nothing of anybody."""
    recipient: Recipient = Recipient.TEAM
    recipient_name: str = ""
    """Who gets a file with a code: kept in the register. Required then."""
    code: str = ""
    """The words said by voice, as `suggest_code()` made them. Required for `Recipient.CODE`."""
    subjects: tuple[RecordId, ...] = ()
    parts: frozenset[FilePart] = frozenset(FilePart)
    """For the files of people; their identity always goes."""
    basis: ConsentBasis | None = None
    """For the files of people sent outside the team."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportContent:
    """What a file would hold, to show before it is made."""

    people: int = 0
    services: int = 0
    records: int = 0
    readers: tuple[str, ...] = ()
    """The laptops that could open it."""
    nothing_new: bool = False
    """Every colleague is known to have it all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentLine:
    """Whether one person agreed that her file goes outside the team."""

    subject: RecordId
    name: str
    holds: bool
    sentence: str
    """« Accord du 3 mars 2026, signé sur papier » or what is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A place where a file can be put; removable drives come first."""

    folder: Path
    label: str
    """« Clé USB KINGSTON (E:) », « Documents »."""
    is_removable: bool
    free_bytes: int | None = None
    is_writable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedExchange:
    """A file that was written, read back and entered in the register."""

    number: int
    """Its line in the register."""
    path: Path
    kind: FileKind
    recipient: Recipient
    size: int
    people: int
    records: int
    file_id: bytes
    is_removable: bool
    """« Vous pouvez retirer la clé. »"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeRegisterLine:
    """One line of the register: who, when, what kind of file, for whom or from whom; never a name of a person."""

    number: int
    at: datetime
    author: str
    way: ExchangeWay
    kind: str
    """Value of a `FileKind` for an export, of a `Scope` for an import."""
    label: str
    """What the file held, in words."""
    other: str
    """For whom, or from which laptop."""
    people: int
    records: int
    file_name: str
    file_id: bytes
    codes: str = ""
    """The numbers of the files that left (« A-0042 »), for the files of people; emptied when the person is erased."""
    basis: str = ""
    state: LineState = LineState.DONE
    undone: bool = False
    undo_until: datetime | None = None
    """For the import that may still be undone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedFile:
    """A file that was decrypted and checked in whole; nothing was written."""

    path: Path
    file_name: str
    size: int
    scope: Scope
    author: str
    """Who made it, or an empty text."""
    laptop: str
    """Name of the laptop that made it."""
    made_at: datetime
    checks: tuple[FileCheck, ...]
    warnings: tuple[str, ...] = ()
    """Sentences: a clock that differs by more than a day, sendings that are missing."""
    already_imported_at: datetime | None = None
    """« Déjà importé le 12 mars : rien à faire. »"""
    unsealed: Unsealed = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldValue:
    """One value of a field in conflict, with who wrote it, where and when."""

    value: Scalar
    text: str
    """As people read it."""
    author: str
    laptop: str
    at: datetime
    is_here: bool
    """Whether this laptop had it before the file, which brings the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictField:
    """A field that two laptops changed without knowing of each other."""

    kind: int
    record: RecordId
    field: str
    label: str
    """« Téléphone »."""
    record_label: str
    """« Fiche », « Relance du 24 nov. 2026 »."""
    values: tuple[FieldValue, ...]
    """The displayed one first."""
    keeps_both: bool = False
    """A note: both texts are kept, one after the other, unless the person decides otherwise."""
    entry: FieldEntry | None = None
    """How a third value is given; None where only those that came make sense."""

    @property
    def key(self) -> tuple[int, RecordId, str]:
        """Return what a decision refers to."""
        return self.kind, self.record, self.field


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectChange:
    """What the file changes of one person, or of one sheet of the directory."""

    subject: RecordId | None
    """None for what belongs to the whole team."""
    record: RecordId | None = None
    """The sheet, when it belongs to the whole team."""
    title: str
    """« Mme Monique Royer », « Garage du Pont »."""
    detail: str = ""
    """« Fiche, 3 champs »."""
    is_new: bool = False
    new: int = 0
    updated: int = 0
    erased: bool = False
    trashed: bool = False
    conflicts: tuple[ConflictField, ...] = ()
    same: tuple[tuple[str, str], ...] = ()
    """Of the records in conflict, the fields that the file has as this laptop has them: label, value."""
    by: tuple[str, ...] = ()
    """Who made the changes."""
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPreview:
    """What the file would change; nothing was written."""

    file: OpenedFile
    new: int
    fresh: Fresh
    """The same records, as people count them."""
    updated: int
    identical: int
    erased: int
    """People erased for ever."""
    trashed: int
    to_decide: int
    """Fields."""
    changes: Sequence[SubjectChange]
    """Those with something to decide come first."""
    missing: tuple[str, ...] = ()
    """« Il manque des envois de Lucie : votre prochain export le lui dira. »"""
    left_out: str = ""
    """What the file still holds of people erased for ever, which is not taken; empty for none."""
    alarm: str = ""
    """Not empty when the file removes or changes so much that the person must say it is wanted: see
    `ImportDecisions.accepts_alarm`."""

    @property
    def contested(self) -> tuple[SubjectChange, ...]:
        """Return the changes that have something to decide."""
        return tuple(takewhile(lambda change: change.conflicts, self.changes))

    @property
    def writes_nothing(self) -> bool:
        """Say whether the file brings nothing new."""
        return not (self.new or self.updated or self.erased or self.trashed or self.to_decide)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was chosen for one field."""

    kind: int
    record: RecordId
    field: str
    side: Side
    value: Scalar = None
    """The chosen value; for `Side.HERE` and `Side.FILE`, the service finds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportDecisions:
    """All that was chosen before applying; a field without decision waits with all its values."""

    fields: tuple[Decision, ...] = ()
    subjects: Mapping[RecordId, Side] = field(default_factory=dict)
    """« Tout de ce poste », « Tout du fichier » for a person, or for a record of the team."""
    everything: Side | None = None
    accepts_alarm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOutcome:
    """What an import wrote."""

    number: int
    """Its line in the register; 0 when nothing was written."""
    new: int
    updated: int
    identical: int
    erased: int
    decided: int
    waiting: int
    """Fields that wait for a decision."""
    subjects: tuple[RecordId, ...]
    missing: tuple[str, ...] = ()
    left_out: str = ""
    undo_until: datetime | None = None
    already_imported_at: datetime | None = None
    sentence: str = ""
    """« 1 dossier nouveau avec 34 éléments, 9 éléments mis à jour. »"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingDecision:
    """A field that waits for somebody to choose, on any laptop."""

    subject: RecordId | None
    title: str
    conflict: ConflictField
