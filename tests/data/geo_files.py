"""Small public files, made up: an address base, a timetable, tiles and an extract of roads, around Craon."""

from __future__ import annotations

import csv
import gzip
import io
import sqlite3
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c636060606000000005000157a6f24400000000"
    "49454e44ae426082"
)
BAN_COLUMNS = (
    "id",
    "id_fantoir",
    "numero",
    "rep",
    "nom_voie",
    "code_postal",
    "code_insee",
    "nom_commune",
    "code_insee_ancienne_commune",
    "nom_ancienne_commune",
    "x",
    "y",
    "lon",
    "lat",
    "type_position",
    "alias",
    "nom_ld",
    "libelle_acheminement",
    "nom_afnor",
    "source_position",
    "source_nom_voie",
    "certification_commune",
    "cad_parcelles",
)
BAN_ROWS = (
    {"numero": "12", "nom_voie": "Rue des Lilas", "lon": "-0.9501", "lat": "47.8490"},
    {"numero": "12", "rep": "bis", "nom_voie": "Rue des Lilas", "lon": "-0.9502", "lat": "47.8491"},
    {"numero": "40", "nom_voie": "Rue des Lilas", "lon": "-0.9530", "lat": "47.8500"},
    {"numero": "3", "nom_voie": "Avenue du Général de Gaulle", "lon": "-0.9480", "lat": "47.8470"},
    {"numero": "5", "nom_voie": "Place du Pilori", "lon": "-0.9490", "lat": "47.8480"},
    {"numero": "1", "nom_voie": "Chemin de l'Étang", "nom_ancienne_commune": "Niafles", "lon": "-1.0", "lat": "47.85"},
    {"numero": "9", "nom_voie": "Rue sans point", "lon": "", "lat": ""},
)
_CRAON = {"code_postal": "53400", "code_insee": "53084", "nom_commune": "Craon"}

STOPS = (
    ("craon", "Craon, place du Pilori", "47.8480", "-0.9490"),
    ("chateau", "Château-Gontier, gare", "47.8280", "-0.7030"),
    ("laval", "Laval, gare", "48.0760", "-0.7610"),
)
GTFS: Mapping[str, Sequence[Sequence[str]]] = {
    "agency.txt": (("agency_name", "agency_url"), ("Réseau d’essai", "")),
    "stops.txt": (("stop_id", "stop_name", "stop_lat", "stop_lon"), *STOPS),
    "routes.txt": (
        ("route_id", "route_short_name", "route_long_name", "route_type"),
        ("r1", "10", "Craon – Laval", "3"),
        ("r2", "TAD", "Transport à la demande", "3"),
    ),
    "trips.txt": (
        ("route_id", "service_id", "trip_id", "trip_headsign"),
        ("r1", "ecole", "matin", ""),
        ("r1", "ecole", "nuit", "Laval"),
        ("r2", "marche", "tad", "Marché"),
    ),
    "stop_times.txt": (
        ("trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence", "pickup_type"),
        ("matin", "06:55:00", "06:55:00", "craon", "1", ""),
        ("matin", "07:20:00", "07:21:00", "chateau", "2", "0"),
        ("matin", "07:50:00", "07:50:00", "laval", "3", ""),
        ("nuit", "24:40:00", "24:40:00", "craon", "1", ""),
        ("nuit", "25:30:00", "25:30:00", "laval", "2", ""),
        ("tad", " 7:05:00", " 7:05:00", "craon", "1", "2"),
        ("tad", "7:30:00", "7:30:00", "chateau", "2", "1"),
    ),
    "calendar.txt": (
        (
            "service_id",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "start_date",
            "end_date",
        ),
        ("ecole", "1", "1", "0", "1", "1", "0", "0", "20260901", "20270702"),
    ),
    "calendar_dates.txt": (
        ("service_id", "date", "exception_type"),
        ("ecole", "20261103", "2"),
        ("marche", "20261124", "1"),
    ),
}


def write_ban(path: Path, rows: Sequence[Mapping[str, str]] = BAN_ROWS, *, repeat: int = 1) -> Path:
    """Write an address file, packed when its name says so; `repeat` gives the same rows other street names."""
    text = io.StringIO()
    writer = csv.DictWriter(text, BAN_COLUMNS, delimiter=";", restval="", lineterminator="\n")
    writer.writeheader()
    for number in range(repeat):
        suffix = f" {number}" if number else ""
        writer.writerows({**_CRAON, **row, "nom_voie": row["nom_voie"] + suffix} for row in rows)
    data = text.getvalue().encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def write_gtfs(
    path: Path,
    changes: Mapping[str, Sequence[Sequence[str]] | None] | None = None,
    *,
    folder: str = "",
    encoding: str = "utf-8-sig",
) -> Path:
    """Write a timetable; `changes` replaces files, None leaves one out."""
    files = {**GTFS, **(changes or {})}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in files.items():
            if rows is not None:
                text = io.StringIO()
                csv.writer(text).writerows(rows)
                archive.writestr(folder + name, text.getvalue().encode(encoding))
    return path


def write_mbtiles(path: Path, *, tile: bytes = PNG, zooms: Sequence[int] = (6, 7), tables: bool = True) -> Path:
    """Write a pack of tiles: column 1 of each zoom, from the south."""
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    if tables:
        connection.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        connection.execute(
            "CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)"
        )
        attribution = "© <a href='https://example.test'>Essai &amp; fils</a>"
        connection.executemany(
            "INSERT INTO metadata VALUES (?, ?)", [("name", "Fond d’essai"), ("attribution", attribution)]
        )
        connection.executemany("INSERT INTO tiles VALUES (?, 1, ?, ?)", [(zoom, zoom, tile) for zoom in zooms])
    else:
        connection.execute("CREATE TABLE something (id INTEGER)")
    connection.commit()
    connection.close()
    return path


def write_roads(path: Path) -> Path:
    """Write an extract with a motorway, a lane, a river, a railway and a path."""
    import osmium

    path.unlink(missing_ok=True)
    ways = (
        {"highway": "motorway"},
        {"highway": "residential"},
        {"waterway": "river"},
        {"railway": "rail"},
        {"highway": "footway"},
    )
    with osmium.SimpleWriter(str(path)) as writer:
        for number in range(1, 11):
            place = (-0.95 + number / 1000, 47.84 + number / 1000)
            writer.add_node(osmium.osm.mutable.Node(id=number, location=place))
        for number, tags in enumerate(ways, start=1):
            writer.add_way(osmium.osm.mutable.Way(id=number, nodes=[number, number + 1, number + 2], tags=tags))
    return path
