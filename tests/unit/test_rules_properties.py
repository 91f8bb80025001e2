"""What must hold of the rules whatever the person: found on examples that nobody imagined."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from mobiconseil.domain.condition_language import parse, words_of
from mobiconseil.domain.conditions import (
    AllOf,
    AnyOf,
    Compared,
    Condition,
    FactKind,
    Facts,
    Not,
    Operator,
    Present,
    Unless,
    names_in,
)
from mobiconseil.domain.recommendation import Rule, recommend, why_not
from mobiconseil.reference import load_reference

REFERENCE = load_reference()
BOOK = REFERENCE.rules
WORDS = words_of(REFERENCE.grid, REFERENCE.statuses, REFERENCE.barriers)
ITEMS = sorted({name.code for rule in BOOK.rules for name in names_in(rule.condition) if name.kind is FactKind.ITEM})
STATUSES = [kind.code for kind in REFERENCE.statuses.kinds]
SERVICES = [service.code for service in REFERENCE.services.services]

people = st.builds(
    Facts,
    items=st.dictionaries(st.sampled_from(ITEMS), st.integers(0, 4)),
    statuses=st.frozensets(st.sampled_from(STATUSES[:13]), max_size=4),
    refused_statuses=st.frozensets(st.sampled_from(STATUSES[13:]), max_size=4),
    barriers=st.frozensets(st.sampled_from(["E1", "S3", "M1"])),
    licence_requested=st.sampled_from([True, False, None]),
    deadline_days=st.none() | st.integers(0, 90),
    ages=st.none() | st.integers(16, 90).map(lambda age: (age, age)),
    distance_km=st.none() | st.floats(0.5, 80),
)


def conditions() -> st.SearchStrategy[Condition]:
    leaves: st.SearchStrategy[Condition] = st.builds(
        Compared,
        name=st.sampled_from([WORDS.items[code] for code in ITEMS[:6]]),
        operator=st.sampled_from(list(Operator)),
        value=st.integers(0, 4).map(float),
    ) | st.builds(Present, name=st.sampled_from([WORDS.statuses["ST01"], WORDS.barriers["E1"]]))
    return st.recursive(
        leaves,
        lambda inner: (
            st.builds(AllOf, parts=st.lists(inner, min_size=1, max_size=3).map(tuple))
            | st.builds(AnyOf, parts=st.lists(inner, min_size=1, max_size=3).map(tuple))
            | st.builds(Not, part=inner)
        ),
        max_leaves=6,
    )


def without(facts: Facts, item: str) -> Facts:
    return replace(facts, items={code: value for code, value in facts.items.items() if code != item})


def only(facts: Facts, codes: set[str]) -> Facts:
    """Forget everything but the facts of these codes."""
    return replace(
        facts,
        items={code: value for code, value in facts.items.items() if code in codes},
        statuses=facts.statuses & codes,
        refused_statuses=facts.refused_statuses & codes,
        barriers=facts.barriers & codes,
        licence_requested=facts.licence_requested if "permis_demande" in codes else None,
        deadline_days=facts.deadline_days if "echeance" in codes else None,
    )


@given(people, st.sampled_from(BOOK.rules))
def test_removing_a_rule_removes_only_what_it_alone_said(facts: Facts, gone: Rule) -> None:
    before = recommend(BOOK, facts)
    after = recommend(replace(BOOK, rules=tuple(rule for rule in BOOK.rules if rule != gone)), facts)
    assert after.firings == tuple(firing for firing in before.firings if firing.rule != gone)
    said = {(p.service, firing.rule.code) for p in before.proposals for firing in p.firings}
    left = {(p.service, firing.rule.code) for p in after.proposals for firing in p.firings}
    assert left == {(service, rule) for service, rule in said if rule != gone.code}
    assert after.deferrals == tuple(each for each in before.deferrals if each.firing.rule != gone)


@given(people, st.permutations(BOOK.rules), st.randoms(use_true_random=False))
def test_neither_the_order_of_the_rules_nor_of_the_ratings_matters(
    facts: Facts, rules: list[Rule], chance: Random
) -> None:
    items = list(facts.items.items())
    chance.shuffle(items)
    shuffled = recommend(replace(BOOK, rules=tuple(rules)), replace(facts, items=dict(items)))
    assert shuffled == recommend(BOOK, facts)


@given(people, st.sampled_from(ITEMS), st.integers(0, 4))
def test_what_a_rule_says_without_an_answer_stays_true_whatever_the_answer(facts: Facts, item: str, value: int) -> None:
    unknown = without(facts, item)
    known = replace(facts, items={**facts.items, item: value})
    for rule in BOOK.rules:
        if item not in exceptions(rule.condition) and rule.condition.check(unknown).holds:
            assert rule.condition.check(known).holds


@given(conditions(), people, st.sampled_from(ITEMS[:6]), st.integers(0, 4))
def test_an_item_not_rated_never_decides(condition: Condition, facts: Facts, item: str, value: int) -> None:
    without_it = condition.check(without(facts, item)).holds
    if without_it is not None:
        assert condition.check(replace(facts, items={**facts.items, item: value})).holds is without_it


@given(conditions())
def test_nothing_holds_of_somebody_of_whom_nothing_is_known(condition: Condition) -> None:
    finding = condition.check(Facts())
    assert finding.holds is None
    assert finding.against
    assert all(fact.is_missing for fact in finding.against)


@given(conditions(), people)
def test_a_condition_says_the_facts_for_it_or_those_against(condition: Condition, facts: Facts) -> None:
    finding = condition.check(facts)
    told = finding.used if finding.holds else finding.against
    assert told
    assert all(fact.text for fact in told)
    assert not (finding.used and finding.against)


@given(people)
@settings(max_examples=60)
def test_every_proposal_has_a_rule_a_reason_and_facts(facts: Facts) -> None:
    found = recommend(BOOK, facts)
    for proposal in found.proposals:
        assert proposal.firings
        for firing in proposal.firings:
            assert firing.rule.reason
            assert firing.facts
            assert not any(fact.is_missing for fact in firing.facts)
    for deferral in found.deferrals:
        assert not set(deferral.services) & set(found.services)


@given(people)
@settings(max_examples=60)
def test_the_facts_told_are_enough_to_reach_the_same_conclusion(facts: Facts) -> None:
    for firing in recommend(BOOK, facts).firings:
        told = only(facts, {fact.code for fact in firing.facts})
        assert firing.rule.condition.check(told).holds


@given(people, st.sampled_from(SERVICES))
def test_a_rule_that_does_not_suggest_a_service_says_why(facts: Facts, service: str) -> None:
    found = recommend(BOOK, facts).proposal(service)
    speaking = {firing.rule.code for firing in found.firings} if found else set()
    silent = why_not(BOOK, service, facts)
    assert all(each.missing or each.failing for each in silent)
    assert speaking | {each.rule.code for each in silent} == {r.code for r in BOOK.rules if service in r.services}
    assert not speaking & {each.rule.code for each in silent}


@given(people)
def test_reading_the_same_condition_twice_gives_the_same(facts: Facts) -> None:
    for rule in BOOK.rules:
        assert parse(rule.when_text, WORDS).check(facts) == rule.condition.check(facts)


def exceptions(condition: Condition) -> set[str]:
    """Return the codes of the items that stand after « sauf »."""
    match condition:
        case Unless(part=part):
            return {name.code for name in names_in(part)}
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return {code for part in parts for code in exceptions(part)}
        case Not(part=part):
            return exceptions(part)
    return set()
