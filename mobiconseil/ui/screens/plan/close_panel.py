"""Closing a plan: with a next appointment, or because the person leaves."""

from __future__ import annotations

from PySide6.QtCore import Signal

from mobiconseil.domain import typography
from mobiconseil.ui.screens.plan.view_model import PlanViewModel
from mobiconseil.ui.widgets.buttons import Button, Kind
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.choices import CheckBox
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Row
from mobiconseil.ui.widgets.text_area import TextArea
from mobiconseil.ui.widgets_forms.text_guard import guard


class ClosePanel(Card):
    """Says what is missing, and closes."""

    cancelled = Signal()
    appointment_requested = Signal()

    def __init__(self, model: PlanViewModel) -> None:
        super().__init__(self.tr("Clore ce plan"))
        self._model = model
        self._why = Label("", Role.DANGER, wrap=True)
        self._next = Label("", Role.SECONDARY, wrap=True)
        self.leaving = CheckBox(self.tr("La personne sort de l’accompagnement"))
        self.note = TextArea(lines=2, most=4)
        self._appointment = Button(self.tr("Fixer un rendez-vous"), icon="calendar-plus")
        self._cancel = Button(self.tr("Garder le plan ouvert"), Kind.QUIET)
        self._close = Button(self.tr("Clore le plan"), Kind.SECONDARY, icon="flag-checkered")
        self.body.addWidget(self._next)
        self.body.addWidget(self.leaving)
        self.body.addWidget(guard(FormField(self.tr("Bilan en quelques mots"), self.note, optional=True), model.advice))
        self.body.addWidget(self._why)
        row = Row(gap=8)
        row.addWidget(self._close)
        row.addWidget(self._appointment)
        row.addWidget(self._cancel)
        row.addStretch(1)
        self.body.addLayout(row)
        self._close.clicked.connect(self._on_close_clicked)
        self._cancel.clicked.connect(self.cancelled)
        self._appointment.clicked.connect(self.appointment_requested)
        self.render_state()

    def render_state(self) -> None:
        """Show whether an appointment is planned."""
        appointment = self._model.next_appointment
        if appointment is None:
            self._next.setText(self.tr("Aucun prochain rendez-vous : fixez-en un, ou indiquez la sortie."))
        else:
            moment = self._model.context.session.clock.local(appointment.at)
            shown = typography.when(moment.date(), moment.time())
            self._next.setText(self.tr("Prochain rendez-vous : {}.").format(shown))
        self._appointment.setVisible(appointment is None)
        self._why.hide()

    def _on_close_clicked(self) -> None:
        why = self._model.close_plan(leaving=self.leaving.isChecked(), note=self.note.text())
        self._why.setText(why)
        self._why.setVisible(bool(why))
        if not why:
            self.cancelled.emit()
