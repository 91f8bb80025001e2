"""The communes: names, codes, people and a point where somebody would be met."""

from __future__ import annotations

import csv
import io
import lzma
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from geo_shapes import Point, Shape, middle, read_point, read_wkb

_NOTHING = "\\N"
_CODES, _EPCI, _NORTH = 3, 5, 7
_WITH_POINT = "commune-actuelle", "arrondissement-municipal"
_ALIASES = "commune-deleguee", "commune-associee"


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A commune, or a part of one, with its contour and its town hall."""

    key: str
    code: str
    kind: str
    parent: str
    population: int
    shape: Shape | None
    hall: Point | None


def read_areas(packed: bytes) -> list[Area]:
    """Return the areas of the packed CSV; only the columns needed here are looked at."""
    csv.field_size_limit(50_000_000)
    text = io.TextIOWrapper(io.BytesIO(lzma.decompress(packed)), encoding="utf-8", newline="")
    return [_area(row) for row in csv.DictReader(text) if row["type"] != "SRM"]


def _area(row: dict[str, str]) -> Area:
    people = row["population_municipale"]
    return Area(
        key=row["id"],
        code=row["code"],
        kind=row["type"],
        parent=row["commune_parent_id"],
        population=0 if people == _NOTHING else int(people),
        shape=read_wkb(row["geometry"]),
        hall=read_point(row["mairie_localisation"]),
    )


def points(areas: list[Area]) -> dict[tuple[str, str], Point]:
    """Return where each area is entered on a map, by code and kind."""
    children = defaultdict(list)
    for area in areas:
        if area.parent != _NOTHING and area.kind in ("COMD", "COMA"):
            children[area.parent].append(area)
    found = {}
    for area in areas:
        point = _point(area, children[area.key] if area.kind == "COM" else [])
        if point is not None:
            found[area.code, area.kind] = point
    return found


def fill_gaps(lines: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Give the few communes without contour nor town hall the middle of those that share their postal code."""
    near = defaultdict(list)
    for line in lines:
        if line[_NORTH]:
            near[line[_EPCI], line[_CODES]].append((float(line[_NORTH]), float(line[_NORTH + 1])))
    return [line if line[_NORTH] else _placed(line, near[line[_EPCI], line[_CODES]]) for line in lines]


def _placed(line: tuple[str, ...], neighbours: list[Point]) -> tuple[str, ...]:
    north, east = (sum(axis) / len(neighbours) for axis in zip(*neighbours, strict=True))
    return (*line[:_NORTH], f"{north:.5f}", f"{east:.5f}", *line[_NORTH + 2 :])


def _point(area: Area, children: list[Area]) -> Point | None:
    """Return the town hall when it stands where it should, else the middle of the chief place.

    The raw points are not reliable: one in eighteen lies outside its commune, and that of a commune made of several
    is sometimes the town hall of a former one.
    """
    chief = next((child for child in children if child.code == area.code and child.shape), None)
    others = [child.shape for child in children if child.shape and child.code != area.code]
    target = chief.shape if chief else area.shape
    if target is None:
        return area.hall
    hall = area.hall
    if hall and target.almost_contains(hall) and (chief or not any(other.contains(hall) for other in others)):
        return hall
    return middle(target) if chief else middle(target, others)


def rows(communes: list[dict[str, object]], areas: list[Area], epci_of: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """Give the lines of the gazetteer: communes and arrondissements, then former communes as other names."""
    where = points(areas)
    people = {(area.code, area.kind): area.population for area in areas}
    current = {str(row["code"]): row for row in communes if row["type"] == "commune-actuelle"}
    for row in communes:
        kind, code = str(row["type"]), str(row["code"])
        if kind in _WITH_POINT and row.get("codesPostaux") and row["zone"] != "com":
            place = where.get((code, "COM" if kind == "commune-actuelle" else "ARM"))
            commune = str(row.get("commune") or code)
            yield _line(row, row, place, int(str(row.get("population") or 0)), epci_of.get(commune, ""))
    for row in communes:
        kind, code, parent = str(row["type"]), str(row["code"]), str(row.get("chefLieu"))
        if kind in _ALIASES and parent in current and not _same_name(row, current[parent]):
            short = "COMD" if kind == "commune-deleguee" else "COMA"
            place = where.get((code, short)) or where.get((parent, "COM"))
            yield _line(row, current[parent], place, people.get((code, short), 0), epci_of.get(parent, ""))


def _line(
    row: dict[str, object], holder: dict[str, object], place: Point | None, people: int, epci: str
) -> tuple[str, ...]:
    """Return a line of the gazetteer; `holder` is the commune of today, the row itself or what it became part of."""
    codes = holder["codesPostaux"]
    assert isinstance(codes, list)
    north, east = (f"{place[1]:.5f}", f"{place[0]:.5f}") if place else ("", "")
    name = str(row["nom"]).replace("'", "’")
    alias_of = "" if holder is row else str(holder["code"])
    where = (epci, str(holder["departement"]), north, east, alias_of)
    return ("C", str(row["code"]), name, " ".join(codes), str(people), *where)


def _same_name(one: dict[str, object], other: dict[str, object]) -> bool:
    return _bare(str(one["nom"])) == _bare(str(other["nom"]))


def _bare(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold().replace("œ", "oe"))
    return "".join(letter for letter in decomposed if letter.isalnum())
