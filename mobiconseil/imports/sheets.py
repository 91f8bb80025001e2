"""Rows that the official schema accepts, as sheets of the directory: column by column, as twenty thousand come at once.

What a column says of one row it often says of many: each text is looked at once, whatever the number of its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any, TypeVar

from mobiconseil.domain.directory import NO_ORGANISATION, Service, joined, organisation_id, service_id
from mobiconseil.domain.directory_codes import Fees, OfferKind
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.records import many_at_once
from mobiconseil.imports.guess import guess
from mobiconseil.imports.values import iso_day, number, plain, point

T = TypeVar("T")

Row = Mapping[str, Any]

SHARED_TEXTS: Mapping[str, str] = {
    "source": "source",
    "source_id": "id",
    "name": "nom",
    "description": "description",
    "address": "adresse",
    "address_extra": "complement_adresse",
    "postal_code": "code_postal",
    "commune": "commune",
    "insee_code": "code_insee",
    "phone": "telephone",
    "email": "courriel",
    "opening_hours": "horaires_accueil",
    "source_link": "lien_source",
}
"""Field of a service or of a structure → column of the schema, for texts."""
SERVICE_TEXTS: Mapping[str, str] = {
    **SHARED_TEXTS,
    "fees_detail": "frais_precisions",
    "publics_detail": "publics_precisions",
    "conditions": "conditions_acces",
    "mobilisation_link": "lien_mobilisation",
    "mobilisation_detail": "mobilisation_precisions",
    "contact_name": "contact_nom_prenom",
}
"""Field of `Service` → column of the schema, for texts."""
SERVICE_LISTS: Mapping[str, str] = {
    "themes": "thematiques",
    "publics": "publics",
    "access_modes": "modes_accueil",
    "mobilisation_modes": "modes_mobilisation",
    "mobilisable_by": "mobilisable_par",
    "zones": "zone_eligibilite",
}
"""Field of `Service` → column of the schema, for lists of codes."""

_KINDS = {kind.value: kind for kind in OfferKind}
_FEES = {fees.value: fees for fees in Fees}
_DEFAULTS: Mapping[str, Any] = {field.name: field.default for field in fields(Service)}
_made = many_at_once(Service)


def sheets(rows: Sequence[Row], originals: Sequence[str]) -> list[Service]:
    """Return the sheets of rows that the schema accepts, each with the original values to keep."""
    if not rows:
        return []
    columns: dict[str, Sequence[Any]] = {
        name: _texts([row.get(column) or _DEFAULTS[name] for row in rows]) for name, column in SERVICE_TEXTS.items()
    }
    columns |= {name: _lists([row.get(column) or () for row in rows]) for name, column in SERVICE_LISTS.items()}
    points = [point(row.get("latitude"), row.get("longitude")) or (None, None) for row in rows]
    columns["latitude"], columns["longitude"] = zip(*points, strict=True)
    guessed = [
        guess(name, description, row.get("thematiques") or ())
        for name, description, row in zip(columns["name"], columns["description"], rows, strict=True)
    ]
    columns |= {
        "id": [service_id(row["id"]) for row in rows],
        "organisation_id": _each(_owner, [row["structure_id"] for row in rows]),
        "kind": [_KINDS[row.get("type") or ""] for row in rows],
        "fees": [_FEES[row.get("frais") or ""] for row in rows],
        "weekly_hours": [number(row.get("volume_horaire_hebdomadaire")) for row in rows],
        "weeks": [_whole(row.get("nombre_semaines")) for row in rows],
        "updated_on": _each(iso_day, [row["date_maj"] for row in rows]),
        "original": originals,
        "family": [one.family for one in guessed],
        "catalogue": [one.catalogue for one in guessed],
    }
    untold: dict[str, Sequence[Any]] = {
        name: [value] * len(rows) for name, value in _DEFAULTS.items() if name not in columns
    }
    return _made({**columns, **untold})


def _texts(column: list[Any]) -> list[str]:
    return _each(plain, column)


def _lists(column: list[Any]) -> list[str]:
    return _each(lambda values: joined(list(values)), [tuple(values) for values in column])


def _each(read: Callable[[Any], T], column: list[Any]) -> list[T]:
    """Return what `read` makes of each value, asked once for those that are the same."""
    known = {value: read(value) for value in set(column)}
    return [known[value] for value in column]


def _owner(structure: str) -> RecordId | None:
    return None if structure == NO_ORGANISATION else organisation_id(structure)


def _whole(value: object) -> int | None:
    figure = number(value)
    return None if figure is None else int(figure)
