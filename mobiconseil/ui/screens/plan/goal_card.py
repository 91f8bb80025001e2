"""The goal, with the person's words."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from mobiconseil.domain.typography import of
from mobiconseil.ui.screens.plan.view_model import PlanViewModel
from mobiconseil.ui.widgets.labels import Icon, Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.text_fields import TextField
from mobiconseil.ui.widgets_forms.text_guard import AdviceLine, TextGuard


class GoalCard(QFrame):
    """One line to write what the person wants."""

    def __init__(self, model: PlanViewModel) -> None:
        super().__init__()
        self._model = model
        self.setProperty("frame", "card")
        self._label = Label("", Role.SECONDARY)
        self.field = TextField(placeholder=self.tr("Aller travailler à…, emmener mes enfants à…"))
        self.field.setObjectName("plan_goal")
        row = Row(self, margins=(18, 10, 15, 12), gap=14)
        row.addWidget(Icon("flag-checkered", "primary", 24))
        words = Column(gap=4)
        words.addWidget(self._label)
        words.addWidget(self.field)
        self.warning = AdviceLine()
        words.addWidget(self.warning)
        row.addLayout(words, 1)
        self._label.setBuddy(self.field)
        self.field.textEdited.connect(model.edit_goal)
        self._guard = TextGuard(self.field, model.advice, self.warning.show_advice)
        self.render_state()

    def render_state(self) -> None:
        """Show the goal as it is stored, unless it is being typed."""
        label = self.tr("Le but, avec les mots {}").format(of(self._model.first_name))
        self._label.setText(label)
        self.field.setAccessibleName(label)
        goal = self._model.plan.goal if self._model.plan else ""
        if not self.field.hasFocus() and self.field.text() != goal:
            self.field.setText(goal)
            self._guard.look()
