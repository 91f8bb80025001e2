"""A small country for the maps of the tests: three communes, their borders, and people who go from one to another."""

from __future__ import annotations

from mobiconseil.domain.geography import Line, PlaceName
from mobiconseil.domain.projection import Box
from mobiconseil.services.maps import MapData, MapLine, MapPlace, MapService

ATTRIBUTION = "INSEE COG, IGN Admin Express — Licence Ouverte 2.0"
BALLOTS = (47.89834, -1.04861)
CRAON = (47.8475, -0.948)
HOME = (47.901234, -1.051234)


class FakeBackground:
    """Two borders and three names, whatever the box."""

    attribution = ATTRIBUTION

    def __init__(self) -> None:
        self.asked: list[tuple[Box, int]] = []

    def lines(self, bbox: Box, zoom: int) -> tuple[Line, ...]:
        self.asked.append((bbox, zoom))
        return (
            Line(kind=0, points=(47.80, -1.10, 47.87, -1.00, 47.95, -0.99)),
            Line(kind=1, points=(47.80, -0.85, 47.90, -0.87, 48.00, -0.84)),
            Line(kind=12, points=(47.89, -1.05, 47.85, -0.95)),
        )

    def names(self, bbox: Box, zoom: int) -> tuple[PlaceName, ...]:
        return (
            PlaceName(name="Craon", latitude=CRAON[0], longitude=CRAON[1], population=4500),
            PlaceName(name="Ballots", latitude=BALLOTS[0], longitude=BALLOTS[1], population=1200),
            PlaceName(name="Livré-la-Touche", latitude=47.879, longitude=-0.98, population=700),
        )


def service(number: int, *, selected: bool = False, shift: float = 0.0, family: str = "F4") -> MapService:
    return MapService(
        id=f"{number:032x}",
        name=f"Service n° {number}",
        family=family,
        latitude=CRAON[0] + shift,
        longitude=CRAON[1] + shift,
        number=number,
        selected=selected,
    )


def sylvie_trip(*, hide_home: bool = False, services: tuple[MapService, ...] = ()) -> MapData:
    """Return the trip of Sylvie: from her home in Ballots to her work in Craon."""
    return MapData(
        home=MapPlace(latitude=HOME[0], longitude=HOME[1], name="Ballots"),
        destinations=(MapPlace(latitude=CRAON[0], longitude=CRAON[1], name="Craon"),),
        services=services,
        lines=(MapLine(start=HOME, end=CRAON, label="12\u00a0km"),),
        hide_home=hide_home,
    )
