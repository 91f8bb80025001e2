"""The right panel of the Suivi tab for what is asked of others."""

from __future__ import annotations

from functools import partial

from mobiconseil.domain.advice_records import AidRequest, Referral, UnmetNeed
from mobiconseil.domain.follow_up import DocumentKind
from mobiconseil.domain.identity import RecordId
from mobiconseil.ui.navigation import Tab
from mobiconseil.ui.screens.person_follow_up.view_model import Panel, PersonFollowUpModel
from mobiconseil.ui.widgets_forms.aid_request_form import AidRequestForm
from mobiconseil.ui.widgets_forms.aid_request_model import aid_proposals
from mobiconseil.ui.widgets_forms.need_form import NeedForm
from mobiconseil.ui.widgets_forms.referral_form import ReferralForm
from mobiconseil.ui.widgets_forms.referral_model import service_proposals
from mobiconseil.ui.widgets_forms.request_start import RequestStart

REQUEST_FORMS = ReferralForm | AidRequestForm | NeedForm | RequestStart
RequestForm = ReferralForm | AidRequestForm | NeedForm | RequestStart


def request_form(model: PersonFollowUpModel, panel: Panel, code: str) -> RequestForm:
    """Return the form of a referral, a request or a need, or the question that begins one."""
    found = model.request(panel, code)
    if isinstance(found, Referral):
        form = ReferralForm(model.context, found)
        form.sheet_asked.connect(partial(_see_sheet, model))
        return form
    if isinstance(found, AidRequest):
        return AidRequestForm(model.context, found)
    if panel is Panel.NEED:
        return NeedForm(model.context, model.subject, found if isinstance(found, UnmetNeed) else None)
    return _start(model, panel)


def _start(model: PersonFollowUpModel, panel: Panel) -> RequestStart:
    if panel is Panel.REFERRAL:
        start = RequestStart(
            model.tr("Vers quel service\u202f?"),
            partial(service_proposals, model.session),
            help_text=model.tr("Un service de l’annuaire, du catalogue, ou un nom libre."),
            button=model.tr("Préparer l’orientation"),
        )
        start.chosen.connect(model.begin_referral)
        return start
    start = RequestStart(
        model.tr("Quelle aide\u202f?"),
        partial(aid_proposals, model.session.aids.all()),
        help_text=model.tr("Une aide de la liste, ou un nom libre."),
        button=model.tr("Préparer la demande"),
    )
    start.chosen.connect(model.begin_aid)
    return start


def _see_sheet(model: PersonFollowUpModel, referral: RecordId) -> None:
    part = f"{DocumentKind.REFERRAL}:{referral.hex()}"
    model.context.navigator.open_file(model.subject, Tab.DOCUMENTS, part=part)
