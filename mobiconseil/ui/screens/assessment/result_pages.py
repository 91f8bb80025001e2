"""Two readings of the notes: the transport modes they open, and what moved since the last time."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mobiconseil.domain.comparison import ChangeKind, ItemChange
from mobiconseil.domain.mode_matrix import ModeVerdict, Viability
from mobiconseil.domain.typography import count, short_date
from mobiconseil.ui.screens.assessment.board import Board
from mobiconseil.ui.screens.assessment.facts import ComparisonView, comparison_of, in_order, modes_of
from mobiconseil.ui.screens.assessment.page_card import PageCard
from mobiconseil.ui.screens.assessment.view_model import AssessmentViewModel
from mobiconseil.ui.widgets.buttons import LinkButton
from mobiconseil.ui.widgets.chips import Chip, Tone
from mobiconseil.ui.widgets.flow_layout import FlowLayout
from mobiconseil.ui.widgets.labels import Icon, Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column, Row

_VERDICTS = {
    Viability.ALONE: (Tone.OK, "check-circle-outline"),
    Viability.LEARNING: (Tone.TINT, "school-outline"),
    Viability.NOT_YET: (Tone.WARN, "clock-outline"),
    Viability.UNKNOWN: (Tone.NEUTRAL, "help-circle-outline"),
}
_CHANGES = {
    ChangeKind.BARRIER_LIFTED: (Tone.OK, "check-circle-outline"),
    ChangeKind.PROGRESS: (Tone.TINT, "arrow-up"),
    ChangeKind.STABLE: (Tone.NEUTRAL, "equal"),
    ChangeKind.DECLINE: (Tone.WARN, "arrow-down"),
    ChangeKind.STRONG_DECLINE: (Tone.WARN, "arrow-down"),
}


class ModesPage(PageCard):
    """Each mode: alone, with learning, not yet or unknown, and the items that decide."""

    def __init__(self, vm: AssessmentViewModel) -> None:
        super().__init__(vm, vm.tr("Modes possibles"))
        self._body = self.add_page()
        self._drawn: object = None

    def draw(self, board: Board) -> None:
        """Draw the matrix again when a verdict changed."""
        verdicts = modes_of(board, self.vm.reference.modes.modes)
        if verdicts == self._drawn:
            return
        self._drawn = verdicts
        empty(self._body)
        icons = {mode.code: mode.icon.removeprefix("mdi6.") for mode in self.vm.reference.modes.modes}
        for verdict, why in verdicts:
            self._body.addWidget(self._line(board, verdict, why, icons[verdict.mode]))
            self._body.addWidget(Line())
        self._body.addStretch(1)

    def _line(self, board: Board, verdict: ModeVerdict, why: str, icon: str) -> QWidget:
        line = QWidget()
        tone, glyph = _VERDICTS[verdict.viability]
        word = verdict.viability.agreed(board.civility)
        line.setAccessibleName(f"{verdict.label}. {word}. {why}")
        head = Row(gap=8)
        head.addWidget(Icon(icon, "primary", 22))
        head.addWidget(Label(verdict.label, Role.STRONG), 1)
        head.addWidget(Chip(word[:1].upper() + word[1:], tone, glyph))
        column = Column(line, gap=3)
        column.addLayout(head)
        column.addWidget(Label(why, Role.SECONDARY, wrap=True))
        links = FlowLayout(gap=10)
        for item in () if why != verdict.why else verdict.items:
            found = board.grid.item(item)
            link = LinkButton(f"{found.number} {found.title}")
            link.setObjectName(item)
            link.clicked.connect(self._on_item_clicked)
            links.addWidget(link)
        column.addLayout(links)
        return line

    def _on_item_clicked(self) -> None:
        self.vm.go(self.sender().objectName())


class ComparisonPage(PageCard):
    """Progress from one level, a barrier lifted from two, and what went down, item by item."""

    def __init__(self, vm: AssessmentViewModel) -> None:
        super().__init__(vm, vm.tr("Comparer"))
        self._body = self.add_page()
        self._drawn: object = None

    def draw(self, board: Board) -> None:
        """Draw the changes."""
        view = comparison_of(board)
        if view is None or board.before is None or view == self._drawn:
            return
        self._drawn = view
        empty(self._body)
        dates = self.tr("Du {before} au {now}").format(
            before=short_date(board.before.started_on), now=short_date(board.assessment.started_on)
        )
        self._body.addWidget(Label(f"{dates}. {self._words(view)}", Role.STRONG, wrap=True))
        for title, text in ((self.tr("Autonomie ressentie"), view.felt), (self.tr("Espace de vie"), view.life_space)):
            if text:
                self._body.addWidget(Label(f"{title}\u00a0: {text}", Role.SECONDARY, wrap=True))
        if not view.comparison.changes:
            text = self.tr("Aucun item n’est encore noté les deux fois.")
            self._body.addWidget(Label(text, Role.SECONDARY, wrap=True))
        for change in in_order(view.comparison):
            self._body.addWidget(self._line(board, change))
        self._body.addStretch(1)

    def _words(self, view: ComparisonView) -> str:
        found = view.comparison
        progress = len(found.of(ChangeKind.PROGRESS))
        return ", ".join(
            (
                count(len(found.lifted), self.tr("frein levé"), self.tr("freins levés")),
                count(progress, self.tr("progrès"), self.tr("progrès")),
                count(len(found.declines), self.tr("recul"), self.tr("reculs")),
            )
        )

    def _line(self, board: Board, change: ItemChange) -> QWidget:
        line = QWidget()
        item = board.grid.item(change.item)
        words = self.tr("{before} puis {after}").format(before=change.before, after=change.after)
        line.setAccessibleName(f"{item.title}. {change.kind.label}. {words}")
        tone, icon = _CHANGES[change.kind]
        row = Row(line, gap=8)
        link = LinkButton(f"{item.number} {item.title}")
        link.setObjectName(item.code)
        link.clicked.connect(self._on_item_clicked)
        row.addWidget(link)
        row.addStretch(1)
        row.addWidget(Label(f"{change.before} → {change.after}", Role.STRONG))
        row.addWidget(Chip(change.kind.label, tone, icon))
        return line

    def _on_item_clicked(self) -> None:
        self.vm.go(self.sender().objectName())


def empty(body: Column) -> None:
    """Take away what a page showed."""
    while body.count():
        taken = body.takeAt(0)
        widget = taken.widget() if taken is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
