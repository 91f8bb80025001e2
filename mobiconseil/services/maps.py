"""What a map shows, and what draws it: frozen data and the ports of the background and of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from mobiconseil.domain.geography import Line, PlaceName
from mobiconseil.domain.hidden_home import DISC_RADIUS_KM, disc_centre
from mobiconseil.domain.projection import FRANCE, Box, box_of, circle_box

MAP_HOST = "carte"
MAP_SCHEME = "app"


class MapBackground(Protocol):
    """Borders, roads and names, always on this laptop."""

    @property
    def attribution(self) -> str:
        """Return who made the background, as its licence wants it shown."""
        ...

    def lines(self, bbox: Box, zoom: int) -> Sequence[Line]:
        """Return the lines to draw in the box at this zoom."""
        ...

    def names(self, bbox: Box, zoom: int) -> Sequence[PlaceName]:
        """Return the names to write in the box at this zoom, most populated first."""
        ...


class TileSource(Protocol):
    """Tiles of an imported pack."""

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """Return the picture of a tile, rows counted from the north; None where the pack has none."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPlace:
    """A home, a destination, a drop-in place or a bus stop."""

    latitude: float
    longitude: float
    name: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapService:
    """A service; `number` is its number in a printed list, 0 on screen."""

    id: str
    name: str
    family: str
    latitude: float
    longitude: float
    selected: bool = False
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLine:
    """A straight line between two places, with its distance in words."""

    start: tuple[float, float]
    end: tuple[float, float]
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapTiles:
    """An imported pack of tiles, drawn over the background."""

    pack: str
    attribution: str
    min_zoom: int = 0
    max_zoom: int = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFamily:
    """How a family of services is drawn."""

    code: str
    label: str
    color: str
    glyph: str
    """The character of its icon in the icon font."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapTheme:
    """The colours in force; `colors` by token name."""

    colors: Mapping[str, str] = field(default_factory=dict)
    families: tuple[MapFamily, ...] = ()
    scale: float = 1.0
    """Text scale, 1.0 at 100 %."""
    reduced_motion: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MapData:
    """Everything a map shows. With `hide_home`, read the home through `shown_home` only."""

    home: MapPlace | None = None
    radius_km: float = 0.0
    radius_label: str = ""
    """What the circle says, when it is not its radius: « 15 km » by road."""
    services: tuple[MapService, ...] = ()
    destinations: tuple[MapPlace, ...] = ()
    drop_ins: tuple[MapPlace, ...] = ()
    stops: tuple[MapPlace, ...] = ()
    lines: tuple[MapLine, ...] = ()
    hide_home: bool = False
    tiles: tuple[MapTiles, ...] = ()
    theme: MapTheme = field(default_factory=MapTheme)

    @property
    def shown_home(self) -> MapPlace | None:
        """Return the home, or the centre of the disc drawn instead of it."""
        return hidden(self.home) if self.home is not None and self.hide_home else self.home

    @property
    def home_disc_km(self) -> float:
        """Return the radius of the disc drawn instead of the home; 0 when the home itself is drawn."""
        return DISC_RADIUS_KM if self.home is not None and self.hide_home else 0.0

    @property
    def shown_lines(self) -> tuple[MapLine, ...]:
        """Return the lines; those that would end on a hidden home end on the centre of its disc."""
        home, shown = self.home, self.shown_home
        if home is None or shown is None or not self.hide_home:
            return self.lines
        exact, veiled = (home.latitude, home.longitude), (shown.latitude, shown.longitude)
        return tuple(
            replace(
                line,
                start=veiled if line.start == exact else line.start,
                end=veiled if line.end == exact else line.end,
            )
            for line in self.lines
        )

    @property
    def bounds(self) -> Box:
        """Return what the map shows at first: the circle, else everything it has, else France."""
        home = self.shown_home
        places = [(service.latitude, service.longitude) for service in self.services]
        places += [(place.latitude, place.longitude) for place in (*self.destinations, *self.drop_ins)]
        if home is not None and self.radius_km > 0:
            return circle_box(home.latitude, home.longitude, self.radius_km)
        if home is not None:
            places.append((home.latitude, home.longitude))
        return box_of(places, least_km=4) if places else FRANCE


def hidden(home: MapPlace) -> MapPlace:
    """Return the place that may be shown to others instead of a home."""
    latitude, longitude = disc_centre(home.latitude, home.longitude)
    return replace(home, latitude=latitude, longitude=longitude)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the page asked for."""

    mime: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


class MapSite(Protocol):
    """Everything the page of the map can ask for, from memory."""

    @property
    def background(self) -> MapBackground:
        """Return the background, also drawn without the page."""
        ...

    def prepare(self) -> None:
        """Load now what the first page would wait for; may run in another thread."""
        ...

    def open(self, data: MapData) -> str:
        """Return the path of a new page that shows the data."""
        ...

    def update(self, data: MapData) -> str:
        """Return the path of new data for the page already open."""
        ...

    def answer(self, path: str, query: Mapping[str, str]) -> Answer | None:
        """Return what is at this path; None when there is nothing."""
        ...
