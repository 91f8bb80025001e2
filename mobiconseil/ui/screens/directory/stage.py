"""The right side: the map and its twin the table, over the strip of the selected service."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, cast

from PySide6.QtCore import QPoint, Signal, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget, QWidget

from mobiconseil.services.maps import MapData
from mobiconseil.ui.screens.directory.service_table import ServiceTable
from mobiconseil.ui.screens.directory.strip import ServiceStrip
from mobiconseil.ui.screens.directory.table_model import DirectoryTableModel
from mobiconseil.ui.widgets.buttons import Button, Height, IconButton, Kind
from mobiconseil.ui.widgets.choices import SegmentedChoice
from mobiconseil.ui.widgets.labels import Line
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.notices import Banner

MAP, TABLE = "map", "table"


class MapWidget(Protocol):
    """What the stage asks of the map."""

    selected: SignalInstance
    failed: SignalInstance
    point_picked: SignalInstance

    def set_data(self, data: MapData) -> None:
        """Show other services."""

    def select(self, service: str) -> None:
        """Show which service is selected."""

    def set_picking(self, on: bool) -> None:
        """Take the next clicks as places."""


class Stage(QWidget):
    """The map is made when it is first shown; when it fails, the table stands in its place and a banner says so."""

    mode_chosen = Signal(str)
    service_picked = Signal(str)
    print_asked = Signal()
    import_asked = Signal()
    departures_asked = Signal()
    map_ready = Signal()
    point_picked = Signal(float, float)
    picking_given_up = Signal()

    def __init__(self, model: DirectoryTableModel, make_map: Callable[[], QWidget]) -> None:
        super().__init__()
        self._make_map = make_map
        self._map: QWidget | None = None
        self.broken = False
        self.choice = SegmentedChoice(
            ((MAP, self.tr("Carte"), "map-outline"), (TABLE, self.tr("Tableau"), "table")),
            self.tr("Ce qui est montré"),
            current=MAP,
            height=Height.NORMAL,
        )
        self.list_button = Button(self.tr("Liste"), icon="format-list-bulleted", key="F4")
        self.print_button = Button(self.tr("Imprimer l’annuaire"), icon="printer-outline")
        self.import_button = Button(self.tr("Importer"), icon="tray-arrow-down")
        self.import_button.setObjectName("directory_import")
        self.departures = IconButton("bus-clock", self.tr("Arrêts et départs"), Kind.SECONDARY, height=Height.NORMAL)
        self.departures.setObjectName("directory_departures")
        self.key = IconButton("map-legend", self.tr("Légende de la carte"), Kind.SECONDARY, height=Height.NORMAL)
        self.key.setObjectName("directory_map_key")
        self.more = IconButton("dots-horizontal", self.tr("Autres actions"), Kind.SECONDARY, height=Height.NORMAL)
        self.banner = Banner(
            self.tr("Carte indisponible sur ce poste"),
            self.tr("La carte n’a pas pu être dessinée. La liste et le tableau disent la même chose."),
            action=self.tr("Réessayer"),
        )
        self.picking = Banner("", tone="info", action=self.tr("Renoncer"), icon="crosshairs-gps")
        self.table = ServiceTable(model, table=True)
        self.strip = ServiceStrip()
        self._stack = QStackedWidget()
        self._build()
        self._bind()

    def _build(self) -> None:
        top = Row(gap=8)
        top.addWidget(self.list_button)
        top.addWidget(self.choice)
        top.addStretch(1)
        for button in (self.key, self.departures, self.print_button, self.import_button, self.more):
            top.addWidget(button)
        self._blank = QWidget()
        self._stack.addWidget(self._blank)
        self._stack.addWidget(self.table)
        card = QFrame()
        card.setProperty("frame", "card")
        inside = Column(card, margins=1, gap=0)
        inside.addWidget(self._stack, 1)
        inside.addWidget(Line())
        inside.addWidget(self.strip)
        column = Column(self, gap=8)
        column.addLayout(top)
        column.addWidget(self.banner)
        column.addWidget(self.picking)
        column.addWidget(card, 1)
        self.banner.hide()
        self.picking.hide()

    def _bind(self) -> None:
        self.choice.chosen.connect(self._on_mode_chosen)
        self.banner.action_clicked.connect(self._on_retry)
        self.picking.action_clicked.connect(self.picking_given_up)
        self.print_button.clicked.connect(self.print_asked)
        self.import_button.clicked.connect(self.import_asked)
        self.departures.clicked.connect(self.departures_asked)

    @property
    def map(self) -> MapWidget | None:
        """Return the map, once it was shown."""
        return cast("MapWidget | None", self._map)

    @property
    def mode(self) -> str:
        """Return what is shown: the map or the table."""
        return self.choice.current()

    def show_mode(self, mode: str) -> None:
        """Show the map or the table."""
        self.choice.set_current(mode)
        if mode == MAP and not self.broken:
            self._show_map()
        else:
            self._stack.setCurrentWidget(self.table)
        self.banner.setVisible(self.broken and mode == MAP)

    def show_picking(self, title: str, text: str) -> None:
        """Await a click on the map, and say what for; no title awaits none."""
        if title:
            self.show_mode(MAP)
            self.picking.set_state(title, text, tone="info", action=self.tr("Renoncer"), icon="crosshairs-gps")
        self.picking.setVisible(bool(title))
        if self.map is not None:
            self.map.set_picking(bool(title))

    def set_menu(self, menu: QMenu, key: QMenu) -> None:
        """Open these menus, of the other actions and of the signs of the map, under their buttons."""
        self._menu, self._key = menu, key
        menu.addMenu(key)
        self.key.clicked.connect(self._on_key_clicked)
        self.more.clicked.connect(self._on_more_clicked)

    def fold(self, narrow: bool) -> None:
        """Keep only the glyphs of the buttons when there is little room."""
        texts = ((self.print_button, self.tr("Imprimer l’annuaire")), (self.import_button, self.tr("Importer")))
        for button, text in texts:
            button.setText("" if narrow else text)
            button.setAccessibleName(text)
            button.setToolTip(text if narrow else "")
            button.restyle()
        self.key.setVisible(not narrow)
        self._key.menuAction().setVisible(narrow)

    def _show_map(self) -> None:
        if self._map is None:
            self._map = self._make_map()
            made = cast(MapWidget, self._map)
            made.selected.connect(self.service_picked)
            made.failed.connect(self._on_map_failed)
            made.point_picked.connect(self.point_picked)
            self._stack.addWidget(self._map)
            self._stack.setCurrentWidget(self._map)
            self.map_ready.emit()
        self._stack.setCurrentWidget(self._map)

    def _on_map_failed(self) -> None:
        self.broken = True
        self.show_mode(self.mode)

    def _on_retry(self) -> None:
        former, self._map, self.broken = self._map, None, False
        if former is not None:
            self._stack.removeWidget(former)
            former.hide()
            former.deleteLater()
        self.show_mode(MAP)

    def _on_mode_chosen(self, mode: str) -> None:
        self.show_mode(mode)
        self.mode_chosen.emit(mode)

    def _on_key_clicked(self) -> None:
        self._key.popup(self.key.mapToGlobal(QPoint(0, self.key.height())))

    def _on_more_clicked(self) -> None:
        self._menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))


def add_action(menu: QMenu, text: str, run: Callable[..., object], name: str = "") -> QAction:
    """Add a line to a menu."""
    action = menu.addAction(text)
    action.setObjectName(name)
    action.triggered.connect(run)
    return action
