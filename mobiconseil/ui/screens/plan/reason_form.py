"""Why a step has no solution or was refused: one of the seven codes, with its detail."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.plan import Step
from mobiconseil.ui.screens.plan.view_model import PlanViewModel
from mobiconseil.ui.widgets.buttons import LinkButton
from mobiconseil.ui.widgets.choice_fields import ChoiceField
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.span_grid import SpanGrid
from mobiconseil.ui.widgets.text_fields import TextField
from mobiconseil.ui.widgets_forms.text_guard import guard


class ReasonForm(QWidget):
    """The unavailability code, the announced delay in days, and a few words."""

    def __init__(self, model: PlanViewModel, step: Step) -> None:
        super().__init__()
        self._model = model
        self._step = step
        kinds = model.context.session.reference.unavailability.kinds
        self.code = ChoiceField([(kind.code, kind.label) for kind in kinds], current=step.unavailability)
        days = "" if step.unavailability_days is None else str(step.unavailability_days)
        self.days = TextField(days, placeholder=self.tr("90"))
        self.detail = TextField(step.unavailability_detail)
        self.code.setObjectName("step_unavailability")
        self._code_field = FormField(self.tr("Pourquoi ?"), self.code)
        self._days_field = FormField(self.tr("Délai annoncé, en jours"), self.days, optional=True)
        grid = SpanGrid()
        grid.add(self._code_field, 8, 24)
        grid.add(guard(FormField(self.tr("Précision"), self.detail, optional=True), model.advice), 10, 24)
        grid.add(self._days_field, 6, 24)
        column = Column(self, gap=6)
        column.addWidget(grid)
        self.need = LinkButton(self.tr("Noter un besoin sans solution"), icon="map-marker-question-outline")
        self.need.setObjectName("step_need")
        column.addWidget(self.need, 0, Qt.AlignmentFlag.AlignLeft)
        self._render()
        self.code.chosen.connect(self._on_code_chosen)
        self.detail.textEdited.connect(self._on_detail_edited)
        self.days.textEdited.connect(self._on_days_edited)
        self.days.editingFinished.connect(self._on_days_left)
        self.need.clicked.connect(self._on_need_clicked)

    def _render(self) -> None:
        code = self.code.current()
        self._code_field.set_warning(
            "" if code else self.tr("À choisir : c’est ce qui montre les manques du territoire.")
        )
        self._days_field.setVisible(code == "SATURATION")
        self.need.setVisible(bool(code) and bool(self._step.service_code))

    def _on_code_chosen(self, code: str) -> None:
        self._render()
        self._model.set_step(self._step.id, unavailability=code)

    def _on_need_clicked(self) -> None:
        self._model.note_need(self._step, self.code.current(), self.detail.text().strip())

    def _on_detail_edited(self, text: str) -> None:
        self._model.edit_step(self._step.id, "unavailability_detail", text)

    def _on_days_edited(self, text: str) -> None:
        if text.strip().isdigit() or not text.strip():
            self._model.edit_step(self._step.id, "unavailability_days", int(text) if text.strip() else None)

    def _on_days_left(self) -> None:
        text = self.days.text().strip()
        wrong = bool(text) and not text.isdigit()
        self._days_field.set_error(self.tr("Un nombre de jours. Exemple : 90") if wrong else "")
