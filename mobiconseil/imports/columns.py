"""Which column of a table is what: guessed from its name, chosen by the person, remembered for its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mobiconseil.domain.directory_labels import FIELD_LABELS, MAPPABLE
from mobiconseil.imports.values import slug

_ALIASES: Mapping[str, tuple[str, ...]] = {
    "name": ("nom", "nom-service", "service", "intitule", "titre", "libelle", "denomination", "action", "name"),
    "organisation_name": (
        "organisme", "nom-structure", "nom-de-la-structure", "association", "porteur", "structure-porteuse",
        "etablissement", "operateur",
    ),
    "source_id": ("id", "identifiant", "reference", "ref", "code", "numero"),
    "description": ("presentation", "presentation-resume", "resume", "detail", "details", "contenu", "descriptif"),
    "kind": ("type-de-service", "types", "nature"),
    "themes": ("thematique", "theme", "themes", "categorie", "categories"),
    "fees": ("tarif", "cout", "gratuit", "prix"),
    "fees_detail": ("frais-precisions", "tarifs", "precisions-tarif", "detail-tarif"),
    "publics": ("public", "public-vise", "publics-cibles", "public-cible", "profils", "beneficiaires"),
    "publics_detail": ("publics-precisions", "precisions-public"),
    "conditions": ("conditions", "conditions-acces", "criteres", "pre-requis", "prerequis", "eligibilite"),
    "zones": ("zone", "zone-eligibilite", "territoire", "perimetre", "secteur"),
    "address": ("rue", "voie", "adresse-postale", "adresse-1", "adresse1", "lieu", "address"),
    "address_extra": ("complement", "complement-adresse", "adresse-2", "adresse2"),
    "postal_code": ("cp", "codepostal", "code-post"),
    "commune": ("ville", "nom-commune", "localite", "city"),
    "insee_code": ("insee", "codeinsee", "code-commune", "code-insee-commune"),
    "latitude": ("lat", "y", "ylat", "coord-y", "y-wgs84"),
    "longitude": ("lon", "lng", "long", "x", "xlong", "coord-x", "x-wgs84"),
    "phone": ("tel", "telephone-1", "numero-de-telephone", "portable", "mobile", "phone", "no-de-telephone"),
    "email": ("mail", "courriel", "e-mail", "adresse-mail", "adresse-e-mail", "email-de-contact", "contact-email"),
    "contact_name": ("contact", "nom-contact", "interlocuteur", "referent", "contact-nom-prenom", "responsable"),
    "opening_hours": ("horaire", "horaires-ouverture", "horaires-d-ouverture", "horaires-accueil", "permanences"),
    "mobilisation_link": ("site", "site-web", "site-internet", "url", "lien", "web", "lien-mobilisation"),
    "mobilisation_detail": ("comment", "demarche", "demarches", "modalites", "modalites-d-acces"),
    "source_link": ("lien-source", "fiche", "page"),
    "updated_on": (
        "maj", "date-maj", "date-de-mise-a-jour", "derniere-maj", "date", "mis-a-jour-le", "derniere-mise-a-jour",
        "date-de-derniere-modification", "date-mise-a-jour",
    ),
    "observed_days": ("delai", "delai-d-attente", "attente"),
}  # fmt: skip
_BY_NAME = {
    **{slug(label): name for name, label in FIELD_LABELS.items() if name in MAPPABLE},
    **{alias: name for name, aliases in _ALIASES.items() for alias in aliases},
}


def guessed(columns: Iterable[str], remembered: Mapping[str, str]) -> dict[str, str]:
    """Return column → field (« » when nothing is known); what was remembered wins, a field is given once."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for column in columns:
        field = remembered.get(column)
        if field is None:
            field = _BY_NAME.get(slug(column), "")
            field = "" if field in taken else field
        found[column] = field
        taken.add(field)
    return found
