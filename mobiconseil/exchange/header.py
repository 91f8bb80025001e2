"""The clear header: one line of JSON that anybody may read before the key or the code is at hand."""

from __future__ import annotations

import base64
import re
from typing import Any

from mobiconseil.domain.exchange import FORMAT
from mobiconseil.domain.sealed import CodeCost, CodeRecipe, Header
from mobiconseil.exchange import limits
from mobiconseil.exchange.keys import SALT_LENGTH
from mobiconseil.exchange.refusals import refusal
from mobiconseil.exchange.strict_json import read_object, write_object

MAGIC = b"MOBICONSEIL-ECHANGE\n"
_WORD = re.compile(r"[a-z][a-z0-9-]{0,31}")


def write_header(header: Header) -> bytes:
    """Return the line of `header`, its end included."""
    raw: dict[str, Any] = {"format": header.format, "reader": header.reader, "scope": header.scope}
    if header.recipe is not None:
        cost = header.recipe.cost
        raw["kdf"] = {
            "alg": "argon2id",
            "m": cost.memory_kib,
            "t": cost.passes,
            "p": cost.lanes,
            "salt": base64.b64encode(header.recipe.salt).decode(),
        }
    return write_object(raw)


def read_header(line: bytes) -> Header:
    """Return the header of a file; raises Refused, with « newer » when this program is too old for the file.

    Keys that this program does not know are left aside: a format that gives them a meaning raises `reader`.
    """
    try:
        raw = read_object(line)
        oldest = _integer(raw.get("reader"), limits.MAX_INTEGER)
    except ValueError as error:
        raise refusal("damaged", f"header: {error}") from error
    if oldest > FORMAT:
        raise refusal("newer", f"format {oldest}")
    try:
        return Header(
            scope=_word(raw.get("scope")),
            recipe=None if raw.get("kdf") is None else _recipe(raw["kdf"]),
            format=_integer(raw.get("format"), limits.MAX_INTEGER),
            reader=oldest,
        )
    except (ValueError, TypeError) as error:
        raise refusal("damaged", f"header: {error}") from error


def _recipe(raw: Any) -> CodeRecipe:
    if type(raw) is not dict or raw.get("alg") != "argon2id":
        raise ValueError("kdf")
    cost = CodeCost(*(_integer(raw.get(key), limits.MAX_INTEGER) for key in ("m", "t", "p")))
    if not cost.is_bounded():
        raise refusal("bomb", "cost of the code")
    salt = base64.b64decode(raw["salt"] if type(raw.get("salt")) is str else "", validate=True)
    if len(salt) != SALT_LENGTH:
        raise ValueError("salt")
    return CodeRecipe(salt, cost)


def _integer(raw: Any, greatest: int) -> int:
    if type(raw) is not int or not 1 <= raw <= greatest:
        raise ValueError("an integer is expected")
    return raw


def _word(raw: Any) -> str:
    if type(raw) is not str or _WORD.fullmatch(raw) is None:
        raise ValueError("a word is expected")
    return raw
