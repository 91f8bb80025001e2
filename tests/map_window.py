"""A map on an offscreen window, for tests: waits until it is drawn and reads its page back."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from map_fakes import FakeBackground
from mobiconseil.map.site import LocalSite
from mobiconseil.services.maps import MapData, TileSource
from mobiconseil.ui.map_view import MapView

PATIENCE = 15_000


class Tiles:
    """A pack with a single tile."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int, int]] = []

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        self.asked.append((zoom, column, row))
        return None


def open_map(qtbot: QtBot, data: MapData, tiles: TileSource | None = None) -> MapView:
    """Show a map and wait until its page has drawn it."""
    view = MapView(LocalSite(FakeBackground(), lambda name: tiles if name == "pack" else None))
    qtbot.addWidget(view)
    view.resize(700, 480)
    view.show()
    with qtbot.waitSignal(view.shown, timeout=PATIENCE):
        view.set_data(data)
    return view


def read(qtbot: QtBot, view: MapView, script: str) -> Any:
    """Return what a script of the page gives, as JSON or a plain value."""
    found: list[Any] = []
    view._page.runJavaScript(script, 0, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=PATIENCE)
    return found[0]


def state(qtbot: QtBot, view: MapView) -> dict[str, Any]:
    """Return what is on the map."""
    return dict(json.loads(read(qtbot, view, "mobi.state()")))


def place_of(qtbot: QtBot, view: MapView, service: str) -> QPoint:
    """Return where the foot of a service is drawn."""
    x, y = json.loads(read(qtbot, view, f"mobi.placeOf({json.dumps(service)})"))
    return QPoint(round(x), round(y))
