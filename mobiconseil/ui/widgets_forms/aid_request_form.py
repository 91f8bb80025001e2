"""A request for an aid in a narrow column: which aid, who decides, amounts, papers, decision."""

from __future__ import annotations

from PySide6.QtCore import Qt

from mobiconseil.domain.advice_records import AidRequest, AidRequestState
from mobiconseil.ui.context import Context
from mobiconseil.ui.widgets.choice_fields import ChoiceField, Completion, CompletionField
from mobiconseil.ui.widgets.form_field import FieldRow, FormField
from mobiconseil.ui.widgets.labels import IconLine, Label, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets_forms.aid_request_model import AidRequestModel
from mobiconseil.ui.widgets_forms.request_form import RequestForm


class AidRequestForm(RequestForm):
    """Written as it is typed; Échap leaves it as it is."""

    def __init__(self, context: Context, request: AidRequest) -> None:
        model = AidRequestModel(context, request)
        super().__init__(model, "aid")
        self.model = model
        self._build()
        self._bind()
        self.render_model()

    def _build(self) -> None:
        self.name = CompletionField(self.model.aids, self.model.request.name)
        self.name.setObjectName("aid_name")
        self.state = ChoiceField([(state.value, state.label) for state in AidRequestState], name=self.tr("État"))
        self.state.setObjectName("aid_state")
        self.warning = IconLine("clock-alert-outline", "", "warn", Role.WARN)
        self.known = Label("", Role.HELP, wrap=True)
        self.remainder = Label("", Role.STRONG, wrap=True)
        fields = self.fields
        column = Column(self, gap=10)
        column.addWidget(FormField(self.tr("Aide"), self.name))
        column.addWidget(self.known)
        column.addWidget(self.warning)
        column.addWidget(fields.line("body", self.tr("Qui décide")))
        column.addWidget(FormField(self.tr("État"), self.state))
        column.addWidget(fields.day("asked_on", self.tr("Demandée le")))
        self._decided = fields.day("decided_on", self.tr("Décision le"))
        column.addWidget(self._decided)
        cost = fields.euros("cost_total", self.tr("Coût total"))
        column.addWidget(FieldRow(cost, fields.euros("asked_amount", self.tr("Demandé"))))
        self._granted = fields.euros("granted_amount", self.tr("Accordé"))
        column.addWidget(self._granted)
        column.addWidget(self.remainder)
        self._why = fields.choice("unavailability", self.tr("Pourquoi\u202f?"), self.model.unavailabilities())
        column.addWidget(self._why)
        column.addWidget(fields.area("papers", self.tr("Papiers à fournir"), help_text=self.tr("Un par ligne.")))
        column.addWidget(fields.check("papers_complete", self.tr("Dossier complet")))
        column.addWidget(fields.area("note", self.tr("Note"), lines=1))

    def _bind(self) -> None:
        self.name.textEdited.connect(self._on_name_edited)
        self.name.chosen.connect(self._on_aid_chosen)
        self.state.chosen.connect(self._on_state_chosen)

    def start(self) -> None:
        """Put the focus where the adviser goes on."""
        known = bool(self.model.request.name)
        target = self.fields.field("asked_amount").editor if known else self.name
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove(self) -> None:
        """Put the request in the trash."""
        self.model.remove()

    def render_model(self) -> None:
        """Show the request as it now is."""
        request = self.model.request
        self.fields.refresh()
        if self.name.text() != request.name and not self.name.hasFocus():
            self.name.setText(request.name)
        self.state.set_current(request.state.value)
        self._decided.setVisible(not request.state.is_open)
        self._granted.setVisible(request.state in {AidRequestState.GRANTED, AidRequestState.ASKED})
        self._why.setVisible(request.state is AidRequestState.REFUSED)
        for label, text in ((self.known, self.model.known_words()), (self.remainder, self.model.remainder_words())):
            label.setText(text)
            label.setVisible(bool(text))
        self.warning.set_text(self.model.warning())
        self.warning.setVisible(bool(self.model.warning()))

    def _on_name_edited(self, text: str) -> None:
        self.model.edit("name", text)

    def _on_aid_chosen(self, proposal: Completion) -> None:
        self.name.setText(proposal.label)
        self.model.choose_aid(proposal.code)
        self.render_model()

    def _on_state_chosen(self, code: str) -> None:
        if not self.flush() or not self.model.set_state(AidRequestState(code)):
            self.render_model()
