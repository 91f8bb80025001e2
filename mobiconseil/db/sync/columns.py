"""What the columns of synced tables accept: a value from a file is looked at before anything is written."""

from __future__ import annotations

import math
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from mobiconseil.db.stored import DELETED
from mobiconseil.db.tables import TABLES, Table, table_numbered, to_scalar
from mobiconseil.domain.identity import ID_LENGTH, RecordId
from mobiconseil.domain.merge import Scalar

MAX_TEXT = 256 * 1024
MAX_BYTES = 8 * 1024 * 1024
MAX_INTEGER = 2**53
_MAX_CODE = 64

_FIRST_OF: Mapping[type[Any], Scalar] = {
    str: "", int: 0, float: 0.0, bool: 0, bytes: b"", date: "1970-01-01", datetime: "1970-01-01T00:00:00Z",
    time: "00:00",
}  # fmt: skip
"""What stands in a column that must not be empty while the file that holds its value has not come."""


def table_named(name: str) -> Table | None:
    """Return the synced table of this name, or None when this version does not have it."""
    # Looked up each time: a kind may be added while the program runs in tests of older versions.
    return next((table_numbered(kind) for kind, cls in TABLES.items() if cls.__name__.lower() == name), None)


def accepts(table: Table, name: str, value: Scalar) -> bool:
    """Say whether the column may hold the value."""
    if name == DELETED:
        return type(value) is int and value in {0, 1}
    optional, check, _ = _columns(table.record)[name]
    return optional if value is None else check(value)


def acceptors(table: Table) -> Mapping[str, tuple[bool, Callable[[Any], bool]]]:
    """Return, for each stamped column, whether it may be empty and what else it accepts: for many values at once."""
    known = _columns(table.record)
    return {name: known[name][:2] for name in table.fields} | {DELETED: (False, _is_yes_or_no)}


def placeholder(table: Table, name: str) -> Scalar:
    """Return what stands in the column until its value comes."""
    return 0 if name == DELETED else _columns(table.record)[name][2]


def is_personal(table: Table) -> bool:
    """Say whether the rows of the table belong to a person."""
    found = _PERSONAL.get(table.record)
    if found is None:
        found = _PERSONAL[table.record] = get_type_hints(table.record)["subject"] is RecordId
    return found


_PERSONAL: dict[type[Any], bool] = {}
_KNOWN: dict[type[Any], dict[str, tuple[bool, Callable[[Any], bool], Scalar]]] = {}


def _columns(cls: type[Any]) -> dict[str, tuple[bool, Callable[[Any], bool], Scalar]]:
    if cls in _KNOWN:
        return _KNOWN[cls]
    hints, found = get_type_hints(cls), {}
    for field in fields(cls):
        hint = hints[field.name]
        optional = get_origin(hint) in (Union, types.UnionType)
        inner = next(arg for arg in get_args(hint) if arg is not type(None)) if optional else hint
        first = None if optional else _first(inner)
        if field.default is not MISSING:
            first = to_scalar(field.default)
        found[field.name] = (optional, _check(inner), first)
    _KNOWN[cls] = found
    return found


def _first(inner: Any) -> Scalar:
    if inner is RecordId:
        return bytes(ID_LENGTH)
    return "" if issubclass(inner, StrEnum) else _FIRST_OF[inner]


def _check(inner: Any) -> Callable[[Any], bool]:
    if inner is RecordId:
        return _is_id
    if issubclass(inner, StrEnum):
        return _is_code
    return _CHECKS[inner]


def _is_id(value: Any) -> bool:
    return type(value) is bytes and len(value) == ID_LENGTH


def _is_code(value: Any) -> bool:
    return type(value) is str and len(value) <= _MAX_CODE and "\0" not in value


def _is_text(value: Any) -> bool:
    return type(value) is str and len(value) <= MAX_TEXT and "\0" not in value


def _is_integer(value: Any) -> bool:
    return type(value) is int and -MAX_INTEGER < value < MAX_INTEGER


def _is_real(value: Any) -> bool:
    return (type(value) is float and math.isfinite(value)) or _is_integer(value)


def _is_yes_or_no(value: Any) -> bool:
    return type(value) is int and value in {0, 1}


def _is_bytes(value: Any) -> bool:
    return type(value) is bytes and len(value) <= MAX_BYTES


def _written_by(read: Callable[[str], object]) -> Callable[[Any], bool]:
    def check(value: Any) -> bool:
        if not _is_code(value):
            return False
        try:
            moment = read(value)
        except ValueError:
            return False
        return not isinstance(moment, datetime) or moment.tzinfo is not None

    return check


_CHECKS: Mapping[Any, Callable[[Any], bool]] = {
    str: _is_text, int: _is_integer, float: _is_real, bool: _is_yes_or_no, bytes: _is_bytes,
    date: _written_by(date.fromisoformat), datetime: _written_by(datetime.fromisoformat),
    time: _written_by(time.fromisoformat),
}  # fmt: skip
