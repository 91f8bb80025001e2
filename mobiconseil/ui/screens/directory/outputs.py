"""What leaves the directory: the services found, printed, saved as a PDF, or written for other programs."""

from __future__ import annotations

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
from mobiconseil.ui.context import Context
from mobiconseil.ui.paper_outlet import Paper, PaperOutlet
from mobiconseil.ui.saved import say_saved
from mobiconseil.ui.saving import ask_path, write_file
from mobiconseil.ui.screens.directory.view_model import DirectoryViewModel
from mobiconseil.ui.screens.directory.wording import services_count

FILE_NAME = "annuaire.pdf"
DEPARTURES_NAME = "departs.pdf"


class Outputs(QObject):
    """Draws the paper in a job, then asks where it goes."""

    def __init__(self, context: Context, model: DirectoryViewModel, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._model, self._window = context, model, window
        self._outlet = PaperOutlet(context, window)

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
        said = self.tr("Export de {}").format(services_count(made.count))
        if made.left_out:
            said = self.tr("{said}, {left} laissés de côté").format(said=said, left=made.left_out)
        say_saved(self._context.messages, said, path)

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
        data = self._context.session.papers.directory(lines, area)
        printed, saved = self.tr("Annuaire imprimé"), self.tr("Annuaire enregistré en PDF")
        paper = Paper(file_name=FILE_NAME, printed=printed, saved=saved)
        (self._outlet.print_out if to_printer else self._outlet.save)(data, paper)

    def print_departures(self, board: Board, day: date, before: time) -> None:
        """Print what leaves near the starting point; of a home, only the commune is told."""
        place = self._model.asked.start.shared_name
        data = self._context.session.papers.departures(board, place=place, day=day, before=before)
        printed, saved = self.tr("Départs imprimés"), self.tr("Départs enregistrés en PDF")
        self._outlet.print_out(data, Paper(file_name=DEPARTURES_NAME, printed=printed, saved=saved))
