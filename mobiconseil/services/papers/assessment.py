"""The assessment on paper: the report, and the blank questionnaire."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mobiconseil.services.papers.common import Finding, Letterhead


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportItem:
    """One rated item: level as printed (« 2 », « non évalué »), its descriptor, how it was rated."""

    number: str
    label: str
    level: str
    descriptor: str = ""
    method: str = ""
    comment: str = ""
    previous: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDomain:
    """One domain; a score of None is incomplete, and `shown` says so (« incomplet (3/5) »)."""

    number: str
    label: str
    short_label: str
    shown: str
    score: int | None = None
    previous: int | None = None
    previous_shown: str = ""
    change: str = ""
    items: tuple[ReportItem, ...] = ()
    health: bool = False


class ModeAnswer(StrEnum):
    """Whether a transport mode is within reach today."""

    ALONE = "alone"
    LEARNING = "learning"
    NOT_YET = "not_yet"

    @property
    def label(self) -> str:
        """Return the French label."""
        return {"alone": "Seul ou seule", "learning": "Avec un apprentissage", "not_yet": "Pas encore"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeLine:
    """A transport mode, the answer, and the item that decides."""

    mode: str
    answer: ModeAnswer
    because: str = ""
    health: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeSpaceLine:
    """One of the five life-space levels."""

    level: str
    frequency: str
    help: str
    points: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentReportData:
    """The filled assessment; health domains, findings and modes are printed only `with_health`."""

    letterhead: Letterhead
    date: str
    adviser: str
    file_code: str = ""
    person_name: str = ""
    form: str = ""
    previous_date: str = ""
    request: str = ""
    felt_autonomy: str = ""
    profile: str = ""
    domains: tuple[ReportDomain, ...] = ()
    blocking: tuple[Finding, ...] = ()
    supports: tuple[Finding, ...] = ()
    to_work_on: tuple[Finding, ...] = ()
    modes: tuple[ModeLine, ...] = ()
    comparison: tuple[Finding, ...] = ()
    life_space: tuple[LifeSpaceLine, ...] = ()
    life_space_total: str = ""
    with_health: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionItem:
    """One item to fill by hand: the five answers from 0 to 4, and the question asked aloud."""

    number: str
    label: str
    answers: tuple[str, ...]
    question: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionDomain:
    """One domain of the questionnaire."""

    number: str
    label: str
    items: tuple[QuestionItem, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankQuestionnaireData:
    """The questionnaire to print, with the numbering of the grid; the builder chose the short or the full form."""

    letterhead: Letterhead
    form: str
    domains: tuple[QuestionDomain, ...]
    methods: tuple[str, ...]
    date: str = ""
