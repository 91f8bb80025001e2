"""The promises about the map: from the click to the map shown, beside a Folium page with one marker per service.

`python -m benchmarks.maps` measures alone; both pages are served from memory by the same scheme, so that the network
plays no part in the difference.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from benchmarks.table import Result, milliseconds, table
from benchmarks.timing import median, once

if TYPE_CHECKING:
    from mobiconseil.services.maps import MapData, MapService, MapSite

PROMISES = {500: 250.0, 5_000: 300.0, 20_000: 900.0}
_ROUNDS = 5
_CENTRE = (47.8983, -1.0486)


def measure() -> list[Result]:
    """Return the times of the map, taken in a process of its own."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # Chromium refuses its own sandbox to the administrator; the program itself never does this.
        environment["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    command = [sys.executable, "-m", "benchmarks.maps", "--times"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout.strip().splitlines()[-1])
    results = [_result("première carte du programme, 500 services", found["cold"], None, None)]
    for count, promise in PROMISES.items():
        name = f"{count:,}".replace(",", "\u202f")
        times = found[str(count)]
        results.append(_result(f"carte, navigateur lancé, {name} services", times["new"], None, times["stock"]))
        results.append(_result(f"carte, page ouverte, {name} services", times["open"], promise, times["stock"]))
        results.append(_result(f"carte, données changées, {name} services", times["update"], promise, times["stock"]))
    return results


def _result(what: str, time: float, promise: float | None, stock: float | None) -> Result:
    return Result(
        what=what,
        files=None,
        promise="" if promise is None else f"≤ {milliseconds(promise)}",
        figure=milliseconds(time),
        baseline="" if stock is None else f"{milliseconds(stock)}, un folium.Marker par service",
        ratio=None if stock is None else time / stock,
        kept=promise is None or time <= promise,
    )


def services(count: int) -> tuple[MapService, ...]:
    """Return fictional services, most of them in towns, over an area that grows with their number."""
    from mobiconseil.services.maps import MapService

    chance = random.Random(count)
    spread = 0.12 if count <= 500 else 0.8
    towns = [(chance.gauss(0, spread), chance.gauss(0, spread)) for _ in range(max(8, count // 25))]
    found = []
    for number in range(count):
        north, east = chance.choice(towns)
        found.append(
            MapService(
                id=f"{number:032x}",
                name=f"Service {number}",
                family=f"F{1 + number % 7}",
                latitude=_CENTRE[0] + north + chance.gauss(0, 0.01),
                longitude=_CENTRE[1] + east + chance.gauss(0, 0.01),
            )
        )
    return tuple(found)


def _data(count: int, *, empty: bool = False) -> MapData:
    from mobiconseil.services.maps import MapData, MapPlace

    home = MapPlace(latitude=_CENTRE[0], longitude=_CENTRE[1], name="Ballots")
    return MapData(home=home, radius_km=15.0 if count <= 500 else 60.0, services=() if empty else services(count))


class _StockSite:
    """Serves a Folium page that holds one marker per service, with the same libraries."""

    def __init__(self, real: MapSite) -> None:
        self.real = real
        self.html = b""

    def answer(self, path: str, query: Mapping[str, str]) -> Any:
        """Return the page, or what the real site has."""
        from mobiconseil.services.maps import Answer

        return Answer(mime="text/html", body=self.html) if path == "/stock.html" else self.real.answer(path, query)

    def build(self, data: MapData) -> None:
        """Build the page as a first script with Folium does."""
        import folium

        from mobiconseil.map.layers import LocalMap

        page = LocalMap(location=_CENTRE, zoom_start=10, tiles=None)
        for service in data.services:
            folium.Marker((service.latitude, service.longitude), tooltip=service.name).add_to(page)
        self.html = page.get_root().render().replace("<head>", "<head><link rel='icon' href='data:,'>").encode()


def times() -> dict[str, Any]:
    """Return the milliseconds of each measure; the window is warm but for the first."""
    from mobiconseil.ui.application import make_application

    app = make_application(sys.argv[:1])
    from mobiconseil.geo.background import Background

    background = Background()
    background.prepare()
    found: dict[str, Any] = {"cold": once(lambda: _opened(background, _data(500)))}
    for count in PROMISES:
        data, empty = _data(count), _data(count, empty=True)
        view = _opened(background, empty)
        found[str(count)] = {
            "new": median([once(partial(_opened, background, data)) for _ in range(_ROUNDS)]),
            "open": median([_reopen(view, data) for _ in range(_ROUNDS)]),
            "update": median([_update(view, empty, data) for _ in range(_ROUNDS)]),
            "stock": _stock(background, data),
        }
    app.closeAllWindows()
    return found


def shown_map(count: int) -> Any:
    """Return a view that shows the map of so many services."""
    from mobiconseil.geo.background import Background

    background = Background()
    background.prepare()
    return _opened(background, _data(count))


def _opened(background: Any, data: MapData) -> Any:
    from mobiconseil.map.site import LocalSite
    from mobiconseil.ui.map_view import MapView

    view = MapView(LocalSite(background))
    view.resize(722, 480)
    view.show()
    _wait(view.shown, lambda: view.set_data(data))
    return view


def _reopen(view: Any, data: MapData) -> float:
    """Return the time of a new page in the same view: built by Folium, loaded, drawn."""
    view._opened = view._ready = False
    return once(lambda: _wait(view.shown, lambda: view.set_data(data)))


def _update(view: Any, empty: MapData, data: MapData) -> float:
    _wait(view.shown, lambda: view.set_data(empty))
    return once(lambda: _wait(view.shown, lambda: view.set_data(data)))


def _stock(background: Any, data: MapData) -> float:
    """Return the time of a page with one marker per service, from building it to its second frame."""
    from PySide6.QtCore import QUrl

    from mobiconseil.map.site import LocalSite
    from mobiconseil.ui.map_view import MapView

    view = MapView(LocalSite(background))
    site = _StockSite(view._site)
    view._handler._site = cast("Any", site)
    view.resize(722, 480)
    view.show()

    def act() -> None:
        site.build(data)
        _wait(view._page.loadFinished, lambda: view._page.load(QUrl("app://carte/stock.html")))
        frames = "requestAnimationFrame(() => requestAnimationFrame(() => { document.title = 'drawn'; })); 0"
        _wait(view._page.titleChanged, lambda: view._page.runJavaScript(frames))

    return once(act)


def _wait(signal: Any, act: Callable[[], object]) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    late = QTimer(singleShot=True, interval=120_000)
    late.timeout.connect(loop.quit)
    signal.connect(loop.quit)
    act()
    late.start()
    loop.exec()
    signal.disconnect(loop.quit)


if __name__ == "__main__":
    if "--times" in sys.argv:
        print(json.dumps(times()), flush=True)
        os._exit(0)
    print(table(measure()))
