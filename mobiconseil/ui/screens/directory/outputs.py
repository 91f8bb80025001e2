"""What leaves the directory: the services found, printed or saved as a PDF, family by family."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mobiconseil.errors import MobiConseilError
from mobiconseil.services.maps import MapPlace
from mobiconseil.services.papers.directory import DirectoryArea
from mobiconseil.ui import printing
from mobiconseil.ui.context import Context
from mobiconseil.ui.screens.directory.starting import PERSON
from mobiconseil.ui.screens.directory.view_model import DirectoryViewModel

FILE_NAME = "annuaire.pdf"


class Outputs(QObject):
    """Draws the paper in a job, then asks where it goes."""

    def __init__(self, context: Context, model: DirectoryViewModel, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._model, self._window = context, model, window

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
            centre = MapPlace(latitude=start.point[0], longitude=start.point[1], name=start.name)
        area = DirectoryArea(
            centre=centre,
            radius_km=model.asked.radius_km if centre is not None else 0.0,
            is_home=start.kind == PERSON,
        )
        papers = self._context.session.papers
        data = papers.directory(lines, area)
        done = self._print if to_printer else self._save
        self._context.jobs.start(partial(papers.render, data), done=done, failed=self._on_failed)

    def _print(self, content: bytes) -> None:
        settings = self._context.settings
        try:
            printer = printing.print_pdf(self._window, content, settings.value.printer)
        except printing.NoPrinter as error:
            self._context.messages.fail(error, self.tr("Enregistrer en PDF"), partial(self._save, content))
            return
        except MobiConseilError as error:
            self._context.messages.fail(error)
            return
        if printer is not None:
            settings.change(printer=printer)
            self._context.messages.say(self.tr("Annuaire imprimé"))

    def _save(self, content: bytes) -> None:
        try:
            place = printing.save_pdf(self._window, content, FILE_NAME)
        except MobiConseilError as error:
            self._context.messages.fail(error)
            return
        if place is not None:
            self._context.messages.say(self.tr("Annuaire enregistré en PDF"))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, MobiConseilError):
            raise error
        self._context.messages.fail(error)
