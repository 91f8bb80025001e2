"""Maps on paper, read back from the PDF: in the two plans and in the printed directory."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import combinations

import pypdfium2
import pytest

from builders_papers import sylvie_plan
from map_fakes import ATTRIBUTION, CRAON, HOME, FakeBackground, service, sylvie_trip
from mobiconseil.domain.team import Adviser, Structure
from mobiconseil.pdf.fonts import register_fonts
from mobiconseil.pdf.map_drawing import LARGE, MapDrawing
from mobiconseil.pdf.printing import render
from mobiconseil.pdf.tagging import TaggedCanvas
from mobiconseil.reference import load_reference
from mobiconseil.services.maps import MapPlace, hidden
from mobiconseil.services.papers.desk import PaperDesk
from mobiconseil.services.papers.directory import MOST_ON_MAP, DirectoryArea, DirectoryData, directory_paper
from mobiconseil.services.papers.trip_map import TripMap, trip_map
from mobiconseil.services.ports import DirectoryLine
from pdf_reader import ink_outside, page_texts, roles, whole_text

TODAY = date(2026, 11, 20)


class Today:
    def today(self) -> date:
        return TODAY


DESK = PaperDesk(
    structure=Structure(id=b"0" * 16, name="Cap Mobilité Craonnais", detour_factor=1.5),
    logos=(),
    adviser=Adviser(id=b"1" * 16, slot="a", first_name="Claire", last_name="Morin"),
    reference=load_reference(),
    clock=Today(),
)


def sylvie_map(**choices: object) -> TripMap:
    return trip_map(sylvie_trip(**choices), FakeBackground(), "Carte : de Ballots à Craon, 12 km.")


def line(number: int, family: str, **changes: object) -> DirectoryLine:
    fields: dict[str, object] = dict.fromkeys(DirectoryLine.__dataclass_fields__, "")
    fields |= {
        "id": number.to_bytes(16, "big"), "name": f"Service {number}", "organisation": "AutoRelais", "family": family,
        "postal_code": "53400", "commune": "Craon", "latitude": CRAON[0] + number / 500, "longitude": CRAON[1],
        "phone": "+33261915510", "observed_days": None, "target_days": None, "last_known": date(2026, 11, 12),
        "verified_on": date(2026, 11, 12), "distance_km": 10.0, "edited": False, "closed": False,
    }  # fmt: skip
    return DirectoryLine(**{**fields, **changes})  # type: ignore[arg-type]


def printed(lines: list[DirectoryLine], **area: object) -> DirectoryData:
    centre = MapPlace(latitude=HOME[0], longitude=HOME[1], name="Ballots")
    return directory_paper(lines, DESK, DirectoryArea(centre=centre, **area), FakeBackground())


def test_distances_on_paper_are_the_same_for_every_home_of_a_disc() -> None:
    there = MapPlace(latitude=HOME[0] + 0.0004, longitude=HOME[1], name="Ballots")
    assert hidden(there) == hidden(MapPlace(latitude=HOME[0], longitude=HOME[1], name="Ballots"))
    near, far = line(1, "F5", distance_km=0.31), line(1, "F5", distance_km=0.35)
    here = printed([near], is_home=True)
    moved = directory_paper([far], DESK, DirectoryArea(centre=there, is_home=True), FakeBackground())
    assert here.sections[0].entries[0].distance == moved.sections[0].entries[0].distance
    assert printed([line(1, "F5")]).sections[0].entries[0].distance == "environ\u00a015\u00a0km"
    assert printed([line(1, "F5", distance_km=0.19)]).sections[0].entries[0].distance == "environ\u00a0300\u00a0m"


def test_the_map_of_the_trip_holds_beside_the_boxes_with_its_names_distance_and_attribution() -> None:
    texts = page_texts(render(sylvie_plan(trip_map=sylvie_map())))
    assert len(texts) == 1
    flat = texts[0].replace("\n", " ").replace("\r", " ")
    for words in ("Mon trajet", "Ballots", "Craon", "12\u00a0km", "2\u00a0km"):
        assert words.replace("\u00a0", " ") in flat.replace("\u00a0", " ")
    assert ATTRIBUTION.replace(" ", "") in flat.replace(" ", "")


def test_the_map_is_one_figure_for_a_screen_reader() -> None:
    without, with_map = render(sylvie_plan()), render(sylvie_plan(trip_map=sylvie_map()))
    assert roles(with_map).count("Figure") == roles(without).count("Figure") + 1


def test_nothing_of_the_map_leaves_its_box() -> None:
    assert ink_outside(render(sylvie_plan(trip_map=sylvie_map()))) == 0


def test_the_same_map_gives_the_same_bytes() -> None:
    assert render(sylvie_plan(trip_map=sylvie_map())) == render(sylvie_plan(trip_map=sylvie_map()))


@pytest.mark.parametrize("shift", [0.0, 0.000001])
def test_a_moved_home_in_the_same_square_prints_the_same_hidden_map(shift: float) -> None:
    moved = sylvie_trip(hide_home=True)
    home = replace(moved.home, latitude=HOME[0] + shift)
    lines = (replace(moved.lines[0], start=(home.latitude, home.longitude)),)
    there = trip_map(replace(moved, home=home, lines=lines), FakeBackground(), "Carte.")
    here = trip_map(sylvie_trip(hide_home=True), FakeBackground(), "Carte.")
    assert render(sylvie_plan(trip_map=there)) == render(sylvie_plan(trip_map=here))


def test_services_of_one_place_each_keep_a_number_to_read() -> None:
    data = sylvie_map(services=tuple(service(number) for number in (1, 2, 3)))
    text = whole_text(render(sylvie_plan(trip_map=data, steps=())))
    after = text[text.index("Mon trajet") :]
    assert all(f"{number}" in after.split("INSEE")[0] for number in (1, 2, 3))


@pytest.mark.parametrize("count", [1, 4, 8, 12])
def test_no_word_of_a_map_covers_a_number_nor_another_word(count: int) -> None:
    around = [
        service(n, shift=0.0) for n in range(1, count + 1)
    ]  # all in Craon, where the destination and its name are too
    drawing = MapDrawing(sylvie_map(services=tuple(around)), height=220, style=LARGE)
    register_fonts()
    drawing.wrap(240, 220)
    drawing.drawOn(TaggedCanvas(BytesIO()), 0, 0)
    rects = drawing._taken
    assert len(rects) >= 1 + 2 + count + 3  # the foot, the two ends, the services, two names and a distance
    for one, other in combinations(rects, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)


def test_the_name_of_a_hidden_home_is_written_outside_of_its_disc() -> None:
    trip = sylvie_map(hide_home=True)
    disc = next(sign for sign in trip.signs if sign.radius_km)
    near = replace(
        trip, signs=(disc,), links=(), box=(HOME[1] - 0.02, HOME[0] - 0.012, HOME[1] + 0.02, HOME[0] + 0.012)
    )
    drawing = MapDrawing(near, height=220)
    register_fonts()
    drawing.wrap(240, 220)
    drawing.drawOn(TaggedCanvas(BytesIO()), 0, 0)
    _, circle, name = drawing._taken[:3]
    assert circle[2] - circle[0] > 2 * drawing.style.sign, "the disc is larger than a sign at this scale"
    assert name[3] <= circle[1] or circle[3] <= name[1] or name[2] <= circle[0] or circle[2] <= name[0]


def test_a_map_is_small_vectors_without_any_picture() -> None:
    content = render(sylvie_plan(trip_map=sylvie_map()))
    document = pypdfium2.PdfDocument(content)
    images = [found for found in document[0].get_objects() if found.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
    document.close()
    assert images == []
    assert len(content) < 120_000


def test_the_directory_numbers_its_services_across_families_as_on_its_map() -> None:
    data = printed([line(1, "F4"), line(2, "F1"), line(3, "F4"), line(4, "unknown")], radius_km=15.0)
    numbers = {entry.name: entry.number for family in data.sections for entry in family.entries}
    assert numbers == {"Service 2": 1, "Service 1": 2, "Service 3": 3, "Service 4": 4}
    assert data.area_map is not None
    assert {sign.label: sign.number for sign in data.area_map.signs if sign.number} == numbers
    text = whole_text(render(data))
    assert ATTRIBUTION.replace(" ", "") in text.replace(" ", "")
    assert text.index("Service 2") < text.index("Service 1")


def test_the_directory_says_distances_as_estimates_and_how_old_each_sheet_is() -> None:
    old = line(2, "F4", last_known=date(2025, 6, 1), verified_on=None)
    data = printed([line(1, "F4"), old, line(3, "F4", last_known=None, verified_on=None)])
    fresh, ageing, unknown = data.sections[0].entries
    assert fresh.distance == "environ\u00a015\u00a0km"
    assert fresh.checked.startswith("vérifié le 12")
    assert (fresh.to_check, ageing.to_check, unknown.to_check) == (False, True, True)
    assert ageing.checked.startswith("fiche du 1er")
    assert unknown.checked == "jamais vérifié"


def test_closed_services_are_not_printed() -> None:
    assert printed([line(1, "F4", closed=True)]).sections == ()
    assert "Aucun service" in whole_text(render(printed([])))


def test_a_directory_around_a_home_never_draws_the_home() -> None:
    data = printed([line(1, "F4")], is_home=True)
    assert str(HOME[0]) not in repr(data)
    assert str(HOME[0]) in repr(printed([line(1, "F4")]))


def test_a_long_directory_keeps_its_map_readable_and_its_list_whole() -> None:
    data = printed([line(number, f"F{1 + number % 7}") for number in range(1, 121)])
    assert data.area_map is not None
    assert sum(1 for sign in data.area_map.signs if sign.number) == MOST_ON_MAP
    assert sum(len(family.entries) for family in data.sections) == 120
    texts = page_texts(render(data))
    assert 5 <= len(texts) <= 12
