"""What the fields of a service are called on screen, in the import assistant, in the history and in exports."""

from __future__ import annotations

from collections.abc import Mapping

FIELD_LABELS: Mapping[str, str] = {
    "name": "Nom du service",
    "organisation_name": "Structure",
    "source_id": "Identifiant chez la source",
    "description": "Description",
    "kind": "Type",
    "themes": "Thématiques",
    "family": "Famille",
    "catalogue": "Service du catalogue",
    "fees": "Frais",
    "fees_detail": "Précisions sur les frais",
    "publics": "Publics",
    "publics_detail": "Précisions sur les publics",
    "conditions": "Conditions d’accès",
    "access_modes": "Mode d’accueil",
    "mobilisation_modes": "Comment le demander",
    "mobilisable_by": "Qui peut le demander",
    "mobilisation_link": "Lien pour le demander",
    "mobilisation_detail": "Précisions sur la demande",
    "zones": "Zone d’éligibilité",
    "address": "Adresse",
    "address_extra": "Complément d’adresse",
    "postal_code": "Code postal",
    "commune": "Commune",
    "insee_code": "Code INSEE",
    "latitude": "Latitude",
    "longitude": "Longitude",
    "phone": "Téléphone",
    "email": "Adresse électronique",
    "contact_name": "Nom du contact",
    "opening_hours": "Horaires",
    "weekly_hours": "Heures par semaine",
    "weeks": "Nombre de semaines",
    "source_link": "Page chez la source",
    "updated_on": "Mise à jour",
    "original": "Valeurs d’origine",
    "core": "Offre socle",
    "mesh": "Maillage",
    "target_days": "Délai visé",
    "observed_days": "Délai constaté",
    "min_age": "Âge minimum",
    "max_age": "Âge maximum",
    "licence_needed": "Permis exigé",
    "licence_seniority_years": "Ancienneté du permis",
    "deposit": "Caution",
    "needs_registration": "Inscription à France Travail",
    "max_income_quotient": "Quotient familial maximum",
    "verified_on": "Vérifié le",
    "verified_by": "Vérifié par",
    "private_note": "Note privée",
    "closed": "Fermé",
}
"""Field of `Service` → label; `organisation_name` stands for the name of its structure."""

MAPPABLE = tuple(
    name
    for name in FIELD_LABELS
    if name not in {"original", "core", "mesh", "verified_on", "verified_by", "private_note", "closed"}
)
"""Fields that a column of a table may fill."""
