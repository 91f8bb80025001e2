"""Aids and needs, what is called back, what was asked from a recommendation: in the follow-up of a person."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk_window import OpenWindow
from hands import CTRL, Hands, Key
from mobiconseil.domain.advice_records import AidRequest, AidRequestState
from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.domain.civility import Civility
from mobiconseil.domain.follow_up import ContactKind
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.referral_codes import ReferralState, RefusalReason
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.follow_up.view import FollowUpScreen
from mobiconseil.ui.screens.home.view import HomeScreen
from mobiconseil.ui.screens.person_follow_up.view import PersonFollowUpScreen
from mobiconseil.ui.screens.recommendations.view import RecommendationsScreen
from mobiconseil.ui.widgets.buttons import LinkButton
from mobiconseil.ui.widgets.choices import CheckBox
from mobiconseil.ui.widgets_forms.aid_request_form import AidRequestForm
from mobiconseil.ui.widgets_forms.referral_form import ReferralForm
from requests_desk import TODAY, needs, recalls, referrals, sent, show, take
from sylvie_file import person


@pytest.fixture
def subject(window: OpenWindow) -> RecordId:
    return person(window.session, civility=Civility.MADAME, phone="+33639981234", commune="Ballots")


def aids(window: OpenWindow, subject: RecordId) -> tuple[AidRequest, ...]:
    return window.session.files.load(subject).aid_requests


# ---------------------------------------------------------------- aids


def test_an_aid_is_asked_granted_and_what_remains_is_said(window: OpenWindow, subject: RecordId, hands: Hands) -> None:
    screen = show(window, subject)
    screen.requests.ask.setFocus()
    hands.press(Key.Key_Space)
    hands.type("Fonds de la commune")
    hands.press(Key.Key_Return)
    form = screen.form
    assert isinstance(form, AidRequestForm)
    hands.wait_for(lambda: hands.focused.objectName() == "aid_asked_amount")
    hands.type_and_tab("300")
    cost = form.fields.field("cost_total").editor
    cost.setFocus()
    hands.type_and_tab("420")
    take(screen, "aid_state", AidRequestState.ASKED.value)
    asked = aids(window, subject)[0]
    assert (asked.state, asked.asked_amount, asked.cost_total, asked.asked_on) == (
        AidRequestState.ASKED,
        300.0,
        420.0,
        TODAY,
    )
    assert len(recalls(window, subject)) == 1
    take(screen, "aid_state", AidRequestState.GRANTED.value)
    granted = aids(window, subject)[0]
    assert (granted.granted_amount, granted.remainder) == (300.0, 120.0)
    assert form.remainder.text() == "Reste à charge\u00a0: 120\u00a0€"
    assert recalls(window, subject) == ()


def test_an_amount_that_is_not_one_stays_on_the_screen_with_its_reason(
    window: OpenWindow, subject: RecordId, hands: Hands
) -> None:
    made = window.session.aid_requests.add(subject, name="Fonds")
    screen = show(window, subject, f"aid:{made.id.hex()}")
    form = screen.form
    assert isinstance(form, AidRequestForm)
    hands.wait_for(lambda: hands.focused.objectName() == "aid_asked_amount")
    hands.type_and_tab("beaucoup")
    assert form.fields.field("asked_amount").error()
    assert not screen.flush()
    assert screen.unsaved() == {"aid_asked_amount": "beaucoup"}


# ---------------------------------------------------------------- needs, timeline, removal


def test_a_need_without_solution_is_noted_with_the_commune(window: OpenWindow, subject: RecordId, hands: Hands) -> None:
    screen = show(window, subject)
    screen.requests.need.setFocus()
    hands.press(Key.Key_Space)
    hands.wait_for(lambda: hands.focused.objectName() == "need_service")
    hands.type("vélo-éc")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Return)
    found = needs(window, subject)
    assert [(need.commune, need.reason) for need in found] == [("Ballots", "INEXISTANT")]
    assert window.session.reference.service(found[0].service_code).name.startswith("Vélo-école")
    hands.press(Key.Key_Z, CTRL)
    assert needs(window, subject) == ()


def test_everything_asked_of_others_is_among_the_contacts_and_can_be_filtered(
    window: OpenWindow, subject: RecordId
) -> None:
    sent(window, subject)
    window.session.aid_requests.ask(window.session.aid_requests.add(subject, name="Fonds").id)
    window.session.unmet_needs.note(subject, "F6-02")
    screen = show(window, subject)
    titles = {line.title for line in screen.model.contacts()}
    assert {"Orientation envoyée", "Aide demandée", "Besoin sans solution"} <= titles
    screen.model.set_kind("requests")
    assert len(screen.model.contacts()) == 3
    screen.model.set_text("fonds")
    line = screen.model.contacts()[0]
    screen.model.open_contact(line.code)
    assert isinstance(screen.form, AidRequestForm)


def test_a_referral_put_in_the_trash_frees_the_panel_and_comes_back(window: OpenWindow, subject: RecordId) -> None:
    made = sent(window, subject)
    screen = show(window, subject, f"referral:{made.id.hex()}")
    screen.remove.click()
    assert referrals(window, subject) == ()
    assert screen.form is None
    window.bench.toasts.toast.action.click()
    assert [r.id for r in referrals(window, subject)] == [made.id]


def test_a_referral_taken_back_by_undo_frees_the_panel(window: OpenWindow, subject: RecordId, hands: Hands) -> None:
    screen = show(window, subject, "referral:")
    hands.wait_for(lambda: hands.focused.objectName() == "request_start")
    hands.type("Garage")
    hands.press(Key.Key_Return)
    assert isinstance(screen.form, ReferralForm)
    window.context.undo.undo()
    assert referrals(window, subject) == ()
    assert screen.form is None


def test_a_box_of_a_request_is_written_at_once(window: OpenWindow, subject: RecordId) -> None:
    made = window.session.aid_requests.add(subject, name="Fonds", papers="Devis")
    screen = show(window, subject, f"aid:{made.id.hex()}")
    box = screen.findChild(CheckBox, "aid_papers_complete")
    assert box is not None
    box.click()
    assert aids(window, subject)[0].papers_complete


# ---------------------------------------------------------------- recalls


def test_the_recall_of_a_referral_shows_the_phone_of_the_service_and_opens_its_answer(
    window: OpenWindow, subject: RecordId
) -> None:
    made = sent(window, subject, recipient_phone="+33261915510")
    window.desk.clock.set(window.session.clock.now() + timedelta(days=11))
    window.go(Route(section=Section.FOLLOW_UP))
    section = window.bench.screen_shown
    assert isinstance(section, FollowUpScreen)
    row = section.model.groups()[0].rows[0]
    assert row.phone == "02\u00a061\u00a091\u00a055\u00a010"
    section.model.open_person(row.code)
    shown = window.bench.screen_shown.current  # type: ignore[union-attr]
    assert isinstance(shown, PersonFollowUpScreen)
    assert shown.model.opened == made.id
    assert isinstance(shown.form, ReferralForm)


def test_the_home_page_dials_the_service_whose_answer_is_late(window: OpenWindow, subject: RecordId) -> None:
    sent(window, subject, recipient_phone="+33261915510")
    window.desk.clock.set(window.session.clock.now() + timedelta(days=11))
    window.go(Route(section=Section.HOME))
    home = window.bench.screen_shown
    assert isinstance(home, HomeScreen)
    home._model.refresh()
    assert [call.phone for call in home._model.calls] == ["02\u00a061\u00a091\u00a055\u00a010"]
    home._model.open_call(home._model.calls[0])
    shown = window.bench.screen_shown.current  # type: ignore[union-attr]
    assert isinstance(shown, PersonFollowUpScreen)
    assert isinstance(shown.form, ReferralForm)


def test_a_service_that_was_reached_gives_its_answer_at_once(window: OpenWindow, subject: RecordId) -> None:
    made = sent(window, subject)
    screen = show(window, subject)
    screen.model.reach(recalls(window, subject)[0].id.hex())
    assert screen.model.opened == made.id
    assert isinstance(screen.form, ReferralForm)
    assert window.session.files.load(subject).contacts[0].kind is ContactKind.PARTNER


def test_a_service_reached_from_the_section_is_noted_as_a_partner(window: OpenWindow, subject: RecordId) -> None:
    sent(window, subject)
    window.desk.clock.set(window.session.clock.now() + timedelta(days=11))
    window.go(Route(section=Section.FOLLOW_UP))
    section = window.bench.screen_shown
    assert isinstance(section, FollowUpScreen)
    section.model.reach(section.model.groups()[0].rows[0].code)
    contact = window.session.files.load(subject).contacts[0]
    assert contact.kind is ContactKind.PARTNER
    assert section.model.noting is not None
    assert section.model.noting.contact == contact.id


# ---------------------------------------------------------------- from the recommendations


def test_a_service_that_was_kept_is_prescribed_from_its_row(window: OpenWindow, subject: RecordId) -> None:
    service = window.session.directory.add(name="Location solidaire", catalogue="F4-01", commune="Ballots")
    key = f"service:{service.id.hex()}"
    assessment = window.session.assessments.start(subject, AssessmentForm.FULL)
    for item, value in {"D6.1": 0, "D5.1": 4, "D5.4": 4}.items():
        window.session.assessments.rate(assessment, item, value=value)
    window.session.choices.keep(subject, key)
    window.go(Route(section=Section.PEOPLE, subject=subject, tab=Tab.RECOMMENDATIONS, part=key))
    screen = window.bench.screen_shown.current  # type: ignore[union-attr]
    assert isinstance(screen, RecommendationsScreen)
    link = screen.detail.findChild(LinkButton, "detail_request")
    assert link is not None
    link.click()
    assert isinstance(screen.requests.form, ReferralForm)
    made = referrals(window, subject)[0]
    assert (made.service_id, made.service_name) == (service.id, "Location solidaire")
    assert made.reason
    assert "sur" not in made.reason.split()
    screen.requests.close_drawer()
    link.click()
    assert len(referrals(window, subject)) == 1


def test_an_aid_that_was_kept_is_asked_for_from_its_row(window: OpenWindow, subject: RecordId) -> None:
    window.session.assessments.start(subject, AssessmentForm.FULL)
    window.session.choices.keep(subject, "aid:faj")
    window.go(Route(section=Section.PEOPLE, subject=subject, tab=Tab.RECOMMENDATIONS, part="aid:faj"))
    screen = window.bench.screen_shown.current  # type: ignore[union-attr]
    assert isinstance(screen, RecommendationsScreen)
    screen.detail.request_asked.emit()
    assert isinstance(screen.requests.form, AidRequestForm)
    made = aids(window, subject)[0]
    assert (made.aid, made.name) == ("faj", window.session.aids.aid("faj").name)


def test_an_answer_taken_back_is_no_longer_shown(window: OpenWindow, subject: RecordId) -> None:
    made = sent(window, subject)
    screen = show(window, subject, f"referral:{made.id.hex()}")
    form = screen.form
    assert isinstance(form, ReferralForm)
    window.session.referrals.refuse(made.id, RefusalReason.FULL, days=30)
    assert form.answer.kind.current() == ReferralState.REFUSED.value
    assert "Délai annoncé" in form.state.text()
    window.context.undo.undo()
    assert form.answer.kind.current() == ""
    assert form.answer.reason.current() == ""


def test_the_answer_stands_above_the_sending_of_the_same_day(window: OpenWindow, subject: RecordId) -> None:
    made = sent(window, subject)
    window.session.referrals.accept(made.id)
    screen = show(window, subject)
    assert [line.title for line in screen.model.contacts()] == ["Orientation acceptée", "Orientation envoyée"]
