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
from mobiconseil.imports.values import iso_day, number, plain_column, point

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
    told = _Told(rows)
    columns: dict[str, Sequence[Any]] = {}
    for name, column in SERVICE_TEXTS.items():
        if column in told.columns:
            columns[name] = plain_column([value or _DEFAULTS[name] for value in told.columns[column]])
    for name, column in SERVICE_LISTS.items():
        if column in told.columns:
            columns[name] = _lists([tuple(values or ()) for values in told.columns[column]])
    points = [point(*both) or (None, None) for both in zip(told["latitude"], told["longitude"], strict=True)]
    columns["latitude"], columns["longitude"] = zip(*points, strict=True)
    guessed = [
        guess(name, description, themes or ())
        for name, description, themes in zip(columns["name"], columns["description"], told["thematiques"], strict=True)
    ]
    columns |= {
        "id": [service_id(value) for value in told["id"]],
        "organisation_id": _each(_owner, told["structure_id"]),
        "kind": [_KINDS[value or ""] for value in told["type"]],
        "fees": [_FEES[value or ""] for value in told["frais"]],
        "weekly_hours": [number(value) for value in told["volume_horaire_hebdomadaire"]],
        "weeks": [_whole(value) for value in told["nombre_semaines"]],
        "updated_on": _each(iso_day, told["date_maj"]),
        "original": originals,
        "family": [one.family for one in guessed],
        "catalogue": [one.catalogue for one in guessed],
    }
    untold: dict[str, Sequence[Any]] = {
        name: [value] * len(rows) for name, value in _DEFAULTS.items() if name not in columns
    }
    return _made({**columns, **untold})


class _Told:
    """The columns of some rows; one that no row has is empty."""

    def __init__(self, rows: Sequence[Row]) -> None:
        names = tuple(rows[0])
        if all(tuple(row) == names for row in rows):
            values: Sequence[Sequence[Any]] = list(zip(*(row.values() for row in rows), strict=True))
        else:
            names = tuple(dict.fromkeys(name for row in rows for name in row))
            values = [[row.get(name) for row in rows] for name in names]
        self.columns: Mapping[str, Sequence[Any]] = dict(zip(names, values, strict=True))
        self._empty: Sequence[Any] = [None] * len(rows)

    def __getitem__(self, name: str) -> Sequence[Any]:
        return self.columns.get(name, self._empty)


def _lists(column: Sequence[tuple[str, ...]]) -> list[str]:
    return _each(lambda values: joined(list(values)), column)


def _each(read: Callable[[Any], T], column: Sequence[Any]) -> list[T]:
    """Return what `read` makes of each value, asked once for those that are the same."""
    known = {value: read(value) for value in set(column)}
    return [known[value] for value in column]


def _owner(structure: str) -> RecordId | None:
    return None if structure == NO_ORGANISATION else organisation_id(structure)


def _whole(value: object) -> int | None:
    figure = number(value)
    return None if figure is None else int(figure)
