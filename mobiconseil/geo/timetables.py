"""Stops around a point and what leaves them on a day, over the imported networks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, time, timedelta
from pathlib import Path

from mobiconseil.domain.distance import straight_line
from mobiconseil.domain.transit import Departure, NearStop, Validity
from mobiconseil.geo.gtfs import ABOUT
from mobiconseil.geo.imports import ReadOnly

_DAY = 24 * 60
_NEAR = """
SELECT s.id, s.name, s.latitude, s.longitude FROM gtfs_stop_box b JOIN gtfs_stop s ON s.id = b.id
WHERE b.west <= ? AND b.east >= ? AND b.south <= ? AND b.north >= ?
"""
_LINES = """
SELECT DISTINCT r.name FROM gtfs_call c JOIN gtfs_trip t ON t.id = c.trip JOIN gtfs_route r ON r.id = t.route
WHERE c.stop = ? ORDER BY r.name
"""
_RUNNING = """
SELECT service FROM gtfs_calendar WHERE first <= ?1 AND last >= ?1 AND days >> ?2 & 1
  AND service NOT IN (SELECT service FROM gtfs_exception WHERE day = ?1 AND added = 0)
UNION SELECT service FROM gtfs_exception WHERE day = ?1 AND added = 1
"""
_DEPARTURES = f"""
SELECT s.name, r.name, t.headsign, c.minutes, c.pickup FROM gtfs_call c
JOIN gtfs_stop s ON s.id = c.stop JOIN gtfs_trip t ON t.id = c.trip JOIN gtfs_route r ON r.id = t.route
WHERE c.stop IN (SELECT value FROM json_each(?3)) AND c.minutes >= ?4 AND c.minutes < ?5 AND t.service IN ({_RUNNING})
"""


class TimetablePack:
    """The timetables of one imported archive."""

    def __init__(self, pack: str, path: Path) -> None:
        self.pack = pack
        self._file = ReadOnly(path)

    def stops_near(self, latitude: float, longitude: float, km: float) -> list[NearStop]:
        """Return the stops around a point."""
        reach = km / 111
        wide = reach / max(0.1, math.cos(math.radians(latitude)))
        box = (longitude + wide, longitude - wide, latitude + reach, latitude - reach)
        found = []
        for number, name, north, east in self._file.rows(_NEAR, box):
            far = straight_line(latitude, longitude, north, east)
            if far <= km:
                lines = tuple(str(row[0]) for row in self._file.rows(_LINES, (number,)))
                found.append(
                    NearStop(id=number, pack=self.pack, name=name, latitude=north, longitude=east, km=far, lines=lines)
                )
        return found

    def departures(self, stops: Sequence[int], day: date, after: int, before: int) -> list[Departure]:
        """Return what leaves these stops on a day between two minutes of it, services of the day before included."""
        found = []
        for shift in (0, 1):
            service_day = day - timedelta(days=shift)
            moved = shift * _DAY
            values = (service_day.toordinal(), service_day.weekday(), str(list(stops)), after + moved, before + moved)
            found += [
                Departure(
                    stop=stop,
                    line=line,
                    towards=towards,
                    minutes=at - moved,
                    on_request=pickup % ABOUT in (2, 3),
                    about=pickup >= ABOUT,
                )
                for stop, line, towards, at, pickup in self._file.rows(_DEPARTURES, values)
            ]
        return found

    def validity(self) -> Validity:
        """Return from when to when the network is known."""
        name, first, last = self._file.rows("SELECT name, first, last FROM gtfs_network")[0]
        return Validity(network=name, first=_date(first), last=_date(last), pack=self.pack)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


class ImportedTimetables:
    """All the imported networks together."""

    def __init__(self, packs: tuple[TimetablePack, ...]) -> None:
        self._packs = packs

    def stops_near(self, latitude: float, longitude: float, km: float = 0.8) -> tuple[NearStop, ...]:
        """Return the stops around, nearest first."""
        found = [stop for pack in self._packs for stop in pack.stops_near(latitude, longitude, km)]
        return tuple(sorted(found, key=lambda stop: (stop.km, stop.name)))

    def departures(
        self, stops: Sequence[NearStop], day: date, before: time, after: time = time()
    ) -> tuple[Departure, ...]:
        """Return what leaves these stops on a day before an hour, earliest first."""
        found: list[Departure] = []
        for pack in self._packs:
            numbers = [stop.id for stop in stops if stop.pack == pack.pack]
            if numbers:
                found += pack.departures(numbers, day, _minutes(after), _minutes(before))
        return tuple(sorted(found, key=lambda leaving: (leaving.minutes, leaving.line, leaving.towards)))

    def validity(self) -> tuple[Validity, ...]:
        """Return from when to when each network is known."""
        return tuple(pack.validity() for pack in self._packs)


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _date(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)
