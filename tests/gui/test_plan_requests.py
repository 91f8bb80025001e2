"""The plan tab says why a step is there, what is not for now, and sends the person to a service from a step."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QWidget

from desk_window import OpenWindow
from hands import CTRL, Hands, Key
from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.domain.civility import Civility
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import StepState
from mobiconseil.domain.referral_codes import ReferralChannel
from mobiconseil.domain.situation import ConsentChannel
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.plan.view import PlanScreen
from mobiconseil.ui.widgets.labels import Label
from mobiconseil.ui.widgets.notices import Banner
from mobiconseil.ui.widgets_forms.aid_request_form import AidRequestForm
from mobiconseil.ui.widgets_forms.referral_form import ReferralForm
from sylvie_file import person

TODAY = date(2026, 11, 20)


@pytest.fixture
def subject(window: OpenWindow) -> RecordId:
    return person(window.session, civility=Civility.MADAME, licence_requested=TriState.YES)


def show(window: OpenWindow, subject: RecordId, step: RecordId | None = None) -> PlanScreen:
    part = step.hex() if step else ""
    window.go(Route(section=Section.PEOPLE, subject=subject, tab=Tab.PLAN, part=part))
    screen = window.bench.screen_shown.current  # type: ignore[union-attr]
    assert isinstance(screen, PlanScreen)
    return screen


def step(window: OpenWindow, subject: RecordId, **fields: object) -> RecordId:
    words = {"title": "Appeler AutoRelais", "service_code": "F4-01", **fields}
    return window.session.plans.add_step(subject, **words).id


def banners(screen: QWidget) -> list[Banner]:
    found = screen.findChildren(Banner)
    return [b for b in found if "Pas maintenant" in b.accessibleName()]


def test_a_step_says_why_it_is_there_open_or_not(window: OpenWindow, subject: RecordId) -> None:
    made = step(window, subject, reason="Aucun véhicule pour le trajet.", rules="R-04")
    screen = show(window, subject)
    said = [label.text() for label in screen.steps.cards[0].findChildren(Label)]
    assert "Pourquoi\u00a0: aucun véhicule pour le trajet." in said
    screen.steps.open_card(made)
    editor = screen.steps.cards[0].editor
    assert editor is not None
    assert not editor.why.isHidden()


def test_a_referral_begins_from_a_step_and_escape_leaves_it_written(
    window: OpenWindow, subject: RecordId, hands: Hands
) -> None:
    made = step(window, subject, reason="Aucun véhicule (Accéder à un véhicule\u00a0: 0 sur\u00a04)", rules="R-04")
    screen = show(window, subject, made)
    hands.tab_to("step_refer")
    hands.press(Key.Key_Space)
    form = screen.requests.form
    assert isinstance(form, ReferralForm)
    hands.wait_for(lambda: hands.focused.objectName() == "referral_reason")
    written = window.session.referrals.of(subject)[0]
    assert written.step_id == made
    assert written.service_name == window.session.reference.service("F4-01").name
    assert "sur" not in written.reason  # the facts behind the reason stay in the plan
    hands.press(Key.Key_End, CTRL)
    hands.type(" Urgent.")
    hands.press(Key.Key_Escape)
    hands.wait_for(lambda: screen.requests.form is None)
    assert window.session.referrals.of(subject)[0].reason.endswith(" Urgent.")
    screen.steps.open_card(made)
    assert screen.steps.cards[0].editor is not None
    assert screen.steps.cards[0].editor.refer.text() == "Orientation\u00a0: brouillon"


def test_a_step_waits_once_its_referral_is_sent_and_the_same_referral_opens_again(
    window: OpenWindow, subject: RecordId
) -> None:
    made = step(window, subject)
    screen = show(window, subject, made)
    screen._model.referral_asked.emit(made)
    form = screen.requests.form
    assert isinstance(form, ReferralForm)
    form.agreed.click()
    form.model.edit("channel", ReferralChannel.PHONE, now=True)
    form.send.click()
    assert window.session.files.load(subject).steps[0].state is StepState.WAITING
    screen.requests.close_drawer()
    screen._model.referral_asked.emit(made)
    assert len(window.session.referrals.of(subject)) == 1
    assert screen.requests.form is not None


def test_how_she_agreed_to_a_referral_is_said_by_the_adviser_alone(window: OpenWindow, subject: RecordId) -> None:
    made = step(window, subject)
    screen = show(window, subject, made)
    screen._model.referral_asked.emit(made)
    form = screen.requests.form
    assert isinstance(form, ReferralForm)
    form.agreed.click()
    assert window.session.referrals.of(subject)[0].consent_channel is ConsentChannel.UNKNOWN
    form.model.edit("consent_channel", ConsentChannel.EMAIL, now=True)
    form.agreed.click()
    form.agreed.click()
    again = window.session.referrals.of(subject)[0]
    assert (again.consented, again.consent_channel) == (True, ConsentChannel.UNKNOWN)


def test_an_aid_of_the_plan_is_asked_from_its_step(window: OpenWindow, subject: RecordId) -> None:
    aid = window.session.aids.all()[0]
    made = step(window, subject, title="Demander l’aide", service_code="", aid=aid.code)
    screen = show(window, subject, made)
    editor = screen.steps.cards[0].editor
    assert editor is not None
    assert not editor.ask.isHidden()
    editor.ask.click()
    assert isinstance(screen.requests.form, AidRequestForm)
    request = window.session.aid_requests.of(subject)[0]
    assert (request.aid, request.name, request.step_id) == (aid.code, aid.name, made)


def test_the_licence_that_is_not_for_now_cannot_be_missed_above_the_steps(
    window: OpenWindow, subject: RecordId
) -> None:
    assessment = window.session.assessments.start(subject, AssessmentForm.FULL)
    for item, value in {"D5.2": 0, "D8.2": 1}.items():
        window.session.assessments.rate(assessment, item, value=value)
    screen = show(window, subject)
    found = banners(screen)
    assert [b.accessibleName() for b in found] == ["Pas maintenant\u00a0: Auto-école sociale (permis B)"]
    assert "coûterait cher" in found[0].accessibleDescription()
    window.context.shared.set_on(True)
    kind = banners(screen)[0].accessibleDescription()
    assert "Le permis reste votre projet" in kind
    assert "coûterait cher" not in kind


def test_nothing_is_said_of_a_licence_that_may_begin(window: OpenWindow, subject: RecordId) -> None:
    step(window, subject)
    assert banners(show(window, subject)) == []


def test_a_step_without_solution_notes_the_need_in_one_click(window: OpenWindow, subject: RecordId) -> None:
    made = step(window, subject, state=StepState.FAILED, unavailability="INEXISTANT")
    screen = show(window, subject, made)
    editor = screen.steps.cards[0].editor
    assert editor is not None
    assert not editor.reason.need.isHidden()
    editor.reason.need.click()
    needs = window.session.files.load(subject).unmet_needs
    assert [(need.service_code, need.reason) for need in needs] == [("F4-01", "INEXISTANT")]
    window.context.undo.undo()
    assert window.session.files.load(subject).unmet_needs == ()
