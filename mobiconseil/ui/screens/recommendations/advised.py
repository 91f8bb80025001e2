"""What the list shows at first: what the rules bring forward, the nearest of each kind, and what was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from mobiconseil.domain.sieve import SieveKind, SieveLevel, SieveRow

NEAREST = 3
"""Services of one kind shown at first: the others are farther, and the same."""


def advised(rows: Iterable[SieveRow]) -> tuple[SieveRow, ...]:
    """Return the rows that the rules bring forward or put off and those decided, in the order of the sieve."""
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for row in rows:
        if row.choice is None and not _wanted(row):
            continue
        if row.kind is SieveKind.SERVICE:
            kind = (row.group.value, row.catalogue)
            seen[kind] += 1
            if seen[kind] > NEAREST and row.choice is None:
                continue
        found.append(row)
    return tuple(found)


def _wanted(row: SieveRow) -> bool:
    return row.proposed is not SieveLevel.NONE or row.deferred or row.kind is SieveKind.CATALOGUE
