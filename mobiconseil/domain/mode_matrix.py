"""From skills to transport modes: alone, with learning, not yet, and the items that decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mobiconseil.domain.assessment import Rating, values
from mobiconseil.domain.civility import Civility, agree
from mobiconseil.domain.profile import every, some


class Viability(StrEnum):
    """Whether a mode can be used."""

    ALONE = "alone"
    LEARNING = "learning"
    NOT_YET = "not_yet"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """Return the French name of the verdict, for nobody in particular."""
        return self.agreed(Civility.NONE)

    def agreed(self, civility: Civility) -> str:
        """Return the French name, agreed with the person."""
        names = {"alone": "seul{e}", "learning": "avec apprentissage", "not_yet": "pas encore", "unknown": "à évaluer"}
        return agree(names[self.value], civility)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeCondition:
    """What the value of one item must be.

    With `if_rated`, an item that is not rated is ignored. A `guard` says whom a path is for: when it fails, the
    path is not a reason.
    """

    item: str
    need: str
    at_least: int | None = None
    at_most: int | None = None
    if_rated: bool = False
    guard: bool = False

    def check(self, known: dict[str, int]) -> bool | None:
        """Return whether the condition holds, or None when the item is not rated and decides."""
        value = known.get(self.item)
        if value is None:
            return True if self.if_rated else None
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """A transport mode: what it takes alone, always, and on each learning path."""

    code: str
    label: str
    icon: str
    alone: tuple[ModeCondition, ...]
    common: tuple[ModeCondition, ...]
    paths: tuple[tuple[ModeCondition, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeVerdict:
    """The verdict for one mode, with the items that decide it and the reason in French."""

    mode: str
    label: str
    viability: Viability
    items: tuple[str, ...]
    why: str


def mode_matrix(
    modes: Iterable[Mode], ratings: Iterable[Rating], civility: Civility = Civility.NONE
) -> tuple[ModeVerdict, ...]:
    """Return the verdict of each mode. An item not rated never satisfies a condition."""
    known = values(ratings)
    return tuple(_verdict(mode, known, civility) for mode in modes)


def _verdict(mode: Mode, known: dict[str, int], civility: Civility) -> ModeVerdict:
    whole = mode.alone + mode.common
    alone = every(condition.check(known) for condition in whole)
    common = every(condition.check(known) for condition in mode.common)
    learning = every([common, some(every(c.check(known) for c in path) for path in mode.paths)])
    if alone:
        return _explained(mode, Viability.ALONE, _met(whole, known), civility)
    if learning and alone is False:
        return _explained(mode, Viability.LEARNING, _failed(mode.alone, known), civility)
    if learning is False:
        return _explained(mode, Viability.NOT_YET, _obstacles(mode, known), civility)
    return _explained(mode, Viability.UNKNOWN, _unrated(mode, known), civility)


def _met(conditions: Sequence[ModeCondition], known: dict[str, int]) -> tuple[ModeCondition, ...]:
    return tuple(c for c in conditions if not c.if_rated and c.item in known)


def _failed(conditions: Sequence[ModeCondition], known: dict[str, int]) -> tuple[ModeCondition, ...]:
    return tuple(c for c in conditions if c.check(known) is False)


def _obstacles(mode: Mode, known: dict[str, int]) -> tuple[ModeCondition, ...]:
    """Return what stops even learning: for everybody first, else on the path nearest to being open."""
    always = _failed(mode.common, known)
    if always:
        return always
    fitting = [path for path in mode.paths if not any(c.guard and c.check(known) is False for c in path)]
    failures = [_failed(path, known) for path in fitting or mode.paths]
    return min(failures, key=len)


def _unrated(mode: Mode, known: dict[str, int]) -> tuple[ModeCondition, ...]:
    """Return the conditions on items that are not rated, on the paths still open."""
    open_paths = [path for path in mode.paths if every(c.check(known) for c in path) is not False]
    candidates = mode.alone + mode.common + tuple(c for path in open_paths for c in path)
    first: dict[str, ModeCondition] = {}
    for condition in candidates:
        if condition.check(known) is None:
            first.setdefault(condition.item, condition)
    return tuple(first.values())


_OPENINGS = {
    Viability.ALONE: "Acquis",
    Viability.LEARNING: "À apprendre ou à trouver",
    Viability.NOT_YET: "Il faudrait d’abord",
    Viability.UNKNOWN: "À évaluer",
}


def _explained(
    mode: Mode, viability: Viability, conditions: tuple[ModeCondition, ...], civility: Civility
) -> ModeVerdict:
    needs = ", ".join(dict.fromkeys(agree(condition.need, civility) for condition in conditions))
    return ModeVerdict(
        mode=mode.code,
        label=mode.label,
        viability=viability,
        items=tuple(dict.fromkeys(condition.item for condition in conditions)),
        why=f"{_OPENINGS[viability]}\u00a0: {needs}",
    )
