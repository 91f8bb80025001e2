"""Small readings that every format needs: lists, days, numbers, points, addresses of the Web."""

from __future__ import annotations

import ast
import json
import math
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from mobiconseil.domain.french_text import fold

_LONGEST_EMPTY = 4
"""Length of « null », the longest text that stands for nothing."""
_EMPTY = {"", "null", "none", "nan", "n/a", "[]", "{}"}


def plain(value: object) -> str:
    """Return a value as text without spaces around; « null » and the like are empty."""
    if type(value) is str and len(value) > _LONGEST_EMPTY and value[0] > " " and value[-1] > " ":
        return value if "\0" not in value else value.replace("\0", "")
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple | set):
        return " ".join(plain(part) for part in value)
    typed = str(value).strip()
    return "" if typed.casefold() in _EMPTY else typed.replace("\0", "")


def plain_column(values: list[Any]) -> list[str]:
    """Return many values as `plain` would return each; most columns need nothing."""
    are_long_texts = set(map(type, values)) == {str} and min(map(len, values)) > _LONGEST_EMPTY
    if are_long_texts and "\0" not in "".join(values) and values == list(map(str.strip, values)):
        return values
    known = {value: plain(value) for value in set(values)}
    return [known[value] for value in values]


def as_list(value: object) -> tuple[str, ...]:
    """Return a list written as JSON, as Python, as PostgreSQL or with separators."""
    if isinstance(value, list | tuple | set | frozenset):
        return tuple([part for part in map(plain, value) if part])
    typed = plain(value)
    if not typed:
        return ()
    if typed[0] in "[({":
        return _written_list(typed)
    return tuple(part.strip() for part in re.split(r"[,;|\n]", typed) if part.strip())


def _written_list(typed: str) -> tuple[str, ...]:
    for read in (json.loads, ast.literal_eval):
        try:
            found = read(typed)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        if isinstance(found, list | tuple | set):
            return as_list(found)
    return tuple(part.strip(" \"'") for part in typed.strip("[](){}").split(",") if part.strip(" \"'"))


def number(value: object) -> float | None:
    """Return a number written with a comma or a point, or None."""
    if value is None:
        return None
    if type(value) is float or type(value) is int:
        return float(value) if math.isfinite(value) else None
    typed = re.sub(r"[\s\u00a0\u202f]", "", plain(value)).replace(",", ".")
    try:
        found = float(typed)
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def point(latitude: object, longitude: object) -> tuple[float, float] | None:
    """Return a point of the Earth in degrees, or None: plane coordinates (Lambert 93) are no degrees."""
    north, east = number(latitude), number(longitude)
    if north is None or east is None or not (-90 <= north <= 90 and -180 <= east <= 180):
        return None
    return None if north == 0 and east == 0 else (north, east)


def iso_day(value: object) -> date | None:
    """Return the day of an ISO date or moment, or None."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(plain(value)[:10])
    except ValueError:
        return None


def slug(text: str) -> str:
    """Return a text as an identifier: « CCAS de Craon » → « ccas-de-craon »."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def postal_code(value: object) -> str:
    """Return a postal code with the zero that spreadsheets eat."""
    digits = plain(value).replace(" ", "").removesuffix(".0")
    return digits.zfill(5) if digits.isdigit() and len(digits) in (4, 5) else digits


def originals(pairs: Iterable[tuple[str, Any]]) -> str:
    """Return the original values worth keeping, « thematiques=…; frais=… »."""
    return "; ".join(f"{name}={plain(value)}" for name, value in pairs if plain(value))
