"""The comparison of the ways of making the trip, on paper."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.follow_up import DocumentKind
from mobiconseil.domain.identity import RecordId
from mobiconseil.errors import MobiConseilError
from mobiconseil.ui.context import Context
from mobiconseil.ui.paper_outlet import Paper, PaperOutlet

KIND = DocumentKind.TRIP_COMPARISON


class ComparisonOutput(QObject):
    """Asks where the paper goes, and keeps its trace."""

    def __init__(self, context: Context, subject: RecordId, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._subject = context, subject
        self._outlet = PaperOutlet(context, window)

    def print_now(self) -> None:
        """Print the comparison; without a printer, offer to save it."""
        session = self._context.session
        try:
            data = session.papers.build(KIND, self._subject)
            paper = Paper(
                file_name=session.papers.file_name(KIND, self._subject),
                printed=self.tr("Comparaison envoyée à l’imprimante"),
                saved=self.tr("Comparaison enregistrée en PDF"),
                left=partial(session.follow_up.paper_made, self._subject, KIND),
            )
        except MobiConseilError as error:
            self._context.messages.fail(error)
            return
        self._outlet.print_out(data, paper)
