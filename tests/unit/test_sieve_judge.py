"""Judging many offers at once says what judging each of them says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from mobiconseil.domain.circumstances import Circumstances
from mobiconseil.domain.criteria import Axis
from mobiconseil.domain.eligibility import Criteria, Verdict, criteria_of, judge
from mobiconseil.domain.sieve import SieveGroup
from mobiconseil.domain.sieve_judge import RANKS, SieveJudge
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.sieve_terms import SEPARATOR, ServiceTerms, TermsBook, service_terms

KNOWN = Circumstances(today=date(2026, 11, 20), insee_code="53018", departement="53", place="Ballots")

_terms = st.builds(
    ServiceTerms,
    publics=st.sampled_from(["", "tous-publics", "jeunes", "demandeurs-emploi seniors"]),
    zones=st.sampled_from(["", "53", "44", "53018"]),
    conditions=st.sampled_from(["", "derogation interruption"]),
    min_age=st.sampled_from([None, 18]),
    max_age=st.sampled_from([None, 25]),
    licence_needed=st.sampled_from([None, True, False]),
    licence_seniority_years=st.sampled_from([None, 3]),
    deposit=st.sampled_from([None, 300]),
    needs_registration=st.sampled_from([None, True]),
    max_income_quotient=st.sampled_from([None, 800]),
)
_answers = st.dictionaries(
    st.sampled_from(
        ["jeunes", "seniors", "demandeurs-emploi", "deposit:300", "licence_b", "age:18-25", "quotient:800"]
    ),
    st.sampled_from(list(TriState)),
)


def _judged(offers: list[Criteria], *moments: Circumstances) -> SieveJudge:
    found = SieveJudge()
    found.add({number: found.numbers(criteria) for number, criteria in enumerate(offers)})
    for moment in moments:
        found.judge(moment)
    return found


@given(st.lists(_terms, max_size=8), _answers, _answers)
def test_after_an_answer_every_offer_is_where_it_would_be_if_all_were_judged_again(
    terms: list[ServiceTerms], before: dict[str, TriState], after: dict[str, TriState]
) -> None:
    offers = [criteria_of(each) for each in terms]
    now = replace(KNOWN, answers=after)
    found = _judged(offers, replace(KNOWN, answers=before), now)
    assert found.ranks == _judged(offers, now).ranks
    assert [found.verdicts().judgement(number) for number in range(len(offers))] == [judge(o, now) for o in offers]


@given(_terms, _answers)
def test_the_group_of_an_offer_follows_its_verdict(terms: ServiceTerms, answers: dict[str, TriState]) -> None:
    now = replace(KNOWN, answers=answers)
    criteria = criteria_of(terms)
    judgement, rank = judge(criteria, now), _judged([criteria], now).ranks[0]
    if judgement.verdict is Verdict.NOT_ELIGIBLE:
        assert rank == RANKS[SieveGroup.NOT_ELIGIBLE]
    elif judgement.verdict is Verdict.TO_CHECK:
        assert rank == RANKS[SieveGroup.TO_CHECK]
    elif judgement.open_to_all:
        assert rank == RANKS[SieveGroup.OPEN_TO_ALL]
    else:
        said = any(result.holds is TriState.YES for result in judgement.results)
        assert rank == RANKS[SieveGroup.OPEN_TO_HER if said else SieveGroup.TO_CHECK]


def test_an_offer_that_says_nothing_at_all_is_to_check_and_never_open() -> None:
    assert _judged([criteria_of(ServiceTerms())], KNOWN).ranks[0] == RANKS[SieveGroup.TO_CHECK]


def test_a_zone_that_is_not_said_keeps_nobody_out_and_is_told() -> None:
    found = _judged([criteria_of(ServiceTerms(publics="tous-publics"))], KNOWN)
    assert found.ranks[0] == RANKS[SieveGroup.OPEN_TO_ALL]
    assert found.zone(0) is TriState.UNKNOWN
    texts = [result.text for result in found.verdicts().judgement(0).results]
    assert "Zone non précisée\u00a0: à demander." in texts


def test_a_verdict_that_was_handed_out_does_not_change_with_the_next_answer() -> None:
    offers = [criteria_of(ServiceTerms(publics="tous-publics", deposit=300))]
    found = _judged(offers, KNOWN)
    before = found.verdicts()
    found.judge(replace(KNOWN, answers={"deposit:300": TriState.YES}))
    assert before.judgement(0).verdict is Verdict.TO_CHECK
    assert found.verdicts().judgement(0).verdict is Verdict.ELIGIBLE


def test_questions_are_counted_by_the_rows_that_wait_for_them() -> None:
    offers = [
        criteria_of(ServiceTerms(publics="tous-publics", deposit=300)),
        criteria_of(ServiceTerms(publics="jeunes", deposit=300)),
        criteria_of(ServiceTerms(publics="jeunes", zones="44")),
    ]
    every, alone = _judged(offers, KNOWN).waiting({0: 10, 1: 3, 2: 100})
    assert every == {"deposit:300": 13, "jeunes": 3}
    assert alone == {"deposit:300": 10}


def test_a_seniority_that_nobody_proved_is_doubted() -> None:
    found = _judged([criteria_of(ServiceTerms(publics="tous-publics", licence_seniority_years=3))], KNOWN)
    assert found.verdicts().doubts(0, Axis.SENIORITY)
    assert not found.verdicts().doubts(0, Axis.PUBLIC)


@given(st.lists(_terms, max_size=8))
def test_words_read_axis_by_axis_give_the_criteria_of_the_sheet(terms: list[ServiceTerms]) -> None:
    found = SieveJudge()
    TermsBook(found).add([(number, _written(each)) for number, each in enumerate(terms)])
    found.judge(KNOWN)
    for number, each in enumerate(terms):
        assert found.verdicts().judgement(number) == judge(criteria_of(each), KNOWN)
        assert service_terms(_written(each)) == each


def _written(terms: ServiceTerms) -> str:
    values = (
        terms.conditions, terms.publics, terms.zones, terms.min_age, terms.max_age, terms.licence_needed,
        terms.licence_seniority_years, terms.deposit, terms.needs_registration, terms.max_income_quotient,
    )  # fmt: skip
    return SEPARATOR.join("" if v is None else str(int(v)) if isinstance(v, bool) else str(v) for v in values)
