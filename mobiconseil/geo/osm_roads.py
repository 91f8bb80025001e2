"""Roads, rivers and railways of an OpenStreetMap extract (.osm.pbf), in the table of lines of the background."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from pathlib import Path

from mobiconseil.domain.geography import (
    MINOR_ROAD,
    MOTORWAY,
    PRIMARY,
    RAILWAY,
    SECONDARY,
    TERTIARY,
    TRUNK,
    WATER,
    Line,
)
from mobiconseil.domain.projection import Box
from mobiconseil.errors import InvalidInput
from mobiconseil.geo import line_table
from mobiconseil.geo.imports import ReadOnly, check_size, made_aside, refused, steps
from mobiconseil.geo.line_codec import PRECISION

ATTRIBUTION = "© les contributeurs d’OpenStreetMap, ODbL"
MOST_BYTES = 700_000_000
_EVERY = 20_000
_HIGHWAYS = {
    "motorway": MOTORWAY,
    "motorway_link": MOTORWAY,
    "trunk": TRUNK,
    "trunk_link": TRUNK,
    "primary": PRIMARY,
    "primary_link": PRIMARY,
    "secondary": SECONDARY,
    "secondary_link": SECONDARY,
    "tertiary": TERTIARY,
    "tertiary_link": TERTIARY,
    "unclassified": MINOR_ROAD,
    "residential": MINOR_ROAD,
    "living_street": MINOR_ROAD,
}
_WATERWAYS = frozenset({"river", "canal"})
_RAILWAYS = frozenset({"rail", "light_rail", "narrow_gauge", "tram"})
_LONGEST = 64


class RoadPack:
    """An imported pack of roads."""

    def __init__(self, path: Path) -> None:
        self._file = ReadOnly(path)

    @property
    def attribution(self) -> str:
        """Return who made the roads."""
        return ATTRIBUTION

    def lines(self, bbox: Box, zoom: int) -> tuple[Line, ...]:
        """Return the roads, rivers and railways to draw in the box at this zoom."""
        kinds = line_table.road_kinds(zoom)
        if not kinds:
            return ()
        rows = self._file.rows(line_table.query(zoom), line_table.values(bbox, kinds))
        return line_table.read(rows, zoom)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def import_roads(file: Path, target: Path, progress: Callable[[int, int], bool]) -> int:
    """Write the lines of an extract in `target`, and return how many there are.

    Raises InvalidInput, StorageError, or Stopped: `target` is unchanged then.
    """
    size = check_size(file, MOST_BYTES)
    _check_head(file)
    tell = steps(progress, size)
    tell(0)
    with made_aside(target) as connection:
        connection.executescript(line_table.SCHEMA)
        count = line_table.write(connection, _lines(file, tell, size))
        if not count:
            raise refused(file, "ne contient ni route, ni rivière, ni voie ferrée", "Choisissez un autre extrait.")
    tell(size)
    return count


def _check_head(file: Path) -> None:
    """Refuse at once what is no extract: the reader's own words are for developers."""
    with file.open("rb") as stream:
        head = stream.read(64)
    if b"OSMHeader" not in head:
        raise refused(file, "n’est pas un extrait OpenStreetMap (.osm.pbf)", "Choisissez un fichier .osm.pbf.")


def _lines(file: Path, tell: Callable[[int], None], size: int) -> Iterator[tuple[int, array[int]]]:
    try:
        import osmium  # late: 20 ms that only this import needs
    except ImportError as error:
        raise InvalidInput(
            "Cette installation ne sait pas lire les extraits OpenStreetMap : il manque le composant « osmium ». "
            "Rien n’a été changé. Demandez-le à la personne qui a installé MobiConseil."
        ) from error
    try:
        ways = (
            osmium.FileProcessor(str(file))
            .with_locations()
            .with_filter(osmium.filter.KeyFilter("highway", "waterway", "railway"))
        )
        for number, way in enumerate(ways):
            if number % _EVERY == 0:
                # How far the reader is cannot be asked: an extract holds about one such way per 150 bytes.
                tell(min(number * 150, size - 1))
            if isinstance(way, osmium.osm.Way) and (kind := _kind(way.tags)) is not None:
                yield from _parts(kind, _steps(way.nodes))
    except (RuntimeError, ValueError) as error:
        raise refused(file, "est tronqué ou abîmé") from error


def _kind(tags: object) -> int | None:
    get = tags.get  # type: ignore[attr-defined]
    if get("highway") in _HIGHWAYS:
        return _HIGHWAYS[get("highway")]
    if get("waterway") in _WATERWAYS:
        return WATER
    return RAILWAY if get("railway") in _RAILWAYS else None


def _steps(nodes: object) -> array[int]:
    found = array("i")
    for node in nodes:  # type: ignore[attr-defined]
        location = node.location
        if location.valid():
            point = array("i", [round(location.lat * PRECISION), round(location.lon * PRECISION)])
            if found[-2:] != point:
                found.extend(point)
    return found


def _parts(kind: int, whole: array[int]) -> Iterator[tuple[int, array[int]]]:
    """Cut a line in parts short enough for a query by box."""
    for start in range(0, len(whole) - 2, (_LONGEST - 1) * 2):
        yield kind, whole[start : start + _LONGEST * 2]
