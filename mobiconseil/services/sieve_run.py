"""One run of the sieve, kept from one look to the next: only what changed is read, ordered or judged again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mobiconseil.domain.circumstances import Circumstances
from mobiconseil.domain.eligibility import criteria_of
from mobiconseil.domain.sieve import SieveGroup
from mobiconseil.domain.sieve_judge import SieveJudge, Verdicts
from mobiconseil.domain.sieve_order import Candidate, SieveOrder
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.advice_ports import CandidateFilter, SieveSource

_TERMS: Final = 1
_CATALOGUE: Final = 2
_STALE: Final = 4
_SQUARE: Final = 5
_NO_POINT: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """What is examined beside the services: an aid, or a service of the catalogue that nobody gives near here."""

    key: str
    title: str
    group: SieveGroup | None
    """None: not to be shown."""
    missing: tuple[str, ...] = ()
    stale: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """Every offer in its group, in order, and the questions that offers wait for."""

    groups: Mapping[SieveGroup, Sequence[Candidate]]
    waiting: Mapping[str, int]
    """Question → offers that wait for it."""
    settled: Mapping[str, int]
    """Question → offers that wait for nothing else."""
    verdicts: Verdicts
    stale: int
    """Services that the rules would bring forward, had somebody checked their sheet."""


class SieveRun:
    """What is kept of the last look: the services that were read, their order, what was judged."""

    def __init__(self, source: SieveSource) -> None:
        self._source = source
        self._judge = SieveJudge()
        self._known_terms: set[int] = set()
        self._read_key: object = None
        self._read: Sequence[Candidate] = ()
        self._order_key: object = None
        self._ordered: list[Candidate] = []
        self._stale = 0
        self._asked: Counter[int] = Counter()
        self._offered: dict[str, set[int]] = {}

    def read(self, wanted: CandidateFilter, known: Circumstances) -> None:
        """Read the services that are wanted, unless nothing changed, and judge what they ask."""
        key = (self._source.version(), wanted)
        if key != self._read_key:
            self._read = self._source.candidates(wanted)
            self._read_key = key
            new = {offer[_TERMS] for offer in self._read} - self._known_terms
            if new:
                terms = self._source.terms(new)
                self._judge.add({number: criteria_of(found) for number, found in terms.items()})
                self._known_terms |= new
        self._judge.judge(known)

    def order(self, order: SieveOrder, extras: Sequence[Extra], wanted: CandidateFilter, known: Circumstances) -> None:
        """Put in order what was read and the extras, unless nothing that the order depends on changed."""
        place = (known.insee_code, known.departement, known.epci)
        names = tuple((extra.key, extra.title, extra.stale) for extra in extras)
        key = (self._read_key, order, names, place)
        if key == self._order_key:
            return
        near = self._within_reach(wanted)
        self._ordered = order.sorted([*near, *(_candidate(rank, extra) for rank, extra in enumerate(extras, start=1))])
        self._asked = Counter(offer[_TERMS] for offer in near)
        self._offered = {}
        for offer in near:
            self._offered.setdefault(offer[_CATALOGUE], set()).add(offer[_TERMS])
        self._stale = sum(1 for offer in near if offer[_STALE] and offer[_CATALOGUE] in order.levels)
        self._order_key = key

    def offers(self, catalogue: str) -> tuple[bool, bool]:
        """Say whether a service of the catalogue is given near here, and whether nothing known closes it."""
        numbers = self._offered.get(catalogue, ())
        groups = self._judge.groups
        return bool(numbers), any(groups[number] is not SieveGroup.NOT_ELIGIBLE for number in numbers)

    def sorted(self, extras: Sequence[Extra]) -> Sorted:
        """Return every offer in its group, in the order that was made with these extras."""
        groups: dict[int, SieveGroup | None] = dict(self._judge.groups)
        groups |= {-rank: extra.group for rank, extra in enumerate(extras, start=1)}
        found: dict[SieveGroup | None, list[Candidate]] = {group: [] for group in (*SieveGroup, None)}
        for offer in self._ordered:
            found[groups[offer[_TERMS]]].append(offer)
        waiting: Counter[str] = Counter()
        settled: Counter[str] = Counter()
        for number, rows in self._asked.items():
            if groups[number] is SieveGroup.TO_CHECK:
                _count(self._judge.missing(number), rows, waiting, settled)
        for extra in extras:
            if extra.group is SieveGroup.TO_CHECK:
                _count(extra.missing, 1, waiting, settled)
        return Sorted(
            groups={group: found[group] for group in SieveGroup},
            waiting=waiting,
            settled=settled,
            verdicts=self._judge.verdicts(),
            stale=self._stale,
        )

    def _within_reach(self, wanted: CandidateFilter) -> list[Candidate]:
        """Leave out what is far, or has no place, when it is given to people who live elsewhere."""
        reach = wanted.reach
        if reach is None:
            return list(self._read)
        zone = self._judge.zone
        return [
            offer
            for offer in self._read
            if (
                (zone(offer[_TERMS]) is not TriState.NO)
                if offer[_NO_POINT]
                else ((offer[_SQUARE] or 0.0) <= reach or zone(offer[_TERMS]) is TriState.YES)
            )
        ]


def _candidate(rank: int, extra: Extra) -> Candidate:
    return (-rank, -rank, extra.key, None, int(extra.stale), None, 1, extra.title, extra.key.encode())


def _count(questions: tuple[str, ...], rows: int, waiting: Counter[str], settled: Counter[str]) -> None:
    for question in questions:
        waiting[question] += rows
    if len(questions) == 1:
        settled[questions[0]] += rows
