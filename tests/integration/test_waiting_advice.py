"""What waits in the advice: a licence whose guard nobody rated, and the aids of what a rule puts off."""

from __future__ import annotations

import pytest

from mobiconseil.domain.advice_records import aid_key, service_key
from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.sieve import Sieve, SieveGroup, SieveLevel, SieveRow
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.session import Session
from tests.advice_people import person, service

TO_RATE = ("connaître le code de la route", "lire")


@pytest.fixture
def asking(session: Session) -> RecordId:
    """Return somebody who asks for the licence, and of whom nothing is rated."""
    subject = session.files.create(last_name="Garnier", first_name="Sylvie", commune="Ballots", insee_code="53018").id
    session.files.change(subject, licence_requested=TriState.YES)
    return subject


def rows(sieve: Sieve) -> dict[str, SieveRow]:
    return {row.key: row for row in sieve.rows}


def test_a_licence_asked_before_anything_is_rated_says_what_to_rate(session: Session, asking: RecordId) -> None:
    [waiting] = session.advice.sieve(asking).deferrals
    assert (waiting.names, waiting.services, waiting.to_rate) == (("Permis B",), ("F2-07",), TO_RATE)
    assert (waiting.rule, waiting.facts) == ("R-01", ())


def test_a_driving_school_open_to_all_is_to_check_until_the_guard_is_rated(session: Session, asking: RecordId) -> None:
    school = service_key(service(session, "Auto-école sociale", "F2-07", km_north=1))
    closed = service_key(service(session, "Auto-école d’ailleurs", "F2-07", zones="29"))
    other = service_key(service(session, "Premiers pas en bus", "F2-01", km_north=2))
    sieve = session.advice.sieve(asking)
    found = rows(sieve)
    assert found[school].group is SieveGroup.TO_CHECK
    assert found[school].note == f"À évaluer d’abord\u00a0: {', '.join(TO_RATE)}"
    assert (found[school].deferred, found[other].group) == (False, SieveGroup.OPEN_TO_ALL)
    assert closed not in found or found[closed].group is SieveGroup.NOT_ELIGIBLE
    assert sum(sieve.counts.values()) == len(sieve.rows)
    detail = session.advice.detail(asking, school)
    assert detail.row == found[school]
    assert detail.postponed is not None
    assert detail.postponed.to_rate == TO_RATE


def test_the_driving_school_leaves_what_is_to_check_once_the_guard_is_rated(session: Session, asking: RecordId) -> None:
    school = service_key(service(session, "Auto-école sociale", "F2-07", km_north=1))
    assert rows(session.advice.sieve(asking))[school].group is SieveGroup.TO_CHECK
    assessment = session.assessments.start(asking, AssessmentForm.SHORT)
    for item in ("D5.2", "D8.2", "D5.1"):
        session.assessments.rate(assessment, item, 2)
    sieve = session.advice.sieve(asking)
    assert sieve.deferrals == ()
    row = rows(sieve)[school]
    assert (row.group, row.note, row.proposed) == (SieveGroup.OPEN_TO_ALL, "", SieveLevel.PROPOSED)


def test_the_draft_of_the_plan_says_what_to_rate_first(session: Session, asking: RecordId) -> None:
    session.choices.keep(asking, service_key(service(session, "Auto-école sociale", "F2-07", km_north=1)))
    assert session.plan_building.draft(asking).warnings[0].startswith("Permis B\u00a0: à évaluer d’abord (connaître")


def test_the_aid_of_a_service_that_is_put_off_waits_with_its_reason(session: Session) -> None:
    subject = person(session, "P5")
    assert "microcredit_mobilite" in {aid.code for aid in session.advice.recommendations(subject).aids}
    row = rows(session.advice.sieve(subject))[aid_key("microcredit_mobilite")]
    assert (row.deferred, row.proposed) == (True, SieveLevel.NONE)
    postponed = session.advice.detail(subject, row.key).postponed
    assert postponed is not None
    assert (postponed.rule, postponed.review_days) == ("R-18", 30)


def test_the_aid_that_pays_for_a_licence_put_off_says_why(session: Session) -> None:
    subject = person(session, "P2")
    postponed = session.advice.detail(subject, aid_key("permis_1_euro")).postponed
    assert postponed is not None
    assert postponed.rule == "R-01"


def test_an_aid_that_is_over_says_so_rather_than_that_it_waits(session: Session) -> None:
    row = rows(session.advice.sieve(person(session, "P2")))[aid_key("aide_permis_apprenti")]
    assert (row.deferred, row.note.startswith("Supprimée depuis")) == (False, True)
