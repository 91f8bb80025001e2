"""Judging thousands of offers at once: each distinct criterion once, and after an answer only those it touches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from mobiconseil.domain.circumstances import Circumstances
from mobiconseil.domain.criteria import Axis, Criterion, CriterionResult
from mobiconseil.domain.eligibility import Criteria, Judgement, PublicCriterion, judgement_of
from mobiconseil.domain.sieve import SieveGroup
from mobiconseil.domain.vocabulary import TriState

_YES, _UNKNOWN, _NO, _EVERYBODY = 1, 2, 4, 8
"""What the criteria of an offer say together: the sum of what each says; what only tells something adds nothing."""


RANKS: Mapping[SieveGroup | None, int] = {group: rank for rank, group in enumerate((*SieveGroup, None))}
"""Number of each group, in the order of the screen; the last one is for what is not shown."""


def _group_of(said: int) -> SieveGroup:
    if said & _NO:
        return SieveGroup.NOT_ELIGIBLE
    if said & _UNKNOWN or not said & _YES:
        return SieveGroup.TO_CHECK
    return SieveGroup.OPEN_TO_ALL if said & _EVERYBODY else SieveGroup.OPEN_TO_HER


_FALLEN = tuple(RANKS[_group_of(said)] for said in range(16))


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """What was judged for one person at one moment."""

    results: Sequence[CriterionResult]
    parts: Mapping[int, tuple[int, ...]]

    def judgement(self, number: int) -> Judgement:
        """Return the verdict on one offer, with its reasons."""
        results = [self.results[part] for part in self.parts[number]]
        return judgement_of(results, open_to_all=any(_everybody(result.criterion) for result in results))

    def doubts(self, number: int, axis: Axis) -> bool:
        """Say whether an offer asks something of this axis that does not surely hold."""
        results = (self.results[part] for part in self.parts[number])
        return any(result.criterion.axis is axis and result.holds is not TriState.YES for result in results)


class SieveJudge:
    """The criteria of every offer, by a number that the caller chooses, judged for one person at a time."""

    def __init__(self) -> None:
        self._criteria: list[Criterion] = []
        self._rank: dict[Criterion, int] = {}
        self._asking: dict[str, list[int]] = {}
        """Question → the criteria that its answer can change."""
        self._using: dict[int, list[int]] = {}
        """Criterion that an answer can change → the offers that ask it."""
        self._pending: dict[int, tuple[int, ...]] = {}
        """For each offer to check, the criteria that nobody can decide."""
        self._zones: set[int] = set()
        self._parts: dict[int, tuple[int, ...]] = {}
        self._known: Circumstances | None = None
        self._results: list[CriterionResult] = []
        self._bits: list[int] = []
        self.ranks: dict[int, int] = {}
        """Where each offer falls for the person who was judged last, as `RANKS` numbers the groups."""

    def number(self, criterion: Criterion) -> int:
        """Return the number of a criterion, the same for equal ones."""
        known = self._rank.get(criterion)
        if known is None:
            known = self._rank[criterion] = len(self._criteria)
            self._criteria.append(criterion)
            for code in criterion.questions:
                self._asking.setdefault(code, []).append(known)
                self._using[known] = []
            if criterion.axis is Axis.ZONE:
                self._zones.add(known)
            if self._known is not None:
                self._note(criterion.check(self._known))
        return known

    def numbers(self, criteria: Criteria) -> tuple[int, ...]:
        """Return the numbers of what an offer asks."""
        return tuple(self.number(criterion) for criterion in criteria.all)

    def add(self, offers: Mapping[int, tuple[int, ...]]) -> None:
        """Take in offers by the numbers of their criteria; they are judged for the person who was judged last."""
        self._parts |= offers
        for number, parts in offers.items():
            for part in parts:
                if part in self._using:
                    self._using[part].append(number)
        if self._known is not None:
            self._group(offers)

    def judge(self, known: Circumstances) -> None:
        """Judge every offer for a person: only what answers changed, when nothing else did."""
        before, self._known = self._known, known
        if before is None or replace(before, answers={}) != replace(known, answers={}):
            self._results, self._bits = [], []
            for criterion in self._criteria:
                self._note(criterion.check(known))
            self._group(self._parts)
            return
        answered = {code for code in {*before.answers, *known.answers} if before.answer(code) != known.answer(code)}
        touched = {part for code in answered for part in self._asking.get(code, ())}
        self._results = [*self._results]  # whoever holds the former verdicts keeps them
        for part in touched:
            self._results[part] = result = self._criteria[part].check(known)
            self._bits[part] = _bits(result)
        self._group({number for part in touched for number in self._using[part]})

    def verdicts(self) -> Verdicts:
        """Return the verdicts as they are now; later ones do not change them."""
        return Verdicts(results=self._results, parts=self._parts)

    def zone(self, number: int) -> TriState:
        """Say whether the person lives where an offer is given; unknown when it does not say."""
        part = next((part for part in self._parts[number] if part in self._zones), None)
        return TriState.UNKNOWN if part is None else self._results[part].holds

    def waiting(self, rows: Mapping[int, int]) -> tuple[Counter[str], Counter[str]]:
        """Return how many rows wait for each question, and how many wait for it alone.

        `rows`: how many there are of each offer; only those to check wait for something.
        """
        waiting: Counter[tuple[int, ...]] = Counter()
        for number, parts in self._pending.items():
            waiting[parts] += rows.get(number, 0)
        every: Counter[str] = Counter()
        alone: Counter[str] = Counter()
        for parts, count in waiting.items():
            if count:
                count_questions((self._results[part].question for part in parts), count, every, alone)
        return every, alone

    def _note(self, result: CriterionResult) -> None:
        self._results.append(result)
        self._bits.append(_bits(result))

    def _group(self, numbers: Iterable[int]) -> None:
        bits, all_parts, ranks, pending = self._bits, self._parts, self.ranks, self._pending
        unsure = RANKS[SieveGroup.TO_CHECK]
        for number in numbers:
            said = 0
            for part in all_parts[number]:
                said |= bits[part]
            ranks[number] = rank = _FALLEN[said]
            if rank == unsure:
                pending[number] = tuple([part for part in all_parts[number] if bits[part] & _UNKNOWN])
            else:
                pending.pop(number, None)


def _bits(result: CriterionResult) -> int:
    everybody = _EVERYBODY if _everybody(result.criterion) else 0
    if result.holds is TriState.YES:
        return _YES | everybody
    if not result.blocking:
        return everybody
    return everybody | (_NO if result.holds is TriState.NO else _UNKNOWN)


def _everybody(criterion: Criterion) -> bool:
    return isinstance(criterion, PublicCriterion) and criterion.everybody


def count_questions(codes: Iterable[str], rows: int, every: Counter[str], alone: Counter[str]) -> None:
    """Note that rows wait for the answers to these questions."""
    questions = dict.fromkeys(code for code in codes if code)
    for code in questions:
        every[code] += rows
    if len(questions) == 1:
        alone[next(iter(questions))] += rows
