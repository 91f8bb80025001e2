"""Elements of which a file has one of each: found or made, written, and shown once when two files are united."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.records import Record
from mobiconseil.services.ports import Records

R = TypeVar("R", bound=Record)


def set_element(records: Records, blank: R, key: str, fields: Mapping[str, object]) -> R:
    """Write some fields of an element, made from `blank` when it is new; `key` is the field that tells it apart."""
    if not _exists(records, blank):
        records.add(_as_united(records, blank, key))
    elif records.is_trashed(type(blank), blank.id):
        records.restore(type(blank), blank.id)
    return records.change(type(blank), blank.id, **fields)


def trash_element(records: Records, cls: type[Any], subject: RecordId, key: str, value: object) -> None:
    """Take an element away, in the united files too, so that none of them shows through."""
    for same in records.of(cls, subject):
        if getattr(same, key) == value:
            records.trash(cls, same.id)


def once(found: Iterable[R], subject: RecordId, key: Callable[[Any], Any]) -> tuple[R, ...]:
    """Keep one element of each key: that of the file itself before that of a united one."""
    kept: dict[Any, R] = {}
    for record in sorted(found, key=lambda r: r.subject != subject):
        kept.setdefault(key(record), record)
    return tuple(kept.values())


def _as_united(records: Records, blank: Any, key: str) -> Any:
    """Return a new element with what a united file already said of the same thing."""
    said = () if blank.subject is None else records.of(type(blank), blank.subject)
    known = next((record for record in said if getattr(record, key) == getattr(blank, key)), blank)
    return replace(known, id=blank.id, subject=blank.subject)


def _exists(records: Records, blank: Record) -> bool:
    subject = blank.subject
    living = records.of(type(blank), subject) if subject is not None else records.shared(type(blank))
    return any(r.id == blank.id for r in living) or records.is_trashed(type(blank), blank.id)
