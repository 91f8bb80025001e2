"""What laptops say to each other: the content of an exchange file, before it is sealed and after it was checked.

A file carries registers, not values: each field comes with the writes that its siblings come from, under names that
mean the same on every laptop (64-bit replicas), so that files may come late, twice, in any order, or never.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, KeysView, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.merge import LAST_CLOCK, Dot, Register, Scalar, Sibling
from mobiconseil.domain.vocabulary import Vocabulary, labels
from mobiconseil.errors import MobiConseilError

FORMAT = 1
"""Major version of the content: a program refuses a greater one, and keeps what it does not know of its own."""

MAX_CLOCK = LAST_CLOCK + 1
"""The year 2200: the only bound on a clock, since any bound near the local clock would refuse good files."""

MAX_SIBLINGS = 32
MAX_SEQ = 2**53 - 1
MAX_REPLICA = 2**63 - 1

Vector = Mapping[int, int]
"""For each replica, the last of its writes that is known."""


class Refused(MobiConseilError):
    """A file cannot be taken; nothing was changed. `code` names the reason in tests, journals and commands."""

    def __init__(self, code: str, sentence: str) -> None:
        """`sentence` is the final text for the person."""
        super().__init__(sentence)
        self.code = code


class Scope(Vocabulary):
    """What a file holds."""

    TEAM = "complet"
    PEOPLE = "personnes"
    DIRECTORY = "annuaire"
    REFERENCE = "referentiel"
    STATISTICS = "statistiques"

    @property
    def is_complete(self) -> bool:
        """Say whether the file holds all that its vector promises: only then may the receiver's vector move."""
        return self is Scope.TEAM


labels(
    Scope,
    {
        Scope.TEAM: "Le travail de l’équipe",
        Scope.PEOPLE: "Le dossier d’une ou de plusieurs personnes",
        Scope.DIRECTORY: "L’annuaire et les aides",
        Scope.REFERENCE: "Le référentiel",
        Scope.STATISTICS: "Des chiffres anonymes",
    },
)


@dataclass(frozen=True, slots=True)
class Origin:
    """One write as every laptop knows it."""

    dot: Dot
    clock: int
    """Hybrid logical clock, for display only."""
    author: str

    def sibling(self, value: Scalar) -> Sibling:
        """Return the value that this write gave to a field."""
        return Sibling(self.dot, self.clock, self.author, value)


class Given(Mapping[str, Scalar]):
    """The values that a write gave, under names that many writes share: a first file holds thousands alike."""

    __slots__ = ("_ranks", "row")

    def __init__(self, ranks: Mapping[str, int], row: Sequence[Scalar]) -> None:
        """`ranks` says where the value of each name stands in `row`, in this order."""
        self._ranks = ranks
        self.row = row

    def __getitem__(self, name: str) -> Scalar:
        return self.row[self._ranks[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ranks)

    def __len__(self) -> int:
        return len(self.row)

    def __repr__(self) -> str:
        return repr(dict(self))

    def keys(self) -> KeysView[str]:
        """Return the names, the same object for all the writes that share them."""
        return self._ranks.keys()

    @property
    def ranks(self) -> Mapping[str, int]:
        """Return where each value stands."""
        return self._ranks


def row_of(values: Mapping[str, Scalar]) -> Collection[Scalar]:
    """Return the values that a write gave, in the order of their names."""
    return values.row if type(values) is Given else values.values()


def names_of(values: Mapping[str, Scalar]) -> Collection[str]:
    """Return the names of what a write gave: the same object for all the writes that share them."""
    return values.ranks if type(values) is Given else values.keys()


@dataclass(frozen=True, slots=True)
class WireField:
    """A field whose register cannot be said in one word: several siblings, or a context of several laptops."""

    name: str
    siblings: tuple[Sibling, ...]
    """Never empty; at most `MAX_SIBLINGS`, of different dots, each covered by the context."""
    context: Vector

    @property
    def register(self) -> Register:
        """Return the register to merge."""
        return Register(self.siblings, self.context)


@dataclass(frozen=True, slots=True)
class WireRow:
    """Fields of one record: those that the receiver lacks, or all of them.

    Most fields hold the value of one write that had seen no other laptop's: they stand in `writes`, a write and the
    values it gave. The others stand in `fields`. A field stands once. Tables and fields unknown to this program are
    allowed: they are kept as they are and handed on.
    """

    table: str
    id: RecordId
    subject: RecordId | None
    writes: tuple[tuple[Origin, Mapping[str, Scalar]], ...] = ()
    fields: tuple[WireField, ...] = ()

    def registers(self) -> dict[str, Register]:
        """Return the register of each field."""
        found = {
            name: Register((origin.sibling(value),), {origin.dot.replica: origin.dot.seq})
            for origin, values in self.writes
            for name, value in values.items()
        }
        return found | {field.name: field.register for field in self.fields}


@dataclass(frozen=True, slots=True)
class WireTombstone:
    """A person who was erased for ever: 16 bytes that say nothing of her, and the write that erased."""

    hash: bytes
    dot: Dot


@dataclass(frozen=True, slots=True)
class WireReplica:
    """An incarnation of a laptop that the sender knows, so that a value can be shown with the laptop it comes from."""

    replica: int
    label: str = ""
    laptop: RecordId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageHead:
    """Who says it, to whom it may be said again, and what the file takes for known."""

    org: bytes
    """16 bytes drawn when the team was made: a file of another team is refused."""
    file_id: bytes
    """16 bytes: the same file imported twice is recognised."""
    laptop: RecordId
    """The laptop that wrote the file, the same after a restore."""
    replica: int
    """The present incarnation of that laptop."""
    replicas: tuple[WireReplica, ...] = ()
    base: Vector = field(default_factory=dict)
    """What the file takes for known; empty for a full file."""
    vector: Vector = field(default_factory=dict)
    """What the sender knows: a complete file holds all that is between `base` and this."""
    clock: int = 0
    program: str = ""
    made_at: datetime
    scope: Scope = Scope.TEAM


@dataclass(frozen=True, slots=True, kw_only=True, weakref_slot=True)
class Package:
    """The content of a file."""

    head: PackageHead
    tombstones: tuple[WireTombstone, ...] = ()
    rows: tuple[WireRow, ...] = ()
