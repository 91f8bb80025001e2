"""The comparison of the ways of making the usual trip, read back from its paper."""

from __future__ import annotations

import pytest

from mobiconseil.domain.follow_up import DocumentKind
from mobiconseil.domain.identity import RecordId
from mobiconseil.errors import InvalidInput
from mobiconseil.services.papers.comparison import TripComparisonData
from mobiconseil.services.papers.comparison_papers import comparison_title
from mobiconseil.services.papers.service import PaperOptions
from mobiconseil.services.session import Session
from pdf_reader import ink_outside, metadata, page_texts, whole_text


@pytest.fixture
def subject(session: Session) -> RecordId:
    person = session.files.create(last_name="Garnier", first_name="Sylvie", commune="Ballots", mobility_budget=120)
    session.files.add_trip(
        person.id,
        origin="Ballots",
        destination="Maison de retraite",
        destination_commune="Craon",
        distance_km=12.0,
        days="1111100",
        is_main=True,
    )
    return person.id


def compared(session: Session, subject: RecordId, *, with_name: bool = True) -> TripComparisonData:
    data = session.papers.build(DocumentKind.TRIP_COMPARISON, subject, PaperOptions(with_name=with_name))
    assert isinstance(data, TripComparisonData)
    return data


def test_the_paper_sets_each_way_beside_the_others(session: Session, subject: RecordId) -> None:
    content = session.papers.render(compared(session, subject))
    text = " ".join(whole_text(content).replace("\u00a0", " ").split())
    assert "Comparer les façons d’aller à Craon" in text
    assert "21 jours par mois, soit 504 km" in text
    for part in ("Covoiturage, comme passager", "50 €", "dans le budget", "113 € de plus que le budget", "55 kg"):
        assert part in text
    assert "Trop loin pour tous les jours, à l’aller : à pied (2 h 40), vélo (55 min)." in text
    assert "estimations" in text
    assert ink_outside(content) == 0


def test_every_figure_says_where_it_comes_from_on_the_second_page(session: Session, subject: RecordId) -> None:
    data = compared(session, subject)
    pages = page_texts(session.papers.render(data))
    assert len(pages) == 2
    assert "D’où viennent ces chiffres" in pages[1]
    cited = {int(number) for figures in data.figures for number in figures.sources.split(", ")}
    assert cited == set(range(1, len(data.sources) + 1))
    assert all("ADEME" in source or "MobiConseil" in source or "(" in source for source in data.sources)


def test_what_was_kept_is_marked(session: Session, subject: RecordId) -> None:
    session.choices.keep(subject, "catalogue:F7-02")
    kept = [mode.label for mode in compared(session, subject).modes if mode.kept]
    assert kept == ["Covoiturage, comme passager"]


def test_without_name_neither_the_person_nor_her_commune_is_printed(session: Session, subject: RecordId) -> None:
    content = session.papers.render(compared(session, subject, with_name=False))
    text = whole_text(content)
    assert "Garnier" not in text
    assert "Ballots" not in text
    assert "Garnier" not in " ".join(metadata(content).values())


def test_a_trip_without_distance_says_what_to_do(session: Session) -> None:
    person = session.files.create(last_name="Sadek")
    with pytest.raises(InvalidInput, match="La distance du trajet habituel n’est pas connue"):
        session.papers.build(DocumentKind.TRIP_COMPARISON, person.id)


def test_the_same_trip_gives_the_same_bytes(session: Session, subject: RecordId) -> None:
    data = compared(session, subject)
    assert session.papers.render(data) == session.papers.render(data)


@pytest.mark.parametrize(
    ("place", "title"),
    [
        ("Craon", "Comparer les façons d’aller à\u00a0Craon"),
        ("Le Mans", "Comparer les façons d’aller au\u00a0Mans"),
        ("Les Herbiers", "Comparer les façons d’aller aux\u00a0Herbiers"),
        ("La Flèche", "Comparer les façons d’aller à\u00a0La Flèche"),
        ("", "Comparer les façons de faire ce trajet"),
    ],
)
def test_the_title_names_the_place_as_people_say_it(place: str, title: str) -> None:
    assert comparison_title(place) == title
