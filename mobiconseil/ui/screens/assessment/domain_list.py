"""The left list: how far the assessment is, its domains, and the pages beside the grid."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from mobiconseil.domain.scoring import DomainState, rough_minutes
from mobiconseil.domain.typography import duration, out_of, short_date
from mobiconseil.ui.screens.assessment.board import Board, DomainLine
from mobiconseil.ui.screens.assessment.page_card import assessment_dates, page_labels
from mobiconseil.ui.screens.assessment.view_model import ASSESSMENT, AssessmentViewModel, Page
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.choice_fields import ChoiceField
from mobiconseil.ui.widgets.indicators import ProgressBar
from mobiconseil.ui.widgets.labels import IconLine, Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column, Row, ScrollPage
from mobiconseil.ui.widgets.step_line import StepLine

WIDTH = 216
_ICONS = {
    DomainState.DONE: ("check-circle", "ok"),
    DomainState.CURRENT: ("progress-clock", "primary"),
    DomainState.TODO: ("circle-outline", "text_3"),
}
_PAGE_ICONS = {
    Page.SUMMARY: "star-outline",
    Page.BARRIERS: "signal-cellular-2",
    Page.AUTONOMY: "gauge",
    Page.LIFE_SPACE: "map-marker-radius-outline",
    Page.MODES: "bus-multiple",
    Page.COMPARISON: "compare-horizontal",
}


class DomainList(QFrame):
    """Each line leads somewhere; the line of the page shown is tinted."""

    def __init__(self, vm: AssessmentViewModel) -> None:
        super().__init__()
        self.vm = vm
        self.setProperty("frame", "card")
        self.setAccessibleName(self.tr("Avancement du diagnostic"))
        self._title = Label(self.tr("Avancement"), Role.LABEL)
        self._count = Label("", Role.LABEL)
        self._beside = Label("", Role.LABEL)
        self._bar = ProgressBar(self.tr("Avancement"))
        self._left = IconLine("clock-outline", "", "text_3", Role.SMALL, 15)
        self.chooser = ChoiceField(name=self.tr("Choisir un diagnostic par date"), compact=True)
        self.chooser.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._left.label.setWordWrap(False)
        self.lines: dict[str, StepLine] = {}
        self._build()
        self.chooser.chosen.connect(self.vm.go)
        follow(self)

    def _build(self) -> None:
        self._top = QWidget()
        top = Row(self._top, gap=8)
        top.addWidget(self._title, 1)
        top.addWidget(self._count)
        head = Column(margins=(16, 10, 16, 6), gap=6)
        head.addWidget(self.chooser)
        head.addWidget(self._top)
        bar = Row(gap=8)
        bar.addWidget(self._bar, 1)
        bar.addWidget(self._beside)
        head.addLayout(bar)
        page = ScrollPage(margins=(6, 0, 6, 0), gap=0)
        for domain in self.vm.reference.grid.domains:
            mark = "shield-account-outline" if domain.sensitive else ""
            self._add(page.body, domain.code, f"{domain.number}. {domain.title}", "circle-outline", mark)
        page.body.addWidget(Line())
        for place, label in page_labels(self.vm).items():
            self._add(page.body, place.value, label, _PAGE_ICONS[place])
        self._add(page.body, Page.COMPARISON.value, self.tr("Comparer"), _PAGE_ICONS[Page.COMPARISON])
        page.body.addStretch(1)
        foot = Column(margins=(16, 0, 16, 4), gap=0)
        foot.addWidget(self._left)
        column = Column(self, margins=1, gap=0)
        column.addLayout(head)
        column.addWidget(page, 1)
        column.addLayout(foot)

    def _add(self, body: Column, part: str, text: str, icon: str, mark: str = "") -> None:
        if part in self.lines:
            return
        line = StepLine(text, icon, mark=mark)
        line.setObjectName(part)
        line.clicked.connect(self._on_line_clicked)
        self.lines[part] = line
        body.addWidget(line, 1)

    def restyle(self) -> None:
        """Take the width in force."""
        self.setFixedWidth(look().px(WIDTH))

    def draw(self, board: Board) -> None:
        """Draw the progress and the lines."""
        done = board.progress
        for figure in (self._count, self._beside):
            figure.setText(out_of(done.rated, done.total))
        self._bar.set_progress(done.rated, done.total)
        self._left.set_text(self._time_left(board))
        self._render_chooser(board)
        current = board.domain_of(self.vm.item).code if self.vm.page is Page.GRID else self.vm.page.value
        for domain in board.lines():
            self._render_domain(domain)
        barriers = sum(barrier.is_open for barrier in self.vm.barriers if not (self.vm.shared and barrier.private))
        for page, label in page_labels(self.vm).items():
            count = str(barriers) if page is Page.BARRIERS and barriers else ""
            name = f"{label}, {count}" if count else label
            self.lines[page.value].set_state(_PAGE_ICONS[page], "text_2", count, name)
        self.lines[Page.COMPARISON.value].setVisible(board.before is not None)
        for part, line in self.lines.items():
            line.setChecked(part == current)

    def _render_domain(self, domain: DomainLine) -> None:
        icon, token = _ICONS[domain.state]
        name = self.tr("{number}. {title}, {state}, {done} sur {total}").format(
            number=domain.number,
            title=domain.title,
            state=domain.state.label,
            done=domain.answered,
            total=domain.total,
        )
        self.lines[domain.code].set_state(icon, token, f"{domain.answered}/{domain.total}", name)

    def _render_chooser(self, board: Board) -> None:
        several = len(self.vm.file.assessments) > 1
        self.chooser.setVisible(several)
        self._top.setVisible(not several)
        self._beside.setVisible(several)
        self.chooser.set_items(assessment_dates(self.vm), ASSESSMENT + board.assessment.id.hex())

    def _time_left(self, board: Board) -> str:
        finished = board.assessment.finished_on
        if finished is not None:
            return self.tr("Terminé le {day}").format(day=short_date(finished, self.vm.today()))
        if not board.progress.minutes_left:
            return self.tr("Tout est noté")
        return self.tr("Environ {time} restantes").format(time=duration(rough_minutes(board.progress.minutes_left)))

    def _on_line_clicked(self) -> None:
        self.vm.go(self.sender().objectName())
