"""JSON without its ambiguities: no doubled key, no NaN, no lone surrogate, no NUL; every fault is a ValueError."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NoReturn


def read_object(line: bytes) -> dict[str, Any]:
    """Return the object written on `line`; raises ValueError, and nothing else, for anything doubtful."""
    text = line.decode("utf-8")
    try:
        raw, end = _scan(text, 0)
        if end != len(text):
            raw = _DECODER.decode(text)
    except StopIteration:
        raw = _DECODER.decode(text)  # blanks before the object, or no JSON
    except RecursionError as error:
        raise ValueError("too deep") from error
    if type(raw) is not dict:
        raise ValueError("not an object")
    # Control characters and surrogates can only come through an escape: most lines have none.
    if b"\\u" in line:
        _check_texts(raw)
    return raw


def write_object(value: dict[str, Any]) -> bytes:
    """Return `value` on one line, its end included; raises ValueError for a NaN or a lone surrogate."""
    return _ENCODER.encode(value).encode("utf-8") + b"\n"


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is written twice")
    return found


def _constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _check_texts(value: Any) -> None:
    """Raise ValueError for a NUL or half a character; the depth is bounded, the decoder went through it."""
    if type(value) is str:
        if "\0" in value:
            raise ValueError("a text holds a NUL")
        value.encode("utf-8")
    elif type(value) is dict:
        for key, part in value.items():
            _check_texts(key)
            _check_texts(part)
    elif type(value) is list:
        for part in value:
            _check_texts(part)


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant)
_scan: Callable[[str, int], tuple[Any, int]] = vars(_DECODER)["scan_once"]
"""The decoder without its search for blanks on both sides: nearly no line has any."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"), check_circular=False)
