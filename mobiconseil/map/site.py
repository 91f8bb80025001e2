"""What the page of the map can ask for, as plain functions over memory; no file is ever written."""

from __future__ import annotations

import base64
import json
import re
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from mobiconseil.domain.projection import Box
from mobiconseil.map.assets import library
from mobiconseil.services.maps import Answer, MapBackground, MapData, MapPlace, MapTheme, TileSource

_PAGE = re.compile(r"^/page/([0-9a-f]+)\.html$")
_DATA = re.compile(r"^/data/([0-9a-f]+)\.json$")
_TILE = re.compile(r"^/tiles/([\w.-]+)/(\d{1,2})/(\d{1,7})/(\d{1,7})$")
_KEPT = 8
_JSON = "application/json"
_NO_TILE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
_TILE_TYPES = ((b"\x89PNG", "image/png"), (b"\xff\xd8", "image/jpeg"), (b"RIFF", "image/webp"))


def _no_pack(_pack: str) -> TileSource | None:
    return None


class LocalSite:
    """The pages and data of one view, the background and the packs of tiles."""

    def __init__(
        self,
        background: MapBackground,
        tiles: Callable[[str], TileSource | None] = _no_pack,
        *,
        token: Callable[[], str] = lambda: secrets.token_hex(16),
    ) -> None:
        self._background = background
        self._tiles = tiles
        self._token = token
        self._pages: dict[str, tuple[MapData, str]] = {}
        self._data: dict[str, MapData] = {}

    @property
    def background(self) -> MapBackground:
        """Return the background, also drawn without the page."""
        return self._background

    def prepare(self) -> None:
        """Load Folium and what its first page reads: a second or so, which a thread can take before the map shows."""
        from mobiconseil.map.page import render_page

        render_page(MapData().bounds, "", nonce=self._token())

    def open(self, data: MapData) -> str:
        """Return the path of a new page; it can be loaded again as long as no other page is opened."""
        token = self._token()
        self._pages = {token: (data, self.update(data))}
        return f"/page/{token}.html"

    def update(self, data: MapData) -> str:
        """Return the path of new data; only the last ones are kept."""
        token = self._token()
        self._data[token] = data
        while len(self._data) > _KEPT:
            del self._data[next(iter(self._data))]
        if self._pages:
            # A page loaded again after a crash shows what is shown now.
            page = next(iter(self._pages))
            self._pages = {page: (data, f"/data/{token}.json")}
        return f"/data/{token}.json"

    def answer(self, path: str, query: Mapping[str, str]) -> Answer | None:
        """Return what is at this path; None when there is nothing."""
        if path.startswith("/lib/"):
            found = library(path.removeprefix("/lib/"))
            return None if found is None else Answer(mime=found[0], body=found[1])
        if match := _PAGE.match(path):
            return self._page(match[1])
        if match := _DATA.match(path):
            return (
                None
                if match[1] not in self._data
                else _json(as_json(self._data[match[1]], self._attribution(match[1])))
            )
        if match := _TILE.match(path):
            return self._tile(match[1], int(match[2]), int(match[3]), int(match[4]))
        return self._background_answer(query) if path == "/background" else None

    def _page(self, token: str) -> Answer | None:
        if token not in self._pages:
            return None
        from mobiconseil.map.page import policy, render_page

        data, path = self._pages[token]
        nonce = self._token()
        html = render_page(data.bounds, path, nonce=nonce)
        headers = {
            "Content-Security-Policy": policy(nonce),
            "Cache-Control": "no-store",
            "Referrer-Policy": "no-referrer",
        }
        return Answer(mime="text/html", body=html.encode(), headers=headers)

    def _attribution(self, token: str) -> str:
        parts = [self._background.attribution, *(tiles.attribution for tiles in self._data[token].tiles)]
        return " · ".join(dict.fromkeys(part for part in parts if part))

    def _tile(self, pack: str, zoom: int, column: int, row: int) -> Answer | None:
        """Return a tile; a transparent one where the pack has none, so that the background shows through."""
        source = self._tiles(pack)
        if source is None:
            return None
        body = source.tile(zoom, column, row) or _NO_TILE
        mime = next((mime for start, mime in _TILE_TYPES if body.startswith(start)), "image/png")
        return Answer(mime=mime, body=body)

    def _background_answer(self, query: Mapping[str, str]) -> Answer | None:
        box, zoom = _box(query.get("bbox", "")), query.get("z", "")
        if box is None or not zoom.isdigit():
            return None
        lines = [[line.kind, list(line.points)] for line in self._background.lines(box, int(zoom))]
        names = [
            [name.latitude, name.longitude, name.name, name.population]
            for name in self._background.names(box, int(zoom))
        ]
        return _json({"lines": lines, "names": names})


def as_json(data: MapData, attribution: str) -> dict[str, Any]:
    """Return what the page draws; a hidden home is already replaced by its disc."""
    home, (west, south, east, north) = data.shown_home, data.bounds
    return {
        "home": None if home is None else _place(home),
        "disc": data.home_disc_km,
        "radius": data.radius_km,
        "radius_label": data.radius_label,
        "families": [family.code for family in data.theme.families],
        "services": [
            [s.id, s.name, s.family, s.latitude, s.longitude, int(s.selected), s.number] for s in data.services
        ],
        "destinations": [_place(place) for place in data.destinations],
        "drop_ins": [_place(place) for place in data.drop_ins],
        "stops": [_place(place) for place in data.stops],
        "lines": [[*line.start, *line.end, line.label] for line in data.shown_lines],
        "tiles": [[t.pack, t.min_zoom, t.max_zoom] for t in data.tiles],
        "bounds": [[south, west], [north, east]],
        "attribution": attribution,
        "theme": theme_as_json(data.theme),
    }


def theme_as_json(theme: MapTheme) -> dict[str, Any]:
    """Return the colours and the families for the page."""
    families = {f.code: {"label": f.label, "color": f.color, "glyph": f.glyph} for f in theme.families}
    return {
        "colors": dict(theme.colors),
        "families": families,
        "scale": theme.scale,
        "reduced_motion": theme.reduced_motion,
    }


def _place(place: MapPlace) -> list[object]:
    return [place.latitude, place.longitude, place.name, place.id]


def _box(text: str) -> Box | None:
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    inside = -360 <= west < east <= 360 and -90 <= south < north <= 90
    return (west, south, east, north) if inside else None


def _json(value: Any) -> Answer:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Answer(mime=_JSON, body=text.encode(), headers={"Cache-Control": "no-store"})
