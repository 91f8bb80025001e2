"""A referral in a narrow column: which service, why, with which agreement, then its answer."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from mobiconseil.domain.advice_records import Referral
from mobiconseil.domain.beneficiary import ContactPreference
from mobiconseil.domain.referral_codes import ReferralChannel, SharedPart
from mobiconseil.domain.situation import ConsentChannel
from mobiconseil.ui.context import Context
from mobiconseil.ui.widgets.buttons import Button, Height, Kind
from mobiconseil.ui.widgets.choice_fields import Completion, CompletionField
from mobiconseil.ui.widgets.choices import CheckBox
from mobiconseil.ui.widgets.flow_layout import FlowLayout
from mobiconseil.ui.widgets.form_field import FieldRow, FormField
from mobiconseil.ui.widgets.labels import IconLine, Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets_forms.bound_fields import Tick
from mobiconseil.ui.widgets_forms.referral_answer import ReferralAnswer
from mobiconseil.ui.widgets_forms.referral_model import ReferralModel
from mobiconseil.ui.widgets_forms.request_form import RequestForm


class ReferralForm(RequestForm):
    """Written as it is typed; Échap leaves it as it is, to be taken up again later."""

    sheet_asked = Signal(object)
    """The identifier of the referral whose sheet is to be seen."""

    def __init__(self, context: Context, referral: Referral) -> None:
        model = ReferralModel(context, referral)
        super().__init__(model, "referral")
        self.model = model
        self._build()
        self._bind()
        self.render_model()

    # Building

    def _build(self) -> None:
        self.state = Label("", Role.SECONDARY, wrap=True)
        self.answer = ReferralAnswer(self.model)
        column = Column(self, gap=10)
        column.addWidget(self.state)
        column.addWidget(self.answer)
        column.addLayout(self._service_part())
        column.addWidget(Line())
        column.addLayout(self._reason_part())
        column.addWidget(Line())
        column.addWidget(self._consent_part())
        column.addWidget(Line())
        column.addLayout(self._sending_part())
        column.addWidget(self.fields.area("note", self.tr("Note"), lines=1))

    def _service_part(self) -> Column:
        self.service = CompletionField(self.model.services, self.model.referral.service_name)
        self.service.setObjectName("referral_service_name")
        part = Column(gap=8)
        part.addWidget(FormField(self.tr("Service"), self.service))
        part.addWidget(self.fields.line("organisation", self.tr("Structure")))
        part.addWidget(self.fields.line("recipient_name", self.tr("Personne à contacter")))
        phone = self.fields.phone("recipient_phone", self.tr("Téléphone"))
        part.addWidget(FieldRow(phone, self.fields.email("recipient_email", self.tr("Courriel")), stretches=(4, 5)))
        return part

    def _reason_part(self) -> Column:
        part = Column(gap=8)
        part.addWidget(self.fields.area("reason", self.tr("Pourquoi cette orientation")))
        part.addWidget(self.fields.area("requirements", self.tr("Conditions déjà regardées")))
        part.addWidget(self.fields.check("urgent", self.tr("Urgent, réponse sous 48\u00a0h")))
        part.addWidget(self.fields.line("availability", self.tr("Disponibilités de la personne")))
        items = [(preference.value, preference.label) for preference in ContactPreference]
        part.addWidget(self.fields.choice("contact_preference", self.tr("À joindre"), items, ContactPreference))
        return part

    def _consent_part(self) -> QWidget:
        holder = QWidget()
        column = Column(holder, gap=8)
        self.agreed = CheckBox(self.tr("La personne est d’accord"))
        self.agreed.setObjectName("referral_agreed")
        column.addWidget(self.agreed)
        self.minimum = IconLine("shield-account-outline", "", "warn", Role.WARN)
        column.addWidget(self.minimum)
        self._agreement = QWidget()
        inside = Column(self._agreement, gap=8)
        channels = [(channel.value, channel.label) for channel in ConsentChannel]
        how = self.fields.choice("consent_channel", self.tr("Comment"), channels, ConsentChannel)
        inside.addWidget(self.fields.day("consent_on", self.tr("Accord du"), optional=False))
        inside.addWidget(how)
        inside.addWidget(Label(self.tr("La fiche peut montrer"), Role.LABEL))
        inside.addWidget(self._parts())
        inside.addWidget(Label(self.tr("La santé n’y est jamais."), Role.HELP, wrap=True))
        column.addWidget(self._agreement)
        return holder

    def _parts(self) -> QWidget:
        holder = QWidget()
        column = Column(holder, gap=2)
        self.parts: dict[SharedPart, CheckBox] = {}
        for part in SharedPart:
            box = CheckBox(part.label)
            box.setObjectName(f"referral_part_{part.value}")
            box.clicked.connect(Tick(box, partial(self.model.set_shared, part)).on_clicked)
            self.parts[part] = box
            column.addWidget(box)
        return holder

    def _sending_part(self) -> Column:
        part = Column(gap=8)
        channels = [(channel.value, channel.label) for channel in ReferralChannel]
        self._channel = self.fields.choice("channel", self.tr("Envoi"), channels, ReferralChannel)
        part.addWidget(self._channel)
        self._refusal = IconLine("alert-circle-outline", "", "danger", Role.ERROR)
        part.addWidget(self._refusal)
        holder = QWidget()
        buttons = FlowLayout(holder, gap=8)
        self.sheet = Button(self.tr("Voir la fiche"), icon="file-document-outline", height=Height.ROW)
        self.sheet.setObjectName("referral_sheet")
        self.send = Button(self.tr("C’est envoyé"), Kind.PRIMARY, icon="send-outline", height=Height.ROW)
        self.send.setObjectName("referral_send")
        for button in (self.send, self.sheet):
            buttons.addWidget(button)
        part.addWidget(holder)
        return part

    def _bind(self) -> None:
        self.service.textEdited.connect(self._on_service_edited)
        self.service.chosen.connect(self._on_service_chosen)
        self.agreed.clicked.connect(self.model.set_consent)
        self.sheet.clicked.connect(self._on_sheet_clicked)
        self.send.clicked.connect(self._on_send_clicked)

    # What the screen asks

    def start(self) -> None:
        """Put the focus where the adviser goes on: the reason of a known service, its name otherwise."""
        known = self.model.referral.service_name
        if not self.model.is_draft:
            self.answer.start()
            return
        target = self.fields.field("reason").editor if known else self.service
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove(self) -> None:
        """Put the referral in the trash."""
        self.model.remove()

    def render_model(self) -> None:
        """Show the referral as it now is."""
        model, referral = self.model, self.model.referral
        self.fields.refresh()
        if self.service.text() != referral.service_name and not self.service.hasFocus():
            self.service.setText(referral.service_name)
        self.state.setText(model.state_words())
        self.agreed.setChecked(referral.consented)
        self._agreement.setVisible(referral.consented)
        for part, box in self.parts.items():
            box.setChecked(part.value in referral.shared.split())
        self._render_minimum()
        self.send.setVisible(model.is_draft)
        self._channel.setVisible(model.is_draft)
        self.answer.setVisible(not model.is_draft)
        self.answer.render_model()

    def _render_minimum(self) -> None:
        text = ""
        if not self.model.referral.consented:
            text = self.tr("Sans son accord, la fiche ne dit ni son nom, ni sa situation.")
        elif self.model.sharing_withdrawn():
            text = self.tr("Elle a repris son accord de partage\u00a0: la fiche ne dit ni son nom, ni sa situation.")
        self.minimum.set_text(text)
        self.minimum.setVisible(bool(text))
        if self.model.referral.consented:
            self._say("")

    # Answers

    def _on_service_edited(self, text: str) -> None:
        self.model.edit("service_name", text)

    def _on_service_chosen(self, proposal: Completion) -> None:
        self.service.setText(proposal.label)
        self.model.choose_service(proposal)
        self.service.setText(self.model.referral.service_name)

    def _on_sheet_clicked(self) -> None:
        if self.flush():
            self.sheet_asked.emit(self.model.record_id)

    def _on_send_clicked(self) -> None:
        if not self.flush():
            return
        if not self.model.referral.consented:
            self._say(self.tr("Notez d’abord l’accord de la personne, ci-dessus."))
            self.agreed.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._say("")
        if self.model.send():
            self.answer.start()
            # Its fields have their places once the form is laid out again.
            QTimer.singleShot(0, self, self._show_answer)

    def _show_answer(self) -> None:
        page = self.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        if page is not None:
            page.ensureWidgetVisible(self.answer)

    def _say(self, text: str) -> None:
        self._refusal.set_text(text)
        self._refusal.setVisible(bool(text))
