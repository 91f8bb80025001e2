"""« Feuille de permanence »: what a drop-in day was, for the adviser with names, for the structure without."""

from __future__ import annotations

from dataclasses import dataclass

from mobiconseil.services.papers.common import Letterhead


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySheetLine:
    """One reception, its texts final; `person` is empty without names."""

    hour: str
    person: str
    kind: str
    duration: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySheetNext:
    """Something to do before the next session; only with names."""

    person: str
    what: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySheetData:
    """The sheet, all its texts final."""

    letterhead: Letterhead
    date: str
    place: str
    hours: str
    """« de 9 h à 12 h 30 »; empty while the day is open."""
    adviser: str
    figures: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str, str], ...] = ()
    """Kind, how many, how long in all."""
    lines: tuple[DaySheetLine, ...] = ()
    needs: tuple[tuple[str, str, str], ...] = ()
    """Service, why, how many."""
    upcoming: tuple[DaySheetNext, ...] = ()
    note: str = ""
    with_names: bool = True
