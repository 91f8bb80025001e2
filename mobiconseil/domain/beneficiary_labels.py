"""The fields of a person in French: their names and their values, for forms, comparisons and exports alike."""

from __future__ import annotations

from datetime import date

from mobiconseil.domain import typography
from mobiconseil.domain.civility import Civility
from mobiconseil.domain.vocabulary import Vocabulary

NOTHING = "Non renseigné"

_LABELS = {
    "code": "Numéro du dossier",
    "state": "État du dossier",
    "entered_on": "Date d’entrée",
    "left_on": "Date de sortie",
    "adviser": "Suivi par",
    "civility": "Civilité",
    "last_name": "Nom",
    "first_name": "Prénom",
    "birth_year": "Année de naissance",
    "birth_date": "Date de naissance",
    "phone": "Téléphone",
    "phone_other": "Autre téléphone",
    "email": "Courriel",
    "contact_preference": "À joindre de préférence",
    "availability": "Disponibilités",
    "address": "Adresse",
    "address_extra": "Complément d’adresse",
    "postal_code": "Code postal",
    "commune": "Commune",
    "insee_code": "Code INSEE",
    "latitude": "Latitude",
    "longitude": "Longitude",
    "language": "Langue parlée",
    "interpreter": "Interprète",
    "easy_reading": "Documents en lecture facile",
    "access_needs": "Besoins pour venir et participer",
    "arrival": "Comment la personne est venue",
    "prescriber_kind": "Type de prescripteur",
    "prescriber_structure": "Structure",
    "prescriber_name": "Nom du prescripteur",
    "prescriber_phone": "Téléphone du prescripteur",
    "prescriber_email": "Courriel du prescripteur",
    "prescribed_on": "Date de la prescription",
    "prescriber_request": "Premier diagnostic du prescripteur",
    "request": "Sa demande, avec ses mots",
    "analysed_need": "Besoin analysé",
    "project": "Projet",
    "deadline_on": "Échéance",
    "deadline_label": "Ce qui arrive à cette date",
    "licence_requested": "Le permis est demandé",
    "household": "Foyer",
    "children": "Enfants à charge",
    "youngest_child_age": "Âge du plus jeune",
    "family_quotient": "Quotient familial",
    "mobility_budget": "Budget mobilité par mois",
    "licence": "Permis de conduire",
    "licence_year": "Année d’obtention",
    "vehicle": "Véhicule",
    "vehicle_detail": "Précision sur le véhicule",
    "inspection_until": "Contrôle technique valable jusqu’au",
    "insurance": "Assurance",
    "bicycle": "Vélo utilisable",
    "smartphone": "Téléphone avec internet",
    "private_note": "Note interne",
}
_EUROS = frozenset({"family_quotient", "mobility_budget"})
_PHONES = frozenset({"phone", "phone_other", "prescriber_phone"})


def field_label(name: str) -> str:
    """Return the French name of a field of `Beneficiary`. Raises KeyError if it has none."""
    return _LABELS[name]


def field_text(name: str, value: object) -> str:
    """Return the value of a field as people read it."""
    if value in (None, ""):
        return NOTHING
    if isinstance(value, Vocabulary):
        return value.label if value is not Civility.NONE else NOTHING
    if isinstance(value, date):
        return typography.short_date(value)
    if name in _PHONES:
        return typography.phone(str(value))
    if name in _EUROS and isinstance(value, int):
        return typography.money(value)
    return str(value)
