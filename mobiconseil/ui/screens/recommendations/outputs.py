"""The comparison of the ways of making the trip, on paper: drawn in a job, then printed or saved."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.follow_up import DocumentKind, DocumentMedium
from mobiconseil.domain.identity import RecordId
from mobiconseil.errors import MobiConseilError
from mobiconseil.ui import printing
from mobiconseil.ui.answers import alive
from mobiconseil.ui.context import Context

KIND = DocumentKind.TRIP_COMPARISON


class ComparisonOutput(QObject):
    """Asks where the paper goes, and keeps its trace."""

    def __init__(self, context: Context, subject: RecordId, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._subject, self._window = context, subject, window

    def print_now(self) -> None:
        """Print the comparison; without a printer, offer to save it."""
        papers = self._context.session.papers
        try:
            data = papers.build(KIND, self._subject)
        except MobiConseilError as error:
            self._context.messages.fail(error)
            return
        self._context.jobs.start(
            partial(papers.render, data), done=alive(self, self._print), failed=alive(self, self._on_failed)
        )

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
            self._left(DocumentMedium.PRINTED, self.tr("Comparaison envoyée à l’imprimante"))

    def _save(self, content: bytes) -> None:
        try:
            name = self._context.session.papers.file_name(KIND, self._subject)
            place = printing.save_pdf(self._window, content, name)
        except MobiConseilError as error:
            self._context.messages.fail(error)
            return
        if place is not None:
            self._left(DocumentMedium.SAVED, self.tr("Comparaison enregistrée en PDF"))

    def _left(self, medium: DocumentMedium, said: str) -> None:
        try:
            self._context.session.follow_up.paper_made(self._subject, KIND, medium)
        except MobiConseilError as error:
            self._context.messages.fail(error)
            return
        self._context.messages.say(said)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, MobiConseilError):
            raise error
        self._context.messages.fail(error)
