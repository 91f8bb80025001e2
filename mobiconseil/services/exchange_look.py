"""What a file would change, in words: who and what, by whom and when, and the fields that contradict each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, lru_cache, partial
from operator import attrgetter, itemgetter
from typing import overload

from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.civility import Civility
from mobiconseil.domain.exchange import WireRow
from mobiconseil.domain.exchange_report import Applied, FieldConflict, RowChange, Saying
from mobiconseil.domain.field_entry import entry_of
from mobiconseil.domain.field_words import DELETED, JOINED, field_word, record_word, value_word
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.laptops import Laptop, Mandate, MandateKind
from mobiconseil.domain.merge import CLOCK_SHIFT, Scalar
from mobiconseil.domain.team import Adviser
from mobiconseil.domain.typography import count
from mobiconseil.services.exchange_base import ExchangeBase
from mobiconseil.services.exchange_parts import shown_values
from mobiconseil.services.exchange_ports import ConflictField, FieldValue, SubjectChange

_TITLES = ("name", "title", "code", "reason", "destination", "column", "field")
UNNAMED = "Sans nom"
_MOST_FIELDS = 4


@dataclass(slots=True)
class _Gathered:
    subject: RecordId | None
    record: RecordId
    changes: list[RowChange] = field(default_factory=list)
    conflicts: list[FieldConflict] = field(default_factory=list)

    @property
    def kind(self) -> int:
        """Return the kind of the first record."""
        return self.changes[0].kind if self.changes else self.conflicts[0].kind


_IS_NEW = attrgetter("is_new")
_Order = tuple[bool, bool, bool, str]


class _Changes(Sequence[SubjectChange]):
    """The changes in their order; what the file alone tells is put into words when somebody looks at it.

    A first file brings thousands of people, of whom a screen names some dozens.
    """

    def __init__(self, found: Iterable[tuple[_Order, Callable[[], SubjectChange]]]) -> None:
        self._made = [make for _, make in sorted(found, key=itemgetter(0))]

    def __len__(self) -> int:
        return len(self._made)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    @overload
    def __getitem__(self, rank: int) -> SubjectChange: ...

    @overload
    def __getitem__(self, rank: slice) -> Sequence[SubjectChange]: ...

    def __getitem__(self, rank: int | slice) -> SubjectChange | Sequence[SubjectChange]:
        if isinstance(rank, slice):
            return tuple(make() for make in self._made[rank])
        return self._made[rank]()


class Look:
    """Puts into words what the merge of one file tells."""

    def __init__(self, base: ExchangeBase, local: Callable[[datetime], datetime], rows: Sequence[WireRow] = ()) -> None:
        """`rows` are those of the file: a new person is named only there."""
        self._base = base
        self._local = local
        self._rows = {(row.table, row.id): row for row in rows}
        self._types = cache(base.record_type)
        self._tables = cache(lambda kind: base.record_type(kind).__name__.lower())
        self._word = cache(lambda kind: record_word(base.record_type(kind)))
        self._person_kind = base.kind_of(Beneficiary.__name__.lower()) or 0
        self._new: set[tuple[int, RecordId]] = set()
        """Records that only the file has: the base is not asked for them one by one."""

    def changes(self, applied: Applied, names: Mapping[RecordId, str]) -> Sequence[SubjectChange]:
        """Return what changes, people first, those with something to decide at their head.

        `names` are those of the people whom the file erases.
        """
        self._new = {(change.kind, change.id) for change in applied.changes if change.is_new}
        gathered: dict[tuple[RecordId | None, RecordId], _Gathered] = {}
        for change in applied.changes:
            _place_of(gathered, change.subject, change.id).changes.append(change)
        for conflict in applied.conflicts:
            _place_of(gathered, conflict.subject, conflict.id).conflicts.append(conflict)
        found = [self._ordered(one) for one in gathered.values()]
        for subject in applied.erased:
            title = names.get(subject, UNNAMED)
            erased = SubjectChange(subject=subject, title=title, erased=True, detail="Effacé pour toujours")
            found.append((_order(erased), partial(_itself, erased)))
        return _Changes(found)

    def _ordered(self, one: _Gathered) -> tuple[_Order, Callable[[], SubjectChange]]:
        """Return the place of a change and what puts it into words: at once if the base has to be asked."""
        title = self.title(one.subject, one.kind, one.record)
        if one.conflicts or not all(map(_IS_NEW, one.changes)):
            told = self._subject(one, title)
            return _order(told), partial(_itself, told)
        return (True, True, one.subject is None, title.casefold()), partial(self._subject, one, title)

    def conflict(self, found: FieldConflict) -> ConflictField:
        """Return a field in conflict with its values in words."""
        cls = self._types(found.kind)
        return ConflictField(
            kind=found.kind,
            record=found.id,
            field=found.field,
            label=field_word(cls, found.field),
            record_label=self._record_label(found.kind, found.id),
            values=tuple(self._value(cls, found.field, saying) for saying in found.sayings),
            keeps_both=found.field in JOINED,
            entry=entry_of(cls, found.field),
        )

    def title(self, subject: RecordId | None, kind: int = 0, record: RecordId | None = None) -> str:
        """Return the name of a person, or of a record of the team."""
        if subject is not None:
            return self._person(subject)
        if record is None:
            return UNNAMED
        cls, values = self._types(kind), self._values(kind, record)
        if cls is Mandate:
            return self._mandate(values)
        if cls is Adviser:
            return " ".join(str(values[name]) for name in ("first_name", "last_name") if values.get(name)) or UNNAMED
        named = next((str(values[name]) for name in _TITLES if values.get(name)), "")
        return named or record_word(cls)

    def _mandate(self, values: Mapping[str, Scalar]) -> str:
        """Return the laptop that a mandate is about, or the sheet of the team."""
        laptop, kind = values.get("laptop"), self._base.kind_of(Laptop.__name__.lower())
        about = {} if kind is None or not isinstance(laptop, bytes) else self._values(kind, RecordId(laptop))
        return str(about.get("name") or "") or MandateKind(str(values.get("kind", ""))).label

    def _subject(self, one: _Gathered, title: str) -> SubjectChange:
        subject, kind = one.subject, one.kind
        new = len([change for change in one.changes if change.is_new])
        conflicts = tuple(self.conflict(found) for found in one.conflicts)
        told = [self._told(change) for change in one.changes]
        told += [({s.author}, s.clock) for found in one.conflicts for s in found.sayings if not s.here]
        by = sorted({author for authors, _ in told for author in authors if author})
        clocks = [clock for _, clock in told if clock]
        whole = self._person_kind if subject is not None else kind
        return SubjectChange(
            subject=subject,
            record=None if subject is not None else one.record,
            title=title,
            detail=self._detail(one, conflicts),
            is_new=new > 0 and any(change.is_new and change.kind == whole for change in one.changes),
            new=new,
            updated=len(one.changes) - new,
            trashed=any(change.fields and change.kind == whole and is_trashed(change) for change in one.changes),
            conflicts=conflicts,
            same=self._same(one.conflicts),
            by=tuple(by),
            last_at=_moment(max(clocks)) if clocks else None,
        )

    def _same(self, conflicts: Sequence[FieldConflict]) -> tuple[tuple[str, str], ...]:
        """Return the filled fields on which the file and this laptop agree, in the records where they do not."""
        found = []
        for kind, record in dict.fromkeys((one.kind, one.id) for one in conflicts):
            row, known = self._row(kind, record), self._base.values(kind, record)
            cls = self._types(kind)
            apart = {one.field for one in conflicts if (one.kind, one.id) == (kind, record)}
            for name, value in ({} if row is None else shown_values(row)).items():
                if name not in apart | {DELETED} and value not in (None, "", 0) and known.get(name) == value:
                    found.append((field_word(cls, name), value_word(cls, name, value, self._local)))
        return tuple(found)

    def _detail(self, one: _Gathered, conflicts: Sequence[ConflictField]) -> str:
        """Return « Fiche, 3 champs » for a choice to make, else what kinds of records change."""
        if conflicts:
            words = {self._word(found.kind) for found in one.conflicts}
            return f"{', '.join(sorted(words))}, {count(len(conflicts), 'champ')}"
        said: dict[str, dict[str, None]] = {}
        for change in one.changes:
            named = said.setdefault(self._word(change.kind), {})
            for found in change.fields:
                if found.field != DELETED:
                    named[field_word(self._types(change.kind), found.field)] = None
        return ", ".join(_with_fields(word, tuple(said[word])) for word in sorted(said))

    def _told(self, change: RowChange) -> tuple[set[str], int]:
        """Return who made a change, and the latest clock of it."""
        if not change.is_new:
            sayings = [one.after for one in change.fields]
            return {saying.author for saying in sayings}, max((saying.clock for saying in sayings), default=0)
        row = self._row(change.kind, change.id)
        if row is None:
            return set(), 0
        if len(row.writes) == 1 and not row.fields:
            origin = row.writes[0][0]
            return {origin.author}, origin.clock
        written = [(origin.author, origin.clock) for origin, _ in row.writes]
        written += [(sibling.author, sibling.clock) for field in row.fields for sibling in field.siblings]
        return {author for author, _ in written}, max((clock for _, clock in written), default=0)

    def _value(self, cls: type[object], name: str, saying: Saying) -> FieldValue:
        return FieldValue(
            value=saying.value,
            text=value_word(cls, name, saying.value, self._local),
            author=saying.author,
            laptop=saying.laptop,
            at=saying.at,
            is_here=saying.here,
        )

    def _record_label(self, kind: int, record: RecordId) -> str:
        cls = self._types(kind)
        if cls is Beneficiary:
            return record_word(cls)
        values = self._values(kind, record)
        detail = next(
            (value_word(cls, name, values[name], self._local) for name in (*_DATED, *_TITLES) if values.get(name)), ""
        )
        return f"{record_word(cls)}, {detail}" if detail else record_word(cls)

    def _person(self, subject: RecordId) -> str:
        return named(self._values(self._person_kind, subject))

    def _values(self, kind: int, record: RecordId) -> Mapping[str, Scalar]:
        known = {} if (kind, record) in self._new else self._base.values(kind, record)
        if known:
            return known
        row = self._row(kind, record)
        return {} if row is None else shown_values(row)

    def _row(self, kind: int, record: RecordId) -> WireRow | None:
        return self._rows.get((self._tables(kind), record))


_DATED = ("due_on", "at", "started_on", "asked_on", "noted_on")


def named(values: Mapping[str, Scalar]) -> str:
    """Return « Mme Sylvie Garnier » from stored values."""
    civility = _shown_civility(str(values.get("civility", "")))
    parts = (civility, str(values.get("first_name") or ""), str(values.get("last_name") or ""))
    return " ".join(filter(None, parts)) or UNNAMED


@lru_cache(maxsize=64)
def _shown_civility(code: str) -> str:
    civility = Civility(code)
    return civility.label if civility.is_known else ""


def _with_fields(word: str, fields: Sequence[str]) -> str:
    """Return « Fiche (téléphone, courriel) », « Trajet » when it is new."""
    if not fields:
        return word
    shown = [field[:1].lower() + field[1:] for field in fields[:_MOST_FIELDS]]
    if len(fields) > _MOST_FIELDS:
        shown.append(f"et {count(len(fields) - _MOST_FIELDS, 'autre champ', 'autres champs')}")
    return f"{word} ({', '.join(shown)})"


def is_trashed(change: RowChange) -> bool:
    """Say whether the file puts in the trash a record that was not there."""
    return bool(change.fields) and any(one.field == DELETED and one.after.value == 1 for one in change.fields)


def _moment(clock: int) -> datetime:
    return datetime.fromtimestamp((clock >> CLOCK_SHIFT) / 1000, tz=UTC)


def _place_of(
    gathered: dict[tuple[RecordId | None, RecordId], _Gathered], subject: RecordId | None, record: RecordId
) -> _Gathered:
    key = (subject, record if subject is None else subject)
    one = gathered.get(key)
    if one is None:
        one = gathered[key] = _Gathered(*key)
    return one


def _itself(change: SubjectChange) -> SubjectChange:
    return change


def _order(change: SubjectChange) -> _Order:
    return (
        not change.conflicts,
        not (change.erased or change.trashed),
        change.subject is None,
        change.title.casefold(),
    )
