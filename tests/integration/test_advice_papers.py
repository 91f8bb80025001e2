"""What is put off and why each step is there, read back from the papers of professionals and of the person."""

from __future__ import annotations

from builders_papers import sylvie_plan
from builders_papers_office import prescriber_summary, professional_plan
from mobiconseil.pdf.printing import render
from mobiconseil.services.papers.plans import NotNow, ProfessionalStep, Recommendation
from pdf_reader import ink_outside, page_texts, whole_text

LICENCE = NotNow(
    title="Permis B en auto-école",
    reason="Lire le français et connaître le code viennent avant.",
    facts=("Connaissance du code\u00a0: 0 sur\u00a04",),
    first=("Français appliqué au code",),
    review="dans 4\u00a0mois, à la réévaluation",
)


def test_professionals_read_what_is_put_off_why_with_which_facts_what_comes_first_and_when_to_look_again() -> None:
    for paper in (professional_plan(not_now=(LICENCE,)), prescriber_summary(not_now=(LICENCE,))):
        content = render(paper)
        text = whole_text(content).replace("\u00a0", " ")
        assert "Pas maintenant, parce que…" in text
        for part in (LICENCE.title, LICENCE.reason, "0 sur 4", "Français appliqué au code", "dans 4 mois"):
            assert part in text
        assert ink_outside(content) == 0


def test_what_is_put_off_stands_before_the_steps() -> None:
    text = whole_text(render(professional_plan(not_now=(LICENCE,))))
    assert text.index("Pas maintenant") < text.index("Réserver la voiture")


def test_a_plan_without_anything_put_off_says_nothing_of_it() -> None:
    assert "Pas maintenant" not in whole_text(render(professional_plan()))


def test_each_step_says_why_it_is_there() -> None:
    step = ProfessionalStep(title="Louer un vélo", reason="Aucun véhicule\u00a0: 0 sur\u00a04.")
    assert "Pourquoi : Aucun véhicule : 0 sur 4." in whole_text(render(professional_plan(steps=(step,)))).replace(
        "\u00a0", " "
    )
    advice = Recommendation(title="Louer un vélo", reason="Aucun véhicule.")
    assert "Aucun véhicule." in whole_text(render(prescriber_summary(recommendations=(advice,))))


def test_the_person_reads_kindly_what_is_not_for_now_on_the_same_page() -> None:
    content = render(sylvie_plan(not_now=("le permis. D’abord, j’apprends le code. On en reparle en mars.",)))
    text = whole_text(content).replace("\u00a0", " ")
    assert "Pas tout de suite : le permis. D’abord, j’apprends le code." in text
    assert len(page_texts(content)) == 1
