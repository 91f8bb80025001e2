"""The directory in front of somebody at the keyboard, with a double in place of the map."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk_window import OpenWindow, open_window
from directory_desk import BALLOTS, neighbourhood
from hands import Hands
from mobiconseil.domain.civility import Civility
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.maps import MapData
from mobiconseil.ui.navigation import Route, Section
from mobiconseil.ui.screens.directory.table_model import Column
from mobiconseil.ui.screens.directory.view import DirectoryScreen


class MapDouble(QWidget):
    """Stands for the map, which has tests of its own: keeps what it is told."""

    selected = Signal(str)
    failed = Signal()
    point_picked = Signal(float, float)

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[MapData] = []
        self.chosen = ""
        self.picking = False

    def set_data(self, data: MapData) -> None:
        self.shown.append(data)

    def select(self, service: str) -> None:
        self.chosen = service

    def set_picking(self, on: bool) -> None:
        self.picking = on


class Office:
    """The directory in front, as somebody at the keyboard sees it."""

    def __init__(self, qtbot, folder: Path, *, width: int = 1366) -> None:
        self.bot = qtbot
        self.window: OpenWindow = open_window(qtbot, folder, width=width)
        self.session = self.window.session
        self.session.team.change_structure(commune="Craon", postal_code="53400")
        self.ids: dict[str, RecordId] = neighbourhood(self.session)
        self.sylvie = self.session.files.create(
            civility=Civility.MADAME,
            first_name="Sylvie",
            last_name="Garnier",
            commune="Ballots",
            postal_code="53350",
            latitude=BALLOTS[0],
            longitude=BALLOTS[1],
        ).id
        self.hands = Hands(qtbot, self.window.bench)
        self.window.said.clear()

    def open_person(self) -> None:
        self.window.go(Route(section=Section.PEOPLE, subject=self.sylvie))

    def open_directory(self, part: str = "") -> None:
        self.window.go(Route(section=Section.DIRECTORY, part=part))

    @property
    def screen(self) -> DirectoryScreen:
        shown = self.window.bench.screen_shown
        assert isinstance(shown, DirectoryScreen)
        return shown

    @property
    def map(self) -> MapDouble:
        self.bot.waitUntil(lambda: isinstance(self.screen.stage.map, MapDouble))
        found = self.screen.stage.map
        assert isinstance(found, MapDouble)
        return found

    def rows(self) -> list[str]:
        table = self.screen.model.table
        return [str(table.data(table.index(row, Column.SERVICE))) for row in range(table.rowCount())]

    def near(self) -> list[str]:
        rows = self.rows()
        title = self.screen.model.table.title_row
        return rows[:title] if title >= 0 else rows

    def wait_near(self, *names: str) -> None:
        self.bot.waitUntil(lambda: self.near() == list(names))

    def steps(self) -> tuple:
        return self.session.files.load(self.sylvie).steps
