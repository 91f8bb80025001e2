"""Dates as people type them: « 23/11 », « 3.3.26 », « lundi prochain », « dans 3 jours », « 1er mars », « +2 sem »."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from mobiconseil.domain.french_text import fold
from mobiconseil.domain.typography import DAYS, MONTHS, SHORT_DAYS, SHORT_MONTHS

Prefer = Literal["future", "past"]

_DAYS = {fold(name).rstrip("."): index for names in (DAYS, SHORT_DAYS) for index, name in enumerate(names)}
_MONTHS = {fold(name).rstrip("."): index for names in (MONTHS, SHORT_MONTHS) for index, name in enumerate(names, 1)}
_MONTHS |= {"jan": 1, "fev": 2, "fevr": 2, "avri": 4, "jui": 6, "jul": 7, "aou": 8, "sep": 9}
_FIXED = {"aujourd hui": 0, "aujourdhui": 0, "auj": 0, "demain": 1, "apres demain": 2, "hier": -1, "avant hier": -2}
_SMALL_NUMBERS = {"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "huit": 8, "quinze": 15}

_NUMERIC = re.compile(r"(\d{1,2})\s*([/.\s-])\s*(\d{1,2})(?:\s*\2\s*(\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SPELLED = re.compile(r"(\d{1,2})(?:er)? ?([a-z]+)\.?(?: (\d{4}|\d{2}))?")
_SHIFT = re.compile(r"(\+|-|dans |il y a )\s*(\d{1,4}|[a-z]+) ?([a-z]*)\.?")
_WEEKDAY = re.compile(r"([a-z]+)\.?(?: (prochaine?|dernier|derniere|passe|en huit))?")
_LARGEST_SHIFT = 3660


def parse_date(text: str, today: date, *, prefer: Prefer = "future") -> date | None:
    """Return the date meant by `text`, or None when it is not one.

    A day and month without a year mean the next such day (today included), or the last one with `prefer="past"`.
    The name of a day means the next such day, today excluded; the last one with `prefer="past"`.
    """
    typed = _normal(text)
    readers: tuple[Callable[[str, date, Prefer], date | None], ...] = (
        _fixed,
        _iso,
        _shift,
        _weekday,
        _numeric,
        _spelled,
    )
    for reader in readers:
        found = reader(typed, today, prefer)
        if found is not None:
            return found
    without_day_name = re.sub(r"^(?:le )?([a-z]+)\.?,? (?:le )?(?=\d)", _drop_day_name, typed)
    if without_day_name != typed:
        return _numeric(without_day_name, today, prefer) or _spelled(without_day_name, today, prefer)
    return None


def _normal(text: str) -> str:
    """Return `text` folded, its signs and dashes kept."""
    kept = re.sub(r"[−–—‑]", "-", text).replace("-", " \0 ")
    folded = " ".join(fold(kept).replace(" \0 ", "-").replace("\0", "-").split())
    return re.sub(r"\s*-\s*", "-", folded).removeprefix("le ").strip()


def _drop_day_name(match: re.Match[str]) -> str:
    return "" if match[1] in _DAYS else match[0]


def _fixed(typed: str, today: date, _prefer: Prefer) -> date | None:
    days = _FIXED.get(typed.replace("-", " "))
    return None if days is None else _shifted(today, days)


def _iso(typed: str, _today: date, _prefer: Prefer) -> date | None:
    match = _ISO.fullmatch(typed)
    return _date(int(match[1]), int(match[2]), int(match[3])) if match else None


def _shift(typed: str, today: date, _prefer: Prefer) -> date | None:
    """Read « +7 », « -3 j », « dans 2 semaines », « il y a un mois »."""
    match = _SHIFT.fullmatch(typed)
    if match is None:
        return None
    quantity = int(match[2]) if match[2].isdigit() else _SMALL_NUMBERS.get(match[2])
    if quantity is None:
        return None
    signed = quantity if match[1] in ("+", "dans ") else -quantity
    unit = match[3]
    if unit in ("", "j", "jr", "jrs", "jour", "jours"):
        return _shifted(today, signed)
    if unit in ("s", "sem", "sems", "semaine", "semaines"):
        return _shifted(today, 7 * signed)
    if unit in ("m", "mois"):
        return add_months(today, signed)
    return add_months(today, 12 * signed) if unit in ("a", "an", "ans") else None


def _weekday(typed: str, today: date, prefer: Prefer) -> date | None:
    """Read « lundi », « lun. », « lundi prochain », « lundi dernier », « mardi en huit »."""
    match = _WEEKDAY.fullmatch(typed)
    if match is None or match[1] not in _DAYS:
        return None
    ahead = (_DAYS[match[1]] - today.weekday() - 1) % 7 + 1
    said = match[2] or ""
    past = said in ("dernier", "derniere", "passe") or (prefer == "past" and not said)
    if past:
        return _shifted(today, ahead - 7 if ahead < 7 else -7)
    return _shifted(today, ahead + 7 if said == "en huit" else ahead)


def _numeric(typed: str, today: date, prefer: Prefer) -> date | None:
    """Read « 23/11 », « 23/11/26 », « 3.3.2026 », « 3-3-26 »."""
    match = _NUMERIC.fullmatch(typed)
    return _day_month(int(match[1]), int(match[3]), match[4], today, prefer) if match else None


def _spelled(typed: str, today: date, prefer: Prefer) -> date | None:
    """Read « 23 novembre », « 23 nov. 2026 », « 1er mars »."""
    match = _SPELLED.fullmatch(typed.replace("-", " "))
    month = _MONTHS.get(match[2]) if match else None
    return _day_month(int(match[1]), month, match[3], today, prefer) if match and month else None


def _day_month(day: int, month: int, year: str | None, today: date, prefer: Prefer) -> date | None:
    """Return the date, choosing the year when it was not typed; 29 February waits for a leap year."""
    if year is not None:
        return _date(int(year) if len(year) == 4 else _century(int(year), today, prefer), month, day)
    step = -1 if prefer == "past" else 1
    for candidate_year in range(today.year, today.year + 9 * step, step):
        candidate = _date(candidate_year, month, day)
        if candidate is not None and (candidate <= today if prefer == "past" else candidate >= today):
            return candidate
    return None


def _century(two_digits: int, today: date, prefer: Prefer) -> int:
    """Return the year of two figures: « 26 » is 2026, and « 84 » is 1984 when it would lie too far ahead."""
    year = today.year // 100 * 100 + two_digits
    furthest = today.year if prefer == "past" else today.year + 30
    return year - 100 if year > furthest else year


def add_months(day: date, months: int) -> date | None:
    """Return the same day some months later, or the last of that month: 31 January + 1 month = 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _date(year: int, month: int, day: int) -> date | None:
    """Return the date, or None when it does not exist."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _shifted(today: date, days: int) -> date | None:
    """Return the date some days away, or None when it is too far to have been meant."""
    if abs(days) > _LARGEST_SHIFT:
        return None
    try:
        return today + timedelta(days=days)
    except OverflowError:
        return None
