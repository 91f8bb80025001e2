"""The map of a plan, from what the file and the directory know."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import Desk
from map_fakes import BALLOTS, CRAON, HOME, FakeBackground
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.distance import CrowFly
from mobiconseil.domain.follow_up import DocumentKind
from mobiconseil.domain.geography import Place
from mobiconseil.domain.hidden_home import disc_centre
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import Step
from mobiconseil.domain.situation import Trip
from mobiconseil.services.files import PersonFile
from mobiconseil.services.maps import MapPlace
from mobiconseil.services.papers.directory import DirectoryArea
from mobiconseil.services.papers.plan_maps import PlanMaps, ServicePoint, plan_map
from mobiconseil.services.papers.plans import PersonPlanData
from mobiconseil.services.papers.trip_map import SignKind
from mobiconseil.services.ports import DirectoryFilter
from mobiconseil.services.session import Session
from pdf_reader import whole_text

PERSON, TRIP, STEP, SERVICE = (RecordId(bytes([n]) * 16) for n in (1, 2, 3, 4))


def place(name: str, insee: str, point: tuple[float, float]) -> Place:
    return Place(
        insee=insee, name=name, postal_codes=("53400",), population=1000, epci="", departement="53",
        latitude=point[0], longitude=point[1],
    )  # fmt: skip


class ThreeCommunes:
    places = (place("Ballots", "53018", BALLOTS), place("Craon", "53084", CRAON))

    def by_insee(self, code: str) -> Place | None:
        return next((found for found in self.places if found.insee == code), None)

    def named(self, name: str, postal_code: str = "", near: tuple[float, float] | None = None) -> Place | None:
        return next((found for found in self.places if found.name == name), None)


def maps(**changes: object) -> PlanMaps:
    garage = ServicePoint(name="AutoRelais", family="F4", latitude=47.86, longitude=-0.93)
    fields: dict[str, object] = {
        "communes": ThreeCommunes(),
        "background": FakeBackground(),
        "service": {SERVICE: garage}.get,
    }
    return PlanMaps(**{**fields, **changes})  # type: ignore[arg-type]


def file(**changes: object) -> PersonFile:
    person = Beneficiary(id=PERSON, subject=PERSON, code="A-1", commune="Ballots", insee_code="53018")
    trip = Trip(id=TRIP, subject=PERSON, is_main=True, destination_commune="Craon", destination_insee="53084")
    return PersonFile(**{"beneficiary": person, "trips": (trip,), **changes})  # type: ignore[arg-type]


def step(number: int = 3, service: RecordId | None = None) -> Step:
    return Step(id=RecordId(bytes([number]) * 16), subject=PERSON, plan_id=PERSON, title="Je loue", service_id=service)


def test_the_map_goes_from_the_commune_of_the_home_to_that_of_the_trip() -> None:
    drawn = plan_map(file(), (), maps(), hide_home=False)
    assert drawn is not None
    assert [(sign.kind, sign.label) for sign in drawn.signs] == [
        (SignKind.HOME, "Ballots"),
        (SignKind.DESTINATION, "Craon"),
    ]
    assert drawn.links[0].label == CrowFly().between(BALLOTS, CRAON).text
    assert drawn.links[0].label.startswith("≈")
    assert drawn.alternative.startswith("Carte\u00a0: de Ballots à Craon")


def test_the_distance_that_the_person_said_is_printed_as_she_said_it() -> None:
    trip = replace(file().trips[0], distance_km=12.0)
    drawn = plan_map(file(trips=(trip,)), (), maps(), hide_home=False)
    assert drawn is not None
    assert drawn.links[0].label == "12\u00a0km"


def test_the_services_of_the_steps_keep_the_numbers_of_their_steps() -> None:
    drawn = plan_map(file(), (step(3), step(5, SERVICE)), maps(), hide_home=False)
    assert drawn is not None
    assert [(sign.number, sign.label) for sign in drawn.signs if sign.number] == [(2, "AutoRelais")]
    assert "2\u00a0: AutoRelais." in drawn.alternative


@pytest.mark.parametrize("hide", [False, True])
def test_an_exact_home_is_drawn_for_the_person_and_hidden_for_others(hide: bool) -> None:
    person = replace(file().beneficiary, latitude=HOME[0], longitude=HOME[1])
    drawn = plan_map(file(beneficiary=person), (), maps(), hide_home=hide)
    assert drawn is not None
    expected = disc_centre(*HOME) if hide else HOME
    assert (drawn.signs[0].latitude, drawn.signs[0].longitude) == expected
    assert drawn.links[0].start == expected


@pytest.mark.parametrize(
    "known",
    [
        file(trips=()),
        file(beneficiary=Beneficiary(id=PERSON, subject=PERSON, code="A-1")),
        file(trips=(Trip(id=TRIP, subject=PERSON, destination_commune="Nulle Part"),)),
        file(trips=(Trip(id=TRIP, subject=PERSON, destination_commune="Ballots"),)),
    ],
)
def test_a_single_known_place_makes_no_map(known: PersonFile) -> None:
    assert plan_map(known, (step(),), maps(), hide_home=False) is None


@pytest.fixture
def session(tmp_path) -> Session:
    return Desk(tmp_path / "base").create()


def test_the_printed_plan_of_a_real_file_shows_its_trip(session: Session) -> None:
    person = session.files.create(last_name="Garnier", first_name="Sylvie").id
    session.files.change(person, commune="Ballots", postal_code="53350", insee_code="53018")
    session.files.add_trip(person, destination_commune="Craon", destination_insee="53084", is_main=True)
    for kind in (DocumentKind.PERSON_PLAN, DocumentKind.PROFESSIONAL_PLAN):
        text = whole_text(session.papers.render(session.papers.build(kind, person)))
        assert "Craon" in text
        assert "IGN Admin Express" in text


def test_a_service_kept_for_somebody_stands_on_her_map_under_the_number_of_its_step(session: Session) -> None:
    person = session.files.create(last_name="Garnier", first_name="Sylvie", commune="Ballots", insee_code="53018").id
    garage = session.directory.add(
        name="Garage solidaire",
        family="F5",
        commune="Craon",
        latitude=CRAON[0],
        longitude=CRAON[1],
        phone="+33261915510",
    )
    session.plans.add_step(person, title="Je prépare mes papiers")
    session.directory.keep_for(person, garage.id)
    data = session.papers.build(DocumentKind.PERSON_PLAN, person)
    assert isinstance(data, PersonPlanData)
    assert data.trip_map is not None
    signs = {sign.label: (sign.number, sign.latitude) for sign in data.trip_map.signs}
    assert signs["Garage solidaire"] == (2, CRAON[0])
    assert "Mon trajet" in whole_text(session.papers.render(data))


def test_a_trip_to_a_commune_that_has_a_namesake_goes_to_the_nearest(session: Session) -> None:
    person = session.files.create(last_name="Garnier", first_name="Sylvie", commune="Ballots", insee_code="53018").id
    session.files.add_trip(person, is_main=True, destination_commune="Craon")
    data = session.papers.build(DocumentKind.PERSON_PLAN, person)
    assert isinstance(data, PersonPlanData)
    assert data.trip_map is not None
    ends = [sign for sign in data.trip_map.signs if sign.kind is SignKind.DESTINATION]
    assert [(sign.label, round(sign.latitude)) for sign in ends] == [("Craon", 48)]
    assert data.trip_map.links


def test_a_printed_directory_comes_from_the_lines_of_the_screen(session: Session) -> None:
    session.directory.add(name="Garage solidaire", family="F5", latitude=CRAON[0], longitude=CRAON[1])
    centre = MapPlace(latitude=HOME[0], longitude=HOME[1], name="Ballots")
    lines = session.directory.search(DirectoryFilter(centre=HOME, radius_km=20.0))
    data = session.papers.directory(lines, DirectoryArea(centre=centre, radius_km=20.0, is_home=True))
    text = whole_text(session.papers.render(data))
    assert "Garage solidaire" in text
    assert "1 service à 20 km ou moins de Ballots." in text.replace("\u00a0", " ")
    assert "IGN Admin Express" in text
