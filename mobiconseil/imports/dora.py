"""Exports of DORA, under the field names of its own service model, as rows of data·inclusion version 1.

The names come in two spellings (`short_desc`, `shortDesc`), and a choice as its code, as its words, or as an object
that holds both.
"""

from __future__ import annotations

import ast
import html
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from mobiconseil.domain.directory import NO_ORGANISATION
from mobiconseil.domain.directory_codes import Audience
from mobiconseil.domain.french_input import parse_phone
from mobiconseil.domain.french_text import fold
from mobiconseil.domain.opening_hours_input import as_osm
from mobiconseil.errors import InvalidInput
from mobiconseil.imports.codes_v0 import PUBLICS
from mobiconseil.imports.free_tables import PUBLIC_WORDS
from mobiconseil.imports.upgrade_v0 import upgraded
from mobiconseil.imports.values import as_list, iso_day, plain, slug

SOURCE = "dora"
_MARKS = {
    "short_desc", "full_desc", "subcategories", "location_kinds", "coach_orientation_modes", "fee_condition",
    "beneficiaries_access_modes", "diffusion_zone_type", "concerned_public", "access_conditions",
}  # fmt: skip
_FEWEST_MARKS = 3
_NOT_PUBLISHED = {"draft", "archived", "suggestion"}
_SAME = {
    "name": "nom", "address1": "adresse", "address2": "complement_adresse", "postal_code": "code_postal",
    "city": "commune", "city_code": "code_insee", "contact_name": "contact_nom_prenom", "fee_details": "frais_autres",
    "link_on_source": "lien_source", "suspension_date": "date_suspension",
    "beneficiaries_access_modes_other": "modes_orientation_beneficiaire_autres",
    "coach_orientation_modes_other": "modes_orientation_accompagnateur_autres",
}  # fmt: skip
_LINKS = (
    "appointment_link", "online_form", "coach_orientation_modes_external_form_link",
    "beneficiaries_access_modes_external_form_link",
)  # fmt: skip
_ZONES = {
    "city": "commune", "commune": "commune", "epci": "epci", "department": "departement", "departement": "departement",
    "region": "region", "country": "pays", "pays": "pays", "france entiere": "pays",
}  # fmt: skip
_MODES = {"envoyer-courriel": "envoyer-un-mail", "formulaire-dora": "prendre-rdv"}
_END_OF_LINE = re.compile(r"<(?:br|/p|/li|/h\d|/ul|/ol)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
_POINT = re.compile(r"POINT ?\((-?[\d.]+) (-?[\d.]+)\)", re.IGNORECASE)
_CAPITAL = re.compile(r"(?<=[a-z0-9])([A-Z])")

Row = Mapping[str, Any]


def is_dora(columns: Iterable[str]) -> bool:
    """Say whether these columns are those of DORA’s own model."""
    known = {_snake(column) for column in columns}
    return "name" in known and len(known & _MARKS) >= _FEWEST_MARKS


def published(row: Row) -> bool:
    """Say whether DORA shows the service: drafts and archives are not services."""
    return plain(row.get("status")).casefold() not in _NOT_PUBLISHED


def as_service(row: Row) -> dict[str, Any]:
    """Return the service of a row, under the names of data·inclusion version 1."""
    given = {_snake(column): value for column, value in row.items()}
    new = upgraded(_as_v0(given))
    labels = _choices(given, "concerned_public", words=True) or _choices(given, "publics")
    new["publics"], others = _publics(labels)
    precise = (plain(given.get("publics_precisions")), ", ".join(others))
    new["publics_precisions"] = "\n".join(part for part in precise if part)
    hours = as_osm(plain(given.get("horaires_accueil") or given.get("recurrence")))
    new["horaires_accueil"] = hours
    return new


def as_structure(row: Row) -> dict[str, Any] | None:
    """Return the structure that a row tells about, or None."""
    given = {_snake(column): value for column, value in row.items()}
    told = _structure(given)
    name = plain(told.get("name"))
    if not name:
        return None
    return {
        "source": SOURCE, "id": _structure_id(given), "nom": name, "date_maj": _day(given),
        "siret": told.get("siret"), "telephone": _phone(told.get("phone")), "courriel": told.get("email"),
        "site_web": told.get("url"), "adresse": told.get("address1"), "complement_adresse": told.get("address2"),
        "code_postal": told.get("postal_code"), "commune": told.get("city"), "code_insee": told.get("city_code"),
        "description": told.get("short_desc"),
    }  # fmt: skip


def _as_v0(given: Row) -> dict[str, Any]:
    old: dict[str, Any] = {new: given.get(name) for name, new in _SAME.items()}
    structure = _structure(given)
    longitude, latitude = _place(given)
    recurrence = plain(given.get("recurrence"))
    said = [_text(given.get("full_desc") or given.get("description"))]
    if recurrence and as_osm(recurrence) is None:
        said.append(f"Horaires\u00a0: {recurrence}")
    return old | {
        "source": SOURCE,
        "id": plain(given.get("slug")) or plain(given.get("id")),
        "structure_id": _structure_id(given),
        "presentation_resume": _text(given.get("short_desc")),
        "presentation_detail": "\n\n".join(part for part in said if part),
        "types": _choices(given, "kinds") or _choices(given, "kind"),
        "thematiques": _choices(given, "subcategories") or _choices(given, "categories"),
        "frais": _fees(given),
        "modes_accueil": _choices(given, "location_kinds"),
        "modes_orientation_beneficiaire": _modes(given, "beneficiaries_access_modes"),
        "modes_orientation_accompagnateur": _modes(given, "coach_orientation_modes"),
        "prise_rdv": next((link for link in (plain(given.get(name)) for name in _LINKS) if link), ""),
        "pre_requis": (*_choices(given, "access_conditions", words=True), *_choices(given, "requirements", words=True)),
        "justificatifs": _choices(given, "credentials", words=True),
        "zone_diffusion_type": _ZONES.get(fold(plain(given.get("diffusion_zone_type"))), ""),
        "zone_diffusion_code": given.get("diffusion_zone_details"),
        "telephone": _phone(given.get("contact_phone")) or _phone(structure.get("phone")),
        "courriel": plain(given.get("contact_email")) or plain(structure.get("email")),
        "longitude": longitude,
        "latitude": latitude,
        "date_maj": _day(given),
    }


def _structure(given: Row) -> Row:
    for name in ("structure_info", "structure"):
        found = _read(given.get(name))
        if isinstance(found, Mapping):
            return {_snake(column): value for column, value in found.items()}
    return {"name": given.get("structure_name"), "siret": given.get("structure_siret")}


def _structure_id(given: Row) -> str:
    told, written = _structure(given), _read(given.get("structure"))
    code = "" if isinstance(written, Mapping) else plain(written)
    code = code or plain(told.get("slug")) or plain(told.get("siret")) or slug(plain(told.get("name")))
    return code or NO_ORGANISATION


def _place(given: Row) -> tuple[Any, Any]:
    pair = _read(given.get("coordinates"))
    if isinstance(pair, list | tuple) and len(pair) == 2:
        return pair[0], pair[1]
    point = _POINT.search(plain(given.get("geom")))
    if point is not None:
        return point[1], point[2]
    return given.get("longitude"), given.get("latitude")


def _day(given: Row) -> str:
    days = (iso_day(given.get(name)) for name in ("modification_date", "publication_date", "creation_date"))
    return next((day.isoformat() for day in days if day is not None), "")


def _fees(given: Row) -> list[str]:
    condition = _choices(given, "fee_condition")
    if condition:
        return list(condition)
    return {"true": ["payant"], "1": ["payant"], "oui": ["payant"], "false": ["gratuit"], "0": ["gratuit"]}.get(
        plain(given.get("has_fee")).casefold(), []
    )


def _modes(given: Row, name: str) -> list[str]:
    return [_MODES.get(mode, mode) for mode in _choices(given, name)]


def _choices(given: Row, name: str, *, words: bool = False) -> tuple[str, ...]:
    """Return the choices of a list field, by their codes or by their words; numbers alone say nothing."""
    shown = _read(given.get(f"{name}_display"))
    found = _read(given.get(name))
    if words and shown:
        found = shown
    if isinstance(found, Mapping | str | int):
        found = [found] if not isinstance(found, str) else as_list(found)
    key, other = ("label", "value") if words else ("value", "label")
    chosen = [plain(one.get(key) or one.get(other)) if isinstance(one, Mapping) else plain(one) for one in found or ()]
    return tuple(one for one in chosen if one and not one.isdigit())


def _read(value: object) -> Any:
    """Return a value of a table as the objects and lists that it may hold as text."""
    typed = value.strip() if isinstance(value, str) else ""
    if not typed.startswith(("[", "{")):
        return value
    for read in (json.loads, ast.literal_eval):
        try:
            return read(typed)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
    return value


def _publics(words: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the audiences that the words name, and the words that name none."""
    codes: dict[str, None] = {}
    others = []
    for part in words:
        code = PUBLICS.get(slug(part)) or (slug(part) if slug(part) in set(Audience) else "")
        code = code or next((found.value for word, found in PUBLIC_WORDS.items() if word in fold(part)), "")
        if code:
            codes[code] = None
        else:
            others.append(part)
    return (["tous-publics"] if "tous-publics" in codes else list(codes)), others


def _phone(value: object) -> str:
    """Return a phone number as the base keeps it, or as it is written when it cannot be read."""
    try:
        return parse_phone(plain(value))
    except InvalidInput:
        return plain(value)


def _text(value: object) -> str:
    """Return a text without the marks of a page of the Web."""
    bare = _TAG.sub("", _END_OF_LINE.sub("\n", plain(value)))
    return re.sub(r"\n{3,}", "\n\n", html.unescape(bare)).strip()


def _snake(column: str) -> str:
    return _CAPITAL.sub(r"_\1", column.strip()).casefold()
