"""What always holds of scores and comparisons, whatever was answered."""

from __future__ import annotations

import random
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from data.cases import CASES, RATED_AT, assessment_of
from mobiconseil.domain.assessment import AssessmentForm, Rating, RatingState, new_rating
from mobiconseil.domain.comparison import ChangeKind, compare
from mobiconseil.domain.scoring import DomainScore, domain_scores, gaps, progress
from mobiconseil.reference import load_reference

GRID = load_reference().grid
CODES = [item.code for item in GRID.items()]
ASSESSMENT = assessment_of(CASES[0])
ANSWERS = st.dictionaries(
    st.sampled_from(CODES), st.sampled_from([0, 1, 2, 3, 4, "NE", "SO"]), min_size=0, max_size=len(CODES)
)
FORMS = st.sampled_from(list(AssessmentForm))
OPPOSITE = {
    ChangeKind.BARRIER_LIFTED: ChangeKind.STRONG_DECLINE,
    ChangeKind.PROGRESS: ChangeKind.DECLINE,
    ChangeKind.STABLE: ChangeKind.STABLE,
    ChangeKind.DECLINE: ChangeKind.PROGRESS,
    ChangeKind.STRONG_DECLINE: ChangeKind.BARRIER_LIFTED,
}


def answered(answers: Mapping[str, int | str]) -> list[Rating]:
    return [answer(item, said) for item, said in answers.items()]


def answer(item: str, said: int | str) -> Rating:
    blank = new_rating(ASSESSMENT, item)
    if said == "NE":
        return blank
    return blank.not_applicable(RATED_AT) if said == "SO" else blank.rated(int(said), RATED_AT)


def scores(ratings: list[Rating], form: AssessmentForm) -> dict[str, DomainScore]:
    return {score.domain: score for score in domain_scores(GRID, ratings, form)}


@given(ANSWERS, FORMS)
def test_a_score_lies_between_its_lowest_and_its_highest_item(
    answers: dict[str, int | str], form: AssessmentForm
) -> None:
    for code, score in scores(answered(answers), form).items():
        rated = [said for item, said in answers.items() if item.startswith(f"{code}.") and isinstance(said, int)]
        if score.value is not None:
            assert 0 <= 25 * min(rated) <= score.value <= 25 * max(rated) <= 100


@given(ANSWERS, FORMS)
def test_a_score_shows_when_60_percent_of_the_applicable_items_are_rated(
    answers: dict[str, int | str], form: AssessmentForm
) -> None:
    for score in scores(answered(answers), form).values():
        assert score.rated <= score.applicable
        assert (score.value is not None) == (score.rated > 0 and score.rated / score.applicable >= 0.6)


@given(ANSWERS, FORMS, st.sampled_from(CODES))
def test_an_item_not_rated_changes_no_score(answers: dict[str, int | str], form: AssessmentForm, item: str) -> None:
    without = {code: said for code, said in answers.items() if code != item}
    assert scores(answered(without), form) == scores([*answered(without), answer(item, "NE")], form)


@given(ANSWERS, FORMS, st.sampled_from(CODES))
def test_an_item_not_applicable_leaves_the_denominator_and_not_the_mean(
    answers: dict[str, int | str], form: AssessmentForm, item: str
) -> None:
    without = {code: said for code, said in answers.items() if code != item}
    domain = GRID.item(item).domain
    before = scores(answered(without), form)[domain]
    after = scores([*answered(without), answer(item, "SO")], form)[domain]
    asked = item in {found.code for found in GRID.items(form)}
    assert after.applicable == before.applicable - asked
    assert after.rated == before.rated
    if before.value is not None:
        assert after.value == before.value


@given(ANSWERS, FORMS, st.randoms(use_true_random=False))
def test_the_order_of_the_answers_changes_nothing(
    answers: dict[str, int | str], form: AssessmentForm, chance: random.Random
) -> None:
    ratings = answered(answers)
    shuffled = list(ratings)
    chance.shuffle(shuffled)
    assert scores(ratings, form) == scores(shuffled, form)
    assert progress(GRID, ratings, form) == progress(GRID, shuffled, form)


@given(ANSWERS, FORMS, st.sampled_from(CODES), st.integers(0, 3))
def test_raising_a_rating_never_lowers_its_domain(
    answers: dict[str, int | str], form: AssessmentForm, item: str, level: int
) -> None:
    domain = GRID.item(item).domain
    before = scores(answered(answers | {item: level}), form)[domain].value
    after = scores(answered(answers | {item: level + 1}), form)[domain].value
    assert (before is None) == (after is None)
    if before is not None and after is not None:
        assert after > before


@given(ANSWERS, ANSWERS)
def test_a_comparison_read_backwards_is_its_opposite(before: dict[str, int | str], after: dict[str, int | str]) -> None:
    forth = compare(GRID, answered(before), answered(after)).changes
    back = compare(GRID, answered(after), answered(before)).changes
    assert [(c.item, -c.delta, OPPOSITE[c.kind]) for c in forth] == [(c.item, c.delta, c.kind) for c in back]


@given(ANSWERS, ANSWERS)
def test_only_items_rated_both_times_are_compared(before: dict[str, int | str], after: dict[str, int | str]) -> None:
    both = {item for item in before if isinstance(before[item], int) and isinstance(after.get(item), int)}
    assert {change.item for change in compare(GRID, answered(before), answered(after)).changes} == both


@given(ANSWERS, FORMS)
def test_what_is_answered_and_what_is_left_make_the_whole(answers: dict[str, int | str], form: AssessmentForm) -> None:
    ratings = answered(answers)
    done = progress(GRID, ratings, form)
    left = gaps(GRID, ratings, form)
    assert done.rated + len(left) == done.total == len(GRID.items(form))
    assert sum(domain.rated for domain in done.domains) == done.rated
    assert (done.minutes_left == 0) == (not left)
    assert all(rating.state is RatingState.NOT_RATED for rating in ratings if rating.item in {i.code for i in left})
