"""The state of the Documents tab: the chosen paper and its preview, what left the laptop, what was seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from mobiconseil.domain import typography
from mobiconseil.domain.follow_up import Document, DocumentKind, DocumentMedium
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.situation import ConsentKind
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.actions import Action
from mobiconseil.services.papers.service import PaperOptions
from mobiconseil.services.ports import Change
from mobiconseil.ui.answers import alive
from mobiconseil.ui.context import Context
from mobiconseil.ui.file_model import FileModel
from mobiconseil.ui.screens.documents.papers import Paper, papers

SETTLE_MS = 400
"""How long the file must stay still before the preview is drawn again."""
TakeOut = Callable[[bytes], bool]
"""Sends the bytes to a printer or to a file; says whether they left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceLine:
    """The trace of a paper: when, what, how, by whom."""

    code: str
    when: str
    title: str
    medium: str
    icon: str
    by: str


class DocumentsModel(FileModel):
    """Builds in the thread of the session, draws in a job."""

    drawn = Signal(bytes)
    refused = Signal(str)

    def __init__(self, context: Context, subject: RecordId, parent: QObject | None = None) -> None:
        super().__init__(context, subject, parent)
        self.with_name = True
        self._with_health = False
        self._asked = 0
        self._watching = False
        self._chosen = self.papers()[0].code
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self.draw)

    @property
    def with_health(self) -> bool:
        """Say whether health is printed: asked for, and nobody else looks at the screen."""
        return self._with_health and not self.shared and self.chosen.has_health

    @property
    def chosen(self) -> Paper:
        """Return the paper that is previewed."""
        known = self.papers()
        return next((paper for paper in known if paper.code == self._chosen), known[0])

    def papers(self) -> tuple[Paper, ...]:
        """Return the papers that can be made."""
        return papers(self.file, self.session.reference.grid)

    def choose(self, code: str) -> None:
        """Preview another paper."""
        if any(paper.code == code for paper in self.papers()):
            self._chosen = code
            self._with_health = False
            self.changed.emit()
            self.draw()

    def choose_kind(self, kind: str) -> None:
        """Preview the paper of a kind, or the very one that « kind:code » names."""
        known = self.papers()
        found = next((paper for paper in known if kind in {paper.code, paper.kind.value}), None)
        if found is not None:
            self.choose(found.code)

    def set_with_name(self, with_name: bool) -> None:
        """Print the name of the person, or not."""
        self.with_name = with_name
        self.changed.emit()
        self.draw()

    def set_with_health(self, with_health: bool) -> None:
        """Print what rests on health, for professionals only."""
        self._with_health = with_health
        self.changed.emit()
        self.draw()

    # Drawing

    def watch(self) -> None:
        """Draw the preview now that it is looked at, and again after each change of the file."""
        self._watching = True
        self.draw()

    def draw(self) -> None:
        """Draw the chosen paper in a job; a refusal comes at once with its reason."""
        self._settle.stop()
        self._asked += 1
        self._make(partial(self._on_drawn, self._asked), self.refused.emit)

    def take_out(self, medium: DocumentMedium, send: TakeOut) -> None:
        """Draw the paper as it now is, send it, and keep the trace of what left."""
        paper = self.chosen
        self._make(partial(self._on_made, paper, medium, send), self._on_refused)

    def file_name(self) -> str:
        """Return the proposed name of the PDF, without the name of the person."""
        return self.session.papers.file_name(self.chosen.kind, self.subject if self.chosen.has_name else None)

    def _make(self, done: Callable[[bytes], object], refused: Callable[[str], object]) -> None:
        paper, service = self.chosen, self.session.papers
        options = PaperOptions(
            with_name=self.with_name, with_health=self.with_health, form=paper.form, referral=paper.referral
        )
        try:
            data = service.build(paper.kind, self.subject, options)
        except MobiConseilError as error:
            refused(str(error))
            return
        self.context.jobs.start(
            partial(service.render, data), done=alive(self, done), failed=alive(self, self._on_failed)
        )

    def _on_drawn(self, asked: int, content: bytes) -> None:
        if asked == self._asked:
            self.drawn.emit(content)

    def _on_made(self, paper: Paper, medium: DocumentMedium, send: TakeOut, content: bytes) -> None:
        try:
            left = send(content)
        except MobiConseilError as error:
            self.context.messages.fail(error)
            return
        if not isValid(self):  # the session was locked while the person was choosing a place
            return
        self.drawn.emit(content)
        if left:
            write = partial(self.session.follow_up.paper_made, self.subject, paper.kind, medium, title=paper.title)
            self.attempt(write)

    def _on_refused(self, reason: str) -> None:
        self.context.messages.fail(MobiConseilError(reason))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, MobiConseilError):
            raise error
        self.refused.emit(str(error))

    # Agreement, register and pieces seen

    def note_sharing(self) -> None:
        """Note that the person agrees that her prescriber be told, with a way back."""
        kind = ConsentKind.SHARE_PRESCRIBER
        write = partial(self.session.files.set_consent, self.subject, kind, value=TriState.YES)
        if self.attempt_undoable(write, Action.CONSENT_CHANGED.label):
            self.draw()

    def go_to_agreement(self, code: str) -> None:
        """Go where the agreement that a paper lacks is noted."""
        route = next((paper.agreement for paper in self.papers() if paper.code == code), None)
        if route is not None:
            self.context.navigator.go(route)

    def register(self) -> tuple[TraceLine, ...]:
        """Return what left the laptop, newest first; never what it said."""
        return tuple(self._trace(d) for d in self.file.documents if d.kind is not DocumentKind.SEEN)

    def seen(self) -> tuple[TraceLine, ...]:
        """Return the pieces that were seen, newest first."""
        return tuple(self._trace(d) for d in self.file.documents if d.kind is DocumentKind.SEEN)

    def note_seen(self, title: str) -> bool:
        """Note that a paper was seen today; it is never copied."""
        clean = typography.tidy(" ".join(title.split()))
        if not clean:
            return False
        service = self.session.follow_up
        write = partial(service.paper_made, self.subject, DocumentKind.SEEN, DocumentMedium.SEEN, title=clean)
        return self.attempt_undoable(write, "Pièce vue notée")

    def remove_trace(self, code: str) -> None:
        """Take away a piece noted by mistake, with a way back."""
        found = next((d for d in self.file.documents if d.id.hex() == code), None)
        if found is not None:
            remove = partial(self.session.follow_up.remove_document, found)
            self.attempt_undoable(remove, Action.DOCUMENT_REMOVED.label)

    def _trace(self, document: Document) -> TraceLine:
        wall = self.local(document.made_at)
        icons = {DocumentMedium.PRINTED: "printer-outline", DocumentMedium.SAVED: "file-pdf-box"}
        pages = typography.count(document.pages, "page") if document.pages else ""
        medium = document.medium.label if document.kind is not DocumentKind.SEEN else ""
        return TraceLine(
            code=document.id.hex(),
            when=f"{typography.short_date(wall.date(), self.today())}, {typography.hour(wall.time())}",
            title=document.title or document.kind.label,
            medium=", ".join(part for part in (medium, pages) if part),
            icon=icons.get(document.medium, "eye-outline"),
            by=self.adviser_name(document.adviser),
        )

    def _on_change_published(self, change: Change) -> None:
        super()._on_change_published(change)
        only_trace = change.kinds == frozenset({Document})
        if self._watching and self.concerns(change) and not only_trace:
            self._settle.start()

    def _on_shared_toggled(self, on: bool) -> None:
        super()._on_shared_toggled(on)
        if self._watching:
            self.draw()
