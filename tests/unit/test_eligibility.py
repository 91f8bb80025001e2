"""The judgement of circumstances against criteria: three verdicts, each with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobiconseil.domain.beneficiary import Beneficiary, Licence
from mobiconseil.domain.circumstances import Circumstances, circumstances_of, publics_of
from mobiconseil.domain.civility import Civility
from mobiconseil.domain.criteria import Criterion
from mobiconseil.domain.directory import Service
from mobiconseil.domain.eligibility import (
    AgeCriterion,
    AnyCriterion,
    Criteria,
    DepositCriterion,
    LicenceCriterion,
    PublicCriterion,
    QuestionCriterion,
    QuotientCriterion,
    RegistrationCriterion,
    SeniorityCriterion,
    StatusCriterion,
    TripCriterion,
    Verdict,
    ZoneCriterion,
    criteria_of,
    judge,
)
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.situation import Status
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.reference import load_reference

TODAY = date(2026, 11, 20)
YES, NO, UNKNOWN = TriState.YES, TriState.NO, TriState.UNKNOWN
NOBODY = RecordId(bytes(16))
PERSON = Beneficiary(id=NOBODY, subject=NOBODY)


def known(**facts: Any) -> Circumstances:
    return Circumstances(today=TODAY, **facts)


def verdict(criterion: Criterion, **facts: Any) -> Verdict:
    return judge(Criteria(all=(criterion,)), known(**facts)).verdict


def test_one_audience_is_enough_and_every_axis_must_hold():
    criteria = Criteria(all=(PublicCriterion(audiences=("jeunes", "seniors")), AgeCriterion(lowest=18)))
    assert judge(criteria, known(publics={"seniors": YES, "jeunes": NO}, age=60)).verdict is Verdict.ELIGIBLE
    assert judge(criteria, known(publics={"jeunes": YES}, age=16)).verdict is Verdict.NOT_ELIGIBLE


def test_an_audience_nobody_knows_is_asked_and_one_that_is_denied_shuts_the_door():
    criteria = Criteria(all=(PublicCriterion(audiences=("jeunes", "seniors")),))
    judgement = judge(criteria, known(publics={"jeunes": NO}))
    assert (judgement.verdict, judgement.question) == (Verdict.TO_CHECK, "seniors")
    assert judge(criteria, known(publics={"jeunes": NO, "seniors": NO})).verdict is Verdict.NOT_ELIGIBLE


def test_an_unknown_zone_is_said_and_never_means_everywhere():
    result = judge(criteria_of(Service(id=NOBODY)), known()).results[-1]
    assert result.text == "Zone non précisée\u00a0: à demander."
    assert (result.holds, result.blocking) == (UNKNOWN, False)
    assert judge(criteria_of(Service(id=NOBODY)), known()).verdict is Verdict.ELIGIBLE


@pytest.mark.parametrize(
    ("zones", "facts", "wanted"),
    [
        (("53",), {"departement": "53"}, Verdict.ELIGIBLE),
        (("53",), {"departement": "49"}, Verdict.NOT_ELIGIBLE),
        (("53",), {}, Verdict.TO_CHECK),
        (("france",), {}, Verdict.ELIGIBLE),
        (("53084",), {"departement": "53", "insee_code": "53084"}, Verdict.ELIGIBLE),
        (("53084",), {"departement": "53", "insee_code": "53130"}, Verdict.NOT_ELIGIBLE),
        (("53084",), {"departement": "53"}, Verdict.TO_CHECK),
        (("200048551",), {"departement": "53", "insee_code": "53084"}, Verdict.TO_CHECK),
        (("200048551",), {"departement": "53", "insee_code": "53084", "epci": "200048551"}, Verdict.ELIGIBLE),
        (("2A",), {"insee_code": "2A004"}, Verdict.ELIGIBLE),
        (("974",), {"insee_code": "97411"}, Verdict.ELIGIBLE),
    ],
)
def test_where_the_person_lives_decides_as_precisely_as_it_is_known(zones, facts, wanted):
    assert verdict(ZoneCriterion(zones=zones), **facts) is wanted


def test_an_expired_status_is_asked_again_and_never_counts():
    expired = Status(id=NOBODY, subject=NOBODY, code="ST01", value=YES, end_on=date(2026, 11, 19))
    today = circumstances_of(PERSON, [expired], [], today=TODAY, kinds=load_reference().statuses.kinds)
    judgement = judge(Criteria(all=(StatusCriterion(codes=("ST01",), names=("RSA",)),)), today)
    assert judgement.verdict is Verdict.TO_CHECK
    assert judgement.results[0].text == "RSA\u00a0: statut échu, à revérifier."
    assert judgement.note == "Manque\u00a0: RSA, à jour."


def test_a_birth_year_alone_leaves_the_age_open_by_one_year():
    bounds = circumstances_of(replace(PERSON, birth_year=2000), [], [], today=TODAY, kinds=())
    assert verdict(AgeCriterion(highest=25), age_bounds=bounds.age_bounds) is Verdict.TO_CHECK
    assert verdict(AgeCriterion(highest=26), age_bounds=bounds.age_bounds) is Verdict.ELIGIBLE
    assert verdict(AgeCriterion(highest=24), age_bounds=bounds.age_bounds) is Verdict.NOT_ELIGIBLE


@pytest.mark.parametrize(
    ("age", "wanted"),
    [(14, Verdict.NOT_ELIGIBLE), (15, Verdict.ELIGIBLE), (25, Verdict.ELIGIBLE), (26, Verdict.NOT_ELIGIBLE)],
)
def test_the_bounds_of_an_age_are_included(age, wanted):
    assert verdict(AgeCriterion(lowest=15, highest=25), age=age) is wanted


TRIP = TripCriterion(km=60, minutes=120, overseas_km=20)


@pytest.mark.parametrize(
    ("km", "minutes", "wanted"),
    [
        (22, None, Verdict.NOT_ELIGIBLE),
        (30, None, Verdict.TO_CHECK),
        (26.9, None, Verdict.NOT_ELIGIBLE),
        (33.1, None, Verdict.ELIGIBLE),
        (32.9, None, Verdict.TO_CHECK),
        (22, 75, Verdict.ELIGIBLE),
        (22, 60, Verdict.TO_CHECK),
        (22, 30, Verdict.NOT_ELIGIBLE),
        (None, 75, Verdict.ELIGIBLE),
        (None, None, Verdict.TO_CHECK),
    ],
)
def test_a_trip_within_a_tenth_of_the_threshold_does_not_decide(km, minutes, wanted):
    assert verdict(TRIP, distance_km=km, duration_min=minutes) is wanted


CARPOOL = TripCriterion(km=10, most_km=120)


@pytest.mark.parametrize(
    ("km", "wanted"),
    [
        (4, Verdict.NOT_ELIGIBLE),
        (5, Verdict.TO_CHECK),
        (6, Verdict.ELIGIBLE),
        (22, Verdict.ELIGIBLE),
        (58, Verdict.TO_CHECK),
        (70, Verdict.NOT_ELIGIBLE),
        (None, Verdict.TO_CHECK),
    ],
)
def test_a_trip_may_be_too_long(km, wanted):
    assert verdict(CARPOOL, distance_km=km) is wanted


def test_a_trip_that_is_too_long_says_both_ends():
    assert "de 10 à 120\u00a0km" in judge(Criteria(all=(CARPOOL,)), known(distance_km=70)).reason
    assert "120\u00a0km au plus" in judge(Criteria(all=(TripCriterion(most_km=120),)), known(distance_km=70)).reason


def test_a_trip_known_in_minutes_only_leaves_its_upper_end_open():
    assert verdict(TripCriterion(minutes=30, most_km=120), duration_min=60) is Verdict.TO_CHECK


def test_the_distance_asked_is_shorter_overseas():
    assert verdict(TRIP, distance_km=15, departement="974") is Verdict.ELIGIBLE


def test_a_failing_trip_says_both_thresholds():
    text = judge(Criteria(all=(TRIP,)), known(distance_km=22)).reason
    assert [said for said in ("44\u00a0km", "60\u00a0km", "2\u00a0h") if said not in text] == []


def test_a_licence_without_a_break_is_refused_to_who_stopped_driving():
    service = Service(
        id=NOBODY, publics="tous-publics", licence_needed=True, licence_seniority_years=3,
        conditions="Permis de plus de 3 ans, sans interruption",
    )  # fmt: skip
    stopped = known(licence=Licence.CAR, licence_years=10, driving_break=YES)
    assert judge(criteria_of(service), stopped).verdict is Verdict.NOT_ELIGIBLE
    assert judge(criteria_of(service), replace(stopped, driving_break=NO)).verdict is Verdict.ELIGIBLE
    assert judge(criteria_of(service), replace(stopped, driving_break=UNKNOWN)).question == "driving_break"


@pytest.mark.parametrize(
    ("years", "wanted"),
    [(3, Verdict.ELIGIBLE), (2, Verdict.TO_CHECK), (1, Verdict.NOT_ELIGIBLE), (None, Verdict.TO_CHECK)],
)
def test_the_year_of_a_licence_leaves_its_seniority_open_by_one_year(years, wanted):
    assert verdict(SeniorityCriterion(years=3), licence=Licence.CAR, licence_years=years) is wanted


@pytest.mark.parametrize(
    ("licence", "wanted"),
    [
        (Licence.CAR, Verdict.ELIGIBLE),
        (Licence.CAR_AUTOMATIC, Verdict.ELIGIBLE),
        (Licence.SUSPENDED, Verdict.NOT_ELIGIBLE),
        (Licence.MOPED, Verdict.NOT_ELIGIBLE),
        (Licence.FOREIGN, Verdict.TO_CHECK),
        (Licence.UNKNOWN, Verdict.TO_CHECK),
    ],
)
def test_a_foreign_licence_to_exchange_is_neither_a_yes_nor_a_no(licence, wanted):
    assert verdict(LicenceCriterion(), licence=licence) is wanted


def test_what_is_known_wins_over_an_answer_given_in_place():
    answers = {"age:18-": NO, "ST04": NO, "jeunes": NO}
    assert verdict(AgeCriterion(lowest=18), age=30, answers=answers) is Verdict.ELIGIBLE
    assert verdict(RegistrationCriterion(), registered=YES, answers=answers) is Verdict.ELIGIBLE
    assert verdict(PublicCriterion(audiences=("jeunes",)), publics={"jeunes": YES}, answers=answers) is Verdict.ELIGIBLE


def test_a_deposit_that_cannot_be_left_names_what_may_replace_it():
    judgement = judge(Criteria(all=(DepositCriterion(euros=300),)), known(answers={"deposit:300": NO}))
    assert judgement.verdict is Verdict.NOT_ELIGIBLE
    assert judgement.failing[0].waiver
    assert "garantie" in judgement.waiver


def test_a_sheet_that_speaks_of_a_waiver_says_so_on_its_failing_criteria():
    service = Service(id=NOBODY, publics="jeunes", conditions="Dérogation possible sur dossier")
    judgement = judge(criteria_of(service), known(publics={"jeunes": NO}))
    assert (judgement.verdict, bool(judgement.waiver)) == (Verdict.NOT_ELIGIBLE, True)
    assert not judge(criteria_of(replace(service, conditions="")), known(publics={"jeunes": NO})).waiver


def test_who_is_open_to_all_is_what_the_sheet_says_and_nothing_else():
    assert criteria_of(Service(id=NOBODY, publics="tous-publics")).open_to_all
    assert not criteria_of(Service(id=NOBODY, publics="")).open_to_all
    assert not criteria_of(Service(id=NOBODY, publics="jeunes")).open_to_all


def test_helping_with_french_makes_nobody_an_exile():
    publics = publics_of(load_reference().statuses.kinds, {"ST25": YES})
    assert publics["personnes-exilees"] is UNKNOWN
    assert publics_of(load_reference().statuses.kinds, {"ST21": YES})["personnes-exilees"] is YES


def test_past_25_one_is_young_only_by_a_status_that_holds():
    kinds = load_reference().statuses.kinds
    assert publics_of(kinds, {"ST06": NO})["jeunes"] is NO
    assert publics_of(kinds, {"ST06": NO, "ST15": YES})["jeunes"] is YES
    assert publics_of(kinds, {}, civility=Civility.MONSIEUR)["femmes"] is NO


# --- properties ---

TRI = st.sampled_from([YES, NO, UNKNOWN])
AUDIENCES = ("jeunes", "seniors", "femmes", "actifs")
STATUSES = ("ST01", "ST04", "ST09")
SIMPLE = st.one_of(
    st.builds(PublicCriterion, audiences=st.lists(st.sampled_from(AUDIENCES), unique=True).map(tuple)),
    st.sampled_from(STATUSES).map(lambda code: StatusCriterion(codes=(code,), names=(code,))),
    st.integers(15, 60).map(lambda age: AgeCriterion(lowest=age)),
    st.sampled_from([ZoneCriterion(zones=("53",)), ZoneCriterion(zones=())]),
    st.sampled_from([LicenceCriterion(), LicenceCriterion(held=False, lenient=True)]),
    st.builds(SeniorityCriterion, years=st.integers(1, 5), uninterrupted=st.booleans()),
    st.builds(QuotientCriterion, highest=st.integers(300, 900)),
    st.sampled_from([DepositCriterion(euros=300), RegistrationCriterion(), TRIP]),
    st.builds(QuestionCriterion, code=st.sampled_from(["q1", "q2"]), label=st.just("condition"), wanted=st.booleans()),
)
CRITERION = st.one_of(
    SIMPLE, st.lists(SIMPLE, min_size=1, max_size=3).map(lambda some: AnyCriterion(options=tuple(some)))
)
CRITERIA = st.lists(CRITERION, max_size=5).map(lambda some: Criteria(all=tuple(some)))
PEOPLE = st.builds(
    known,
    age=st.none() | st.integers(15, 80),
    statuses=st.dictionaries(st.sampled_from(STATUSES), TRI),
    expired=st.sets(st.sampled_from(STATUSES)).map(frozenset),
    publics=st.dictionaries(st.sampled_from(AUDIENCES), TRI),
    departement=st.sampled_from(["", "53", "49"]),
    licence=st.sampled_from([Licence.UNKNOWN, Licence.CAR, Licence.NONE]),
    licence_years=st.none() | st.integers(0, 10),
    driving_break=TRI,
    family_quotient=st.none() | st.integers(0, 1200),
    registered=TRI,
    distance_km=st.none() | st.floats(1, 80),
    duration_min=st.none() | st.integers(5, 200),
    answers=st.dictionaries(st.sampled_from([*AUDIENCES, *STATUSES, "q1", "q2", "licence_b"]), TRI),
)


@given(CRITERIA, PEOPLE, st.data())
def test_answering_never_opens_what_another_criterion_shuts(criteria, person, data):
    before = judge(criteria, person)
    asked = sorted(criteria.questions)
    code = data.draw(st.sampled_from(asked)) if asked else "nothing"
    after = judge(criteria, replace(person, answers={**person.answers, code: data.draw(TRI)}))
    if before.verdict is Verdict.NOT_ELIGIBLE and after.verdict is not Verdict.NOT_ELIGIBLE:
        assert all(code in result.criterion.questions for result in before.failing)


@given(CRITERIA, PEOPLE)
def test_a_missing_fact_settles_its_criterion_once_it_is_answered_yes_or_no(criteria, person):
    judgement = judge(criteria, person)
    if judgement.question:
        for value in (YES, NO):
            after = judge(criteria, replace(person, answers={**person.answers, judgement.question: value}))
            assert after.question != judgement.question


@given(CRITERIA, PEOPLE)
def test_every_verdict_has_a_reason_and_every_line_a_text(criteria, person):
    judgement = judge(criteria, person)
    assert judgement.reason.strip()
    assert all(result.text.endswith(".") for result in judgement.results)
    assert all(result.missing for result in judgement.missing)
    assert (judgement.verdict is Verdict.NOT_ELIGIBLE) == bool(judgement.failing)


@given(CRITERIA, PEOPLE, st.randoms())
def test_the_verdict_does_not_depend_on_the_order_of_the_criteria(criteria, person, random):
    mixed = list(criteria.all)
    random.shuffle(mixed)
    assert judge(Criteria(all=tuple(mixed)), person).verdict is judge(criteria, person).verdict


@given(CRITERIA, CRITERION, PEOPLE)
def test_asking_more_never_opens_a_door(criteria, more, person):
    rank = {Verdict.NOT_ELIGIBLE: 0, Verdict.TO_CHECK: 1, Verdict.ELIGIBLE: 2}
    asked = judge(Criteria(all=(*criteria.all, more)), person).verdict
    assert rank[asked] <= rank[judge(criteria, person).verdict]
