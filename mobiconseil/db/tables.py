"""Which records are kept in which tables, and how their values are written."""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time
from enum import StrEnum
from operator import attrgetter
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from mobiconseil.domain import (
    advice_records,
    assessment,
    beneficiary,
    directory,
    drop_in_day,
    follow_up,
    laptops,
    plan,
    situation,
    team,
)
from mobiconseil.domain.merge import Scalar
from mobiconseil.domain.records import Record

R = TypeVar("R", bound=Record)

TABLES: Mapping[int, type[Any]] = {
    1: beneficiary.Beneficiary,
    2: situation.Status,
    3: situation.Trip,
    4: situation.Renunciation,
    5: situation.Barrier,
    6: situation.Consent,
    7: assessment.Assessment,
    8: assessment.Rating,
    9: plan.Plan,
    10: plan.Step,
    11: follow_up.Contact,
    12: follow_up.Appointment,
    13: follow_up.Recall,
    14: follow_up.Document,
    20: team.Structure,
    21: team.Adviser,
    22: team.Logo,
    23: team.Override,
    24: laptops.Laptop,
    25: laptops.Mandate,
    30: directory.Organisation,
    31: directory.Service,
    32: directory.ServiceEdit,
    33: directory.DropIn,
    34: directory.ImportBatch,
    35: directory.ColumnChoice,
    36: drop_in_day.DropInDay,
    40: advice_records.Answer,
    41: advice_records.Choice,
    42: advice_records.Referral,
    43: advice_records.AidRequest,
    44: advice_records.UnmetNeed,
    45: advice_records.LocalAid,
    46: advice_records.RuleEntry,
}
"""Number of each kind of record, stable for ever; the table has the name of the class in lower case."""

KEYS = ("id", "subject")
"""Fields that never change after the record was made."""


@dataclass(frozen=True, slots=True)
class Table:
    """One synced table."""

    kind: int
    name: str
    record: type[Any]
    fields: tuple[str, ...]
    """The fields that are stamped: all but the keys."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the stored columns of a record, keys first."""
        return KEYS + self.fields


def _table(kind: int, cls: type[Any]) -> Table:
    return Table(kind, cls.__name__.lower(), cls, tuple(f.name for f in fields(cls) if f.name not in KEYS))


_BY_KIND: Mapping[int, Table] = {kind: _table(kind, cls) for kind, cls in TABLES.items()}
_BY_CLASS: Mapping[type[Any], Table] = {table.record: table for table in _BY_KIND.values()}


def table_of(cls: type[Any]) -> Table:
    """Return the table that keeps the records of `cls`."""
    return _BY_CLASS[cls]


def table_numbered(kind: int) -> Table:
    """Return the table of a kind number."""
    return _BY_KIND[kind]


def to_scalar(value: object) -> Scalar:
    """Return `value` as the base stores it: times in UTC ISO 8601, enumerations as their codes.

    Raises TypeError for a type that the base does not store, ValueError for a time without zone.
    """
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, StrEnum):
        return value.value
    if value is None or isinstance(value, str | int | float | bytes):
        return value
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    raise TypeError(f"the base does not store {type(value).__name__}")


def _reader(hint: Any) -> Any:
    """Return what turns a stored value into a field of this type, or None when it needs nothing."""
    if get_origin(hint) in (Union, types.UnionType):
        read = _reader(next(arg for arg in get_args(hint) if arg is not type(None)))
        return None if read is None else lambda raw: None if raw is None else read(raw)
    base = getattr(hint, "__supertype__", hint)
    if base is bool:
        return bool
    if isinstance(base, type) and issubclass(base, StrEnum):
        return _Codes(base).__getitem__
    return _READS.get(base)


class _Codes(dict[str, StrEnum]):
    """The members of an enumeration by code; calling the class, which a file does hundreds of times, is far slower."""

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__({member.value: member for member in kind})
        self._kind = kind

    def __missing__(self, code: str) -> StrEnum:
        return self._kind(code)


_READS: Mapping[Any, Any] = {kind: kind.fromisoformat for kind in (datetime, date, time)}


def _readers_of(table: Table) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(table.record)
    readers = ((name, _reader(hints[name])) for name in table.columns)
    return tuple((name, read) for name, read in readers if read is not None)


_COLUMNS: Mapping[type[Any], tuple[str, ...]] = {table.record: table.columns for table in _BY_KIND.values()}
_READERS: Mapping[type[Any], tuple[tuple[str, Any], ...]] = {
    table.record: _readers_of(table) for table in _BY_KIND.values()
}
"""The columns of a table that are not fields as they stand, and what makes a field of each."""


def _stored_as_is(hint: Any) -> bool:
    """Say whether the values of a field go into the base as they are."""
    if get_origin(hint) in (Union, types.UnionType):
        return all(_stored_as_is(part) for part in get_args(hint))
    return getattr(hint, "__supertype__", hint) in {str, int, float, bytes, type(None)}


def _to_write(table: Table) -> tuple[str, ...]:
    hints = get_type_hints(table.record)
    return tuple(name for name in table.fields if not _stored_as_is(hints[name]))


_GETTERS: Mapping[type[Any], Any] = {table.record: attrgetter(*table.fields) for table in _BY_KIND.values()}
_WRITTEN: Mapping[type[Any], tuple[str, ...]] = {table.record: _to_write(table) for table in _BY_KIND.values()}


def from_row(cls: type[R], row: tuple[Any, ...]) -> R:
    """Build a record from its stored columns, in the order of `Table.columns`."""
    values = dict(zip(_COLUMNS[cls], row, strict=True))
    for name, read in _READERS[cls]:
        values[name] = read(values[name])
    repair = _REPAIRS.get(cls)
    return cls(**(values if repair is None else repair(values)))


def _whole_rating(values: dict[str, Any]) -> dict[str, Any]:
    """Agree state and value: two laptops may have written one each, and a rating holds both or neither."""
    rated = assessment.RatingState.RATED
    if values["state"] is rated and values["value"] is None:
        return {**values, "state": assessment.RatingState.NOT_RATED}
    return values if values["state"] is rated else {**values, "value": None}


_REPAIRS: Mapping[type[Any], Any] = {assessment.Rating: _whole_rating}


def to_values(record: Record) -> dict[str, Scalar]:
    """Return the stamped fields of a record as the base stores them."""
    cls = type(record)
    values: dict[str, Any] = dict(zip(table_of(cls).fields, _GETTERS[cls](record), strict=True))
    for name in _WRITTEN[cls]:
        values[name] = to_scalar(values[name])
    return values


def to_columns(records: Sequence[Record]) -> dict[str, Sequence[Scalar]]:
    """Return the stamped fields of many records of one kind, field by field, as the base stores them."""
    cls = type(records[0])
    columns: dict[str, Sequence[Any]] = {name: list(map(attrgetter(name), records)) for name in table_of(cls).fields}
    for name in _WRITTEN[cls]:
        columns[name] = _to_scalars(columns[name])
    return columns


def _to_scalars(column: Sequence[object]) -> list[Scalar]:
    first = column[0]
    if isinstance(first, StrEnum):  # the members of an enumeration take long to hash
        return list(map(str.__str__, cast("Sequence[StrEnum]", column)))
    known = {value: to_scalar(value) for value in set(column)}
    return [known[value] for value in column]


def scalar_changes(cls: type[Any], changes: Mapping[str, object]) -> dict[str, Scalar]:
    """Return `changes` as the base stores them.

    Raises KeyError for a name that is not a stamped field of `cls`.
    """
    known = table_of(cls).fields
    unknown = [name for name in changes if name not in known]
    if unknown:
        raise KeyError(f"{cls.__name__} has no field {', '.join(unknown)}")
    return {name: to_scalar(value) for name, value in changes.items()}
