"""The mobility assessment: started, rated item by item, finished, reopened, done again later."""

from __future__ import annotations

from mobiconseil.domain.assessment import Assessment, AssessmentForm, AssessmentStage, Rating, RatingMethod, RatingState
from mobiconseil.domain.beneficiary import Beneficiary, FileState
from mobiconseil.domain.identity import IdFactory, RecordId, element_id
from mobiconseil.services.actions import Action
from mobiconseil.services.ports import Clock, Records, UnitOfWork

_BEFORE_ASSESSMENT = {FileState.CONTACT, FileState.PRESCRIBED, FileState.WELCOMED}

REOPENINGS = {
    Action.ASSESSMENT_REOPENED_TO_COMPLETE: "Le compléter",
    Action.ASSESSMENT_REOPENED_TO_CORRECT: "Corriger une erreur",
    Action.ASSESSMENT_REOPENED_FOR_NEWS: "Sa situation a changé",
}
"""Why a finished assessment is opened again, as the person is asked."""


class AssessmentService:
    """Use cases of the assessment; each rating is a record of its own, so two laptops merge item by item."""

    def __init__(self, uow: UnitOfWork, clock: Clock, ids: IdFactory, adviser: str, grid_version: str) -> None:
        self._uow = uow
        self._clock = clock
        self._ids = ids
        self._adviser = adviser
        self._grid_version = grid_version

    def start(self, subject: RecordId, form: AssessmentForm, *, place: str = "") -> Assessment:
        """Start an assessment: the first one is initial, the next ones intermediate."""
        with self._uow.transaction(Action.ASSESSMENT_STARTED) as records:
            again = bool(records.of(Assessment, subject))
            assessment = Assessment(
                id=self._ids(),
                subject=subject,
                form=form,
                stage=AssessmentStage.INTERMEDIATE if again else AssessmentStage.INITIAL,
                started_on=self._clock.today(),
                place=place,
                grid_version=self._grid_version,
                adviser=self._adviser,
            )
            records.add(assessment)
            if records.get(Beneficiary, subject).state in _BEFORE_ASSESSMENT:
                records.change(Beneficiary, subject, state=FileState.ASSESSMENT)
        return assessment

    def rate(self, assessment: Assessment, item: str, value: int) -> Rating:
        """Rate an item from 0 to 4; its method and comment stay."""
        return self._write(assessment, item, state=RatingState.RATED, value=value, rated_at=self._clock.now())

    def set_not_applicable(self, assessment: Assessment, item: str) -> Rating:
        """Say that an item does not concern the person."""
        return self._write(assessment, item, state=RatingState.NOT_APPLICABLE, value=None, rated_at=self._clock.now())

    def clear(self, assessment: Assessment, item: str) -> Rating:
        """Make an item « non évalué » again."""
        return self._write(assessment, item, state=RatingState.NOT_RATED, value=None, rated_at=None)

    def set_method(self, assessment: Assessment, item: str, method: RatingMethod) -> Rating:
        """Say how the level is known."""
        return self._write(assessment, item, method=method)

    def comment(self, assessment: Assessment, item: str, text: str) -> Rating:
        """Write the comment of an item, 280 characters at most."""
        return self._write(assessment, item, comment=text)

    def change(self, assessment: RecordId, **fields: object) -> Assessment:
        """Write some fields of the assessment itself."""
        with self._uow.transaction(Action.ASSESSMENT_CHANGED) as records:
            return records.change(Assessment, assessment, **fields)

    def extend(self, assessment: RecordId, form: AssessmentForm) -> Assessment:
        """Go from the short form to the full one, or back; what is rated stays."""
        return self.change(assessment, form=form)

    def finish(self, assessment: Assessment, *, duration_min: int | None = None) -> Assessment:
        """Finish the assessment today, even with gaps; the file is then under way."""
        with self._uow.transaction(Action.ASSESSMENT_FINISHED) as records:
            fields: dict[str, object] = {"finished_on": self._clock.today()}
            if duration_min is not None:
                fields["duration_min"] = duration_min
            done = records.change(Assessment, assessment.id, **fields)
            if records.get(Beneficiary, assessment.subject).state is FileState.ASSESSMENT:
                records.change(Beneficiary, assessment.subject, state=FileState.UNDERWAY)
        return done

    def reopen(self, assessment: Assessment, reason: Action = Action.ASSESSMENT_REOPENED) -> Assessment:
        """Open a finished assessment again, for a reason of `REOPENINGS` that the journal keeps.

        The history keeps when it was finished.
        """
        with self._uow.transaction(reason) as records:
            return records.change(Assessment, assessment.id, finished_on=None)

    def remove(self, assessment: Assessment) -> None:
        """Put an assessment in the trash, its ratings with it."""
        with self._uow.transaction(Action.ASSESSMENT_REMOVED) as records:
            records.trash(Assessment, assessment.id)

    def _write(self, assessment: Assessment, item: str, **fields: object) -> Rating:
        rating_id = element_id(assessment.id, item)
        with self._uow.transaction(Action.RATED) as records:
            if not _has_rating(records, assessment, rating_id):
                records.add(
                    Rating(
                        id=rating_id,
                        subject=assessment.subject,
                        assessment_id=assessment.id,
                        item=item,
                        state=RatingState.NOT_RATED,
                    )
                )
            return records.change(Rating, rating_id, **fields)


def _has_rating(records: Records, assessment: Assessment, rating_id: RecordId) -> bool:
    return any(rating.id == rating_id for rating in records.of(Rating, assessment.subject))
