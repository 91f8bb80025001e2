"""Everything about places on this laptop: what is shipped, and what was imported."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from mobiconseil.geo.address_book import AddressBook
from mobiconseil.geo.background import Background
from mobiconseil.geo.gazetteer import Gazetteer
from mobiconseil.geo.packs import LocalPacks
from mobiconseil.geo.tiles import TilePack
from mobiconseil.geo.timetables import ImportedTimetables
from mobiconseil.services.geography import Pack, PackKind, Progress, never_stop
from mobiconseil.services.maps import MapTiles


class LocalGeography:
    """The shipped communes and borders, with the packs of a folder."""

    def __init__(self, folder: Path, cache: Path | None = None) -> None:
        self.gazetteer = Gazetteer(cache=cache)
        self.background = Background(cache=cache, gazetteer=self.gazetteer)
        self._packs = LocalPacks(folder)
        self.packs = _FollowedPacks(self._packs, self.background)

    @property
    def addresses(self) -> AddressBook:
        """Return the addresses imported so far, over the communes."""
        return self._packs.addresses(self.gazetteer)

    @property
    def timetables(self) -> ImportedTimetables:
        """Return the timetables imported so far."""
        return self._packs.timetables()

    def prepare(self) -> None:
        """Make the local files of the communes and of the borders if needed."""
        self.background.prepare()

    def tiles(self, pack: str) -> TilePack | None:
        """Return the tiles of a pack; None when it is gone."""
        return self._packs.tiles(pack)

    def tile_layers(self) -> tuple[MapTiles, ...]:
        """Return the imported packs of tiles, as a map lists them."""
        found = []
        for pack in self._packs.all():
            tiles = self._packs.tiles(pack.id) if pack.kind is PackKind.TILES else None
            if tiles is not None:
                found.append(
                    MapTiles(
                        pack=pack.id,
                        attribution=pack.attribution,
                        min_zoom=tiles.facts.min_zoom,
                        max_zoom=tiles.facts.max_zoom,
                    )
                )
        return tuple(found)

    def close(self) -> None:
        """Let go of every file."""
        self._packs.close()
        self.background.close()


class _FollowedPacks:
    """The packs, whose roads are drawn as soon as they are imported."""

    def __init__(self, packs: LocalPacks, background: Background) -> None:
        self._packs = packs
        self._background = background
        self._background.use_roads(packs.roads())

    def all(self) -> tuple[Pack, ...]:
        """Return the packs of this laptop, by kind then name."""
        return self._packs.all()

    def add(self, kind: PackKind, file: Path, *, made_on: date, progress: Progress = never_stop) -> Pack | None:
        """Import a file; None when the work was stopped. Raises InvalidInput or StorageError: nothing is changed."""
        added = self._packs.add(kind, file, made_on=made_on, progress=progress)
        self._background.use_roads(self._packs.roads())
        return added

    def remove(self, pack: str) -> None:
        """Remove a pack from this laptop. Raises StorageError."""
        self._packs.remove(pack)
        self._background.use_roads(self._packs.roads())
