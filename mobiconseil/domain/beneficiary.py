"""The person followed by an adviser, her situation and where her file stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mobiconseil.domain.civility import Civility
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.vocabulary import TriState, Vocabulary, labels


class FileState(Vocabulary):
    """Where a file stands; any change is dated in the history."""

    CONTACT = "contact"
    PRESCRIBED = "prescrit"
    WELCOMED = "accueilli"
    ASSESSMENT = "en_diagnostic"
    UNDERWAY = "en_parcours"
    PAUSED = "en_pause"
    LEFT = "sorti"
    AFTER = "suivi_post"
    ARCHIVED = "archive"

    @property
    def is_over(self) -> bool:
        """Say whether the person left."""
        return self in {FileState.LEFT, FileState.AFTER, FileState.ARCHIVED}


labels(
    FileState,
    {
        FileState.CONTACT: "Premier contact",
        FileState.PRESCRIBED: "Prescrit",
        FileState.WELCOMED: "Accueilli",
        FileState.ASSESSMENT: "En diagnostic",
        FileState.UNDERWAY: "En parcours",
        FileState.PAUSED: "En pause",
        FileState.LEFT: "Sorti",
        FileState.AFTER: "Suivi après sortie",
        FileState.ARCHIVED: "Archivé",
    },
)


class ArrivalChannel(Vocabulary):
    """How the person came."""

    UNKNOWN = ""
    PRESCRIBER = "prescripteur"
    SELF = "elle_meme"
    PHONE = "telephone"
    DROP_IN = "permanence"
    GROUP = "information_collective"
    RELATIVE = "entourage"
    OTHER = "autre"


labels(
    ArrivalChannel,
    {
        ArrivalChannel.UNKNOWN: "Non renseigné",
        ArrivalChannel.PRESCRIBER: "Prescription",
        ArrivalChannel.SELF: "De sa propre initiative",
        ArrivalChannel.PHONE: "Appel téléphonique",
        ArrivalChannel.DROP_IN: "Permanence",
        ArrivalChannel.GROUP: "Information collective",
        ArrivalChannel.RELATIVE: "Par l’entourage",
        ArrivalChannel.OTHER: "Autre",
    },
)


class PrescriberKind(Vocabulary):
    """The kind of body that sent the person."""

    NONE = ""
    SELF = "elle_meme"
    FRANCE_TRAVAIL = "france_travail"
    MISSION_LOCALE = "mission_locale"
    CAP_EMPLOI = "cap_emploi"
    DEPARTMENT = "departement"
    CCAS = "ccas"
    SIAE = "siae"
    MSA = "msa"
    TRAINING = "organisme_formation"
    ASSOCIATION = "association"
    EMPLOYER = "employeur"
    HEALTH = "sante"
    OTHER = "autre"


labels(
    PrescriberKind,
    {
        PrescriberKind.NONE: "Non renseigné",
        PrescriberKind.SELF: "Venue d’elle-même",
        PrescriberKind.FRANCE_TRAVAIL: "France Travail",
        PrescriberKind.MISSION_LOCALE: "Mission locale",
        PrescriberKind.CAP_EMPLOI: "Cap emploi",
        PrescriberKind.DEPARTMENT: "Département",
        PrescriberKind.CCAS: "CCAS",
        PrescriberKind.SIAE: "Structure d’insertion (SIAE)",
        PrescriberKind.MSA: "MSA",
        PrescriberKind.TRAINING: "Organisme de formation",
        PrescriberKind.ASSOCIATION: "Association",
        PrescriberKind.EMPLOYER: "Employeur",
        PrescriberKind.HEALTH: "Établissement de santé",
        PrescriberKind.OTHER: "Autre",
    },
)


class ContactPreference(Vocabulary):
    """How the person prefers to be reached."""

    UNKNOWN = ""
    PHONE = "telephone"
    SMS = "sms"
    EMAIL = "courriel"
    REFERENT = "referent"
    POST = "courrier"


labels(
    ContactPreference,
    {
        ContactPreference.UNKNOWN: "Non renseigné",
        ContactPreference.PHONE: "Appel",
        ContactPreference.SMS: "SMS",
        ContactPreference.EMAIL: "Courriel",
        ContactPreference.REFERENT: "Par son référent",
        ContactPreference.POST: "Courrier",
    },
)


class Household(Vocabulary):
    """Who the person lives with."""

    UNKNOWN = ""
    ALONE = "seul"
    ALONE_CHILDREN = "seul_enfants"
    COUPLE = "couple"
    COUPLE_CHILDREN = "couple_enfants"
    PARENTS = "chez_parents"
    HOSTED = "heberge"
    OTHER = "autre"


labels(
    Household,
    {
        Household.UNKNOWN: "Non renseigné",
        Household.ALONE: "Vit sans autre adulte ni enfant",
        Household.ALONE_CHILDREN: "Parent, sans autre adulte",
        Household.COUPLE: "En couple",
        Household.COUPLE_CHILDREN: "En couple, avec enfants",
        Household.PARENTS: "Chez ses parents",
        Household.HOSTED: "Hébergement chez un tiers ou en foyer",
        Household.OTHER: "Autre",
    },
)


class Licence(Vocabulary):
    """The driving licence, as the person declares it."""

    UNKNOWN = ""
    NONE = "aucun"
    THEORY = "code_obtenu"
    LEARNING = "en_cours"
    MOPED = "am"
    MOTORCYCLE = "a"
    CAR = "b"
    CAR_AUTOMATIC = "b_automatique"
    SUSPENDED = "suspendu"
    FOREIGN = "etranger"


labels(
    Licence,
    {
        Licence.UNKNOWN: "Non renseigné",
        Licence.NONE: "Aucun permis",
        Licence.THEORY: "Code obtenu",
        Licence.LEARNING: "Permis en cours",
        Licence.MOPED: "Permis AM (BSR)",
        Licence.MOTORCYCLE: "Permis A1 ou A",
        Licence.CAR: "Permis B",
        Licence.CAR_AUTOMATIC: "Permis B, boîte automatique",
        Licence.SUSPENDED: "Suspendu, annulé ou invalidé",
        Licence.FOREIGN: "Permis étranger à échanger",
    },
)


class Vehicle(Vocabulary):
    """The motor vehicle that the person can use."""

    UNKNOWN = ""
    NONE = "aucun"
    CAR = "voiture"
    CAR_BROKEN = "voiture_hors_usage"
    BORROWED = "emprunt"
    MOPED = "deux_roues"
    MICROCAR = "sans_permis"


labels(
    Vehicle,
    {
        Vehicle.UNKNOWN: "Non renseigné",
        Vehicle.NONE: "Aucun véhicule",
        Vehicle.CAR: "Voiture",
        Vehicle.CAR_BROKEN: "Voiture hors d’usage",
        Vehicle.BORROWED: "Voiture empruntée",
        Vehicle.MOPED: "Scooter ou moto",
        Vehicle.MICROCAR: "Voiture sans permis",
    },
)


class Insurance(Vocabulary):
    """Whether the vehicle is insured."""

    UNKNOWN = ""
    YES = "a_jour"
    THIRD_PARTY = "nom_tiers"
    ENDED = "resiliee"
    NONE = "aucune"


labels(
    Insurance,
    {
        Insurance.UNKNOWN: "Non renseigné",
        Insurance.YES: "À jour, à son nom",
        Insurance.THIRD_PARTY: "Au nom d’un tiers",
        Insurance.ENDED: "Résiliée",
        Insurance.NONE: "Aucune",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beneficiary:
    """A person followed by an adviser, with her situation.

    There is no field for a social security number, and the birth *year* is enough by default.
    """

    id: RecordId
    subject: RecordId
    code: str = ""
    state: FileState = FileState.CONTACT
    entered_on: date | None = None
    left_on: date | None = None
    adviser: str = ""
    """Identifier (hex) of the Adviser record who follows the person."""

    civility: Civility = Civility.NONE
    last_name: str = ""
    first_name: str = ""
    birth_year: int | None = None
    birth_date: date | None = None

    phone: str = ""
    """E.164."""
    phone_other: str = ""
    email: str = ""
    contact_preference: ContactPreference = ContactPreference.UNKNOWN
    availability: str = ""
    address: str = ""
    address_extra: str = ""
    postal_code: str = ""
    commune: str = ""
    insee_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    language: str = ""
    interpreter: TriState = TriState.UNKNOWN
    easy_reading: TriState = TriState.UNKNOWN
    access_needs: str = ""

    arrival: ArrivalChannel = ArrivalChannel.UNKNOWN
    prescriber_kind: PrescriberKind = PrescriberKind.NONE
    prescriber_structure: str = ""
    prescriber_name: str = ""
    prescriber_phone: str = ""
    prescriber_email: str = ""
    prescribed_on: date | None = None
    prescriber_request: str = ""
    """The first assessment of the prescriber, kept as it came."""

    request: str = ""
    """What the person asks, in her words."""
    analysed_need: str = ""
    project: str = ""
    deadline_on: date | None = None
    deadline_label: str = ""
    licence_requested: TriState = TriState.UNKNOWN

    household: Household = Household.UNKNOWN
    children: int | None = None
    youngest_child_age: int | None = None
    family_quotient: int | None = None
    """Euros per month."""
    mobility_budget: int | None = None
    """Euros per month that she can spend on her trips."""

    licence: Licence = Licence.UNKNOWN
    licence_year: int | None = None
    vehicle: Vehicle = Vehicle.UNKNOWN
    vehicle_detail: str = ""
    inspection_until: date | None = None
    insurance: Insurance = Insurance.UNKNOWN
    bicycle: TriState = TriState.UNKNOWN
    smartphone: TriState = TriState.UNKNOWN

    private_note: str = ""
    merged_into: RecordId | None = None

    @property
    def short_name(self) -> str:
        """Return « Mme Sylvie Garnier », or « Sans nom » while nothing is typed."""
        parts = (self.civility.label.strip(), self.first_name.strip(), self.last_name.strip())
        return " ".join(part for part in parts if part) or "Sans nom"

    @property
    def plain_name(self) -> str:
        """Return « Sylvie Garnier », without civility."""
        return " ".join(part for part in (self.first_name.strip(), self.last_name.strip()) if part) or "Sans nom"

    @property
    def initials(self) -> str:
        """Return the initials shown in place of the name on a shared screen."""
        letters = [part[0].upper() for part in (self.first_name.strip(), self.last_name.strip()) if part]
        return "".join(letters) or "?"

    def missing(self) -> tuple[str, ...]:
        """Return what is still needed in a file, as French labels (the minimum a file may require)."""
        needs = (
            ("nom", self.last_name),
            ("prénom", self.first_name),
            ("moyen de contact", self.phone or self.phone_other or self.email or self.address),
            ("commune", self.commune),
            ("date d’entrée", self.entered_on),
        )
        return tuple(label for label, value in needs if not value)


def moved_to(person: Beneficiary, state: FileState, today: date) -> dict[str, object]:
    """Return the fields that change when the file goes to `state`.

    Leaving is dated once; somebody who comes back has no exit any more. Filing away is not leaving.
    """
    left = today if state.is_over and state is not FileState.ARCHIVED else None
    return {"state": state, "left_on": (person.left_on or left) if state.is_over else None}
