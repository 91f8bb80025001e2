"""Dates, hours, phones, money and counts as French readers expect them, with no-break spaces where they belong."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

from mobiconseil.domain.french_text import NARROW, NBSP, fold, initials, quote, sort_key, tidy

__all__ = [
    "DAYS",
    "MONTHS",
    "NARROW",
    "NBSP",
    "SHORT_DAYS",
    "SHORT_MONTHS",
    "age",
    "count",
    "duration",
    "fold",
    "hour",
    "initials",
    "kilometres",
    "long_date",
    "money",
    "number",
    "out_of",
    "phone",
    "quote",
    "relative_days",
    "short_date",
    "sort_key",
    "spoken_hour",
    "tidy",
    "when",
]

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
SHORT_DAYS = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
SHORT_MONTHS = (
    "janv.",
    "févr.",
    "mars",
    "avr.",
    "mai",
    "juin",
    "juil.",
    "août",
    "sept.",
    "oct.",
    "nov.",
    "déc.",
)
_FRENCH_REGIONS = frozenset({"FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF"})
_MINUS = "\u2212"


def short_date(day: date, today: date | None = None) -> str:
    """Return « ven. 20 nov. 2026 »; the year is dropped when it is the one of `today`."""
    text = f"{SHORT_DAYS[day.weekday()]}{NBSP}{_day_number(day)}{NBSP}{SHORT_MONTHS[day.month - 1]}"
    return text if today is not None and today.year == day.year else f"{text}{NBSP}{day.year}"


def long_date(day: date, today: date | None = None) -> str:
    """Return « mercredi 2 décembre 2026 », « dimanche 1er mars 2026 »; the year is dropped as in `short_date`."""
    text = f"{DAYS[day.weekday()]} {_day_number(day)}{NBSP}{MONTHS[day.month - 1]}"
    return text if today is not None and today.year == day.year else f"{text}{NBSP}{day.year}"


def hour(at: time) -> str:
    """Return « 9 h 05 », « 14 h »."""
    return f"{at.hour}{NBSP}h{NBSP}{at.minute:02d}" if at.minute else f"{at.hour}{NBSP}h"


def column_hour(at: time) -> str:
    """Return « 9 h 00 »: in a column of hours, and in a field, the minutes are always written."""
    return f"{at.hour}{NBSP}h{NBSP}{at.minute:02d}"


def spoken_hour(at: time) -> str:
    """Return « 6 heures 40 », as it is said; « midi » and « minuit » for the round ones."""
    if at.minute == 0 and at.hour in (0, 12):
        return "midi" if at.hour else "minuit"
    spoken = f"{at.hour}{NBSP}{'heures' if at.hour > 1 else 'heure'}"
    return f"{spoken}{NBSP}{at.minute:02d}" if at.minute else spoken


def when(day: date, at: time | None = None, today: date | None = None) -> str:
    """Return « ven. 20 nov. 2026 à 9 h 05 »; a datetime (already in local time) carries its own hour."""
    if isinstance(day, datetime):
        at = day.time() if at is None else at
        day = day.date()
    text = short_date(day, today)
    return text if at is None else f"{text} à{NBSP}{hour(at)}"


def duration(minutes: int) -> str:
    """Return « 45 min », « 1 h », « 1 h 30 »."""
    if minutes < 60:
        return f"{minutes}{NBSP}min"
    hours, rest = divmod(minutes, 60)
    return f"{number(hours)}{NBSP}h{NBSP}{rest:02d}" if rest else f"{number(hours)}{NBSP}h"


def phone(e164: str) -> str:
    """Return « 06 39 98 12 34 » for a French number, « +32 470 12 34 56 » for another; a bad number unchanged."""
    import phonenumbers  # late: costs 30 ms, needed by some screens only

    try:
        parsed = phonenumbers.parse(e164, "FR")
    except phonenumbers.NumberParseException:
        return e164
    short = str(parsed.national_number or "")
    if len(short) == 4:  # « 36 31 »
        return f"{short[:2]}{NBSP}{short[2:]}"
    french = phonenumbers.region_code_for_country_code(parsed.country_code or 0) in _FRENCH_REGIONS
    formats = phonenumbers.PhoneNumberFormat
    text = phonenumbers.format_number(parsed, formats.NATIONAL if french else formats.INTERNATIONAL)
    return text.replace(" ", NBSP)


def number(value: float | Decimal, decimals: int | None = None) -> str:
    """Return « 1 234 », « 3,5 »; with `decimals`, exactly that many figures after the comma."""
    exact = Decimal(str(value))
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    whole, _, fraction = format(abs(exact), "f").partition(".")
    if decimals is None:
        fraction = fraction.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", NARROW)
    sign = _MINUS if exact < 0 else ""
    return f"{sign}{grouped},{fraction}" if fraction else f"{sign}{grouped}"


def money(euros: float | Decimal) -> str:
    """Return « 110 € », « 1 250,50 € »: cents only when there are some."""
    cents = Decimal(str(euros)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{number(cents, 0 if cents == cents.to_integral_value() else 2)}{NBSP}€"


def kilometres(km: float) -> str:
    """Return « 800 m », « 3,5 km », « 12 km »: no more precision than a road gives."""
    if 0 < round(km * 1000) < 1000:
        return f"{round(km * 1000)}{NBSP}m"
    rounded = Decimal(str(km)).quantize(Decimal("0.1") if abs(km) < 9.95 else Decimal(1), ROUND_HALF_UP)
    return f"{number(rounded)}{NBSP}km"


def out_of(part: int, total: int) -> str:
    """Return « 24 sur 61 »: never a lone percentage."""
    return f"{number(part)} sur{NBSP}{number(total)}"


def count(quantity: int, singular: str, plural: str | None = None) -> str:
    """Return « 0 visite », « 1 visite », « 2 visites »: in French zero is singular."""
    noun = singular if abs(quantity) < 2 else plural or f"{singular}s"
    return f"{number(quantity)}{NBSP}{noun}"


def dotted(*parts: str) -> str:
    """Return the parts that say something, separated by « · »: the dot ends a line, and never begins one."""
    return f"{NBSP}· ".join(part for part in parts if part)


def of(name: str) -> str:
    """Return « de Sylvie », « d’Odile », « d’Hélène », « d’Yves », « de Yanis »."""
    first, second = fold(name)[:1], fold(name)[1:2]
    elided = first in tuple("aeiouh") or (first == "y" and second not in tuple("aeiouy"))
    return f"d’{name}" if elided else f"de {name}"


def age(birth: date | int, today: date) -> str:
    """Return « 42 ans » from a birth date or a birth year; an empty text when it is in the future."""
    if isinstance(birth, int):
        years = today.year - birth
    else:
        years = today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
    if years < 0:
        return ""
    return "moins d’un an" if years == 0 else count(years, "an")


def relative_days(day: date, today: date, *, late: bool = False) -> str:
    """Return « aujourd’hui », « demain », « dans 17 jours », « hier », « il y a 9 jours »; `late`: « retard 4 j »."""
    days = (day - today).days
    if late and days < 0:
        return f"retard {number(-days)}{NBSP}j"
    named = {-1: "hier", 0: "aujourd’hui", 1: "demain"}.get(days)
    if named is not None:
        return named
    return f"dans {count(days, 'jour')}" if days > 0 else f"il y a {count(-days, 'jour')}"


def _day_number(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)
