"""The papers and files of the day: built person by person, drawn in a job, printed or saved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.follow_up import DocumentKind, DocumentMedium
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.drop_in_papers import DAY_KINDS, PersonPapers
from mobiconseil.services.drop_in_ports import DayLine
from mobiconseil.services.papers.day_sheet import DaySheetData
from mobiconseil.ui.paper_outlet import Paper, PaperOutlet
from mobiconseil.ui.saved import say_saved
from mobiconseil.ui.saving import ask_path, write_file
from mobiconseil.ui.screens.drop_in.view_model import DropInModel

BATCH_NAME, SHEET_NAME, PLAIN_NAME = "papiers-du-jour", "feuille-de-permanence", "feuille-de-permanence-sans-nom"
CALENDAR_NAME = "agenda.ics"
_Sheet = tuple[bool, DaySheetData]
"""Whether it holds names, and what it says."""


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
        self._outlet = PaperOutlet(model.context, window)
        self.working = ""
        self._waiting: list[DayLine] = []
        self._made: list[PersonPapers] = []
        self._chosen = Chosen()
        self._on_paper = True
        self.sheet_words = ""
        """« Imprimée avec les noms : à ranger sous clé. », once the sheet of the day left."""
        self._sheet: _Sheet | None = None

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
        self._outlet.draw(data, self._batch_drawn, self._on_failed)

    def _batch_drawn(self, content: bytes) -> None:
        self._say("")
        problem = next((paper.problem for paper in self._made if paper.problem), "")
        printed, saved = self.tr("Papiers du jour imprimés"), self.tr("Papiers du jour enregistrés")
        name = f"{BATCH_NAME}-{self._model.on.isoformat()}.pdf"
        paper = Paper(file_name=name, printed=printed, saved=saved, left=self._on_batch_left)
        self._give(content, paper, on_paper=self._on_paper)
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
        printed, saved = self._named_words() if with_names else self._plain_words()
        left = partial(self._on_sheet_left, (with_names, data), printed, saved)
        said = self.tr("Feuille du jour {}")
        paper = Paper(file_name=name, printed=said.format(printed), saved=said.format(saved), left=left)
        self._say(self.tr("La feuille se prépare…"))
        self._outlet.draw(data, partial(self._sheet_drawn, paper, on_paper), self._on_failed)

    def _sheet_drawn(self, paper: Paper, on_paper: bool, content: bytes) -> None:
        self._say("")
        self._give(content, paper, on_paper=on_paper)

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
        say_saved(self._context.messages, self.tr("Agenda enregistré, sans aucun nom"), path)
        self.done.emit("calendar")

    # ------------------------------------------------------------------ giving

    def _give(self, content: bytes, paper: Paper, *, on_paper: bool) -> None:
        (self._outlet.print_drawn if on_paper else self._outlet.save_drawn)(paper, content)

    def _on_batch_left(self, medium: DocumentMedium) -> None:
        self._model.attempt(partial(self._context.session.drop_in_papers.made, self._made, medium))
        self.done.emit("batch")

    @property
    def sheet_is_old(self) -> bool:
        """Say whether the sheet that left would not be the same now."""
        account = self._model.account()
        if self._sheet is None or account is None:
            return False
        with_names, data = self._sheet
        return self._context.session.papers.day_sheet(account, with_names=with_names) != data

    def _on_sheet_left(self, sheet: _Sheet, printed: str, saved: str, medium: DocumentMedium) -> None:
        self._sheet = sheet
        words = printed if medium is DocumentMedium.PRINTED else saved
        self.sheet_words = f"{words[:1].upper()}{words[1:]}."
        self.done.emit("sheet")

    def _named_words(self) -> tuple[str, str]:
        return (
            self.tr("imprimée avec les noms, à ranger sous clé"),
            self.tr("enregistrée avec les noms, à ranger sous clé"),
        )

    def _plain_words(self) -> tuple[str, str]:
        return self.tr("imprimée sans aucun nom"), self.tr("enregistrée sans aucun nom")

    def _on_failed(self, _error: Exception) -> None:
        self._say("")

    def _say(self, working: str) -> None:
        self.working = working
        self.changed.emit()
