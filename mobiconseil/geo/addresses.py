"""Street addresses of a département, from the CSV file of the national address base (BAN)."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mobiconseil.geo.address_words import street_words
from mobiconseil.geo.csv_files import opened, picked, records
from mobiconseil.geo.imports import check_size, made_aside, refused, steps

ATTRIBUTION = "Base Adresse Nationale — Licence Ouverte 2.0"
MOST_BYTES = 300_000_000
MOST_TEXT = 3_000_000_000
FINE = 100_000
_NO_NUMBER = 9999
_SCHEMA = """
CREATE TABLE street (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, postal_code TEXT NOT NULL, insee TEXT NOT NULL, commune TEXT NOT NULL,
  former TEXT NOT NULL, latitude REAL NOT NULL, longitude REAL NOT NULL, is_place INTEGER NOT NULL) STRICT;
CREATE TABLE number (
  street INTEGER NOT NULL, number INTEGER NOT NULL, suffix TEXT NOT NULL, north INTEGER NOT NULL, east INTEGER NOT NULL,
  PRIMARY KEY (street, number, suffix)) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE street_word USING fts5 (words, content='', columnsize=0, detail=column, prefix='2 3 4');
"""
_COLUMNS = (
    "numero",
    "rep",
    "nom_voie",
    "nom_lieu_dit",
    "code_postal",
    "code_insee",
    "nom_commune",
    "nom_ancienne_commune",
    "lon",
    "lat",
)
_REQUIRED = ("code_insee", "nom_commune", "lon", "lat")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressFacts:
    """What an import found."""

    addresses: int
    streets: int
    skipped: int
    departements: tuple[str, ...]


@dataclass(slots=True)
class _Street:
    id: int
    name: str
    postal_code: str
    insee: str
    commune: str
    former: str
    is_place: bool
    north: float = 0
    east: float = 0
    points: int = 0


@dataclass(slots=True)
class _Reading:
    """The streets met so far; the numbers go straight to the file."""

    streets: dict[tuple[str, ...], _Street] = field(default_factory=dict)
    skipped: int = 0
    addresses: int = 0

    def take(self, row: tuple[str, ...]) -> tuple[int, int, str, int, int] | None:
        """Return the number of a row, if it has one; its street is noted."""
        number, suffix, street, place, post, insee, commune, former, east, north = row
        name = street or place
        point = _point(north, east)
        if not name or not commune or point is None:
            self.skipped += 1
            return None
        key = (name, insee, post, former)
        known = self.streets.get(key)
        if known is None:
            known = _Street(len(self.streets) + 1, name, post, insee, commune, former, is_place=not street)
            self.streets[key] = known
        known.north += point[0]
        known.east += point[1]
        known.points += 1
        self.addresses += 1
        if not number.isdecimal() or not 0 < int(number) < _NO_NUMBER:
            return None
        return known.id, int(number), suffix.lower(), round(point[0] * FINE), round(point[1] * FINE)


def import_addresses(file: Path, target: Path, progress: Callable[[int, int], bool]) -> AddressFacts:
    """Write the addresses of a file, packed with gzip or not, in `target`.

    Raises InvalidInput, StorageError, or Stopped: `target` is unchanged then.
    """
    size = check_size(file, MOST_BYTES)
    tell = steps(progress, size)
    reading = _Reading()
    with made_aside(target) as connection:
        connection.executescript(_SCHEMA)
        with opened(file, MOST_TEXT, tell) as text:
            names, rows = records(text, ";")
            _check(file, names)
            _numbers(connection, reading, picked(names, rows, _COLUMNS))
        if not reading.addresses:
            raise refused(file, "ne contient aucune adresse située", "Vérifiez que c’est le bon fichier.")
        _streets(connection, reading.streets.values())
    tell(size)
    seen = Counter(_departement(street.insee) for street in reading.streets.values())
    return AddressFacts(
        addresses=reading.addresses,
        streets=len(reading.streets),
        skipped=reading.skipped,
        departements=tuple(code for code, _ in seen.most_common()),
    )


def _check(file: Path, names: list[str]) -> None:
    missing = [name for name in _REQUIRED if name not in names]
    if "nom_voie" not in names and "nom_lieu_dit" not in names:
        missing.append("nom_voie")
    if missing:
        columns = ", ".join(missing)
        raise refused(
            file,
            f"n’est pas un fichier d’adresses de la BAN, il manque les colonnes {columns}",
            "Choisissez un fichier du genre adresses-44.csv.gz.",
        )


def _numbers(connection: sqlite3.Connection, reading: _Reading, rows: Iterable[tuple[str, ...]]) -> None:
    found: Iterator[tuple[int, int, str, int, int]] = (taken for row in rows if (taken := reading.take(row)))
    connection.executemany("INSERT OR IGNORE INTO number VALUES (?, ?, ?, ?, ?)", found)


def _streets(connection: sqlite3.Connection, streets: Iterable[_Street]) -> None:
    known = list(streets)
    rows = (
        (
            *(s.id, s.name, s.postal_code, s.insee, s.commune, s.former),
            *(s.north / s.points, s.east / s.points, s.is_place),
        )
        for s in known
    )
    connection.executemany("INSERT INTO street VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    connection.executemany(
        "INSERT INTO street_word (rowid, words) VALUES (?, ?)",
        ((s.id, street_words(s.name, s.postal_code, s.commune, s.former)) for s in known),
    )


def _point(north: str, east: str) -> tuple[float, float] | None:
    try:
        latitude, longitude = float(north), float(east)
    except ValueError:
        return None
    return (latitude, longitude) if -90 <= latitude <= 90 and -180 <= longitude <= 180 else None


def _departement(insee: str) -> str:
    return insee[:3] if insee.startswith("97") else insee[:2]
