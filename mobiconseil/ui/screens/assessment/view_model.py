"""The state of the Diagnostic tab: which assessment, which page, which item, and what is not written yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QObject, Signal

from mobiconseil.domain.assessment import Assessment, AssessmentForm, Rating, RatingMethod, new_rating
from mobiconseil.domain.french_dates import parse_date
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.situation import Barrier
from mobiconseil.domain.team import Override
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.actions import Action
from mobiconseil.services.files import PersonFile
from mobiconseil.services.free_text import advice
from mobiconseil.services.ports import Change
from mobiconseil.ui.autosave import Autosave
from mobiconseil.ui.context import Context
from mobiconseil.ui.navigation import Tab
from mobiconseil.ui.screens.assessment.barrier_edits import BarrierEdits
from mobiconseil.ui.screens.assessment.board import Board
from mobiconseil.ui.screens.assessment.rating_drafts import RatingDrafts
from mobiconseil.ui.undoable import say_done

ASSESSMENT = "assessment:"
"""What begins the name of an assessment in a list of places; its identifier follows."""


class Page(StrEnum):
    """The places of the tab; every one but the grid has its name in the route."""

    START = "page:start"
    GRID = "page:grid"
    FINISH = "page:finish"
    SUMMARY = "page:summary"
    BARRIERS = "page:barriers"
    AUTONOMY = "page:autonomy"
    LIFE_SPACE = "page:life-space"
    MODES = "page:modes"
    COMPARISON = "page:comparison"


class AssessmentViewModel(QObject):
    """Holds what the tab shows and writes each answer at once."""

    changed = Signal()
    """What is shown changed; widgets compare and draw again."""
    focus_wanted = Signal()
    """The adviser moved: the focus goes to the item."""

    def __init__(self, context: Context, subject: RecordId, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._session = context.session
        self.subject = subject
        self.reference = self._session.reference
        self.page = Page.GRID
        self.item = ""
        self.drawing = False
        """Set by the view: focus that moves by itself while widgets come and go is not a choice."""
        self._chosen: RecordId | None = None
        self._drafts = RatingDrafts(self._session.assessments)
        self._writing = False
        self.texts = Autosave(self._write_fields, self)
        self.comments = Autosave(self._write_comments, self)
        self.barrier_edits = BarrierEdits(self._session.files, subject, self)
        for autosave in (self.texts, self.comments, self.barrier_edits.autosave):
            autosave.saved.connect(self._on_saved)
            autosave.failed.connect(self._on_failed)
        self.file: PersonFile = self._session.files.load(subject)
        self.board: Board | None = None
        self._rebuild()
        self._settle()
        context.hub.changed.connect(self._on_change_published)
        context.shared.toggled.connect(self._on_shared_toggled)

    @property
    def shared(self) -> bool:
        """Say whether the person looks at the screen."""
        return self._context.shared.is_on

    @property
    def barriers(self) -> tuple[Barrier, ...]:
        """Return the barriers of the person, with what is typed and not yet written."""
        return self.barrier_edits.over(self.file.barriers)

    def is_last(self) -> bool:
        """Say whether the assessment shown is the newest one."""
        latest = self.file.latest_assessment
        return self.board is not None and latest is not None and latest.id == self.board.assessment.id

    # ---- where the adviser stands

    def settle(self) -> None:
        """Stand where work goes on: the first gap, or what is retained once the assessment is finished."""
        self._settle()
        self.changed.emit()

    def go(self, part: str) -> None:
        """Go to an item of the grid, a domain or a page named in a route; an unknown name changes nothing."""
        if part.startswith(ASSESSMENT):
            self._choose_code(part.removeprefix(ASSESSMENT))
            return
        codes = {item.code for item in self.reference.grid.items()}
        domains = {domain.code for domain in self.reference.grid.domains}
        if self.board is not None and part in codes:
            self.item, self.page = part, Page.GRID
        elif self.board is not None and part in domains:
            self.item, self.page = self.board.first_of(self.board.grid.domain(part)), Page.GRID
        elif part in set(Page) and (self.board is not None or part == Page.START):
            self.page = Page(part)
        self.changed.emit()
        self.focus_wanted.emit()

    def stand_on(self, item: str) -> None:
        """Take note of the item that has the focus, unless the focus only passes while the page is drawn."""
        if item != self.item and not self.drawing:
            self.item = item
            self.changed.emit()

    def part(self) -> str:
        """Return the name of the place, for a route."""
        return self.item if self.page is Page.GRID else self.page.value

    def step(self, by: int) -> None:
        """Go to the item above (-1) or below (+1)."""
        self._move(None if self.board is None else self.board.step(self.item, by))

    def advance(self) -> None:
        """Go to the item asked next; after the last one, to the end of the assessment."""
        if self.board is None:
            return
        following = self.board.after(self.item)
        if following is None and not self.board.is_finished:
            self.go(Page.FINISH)
        else:
            self._move(following)

    def go_domain(self, by: int) -> None:
        """Go to the previous or the next domain."""
        if self.board is None:
            return
        domains = self.board.grid.domains
        rank = domains.index(self.board.domain_of(self.item)) + by
        if 0 <= rank < len(domains):
            self.go(domains[rank].code)

    def _choose_code(self, code: str) -> None:
        for assessment in self.file.assessments:
            if assessment.id.hex() == code:
                self.choose(assessment.id)

    def choose(self, assessment: RecordId) -> None:
        """Show another assessment of the person; stay while something could not be written."""
        if not self.flush():
            return
        self._chosen = assessment
        self._rebuild()
        self.settle()

    # ---- answers

    def rate(self, item: str, value: int) -> None:
        """Rate an item and write it at once."""
        self._put(self._rating(item).rated(value, self._session.clock.now()))

    def set_aside(self, item: str) -> None:
        """Say that an item does not concern the person."""
        self._put(self._rating(item).not_applicable(self._session.clock.now()))

    def clear(self, item: str) -> None:
        """Make an item « non évalué » again."""
        self._put(self._rating(item).cleared())

    def set_method(self, item: str, method: str) -> None:
        """Say how the level is known."""
        self._put(replace(self._rating(item), method=RatingMethod(method)))

    def type_comment(self, item: str, text: str) -> None:
        """Take what is typed in the comment of an item."""
        self.comments.edit(item, text)

    def comment_of(self, item: str) -> str:
        """Return the comment of an item as it is typed."""
        return str(self.comments.pending.get(item, self._rating(item).comment))

    # ---- the assessment itself

    def start(self, form: AssessmentForm) -> None:
        """Start an assessment, the first one or the next."""
        started = self._try(lambda: self._session.assessments.start(self.subject, form))
        if started is not None:
            self._chosen = started.id
            self._rebuild()
            self._settle()
            self.changed.emit()
            self.focus_wanted.emit()

    def set_form(self, form: AssessmentForm) -> None:
        """Go through the short form or the full one; what is rated stays."""
        board = self.board
        if board is None or board.is_finished or form is board.form:
            return
        self._try(lambda: self._session.assessments.extend(board.assessment.id, form))
        self._stay_in_form()

    def toggle_form(self) -> None:
        """Pass from the short form to the full one, or back."""
        if self.board is not None:
            short = self.board.form is AssessmentForm.SHORT
            self.set_form(AssessmentForm.FULL if short else AssessmentForm.SHORT)

    def edit(self, field: str, value: object, *, at_once: bool = False) -> None:
        """Take a new value for a field of the assessment."""
        self.texts.edit(field, value)
        if at_once:
            self.texts.flush()
            self._refresh()

    def finish(self, minutes: int | None) -> None:
        """Finish the assessment, even with gaps."""
        board = self.board
        if board is None or not self.flush():
            return
        if self._try(lambda: self._session.assessments.finish(board.assessment, duration_min=minutes)) is not None:
            self.go(Page.SUMMARY)

    def reopen(self, reason: Action) -> None:
        """Open a finished assessment again; the journal keeps the reason."""
        board = self.board
        if board is not None and self._try(lambda: self._session.assessments.reopen(board.assessment, reason)):
            self.go(self.item or board.first_gap())

    def say_finished(self) -> None:
        """Say why the notes of a finished assessment do not change."""
        text = self.tr("Ce diagnostic est terminé. Rouvrez-le pour changer une note.")
        # By the navigator: this page may have died before the message.
        open_file = self._context.navigator.open_file
        show = partial(open_file, self.subject, Tab.ASSESSMENT, part=Page.SUMMARY)
        self._context.messages.say(text, self.tr("Rouvrir"), show)

    def open_tab(self, tab: Tab, focus: str = "") -> None:
        """Go to another tab of the file: what the assessment leads to, or what says otherwise."""
        self._context.navigator.open_file(self.subject, tab, focus=focus)

    def advice(self, text: str) -> str:
        """Return a gentle warning about what should not be written, or nothing."""
        return advice(text, self._session.sensitive_words)

    def today(self) -> date:
        """Return the day, for the fields that read dates."""
        return self._session.clock.today()

    def read_date(self, text: str) -> date | None:
        """Read a date typed freely, in the past when the year is not said."""
        return parse_date(text, self.today(), prefer="past")

    def add_barrier(self, code: str) -> None:
        """Add a barrier of the reference."""
        self.barrier_edits.add(code)
        self._refresh()

    def edit_barrier(self, code: str, field: str, value: object, *, at_once: bool = True) -> None:
        """Take a new value for a field of a barrier."""
        self.barrier_edits.edit(code, field, value, at_once=at_once)
        if at_once:
            self._refresh()

    def remove_barrier(self, barrier: Barrier) -> None:
        """Take away a barrier that was noted by mistake; the toast undoes it."""
        if self._attempt(partial(self.barrier_edits.remove, barrier)):
            say_done(self._context, Action.BARRIER_REMOVED.label)
            self._on_saved()
        self._refresh()

    def flush(self) -> bool:
        """Write what is left; say whether nothing is left unwritten."""
        done = [self._write_drafts(), self.texts.flush(), self.comments.flush(), self.barrier_edits.autosave.flush()]
        return all(done)

    # ---- writing

    def _rating(self, item: str) -> Rating:
        if self.board is None:
            raise ValueError("no assessment is open")
        return self.board.known.get(item) or new_rating(self.board.assessment, item)

    def _put(self, wanted: Rating) -> None:
        if self.board is None or self.board.is_finished:
            return
        self._drafts.put(wanted)
        self._write_drafts()
        self._refresh()

    def _write_drafts(self) -> bool:
        board = self.board
        if board is None or not self._drafts:
            return True
        stored = [rating for rating in self.file.ratings if rating.assessment_id == board.assessment.id]
        if not self._attempt(partial(self._drafts.write, board.assessment, stored)):
            return False
        self._on_saved()
        return True

    def _write_fields(self, fields: Mapping[str, object]) -> None:
        if self.board is not None:
            self._session.assessments.change(self.board.assessment.id, **fields)

    def _write_comments(self, texts: Mapping[str, object]) -> None:
        for item, text in texts.items():
            if self.board is not None:
                self._session.assessments.comment(self.board.assessment, item, str(text))

    def _try(self, act: Callable[[], Assessment]) -> Assessment | None:
        """Do something that writes, and say how it went; return what it made, or None if it failed."""
        made: list[Assessment] = []
        self._attempt(lambda: made.append(act()))
        self._refresh()
        if made:
            self._on_saved()
        return made[0] if made else None

    def _attempt(self, act: Callable[[], object]) -> bool:
        self._writing = True
        try:
            act()
        except MobiConseilError as error:
            self._on_failed(error)
            return False
        finally:
            self._writing = False
        return True

    # ---- reading

    def _on_change_published(self, change: Change) -> None:
        if Override in change.kinds:
            self.reference = self._session.reference
        if not self._writing and (self.subject in change.subjects or Override in change.kinds):
            self._refresh()

    def _on_shared_toggled(self, _on: bool) -> None:
        self._rebuild()
        self.changed.emit()

    def _on_saved(self) -> None:
        self._context.messages.saved.emit(self._session.clock.now())

    def _on_failed(self, error: MobiConseilError) -> None:
        self._context.messages.not_saved.emit(str(error))

    def _refresh(self) -> None:
        had = self.board
        self.file = self._session.files.load(self.subject)
        self._rebuild()
        if (had is None) != (self.board is None):
            self._settle()
        self.changed.emit()

    def _rebuild(self) -> None:
        assessments = self.file.assessments
        ranks = {assessment.id: rank for rank, assessment in enumerate(assessments)}
        rank = ranks.get(self._chosen, len(assessments) - 1) if self._chosen is not None else len(assessments) - 1
        if rank < 0:
            self.board, self._chosen = None, None
            return
        assessment = assessments[rank]
        self._chosen = assessment.id
        before = assessments[rank - 1] if rank else None
        self.board = Board(
            grid=self.reference.grid,
            civility=self.file.beneficiary.civility,
            assessment=replace(assessment, **self.texts.pending),  # type: ignore[arg-type]
            ratings=self._drafts.over(self.file.ratings_of(assessment)),
            before=before,
            ratings_before=() if before is None else self.file.ratings_of(before),
            shared=self.shared,
        )

    def _settle(self) -> None:
        if self.board is None:
            self.page, self.item = Page.START, ""
            return
        self.item = self.board.first_gap()
        self.page = Page.SUMMARY if self.board.is_finished else Page.GRID

    def _stay_in_form(self) -> None:
        if self.board is not None and self.item not in self.board.order():
            self.go(self.board.step(self.item, 1) or self.board.first_gap())

    def _move(self, item: str | None) -> None:
        if item is not None:
            self.go(item)
