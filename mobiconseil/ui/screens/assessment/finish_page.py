"""Before the end: what has no answer, by domain, how long it took, and finishing all the same."""

from __future__ import annotations

from PySide6.QtCore import Qt

from mobiconseil.domain.typography import count
from mobiconseil.ui.screens.assessment.board import Board, DomainLine
from mobiconseil.ui.screens.assessment.facts import DURATIONS
from mobiconseil.ui.screens.assessment.page_card import PageCard
from mobiconseil.ui.screens.assessment.view_model import AssessmentViewModel
from mobiconseil.ui.widgets.buttons import Button, Kind
from mobiconseil.ui.widgets.choices import SegmentedChoice
from mobiconseil.ui.widgets.flow_layout import FlowLayout
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.notices import Banner
from mobiconseil.ui.widgets.step_line import TALLEST, StepLine


class FinishPage(PageCard):
    """Unfinished is allowed: the gaps are listed, and nothing blocks."""

    def __init__(self, vm: AssessmentViewModel) -> None:
        super().__init__(vm, vm.tr("Terminer le diagnostic"))
        self.state = Banner("", tone="info", icon="clipboard-check-outline")
        self.finish = Button("", Kind.PRIMARY, icon="check")
        self.go_on = Button(self.tr("Continuer le diagnostic"), Kind.SECONDARY)
        self.minutes = SegmentedChoice(
            [(str(minutes), f"{minutes}\u00a0min") for minutes in DURATIONS], self.tr("Durée de l’entretien")
        )
        self.lines: list[StepLine] = []
        self._gaps = Column(gap=0)
        self._build()
        self.finish.clicked.connect(self._on_finish_clicked)
        self.go_on.clicked.connect(self._on_go_on_clicked)

    def _build(self) -> None:
        body = self.add_page()
        body.addWidget(self.state)
        body.addLayout(self._gaps)
        body.addWidget(Label(self.tr("Durée de l’entretien, facultatif"), Role.LABEL))
        row = Row(gap=8)
        row.addWidget(self.minutes)
        row.addStretch(1)
        body.addLayout(row)
        actions = FlowLayout(gap=8)
        actions.addWidget(self.finish)
        actions.addWidget(self.go_on)
        body.addSpacing(4)
        body.addLayout(actions)
        body.addStretch(1)

    def draw(self, board: Board) -> None:
        """List the gaps."""
        gaps = board.gaps()
        done = board.progress
        missing = done.total - done.rated
        if gaps:
            title = self.tr("{items} sans réponse sur {total}").format(items=count(missing, "item"), total=done.total)
            text = self.tr("«\u00a0Non évalué\u00a0» n’est jamais un zéro. Vous pourrez le rouvrir plus tard.")
            self.state.set_state(title, text, tone="info", icon="clipboard-check-outline")
        else:
            self.state.set_state(self.tr("Tout est noté"), tone="ok", icon="check-circle-outline")
        self.finish.setText(self.tr("Terminer quand même") if gaps else self.tr("Terminer le diagnostic"))
        self.finish.restyle()
        self._list(gaps)
        if not self.minutes.current() and board.assessment.duration_min is not None:
            self.minutes.set_current(str(board.assessment.duration_min))

    def _list(self, gaps: tuple[DomainLine, ...]) -> None:
        for line in self.lines:
            self._gaps.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = []
        for domain in gaps:
            missing = domain.total - domain.answered
            text = f"{domain.number}. {domain.title}"
            icon = "progress-clock" if domain.answered else "circle-outline"
            line = StepLine(text, icon, "text_3", lowest=TALLEST)
            words = count(missing, "item")
            line.set_state(icon, "text_3", words, self.tr("Aller à {text}").format(text=text))
            line.setObjectName(domain.code)
            line.clicked.connect(self._on_line_clicked)
            self.lines.append(line)
            self._gaps.addWidget(line)

    def take_focus(self) -> None:
        """Put the focus on the end."""
        self.finish.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_line_clicked(self) -> None:
        self.vm.go(self.sender().objectName())

    def _on_finish_clicked(self) -> None:
        chosen = self.minutes.current()
        self.vm.finish(int(chosen) if chosen else None)

    def _on_go_on_clicked(self) -> None:
        self.vm.go(self.vm.item)
