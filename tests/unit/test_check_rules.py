"""`check-rules`: written cases in, what the rules and the aids say of them out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from mobiconseil.cli.case_file import read_cases
from mobiconseil.cli.main import run
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.errors import InvalidInput
from mobiconseil.reference import load_reference, rule_reader

SIX = Path(__file__).parents[1] / "data" / "cases.yaml"
DAY = ("--today", "2026-11-20")
REFERENCE = load_reference()
QUESTIONS = [question.code for question in REFERENCE.questions.questions]


Writer = Callable[[str | bytes], Path]


def plain(text: object) -> str:
    return str(text).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def written(tmp_path: Path) -> Writer:
    def write(text: str | bytes) -> Path:
        path = tmp_path / "situations.yaml"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write


def test_the_six_cases_have_no_difference(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check-rules", str(SIX), *DAY]) == 0
    told = plain(capsys.readouterr().out)
    assert "6 situations, aucun écart avec ce qui est attendu." in told
    assert "R-01 Permis demandé, lecture ou code encore fragiles (Demande le permis B : oui" in told.replace("  ", " ")
    assert "F2-07 Auto-école sociale (permis B), parce que le code demande" in told
    assert "Écarts" not in told


def test_a_clock_behind_the_data_brings_no_abolished_aid_back(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("mobiconseil.cli.check_rules.SystemClock.today", lambda _self: date(2025, 6, 1))
    assert run(["check-rules", str(SIX), "--json"]) == 0
    newest = max(aid.verified_on for aid in REFERENCE.aids.aids if aid.verified_on is not None)
    assert json.loads(capsys.readouterr().out)["today"] == newest.isoformat()


def test_json_gives_rules_with_their_facts_services_and_each_aid_with_its_criterion(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["check-rules", str(SIX), "--json", *DAY]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["differences"], told["remarks"], told["today"]) == (0, [], "2026-11-20")
    case = {each["code"]: each for each in told["cases"]}["P5"]
    assert (case["age"], case["distance_km"], case["differences"]) == (34, 22, [])
    assert set(case["services"]) == {"F4-04", "F4-01", "F5-01", "F1-09", "F6-01", "F3-04"}
    rule = {each["code"]: each for each in case["rules"]}["R-25"]
    assert [(fact["code"], fact["value"], plain(fact["text"])) for fact in rule["facts"]] == [
        ("echeance", 3, "Échéance : 3 jours")
    ]
    assert all(each["reason"] and each["facts"] for each in case["rules"])
    assert {each["code"] for each in case["aids"]} == {aid.code for aid in REFERENCE.aids.aids}
    assert all(each["criterion"] for each in case["aids"])
    aid = {each["code"]: each for each in case["aids"]}["aide_mobilite_france_travail"]
    assert aid["verdict"] == "non_eligible"
    assert "44" in aid["criterion"]
    assert case["deferred"][0]["services"] == ["F3-03"]


def test_a_difference_is_told_and_ends_with_one(written: Writer, capsys: pytest.CaptureFixture[str]) -> None:
    path = written("- code: A\n  items: {D6.2: 0}\n  regles: [R-06]\n  services_attendus: []\n")
    assert run(["check-rules", str(path), *DAY]) == 1
    told = plain(capsys.readouterr().out)
    assert "règle R-06 attendue, absente : Assurance et carte grise" in told
    assert "règle R-05 non attendue" in told
    assert "service F5-01 non attendu, proposé par R-05." in told
    assert "1 situation, 1 avec des écarts." in told


def test_the_rules_of_a_structure_are_checked_with_those_shipped(
    written: Writer,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    rules = tmp_path / "regles.toml"
    rules.write_text(
        'off = ["R-05"]\n[[rule]]\ncode = "LOC-1"\nlabel = "Garage du bourg"\nreason = "Il répare à prix coûtant."\n'
        'when = "D6.2 <= 2"\npriority = 20\npropose = ["F5-03"]\n',
        encoding="utf-8",
    )
    path = written("code: A\nitems: {D6.2: 0}\nregles: [LOC-1]\nservices_attendus: [F5-03]\n")
    assert run(["check-rules", str(path), "--rules", str(rules), *DAY]) == 0
    assert "LOC-1" in capsys.readouterr().out


def test_a_key_unknown_is_told_and_ignored(written: Writer, capsys: pytest.CaptureFixture[str]) -> None:
    path = written("- code: A\n  item: {D6.2: 0}\n")
    assert run(["check-rules", str(path), *DAY]) == 0
    assert "A, ligne 2 : clé « item » inconnue, ignorée." in plain(capsys.readouterr().out)


def test_everything_that_a_case_can_say_is_read(written: Writer) -> None:
    path = written(
        "code: A\nnom: Sans âge, 12 ans de métier\nage: 40\ndemande: un poste à 8,5 km\ndistance_km: 12\n"
        "statuts: [ST04]\nstatuts_non: [ST01]\nstatuts_expires: [ST14]\nfreins: [E1]\ndemande_permis: non\n"
        "echeance_jours: 5\nitems: {D1.1: NE, D1.2: SO, D2.1: 3, D2.2: }\nduree_min: 35\nquotient_familial: 600\n"
        f"departement: '53'\ninsee: '53130'\nreponses: {{{QUESTIONS[0]}: oui, {QUESTIONS[1]}: ne sait pas}}\n"
    )
    (case,) = read_cases(path, REFERENCE, QUESTIONS).cases
    assert (case.age, case.distance_km, case.items, case.not_applicable) == (40, 12, {"D2.1": 3}, {"D1.2"})
    assert case.licence_requested is False
    assert case.answers == {QUESTIONS[0]: TriState.YES, QUESTIONS[1]: TriState.UNKNOWN}
    facts = case.facts(REFERENCE.grid)
    assert facts.refused_statuses == {"ST01", "ST06", "ST08"}
    known = case.circumstances(REFERENCE.statuses.kinds, REFERENCE.aids.provenance.verified_on)
    assert (known.departement, known.insee_code, known.duration_min, known.family_quotient) == ("53", "53130", 35, 600)
    assert known.expired == {"ST14"}


def test_the_age_and_the_distance_are_read_in_the_words_when_nothing_else_says_them(written: Writer) -> None:
    path = written('code: A\nnom: "Une personne, 34 ans, seule"\ndemande: "mon poste à 22,5 km"\n')
    (case,) = read_cases(path, REFERENCE).cases
    assert (case.age, case.distance_km) == (34, 22.5)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "ce fichier est vide"),
        ("[]", 1, "ne contient aucune situation"),
        ("- code: A\n- code: A\n", 2, "la situation « A » est écrite deux fois"),
        ("- nom: x\n", 1, "il manque « code » à cette situation"),
        ("- code: A\n  code: B\n", 2, "« code » est écrit deux fois"),
        ("- code: A\n  items:\n    D1.1: 2\n    D9.9: 1\n", 4, "l’item « D9.9 » n’existe pas dans la grille"),
        ("- code: A\n  items: {D1.1: 5}\n", 2, "« D1.1 » doit être un nombre entier de 0 à 4, pas « 5 »"),
        ("- code: A\n  items: {D1.1: deux}\n", 2, "« D1.1 » doit être un nombre entier"),
        ("- code: A\n  items: {D1.1: 1.5}\n", 2, "« D1.1 » doit être un nombre entier"),
        ("- code: A\n  items: [D1.1]\n", 2, "« items » doit être fait de clés et de valeurs"),
        ("- code: A\n  statuts: [ST99]\n", 2, "le statut « ST99 » n’existe pas"),
        ("- code: A\n  statuts: ST01\n", 2, "« statuts » doit être une liste"),
        ("- code: A\n  services_attendus: [F9-99]\n", 2, "le service « F9-99 » n’existe pas"),
        ("- code: A\n  demande_permis: peut-être\n", 2, "« demande_permis » se répond par oui ou non"),
        ("- code: A\n  echeance_jours: -4\n", 2, "« echeance_jours » doit être un nombre entier"),
        ("- code: A\n  distance_km: loin\n", 2, "« distance_km » doit être un nombre"),
        ("- code: A\n  age: 340\n", 2, "de 0 à 120"),
        ("- code: A\n  aides_attendues: {cmi: peut_etre}\n", 2, "n’est pas un avis connu pour l’aide « cmi »"),
        ("- code: A\n  reponses: {lune: oui}\n", 2, "la question « lune » n’existe pas"),
        ("- code: A\n  nom: [x]\n", 2, "« nom » doit être un texte"),
        ("- A\n", 1, "« une situation » doit être fait de clés et de valeurs"),
        ("- code: A\n\tnom: x\n", 2, "écriture YAML incorrecte"),
        ("- code: A\n  nom: {x\n", 3, "écriture YAML incorrecte"),
        ("- code: A\n  items: *perdu\n", 2, "écriture YAML incorrecte"),
        ("code: A\n---\ncode: B\n", 2, "écriture YAML incorrecte"),
        (b"- code: A\n  nom: \xff\n", 2, "ce texte n’est pas en UTF-8"),
        ("code: \x07", 1, "un caractère n’a pas sa place"),
        ("[" * 5000, 1, "les unes dans les autres"),
        ("- &a\n  code: A\n  items: *a\n", 2, "n’existe pas dans la grille"),
        ("- code: !!python/object/apply:os.system [x]\n", 1, "« code » doit être un texte"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(written: Writer, text: str | bytes, line: int, reason: str) -> None:
    with pytest.raises(InvalidInput) as error:
        read_cases(written(text), REFERENCE, QUESTIONS)
    told = plain(error.value)
    assert reason in told
    assert told.startswith(f"situations.yaml, ligne {line} : "), told
    assert "Rien n’a été fait." in told


def test_a_file_that_is_not_there_or_too_big_is_refused(
    written: Writer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check-rules", str(tmp_path / "absent.yaml")]) == 1
    assert "Il n’y a pas de fichier ici" in capsys.readouterr().err
    assert run(["check-rules", str(written("# " + "x" * 2_000_001))]) == 1
    assert "trop gros" in capsys.readouterr().err
    assert run(["check-rules", str(SIX), "--today", "hier"]) == 1
    assert "AAAA-MM-JJ" in capsys.readouterr().err


def test_the_examples_of_the_documentation_work_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
    rules = re.findall(r"```toml\n(.*?)```", page, flags=re.DOTALL)
    assert [rule_reader(REFERENCE)(rule, "").code for rule in rules] == ["LOC-1", "LOC-2"]
    own, cases = tmp_path / "regles.toml", tmp_path / "situations.yaml"
    own.write_text("".join(f"[[rule]]\n{rule}".replace("[defer]", "[rule.defer]") for rule in rules), encoding="utf-8")
    cases.write_text(re.findall(r"```yaml\n(.*?)```", page, flags=re.DOTALL)[0], encoding="utf-8")
    assert run(["check-rules", str(cases), "--rules", str(own), *DAY]) == 0, capsys.readouterr().out
