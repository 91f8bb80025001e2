"""Judging thousands of offers at once: each distinct criterion once, and after an answer only those it touches."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from mobiconseil.domain.circumstances import Circumstances
from mobiconseil.domain.criteria import Axis, Criterion, CriterionResult
from mobiconseil.domain.eligibility import Criteria, Judgement, judgement_of
from mobiconseil.domain.sieve import SieveGroup
from mobiconseil.domain.vocabulary import TriState

_YES, _UNKNOWN, _NO = 1, 2, 4
"""What the criteria of an offer say together: the sum of what each says; what only tells something adds nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """What was judged for one person at one moment."""

    results: Sequence[CriterionResult]
    parts: Mapping[int, tuple[int, ...]]
    everybody: Container[int]

    def judgement(self, number: int) -> Judgement:
        """Return the verdict on one offer, with its reasons."""
        results = (self.results[part] for part in self.parts[number])
        return judgement_of(results, open_to_all=number in self.everybody)

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
        self._using: list[list[int]] = []
        """For each criterion, the offers that ask it."""
        self._parts: dict[int, tuple[int, ...]] = {}
        self._everybody: set[int] = set()
        self._zone: dict[int, int] = {}
        self._known: Circumstances | None = None
        self._results: list[CriterionResult] = []
        self._bits: list[int] = []
        self.groups: dict[int, SieveGroup] = {}
        """Where each offer falls for the person who was judged last."""

    def add(self, offers: Mapping[int, Criteria]) -> None:
        """Take in offers that were not known; they are judged for the person who was judged last."""
        for number, criteria in offers.items():
            parts = tuple(self._number(criterion) for criterion in criteria.all)
            self._parts[number] = parts
            if criteria.open_to_all:
                self._everybody.add(number)
            for part in parts:
                self._using[part].append(number)
                if self._criteria[part].axis is Axis.ZONE:
                    self._zone[number] = part
        if self._known is not None:
            known = self._known
            for criterion in self._criteria[len(self._results) :]:
                self._note(criterion.check(known))
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
        return Verdicts(results=self._results, parts=self._parts, everybody=self._everybody)

    def zone(self, number: int) -> TriState:
        """Say whether the person lives where an offer is given; unknown when it does not say."""
        part = self._zone.get(number)
        return TriState.UNKNOWN if part is None else self._results[part].holds

    def missing(self, number: int) -> tuple[str, ...]:
        """Return the questions that an offer waits for."""
        results = (self._results[part] for part in self._parts[number] if self._bits[part] == _UNKNOWN)
        return tuple(dict.fromkeys(result.question for result in results if result.question))

    def _number(self, criterion: Criterion) -> int:
        known = self._rank.get(criterion)
        if known is None:
            known = self._rank[criterion] = len(self._criteria)
            self._criteria.append(criterion)
            self._using.append([])
            for code in criterion.questions:
                self._asking.setdefault(code, []).append(known)
        return known

    def _note(self, result: CriterionResult) -> None:
        self._results.append(result)
        self._bits.append(_bits(result))

    def _group(self, numbers: Iterable[int]) -> None:
        bits, parts, everybody, groups = self._bits, self._parts, self._everybody, self.groups
        for number in numbers:
            said = 0
            for part in parts[number]:
                said |= bits[part]
            if said & _NO:
                groups[number] = SieveGroup.NOT_ELIGIBLE
            elif said & _UNKNOWN or not said:
                groups[number] = SieveGroup.TO_CHECK
            else:
                groups[number] = SieveGroup.OPEN_TO_ALL if number in everybody else SieveGroup.OPEN_TO_HER


def _bits(result: CriterionResult) -> int:
    if result.holds is TriState.YES:
        return _YES
    if not result.blocking:
        return 0
    return _NO if result.holds is TriState.NO else _UNKNOWN
