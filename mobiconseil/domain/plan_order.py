"""Where a new step stands in a plan: at its place by date, whatever order somebody gave the others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from mobiconseil.domain.french_text import fold
from mobiconseil.domain.plan import Step, StepHorizon, ordered
from mobiconseil.domain.typography import MONTHS

_MONTHS = tuple(fold(month) for month in MONTHS)


def placed(steps: Iterable[Step], added: Iterable[Step]) -> tuple[Step, ...]:
    """Return the whole plan with `added` at their place by date, each step with its position.

    What was there keeps the order somebody gave it. A new step goes after the last one of its group that is not dated
    later than it, or else before the first that is; without a date, or among steps without any, it goes last. In an
    empty group, steps keep the order they come in.
    """
    added = tuple(added)
    groups = (
        _with([step for step in ordered(steps) if step.horizon is horizon], [a for a in added if a.horizon is horizon])
        for horizon in (StepHorizon.NOW, StepHorizon.LATER)
    )
    return tuple(replace(step, position=place) for group in groups for place, step in enumerate(group))


def moment(step: Step) -> date | None:
    """Return the date of a step, or the first day of the month that « janvier 2027 » says."""
    if step.due_on is not None:
        return step.due_on
    month, _, year = fold(step.when_text).partition(" ")
    if month not in _MONTHS or not re.fullmatch(r"[12]\d{3}", year):
        return None
    return date(int(year), _MONTHS.index(month) + 1, 1)


def _with(group: list[Step], added: list[Step]) -> list[Step]:
    if not group:
        return added
    for step in added:
        group.insert(_place(group, moment(step)), step)
    return group


def _place(group: list[Step], day: date | None) -> int:
    if day is None:
        return len(group)
    dates = [moment(step) for step in group]
    before = [place for place, other in enumerate(dates) if other is not None and other <= day]
    after = [place for place, other in enumerate(dates) if other is not None and other > day]
    return before[-1] + 1 if before else after[0] if after else len(group)
