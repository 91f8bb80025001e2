"""The guide on paper: drawn in a job, then printed or saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mobiconseil.errors import MobiConseilError
from mobiconseil.services.guide.pages import pages
from mobiconseil.services.papers.guide import GuideData, one_page, whole_guide
from mobiconseil.ui import printing
from mobiconseil.ui.answers import alive
from mobiconseil.ui.context import Context


class GuideOutput(QObject):
    """Asks where the guide goes; it holds nothing about anybody, so no trace is kept."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window

    def print_now(self, page: str) -> None:
        """Print a page, or the whole guide when the name is of none; without a printer, offer to save it."""
        self._draw(page, self._print)

    def save(self, page: str) -> None:
        """Save a page, or the whole guide."""
        self._draw(page, self._save)

    def _draw(self, name: str, then: Callable[[str, bytes], object]) -> None:
        found = pages().get(name)
        data: GuideData = one_page(found) if found is not None else whole_guide()
        file_name = f"guide-mobiconseil{'-' + name if found is not None else ''}.pdf"
        self._context.jobs.start(
            partial(self._context.session.papers.render, data),
            done=alive(self, partial(then, file_name)),
            failed=alive(self, self._on_failed),
        )

    def _print(self, file_name: str, content: bytes) -> None:
        settings = self._context.settings
        try:
            printer = printing.print_pdf(self._window, content, settings.value.printer)
        except printing.NoPrinter as error:
            self._context.messages.fail(error, self.tr("Enregistrer en PDF"), partial(self._save, file_name, content))
            return
        except MobiConseilError as error:
            self._context.messages.fail(error)
            return
        if printer is not None:
            settings.change(printer=printer)
            self._context.messages.say(self.tr("Guide envoyé à l’imprimante"))

    def _save(self, file_name: str, content: bytes) -> None:
        try:
            place = printing.save_pdf(self._window, content, file_name)
        except MobiConseilError as error:
            self._context.messages.fail(error)
            return
        if place is not None:
            self._context.messages.say(self.tr("Guide enregistré en PDF"))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, MobiConseilError):
            raise error
        self._context.messages.fail(error)
