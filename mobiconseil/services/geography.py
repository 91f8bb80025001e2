"""What services and screens may ask of places, without knowing where they are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from mobiconseil.domain.geography import Address, Place
from mobiconseil.domain.transit import Departure, NearStop, Validity
from mobiconseil.services.maps import MapBackground, MapTiles, TileSource


class PackKind(StrEnum):
    """What an adviser may import on the laptop, for one area."""

    TILES = "tiles"
    ROADS = "roads"
    ADDRESSES = "addresses"
    TIMETABLE = "timetable"

    @property
    def label(self) -> str:
        """Return the French label."""
        return _KINDS[self][0]

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Return how the names of the files end."""
        return _KINDS[self][1]


_KINDS = {
    PackKind.TILES: ("Fond de carte", (".mbtiles",)),
    PackKind.ROADS: ("Routes et rivières", (".osm.pbf",)),
    PackKind.ADDRESSES: ("Adresses", (".csv", ".csv.gz")),
    PackKind.TIMETABLE: ("Horaires de transport", (".zip",)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A file of public data kept on this laptop."""

    id: str
    kind: PackKind
    name: str
    size: int
    attribution: str
    made_on: date
    detail: str = ""
    """« 249 000 adresses », « zoom 6 à 14 »."""


class Progress(Protocol):
    """Hears how far a long work is, and may stop it."""

    def __call__(self, done: int, total: int, /) -> bool:
        """Return False to stop: nothing is changed then."""
        ...


def never_stop(_done: int, _total: int) -> bool:
    """Let a work go to its end, unheard."""
    return True


class Packs(Protocol):
    """The local packs; each of them may be missing."""

    def all(self) -> tuple[Pack, ...]:
        """Return the packs of this laptop, by kind then name."""
        ...

    def add(self, kind: PackKind, file: Path, *, made_on: date, progress: Progress = never_stop) -> Pack | None:
        """Import a file; None when the work was stopped. Raises InvalidInput or StorageError: nothing is changed."""
        ...

    def remove(self, pack: str) -> None:
        """Remove a pack from this laptop. Raises StorageError."""
        ...


class Gazetteer(Protocol):
    """The communes of the country."""

    def search(self, text: str, limit: int = 8) -> tuple[Place, ...]:
        """Return the places whose name or postal code begins so."""
        ...

    def by_insee(self, code: str) -> Place | None:
        """Return the commune with this code."""
        ...

    def of_epci(self, code: str) -> frozenset[str]:
        """Return the codes of the communes of an intercommunality."""
        ...

    def named(self, name: str, postal_code: str = "") -> Place | None:
        """Return the only place of exactly this name."""
        ...

    def nearest(self, latitude: float, longitude: float) -> Place | None:
        """Return the commune whose point is nearest."""
        ...


class Addresses(Protocol):
    """Addresses of the imported départements; the centre of the commune elsewhere."""

    def search(self, text: str, limit: int = 8) -> tuple[Address, ...]:
        """Return the points of what is typed, most precise first."""
        ...


class Timetables(Protocol):
    """Stops and departures of the imported networks."""

    def stops_near(self, latitude: float, longitude: float, km: float = 0.8) -> tuple[NearStop, ...]:
        """Return the stops around, nearest first."""
        ...

    def departures(
        self, stops: Sequence[NearStop], day: date, before: time, after: time = time()
    ) -> tuple[Departure, ...]:
        """Return what leaves these stops on a day before an hour, earliest first."""
        ...

    def validity(self) -> tuple[Validity, ...]:
        """Return from when to when each network is known."""
        ...


class Geography(Protocol):
    """Everything about places, on this laptop; what was just imported counts at once."""

    @property
    def gazetteer(self) -> Gazetteer:
        """Return the communes."""
        ...

    @property
    def background(self) -> MapBackground:
        """Return the background of the maps, imported roads included."""
        ...

    @property
    def addresses(self) -> Addresses:
        """Return the addresses."""
        ...

    @property
    def timetables(self) -> Timetables:
        """Return the timetables."""
        ...

    @property
    def packs(self) -> Packs:
        """Return the packs."""
        ...

    def prepare(self) -> None:
        """Make now what the first completion and the first map would wait for; may run in another thread."""
        ...

    def tiles(self, pack: str) -> TileSource | None:
        """Return the tiles of a pack; None when it is gone."""
        ...

    def tile_layers(self) -> tuple[MapTiles, ...]:
        """Return the imported packs of tiles, as a map lists them."""
        ...
