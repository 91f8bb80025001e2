"""What a rule looks at: three-valued conditions over the facts of a day, each with the facts that decided it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from mobiconseil.domain.civility import Civility, agree
from mobiconseil.domain.grid import MAXIMUM
from mobiconseil.domain.profile import every, some
from mobiconseil.domain.typography import NBSP, count, kilometres, number, out_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What rules know of a person on a day. What is not known is absent, never zero and never « non »."""

    items: Mapping[str, int] = field(default_factory=dict)
    """Value of each rated item: neither the not rated nor the not applicable."""
    statuses: frozenset[str] = frozenset()
    """Statuses that hold on that day."""
    refused_statuses: frozenset[str] = frozenset()
    """Statuses answered « non »: those in neither set are unknown."""
    barriers: frozenset[str] = frozenset()
    """Codes of the barriers that still stand."""
    licence_requested: bool | None = None
    deadline_days: int | None = None
    """Days left before the deadline; absent when there is none, or when it is over."""
    ages: tuple[int, int] | None = None
    """Lowest and highest age: they differ when only the birth year is known."""
    distance_km: float | None = None
    """Kilometres of the main trip, one way."""
    scores: Mapping[str, float] = field(default_factory=dict)
    """Score from 0 to 100 of each domain known well enough."""
    civility: Civility = Civility.NONE

    @property
    def age(self) -> int | None:
        """Return the age, or None when it is not known to the year."""
        return self.ages[0] if self.ages is not None and self.ages[0] == self.ages[1] else None


class FactKind(StrEnum):
    """Where a condition reads its fact."""

    ITEM = "item"
    SCORE = "score"
    STATUS = "status"
    BARRIER = "barrier"
    LICENCE = "licence"
    DEADLINE = "deadline"
    AGE = "age"
    DISTANCE = "distance"


class Operator(StrEnum):
    """How a number is compared."""

    AT_MOST = "<="
    BELOW = "<"
    AT_LEAST = ">="
    ABOVE = ">"
    EQUAL = "="
    DIFFERENT = "!="

    def holds(self, left: float, right: float) -> bool:
        """Compare two numbers."""
        return {
            "<=": left <= right,
            "<": left < right,
            ">=": left >= right,
            ">": left > right,
            "=": left == right,
            "!=": left != right,
        }[self.value]

    def words(self, value: str) -> str:
        """Return what is needed, in French: « 1 au plus »."""
        return {
            "<=": f"{value} au plus",
            "<": f"moins de {value}",
            ">=": f"{value} au moins",
            ">": f"plus de {value}",
            "=": value,
            "!=": f"autre que {value}",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedFact:
    """A fact that a condition read, as people read it: « Connaissances du code : 0 sur 4 »."""

    code: str
    text: str
    value: float | bool | None
    """None when nobody knows."""
    need: str = ""
    """What the condition asks of it, when it does not hold: « 1 sur 4 au plus »."""
    sensitive: bool = False

    @property
    def is_missing(self) -> bool:
        """Say whether the fact is not known."""
        return self.value is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Whether a condition holds (None: nobody knows), with the facts for it and those against it."""

    holds: bool | None
    used: tuple[UsedFact, ...] = ()
    against: tuple[UsedFact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FactName:
    """A fact that can be named in a condition, with its French label."""

    kind: FactKind
    code: str
    label: str
    sensitive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Always:
    """A condition that always holds."""

    def check(self, facts: Facts) -> Finding:  # noqa: ARG002
        """Return that it holds."""
        return Finding(holds=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A number compared with a threshold: an item, a score, the deadline, the age, the distance."""

    name: FactName
    operator: Operator
    value: float

    def check(self, facts: Facts) -> Finding:
        """Return whether the number is known and passes; an age known to the year only may stay unknown."""
        numbers = _numbers(self.name, facts)
        answers = {self.operator.holds(each, self.value) for each in numbers}
        holds = answers.pop() if len(answers) == 1 else None
        shown = numbers[0] if numbers and (holds is not None) else None
        fact = UsedFact(
            code=self.name.code,
            text=_number_text(self.name, numbers),
            value=shown,
            need=self.operator.words(_amount(self.name.kind, self.value)),
            sensitive=self.name.sensitive,
        )
        return _leaf(fact, holds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """A status that holds, a barrier that stands, or the licence asked for."""

    name: FactName

    def check(self, facts: Facts) -> Finding:
        """Return whether it is so; a status or a barrier that nobody noted is unknown."""
        holds = _presence(self.name, facts)
        label = agree(self.name.label, facts.civility)
        answer = {True: "oui", False: "non", None: "non renseigné"}[holds]
        text = f"{label}{NBSP}: {answer}"
        return _leaf(
            UsedFact(code=self.name.code, text=text, value=holds, need="oui", sensitive=self.name.sensitive), holds
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """Every part must hold."""

    parts: tuple[Condition, ...]

    def check(self, facts: Facts) -> Finding:
        """Return the facts of every part when all hold, else those that prevent it."""
        findings = [part.check(facts) for part in self.parts]
        holds = every(finding.holds for finding in findings)
        if holds:
            return Finding(holds=True, used=_joined(finding.used for finding in findings))
        return Finding(holds=holds, against=_joined(finding.against for finding in findings if not finding.holds))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    """One part at least must hold."""

    parts: tuple[Condition, ...]

    def check(self, facts: Facts) -> Finding:
        """Return the facts of the parts that hold, else everything that prevents it."""
        findings = [part.check(facts) for part in self.parts]
        holds = some(finding.holds for finding in findings)
        if holds:
            return Finding(holds=True, used=_joined(finding.used for finding in findings if finding.holds))
        return Finding(holds=holds, against=_joined(finding.against for finding in findings))


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """« non »: the part must be known not to hold."""

    part: Condition

    def check(self, facts: Facts) -> Finding:
        """Return the contrary; what is not known stays unknown."""
        finding = self.part.check(facts)
        if finding.holds is None:
            return Finding(holds=None, against=_without_need(finding.against))
        if finding.holds:
            return Finding(holds=False, against=_refused(finding.used))
        return Finding(holds=True, used=_known(finding.against))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unless:
    """« sauf »: an exception that counts only when it is known to hold."""

    part: Condition

    def check(self, facts: Facts) -> Finding:
        """Return that it holds unless the part does; nothing is asked when nobody knows."""
        finding = self.part.check(facts)
        if finding.holds:
            return Finding(holds=False, against=_refused(finding.used))
        return Finding(holds=True, used=_known(finding.against))


ALWAYS = Always()
Condition = Always | Compared | Present | AllOf | AnyOf | Not | Unless


def names_in(condition: Condition) -> frozenset[FactName]:
    """Return every fact that the condition reads."""
    match condition:
        case Compared(name=name) | Present(name=name):
            return frozenset({name})
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return frozenset(name for part in parts for name in names_in(part))
        case Not(part=part) | Unless(part=part):
            return names_in(part)
    return frozenset()


def _leaf(fact: UsedFact, holds: bool | None) -> Finding:
    if holds:
        return Finding(holds=True, used=(replace(fact, need=""),))
    return Finding(holds=holds, against=(fact,))


def _numbers(name: FactName, facts: Facts) -> tuple[float, ...]:
    """Return what is known of a number: nothing, one value, or the two ends of an age."""
    if name.kind is FactKind.AGE:
        return tuple(dict.fromkeys(facts.ages or ()))
    found: float | None = {
        FactKind.ITEM: facts.items.get(name.code),
        FactKind.SCORE: facts.scores.get(name.code),
        FactKind.DEADLINE: facts.deadline_days,
        FactKind.DISTANCE: facts.distance_km,
    }[name.kind]
    return () if found is None else (found,)


def _presence(name: FactName, facts: Facts) -> bool | None:
    if name.kind is FactKind.LICENCE:
        return facts.licence_requested
    if name.kind is FactKind.BARRIER:
        return True if name.code in facts.barriers else None
    if name.code in facts.statuses:
        return True
    return False if name.code in facts.refused_statuses else None


_MISSING = {
    FactKind.ITEM: "non évalué",
    FactKind.SCORE: "pas encore calculé",
    FactKind.DEADLINE: "aucune",
    FactKind.AGE: "non renseigné",
    FactKind.DISTANCE: "distance non renseignée",
}


def _number_text(name: FactName, numbers: Sequence[float]) -> str:
    shown = " ou ".join(_amount(name.kind, each) for each in numbers) or _MISSING[name.kind]
    return f"{name.label}{NBSP}: {shown}"


def _amount(kind: FactKind, value: float) -> str:
    match kind:
        case FactKind.ITEM:
            return out_of(int(value), MAXIMUM)
        case FactKind.SCORE:
            return f"{number(round(value))} sur{NBSP}100"
        case FactKind.DEADLINE:
            return count(int(value), "jour")
        case FactKind.AGE:
            return count(int(value), "an")
        case _:
            return kilometres(value)


def _joined(groups: Iterable[tuple[UsedFact, ...]]) -> tuple[UsedFact, ...]:
    return tuple(dict.fromkeys(fact for group in groups for fact in group))


def _known(facts: tuple[UsedFact, ...]) -> tuple[UsedFact, ...]:
    return tuple(replace(fact, need="") for fact in facts if not fact.is_missing)


def _without_need(facts: tuple[UsedFact, ...]) -> tuple[UsedFact, ...]:
    return tuple(replace(fact, need="") for fact in facts)


def _refused(facts: tuple[UsedFact, ...]) -> tuple[UsedFact, ...]:
    """Return facts that stand in the way because they hold."""
    return tuple(replace(fact, need="non" if isinstance(fact.value, bool) else "autre chose") for fact in facts)
