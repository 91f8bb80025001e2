"""The aids as dated data: what ships, how old it may be, and what it says of the six written cases."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobiconseil import paths
from mobiconseil.cli.case_file import read_cases
from mobiconseil.domain.advice_records import LocalAid, local_aid_id
from mobiconseil.domain.aid import AidFreshness, Volatility, aid_freshness, aid_order, judge_aid, months_later
from mobiconseil.domain.beneficiary import Licence
from mobiconseil.domain.catalogues import status_names
from mobiconseil.domain.circumstances import Circumstances
from mobiconseil.domain.civility import Civility
from mobiconseil.domain.directory_codes import FreshnessTone
from mobiconseil.domain.eligibility import Verdict
from mobiconseil.domain.local_aids import aid_of, local_code
from mobiconseil.domain.typography import tidy
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.domain.written_case import WrittenCase
from mobiconseil.errors import InvalidReference
from mobiconseil.reference import load_aids, load_questions, load_reference

TODAY = date(2026, 11, 20)
REFERENCE = load_reference()
AIDS = REFERENCE.aids.by_code
SHIPPED = paths.resources() / "reference"
CASES = {
    case.code: case
    for case in read_cases(
        Path(__file__).parent.parent / "data" / "cases.yaml",
        REFERENCE,
        [question.code for question in REFERENCE.questions.questions],
    ).cases
}
EXPECTED = [
    ("P1", "permis_1_euro", "eligible_probable"),
    ("P1", "aide_permis_france_travail", "a_verifier"),
    ("P1", "faj", "a_verifier"),
    ("P1", "cpf_permis", "a_verifier"),
    ("P1", "aide_permis_apprenti", "supprimee"),
    ("P2", "tarification_solidaire", "a_verifier"),
    ("P3", "transport_sanitaire", "a_verifier"),
    ("P3", "cmi", "a_verifier"),
    ("P4", "permis_1_euro", "eligible_probable"),
    ("P4", "aide_permis_apprenti", "supprimee"),
    ("P4", "cpf_permis", "a_verifier"),
    ("P5", "microcredit_mobilite", "a_verifier"),
    ("P5", "fonds_urgence_mobilite", "a_verifier"),
    ("P5", "aide_mobilite_france_travail", "non_eligible"),
    ("P6", "agefiph_deplacement", "a_verifier"),
    ("P6", "pch_amenagement", "a_verifier"),
    ("P6", "aide_mobilite_france_travail", "a_verifier"),
]


def known(case: WrittenCase) -> Circumstances:
    return case.circumstances(REFERENCE.statuses.kinds, TODAY)


@pytest.mark.parametrize(("code", "aid", "wanted"), EXPECTED)
def test_the_six_cases_get_the_verdicts_that_advisers_agreed_on(code, aid, wanted):
    assert judge_aid(AIDS[aid], known(CASES[code])).verdict == wanted


def test_the_aid_refused_to_claire_says_it_is_the_trip():
    judgement = judge_aid(AIDS["aide_mobilite_france_travail"], known(CASES["P5"]))
    assert [result.criterion.axis for result in judgement.failing] == ["trajet"]
    assert "44\u00a0km" in judgement.reason


@pytest.mark.parametrize("code", [code for code, aid in AIDS.items() if aid.abolished_on is None])
def test_a_status_that_expired_makes_every_aid_that_rests_on_it_one_to_check(code):
    aid = AIDS[code]
    statuses = [c for c in aid.criteria.questions if c.startswith("ST")]
    if not statuses:
        return
    others = {question: TriState.YES for question in aid.criteria.questions if question not in statuses}
    person = Circumstances(
        today=TODAY, age=20, expired=frozenset(statuses), answers=_favourable(aid, others), distance_km=50,
        departement=_departement(aid), insee_code="", licence=_licence(aid),
    )  # fmt: skip
    verdict = judge_aid(aid, person).verdict
    held = judge_aid(aid, replace(person, statuses=dict.fromkeys(statuses, TriState.YES), expired=frozenset())).verdict
    assert held is Verdict.ELIGIBLE
    assert verdict in (Verdict.TO_CHECK, Verdict.ELIGIBLE)
    assert verdict is Verdict.TO_CHECK or any(c.axis == "alternatives" for c in aid.criteria.all)


def _favourable(aid, others):
    refused = {c.code: TriState.NO for c in aid.criteria.all if c.axis == "question" and not c.wanted}
    return others | refused


def _departement(aid):
    return next((c.zones[0] for c in aid.criteria.all if c.axis == "zone"), "53")


def _licence(aid):
    wanted = next((c.held for c in aid.criteria.all if c.axis == "permis"), False)
    return Licence.CAR if wanted else Licence.NONE


def test_an_expired_status_that_alone_opens_an_aid_is_asked_again():
    person = Circumstances(today=TODAY, departement="28", expired=frozenset({"ST01"}))
    judgement = judge_aid(AIDS["pret_vehicule_eure_et_loir"], person)
    assert judgement.verdict is Verdict.TO_CHECK
    assert "échu" in judgement.missing[0].text


@pytest.mark.parametrize(
    ("code", "since"),
    [
        ("aide_permis_apprenti", "1er\u00a0janvier\u00a02026"),
        ("bonus_velo", "15\u00a0février\u00a02025"),
        ("prime_conversion_velo", "2\u00a0décembre\u00a02024"),
    ],
)
def test_an_abolished_aid_says_since_when_whoever_asks(code, since):
    for case in CASES.values():
        judgement = judge_aid(AIDS[code], known(case))
        assert judgement.verdict is Verdict.ABOLISHED
        assert judgement.reason.startswith(f"Supprimée depuis le {since}")


def test_an_aid_is_abolished_from_its_day_on_and_not_before():
    aid = AIDS["aide_permis_apprenti"]
    person = Circumstances(today=date(2025, 12, 31), age=19, statuses={"ST15": TriState.YES})
    assert judge_aid(aid, person).verdict is Verdict.ELIGIBLE
    assert judge_aid(aid, replace(person, today=date(2026, 1, 1))).verdict is Verdict.ABOLISHED


def test_an_aid_that_has_not_started_or_is_over_is_not_offered():
    aid = replace(AIDS["permis_1_euro"], valid_from=date(2027, 1, 1), valid_until=date(2027, 12, 31))
    person = Circumstances(today=TODAY, age=20)
    assert judge_aid(aid, person).verdict is Verdict.NOT_ELIGIBLE
    assert judge_aid(aid, replace(person, today=date(2027, 12, 31))).verdict is Verdict.ELIGIBLE
    assert judge_aid(aid, replace(person, today=date(2028, 1, 1))).verdict is Verdict.ABOLISHED


@pytest.mark.parametrize(
    ("verified", "wanted"),
    [
        (TODAY, AidFreshness.FRESH),
        (date(2026, 5, 21), AidFreshness.FRESH),
        (date(2026, 5, 20), AidFreshness.TO_CHECK),
        (date(2025, 11, 20), AidFreshness.TO_CHECK),
        (date(2025, 11, 19), AidFreshness.WITHDRAWN),
        (None, AidFreshness.TO_CHECK),
    ],
)
def test_an_aid_is_checked_again_at_six_months_and_withdrawn_past_twelve(verified, wanted):
    assert aid_freshness(replace(AIDS["permis_1_euro"], verified_on=verified), TODAY) is wanted


def test_what_no_public_source_says_is_never_shown_as_up_to_date():
    unsure = replace(AIDS["permis_1_euro"], confirmed=False)
    assert aid_freshness(unsure, TODAY) is AidFreshness.TO_CHECK
    assert all(aid_freshness(a, TODAY) is not AidFreshness.FRESH for a in AIDS.values() if not a.confirmed)


@given(st.dates(date(2020, 2, 1), date(2030, 12, 31)), st.integers(0, 30))
def test_the_same_day_some_months_later_stays_in_the_month_counted(day, months):
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


def test_about_forty_aids_ship_each_with_its_source_its_date_and_its_volatility():
    assert 40 <= len(AIDS) <= 60
    for aid in AIDS.values():
        assert aid.sources, aid.code
        assert (aid.verified_on or date.max) <= TODAY, aid.code
        assert aid.decided_by, aid.code
        assert aid.amount, aid.code
        assert isinstance(aid.volatility, Volatility), aid.code
        assert aid.catalogue in {service.code for service in REFERENCE.services.services}, aid.code


def test_the_aids_of_the_cases_are_fresh_on_the_day_they_ship():
    stale = {a for _, a, _ in EXPECTED if aid_freshness(AIDS[a], TODAY) is AidFreshness.WITHDRAWN}
    assert stale == set()


def test_no_text_ever_promises_an_aid_and_all_are_well_typed():
    for aid in AIDS.values():
        texts = (aid.name, aid.amount, aid.cumulation, aid.conditions, aid.advice, aid.period, *aid.papers)
        for text in texts:
            assert not re.search(r"\bavez droit\b|\ba droit\b|\bgaranti", text), (aid.code, text)
            assert tidy(text) == text, (aid.code, text)
            assert not re.search(r"\d \d{3}\b", text), (aid.code, text)


def test_every_question_an_aid_can_ask_is_written_and_agrees():
    for aid in AIDS.values():
        for code in aid.criteria.questions:
            question = REFERENCE.questions.question(code)
            for civility in Civility:
                asked = question.asked(civility)
                assert asked.endswith(("\u202f?", "demandé.")), asked
                assert "[value]" not in asked + question.label
                assert "{" not in asked


def test_every_status_and_audience_can_be_asked():
    codes = {kind.code for kind in REFERENCE.statuses.kinds}
    codes |= {public for kind in REFERENCE.statuses.kinds for public in kind.publics}
    assert codes - set(REFERENCE.questions.by_code) == set()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("deposit:300", "300\u00a0€"),
        ("quotient:1200", "1\u202f200\u00a0€"),
        ("age:18-25", "de 18 à 25\u00a0ans"),
        ("age:18-", "18\u00a0ans ou plus"),
        ("licence_years:3", "3\u00a0ans"),
        ("trip:60-120", "60\u00a0km ou plus, ou 2\u00a0h ou plus"),
        ("trip:10--120", "de 10 à 120\u00a0km"),
    ],
)
def test_a_question_says_the_figure_it_is_about(code, words):
    assert words in REFERENCE.questions.question(code).asked(Civility.MADAME)
    assert REFERENCE.questions.question(code).code == code


def test_the_order_of_aids_never_depends_on_how_they_came():
    mixed = list(AIDS.values())
    random.Random(3).shuffle(mixed)
    assert aid_order(mixed) == aid_order(AIDS.values())
    tiers = [aid.tier for aid in aid_order(mixed)]
    assert tiers == sorted(tiers, key=["droit_commun", "complement", "subsidiaire"].index)


@pytest.mark.parametrize(
    ("load", "name", "before", "after", "reason"),
    [
        (load_aids, "aids.toml", 'tier = "droit_commun"', 'tier = "hasard"', "n’est pas une valeur connue"),
        (load_aids, "aids.toml", 'catalogue = "F3-02"', 'catalogue = "F9-99"', "n’existe pas"),
        (load_aids, "aids.toml", "verified_on = 2026-07-23", 'verified_on = "hier"', "doit être une date"),
        (load_aids, "aids.toml", 'code = "ft_occasion"', 'code = "inconnue"', "n’existe pas dans questions.toml"),
        (load_aids, "aids.toml", 'codes = ["ST15"]', 'codes = ["ST99"]', "n’existe pas"),
        (load_aids, "aids.toml", 'excludes = ["faj"]', 'excludes = ["rien"]', "n’existe pas"),
        (load_aids, "aids.toml", "lowest = 15, highest = 25", "lowest = 35, highest = 25", "dépasse"),
        (load_aids, "aids.toml", 'axis = "inscription"', 'axis = "validite"', "ne s’écrit pas"),
        (load_questions, "questions.toml", 'code = "seniors"', 'code = "jeunes"', "en double"),
        (load_questions, "questions.toml", 'label = "RSA"', 'lable = "RSA"', "il manque «\u00a0label\u00a0»"),
    ],
)
def test_a_wrong_aid_or_question_is_refused_with_its_line(
    tmp_path: Path, load: Callable[[Path], object], name: str, before: str, after: str, reason: str
):
    shutil.copytree(SHIPPED, tmp_path / "reference")
    path = tmp_path / "reference" / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    line = text[: text.index(before)].count("\n") + 1
    with pytest.raises(InvalidReference) as refusal:
        load(path)
    said = re.search(rf"{re.escape(name)}, ligne (\d+)", str(refusal.value))
    assert said is not None
    assert reason in str(refusal.value)
    assert abs(int(said[1]) - line) <= 6


def local(**fields: object) -> LocalAid:
    return LocalAid(id=local_aid_id("local_essai"), code="local_essai", name="Essai", **fields)  # type: ignore[arg-type]


def judged(aid: LocalAid, **facts: object) -> Verdict:
    shown = aid_of(aid, status_names(REFERENCE.statuses.kinds), REFERENCE.questions)
    return judge_aid(shown, Circumstances(today=TODAY, **facts)).verdict  # type: ignore[arg-type]


def test_a_local_aid_is_judged_as_the_others_are():
    aid = local(statuses="ST01", publics="jeunes", min_age=18, zones="53", questions="hiring_promise")
    good = {"age": 20, "departement": "53", "answers": {"hiring_promise": TriState.YES}}
    assert judged(aid, statuses={"ST01": TriState.YES}, **good) is Verdict.ELIGIBLE
    assert judged(aid, publics={"jeunes": TriState.YES}, **good) is Verdict.ELIGIBLE
    assert judged(aid, **good) is Verdict.TO_CHECK
    assert judged(aid, statuses={"ST01": TriState.YES}, **{**good, "departement": "49"}) is Verdict.NOT_ELIGIBLE
    assert judged(replace(aid, abolished_on=TODAY)) is Verdict.ABOLISHED


def test_a_local_aid_written_by_a_newer_version_is_still_shown():
    aid = aid_of(local(volatility="V9", questions="later_question"), {}, REFERENCE.questions)
    assert aid.volatility is Volatility.YEARLY
    assert aid.criteria.questions == {"later_question"}


def test_two_laptops_that_type_the_same_aid_make_one():
    assert local_code("Bourse au permis", "Pays de Craon") == local_code("bourse au  permis", "PAYS DE CRAON")
    assert local_code("Bourse au permis", "Craon") != local_code("Bourse au permis", "Laval")


def test_the_question_about_one_aid_names_it_for_a_local_aid_too():
    names = {aid.code: aid.name for aid in AIDS.values()}
    questions = replace(REFERENCE.questions, names=names)
    assert AIDS["faj"].name in questions.question("rules:faj").asked(Civility.MADAME)
    assert "cette aide" in REFERENCE.questions.question("rules:faj").asked(Civility.MADAME)
    shown = aid_of(local(questions="rules"), {}, REFERENCE.questions)
    assert shown.criteria.questions == {"rules:local_essai"}


def test_what_touches_health_or_justice_is_marked():
    marked = {question.code for question in REFERENCE.questions.questions if question.sensitive}
    assert {kind.code for kind in REFERENCE.statuses.kinds if kind.sensitive} <= marked
    assert {"pch_open", "cmi_ground", "medical_prescription"} <= marked


def test_what_is_old_is_said_in_one_word_and_what_is_not_known_of_the_person_in_another():
    assert AidFreshness.TO_CHECK.label == FreshnessTone.AGEING.label == "À revérifier"
    assert Verdict.TO_CHECK.label == "À vérifier"
