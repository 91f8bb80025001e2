"""Papers of the team come back as they were written, and anything else is refused by one class of error."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobiconseil.domain.exchange import Refused
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.invitations import (
    MAX_SIZE,
    Invitation,
    JoinRequest,
    OpenInvitation,
    decode_invitation,
    decode_request,
    encode_invitation,
    encode_request,
)
from mobiconseil.domain.laptops import Anchor, Mandate, MandateKind
from mobiconseil.domain.sealed import PublicKeys
from mobiconseil.services.spoken_words import spoken_code, words_of

ONE, TWO = RecordId(b"1" * 16), RecordId(b"2" * 16)
KEYS = PublicKeys(signing=b"s" * 32, sealing=b"x" * 32)
INVITATION = Invitation(
    id=ONE,
    anchor=Anchor(TWO, KEYS, 3),
    structure="Cap Mobilité « L’Élan »",
    name="Portable d’Éloïse",
    letter="B",
    made_on=date(2026, 11, 20),
    expires_on=date(2026, 12, 4),
    inviter=TWO,
    names={TWO: "Poste de l’accueil"},
    mandates=(
        Mandate(
            id=ONE,
            kind=MandateKind.REFERENT,
            laptop=TWO,
            signing_key=b"a" * 32,
            sealing_key=b"b" * 32,
            issued_on=date(2026, 11, 20),
            signer=b"c" * 32,
            signature=b"d" * 64,
        ),
    ),
)
REQUEST = JoinRequest(
    org=TWO, invitation=ONE, laptop=TWO, name="Portable d’Éloïse", holder="Éloïse D’Été", keys=KEYS, replaces=b"r" * 32
)


def test_an_invitation_comes_back_as_it_was_written() -> None:
    assert decode_invitation(encode_invitation(INVITATION)) == INVITATION


def test_a_request_comes_back_as_it_was_written() -> None:
    assert decode_request(encode_request(REQUEST)) == REQUEST
    assert REQUEST.statement().endswith(encode_request(REQUEST))


def test_each_paper_given_for_the_other_says_where_it_goes() -> None:
    with pytest.raises(Refused, match="demande, à ouvrir sur le poste référent"):
        decode_invitation(encode_request(REQUEST))
    with pytest.raises(Refused, match="invitation, à ouvrir sur le nouveau poste"):
        decode_request(encode_invitation(INVITATION))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", "00"),
        ("org", "zz" * 16),
        ("org", None),
        ("paper", []),
        ("paper", [["00" * 32], 0]),
        ("paper", [["00" * 32, "00" * 32], -1]),
        ("paper", [["00" * 32, "00" * 32], True]),
        ("paper", [["00" * 32, "00" * 32], 1e400]),
        ("structure", "a" * 101),
        ("structure", "ligne\nligne"),
        ("name", "\ud800"),
        ("name", "a\0"),
        ("name", 12),
        ("made_on", "hier"),
        ("expires_on", 20261204),
        ("names", []),
        ("names", {"00": "x"}),
        ("mandates", "x"),
        ("mandates", [[]]),
        ("mandates", [[None] * 9]),
        ("mandates", [["00" * 16]] * 501),
        ("mandates", {"a": 1}),
    ],
)
def test_a_paper_with_one_wrong_field_is_refused_whole(name: str, value: Any) -> None:
    content = json.loads(encode_invitation(INVITATION))
    with pytest.raises(Refused):
        decode_invitation(json.dumps({**content, name: value}).encode())


@pytest.mark.parametrize(
    "raw", [b"", b"{}", b"[]", b"null", b"\xff", b'{"what":"invitation"}', b"[" * 200_000, b" " * (MAX_SIZE + 1)]
)
def test_what_is_no_paper_is_refused(raw: bytes) -> None:
    for decode in (decode_invitation, decode_request):
        with pytest.raises(Refused):
            decode(raw)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@given(st.sampled_from(sorted(json.loads(encode_invitation(INVITATION)))), JSON)
def test_a_paper_of_a_hostile_hand_is_read_or_refused(name: str, value: Any) -> None:
    content = {**json.loads(encode_invitation(INVITATION)), name: value}
    with suppress(Refused):
        assert decode_invitation(json.dumps(content).encode())


@given(st.sampled_from(sorted(json.loads(encode_request(REQUEST)))), JSON)
def test_a_request_of_a_hostile_hand_is_read_or_refused(name: str, value: Any) -> None:
    content = {**json.loads(encode_request(REQUEST)), name: value}
    with suppress(Refused):
        assert decode_request(json.dumps(content).encode())


def test_an_invitation_waits_until_its_day_is_over() -> None:
    kept = OpenInvitation(id=ONE, name="x", letter="B", made_on=date(2026, 11, 20), expires_on=date(2026, 12, 4))
    assert kept.is_pending(date(2026, 12, 4))
    assert not kept.is_pending(date(2026, 12, 5))


def test_words_to_say_are_short_and_the_same_for_the_same_keys() -> None:
    assert words_of(b"\x01" * 32) == words_of(b"\x01" * 32)
    assert words_of(b"\x01" * 32) != words_of(b"\x02" * 32)
    assert len(words_of(bytes(32)).split()) == 6
    assert len(spoken_code().split()) == 5
    assert spoken_code() != spoken_code()
