"""The closed lists of a referral: where it stands, how it was sent, why it failed, what its sheet may show."""

from __future__ import annotations

from mobiconseil.domain.vocabulary import Vocabulary, labels


class ReferralState(Vocabulary):
    """Where a referral stands."""

    DRAFT = "brouillon"
    SENT = "ouverte"
    ACCEPTED = "validee"
    REFUSED = "refusee"
    EXPIRED = "expiree"

    @property
    def is_waiting(self) -> bool:
        """Say whether an answer is awaited."""
        return self is ReferralState.SENT

    @property
    def is_answered(self) -> bool:
        """Say whether nothing more is awaited from the service."""
        return self in {ReferralState.ACCEPTED, ReferralState.REFUSED, ReferralState.EXPIRED}


labels(
    ReferralState,
    {
        ReferralState.DRAFT: "Brouillon",
        ReferralState.SENT: "Envoyée",
        ReferralState.ACCEPTED: "Acceptée",
        ReferralState.REFUSED: "Refusée",
        ReferralState.EXPIRED: "Sans réponse",
    },
)


class RefusalReason(Vocabulary):
    """Why a service did not take the person."""

    NONE = ""
    NOT_REACHED = "beneficiaire-non-joignable"
    ABSENT = "beneficiaire-absent"
    EMPLOYED = "beneficiaire-en-emploi"
    IN_TRAINING = "beneficiaire-en-formation"
    NOT_ELIGIBLE = "beneficiaire-non-eligible"
    NOT_MOBILE = "beneficiaire-non-mobile"
    NOT_INTERESTED = "beneficiaire-non-interesse"
    OTHER_BARRIERS = "freins-peripheriques"
    FULL = "session-complete"
    DOUBLE = "orientation-en-doublon"

    @property
    def unavailability(self) -> str:
        """Return the unavailability code that this reason suggests, or an empty text."""
        return _UNAVAILABILITY.get(self, "")


_UNAVAILABILITY = {
    RefusalReason.EMPLOYED: "ELIGIBILITE",
    RefusalReason.IN_TRAINING: "ELIGIBILITE",
    RefusalReason.NOT_ELIGIBLE: "ELIGIBILITE",
    RefusalReason.NOT_MOBILE: "ELOIGNEMENT",
    RefusalReason.NOT_INTERESTED: "REFUS_PERSONNE",
    RefusalReason.OTHER_BARRIERS: "ACCESSIBILITE",
    RefusalReason.FULL: "SATURATION",
}

labels(
    RefusalReason,
    {
        RefusalReason.NONE: "Non précisé",
        RefusalReason.NOT_REACHED: "Personne non jointe",
        RefusalReason.ABSENT: "Absence au rendez-vous",
        RefusalReason.EMPLOYED: "En emploi",
        RefusalReason.IN_TRAINING: "En formation",
        RefusalReason.NOT_ELIGIBLE: "Critère non rempli",
        RefusalReason.NOT_MOBILE: "Ne peut pas s’y rendre",
        RefusalReason.NOT_INTERESTED: "La personne ne souhaite pas",
        RefusalReason.OTHER_BARRIERS: "D’autres freins à lever d’abord",
        RefusalReason.FULL: "Service complet",
        RefusalReason.DOUBLE: "Orientation en double",
    },
)


class ReferralChannel(Vocabulary):
    """How a referral was sent."""

    UNKNOWN = ""
    EMAIL = "courriel"
    PHONE = "telephone"
    POST = "courrier"
    PLATFORM = "plateforme"
    BY_HAND = "en_main_propre"


labels(
    ReferralChannel,
    {
        ReferralChannel.UNKNOWN: "Non précisé",
        ReferralChannel.EMAIL: "Par courriel",
        ReferralChannel.PHONE: "Par téléphone",
        ReferralChannel.POST: "Par courrier",
        ReferralChannel.PLATFORM: "Sur une plateforme",
        ReferralChannel.BY_HAND: "Remise à la personne",
    },
)


class SharedPart(Vocabulary):
    """A part of the file that the person may let a referral sheet show."""

    CONTACT = "coordonnees"
    ADDRESS = "adresse"
    SITUATION = "situation"
    TRIPS = "trajets"
    DEADLINE = "echeance"
    LICENCE = "permis_vehicule"
    NEED = "besoin"
    AIDS = "aides_demandees"


labels(
    SharedPart,
    {
        SharedPart.CONTACT: "Téléphone et courriel",
        SharedPart.ADDRESS: "Adresse",
        SharedPart.SITUATION: "Situation et statuts",
        SharedPart.TRIPS: "Lieux et horaires à atteindre",
        SharedPart.DEADLINE: "Échéance",
        SharedPart.LICENCE: "Permis et véhicule",
        SharedPart.NEED: "Demande et besoin analysé",
        SharedPart.AIDS: "Aides déjà demandées",
    },
)
