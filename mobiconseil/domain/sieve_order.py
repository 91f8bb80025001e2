"""The order of the sieve inside its groups, the same whatever order the services were read in."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import eq, itemgetter
from typing import Final

from mobiconseil.domain.projection import KM_PER_DEGREE
from mobiconseil.domain.sieve import SieveLevel

Candidate = tuple[int, int, str, int | None, int, float | None, int, str, bytes]
"""An offer in few columns, in this order: number, number of its terms, service of the catalogue, delay in days,
whether its sheet is stale (1), square of its distance in degrees, whether it has no point (1), name, identifier.
Thousands are read at once: plain tuples cost a tenth of records. What is no service of the directory has a number below
zero, and its own key instead of the service of the catalogue (« aid:faj »)."""

_PROPOSED, _CONSIDERED, _PLAIN, _PUT_OFF = range(4)
_LONGEST = 998
_FARTHEST = 99_999.0
_SAID = itemgetter(2, 3, 4)
_SQUARE = itemgetter(5)
_TITLE: Final = 7
_KEY: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class SieveOrder:
    """What the order depends on, beside the offers themselves."""

    levels: Mapping[str, SieveLevel] = field(default_factory=dict)
    """What the rules say of the services of the catalogue."""
    put_off: frozenset[str] = frozenset()
    """Services of the catalogue that a rule puts off."""
    delays: Mapping[str, int] = field(default_factory=dict)
    """Usual delay of the services of the catalogue, for offers that do not say theirs."""
    days_left: int | None = None
    """Days to the deadline."""
    to_rate: frozenset[str] = frozenset()
    """Services of the catalogue that a rule may put off, once something is rated: they are to check until then."""

    def delay(self, catalogue: str, delay: int | None) -> int | None:
        """Return the days before an offer can help."""
        return self.delays.get(catalogue) if delay is None else delay

    def is_late(self, delay: int | None) -> bool:
        """Say whether this delay goes beyond the deadline."""
        return self.days_left is not None and delay is not None and delay > self.days_left

    def level(self, catalogue: str, *, stale: bool) -> SieveLevel:
        """Return how strongly an offer comes forward: not at all when nobody checked it for long."""
        if stale or catalogue in self.put_off:
            return SieveLevel.NONE
        return self.levels.get(catalogue, SieveLevel.NONE)

    def sorted(self, offers: Sequence[Candidate]) -> list[Candidate]:
        """Return the offers in the order of the screen, groups aside."""
        said = list(map(_SAID, offers))
        starts = {each: self._start(*each) for each in set(said)}
        keys = [
            starts[each] + (_FARTHEST if square is None else math.sqrt(square) * KM_PER_DEGREE)
            for each, square in zip(said, map(_SQUARE, offers), strict=True)
        ]
        order = sorted(range(len(keys)), key=keys.__getitem__)
        found = [offers[place] for place in order]
        ranked = [keys[place] for place in order]
        if any(map(eq, ranked, islice(ranked, 1, None))):
            _by_title_where_equal(found, ranked)
        return found

    def _start(self, catalogue: str, delay: int | None, stale: int) -> float:
        """Return one number that holds the level, the lateness and the delay, in that order."""
        days = self.delay(catalogue, delay)
        level = self.level(catalogue, stale=bool(stale))
        rank = {SieveLevel.PROPOSED: _PROPOSED, SieveLevel.CONSIDERED: _CONSIDERED}.get(level, _PLAIN)
        if catalogue in self.put_off:
            rank = _PUT_OFF
        head = (rank * 2 + self.is_late(days)) * 1000 + (_LONGEST + 1 if days is None else min(days, _LONGEST))
        return head * 100_000.0


def _by_title_where_equal(offers: list[Candidate], keys: Sequence[float]) -> None:
    """Put by title, then by identifier, the offers that nothing parts so far."""
    start = 0
    for place in range(1, len(keys) + 1):
        if place == len(keys) or keys[place] != keys[start]:
            if place - start > 1:
                offers[start:place] = sorted(offers[start:place], key=_title)
            start = place


def _title(offer: Candidate) -> tuple[str, bytes]:
    return offer[_TITLE].casefold(), offer[_KEY]
