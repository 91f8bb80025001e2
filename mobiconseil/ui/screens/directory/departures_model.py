"""Stops and departures around the starting point of the directory, on a day before an hour."""

from __future__ import annotations

from datetime import date, time, timedelta

from PySide6.QtCore import QObject, Signal

from mobiconseil.domain.french_dates import parse_date
from mobiconseil.services.departures import Board, departure_board
from mobiconseil.ui.screens.directory.view_model import DirectoryViewModel

BEFORE = time(9)
"""Most jobs begin before nine."""


class DeparturesModel(QObject):
    """Reads again when the start, the day or the hour changes, while it is shown."""

    changed = Signal()

    def __init__(self, directory: DirectoryViewModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._directory = directory
        self.day = _working_day(self.today() + timedelta(days=1))
        self.before = BEFORE
        self.board = Board()
        self._shown = False
        directory.found.connect(self._on_directory_found)

    @property
    def start_label(self) -> str:
        """Return « Depuis Ballots (Mme Garnier) »; empty without a point."""
        return self._directory.start_label if self._directory.asked.start.point is not None else ""

    def today(self) -> date:
        """Return the day of the clock."""
        return self._directory.session.clock.today()

    def read_day(self, text: str) -> date | None:
        """Read a day typed freely."""
        return parse_date(text, self.today())

    def set_shown(self, on: bool) -> None:
        """Read now, or rest."""
        self._shown = on
        self._read()

    def choose_day(self, day: date | None) -> None:
        """Look at another day; nothing typed keeps the day."""
        self.day = day or self.day
        self._read()

    def choose_hour(self, before: time | None) -> None:
        """Look before another hour; nothing typed keeps the hour."""
        self.before = before or self.before
        self._read()

    def _on_directory_found(self) -> None:
        self._read()

    def _read(self) -> None:
        if not self._shown:
            return
        timetables = self._directory.session.geography.timetables
        point = self._directory.asked.start.point
        if point is None:
            self.board = Board(has_networks=bool(timetables.validity()))
        else:
            self.board = departure_board(timetables, point, self.day, self.before)
        self.changed.emit()


def _working_day(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)
