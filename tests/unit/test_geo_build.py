"""The build of the shipped geography: shapes, points and borders of a country of four communes."""

from __future__ import annotations

import struct

import pytest

from geo_borders import COMMUNE, DEPARTEMENT, OUTER, border_lines
from geo_communes import Area, fill_gaps, points, rows
from geo_shapes import Ring, Shape, middle, read_point, read_wkb, signed_area


def square(west: float, south: float, side: float = 1.0) -> Ring:
    east, north = west + side, south + side
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def shape(*rings: Ring, holes: tuple[Ring, ...] = ()) -> Shape:
    return Shape((*rings, *holes), rings)


def area(code: str, form: Shape | None, **changes: object) -> Area:
    known = {"key": code, "kind": "COM", "parent": "\\N", "population": 10, "hall": None}
    return Area(code=code, shape=form, **{**known, **changes})


def length(lines: list[tuple[int, list[int]]], kind: int) -> int:
    """Return the steps of all the lines of a kind, which are all parallel to the axes here."""
    total = 0
    for found, steps in lines:
        if found == kind:
            moves = zip(steps[:-2], steps[2:], strict=True)
            total += sum(abs(after - before) for before, after in moves)
    return total


def test_a_multipolygon_is_read_with_its_holes() -> None:
    outer, hole = square(0, 0, 4), square(1, 1)[::-1]
    rings = b"".join(struct.pack("<I", len(r)) + b"".join(struct.pack("<2d", *p) for p in r) for r in (outer, hole))
    text = (struct.pack("<BII", 1, 6, 1) + struct.pack("<BII", 1, 3, 2) + rings).hex()
    found = read_wkb(text)
    assert found is not None
    assert found.shells == (outer,)
    assert found.contains((0.5, 0.5))
    assert not found.contains((1.5, 1.5))
    assert found.moments()[0] == pytest.approx(15)
    assert read_wkb("\\N") is None
    assert read_point((struct.pack("<BI", 1, 1) + struct.pack("<2d", 2.5, 47)).hex()) == (2.5, 47.0)
    assert read_point("\\N") is None


def test_the_middle_is_inside_even_of_a_crescent() -> None:
    crescent = [(0, 0), (9, 0), (9, 9), (0, 9), (0, 8), (8, 8), (8, 1), (0, 1), (0, 0)]
    form = shape([(float(x), float(y)) for x, y in crescent])
    assert form.contains(middle(form))
    assert middle(shape(square(0, 0, 2))) == pytest.approx((1, 1))
    east, _ = middle(shape(square(0, 0, 2)), [shape([(0, 0), (1, 0), (1, 2), (0, 2), (0, 0)])])
    assert east == pytest.approx(1.5)


def test_the_point_is_the_town_hall_unless_it_stands_elsewhere() -> None:
    here, away = (0.2, 0.3), (7.0, 7.0)
    whole = shape(square(0, 0))
    assert points([area("1", whole, hall=here)]) == {("1", "COM"): here}
    assert points([area("1", whole, hall=away)])["1", "COM"] == pytest.approx((0.5, 0.5))
    assert points([area("1", None, hall=away)])["1", "COM"] == away


def test_a_new_commune_is_entered_by_its_chief_place() -> None:
    chief = area("1", shape(square(0, 0)), kind="COMD", parent="1")
    other = area("2", shape(square(1, 0)), kind="COMD", parent="1")
    whole = shape([(0, 0), (2, 0), (2, 1), (0, 1), (0, 0)])
    wrong = area("1", whole, hall=(1.5, 0.5))
    assert points([wrong, chief, other])["1", "COM"] == pytest.approx((0.5, 0.5))
    right = area("1", whole, hall=(0.1, 0.1))
    assert points([right, chief, other])["1", "COM"] == (0.1, 0.1)


def test_borders_are_drawn_once_with_what_they_part() -> None:
    country = [
        area("01001", shape(square(0, 0))),
        area("01002", shape(square(1, 0))),
        area("02001", shape(square(2, 0))),
    ]
    lines = border_lines(country)
    assert length(lines, COMMUNE) == 10_000
    assert length(lines, DEPARTEMENT) == 10_000
    assert length(lines, OUTER) == 80_000
    assert [kind for kind, _ in lines] == sorted((kind for kind, _ in lines), reverse=True)


def test_neighbours_drawn_a_few_metres_apart_leave_no_coast_between_them() -> None:
    lines = border_lines([area("01001", shape(square(0, 0))), area("02001", shape(square(1.0003, 0)))])
    assert length(lines, DEPARTEMENT) == 20_000
    assert length(lines, OUTER) == pytest.approx(60_000, abs=10)


def test_the_hole_of_a_commune_without_contour_is_no_coast() -> None:
    ring = [
        area(f"0100{n}", shape(square(x, y)))
        for n, (x, y) in enumerate((x, y) for x in range(3) for y in range(3) if (x, y) != (1, 1))
    ]
    lines = border_lines(ring)
    assert length(lines, OUTER) == 120_000
    assert length(lines, COMMUNE) == 120_000


def test_the_direction_of_the_rings_does_not_matter() -> None:
    assert signed_area(square(0, 0)) == 1
    turned = [area("01001", shape(square(0, 0)[::-1])), area("01002", shape(square(1, 0)))]
    assert length(border_lines(turned), OUTER) == 60_000


def test_a_former_commune_is_another_name_unless_it_kept_the_name() -> None:
    commune = {
        "nom": "L'Île",
        "codesPostaux": ["53000", "53001"],
        "departement": "53",
        "zone": "metro",
        "population": 5,
    }
    table = [
        {**commune, "code": "53001", "type": "commune-actuelle"},
        {"code": "53001", "nom": "L'Ile", "type": "commune-deleguee", "chefLieu": "53001"},
        {"code": "53002", "nom": "Bourg", "type": "commune-deleguee", "chefLieu": "53001"},
        {**commune, "code": "97501", "nom": "Loin", "type": "commune-actuelle", "zone": "com"},
    ]
    forms = [
        area("53001", shape(square(0, 0))),
        area("53002", shape(square(0, 0, 0.5)), kind="COMD", parent="53001", population=3),
    ]
    lines = list(rows(table, forms, {"53001": "2000"}))
    assert [line[1:5] for line in lines] == [
        ("53001", "L’Île", "53000 53001", "5"),
        ("53002", "Bourg", "53000 53001", "3"),
    ]
    assert [line[-1] for line in lines] == ["", "53001"]
    assert {line[5] for line in lines} == {"2000"}


def test_a_commune_without_any_point_takes_the_middle_of_its_neighbours() -> None:
    known = ("C", "1", "A", "53000", "1", "e", "53", "47.00000", "-1.00000", "")
    lost = ("C", "2", "B", "53000", "1", "e", "53", "", "", "")
    assert fill_gaps([known, lost])[1][7:9] == ("47.00000", "-1.00000")
