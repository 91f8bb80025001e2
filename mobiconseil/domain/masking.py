"""Counts that point at nobody: small ones are hidden, and enough others that they cannot be found by subtraction."""

from __future__ import annotations

from collections.abc import Mapping

SMALLEST_SHOWN = 5


def masked(counts: Mapping[str, int], smallest: int = SMALLEST_SHOWN) -> dict[str, int | None]:
    """Return the counts of one table; None for those that are hidden.

    Every count under `smallest` is hidden. When the total of the table is known, a lone hidden count would be the
    difference, and a few that add up to little would be nearly known: the smallest of the others are hidden too,
    until at least two are and their sum reaches `smallest`.
    """
    hidden = {name for name, count in counts.items() if count < smallest}
    others = sorted((name for name in counts if name not in hidden), key=lambda name: (counts[name], name))
    while hidden and others and (len(hidden) == 1 or sum(counts[name] for name in hidden) < smallest):
        hidden.add(others.pop(0))
    return {name: None if name in hidden else count for name, count in counts.items()}


def shown_total(counts: Mapping[str, int], smallest: int = SMALLEST_SHOWN) -> int | None:
    """Return the total of a table, or None when it is itself too small."""
    total = sum(counts.values())
    return total if total >= smallest else None
