"""The papers of professionals, the questionnaire, the recovery sheet and the notice, read back from the PDF."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest

from builders_papers_office import (
    assessment_report,
    blank_questionnaire,
    information_notice,
    prescriber_summary,
    professional_plan,
    recovery_sheet,
)
from mobiconseil.pdf.printing import render
from mobiconseil.services.papers.common import Consent
from pdf_reader import ink_outside, metadata, outline, page_texts, whole_text

PAPERS = {
    "professional plan": professional_plan(),
    "prescriber summary": prescriber_summary(),
    "assessment report": assessment_report(),
    "blank questionnaire": blank_questionnaire(),
    "recovery sheet": recovery_sheet(),
    "information notice": information_notice(),
}
LONG = "Une phrase longue, avec des mots ordinaires, que quelqu’un a tapée sans s’arrêter. " * 40
each_paper = pytest.mark.parametrize("data", PAPERS.values(), ids=PAPERS.keys())


@each_paper
def test_every_paper_is_the_same_twice_tagged_french_and_named_without_a_person(data: Any) -> None:
    content = render(data)
    assert content == render(data)
    assert b"/Lang (fr-FR)" in content
    assert b"/StructTreeRoot" in content
    facts = metadata(content)
    assert facts["Author"] == "Cap Mobilité Craonnais"
    assert "Garnier" not in " ".join(facts.values())
    assert all(re.match(rb"[A-Z]{6}\+", font) for font in re.findall(rb"/BaseFont /([^\s/]+)", content))


@each_paper
def test_every_paper_stays_inside_the_page_and_numbers_its_pages(data: Any) -> None:
    content = render(data)
    texts = page_texts(content)
    assert ink_outside(content) == 0
    for number, text in enumerate(texts, start=1):
        assert f"Page {number} sur {len(texts)}" in text.replace("\u00a0", " ")
    assert not re.search("â€|Ã|\ufffd", "".join(texts))


def test_the_professional_plan_says_why_a_step_failed_and_who_proposed_it() -> None:
    text = whole_text(render(professional_plan()))
    assert "Sans solution" in text
    assert "Trop loin" in text
    assert "Besoin analysé" in text
    assert "accord donné le 20" in text
    assert "environ 110" in text


def test_the_summary_of_someone_who_refused_to_share_holds_nothing_about_them() -> None:
    text = whole_text(render(prescriber_summary(consent=Consent(granted=False, sentence="Refus de Sylvie Garnier"))))
    assert "Partage refusé" in text
    for secret in ("Garnier", "permis", "Points d’appui", "Location", "Jean Petit", "6 heures"):
        assert secret not in text


def test_the_summary_prints_only_the_fields_it_received() -> None:
    content = render(prescriber_summary(strengths=(), request="", appointment=None))
    text = whole_text(content)
    assert "Points d’appui" not in text
    assert "Prochain rendez-vous" not in text
    assert [title for level, title in outline(content) if level == 1] == [
        "Points à travailler",
        "Préconisations et parcours",
        "Contact",
    ]


def test_health_is_printed_only_when_asked() -> None:
    without = whole_text(render(assessment_report()))
    for word in ("Santé et déplacements", "D10.1", "sans fatigue", "Équilibre"):
        assert word not in without
    assert "Le domaine de la santé n’est pas imprimé." in without
    with_health = whole_text(render(assessment_report(with_health=True)))
    for word in ("Santé et déplacements", "D10.1", "sans fatigue", "Équilibre"):
        assert word in with_health


def test_an_incomplete_domain_has_no_score_in_the_radar_nor_in_its_twin_table() -> None:
    text = whole_text(render(assessment_report()))
    assert text.count("incomplet (2/5)") == 6
    assert "non évalué" in text


def test_the_report_of_an_empty_assessment_still_prints() -> None:
    texts = page_texts(render(assessment_report(domains=(), modes=(), life_space=(), supports=())))
    assert len(texts) == 1
    assert "Profil" in texts[0]


def test_the_questionnaire_keeps_the_numbering_of_the_grid() -> None:
    text = whole_text(render(blank_questionnaire()))
    numbers = re.findall(r"D\d+\.\d+", text)
    assert numbers == [f"D{domain}.{item}" for domain in range(1, 13) for item in range(1, 6)]
    assert text.count("sans objet") == 60
    assert "10 tout à fait" in text.replace("\u00a0", " ").replace(" :", "")


def test_a_shorter_form_prints_the_items_it_received() -> None:
    text = whole_text(render(blank_questionnaire(items=2, form="Formulaire court")))
    assert len(re.findall(r"D\d+\.\d+", text)) == 24


def test_the_sheet_is_the_recovery_sheet_and_what_it_bears_is_the_recovery_key() -> None:
    data = render(recovery_sheet())
    assert metadata(data)["Title"].startswith("Feuille de secours")
    assert "La clé de secours ci-dessus" in whole_text(data)


def test_the_recovery_key_can_be_read_back_in_order() -> None:
    data = recovery_sheet()
    texts = page_texts(render(data))
    assert len(texts) == 1
    letters = re.sub(r"\s", "", texts[0])
    pattern = "".join(f"Groupe{number}{group}" for number, group in enumerate(data.groups, start=1))
    assert pattern in letters
    assert "Personne d’autre ne peut retrouver vos données" in whole_text(render(data))


@pytest.mark.parametrize("repeats", [1, 2, 4])
def test_the_notice_holds_on_one_page_with_its_receipt(repeats: int) -> None:
    data = information_notice()
    texts = page_texts(render(dataclasses.replace(data, recipients=data.recipients * repeats)))
    assert len(texts) == 1
    for word in ("Combien de temps", "24", "CNIL", "lire vos informations", "J’ai reçu cette notice", "dpo@"):
        assert word in texts[0]


HARD_CASES = {
    "plan": professional_plan(goal=LONG, expressed_demand=LONG * 3, analysed_need=LONG * 5, person_name="x" * 400),
    "steps": professional_plan(
        steps=tuple(dataclasses.replace(step, note=LONG * 4, unavailability=LONG) for step in professional_plan().steps)
    ),
    "summary": prescriber_summary(request=LONG * 4, strengths=(LONG * 4,) * 3),
    "report": assessment_report(
        request=LONG,
        domains=tuple(
            dataclasses.replace(
                domain,
                short_label=domain.label * 3,
                items=tuple(dataclasses.replace(item, comment="œ" * 280) for item in domain.items),
            )
            for domain in assessment_report().domains
        ),
    ),
    "notice": information_notice(recipients=LONG * 3),
    "key": recovery_sheet(advisers=("Claire Morin",) * 40),
}


@pytest.mark.parametrize("data", HARD_CASES.values(), ids=HARD_CASES.keys())
def test_hard_texts_stay_inside_the_page(data: Any) -> None:
    assert ink_outside(render(data)) == 0


def test_an_unknown_object_is_not_a_paper() -> None:
    with pytest.raises(TypeError):
        render("a plan")
