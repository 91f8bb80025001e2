"""Every commune of the country, found while its name or its postal code is typed."""

from __future__ import annotations

import csv
import io
import lzma
import math
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from mobiconseil.domain.distance import straight_line
from mobiconseil.domain.geography import Place, PlaceName
from mobiconseil.domain.projection import Box
from mobiconseil.geo.prepared import PreparedFile, Row
from mobiconseil.geo.words import forms, normalise, without_article
from mobiconseil.paths import cache_folder, resources

ATTRIBUTION = "INSEE COG 2026, La Poste, IGN Admin Express, DILA — Licence Ouverte 2.0"
_VERSION = 1
_SCHEMA = """
CREATE TABLE departement (code TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE epci (code TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
  id INTEGER PRIMARY KEY, insee TEXT NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL, postal_codes TEXT NOT NULL,
  population INTEGER NOT NULL, epci TEXT NOT NULL, departement TEXT NOT NULL, latitude REAL NOT NULL,
  longitude REAL NOT NULL, alias_of TEXT NOT NULL, labelled INTEGER NOT NULL) STRICT;
CREATE INDEX place_insee ON place (insee);
CREATE INDEX place_folded ON place (folded);
CREATE INDEX place_population ON place (population);
CREATE INDEX place_latitude ON place (latitude) WHERE alias_of = '';
CREATE VIRTUAL TABLE place_word USING fts5 (name, bare, codes, content='', columnsize=0, prefix='1 2 3');
"""
_COLUMNS = """
SELECT p.insee, p.name, p.postal_codes, p.population, p.epci, coalesce(e.name, ''), p.departement,
  coalesce(d.name, ''), p.latitude, p.longitude, p.alias_of, coalesce(c.name, ''), p.id
FROM place p LEFT JOIN epci e ON e.code = p.epci LEFT JOIN departement d ON d.code = p.departement
LEFT JOIN place c ON p.alias_of <> '' AND c.insee = p.alias_of AND c.alias_of = ''
"""
# Places are numbered from the most populated: the order of the numbers is the order of the answers.
_EXACT = f"{_COLUMNS} WHERE p.folded = ? ORDER BY p.id LIMIT ?"
_WORDS = f"""
{_COLUMNS} WHERE p.id IN (SELECT rowid FROM place_word WHERE place_word MATCH ? ORDER BY rowid LIMIT ?) ORDER BY p.id
"""
_BY_CODE = f"{_COLUMNS} WHERE p.insee = ? ORDER BY p.alias_of <> '' LIMIT 1"
_OF_EPCI = "SELECT insee FROM place WHERE epci = ? AND alias_of = ''"
_AROUND = f"""
{_COLUMNS} WHERE p.alias_of = '' AND p.latitude BETWEEN ? AND ? AND p.longitude BETWEEN ? AND ?
"""
_NAMES = """
SELECT name, latitude, longitude, population FROM place
WHERE alias_of = '' AND labelled = 1 AND latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ? AND {people}
ORDER BY id LIMIT 400
"""
_ALL_NAMES = _NAMES.format(people="population >= ?")
_BIG_NAMES = _NAMES.replace("AND latitude", "AND +latitude").format(
    people="id <= (SELECT max(id) FROM place WHERE population >= ?)"
)
_ARRONDISSEMENTS = (*range(75101, 75121), *range(69381, 69390), *range(13201, 13217))
_WIDEST = 6.0


class Gazetteer:
    """The communes, the municipal arrondissements and, as other names, the former communes."""

    def __init__(self, path: Path | None = None, cache: Path | None = None) -> None:
        source = path or resources() / "geo" / "communes.csv.xz"
        self._file = PreparedFile(source, cache or cache_folder(), _fill, version=_VERSION)

    @property
    def attribution(self) -> str:
        """Return where the names and points come from."""
        return ATTRIBUTION

    def prepare(self) -> None:
        """Make the index now if needed (under a second), so that nobody waits while typing."""
        self._file.prepare()

    def close(self) -> None:
        """Let go of the index."""
        self._file.close()

    def search(self, text: str, limit: int = 8, near: tuple[str, ...] = ()) -> tuple[Place, ...]:
        """Return the places of this name first, then those that begin so, then those with these words.

        A postal code, whole or begun, may be typed alone or after the name. The most populated come first, but half
        of the answers may come from the départements `near`, before the others.
        """
        found: dict[int, Place] = {}
        readings = forms(text)
        starting, words = _starting(readings), _with_words(readings)
        if near and starting:
            here = " OR ".join(f'codes : "{normalise(code)}"' for code in near)
            self._collect(found, self._file.rows(_WORDS, (f"({starting}) AND ({here})", (limit + 1) // 2)))
        for reading in readings[:1]:
            self._collect(found, self._file.rows(_EXACT, (reading, limit)))
        for match in (starting, words):
            if match and len(found) < limit:
                self._collect(found, self._file.rows(_WORDS, (match, limit)))
        return tuple(found.values())[:limit]

    def by_insee(self, code: str) -> Place | None:
        """Return the commune with this code, or the former commune; None for an unknown code."""
        rows = self._file.rows(_BY_CODE, (code,))
        return _place(rows[0]) if rows else None

    def of_epci(self, code: str) -> frozenset[str]:
        """Return the codes of the communes of an intercommunality, none for an unknown one."""
        return frozenset(str(insee) for (insee,) in self._file.rows(_OF_EPCI, (code,))) if code else frozenset()

    def named(self, name: str, postal_code: str = "", near: tuple[float, float] | None = None) -> Place | None:
        """Return the place of exactly this name, with this postal code if one is given.

        Of several, return the nearest of `near`, or none of them without it.
        """
        rows = self._file.rows(_EXACT, (normalise(name), 60))
        places = [place for place in map(_place, rows) if not postal_code or postal_code in place.postal_codes]
        current = [place for place in places if not place.alias_of] or places
        if near is not None:
            return min(current, key=lambda place: straight_line(*near, *place.point), default=None)
        return current[0] if len(current) == 1 else None

    def nearest(self, latitude: float, longitude: float) -> Place | None:
        """Return the commune whose point is nearest; None when the point is far from every commune."""
        reach = 0.1
        while reach <= _WIDEST:
            wide = reach / max(0.1, math.cos(math.radians(latitude)))
            box = (latitude - reach, latitude + reach, longitude - wide, longitude + wide)
            places = [_place(row) for row in self._file.rows(_AROUND, box)]
            if places:
                nearest = min(places, key=lambda place: straight_line(latitude, longitude, *place.point))
                if straight_line(latitude, longitude, *nearest.point) <= reach * 111 or reach * 2 > _WIDEST:
                    return nearest
            reach *= 2
        return None

    def names(self, bbox: Box, zoom: int) -> tuple[PlaceName, ...]:
        """Return the names to write in the box at this zoom, most populated first."""
        west, south, east, north = bbox
        least = next((people for level, people in _LEAST_PEOPLE if zoom <= level), 0)
        sql = _BIG_NAMES if zoom <= _AFAR else _ALL_NAMES
        return tuple(
            PlaceName(name=name, latitude=latitude, longitude=longitude, population=people)
            for name, latitude, longitude, people in self._file.rows(sql, (south, north, west, east, least))
        )

    def count(self) -> int:
        """Return how many communes and arrondissements there are, other names left out."""
        return int(self._file.rows("SELECT count(*) FROM place WHERE alias_of = ''")[0][0])

    def _collect(self, found: dict[int, Place], rows: Iterable[Row]) -> None:
        for row in rows:
            found.setdefault(row[-1], _place(row))


_AFAR = 10
_LEAST_PEOPLE = ((5, 150_000), (6, 80_000), (7, 40_000), (8, 15_000), (9, 5_000), (10, 1_500), (11, 300))
"""Up to this zoom, how many people a commune needs for its name to be read."""


def _starting(readings: tuple[str, ...]) -> str:
    """Return the query of the names that begin so, article or not, and of the codes."""
    parts = []
    for reading in readings:
        if reading.isdigit():
            parts.append(f'codes : "{reading}" *')
        else:
            parts.append(f'{{name bare}} : ^ "{reading}" *')
    return " OR ".join(parts)


def _with_words(readings: tuple[str, ...]) -> str:
    """Return the query of the places that have each word, the last one begun, and each number in their codes."""
    alternatives = []
    for reading in readings:
        words = reading.split()
        parts = [f'codes : "{word}" *' if word.isdigit() and len(word) > 1 else f'"{word}"' for word in words]
        if not parts[-1].endswith("*"):
            parts[-1] += " *"
        alternatives.append(f"({' AND '.join(parts)})")
    return " OR ".join(alternatives)


def _place(row: Row) -> Place:
    insee, name, codes, people, epci, epci_name, departement, departement_name, latitude, longitude, alias, commune = (
        row[:12]
    )
    return Place(
        insee=insee,
        name=name,
        postal_codes=tuple(codes.split()),
        population=people,
        epci=epci,
        epci_name=epci_name,
        departement=departement,
        departement_name=departement_name,
        latitude=latitude,
        longitude=longitude,
        alias_of=alias,
        commune_name=commune,
    )


def _fill(connection: sqlite3.Connection, packed: bytes) -> None:
    connection.executescript(_SCHEMA)
    text = io.StringIO(lzma.decompress(packed).decode(), newline="")
    kinds: dict[str, list[list[str]]] = {"D": [], "E": [], "C": []}
    for line in csv.reader(text, delimiter=";"):
        kinds[line[0]].append(line[1:])
    connection.executemany("INSERT INTO departement VALUES (?, ?)", kinds["D"])
    connection.executemany("INSERT INTO epci VALUES (?, ?)", kinds["E"])
    places = sorted(kinds["C"], key=lambda line: (-int(line[3]), line[0], line[8]))
    rows = [_row(number, line) for number, line in enumerate(places, start=1)]
    connection.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    words = ((row[0], row[3], without_article(str(row[3])), f"{row[4]} {row[7]}") for row in rows)
    connection.executemany("INSERT INTO place_word (rowid, name, bare, codes) VALUES (?, ?, ?, ?)", words)


def _row(number: int, line: list[str]) -> Row:
    insee, name, codes, people, epci, departement, latitude, longitude, alias_of = line
    labelled = not (insee.isdigit() and int(insee) in _ARRONDISSEMENTS)
    where = (float(latitude), float(longitude), alias_of, int(labelled))
    return (number, insee, name, normalise(name), codes, int(people), epci, departement, *where)
