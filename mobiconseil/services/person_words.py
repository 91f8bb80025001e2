"""What lists say about a person, in words: how far her file is, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from mobiconseil.domain import typography
from mobiconseil.domain.beneficiary import FileState, PrescriberKind
from mobiconseil.domain.civility import Civility, agree
from mobiconseil.domain.grid import AssessmentForm, Grid
from mobiconseil.domain.typography import NBSP
from mobiconseil.services.ports import Clock, PersonLine

STAGES = 4
"""Situation, diagnostic, préconisations, plan."""
SETTLED_AFTER = timedelta(minutes=90)
"""After this long an appointment is over, and somebody says what became of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """How far a file is: `done` of the four stages, and whether the next one is begun."""

    done: int
    begun: bool
    detail: str
    """« 31 items sur 54 », « Plan : 2 étapes sur 4 »."""
    todo: str
    """« Diagnostic à terminer »."""

    @property
    def sentence(self) -> str:
        """Return « Étape 2 sur 4 · 31 items sur 54 »."""
        current = min(self.done + 1, STAGES)
        return f"Étape{NBSP}{current} sur{NBSP}{STAGES} · {self.detail}"


class NextKind(StrEnum):
    """What the next date of a file is."""

    APPOINTMENT = "rendez_vous"
    RECALL = "relance"
    STEP = "etape"
    DEADLINE = "echeance"


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDate:
    """The next date of a file: the day, what it is, and whether it is past."""

    day: date
    text: str
    late: bool


def plain_name(person: PersonLine) -> str:
    """Return « Sylvie Garnier »."""
    return f"{person.first_name} {person.last_name}".strip() or "Sans nom"


def full_name(person: PersonLine) -> str:
    """Return « Mme Sylvie Garnier »."""
    return f"{Civility(person.civility).label}{NBSP}{plain_name(person)}".strip(f" {NBSP}")


def age_and_place(person: PersonLine, today: date) -> str:
    """Return « 42 ans · Ballots »."""
    age = typography.age(person.birth_year, today) if person.birth_year else ""
    return " · ".join(part for part in (age, person.commune) if part)


def state_label(person: PersonLine) -> str:
    """Return « En parcours »."""
    return FileState(person.state).label


def prescriber(person: PersonLine) -> str:
    """Return the kind of prescriber, or its name when the kind is not known."""
    kind = PrescriberKind(person.prescriber_kind)
    if kind in _SHORT:
        return agree(_SHORT[kind], Civility(person.civility))
    return kind.label if kind is not PrescriberKind.NONE else person.prescriber_structure


def items_of(person: PersonLine, grid: Grid) -> int:
    """Return how many items the form of her assessment has."""
    return len(grid.items(AssessmentForm(person.assessment_form or AssessmentForm.SHORT)))


_SHORT = {
    PrescriberKind.SELF: "{Lui-même|Elle-même|La personne}",
    PrescriberKind.SIAE: "SIAE",
    PrescriberKind.TRAINING: "Formation",
    PrescriberKind.HEALTH: "Santé",
}
"""Labels that fit in a column."""


def stage(person: PersonLine, items: int) -> Stage:
    """Return how far the file is; `items` is how many items the form of her assessment has."""
    total = person.steps_open + person.steps_done
    if person.agreed or person.steps_done:
        detail = f"Plan{NBSP}: {_steps(person.steps_done, total)}" if total else "Plan décidé"
        return Stage(done=4, begun=False, detail=detail, todo="Plan à suivre")
    if total:
        return Stage(done=3, begun=True, detail=f"{_count(total)} à valider", todo="Plan à valider ensemble")
    if person.assessment_finished is not None:
        return Stage(done=2, begun=True, detail="Plan à construire", todo="Plan à construire")
    if person.assessment_started is not None:
        detail = f"{person.rated}{NBSP}items sur{NBSP}{items}" if person.rated else "Diagnostic commencé"
        return Stage(done=1, begun=True, detail=detail, todo="Diagnostic à terminer")
    if FileState(person.state) in {FileState.CONTACT, FileState.PRESCRIBED}:
        return Stage(done=0, begun=True, detail="Premier rendez-vous", todo="Premier rendez-vous à fixer")
    return Stage(done=1, begun=False, detail="Diagnostic à faire", todo="Diagnostic à faire")


def next_date(person: PersonLine, clock: Clock) -> NextDate | None:
    """Return the next date of the file; an appointment is late once its time is well over."""
    if person.next_at is None:
        return None
    kind = person.next_kind or ""
    moment = clock.local(datetime.fromisoformat(person.next_at)) if "T" in person.next_at else None
    day = moment.date() if moment is not None else date.fromisoformat(person.next_at)
    late = day < clock.today() if moment is None else moment + SETTLED_AFTER < clock.now()
    if moment is not None:
        text = "rendez-vous passé" if late else f"rendez-vous à{NBSP}{typography.hour(moment.time())}"
    elif kind == NextKind.DEADLINE and person.deadline_label:
        text = person.deadline_label[:1].lower() + person.deadline_label[1:]
    else:
        text = _NEXT[NextKind(kind)][late]
    return NextDate(day=day, text=text, late=late)


_NEXT = {
    NextKind.RECALL: ("relance", "relance en retard"),
    NextKind.STEP: ("étape du plan", "étape en retard"),
    NextKind.DEADLINE: ("échéance", "échéance passée"),
}


def _steps(done: int, total: int) -> str:
    return f"{done}{NBSP}étape{'s' if done > 1 else ''} sur{NBSP}{total}"


def _count(total: int) -> str:
    return typography.count(total, "étape")
