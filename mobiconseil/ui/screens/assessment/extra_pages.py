"""Two optional questions: how free the person feels, and how far she went in four weeks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.assessment import FELT_AUTONOMY_MAXIMUM
from mobiconseil.domain.civility import agree
from mobiconseil.domain.grid import LifeSpaceLevel
from mobiconseil.domain.life_space import life_space_score
from mobiconseil.ui.screens.assessment.board import Board
from mobiconseil.ui.screens.assessment.page_card import PageCard
from mobiconseil.ui.screens.assessment.view_model import AssessmentViewModel
from mobiconseil.ui.widgets.buttons import Height, LinkButton
from mobiconseil.ui.widgets.chips import Chip, Tone
from mobiconseil.ui.widgets.choice_fields import ChoiceField
from mobiconseil.ui.widgets.choices import SegmentedChoice
from mobiconseil.ui.widgets.flow_layout import FlowLayout
from mobiconseil.ui.widgets.labels import Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column, Row


class AutonomyPage(PageCard):
    """Felt autonomy from 0 to 10: her own answer, never worked out."""

    def __init__(self, vm: AssessmentViewModel) -> None:
        super().__init__(vm, vm.reference.grid.synthesis.felt_autonomy_title)
        question = vm.reference.grid.synthesis.felt_autonomy_question
        self.scale = SegmentedChoice(
            [(str(level), str(level)) for level in range(FELT_AUTONOMY_MAXIMUM + 1)], question, height=Height.NORMAL
        )
        self.before = Label("", Role.SECONDARY)
        self.clear = LinkButton(self.tr("Effacer la réponse"))
        body = self.add_page()
        body.addWidget(Label(question, Role.BODY, wrap=True))
        row = Row(gap=8)
        row.addWidget(self.scale)
        row.addStretch(1)
        body.addLayout(row)
        body.addWidget(Label(self.tr("0\u00a0: pas du tout libre. 10\u00a0: tout à fait libre."), Role.SMALL))
        body.addWidget(self.before)
        body.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignLeft)
        body.addStretch(1)
        self.scale.chosen.connect(self._on_chosen)
        self.clear.clicked.connect(self._on_clear_clicked)

    def draw(self, board: Board) -> None:
        """Show the answer and the one before."""
        felt = board.assessment.felt_autonomy
        past = None if board.before is None else board.before.felt_autonomy
        self.scale.set_current("" if felt is None else str(felt))
        self.scale.setEnabled(not board.is_finished)
        self.clear.setVisible(felt is not None and not board.is_finished)
        self.before.setVisible(past is not None)
        self.before.setText(self.tr("La fois d’avant\u00a0: {level} sur 10").format(level=past))

    def _on_chosen(self, code: str) -> None:
        self.vm.edit("felt_autonomy", int(code), at_once=True)

    def _on_clear_clicked(self) -> None:
        self.vm.edit("felt_autonomy", None, at_once=True)


class _LifeSpaceLine(QWidget):
    """One zone: reached how often, and with what help."""

    def __init__(self, vm: AssessmentViewModel, level: LifeSpaceLevel) -> None:
        super().__init__()
        self.vm, self.level = vm, level
        form, civility = vm.reference.grid.life_space, vm.file.beneficiary.civility
        question = agree(level.question, civility)
        self.frequency = ChoiceField(
            [(str(rank), agree(text, civility)) for rank, text in enumerate(form.frequencies)],
            name=f"{level.label}. {question}",
            placeholder=self.tr("Combien de fois\u202f?"),
        )
        self.help = SegmentedChoice(
            [(f"{weight:g}", text[:1].upper() + text[1:]) for weight, text in sorted(form.helps.items())],
            self.tr("Aide\u00a0: {label}").format(label=level.label),
            height=Height.NORMAL,
        )
        column = Column(self, margins=(0, 2, 0, 6), gap=5)
        column.addWidget(Label(f"{level.number}. {level.label}", Role.STRONG))
        column.addWidget(Label(question, Role.SECONDARY, wrap=True))
        flow = FlowLayout(gap=8)
        flow.addWidget(self.frequency)
        flow.addWidget(self.help)
        column.addLayout(flow)
        column.addWidget(Line())
        self.frequency.chosen.connect(self._on_frequency_chosen)
        self.help.chosen.connect(self._on_help_chosen)

    def draw(self, board: Board) -> None:
        frequency = getattr(board.assessment, f"lsa_frequency_{self.level.number}")
        weight = getattr(board.assessment, f"lsa_help_{self.level.number}")
        self.frequency.set_current("" if frequency is None else str(frequency))
        self.help.set_current("" if weight is None else f"{weight:g}")
        self.frequency.setEnabled(not board.is_finished)
        self.help.setEnabled(not board.is_finished and frequency != 0)

    def _on_frequency_chosen(self, code: str) -> None:
        self.vm.edit(f"lsa_frequency_{self.level.number}", int(code), at_once=True)

    def _on_help_chosen(self, code: str) -> None:
        self.vm.edit(f"lsa_help_{self.level.number}", float(code), at_once=True)


class LifeSpacePage(PageCard):
    """Five zones over four weeks; the score shows once the five have an answer."""

    def __init__(self, vm: AssessmentViewModel) -> None:
        form = vm.reference.grid.life_space
        super().__init__(vm, form.title)
        self.score = Chip("", Tone.TINT)
        self.extras.addWidget(self.score)
        body = self.add_page()
        body.addWidget(Label(form.note, Role.SECONDARY, wrap=True))
        self.lines = [_LifeSpaceLine(vm, level) for level in form.levels]
        for line in self.lines:
            body.addWidget(line)
        body.addStretch(1)

    def draw(self, board: Board) -> None:
        """Show the answers and the score."""
        found = life_space_score(board.assessment)
        self.score.setVisible(found is not None)
        if found is not None:
            self.score.set_state(found.text, Tone.TINT)
        for line in self.lines:
            line.draw(board)
