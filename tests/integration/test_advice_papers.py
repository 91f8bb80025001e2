"""What is put off and why each step is there, read back from the papers of professionals and of the person."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import Desk
from builders_papers import sylvie_plan
from builders_papers_office import prescriber_summary, professional_plan
from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.domain.follow_up import DocumentKind
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.situation import ConsentChannel, ConsentKind
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.pdf.printing import render
from mobiconseil.services.papers.advice_papers import reason_lines
from mobiconseil.services.papers.plans import NotNow, ProfessionalStep, Recommendation
from mobiconseil.services.session import Session
from pdf_reader import ink_outside, page_texts, whole_text
from sylvie_file import person

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


# ---------------------------------------------------------------- from a file


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Desk(tmp_path / "base").create()


def mehdi(session: Session) -> RecordId:
    """A person who asks for the licence, reads little French and does not know the code."""
    subject = person(session, "Mehdi", "Sadek", licence_requested=TriState.YES, request="le permis B")
    session.files.set_consent(subject, ConsentKind.SHARE_PRESCRIBER, value=TriState.YES)
    rated(session, subject, {"D5.1": 0, "D5.2": 0, "D8.1": 1, "D8.2": 1, "D9.1": 0})
    step = {
        "title": "Apprendre le français du code",
        "service_code": "F2-04",
        "rules": "R-01",
        "reason": "Lire d’abord",
    }
    session.plans.add_step(subject, **step)
    return subject


def rated(session: Session, subject: RecordId, values: dict[str, int]) -> None:
    assessment = session.assessments.start(subject, AssessmentForm.FULL)
    for item, value in values.items():
        session.assessments.rate(assessment, item, value=value)


def read(session: Session, kind: DocumentKind, subject: RecordId) -> str:
    text = whole_text(session.papers.render(session.papers.build(kind, subject)))
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_colleague_of_mehdi_reads_that_the_licence_is_not_for_now_and_which_facts_say_so(session: Session) -> None:
    subject = mehdi(session)
    text = read(session, DocumentKind.PROFESSIONAL_PLAN, subject)
    assert "Pas maintenant, parce que… Auto-école sociale (permis B)" in text
    assert "0 sur 4" in text
    assert "Refaire le point" in text
    assert "Pourquoi : Lire d’abord." in text


def test_his_prescriber_reads_the_same(session: Session) -> None:
    text = read(session, DocumentKind.PRESCRIBER_SUMMARY, mehdi(session))
    assert "Pas maintenant, parce que… Auto-école sociale (permis B)" in text


def test_mehdi_reads_it_kindly_on_his_plan(session: Session) -> None:
    text = read(session, DocumentKind.PERSON_PLAN, mehdi(session))
    assert "Pas tout de suite : auto-école sociale (permis B)." in text
    assert "On en reparle en mars 2027." in text
    assert "coûterait cher" not in text


def test_the_plan_says_how_she_agreed_only_if_somebody_said_so(session: Session) -> None:
    subject, kind = mehdi(session), ConsentKind.SHARE_PRESCRIBER
    agreed = "Accord pour le partage avec le prescripteur, donné le vendredi 20 novembre 2026"
    silent = read(session, DocumentKind.PROFESSIONAL_PLAN, subject)
    assert f"{agreed}." in silent
    session.files.set_consent(subject, kind, channel=ConsentChannel.PAPER)
    assert f"{agreed} (signé sur papier)." in read(session, DocumentKind.PROFESSIONAL_PLAN, subject)


def test_what_rests_on_health_alone_is_repeated_in_no_paper(session: Session) -> None:
    subject = person(session, "Yanis", "Ferrandi", licence_requested=TriState.YES)
    session.files.set_consent(subject, ConsentKind.SHARE_PRESCRIBER, value=TriState.YES)
    rated(session, subject, {"D10.2": 0, "D10.3": 0, "D5.1": 3, "D5.4": 1})
    rule = session.rules.book().rule("R-19")
    session.plans.add_step(subject, title="Demander un avis", rules="R-19", reason=rule.reason)
    grid = session.reference.grid
    private = [item.title for item in grid.domain("D10").items]
    for kind in (DocumentKind.PROFESSIONAL_PLAN, DocumentKind.PRESCRIBER_SUMMARY, DocumentKind.PERSON_PLAN):
        text = read(session, kind, subject)
        assert rule.reason.rstrip(".") not in text
        assert not [title for title in private if title in text]


def test_what_nobody_asked_for_is_not_refused_on_the_plan_of_the_person(session: Session) -> None:
    subject = person(session, "Claire", "Roussel", licence_requested=TriState.NO)
    rated(session, subject, {"D9.4": 1})
    assert "Pas tout de suite" not in read(session, DocumentKind.PERSON_PLAN, subject)


def test_a_reason_said_twice_is_printed_once_with_all_its_facts() -> None:
    twice = ("Le budget manque. (Payer\u00a0: 1)", "Le budget manque. (Payer\u00a0: 1\u202f; Revenu\u00a0: 0)")
    said = "\n".join((twice[0], "Le car passe. (Arrêt\u00a0: 3)", twice[1]))
    assert reason_lines(said) == (
        "Le budget manque. (Payer\u00a0: 1\u202f; Revenu\u00a0: 0)",
        "Le car passe. (Arrêt\u00a0: 3)",
    )
    assert reason_lines("") == ()


def test_a_colleague_reads_what_to_rate_before_the_licence_is_talked_of(session: Session) -> None:
    subject = person(session, "Paul", "Marchand", licence_requested=TriState.YES)
    rated(session, subject, {"D5.1": 0})
    text = read(session, DocumentKind.PROFESSIONAL_PLAN, subject)
    assert "Permis B" in text
    assert "n’est pas encore évalué" in text
    assert "Évaluer : " in text


def test_an_agreement_that_nobody_asked_for_is_no_refusal(session: Session) -> None:
    subject = person(session, "Mehdi", "Sadek")
    text = read(session, DocumentKind.PROFESSIONAL_PLAN, subject)
    assert "Accord pour le partage avec le prescripteur : pas encore demandé." in text
    session.files.set_consent(subject, ConsentKind.SHARE_PRESCRIBER, value=TriState.NO)
    assert "Pas d’accord pour le partage" in read(session, DocumentKind.PROFESSIONAL_PLAN, subject)
    withdrawn = {"value": TriState.YES, "withdrawn_on": session.clock.today()}
    session.files.set_consent(subject, ConsentKind.SHARE_PRESCRIBER, **withdrawn)
    assert "retiré le vendredi 20 novembre 2026" in read(session, DocumentKind.PROFESSIONAL_PLAN, subject)
