"""How the lists of data·inclusion version 0 are said in version 1; the original values are kept beside."""

from __future__ import annotations

_SUPPORT = "mobilite--etre-accompagne-dans-son-parcours-mobilite"
_VEHICLE = "mobilite--acceder-a-un-vehicule"
_FUNDING = "mobilite--financer-ma-mobilite"
_LICENCE = "mobilite--preparer-un-permis"

THEMES = {
    "mobilite--acheter-un-vehicule-motorise": _VEHICLE,
    "mobilite--acheter-un-velo": _VEHICLE,
    "mobilite--louer-un-vehicule": _VEHICLE,
    "mobilite--aides-a-la-reprise-demploi-ou-a-la-formation": _FUNDING,
    "mobilite--financer-mon-projet-mobilite": _FUNDING,
    "mobilite--apprendre-a-utiliser-un-deux-roues": _SUPPORT,
    "mobilite--etre-accompagne-dans-son-parcours-mobilite": _SUPPORT,
    "mobilite": _SUPPORT,
    "handicap--mobilite-des-personnes-en-situation-de-handicap": _SUPPORT,
    "mobilite--comprendre-et-utiliser-les-transports-en-commun": "mobilite--mobilite-douce-partagee-collective",
    "mobilite--entretenir-reparer-son-vehicule": "mobilite--entretenir-reparer-son-vehicule",
    "mobilite--preparer-son-permis-de-conduire-se-reentrainer-a-la-conduite": _LICENCE,
    "illettrisme--permis-conduire": _LICENCE,
}

FEES = {
    "gratuit": "gratuit",
    "gratuit-sous-conditions": "gratuit",
    "payant": "payant",
    "adhesion": "payant",
    "pass-numerique": "payant",
}

PUBLICS = {
    "tous-publics": "tous-publics",
    "adultes": "tous-publics",
    "alternants": "etudiants",
    "etudiants": "etudiants",
    "beneficiaires-rsa": "beneficiaires-des-minimas-sociaux",
    "demandeurs-demploi": "demandeurs-emploi",
    "familles-enfants": "familles",
    "femmes": "femmes",
    "jeunes": "jeunes",
    "jeunes-16-26": "jeunes",
    "seniors-65": "seniors",
    "retraites": "seniors",
    "salaries": "actifs",
    "personnes-en-situation-de-handicap": "personnes-en-situation-de-handicap",
    "personnes-handicapees": "personnes-en-situation-de-handicap",
    "handicaps-mentaux": "personnes-en-situation-de-handicap",
    "handicaps-psychiques": "personnes-en-situation-de-handicap",
    "deficience-visuelle": "personnes-en-situation-de-handicap",
    "surdite": "personnes-en-situation-de-handicap",
    "personnes-de-nationalite-etrangere": "personnes-exilees",
    "public-langues-etrangeres": "personnes-exilees",
    "sortants-de-detention": "personnes-en-situation-juridique-specifique",
    "victimes": "personnes-en-situation-durgence",
    "sans-domicile-fixe": "personnes-en-situation-durgence",
    "personnes-en-situation-durgence": "personnes-en-situation-durgence",
}
"""Without an equivalent, and kept as original values: personnes-en-situation-illettrisme, locataires, proprietaires."""

KINDS = {
    "accompagnement": "accompagnement",
    "accueil": "information",
    "aide-financiere": "aide-financiere",
    "aide-materielle": "aide-materielle",
    "atelier": "atelier",
    "autonomie": "accompagnement",
    "delegation": "accompagnement",
    "financement": "aide-financiere",
    "formation": "formation",
    "information": "information",
    "numerique": "atelier",
}

MODES = {
    "envoyer-un-mail": "envoyer-un-courriel",
    "envoyer-un-mail-avec-une-fiche-de-prescription": "envoyer-un-courriel",
    "envoyer-un-courriel": "envoyer-un-courriel",
    "telephoner": "telephoner",
    "se-presenter": "se-presenter",
    "completer-le-formulaire-dadhesion": "utiliser-lien-mobilisation",
    "prendre-rdv": "utiliser-lien-mobilisation",
}
