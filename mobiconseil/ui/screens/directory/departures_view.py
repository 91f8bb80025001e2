"""Arrêts et départs: which stops are near the starting point, what leaves them, and until when it is known."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from mobiconseil.domain import typography
from mobiconseil.domain.transit import Departure, NearStop
from mobiconseil.domain.typography import NBSP
from mobiconseil.ui.context import Context
from mobiconseil.ui.navigation import Route, Section
from mobiconseil.ui.screens.directory.departures_model import DeparturesModel
from mobiconseil.ui.screens.directory.outputs import Outputs
from mobiconseil.ui.screens.directory.view_model import DirectoryViewModel
from mobiconseil.ui.widgets.buttons import Button, Height, IconButton
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.date_field import DateField, TimeField
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.labels import Icon, Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column, Row, ScrollPage
from mobiconseil.ui.widgets.notices import Banner, EmptyState
from mobiconseil.ui.widgets.refill import empty

PACKS_PAGE = "maps"


class DeparturesView(QFrame):
    """Stands in place of the map while one looks for a bus."""

    closed = Signal()

    def __init__(self, context: Context, directory: DirectoryViewModel, outputs: Outputs) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self.setAccessibleName(self.tr("Arrêts et départs"))
        self._context, self._outputs = context, outputs
        self.model = DeparturesModel(directory, self)
        self.back = IconButton("arrow-left", self.tr("Revenir à la carte"), key="Échap", height=Height.NORMAL)
        self.back.setObjectName("departures_back")
        self.print_button = Button(self.tr("Imprimer les départs"), icon="printer-outline")
        self.print_button.setObjectName("departures_print")
        self.start = Label("", Role.SECONDARY)
        model = self.model
        self.day = DateField(model.read_day, typography.short_date, model.today, value=model.day)
        self.day.setObjectName("departures_day")
        self.before = TimeField(value=model.before)
        self.before.setObjectName("departures_before")
        self.none = EmptyState(
            "bus-clock",
            self.tr("Aucun horaire de transport sur ce poste"),
            self.tr("Importez le fichier GTFS (.zip) de votre réseau dans Réglages, page Fonds de carte."),
            action=self.tr("Ouvrir les fonds de carte"),
        )
        self.none.button.setObjectName("departures_import")
        self.stops, self.departures = Card(self.tr("Arrêts proches")), Card(self.tr("Départs"))
        self._build()
        self._bind()

    def _build(self) -> None:
        title = Column(gap=2)
        title.addWidget(Label(self.tr("Arrêts et départs"), Role.SECTION))
        title.addWidget(self.start)
        top = Row(margins=(12, 12, 14, 10), gap=10)
        top.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(title, 1)
        top.addWidget(self.print_button, 0, Qt.AlignmentFlag.AlignTop)
        self._asked = QWidget()
        asked = Row(self._asked, gap=12)
        self._day_field = FormField(self.tr("Jour"), self.day)
        self._before_field = FormField(self.tr("Avant"), self.before)
        asked.addWidget(self._day_field, 1)
        asked.addWidget(self._before_field, 1)
        self._warnings = Column(gap=8)
        self._page = ScrollPage(margins=(14, 12, 14, 16), gap=12)
        self._page.body.addWidget(self._asked)
        self._page.body.addLayout(self._warnings)
        for card in (self.departures, self.stops):
            self._page.body.addWidget(card)
        self._page.body.addWidget(self.none, 1)
        self._page.body.addStretch(1)
        column = Column(self, margins=1, gap=0)
        column.addLayout(top)
        column.addWidget(Line())
        column.addWidget(self._page, 1)

    def _bind(self) -> None:
        self.back.clicked.connect(self.closed)
        self.print_button.clicked.connect(self.print_out)
        self.day.date_changed.connect(self.model.choose_day)
        self.day.invalid.connect(self._on_day_not_read)
        self.before.time_changed.connect(self.model.choose_hour)
        self.before.invalid.connect(self._on_hour_not_read)
        self.none.action_clicked.connect(self._on_packs_asked)
        self.model.changed.connect(self._render)

    def focus_first(self) -> None:
        """Put the keyboard in the day, or on the way to import a timetable."""
        target = self.day if self.model.board.has_networks else self.none.button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def print_out(self) -> None:
        """Print what is shown, for the person to take away."""
        if self.model.board.has_networks:
            self._outputs.print_departures(self.model.board, self.model.day, self.model.before)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Échap goes back to the map."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _render(self) -> None:
        board = self.model.board
        self.start.setText(self.model.start_label or self.tr("Sans point de départ"))
        self.none.setVisible(not board.has_networks)
        for part in (self._asked, self.stops, self.departures, self.print_button):
            part.setVisible(board.has_networks)
        for field in (self._day_field, self._before_field):
            field.set_error("")
        empty(self._warnings)
        for warning in board.warnings:
            self._warnings.addWidget(Banner(self.tr("Horaires inconnus ce jour-là"), warning))
        self._render_stops()
        self._render_departures()

    def _render_stops(self) -> None:
        empty(self.stops.body)
        board = self.model.board
        for stop in board.stops:
            self.stops.body.addWidget(_stop_row(stop))
        if not board.stops:
            reach = typography.kilometres(board.reach_km)
            words = self.tr("Aucun arrêt à moins de {} du point de départ.").format(reach)
            self.stops.body.addWidget(Label(words, Role.SECONDARY, wrap=True))
        for validity in board.validity:
            words = f"{validity.network}{NBSP}: {validity.text}"
            self.stops.body.addWidget(Label(words, Role.SMALL, wrap=True))

    def _render_departures(self) -> None:
        empty(self.departures.body)
        board, hour = self.model.board, typography.hour(self.model.before)
        self.departures.set_title(
            self.tr("Départs"),
            self.tr("{day}, avant {hour}").format(day=typography.short_date(self.model.day), hour=hour),
        )
        for leaving in board.departures:
            self.departures.body.addWidget(_departure_row(leaving))
        if not board.departures:
            words = self.tr("Aucun départ connu ce jour-là avant {}.").format(hour)
            self.departures.body.addWidget(Label(words, Role.SECONDARY, wrap=True))

    def _on_day_not_read(self, _typed: str) -> None:
        self._day_field.set_error(self.tr("Jour non compris. Exemple\u00a0: lundi, ou 24/11"))

    def _on_hour_not_read(self, _typed: str) -> None:
        self._before_field.set_error(self.tr("Heure non comprise. Exemple\u00a0: 8h30"))

    def _on_packs_asked(self) -> None:
        self._context.navigator.go(Route(section=Section.SETTINGS, part=PACKS_PAGE))


def _stop_row(stop: NearStop) -> QWidget:
    holder = QWidget()
    row = Row(holder, gap=8)
    row.addWidget(Icon("bus-stop"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(_stop_words(stop), wrap=True), 1)
    return holder


def _stop_words(stop: NearStop) -> str:
    """Return « Craon, place du Pilori, 0,2 km : 10 Craon – Laval »."""
    place = f"{stop.name}, {typography.kilometres(stop.km)}"
    return f"{place}{NBSP}: {', '.join(stop.lines)}" if stop.lines else place


def _departure_row(leaving: Departure) -> QWidget:
    holder = QWidget()
    where = " · ".join(part for part in (leaving.line, leaving.stop) if part)
    words = Column(gap=0)
    words.addWidget(Label(f"{leaving.text}, vers {leaving.towards}" if leaving.towards else leaving.text, Role.STRONG))
    words.addWidget(Label(where, Role.SECONDARY, wrap=True))
    Row(holder).addLayout(words, 1)
    return holder
