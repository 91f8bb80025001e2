"""What people type freely, read as values: hours, phones, money, distances, years, e-mails.

An empty text is None; a text that makes no sense raises InvalidInput with its cause and an example. Dates are in
`french_dates`.
"""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal

from mobiconseil.domain.french_dates import parse_date
from mobiconseil.domain.french_text import fold
from mobiconseil.domain.typography import NBSP
from mobiconseil.errors import InvalidInput

__all__ = ["parse_date", "parse_distance", "parse_email", "parse_money", "parse_phone", "parse_time", "parse_year"]

_TIME = re.compile(r"(\d{1,2})\s*(?:h(?:eures?|rs?)?|:|\.)\s*(\d{1,2})?\s*(?:min|mn|m)?")
_DIGITS_TIME = re.compile(r"\d{1,2}|\d{3,4}")
_NUMBER = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?|[.,]\d+")
_EMAIL = re.compile(r"[^\s@,;<>()\"]+@[^\s@,;<>()\".]+(?:\.[^\s@,;<>()\".]+)+")
_PHONE_EXAMPLE = f"Exemple{NBSP}: 06{NBSP}39{NBSP}98{NBSP}12{NBSP}34"
_SHORT_PHONE = re.compile(r"3\d{3}|10\d{2}")
_LARGEST = 10_000_000


def parse_time(text: str) -> time | None:
    """Return the hour of « 9h », « 9 h 05 », « 9:05 », « 0905 », « 9 heures 05 », « midi »; None when empty."""
    typed = _normal(text)
    if not typed:
        return None
    if typed in ("midi", "minuit"):
        return time(12 if typed == "midi" else 0)
    match = _TIME.fullmatch(typed)
    if match:
        return _time(int(match[1]), int(match[2] or 0))
    if not _DIGITS_TIME.fullmatch(typed):
        raise InvalidInput(f"Cette heure n’est pas comprise. Exemple{NBSP}: 9{NBSP}h{NBSP}05")
    return _time(int(typed), 0) if len(typed) <= 2 else _time(int(typed[:-2]), int(typed[-2:]))


def parse_phone(text: str, region: str = "FR") -> str:
    """Return the E.164 form of a number; raises InvalidInput with the cause and an example.

    Numbers reserved for fiction (06 39 98 …) and French short numbers (39 49) are accepted; so is any number of
    the right length, because numbering plans change faster than programs.
    """
    import phonenumbers  # late: costs 30 ms, needed by some screens only

    cleaned = " ".join(text.replace("(0)", "").replace("\u202f", " ").split())
    digits = re.sub(r"[\s.\-/]", "", cleaned)
    if region == "FR" and _SHORT_PHONE.fullmatch(digits):
        return f"+33{digits}"
    if region == "FR" and re.fullmatch(r"[1-9]\d{8}", digits):
        cleaned = "0" + cleaned
    try:
        parsed = phonenumbers.parse(cleaned, region)
    except phonenumbers.NumberParseException as error:
        raise InvalidInput(f"Ce numéro de téléphone n’est pas compris. {_PHONE_EXAMPLE}") from error
    french_fault = parsed.country_code == 33 and not 100_000_000 <= (parsed.national_number or 0) <= 999_999_999
    if french_fault or not phonenumbers.is_possible_number(parsed):
        raise InvalidInput(f"{_phone_fault(cleaned)} {_PHONE_EXAMPLE}")
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def parse_money(text: str) -> Decimal | None:
    """Return the euros of « 110 », « 1 250,50 € », « 12€50 »; None when empty."""
    typed = re.sub(r"\s*(?:euros?|eur|€)\s*", "€", _normal(text))
    if not typed:
        return None
    typed = re.sub(r"(\d)€(\d{1,2})$", r"\1,\2", typed).strip("€")
    amount = _number(typed)
    if amount is None or amount != round(amount, 2):
        raise InvalidInput(f"Ce montant n’est pas compris. Exemple{NBSP}: 110 ou 1{NBSP}250,50")
    return amount


def parse_distance(text: str) -> float | None:
    """Return the kilometres of « 12 », « 3,5 km », « 800 m »; None when empty."""
    typed = _normal(text)
    if not typed:
        return None
    match = re.fullmatch(r"(.*?)\s*(kilometres?|kms?|metres?|m)?", typed)
    value = _number(match[1]) if match else None
    if match is None or value is None:
        raise InvalidInput(f"Cette distance n’est pas comprise. Exemple{NBSP}: 3,5{NBSP}km")
    metres = (match[2] or "").startswith("m")
    return float(value / 1000 if metres else value)


def parse_year(text: str, today: date) -> int | None:
    """Return a birth year or a past year: « 1984 », « 84 »; None when empty."""
    typed = _normal(text)
    if not typed:
        return None
    if not re.fullmatch(r"\d{2}|\d{4}", typed):
        raise InvalidInput(f"L’année s’écrit avec 4 chiffres. Exemple{NBSP}: 1984")
    year = int(typed)
    if len(typed) == 2:
        year += today.year // 100 * 100
        year -= 100 if year > today.year else 0
    if not today.year - 120 <= year <= today.year:
        raise InvalidInput(f"L’année doit être entre {today.year - 120} et {today.year}. Exemple{NBSP}: 1984")
    return year


def parse_email(text: str) -> str | None:
    """Return an e-mail address without spaces around, its domain in small letters; None when empty."""
    typed = text.strip().removeprefix("mailto:").strip()
    if not typed:
        return None
    if "@" not in typed:
        raise InvalidInput(f"Il manque le signe @ dans l’adresse. Exemple{NBSP}: prenom.nom@asso.fr")
    if not _EMAIL.fullmatch(typed) or ".." in typed or len(typed) > 254:
        raise InvalidInput(f"Cette adresse électronique n’est pas complète. Exemple{NBSP}: prenom.nom@asso.fr")
    local, _, domain = typed.rpartition("@")
    return f"{local}@{domain.lower()}"


def _normal(text: str) -> str:
    """Return `text` folded, with every kind of space as one plain space."""
    return " ".join(fold(text.replace("−", "-").replace("-", "\0")).replace("\0", "-").split())


def _time(hours: int, minutes: int) -> time:
    if (hours, minutes) == (24, 0):
        hours = 0
    if hours > 23 or minutes > 59:
        raise InvalidInput(f"Une heure va de 0{NBSP}h{NBSP}00 à 23{NBSP}h{NBSP}59. Exemple{NBSP}: 9{NBSP}h{NBSP}05")
    return time(hours, minutes)


def _number(typed: str) -> Decimal | None:
    """Return a positive number with a decimal comma or point, or None."""
    if not _NUMBER.fullmatch(typed) or not typed.isascii():
        return None
    value = Decimal(typed.replace(" ", "").replace(",", "."))
    return value if value < _LARGEST else None


def _phone_fault(cleaned: str) -> str:
    """Return what looks wrong in a number, as a sentence."""
    digits = len(re.sub(r"\D", "", cleaned))
    national = not cleaned.startswith(("+", "00"))
    if national and digits < 10:
        missing = 10 - digits
        return "Il manque un chiffre." if missing == 1 else f"Il manque {missing} chiffres."
    if national and digits > 10:
        excess = digits - 10
        return "Il y a un chiffre de trop." if excess == 1 else f"Il y a {excess} chiffres de trop."
    return "Ce numéro n’existe pas dans ce pays." if not national else "Ce numéro n’existe pas en France."
