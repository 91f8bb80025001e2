"""The map of a paper: what it shows, everything read beforehand, so that drawing it asks nothing of anybody."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mobiconseil.domain.geography import Line, PlaceName
from mobiconseil.domain.projection import Box, box_of, sheet_around
from mobiconseil.services.maps import MapBackground, MapData

_PAPER = (200.0, 240.0)
"""Size in points for which the detail of the background is chosen."""

_AROUND = 0.9
"""Of the box is read on each side too: the shape of the paper is only known when it is laid out."""

_STRIP = 4.0
"""Times the height of the box is read beside it, for a map across the page."""


class SignKind(StrEnum):
    """How a place is drawn."""

    HOME = "home"
    HIDDEN_HOME = "hidden-home"
    DESTINATION = "destination"
    DROP_IN = "drop-in"
    SERVICE = "service"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A place to draw; a service has the number of its line in the list."""

    kind: SignKind
    latitude: float
    longitude: float
    label: str = ""
    number: int = 0
    radius_km: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A line between two places, with its distance in words."""

    start: tuple[float, float]
    end: tuple[float, float]
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TripMap:
    """A map ready to draw: the box that must be seen, the background around it, the places on it."""

    box: Box
    lines: tuple[Line, ...] = ()
    names: tuple[PlaceName, ...] = ()
    signs: tuple[Sign, ...] = ()
    links: tuple[Link, ...] = ()
    attribution: str = ""
    alternative: str = ""
    """What the map says, for somebody who does not see it."""


def trip_map(data: MapData, background: MapBackground, alternative: str = "") -> TripMap:
    """Return what a paper draws of this map; a hidden home is already replaced by its disc."""
    signs = _signs(data)
    box = box_of([(sign.latitude, sign.longitude) for sign in signs], least_km=4)
    wide = _wider(box)
    zoom = sheet_around(box, *_PAPER).zoom + 1
    return TripMap(
        box=box,
        lines=tuple(background.lines(wide, zoom)),
        names=tuple(background.names(wide, zoom)),
        signs=signs,
        links=tuple(Link(start=line.start, end=line.end, label=line.label) for line in data.shown_lines),
        attribution=background.attribution,
        alternative=alternative,
    )


def _signs(data: MapData) -> tuple[Sign, ...]:
    home = data.shown_home
    signs = [
        Sign(kind=kind, latitude=place.latitude, longitude=place.longitude, label=place.name)
        for kind, places in ((SignKind.DESTINATION, data.destinations), (SignKind.DROP_IN, data.drop_ins))
        for place in places
    ]
    signs += [
        Sign(
            kind=SignKind.SERVICE,
            latitude=service.latitude,
            longitude=service.longitude,
            label=service.name,
            number=service.number,
        )
        for service in data.services
    ]
    if home is not None:
        kind = SignKind.HIDDEN_HOME if data.home_disc_km else SignKind.HOME
        signs.insert(
            0,
            Sign(
                kind=kind,
                latitude=home.latitude,
                longitude=home.longitude,
                label=home.name,
                radius_km=data.home_disc_km,
            ),
        )
    return tuple(signs)


def _wider(box: Box) -> Box:
    """Return what a paper as narrow as a card, or as wide as a strip, may show around the box."""
    west, south, east, north = box
    beside = max((east - west) * _AROUND, (north - south) * _STRIP)
    above = max(north - south, (east - west) * 0.7) * _AROUND
    return west - beside, south - above, east + beside, north + above
