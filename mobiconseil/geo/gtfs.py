"""Timetables of public transport: a GTFS archive made into a local file that answers in a millisecond."""

from __future__ import annotations

import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from mobiconseil.geo.csv_files import known_faults, picked, records, text_of
from mobiconseil.geo.imports import check_size, made_aside, refused, steps

MOST_BYTES = 300_000_000
MOST_TEXT = 2_000_000_000
_HONEST_RATIO = 200
"""A timetable packs ten to forty times: far above, the archive was made to fill the disk."""
_SMALL = 20_000_000
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_REQUIRED = {
    "stops.txt": ("stop_id", "stop_lat", "stop_lon"),
    "routes.txt": ("route_id",),
    "trips.txt": ("route_id", "service_id", "trip_id"),
    "stop_times.txt": ("trip_id", "stop_id", "stop_sequence"),
    "calendar.txt": ("service_id", "start_date", "end_date", *_WEEK),
    "calendar_dates.txt": ("service_id", "date", "exception_type"),
    "agency.txt": ("agency_name",),
    "frequencies.txt": ("trip_id", "start_time", "end_time", "headway_secs"),
}
_OPTIONAL = frozenset({"calendar.txt", "calendar_dates.txt", "agency.txt", "frequencies.txt"})
_SHORTEST_HEADWAY_S = 30
_MOST_REPEATED = 5_000_000
"""Calls made out of frequencies: far above, the file is not a timetable."""
ABOUT = 10
"""Added to the way of boarding when the hour is only about right: « every ten minutes »."""
_SCHEMA = """
CREATE TABLE gtfs_stop (id INTEGER PRIMARY KEY, name TEXT NOT NULL, latitude REAL NOT NULL, longitude REAL NOT NULL);
CREATE VIRTUAL TABLE gtfs_stop_box USING rtree (id, west, east, south, north);
CREATE TABLE gtfs_route (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE gtfs_trip (
  id INTEGER PRIMARY KEY, route INTEGER NOT NULL, service INTEGER NOT NULL, headsign TEXT NOT NULL);
CREATE TABLE gtfs_call (
  trip INTEGER NOT NULL, place INTEGER NOT NULL, stop INTEGER NOT NULL, minutes INTEGER, pickup INTEGER NOT NULL,
  PRIMARY KEY (trip, place)) WITHOUT ROWID;
CREATE TABLE gtfs_calendar (
  service INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, days INTEGER NOT NULL);
CREATE TABLE gtfs_exception (service INTEGER NOT NULL, day INTEGER NOT NULL, added INTEGER NOT NULL);
CREATE TABLE gtfs_network (name TEXT NOT NULL, first INTEGER, last INTEGER);
"""
_FINISH = """
UPDATE gtfs_trip SET headsign = coalesce((
  SELECT s.name FROM gtfs_call c JOIN gtfs_stop s ON s.id = c.stop WHERE c.trip = gtfs_trip.id
  ORDER BY c.place DESC LIMIT 1), '') WHERE headsign = '';
DELETE FROM gtfs_call WHERE minutes IS NULL OR pickup % 10 = 1
  OR place = (SELECT max(o.place) FROM gtfs_call o WHERE o.trip = gtfs_call.trip);
CREATE INDEX gtfs_call_stop ON gtfs_call (stop, minutes);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimetableFacts:
    """What an import found."""

    name: str
    stops: int
    departures: int
    first: date | None
    last: date | None


class _Archive:
    """The files of a GTFS archive, wherever they are in it."""

    def __init__(self, file: Path, archive: zipfile.ZipFile, tell: Callable[[int], None]) -> None:
        self._file = file
        self._zip = archive
        self._tell = tell
        self._members: dict[str, zipfile.ZipInfo] = {}
        for info in sorted(archive.infolist(), key=lambda info: -info.filename.count("/")):
            self._members[info.filename.rpartition("/")[2].lower()] = info
        self._done = 0

    def check(self) -> None:
        """Refuse an archive that is no timetable, or that unpacks to too much."""
        missing = [name for name in _REQUIRED if name not in _OPTIONAL and name not in self._members]
        if not {"calendar.txt", "calendar_dates.txt"} & set(self._members):
            missing.append("calendar.txt")
        if missing:
            what = f"n’est pas un fichier d’horaires GTFS, il manque {', '.join(missing)}"
            raise refused(self._file, what, "Choisissez l’archive GTFS du réseau.")
        used = [info for name, info in self._members.items() if name in _REQUIRED]
        for info in used:
            ratio = info.file_size / max(1, info.compress_size)
            if info.file_size > MOST_TEXT or (info.file_size > _SMALL and ratio > _HONEST_RATIO):
                much = "contient bien plus de données qu’un fichier d’horaires"
                raise refused(self._file, much, "Vérifiez d’où il vient.")

    def rows(self, name: str, columns: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """Give the wanted columns of a file of the archive; nothing when it has no such file."""
        info = self._members.get(name)
        if info is None:
            return
        with self._zip.open(info) as stream:
            text = text_of(stream, MOST_TEXT, self._tell, lambda: self._done)
            names, rows = records(text, ",")
            missing = [column for column in _REQUIRED[name] if column not in names]
            if missing:
                raise refused(self._file, f"n’a pas les colonnes {', '.join(missing)} dans {name}")
            yield from picked(names, rows, columns)
        self._done += info.compress_size
        self._tell(self._done)


@contextmanager
def _opened(file: Path, tell: Callable[[int], None]) -> Iterator[_Archive]:
    try:
        with known_faults(file), zipfile.ZipFile(file) as archive:
            yield _Archive(file, archive, tell)
    except (zipfile.BadZipFile, NotImplementedError, zlib.error) as error:
        raise refused(file, "n’est pas une archive ZIP complète") from error
    except RuntimeError as error:
        raise refused(file, "est protégé par un mot de passe", "Demandez-le sans protection.") from error


def import_gtfs(file: Path, target: Path, progress: Callable[[int, int], bool]) -> TimetableFacts:
    """Write the timetables of an archive in `target`.

    Raises InvalidInput, StorageError, or Stopped: `target` is unchanged then.
    """
    size = check_size(file, MOST_BYTES)
    tell = steps(progress, size)
    with made_aside(target) as connection, _opened(file, tell) as archive:
        archive.check()
        connection.executescript(_SCHEMA)
        facts = _Import(connection, archive).run(file)
    tell(size)
    return facts


class _Import:
    """One import: the codes of the archive become small numbers."""

    def __init__(self, connection: sqlite3.Connection, archive: _Archive) -> None:
        self._db = connection
        self._archive = archive
        self._services: dict[str, int] = {}

    def run(self, file: Path) -> TimetableFacts:
        """Read every file and return what was found."""
        stops = self._stops()
        trips = self._trips(self._routes())
        if not stops or not trips:
            raise refused(file, "ne contient ni arrêt ni trajet", "Vérifiez que c’est la bonne archive.")
        self._calls(stops, trips)
        self._repeat(trips, file)
        self._days()
        self._db.executescript(_FINISH)
        first, last = self._validity()
        names = dict.fromkeys(name for (name,) in self._archive.rows("agency.txt", ("agency_name",)) if name)
        name = ", ".join(names)[:120] or file.stem
        self._db.execute("INSERT INTO gtfs_network VALUES (?, ?, ?)", (name, first, last))
        departures = self._db.execute("SELECT count(*) FROM gtfs_call").fetchone()[0]
        return TimetableFacts(name=name, stops=len(stops), departures=departures, first=_date(first), last=_date(last))

    def _stops(self) -> dict[str, int]:
        numbers: dict[str, int] = {}
        columns = ("stop_id", "stop_name", "stop_lat", "stop_lon", "location_type")
        for code, name, north, east, kind in self._archive.rows("stops.txt", columns):
            point = _point(north, east)
            if code and point and kind in ("", "0") and code not in numbers:
                number = numbers[code] = len(numbers) + 1
                self._db.execute("INSERT INTO gtfs_stop VALUES (?, ?, ?, ?)", (number, name or code, *point))
                box = (point[1], point[1], point[0], point[0])
                self._db.execute("INSERT INTO gtfs_stop_box VALUES (?, ?, ?, ?, ?)", (number, *box))
        return numbers

    def _routes(self) -> dict[str, int]:
        numbers: dict[str, int] = {}
        for code, short, long in self._archive.rows("routes.txt", ("route_id", "route_short_name", "route_long_name")):
            number = numbers.setdefault(code, len(numbers) + 1)
            name = f"{short} {long}".strip() if len(short) <= 4 and long != short else short
            self._db.execute("INSERT OR IGNORE INTO gtfs_route VALUES (?, ?)", (number, name or long or code))
        return numbers

    def _trips(self, routes: dict[str, int]) -> dict[str, int]:
        numbers: dict[str, int] = {}
        columns = ("trip_id", "route_id", "service_id", "trip_headsign")
        for code, route, service, headsign in self._archive.rows("trips.txt", columns):
            if code and route in routes and service and code not in numbers:
                number = numbers[code] = len(numbers) + 1
                values = (number, routes[route], self._service(service), headsign)
                self._db.execute("INSERT INTO gtfs_trip VALUES (?, ?, ?, ?)", values)
        return numbers

    def _calls(self, stops: dict[str, int], trips: dict[str, int]) -> None:
        columns = ("trip_id", "stop_sequence", "stop_id", "departure_time", "arrival_time", "pickup_type")
        rows = (
            (trips[trip], int(place), stops[stop], minutes(leaves or comes), int(pickup or 0))
            for trip, place, stop, leaves, comes, pickup in self._archive.rows("stop_times.txt", columns)
            if trip in trips
            and stop in stops
            and place.isdecimal()
            and len(place) < 10
            and pickup in ("", "0", "1", "2", "3")
        )
        self._db.executemany("INSERT OR IGNORE INTO gtfs_call VALUES (?, ?, ?, ?, ?)", rows)

    def _repeat(self, trips: dict[str, int], file: Path) -> None:
        """Write out the trips that are told by how often they run; their own hours only tell how long they last."""
        patterns: dict[int, list[tuple[int, int, int | None, int]]] = {}
        number, made = len(trips), 0
        columns = ("trip_id", "start_time", "end_time", "headway_secs", "exact_times")
        for code, start, end, headway, exact in self._archive.rows("frequencies.txt", columns):
            first, last = minutes(start), minutes(end)
            step = int(headway) if headway.isdecimal() and len(headway) < 6 else 0
            if code not in trips or first is None or last is None or step < _SHORTEST_HEADWAY_S:
                continue
            trip = trips[code]
            calls = patterns.setdefault(trip, self._pattern(trip))
            began = next((at for _, _, at, _ in calls if at is not None), 0)
            about = 0 if exact == "1" else ABOUT
            for second in range(first * 60, last * 60, step):
                number, made = number + 1, made + len(calls)
                if made > _MOST_REPEATED:
                    raise refused(file, "répète bien plus de passages qu’un réseau n’en a", "Vérifiez d’où il vient.")
                self._copy(trip, number, calls, second // 60 - began, about)
        self._db.executemany("DELETE FROM gtfs_call WHERE trip = ?", ((trip,) for trip in patterns))
        self._db.executemany("DELETE FROM gtfs_trip WHERE id = ?", ((trip,) for trip in patterns))

    def _pattern(self, trip: int) -> list[tuple[int, int, int | None, int]]:
        sql = "SELECT place, stop, minutes, pickup FROM gtfs_call WHERE trip = ? ORDER BY place"
        return self._db.execute(sql, (trip,)).fetchall()

    def _copy(
        self, trip: int, number: int, calls: list[tuple[int, int, int | None, int]], shift: int, about: int
    ) -> None:
        self._db.execute(
            "INSERT INTO gtfs_trip SELECT ?, route, service, headsign FROM gtfs_trip WHERE id = ?", (number, trip)
        )
        self._db.executemany(
            "INSERT INTO gtfs_call VALUES (?, ?, ?, ?, ?)",
            (
                (number, place, stop, None if at is None else at + shift, pickup + about)
                for place, stop, at, pickup in calls
            ),
        )

    def _days(self) -> None:
        columns = ("service_id", "start_date", "end_date", *_WEEK)
        for service, start, end, *week in self._archive.rows("calendar.txt", columns):
            first, last = _day(start), _day(end)
            if service and first and last and first <= last:
                days = sum(1 << number for number, runs in enumerate(week) if runs == "1")
                values = (self._service(service), first, last, days)
                self._db.execute("INSERT INTO gtfs_calendar VALUES (?, ?, ?, ?)", values)
        for service, text, kind in self._archive.rows("calendar_dates.txt", ("service_id", "date", "exception_type")):
            day = _day(text)
            if service and day and kind in ("1", "2"):
                exception = (self._service(service), day, int(kind == "1"))
                self._db.execute("INSERT INTO gtfs_exception VALUES (?, ?, ?)", exception)

    def _validity(self) -> tuple[int | None, int | None]:
        sql = """
        SELECT min(first), max(last) FROM (
          SELECT first, last FROM gtfs_calendar WHERE days > 0
          UNION ALL SELECT day, day FROM gtfs_exception WHERE added = 1)
        """
        first, last = self._db.execute(sql).fetchone()
        return first, last

    def _service(self, code: str) -> int:
        return self._services.setdefault(code, len(self._services) + 1)


def minutes(clock: str) -> int | None:
    """Return the minutes of « 07:05:00 » since the start of the service day, which may be more than a day."""
    parts = clock.split(":")
    if len(parts) not in (2, 3) or not all(part.strip().isdecimal() for part in parts):
        return None
    hours, past = int(parts[0]), int(parts[1])
    return hours * 60 + past if hours < 72 and past < 60 else None


def _day(text: str) -> int | None:
    """Return the ordinal of « 20260902 »."""
    try:
        return datetime.strptime(text, "%Y%m%d").date().toordinal()  # noqa: DTZ007
    except ValueError:
        return None


def _date(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)


def _point(north: str, east: str) -> tuple[float, float] | None:
    try:
        latitude, longitude = float(north), float(east)
    except ValueError:
        return None
    known = -90 <= latitude <= 90 and -180 <= longitude <= 180 and (latitude, longitude) != (0, 0)
    return (latitude, longitude) if known else None
