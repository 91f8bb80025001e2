"""A rules file that is wrong is refused with its name, its line and the reason."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobiconseil import paths
from mobiconseil.domain.condition_language import ConditionError, parse, words_of
from mobiconseil.domain.conditions import names_in
from mobiconseil.errors import InvalidInput, InvalidReference
from mobiconseil.reference import load_reference, load_rules, with_rule_file
from mobiconseil.reference.rules_loader import rule_words

REFERENCE = load_reference()
SHIPPED = paths.resources() / "reference" / "rules.toml"
WORDS = words_of(REFERENCE.grid, REFERENCE.statuses, REFERENCE.barriers)
RULE_WORDS = rule_words(
    REFERENCE.grid,
    REFERENCE.statuses,
    REFERENCE.barriers,
    REFERENCE.services,
    (aid.code for aid in REFERENCE.aids.aids),
)


SOME_WORDS = ["D5.2", "<=", ">", "1", "et", "ou", "non", "sauf", "(", ")", "ST04", "frein", "E1", "toujours"]
REST = 'label = "x"\nreason = "x"\nwhen = "toujours"\npriority = 5\nadvice = ["x"]'


def plain(text: object) -> str:
    return str(text).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("permis_demande et D9.1 <= 1", "permis_demande et D9.9 <= 1", "l’item ou le domaine « D9.9 » n’existe pas"),
        ('when = "ST13 ou ST14"', 'when = "ST13 ou ST44"', "le statut « ST44 » n’existe pas"),
        ("et frein E1", "et frein E9", "le frein « E9 » n’existe pas"),
        ('"echeance <= 7"\nreason', '"echeance =< 7"\nreason', "« =< » n’est pas une comparaison"),
        ('when = "D6.2 <= 2"', 'when = "D6.2 <= deux"', "D6.2 se compare à un nombre, pas à « deux »"),
        ('when = "D6.2 <= 2"', 'when = "D6.2 <= 5"', "D6.2 va de 0 à 4, pas jusqu’à 5"),
        ('when = "D6.2 <= 2"', 'when = "D6.2 <= 1.5"', "D6.2 se compare à un nombre entier, pas à 1.5"),
        ('when = "D6.2 <= 2"', 'when = "D6.2"', "il manque une comparaison après D6.2"),
        ('when = "D6.2 <= 2"', 'when = "D6.2 <= 2 et"', "la condition s’arrête trop tôt"),
        ('when = "D6.2 <= 2"', 'when = "D6.2 <= 2 ST04"', "« ST04 » n’est pas attendu ici ; reliez avec et, ou, sauf"),
        ('when = "D6.2 <= 2"', 'when = "(D6.2 <= 2"', "une parenthèse n’est pas fermée"),
        ('when = "D6.2 <= 2"', 'when = "D6.2 <= 2)"', "« ) » n’est pas attendu ici"),
        ('when = "D6.2 <= 2"', 'when = "vehicule <= 2"', "« vehicule » n’est pas un mot connu"),
        ('when = "D6.2 <= 2"', 'when = "  "', "« when » est vide"),
        ('when = "D6.2 <= 2"', "when = 2", "« when » doit être un texte"),
        ('propose = ["F1-09"]', 'propose = ["F1-99"]', "le service « F1-99 » n’existe pas"),
        ('propose = ["F1-09"]', "propose = [9]", "« propose » doit être une liste de textes ou de sections"),
        ('propose = ["F1-09"]', 'propose = "F1-09"', "« propose » doit être une liste"),
        ('"F2-04", when = "D8.1 <= 1', '"F2-04", when = "D8.9 <= 1', "« D8.9 » n’existe pas"),
        ('{ service = "F4-01", immediate', '{ service = "F4-01", immediat', "clé inconnue « immediat »"),
        (
            'immediate = true },\n    { service = "F4-05"',
            'immediate = "oui" },\n    { service = "F4-05"',
            "true ou false",
        ),
        ('aids = ["agepi"]', 'aids = ["ageppi"]', "l’aide « ageppi » n’existe pas"),
        ("priority = 36", "priority = 360", "« priority » va de 1 à 99"),
        ("priority = 36", 'priority = "36"', "« priority » doit être un nombre entier"),
        ("review_days = 120", "review_days = 0", "« review_days » va de 1 à 731"),
        ('services = ["F3-03"]', "services = []", "il manque le service à remettre"),
        ('code = "R-05"', 'code = "R-04"', "le code « R-04 » est en double"),
        ('code = "R-05"', 'code = "R 05"', "s’écrit avec 20 lettres, chiffres ou tirets"),
        ('code = "R-05"', 'price = 3\ncode = "R-05"', "clé inconnue « price »"),
        ("open_steps = 5", "open_steps = 1", "le plan doit pouvoir contenir"),
    ],
)
def test_a_wrong_rules_file_names_its_line_and_the_reason(tmp_path: Path, before: str, after: str, reason: str) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    assert before in text
    changed = text.replace(before, after, 1)
    path = tmp_path / "rules.toml"
    path.write_text(changed, encoding="utf-8")
    line = text[: text.index(before)].count("\n") + 1
    with pytest.raises(InvalidReference) as error:
        load_rules(RULE_WORDS, path)
    said = plain(error.value)
    assert reason in said
    assert said.startswith(f"Le fichier de référence rules.toml, ligne {line} : ")


def test_a_condition_on_its_own_line_is_found_among_those_of_a_list(tmp_path: Path) -> None:
    path = tmp_path / "regles.toml"
    path.write_text(
        '[[rule]]\ncode = "LOC-1"\nlabel = "x"\nreason = "x"\nwhen = "toujours"\npriority = 5\n'
        'propose = [\n    "F4-05",\n    { service = "F4-02", when = "D5.1 >= 9" },\n]\n',
        encoding="utf-8",
    )
    with pytest.raises(InvalidInput, match="ligne 9"):
        with_rule_file(REFERENCE, path)


def test_the_file_of_a_structure_adds_rules_and_silences_some(tmp_path: Path) -> None:
    path = tmp_path / "regles.toml"
    path.write_text(
        'off = ["R-08"]\n[[rule]]\ncode = "LOC-1"\nlabel = "x"\nreason = "x"\nwhen = "toujours"\npriority = 5\n'
        'advice = ["Passer à l’accueil."]\n',
        encoding="utf-8",
    )
    book = with_rule_file(REFERENCE, path)
    assert "R-08" not in {rule.code for rule in book.rules}
    assert book.rule("LOC-1").own


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('off = ["R-77"]', "la règle « R-77 » n’existe pas"),
        (
            '[[rule]]\ncode = "R-02"\nlabel = "x"\nreason = "x"\nwhen = "toujours"\npriority = 5\nadvice = ["x"]',
            "fournie",
        ),
        ("rules = 1", "clé inconnue « rules »"),
    ],
)
def test_a_wrong_file_of_a_structure_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "regles.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput) as error:
        with_rule_file(REFERENCE, path)
    assert reason in plain(error.value)
    assert "Vos dossiers" not in str(error.value)


@given(st.text(max_size=40) | st.lists(st.sampled_from(SOME_WORDS), max_size=15).map(" ".join))
def test_any_text_is_a_condition_or_a_refusal(text: str) -> None:
    with suppress(ConditionError):
        assert names_in(parse(text, WORDS)) is not None


@pytest.mark.parametrize("text", ["(" * 500, "non " * 500 + "ST04"])
def test_a_condition_too_deep_is_refused(text: str) -> None:
    with pytest.raises(ConditionError, match="trop de"):
        parse(text, WORDS)
