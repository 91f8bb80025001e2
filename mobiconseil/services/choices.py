"""What the adviser and the person decide in front of the services and aids: kept, discarded, questions answered."""

from __future__ import annotations

from collections.abc import Mapping

from mobiconseil.domain.advice_records import Answer, Choice, ChoiceState, answer_id, choice_id
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.actions import Action
from mobiconseil.services.elements import once, set_element, trash_element
from mobiconseil.services.ports import Clock, UnitOfWork


class ChoiceService:
    """Use cases of choices and answers; each is one transaction, undone as one."""

    def __init__(self, uow: UnitOfWork, clock: Clock) -> None:
        self._uow = uow
        self._clock = clock

    def choices(self, subject: RecordId) -> Mapping[str, Choice]:
        """Return what was decided, by key of the service or aid."""
        found = once(self._uow.records.of(Choice, subject), subject, _choice_key)
        return {choice.key: choice for choice in found}

    def answers(self, subject: RecordId) -> Mapping[str, TriState]:
        """Return what was answered, by code of the question; a question without answer is absent."""
        found = once(self._uow.records.of(Answer, subject), subject, _question)
        return {answer.question: answer.value for answer in found}

    def keep(self, subject: RecordId, key: str, *, note: str = "") -> Choice:
        """Keep a service or an aid for the person's plan."""
        return self._decide(subject, key, ChoiceState.KEPT, "", note)

    def discard(self, subject: RecordId, key: str, reason: str, *, note: str = "") -> Choice:
        """Put a service or an aid aside; `reason` is one of the seven unavailability codes."""
        return self._decide(subject, key, ChoiceState.DISCARDED, reason, note)

    def clear(self, subject: RecordId, key: str) -> None:
        """Take a decision back: the service or aid is again one among the others."""
        with self._uow.transaction(Action.CHOICE_CLEARED) as records:
            trash_element(records, Choice, subject, "key", key)

    def answer(self, subject: RecordId, question: str, value: TriState) -> Answer:
        """Write the answer to a question, today; « ne sait pas » is an answer too."""
        blank = Answer(id=answer_id(subject, question), subject=subject, question=question)
        fields: dict[str, object] = {"value": value, "answered_on": self._clock.today()}
        with self._uow.transaction(Action.ANSWERED) as records:
            return set_element(records, blank, "question", fields)

    def forget(self, subject: RecordId, question: str) -> None:
        """Take an answer back: the question is asked again."""
        with self._uow.transaction(Action.ANSWER_FORGOTTEN) as records:
            trash_element(records, Answer, subject, "question", question)

    def _decide(self, subject: RecordId, key: str, state: ChoiceState, reason: str, note: str) -> Choice:
        kind, _, code = key.partition(":")
        blank = Choice(
            id=choice_id(subject, key),
            subject=subject,
            key=key,
            service_id=RecordId(bytes.fromhex(code)) if kind == "service" else None,
            aid=code if kind == "aid" else "",
        )
        fields: dict[str, object] = {
            "state": state, "reason": reason, "note": note, "decided_on": self._clock.today(),
        }  # fmt: skip
        action = Action.CHOICE_KEPT if state is ChoiceState.KEPT else Action.CHOICE_DISCARDED
        with self._uow.transaction(action) as records:
            return set_element(records, blank, "key", fields)


def _choice_key(choice: Choice) -> str:
    return choice.key


def _question(answer: Answer) -> str:
    return answer.question
