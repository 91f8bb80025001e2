"""The answer of a service: accepted from a day, refused for a coded reason, or none."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from mobiconseil.domain.advice_records import Referral
from mobiconseil.domain.referral_codes import ReferralState, RefusalReason
from mobiconseil.ui.widgets.buttons import Button, Height, Kind
from mobiconseil.ui.widgets.choice_fields import ChoiceField
from mobiconseil.ui.widgets.choices import CheckBox, SegmentedChoice
from mobiconseil.ui.widgets.date_field import DateField
from mobiconseil.ui.widgets.flow_layout import FlowLayout
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.text_fields import TextField
from mobiconseil.ui.widgets_forms.referral_model import ReferralModel
from mobiconseil.ui.widgets_forms.text_guard import guard

_SATURATED = "SATURATION"


class ReferralAnswer(QWidget):
    """Shown once the referral was sent; nothing is written before « Noter la réponse »."""

    def __init__(self, model: ReferralModel) -> None:
        super().__init__()
        self._model = model
        self._said: tuple[object, ...] | None = None
        self._build()
        self._bind()
        self.render_model()

    def _build(self) -> None:
        options = (
            (ReferralState.ACCEPTED.value, self.tr("Acceptée")),
            (ReferralState.REFUSED.value, self.tr("Refusée")),
            (ReferralState.EXPIRED.value, self.tr("Sans réponse")),
        )
        self.kind = SegmentedChoice(options, self.tr("Réponse du service"))
        self.kind.setObjectName("referral_answer")
        model = self._model
        self.starts = DateField(model.parse_date, model.show_date, model.today, name=self.tr("Début"))
        self.starts.setObjectName("referral_starts_on")
        self._starts_field = FormField(self.tr("Début le"), self.starts, optional=True)
        reasons = [(reason.value, reason.label) for reason in RefusalReason if reason.value]
        self.reason = ChoiceField(reasons, name=self.tr("Pourquoi"))
        self.reason.setObjectName("referral_refusal")
        self._reason_field = FormField(self.tr("Pourquoi\u202f?"), self.reason)
        self.code = ChoiceField(list(model.unavailabilities()), name=self.tr("Ce qui manque"))
        self.code.setObjectName("referral_unavailability")
        self._code_field = FormField(self.tr("Ce que cela dit de l’offre"), self.code)
        self.days = TextField(name=self.tr("Délai annoncé, en jours"))
        self.days.setObjectName("referral_days")
        self._days_field = FormField(self.tr("Délai annoncé, en jours"), self.days, optional=True)
        self.detail = TextField(name=self.tr("Précision"))
        self.detail.setObjectName("referral_detail")
        self._detail_field = guard(FormField(self.tr("Précision"), self.detail, optional=True), model.advice)
        self.need = CheckBox(self.tr("Noter un besoin sans solution"))
        self.need.setObjectName("referral_need")
        self._lay_out()

    def _lay_out(self) -> None:
        self.save = Button(self.tr("Noter la réponse"), Kind.PRIMARY, icon="check", height=Height.ROW)
        self.save.setObjectName("referral_save_answer")
        self.chase = Button(self.tr("Relancé aujourd’hui"), icon="phone-outline", height=Height.ROW)
        self.chase.setObjectName("referral_chase")
        column = Column(self, gap=8)
        column.addWidget(Label(self.tr("Réponse du service"), Role.LABEL))
        column.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self._starts_field, self._reason_field, self._code_field, self._days_field, self._detail_field):
            column.addWidget(widget)
        column.addWidget(self.need)
        holder = QWidget()
        buttons = FlowLayout(holder, gap=8)
        buttons.addWidget(self.save)
        buttons.addWidget(self.chase)
        column.addWidget(holder)

    def _bind(self) -> None:
        self.kind.chosen.connect(self._on_kind_chosen)
        self.reason.chosen.connect(self._on_reason_chosen)
        self.code.chosen.connect(self._on_code_chosen)
        self.starts.invalid.connect(self._on_day_refused)
        self.starts.date_changed.connect(self._on_day_changed)
        self.need.toggled.connect(self._on_need_toggled)
        self.save.clicked.connect(self._on_save_clicked)
        self.chase.clicked.connect(self._model.chase)

    def start(self) -> None:
        """Put the focus on the first answer."""
        first = self.kind.findChild(QAbstractButton)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def render_model(self) -> None:
        """Show the answer that was noted; one that is being chosen stays until it is noted."""
        referral = self._model.referral
        said = (referral.state, referral.refusal, referral.starts_on, referral.unavailability)
        if said != self._said:
            self._said = said
            self._fill(referral)
        self.chase.setVisible(referral.state is ReferralState.SENT)
        self._show_fields()

    def _fill(self, referral: Referral) -> None:
        self.kind.set_current(referral.state.value if referral.state.is_answered else "")
        self.starts.set_value(referral.starts_on)
        self.reason.set_current(referral.refusal.value)
        self.code.set_current(referral.unavailability)
        self.detail.setText(referral.unavailability_detail)
        days = referral.unavailability_days
        self.days.setText("" if days is None else str(days))

    def _show_fields(self) -> None:
        kind = self.kind.current()
        refused = kind == ReferralState.REFUSED.value
        failed = refused or kind == ReferralState.EXPIRED.value
        self._starts_field.setVisible(kind == ReferralState.ACCEPTED.value)
        self._reason_field.setVisible(refused)
        self._code_field.setVisible(refused)
        self._detail_field.setVisible(refused)
        self._days_field.setVisible(refused and self.code.current() == _SATURATED)
        self.need.setVisible(failed)
        self.save.setVisible(bool(kind))

    def _on_kind_chosen(self, _code: str) -> None:
        self._show_fields()

    def _on_reason_chosen(self, code: str) -> None:
        self._reason_field.set_error("")
        self.code.set_current(RefusalReason(code).unavailability)
        self._show_fields()

    def _on_code_chosen(self, _code: str) -> None:
        self._show_fields()

    def _on_day_refused(self, _typed: str) -> None:
        self._starts_field.set_error(self.tr("Ce jour n’est pas compris. Exemples\u00a0: 2/12, mardi, +7"))

    def _on_day_changed(self, _day: date | None) -> None:
        self._starts_field.set_error("")

    def _on_need_toggled(self, on: bool) -> None:
        self._model.unmet_need = on

    def _on_save_clicked(self) -> None:
        kind = ReferralState(self.kind.current())
        if kind is ReferralState.ACCEPTED:
            self.starts.editingFinished.emit()
            if not self._starts_field.error():
                self._model.accept(self.starts.value())
        elif kind is ReferralState.REFUSED:
            self._refuse()
        else:
            self._model.expire()

    def _refuse(self) -> None:
        if not self.reason.current():
            self._reason_field.set_error(self.tr("Choisissez la raison\u00a0: elle montre les manques du territoire."))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        typed = self.days.text().strip()
        if typed and not typed.isdigit():
            self._days_field.set_error(self.tr("Un nombre de jours. Exemple\u00a0: 90"))
            return
        days = int(typed) if typed and self.code.current() == _SATURATED else None
        reason = RefusalReason(self.reason.current())
        self._model.refuse(reason, self.code.current(), detail=self.detail.text().strip(), days=days)
