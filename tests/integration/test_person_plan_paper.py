"""The plan for the person, read back from the PDF."""

from __future__ import annotations

import dataclasses
import re
from io import BytesIO

import pytest
from PIL import Image

from builders_papers import CLAIRE, LETTERHEAD, sylvie_plan
from mobiconseil.pdf.images import contact_card
from mobiconseil.pdf.printing import render
from mobiconseil.services.papers.plans import PersonPlanData, PersonStep
from pdf_reader import ink_outside, letters, metadata, outline, page_texts, roles, whole_text

LONG = "Je téléphone à la maison départementale des solidarités pour demander un rendez-vous. "


def step(number: int, text: str = "") -> PersonStep:
    return PersonStep(
        title=f"Je fais l’étape {number}. {text}".strip(),
        who=text or "Moi, avec Claire.",
        where=text or "AutoRelais, 4\u00a0rue de la Gare, à Craon.",
        phone="02\u00a061\u00a091\u00a055\u00a010",
        papers=text or "Attestation RSA.",
        when=text or "Avant le lundi 23\u00a0novembre.",
    )


def test_the_plan_reads_from_top_to_bottom() -> None:
    text = whole_text(render(sylvie_plan()))
    expected = (
        "Mon plan pour me déplacer",
        "Sylvie Garnier. Vendredi 20\u00a0novembre 2026.",
        "Mon but\u00a0: aller travailler à Craon, à partir du lundi 7\u00a0décembre.",
        "Je réserve la voiture de location.",
        "Qui Moi, avec Claire.",
        "Où AutoRelais, 4\u00a0rue de la Gare, à Craon.",
        "Téléphone 02\u00a061\u00a091\u00a055\u00a010",
        "Quand Avant le lundi 23\u00a0novembre.",
        "Je demande l’aide pour l’essence.",
        "Papiers Attestation RSA et contrat de location.",
        "J’essaie le trajet.",
        "Mon prochain rendez-vous",
        "Mercredi 2\u00a0décembre 2026, à 6\u00a0heures\u00a040",
        "J’ai une question, j’appelle\u00a0:",
        "Claire Morin, ma conseillère",
        "02\u00a061\u00a091\u00a030\u00a045",
        "Plus tard\u00a0:",
        "Plan fait ensemble à Ballots.",
        "Vos informations sont enregistrées par Cap Mobilité Craonnais pour vous aider à vous déplacer.",
        "Réclamation\u00a0: cnil.fr.",
        "Page\u00a01 sur\u00a01",
    )
    spaces = str.maketrans({"\u00a0": " "})
    place = 0
    for sentence in expected:
        found = text.translate(spaces).find(sentence.translate(spaces), place)
        assert found >= 0, sentence
        place = found
    assert text.count("C’est fait") == 3


def test_the_plan_holds_no_badly_encoded_letter() -> None:
    text = whole_text(render(sylvie_plan()))
    assert not re.search("â€|Ã|Â|\ufffd|\x00", text)


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert render(sylvie_plan()) == render(sylvie_plan())


def test_a_plan_without_name_holds_no_name_anywhere() -> None:
    content = render(sylvie_plan(person_name=""))
    assert "Garnier" not in whole_text(content)
    assert b"Garnier" not in content
    assert "Vendredi 20" in whole_text(content)


def test_the_metadata_name_the_document_never_the_person() -> None:
    content = render(sylvie_plan())
    data = metadata(content)
    assert data["Title"] == "Plan pour me déplacer, vendredi 20\u00a0novembre 2026"
    assert data["Author"] == "Cap Mobilité Craonnais"
    assert "Garnier" not in " ".join(data.values())
    assert b"/Lang (fr-FR)" in content
    assert b"/StructTreeRoot" in content
    assert b"/MarkInfo" in content


def test_the_outline_leads_to_the_goal_and_each_step() -> None:
    assert outline(render(sylvie_plan())) == [
        (0, "Mon plan pour me déplacer"),
        (1, "Mon but"),
        (1, "Étape 1\u00a0: Je réserve la voiture de location."),
        (1, "Étape 2\u00a0: Je demande l’aide pour l’essence."),
        (1, "Étape 3\u00a0: J’essaie le trajet."),
        (1, "Mon prochain rendez-vous"),
        (1, "J’ai une question, j’appelle\u00a0:"),
    ]


def test_every_font_is_embedded() -> None:
    fonts = re.findall(rb"/BaseFont /([^\s/]+)", render(sylvie_plan()))
    assert fonts
    assert all(re.match(rb"[A-Z]{6}\+", font) for font in fonts)


def test_what_the_person_reads_is_never_under_14_points() -> None:
    drawn = letters(render(sylvie_plan(person_name="", steps=tuple(step(number) for number in (1, 2, 3)))))
    small = "".join(letter.char for letter in drawn if letter.size < 14)
    foot_and_structure = "CapMobilitéCraonnaisConseilenmobilitéVosinformationssontenregistréespar"
    assert small.startswith(foot_and_structure)
    assert small.endswith("Page1sur1")
    assert all(letter.top < 80 or letter.top > 770 for letter in drawn if letter.size < 14)


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (2, 1), (3, 1), (4, 2), (5, 2)])
def test_three_full_steps_hold_on_one_page_and_more_fill_it_before_the_second(count: int, pages: int) -> None:
    content = render(sylvie_plan(steps=tuple(step(number) for number in range(1, count + 1))))
    texts = page_texts(content)
    assert len(texts) == pages
    assert f"Page {pages} sur {pages}" in texts[-1].replace("\u00a0", " ")
    assert texts[0].count("Je fais l’étape") == min(count, 4)


def test_a_plan_without_map_prints_no_empty_map() -> None:
    assert "Mon trajet" not in whole_text(render(sylvie_plan()))


def test_the_qr_code_tells_only_about_the_adviser() -> None:
    assert contact_card(CLAIRE) == "MECARD:N:Claire Morin;TEL:+33261913045;;"
    strange = dataclasses.replace(CLAIRE, name="\ud800 Claire; " * 60, dialled="", email="claire@cap.example")
    assert contact_card(strange).endswith(";TEL:0261913045;EMAIL:claire@cap.example;;")
    assert len(page_texts(render(sylvie_plan(adviser=strange)))) >= 1


def test_nobody_is_told_to_call_without_a_number() -> None:
    silent = dataclasses.replace(CLAIRE, phone="", dialled="", email="")
    text = whole_text(render(sylvie_plan(adviser=silent)))
    assert "J’ai une question, je vois" in text
    assert "Claire Morin" in text
    assert "j’appelle" not in text
    assert "Avec mon téléphone" not in text
    written = whole_text(render(sylvie_plan(adviser=dataclasses.replace(silent, email="claire@cap.example"))))
    assert "Avec mon téléphone" in written


def test_a_damaged_logo_is_left_out() -> None:
    buffer = BytesIO()
    Image.new("RGB", (60, 60), "black").save(buffer, "PNG")
    for logo in (buffer.getvalue()[:60], b"", b"GIF89a"):
        letterhead = dataclasses.replace(LETTERHEAD, logo=logo)
        assert len(page_texts(render(sylvie_plan(letterhead=letterhead)))) == 1


HARD_CASES = {
    "long": sylvie_plan(
        person_name="Marie-Élisabeth-Anne-Charlotte de La Rochefoucauld-Montmorency " * 3,
        goal=LONG * 4,
        goal_strong="",
        steps=tuple(step(number, LONG * 3) for number in range(1, 6)),
        later=(LONG * 3,) * 4,
    ),
    "endless word": sylvie_plan(person_name="x" * 300, goal="y" * 900, goal_strong="", steps=(step(1, "z" * 600),)),
    "other scripts": sylvie_plan(
        person_name="مرحبا", goal="😀 👩🏽\u200d🚀 漢字 \ud800", goal_strong="", later=("\x00",)
    ),
    "markup": sylvie_plan(person_name="<b>A & B</b>", goal="<para>&amp;</b>", goal_strong=""),
    "empty": sylvie_plan(steps=(), appointment=None, later=(), goal="", goal_strong="", made_at=""),
    "giant step": sylvie_plan(steps=(step(1, LONG * 60),)),
}


@pytest.mark.parametrize("data", HARD_CASES.values(), ids=HARD_CASES.keys())
def test_hard_texts_stay_inside_the_page(data: PersonPlanData) -> None:
    content = render(data)
    assert ink_outside(content) == 0
    assert "Mon plan pour me déplacer" in page_texts(content)[0]


def test_long_texts_are_printed_whole() -> None:
    text = whole_text(render(sylvie_plan(steps=(step(1, LONG * 60),))))
    assert text.count("départementale des solidarités") >= 60 * 5 - 12


def test_unknown_scripts_are_visibly_replaced() -> None:
    assert "\ufffd" in whole_text(render(sylvie_plan(person_name="漢字")))


def test_a_screen_reader_meets_one_title_a_heading_per_step_and_the_qr_code_in_words() -> None:
    met = roles(render(sylvie_plan()))
    assert met[0] == "H1"
    assert met.count("H1") == 1
    assert met.count("H2") == 6
    assert met.count("Figure") == 1
