"""One run of the sieve, kept from one look to the next: only what changed is read, ordered or judged again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, count

from mobiconseil.domain.circumstances import Circumstances
from mobiconseil.domain.sieve import SieveGroup
from mobiconseil.domain.sieve_judge import RANKS, SieveJudge, Verdicts, count_questions
from mobiconseil.domain.sieve_offers import Candidate, Offers
from mobiconseil.domain.sieve_order import SieveOrder
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.advice_ports import CandidateFilter, SieveSource
from mobiconseil.services.sieve_terms import TermsBook


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """What is examined beside the services: an aid, or a service of the catalogue that nobody gives near here."""

    key: str
    title: str
    group: SieveGroup | None
    """None: not to be shown."""
    missing: tuple[str, ...] = ()
    stale: bool = False
    catalogue: str = ""
    """Service of the catalogue that it stands for; empty for an aid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """Every offer in order, with its group, and the questions that offers wait for."""

    offers: Offers
    order: Sequence[int]
    """Places of the offers, in order."""
    ranks: bytes
    """Rank of the group of each offer in order, as `RANKS` says."""
    waiting: Mapping[str, int]
    """Question → offers that wait for it."""
    settled: Mapping[str, int]
    """Question → offers that wait for nothing else."""
    verdicts: Verdicts
    stale: int
    """Services that the rules would bring forward, had somebody checked their sheet."""

    @property
    def counts(self) -> dict[SieveGroup, int]:
        """Return how many offers each group holds."""
        return {group: self.ranks.count(RANKS[group]) for group in SieveGroup}


class SieveRun:
    """What is kept of the last look: the services that were read, their order, what was judged."""

    def __init__(self, source: SieveSource) -> None:
        self._source = source
        self._judge = SieveJudge()
        self._terms = TermsBook(self._judge)
        self._known_terms: set[int] = set()
        self._read_key: object = None
        self._read = Offers()
        self._order_key: object = None
        self._offers = Offers()
        self._ordered: list[int] = []
        """Places of the offers in the order of the screen."""
        self._stale = 0
        self._places: list[int] = []
        """For each offer in order, the place of its terms among those that are asked, extras after."""
        self._asked: Counter[int] = Counter()
        self._held: list[int] = []
        """Terms of the offers that something to rate keeps to check, whatever they ask."""
        self._given: dict[str, set[int]] = {}
        """Service of the catalogue that is proposed → terms of those who give it near here."""

    def read(self, wanted: CandidateFilter, known: Circumstances) -> None:
        """Read the services that are wanted, unless nothing changed, and judge what they ask."""
        key = (self._source.version(), wanted)
        if key != self._read_key:
            self._read_again(wanted)
            self._read_key = key
        self._judge.judge(known)

    def _read_again(self, wanted: CandidateFilter) -> None:
        self._read = self._source.candidates(wanted)
        new = set(self._read.terms) - self._known_terms
        if new:
            self._terms.add(self._source.terms(new))
            self._known_terms |= new

    def order(self, order: SieveOrder, extras: Sequence[Extra], wanted: CandidateFilter, known: Circumstances) -> None:
        """Put in order what was read and the extras, unless nothing that the order depends on changed."""
        place = (known.insee_code, known.departement, known.epci)
        names = tuple((extra.key, extra.title, extra.stale) for extra in extras)
        key = (self._read_key, order, names, place)
        if key != self._order_key:
            self._order_again(order, extras, wanted)
            self._order_key = key

    def _order_again(self, order: SieveOrder, extras: Sequence[Extra], wanted: CandidateFilter) -> None:
        near = self._within_reach(wanted)
        self._offers = near.with_rows([*map(_candidate, count(1), extras)])
        self._ordered = order.sorted(self._offers, _Titles(self._source, extras))
        self._asked = Counter(near.terms)
        places = {number: place for place, number in enumerate(self._asked)}
        places |= {-rank: len(self._asked) + rank - 1 for rank in range(1, len(extras) + 1)}
        self._places = list(map(places.__getitem__, map(self._offers.terms.__getitem__, self._ordered)))
        self._hold(order.to_rate, len(places))
        proposed = {extra.catalogue for extra in extras} - {""}
        self._given = {code: set() for code in proposed}
        for code, number in zip(near.catalogues, near.terms, strict=True):
            if code in proposed:
                self._given[code].add(number)
        self._stale = sum([code in order.levels for code in compress(near.catalogues, near.stale)])

    def _hold(self, to_rate: frozenset[str], start: int) -> None:
        """Give places of their own, after the others, to the offers of services that wait for a rating."""
        catalogues, terms = self._offers.catalogues, self._offers.terms
        waiting = [rank for rank, place in enumerate(self._ordered) if catalogues[place] in to_rate] if to_rate else []
        asked = [terms[self._ordered[rank]] for rank in waiting]
        self._held = list(dict.fromkeys(asked))
        held = {number: start + place for place, number in enumerate(self._held)}
        for rank, number in zip(waiting, asked, strict=True):
            self._places[rank] = held[number]

    def offers(self, catalogue: str) -> tuple[bool, bool]:
        """Say whether a service of the catalogue is given near here, and whether nothing known closes it."""
        numbers = self._given.get(catalogue, ())
        closed = RANKS[SieveGroup.NOT_ELIGIBLE]
        return bool(numbers), any(self._judge.ranks[number] != closed for number in numbers)

    def sorted(self, extras: Sequence[Extra]) -> Sorted:
        """Return every offer in its group, in the order that was made with these extras."""
        fallen = [*map(self._judge.ranks.__getitem__, self._asked), *(RANKS[extra.group] for extra in extras)]
        unsure = RANKS[SieveGroup.TO_CHECK]
        fallen += [max(self._judge.ranks[number], unsure) for number in self._held]
        waiting, settled = self._judge.waiting(self._asked)
        for extra in extras:
            if extra.group is SieveGroup.TO_CHECK:
                count_questions(extra.missing, 1, waiting, settled)
        return Sorted(
            offers=self._offers,
            order=self._ordered,
            ranks=bytes(map(fallen.__getitem__, self._places)),
            waiting=waiting,
            settled=settled,
            verdicts=self._judge.verdicts(),
            stale=self._stale,
        )

    def _within_reach(self, wanted: CandidateFilter) -> Offers:
        """Leave out what is far, or has no place, when it is given to people who live elsewhere."""
        reach, read = wanted.reach, self._read
        if reach is None:
            return read
        zone = self._judge.zone
        return read.only(
            zone(number) is not TriState.NO if square is None else square <= reach or zone(number) is TriState.YES
            for number, square in zip(read.terms, read.squares, strict=True)
        )


def _candidate(rank: int, extra: Extra) -> Candidate:
    return (-rank, -rank, extra.key, None, int(extra.stale), None, extra.key.encode())


class _Titles:
    """Finds the titles of services in the directory, and of the extras by the numbers they were given."""

    def __init__(self, source: SieveSource, extras: Sequence[Extra]) -> None:
        self._source = source
        self._extras = extras

    def __call__(self, numbers: Collection[int]) -> Mapping[int, str]:
        services = [number for number in numbers if number > 0]
        known = dict(self._source.titles(services)) if services else {}
        return known | {number: self._extras[-number - 1].title for number in numbers if number < 0}
