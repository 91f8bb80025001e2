"""What was rated of the health of Bernadette (P3) and of Yanis (P6), looked for in the text of all their papers."""

from __future__ import annotations

import pytest

from advice_people import person, service
from mobiconseil.domain.civility import agree
from mobiconseil.domain.follow_up import DocumentKind
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.referral_codes import SharedPart
from mobiconseil.domain.situation import ConsentKind
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.papers.service import NEEDS_PERSON, PaperOptions
from mobiconseil.services.session import Session
from pdf_reader import whole_text

AIDS = {"P3": ("cmi", "transport_sanitaire"), "P6": ("agefiph_deplacement", "pch_amenagement")}


def followed(session: Session, code: str) -> tuple[RecordId, RecordId]:
    """Return the file of one of the six people, everything shared, planned and prescribed, and her referral."""
    subject = person(session, code)
    for kind in ConsentKind:
        session.files.set_consent(subject, kind, value=TriState.YES)
    if code == "P3":
        session.files.add_trip(subject, is_main=True, origin="Ballots", destination="Craon", distance_km=12.0)
    for proposed in session.advice.recommendations(subject).services:
        session.choices.keep(subject, f"catalogue:{proposed}")
    for aid in AIDS[code]:
        session.choices.keep(subject, f"aid:{aid}")
    session.plan_building.build(subject, session.plan_building.draft(subject))
    place = service(session, "Transport solidaire", "F6-01")
    everything = " ".join(part.value for part in SharedPart)
    referral = session.referrals.draft(subject, place, shared=everything)
    session.referrals.send(referral.id)
    return subject, referral.id


def of_health(session: Session, subject: RecordId) -> set[str]:
    """Return every text of the domain of health: its name, its items, their levels, what is said of them."""
    domain = session.reference.grid.domain("D10")
    civility = session.files.load(subject).beneficiary.civility
    texts = {f"{domain.number}. {domain.title}", "D10"}
    for item in domain.items:
        said = (item.title, item.question, item.support, item.work_on, *item.levels)
        texts |= {agree(text, civility) for text in said if len(text) > 10}
    return texts


@pytest.mark.parametrize("code", ["P3", "P6"])
def test_no_paper_of_hers_says_anything_of_the_domain_of_health(session: Session, code: str) -> None:
    subject, referral = followed(session, code)
    private = of_health(session, subject)
    kinds = sorted(NEEDS_PERSON)
    assert {DocumentKind.REFERRAL, DocumentKind.TRIP_COMPARISON, DocumentKind.ASSESSMENT_REPORT} <= {*kinds}
    for kind in kinds:
        paper = session.papers.build(kind, subject, PaperOptions(referral=referral))
        text = whole_text(session.papers.render(paper)).replace("\u00a0", " ").replace("\u202f", " ")
        assert not [words for words in private if words.replace("\u00a0", " ").lower() in text.lower()], kind
