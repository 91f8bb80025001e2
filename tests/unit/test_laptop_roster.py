"""Who is in a team is read from the mandates alone, in any order, and only from those that lead to the sheet."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.laptops import (
    LETTERS,
    Anchor,
    Laptop,
    Mandate,
    MandateKind,
    Roster,
    draft_mandate,
    fingerprint,
    free_letter,
    judge,
)
from mobiconseil.domain.sealed import PublicKeys

ORG = RecordId(b"o" * 16)
DAY = date(2026, 11, 20)


def key(name: str) -> bytes:
    return hashlib.sha256(name.encode()).digest()


def keys(name: str) -> PublicKeys:
    return PublicKeys(signing=key(name), sealing=key(name + "/box"))


def laptop(name: str) -> RecordId:
    return RecordId(key(name)[:16])


def mark(signer: bytes, message: bytes) -> bytes:
    return hashlib.sha512(signer + message).digest()


def verify(signer: bytes, message: bytes, signature: bytes) -> bool:
    return signature == mark(signer, message)


def signed(kind: MandateKind, name: str, by: str, rank: int = 0) -> Mandate:
    draft = draft_mandate(ORG, kind, laptop(name), keys(name), signer=key(by), issued_on=DAY, rank=rank)
    return replace(draft, signature=mark(key(by), draft.statement(ORG)))


ANCHOR = Anchor(ORG, keys("feuille"))
REFERENT = signed(MandateKind.REFERENT, "claire", "feuille")
MEMBER = signed(MandateKind.MEMBER, "zoé", "claire")


def names(roster: Roster) -> set[str]:
    known = {laptop(name): name for name in ("claire", "zoé", "max", "léa", "voleur")}
    return {known[member.laptop] for member in roster.members}


def team(*mandates: Mandate, anchor: Anchor = ANCHOR) -> Roster:
    return judge(anchor, mandates, verify)


def test_the_sheet_names_a_referent_who_admits_the_others() -> None:
    roster = team(REFERENT, MEMBER)
    assert names(roster) == {"claire", "zoé"}
    assert [member.is_referent for member in roster.members] == [True, False]
    assert roster.sealing_keys() == (*(member.keys.sealing for member in roster.members), keys("feuille").sealing)


@pytest.mark.parametrize(
    "mandate",
    [
        signed(MandateKind.REFERENT, "voleur", "claire"),
        signed(MandateKind.REFERENT, "voleur", "voleur"),
        signed(MandateKind.MEMBER, "voleur", "zoé"),
        signed(MandateKind.MEMBER, "voleur", "voleur"),
        signed(MandateKind.REVOKED, "claire", "zoé"),
        signed(MandateKind.REVOKED, "claire", "claire"),
        signed(MandateKind.REVOKED, "zoé", "voleur"),
        signed(MandateKind.PAPER, "voleur", "zoé", rank=1),
        signed(MandateKind.PAPER, "voleur", "claire", rank=2),
        replace(MEMBER, laptop=laptop("voleur")),
        replace(MEMBER, signing_key=key("voleur")),
        replace(MEMBER, sealing_key=key("voleur")),
        replace(MEMBER, kind=MandateKind.REFERENT),
        replace(MEMBER, signature=b""),
        replace(signed(MandateKind.MEMBER, "max", "claire"), sealing_key=b"court"),
        replace(signed(MandateKind.MEMBER, "max", "claire"), kind=MandateKind("de_demain")),
    ],
)
def test_a_mandate_that_does_not_lead_to_the_sheet_changes_nothing(mandate: Mandate) -> None:
    assert team(REFERENT, MEMBER, mandate) == team(REFERENT, MEMBER)


def test_a_mandate_of_another_team_counts_for_nothing() -> None:
    other = Anchor(RecordId(b"p" * 16), ANCHOR.paper)
    assert team(REFERENT, MEMBER, anchor=other).members == ()


def test_a_revoked_key_never_comes_back() -> None:
    gone = signed(MandateKind.REVOKED, "zoé", "claire")
    roster = team(REFERENT, MEMBER, gone, signed(MandateKind.MEMBER, "zoé", "feuille"))
    assert names(roster) == {"claire"}
    assert roster.revoked == {key("zoé")}
    assert roster.retired == {laptop("zoé")}


def test_only_the_sheet_sets_a_referent_aside() -> None:
    second = signed(MandateKind.REFERENT, "max", "feuille")
    assert names(team(REFERENT, second, signed(MandateKind.REVOKED, "claire", "max"))) == {"claire", "max"}
    assert names(team(REFERENT, second, signed(MandateKind.REVOKED, "claire", "feuille"))) == {"max"}


def test_what_a_referent_set_aside_had_signed_counts_no_more_until_it_is_signed_again() -> None:
    gone = signed(MandateKind.REVOKED, "claire", "feuille")
    assert names(team(REFERENT, MEMBER, gone)) == set()
    assert names(team(REFERENT, MEMBER, gone, signed(MandateKind.MEMBER, "zoé", "feuille"))) == {"zoé"}


def test_a_new_sheet_is_named_by_the_one_before_or_by_a_referent() -> None:
    for by in ("feuille", "claire"):
        new = signed(MandateKind.PAPER, "feuille 2", by, rank=1)
        again = signed(MandateKind.REFERENT, "claire", "feuille 2")
        roster = team(REFERENT, MEMBER, new, again)
        assert (roster.rank, roster.paper) == (1, keys("feuille 2"))
        assert names(roster) == {"claire", "zoé"}
        assert names(team(REFERENT, MEMBER, new)) == set()
        assert names(team(REFERENT, new, again, signed(MandateKind.REFERENT, "voleur", "feuille"))) == {"claire"}


def test_a_laptop_that_joined_after_a_new_sheet_needs_none_of_the_old_one() -> None:
    again = signed(MandateKind.REFERENT, "claire", "feuille 2")
    roster = team(again, MEMBER, anchor=Anchor(ORG, keys("feuille 2"), 1))
    assert names(roster) == {"claire", "zoé"}


ALL = (
    REFERENT,
    MEMBER,
    signed(MandateKind.REFERENT, "max", "feuille"),
    signed(MandateKind.MEMBER, "léa", "max"),
    signed(MandateKind.REVOKED, "zoé", "max"),
    signed(MandateKind.REVOKED, "max", "feuille"),
    signed(MandateKind.MEMBER, "léa", "feuille"),
    signed(MandateKind.PAPER, "feuille 2", "claire", rank=1),
    signed(MandateKind.REFERENT, "claire", "feuille 2"),
    signed(MandateKind.MEMBER, "voleur", "max"),
)


@given(st.lists(st.sampled_from(ALL), max_size=24), st.randoms(use_true_random=False))
def test_mandates_may_come_in_any_order_and_twice(mandates: list[Mandate], random: object) -> None:
    mixed = [*mandates, *mandates]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    once = {mandate.id: mandate for mandate in mandates}.values()
    unique = {mandate.id: mandate for mandate in mixed}.values()
    assert judge(ANCHOR, unique, verify) == judge(ANCHOR, once, verify)
    assert set(judge(ANCHOR, mixed, verify).members) == set(judge(ANCHOR, once, verify).members)


@given(st.lists(st.sampled_from(ALL), max_size=24))
def test_nobody_is_a_member_and_revoked_at_once(mandates: list[Mandate]) -> None:
    roster = judge(ANCHOR, mandates, verify)
    assert not roster.revoked & {member.keys.signing for member in roster.members}
    assert not roster.retired & {member.laptop for member in roster.members}


def test_the_same_statement_has_the_same_identifier_wherever_it_is_written() -> None:
    assert signed(MandateKind.MEMBER, "zoé", "claire").id == MEMBER.id
    assert signed(MandateKind.REVOKED, "zoé", "claire").id != MEMBER.id


def test_a_fingerprint_holds_the_team_the_laptop_and_both_keys() -> None:
    prints = {
        fingerprint(ORG, laptop("zoé"), keys("zoé")),
        fingerprint(RecordId(b"p" * 16), laptop("zoé"), keys("zoé")),
        fingerprint(ORG, laptop("max"), keys("zoé")),
        fingerprint(ORG, laptop("zoé"), PublicKeys(signing=key("x"), sealing=keys("zoé").sealing)),
        fingerprint(ORG, laptop("zoé"), PublicKeys(signing=key("zoé"), sealing=key("x"))),
    }
    assert len(prints) == 5


def test_each_laptop_has_its_letter_until_none_is_left() -> None:
    laptops = [Laptop(id=laptop(letter), letter=letter) for letter in LETTERS]
    assert free_letter(()) == "A"
    assert free_letter(laptops[:1] + laptops[2:]) == "B"
    assert free_letter(laptops) == ""
