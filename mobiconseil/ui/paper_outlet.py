"""The way of a paper out of a screen: drawn in a job, then printed, or saved as a PDF where there is no printer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.follow_up import DocumentMedium
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.papers.service import PaperData
from mobiconseil.ui import printing
from mobiconseil.ui.answers import alive, ignore
from mobiconseil.ui.context import Context
from mobiconseil.ui.saved import say_saved


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The name of a paper as a file, and what is said once it is out."""

    file_name: str
    printed: str
    saved: str
    left: Callable[[DocumentMedium], object] = ignore
    """Keeps the trace, before anything is said: a MobiConseilError is then said instead."""


class PaperOutlet(QObject):
    """Asks where a paper goes; a refusal is said, and without a printer the paper can be saved."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window

    def print_out(self, data: PaperData, paper: Paper) -> None:
        """Draw a paper, then print it."""
        self.draw(data, partial(self.print_drawn, paper))

    def save(self, data: PaperData, paper: Paper) -> None:
        """Draw a paper, then save it where the person says."""
        self.draw(data, partial(self.save_drawn, paper))

    def draw(
        self, data: PaperData, then: Callable[[bytes], object], failed: Callable[[Exception], object] = ignore
    ) -> None:
        """Draw a paper in a job; a refusal is said once `failed` heard of it."""
        self._context.jobs.start(
            partial(self._context.session.papers.render, data),
            done=alive(self, then),
            failed=alive(self, partial(self._on_failed, failed)),
        )

    def print_drawn(self, paper: Paper, content: bytes) -> None:
        """Print a paper that is drawn already."""
        settings, messages = self._context.settings, self._context.messages
        try:
            printer = printing.print_pdf(self._window, content, settings.value.printer)
            if printer is not None:
                settings.change(printer=printer)
                paper.left(DocumentMedium.PRINTED)
                messages.say(paper.printed)
        except printing.NoPrinter as error:
            messages.fail(error, self.tr("Enregistrer en PDF"), partial(self.save_drawn, paper, content))
        except MobiConseilError as error:
            messages.fail(error)

    def save_drawn(self, paper: Paper, content: bytes) -> None:
        """Save a paper that is drawn already."""
        try:
            place = printing.save_pdf(self._window, content, paper.file_name)
            if place is not None:
                paper.left(DocumentMedium.SAVED)
                say_saved(self._context.messages, paper.saved, place)
        except MobiConseilError as error:
            self._context.messages.fail(error)

    def _on_failed(self, heard: Callable[[Exception], object], error: Exception) -> None:
        heard(error)
        if not isinstance(error, MobiConseilError):
            raise error
        self._context.messages.fail(error)
