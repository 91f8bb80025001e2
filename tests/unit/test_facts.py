"""What rules know of a person, from the records of her file."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from mobiconseil.domain.assessment import Assessment, AssessmentForm, AssessmentStage, Rating, new_rating
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.circumstances import circumstances_of
from mobiconseil.domain.conditions import Facts
from mobiconseil.domain.facts import facts_of
from mobiconseil.domain.identity import RecordId, element_id
from mobiconseil.domain.situation import Barrier, Status, Trip
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.reference import load_reference

REFERENCE = load_reference()
TODAY = date(2026, 11, 20)
SUBJECT = RecordId(bytes(range(16)))
PERSON = Beneficiary(
    id=SUBJECT,
    subject=SUBJECT,
    birth_year=2001,
    licence_requested=TriState.YES,
    deadline_on=TODAY + timedelta(days=35),
)
ASSESSMENT = Assessment(
    id=element_id(SUBJECT, "a"),
    subject=SUBJECT,
    form=AssessmentForm.SHORT,
    stage=AssessmentStage.INITIAL,
    started_on=TODAY,
)


def rated(item: str, value: int) -> Rating:
    return new_rating(ASSESSMENT, item).rated(value, datetime(2026, 11, 20, tzinfo=UTC))


def status(code: str, value: TriState, end_on: date | None = None) -> Status:
    return Status(id=element_id(SUBJECT, code), subject=SUBJECT, code=code, value=value, end_on=end_on)


def known(person: Beneficiary = PERSON, *statuses: Status, answers: dict[str, TriState] | None = None) -> Facts:
    trips = [
        Trip(id=element_id(SUBJECT, "t1"), subject=SUBJECT, position=0, distance_km=4),
        Trip(id=element_id(SUBJECT, "t2"), subject=SUBJECT, position=1, is_main=True, distance_km=22),
    ]
    circumstances = circumstances_of(
        person, statuses, trips, today=TODAY, kinds=REFERENCE.statuses.kinds, answers=answers
    )
    barriers = [
        Barrier(id=element_id(SUBJECT, "b1"), subject=SUBJECT, code="E1"),
        Barrier(id=element_id(SUBJECT, "b2"), subject=SUBJECT, code="S3", lifted_on=TODAY),
    ]
    ratings = [rated("D5.2", 0), new_rating(ASSESSMENT, "D8.2"), rated("D5.1", 1)]
    ratings.append(new_rating(ASSESSMENT, "D4.2").not_applicable(datetime(2026, 11, 20, tzinfo=UTC)))
    return facts_of(
        person,
        circumstances,
        grid=REFERENCE.grid,
        kinds=REFERENCE.statuses.kinds,
        ratings=ratings,
        form=AssessmentForm.SHORT,
        barriers=barriers,
    )


def test_only_what_was_rated_is_known() -> None:
    assert known().items == {"D5.2": 0, "D5.1": 1}


def test_the_main_trip_the_open_barriers_the_deadline_and_the_request_are_read() -> None:
    facts = known()
    assert (facts.distance_km, facts.barriers, facts.deadline_days) == (22, {"E1"}, 35)
    assert facts.licence_requested is True


def test_a_birth_year_leaves_two_ages() -> None:
    facts = known()
    assert (facts.ages, facts.age) == ((24, 25), None)
    assert "ST06" in facts.statuses


def test_a_deadline_that_is_over_or_absent_is_no_deadline() -> None:
    assert known(replace(PERSON, deadline_on=TODAY - timedelta(days=1))).deadline_days is None
    assert known(replace(PERSON, deadline_on=None)).deadline_days is None
    assert known(replace(PERSON, deadline_on=TODAY)).deadline_days == 0


def test_a_request_never_asked_about_is_unknown() -> None:
    assert known(replace(PERSON, licence_requested=TriState.UNKNOWN)).licence_requested is None
    assert known(replace(PERSON, licence_requested=TriState.NO)).licence_requested is False


def test_an_expired_status_is_neither_yes_nor_no() -> None:
    expired = status("ST04", TriState.YES, end_on=TODAY - timedelta(days=1))
    facts = known(PERSON, expired, status("ST01", TriState.NO), status("ST13", TriState.YES))
    assert "ST13" in facts.statuses
    assert "ST01" in facts.refused_statuses
    assert "ST04" not in facts.statuses | facts.refused_statuses


def test_an_answer_about_something_else_than_a_status_changes_nothing_the_rules_read() -> None:
    assert known(answers={"deposit:300": TriState.YES, "compte_formation": TriState.NO}) == known()


def test_a_status_answered_in_place_counts() -> None:
    assert "ST13" in known(answers={"ST13": TriState.YES}).statuses


def test_a_domain_known_well_enough_has_a_score() -> None:
    assert known().scores == {"D5": 12.5}
