"""Lists of a file that merge element by element: statuses, trips, renunciations, barriers, consents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.vocabulary import TriState, Vocabulary, labels


class StatusSource(Vocabulary):
    """What a status rests on."""

    DECLARED = "declare"
    CERTIFICATE = "attestation"
    NOTICE = "notification"


labels(
    StatusSource,
    {
        StatusSource.DECLARED: "Déclaré",
        StatusSource.CERTIFICATE: "Attestation vue",
        StatusSource.NOTICE: "Notification vue",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A dated situation that opens or closes services and aids (codes ST01…ST26 of the reference)."""

    id: RecordId
    subject: RecordId
    code: str
    value: TriState = TriState.UNKNOWN
    start_on: date | None = None
    end_on: date | None = None
    source: StatusSource = StatusSource.DECLARED
    note: str = ""

    def holds_on(self, day: date) -> TriState:
        """Say whether the status holds on `day`: an expired or future « oui » is unknown, never yes."""
        if self.value is not TriState.YES:
            return self.value
        started = self.start_on is None or self.start_on <= day
        ended = self.end_on is not None and self.end_on < day
        return TriState.YES if started and not ended else TriState.UNKNOWN


class TripPurpose(Vocabulary):
    """Why the person travels."""

    WORK = "travail"
    TRAINING = "formation"
    JOB_SEARCH = "recherche_emploi"
    CARE = "soins"
    PAPERWORK = "demarches"
    SHOPPING = "courses"
    CHILDREN = "enfants"
    FAMILY = "famille"
    LEISURE = "loisirs"
    OTHER = "autre"


labels(
    TripPurpose,
    {
        TripPurpose.WORK: "Travail",
        TripPurpose.TRAINING: "Formation",
        TripPurpose.JOB_SEARCH: "Recherche d’emploi",
        TripPurpose.CARE: "Soins",
        TripPurpose.PAPERWORK: "Démarches",
        TripPurpose.SHOPPING: "Courses",
        TripPurpose.CHILDREN: "Enfants, école",
        TripPurpose.FAMILY: "Famille, proches",
        TripPurpose.LEISURE: "Loisirs, vie sociale",
        TripPurpose.OTHER: "Autre",
    },
)


class TravelMode(Vocabulary):
    """How a trip is made today."""

    NONE = ""
    WALK = "marche"
    BICYCLE = "velo"
    TRANSIT = "transport_collectif"
    ON_DEMAND = "transport_demande"
    CARPOOL = "covoiturage"
    PASSENGER = "conduit_par_un_proche"
    MOPED = "deux_roues"
    CAR = "voiture"
    TAXI = "taxi"
    MIXED = "plusieurs"


labels(
    TravelMode,
    {
        TravelMode.NONE: "Pas de solution aujourd’hui",
        TravelMode.WALK: "À pied",
        TravelMode.BICYCLE: "Vélo",
        TravelMode.TRANSIT: "Bus, car ou train",
        TravelMode.ON_DEMAND: "Transport à la demande",
        TravelMode.CARPOOL: "Covoiturage",
        TravelMode.PASSENGER: "Avec un proche",
        TravelMode.MOPED: "Scooter ou moto",
        TravelMode.CAR: "Voiture",
        TravelMode.TAXI: "Taxi",
        TravelMode.MIXED: "Plusieurs modes",
    },
)

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
"""Days in the order of the flags of `Trip.days`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """A usual trip of the person, wanted or made."""

    id: RecordId
    subject: RecordId
    position: int = 0
    is_main: bool = False
    purpose: TripPurpose = TripPurpose.WORK
    origin: str = ""
    destination: str = ""
    destination_commune: str = ""
    destination_insee: str = ""
    distance_km: float | None = None
    """Kilometres, one way."""
    duration_min: int | None = None
    """Minutes, one way."""
    days: str = ""
    """Seven flags from Monday: « 1111100 »."""
    leave_at: time | None = None
    return_at: time | None = None
    mode: TravelMode = TravelMode.NONE
    monthly_cost: int | None = None
    """Euros."""
    note: str = ""

    @property
    def days_per_week(self) -> int:
        """Return how many days a week the trip is made."""
        return self.days.count("1")


class RenunciationKind(Vocabulary):
    """What the person gave up in the last twelve months for want of transport."""

    JOB = "emploi"
    TRAINING = "formation"
    CARE = "soins"
    PAPERWORK = "demarches"
    SOCIAL = "vie_sociale"
    SHOPPING = "courses"


labels(
    RenunciationKind,
    {
        RenunciationKind.JOB: "Un emploi ou un entretien",
        RenunciationKind.TRAINING: "Une formation",
        RenunciationKind.CARE: "Des soins",
        RenunciationKind.PAPERWORK: "Des démarches",
        RenunciationKind.SOCIAL: "Des proches, des loisirs",
        RenunciationKind.SHOPPING: "Des courses",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Renunciation:
    """Something given up, or not, in the last twelve months for want of transport."""

    id: RecordId
    subject: RecordId
    kind: RenunciationKind
    value: TriState = TriState.UNKNOWN
    asked_on: date | None = None
    note: str = ""


class BarrierOrigin(Vocabulary):
    """Who sees the barrier."""

    DECLARED = "declare"
    OBSERVED = "observe"


labels(BarrierOrigin, {BarrierOrigin.DECLARED: "Déclaré", BarrierOrigin.OBSERVED: "Observé"})

INTENSITIES = ("levé", "à organiser", "fort", "bloquant")
"""Words of the intensities 0 to 3 of a barrier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Barrier:
    """A barrier to mobility (codes of the reference), from 0 lifted to 3 blocking."""

    id: RecordId
    subject: RecordId
    code: str
    wording: str = ""
    """The same barrier in the person's words; empty: the label of the reference."""
    intensity: int = 2
    origin: BarrierOrigin = BarrierOrigin.DECLARED
    since: date | None = None
    lifted_on: date | None = None
    means: str = ""
    private: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.intensity <= 3:
            raise ValueError("an intensity goes from 0 to 3")

    @property
    def is_open(self) -> bool:
        """Say whether the barrier still stands."""
        return self.lifted_on is None and self.intensity > 0

    @property
    def word(self) -> str:
        """Return the word of the intensity."""
        return INTENSITIES[0] if not self.is_open else INTENSITIES[self.intensity]


class ConsentKind(Vocabulary):
    """What the person was told or agreed to."""

    NOTICE = "notice_remise"
    SHARE_PRESCRIBER = "partage_prescripteur"
    SHARE_PARTNERS = "partage_partenaires"
    CONTACT_AFTER = "contact_apres_sortie"


labels(
    ConsentKind,
    {
        ConsentKind.NOTICE: "Notice d’information remise",
        ConsentKind.SHARE_PRESCRIBER: "Partage avec le prescripteur",
        ConsentKind.SHARE_PARTNERS: "Partage avec les partenaires du plan",
        ConsentKind.CONTACT_AFTER: "Contact après la sortie",
    },
)


class ConsentChannel(Vocabulary):
    """How an agreement was given."""

    UNKNOWN = ""
    PAPER = "papier"
    ORAL = "oral"
    EMAIL = "courriel"
    PRESCRIBER = "prescripteur"

    @property
    def manner(self) -> str:
        """Return how, in the middle of a sentence; nothing while nobody said so."""
        return self.label.lower() if self.value else ""


labels(
    ConsentChannel,
    {
        ConsentChannel.UNKNOWN: "Non précisé",
        ConsentChannel.PAPER: "Signé sur papier",
        ConsentChannel.ORAL: "Dit pendant l’entretien",
        ConsentChannel.EMAIL: "Par courriel",
        ConsentChannel.PRESCRIBER: "Recueilli par le prescripteur",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """An information given or an agreement, dated and withdrawable."""

    id: RecordId
    subject: RecordId
    kind: ConsentKind
    value: TriState = TriState.UNKNOWN
    given_on: date | None = None
    withdrawn_on: date | None = None
    channel: ConsentChannel = ConsentChannel.UNKNOWN
    note: str = ""

    @property
    def holds(self) -> bool:
        """Say whether the agreement holds: given, and not withdrawn."""
        return self.value is TriState.YES and self.withdrawn_on is None
