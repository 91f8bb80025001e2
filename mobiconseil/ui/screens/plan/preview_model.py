"""The sheet as it will be printed, drawn again 400 ms after the last change."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from mobiconseil.domain.follow_up import DocumentKind, DocumentMedium
from mobiconseil.domain.identity import RecordId
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.papers.service import PaperData, PaperOptions
from mobiconseil.ui.answers import alive
from mobiconseil.ui.context import Context

DELAY_MS = 400


class PreviewModel(QObject):
    """Builds the paper in this thread and draws it in a job; only the newest drawing is shown."""

    ready = Signal(bytes)
    refused = Signal(str)
    """Why there is nothing to see."""

    def __init__(
        self, context: Context, subject: RecordId, parent: QObject | None = None, *, flush: Callable[[], bool]
    ) -> None:
        """`flush` saves what is typed, and says whether it could."""
        super().__init__(parent)
        self._flush = flush
        self._context = context
        self._subject = subject
        self.kind = DocumentKind.PERSON_PLAN
        self.with_name = True
        self._asked = 0
        self._shown: PaperData | None = None
        self.content = b""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self.refresh)

    def refresh_soon(self) -> None:
        """Draw again once things have settled."""
        self._timer.start()

    def set_kind(self, kind: DocumentKind) -> None:
        """Show another version of the plan."""
        self.kind = kind
        self.refresh()

    def set_with_name(self, with_name: bool) -> None:
        """Print the name of the person, or not."""
        self.with_name = with_name
        self.refresh()

    def refresh(self) -> None:
        """Draw the paper if what it says has changed."""
        self._timer.stop()
        data = self._built()
        if data is None or data == self._shown:
            return
        self._asked += 1
        self._context.jobs.start(
            partial(self._context.session.papers.render, data),
            done=alive(self, partial(self._on_drawn, self._asked, data)),
            failed=alive(self, self._on_failed),
        )

    def up_to_date(self) -> bytes:
        """Return the paper with the last letter typed, drawn at once if the preview is behind; empty when refused."""
        if not self._flush():
            return b""
        data = self._built()
        if data is None:
            return b""
        if data != self._shown:
            self._on_drawn(self._asked, data, self._context.session.papers.render(data))
        return self.content

    def file_name(self) -> str:
        """Return the proposed file name, which never holds a person's name."""
        return self._context.session.papers.file_name(self.kind, self._subject)

    def left(self, medium: DocumentMedium, pages: int) -> None:
        """Keep the trace of a paper that was printed or saved."""
        self._context.session.follow_up.paper_made(self._subject, self.kind, medium, pages=pages or None)

    def _built(self) -> PaperData | None:
        options = PaperOptions(with_name=self.with_name)
        try:
            return self._context.session.papers.build(self.kind, self._subject, options)
        except MobiConseilError as error:
            self._shown, self.content = None, b""
            self.refused.emit(str(error))
            return None

    def _on_drawn(self, asked: int, data: PaperData, content: bytes) -> None:
        if asked != self._asked:
            return
        self._shown, self.content = data, content
        self.ready.emit(content)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, MobiConseilError):
            raise error
        self.refused.emit(str(error))
