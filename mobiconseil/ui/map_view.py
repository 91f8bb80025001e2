"""The map of the screen: a browser view when it works, a painted one when it does not.

Import it only when a map is shown: QtWebEngine and Folium cost most of a second, once.
"""

from __future__ import annotations

import atexit
import json
from dataclasses import replace
from weakref import WeakSet

import shiboken6
from PySide6.QtCore import QCoreApplication, Qt, QUrl, Signal
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QStackedLayout, QWidget

from mobiconseil.services.maps import MAP_HOST, MAP_SCHEME, MapData, MapSite
from mobiconseil.ui.map_bridge import MapBridge
from mobiconseil.ui.map_static import StaticMap
from mobiconseil.ui.map_theme import map_theme
from mobiconseil.ui.map_web import Interceptor, MapPage, SiteHandler, make_profile, register_scheme
from mobiconseil.ui.theme import follow, look

_SECOND_CHANCE = 1
_alive: WeakSet[MapView] = WeakSet()


class MapView(QWidget):
    """Shows a `MapData`; the theme in force is added to it. What is on the map is always in a list beside it."""

    selected = Signal(str)
    moved = Signal(object)
    point_picked = Signal(float, float)
    shown = Signal()
    failed = Signal()

    def __init__(self, site: MapSite, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        register_scheme()
        self._site = site
        self._data = MapData()
        self._crashes = 0
        self._opened = self._ready = self._late = False
        self._awaited = ""
        self._picking = False
        self._stack = QStackedLayout(self)
        self._build()
        self._bind()
        _alive.add(self)
        follow(self)

    @property
    def is_static(self) -> bool:
        """Tell whether the painted view replaced the browser."""
        return self._stack.currentWidget() is self._static

    @property
    def is_shown(self) -> bool:
        """Tell whether the browser drew the map at least once."""
        return self._ready and not self.is_static

    def set_data(self, data: MapData) -> None:
        """Show this; the page is made once, then only fetches what changed."""
        self._data = replace(data, theme=map_theme())
        self._static.set_data(self._data)
        if self.is_static:
            self.shown.emit()
        elif self._ready:
            self._fetch()
        elif self._opened:
            self._late = True
        else:
            self._open()

    def select(self, service: str) -> None:
        """Bring a service out, and into view; an unknown one changes nothing but puts the former back."""
        self._mark(service)
        self._static.select(service)
        if self._ready:
            self._run(f"mobi.select({json.dumps(service)})")

    def set_picking(self, on: bool) -> None:
        """Take the next clicks as places, told by `point_picked`."""
        self._picking = on
        self._static.set_picking(on)
        if self._ready:
            self._run(f"mobi.pick({json.dumps(on)})")

    def zoom_in(self) -> None:
        """Show less, nearer."""
        self._run("mobi.zoomIn()")

    def zoom_out(self) -> None:
        """Show more, from further."""
        self._run("mobi.zoomOut()")

    def restyle(self) -> None:
        """Take the colours and the text size in force."""
        self._page.setBackgroundColor(look().color("map_land"))
        if self._opened:
            self.set_data(self._data)

    def _build(self) -> None:
        self._handler = SiteHandler(self._site, self)
        self._interceptor = Interceptor(self)
        self._profile = make_profile(self._handler, self._interceptor, self)
        self._page = MapPage(self._profile, self)
        self._bridge = MapBridge(self)
        self._channel = QWebChannel(self)
        self._channel.registerObject("bridge", self._bridge)
        self._page.setWebChannel(self._channel)
        self._view = QWebEngineView(self)
        self._view.setPage(self._page)
        # The menu of the browser speaks of pages and of their source, not of the map.
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._view.setAcceptDrops(False)
        self._view.setAccessibleName(self.tr("Carte. La liste contient les mêmes services."))
        self._static = StaticMap(self._site.background)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._view)
        self._stack.addWidget(self._static)
        self.setFocusProxy(self._view)
        # Children die in this order: QtWebEngine wants the page to go before its profile.
        for last in (self._profile, self._handler, self._interceptor):
            last.setParent(None)
            last.setParent(self)

    def _bind(self) -> None:
        self._bridge.was_shown.connect(self._on_shown)
        self._bridge.was_clicked.connect(self._on_clicked)
        self._bridge.was_picked.connect(self.point_picked)
        self._bridge.was_moved.connect(self._on_moved)
        self._static.selected.connect(self._on_clicked)
        self._static.point_picked.connect(self.point_picked)
        self._page.renderProcessTerminated.connect(self._on_process_ended)
        self._page.loadFinished.connect(self._on_load_finished)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self._on_quitting)

    def _on_quitting(self) -> None:
        """Let go of the browser while QtWebEngine still lives: it ends with the application."""
        self._ready = False
        self._stack.setCurrentWidget(self._static)
        if not shiboken6.isValid(self._page):
            return
        self._view.setPage(None)  # type: ignore[arg-type]
        for part in (self._page, self._profile):
            shiboken6.delete(part)

    def _open(self) -> None:
        self._opened = True
        self._late = False
        self._awaited = ""
        self._page.load(QUrl(f"{MAP_SCHEME}://{MAP_HOST}{self._site.open(self._data)}"))

    def _fetch(self) -> None:
        self._late = False
        self._awaited = self._site.update(self._data)
        self._run(f"mobi.load({json.dumps(self._awaited)})")

    def _run(self, script: str) -> None:
        # « ;0 »: an object of Leaflet as last value would freeze the page while it is copied to Python.
        self._page.runJavaScript(f"{script};0")

    def _on_shown(self, path: str) -> None:
        if not self._ready:
            self._ready = True
            if self._picking:
                self._run("mobi.pick(true)")
        if self._late:
            self._fetch()
        elif path == (self._awaited or path):
            self.shown.emit()

    def _on_clicked(self, service: str) -> None:
        self._mark(service)
        self.selected.emit(service)

    def _mark(self, service: str) -> None:
        """Keep the selection with the data, for a page opened again."""
        self._data = replace(
            self._data,
            services=tuple(
                each if each.selected == (each.id == service) else replace(each, selected=each.id == service)
                for each in self._data.services
            ),
        )

    def _on_moved(self, box: object, _zoom: float) -> None:
        self.moved.emit(box)

    def _on_load_finished(self, done: bool) -> None:
        if not done and not self._ready and not self.is_static:
            self._give_up()

    def _on_process_ended(self, status: QWebEnginePage.RenderProcessTerminationStatus, _code: int) -> None:
        """Open the page again once; after a second end, paint the map without the browser."""
        self._ready = False
        self._crashes += 1
        if self._crashes <= _SECOND_CHANCE:
            self._open()
        else:
            self._give_up()

    def _give_up(self) -> None:
        self._ready = False
        self._stack.setCurrentWidget(self._static)
        self.setFocusProxy(self._static)
        self.failed.emit()


@atexit.register
def _let_go() -> None:
    """Do the same for the maps of a program that ends without leaving its event loop: a test, a command."""
    for view in list(_alive):
        if shiboken6.isValid(view):
            view._on_quitting()
