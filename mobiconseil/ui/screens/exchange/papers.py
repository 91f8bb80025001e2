"""The papers of the section: drawn in a job, then printed, or saved as a PDF where there is no printer."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.identity import RecordId
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.exchange_ports import ExchangeRegisterLine
from mobiconseil.services.papers.service import PaperData
from mobiconseil.ui import printing
from mobiconseil.ui.answers import alive
from mobiconseil.ui.context import Context

REGISTER_NAME, LOST_NAME = "registre-des-echanges.pdf", "poste-perdu-ou-vole.pdf"


class ExchangePapers(QObject):
    """The register, the account of one import, and what to do when a laptop is lost."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window

    def print_register(self, lines: tuple[ExchangeRegisterLine, ...]) -> None:
        """Print these lines of the register."""
        session = self._context.session
        team = session.laptops.team()
        laptop = next((line.name for line in team.lines if line.is_mine), "")
        data = session.papers.exchange_journal(lines, laptop)
        self._draw(data, REGISTER_NAME, self.tr("Registre imprimé"))

    def print_lost(self, laptop: RecordId | None = None) -> None:
        """Print what to do when a laptop is lost or stolen."""
        session = self._context.session
        data = session.papers.lost_laptop(session.laptops.team(), laptop)
        self._draw(data, LOST_NAME, self.tr("Marche à suivre imprimée"))

    def _draw(self, data: PaperData, name: str, said: str) -> None:
        papers = self._context.session.papers
        self._context.jobs.start(
            partial(papers.render, data),
            done=alive(self, partial(self._print, name, said)),
            failed=alive(self, self._on_failed),
        )

    def _print(self, name: str, said: str, content: bytes) -> None:
        settings = self._context.settings
        try:
            printer = printing.print_pdf(self._window, content, settings.value.printer)
        except printing.NoPrinter as error:
            save = partial(self._save, name, content)
            self._context.messages.fail(error, self.tr("Enregistrer en PDF"), save)
            return
        except MobiConseilError as error:
            self._context.messages.fail(error)
            return
        if printer is not None:
            settings.change(printer=printer)
            self._context.messages.say(said)

    def _save(self, name: str, content: bytes) -> None:
        try:
            place = printing.save_pdf(self._window, content, name)
        except MobiConseilError as error:
            self._context.messages.fail(error)
            return
        if place is not None:
            self._context.messages.say(self.tr("Enregistré en PDF"))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, MobiConseilError):
            raise error
        self._context.messages.fail(error)
