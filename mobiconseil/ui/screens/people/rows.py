"""One person of the list, ready to be painted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mobiconseil.domain import typography
from mobiconseil.domain.beneficiary import FileState
from mobiconseil.domain.grid import AssessmentForm, Grid
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.typography import NBSP
from mobiconseil.services import person_words
from mobiconseil.services.ports import Clock, PersonLine
from mobiconseil.ui.context import SharedScreen


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """The texts of a row."""

    subject: RecordId
    name: str
    initials: str
    detail: str
    state: str
    """Label of the state."""
    tone: str
    done: int
    begun: bool
    progress: str
    next_day: str
    next_text: str
    late: bool
    contact: str
    prescriber: str
    adviser: str
    trashed: bool


class RowMaker:
    """Turns lines of the base into rows, with the words of the day."""

    def __init__(self, clock: Clock, grid: Grid, advisers: Mapping[str, str], shared: SharedScreen) -> None:
        """`advisers`: names by hexadecimal identifier."""
        self._clock = clock
        self._items = {form.value: len(grid.items(form)) for form in AssessmentForm}
        self._advisers = advisers
        self._shared = shared

    def make(self, person: PersonLine) -> PersonRow:
        """Return the row of a person."""
        today = self._clock.today()
        stage = person_words.stage(person, self.items(person))
        coming = person_words.next_date(person, self._clock)
        seen = self._clock.local(person.last_contact).date() if person.last_contact is not None else None
        return PersonRow(
            subject=person.subject,
            name=self._shared.name_of(person),
            initials=typography.initials(person_words.plain_name(person)),
            detail=person_words.age_and_place(person, today) or person.code,
            state="Corbeille" if person.deleted else FileState(person.state).label,
            tone=tone_of(person.state),
            done=stage.done,
            begun=stage.begun,
            progress=stage.detail,
            next_day=typography.short_date(coming.day, today) if coming else "",
            next_text="" if coming is None else self._next_text(person, coming.text),
            late=coming is not None and coming.late,
            contact=typography.short_date(seen, today) if seen else f"pas{NBSP}encore",
            prescriber=person_words.prescriber(person),
            adviser=self._advisers.get(person.adviser, ""),
            trashed=person.deleted,
        )

    def items(self, person: PersonLine) -> int:
        """Return how many items the form of her assessment has."""
        return self._items.get(person.assessment_form or "", self._items[AssessmentForm.SHORT])

    def _next_text(self, person: PersonLine, text: str) -> str:
        private = self._shared.is_on and person.next_kind == person_words.NextKind.DEADLINE
        return "échéance" if private else text


def tone_of(state: str) -> str:
    """Return the tone of the chip of a state."""
    tones: dict[FileState, str] = {
        FileState.ASSESSMENT: "tint",
        FileState.UNDERWAY: "tint",
        FileState.PAUSED: "warn",
        FileState.AFTER: "ok",
    }
    return tones.get(FileState(state), "neutral")
