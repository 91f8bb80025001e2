"""What is recorded of an assessment: the meeting, and one rating per item."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from mobiconseil.domain.grid import MAXIMUM, AssessmentForm
from mobiconseil.domain.identity import RecordId, element_id
from mobiconseil.domain.vocabulary import Vocabulary, labels
from mobiconseil.errors import InvalidInput

__all__ = [
    "Assessment",
    "AssessmentForm",
    "AssessmentStage",
    "Rating",
    "RatingMethod",
    "RatingState",
    "by_item",
    "new_rating",
    "values",
]

COMMENT_LENGTH = 280
FELT_AUTONOMY_MAXIMUM = 10


class RatingState(Vocabulary):
    """Whether an item has a value. Not rated is never zero."""

    RATED = "rated"
    NOT_RATED = "not_rated"
    NOT_APPLICABLE = "not_applicable"


labels(
    RatingState,
    {
        RatingState.RATED: "Évalué",
        RatingState.NOT_RATED: "Non évalué",
        RatingState.NOT_APPLICABLE: "Sans objet",
    },
)


class RatingMethod(Vocabulary):
    """How the adviser knows."""

    DECLARED = "declared"
    OBSERVED = "observed"
    TESTED = "tested"
    DOCUMENT = "document"


labels(
    RatingMethod,
    {
        RatingMethod.DECLARED: "Déclaré",
        RatingMethod.OBSERVED: "Observé",
        RatingMethod.TESTED: "Testé",
        RatingMethod.DOCUMENT: "Document",
    },
)


class AssessmentStage(Vocabulary):
    """When in the follow-up the assessment takes place."""

    INITIAL = "initial"
    INTERMEDIATE = "intermediate"
    FINAL = "final"


labels(
    AssessmentStage,
    {
        AssessmentStage.INITIAL: "Initial",
        AssessmentStage.INTERMEDIATE: "Intermédiaire",
        AssessmentStage.FINAL: "Final",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One pass through the grid with a person."""

    id: RecordId
    subject: RecordId
    form: AssessmentForm
    stage: AssessmentStage
    started_on: date
    finished_on: date | None = None
    place: str = ""
    duration_min: int | None = None
    own_words: str = ""
    felt_autonomy: int | None = None
    grid_version: str = ""
    adviser: str = ""
    lsa_frequency_1: int | None = None
    lsa_frequency_2: int | None = None
    lsa_frequency_3: int | None = None
    lsa_frequency_4: int | None = None
    lsa_frequency_5: int | None = None
    lsa_help_1: float | None = None
    lsa_help_2: float | None = None
    lsa_help_3: float | None = None
    lsa_help_4: float | None = None
    lsa_help_5: float | None = None

    def __post_init__(self) -> None:
        """Refuse a felt autonomy outside 0–10."""
        if self.felt_autonomy is not None and not 0 <= self.felt_autonomy <= FELT_AUTONOMY_MAXIMUM:
            raise InvalidInput(
                f"L’autonomie ressentie va de 0 à 10, pas {self.felt_autonomy}. Rien n’a été modifié. "
                "Choisissez un nombre de 0 à 10."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """What is known about one item in one assessment."""

    id: RecordId
    subject: RecordId
    assessment_id: RecordId
    item: str
    state: RatingState
    value: int | None = None
    method: RatingMethod = RatingMethod.DECLARED
    comment: str = ""
    rated_at: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse a value without the rated state, a rated state without value, and a comment too long."""
        if self.state.is_known and (self.state is RatingState.RATED) != (self.value is not None):
            raise ValueError(f"state {self.state!r} does not go with value {self.value!r}")
        if self.value is not None and not 0 <= self.value <= MAXIMUM:
            raise ValueError(f"a rating goes from 0 to {MAXIMUM}, not {self.value}")
        if len(self.comment) > COMMENT_LENGTH:
            raise InvalidInput(
                f"Ce commentaire a {len(self.comment)} caractères, {COMMENT_LENGTH} au plus. "
                "Le texte d’avant est gardé. Raccourcissez-le."
            )

    def rated(self, value: int, at: datetime) -> Rating:
        """Return this rating with a value."""
        return replace(self, state=RatingState.RATED, value=value, rated_at=at)

    def not_applicable(self, at: datetime) -> Rating:
        """Return this rating set aside: the item does not concern this person."""
        return replace(self, state=RatingState.NOT_APPLICABLE, value=None, rated_at=at)

    def cleared(self) -> Rating:
        """Return this rating without a value; its comment stays."""
        return replace(self, state=RatingState.NOT_RATED, value=None, rated_at=None)


def new_rating(assessment: Assessment, item: str) -> Rating:
    """Return the rating of `item`, not rated yet. Two laptops give it the same identifier."""
    return Rating(
        id=element_id(assessment.id, item),
        subject=assessment.subject,
        assessment_id=assessment.id,
        item=item,
        state=RatingState.NOT_RATED,
    )


def by_item(ratings: Iterable[Rating]) -> dict[str, Rating]:
    """Return the ratings by item code; of two for one item, the latest."""
    return {rating.item: rating for rating in sorted(ratings, key=_age)}


def values(ratings: Iterable[Rating]) -> dict[str, int]:
    """Return the value of each rated item: neither the not rated nor the not applicable."""
    return {code: rating.value for code, rating in by_item(ratings).items() if rating.value is not None}


def _age(rating: Rating) -> tuple[datetime, bytes]:
    return rating.rated_at or datetime.min.replace(tzinfo=UTC), rating.id
