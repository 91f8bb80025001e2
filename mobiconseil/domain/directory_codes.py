"""The closed lists of the directory: the codes of the public data model, with the words people read."""

from __future__ import annotations

from mobiconseil.domain.vocabulary import Vocabulary, labels


class OfferKind(Vocabulary):
    """What a service gives (data·inclusion v1, `type`)."""

    SUPPORT = "accompagnement"
    FINANCIAL_AID = "aide-financiere"
    MATERIAL_AID = "aide-materielle"
    WORKSHOP = "atelier"
    TRAINING = "formation"
    INFORMATION = "information"
    UNKNOWN = ""


labels(
    OfferKind,
    {
        OfferKind.SUPPORT: "Accompagnement",
        OfferKind.FINANCIAL_AID: "Aide financière",
        OfferKind.MATERIAL_AID: "Aide matérielle",
        OfferKind.WORKSHOP: "Atelier",
        OfferKind.TRAINING: "Formation",
        OfferKind.INFORMATION: "Information",
        OfferKind.UNKNOWN: "Non renseigné",
    },
)


class Fees(Vocabulary):
    """Whether the service costs the person something (data·inclusion v1, `frais`)."""

    FREE = "gratuit"
    PAID = "payant"
    UNKNOWN = ""


labels(Fees, {Fees.FREE: "Gratuit", Fees.PAID: "Payant", Fees.UNKNOWN: "Non renseigné"})


class AccessMode(Vocabulary):
    """Where the service is given (data·inclusion v1, `modes_accueil`)."""

    REMOTE = "a-distance"
    ON_SITE = "en-presentiel"


labels(AccessMode, {AccessMode.REMOTE: "À distance", AccessMode.ON_SITE: "Sur place"})


class MobilisationMode(Vocabulary):
    """How to ask for the service (data·inclusion v1, `modes_mobilisation`)."""

    EMAIL = "envoyer-un-courriel"
    COME = "se-presenter"
    PHONE = "telephoner"
    LINK = "utiliser-lien-mobilisation"


labels(
    MobilisationMode,
    {
        MobilisationMode.EMAIL: "Envoyer un courriel",
        MobilisationMode.COME: "Se présenter",
        MobilisationMode.PHONE: "Téléphoner",
        MobilisationMode.LINK: "Utiliser le lien",
    },
)


class MobilisableBy(Vocabulary):
    """Who may ask for the service (data·inclusion v1, `mobilisable_par`)."""

    PERSON = "usagers"
    PROFESSIONAL = "professionnels"


labels(MobilisableBy, {MobilisableBy.PERSON: "La personne elle-même", MobilisableBy.PROFESSIONAL: "Un professionnel"})


class Audience(Vocabulary):
    """Who the service is for (data·inclusion v1, `publics`); one of them is enough."""

    EVERYBODY = "tous-publics"
    WORKERS = "actifs"
    MINIMUM_INCOME = "beneficiaires-des-minimas-sociaux"
    JOB_SEEKERS = "demandeurs-emploi"
    STUDENTS = "etudiants"
    FAMILIES = "familles"
    WOMEN = "femmes"
    YOUNG = "jeunes"
    DISABLED = "personnes-en-situation-de-handicap"
    EMERGENCY = "personnes-en-situation-durgence"
    LEGAL = "personnes-en-situation-juridique-specifique"
    EXILED = "personnes-exilees"
    PRIORITY_AREAS = "residents-qpv-frr"
    SENIORS = "seniors"


labels(
    Audience,
    {
        Audience.EVERYBODY: "Tous publics",
        Audience.WORKERS: "Actifs",
        Audience.MINIMUM_INCOME: "Bénéficiaires de minima sociaux",
        Audience.JOB_SEEKERS: "Demandeurs d’emploi",
        Audience.STUDENTS: "Étudiants",
        Audience.FAMILIES: "Familles",
        Audience.WOMEN: "Femmes",
        Audience.YOUNG: "Jeunes",
        Audience.DISABLED: "Personnes en situation de handicap",
        Audience.EMERGENCY: "Personnes en situation d’urgence",
        Audience.LEGAL: "Personnes en situation juridique spécifique",
        Audience.EXILED: "Personnes exilées",
        Audience.PRIORITY_AREAS: "Habitants d’un quartier prioritaire ou d’une zone rurale à revitaliser",
        Audience.SENIORS: "Seniors",
    },
)


class Theme(Vocabulary):
    """The themes of mobility (data·inclusion v1, `thematiques`); other themes keep their code."""

    VEHICLE = "mobilite--acceder-a-un-vehicule"
    REPAIR = "mobilite--entretenir-reparer-son-vehicule"
    SUPPORT = "mobilite--etre-accompagne-dans-son-parcours-mobilite"
    FUNDING = "mobilite--financer-ma-mobilite"
    LICENCE = "mobilite--preparer-un-permis"
    SHARED = "mobilite--mobilite-douce-partagee-collective"


labels(
    Theme,
    {
        Theme.VEHICLE: "Accéder à un véhicule",
        Theme.REPAIR: "Entretenir, réparer son véhicule",
        Theme.SUPPORT: "Être accompagné dans son parcours mobilité",
        Theme.FUNDING: "Financer sa mobilité",
        Theme.LICENCE: "Préparer un permis",
        Theme.SHARED: "Mobilité douce, partagée, collective",
    },
)


class ImportKind(Vocabulary):
    """What kind of file an import read."""

    DATA_INCLUSION_V1 = "data-inclusion-v1"
    DATA_INCLUSION_V0 = "data-inclusion-v0"
    DORA = "dora"
    TABLE = "tableau"
    GEOJSON = "geojson"
    CARPOOL = "bnlc"
    DEMO = "demonstration"


labels(
    ImportKind,
    {
        ImportKind.DATA_INCLUSION_V1: "data·inclusion, version 1",
        ImportKind.DATA_INCLUSION_V0: "data·inclusion, version 0",
        ImportKind.DORA: "Export de DORA",
        ImportKind.TABLE: "Tableau",
        ImportKind.GEOJSON: "GeoJSON",
        ImportKind.CARPOOL: "Aires de covoiturage",
        ImportKind.DEMO: "Démonstration",
    },
)


class FreshnessTone(Vocabulary):
    """How much a sheet can be trusted today."""

    FRESH = "a-jour"
    AGEING = "a-verifier"
    STALE = "perime"


labels(
    FreshnessTone,
    {FreshnessTone.FRESH: "À jour", FreshnessTone.AGEING: "À revérifier", FreshnessTone.STALE: "Périmé"},
)
