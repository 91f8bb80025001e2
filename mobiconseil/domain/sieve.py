"""The sieve: every service and aid in the group that the person's situation puts it in, in an order that never moves.

Inside a group: what the rules propose first, then what they let consider, then the rest, what they put off last; then
what comes too late for her deadline; then the delay, the distance, the title and the key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mobiconseil.domain.advice_records import ChoiceState
from mobiconseil.domain.directory import Freshness
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.vocabulary import TriState, Vocabulary, labels

DEFAULT_RADIUS_KM = 30.0
"""How far services are looked for until the adviser widens: kilometres to travel, detours included."""

WIDER_RADII_KM = (30.0, 60.0, 100.0)
"""What « Élargir » goes through."""


class SieveGroup(Vocabulary):
    """Where a service or an aid falls for one person, in the order of the screen."""

    OPEN_TO_ALL = "ouvert_a_tous"
    OPEN_TO_HER = "selon_sa_situation"
    TO_CHECK = "a_verifier"
    NOT_ELIGIBLE = "non_eligible"


labels(
    SieveGroup,
    {
        SieveGroup.OPEN_TO_ALL: "Ouvert à tous",
        SieveGroup.OPEN_TO_HER: "Ouvert selon sa situation",
        SieveGroup.TO_CHECK: "À vérifier",
        SieveGroup.NOT_ELIGIBLE: "Non éligible",
    },
)


class SieveKind(Vocabulary):
    """What a row of the sieve is."""

    SERVICE = "service"
    AID = "aid"
    CATALOGUE = "catalogue"


labels(
    SieveKind,
    {
        SieveKind.SERVICE: "Service",
        SieveKind.AID: "Aide",
        SieveKind.CATALOGUE: "Service sans réponse près d’ici",
    },
)


class SieveLevel(Vocabulary):
    """How strongly the rules bring a row forward."""

    PROPOSED = "propose"
    CONSIDERED = "consider"
    NONE = ""


labels(
    SieveLevel,
    {
        SieveLevel.PROPOSED: "Préconisé",
        SieveLevel.CONSIDERED: "À envisager",
        SieveLevel.NONE: "Sans préconisation",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A fact that nobody knows yet and that an answer settles in place: « Oui », « Non », « Ne sait pas »."""

    code: str
    text: str
    """« A-t-elle une attestation d’embauche ? »."""
    label: str
    """« Attestation d’embauche »."""
    rows: int = 0
    """How many rows of « À vérifier » wait for it."""
    answer: TriState = TriState.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class SieveRow:
    """One service or aid for one person, with all that its line shows."""

    key: str
    """« service:<hex> », « aid:<code> » or « catalogue:F2-07 »."""
    kind: SieveKind
    title: str
    subtitle: str
    """Who does it and where: « AutoRelais Craonnais, Craon »."""
    family: str
    """« F1 » to « F7 », or empty."""
    catalogue: str
    """« F2-07 », or empty."""
    group: SieveGroup
    note: str = ""
    """« Manque : attestation d’embauche », the criterion that fails, « Supprimée depuis … »; empty when open."""
    waiver: bool = False
    """A criterion fails, and a waiver may be asked."""
    distance_km: float | None = None
    """Estimated kilometres to travel from home."""
    delay_days: int | None = None
    too_late: bool = False
    """It cannot help before her deadline: « 30 j, trop tard »."""
    cost_text: str = ""
    """« ≈ 110 € », « gratuit », « ≤ 1 000 € »; empty when unknown."""
    cost_unit: str = ""
    """« par mois », or empty."""
    co2_kg: int | None = None
    """Estimated for her usual trip, each month."""
    freshness: Freshness | None = None
    """None for a service of the catalogue, which is no sheet."""
    proposed: SieveLevel = SieveLevel.NONE
    immediate: bool = False
    """A rule proposes it as a solution for the meanwhile."""
    deferred: bool = False
    """A rule says « pas maintenant »: `Sieve.deferrals` says why."""
    choice: ChoiceState | None = None
    question: str = ""
    """Code of the question to ask for it first, or empty."""
    service_id: RecordId | None = None
    aid: str = ""

    @property
    def is_open(self) -> bool:
        """Say whether nothing that is known stands against it and nothing is missing."""
        return self.group in {SieveGroup.OPEN_TO_ALL, SieveGroup.OPEN_TO_HER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """A fact that was taken into account: « Ballots – Craon, 12 km »."""

    kind: str
    """« trip », « rhythm », « deadline », « budget », « status »: what its icon shows."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Postponement:
    """« Pas maintenant, parce que… »: what a rule puts off, what comes first, when to look again."""

    rule: str
    services: tuple[str, ...]
    """Codes of the catalogue, « F2-07 »."""
    names: tuple[str, ...]
    reason: str
    """Goes on from « Pas maintenant, parce que »."""
    kind_reason: str
    """The same, said kindly to the person."""
    facts: tuple[str, ...]
    """What the rule read: « Connaissance du code : 0 sur 4 »."""
    first: tuple[str, ...]
    """Names of what to do first."""
    review: str
    review_days: int | None
    to_rate: tuple[str, ...] = ()
    """Items to rate before anybody knows whether it is put off: « à évaluer d’abord (lire) », no « pas maintenant »."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sieve:
    """Everything that was examined for one person at one moment."""

    rows: Sequence[SieveRow]
    """Group after group, in the order of the screen; a line is made when it is read, so thousands cost little."""
    counts: Mapping[SieveGroup, int]
    examined: int
    missing: tuple[Question, ...] = ()
    """The answer that settles most rows first."""
    considered: tuple[Considered, ...] = ()
    deferrals: tuple[Postponement, ...] = ()
    advice: tuple[str, ...] = ()
    """Things to do that are no service, said by the rules."""
    urgent: bool = False
    """Seven days or less to the deadline."""
    deadline: date | None = None
    radius_km: float | None = None
    """Kilometres to travel; None when the whole directory was examined."""
    wider_km: float | None = None
    """What « Élargir » would look at; None when nothing is wider."""
    placed: bool = True
    """False when nobody knows where she lives: then there is no distance."""
    stale: int = 0
    """Sheets that were left out of the proposals because nobody checked them for a long time."""

    def group(self, group: SieveGroup) -> Sequence[SieveRow]:
        """Return the rows of one group."""
        start = 0
        for known in SieveGroup:
            if known is group:
                return self.rows[start : start + self.counts.get(known, 0)]
            start += self.counts.get(known, 0)
        return ()
