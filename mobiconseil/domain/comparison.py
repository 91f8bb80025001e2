"""Two assessments of one person side by side: what moved, and by how much."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mobiconseil.domain.assessment import Rating, values
from mobiconseil.domain.grid import Grid, GridRules


class ChangeKind(StrEnum):
    """How an item moved between two assessments."""

    BARRIER_LIFTED = "barrier_lifted"
    PROGRESS = "progress"
    STABLE = "stable"
    DECLINE = "decline"
    STRONG_DECLINE = "strong_decline"

    @property
    def label(self) -> str:
        """Return the French name of the change."""
        return {
            "barrier_lifted": "Frein levé",
            "progress": "Progrès",
            "stable": "Stable",
            "decline": "Recul",
            "strong_decline": "Recul marqué",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChange:
    """The move of one item rated both times."""

    item: str
    before: int
    after: int
    kind: ChangeKind

    @property
    def delta(self) -> int:
        """Return the levels gained, negative when lost."""
        return self.after - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The items rated both times, in the order of the grid."""

    changes: tuple[ItemChange, ...]

    def of(self, *kinds: ChangeKind) -> tuple[ItemChange, ...]:
        """Return the changes of these kinds."""
        return tuple(change for change in self.changes if change.kind in kinds)

    @property
    def lifted(self) -> tuple[ItemChange, ...]:
        """Return the barriers lifted."""
        return self.of(ChangeKind.BARRIER_LIFTED)

    @property
    def gains(self) -> tuple[ItemChange, ...]:
        """Return every item that went up, barriers lifted included."""
        return self.of(ChangeKind.BARRIER_LIFTED, ChangeKind.PROGRESS)

    @property
    def declines(self) -> tuple[ItemChange, ...]:
        """Return every item that went down."""
        return self.of(ChangeKind.DECLINE, ChangeKind.STRONG_DECLINE)


def compare(grid: Grid, before: Iterable[Rating], after: Iterable[Rating]) -> Comparison:
    """Return how each item rated in both assessments moved."""
    old, new = values(before), values(after)
    return Comparison(
        changes=tuple(
            ItemChange(
                item=item.code,
                before=old[item.code],
                after=new[item.code],
                kind=_kind(grid.rules, old[item.code], new[item.code]),
            )
            for item in grid.items()
            if item.code in old and item.code in new
        )
    )


def _kind(rules: GridRules, before: int, after: int) -> ChangeKind:
    if _lifted(rules, before, after):
        return ChangeKind.BARRIER_LIFTED
    if _lifted(rules, after, before):
        return ChangeKind.STRONG_DECLINE
    if after - before >= rules.progress_at_least:
        return ChangeKind.PROGRESS
    return ChangeKind.DECLINE if before - after >= rules.progress_at_least else ChangeKind.STABLE


def _lifted(rules: GridRules, low: int, high: int) -> bool:
    crosses = low <= rules.work_on_at_most and high >= rules.support_at_least
    return high - low >= rules.lifted_at_least or crosses
