"""Places of the country: communes, addresses, lines of a background, and how sure their points are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mobiconseil.domain.distance import Point


class Precision(StrEnum):
    """How near a point is to the address asked."""

    NUMBER = "number"
    STREET = "street"
    PLACE = "place"
    COMMUNE = "commune"

    @property
    def label(self) -> str:
        """Return the French label."""
        return _PRECISIONS[self]


_PRECISIONS = {
    Precision.NUMBER: "à l’adresse",
    Precision.STREET: "dans la rue",
    Precision.PLACE: "au lieu-dit",
    Precision.COMMUNE: "au centre de la commune",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A commune, a municipal arrondissement, or a former commune that people still name."""

    insee: str
    """Its own code: that of the former commune for a former commune."""
    name: str
    postal_codes: tuple[str, ...]
    population: int
    epci: str
    epci_name: str = ""
    departement: str
    departement_name: str = ""
    latitude: float
    longitude: float
    alias_of: str = ""
    """Code of the commune that a former commune belongs to; empty for a commune."""
    commune_name: str = ""
    """Name of that commune; empty for a commune."""

    @property
    def commune_code(self) -> str:
        """Return the code of the commune of today."""
        return self.alias_of or self.insee

    @property
    def label(self) -> str:
        """Return « Craon », « Saint-Macaire-en-Mauges (Sèvremoine) »."""
        return f"{self.name} ({self.commune_name})" if self.commune_name else self.name

    @property
    def detail(self) -> str:
        """Return « 53400, Mayenne »: what parts communes of the same name."""
        codes = self.postal_codes
        shown = codes[0] if len(codes) == 1 else f"{codes[0]} à {codes[-1]}" if codes else ""
        return ", ".join(part for part in (shown, self.departement_name) if part)

    @property
    def point(self) -> Point:
        """Return latitude and longitude."""
        return self.latitude, self.longitude


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A stretch of border, coast, road, river or railway: `kind` is one of the constants below."""

    kind: int
    points: tuple[float, ...]
    """Latitude, longitude, latitude, longitude…"""


COMMUNE_BORDER, DEPARTEMENT_BORDER, COAST = 0, 1, 2
MOTORWAY, TRUNK, PRIMARY, SECONDARY, TERTIARY, MINOR_ROAD = range(10, 16)
WATER = 20
RAILWAY = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceName:
    """A name to write on a map."""

    name: str
    latitude: float
    longitude: float
    population: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A point found for what was typed, with its precision."""

    label: str
    postal_code: str
    commune: str
    insee: str
    latitude: float
    longitude: float
    precision: Precision

    @property
    def point(self) -> Point:
        """Return latitude and longitude."""
        return self.latitude, self.longitude
