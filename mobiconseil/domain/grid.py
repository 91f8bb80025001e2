"""The assessment grid: domains, items, descriptors and the thresholds that read them. All of it is data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mobiconseil.domain.civility import Civility, agree
from mobiconseil.domain.vocabulary import Vocabulary, labels

LEVELS = 5
MAXIMUM = LEVELS - 1
DESCRIPTOR_LENGTH = 28
"""What fits on two lines of a rating cell."""


class Nature(StrEnum):
    """What an item looks at: what one can do, has, or lives through."""

    COMPETENCE = "C"
    RESOURCE = "R"
    APPROPRIATION = "A"

    @property
    def label(self) -> str:
        """Return the French name of the nature."""
        return {"C": "Compétence", "R": "Ressource", "A": "Vécu"}[self.value]


class AssessmentForm(Vocabulary):
    """How much of the grid is gone through."""

    SHORT = "short"
    FULL = "full"


labels(
    AssessmentForm,
    {
        AssessmentForm.SHORT: "Court",
        AssessmentForm.FULL: "Complet",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GridItem:
    """One thing that is rated from 0 to 4."""

    code: str
    number: str
    domain: str
    title: str
    question: str
    nature: Nature
    levels: tuple[str, ...]
    support: str
    work_on: str
    minutes: float
    short: bool = False
    sensitive: bool = False

    def descriptor(self, value: int, civility: Civility = Civility.NONE) -> str:
        """Return what is observed at the level `value`."""
        return agree(self.levels[value], civility)


@dataclass(frozen=True, slots=True, kw_only=True)
class GridDomain:
    """A group of items: one axis of the radar."""

    code: str
    number: int
    title: str
    axis: str
    items: tuple[GridItem, ...]
    optional: bool = False
    sensitive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileCondition:
    """One thing a typical profile looks at: the value of an item, or the score of a domain."""

    item: str = ""
    domain: str = ""
    at_least: int | None = None
    at_most: int | None = None
    below: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRule:
    """A typical profile: all of `all_of` and, if there are any, one of `any_of`."""

    code: str
    label: str
    advice: str
    all_of: tuple[ProfileCondition, ...] = ()
    any_of: tuple[ProfileCondition, ...] = ()
    minimum_rated: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRules:
    """The thresholds that read ratings."""

    support_at_least: int
    work_on_at_most: int
    shown_percent: int
    progress_at_least: int
    lifted_at_least: int
    blocking: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeSpaceLevel:
    """One of the five zones a person may have reached."""

    number: int
    label: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeSpaceForm:
    """The five-line life-space questionnaire."""

    title: str
    weeks: int
    gain: int
    from_age: int
    note: str
    frequencies: tuple[str, ...]
    levels: tuple[LifeSpaceLevel, ...]
    helps: Mapping[float, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Synthesis:
    """The two questions asked beside the items."""

    own_words_title: str
    own_words_question: str
    felt_autonomy_title: str
    felt_autonomy_question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A version of the assessment grid."""

    version: str
    source: str
    note: str
    verified_on: date
    domains: tuple[GridDomain, ...]
    rules: GridRules
    profiles: tuple[ProfileRule, ...]
    legends: Mapping[Nature, tuple[str, ...]]
    method_help: Mapping[str, str]
    synthesis: Synthesis
    life_space: LifeSpaceForm

    def items(self, form: AssessmentForm = AssessmentForm.FULL) -> tuple[GridItem, ...]:
        """Return the items of `form`, in the order they are asked."""
        return tuple(
            item for domain in self.domains for item in domain.items if item.short or form is AssessmentForm.FULL
        )

    def item(self, code: str) -> GridItem:
        """Return the item `code`.

        Raises KeyError if the grid has no such item.
        """
        for item in self.items():
            if item.code == code:
                return item
        raise KeyError(code)

    def domain(self, code: str) -> GridDomain:
        """Return the domain `code`.

        Raises KeyError if the grid has no such domain.
        """
        for domain in self.domains:
            if domain.code == code:
                return domain
        raise KeyError(code)

    def legend(self, domain: str = "", civility: Civility = Civility.NONE) -> tuple[str, ...]:
        """Return the five column headings for the items of `domain`: those of its most frequent nature."""
        natures = [item.nature for item in self.domain(domain).items] if domain else [Nature.COMPETENCE]
        main = max(Nature, key=natures.count)
        return tuple(agree(heading, civility) for heading in self.legends[main])
