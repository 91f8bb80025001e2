"""The sheet that goes to a service: what the person agreed to show, health never, and a way to answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from builders import Desk
from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.domain.follow_up import DocumentKind
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.referral_codes import SharedPart
from mobiconseil.domain.situation import ConsentChannel, ConsentKind
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.errors import InvalidInput
from mobiconseil.services.papers.referral import ReferralSheetData
from mobiconseil.services.papers.service import PaperOptions
from mobiconseil.services.session import Session
from pdf_reader import ink_outside, metadata, page_texts, whole_text
from sylvie_file import sylvie

EVERYTHING = " ".join(part.value for part in SharedPart)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    desk = Desk(tmp_path / "base")
    session = desk.create()
    sylvie(session, desk.clock)
    return session


@pytest.fixture
def subject(session: Session) -> RecordId:
    return session.overviews.search("Garnier")[0].subject


def draft(session: Session, subject: RecordId, **fields: object) -> RecordId:
    words = {
        "service_name": "Location solidaire",
        "organisation": "AutoRelais Craonnais",
        "recipient_name": "Paul Bérard",
        "recipient_phone": "+33261915510",
        "reason": "Aucun véhicule avant la prise de poste",
        "consent_on": None,
        **fields,
    }
    return session.referrals.draft(subject, None, **words).id


def sheet(session: Session, subject: RecordId, referral: RecordId, *, with_name: bool = True) -> str:
    options = PaperOptions(with_name=with_name, referral=referral)
    data = session.papers.build(DocumentKind.REFERRAL, subject, options)
    content = session.papers.render(data)
    assert ink_outside(content) == 0
    assert "Garnier" not in " ".join(metadata(content).values())
    assert all(f"Page {n} sur" in text.replace("\u00a0", " ") for n, text in enumerate(page_texts(content), start=1))
    return whole_text(content).replace("\u00a0", " ").replace("\u202f", " ")


def test_without_agreement_the_sheet_says_what_is_asked_and_whom_to_call_and_nothing_of_her(
    session: Session, subject: RecordId
) -> None:
    text = sheet(session, subject, draft(session, subject, shared=EVERYTHING))
    assert "La personne n’a pas donné son accord pour le partage." in text
    for said in ("Location solidaire", "AutoRelais Craonnais", "02 61 91 55 10", "Claire Morin", "A-0001"):
        assert said in text
    for hidden in ("Garnier", "Sylvie", "06 39 98 12 34", "Ballots", "42 ans", "Craon à 7", "RSA", "véhicule avant"):
        assert hidden not in text, hidden


def test_with_her_agreement_the_sheet_shows_the_parts_she_chose(session: Session, subject: RecordId) -> None:
    shared = f"{SharedPart.CONTACT} {SharedPart.TRIPS}"
    text = sheet(session, subject, draft(session, subject, consent_on=date(2026, 11, 20), shared=shared))
    for said in (
        "Sylvie Garnier",
        "06 39 98 12 34",
        "Ballots – Craon, 12 km",
        "Aucun véhicule avant la prise de poste",
    ):
        assert said in text
    for hidden in ("Prise de poste à Craon", "voiture hors d’usage", "Je commence à Craon", "Permis B"):
        assert hidden.casefold() not in text.casefold(), hidden


def test_the_sheet_says_how_she_agreed_only_if_somebody_said_so(session: Session, subject: RecordId) -> None:
    day = date(2026, 11, 20)
    silent = sheet(session, subject, draft(session, subject, consent_on=day, shared=EVERYTHING))
    assert "Accord de la personne donné le vendredi 20 novembre 2026." in silent
    told = {"consent_on": day, "consent_channel": ConsentChannel.ORAL, "shared": EVERYTHING}
    text = sheet(session, subject, draft(session, subject, **told))
    assert "Accord de la personne donné le vendredi 20 novembre 2026 (dit pendant l’entretien)." in text


def test_every_part_she_agreed_to_is_on_the_sheet(session: Session, subject: RecordId) -> None:
    request = session.aid_requests.add(subject, name="Aide carburant", body="Département")
    session.aid_requests.ask(request.id, amount=300.0)
    text = sheet(session, subject, draft(session, subject, consent_on=date(2026, 11, 20), shared=EVERYTHING))
    for said in (
        "Prise de poste à Craon",
        "Voiture hors d’usage",
        "Permis B, depuis 2006",
        "Je commence à Craon à 7 h",
    ):
        assert said in text, said
    assert "Aide carburant, Département, 300 €, demandée le vendredi 20 novembre" in text


def test_an_agreement_taken_back_makes_the_sheet_silent_again(session: Session, subject: RecordId) -> None:
    referral = draft(session, subject, consent_on=date(2026, 11, 19), shared=EVERYTHING)
    session.files.set_consent(subject, ConsentKind.SHARE_PARTNERS, value=TriState.NO)
    assert "Garnier" not in sheet(session, subject, referral)


def test_health_is_never_on_the_sheet(session: Session, subject: RecordId) -> None:
    session.files.set_status(subject, "ST09", value=TriState.YES)
    assessment = session.assessments.start(subject, AssessmentForm.FULL)
    for item in session.reference.grid.domain("D10").items:
        session.assessments.rate(assessment, item.code, value=1)
    data = session.papers.build(
        DocumentKind.REFERRAL,
        subject,
        PaperOptions(referral=draft(session, subject, consent_on=date(2026, 11, 20), shared=EVERYTHING)),
    )
    assert isinstance(data, ReferralSheetData)
    label = session.reference.status("ST09").label
    assert all("handicap" not in text.casefold() and text != label for text in data.statuses)
    said = repr(data)
    assert not [item.title for item in session.reference.grid.domain("D10").items if item.title in said]


def test_a_sheet_without_name_keeps_the_code_and_hides_how_to_reach_her(session: Session, subject: RecordId) -> None:
    referral = draft(session, subject, consent_on=date(2026, 11, 20), shared=EVERYTHING)
    text = sheet(session, subject, referral, with_name=False)
    assert "Garnier" not in text
    assert "06 39 98 12 34" not in text
    assert "A-0001" in text


def test_the_service_can_tick_its_answer_with_the_closed_list_of_reasons(session: Session, subject: RecordId) -> None:
    text = sheet(session, subject, draft(session, subject, urgent=True))
    assert "Urgent : réponse attendue sous 48 heures." in text
    assert "Votre réponse avant le lundi 23 novembre, dossier A-0001" in text
    for reason in ("Service complet", "Critère non rempli", "Ne peut pas s’y rendre", "Orientation en double"):
        assert reason in text


def test_nothing_is_made_for_somebody_who_is_sent_nowhere(session: Session, subject: RecordId) -> None:
    with pytest.raises(InvalidInput, match="Aucune orientation"):
        session.papers.build(DocumentKind.REFERRAL, subject)
