"""How the stamp of a row is written: which write each field comes from.

Most rows have one write: `[replica, seq]`. Fields written later stand aside: `[replica, seq, {"phone": [1, 42]}]`.
A field whose siblings are in conflict, or whose context knows several laptops, is written in full:
`{"phone": {"c": {"1": 42, "2": 7}, "s": [[1, 42, null], [2, 7, "…"]]}}`, the displayed sibling first and its value
left out because the column holds it. Replicas are the local numbers of the table `replica`.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from typing import Any

from mobiconseil.domain.merge import Dot, Scalar


def fresh(dot: Dot) -> str:
    """Return the stamp of a row written at once."""
    return f"[{dot.replica},{dot.seq}]"


def written(stamp: str, fields: Sequence[str], dot: Dot, total: int) -> str:
    """Return the stamp after `fields` were written by `dot`; `total` is the number of stamped fields of the row.

    A write has seen all that the row held, so the contexts of its fields keep what they knew.
    """
    replica, seq, aside = _load(stamp)
    for name in fields:
        context = _context(aside.get(name), replica, seq)
        context[dot.replica] = max(context.get(dot.replica, 0), dot.seq)
        aside[name] = _entry(dot, context)
    if len(aside) == total and all(entry == [dot.replica, dot.seq] for entry in aside.values()):
        return fresh(dot)
    return _dump([replica, seq, aside])


def dots(stamp: str, field: str) -> tuple[Dot, ...]:
    """Return the writes that the siblings of `field` come from."""
    replica, seq, aside = _load(stamp)
    entry = aside.get(field, [replica, seq])
    if isinstance(entry, list):
        return (Dot(entry[0], entry[1]),)
    return tuple(Dot(sibling[0], sibling[1]) for sibling in entry["s"])


def context(stamp: str, field: str) -> dict[int, int]:
    """Return, for each laptop, the last write of `field` that the row has seen."""
    replica, seq, aside = _load(stamp)
    return _context(aside.get(field), replica, seq)


def _context(entry: Any, replica: int, seq: int) -> dict[int, int]:
    if entry is None:
        return {replica: seq}
    if isinstance(entry, list):
        return {entry[0]: entry[1]}
    return {int(key): value for key, value in entry["c"].items()}


def _entry(dot: Dot, context: Mapping[int, int]) -> Any:
    if set(context) == {dot.replica}:
        return [dot.replica, dot.seq]
    return {"c": {str(key): value for key, value in context.items()}, "s": [[dot.replica, dot.seq, None]]}


def _load(stamp: str) -> tuple[int, int, dict[str, Any]]:
    raw = json.loads(stamp)
    return raw[0], raw[1], raw[2] if len(raw) > 2 else {}


def encode_values(values: Mapping[str, Scalar]) -> str:
    """Write old values for the history; bytes go as base64."""
    plain = {k: {"b": base64.b64encode(v).decode()} if isinstance(v, bytes) else v for k, v in values.items()}
    return _dump(plain)


def decode_values(text: str) -> dict[str, Scalar]:
    """Read values written by `encode_values`."""
    raw = json.loads(text)
    return {k: base64.b64decode(v["b"]) if isinstance(v, dict) else v for k, v in raw.items()}


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
