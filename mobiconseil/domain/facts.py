"""From the records of a file to what rules know of a person on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mobiconseil.domain.assessment import Rating, values
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.catalogues import StatusKind
from mobiconseil.domain.circumstances import Circumstances
from mobiconseil.domain.conditions import Facts
from mobiconseil.domain.grid import AssessmentForm, Grid
from mobiconseil.domain.scoring import domain_scores
from mobiconseil.domain.situation import Barrier
from mobiconseil.domain.vocabulary import TriState


def facts_of(
    person: Beneficiary,
    circumstances: Circumstances,
    *,
    grid: Grid,
    kinds: Iterable[StatusKind],
    ratings: Iterable[Rating] = (),
    form: AssessmentForm = AssessmentForm.FULL,
    barriers: Iterable[Barrier] = (),
) -> Facts:
    """Return what rules know of a person on the day of `circumstances`.

    Statuses are those of the circumstances: an expired one is unknown. Of what was answered in place, only `kinds`
    of statuses count: another answer changes nothing of what the rules say. A deadline that is over is no deadline.
    """
    rated = tuple(ratings)
    codes = circumstances.statuses.keys() | (circumstances.answers.keys() & {kind.code for kind in kinds})
    return Facts(
        items=values(rated),
        statuses=frozenset(code for code in codes if circumstances.status(code) is TriState.YES),
        refused_statuses=frozenset(code for code in codes if circumstances.status(code) is TriState.NO),
        barriers=frozenset(barrier.code for barrier in barriers if barrier.is_open),
        licence_requested={TriState.YES: True, TriState.NO: False}.get(person.licence_requested),
        deadline_days=days_left(person.deadline_on, circumstances.today),
        ages=circumstances.ages,
        distance_km=circumstances.distance_km,
        scores={each.domain: each.value for each in domain_scores(grid, rated, form) if each.value is not None},
        civility=person.civility,
    )


def days_left(deadline: date | None, today: date) -> int | None:
    """Return the days before the deadline, or None when there is none or when it is over."""
    days = None if deadline is None else (deadline - today).days
    return None if days is None or days < 0 else days
