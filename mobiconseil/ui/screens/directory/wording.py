"""How the screens of the directory say freshness, audiences, delays and distances."""

from __future__ import annotations

from datetime import date

from mobiconseil.domain import typography
from mobiconseil.domain.directory import Freshness, codes
from mobiconseil.domain.directory_codes import Audience
from mobiconseil.domain.typography import NBSP

OLD_MONTHS = 12
"""From this age a sheet is old: it is left out of what the program proposes by itself."""

ANY, NOW = "any", "now"
"""Choices that narrow nothing, and what is open at this hour."""

FAMILY_WORDS = {
    "F1": "Conseil",
    "F2": "Apprendre",
    "F3": "Financer",
    "F4": "Véhicule",
    "F5": "Réparer",
    "F6": "Transport",
    "F7": "Bus, vélo",
}
"""One word for the toggles; the label of the structure is said aloud and shown under the mouse."""

_SHORT_AUDIENCES = {
    Audience.EVERYBODY: "tous publics",
    Audience.WORKERS: "actifs",
    Audience.MINIMUM_INCOME: "RSA",
    Audience.JOB_SEEKERS: "emploi",
    Audience.STUDENTS: "étudiants",
    Audience.FAMILIES: "familles",
    Audience.WOMEN: "femmes",
    Audience.YOUNG: "jeunes",
    Audience.DISABLED: "handicap",
    Audience.EMERGENCY: "urgence",
    Audience.LEGAL: "situation juridique",
    Audience.EXILED: "exil",
    Audience.PRIORITY_AREAS: "quartiers, zones rurales",
    Audience.SENIORS: "seniors",
}


def freshness_words(found: Freshness, last: date | None, verified: date | None) -> tuple[str, str]:
    """Return the words and the tone: « vérifié le 12 nov. 2026 », « À revérifier : 7 mois », « Ancien : 14 mois ».

    What the source alone dated is « fiche du 12 nov. 2026 »: nobody of the team checked it.
    """
    if last is None or found.months is None:
        return "Date inconnue", "warn"
    if found.score == 1.0:
        day = typography.short_date(last).split(NBSP, 1)[1]
        return f"{'vérifié le' if verified == last else 'fiche du'} {day}", "ok"
    age = f"{typography.number(found.months)}{NBSP}mois"
    if found.months <= OLD_MONTHS:
        return f"À revérifier{NBSP}: {age}", "warn"
    return f"Ancien{NBSP}: {age}", "danger"


def short_publics(publics: str, most: int = 3) -> str:
    """Return « RSA, emploi »."""
    words = [_short_audience(code) for code in codes(publics)]
    shown = words[:most]
    return ", ".join(shown) + ("…" if len(words) > most else "")


def _short_audience(code: str) -> str:
    # A code of a newer list is a member too, without a short word.
    return _SHORT_AUDIENCES.get(Audience(code)) or plain_code(code)


def plain_code(code: str) -> str:
    """Return a code that this version does not know as words: « zones-blanches » → « zones blanches »."""
    return code.rpartition("--")[2].replace("-", " ")


def delay_words(days: int | None) -> str:
    """Return « 7 j », « tout de suite » or nothing."""
    if days is None:
        return ""
    return f"{typography.number(days)}{NBSP}j" if days else "tout de suite"


def radius_words(km: float) -> str:
    """Return « 15 km »."""
    return f"{typography.number(km)}{NBSP}km"


def kilometres(km: float) -> str:
    """Return « 12 km »; nobody lives at 0 km from a service."""
    return radius_words(round(km)) if round(km) else f"<{NBSP}1{NBSP}km"


def services_count(count: int) -> str:
    """Return « 34 services »."""
    return typography.count(count, "service")
