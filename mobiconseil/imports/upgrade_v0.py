"""Turns a row of data·inclusion version 0 into a row of version 1, original values kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mobiconseil.imports import codes_v0
from mobiconseil.imports.values import as_list, originals, plain

_SAME = (
    "id", "source", "structure_id", "nom", "commune", "code_postal", "code_insee", "adresse", "complement_adresse",
    "longitude", "latitude", "lien_source", "telephone", "courriel", "contact_nom_prenom", "date_maj",
    "modes_accueil", "siret", "site_web",
)  # fmt: skip
_SERVICE_MARKS = {"presentation_resume", "presentation_detail", "profils", "types", "modes_orientation_beneficiaire",
                  "modes_orientation_accompagnateur", "zone_diffusion_code", "cumulable", "frais_autres"}  # fmt: skip
_STRUCTURE_MARKS = {"presentation_resume", "presentation_detail", "typologie", "labels_nationaux", "horaires_ouverture"}
_KEPT = (
    "thematiques", "frais", "profils", "types", "modes_orientation_accompagnateur",
    "modes_orientation_beneficiaire", "zone_diffusion_type", "zone_diffusion_code", "date_suspension",
)  # fmt: skip
_LONGEST_DESCRIPTION = 10_000


def is_v0(columns: Iterable[str]) -> bool:
    """Say whether these columns are those of version 0."""
    known = set(columns)
    return bool(known & (_SERVICE_MARKS | _STRUCTURE_MARKS)) and not known & {"publics", "mobilisable_par"}


def upgraded(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row of version 1; `original` holds what was translated."""
    new = {name: row[name] for name in _SAME if name in row}
    new["description"] = _description(row)
    new["date_maj"] = plain(row.get("date_maj"))[:10]
    _upgrade_lists(row, new)
    _upgrade_mobilisation(row, new)
    new["horaires_accueil"] = row.get("recurrence") or row.get("horaires_ouverture")
    new["accessibilite_lieu"] = row.get("accessibilite")
    new["reseaux_porteurs"] = as_list(row.get("labels_nationaux"))
    new["frais_precisions"] = row.get("frais_autres")
    new["publics_precisions"] = row.get("profils_precisions")
    conditions = (*as_list(row.get("pre_requis")), *as_list(row.get("justificatifs")))
    new["conditions_acces"] = "\n".join(conditions)
    new["zone_eligibilite"] = _zone(row)
    new["original"] = originals((name, row.get(name)) for name in _KEPT)
    return new


def _upgrade_lists(row: Mapping[str, Any], new: dict[str, Any]) -> None:
    themes = as_list(row.get("thematiques"))
    new["thematiques"] = _through(codes_v0.THEMES, themes, keep_unknown=True)
    publics = _through(codes_v0.PUBLICS, as_list(row.get("profils")))
    new["publics"] = ["tous-publics"] if "tous-publics" in publics else publics
    kinds = _through(codes_v0.KINDS, as_list(row.get("types")))
    new["type"] = kinds[0] if kinds else None
    fees = _through(codes_v0.FEES, as_list(row.get("frais")))
    new["frais"] = ("payant" if "payant" in fees else fees[0]) if fees else None


def _upgrade_mobilisation(row: Mapping[str, Any], new: dict[str, Any]) -> None:
    by_person = as_list(row.get("modes_orientation_beneficiaire"))
    by_professional = as_list(row.get("modes_orientation_accompagnateur"))
    new["modes_mobilisation"] = _through(codes_v0.MODES, (*by_person, *by_professional))
    new["mobilisable_par"] = ["usagers"] * bool(by_person) + ["professionnels"] * bool(by_professional)
    new["lien_mobilisation"] = row.get("prise_rdv") or row.get("formulaire_en_ligne")
    others = (row.get("modes_orientation_beneficiaire_autres"), row.get("modes_orientation_accompagnateur_autres"))
    new["mobilisation_precisions"] = "\n".join(dict.fromkeys(plain(text) for text in others if plain(text)))


def _description(row: Mapping[str, Any]) -> str:
    short, long = plain(row.get("presentation_resume")), plain(row.get("presentation_detail"))
    start = short.rstrip("…. ")
    whole = long if not short or long.startswith(start) else f"{short}\n\n{long}".strip()
    return (whole or plain(row.get("description")))[:_LONGEST_DESCRIPTION]


def _zone(row: Mapping[str, Any]) -> list[str]:
    if plain(row.get("zone_diffusion_type")) == "pays":
        return ["france"]
    codes = as_list(row.get("zone_diffusion_code"))
    return [] if plain(row.get("zone_diffusion_type")) == "region" else list(codes)


def _through(table: Mapping[str, str], values: Iterable[str], *, keep_unknown: bool = False) -> list[str]:
    found = (table.get(value, value if keep_unknown else "") for value in values)
    return list(dict.fromkeys(value for value in found if value))
