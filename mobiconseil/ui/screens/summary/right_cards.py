"""The right column of the summary: the next appointment, the plan in short, statuses and agreements."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.follow_up import Appointment
from mobiconseil.domain.situation import ConsentKind
from mobiconseil.ui.drafts import typed
from mobiconseil.ui.navigation import Tab
from mobiconseil.ui.screens.summary.facts import Notice, StepLine
from mobiconseil.ui.screens.summary.view_model import SummaryModel
from mobiconseil.ui.widgets.buttons import Button, Height, Kind
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.chips import Chip
from mobiconseil.ui.widgets.flow_layout import FlowLayout
from mobiconseil.ui.widgets.labels import Icon, IconLine, Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.refill import CodeLink, empty
from mobiconseil.ui.widgets_forms.appointment_form import AppointmentForm


class AppointmentCard(Card):
    """The next appointment, planned or modified in place."""

    def __init__(self, model: SummaryModel) -> None:
        super().__init__(self.tr("Prochain rendez-vous"))
        self._model = model
        self._form: AppointmentForm | None = None
        self._content = Column(gap=10)
        self.body.addLayout(self._content)

    def render_model(self) -> None:
        """Show the appointment as it is now; a form being filled stays."""
        if self._form is not None:
            return
        empty(self._content)
        appointment = self._model.next_appointment()
        if appointment is None:
            self._render_none()
        else:
            self._render_planned(appointment)

    def open_form(self, appointment: Appointment | None) -> None:
        """Plan another appointment, or modify this one, in the card."""
        empty(self._content)
        form = AppointmentForm(self._model.context, self._model.subject, appointment)
        form.saved.connect(self._on_form_left)
        form.cancelled.connect(self._on_form_left)
        self._form = form
        self._content.addWidget(form)
        form.show()
        form.start()

    def flush(self) -> bool:
        """Save the form if it is complete."""
        return self._form is None or self._form.flush()

    def unsaved(self) -> Mapping[str, str]:
        """Return a form that is not complete."""
        form = self._form
        return typed(form) if form is not None and form.is_incomplete else {}

    def _render_none(self) -> None:
        self._content.addWidget(Label(self.tr("Aucun rendez-vous prévu."), Role.SECONDARY))
        button = Button(self.tr("Fixer un rendez-vous"), icon="calendar-plus", height=Height.ROW)
        button.clicked.connect(self._on_plan_clicked)
        self._content.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _render_planned(self, appointment: Appointment) -> None:
        when, where = self._model.appointment_words(appointment)
        moment = Label(when, Role.CARD, wrap=True)
        moment.setObjectName("next_appointment")
        self._content.addWidget(moment)
        self._content.addWidget(Label(where, Role.SECONDARY, wrap=True))
        row = Row(gap=8)
        modify = Button(self.tr("Modifier"), icon="pencil-outline", height=Height.ROW)
        modify.clicked.connect(self._on_modify_clicked)
        row.addWidget(modify)
        if self._model.file.steps:
            paper = Button(self.tr("Imprimer"), icon="printer-outline", height=Height.ROW)
            paper.setAccessibleName(self.tr("Imprimer le plan avec ce rendez-vous"))
            paper.clicked.connect(self._on_print_clicked)
            row.addWidget(paper)
        row.addStretch(1)
        self._content.addLayout(row)

    def _on_plan_clicked(self) -> None:
        self.open_form(None)

    def _on_modify_clicked(self) -> None:
        self.open_form(self._model.next_appointment())

    def _on_print_clicked(self) -> None:
        self._model.go(Tab.PLAN, "print")

    def _on_form_left(self) -> None:
        self._form = None
        self.render_model()


class PlanCard(Card):
    """The steps to be done now."""

    def __init__(self, model: SummaryModel) -> None:
        super().__init__(self.tr("Plan d’action"), link=self.tr("Ouvrir"))
        self._model = model
        self._content = Column(gap=9)
        self.body.addLayout(self._content)
        self.link_clicked.connect(self._on_link_clicked)

    def render_model(self) -> None:
        """Show the steps as they are now."""
        empty(self._content)
        steps = self._model.steps()
        for line in steps:
            self._content.addWidget(_step_row(line))
        self.set_title(self.tr("Plan d’action"), self._model.hidden_steps(len(steps)))
        if not steps:
            self._content.addWidget(Label(self.tr("Aucune étape pour l’instant."), Role.HINT))
        self.link.setText(self.tr("Ouvrir") if steps else self.tr("Construire"))
        self.link.restyle()

    def _on_link_clicked(self) -> None:
        self._model.go(Tab.PLAN)


def _step_row(line: StepLine) -> QWidget:
    holder = QWidget()
    holder.setAccessibleName(f"{line.title}, {line.state}, {line.when}")
    row = Row(holder, gap=8)
    icon = Icon(line.icon, line.tone, 20)
    icon.setToolTip(line.state)
    row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(line.title, wrap=True), 1)
    when = Label(line.when, Role.SMALL if line.tone != "danger" else Role.DANGER)
    row.addWidget(when, 0, Qt.AlignmentFlag.AlignVCenter)
    return holder


class AgreementsCard(Card):
    """Statuses in chips, what was told and agreed, and what is missing with its action."""

    def __init__(self, model: SummaryModel) -> None:
        super().__init__(self.tr("Statuts et accords"))
        self._model = model
        chips = QWidget()
        self._chips = FlowLayout(chips)
        self._holder = chips
        self._content = Column(gap=4)
        self.body.addWidget(chips)
        self.body.addLayout(self._content)
        self.body.addStretch(1)

    def render_model(self) -> None:
        """Show the facts as they are now."""
        self._chips.clear()
        words = self._model.chips()
        for word in words:
            self._chips.addWidget(Chip(word))
        self._holder.setVisible(bool(words))
        empty(self._content)
        for notice in self._model.notices():
            self._add(notice)

    def _add(self, notice: Notice) -> None:
        line = IconLine(notice.icon, notice.text, notice.tone, Role.SECONDARY)
        self._content.addWidget(line)
        if not notice.action:
            return
        code = notice.consent.value if notice.consent is not None else notice.focus
        link = CodeLink(notice.action, code, name=f"{notice.action}\u00a0: {notice.text}")
        link.followed.connect(self._on_consent_noted if notice.consent is not None else self._model.complete)
        indented = Column(margins=(24, 0, 0, 0), gap=0)
        indented.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self._content.addLayout(indented)

    def _on_consent_noted(self, code: str) -> None:
        self._model.note_consent(ConsentKind(code))


def start_card(model: SummaryModel) -> Card:
    """Return what a new file says: where to begin."""
    card = Card()
    sentence = card.tr("Dossier créé. Commencez par la situation ou le diagnostic.")
    card.body.addWidget(Label(sentence, Role.STRONG, wrap=True))
    holder = QWidget()
    flow = FlowLayout(holder)
    for text, tab, icon in (
        (card.tr("Situation"), Tab.SITUATION, "account-details-outline"),
        (card.tr("Diagnostic"), Tab.ASSESSMENT, "clipboard-check-outline"),
    ):
        flow.addWidget(_TabButton(model, text, tab, icon))
    card.body.addWidget(holder)
    return card


class _TabButton(Button):
    def __init__(self, model: SummaryModel, text: str, tab: Tab, icon: str) -> None:
        super().__init__(text, Kind.SECONDARY, icon=icon)
        self._model, self._tab = model, tab
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self._model.go(self._tab)
