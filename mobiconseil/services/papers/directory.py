"""The printed directory: the services of an area by family, numbered as on its map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mobiconseil.domain.directory import freshness_on
from mobiconseil.domain.directory_codes import FreshnessTone
from mobiconseil.domain.distance import rough_kilometres, straight_line
from mobiconseil.domain.typography import NBSP, count, kilometres, long_date, phone, short_date
from mobiconseil.services.maps import MapBackground, MapData, MapPlace, MapService, hidden
from mobiconseil.services.papers.common import Letterhead
from mobiconseil.services.papers.desk import PaperDesk
from mobiconseil.services.papers.trip_map import TripMap, trip_map
from mobiconseil.services.ports import DirectoryLine

MOST_ON_MAP = 60
"""Beyond it, the numbers of a map on paper cover each other; the others stay in the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryEntry:
    """One service, all its texts final."""

    number: int
    name: str
    organisation: str = ""
    place: str = ""
    phone: str = ""
    delay: str = ""
    distance: str = ""
    checked: str = ""
    to_check: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectorySection:
    """The services of one family."""

    label: str
    entries: tuple[DirectoryEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryData:
    """What the printed directory says."""

    letterhead: Letterhead
    date: str
    subtitle: str
    sections: tuple[DirectorySection, ...] = ()
    area_map: TripMap | None = None
    notice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryArea:
    """Where the directory was asked from: never printed nearer than its commune or a disc of 500 m."""

    centre: MapPlace | None = None
    radius_km: float = 0.0
    """By road, estimated like the distances of the list."""
    is_home: bool = False


def directory_paper(
    lines: Sequence[DirectoryLine], desk: PaperDesk, area: DirectoryArea, background: MapBackground | None = None
) -> DirectoryData:
    """Return the directory of these services, in the families of the reference, numbered from the first page on."""
    sections: list[DirectorySection] = []
    shown: list[tuple[int, DirectoryLine]] = []
    families = {family.code: family.label for family in desk.reference.services.families}
    open_lines = [line for line in lines if not line.closed]
    for code in (*families, ""):
        mine = [line for line in open_lines if (line.family if line.family in families else "") == code]
        numbered = list(enumerate(mine, start=len(shown) + 1))
        shown += numbered
        if numbered:
            entries = tuple(_entry(number, line, desk, area) for number, line in numbered)
            sections.append(DirectorySection(label=families.get(code, "Autres services"), entries=entries))
    return DirectoryData(
        letterhead=desk.letterhead(),
        date=desk.date,
        subtitle=_subtitle(len(shown), area),
        sections=tuple(sections),
        area_map=None if background is None else _map(shown, area, background),
        notice=_notice(open_lines),
    )


def _entry(number: int, line: DirectoryLine, desk: PaperDesk, area: DirectoryArea) -> DirectoryEntry:
    fresh = freshness_on(line.last_known, desk.today)
    town = f"{line.postal_code} {line.commune}".strip()
    return DirectoryEntry(
        number=number,
        name=line.name,
        organisation=line.organisation,
        place=", ".join(part for part in (line.address, town) if part),
        phone=phone(line.phone) if line.phone else "",
        delay=count(line.observed_days, "jour") if line.observed_days is not None else "",
        distance=_distance(line, desk, area),
        checked=_checked(line, fresh.months),
        to_check=fresh.tone is not FreshnessTone.FRESH,
    )


def _distance(line: DirectoryLine, desk: PaperDesk, area: DirectoryArea) -> str:
    """Return « environ 8 km »; from the disc drawn instead of a home, which several exact distances would give away."""
    if line.distance_km is None:
        return ""
    factor = desk.structure.detour_factor
    if area.is_home and area.centre is not None and line.latitude is not None and line.longitude is not None:
        veiled = hidden(area.centre)
        km = straight_line(veiled.latitude, veiled.longitude, line.latitude, line.longitude)
    else:
        km = line.distance_km
    return f"environ{NBSP}{rough_kilometres(km * factor)}"


def _checked(line: DirectoryLine, months: int | None) -> str:
    """Return « vérifié le 12 nov. 2026 », or how old the sheet is."""
    if line.verified_on is not None and line.verified_on == line.last_known:
        return f"vérifié le {short_date(line.verified_on).split(NBSP, 1)[1]}"
    if line.last_known is None or months is None:
        return "jamais vérifié"
    return f"fiche du {short_date(line.last_known).split(NBSP, 1)[1]}"


def _subtitle(total: int, area: DirectoryArea) -> str:
    services = count(total, "service")
    if area.centre is None or not area.centre.name:
        return f"{services}."
    if area.radius_km <= 0:
        return f"{services} autour de {area.centre.name}."
    return f"{services} à {kilometres(area.radius_km)} ou moins de {area.centre.name}."


def _map(shown: Sequence[tuple[int, DirectoryLine]], area: DirectoryArea, background: MapBackground) -> TripMap | None:
    services = tuple(
        MapService(
            id=line.id.hex(),
            name=line.name,
            family=line.family,
            latitude=line.latitude,
            longitude=line.longitude,
            number=number,
        )
        for number, line in shown
        if line.latitude is not None and line.longitude is not None
    )[:MOST_ON_MAP]
    if not services:
        return None
    data = MapData(home=area.centre, services=services, hide_home=area.is_home)
    return trip_map(data, background, f"Carte des services, numérotés comme la liste{NBSP}: 1 à {services[-1].number}.")


def _notice(lines: Sequence[DirectoryLine]) -> str:
    days = [line.last_known for line in lines if line.last_known is not None]
    since = f" Fiche la plus ancienne{NBSP}: {long_date(min(days))}." if days else ""
    return f"Distances estimées par la route, à partir de la ligne droite. Téléphonez avant de vous déplacer.{since}"
