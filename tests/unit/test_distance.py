"""Distances: a straight line times a factor, always called an estimate."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobiconseil.domain.distance import CrowFly, Distance, straight_line

points = st.tuples(st.floats(-89, 89), st.floats(-180, 180))


def test_laval_to_craon_is_thirty_kilometres_in_a_straight_line() -> None:
    assert straight_line(48.0707, -0.7734, 47.8485, -0.9498) == pytest.approx(28.0, abs=0.5)


def test_a_degree_of_latitude_is_a_hundred_and_eleven_kilometres() -> None:
    assert straight_line(47, 2, 48, 2) == pytest.approx(111.195, abs=0.01)


@given(points, points)
def test_the_way_back_is_as_long_and_nothing_is_further_than_the_other_side_of_the_earth(one, other) -> None:
    there, back = straight_line(*one, *other), straight_line(*other, *one)
    assert there == pytest.approx(back, abs=1e-6)
    assert 0 <= there <= 20_016


@given(points)
def test_no_distance_from_a_point_to_itself(point) -> None:
    assert straight_line(*point, *point) == pytest.approx(0, abs=1e-6)


def test_the_factor_of_the_structure_stretches_the_line_and_the_text_says_it_is_an_estimate() -> None:
    far = CrowFly(1.5).between((47, 2), (48, 2))
    assert far.km == pytest.approx(166.8, abs=0.1)
    assert far.estimated
    assert far.text == "≈\u00a0167\u00a0km"
    assert far.spoken == "environ 167\u00a0km (estimation à vol d’oiseau)"


def test_an_estimate_never_claims_to_know_the_metre() -> None:
    assert Distance(km=0.289, method="à vol d’oiseau", estimated=True).text == "≈\u00a0300\u00a0m"
    assert Distance(km=0.02, method="à vol d’oiseau", estimated=True).text == "≈\u00a0100\u00a0m"
    assert Distance(km=0.97, method="à vol d’oiseau", estimated=True).text == "≈\u00a01\u00a0km"


def test_a_measured_distance_is_not_called_an_estimate() -> None:
    assert Distance(km=12.3, method="par la route", estimated=False).text == "12\u00a0km"
