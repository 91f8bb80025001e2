"""What several papers share: who prints, who answers the phone, what may be printed about health."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The structure that prints; `contact` is where a person asks about their data."""

    structure: str
    service: str = "Conseil en mobilité"
    contact: str = ""
    logo: bytes | None = None
    funder_logos: tuple[bytes, ...] = ()
    funder_sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviserContact:
    """The adviser to call; `phone` as printed, `dialled` as a telephone dials it."""

    name: str
    role: str = ""
    phone: str = ""
    dialled: str = ""
    email: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """The next appointment, in words: « Mercredi 2 décembre 2026, à 6 heures 40 »."""

    when: str
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One sentence of a result; `health` tells that it rests on a health item."""

    text: str
    health: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """The agreement to share; nothing personal is printed for others when it is not granted."""

    granted: bool
    sentence: str = ""
