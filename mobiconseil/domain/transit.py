"""Stops, departures and how long a timetable is good for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mobiconseil.domain.typography import NBSP, short_date


@dataclass(frozen=True, slots=True, kw_only=True)
class NearStop:
    """A stop with its distance in a straight line."""

    id: int
    pack: str
    name: str
    latitude: float
    longitude: float
    km: float
    lines: tuple[str, ...] = ()
    """The names of the lines that leave it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """A vehicle that leaves a stop."""

    stop: str
    line: str
    towards: str
    minutes: int
    """Minutes since midnight of the day asked; those of a service of the day before are counted from this day."""
    on_request: bool = False
    """To book first: the vehicle only comes for those who asked."""

    about: bool = False
    """The network only says how often it runs: the hour is about right."""

    @property
    def clock(self) -> str:
        """Return « 7 h 05 », « vers 7 h 05 »."""
        hours, minutes = divmod(self.minutes, 60)
        clock = f"{hours % 24}{NBSP}h{NBSP}{minutes:02d}" if minutes else f"{hours % 24}{NBSP}h"
        return f"vers {clock}" if self.about else clock

    @property
    def text(self) -> str:
        """Return « 7 h 05 », « vers 7 h 05 », « 7 h 05, sur réservation »."""
        return f"{self.clock}, sur réservation" if self.on_request else self.clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """From when to when a network has given its timetable."""

    network: str
    first: date | None
    last: date | None
    pack: str = ""
    """The imported pack that says so."""

    def holds(self, day: date) -> bool:
        """Say whether the timetable of this day is known."""
        return self.first is not None and self.last is not None and self.first <= day <= self.last

    @property
    def text(self) -> str:
        """Return « horaires connus du lun. 1 sept. 2025 au ven. 3 juil. 2026 »."""
        if self.first is None or self.last is None:
            return "horaires sans dates"
        return f"horaires connus du {short_date(self.first)} au {short_date(self.last)}"

    def warning(self, day: date) -> str:
        """Return what to say when the day is not covered; empty when it is."""
        if self.holds(day):
            return ""
        return f"{self.network}{NBSP}: {self.text}. Les passages du {short_date(day)} ne sont pas connus."
