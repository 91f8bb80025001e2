"""The order of the sieve inside its groups, the same whatever order the services were read in."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import add, eq, itemgetter
from typing import Final

from mobiconseil.domain.sieve import SieveLevel

Candidate = tuple[int, int, str, int | None, int, float | None, int, bytes]
"""An offer in few columns, in this order: number, number of its terms, service of the catalogue, delay in days,
whether its sheet is stale (1), square of its distance in degrees, whether it has no point (1), identifier.
Thousands are read at once: plain tuples cost a tenth of records. What is no service of the directory has a number below
zero, and its own key instead of the service of the catalogue (« aid:faj »)."""

Titles = Callable[[Collection[int]], Mapping[int, str]]
"""Finds the titles of offers by their numbers: few are needed, only where nothing else parts two offers."""

_PROPOSED, _CONSIDERED, _PLAIN, _PUT_OFF = range(4)
_LONGEST = 998
_STEP = 1000.0
"""What parts two starts: more degrees than there are between any two places."""
_FARTHEST = 810_000.0
"""Square of the distance of what has no point: 900 degrees."""
_CATALOGUE = itemgetter(2)
_DELAY = itemgetter(3)
_STALE = itemgetter(4)
_SQUARE = itemgetter(5)
_NUMBER: Final = 0
_KEY: Final = 7


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

    def sorted(self, offers: Sequence[Candidate], titles: Titles) -> list[Candidate]:
        """Return the offers in the order of the screen, groups aside."""
        starts = {each: self._start(*each) for each in set(_said(offers))}
        far = [_FARTHEST if square is None else square for square in map(_SQUARE, offers)]
        keys = list(map(add, map(starts.__getitem__, _said(offers)), map(math.sqrt, far)))
        order = sorted(range(len(keys)), key=keys.__getitem__)
        found = list(map(offers.__getitem__, order))
        ranked = list(map(keys.__getitem__, order))
        _by_title_where_equal(found, list(map(eq, ranked, islice(ranked, 1, None))), titles)
        return found

    def _start(self, catalogue: str, delay: int | None, stale: int) -> float:
        """Return one number that holds the level, the lateness and the delay, in that order."""
        days = self.delay(catalogue, delay)
        level = self.level(catalogue, stale=bool(stale))
        rank = {SieveLevel.PROPOSED: _PROPOSED, SieveLevel.CONSIDERED: _CONSIDERED}.get(level, _PLAIN)
        if catalogue in self.put_off:
            rank = _PUT_OFF
        head = (rank * 2 + self.is_late(days)) * 1000 + (_LONGEST + 1 if days is None else min(days, _LONGEST))
        return head * _STEP


def _said(offers: Sequence[Candidate]) -> Iterator[tuple[str, int | None, int]]:
    """Return the service of the catalogue, the delay and the staleness of each offer, none of them kept."""
    return zip(map(_CATALOGUE, offers), map(_DELAY, offers), map(_STALE, offers), strict=True)


def _by_title_where_equal(offers: list[Candidate], alike: list[bool], titles: Titles) -> None:
    """Put by title, then by identifier, the offers that nothing parts so far; `alike`: each and the next one."""
    spans = tuple(_spans(alike))
    if not spans:
        return
    known = titles([offer[_NUMBER] for start, end in spans for offer in offers[start:end]])

    def place(offer: Candidate) -> tuple[str, bytes]:
        return known.get(offer[_NUMBER], "").casefold(), offer[_KEY]

    for start, end in spans:
        offers[start:end] = sorted(offers[start:end], key=place)


def _spans(alike: list[bool]) -> Iterator[tuple[int, int]]:
    """Return where each run of offers that are alike starts and ends."""
    last = len(alike)
    closed = [*alike, False, True]
    start = closed.index(True)
    while start < last:
        end = closed.index(False, start) + 1
        yield start, end
        start = closed.index(True, end)
