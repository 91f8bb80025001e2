"""Projection of the maps, and the disc that hides a home."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from map_fakes import BALLOTS, CRAON, HOME, FakeBackground, service, sylvie_trip
from mobiconseil.domain.distance import straight_line
from mobiconseil.domain.hidden_home import DISC_RADIUS_KM, disc_centre
from mobiconseil.domain.projection import FRANCE, box_of, circle_box, sheet_around
from mobiconseil.services.maps import MapData, MapPlace
from mobiconseil.services.papers.trip_map import SignKind, trip_map

IN_FRANCE = st.tuples(st.floats(41.3, 51.1), st.floats(-5.2, 9.6))


@given(IN_FRANCE)
def test_the_disc_always_holds_the_home(home):
    assert straight_line(*home, *disc_centre(*home)) <= DISC_RADIUS_KM


@given(IN_FRANCE)
def test_the_centre_of_a_disc_tells_nothing_more_about_the_home(home):
    centre = disc_centre(*home)
    assert disc_centre(*centre) == centre


def test_homes_of_one_square_cannot_be_told_apart():
    assert len({disc_centre(47.9012 + i / 100_000, -1.0512) for i in range(40)}) <= 2


@given(st.lists(IN_FRANCE, min_size=1, max_size=6))
def test_every_point_of_the_box_falls_on_the_sheet(points):
    sheet = sheet_around(box_of(points), 400, 300, margin=20)
    for latitude, longitude in points:
        x, y = sheet.place(latitude, longitude)
        assert 19.9 <= x <= 380.1
        assert 19.9 <= y <= 280.1
        assert sheet.place_of(x, y) == pytest.approx((latitude, longitude), abs=1e-6)


def test_a_map_without_a_point_shows_the_country():
    assert MapData().bounds == FRANCE


def test_the_circle_decides_what_is_shown_first():
    data = MapData(home=MapPlace(latitude=48, longitude=0), radius_km=10, services=(service(1),))
    assert data.bounds == circle_box(48, 0, 10)


def test_the_scale_bar_is_a_round_distance_that_fits():
    sheet = sheet_around(circle_box(*BALLOTS, 15), 700, 480)
    length, label = sheet.scale_bar(120)
    assert label == "5\u00a0km"
    assert length == pytest.approx(5 * sheet.units_per_km())
    assert sheet_around(circle_box(*BALLOTS, 0.2), 700, 480).scale_bar(120)[1].endswith("\u00a0m")


def test_a_hidden_home_is_nowhere_in_what_a_paper_draws():
    drawn = trip_map(sylvie_trip(hide_home=True), FakeBackground())
    told = repr((drawn.signs, drawn.links, drawn.box))
    assert str(HOME[0]) not in told
    assert str(HOME[1]) not in told
    assert drawn.signs[0].kind is SignKind.HIDDEN_HOME
    assert drawn.signs[0].radius_km == DISC_RADIUS_KM
    assert drawn.links[0].start == disc_centre(*HOME)


def test_a_home_that_is_not_hidden_is_drawn_where_it_is():
    drawn = trip_map(sylvie_trip(), FakeBackground())
    assert (drawn.signs[0].latitude, drawn.signs[0].longitude) == HOME
    assert drawn.links[0].end == CRAON


def test_the_background_is_read_beyond_the_box_whatever_the_shape_of_the_paper():
    background = FakeBackground()
    drawn = trip_map(sylvie_trip(), background)
    (west, south, east, north), zoom = background.asked[0]
    assert west < drawn.box[0] - 0.05
    assert east > drawn.box[2] + 0.05
    assert south < drawn.box[1] - 0.05
    assert north > drawn.box[3] + 0.05
    assert 9 <= zoom <= 13


def test_the_bounds_of_a_hidden_home_are_those_of_its_disc():
    data = replace(sylvie_trip(hide_home=True), radius_km=15.0)
    assert data.bounds == circle_box(*disc_centre(*HOME), 15.0)
