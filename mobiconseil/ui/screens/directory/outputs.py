"""What leaves the directory: the services found, printed, saved as a PDF, or written for other programs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from mobiconseil.errors import MobiConseilError
from mobiconseil.services.departures import Board
from mobiconseil.services.directory_ports import ExportFormat
from mobiconseil.services.maps import MapPlace
from mobiconseil.services.papers.directory import DirectoryArea
from mobiconseil.services.papers.service import PaperData
from mobiconseil.ui import printing
from mobiconseil.ui.context import Context
from mobiconseil.ui.saving import ask_path, write_file
from mobiconseil.ui.screens.directory.view_model import DirectoryViewModel
from mobiconseil.ui.screens.directory.wording import services_count

FILE_NAME = "annuaire.pdf"
DEPARTURES_NAME = "departs.pdf"


@dataclass(frozen=True, slots=True)
class _Paper:
    """The name of a paper as a file, and what is said once it is out."""

    file_name: str
    printed: str
    saved: str


class Outputs(QObject):
    """Draws the paper in a job, then asks where it goes."""

    def __init__(self, context: Context, model: DirectoryViewModel, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._model, self._window = context, model, window

    def fill(self, menu: QMenu) -> None:
        """Add one line per format to a menu."""
        inside = menu.addMenu(self.tr("Exporter les services trouvés"))
        for kind in ExportFormat:
            action = inside.addAction(kind.label)
            action.setObjectName(f"export_{kind.value}")
            action.triggered.connect(partial(self._export, kind))

    def _export(self, kind: ExportFormat, _checked: bool = False) -> None:
        """Write the services that the list shows in a format, where the person says."""
        exports = self._context.session.directory_exports
        try:
            made = exports.make(kind, self._model.wanted())
            suffix = Path(made.name).suffix
            path = ask_path(self._window, self.tr("Exporter l’annuaire"), made.name, f"{kind.label} (*{suffix})")
            if path is None:
                return
            write_file(path, made.content)
            exports.note_written()
        except MobiConseilError as error:
            self._context.messages.fail(error)
            return
        said = self.tr("Exporté\u00a0: {}").format(services_count(made.count))
        if made.left_out:
            said = self.tr("{said}, {left} laissés de côté").format(said=said, left=made.left_out)
        self._context.messages.say(said)

    def print_found(self) -> None:
        """Print the services within the radius."""
        self._draw(to_printer=True)

    def save_found(self) -> None:
        """Save them as a PDF."""
        self._draw(to_printer=False)

    def _draw(self, *, to_printer: bool) -> None:
        model = self._model
        start = model.asked.start
        lines = model.lines[: model.near]
        if not lines:
            self._context.messages.say(self.tr("Aucun service à imprimer dans ce rayon"))
            return
        centre = None
        if start.point is not None:
            centre = MapPlace(latitude=start.point[0], longitude=start.point[1], name=start.shared_name)
        area = DirectoryArea(
            centre=centre,
            radius_km=model.asked.radius_km if centre is not None else 0.0,
            is_home=start.is_private,
        )
        paper = _Paper(FILE_NAME, self.tr("Annuaire imprimé"), self.tr("Annuaire enregistré en PDF"))
        self._render(self._context.session.papers.directory(lines, area), paper, to_printer=to_printer)

    def print_departures(self, board: Board, day: date, before: time) -> None:
        """Print what leaves near the starting point; of a home, only the commune is told."""
        place = self._model.asked.start.shared_name
        data = self._context.session.papers.departures(board, place=place, day=day, before=before)
        paper = _Paper(DEPARTURES_NAME, self.tr("Départs imprimés"), self.tr("Départs enregistrés en PDF"))
        self._render(data, paper, to_printer=True)

    def _render(self, data: PaperData, paper: _Paper, *, to_printer: bool) -> None:
        done = partial(self._print if to_printer else self._save, paper)
        work = partial(self._context.session.papers.render, data)
        self._context.jobs.start(work, done=done, failed=self._on_failed)

    def _print(self, paper: _Paper, content: bytes) -> None:
        settings = self._context.settings
        try:
            printer = printing.print_pdf(self._window, content, settings.value.printer)
        except printing.NoPrinter as error:
            self._context.messages.fail(error, self.tr("Enregistrer en PDF"), partial(self._save, paper, content))
            return
        except MobiConseilError as error:
            self._context.messages.fail(error)
            return
        if printer is not None:
            settings.change(printer=printer)
            self._context.messages.say(paper.printed)

    def _save(self, paper: _Paper, content: bytes) -> None:
        try:
            place = printing.save_pdf(self._window, content, paper.file_name)
        except MobiConseilError as error:
            self._context.messages.fail(error)
            return
        if place is not None:
            self._context.messages.say(paper.saved)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, MobiConseilError):
            raise error
        self._context.messages.fail(error)
