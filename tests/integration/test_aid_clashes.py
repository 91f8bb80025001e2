"""Aids that cannot be had together: the advice says so before anybody asks for both."""

from __future__ import annotations

import pytest

from mobiconseil.domain.advice_records import aid_key
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.session import Session

FREE = "permis_1_euro"


@pytest.fixture
def subject(session: Session) -> RecordId:
    return session.files.create(last_name="Garnier", first_name="Sylvie").id


@pytest.fixture
def pair(session: Session) -> tuple[str, str]:
    """Return two shipped aids, the first of which excludes the second."""
    first = session.aids.aid("faj_seine_maritime")
    return first.code, first.excludes[0]


def told(session: Session, subject: RecordId, code: str) -> tuple[str, ...]:
    aid = session.advice.detail(subject, aid_key(code)).aid
    assert aid is not None
    return aid.clashes


def test_an_aid_says_that_one_already_kept_excludes_it_whichever_says_so(
    session: Session, subject: RecordId, pair: tuple[str, str]
) -> None:
    for kept, seen in (pair, pair[::-1]):
        assert told(session, subject, seen) == ()
        session.choices.keep(subject, aid_key(kept))
        (text,) = told(session, subject, seen)
        assert session.aids.aid(kept).name in text
        assert "déjà retenue" in text
        assert told(session, subject, FREE) == ()
        session.choices.discard(subject, aid_key(kept), "REFUS_PERSONNE")


def test_an_aid_asked_for_then_granted_excludes_another_and_refused_it_does_not(
    session: Session, subject: RecordId, pair: tuple[str, str]
) -> None:
    request = session.aid_requests.add(subject, aid=pair[0], name="Une aide")
    assert told(session, subject, pair[1]) == ()
    session.aid_requests.ask(request.id)
    assert "demandée le" in told(session, subject, pair[1])[0].replace("\u00a0", " ")
    session.aid_requests.grant(request.id, 300.0)
    assert "accordée le" in told(session, subject, pair[1])[0]
    session.aid_requests.refuse(request.id)
    assert told(session, subject, pair[1]) == ()


def test_the_draft_of_the_plan_warns_once_of_two_kept_aids(
    session: Session, subject: RecordId, pair: tuple[str, str]
) -> None:
    for code in (*pair, FREE):
        session.choices.keep(subject, aid_key(code))
    warned = [text for text in session.plan_building.draft(subject).warnings if "ne se cumulent pas" in text]
    assert len(warned) == 1
    assert all(session.aids.aid(code).name in warned[0] for code in pair)


def test_a_local_aid_may_exclude_one_that_is_shipped(session: Session, subject: RecordId) -> None:
    local = session.aids.add("Bourse de Craon", excludes=FREE, decided_by="Craon", amount="300 €")
    session.choices.keep(subject, aid_key(local.code))
    assert "Bourse de Craon" in told(session, subject, FREE)[0]


def test_the_licence_aid_of_the_employment_service_is_not_had_with_that_of_a_region(
    session: Session, subject: RecordId
) -> None:
    session.choices.keep(subject, aid_key("aide_permis_france_travail"))
    assert told(session, subject, "permis_region_bretagne")
    assert told(session, subject, FREE) == ()
