"""What an assessment says of six people, and how it is gone through."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from data.cases import CASES, RATED_AT, Case, assessment_of, case, rate, ratings_of, set_aside
from mobiconseil.domain.assessment import (
    AssessmentForm,
    Rating,
    RatingMethod,
    RatingState,
    by_item,
    new_rating,
    values,
)
from mobiconseil.domain.civility import Civility
from mobiconseil.domain.comparison import ChangeKind, compare
from mobiconseil.domain.life_space import life_space_gained, life_space_score
from mobiconseil.domain.mode_matrix import Viability, mode_matrix
from mobiconseil.domain.profile import blocking_items, points_to_work_on, supports, typical_profile
from mobiconseil.domain.scoring import DomainState, domain_scores, gaps, progress
from mobiconseil.errors import InvalidInput
from mobiconseil.reference import load_reference

REFERENCE = load_reference()
GRID = REFERENCE.grid
SHORT, FULL = AssessmentForm.SHORT, AssessmentForm.FULL
ASSESSMENT = assessment_of(CASES[0])


def rated(**values: int) -> tuple[Rating, ...]:
    """Rate items written D3_1=2."""
    return rate(ASSESSMENT, {code.replace("_", "."): value for code, value in values.items()})


@pytest.mark.parametrize("person", CASES, ids=lambda person: person.code)
def test_each_person_has_the_expected_profile(person: Case) -> None:
    profile = typical_profile(GRID, ratings_of(person), SHORT, person.civility)
    assert profile is not None
    assert profile.code == person.expected_profile
    assert "{" not in profile.label


@pytest.mark.parametrize("person", CASES, ids=lambda person: person.code)
def test_each_person_has_the_expected_modes(person: Case) -> None:
    verdicts = mode_matrix(REFERENCE.modes.modes, ratings_of(person), person.civility)
    assert {verdict.mode: verdict.viability.value for verdict in verdicts} == person.expected_modes
    assert all(verdict.items and verdict.why.rstrip(" :\u00a0") for verdict in verdicts)


@pytest.mark.parametrize("person", CASES, ids=lambda person: person.code)
def test_each_person_has_supports_said_in_positive_words(person: Case) -> None:
    found = supports(GRID, ratings_of(person), person.civility)
    assert found
    assert all(person.values[point.item] >= 3 for point in found)
    assert not any("{" in point.text for point in found)


def test_the_life_space_of_bernadette_is_58() -> None:
    found = life_space_score(assessment_of(case("P3")))
    assert found is not None
    assert found.score == 58
    assert found.levels == (8, 16, 18, 16, 0)
    assert found.text == "58 sur 120"


def test_the_life_space_is_unknown_until_its_five_lines_are_answered() -> None:
    whole = assessment_of(case("P3"))
    assert life_space_score(replace(whole, lsa_frequency_4=None)) is None
    assert life_space_score(replace(whole, lsa_help_4=None)) is None
    assert life_space_score(assessment_of(case("P1"))) is None


def test_the_life_space_goes_up_to_120_and_half_points_are_written_in_french() -> None:
    whole = assessment_of(case("P3"))
    top = life_space_score(replace(whole, **{f"lsa_frequency_{n}": 4 for n in range(1, 6)} | {"lsa_help_5": 2.0}))
    aided = life_space_score(replace(whole, lsa_frequency_3=1, lsa_help_3=1.5))
    before = life_space_score(whole)
    assert top is not None
    assert aided is not None
    assert before is not None
    assert top.score == 120
    assert aided.text == "44,5 sur 120"
    assert life_space_gained(before, top, GRID.life_space.gain)
    assert not life_space_gained(before, before, GRID.life_space.gain)


def test_a_life_space_answer_out_of_range_is_a_bug() -> None:
    with pytest.raises(ValueError, match="frequency"):
        life_space_score(replace(assessment_of(case("P3")), lsa_frequency_1=5))
    with pytest.raises(ValueError, match="help"):
        life_space_score(replace(assessment_of(case("P3")), lsa_help_1=3.0))


def test_blocking_items_come_first_among_the_points_to_work_on() -> None:
    points = points_to_work_on(GRID, ratings_of(case("P4")), Civility.MONSIEUR)
    assert [point.item for point in points if point.blocking] == ["D6.1", "D12.2"]
    assert points[0].text == "Aucun véhicule disponible à la maison"
    assert [point.item for point in blocking_items(GRID, ratings_of(case("P4")))] == ["D6.1", "D12.2"]
    assert [point.item for point in blocking_items(GRID, ratings_of(case("P5")))] == ["D12.2"]


def test_supports_agree_with_the_person() -> None:
    bus = rated(D3_2=3)
    assert supports(GRID, bus, Civility.MADAME)[0].text == "Prend seule le car qu’elle connaît"
    assert supports(GRID, bus, Civility.MONSIEUR)[0].text == "Prend seul le car qu’il connaît"
    assert supports(GRID, bus)[0].text == "Prend seul(e) le car qu’il ou elle connaît"


def test_points_about_health_are_marked() -> None:
    assert [point.sensitive for point in points_to_work_on(GRID, rated(D10_1=1, D6_2=1))] == [False, True]


def test_nothing_rated_gives_no_profile_no_point_and_no_score() -> None:
    assert typical_profile(GRID, ()) is None
    assert supports(GRID, ()) == points_to_work_on(GRID, ()) == ()
    assert {score.value for score in domain_scores(GRID, ())} == {None}
    assert {verdict.viability for verdict in mode_matrix(REFERENCE.modes.modes, ())} == {Viability.UNKNOWN}


def test_fear_that_keeps_at_home_wins_over_every_other_profile() -> None:
    profile = typical_profile(GRID, rated(D11_2=0, D6_1=0, D12_1=0), FULL, Civility.MADAME)
    assert profile is not None
    assert (profile.code, profile.items, profile.provisional) == ("EMPECHE", ("D11.2",), False)
    assert profile.label == "Empêchée pour l’instant"


def test_a_profile_is_provisional_until_the_earlier_ones_are_ruled_out() -> None:
    early = rated(D6_1=0, D12_1=0)
    doubtful = typical_profile(GRID, early)
    sure = typical_profile(GRID, (*early, *rated(D10_1=4, D11_2=4)))
    assert doubtful is not None
    assert sure is not None
    assert (doubtful.code, doubtful.provisional) == ("SANS_SOLUTION", True)
    assert (sure.code, sure.provisional) == ("SANS_SOLUTION", False)


def test_a_car_that_breaks_down_makes_an_equipped_person_fragile() -> None:
    profile = typical_profile(GRID, rated(D5_1=4, D6_1=3, D6_2=0, D6_3=2, D12_1=0), SHORT, Civility.MADAME)
    assert profile is not None
    assert (profile.code, profile.label) == ("EQUIPE_FRAGILE", "Équipée, mais fragile")


def test_a_score_says_what_is_missing() -> None:
    scores = {score.domain: score for score in domain_scores(GRID, rated(D3_1=2, D3_2=3, D1_1=4))}
    assert scores["D3"].text == "incomplet (2/5)"
    assert scores["D3"].state is DomainState.CURRENT
    shown = domain_scores(GRID, rated(D3_1=2, D3_2=3, D3_3=2))[2]
    assert (shown.text, shown.state) == ("58", DomainState.CURRENT)
    aside = domain_scores(GRID, set_aside(ASSESSMENT, [item.code for item in GRID.domain("D4").items]))[3]
    assert (aside.text, aside.value) == ("sans objet", None)


def test_the_short_form_asks_less_and_keeps_what_was_rated_beyond_it() -> None:
    ratings = rated(D3_1=4, D3_2=4)
    assert domain_scores(GRID, ratings, SHORT)[2].text == "100"
    assert domain_scores(GRID, ratings, FULL)[2].text == "incomplet (2/5)"
    beyond = domain_scores(GRID, (*ratings, *rated(D3_5=1)), SHORT)[2]
    assert (beyond.text, beyond.applicable) == ("75", 3)


def test_progress_counts_the_form_and_foresees_the_time_left() -> None:
    start = progress(GRID, (), SHORT)
    assert (start.rated, start.total) == (0, 26)
    assert {domain.state for domain in start.domains} == {DomainState.TODO}
    went_on = progress(GRID, (*rated(D1_1=4, D3_1=2), *set_aside(ASSESSMENT, ["D1.2"])), SHORT)
    assert (went_on.rated, went_on.minutes_left) == (3, start.minutes_left - 3)
    assert [domain.state for domain in went_on.domains[:3]] == [
        DomainState.DONE,
        DomainState.TODO,
        DomainState.CURRENT,
    ]
    assert progress(GRID, (), FULL).total == 54


def test_gaps_are_the_items_without_any_answer() -> None:
    whole = rate(ASSESSMENT, {item.code: 2 for item in GRID.items(SHORT) if item.code not in {"D5.2", "D9.1"}})
    assert [item.code for item in gaps(GRID, whole, SHORT)] == ["D5.2", "D9.1"]
    assert gaps(GRID, (*whole, *rated(D5_2=1), *set_aside(ASSESSMENT, ["D9.1"])), SHORT) == ()


def test_two_levels_lift_a_barrier_and_one_is_progress() -> None:
    before = rated(D1_1=1, D1_2=2, D2_1=4, D2_2=4, D3_1=2, D3_2=2)
    after = rated(D1_1=3, D1_2=3, D2_1=3, D2_2=1, D3_1=2, D4_1=4)
    found = compare(GRID, before, after)
    assert [(change.item, change.kind) for change in found.changes] == [
        ("D1.1", ChangeKind.BARRIER_LIFTED),
        ("D1.2", ChangeKind.PROGRESS),
        ("D2.1", ChangeKind.DECLINE),
        ("D2.2", ChangeKind.STRONG_DECLINE),
        ("D3.1", ChangeKind.STABLE),
    ]
    assert [change.item for change in found.gains] == ["D1.1", "D1.2"]
    assert [change.item for change in found.declines] == ["D2.1", "D2.2"]
    assert [change.delta for change in found.lifted] == [2]


def test_the_items_that_decide_a_mode_are_named_with_the_reason() -> None:
    verdicts = {v.mode: v for v in mode_matrix(REFERENCE.modes.modes, ratings_of(case("P2")), Civility.MONSIEUR)}
    assert verdicts["BUS"].items == ("D3.1", "D3.2")
    assert verdicts["BUS"].why == (
        "À apprendre ou à trouver\u00a0: lire un horaire et ses renvois, prendre seul le bus ou le car"
    )
    assert verdicts["VOITURE"].items == ("D5.2", "D8.2")
    assert verdicts["BUS"].viability.label == "avec apprentissage"
    assert Viability.ALONE.agreed(Civility.MADAME) == "seule"
    assert Viability.ALONE.label == "seul(e)"


def test_a_medical_opinion_to_ask_for_stops_the_car_but_an_unknown_one_does_not() -> None:
    driver = rated(D5_1=4, D5_4=4, D6_1=4, D6_3=4)

    def car(*more: Rating) -> Viability:
        return mode_matrix(REFERENCE.modes.modes, (*driver, *more))[-1].viability

    assert car() is Viability.ALONE
    assert car(*rated(D10_3=1)) is Viability.NOT_YET
    assert car(*rated(D10_3=2)) is Viability.ALONE


def test_one_deciding_item_not_rated_leaves_a_mode_to_be_assessed() -> None:
    verdict = mode_matrix(REFERENCE.modes.modes, rated(D5_1=4, D5_4=4))[-1]
    assert (verdict.viability, verdict.items) == (Viability.UNKNOWN, ("D6.1",))
    assert verdict.why == "À évaluer\u00a0: un véhicule, même prêté"


def test_a_rating_holds_a_value_only_when_it_is_rated() -> None:
    blank = new_rating(ASSESSMENT, "D1.1")
    with pytest.raises(ValueError, match="does not go with"):
        replace(blank, value=2)
    with pytest.raises(ValueError, match="does not go with"):
        replace(blank, state=RatingState.RATED)
    with pytest.raises(ValueError, match="from 0 to 4"):
        blank.rated(5, RATED_AT)
    seen = replace(blank.rated(0, RATED_AT), method=RatingMethod.OBSERVED, comment="vu à l’arrêt")
    assert seen.value == 0
    assert seen.cleared().value is None
    assert seen.cleared().comment == "vu à l’arrêt"


def test_a_comment_of_281_characters_is_refused_with_what_to_do() -> None:
    blank = new_rating(ASSESSMENT, "D1.1")
    assert replace(blank, comment="a" * 280).comment
    with pytest.raises(InvalidInput, match=r"280 au plus.*Raccourcissez"):
        replace(blank, comment="a" * 281)


def test_felt_autonomy_goes_from_0_to_10() -> None:
    assert replace(ASSESSMENT, felt_autonomy=10).felt_autonomy == 10
    with pytest.raises(InvalidInput, match="de 0 à 10"):
        replace(ASSESSMENT, felt_autonomy=11)


def test_the_same_item_of_the_same_assessment_has_one_identifier() -> None:
    assert new_rating(ASSESSMENT, "D1.1").id == new_rating(ASSESSMENT, "D1.1").id
    assert new_rating(ASSESSMENT, "D1.1").id != new_rating(ASSESSMENT, "D1.2").id


def test_of_two_ratings_of_one_item_the_latest_counts() -> None:
    first = new_rating(ASSESSMENT, "D1.1").rated(1, RATED_AT)
    second = first.rated(3, RATED_AT + timedelta(minutes=1))
    assert by_item([second, first])["D1.1"].value == 3
    assert values([first, second, new_rating(ASSESSMENT, "D1.2")]) == {"D1.1": 3}
