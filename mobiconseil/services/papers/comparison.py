"""The usual trip by each way of travelling, side by side: what it costs, emits and takes."""

from __future__ import annotations

from dataclasses import dataclass

from mobiconseil.services.papers.common import AdviserContact, Letterhead


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedMode:
    """One way of travelling, in words."""

    label: str
    remark: str = ""
    cost: str = ""
    """« ≈ 50 € »."""
    budget: str = ""
    """« dans le budget », « 35 € de plus que le budget », or nothing."""
    carbon: str = ""
    time: str = ""
    kept: bool = False
    """Chosen with the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedFigures:
    """Where the figures of one way of travelling come from."""

    label: str
    detail: str = ""
    sources: str = ""
    """Numbers of the sources below: « 1, 4 »."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TripComparisonData:
    """The paper « Comparer les façons d’aller à … »."""

    letterhead: Letterhead
    date: str
    adviser: AdviserContact
    title: str
    file_code: str = ""
    person_name: str = ""
    trip: tuple[tuple[str, str], ...] = ()
    """Labels and values: from where to where, how often, the budget."""
    modes: tuple[ComparedMode, ...] = ()
    too_far: str = ""
    """Ways that nobody takes every day over such a distance, in one sentence."""
    figures: tuple[ComparedFigures, ...] = ()
    sources: tuple[str, ...] = ()
    """Numbered from 1."""
    note: str = ""
