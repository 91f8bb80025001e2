"""Statuses that follow from the birth year: nobody has to tick them."""

from __future__ import annotations

from datetime import date

from mobiconseil.domain.vocabulary import TriState

YOUNG = "ST06"
SENIOR = "ST08"
YOUNG_UNDER = 26
SENIOR_FROM = 55


def deduced_status(code: str, birth_year: int | None, birth_date: date | None, today: date) -> TriState | None:
    """Return what the birth says of the status `code`, or None when it says nothing of it.

    A year alone leaves the age open by one year: in between, the answer is « non renseigné ».
    """
    if code not in (YOUNG, SENIOR):
        return None
    ages = ages_on(birth_year, birth_date, today)
    if ages is None:
        return TriState.UNKNOWN
    youngest, oldest = ages
    if code == YOUNG:
        return _between(oldest < YOUNG_UNDER, youngest >= YOUNG_UNDER)
    return _between(youngest >= SENIOR_FROM, oldest < SENIOR_FROM)


def ages_on(birth_year: int | None, birth_date: date | None, today: date) -> tuple[int, int] | None:
    """Return the lowest and the highest age that the person can have on `today`."""
    if birth_date is not None:
        years = today.year - birth_date.year - ((today.month, today.day) < (birth_date.month, birth_date.day))
        return years, years
    if birth_year is None:
        return None
    return today.year - birth_year - 1, today.year - birth_year


def _between(surely: bool, surely_not: bool) -> TriState:
    if surely:
        return TriState.YES
    return TriState.NO if surely_not else TriState.UNKNOWN
