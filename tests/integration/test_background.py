"""The borders of the communes, by box and zoom, from the shipped file."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.geo_files import write_roads
from mobiconseil.domain.geography import COAST, COMMUNE_BORDER, DEPARTEMENT_BORDER, MOTORWAY
from mobiconseil.domain.projection import FRANCE, circle_box
from mobiconseil.geo.background import Background
from mobiconseil.geo.gazetteer import Gazetteer
from mobiconseil.geo.line_codec import MAGIC, decode, encode
from mobiconseil.geo.osm_roads import RoadPack, import_roads

CRAON = (47.8485, -0.9498)


@pytest.fixture(scope="module")
def background(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Background]:
    made = Background(cache=tmp_path_factory.mktemp("cache"))
    yield made
    made.close()


def test_the_surroundings_of_a_town_have_commune_borders_and_the_names_of_the_biggest_first(
    background: Background,
) -> None:
    box = circle_box(*CRAON, 28)
    lines, names = background.lines(box, 11), background.names(box, 11)
    assert 200 < len(lines) < 600
    assert {line.kind for line in lines} == {COMMUNE_BORDER, DEPARTEMENT_BORDER}
    assert all(len(line.points) >= 4 and len(line.points) % 2 == 0 for line in lines)
    assert "Craon" in {name.name for name in names}
    assert [name.population for name in names] == sorted((name.population for name in names), reverse=True)


def test_from_afar_only_the_departements_and_the_coast_are_drawn(background: Background) -> None:
    lines = background.lines(FRANCE, 6)
    assert {line.kind for line in lines} == {DEPARTEMENT_BORDER, COAST}
    assert sum(len(line.points) for line in lines) < 60_000
    names = {name.name for name in background.names(FRANCE, 6)}
    assert {"Paris", "Lyon", "Brest"} <= names
    assert "Craon" not in names


def test_every_line_touches_its_box(background: Background) -> None:
    west, south, east, north = box = circle_box(*CRAON, 5)
    for line in background.lines(box, 12):
        assert min(line.points[::2]) <= north + 1e-3
        assert max(line.points[::2]) >= south - 1e-3
        assert min(line.points[1::2]) <= east + 1e-3
        assert max(line.points[1::2]) >= west - 1e-3


def test_the_middle_of_the_country_has_no_coast(background: Background) -> None:
    inland = circle_box(45.1, 2.9, 60)
    assert COAST not in {line.kind for line in background.lines(inland, 10)}


def test_an_enclave_of_another_country_keeps_its_border(background: Background) -> None:
    assert COAST in {line.kind for line in background.lines(circle_box(42.466, 1.98, 4), 12)}


def test_imported_roads_come_with_the_borders_and_their_attribution(tmp_path: Path, background: Background) -> None:
    import_roads(write_roads(tmp_path / "essai.osm.pbf"), tmp_path / "roads.sqlite", lambda _done, _total: True)
    roads = RoadPack(tmp_path / "roads.sqlite")
    gazetteer = Gazetteer(cache=tmp_path)
    with_roads = Background(cache=tmp_path, gazetteer=gazetteer, roads=(roads,))
    kinds = {line.kind for line in with_roads.lines(circle_box(*CRAON, 10), 14)}
    assert MOTORWAY in kinds
    assert COMMUNE_BORDER in kinds
    assert "OpenStreetMap" in with_roads.attribution
    assert "IGN" in with_roads.attribution
    roads.close()
    with_roads.close()


lines = st.lists(
    st.tuples(
        st.integers(0, 30),
        st.lists(st.integers(-1_800_000, 1_800_000), min_size=2, max_size=20).map(
            lambda steps: steps[: len(steps) // 2 * 2]
        ),
    ),
    max_size=20,
)


@given(lines)
def test_lines_come_back_as_they_were_packed(drawn: list[tuple[int, list[int]]]) -> None:
    assert list(decode(encode(drawn))) == [(kind, array("i", steps)) for kind, steps in drawn]


@given(lines.filter(bool), st.data())
def test_a_truncated_block_is_refused(drawn: list[tuple[int, list[int]]], data: st.DataObject) -> None:
    block = encode(drawn)
    cut = block[: data.draw(st.integers(0, len(block) - 1))]
    with pytest.raises(ValueError, match="block"):
        list(decode(cut))


def test_a_block_of_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="block"):
        list(decode(b"PK" + MAGIC))
