"""The national list of car-pool places (base nationale des lieux de covoiturage, BNLC)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mobiconseil.domain.directory import Service, service_id
from mobiconseil.domain.directory_codes import Fees, Theme
from mobiconseil.domain.typography import count
from mobiconseil.imports.values import iso_day, number, plain, point
from mobiconseil.services.directory_ports import RowRemark, Severity

SOURCE = "bnlc"
_MARKS = {"id_lieu", "xlong", "ylat"}
_CATALOGUE = "F7-02"


def is_carpool(columns: Iterable[str]) -> bool:
    """Say whether these columns are those of the national list."""
    return {column.casefold() for column in columns} >= _MARKS


def service(rank: int, cells: Mapping[str, Any], remarks: list[RowRemark]) -> Service | None:
    """Return the place as a service, or None when it is refused."""
    row = {column.casefold(): plain(value) for column, value in cells.items()}
    name, place = row.get("nom_lieu", ""), point(row.get("ylat"), row.get("xlong"))
    if not row.get("id_lieu") or not name or place is None:
        column = "id_lieu" if not row.get("id_lieu") else "nom_lieu" if not name else "Xlong"
        remarks.append(
            RowRemark(row=rank, column=column, reason="La valeur manque ou n’est pas comprise.",
                      severity=Severity.REFUSED, name=name)
        )  # fmt: skip
        return None
    source_id = f"{SOURCE}--{row['id_lieu']}"
    return Service(
        id=service_id(source_id),
        source=SOURCE,
        source_id=source_id,
        name=f"Covoiturage\u00a0: {name}"[:150],
        description=_description(row),
        themes=Theme.SHARED.value,
        fees=Fees.FREE,
        address=row.get("ad_lieu", ""),
        commune=row.get("com_lieu", ""),
        insee_code=row.get("insee", "").zfill(5) if row.get("insee") else "",
        latitude=place[0],
        longitude=place[1],
        opening_hours=row.get("horaires", "")[:255],
        updated_on=iso_day(row.get("date_maj")),
        original=f"type={row['type']}" if row.get("type") else "",
        family=_CATALOGUE[:2],
        catalogue=_CATALOGUE,
        closed=row.get("ouvert", "").casefold() in {"false", "non", "0", "faux"},
    )


def _description(row: Mapping[str, str]) -> str:
    seats, reserved = number(row.get("nbre_pl")), number(row.get("nbre_pmr"))
    parts = [row.get("type", "") or "Lieu de covoiturage"]
    if seats:
        parts.append(count(int(seats), "place"))
    if reserved:
        parts.append(count(int(reserved), "place réservée aux personnes à mobilité réduite",
                           "places réservées aux personnes à mobilité réduite"))  # fmt: skip
    if row.get("lumiere", "").casefold() in {"true", "oui", "1"}:
        parts.append("éclairé")
    return ", ".join(parts) + (f". {row['comm']}" if row.get("comm") else "")
