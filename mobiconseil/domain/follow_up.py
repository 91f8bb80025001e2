"""What happened (contacts), what is planned (appointments) and what must not be forgotten (recalls)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.vocabulary import Vocabulary, labels

DURATIONS_MIN = (15, 30, 45, 60, 90)
"""Minutes of the duration buttons."""


class ContactKind(Vocabulary):
    """What kind of fact a contact is."""

    MEETING = "rendez_vous"
    CALL = "appel"
    EMAIL = "courriel"
    SMS = "sms"
    VISIT = "visite"
    ACCOMPANIED = "trajet_accompagne"
    GROUP = "atelier"
    POST = "courrier"
    PRESCRIPTION = "prescription_recue"
    PARTNER = "echange_partenaire"
    NOTE = "note"
    LIFE_EVENT = "evenement_de_vie"
    DROP_IN = "passage_permanence"

    @property
    def reaches_person(self) -> bool:
        """Say whether the fact counts as a contact with the person (retention clock)."""
        return self not in {ContactKind.PRESCRIPTION, ContactKind.PARTNER, ContactKind.NOTE}


labels(
    ContactKind,
    {
        ContactKind.MEETING: "Rendez-vous",
        ContactKind.CALL: "Appel",
        ContactKind.EMAIL: "Courriel",
        ContactKind.SMS: "SMS",
        ContactKind.VISIT: "Visite à domicile",
        ContactKind.ACCOMPANIED: "Trajet accompagné",
        ContactKind.GROUP: "Atelier ou séance collective",
        ContactKind.POST: "Courrier",
        ContactKind.PRESCRIPTION: "Prescription reçue",
        ContactKind.PARTNER: "Échange avec un partenaire",
        ContactKind.NOTE: "Note",
        ContactKind.LIFE_EVENT: "Événement de vie",
        ContactKind.DROP_IN: "Passage à la permanence",
    },
)


class ContactOutcome(Vocabulary):
    """How the contact went; an absence is never called unjustified."""

    NONE = ""
    DONE = "fait"
    NOT_REACHED = "non_joint"
    MESSAGE = "message_laisse"
    ABSENT = "absent"
    EXCUSED = "excuse"
    POSTPONED = "reporte"


labels(
    ContactOutcome,
    {
        ContactOutcome.NONE: "Non précisé",
        ContactOutcome.DONE: "Fait",
        ContactOutcome.NOT_REACHED: "Pas joint",
        ContactOutcome.MESSAGE: "Message laissé",
        ContactOutcome.ABSENT: "Absence",
        ContactOutcome.EXCUSED: "Absence excusée",
        ContactOutcome.POSTPONED: "Reporté",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A fact of the follow-up, dated in UTC."""

    id: RecordId
    subject: RecordId
    kind: ContactKind = ContactKind.NOTE
    at: datetime
    duration_min: int | None = None
    place: str = ""
    outcome: ContactOutcome = ContactOutcome.DONE
    text: str = ""
    private: bool = False
    adviser: str = ""
    appointment_id: RecordId | None = None

    @property
    def reached(self) -> bool:
        """Say whether the person was really reached."""
        missed = {ContactOutcome.NOT_REACHED, ContactOutcome.ABSENT, ContactOutcome.POSTPONED, ContactOutcome.MESSAGE}
        return self.kind.reaches_person and self.outcome not in missed


class AppointmentState(Vocabulary):
    """What became of an appointment."""

    PLANNED = "prevu"
    KEPT = "honore"
    ABSENT = "absent"
    EXCUSED = "excuse"
    CANCELLED = "annule"


labels(
    AppointmentState,
    {
        AppointmentState.PLANNED: "Prévu",
        AppointmentState.KEPT: "Honoré",
        AppointmentState.ABSENT: "Absence",
        AppointmentState.EXCUSED: "Absence excusée",
        AppointmentState.CANCELLED: "Annulé",
    },
)


class AppointmentChannel(Vocabulary):
    """How the person and the adviser meet."""

    ON_SITE = "sur_place"
    PHONE = "telephone"
    HOME = "domicile"
    OUTSIDE = "exterieur"
    VIDEO = "visio"


labels(
    AppointmentChannel,
    {
        AppointmentChannel.ON_SITE: "Sur place",
        AppointmentChannel.PHONE: "Par téléphone",
        AppointmentChannel.HOME: "À domicile",
        AppointmentChannel.OUTSIDE: "Sur le trajet",
        AppointmentChannel.VIDEO: "En visio",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """A planned meeting, dated in UTC."""

    id: RecordId
    subject: RecordId
    at: datetime
    duration_min: int = 45
    reason: str = ""
    place: str = ""
    channel: AppointmentChannel = AppointmentChannel.ON_SITE
    state: AppointmentState = AppointmentState.PLANNED
    adviser: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """Somebody to call back, or something to check, on a day."""

    id: RecordId
    subject: RecordId
    due_on: date
    reason: str = ""
    done_on: date | None = None
    step_id: RecordId | None = None
    adviser: str = ""

    @property
    def is_open(self) -> bool:
        """Say whether it remains to be done."""
        return self.done_on is None


class DocumentKind(Vocabulary):
    """A paper that was made, or a piece that was seen (never copied)."""

    PERSON_PLAN = "plan_personne"
    PROFESSIONAL_PLAN = "plan_professionnel"
    PRESCRIBER_SUMMARY = "synthese_prescripteur"
    REFERRAL = "fiche_orientation"
    TRIP_COMPARISON = "comparaison_trajet"
    ASSESSMENT_REPORT = "compte_rendu_diagnostic"
    QUESTIONNAIRE = "questionnaire"
    NOTICE = "notice_information"
    SEEN = "piece_vue"


labels(
    DocumentKind,
    {
        DocumentKind.PERSON_PLAN: "Plan pour la personne",
        DocumentKind.PROFESSIONAL_PLAN: "Plan professionnel",
        DocumentKind.PRESCRIBER_SUMMARY: "Synthèse pour le prescripteur",
        DocumentKind.REFERRAL: "Fiche d’orientation",
        DocumentKind.TRIP_COMPARISON: "Comparaison des façons de se déplacer",
        DocumentKind.ASSESSMENT_REPORT: "Compte rendu du diagnostic",
        DocumentKind.QUESTIONNAIRE: "Questionnaire vierge",
        DocumentKind.NOTICE: "Notice d’information",
        DocumentKind.SEEN: "Pièce vue",
    },
)


class DocumentMedium(Vocabulary):
    """Where the paper went."""

    PRINTED = "imprime"
    SAVED = "enregistre"
    SEEN = "vu"


labels(
    DocumentMedium,
    {
        DocumentMedium.PRINTED: "Imprimé",
        DocumentMedium.SAVED: "Enregistré en PDF",
        DocumentMedium.SEEN: "Vu pendant l’entretien",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The trace of a paper that left the laptop, or of a piece that was seen; never its content."""

    id: RecordId
    subject: RecordId
    kind: DocumentKind
    medium: DocumentMedium = DocumentMedium.PRINTED
    made_at: datetime
    title: str = ""
    pages: int | None = None
    adviser: str = ""
