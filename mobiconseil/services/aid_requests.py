"""Requests for aids: asked before any money is spent, decided by somebody else, with what remains to pay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from mobiconseil.domain.advice_records import AidRequest, AidRequestState
from mobiconseil.domain.aid import Aid
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.identity import IdFactory, RecordId
from mobiconseil.domain.plan_timing import FIRST_DAYS, Calendar
from mobiconseil.domain.typography import NBSP, short_date
from mobiconseil.services import waiting
from mobiconseil.services.actions import Action
from mobiconseil.services.ports import Clock, Records, UnitOfWork

RECALL_DAYS = 30
"""Days after which a request without decision comes back: committees meet each month."""


class AidRequestService:
    """Use cases of requests for aids; each is one transaction, undone as one."""

    def __init__(self, uow: UnitOfWork, clock: Clock, ids: IdFactory, adviser: str) -> None:
        """`adviser` is the hex identifier of the Adviser record of the person at the keyboard."""
        self._uow = uow
        self._clock = clock
        self._ids = ids
        self._adviser = adviser

    def of(self, subject: RecordId) -> tuple[AidRequest, ...]:
        """Return the requests of a person, newest first."""
        return self._uow.records.of(AidRequest, subject)[::-1]

    def add(self, subject: RecordId, *, recall_on: date | None = None, **fields: Any) -> AidRequest:
        """Prepare a request with the words of the aid (code, name, who decides, papers).

        With `recall_on`, what is still to be gathered comes back on that day.
        """
        request = replace(AidRequest(id=self._ids(), subject=subject, adviser=self._adviser), **fields)
        with self._uow.transaction(Action.AID_REQUEST_ADDED) as records:
            if recall_on is not None:
                words = f"Demande d’aide à préparer{NBSP}: {_name(request)}"
                recall = waiting.add_recall(records, self._ids, request, recall_on, words)
                request = replace(request, recall_id=recall)
            records.add(request)
        return request

    def change(self, request: RecordId, **fields: object) -> AidRequest:
        """Write some fields of a request."""
        with self._uow.transaction(Action.AID_REQUEST_CHANGED) as records:
            return records.change(AidRequest, request, **fields)

    def ask(
        self,
        request: RecordId,
        *,
        amount: float | None = None,
        asked_on: date | None = None,
        recall_days: int | None = None,
    ) -> AidRequest:
        """Note that the aid was asked for; the request comes back in a month, in three days before a near deadline."""
        day = asked_on or self._clock.today()
        with self._uow.transaction(Action.AID_REQUEST_SENT) as records:
            known = records.get(AidRequest, request)
            waiting.close_recall(records, known, self._clock.today())
            due = waiting.after(day, self._patience(records, known.subject) if recall_days is None else recall_days)
            recall = waiting.add_recall(records, self._ids, known, due, _recall_words(known, day))
            waiting.step_waits(records, known)
            asked = known.asked_amount if amount is None else amount
            fields = {"state": AidRequestState.ASKED, "asked_on": day, "asked_amount": asked, "recall_id": recall}
            return records.change(AidRequest, request, **fields)

    def _patience(self, records: Records, subject: RecordId) -> int:
        deadline = records.get(Beneficiary, subject).deadline_on
        return FIRST_DAYS if Calendar(today=self._clock.today(), deadline=deadline).urgent else RECALL_DAYS

    def grant(self, request: RecordId, amount: float | None = None, *, decided_on: date | None = None) -> AidRequest:
        """The aid is granted; without an amount, what was asked for is."""
        with self._uow.transaction(Action.AID_REQUEST_GRANTED) as records:
            known = records.get(AidRequest, request)
            waiting.step_is_done(records, known, self._clock.today())
            granted = known.asked_amount if amount is None else amount
            fields = {"granted_amount": granted, "unavailability": ""}
            return self._decided(request, AidRequestState.GRANTED, decided_on, fields)

    def refuse(
        self, request: RecordId, *, unavailability: str = "", note: str | None = None, decided_on: date | None = None
    ) -> AidRequest:
        """The aid is refused; with one of the seven unavailability codes, the step fails for that reason."""
        with self._uow.transaction(Action.AID_REQUEST_REFUSED) as records:
            known = records.get(AidRequest, request)
            waiting.step_fails(records, known, unavailability, note or "")
            said = known.note if note is None else note
            fields = {"granted_amount": None, "unavailability": unavailability, "note": said}
            return self._decided(request, AidRequestState.REFUSED, decided_on, fields)

    def drop(self, request: RecordId) -> AidRequest:
        """Nothing more is expected of this request: its step does not wait any more."""
        with self._uow.transaction(Action.AID_REQUEST_DROPPED) as records:
            waiting.step_fails(records, records.get(AidRequest, request), "")
            return self._decided(request, AidRequestState.DROPPED, None, {})

    def remove(self, request: AidRequest) -> None:
        """Put a request in the trash with its recall."""
        with self._uow.transaction(Action.AID_REQUEST_REMOVED) as records:
            waiting.trash_recall(records, request)
            records.trash(AidRequest, request.id)

    def _decided(
        self, request: RecordId, state: AidRequestState, on: date | None, fields: Mapping[str, object]
    ) -> AidRequest:
        with self._uow.transaction(Action.AID_REQUEST_CHANGED) as records:
            waiting.close_recall(records, records.get(AidRequest, request), self._clock.today())
            return records.change(AidRequest, request, state=state, decided_on=on or self._clock.today(), **fields)


def words_of(aid: Aid) -> dict[str, Any]:
    """Return the fields of a request for this aid: its name, who decides, what must be given."""
    return {"aid": aid.code, "name": aid.name, "body": aid.decided_by, "papers": "\n".join(aid.papers)}


def _name(request: AidRequest) -> str:
    return request.name or "aide"


def _recall_words(request: AidRequest, day: date) -> str:
    """Return « Réponse attendue : Fonds d’aide (CCAS), demande du ven. 20 nov. »."""
    whom = f" ({request.body})" if request.body else ""
    return f"Réponse attendue{NBSP}: {_name(request)}{whom}, demande du {short_date(day, day)}"
