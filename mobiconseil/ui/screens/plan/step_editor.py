"""The small form of an open step: what, who, where, before when, with which papers, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mobiconseil.domain import typography
from mobiconseil.domain.french_dates import parse_date
from mobiconseil.domain.french_input import parse_phone
from mobiconseil.domain.plan import Step, StepHorizon, StepOrigin, StepState
from mobiconseil.domain.typography import fold
from mobiconseil.errors import InvalidInput
from mobiconseil.ui.screens.plan.reason_form import ReasonForm
from mobiconseil.ui.screens.plan.view_model import PlanViewModel
from mobiconseil.ui.widgets.buttons import Button, Height, IconButton, Kind, LinkButton
from mobiconseil.ui.widgets.choice_fields import ChoiceField, Completion, CompletionField
from mobiconseil.ui.widgets.date_field import DateField, TimeField
from mobiconseil.ui.widgets.flow_layout import FlowLayout
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.labels import IconLine, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.span_grid import SpanGrid
from mobiconseil.ui.widgets.text_area import TextArea
from mobiconseil.ui.widgets.text_fields import PhoneField, TextField
from mobiconseil.ui.widgets_forms.text_guard import AdviceLine, TextGuard, guard


class StepEditor(QWidget):
    """Edits one step; each field is saved 800 ms after the last key."""

    def __init__(self, model: PlanViewModel, step: Step) -> None:
        super().__init__()
        self._model = model
        self._step = step
        self._fields: dict[str, FormField] = {}
        self._make()
        self._build()
        self._bind()

    def _make(self) -> None:
        step, model = self._step, self._model
        self.title = CompletionField(self._services, step.title, placeholder=self.tr("Je…"), name=self.tr("L’étape"))
        self.state = ChoiceField(
            [(s.value, s.label) for s in StepState], name=self.tr("État"), current=step.state.value
        )
        self.who = CompletionField(self._people, step.who, name=self.tr("Qui"))
        self.place = TextField(step.place, name=self.tr("Où"))
        self.due = DateField(self._parse_due, typography.short_date, self._today, name="", value=step.due_on)
        self.at = TimeField(name=self.tr("Heure"), value=step.due_at)
        self.phone = PhoneField(self._parse_phone, typography.phone(step.phone) if step.phone else "")
        self.papers = TextField(step.papers, name=self.tr("Papiers"))
        self.cost = TextField(step.cost, name=self.tr("Coût"), placeholder=self.tr("110 € par mois"))
        self.when_text = TextField(step.when_text, placeholder=self.tr("janvier 2027"), name=self.tr("Vers quand"))
        origins = [(origin.value, origin.label) for origin in StepOrigin]
        self.origin = ChoiceField(origins, name=self.tr("Idée de"), current=step.origin.value)
        self.note = TextArea(step.note, placeholder=self.tr("Note partagée"), lines=1, most=4)
        self.reason = ReasonForm(model, step)
        names = (
            "title",
            "state",
            "who",
            "place",
            "due",
            "at",
            "phone",
            "papers",
            "cost",
            "when_text",
            "origin",
            "note",
        )
        for name in names:
            getattr(self, name).setObjectName(f"step_{name}")

    def _build(self) -> None:
        later = self._step.horizon is StepHorizon.LATER
        head = SpanGrid()
        head.add(self.title, 18, 24)
        head.add(self.state, 6, 24)
        grid = SpanGrid()
        grid.add(self._field("who", self.tr("Qui"), self.who), 6, 24)
        grid.add(self._field("place", self.tr("Où"), self.place), 8 if not later else 10, 24)
        if later:
            grid.add(self._field("when_text", self.tr("Vers quand"), self.when_text), 8, 24)
        else:
            grid.add(self._field("due", self.tr("Avant le"), self.due), 7, 16)
            grid.add(self._field("at", self.tr("Heure"), self.at), 3, 8)
        grid.add(self._field("phone", self.tr("Téléphone"), self.phone), 6, 24)
        grid.add(self._field("papers", self.tr("Papiers à prendre"), self.papers), 8, 24)
        grid.add(self._field("cost", self.tr("Coût"), self.cost), 5, 14)
        grid.add(self._field("origin", self.tr("Idée de"), self.origin), 5, 10)
        self._note_field = guard(self._field("note", self.tr("Note"), self.note), self._model.advice)
        column = Column(self, gap=10)
        self.warning = AdviceLine()
        for widget in (head, self.warning, self.reason, grid, self._note_field):
            column.addWidget(widget)
        TextGuard(self.title, self._model.advice, self.warning.show_advice)
        self.why = IconLine("lightbulb-on-outline", "", "text_2", Role.SECONDARY)
        column.addWidget(self.why)
        column.addLayout(self._actions())
        self._note_field.setVisible(bool(self._step.note))
        self.add_note.setVisible(not self._step.note)
        self.reason.setVisible(self._step.state.needs_reason)
        why = self._model.why(self._step)
        self.why.set_text(why)
        self.why.setVisible(bool(why))

    def _actions(self) -> FoldingRow:
        later = self._step.horizon is StepHorizon.LATER
        self.horizon = LinkButton(self.tr("Faire maintenant") if later else self.tr("Plus tard"), icon="clock-outline")
        self.add_note = LinkButton(self.tr("Ajouter une note"), icon="comment-plus-outline")
        self.up = IconButton("arrow-up", self.tr("Monter l’étape"), height=Height.ROW, key="Alt+↑")
        self.down = IconButton("arrow-down", self.tr("Descendre l’étape"), height=Height.ROW, key="Alt+↓")
        self.delete = Button(self.tr("Supprimer"), Kind.QUIET, icon="trash-can-outline", height=Height.ROW)
        holder = QWidget()
        links = FlowLayout(holder, gap=12)
        self.refer = LinkButton(self._model.referral_words(self._step), icon="send-outline")
        self.refer.setObjectName("step_refer")
        self.ask = LinkButton(self._model.aid_words(self._step), icon="hand-coin-outline")
        self.ask.setObjectName("step_ask")
        self.ask.setVisible(bool(self._step.aid) or self._model.has_request(self._step))
        for widget in (self.horizon, self.add_note, self.refer, self.ask):
            links.addWidget(widget)
        row = FoldingRow(gap=12, comfort=200)
        row.addWidget(holder, 1)
        for button in (self.up, self.down, self.delete):
            row.addWidget(button)
        return row

    def _field(self, name: str, label: str, editor: QWidget) -> FormField:
        self._fields[name] = FormField(label, editor)
        return self._fields[name]

    def _bind(self) -> None:
        self.title.textEdited.connect(self._on_title_edited)
        self.title.chosen.connect(self._on_service_chosen)
        self.who.textEdited.connect(self._on_who_edited)
        self.who.chosen.connect(self._on_who_chosen)
        self.place.textEdited.connect(self._on_place_edited)
        self.papers.textEdited.connect(self._on_papers_edited)
        self.cost.textEdited.connect(self._on_cost_edited)
        self.when_text.textEdited.connect(self._on_when_edited)
        self.note.edited.connect(self._on_note_edited)
        self.due.date_changed.connect(self._on_due_changed)
        self.due.invalid.connect(self._on_due_invalid)
        self.at.time_changed.connect(self._on_time_changed)
        self.at.invalid.connect(self._on_time_invalid)
        self.phone.number_changed.connect(self._on_phone_changed)
        self.phone.invalid.connect(self._on_phone_invalid)
        self.state.chosen.connect(self._on_state_chosen)
        self.origin.chosen.connect(self._on_origin_chosen)
        self.horizon.clicked.connect(self._on_horizon_clicked)
        self.add_note.clicked.connect(self._on_note_asked)
        self.refer.clicked.connect(self._on_refer_clicked)
        self.ask.clicked.connect(self._on_ask_clicked)
        self.up.clicked.connect(self._on_up_clicked)
        self.down.clicked.connect(self._on_down_clicked)
        self.delete.clicked.connect(self._on_delete_clicked)

    # ------------------------------------------------------------------ what is typed

    def _edit(self, field: str, value: object) -> None:
        self._model.edit_step(self._step.id, field, value)

    def _set(self, **fields: object) -> None:
        self._model.set_step(self._step.id, **fields)

    def _on_title_edited(self, text: str) -> None:
        self._edit("title", text)

    def _on_service_chosen(self, service: Completion) -> None:
        self.title.setText(service.label)
        self._set(title=service.label, service_code=service.code)

    def _on_who_edited(self, text: str) -> None:
        self._edit("who", text)

    def _on_who_chosen(self, proposal: Completion) -> None:
        self.who.setText(proposal.label)
        self._edit("who", proposal.label)

    def _on_place_edited(self, text: str) -> None:
        self._edit("place", text)

    def _on_papers_edited(self, text: str) -> None:
        self._edit("papers", text)

    def _on_cost_edited(self, text: str) -> None:
        self._edit("cost", text)

    def _on_when_edited(self, text: str) -> None:
        self._edit("when_text", text)

    def _on_note_edited(self, text: str) -> None:
        self._edit("note", text)

    def _on_due_changed(self, value: date | None) -> None:
        self._warn_about_past(value)
        self._edit("due_on", value)

    def _on_due_invalid(self, _typed: str) -> None:
        self._fields["due"].set_error(self.tr("Date non comprise. Exemple : 23/11, lundi ou +7"))

    def _on_time_changed(self, value: time | None) -> None:
        self._edit("due_at", value)

    def _on_time_invalid(self, _typed: str) -> None:
        self._fields["at"].set_error(self.tr("Exemple : 9h05"))

    def _on_phone_changed(self, shown: str) -> None:
        self._edit("phone", parse_phone(shown) if shown else "")

    def _on_phone_invalid(self, typed: str) -> None:
        try:
            parse_phone(typed)
        except InvalidInput as error:
            self._fields["phone"].set_error(str(error))

    def _on_state_chosen(self, code: str) -> None:
        state = StepState(code)
        self.reason.setVisible(state.needs_reason)
        self._set(state=state)

    def _on_origin_chosen(self, code: str) -> None:
        self._set(origin=StepOrigin(code))

    def _on_horizon_clicked(self) -> None:
        later = self._step.horizon is StepHorizon.LATER
        self._model.set_horizon(self._step, StepHorizon.NOW if later else StepHorizon.LATER)

    def _on_note_asked(self) -> None:
        self._note_field.setVisible(True)
        self.add_note.setVisible(False)
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_refer_clicked(self) -> None:
        self._model.referral_asked.emit(self._step.id)

    def _on_ask_clicked(self) -> None:
        self._model.aid_asked.emit(self._step.id)

    def _on_up_clicked(self) -> None:
        self._model.move(self._step, -1)

    def _on_down_clicked(self) -> None:
        self._model.move(self._step, 1)

    def _on_delete_clicked(self) -> None:
        self._model.remove(self._step)

    # ------------------------------------------------------------------ help in typing

    def _warn_about_past(self, value: date | None) -> None:
        past = value is not None and value < self._model.today and self._step.state.is_open
        self._fields["due"].set_error(self.tr("Cette date est passée.") if past else "")

    def _today(self) -> date:
        return self._model.today

    def _parse_due(self, text: str) -> date | None:
        return parse_date(text, self._model.today)

    def _parse_phone(self, text: str) -> str | None:
        try:
            return typography.phone(parse_phone(text))
        except InvalidInput:
            return None

    def _people(self, typed: str) -> Sequence[Completion]:
        return _starting(typed, self._model.who_proposals())

    def _services(self, typed: str) -> Sequence[Completion]:
        words = fold(typed).split()
        if not words or len(fold(typed)) < 3:
            return ()
        families = self._model.context.session.reference.services.families
        return [
            Completion(code=service.code, label=service.name, detail=family.short_label)
            for family in families
            for service in family.services
            if all(word in fold(service.name) for word in words)
        ][:6]


def _starting(typed: str, proposals: Sequence[str]) -> list[Completion]:
    begun = fold(typed)
    return [Completion(code=p, label=p) for p in proposals if fold(p).startswith(begun) and fold(p) != begun]
