"""The import assistant: Fichier, Vérification, Décisions, Terminé; nothing is written before « Appliquer »."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from mobiconseil.services.exchange_words import Side
from mobiconseil.ui.context import Context
from mobiconseil.ui.screens.exchange.import_cards import CountsCard, DecideCard, FileCard
from mobiconseil.ui.screens.exchange.import_done import DoneCard, FilePage
from mobiconseil.ui.screens.exchange.import_pages import ChangesCard, DecisionCard
from mobiconseil.ui.screens.exchange.import_view_model import ImportModel, Step
from mobiconseil.ui.screens.exchange.parts import Page, PageHead, WorkLine
from mobiconseil.ui.theme import look
from mobiconseil.ui.widgets.labels import Icon, Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.notices import Banner
from mobiconseil.ui.widgets.stepper import Stepper
from mobiconseil.ui.widgets.tab_order import follow_reading
from mobiconseil.ui.widgets.three_panes import card_column
from mobiconseil.ui.widgets.two_columns import TwoColumns

_BRIEF_UNDER = 1000
"""Effective width under which only the number of choices left is written."""


class ImportPage(Page):
    """Left, the file and its figures; right, what the step asks."""

    decisions_asked = Signal()
    journal_asked = Signal(int)
    team_asked = Signal(object)
    """The file is an invitation or a request: open it with the laptops."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.model = ImportModel(context, self)
        wording = self.model.wording
        self.head = PageHead(self.tr("Revenir aux échanges"))
        names = (self.tr("Fichier"), self.tr("Vérification"), self.tr("Décisions"), self.tr("Terminé"))
        self.steps = Stepper(names)
        self.left_icon, self.left_words = Icon("alert-circle-outline", "warn", 18), Label("", Role.WARN)
        self.problem = Banner("", tone="danger")
        self.work = WorkLine()
        self.file_page = FilePage()
        self.file_card, self.counts, self.deciding = FileCard(wording), CountsCard(), DecideCard(wording)
        self.changes, self.decisions, self.done = ChangesCard(wording), DecisionCard(wording), DoneCard(wording)
        self._step_shown = self.model.step
        self._build()
        self._bind()
        context.shared.toggled.connect(self._on_shared_toggled)
        self._render()

    def _build(self) -> None:
        left = QWidget()
        words = Row(left, gap=8)
        words.addWidget(self.left_icon)
        words.addWidget(self.left_words)
        self.left_note = left
        self.head.row.addWidget(self.steps, 1)
        self.head.row.addWidget(left)
        self._right = QStackedWidget()
        for card in (self.changes, self.decisions, self.done):
            self._right.addWidget(card)
        rest = QWidget()
        Column(rest, gap=0).addWidget(self.deciding, 1)
        side = card_column(self.file_card, self.counts, rest, gap=14)
        self._columns = TwoColumns(side, self._right)
        first = QWidget()
        Column(first, margins=(16, 14, 16, 14), gap=0).addWidget(self.file_page)
        self._stack = QStackedWidget()
        self._stack.addWidget(first)
        self._stack.addWidget(self._columns)
        self._notices = QWidget()
        notices = Column(self._notices, margins=(16, 12, 16, 0), gap=8)
        notices.addWidget(self.problem)
        notices.addWidget(self.work)
        column = Column(self, gap=0)
        column.addWidget(self.head)
        column.addWidget(self._notices)
        column.addWidget(self._stack, 1)

    def _bind(self) -> None:
        model = self.model
        model.changed.connect(self._render)
        model.taken_back.connect(self.left)
        self.problem.action_clicked.connect(self._on_joining)
        self.head.back_asked.connect(self._on_back)
        self.file_page.file_taken.connect(model.choose)
        self.file_page.code_given.connect(model.open)
        self.changes.alarm_accepted.connect(model.accept_alarm)
        for card in (self.changes, self.decisions):
            card.foot.cancelled.connect(self._on_cancelled)
            card.foot.accepted.connect(model.go_on)
        self.decisions.value_chosen.connect(model.choose_value)
        self.decisions.value_typed.connect(model.type_value)
        self.decisions.value_dropped.connect(model.drop_value)
        self.decisions.side_chosen.connect(self._on_side_chosen)
        self.deciding.picked.connect(self._on_picked)
        self.done.closed.connect(self._on_cancelled)
        self.done.undo_asked.connect(model.undo)
        self.done.decide_asked.connect(self._on_decide)
        self.done.journal_asked.connect(self._on_journal)

    # ------------------------------------------------------------------ what the section asks

    def subtitle(self) -> str:
        """Say what is being done."""
        return self.tr("Importer un fichier de l’équipe")

    def enter(self, part: str) -> None:
        """Look at the keys that are plugged in, or take the file that the place names."""
        if self.model.step is Step.DONE:
            self.model.start_again()
        if part and not self.model.working:
            self.model.start_again()
            self.open_file(Path(part))
        elif self.model.step is Step.FILE:
            self.file_page.show_found(self.model.found())

    def open_file(self, path: Path) -> None:
        """Take a file, as if it had been chosen."""
        self.model.choose(path)

    def take_keyboard(self) -> None:
        """Give the keyboard to the next thing to do."""
        first = self._first()
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._columns.reveal(first)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less in a narrow window."""
        super().resizeEvent(event)
        self._render_left_note()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Échap leaves the assistant; nothing was written."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_back()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ showing

    def _first(self) -> QWidget:
        step = self.model.step
        if step is Step.FILE:
            return self.file_page.first()
        if step is Step.DONE:
            return self.done.first()
        if step is Step.DECIDE:
            return self.decisions.first()
        alarm = self.model.preview is not None and bool(self.model.preview.alarm)
        return self.changes.agree if alarm else self.changes.foot.go

    def _render(self) -> None:
        model = self.model
        self.steps.set_current(model.step, finished=model.step is Step.DONE)
        self.problem.setVisible(bool(model.problem))
        self._notices.setVisible(bool(model.problem or model.working))
        if model.problem:
            action = self.tr("Ouvrir avec les postes") if model.joins else ""
            self.problem.set_state(model.problem, tone="warn" if model.joins else "danger", action=action)
        self.work.say(model.working)
        self._stack.setCurrentIndex(0 if model.step is Step.FILE else 1)
        self._render_left_note()
        self._render_step()
        follow_reading(self)
        if model.step is not self._step_shown:
            self._step_shown = model.step
            if self.isVisible():
                self.take_keyboard()
        elif model.step is Step.FILE and model.needs_code and self.isVisible() and not model.working:
            self.file_page.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _render_left_note(self) -> None:
        brief = self.width() / look().scale < _BRIEF_UNDER
        words = self.model.left_words(brief=brief) if self.model.step is Step.DECIDE else ""
        self.left_words.setText(words)
        self.left_note.setVisible(bool(words))

    def _render_step(self) -> None:
        model = self.model
        if model.step is Step.FILE:
            self.file_page.show_model(model)
            return
        if model.preview is not None:
            self.file_card.show_file(model.preview.file)
            if model.outcome is None:
                self.counts.show_preview(model.preview, model.updated())
            self.counts.setVisible(model.outcome is None)  # what was done is said at the right
            self.deciding.show_model(model)
            self.deciding.setVisible(model.has_choices())
        for card in (self.changes, self.decisions):
            card.page.setEnabled(not model.working)  # what is being written was chosen
        if model.step is Step.CHECK:
            self._right.setCurrentWidget(self.changes)
            self.changes.show_model(model)
        elif model.step is Step.DECIDE:
            self._right.setCurrentWidget(self.decisions)
            self.decisions.show_model(model)
        elif model.outcome is not None:
            self._right.setCurrentWidget(self.done)
            self.deciding.hide()
            self.done.show_outcome(model.outcome)

    # ------------------------------------------------------------------ gestures

    def _on_joining(self) -> None:
        path = self.model.path
        if path is not None:
            self.model.start_again()
            self.team_asked.emit(path)

    def _on_back(self) -> None:
        if self.model.step is Step.DECIDE and not self.model.working:
            self.model.back_to_check()
            return
        self._on_cancelled()

    def _on_cancelled(self) -> None:
        self.model.start_again()
        self.left.emit()

    def _on_picked(self, rank: int) -> None:
        if self.model.step is Step.CHECK:
            self.model.go_on()
        self.model.select(rank)
        self.decisions.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_side_chosen(self, side: Side) -> None:
        change = self.model.subject()
        if change is None or self.model.working:
            return
        self.model.take_all(change, side)
        following = self.model.next_undecided()
        if following >= 0:
            self.model.select(following)
        self.decisions.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_decide(self) -> None:
        self.model.start_again()
        self.decisions_asked.emit()

    def _on_journal(self) -> None:
        if self.model.outcome is not None:
            self.journal_asked.emit(self.model.outcome.number)

    def _on_shared_toggled(self, _on: bool) -> None:
        self._render()
