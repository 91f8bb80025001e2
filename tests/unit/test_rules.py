"""What the rules propose to the six imaginary people, what they put off, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from mobiconseil.cli.case_file import read_cases
from mobiconseil.domain.condition_language import parse, words_of
from mobiconseil.domain.conditions import Facts
from mobiconseil.domain.recommendation import Level, recommend, why_not
from mobiconseil.domain.reference import LabelOverride
from mobiconseil.domain.rule_entries import taken_code, with_entries
from mobiconseil.domain.written_case import WrittenCase, check_case
from mobiconseil.errors import InvalidInput
from mobiconseil.reference import load_reference, rule_reader, with_overrides

REFERENCE = load_reference()
BOOK = REFERENCE.rules
WORDS = words_of(REFERENCE.grid, REFERENCE.statuses, REFERENCE.barriers)
CASES = {case.code: case for case in read_cases(Path(__file__).parents[1] / "data" / "cases.yaml", REFERENCE).cases}
TODAY = date(2026, 11, 20)

OWN_RULE = """
code = "LOC-1"
label = "Le vélo de la commune"
when = "D4.1 >= 3 et age >= 18"
reason = "La commune prête des vélos aux adultes."
priority = 40
propose = ["F4-05"]
"""


@dataclass(frozen=True)
class Entry:
    code: str
    active: bool = True
    text: str = ""


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def holds(condition: str, facts: Facts) -> bool | None:
    return parse(condition, WORDS).check(facts).holds


@pytest.mark.parametrize("code", CASES)
def test_each_case_gets_exactly_its_rules_its_services_and_its_aids(code: str) -> None:
    checked = check_case(
        CASES[code],
        book=BOOK,
        grid=REFERENCE.grid,
        kinds=REFERENCE.statuses.kinds,
        aids=REFERENCE.aids.aids,
        today=TODAY,
    )
    case = checked.case
    assert {firing.rule.code for firing in checked.recommendations.firings} == case.expected.rules
    assert set(checked.recommendations.services) == case.expected.services
    assert case.expected.aids.items() <= {aid.code: judged.verdict for aid, judged in checked.aids}.items()
    assert checked.differences == ()


def test_the_rules_are_all_there_and_the_plan_keeps_its_limits() -> None:
    expected = {f"R-{number:02}" for number in range(1, 32)} | {"R-01b"}
    assert {rule.code for rule in BOOK.rules} == expected
    assert [rule.code for rule in BOOK.rules if rule.constraint] == ["R-31"]
    assert (BOOK.limits.open_steps, BOOK.limits.ordinary_law, BOOK.limits.skills, BOOK.limits.modes) == (5, 1, 1, 3)


def test_somebody_of_whom_nothing_is_known_gets_no_rule() -> None:
    found = recommend(BOOK, Facts())
    assert (found.firings, found.proposals, found.deferrals, found.aids) == ((), (), (), ())


def test_the_licence_asked_before_reading_is_put_off_with_what_comes_first_and_when_to_look_again() -> None:
    found = recommend(BOOK, CASES["P2"].facts(REFERENCE.grid))
    (deferral,) = found.deferrals
    assert deferral.services == ("F2-07",)
    assert deferral.first == ("F2-04",)
    assert deferral.review_days == 120
    assert "lire" in deferral.reason
    assert "projet" in deferral.kind_reason
    assert [plain(fact.text) for fact in deferral.firing.facts] == [
        "Demande le permis B : oui",
        "Connaître le code de la route : 0 sur 4",
        "Lire : 1 sur 4",
    ]
    assert "F2-07" not in found.services


def test_a_reader_who_does_not_know_the_code_prepares_it_first() -> None:
    found = recommend(BOOK, Facts(licence_requested=True, items={"D5.2": 1, "D8.1": 4, "D8.2": 4, "D5.1": 0}))
    assert found.services == ("F2-05",)
    assert found.deferrals[0].first == ("F2-05",)


@pytest.mark.parametrize(
    ("items", "to_rate"),
    [
        ({}, ("Connaître le code de la route", "Lire")),
        ({"D5.2": 3}, ("Lire",)),
        ({"D8.2": 4, "D5.1": 0}, ("Connaître le code de la route",)),
    ],
)
def test_a_licence_asked_before_its_guard_is_rated_says_what_to_rate(
    items: dict[str, int], to_rate: tuple[str]
) -> None:
    found = recommend(BOOK, Facts(licence_requested=True, items=items))
    (pending,) = found.pending
    assert (pending.rule.code, pending.services, pending.about) == ("R-01", ("F2-07",), "Permis B")
    assert pending.to_rate == to_rate
    assert (found.deferrals, "F2-07" in found.services) == ((), False)


@pytest.mark.parametrize(
    ("asked", "items"),
    [
        (True, {"D5.2": 3, "D8.2": 4}),
        (True, {"D5.2": 1}),
        (False, {}),
        (None, {}),
    ],
)
def test_a_guard_that_holds_or_is_lifted_waits_for_nothing(asked: bool | None, items: dict[str, int]) -> None:
    assert recommend(BOOK, Facts(licence_requested=asked, items=items)).pending == ()


def test_a_guard_that_is_switched_off_waits_for_nothing() -> None:
    book = with_entries(BOOK, [Entry("R-01", active=False)], rule_reader(REFERENCE))
    assert recommend(book, Facts(licence_requested=True)).pending == ()


def test_none_of_the_six_people_waits_for_a_rating() -> None:
    assert {code: recommend(BOOK, case.facts(REFERENCE.grid)).pending for code, case in CASES.items()} == dict.fromkeys(
        CASES, ()
    )


def test_a_guard_can_only_need_what_its_condition_reads() -> None:
    guard = OWN_RULE + (
        '\n[defer]\nservices = ["F2-07"]\nreason = "r"\nkind_reason = "r"\nreview = "r"\nneeds = ["D8.2"]\n'
    )
    with pytest.raises(InvalidInput, match="ne lit pas l’item"):
        rule_reader(REFERENCE)(guard, "LOC-1")


def test_a_rule_of_a_structure_names_its_own_aids() -> None:
    text = OWN_RULE.replace("propose", 'aids = ["local_bourse"]\npropose')
    assert rule_reader(REFERENCE, ["local_bourse"])(text, "").aids == ("local_bourse",)
    assert rule_reader(REFERENCE)(text, "").aids == ("local_bourse",)
    with pytest.raises(InvalidInput, match="n’existe pas"):
        rule_reader(REFERENCE, ["local_autre"])(text, "")


def test_a_driving_school_that_another_rule_puts_off_is_not_for_now() -> None:
    items = {"D5.1": 1, "D5.2": 3, "D8.2": 4, "D10.3": 1}
    found = recommend(BOOK, Facts(licence_requested=True, items=items))
    proposal = found.proposal("F2-07")
    assert proposal is not None
    assert proposal.level is Level.PROPOSE
    assert proposal.deferred is not None
    assert proposal.deferred.firing.rule.code == "R-19"
    assert proposal.deferred.firing.sensitive
    assert "F2-07" not in found.services
    assert found.proposals[-1].deferred is not None


def test_a_driver_whom_a_doctor_should_see_is_lent_no_car() -> None:
    driver = Facts(items={"D6.1": 0, "D5.1": 4, "D5.4": 3}, deadline_days=3)
    assert {"F4-01", "F4-04"} <= set(recommend(BOOK, driver).services)
    doubtful = replace(driver, items={**driver.items, "D10.3": 1})
    assert not {"F4-01", "F4-04"} & set(recommend(BOOK, doubtful).services)


def test_conflict_at_home_needs_a_noted_sign_before_anything_is_said_of_violence() -> None:
    conflict = Facts(items={"D11.6": 0})
    assert "R-24" not in {firing.rule.code for firing in recommend(BOOK, conflict).firings}
    noted = recommend(BOOK, replace(conflict, barriers=frozenset({"S3"})))
    assert any("3919" in advice.text for advice in noted.advice)
    assert noted.services == ()


def test_why_not_names_what_is_missing_and_what_says_otherwise() -> None:
    facts = Facts(items={"D5.1": 2, "D5.2": 1})
    (reason,) = [each for each in why_not(BOOK, "F2-07", facts) if each.rule.code == "R-02"]
    assert [(plain(fact.text), plain(fact.need)) for fact in reason.failing] == [
        ("Connaître le code de la route : 1 sur 4", "2 sur 4 au moins")
    ]
    assert [plain(fact.text) for fact in reason.missing] == ["Lire : non évalué"]


def test_why_not_says_nothing_of_a_service_that_is_proposed() -> None:
    facts = CASES["P1"].facts(REFERENCE.grid)
    assert "R-02" not in {each.rule.code for each in why_not(BOOK, "F2-07", facts)}


def test_a_service_of_the_condition_of_a_proposal_says_why_not_too() -> None:
    facts = Facts(items={"D9.1": 0, "D12.1": 1})
    reasons = {each.rule.code: each for each in why_not(BOOK, "F3-09", facts)}
    assert [plain(fact.text) for fact in reasons["R-17"].failing] == ["Arrêt ou gare utile près de chez soi : 1 sur 4"]


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        ("D5.2 <= 1", Facts(), None),
        ("non D5.2 <= 1", Facts(), None),
        ("sauf D5.2 <= 1", Facts(), True),
        ("sauf D5.2 <= 1", Facts(items={"D5.2": 0}), False),
        ("non D5.2 <= 1", Facts(items={"D5.2": 4}), True),
        ("D5.2 != 1", Facts(), None),
        ("ST04", Facts(), None),
        ("ST04", Facts(refused_statuses=frozenset({"ST04"})), False),
        ("non ST04", Facts(refused_statuses=frozenset({"ST04"})), True),
        ("frein E1", Facts(barriers=frozenset({"E1"})), True),
        ("frein E1", Facts(), None),
        ("permis_demande", Facts(licence_requested=False), False),
        ("echeance <= 7", Facts(), None),
        ("echeance <= 7", Facts(deadline_days=0), True),
        ("age < 26", Facts(ages=(25, 26)), None),
        ("age < 26", Facts(ages=(24, 25)), True),
        ("age >= 26", Facts(ages=(24, 25)), False),
        ("distance > 10,5", Facts(distance_km=11), True),
        ("D3 < 50", Facts(scores={"D3": 49.9}), True),
        ("D3 < 50", Facts(), None),
        ("D8.2 ≥ 2 et D5.2 ≠ 0", Facts(items={"D8.2": 2, "D5.2": 1}), True),
        ("D8.2 = 1 ou D5.2 = 1 et D5.1 = 1", Facts(items={"D8.2": 1}), True),
        ("D5.1 >= 3 sauf D10.3 <= 1 ou D10.2 <= 1", Facts(items={"D5.1": 3, "D10.2": 1}), False),
        ("toujours", Facts(), True),
    ],
)
def test_conditions_have_three_values(condition: str, facts: Facts, expected: bool | None) -> None:
    assert holds(condition, facts) is expected


def test_an_age_known_within_a_year_says_both() -> None:
    (fact,) = parse("age < 26", WORDS).check(Facts(ages=(25, 26))).against
    assert plain(fact.text) == "Âge : 25 ans ou 26 ans"
    assert fact.is_missing


def test_a_structure_switches_a_rule_off_and_adds_its_own() -> None:
    read = rule_reader(REFERENCE)
    book = with_entries(BOOK, [Entry("R-08", active=False), Entry("LOC-1", text=OWN_RULE)], read)
    facts = CASES["P1"].facts(REFERENCE.grid)
    rules = {firing.rule.code for firing in recommend(book, facts).firings}
    assert "R-08" not in rules
    assert "LOC-1" in rules
    assert [rule.code for rule in book.switched_off] == ["R-08"]
    assert book.rule("LOC-1").own
    assert book.refused == ()


def test_a_rule_of_the_structure_can_be_kept_and_silent() -> None:
    book = with_entries(BOOK, [Entry("LOC-1", active=False, text=OWN_RULE)], rule_reader(REFERENCE))
    assert [rule.code for rule in book.switched_off] == ["LOC-1"]
    assert len(book.rules) == len(BOOK.rules)


def test_a_rule_that_cannot_be_read_is_told_and_stops_nothing() -> None:
    newer = Entry("LOC-2", text=OWN_RULE.replace("D4.1", "D99.1").replace("LOC-1", "LOC-2"))
    stolen = Entry("R-02", text=OWN_RULE.replace("LOC-1", "R-02"))
    book = with_entries(BOOK, [newer, stolen, Entry("R-99", active=False)], rule_reader(REFERENCE))
    assert book.rules == BOOK.rules
    assert [refused.code for refused in book.refused] == ["LOC-2", "R-02"]
    assert "D99.1" in book.refused[0].reason
    assert "autre règle" in book.refused[1].reason


def test_a_structure_cannot_take_the_code_of_a_rule_shipped() -> None:
    assert taken_code(BOOK, "R-02")
    assert not taken_code(BOOK, "LOC-1")


@pytest.mark.parametrize(
    ("before", "after", "line", "reason"),
    [
        ("D4.1 >= 3", "D4.1 => 3", 4, "« => » n’est pas une comparaison"),
        ("priority = 40", 'priority = "haute"', 6, "« priority » doit être un nombre entier"),
        ('["F4-05"]', '["F4-99"]', 7, "le service « F4-99 » n’existe pas"),
        ('label = "Le vélo de la commune"', "", 1, "il manque « label »"),
        ('propose = ["F4-05"]', "", 2, "ne propose rien"),
        ('["F4-05"]', '["F4-05"', 7, "écriture TOML incorrecte"),
    ],
)
def test_a_wrong_rule_of_a_structure_names_its_line(before: str, after: str, line: int, reason: str) -> None:
    with pytest.raises(InvalidInput) as error:
        rule_reader(REFERENCE)(OWN_RULE.replace(before, after), "LOC-1")
    said = plain(str(error.value))
    assert said.startswith(f"La règle « LOC-1 », ligne {line} : ")
    assert reason in said
    assert "Rien n’a été modifié." in said


def test_the_names_a_structure_gave_to_its_items_are_those_of_the_reasons() -> None:
    renamed = with_overrides(
        REFERENCE, [LabelOverride(kind="item", code="D8.2", field="title", value="Lire un courrier")]
    )
    found = recommend(renamed.rules, CASES["P2"].facts(renamed.grid))
    texts = [plain(fact.text) for firing in found.firings for fact in firing.facts]
    assert "Lire un courrier : 1 sur 4" in texts


def test_status_labels_agree_with_the_person() -> None:
    (fact,) = parse("ST13", WORDS).check(Facts(statuses=frozenset({"ST13"}))).used
    assert "{" not in fact.text


def test_a_case_that_expects_something_else_says_how_it_differs() -> None:
    case = CASES["P1"]
    wrong = replace(
        case.expected,
        rules=frozenset({"R-02", "R-25", "R-77"}),
        services=frozenset({"F2-07", "F7-02", "F2-11"}),
        deferred=frozenset({"F2-07"}),
        aids={"permis_1_euro": "non_eligible", "aide_inconnue": "a_verifier"},
    )
    told = [plain(each) for each in differences(replace(case, expected=wrong))]
    assert "règle R-25 attendue, absente : Échéance : 35 jours (il faut 7 jours au plus)." in told
    assert "règle R-77 attendue, absente : cette règle n’existe pas." in told
    assert "règle R-17 non attendue : Payer ses déplacements : 1 sur 4." in told
    assert any(each.startswith("service F7-02 attendu, non proposé : seulement à envisager (R-03)") for each in told)
    assert any(each.startswith("service F2-11 attendu, non proposé : R-07, Savoir faire du vélo") for each in told)
    assert "service F4-05 non attendu, proposé par R-03, R-08." in told
    assert "service F2-07 attendu à plus tard, non remis." in told
    assert any(each.startswith("aide permis_1_euro : eligible_probable, attendu non_eligible") for each in told)
    assert "aide aide_inconnue attendue (a_verifier), absente du catalogue." in told


def test_an_expired_status_leaves_its_aid_to_check() -> None:
    expired = replace(CASES["P4"], statuses=frozenset({"ST06"}), expired_statuses=frozenset({"ST10", "ST15"}))
    assert differences(replace(expired, expected=replace(expired.expected, rules=None, services=None))) == ()


def differences(case: WrittenCase) -> tuple[str, ...]:
    return check_case(
        case,
        book=BOOK,
        grid=REFERENCE.grid,
        kinds=REFERENCE.statuses.kinds,
        aids=REFERENCE.aids.aids,
        today=TODAY,
    ).differences


def test_everything_that_touches_health_is_marked_so() -> None:
    found = recommend(BOOK, CASES["P6"].facts(REFERENCE.grid))
    told = {fact.code: fact.sensitive for firing in found.firings for fact in firing.facts}
    assert told["D10.3"]
    assert told["D10.4"]
    assert not told["D5.4"]
