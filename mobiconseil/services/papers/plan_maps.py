"""The map of a plan: from the person's home to where she goes, and the services of the steps under their numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from mobiconseil.domain.distance import CrowFly, Distances, Point
from mobiconseil.domain.geography import Place
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import Step
from mobiconseil.domain.typography import NBSP, kilometres
from mobiconseil.services.files import PersonFile
from mobiconseil.services.maps import MapBackground, MapData, MapLine, MapPlace, MapService
from mobiconseil.services.papers.trip_map import TripMap, trip_map
from mobiconseil.services.ports import DirectoryLine


class CommunePoints(Protocol):
    """Where the communes are."""

    def by_insee(self, code: str) -> Place | None:
        """Return the commune with this code."""
        ...

    def named(self, name: str, postal_code: str = "", near: Point | None = None) -> Place | None:
        """Return the only commune of this name; of several, the nearest of `near`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePoint:
    """Where a service of the directory is."""

    name: str
    family: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMaps:
    """What drawing the map of a plan takes."""

    communes: CommunePoints
    background: MapBackground
    service: Callable[[RecordId], ServicePoint | None]
    distances: Callable[[], Distances] = CrowFly


def service_points(line: Callable[[RecordId], DirectoryLine | None]) -> Callable[[RecordId], ServicePoint | None]:
    """Return where a service is, from what finds its line of the directory."""

    def find(service: RecordId) -> ServicePoint | None:
        found = line(service)
        if found is None or found.latitude is None or found.longitude is None:
            return None
        return ServicePoint(name=found.name, family=found.family, latitude=found.latitude, longitude=found.longitude)

    return find


def plan_map(file: PersonFile, steps: Sequence[Step], maps: PlanMaps, *, hide_home: bool) -> TripMap | None:
    """Return the map, or nothing when no more than one place is known: a map of one place helps nobody."""
    home = _home(file, maps)
    destination = _destination(file, maps, home)
    if home and destination and home.name == destination.name:
        destination = None
    data = MapData(
        home=home,
        destinations=(destination,) if destination else (),
        services=_services(steps, maps),
        lines=_lines(file, home, destination, maps),
        hide_home=hide_home,
    )
    places = {(place.latitude, place.longitude) for place in (data.home, *data.destinations, *data.services) if place}
    if len(places) < 2:
        return None
    return trip_map(data, maps.background, _alternative(data))


def _home(file: PersonFile, maps: PlanMaps) -> MapPlace | None:
    person = file.beneficiary
    if person.latitude is not None and person.longitude is not None:
        return MapPlace(latitude=person.latitude, longitude=person.longitude, name=person.commune)
    commune = _commune(person.insee_code, person.commune, maps, person.postal_code)
    return None if commune is None else _at(commune)


def _destination(file: PersonFile, maps: PlanMaps, home: MapPlace | None) -> MapPlace | None:
    """Return where the main trip goes; of communes of the same name, people go to the nearest."""
    trip = file.main_trip
    if trip is None:
        return None
    near = None if home is None else (home.latitude, home.longitude)
    commune = _commune(trip.destination_insee, trip.destination_commune, maps, near=near)
    return None if commune is None else _at(commune)


def _commune(code: str, name: str, maps: PlanMaps, postal_code: str = "", near: Point | None = None) -> Place | None:
    found = maps.communes.by_insee(code) if code else None
    return found or (maps.communes.named(name, postal_code, near) if name.strip() else None)


def _at(commune: Place) -> MapPlace:
    return MapPlace(latitude=commune.latitude, longitude=commune.longitude, name=commune.name)


def _services(steps: Sequence[Step], maps: PlanMaps) -> tuple[MapService, ...]:
    found = []
    for number, step in enumerate(steps, start=1):
        point = maps.service(step.service_id) if step.service_id is not None else None
        if point is not None:
            found.append(
                MapService(
                    id=step.id.hex(),
                    name=point.name,
                    family=point.family,
                    latitude=point.latitude,
                    longitude=point.longitude,
                    number=number,
                )
            )
    return tuple(found)


def _lines(
    file: PersonFile, home: MapPlace | None, destination: MapPlace | None, maps: PlanMaps
) -> tuple[MapLine, ...]:
    """Return the line of the trip, with the distance the person said, else the estimate."""
    if home is None or destination is None:
        return ()
    start: Point = (home.latitude, home.longitude)
    end: Point = (destination.latitude, destination.longitude)
    said = file.main_trip.distance_km if file.main_trip else None
    label = kilometres(said) if said else maps.distances().between(start, end).text
    return (MapLine(start=start, end=end, label=label),)


def _alternative(data: MapData) -> str:
    """Return what the map says in words."""
    places = [place.name for place in (data.home, *data.destinations) if place and place.name]
    trip = f"de {places[0]} à {places[1]}" if len(places) == 2 else ", ".join(places)
    distance = f", {data.lines[0].label}" if data.lines else ""
    services = "".join(f" {service.number}{NBSP}: {service.name}." for service in data.services)
    return f"Carte{NBSP}: {trip}{distance}.{services}" if trip else f"Carte.{services}"
