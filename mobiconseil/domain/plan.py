"""The action plan: a goal in the person's words and dated steps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.vocabulary import TriState, Vocabulary, labels

OPEN_STEPS_LIMIT = 5
"""Beyond five open steps a plan is no longer readable by the person (rule R-31)."""


class StepState(Vocabulary):
    """Where a step stands."""

    TODO = "a_faire"
    STARTED = "en_cours"
    WAITING = "en_attente"
    DONE = "fait"
    FAILED = "sans_solution"
    DECLINED = "refus"
    DROPPED = "abandonne"

    @property
    def is_open(self) -> bool:
        """Say whether something remains to be done."""
        return self in {StepState.TODO, StepState.STARTED, StepState.WAITING}

    @property
    def needs_reason(self) -> bool:
        """Say whether one of the seven unavailability codes must be given."""
        return self in {StepState.FAILED, StepState.DECLINED}


labels(
    StepState,
    {
        StepState.TODO: "À faire",
        StepState.STARTED: "En cours",
        StepState.WAITING: "En attente d’une réponse",
        StepState.DONE: "Fait",
        StepState.FAILED: "Sans solution",
        StepState.DECLINED: "Refus de la personne",
        StepState.DROPPED: "Abandonnée",
    },
)


class StepHorizon(Vocabulary):
    """When a step comes."""

    NOW = "maintenant"
    LATER = "plus_tard"


labels(StepHorizon, {StepHorizon.NOW: "Maintenant", StepHorizon.LATER: "Plus tard"})


class StepOrigin(Vocabulary):
    """Who had the idea: the proof that the plan was built together."""

    PERSON = "personne"
    ADVISER = "conseiller"
    BOTH = "ensemble"
    PRESCRIBER = "prescripteur"


labels(
    StepOrigin,
    {
        StepOrigin.PERSON: "La personne",
        StepOrigin.ADVISER: "Le conseiller",
        StepOrigin.BOTH: "Ensemble",
        StepOrigin.PRESCRIBER: "Le prescripteur",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """An action plan; a person has one open plan at a time."""

    id: RecordId
    subject: RecordId
    goal: str = ""
    started_on: date | None = None
    place: str = ""
    agreed: TriState = TriState.UNKNOWN
    agreed_on: date | None = None
    closed_on: date | None = None
    closing_note: str = ""
    assessment_id: RecordId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do: who, what, where, with which papers, before when."""

    id: RecordId
    subject: RecordId
    plan_id: RecordId
    position: int = 0
    horizon: StepHorizon = StepHorizon.NOW
    title: str = ""
    who: str = ""
    place: str = ""
    phone: str = ""
    papers: str = ""
    start_on: date | None = None
    due_on: date | None = None
    due_at: time | None = None
    when_text: str = ""
    """A free moment for « plus tard »: « janvier 2027 »."""
    state: StepState = StepState.TODO
    done_on: date | None = None
    service_code: str = ""
    """Code of the catalogue (F4-01), empty for a free step."""
    service_id: RecordId | None = None
    """The service of the directory that was chosen; its words are copied in the step, which stays true without it."""
    origin: StepOrigin = StepOrigin.BOTH
    cost: str = ""
    note: str = ""
    private_note: str = ""
    unavailability: str = ""
    """One of the seven codes of the reference, when the step failed or was refused."""
    unavailability_detail: str = ""
    unavailability_days: int | None = None
    reason: str = ""
    """Why this step, in French, as the rules said it when it was chosen."""
    rules: str = ""
    """Codes of the rules it comes from, one space between two."""
    aid: str = ""
    """Codes of the aids to ask for, shipped or local, one space between two."""
    immediate: bool = False
    """A bridge while something better is prepared, or the urgent circuit: it comes first."""

    @property
    def is_open(self) -> bool:
        """Say whether the step is to be done now."""
        return self.state.is_open and self.horizon is StepHorizon.NOW

    @property
    def is_blank(self) -> bool:
        """Say whether nothing was written in it yet: it was added, then left."""
        words = (self.title, self.who, self.place, self.phone, self.papers, self.when_text, self.cost, self.note)
        chosen = (self.private_note, self.service_code, self.aid, self.reason, self.rules, self.unavailability)
        return not any((*words, *chosen)) and self.due_on is None and self.start_on is None

    @property
    def is_untouched(self) -> bool:
        """Say whether nothing at all was said of it: no word, no date, no state; taking it away loses nothing."""
        said = (self.due_at, self.done_on, self.service_id, self.unavailability_days)
        told = self.unavailability_detail or self.immediate or any(fact is not None for fact in said)
        return self.is_blank and self.state is StepState.TODO and not told

    def is_late(self, today: date) -> bool:
        """Say whether the date has passed while the step is open."""
        return self.is_open and self.due_on is not None and self.due_on < today


def ordered(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return the steps in the order of the plan: now, then later, then by position."""
    return tuple(sorted(steps, key=lambda step: (step.horizon is StepHorizon.LATER, step.position, step.id)))


def renumbered(steps: Iterable[Step], moved: RecordId, offset: int) -> tuple[tuple[RecordId, int], ...]:
    """Return the (id, position) pairs to change so that `moved` goes `offset` places further in its group.

    The move stops at both ends; nothing is returned when nothing moves.
    """
    group_of = next((step.horizon for step in steps if step.id == moved), None)
    group = [step for step in ordered(steps) if step.horizon is group_of]
    index = next((i for i, step in enumerate(group) if step.id == moved), None)
    if index is None:
        return ()
    target = min(max(index + offset, 0), len(group) - 1)
    group.insert(target, group.pop(index))
    return tuple((step.id, i) for i, step in enumerate(group) if step.position != i)
