"""How a fictional person is described: days count from today, and texts may hold dates as « {d17} »."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.domain.beneficiary import FileState, PrescriberKind
from mobiconseil.domain.civility import Civility
from mobiconseil.domain.follow_up import (
    AppointmentChannel,
    ContactKind,
    ContactOutcome,
    DocumentKind,
    DocumentMedium,
)
from mobiconseil.domain.plan import StepHorizon, StepOrigin, StepState
from mobiconseil.domain.referral_codes import RefusalReason
from mobiconseil.domain.situation import ConsentChannel, ConsentKind, RenunciationKind, StatusSource, TravelMode
from mobiconseil.domain.situation import TripPurpose as Purpose
from mobiconseil.domain.vocabulary import TriState


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A status that the person has."""

    code: str
    since: int | None = None
    until: int | None = None
    source: StatusSource = StatusSource.DECLARED
    value: TriState = TriState.YES


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A usual trip."""

    purpose: Purpose
    origin: str
    destination: str
    commune: str
    km: float
    minutes: int
    days: str = "1111100"
    leave: str = ""
    back: str = ""
    mode: TravelMode = TravelMode.NONE
    cost: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Hurdle:
    """A barrier, with its intensity from 1 to 3."""

    code: str
    intensity: int
    wording: str = ""
    means: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """An agreement, given on a day."""

    kind: ConsentKind
    day: int
    channel: ConsentChannel = ConsentChannel.PAPER
    value: TriState = TriState.YES


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """An assessment: twelve groups of levels, « - » for not rated (left out at the end), « s » for not applicable."""

    day: int
    levels: str
    form: AssessmentForm = AssessmentForm.SHORT
    minutes: int | None = 45
    place: str = ""
    words: str = ""
    felt: int | None = None
    finished: bool = True
    comments: Mapping[str, str] = field(default_factory=dict)
    observed: tuple[str, ...] = ()
    life_space: tuple[tuple[int, float | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """A step of the plan."""

    title: str
    due: int | None = None
    at: str = ""
    when: str = ""
    who: str = ""
    place: str = ""
    phone: str = ""
    papers: str = ""
    service: str = ""
    cost: str = ""
    state: StepState = StepState.TODO
    done: int | None = None
    origin: StepOrigin = StepOrigin.BOTH
    horizon: StepHorizon = StepHorizon.NOW
    note: str = ""
    unavailability: str = ""
    detail: str = ""
    wait: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """An action plan."""

    day: int
    goal: str
    steps: tuple[Todo, ...]
    place: str = ""
    agreed: TriState = TriState.YES


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened."""

    day: int
    kind: ContactKind
    text: str
    minutes: int | None = None
    at: str = "10:00"
    place: str = ""
    outcome: ContactOutcome = ContactOutcome.DONE
    private: bool = False


@dataclass(frozen=True, slots=True)
class Visit:
    """An appointment; when it is past it was kept, and `told` is what was noted."""

    day: int
    at: str
    reason: str
    place: str = ""
    minutes: int = 45
    channel: AppointmentChannel = AppointmentChannel.ON_SITE
    told: str = ""


@dataclass(frozen=True, slots=True)
class ToCall:
    """Somebody to call back; `done` when it was done."""

    day: int
    reason: str
    noted: int = -20
    done: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """The trace of a paper."""

    day: int
    kind: DocumentKind
    medium: DocumentMedium = DocumentMedium.PRINTED
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A person sent to a service; without a day of answer it is still awaited."""

    day: int
    sheet: str
    """Key of the sheet in the directory of the demonstration."""
    reason: str
    answered: int | None = None
    refusal: RefusalReason = RefusalReason.NONE
    """Nothing: the service takes the person."""
    wait: int | None = None
    """Days that were announced, or that it took."""
    detail: str = ""
    urgent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An aid asked for; without a day of decision it is still awaited."""

    day: int
    aid: str
    name: str
    body: str
    papers: str = ""
    cost: float | None = None
    amount: float | None = None
    decided: int | None = None
    granted: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A fictional person and her file."""

    civility: Civility
    first_name: str
    last_name: str
    age: int
    commune: str
    phone: str
    entered: int
    state: FileState
    prescriber: PrescriberKind = PrescriberKind.NONE
    fields: Mapping[str, object] = field(default_factory=dict)
    """Other fields of the file, as the base names them."""
    deadline: int | None = None
    colleague: bool = False
    """Followed by the colleague of the adviser."""
    statuses: tuple[Held, ...] = ()
    trips: tuple[Way, ...] = ()
    gave_up: tuple[RenunciationKind, ...] = ()
    kept: tuple[RenunciationKind, ...] = ()
    """What she was asked about and did not give up."""
    hurdles: tuple[Hurdle, ...] = ()
    agreements: tuple[Said, ...] = ()
    checks: tuple[Check, ...] = ()
    plan: Planned | None = None
    facts: tuple[Fact, ...] = ()
    visits: tuple[Visit, ...] = ()
    calls: tuple[ToCall, ...] = ()
    papers: tuple[Paper, ...] = ()
    sent: tuple[Sent, ...] = ()
    asked: tuple[Asked, ...] = ()


def notice_and_sharing(day: int, *, share: bool = True) -> tuple[Said, ...]:
    """Return the usual agreements: the notice handed over and, with `share`, the prescriber kept informed."""
    notice = Said(ConsentKind.NOTICE, day)
    return (notice, Said(ConsentKind.SHARE_PRESCRIBER, day)) if share else (notice,)
