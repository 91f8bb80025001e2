"""Small helpers of the writing of many rows at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from mobiconseil.domain.merge import Scalar

T = TypeVar("T")

_STEP = 500
"""Rows written between two words about the progress."""
_CODE = re.compile("[a-z0-9 -]*")
"""Codes, which stand in SQL as they are."""


def common(column: Sequence[Scalar]) -> str:
    """Return the SQL of the plain value that all the rows have, empty when they differ or it is not plain."""
    first = column[0]
    is_plain = first is None or type(first) is int or (type(first) is str and _CODE.fullmatch(first))
    if not is_plain or column.count(first) != len(column):
        return ""
    return "NULL" if first is None else f"'{first}'" if isinstance(first, str) else repr(first)


def told(rows: Iterable[T], advance: Callable[[int], None]) -> Iterator[T]:
    """Return the rows one by one, and say from time to time how many more have gone."""
    pending = 0
    for row in rows:
        if pending == _STEP:
            advance(pending)
            pending = 0
        yield row
        pending += 1
    advance(pending)
