"""What leaves from near a point on a day before an hour, and whether the timetables of that day are known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from mobiconseil.domain.distance import Point
from mobiconseil.domain.transit import Departure, NearStop, Validity
from mobiconseil.services.geography import Timetables

REACHES_KM = (0.8, 2.0, 5.0)
"""A walk, a long walk, a short ride: the middle of a commune is seldom beside the stop of its village."""
MOST_STOPS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Stops, departures and how long the timetables hold."""

    has_networks: bool = False
    """Whether any timetable was imported on this laptop."""
    stops: tuple[NearStop, ...] = ()
    reach_km: float = REACHES_KM[-1]
    """How far the stops were looked for."""
    departures: tuple[Departure, ...] = ()
    validity: tuple[Validity, ...] = ()
    """Of the networks of these stops."""
    warnings: tuple[str, ...] = ()
    """What to say of the networks whose timetable does not cover the day."""


def departure_board(timetables: Timetables, point: Point, day: date, before: time) -> Board:
    """Return the nearest stops, those that one walks to if there are any, and what leaves them."""
    known = timetables.validity()
    if not known:
        return Board()
    stops: tuple[NearStop, ...] = ()
    reach = REACHES_KM[0]
    for reach in REACHES_KM:
        stops = timetables.stops_near(*point, reach)[:MOST_STOPS]
        if stops:
            break
    packs = {stop.pack for stop in stops}
    validity = tuple(each for each in known if each.pack in packs)
    return Board(
        has_networks=True,
        stops=stops,
        reach_km=reach,
        departures=timetables.departures(stops, day, before),
        validity=validity,
        warnings=tuple(warning for each in validity if (warning := each.warning(day))),
    )
