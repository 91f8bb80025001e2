"""What an assessment says in words: supports, points to work on, blocking items, typical profile."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mobiconseil.domain.assessment import Rating, values
from mobiconseil.domain.civility import Civility, agree
from mobiconseil.domain.grid import AssessmentForm, Grid, GridItem, ProfileCondition, ProfileRule
from mobiconseil.domain.scoring import domain_scores


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A sentence about one item: a support, or something to work on."""

    item: str
    value: int
    text: str
    sensitive: bool = False
    blocking: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TypicalProfile:
    """The first profile whose conditions hold; provisional while an earlier one cannot be ruled out."""

    code: str
    label: str
    advice: str
    items: tuple[str, ...]
    domains: tuple[str, ...]
    provisional: bool


def supports(grid: Grid, ratings: Iterable[Rating], civility: Civility = Civility.NONE) -> tuple[Point, ...]:
    """Return what the person can lean on, the strongest first."""
    known = values(ratings)
    found = [
        _point(grid, item, known[item.code], item.support, civility)
        for item in grid.items()
        if known.get(item.code, -1) >= grid.rules.support_at_least
    ]
    return tuple(sorted(found, key=lambda point: -point.value))


def points_to_work_on(grid: Grid, ratings: Iterable[Rating], civility: Civility = Civility.NONE) -> tuple[Point, ...]:
    """Return what is to be worked on: the blocking items first, then the lowest."""
    known = values(ratings)
    found = [
        _point(grid, item, known[item.code], item.work_on, civility)
        for item in grid.items()
        if item.code in known and known[item.code] <= grid.rules.work_on_at_most
    ]
    return tuple(sorted(found, key=lambda point: (not point.blocking, point.value)))


def blocking_items(grid: Grid, ratings: Iterable[Rating], civility: Civility = Civility.NONE) -> tuple[Point, ...]:
    """Return the items rated 0 that stop the project whatever the rest says."""
    return tuple(point for point in points_to_work_on(grid, ratings, civility) if point.blocking)


def typical_profile(
    grid: Grid,
    ratings: Iterable[Rating],
    form: AssessmentForm = AssessmentForm.FULL,
    civility: Civility = Civility.NONE,
) -> TypicalProfile | None:
    """Return the first profile of the grid whose conditions hold, or None when too little is rated.

    A condition on something not rated neither holds nor fails; the profile found after it is provisional.
    """
    facts = _Facts.of(grid, tuple(ratings), form)
    doubt = False
    for rule in grid.profiles:
        holds = _holds(rule, facts)
        if holds:
            conditions = rule.all_of + tuple(c for c in rule.any_of if facts.check(c))
            return TypicalProfile(
                code=rule.code,
                label=agree(rule.label, civility),
                advice=agree(rule.advice, civility),
                items=tuple(dict.fromkeys(c.item for c in conditions if c.item)),
                domains=tuple(dict.fromkeys(c.domain for c in conditions if c.domain)),
                provisional=doubt,
            )
        doubt = doubt or holds is None
    return None


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of the person, for the conditions of the profiles."""

    values: dict[str, int]
    scores: dict[str, float | None]

    @classmethod
    def of(cls, grid: Grid, ratings: tuple[Rating, ...], form: AssessmentForm) -> _Facts:
        scores = {score.domain: score.value for score in domain_scores(grid, ratings, form)}
        return cls(values(ratings), scores)

    def check(self, condition: ProfileCondition) -> bool | None:
        """Return whether the condition holds, or None when it cannot be known."""
        known = self.scores.get(condition.domain) if condition.domain else self.values.get(condition.item)
        if known is None:
            return None
        return (
            (condition.at_least is None or known >= condition.at_least)
            and (condition.at_most is None or known <= condition.at_most)
            and (condition.below is None or known < condition.below)
        )


def _holds(rule: ProfileRule, facts: _Facts) -> bool | None:
    if len(facts.values) < rule.minimum_rated:
        return None
    whole = every([facts.check(condition) for condition in rule.all_of])
    one = some([facts.check(condition) for condition in rule.any_of]) if rule.any_of else True
    return every([whole, one])


def every(answers: Iterable[bool | None]) -> bool | None:
    """Return the three-valued AND: false wins over unknown, unknown over true."""
    known = tuple(answers)
    if False in known:
        return False
    return None if None in known else True


def some(answers: Iterable[bool | None]) -> bool | None:
    """Return the three-valued OR: true wins over unknown, unknown over false."""
    known = tuple(answers)
    if True in known:
        return True
    return None if None in known else False


def _point(grid: Grid, item: GridItem, value: int, sentence: str, civility: Civility) -> Point:
    return Point(
        item=item.code,
        value=value,
        text=agree(sentence, civility),
        sensitive=item.sensitive,
        blocking=item.code in grid.rules.blocking and value == 0,
    )
