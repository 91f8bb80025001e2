"""A usual trip in one line."""

from __future__ import annotations

from mobiconseil.domain import typography
from mobiconseil.domain.situation import Trip


def trip_line(trip: Trip) -> str:
    """Return « Travail : Ballots – Craon, 12 km, 5 j par semaine, de 6 h 50 à 14 h 30, voiture »."""
    parts = [_places(trip)]
    if trip.distance_km:
        parts.append(typography.kilometres(trip.distance_km))
    if trip.days_per_week:
        parts.append(f"{trip.days_per_week}\u00a0j par semaine")
    if trip.leave_at and trip.return_at:
        parts.append(f"de {typography.hour(trip.leave_at)} à {typography.hour(trip.return_at)}")
    elif trip.leave_at:
        parts.append(f"départ à {typography.hour(trip.leave_at)}")
    if trip.mode.value:
        parts.append(trip.mode.label[:1].lower() + trip.mode.label[1:])
    known = ", ".join(part for part in parts if part)
    return f"{trip.purpose.label}\u00a0: {known}" if known else trip.purpose.label


def _places(trip: Trip) -> str:
    if trip.origin and trip.destination:
        return f"{trip.origin}\u00a0– {trip.destination}"
    if trip.destination:
        return f"vers {trip.destination}"
    return f"depuis {trip.origin}" if trip.origin else ""
