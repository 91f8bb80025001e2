"""Referrals, requests for aid and needs without solution, driven by keys on a real encrypted base."""

from __future__ import annotations

from datetime import date

import pytest

from desk_window import OpenWindow
from hands import CTRL, Hands, Key
from mobiconseil.domain.civility import Civility
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.referral_codes import ReferralChannel, ReferralState, RefusalReason, SharedPart
from mobiconseil.domain.situation import ConsentKind
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.documents.view import DocumentsScreen
from mobiconseil.ui.widgets_forms.referral_form import ReferralForm
from mobiconseil.ui.widgets_forms.request_start import RequestStart
from requests_desk import TODAY, needs, recalls, referrals, sent, show, take
from sylvie_file import person


@pytest.fixture
def subject(window: OpenWindow) -> RecordId:
    return person(window.session, civility=Civility.MADAME, phone="+33639981234", commune="Ballots")


# ---------------------------------------------------------------- referrals


def test_a_referral_begins_with_the_service_and_is_written_as_it_is_typed(
    window: OpenWindow, subject: RecordId, hands: Hands
) -> None:
    screen = show(window, subject)
    screen.requests.refer.setFocus()
    hands.press(Key.Key_Space)
    assert isinstance(screen.form, RequestStart)
    assert referrals(window, subject) == ()
    hands.type("Garage du bourg")
    hands.press(Key.Key_Return)
    assert [r.service_name for r in referrals(window, subject)] == ["Garage du bourg"]
    assert isinstance(screen.form, ReferralForm)
    hands.wait_for(lambda: hands.focused.objectName() == "referral_reason")
    hands.type("Controle technique refuse")
    assert screen.flush()
    assert referrals(window, subject)[0].reason == "Controle technique refuse"
    assert referrals(window, subject)[0].state is ReferralState.DRAFT


def test_a_service_of_the_directory_brings_its_words(window: OpenWindow, subject: RecordId, hands: Hands) -> None:
    service = window.session.directory.add(
        name="Location solidaire de voitures", catalogue="F4-01", phone="+33261915510", conditions="Permis B"
    )
    screen = show(window, subject, "referral:")
    hands.wait_for(lambda: hands.focused.objectName() == "request_start")
    hands.type("location sol")
    hands.press(Key.Key_Return)
    made = referrals(window, subject)[0]
    assert (made.service_id, made.service_code, made.recipient_phone) == (service.id, "F4-01", "+33261915510")
    assert "Permis B" in made.requirements
    assert screen.model.opened == made.id


def test_nothing_is_sent_before_the_person_agrees(window: OpenWindow, subject: RecordId, hands: Hands) -> None:
    made = window.session.referrals.draft(subject, None, service_name="Vélo-école")
    screen = show(window, subject, f"referral:{made.id.hex()}")
    form = screen.form
    assert isinstance(form, ReferralForm)
    form.send.click()
    assert referrals(window, subject)[0].state is ReferralState.DRAFT
    assert hands.focused is form.agreed
    hands.press(Key.Key_Space)
    assert referrals(window, subject)[0].consent_on == TODAY
    assert referrals(window, subject)[0].shares(SharedPart.CONTACT)
    take(screen, "referral_channel", ReferralChannel.EMAIL.value)
    form.send.click()
    written = referrals(window, subject)[0]
    assert (written.state, written.sent_on, written.channel) == (ReferralState.SENT, TODAY, ReferralChannel.EMAIL)
    assert [recall.due_on for recall in recalls(window, subject)] == [date(2026, 11, 30)]
    hands.press(Key.Key_Z, CTRL)
    assert referrals(window, subject)[0].state is ReferralState.DRAFT
    assert recalls(window, subject) == ()


def test_a_part_of_the_file_can_be_hidden_from_the_sheet(window: OpenWindow, subject: RecordId) -> None:
    made = window.session.referrals.draft(
        subject, None, service_name="Vélo-école", consent_on=TODAY, shared=SharedPart.CONTACT.value
    )
    screen = show(window, subject, f"referral:{made.id.hex()}")
    form = screen.form
    assert isinstance(form, ReferralForm)
    form.parts[SharedPart.CONTACT].click()
    form.parts[SharedPart.TRIPS].click()
    assert referrals(window, subject)[0].shared == SharedPart.TRIPS.value


def test_an_acceptance_closes_the_recall_and_teaches_the_delay_to_the_directory(
    window: OpenWindow, subject: RecordId, hands: Hands
) -> None:
    service = window.session.directory.add(name="Vélo-école", catalogue="F2-09")
    made = sent(window, subject, service_id=service.id)
    screen = show(window, subject, f"referral:{made.id.hex()}")
    form = screen.form
    assert isinstance(form, ReferralForm)
    hands.wait_for(lambda: form.answer.isAncestorOf(hands.focused))
    hands.press(Key.Key_Space)
    hands.tab_to("referral_starts_on")
    hands.type("2/12")
    hands.tab_to("referral_save_answer")
    hands.press(Key.Key_Space)
    written = referrals(window, subject)[0]
    assert (written.state, written.starts_on, written.observed_days) == (
        ReferralState.ACCEPTED,
        date(2026, 12, 2),
        12,
    )
    assert recalls(window, subject) == ()
    assert window.session.directory.sheet(service.id).service.observed_days == 12
    assert "Délai observé" in form.state.text()


def test_a_refusal_needs_its_reason_and_may_note_a_need_in_the_same_breath(
    window: OpenWindow, subject: RecordId
) -> None:
    made = sent(window, subject)
    screen = show(window, subject, f"referral:{made.id.hex()}")
    form = screen.form
    assert isinstance(form, ReferralForm)
    form.answer.kind.set_current(ReferralState.REFUSED.value)
    form.answer.kind.chosen.emit(ReferralState.REFUSED.value)
    form.answer.save.click()
    assert referrals(window, subject)[0].state is ReferralState.SENT
    take(screen, "referral_refusal", RefusalReason.FULL.value)
    assert form.answer.code.current() == "SATURATION"
    form.answer.days.setText("90")
    form.answer.need.click()
    form.answer.save.click()
    written = referrals(window, subject)[0]
    assert (written.state, written.unavailability, written.unavailability_days) == (
        ReferralState.REFUSED,
        "SATURATION",
        90,
    )
    assert [(need.service_code, need.commune, need.reason) for need in needs(window, subject)] == [
        ("F4-01", "Ballots", "SATURATION")
    ]


def test_the_sheet_of_a_referral_is_seen_in_the_documents(window: OpenWindow, subject: RecordId) -> None:
    other = sent(window, subject, service_name="Autre service")
    made = sent(window, subject, service_name="Vélo-école")
    screen = show(window, subject, f"referral:{other.id.hex()}")
    form = screen.form
    assert isinstance(form, ReferralForm)
    form.sheet.click()
    shown = window.bench.screen_shown.current  # type: ignore[union-attr]
    assert isinstance(shown, DocumentsScreen)
    assert shown.model.chosen.referral == other.id
    assert shown.preview.preview.page_count == 1
    assert {paper.referral for paper in shown.model.papers() if paper.referral} == {other.id, made.id}


def test_the_sheet_says_that_it_is_at_its_shortest_without_agreement(window: OpenWindow, subject: RecordId) -> None:
    made = sent(window, subject)
    window.session.files.set_consent(subject, ConsentKind.SHARE_PARTNERS, value=TriState.NO)
    show(window, subject, f"referral:{made.id.hex()}")
    window.go(Route(section=Section.PEOPLE, subject=subject, tab=Tab.DOCUMENTS, part="fiche_orientation"))
    shown = window.bench.screen_shown.current  # type: ignore[union-attr]
    assert isinstance(shown, DocumentsScreen)
    assert shown.model.chosen.lack == "Sans accord"
