"""The papers and files of the day: built person by person, drawn in a job, printed or saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.follow_up import DocumentKind, DocumentMedium
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.drop_in_papers import DAY_KINDS, PersonPapers
from mobiconseil.services.drop_in_ports import DayLine
from mobiconseil.services.papers.batch import BatchData
from mobiconseil.services.papers.day_sheet import DaySheetData
from mobiconseil.ui import printing
from mobiconseil.ui.answers import alive
from mobiconseil.ui.saving import ask_path, write_file
from mobiconseil.ui.screens.drop_in.view_model import DropInModel

BATCH_NAME, SHEET_NAME, PLAIN_NAME = "papiers-du-jour", "feuille-de-permanence", "feuille-de-permanence-sans-nom"
CALENDAR_NAME = "agenda.ics"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What the person at the keyboard ticked."""

    kinds: frozenset[DocumentKind] = frozenset(DAY_KINDS)
    spare: int = 0
    duplex: bool = False


class DayOutputs(QObject):
    """Makes the batch of the morning, the sheet of the evening and the agenda file."""

    changed = Signal()
    """How far the batch is."""
    done = Signal(str)
    """Something left: « batch », « sheet », « calendar »."""

    def __init__(self, model: DropInModel, window: QWidget) -> None:
        super().__init__(window)
        self._model, self._window = model, window
        self._context = model.context
        self.working = ""
        self._waiting: list[DayLine] = []
        self._made: list[PersonPapers] = []
        self._chosen = Chosen()
        self._on_paper = True

    def needs(self) -> dict[DocumentKind, int]:
        """Return how many of the people expected need each paper."""
        papers = self._context.session.drop_in_papers
        found = [papers.needs(line) for line in self._model.lines]
        return {kind: sum(kind in needs for needs in found) for kind in DAY_KINDS}

    # ------------------------------------------------------------------ the batch

    def make_batch(self, chosen: Chosen, *, on_paper: bool) -> None:
        """Build the papers, one person at a time so that the window stays alive."""
        if self.working:
            return
        self._chosen, self._on_paper = chosen, on_paper
        self._waiting, self._made = list(self._model.lines), []
        self._say(self.tr("Les papiers se préparent…"))
        QTimer.singleShot(0, self._build_next)

    def _build_next(self) -> None:
        papers = self._context.session.drop_in_papers
        if self._waiting:
            line = self._waiting.pop(0)
            kinds = papers.needs(line) & self._chosen.kinds
            if kinds:
                self._made.append(papers.of(line, kinds))
            QTimer.singleShot(0, self._build_next)
            return
        parts = [paper.part for paper in self._made]
        parts += papers.spare(self._chosen.spare, self._chosen.kinds)
        data = papers.batch(parts, author=self._context.session.team.structure().name, duplex=self._chosen.duplex)
        if not data.parts:
            self._say("")
            self._context.messages.say(self.tr("Aucun papier à faire pour les personnes attendues"))
            return
        self._draw(data, partial(self._batch_drawn))

    def _batch_drawn(self, content: bytes) -> None:
        self._say("")
        problem = next((paper.problem for paper in self._made if paper.problem), "")
        if self._on_paper:
            self._print(content, f"{BATCH_NAME}.pdf", "batch", self.tr("Papiers du jour imprimés"))
        else:
            self._save(content, f"{BATCH_NAME}.pdf", "batch", self.tr("Papiers du jour enregistrés"))
        if problem:
            self._context.messages.say(problem)

    # ------------------------------------------------------------------ the sheet and the agenda

    def make_sheet(self, *, with_names: bool, on_paper: bool) -> None:
        """Make the sheet of the day."""
        account = self._model.account()
        if account is None or self.working:
            return
        data = self._context.session.papers.day_sheet(account, with_names=with_names)
        name = f"{SHEET_NAME if with_names else PLAIN_NAME}-{self._model.on.isoformat()}.pdf"
        give: Callable[[bytes, str, str, str], None] = self._print if on_paper else self._save
        said = self.tr("Feuille imprimée") if on_paper else self.tr("Feuille enregistrée")
        self._say(self.tr("La feuille se prépare…"))
        self._draw(data, partial(self._sheet_drawn, give, name, said))

    def _sheet_drawn(self, give: Callable[[bytes, str, str, str], None], name: str, said: str, content: bytes) -> None:
        self._say("")
        give(content, name, "sheet", said)

    def save_calendar(self) -> None:
        """Write the agenda file where the person says."""
        session = self._context.session
        path = ask_path(self._window, self.tr("Enregistrer l’agenda"), CALENDAR_NAME, self.tr("Agenda (*.ics)"))
        if path is None:
            return
        try:
            write_file(path, session.drop_in_tools.write_calendar(session.drop_in_days.calendar()))
            session.drop_in_days.calendar_saved()
        except MobiConseilError as error:
            self._model.fail(error)
            return
        self._context.messages.say(self.tr("Agenda enregistré, sans aucun nom"))
        self.done.emit("calendar")

    # ------------------------------------------------------------------ giving

    def _draw(self, data: BatchData | DaySheetData, then: Callable[[bytes], None]) -> None:
        self._context.jobs.start(
            partial(self._context.session.papers.render, data), done=alive(self, then), failed=alive(self, self._failed)
        )

    def _print(self, content: bytes, name: str, what: str, said: str) -> None:
        settings = self._context.settings
        try:
            printer = printing.print_pdf(self._window, content, settings.value.printer)
        except printing.NoPrinter as error:
            save = partial(self._save, content, name, what, said)
            self._context.messages.fail(error, self.tr("Enregistrer en PDF"), save)
            return
        except MobiConseilError as error:
            self._model.fail(error)
            return
        if printer is not None:
            settings.change(printer=printer)
            self._given(what, said, DocumentMedium.PRINTED)

    def _save(self, content: bytes, name: str, what: str, said: str) -> None:
        try:
            place = printing.save_pdf(self._window, content, name)
        except MobiConseilError as error:
            self._model.fail(error)
            return
        if place is not None:
            self._given(what, said, DocumentMedium.SAVED)

    def _given(self, what: str, said: str, medium: DocumentMedium) -> None:
        if what == "batch":
            papers = self._context.session.drop_in_papers
            self._model.attempt(lambda: papers.made(self._made, medium))
        self._context.messages.say(said)
        self.done.emit(what)

    def _failed(self, error: Exception) -> None:
        self._say("")
        if not isinstance(error, MobiConseilError):
            raise error
        self._model.fail(error)

    def _say(self, working: str) -> None:
        self.working = working
        self.changed.emit()
