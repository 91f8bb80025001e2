"""Multi-value registers: what makes late, doubled and crossed edits converge without losing any.

A field holds the values that no later write has seen (its siblings) and the context: for each laptop, the
last write of that field that was seen. Merging is commutative, associative and idempotent; clocks only choose
which sibling is displayed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Scalar = str | int | float | bytes | None
"""A value as the base stores it."""


@dataclass(frozen=True, slots=True, order=True)
class Dot:
    """One write: the laptop's incarnation (64 random bits) and its rank there."""

    replica: int
    seq: int


@dataclass(frozen=True, slots=True)
class Sibling:
    """One value written by one write; `clock` is a hybrid logical clock, for display only."""

    dot: Dot
    clock: int
    author: str
    value: Scalar

    @property
    def rank(self) -> tuple[int, int, int]:
        """Return what chooses the displayed value among siblings."""
        return (self.clock, self.dot.replica, self.dot.seq)


@dataclass(frozen=True, slots=True)
class Register:
    """The siblings of one field, each covered by the context, and the context itself."""

    siblings: tuple[Sibling, ...] = ()
    context: Mapping[int, int] = field(default_factory=dict)

    def covers(self, dot: Dot) -> bool:
        """Say whether `dot` was seen when this register was last written or merged."""
        return self.context.get(dot.replica, 0) >= dot.seq

    @property
    def displayed(self) -> Sibling | None:
        """Return the sibling to show, the newest one, or None for a field never written."""
        return max(self.siblings, key=lambda sibling: sibling.rank, default=None)

    @property
    def in_conflict(self) -> bool:
        """Say whether siblings hold different values that someone must choose from."""
        return len({(type(sibling.value), sibling.value) for sibling in self.siblings}) > 1


def write(register: Register, sibling: Sibling) -> Register:
    """Return the register after a local write, which has seen every sibling present."""
    context = dict(register.context)
    context[sibling.dot.replica] = max(context.get(sibling.dot.replica, 0), sibling.dot.seq)
    return Register((sibling,), context)


def merge(one: Register, other: Register) -> Register:
    """Return the register that knows all that both know."""
    mine, theirs = ({s.dot: s for s in register.siblings} for register in (one, other))
    kept = {dot: _agreed(s, theirs.get(dot, s)) for dot, s in mine.items() if dot in theirs or not other.covers(dot)}
    kept |= {dot: s for dot, s in theirs.items() if dot not in mine and not one.covers(dot)}
    replicas = one.context.keys() | other.context.keys()
    context = {r: max(one.context.get(r, 0), other.context.get(r, 0)) for r in replicas}
    return Register(tuple(kept[dot] for dot in sorted(kept)), context)


def _agreed(one: Sibling, other: Sibling) -> Sibling:
    """Return the same of two siblings in any order; they only differ when a laptop forged a write."""
    return (
        one
        if one == other
        else max(one, other, key=lambda s: (s.clock, s.author, type(s.value).__name__, str(s.value)))
    )


CLOCK_SHIFT = 16
"""Bits of the counter below the milliseconds of a hybrid logical clock."""


LAST_CLOCK = (7_258_118_400_000 << CLOCK_SHIFT) - 1
"""The end of the year 2199: the only bound on a clock."""


def next_clock(last: int, seen: int, wall_ms: int) -> int:
    """Return a clock after `last`, after `seen` and, when the laptop's clock is sane, near the wall time.

    It stops at the year 2200: laptops refuse what is beyond, and one wrong clock must not shut a team's mouth.
    """
    return min(max(last + 1, seen + 1, wall_ms << CLOCK_SHIFT), LAST_CLOCK)
