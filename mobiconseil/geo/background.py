"""The background of every map: the borders of the communes, the coast and the names, for the whole country."""

from __future__ import annotations

import lzma
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from mobiconseil.domain.geography import Line, PlaceName
from mobiconseil.domain.projection import Box
from mobiconseil.errors import StorageError
from mobiconseil.geo import line_table
from mobiconseil.geo.gazetteer import ATTRIBUTION, Gazetteer
from mobiconseil.geo.line_codec import decode
from mobiconseil.geo.prepared import PreparedFile
from mobiconseil.paths import cache_folder, resources

_VERSION = 1


class RoadSource(Protocol):
    """An imported pack of roads, drawn with the borders."""

    @property
    def attribution(self) -> str:
        """Return who made the roads."""
        ...

    def lines(self, bbox: Box, zoom: int) -> tuple[Line, ...]:
        """Return the lines to draw in the box at this zoom."""
        ...


class Background:
    """Lines and names by box and zoom; imported roads, if any, come with the borders."""

    def __init__(
        self,
        path: Path | None = None,
        cache: Path | None = None,
        gazetteer: Gazetteer | None = None,
        roads: tuple[RoadSource, ...] = (),
    ) -> None:
        source = path or resources() / "geo" / "background.bin.xz"
        self._file = PreparedFile(source, cache or cache_folder(), _fill, version=_VERSION)
        self._gazetteer = gazetteer or Gazetteer(cache=cache)
        self._roads = roads

    @property
    def attribution(self) -> str:
        """Return who made the background, as the licences want it shown."""
        return "; ".join(dict.fromkeys((ATTRIBUTION, *(source.attribution for source in self._roads))))

    def prepare(self) -> None:
        """Make the table of lines now if needed (about a second and a half)."""
        self._gazetteer.prepare()
        self._file.prepare()

    def close(self) -> None:
        """Let go of the files."""
        self._file.close()
        self._gazetteer.close()

    def use_roads(self, roads: tuple[RoadSource, ...]) -> None:
        """Draw these imported roads from now on."""
        self._roads = roads

    def lines(self, bbox: Box, zoom: int) -> tuple[Line, ...]:
        """Return the lines to draw in the box at this zoom: roads first, then the borders, the widest last."""
        rows = self._file.rows(line_table.query(zoom), line_table.values(bbox, line_table.border_kinds(zoom)))
        return (*self._road_lines(bbox, zoom), *line_table.read(rows, zoom))

    def _road_lines(self, bbox: Box, zoom: int) -> list[Line]:
        found: list[Line] = []
        for source in self._roads:
            # A pack removed or damaged meanwhile must not take the borders away.
            with suppress(StorageError):
                found += source.lines(bbox, zoom)
        return found

    def names(self, bbox: Box, zoom: int) -> tuple[PlaceName, ...]:
        """Return the names to write in the box at this zoom, most populated first."""
        return self._gazetteer.names(bbox, zoom)


def _fill(connection: sqlite3.Connection, packed: bytes) -> None:
    connection.executescript(line_table.SCHEMA)
    line_table.write(connection, decode(lzma.decompress(packed)))
