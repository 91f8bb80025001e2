"""A condition is told in plain French, whatever it is made of, and says exactly what it asks."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobiconseil.domain.condition_language import LICENCE, parse, words_of
from mobiconseil.domain.condition_sentence import NEVER, condition_sentence, condition_words
from mobiconseil.domain.conditions import (
    ALWAYS,
    AllOf,
    AnyOf,
    Compared,
    Condition,
    FactKind,
    FactName,
    Not,
    Operator,
    Present,
    Unless,
    names_in,
)
from mobiconseil.domain.grid import MAXIMUM
from mobiconseil.domain.recommendation import Rule
from mobiconseil.reference import load_reference

REFERENCE = load_reference()
GRID = REFERENCE.grid
RULES = REFERENCE.rules.rules
WORDS = words_of(GRID, REFERENCE.statuses, REFERENCE.barriers)
CODED = re.compile(r"\b(?:D\d+(?:\.\d+)?|ST\d+|permis_demande|echeance|sauf D\d)\b|[<>=≤≥≠_{}|]|!=")
DEADLINE = FactName(kind=FactKind.DEADLINE, code="echeance", label="Échéance")
AGE = FactName(kind=FactKind.AGE, code="age", label="Âge")
DISTANCE = FactName(kind=FactKind.DISTANCE, code="distance", label="Trajet principal, aller")


def told(text: str) -> str:
    return plain(condition_sentence(parse(text, WORDS), GRID))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def conditions(rule: Rule) -> list[Condition]:
    own = [each.when for each in (*rule.propose, *rule.consider, *rule.first)]
    return [rule.condition, *own, *([rule.defer.when] if rule.defer is not None else [])]


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_each_condition_of_a_rule_is_a_sentence_without_code_nor_sign(rule: Rule) -> None:
    for condition in conditions(rule):
        sentence = condition_sentence(condition, GRID)
        assert not CODED.search(sentence)
        assert sentence == "Toujours." or re.fullmatch(r"Si .+\.", sentence)
        for name in names_in(condition):
            assert name.code not in re.split(r"[^\w.]+", sentence)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.condition != ALWAYS], ids=lambda rule: rule.code)
def test_each_question_that_a_rule_reads_is_in_its_sentence(rule: Rule) -> None:
    sentence = condition_sentence(rule.condition, GRID)
    for name in names_in(rule.condition):
        if name.kind is FactKind.ITEM:
            assert f"«\u00a0{name.label}\u00a0»" in sentence


def test_there_are_thirty_two_rules_to_tell() -> None:
    assert len(RULES) == 32


def test_a_rule_of_the_licence_reads_as_one_would_say_it() -> None:
    assert told("permis_demande et (D5.2 <= 1 ou D8.2 <= 1)") == (
        "Si la personne demande le permis B, et si « Connaître le code de la route » est à 1 sur 4 au plus "
        "(« moins de 15 sur 40 ») ou « Lire » est à 1 sur 4 au plus (« mots et logos »)."
    )


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("toujours", "Toujours."),
        ("toujours ou ST04", "Toujours."),
        ("non toujours", "Jamais."),
        ("echeance <= 7", "Si l’échéance est dans 7 jours au plus."),
        ("echeance != 7", "Si l’échéance n’est pas dans 7 jours."),
        ("age >= 18 et age < 26", "Si la personne a 18 ans au moins, et si la personne a moins de 26 ans."),
        ("distance > 12,4", "Si le trajet principal, aller, fait plus de 12,4 km."),
        ("D3 < 49,5", "Si le domaine « Bus, car et train » a moins de 49,5 sur 100."),
        ("frein E1", "Si le frein « Zone à faibles émissions » est là."),
        ("non ST17", "Si la personne n’a pas le statut « Au lycée ou en études »."),
        (
            "non permis_demande ou non frein E1",
            "Si la personne ne demande pas le permis B, ou si le frein « Zone à faibles émissions » n’est pas là.",
        ),
        ("D12.2 = 0", "Si « Horaires compatibles avec le projet » est à 0 sur 4 (« aucun trajet possible »)."),
        ("D8.2 != 0", "Si « Lire » n’est pas à 0 sur 4 (« pas encore »)."),
        ("D8.2 < 0", "Si « Lire » est à moins de 0 sur 4."),
        ("sauf D8.2 = 0", "Toujours, sauf si « Lire » est à 0 sur 4 (« pas encore »)."),
        (
            "age > 17 ou (sauf ST17)",
            "Si la personne a plus de 17 ans, ou si rien ne dit que la personne a le statut « Au lycée ou en études ».",
        ),
    ],
)
def test_each_word_of_the_language_has_its_french(written: str, sentence: str) -> None:
    assert told(written) == sentence


def test_and_below_or_below_and_is_never_mistaken_for_the_other() -> None:
    one = told("permis_demande et (age < 26 ou age > 60)")
    other = told("permis_demande et age < 26 ou age > 60")
    assert one == (
        "Si la personne demande le permis B, et si la personne a moins de 26 ans ou la personne a plus de 60 ans."
    )
    assert other == (
        "Si la personne demande le permis B et la personne a moins de 26 ans, ou si la personne a plus de 60 ans."
    )


def test_the_contrary_of_a_group_is_said_of_each_of_its_facts() -> None:
    assert told("non (age < 26 et permis_demande)") == (
        "Si la personne a 26 ans au moins, ou si la personne ne demande pas le permis B."
    )


def test_below_and_at_most_say_the_same_level_when_they_mean_the_same() -> None:
    assert told("D8.2 < 2") == told("D8.2 <= 1")
    assert told("D8.2 > 1") == told("D8.2 >= 2")


names = st.sampled_from([*WORDS.items.values(), *WORDS.scores.values(), DEADLINE, AGE, DISTANCE])


@st.composite
def thresholds(draw: st.DrawFn) -> Compared:
    name = draw(names)
    highest = {FactKind.ITEM: MAXIMUM, FactKind.SCORE: 100}.get(name.kind, 300)
    return Compared(
        name=name,
        operator=draw(st.sampled_from(Operator)),
        value=float(draw(st.integers(min_value=0, max_value=highest))),
    )


presences = st.sampled_from([LICENCE, *WORDS.statuses.values(), *WORDS.barriers.values()]).map(
    lambda name: Present(name=name)
)
trees: st.SearchStrategy[Condition] = st.recursive(
    thresholds() | presences | st.just(ALWAYS),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: AllOf(parts=tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: AnyOf(parts=tuple(parts))),
        inner.map(lambda part: Not(part=part)),
        inner.map(lambda part: Unless(part=part)),
    ),
    max_leaves=8,
)


@given(trees)
def test_whatever_the_tree_it_is_a_sentence_without_code_nor_sign(condition: Condition) -> None:
    sentence = condition_sentence(condition, GRID)
    assert not CODED.search(sentence)
    assert sentence in ("Toujours.", "Jamais.") or re.fullmatch(r"(?:Si|Toujours, sauf si) .+\.", sentence)
    assert condition_words(condition, GRID) in ("", sentence[:1].lower() + sentence[1:-1])


@given(thresholds())
def test_another_threshold_is_another_sentence(compared: Compared) -> None:
    highest = {FactKind.ITEM: MAXIMUM, FactKind.SCORE: 100}.get(compared.name.kind, 400)
    others = {compared.value + 1, compared.value - 1} & {float(value) for value in range(highest + 1)}
    for value in others:
        other = replace(compared, value=value)
        assert condition_sentence(compared, GRID) != condition_sentence(other, GRID)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.condition != ALWAYS], ids=lambda rule: rule.code)
def test_a_changed_threshold_of_a_rule_changes_its_sentence(rule: Rule) -> None:
    for number in {int(found) for found in re.findall(r"[<>=] (\d+)", rule.when_text)}:
        moved = parse(re.sub(rf"(?<=[<>=] ){number}\b", str(number + 1), rule.when_text), WORDS)
        assert condition_sentence(moved, GRID) != condition_sentence(rule.condition, GRID)


def test_what_never_holds_is_said_even_inside() -> None:
    assert condition_sentence(NEVER, GRID) == "Jamais."
    assert told("ST17 et non toujours") == "Jamais."
