"""Domain scores, progress, gaps and the order of the items. There is no global score, on purpose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mobiconseil.domain.assessment import Rating, RatingState, by_item
from mobiconseil.domain.grid import AssessmentForm, Grid, GridDomain, GridItem

POINTS_PER_LEVEL = 25
_ROUGH_MIN = 5


class DomainState(StrEnum):
    """How far a domain has been gone through."""

    DONE = "done"
    CURRENT = "current"
    TODO = "todo"

    @property
    def label(self) -> str:
        """Return the French name of the state."""
        return {"done": "complet", "current": "en cours", "todo": "à venir"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainScore:
    """The score of a domain from 0 to 100, or none when too little is known."""

    domain: str
    value: float | None
    rated: int
    applicable: int

    @property
    def state(self) -> DomainState:
        """Return whether every applicable item is rated, some, or none."""
        if self.rated == self.applicable:
            return DomainState.DONE
        return DomainState.CURRENT if self.rated else DomainState.TODO

    @property
    def text(self) -> str:
        """Return the score as people read it: "62", "incomplet (1/5)" or "sans objet"."""
        if not self.applicable:
            return "sans objet"
        if self.value is None:
            return f"incomplet ({self.rated}/{self.applicable})"
        return str(int(self.value + 0.5))


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainProgress:
    """How many items of a domain have an answer; "not applicable" is an answer."""

    domain: str
    rated: int
    total: int

    @property
    def state(self) -> DomainState:
        """Return whether the domain is done, begun or to do."""
        if self.rated == self.total:
            return DomainState.DONE
        return DomainState.CURRENT if self.rated else DomainState.TODO


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an assessment has gone; "not applicable" counts as answered, so it can always reach its total."""

    rated: int
    total: int
    minutes_left: int
    domains: tuple[DomainProgress, ...]


def domain_scores(
    grid: Grid, ratings: Iterable[Rating], form: AssessmentForm = AssessmentForm.FULL
) -> tuple[DomainScore, ...]:
    """Return one score per domain: the mean of its rated items × 25.

    A score has a value when the grid's share of applicable items (60 %) is rated. In the short form, an item
    outside it counts only once rated. Items not rated or not applicable never enter the mean.
    """
    known = by_item(ratings)
    return tuple(_score(grid, domain, known, form) for domain in grid.domains)


def progress(grid: Grid, ratings: Iterable[Rating], form: AssessmentForm) -> Progress:
    """Return how far the assessment has gone in `form`."""
    known = by_item(ratings)
    asked = grid.items(form)
    left = [item for item in asked if not _answered(item, known)]
    counts = tuple(
        DomainProgress(
            domain=domain.code,
            rated=sum(item.domain == domain.code and _answered(item, known) for item in asked),
            total=sum(item.domain == domain.code for item in asked),
        )
        for domain in grid.domains
    )
    minutes = sum(item.minutes for item in left)
    return Progress(rated=len(asked) - len(left), total=len(asked), minutes_left=int(minutes + 0.5), domains=counts)


def rough_minutes(minutes: float) -> int:
    """Return a time that is only foreseen, to the nearest five minutes, and never nothing."""
    return max(_ROUGH_MIN * round(minutes / _ROUGH_MIN), _ROUGH_MIN)


def gaps(grid: Grid, ratings: Iterable[Rating], form: AssessmentForm) -> tuple[GridItem, ...]:
    """Return the items of `form` without any answer."""
    known = by_item(ratings)
    return tuple(item for item in grid.items(form) if not _answered(item, known))


def _score(grid: Grid, domain: GridDomain, known: dict[str, Rating], form: AssessmentForm) -> DomainScore:
    rated: list[int] = []
    applicable = 0
    for item in domain.items:
        rating = known.get(item.code)
        if rating is not None and rating.value is not None:
            rated.append(rating.value)
        in_form = item.short or form is AssessmentForm.FULL
        set_aside = rating is not None and rating.state is RatingState.NOT_APPLICABLE
        applicable += (in_form and not set_aside) or (rating is not None and rating.value is not None)
    shown = bool(rated) and 100 * len(rated) >= grid.rules.shown_percent * applicable
    value = POINTS_PER_LEVEL * sum(rated) / len(rated) if shown else None
    return DomainScore(domain=domain.code, value=value, rated=len(rated), applicable=applicable)


def _answered(item: GridItem, known: dict[str, Rating]) -> bool:
    rating = known.get(item.code)
    return rating is not None and rating.state is not RatingState.NOT_RATED
