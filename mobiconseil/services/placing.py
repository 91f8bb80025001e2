"""Where a service stands when its source gives no point: at its address if that is known, else in its commune."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TypeVar

from mobiconseil.domain.directory import Organisation, Service
from mobiconseil.domain.distance import Point, straight_line
from mobiconseil.domain.geography import Place, Precision
from mobiconseil.services.directory_ports import ReadFile, ReadOptions
from mobiconseil.services.geography import Geography, PackKind

_SAME_KM = 0.01
_CEDEX = re.compile(r"\s+cedex\b.*$", re.IGNORECASE)
Placed = Service | Organisation
_Any = TypeVar("_Any", Service, Organisation)


class Placing:
    """Gives points to what has none, and says which points are only those of a commune."""

    def __init__(self, geography: Geography) -> None:
        self._geography = geography

    def placed(self, read: ReadFile, options: ReadOptions) -> ReadFile:
        """Return what was read with a point for all that has a commune, and without what is then out of reach."""
        finder = _Finder(self._geography)
        owners = tuple(_with_point(owner, finder) for owner in read.organisations)
        services = tuple(_with_point(service, finder) for service in read.services)
        given = sum(new is not old for new, old in zip(services, read.services, strict=True))
        near = tuple(service for service in services if finder.serves(service, options))
        left_out = read.left_out + len(services) - len(near)
        return replace(read, organisations=owners, services=near, left_out=left_out, placed=given)

    def is_centre(self, place: Placed) -> bool:
        """Say whether the point is the middle of the commune, and not that of the address."""
        if place.latitude is None or place.longitude is None:
            return False
        commune = _Finder(self._geography).commune(place.insee_code, place.commune, place.postal_code)
        return commune is not None and straight_line(place.latitude, place.longitude, *commune.point) < _SAME_KM


@dataclass(slots=True)
class _Finder:
    """Finds each commune once for all the services of a file."""

    geography: Geography
    _known: dict[tuple[str, str, str], Place | None] = field(default_factory=dict)
    _has_addresses: bool | None = None

    def commune(self, insee_code: str, name: str, postal_code: str) -> Place | None:
        asked = (insee_code, name, postal_code)
        if asked not in self._known:
            self._known[asked] = self._look(insee_code, _CEDEX.sub("", name), postal_code)
        return self._known[asked]

    def _look(self, insee_code: str, name: str, postal_code: str) -> Place | None:
        gazetteer = self.geography.gazetteer
        found = gazetteer.by_insee(insee_code) if insee_code else None
        if found is None and name:
            found = gazetteer.named(name, postal_code) or gazetteer.named(name)
        return found

    def point(self, place: Placed) -> Point | None:
        """Return the point of the address where it is known, else that of the commune."""
        commune = self.commune(place.insee_code, place.commune, place.postal_code)
        if commune is None:
            return None
        return self._address(place, commune) or commune.point

    def serves(self, service: Service, options: ReadOptions) -> bool:
        """Say whether the service is in the area asked for, now that its commune and its point are known."""
        if options.insee_codes and not service.insee_code:
            commune = self.commune("", service.commune, service.postal_code)
            if commune is not None and commune.commune_code not in options.insee_codes:
                return False
        if options.centre is None or options.radius_km is None or service.latitude is None or service.longitude is None:
            return True
        return straight_line(*options.centre, service.latitude, service.longitude) <= options.radius_km

    def _address(self, place: Placed, commune: Place) -> Point | None:
        if self._has_addresses is None:
            packs = self.geography.packs.all()
            self._has_addresses = any(pack.kind is PackKind.ADDRESSES for pack in packs)
        if not self._has_addresses or not place.address:
            return None
        typed = f"{place.address} {place.postal_code} {commune.name}"
        found = self.geography.addresses.search(typed, limit=1)
        here = (a for a in found if a.precision is not Precision.COMMUNE and a.insee == commune.commune_code)
        return next((address.point for address in here), None)


def _with_point(place: _Any, finder: _Finder) -> _Any:
    if place.latitude is not None or not (place.insee_code or place.commune):
        return place
    point = finder.point(place)
    return place if point is None else replace(place, latitude=point[0], longitude=point[1])
