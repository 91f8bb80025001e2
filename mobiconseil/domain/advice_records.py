"""What is kept of the advice: answers, choices, referrals, requests for aid, unmet needs, and what a structure adds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mobiconseil.domain.beneficiary import ContactPreference
from mobiconseil.domain.identity import RecordId, element_id
from mobiconseil.domain.referral_codes import ReferralChannel, ReferralState, RefusalReason, SharedPart
from mobiconseil.domain.situation import ConsentChannel
from mobiconseil.domain.vocabulary import TriState, Vocabulary, labels

ADVICE_ROOT = RecordId(b"mobiconseil-adv.")
"""Parent of the shared records that every laptop of a team makes alike: rules and local aids."""

RECALL_DAYS = 10
"""Days after which a referral without answer comes back."""

URGENT_RECALL_DAYS = 2
"""The same for an urgent one: its sheet asks for an answer within 48 hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the person answered to a question asked while sorting services and aids."""

    id: RecordId
    subject: RecordId
    question: str
    """Code of the question in the reference."""
    value: TriState = TriState.UNKNOWN
    answered_on: date | None = None


class ChoiceState(Vocabulary):
    """What was decided of a service or an aid that was found."""

    KEPT = "retenu"
    DISCARDED = "ecarte"


labels(ChoiceState, {ChoiceState.KEPT: "Retenu", ChoiceState.DISCARDED: "Écarté"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A service, an aid or a service of the catalogue that was kept or discarded for a person."""

    id: RecordId
    subject: RecordId
    key: str
    """« service:<hex> », « aid:<code> » or « catalogue:F2-07 »."""
    service_id: RecordId | None = None
    aid: str = ""
    """Code of the aid."""
    state: ChoiceState = ChoiceState.KEPT
    reason: str = ""
    """One of the seven unavailability codes, when it was discarded."""
    note: str = ""
    decided_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """A person sent to a service; the words of the service are copied, so the sheet stays true without it."""

    id: RecordId
    subject: RecordId
    state: ReferralState = ReferralState.DRAFT
    service_id: RecordId | None = None
    service_code: str = ""
    """Code of the catalogue."""
    service_name: str = ""
    organisation: str = ""
    recipient_name: str = ""
    recipient_phone: str = ""
    recipient_email: str = ""
    reason: str = ""
    """Why the person is sent there."""
    requirements: str = ""
    """The criteria of the service, as the sheet states them."""
    urgent: bool = False
    """Within 48 hours."""
    availability: str = ""
    contact_preference: ContactPreference = ContactPreference.UNKNOWN
    shared: str = ""
    """Codes of the parts of the file (`SharedPart`) that the person lets the sheet show, one space between two."""
    consent_on: date | None = None
    """Day the person agreed to be sent there; nothing is sent without it."""
    consent_channel: ConsentChannel = ConsentChannel.UNKNOWN
    channel: ReferralChannel = ReferralChannel.UNKNOWN
    sent_on: date | None = None
    answered_on: date | None = None
    starts_on: date | None = None
    """Day the service takes the person."""
    observed_days: int | None = None
    """Days between the sending and the service, as they really were."""
    refusal: RefusalReason = RefusalReason.NONE
    unavailability: str = ""
    """One of the seven codes of the reference, when it was refused or had no answer."""
    unavailability_detail: str = ""
    unavailability_days: int | None = None
    """Days announced by a service that is full."""
    note: str = ""
    adviser: str = ""
    step_id: RecordId | None = None
    recall_id: RecordId | None = None
    """The recall that comes back while no answer came."""

    @property
    def answer_days(self) -> int:
        """Return the days that the service has to answer: the sheet says so, and the recall comes back then."""
        return URGENT_RECALL_DAYS if self.urgent else RECALL_DAYS

    @property
    def consented(self) -> bool:
        """Say whether the person agreed to be sent there."""
        return self.consent_on is not None

    def shares(self, part: SharedPart) -> bool:
        """Say whether the sheet may show a part of the file."""
        return self.consented and part.value in self.shared.split()


class AidRequestState(Vocabulary):
    """Where a request for an aid stands."""

    TO_ASK = "a_demander"
    ASKED = "demandee"
    GRANTED = "accordee"
    REFUSED = "refusee"
    DROPPED = "sans_suite"

    @property
    def is_open(self) -> bool:
        """Say whether something is still to be done or awaited."""
        return self in {AidRequestState.TO_ASK, AidRequestState.ASKED}


labels(
    AidRequestState,
    {
        AidRequestState.TO_ASK: "À demander",
        AidRequestState.ASKED: "Demandée",
        AidRequestState.GRANTED: "Accordée",
        AidRequestState.REFUSED: "Refusée",
        AidRequestState.DROPPED: "Sans suite",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AidRequest:
    """An aid asked for a person: amounts in euros, who decides, what is missing."""

    id: RecordId
    subject: RecordId
    aid: str = ""
    """Code of the aid, shipped or local; empty for an aid that is in no list."""
    name: str = ""
    body: str = ""
    """Who decides."""
    state: AidRequestState = AidRequestState.TO_ASK
    cost_total: float | None = None
    """What the thing costs in all."""
    asked_amount: float | None = None
    granted_amount: float | None = None
    asked_on: date | None = None
    decided_on: date | None = None
    papers: str = ""
    """What must be given, one piece per line."""
    papers_complete: bool = False
    unavailability: str = ""
    """One of the seven codes of the reference, when it was refused."""
    note: str = ""
    adviser: str = ""
    step_id: RecordId | None = None
    recall_id: RecordId | None = None

    @property
    def remainder(self) -> float | None:
        """Return what the person still pays once this aid is granted, or None while the cost is unknown."""
        return remainder_of((self,))


def remainder_of(requests: Iterable[AidRequest]) -> float | None:
    """Return what the person still pays of one expense with all the aids granted for it; None for an unknown cost."""
    known = tuple(requests)
    cost = max((request.cost_total for request in known if request.cost_total is not None), default=None)
    if cost is None:
        return None
    granted = sum(r.granted_amount or 0.0 for r in known if r.state is AidRequestState.GRANTED)
    return max(0.0, round(cost - granted, 2))


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmetNeed:
    """A service that a person needed and could not have, where she lives, and why."""

    id: RecordId
    subject: RecordId
    service_code: str = ""
    """Code of the catalogue."""
    commune: str = ""
    insee_code: str = ""
    reason: str = "INEXISTANT"
    """One of the seven unavailability codes."""
    noted_on: date | None = None
    note: str = ""
    referral_id: RecordId | None = None
    """The referral that failed, when the need comes from one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalAid:
    """An aid that the structure adds to those of the reference; lists of codes have one space between two.

    A record that has the code of a shipped aid corrects it: a field left empty is as it ships.
    """

    id: RecordId
    subject: RecordId | None = None
    code: str
    """Stable, starts with « local_ », or is the code of the shipped aid that the record corrects."""
    name: str = ""
    description: str = ""
    family: str = ""
    catalogue: str = ""
    """Service of the catalogue, such as « F3-01 »."""
    decided_by: str = ""
    amount: str = ""
    """In words: « 50 % du devis »."""
    ceiling: int | None = None
    """Euros at most."""
    period: str = ""
    """How often it can be had: « une fois par an »."""
    papers: str = ""
    """What must be given, one piece per line."""
    ask_before: bool | None = None
    """To be asked before any money is spent."""
    cumulation: str = ""
    excludes: str = ""
    """Codes of the aids that cannot be had with it."""
    publics: str = ""
    """Codes of the audiences; one of them is enough."""
    statuses: str = ""
    """Codes of the statuses; one of them is enough."""
    min_age: int | None = None
    max_age: int | None = None
    zones: str = ""
    """COG codes of where people must live; empty is « not said », never « everywhere »."""
    licence_needed: bool | None = None
    licence_seniority_years: int | None = None
    max_income_quotient: int | None = None
    deposit: int | None = None
    needs_registration: bool | None = None
    """Registered with the public employment service."""
    min_distance_km: float | None = None
    """There and back."""
    max_distance_km: float | None = None
    """There and back."""
    min_duration_min: int | None = None
    """There and back."""
    questions: str = ""
    """Codes of the questions whose answer must be yes."""
    conditions: str = ""
    """What no criterion can say, in words."""
    phone: str = ""
    email: str = ""
    source_title: str = ""
    source_url: str = ""
    verified_on: date | None = None
    verified_by: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    abolished_on: date | None = None
    volatility: str = "V2"
    """« V1 », « V2 » or « V3 »."""
    private_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleEntry:
    """What a structure says of a rule: switched off, or its own text in the language of the rules."""

    id: RecordId
    subject: RecordId | None = None
    code: str
    active: bool = True
    text: str = ""
    """TOML of the structure's own rule; empty for a rule of the reference that is only switched."""
    changed_on: date | None = None
    author: str = ""


def answer_id(subject: RecordId, question: str) -> RecordId:
    """Return the identifier of a person's answer to a question."""
    return element_id(subject, f"answer/{question}")


def choice_id(subject: RecordId, key: str) -> RecordId:
    """Return the identifier of what was decided of a service or an aid for a person."""
    return element_id(subject, f"choice/{key}")


def local_aid_id(code: str) -> RecordId:
    """Return the identifier of a local aid: two laptops that import the same file make the same aid."""
    return element_id(ADVICE_ROOT, f"aid/{code}")


def rule_entry_id(code: str) -> RecordId:
    """Return the identifier of what the structure says of a rule."""
    return element_id(ADVICE_ROOT, f"rule/{code}")


def service_key(service: RecordId) -> str:
    """Return the key of a service of the directory."""
    return f"service:{service.hex()}"


def aid_key(code: str) -> str:
    """Return the key of an aid."""
    return f"aid:{code}"


def catalogue_key(code: str) -> str:
    """Return the key of a service of the catalogue that nobody offers near here."""
    return f"catalogue:{code}"


def need_key(need: UnmetNeed) -> tuple[str, str, str]:
    """Return what an unmet need is about: the service, the place and the reason; one of each in a file."""
    return (need.service_code, need.insee_code or need.commune, need.reason)


def unmet_need_id(subject: RecordId, service_code: str, place: str, reason: str) -> RecordId:
    """Return the identifier of an unmet need: noting it twice notes it once."""
    return element_id(subject, f"unmet/{service_code}/{place}/{reason}")
