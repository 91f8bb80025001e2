"""The papers of a drop-in day: the batch of the morning and the sheet of the evening, read back."""

from __future__ import annotations

from datetime import date, timedelta

import pypdfium2 as pdfium
import pytest

from builders import Desk
from builders_people import at, friday, person, planned
from mobiconseil.domain.civility import Civility
from mobiconseil.domain.follow_up import AppointmentState, ContactKind, DocumentKind, DocumentMedium
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.situation import ConsentKind
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.drop_in_figures import day_figures
from mobiconseil.services.drop_in_papers import DAY_KINDS
from mobiconseil.services.drop_in_ports import DayLine, Place
from mobiconseil.services.papers.day_papers import DayAccount
from mobiconseil.services.session import Session

BALLOTS = Place(name="Mairie de Ballots", commune="Ballots")
TODAY = date(2026, 11, 20)
ALL = frozenset(DAY_KINDS)


@pytest.fixture
def people(session: Session) -> dict[str, RecordId]:
    found = friday(session)
    planned(session, found["Garnier"], 3, 0)
    return found


def pages(content: bytes) -> list[str]:
    document = pdfium.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_bounded().replace("\u00a0", " ") for page in document]
    finally:
        document.close()


def told(content: bytes) -> str:
    """Return the whole text on one line, however it was cut."""
    return " ".join(" ".join(pages(content)).split())


def lines(session: Session) -> tuple[DayLine, ...]:
    return session.drop_in_days.visits(BALLOTS, TODAY)


def held(desk: Desk, session: Session, people: dict[str, RecordId]) -> DayAccount:
    """Receive Garnier for 40 minutes and Haddad for 15, note that Belkacem did not come, and a need."""
    days = session.drop_in_days
    day = days.open(BALLOTS)
    appointments = {line.person.last_name: line.visit.appointment for line in lines(session)}
    first = days.start(day, people["Garnier"], appointments["Garnier"])
    desk.clock.set(desk.clock.now() + timedelta(minutes=40))
    days.end(first, ContactKind.MEETING, 40, "Plan relu")
    second = days.start(day, people["Haddad"])
    desk.clock.set(desk.clock.now() + timedelta(minutes=15))
    days.end(second, ContactKind.DROP_IN, 15, "")
    assert appointments["Belkacem"] is not None
    session.follow_up.settle_appointment(appointments["Belkacem"], AppointmentState.ABSENT)
    session.unmet_needs.note(people["Haddad"], "F2-07")
    session.follow_up.add_recall(people["Garnier"], date(2026, 11, 23), "Rappeler l’auto-école")
    listed = lines(session)
    subjects = [line.person.subject for line in listed]
    until = days.next_session(BALLOTS, TODAY)
    return DayAccount(
        day=days.note(days.close(day), "Salle chauffée à partir de 10 h"),
        lines=listed,
        needs=session.drop_in_tools.book.unmet_needs(TODAY, subjects),
        promises=days.promises(listed, until),
        steps=days.steps_before(listed, until),
    )


def test_each_person_needs_only_what_she_has_not(session: Session, people: dict[str, RecordId]) -> None:
    needs = {line.person.last_name: session.drop_in_papers.needs(line) for line in lines(session)}
    assert needs["Garnier"] == {DocumentKind.PERSON_PLAN, DocumentKind.NOTICE}
    assert needs["Belkacem"] == {DocumentKind.QUESTIONNAIRE, DocumentKind.NOTICE}
    session.files.set_consent(people["Belkacem"], ConsentKind.NOTICE, value=TriState.YES, given_on=TODAY)
    needs = {line.person.last_name: session.drop_in_papers.needs(line) for line in lines(session)}
    assert needs["Belkacem"] == {DocumentKind.QUESTIONNAIRE}


def test_the_batch_numbers_the_pages_of_each_person(session: Session, people: dict[str, RecordId]) -> None:
    papers = session.drop_in_papers
    made = [papers.of(line, papers.needs(line)) for line in lines(session)]
    parts = [one.part for one in made] + list(papers.spare(1, ALL))
    data = papers.batch(parts, author="Cap Mobilité", duplex=False)
    found = pages(session.papers.render(data))
    feet = [next(row for row in text.splitlines() if ", page " in row) for text in found]
    garnier, belkacem = (line.person.code for line in lines(session))
    by_person = {label: [foot for foot in feet if f"{label}," in foot] for label in (garnier, belkacem, "Jeu 1")}
    for label, own in by_person.items():
        assert [foot.partition(f"{label}, ")[2] for foot in own] == [
            f"page {rank} sur {len(own)}" for rank in range(1, len(own) + 1)
        ]
    assert sum(len(own) for own in by_person.values()) == len(found)
    assert "Sylvie" in found[0]
    assert all("Sylvie" not in text for text in found[len(by_person[garnier]) :])


def test_printed_on_both_sides_each_person_has_her_own_leaf(session: Session, people: dict[str, RecordId]) -> None:
    papers = session.drop_in_papers
    parts = papers.spare(2, frozenset({DocumentKind.NOTICE}))
    plain = pages(session.papers.render(papers.batch(parts, author="", duplex=False)))
    both = pages(session.papers.render(papers.batch(parts, author="", duplex=True)))
    assert (len(plain), len(both)) == (2, 3)
    assert both[1].strip() == ""
    assert "Jeu 2, page 1 sur 1" in both[2]


def test_the_same_batch_gives_the_same_bytes(session: Session, people: dict[str, RecordId]) -> None:
    papers = session.drop_in_papers
    data = papers.batch([papers.of(line, ALL).part for line in lines(session)], author="", duplex=True)
    assert session.papers.render(data) == session.papers.render(data)


def test_a_paper_alone_is_drawn_as_before(session: Session, people: dict[str, RecordId]) -> None:
    alone = session.papers.build(DocumentKind.NOTICE)
    assert "Page 1 sur 1" in pages(session.papers.render(alone))[0]


def test_the_traces_are_kept_in_one_go(desk: Desk, session: Session, people: dict[str, RecordId]) -> None:
    papers = session.drop_in_papers
    made = [papers.of(line, papers.needs(line)) for line in lines(session)]
    before = len(desk.changes)
    papers.made(made, DocumentMedium.PRINTED)
    assert len(desk.changes) == before + 1
    kinds = {document.kind for document in session.files.load(people["Garnier"]).documents}
    assert kinds == {DocumentKind.PERSON_PLAN, DocumentKind.NOTICE}


def test_figures_count_people_lengths_and_kinds(desk: Desk, session: Session, people: dict[str, RecordId]) -> None:
    account = held(desk, session, people)
    figures = day_figures(account.lines, account.needs)
    assert (figures.people, figures.receptions, figures.minutes, figures.walk_ins) == (2, 2, 55, 1)
    assert (figures.booked, figures.kept, figures.absent, figures.unsettled) == (2, 1, 1, 0)
    assert figures.kinds == ((ContactKind.DROP_IN, 1, 15), (ContactKind.MEETING, 1, 40))
    assert figures.needs == (("F2-07", "INEXISTANT", 1),)


def test_the_sheet_with_names_says_all(desk: Desk, session: Session, people: dict[str, RecordId]) -> None:
    account = held(desk, session, people)
    text = told(session.papers.render(session.papers.day_sheet(account, with_names=True)))
    for expected in (
        "Sylvie Garnier",
        "Mohamed Haddad",
        "Rappeler l’auto-école",
        "Salle chauffée",
        "Absence",
        "55 min",
    ):
        assert expected in text
    assert "tenue par Claire Morin, de 8 h 52 à 9 h 47." in text
    assert text.count("Ce qui a été fait") == 1


def test_the_sheet_of_the_structure_names_nobody(desk: Desk, session: Session, people: dict[str, RecordId]) -> None:
    account = held(desk, session, people)
    text = told(session.papers.render(session.papers.day_sheet(account, with_names=False)))
    for line in account.lines:
        for secret in (line.person.last_name, line.person.first_name, line.person.code):
            assert secret not in text
    assert "auto-école" not in text
    assert "chauffée" not in text
    assert "Personnes reçues" in text


def test_an_empty_day_has_a_sheet(session: Session) -> None:
    day = session.drop_in_days.open(Place(name="Mairie de Craon"))
    data = session.papers.day_sheet(DayAccount(day=day, lines=()), with_names=False)
    assert "Personne n’était attendu" in pages(session.papers.render(data))[0]


def test_a_long_day_goes_over_several_pages(session: Session) -> None:
    for rank in range(40):
        subject = person(session, Civility.MADAME, "Anne", f"Nom{rank}", commune="Ballots")
        session.follow_up.plan_appointment(subject, at(20, 9, rank), place="Mairie de Ballots", duration_min=5)
    day = session.drop_in_days.open(BALLOTS)
    account = DayAccount(day=day, lines=lines(session))
    assert len(pages(session.papers.render(session.papers.day_sheet(account, with_names=True)))) > 1
