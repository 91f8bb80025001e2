"""A referral or a request for aid written beside any screen about a person; Échap closes it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from mobiconseil.domain.advice_records import AidRequest, Referral, service_key
from mobiconseil.domain.follow_up import DocumentKind
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import Step
from mobiconseil.domain.sieve import SieveKind, SieveRow
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.advice_ports import RowDetail
from mobiconseil.services.papers.advice_papers import paper_advice
from mobiconseil.ui.context import Context
from mobiconseil.ui.navigation import Tab
from mobiconseil.ui.widgets.choice_fields import Completion
from mobiconseil.ui.widgets.drawer import Drawer
from mobiconseil.ui.widgets.refill import empty
from mobiconseil.ui.widgets_forms.aid_request_form import AidRequestForm
from mobiconseil.ui.widgets_forms.aid_request_model import requested
from mobiconseil.ui.widgets_forms.referral_form import ReferralForm
from mobiconseil.ui.widgets_forms.referral_model import drafted
from mobiconseil.ui.widgets_forms.request_form import RequestForm

WIDTH = 420
Request = Referral | AidRequest


def _is_about(referral: Referral, row: SieveRow) -> bool:
    if row.service_id is not None:
        return referral.service_id == row.service_id
    return referral.service_id is None and referral.service_code == row.catalogue


class RequestDrawer(Drawer):
    """Prepares what is asked of others, from a step of the plan or from a row that was kept."""

    def __init__(self, host: QWidget, context: Context, subject: RecordId) -> None:
        super().__init__(host, "", width=WIDTH)
        self._context, self._subject = context, subject
        self.form: RequestForm | None = None
        self.toggled.connect(self._on_toggled)

    def refer_step(self, step: Step) -> None:
        """Show the referral of a step, prepared with its words when there is none."""
        known = next((r for r in self._context.session.referrals.of(self._subject) if r.step_id == step.id), None)
        self._show(known, partial(self._referral_of, step))

    def ask_for_step(self, step: Step) -> None:
        """Show the request for the aid of a step, prepared when there is none."""
        known = next((r for r in self._context.session.aid_requests.of(self._subject) if r.step_id == step.id), None)
        self._show(known, partial(self._aid_of, step))

    def ask_about(self, detail: RowDetail) -> None:
        """Show the referral or the request of a row that was kept, prepared when none is under way."""
        row, session = detail.row, self._context.session
        if row.kind is SieveKind.AID:
            wanted = Completion(code=row.aid, label=row.title)
            asked = (r for r in session.aid_requests.of(self._subject) if r.aid == row.aid and r.state.is_open)
            self._show(next(asked, None), partial(requested, session, self._subject, wanted))
            return
        known = (r for r in session.referrals.of(self._subject) if _is_about(r, row) and not r.state.is_answered)
        reasons = dict.fromkeys(rule.reason for rule in detail.rules if rule.fired and not rule.sensitive)
        code = service_key(row.service_id) if row.service_id is not None else row.catalogue
        wanted = Completion(code=code, label=row.title)
        make = partial(drafted, session, self._subject, wanted, reason=" ".join(reasons))
        self._show(next(known, None), make)

    def flush(self) -> bool:
        """Write what is typed; say whether all was understood."""
        return self.form is None or self.form.flush()

    def _referral_of(self, step: Step) -> Referral:
        """Prepare a referral with the words of the step; the facts behind its reason stay in the plan."""
        session = self._context.session
        fields: dict[str, str] = {}
        told = paper_advice(session.advice.recommendations(self._subject), session.rules.book(), session.reference)
        reasons = dict.fromkeys(told.reasons[code] for code in step.rules.split() if code in told.reasons)
        if step.rules:
            fields["reason"] = " ".join(reasons)
        names = {service.code: service.name for service in session.reference.services.services}
        if step.service_id is None and step.service_code in names:
            fields["service_name"] = names[step.service_code]
        return session.referrals.draft_for_step(step, **fields)

    def _aid_of(self, step: Step) -> AidRequest:
        asked = {request.aid for request in self._context.session.aid_requests.of(self._subject)}
        code = next((code for code in step.aid.split() if code not in asked), "")
        wanted = Completion(code=code, label=step.title) if code else step.title
        return requested(self._context.session, self._subject, wanted, step_id=step.id)

    def _show(self, known: Request | None, make: Callable[[], Request]) -> None:
        try:
            record = known or make()
        except MobiConseilError as error:
            self._context.messages.fail(error)
            return
        self._leave()
        form = self._form_of(record)
        form.left.connect(self.close_drawer)
        self.form = form
        self.body.addWidget(form)
        self.body.addStretch(1)
        form.show()
        self.open_drawer()
        form.start()

    def _form_of(self, record: Request) -> RequestForm:
        if isinstance(record, AidRequest):
            self._name(self.tr("Demande d’aide"))
            return AidRequestForm(self._context, record)
        self._name(self.tr("Orientation"))
        form = ReferralForm(self._context, record)
        form.sheet_asked.connect(self._on_sheet_asked)
        return form

    def _name(self, text: str) -> None:
        self.title.setText(text)
        self.setAccessibleName(text)

    def _leave(self) -> None:
        self.flush()
        self.form = None
        empty(self.body)

    def _on_toggled(self, is_open: bool) -> None:
        if not is_open:
            self._leave()

    def _on_sheet_asked(self, referral: RecordId) -> None:
        part = f"{DocumentKind.REFERRAL}:{referral.hex()}"
        self._context.navigator.open_file(self._subject, Tab.DOCUMENTS, part=part)
