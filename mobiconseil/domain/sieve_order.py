"""The order of the sieve inside its groups, the same whatever order the services were read in."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
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
        starts: dict[tuple[str, int | None, int], float] = {}
        keyed: list[tuple[float, Candidate]] = []
        for offer in offers:
            said = offer[2:5]
            start = starts.get(said)
            if start is None:
                start = starts[said] = self._start(*said)
            square = offer[5]
            keyed.append((start + (_FARTHEST if square is None else math.sqrt(square) * KM_PER_DEGREE), offer))
        keyed.sort(key=itemgetter(0))
        return _by_title_where_equal(keyed)

    def _start(self, catalogue: str, delay: int | None, stale: int) -> float:
        """Return one number that holds the level, the lateness and the delay, in that order."""
        days = self.delay(catalogue, delay)
        level = self.level(catalogue, stale=bool(stale))
        rank = {SieveLevel.PROPOSED: _PROPOSED, SieveLevel.CONSIDERED: _CONSIDERED}.get(level, _PLAIN)
        if catalogue in self.put_off:
            rank = _PUT_OFF
        head = (rank * 2 + self.is_late(days)) * 1000 + (_LONGEST + 1 if days is None else min(days, _LONGEST))
        return head * 100_000.0


def _by_title_where_equal(keyed: list[tuple[float, Candidate]]) -> list[Candidate]:
    """Return the offers; those that nothing parts so far go by title, then by identifier."""
    found: list[Candidate] = []
    before: float | None = None
    start = 0
    for key, offer in keyed:
        if key != before:
            if len(found) - start > 1:
                found[start:] = sorted(found[start:], key=_title)
            before, start = key, len(found)
        found.append(offer)
    if len(found) - start > 1:
        found[start:] = sorted(found[start:], key=_title)
    return found


def _title(offer: Candidate) -> tuple[str, bytes]:
    return offer[_TITLE].casefold(), offer[_KEY]
