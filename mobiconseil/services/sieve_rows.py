"""The lines of the sieve, made when they are read: a screen shows forty of them, the directory may hold thousands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate, compress
from typing import Final, overload

from mobiconseil.domain.advice_records import Choice, service_key
from mobiconseil.domain.aid import Aid, AidFreshness, aid_freshness
from mobiconseil.domain.catalogues import CatalogueService
from mobiconseil.domain.criteria import Axis
from mobiconseil.domain.directory import Freshness, freshness_on
from mobiconseil.domain.directory_codes import Fees, FreshnessTone
from mobiconseil.domain.distance import CrowFly, Point
from mobiconseil.domain.eligibility import Judgement, Verdict
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.sieve import SieveGroup, SieveKind, SieveLevel, SieveRow
from mobiconseil.domain.sieve_judge import Verdicts
from mobiconseil.domain.sieve_offers import Candidate, Offers
from mobiconseil.domain.sieve_order import SieveOrder
from mobiconseil.domain.trip_cost import CostMode, TripComparison
from mobiconseil.domain.typography import NBSP, money
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.ports import DirectoryLine

_PAGE = 48
"""Lines read at once: a little more than a screen shows."""

STALE_DAYS = 365
"""A sheet that nobody checked for a year is no longer brought forward."""

NOBODY_JUDGED = Verdicts(results=(), parts={})
"""Verdicts for lines that are no service."""

_GROUPS = tuple(SieveGroup)
_ONLY = tuple(bytes(rank == byte for byte in range(256)) for rank in range(len(_GROUPS)))
"""For each group, what keeps it and drops the others."""

_NUMBER: Final = 0
_TERMS: Final = 1
_CATALOGUE: Final = 2
_DELAY: Final = 3
_STALE: Final = 4
_ID: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminedAid:
    """An aid, what was judged of it and where it falls."""

    aid: Aid
    judgement: Judgement
    group: SieveGroup
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """A service of the catalogue that is proposed and that nobody gives near here."""

    service: CatalogueService
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowContext:
    """What lines are made of, beside the offers themselves."""

    today: date
    centre: Point | None
    distances: CrowFly
    order: SieveOrder
    immediate: frozenset[str]
    modes: Mapping[str, CostMode]
    comparison: TripComparison
    choices: Mapping[str, Choice]
    verdicts: Verdicts
    """What was judged of the services, by the number of their terms."""
    extras: Mapping[str, ExaminedAid | Absent]
    lines: Callable[[Iterable[RecordId]], Mapping[RecordId, DirectoryLine]] = field(repr=False)
    to_rate: Mapping[str, str] = field(default_factory=dict)
    """Service of the catalogue → « À évaluer d’abord : … », for those that a rule may put off once it is rated."""


class LazyRows(Sequence[SieveRow]):
    """The lines of offers already in order, group after group, made page by page as they are read."""

    def __init__(self, offers: Offers, order: Sequence[int], ranks: bytes, maker: RowMaker) -> None:
        """`ranks`: the rank of the group of each offer in `order`; what is beyond the last group is not shown."""
        self._offers = offers
        self._order = order
        self._ranks = ranks
        self._maker = maker
        self._ends = tuple(accumulate(ranks.count(rank) for rank in range(len(SieveGroup))))
        self._found: dict[int, list[int]] = {}
        self._places = range(self._ends[-1])

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> SieveRow: ...
    @overload
    def __getitem__(self, index: slice) -> LazyRows: ...
    def __getitem__(self, index: int | slice) -> SieveRow | LazyRows:
        if isinstance(index, slice):
            part = copy(self)
            part._places = self._places[index]
            return part
        place = self._places[index]
        rank = bisect_right(self._ends, place)
        found = self._in_group(rank)
        place -= self._ends[rank] - len(found)
        number = self._offers.numbers[found[place]]
        if number not in self._maker.made:
            start = place // _PAGE * _PAGE
            self._maker.make(_GROUPS[rank], [self._offers[each] for each in found[start : start + _PAGE]])
        return self._maker.made[number]

    def _in_group(self, rank: int) -> list[int]:
        """Return the places of the offers of a group, found the first time one of them is read."""
        found = self._found.get(rank)
        if found is None:
            found = self._found[rank] = list(compress(self._order, self._ranks.translate(_ONLY[rank])))
        return found


class RowMaker:
    """Makes lines and keeps those that were made."""

    def __init__(self, context: RowContext) -> None:
        self._context = context
        self.made: dict[int, SieveRow] = {}
        """The lines made so far, by number of offer."""

    def make(self, group: SieveGroup, offers: Iterable[Candidate]) -> None:
        """Make the lines of these offers, all of one group."""
        wanted = [offer for offer in offers if offer[_NUMBER] not in self.made]
        lines = self._context.lines([RecordId(offer[_ID]) for offer in wanted if offer[_NUMBER] > 0])
        for offer in wanted:
            line = lines.get(RecordId(offer[_ID]))
            self.made[offer[_NUMBER]] = self._extra(offer) if offer[_NUMBER] < 0 else self._service(group, offer, line)

    def _service(self, group: SieveGroup, offer: Candidate, line: DirectoryLine | None) -> SieveRow:
        context = self._context
        judgement = context.verdicts.judgement(offer[_TERMS])
        key = service_key(RecordId(offer[_ID]))
        delay = context.order.delay(offer[_CATALOGUE], offer[_DELAY])
        level = context.order.level(offer[_CATALOGUE], stale=bool(offer[_STALE]))
        if group is SieveGroup.NOT_ELIGIBLE or context.verdicts.doubts(offer[_TERMS], Axis.SENIORITY):
            level = SieveLevel.NONE  # nothing is brought forward that a licence too young or left aside may close
        cost, unit, co2 = self._cost(offer[_CATALOGUE], line.fees if line else "")
        choice = context.choices.get(key)
        return SieveRow(
            key=key,
            kind=SieveKind.SERVICE,
            title=line.name if line else "",
            subtitle=", ".join(part for part in (line.organisation, line.commune) if part) if line else "",
            family=line.family if line else "",
            catalogue=offer[_CATALOGUE],
            group=group,
            note=self._to_rate(offer[_CATALOGUE], group) or note_of(judgement),
            waiver=bool(judgement.waiver),
            distance_km=self._distance(line),
            delay_days=delay,
            too_late=context.order.is_late(delay),
            cost_text=cost,
            cost_unit=unit,
            co2_kg=co2,
            freshness=freshness_on(line.last_known if line else None, context.today),
            proposed=level,
            immediate=offer[_CATALOGUE] in context.immediate,
            deferred=offer[_CATALOGUE] in context.order.put_off,
            choice=choice.state if choice else None,
            question=judgement.question,
            service_id=RecordId(offer[_ID]),
        )

    def _to_rate(self, catalogue: str, group: SieveGroup) -> str:
        waits = group is SieveGroup.TO_CHECK and catalogue in self._context.order.to_rate
        return self._context.to_rate.get(catalogue, "") if waits else ""

    def _extra(self, offer: Candidate) -> SieveRow:
        found = self._context.extras[offer[_CATALOGUE]]
        return self._aid(offer, found) if isinstance(found, ExaminedAid) else self._absent(offer, found)

    def _aid(self, offer: Candidate, found: ExaminedAid) -> SieveRow:
        context, aid, key = self._context, found.aid, offer[_CATALOGUE]
        delay = context.order.delay(key, None)
        choice = context.choices.get(key)
        closed = found.group is SieveGroup.NOT_ELIGIBLE
        return SieveRow(
            key=key,
            kind=SieveKind.AID,
            title=aid.name,
            subtitle=aid.decided_by,
            family=aid.family,
            catalogue=aid.catalogue,
            group=found.group,
            note=found.note,
            waiver=bool(found.judgement.waiver),
            delay_days=delay,
            too_late=context.order.is_late(delay),
            cost_text=f"≤{NBSP}{money(aid.ceiling)}" if aid.ceiling else "",
            cost_unit=aid.period if aid.ceiling else "",
            freshness=aid_age(aid, context.today),
            proposed=SieveLevel.NONE if closed else context.order.level(key, stale=False),
            deferred=key in context.order.put_off and not closed,
            choice=choice.state if choice else None,
            question=found.judgement.question,
            aid=aid.code,
        )

    def _absent(self, offer: Candidate, found: Absent) -> SieveRow:
        key, code = offer[_CATALOGUE], found.service.code
        choice = self._context.choices.get(key)
        cost, unit, co2 = self._cost(code, "")
        return SieveRow(
            key=key,
            kind=SieveKind.CATALOGUE,
            title=found.service.name,
            subtitle="",
            family=found.service.family,
            catalogue=code,
            group=SieveGroup.TO_CHECK,
            note=found.note,
            cost_text=cost,
            cost_unit=unit,
            co2_kg=co2,
            proposed=self._context.order.level(key, stale=False),
            immediate=code in self._context.immediate,
            choice=choice.state if choice else None,
        )

    def _distance(self, line: DirectoryLine | None) -> float | None:
        centre = self._context.centre
        if line is None or centre is None or line.latitude is None or line.longitude is None:
            return None
        return self._context.distances.between(centre, (line.latitude, line.longitude)).km

    def _cost(self, catalogue: str, fees: str) -> tuple[str, str, int | None]:
        """Return the monthly cost of the usual trip with what the service gives, or whether it is free."""
        mode = self._context.modes.get(catalogue)
        estimate = None if mode is None else self._context.comparison.of(mode)
        if estimate is not None and estimate.monthly_cost is not None:
            return estimate.cost_words, "par mois", estimate.monthly_co2_kg
        return ("gratuit" if fees == Fees.FREE else ""), "", None


def note_of(judgement: Judgement) -> str:
    """Return what a line says under its title: what is missing or fails, or what the sheet does not say."""
    if judgement.note:
        return judgement.note.rstrip(".")
    unsaid = [result.text for result in judgement.results if result.holds is TriState.UNKNOWN]
    return " ".join(unsaid[:1]).rstrip(".") if judgement.verdict is Verdict.ELIGIBLE else ""


def aid_age(aid: Aid, today: date) -> Freshness:
    """Return how fresh an aid is: its own ages are shorter than those of a sheet."""
    tone = {
        AidFreshness.FRESH: FreshnessTone.FRESH,
        AidFreshness.TO_CHECK: FreshnessTone.AGEING,
        AidFreshness.WITHDRAWN: FreshnessTone.STALE,
    }[aid_freshness(aid, today)]
    score = {FreshnessTone.FRESH: 1.0, FreshnessTone.AGEING: 0.5}.get(tone, 0.0)
    return Freshness(score, freshness_on(aid.verified_on, today).months, tone)
