"""What is kept of the advice: keys, refusals, what a sheet may show, what remains to pay."""

from __future__ import annotations

from datetime import date

import pytest

from mobiconseil.domain.advice_records import (
    AidRequest,
    AidRequestState,
    Referral,
    aid_key,
    answer_id,
    catalogue_key,
    choice_id,
    local_aid_id,
    remainder_of,
    rule_entry_id,
    service_key,
    unmet_need_id,
)
from mobiconseil.domain.identity import ID_LENGTH, RecordId
from mobiconseil.domain.referral_codes import ReferralState, RefusalReason, SharedPart
from mobiconseil.reference import load_reference
from mobiconseil.services.waiting import after

ONE = RecordId(b"1" * 16)
TWO = RecordId(b"2" * 16)


def request(**fields: object) -> AidRequest:
    return AidRequest(id=ONE, subject=ONE, **fields)  # type: ignore[arg-type]


def test_the_keys_say_what_they_are_about() -> None:
    assert service_key(ONE) == f"service:{'31' * 16}"
    assert (aid_key("faj"), catalogue_key("F2-07")) == ("aid:faj", "catalogue:F2-07")


def test_two_laptops_make_the_same_element_and_two_elements_are_never_one() -> None:
    made = [
        answer_id(ONE, "faj"), answer_id(TWO, "faj"), choice_id(ONE, "faj"), local_aid_id("faj"), rule_entry_id("faj"),
        unmet_need_id(ONE, "F6-01", "53018", "INEXISTANT"), unmet_need_id(ONE, "F6-01", "53018", "SATURATION"),
    ]  # fmt: skip
    assert len(set(made)) == len(made)
    assert {len(found) for found in made} == {ID_LENGTH}
    assert answer_id(ONE, "faj") == made[0]


def test_each_unavailability_that_a_refusal_suggests_is_one_of_the_reference() -> None:
    known = {entry.code for entry in load_reference().unavailability.kinds}
    suggested = {reason.unavailability for reason in RefusalReason} - {""}
    assert suggested <= known
    assert RefusalReason.FULL.unavailability == "SATURATION"
    assert RefusalReason.NOT_REACHED.unavailability == ""
    assert RefusalReason("motif-de-demain").unavailability == ""


def test_a_sheet_shows_nothing_before_the_person_agreed() -> None:
    shared = f"{SharedPart.CONTACT} {SharedPart.NEED}"
    silent = Referral(id=ONE, subject=ONE, shared=shared)
    agreed = Referral(id=ONE, subject=ONE, shared=shared, consent_on=date(2026, 11, 20))
    assert not silent.shares(SharedPart.CONTACT)
    assert agreed.shares(SharedPart.NEED)
    assert not agreed.shares(SharedPart.SITUATION)


def test_only_a_referral_that_was_sent_and_not_answered_waits() -> None:
    assert [state for state in ReferralState if state.is_waiting] == [ReferralState.SENT]
    assert not ReferralState.DRAFT.is_answered
    assert ReferralState.EXPIRED.is_answered


def test_what_remains_to_pay_counts_only_what_is_granted_and_never_goes_below_zero() -> None:
    granted = request(state=AidRequestState.GRANTED, cost_total=487.6, granted_amount=300.0)
    hoped = request(state=AidRequestState.ASKED, asked_amount=100.0)
    assert granted.remainder == pytest.approx(187.6)
    assert remainder_of((granted, hoped)) == pytest.approx(187.6)
    more = request(state=AidRequestState.GRANTED, granted_amount=200.0)
    assert remainder_of((granted, more)) == 0.0
    assert hoped.remainder is None


def test_a_recall_never_falls_on_a_week_end() -> None:
    friday = date(2026, 11, 20)
    assert after(friday, 10) == date(2026, 11, 30)
    assert after(friday, 8) == date(2026, 11, 30)
    assert after(friday, 9) == date(2026, 11, 30)
    assert after(friday, 7) == date(2026, 11, 27)
