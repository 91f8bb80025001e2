"""The left column of the Suivi tab: appointments not settled yet, and recalls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.follow_up import AppointmentState
from mobiconseil.ui.screens.person_follow_up.lines import PlannedLine, RecallLine
from mobiconseil.ui.screens.person_follow_up.view_model import PersonFollowUpModel
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.chips import Chip, Tone
from mobiconseil.ui.widgets.flow_layout import FlowLayout
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.labels import Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.postpone_button import PostponeButton
from mobiconseil.ui.widgets.refill import CodeButton, CodeIcon, CodeLink, empty

RECALL_TONES = {"late": Tone.DANGER, "recent": Tone.WARN, "today": Tone.TINT, "later": Tone.NEUTRAL}
_BEFORE = (AppointmentState.EXCUSED, AppointmentState.CANCELLED)
_AFTER = (AppointmentState.KEPT, AppointmentState.ABSENT, AppointmentState.EXCUSED, AppointmentState.CANCELLED)


class PlannedCard(Card):
    """Each appointment can be modified, and settled once its day has come."""

    def __init__(self, model: PersonFollowUpModel) -> None:
        super().__init__(self.tr("Rendez-vous à venir"), link=self.tr("Fixer"), link_icon="plus")
        self.link.setAccessibleName(self.tr("Fixer un rendez-vous"))
        self._model = model
        self._content = Column(gap=10)
        self.body.addLayout(self._content)
        self.link_clicked.connect(self._on_link_clicked)

    def render_model(self) -> None:
        """Show the appointments as they are now."""
        empty(self._content)
        lines = self._model.planned()
        for rank, line in enumerate(lines):
            if rank:
                self._content.addWidget(Line())
            self._content.addWidget(self._row(line))
        if not lines:
            self._content.addWidget(Label(self.tr("Aucun rendez-vous prévu."), Role.HINT))

    def _row(self, line: PlannedLine) -> QWidget:
        holder = QWidget()
        holder.setAccessibleName(f"{line.when}, {line.words}")
        column = Column(holder, gap=4)
        top = FoldingRow(gap=8)
        top.addWidget(Label(line.when, Role.STRONG, wrap=True), 1)
        modify = CodeLink(self.tr("Modifier"), line.code, name=f"{self.tr('Modifier')}, {line.when}")
        modify.followed.connect(self._model.open_appointment)
        top.addWidget(modify, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        column.addWidget(Label(line.words, Role.SECONDARY, wrap=True))
        column.addWidget(self._buttons(line))
        return holder

    def _buttons(self, line: PlannedLine) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=6)
        for state in _AFTER if line.passed else _BEFORE:
            name = f"{state.label}, {line.when}"
            button = CodeButton(state.label, f"{state.value}|{line.code}", name=name)
            button.pressed_code.connect(self._on_settled)
            flow.addWidget(button)
        return holder

    def _on_settled(self, code: str) -> None:
        state, _, appointment = code.partition("|")
        self._model.settle(appointment, AppointmentState(state))

    def _on_link_clicked(self) -> None:
        self._model.open_appointment()


class RecallsCard(Card):
    """Whom to call back about what, the latest first."""

    def __init__(self, model: PersonFollowUpModel) -> None:
        super().__init__(self.tr("Relances"), link=self.tr("Ajouter"), link_icon="plus")
        self.link.setAccessibleName(self.tr("Ajouter une relance"))
        self._model = model
        self._content = Column(gap=10)
        self.body.addLayout(self._content)
        self.body.addStretch(1)
        self.link_clicked.connect(self._on_link_clicked)

    def render_model(self) -> None:
        """Show the recalls as they are now."""
        empty(self._content)
        lines = self._model.recalls()
        for rank, line in enumerate(lines):
            if rank:
                self._content.addWidget(Line())
            self._content.addWidget(self._row(line))
        if not lines:
            self._content.addWidget(Label(self.tr("Aucune relance prévue."), Role.HINT))

    def _row(self, line: RecallLine) -> QWidget:
        holder = QWidget()
        holder.setAccessibleName(f"{line.reason}, {line.when}")
        column = Column(holder, gap=6)
        top = FoldingRow(gap=8)
        top.addWidget(Label(line.reason, Role.STRONG, wrap=True), 1)
        edit = CodeIcon("pencil-outline", f"{self.tr('Modifier')}, {line.reason}", line.code)
        edit.pressed_code.connect(self._model.open_recall)
        top.addWidget(edit, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        column.addWidget(Chip(line.when, RECALL_TONES[line.tone]), 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._buttons(line))
        return holder

    def _buttons(self, line: RecallLine) -> QWidget:
        model = self._model
        holder = QWidget()
        flow = FlowLayout(holder, gap=6)
        for text, slot in (
            (self.tr("Joint"), model.reach),
            (self.tr("Pas joint"), model.miss),
            (self.tr("Fait"), model.finish),
        ):
            button = CodeButton(text, line.code, name=f"{text}, {line.reason}")
            button.pressed_code.connect(slot)
            flow.addWidget(button)
        name = f"{self.tr('Reporter')}, {line.reason}"
        postpone = PostponeButton(line.code, model.parse_date, model.show_date, model.today, name=name)
        postpone.postponed_by.connect(model.postpone_by)
        postpone.postponed_to.connect(model.postpone)
        flow.addWidget(postpone)
        return holder

    def _on_link_clicked(self) -> None:
        self._model.open_recall()
