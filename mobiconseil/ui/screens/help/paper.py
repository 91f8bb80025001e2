"""The guide on paper: one page of it, or the whole."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mobiconseil.services.guide.pages import pages
from mobiconseil.services.papers.guide import GuideData, one_page, whole_guide
from mobiconseil.ui.context import Context
from mobiconseil.ui.paper_outlet import Paper, PaperOutlet


class GuideOutput(QObject):
    """Asks where the guide goes; it holds nothing about anybody, so no trace is kept."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._outlet = PaperOutlet(context, window)

    def print_now(self, page: str) -> None:
        """Print a page, or the whole guide when the name is of none; without a printer, offer to save it."""
        self._outlet.print_out(*self._made(page))

    def save(self, page: str) -> None:
        """Save a page, or the whole guide."""
        self._outlet.save(*self._made(page))

    def _made(self, name: str) -> tuple[GuideData, Paper]:
        found = pages().get(name)
        paper = Paper(
            file_name=f"guide-mobiconseil{'-' + name if found is not None else ''}.pdf",
            printed=self.tr("Guide envoyé à l’imprimante"),
            saved=self.tr("Guide enregistré en PDF"),
        )
        return (one_page(found) if found is not None else whole_guide()), paper
