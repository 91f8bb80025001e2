"""The days when somebody answers: neither weekend nor public holiday of the whole of France."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

_FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
_AFTER_EASTER = (1, 39, 50)
"""Easter Monday, Ascension, Whit Monday."""

_DAY = timedelta(days=1)
_SATURDAY = 5


@lru_cache(maxsize=16)
def public_holidays(year: int) -> frozenset[date]:
    """Return the eleven public holidays of a year."""
    fixed = {date(year, month, day) for month, day in _FIXED}
    return frozenset(fixed | {_easter(year) + timedelta(days=after) for after in _AFTER_EASTER})


def is_working_day(day: date) -> bool:
    """Say whether offices are open that day."""
    return day.weekday() < _SATURDAY and day not in public_holidays(day.year)


def working_day_from(day: date) -> date:
    """Return the first working day on or after `day`."""
    while not is_working_day(day):
        day += _DAY
    return day


def working_day_until(day: date) -> date:
    """Return the last working day on or before `day`."""
    while not is_working_day(day):
        day -= _DAY
    return day


def _easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (anonymous algorithm)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, over = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - shift + 15) % 30
    quarter, left = divmod(rest, 4)
    weekday = (32 + 2 * over + 2 * quarter - epact - left) % 7
    fix = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * fix + 114, 31)
    return date(year, month, day + 1)
