"""Choices, referrals, aid requests and unmet needs on a real base, each undone as one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from advice_desk import AID, TODAY, AdviceDesk, advised
from builders import Desk
from mobiconseil.domain.advice_records import AidRequestState, ChoiceState, service_key
from mobiconseil.domain.follow_up import ContactKind, Recall
from mobiconseil.domain.plan import StepState
from mobiconseil.domain.referral_codes import ReferralChannel, ReferralState, RefusalReason, SharedPart
from mobiconseil.domain.situation import ConsentKind
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.actions import Action
from mobiconseil.services.referrals import ReferralNotAgreed


@pytest.fixture
def scene(desk: Desk) -> Iterator[AdviceDesk]:
    session = desk.create()
    yield advised(session)
    session.close()


def sent(scene: AdviceDesk) -> Recall:
    """Send the referral and return the recall that comes back."""
    scene.session.referrals.send(scene.referral.id, channel=ReferralChannel.EMAIL)
    return next(recall for recall in scene.file().recalls if recall.id == scene.this_referral().recall_id)


def asked(scene: AdviceDesk) -> Recall:
    """Ask for the aid and return the recall that comes back."""
    scene.session.aid_requests.ask(scene.request.id)
    return next(recall for recall in scene.file().recalls if recall.id == scene.this_request().recall_id)


def accepted(scene: AdviceDesk) -> None:
    sent(scene)
    scene.session.referrals.accept(scene.referral.id, starts_on=date(2026, 12, 2))


ACTS: dict[str, Callable[[AdviceDesk], object]] = {
    "keep an aid": lambda s: s.session.choices.keep(s.subject, AID),
    "discard a kept service": lambda s: s.session.choices.discard(s.subject, service_key(s.service.id), "ELOIGNEMENT"),
    "clear a choice": lambda s: s.session.choices.clear(s.subject, service_key(s.service.id)),
    "answer": lambda s: s.session.choices.answer(s.subject, "compte_formation", TriState.NO),
    "answer otherwise": lambda s: s.session.choices.answer(s.subject, "attestation_embauche", TriState.UNKNOWN),
    "forget an answer": lambda s: s.session.choices.forget(s.subject, "attestation_embauche"),
    "draft a referral": lambda s: s.session.referrals.draft(s.subject, s.service.id),
    "change a referral": lambda s: s.session.referrals.change(s.referral.id, reason="Poste à tenir"),
    "send a referral": sent,
    "chase a referral": lambda s: s.session.referrals.chase(s.referral),
    "accept a referral": lambda s: s.session.referrals.accept(s.referral.id, observed_days=12),
    "refuse a referral": lambda s: s.session.referrals.refuse(
        s.referral.id, RefusalReason.FULL, days=45, unmet_need=True
    ),
    "let a referral expire": lambda s: s.session.referrals.expire(s.referral.id, unmet_need=True),
    "remove a referral": lambda s: s.session.referrals.remove(s.referral),
    "add a request": lambda s: s.session.aid_requests.add(s.subject, name="Microcrédit", recall_on=TODAY),
    "change a request": lambda s: s.session.aid_requests.change(s.request.id, papers_complete=True),
    "ask for an aid": asked,
    "grant an aid": lambda s: s.session.aid_requests.grant(s.request.id, 250.0),
    "refuse an aid": lambda s: s.session.aid_requests.refuse(s.request.id, unavailability="ELIGIBILITE"),
    "drop a request": lambda s: s.session.aid_requests.drop(s.request.id),
    "remove a request": lambda s: s.session.aid_requests.remove(s.request),
    "note an unmet need": lambda s: s.session.unmet_needs.note(s.subject, "F6-02"),
    "change an unmet need": lambda s: s.session.unmet_needs.change(s.file().unmet_needs[0].id, note="Plus de TAD"),
    "remove an unmet need": lambda s: s.session.unmet_needs.remove(s.file().unmet_needs[0]),
}


@pytest.mark.parametrize("act", ACTS)
def test_each_use_case_is_one_change_that_an_undo_takes_back_whole(desk: Desk, scene: AdviceDesk, act: str) -> None:
    before = scene.everything()
    desk.changes.clear()
    ACTS[act](scene)
    after = scene.everything()
    assert after != before
    [done] = desk.changes
    undone = scene.session.uow.undo(done.transaction)
    assert scene.everything() == before
    scene.session.uow.undo(undone.transaction)
    assert scene.everything() == after


def test_a_draft_takes_the_words_of_the_step_the_sheet_and_the_person(scene: AdviceDesk) -> None:
    draft = scene.referral
    assert (draft.service_id, draft.service_name, draft.service_code) == (
        scene.service.id, "Location de voitures", "F4-01",
    )  # fmt: skip
    assert (draft.recipient_phone, draft.requirements) == ("+33243000001", "Permis B de plus d’un an")
    assert (draft.reason, draft.availability, draft.step_id) == ("Poste à 22 km", "le matin", scene.step.id)
    assert draft.state is ReferralState.DRAFT
    assert draft.shares(SharedPart.CONTACT)
    assert not draft.shares(SharedPart.SITUATION)


def test_nobody_is_sent_without_her_agreement(scene: AdviceDesk) -> None:
    scene.session.files.withdraw_consent(scene.subject, ConsentKind.SHARE_PARTNERS)
    draft = scene.session.referrals.draft(scene.subject, scene.service.id)
    assert not any(draft.shares(part) for part in SharedPart)
    with pytest.raises(ReferralNotAgreed, match="accord"):
        scene.session.referrals.send(draft.id)
    scene.session.referrals.change(draft.id, consent_on=TODAY)
    assert scene.session.referrals.send(draft.id).state is ReferralState.SENT


def test_a_referral_sent_comes_back_among_the_recalls_of_the_home(scene: AdviceDesk) -> None:
    recall = sent(scene)
    assert recall.due_on == date(2026, 11, 30)
    [line] = scene.session.overviews.recalls(date(2026, 11, 30))
    assert (line.record, line.subject) == (recall.id, scene.subject)
    assert line.reason == "Relancer Location de voitures\u00a0: orientation envoyée le ven.\u00a020\u00a0nov."
    assert scene.session.overviews.recalls(date(2026, 11, 29)) == ()
    assert scene.this_step().state is StepState.WAITING


def test_an_answer_closes_the_recall_and_teaches_the_directory_the_real_delay(scene: AdviceDesk) -> None:
    accepted(scene)
    answered = scene.this_referral()
    assert (answered.state, answered.answered_on, answered.observed_days) == (ReferralState.ACCEPTED, TODAY, 12)
    assert [recall for recall in scene.file().recalls if recall.is_open] == []
    assert scene.observed() == 12
    line = scene.session.directory.line(scene.service.id)
    assert line is not None
    assert line.observed_days == 12
    assert scene.this_step().state is StepState.STARTED


def test_a_refusal_carries_its_code_to_the_step_and_the_territory_in_one_go(scene: AdviceDesk) -> None:
    sent(scene)
    refused = scene.session.referrals.refuse(scene.referral.id, RefusalReason.FULL, days=90, unmet_need=True)
    assert (refused.unavailability, refused.unavailability_days) == ("SATURATION", 90)
    assert refused.observed_days is None, "nobody waited for it: it is only announced"
    step = scene.this_step()
    assert (step.state, step.unavailability, step.unavailability_days) == (StepState.FAILED, "SATURATION", 90)
    need = next(need for need in scene.file().unmet_needs if need.service_code == "F4-01")
    assert (need.commune, need.reason, need.referral_id) == ("Ballots", "SATURATION", scene.referral.id)
    assert scene.observed() == 90
    assert scene.session.plans.close(scene.subject, leaving=True).closed_on == TODAY


def test_a_refusal_of_the_person_is_not_a_failure_of_the_service(scene: AdviceDesk) -> None:
    scene.session.referrals.refuse(scene.referral.id, RefusalReason.NOT_INTERESTED)
    assert scene.this_step().state is StepState.DECLINED
    assert scene.observed() is None


def test_a_step_whose_referral_failed_without_a_cause_is_to_be_done_again(scene: AdviceDesk) -> None:
    sent(scene)
    scene.session.referrals.expire(scene.referral.id)
    assert scene.this_referral().state is ReferralState.EXPIRED
    assert (scene.this_step().state, scene.this_step().unavailability) == (StepState.TODO, "")


def test_an_answer_about_a_service_that_left_the_directory_is_still_noted(scene: AdviceDesk) -> None:
    sent(scene)
    scene.session.directory.trash(scene.service.id)
    assert scene.session.referrals.accept(scene.referral.id, observed_days=5).observed_days == 5


def test_calling_a_service_again_is_no_contact_with_the_person(scene: AdviceDesk) -> None:
    recall = sent(scene)
    scene.session.follow_up.miss(recall)
    scene.session.referrals.chase(scene.this_referral(), days=5)
    assert [contact.kind for contact in scene.file().contacts] == [ContactKind.PARTNER, ContactKind.PARTNER]
    assert not any(contact.reached for contact in scene.file().contacts)
    line = scene.session.overviews.person(scene.subject)
    assert line is not None
    assert line.last_contact is None
    [still] = [found for found in scene.file().recalls if found.is_open]
    assert (still.id, still.due_on) == (recall.id, date(2026, 11, 25))


def test_a_referral_called_again_after_its_recall_was_finished_comes_back(scene: AdviceDesk) -> None:
    scene.session.follow_up.finish_recall(sent(scene))
    scene.session.referrals.chase(scene.this_referral())
    [again] = [found for found in scene.file().recalls if found.is_open]
    assert again.id == scene.this_referral().recall_id


def test_a_referral_sent_twice_has_one_open_recall(scene: AdviceDesk) -> None:
    sent(scene)
    again = sent(scene)
    assert [recall.id for recall in scene.file().recalls if recall.is_open] == [again.id]


def test_a_removed_referral_takes_its_recall_along_and_is_found_in_the_trash(scene: AdviceDesk) -> None:
    sent(scene)
    scene.session.referrals.remove(scene.this_referral())
    assert (scene.file().referrals, scene.file().recalls) == ((), ())
    pieces = {piece.label: piece.text for piece in scene.session.trash.pieces()}
    assert pieces["Orientation"] == "Location de voitures"


def test_an_aid_asked_for_waits_for_its_decision_and_says_what_remains_to_pay(scene: AdviceDesk) -> None:
    recall = asked(scene)
    assert (recall.due_on, recall.reason) == (
        date(2026, 12, 21), "Réponse attendue\u00a0: Fonds d’urgence (CCAS), demande du ven.\u00a020\u00a0nov.",
    )  # fmt: skip
    assert (scene.this_request().state, scene.this_request().remainder) == (AidRequestState.ASKED, 480.0)
    granted = scene.session.aid_requests.grant(scene.request.id)
    assert (granted.granted_amount, granted.remainder, granted.decided_on) == (300.0, 180.0, TODAY)
    assert [found for found in scene.file().recalls if found.is_open] == []
    assert scene.this_step().state is StepState.DONE


def test_a_refused_aid_leaves_all_to_pay_and_its_cause_on_the_step(scene: AdviceDesk) -> None:
    asked(scene)
    refused = scene.session.aid_requests.refuse(scene.request.id, unavailability="ELIGIBILITE", note="Quotient")
    assert (refused.state, refused.remainder, refused.note) == (AidRequestState.REFUSED, 480.0, "Quotient")
    assert (scene.this_step().state, scene.this_step().unavailability) == (StepState.FAILED, "ELIGIBILITE")


def test_a_request_that_is_dropped_lets_its_step_go_on(scene: AdviceDesk) -> None:
    asked(scene)
    assert scene.this_step().state is StepState.WAITING
    assert scene.session.aid_requests.drop(scene.request.id).state is AidRequestState.DROPPED
    assert scene.this_step().state is StepState.TODO
    assert [found for found in scene.file().recalls if found.is_open] == []


def test_a_need_noted_twice_counts_once_and_another_cause_counts_apart(scene: AdviceDesk) -> None:
    needs = scene.session.unmet_needs
    needs.note(scene.subject, "F6-01", note="Plus de bénévole")
    needs.note(scene.subject, "F6-01", reason="SATURATION")
    found = [(need.service_code, need.reason, need.note) for need in needs.of(scene.subject)]
    assert sorted(found) == [("F6-01", "INEXISTANT", "Plus de bénévole"), ("F6-01", "SATURATION", "")]


def test_a_choice_says_what_it_is_about_and_takes_back_its_reason(scene: AdviceDesk) -> None:
    choices, key = scene.session.choices, service_key(scene.service.id)
    choices.discard(scene.subject, key, "ELOIGNEMENT", note="32 km")
    choices.discard(scene.subject, AID, "REFUS_PERSONNE")
    found = choices.choices(scene.subject)
    assert (found[key].service_id, found[key].aid, found[key].reason) == (scene.service.id, "", "ELOIGNEMENT")
    assert (found[AID].service_id, found[AID].aid) == (None, "fonds_urgence_mobilite")
    kept = choices.keep(scene.subject, key)
    assert (kept.state, kept.reason, kept.note) == (ChoiceState.KEPT, "", "")
    choices.clear(scene.subject, key)
    assert key not in choices.choices(scene.subject)
    assert choices.keep(scene.subject, key).id == kept.id


def test_what_somebody_does_not_know_is_an_answer(scene: AdviceDesk) -> None:
    choices = scene.session.choices
    choices.answer(scene.subject, "compte_formation", TriState.UNKNOWN)
    assert choices.answers(scene.subject)["compte_formation"] is TriState.UNKNOWN
    choices.forget(scene.subject, "compte_formation")
    assert set(choices.answers(scene.subject)) == {"attestation_embauche"}


def test_the_journal_says_the_deeds_and_never_the_words(scene: AdviceDesk) -> None:
    accepted(scene)
    lines = scene.session.overviews.journal()
    actions = {line.action for line in lines}
    assert {Action.REFERRAL_ADDED, Action.REFERRAL_SENT, Action.REFERRAL_ACCEPTED, Action.CHOICE_KEPT} <= actions
    assert "Location" not in repr(lines)
