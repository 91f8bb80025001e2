"""The columns of a table of local aids: their titles in the model, and other titles that mean the same."""

from __future__ import annotations

from collections.abc import Mapping

from mobiconseil.imports.values import slug

COLUMNS: Mapping[str, str] = {
    "code": "Code",
    "name": "Nom",
    "description": "Description",
    "catalogue": "Service du catalogue",
    "decided_by": "Organisme",
    "amount": "Montant",
    "ceiling": "Plafond (€)",
    "period": "Fréquence",
    "papers": "Pièces",
    "ask_before": "À demander avant la dépense",
    "cumulation": "Cumul",
    "excludes": "Non cumulable avec",
    "publics": "Publics",
    "statuses": "Statuts",
    "min_age": "Âge minimum",
    "max_age": "Âge maximum",
    "zones": "Zone",
    "licence_needed": "Permis exigé",
    "licence_seniority_years": "Ancienneté du permis (années)",
    "max_income_quotient": "Quotient familial maximum (€)",
    "deposit": "Caution (€)",
    "needs_registration": "Inscription à France Travail",
    "min_distance_km": "Aller-retour minimum (km)",
    "max_distance_km": "Aller-retour maximum (km)",
    "min_duration_min": "Aller-retour minimum (minutes)",
    "questions": "Questions",
    "conditions": "Conditions",
    "phone": "Téléphone",
    "email": "Adresse électronique",
    "source_title": "Source",
    "source_url": "Lien",
    "verified_on": "Vérifiée le",
    "valid_from": "Valable du",
    "valid_until": "Valable jusqu’au",
    "abolished_on": "Supprimée le",
    "volatility": "Volatilité",
}
"""Field of `LocalAid` → title of its column in the model."""

_ALIASES: Mapping[str, tuple[str, ...]] = {
    "code": ("identifiant", "id", "reference"),
    "name": ("nom-de-l-aide", "aide", "intitule", "titre", "libelle", "dispositif"),
    "description": ("descriptif", "presentation", "resume", "detail"),
    "catalogue": ("service", "code-service", "catalogue"),
    "decided_by": ("instructeur", "financeur", "qui-decide", "porteur", "structure", "collectivite"),
    "amount": ("montant-de-l-aide", "aide-montant", "valeur"),
    "ceiling": ("plafond", "maximum", "montant-maximum", "plafond-euros"),
    "period": ("periodicite", "periode"),
    "papers": ("pieces-a-fournir", "justificatifs", "pieces-justificatives", "documents"),
    "ask_before": ("a-demander-avant", "avant-depense", "demander-avant"),
    "cumulation": ("cumulable", "cumul-possible"),
    "publics": ("public", "public-vise", "beneficiaires", "profils"),
    "statuses": ("statut", "statut-exige"),
    "min_age": ("age-min", "age-mini", "age-a-partir-de"),
    "max_age": ("age-max", "age-maxi", "age-jusqu-a"),
    "zones": ("zones", "territoire", "perimetre", "codes-insee", "zone-d-eligibilite"),
    "licence_needed": ("permis", "permis-b"),
    "licence_seniority_years": ("anciennete-du-permis", "anciennete-permis"),
    "max_income_quotient": ("quotient-familial", "qf", "qf-max", "quotient-familial-maximum"),
    "deposit": ("caution", "depot-de-garantie"),
    "needs_registration": ("inscrit-france-travail", "france-travail", "demandeur-d-emploi"),
    "min_distance_km": ("aller-retour-minimum", "distance-minimum", "km-aller-retour"),
    "max_distance_km": ("aller-retour-maximum", "distance-maximum", "distance-max"),
    "min_duration_min": ("duree-minimum", "minutes-aller-retour"),
    "conditions": ("criteres", "conditions-d-acces", "eligibilite"),
    "phone": ("tel", "numero"),
    "email": ("mail", "courriel", "e-mail"),
    "source_title": ("source-de-l-information",),
    "source_url": ("url", "site", "site-web", "page"),
    "verified_on": ("verifie-le", "date-de-verification", "maj", "mise-a-jour", "date-de-mise-a-jour"),
    "valid_from": ("debut", "date-de-debut", "valable-a-partir-du"),
    "valid_until": ("fin", "date-de-fin", "fin-de-validite"),
    "abolished_on": ("supprime-le", "fermee-le"),
}

_BY_TITLE = {
    **{slug(title): name for name, title in COLUMNS.items()},
    **{alias: name for name, aliases in _ALIASES.items() for alias in aliases},
}


def field_of(title: str) -> str:
    """Return the field that a column fills, or an empty text."""
    return _BY_TITLE.get(slug(title), "")


EXAMPLE: Mapping[str, str] = {
    "code": "bourse_permis_exemple",
    "name": "Bourse au permis (exemple à remplacer)",
    "description": "Bourse contre 70 heures dans une association.",
    "catalogue": "F3-01",
    "decided_by": "Communauté de communes",
    "amount": "La moitié du devis, 600 € au plus",
    "ceiling": "600",
    "period": "une seule fois",
    "papers": "Devis de l’auto-école | Justificatif de domicile",
    "ask_before": "oui",
    "cumulation": "Se cumule avec le permis à 1 € par jour",
    "publics": "jeunes, demandeurs-emploi",
    "statuses": "RSA, ST26",
    "min_age": "18",
    "max_age": "30",
    "zones": "53084 53130",
    "licence_needed": "non",
    "licence_seniority_years": "0",
    "max_income_quotient": "900",
    "deposit": "0",
    "needs_registration": "non",
    "min_distance_km": "10",
    "max_distance_km": "120",
    "min_duration_min": "30",
    "questions": "hiring_promise",
    "conditions": "Deux sessions par an.",
    "phone": "02 43 00 00 00",
    "email": "mobilite@exemple.fr",
    "source_title": "Règlement de la bourse",
    "source_url": "https://exemple.fr/bourse",
    "verified_on": "02/11/2026",
    "valid_from": "01/01/2026",
    "valid_until": "31/12/2027",
    "volatility": "V2",
}
"""A row that every column but three fills, for the model."""
