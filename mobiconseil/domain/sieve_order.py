"""The order of the sieve inside its groups, the same whatever order the services were read in."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from operator import add, eq

from mobiconseil.domain.sieve import SieveLevel
from mobiconseil.domain.sieve_offers import Offers

Titles = Callable[[Collection[int]], Mapping[int, str]]
"""Finds the titles of offers by their numbers: few are needed, only where nothing else parts two offers."""

_PROPOSED, _CONSIDERED, _PLAIN, _PUT_OFF = range(4)
_LONGEST = 998
_STEP = 1000.0
"""What parts two starts: more degrees than there are between any two places."""
_FARTHEST = 810_000.0
"""Square of the distance of what has no point: 900 degrees."""


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

    def sorted(self, offers: Offers, titles: Titles) -> list[int]:
        """Return the places of the offers in the order of the screen, groups aside."""
        starts = {each: self._start(*each) for each in set(_said(offers))}
        far = [_FARTHEST if square is None else square for square in offers.squares]
        ranks = list(map(add, map(starts.__getitem__, _said(offers)), map(math.sqrt, far)))
        order = sorted(range(len(ranks)), key=ranks.__getitem__)
        ranks.sort()
        _by_title_where_equal(order, list(map(eq, ranks, islice(ranks, 1, None))), offers, titles)
        return order

    def _start(self, catalogue: str, delay: int | None, stale: int) -> float:
        """Return one number that holds the level, the lateness and the delay, in that order."""
        days = self.delay(catalogue, delay)
        level = self.level(catalogue, stale=bool(stale))
        rank = {SieveLevel.PROPOSED: _PROPOSED, SieveLevel.CONSIDERED: _CONSIDERED}.get(level, _PLAIN)
        if catalogue in self.put_off:
            rank = _PUT_OFF
        head = (rank * 2 + self.is_late(days)) * 1000 + (_LONGEST + 1 if days is None else min(days, _LONGEST))
        return head * _STEP


def _said(offers: Offers) -> Iterator[tuple[str, int | None, int]]:
    """Return the service of the catalogue, the delay and the staleness of each offer, none of them kept."""
    return zip(offers.catalogues, offers.delays, offers.stale, strict=True)


def _by_title_where_equal(order: list[int], alike: list[bool], offers: Offers, titles: Titles) -> None:
    """Put by title, then by identifier, the offers that nothing parts so far; `alike`: each and the next one."""
    spans = tuple(_spans(alike))
    if not spans:
        return
    numbers, keys = offers.numbers, offers.keys
    known = titles([numbers[place] for start, end in spans for place in order[start:end]])

    def named(place: int) -> tuple[str, bytes]:
        return known.get(numbers[place], "").casefold(), keys[place]

    for start, end in spans:
        order[start:end] = sorted(order[start:end], key=named)


def _spans(alike: list[bool]) -> Iterator[tuple[int, int]]:
    """Return where each run of offers that are alike starts and ends."""
    last = len(alike)
    closed = [*alike, False, True]
    start = closed.index(True)
    while start < last:
        end = closed.index(False, start) + 1
        yield start, end
        start = closed.index(True, end)
