"""Answers given and not written yet: kept on the screen, and tried again until they are stored."""

from __future__ import annotations

from collections.abc import Iterable

from mobiconseil.domain.assessment import Assessment, Rating, RatingState, by_item, new_rating
from mobiconseil.services.assessments import AssessmentService


class RatingDrafts:
    """The last answer of each item that is not stored yet; each one is a transaction of its own."""

    def __init__(self, service: AssessmentService) -> None:
        self._service = service
        self._wanted: dict[str, Rating] = {}

    def __bool__(self) -> bool:
        """Say whether something is left to write."""
        return bool(self._wanted)

    def put(self, rating: Rating) -> None:
        """Take an answer."""
        self._wanted[rating.item] = rating

    def over(self, ratings: tuple[Rating, ...]) -> tuple[Rating, ...]:
        """Return the stored ratings as they will be once everything is written."""
        return tuple({**by_item(ratings), **self._wanted}.values()) if self._wanted else ratings

    def write(self, assessment: Assessment, stored: Iterable[Rating]) -> None:
        """Write every answer. Raises StorageError; what is not written is kept."""
        known = by_item(stored)
        for item, wanted in tuple(self._wanted.items()):
            self._write_one(assessment, known.get(item) or new_rating(assessment, item), wanted)
            del self._wanted[item]

    def _write_one(self, assessment: Assessment, stored: Rating, wanted: Rating) -> None:
        if (stored.state, stored.value) != (wanted.state, wanted.value):
            if wanted.value is not None:
                self._service.rate(assessment, wanted.item, wanted.value)
            elif wanted.state is RatingState.NOT_APPLICABLE:
                self._service.set_not_applicable(assessment, wanted.item)
            else:
                self._service.clear(assessment, wanted.item)
        if stored.method is not wanted.method:
            self._service.set_method(assessment, wanted.item, wanted.method)
