"""Which rows of a file concern the team: themes and area."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mobiconseil.domain.directory import Organisation, Service, codes
from mobiconseil.domain.distance import straight_line
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.directory_ports import ReadOptions

MOBILITY = "mobilite"
NEIGHBOURS = (
    "numerique--acquerir-un-equipement",
    "lecture-ecriture-calcul--",
    "famille--garde-denfants",
    "sante--constituer-un-dossier-mdph-invalidite",
    "difficultes-financieres--ameliorer-sa-gestion-budgetaire",
    "difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives",
    "handicap--mobilite",
    "illettrisme--permis-conduire",
)
"""Themes that a mobility adviser meets every week."""

_EVERYWHERE = {"france", "99100"}


def theme_wanted(themes: tuple[str, ...], wanted: str) -> bool:
    """Say whether one of the themes is asked for; « all » asks for everything."""
    if wanted == "all":
        return True
    prefixes = (MOBILITY, *NEIGHBOURS) if wanted == "neighbours" else (MOBILITY,)
    return any(theme.startswith(prefixes) for theme in themes)


def departement(insee_code: str, postal_code: str) -> str:
    """Return the département of a commune: « 53 », « 2A », « 974 »."""
    code = insee_code or postal_code
    return code[:3] if code.startswith(("97", "98")) else code[:2]


def area_test(options: ReadOptions, organisations: Mapping[RecordId, Organisation]) -> Callable[[Service], bool]:
    """Return what says whether a service is in the area that was asked for."""
    departements, communes = frozenset(options.departements), options.insee_codes

    def inside(service: Service) -> bool:
        owner = organisations.get(service.organisation_id) if service.organisation_id else None
        place = service if service.insee_code or service.postal_code or service.latitude is not None else owner
        if place is None or not (place.insee_code or place.postal_code or place.latitude is not None):
            return _zone_meets(codes(service.zones), departements, communes)
        if departements and departement(place.insee_code, place.postal_code) not in departements:
            return False
        if communes and place.insee_code and place.insee_code not in communes:
            return False
        return options.centre is None or options.radius_km is None or _near(place, options.centre, options.radius_km)

    return inside


def _near(place: Service | Organisation, centre: tuple[float, float], radius_km: float) -> bool:
    if place.latitude is None or place.longitude is None:
        return True
    return straight_line(*centre, place.latitude, place.longitude) <= radius_km


def _zone_meets(zones: tuple[str, ...], departements: frozenset[str], communes: frozenset[str]) -> bool:
    """Say whether a service without a place serves the area: an empty zone is « not said », and is kept."""
    if not zones or not (departements or communes):
        return True
    served = {departement(code, "") if len(code) == 5 else code for code in zones}
    return bool(_EVERYWHERE & set(zones) or departements & served or communes & set(zones))
