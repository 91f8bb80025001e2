"""How the stamp of a row is written: which write each field comes from.

Most rows have one write: `[replica, seq]`. Fields written later stand aside: `[replica, seq, {"phone": [1, 42]}]`.
A field whose siblings are in conflict, or whose context knows several laptops, is written in full:
`{"phone": {"c": {"1": 42, "2": 7}, "s": [[1, 42, null], [2, 7, "…"]]}}`, the displayed sibling first and its value
left out because the column holds it. A field that nobody ever wrote (its column was added later, or the file that
brought the row did not hold it) has the entry 0. Replicas are the local numbers of the table `replica`.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from mobiconseil.domain.merge import Dot, Register, Scalar, Sibling

ABSENT = 0
"""The entry of a field that nobody ever wrote: no sibling, and a context that claims to have seen nothing."""

Several = tuple[tuple[int, Scalar], ...]
"""The values of a field in conflict, the displayed one first, each with the number of its author."""


def fresh(dot: Dot) -> str:
    """Return the stamp of a row written at once."""
    return f"[{dot.replica},{dot.seq}]"


def written(stamp: str, fields: Sequence[str], dot: Dot, total: int) -> str:
    """Return the stamp after `fields` were written by `dot`; `total` is the number of stamped fields of the row.

    A write has seen all that the row held, so the contexts of its fields keep what they knew.
    """
    replica, seq, aside = load(stamp)
    for name in fields:
        context = _context(aside.get(name), replica, seq)
        context[dot.replica] = max(context.get(dot.replica, 0), dot.seq)
        aside[name] = _entry(dot, context)
    if len(aside) == total and all(entry == [dot.replica, dot.seq] for entry in aside.values()):
        return fresh(dot)
    return _dump([replica, seq, aside])


def dots(stamp: str, field: str) -> tuple[Dot, ...]:
    """Return the writes that the siblings of `field` come from."""
    replica, seq, aside = load(stamp)
    return tuple(Dot(sibling[0], sibling[1]) for sibling in siblings_of(aside.get(field, [replica, seq])))


def context(stamp: str, field: str) -> dict[int, int]:
    """Return, for each laptop, the last write of `field` that the row has seen."""
    replica, seq, aside = load(stamp)
    return _context(aside.get(field), replica, seq)


def _context(entry: Any, replica: int, seq: int) -> dict[int, int]:
    if entry is None:
        return {replica: seq}
    if entry == ABSENT:
        return {}
    if isinstance(entry, list):
        return {entry[0]: entry[1]}
    return {int(key): value for key, value in entry["c"].items()}


def _entry(dot: Dot, context: Mapping[int, int]) -> Any:
    if set(context) == {dot.replica}:
        return [dot.replica, dot.seq]
    return {"c": {str(key): value for key, value in context.items()}, "s": [[dot.replica, dot.seq, None]]}


def siblings_of(entry: Any) -> list[list[Any]]:
    """Return the siblings of an entry as `[replica, seq, value]`, the displayed one first and without its value."""
    if entry == ABSENT:
        return []
    return [[*entry, None]] if isinstance(entry, list) else list(entry["s"])


def register_of(entry: Any, shown: Scalar, origin: Callable[[Dot], tuple[int, str]]) -> Register:
    """Return the register of an entry; `shown` is the value of the column, `origin` tells clock and author."""
    found = []
    for rank, (replica, seq, value) in enumerate(siblings_of(entry)):
        dot = Dot(replica, seq)
        found.append(Sibling(dot, *origin(dot), shown if rank == 0 else decode(value)))
    return Register(tuple(found), _context(entry, 0, 0))


def entry_of(register: Register, shown: Sibling | None) -> Any:
    """Return the entry of a register whose displayed value is `shown`."""
    if shown is None:
        return ABSENT
    if len(register.siblings) == 1 and register.context == {shown.dot.replica: shown.dot.seq}:
        return [shown.dot.replica, shown.dot.seq]
    rest = sorted((s for s in register.siblings if s is not shown), key=lambda s: s.dot)
    siblings = [[shown.dot.replica, shown.dot.seq, None]]
    siblings += [[s.dot.replica, s.dot.seq, encode(s.value)] for s in rest]
    return {"c": {str(replica): seq for replica, seq in sorted(register.context.items())}, "s": siblings}


def replaced(stamp: str, entries: Mapping[str, Any]) -> str:
    """Return the stamp with these entries in place of those it had."""
    replica, seq, aside = load(stamp)
    return made(Dot(replica, seq), {**aside, **entries})


def made(default: Dot, entries: Mapping[str, Any]) -> str:
    """Return the stamp of a row whose fields come from `default`, but for those of `entries`."""
    aside = {name: entry for name, entry in entries.items() if entry != [default.replica, default.seq]}
    return _dump([default.replica, default.seq, aside]) if aside else fresh(default)


def load(stamp: str) -> tuple[int, int, dict[str, Any]]:
    """Return the write that most fields come from, and the entries of the others."""
    raw = json.loads(stamp)
    return raw[0], raw[1], raw[2] if len(raw) > 2 else {}


def encode(value: Scalar) -> Any:
    """Return a value as JSON holds it; bytes go as base64."""
    return {"b": base64.b64encode(value).decode()} if isinstance(value, bytes) else value


def decode(raw: Any) -> Scalar:
    """Return a value written by `encode`."""
    value: Scalar = base64.b64decode(raw["b"]) if isinstance(raw, dict) else raw
    return value


def encode_values(values: Mapping[str, Scalar], several: Mapping[str, Several] | None = None) -> str:
    """Write old values for the history; the fields that were in conflict keep all theirs."""
    plain = {name: encode(value) for name, value in values.items()}
    for name, found in (several or {}).items():
        plain[name] = {"s": [[author, encode(value)] for author, value in found]}
    return _dump(plain)


def decode_values(text: str) -> dict[str, Scalar]:
    """Read values written by `encode_values`: of a conflict, the one that was displayed."""
    return {name: decode(raw["s"][0][1] if _is_several(raw) else raw) for name, raw in json.loads(text).items()}


def decode_several(text: str) -> dict[str, Several]:
    """Read the fields that were in conflict in a text of `encode_values`, with all their values."""
    found = json.loads(text).items()
    return {name: tuple((author, decode(v)) for author, v in raw["s"]) for name, raw in found if _is_several(raw)}


def in_conflict(stamp: str, fields: Iterable[str]) -> tuple[str, ...]:
    """Return which of these fields have several siblings."""
    if '"s"' not in stamp:
        return ()
    aside = load(stamp)[2]
    return tuple(name for name in fields if len(siblings_of(aside.get(name, ABSENT))) > 1)


def _is_several(raw: Any) -> bool:
    return isinstance(raw, dict) and "s" in raw


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
