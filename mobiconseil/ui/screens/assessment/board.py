"""What the Diagnostic tab shows of one assessment, worked out from the file; no widget, no base."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from mobiconseil.domain.assessment import Assessment, Rating, RatingMethod, RatingState, by_item
from mobiconseil.domain.civility import Civility
from mobiconseil.domain.grid import AssessmentForm, Grid, GridDomain, GridItem
from mobiconseil.domain.profile import Point, TypicalProfile, points_to_work_on, supports, typical_profile
from mobiconseil.domain.scoring import POINTS_PER_LEVEL, DomainScore, DomainState, Progress, domain_scores, progress


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainLine:
    """A domain in the list: how far it is."""

    code: str
    number: int
    title: str
    answered: int
    total: int
    state: DomainState
    sensitive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """An item to rate, in the words of the person's civility."""

    code: str
    number: str
    title: str
    question: str
    descriptors: tuple[str, ...]
    value: int | None
    not_applicable: bool
    method: RatingMethod
    comment: str
    previous: int | None
    rank: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisFacts:
    """One axis of the profile, from 0 to 4."""

    label: str
    full_label: str
    value: float | None
    previous: float | None
    state: DomainState


@dataclass(frozen=True, kw_only=True)
class Board:
    """One assessment with what is needed to show it; `shared` hides health from whoever looks at the screen."""

    grid: Grid
    civility: Civility
    assessment: Assessment
    ratings: tuple[Rating, ...]
    before: Assessment | None = None
    ratings_before: tuple[Rating, ...] = ()
    shared: bool = False

    @property
    def form(self) -> AssessmentForm:
        """Return how much of the grid is gone through."""
        return self.assessment.form

    @property
    def is_finished(self) -> bool:
        """Say whether the assessment is finished, so that its notes are only read."""
        return self.assessment.finished_on is not None

    @cached_property
    def known(self) -> dict[str, Rating]:
        """Return the ratings by item code."""
        return by_item(self.ratings)

    @cached_property
    def progress(self) -> Progress:
        """Return how far the assessment has gone."""
        return progress(self.grid, self.ratings, self.form)

    @cached_property
    def scores(self) -> tuple[DomainScore, ...]:
        """Return the score of each domain."""
        return domain_scores(self.grid, self.ratings, self.form)

    def domain_of(self, item: str) -> GridDomain:
        """Return the domain of an item. Raises KeyError."""
        return self.grid.domain(self.grid.item(item).domain)

    def is_hidden(self, domain: GridDomain) -> bool:
        """Say whether the values of a domain are hidden because the screen is shared."""
        return self.shared and domain.sensitive

    def shown_items(self, domain: GridDomain) -> tuple[GridItem, ...]:
        """Return the items of a domain in the form chosen, and those already answered."""
        return tuple(
            item for item in domain.items if item.short or self.form is AssessmentForm.FULL or self._answered(item)
        )

    def lines(self) -> tuple[DomainLine, ...]:
        """Return the list of domains."""
        counts = zip(self.grid.domains, self.progress.domains, strict=True)
        return tuple(
            DomainLine(
                code=domain.code,
                number=domain.number,
                title=domain.title,
                answered=count.rated,
                total=count.total,
                state=count.state,
                sensitive=domain.sensitive,
            )
            for domain, count in counts
        )

    def views(self, domain: GridDomain) -> tuple[ItemView, ...]:
        """Return the items of a domain as they are shown."""
        items = self.shown_items(domain)
        before = {} if self.is_hidden(domain) else by_item(self.ratings_before)
        return tuple(self._view(item, rank, len(items), before) for rank, item in enumerate(items, start=1))

    def order(self) -> tuple[str, ...]:
        """Return the items that the arrows go through; hidden domains are passed over."""
        shown = (domain for domain in self.grid.domains if not self.is_hidden(domain))
        return tuple(item.code for domain in shown for item in self.shown_items(domain))

    def after(self, item: str) -> str | None:
        """Return the item asked after one that was just answered: what is not applicable is passed over."""
        return self._neighbour(item, self.order(), skip_aside=True)

    def step(self, item: str, by: int) -> str | None:
        """Return the item above (-1) or below (+1), across domains."""
        order = self.order() if by > 0 else self.order()[::-1]
        return self._neighbour(item, order, skip_aside=False)

    def first_of(self, domain: GridDomain) -> str:
        """Return the item to begin a domain with: the first without an answer, else its first one."""
        items = self.shown_items(domain) or domain.items
        return next((item.code for item in items if not self._answered(item)), items[0].code)

    def first_gap(self) -> str:
        """Return the first item without an answer, else the first of the grid."""
        order = self.order()
        return next((code for code in order if not self._answered(self.grid.item(code))), order[0])

    def gaps(self) -> tuple[DomainLine, ...]:
        """Return the domains that still have items without an answer."""
        return tuple(line for line in self.lines() if line.answered < line.total)

    def axes(self) -> tuple[AxisFacts, ...]:
        """Return the profile; a domain hidden or with too few notes has no value."""
        old = domain_scores(self.grid, self.ratings_before, self.before.form) if self.before else self.scores
        return tuple(
            AxisFacts(
                label=domain.axis,
                full_label=domain.title,
                value=None if self.is_hidden(domain) else _of_four(score),
                previous=None if self.before is None or self.is_hidden(domain) else _of_four(past),
                state=DomainState.TODO if self.is_hidden(domain) else score.state,
            )
            for domain, score, past in zip(self.grid.domains, self.scores, old, strict=True)
        )

    def supports(self) -> tuple[Point, ...]:
        """Return what the person can lean on, the strongest first."""
        return self._visible(supports(self.grid, self.ratings, self.civility))

    def work_on(self) -> tuple[Point, ...]:
        """Return what is to be worked on, what blocks first."""
        return self._visible(points_to_work_on(self.grid, self.ratings, self.civility))

    def profile(self) -> TypicalProfile | None:
        """Return the typical profile, unless it rests on what is hidden."""
        found = typical_profile(self.grid, self.ratings, self.form, self.civility)
        if found is None or not self.shared:
            return found
        domains = {self.grid.item(item).domain for item in found.items} | set(found.domains)
        return None if any(self.grid.domain(code).sensitive for code in domains) else found

    def _visible(self, points: tuple[Point, ...]) -> tuple[Point, ...]:
        return tuple(p for p in points if not (self.shared and (p.sensitive or self.domain_of(p.item).sensitive)))

    def _answered(self, item: GridItem) -> bool:
        rating = self.known.get(item.code)
        return rating is not None and rating.state is not RatingState.NOT_RATED

    def _neighbour(self, item: str, order: tuple[str, ...], *, skip_aside: bool) -> str | None:
        every = [each.code for each in self.grid.items()]
        if order and every.index(order[0]) > every.index(order[-1]):
            every.reverse()
        rank = every.index(item)
        for code in order:
            rating = self.known.get(code)
            aside = rating is not None and rating.state is RatingState.NOT_APPLICABLE
            if every.index(code) > rank and not (skip_aside and aside):
                return code
        return None

    def _view(self, item: GridItem, rank: int, total: int, before: dict[str, Rating]) -> ItemView:
        rating = self.known.get(item.code)
        past = before.get(item.code)
        return ItemView(
            code=item.code,
            number=item.number,
            title=item.title,
            question=item.question,
            descriptors=tuple(item.descriptor(level, self.civility) for level in range(len(item.levels))),
            value=None if rating is None else rating.value,
            not_applicable=rating is not None and rating.state is RatingState.NOT_APPLICABLE,
            method=RatingMethod.DECLARED if rating is None else rating.method,
            comment="" if rating is None else rating.comment,
            previous=None if past is None else past.value,
            rank=rank,
            total=total,
        )


def _of_four(score: DomainScore) -> float | None:
    return None if score.value is None else score.value / POINTS_PER_LEVEL
