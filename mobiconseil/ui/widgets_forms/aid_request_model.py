"""A request for an aid being written, asked for and decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from mobiconseil.domain import typography
from mobiconseil.domain.advice_records import AidRequest, AidRequestState, remainder_of
from mobiconseil.domain.aid import Aid
from mobiconseil.domain.french_text import fold
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.actions import Action
from mobiconseil.services.aid_requests import words_of
from mobiconseil.services.session import Session
from mobiconseil.ui.context import Context
from mobiconseil.ui.record_model import RecordModel
from mobiconseil.ui.widgets.choice_fields import Completion

_PROPOSALS = 6


def aid_proposals(aids: Iterable[Aid], typed: str) -> Sequence[Completion]:
    """Return the aids whose names hold the words typed."""
    words = fold(typed).split()
    if len(fold(typed)) < 2:
        return ()
    found = [aid for aid in aids if all(word in fold(f"{aid.name} {aid.decided_by}") for word in words)]
    return [Completion(code=aid.code, label=aid.name, detail=aid.decided_by) for aid in found[:_PROPOSALS]]


def requested(session: Session, subject: RecordId, proposal: Completion | str, **fields: Any) -> AidRequest:
    """Prepare a request for what was chosen: an aid of the list, or words."""
    if isinstance(proposal, str):
        return session.aid_requests.add(subject, name=proposal, **fields)
    aid = next((known for known in session.aids.all() if known.code == proposal.code), None)
    words = words_of(aid) if aid else {"name": proposal.label}
    return session.aid_requests.add(subject, **words, **fields)


class AidRequestModel(RecordModel):
    """Amounts, who decides, which papers, and what remains to pay."""

    def __init__(self, context: Context, request: AidRequest, parent: QObject | None = None) -> None:
        super().__init__(context, request, parent)
        self._aids: tuple[Aid, ...] | None = None

    @property
    def request(self) -> AidRequest:
        """Return the request as typed."""
        known: AidRequest = self.record
        return known

    def stored_now(self) -> Any | None:
        """Return the request as the base holds it."""
        return self.find(self.session.aid_requests.of(self.request.subject))

    def store(self, fields: Mapping[str, object]) -> None:
        """Write some fields."""
        self.session.aid_requests.change(self.record_id, **fields)

    # What is shown

    def aids(self, typed: str) -> Sequence[Completion]:
        """Return the aids whose names hold the words typed."""
        return aid_proposals(self._known(), typed)

    def aid(self) -> Aid | None:
        """Return what is known of the aid, when it is in the list."""
        return next((aid for aid in self._known() if aid.code and aid.code == self.request.aid), None)

    def warning(self) -> str:
        """Return « À demander avant d’engager la dépense », or nothing."""
        aid = self.aid()
        waits = self.request.state is AidRequestState.TO_ASK
        return self.tr("À demander avant d’engager la dépense.") if aid and aid.ask_before and waits else ""

    def known_words(self) -> str:
        """Return the amount and the rules of cumulation of the aid, as they were verified."""
        aid = self.aid()
        if aid is None:
            return ""
        on = typography.short_date(aid.verified_on) if aid.verified_on else ""
        verified = f"Vérifié le {on}" if on else "À revérifier"
        return ". ".join(part.rstrip(".") for part in (aid.amount, aid.period, aid.cumulation, verified) if part) + "."

    def remainder_words(self) -> str:
        """Return « Reste à charge : 120 € », counting the other aids granted for the same step."""
        request = self.request
        others = self.session.aid_requests.of(request.subject)
        same = [r for r in others if r.step_id == request.step_id and r.id != request.id and request.step_id]
        hoped = request
        if request.state is AidRequestState.ASKED and request.asked_amount is not None:
            hoped = replace(request, state=AidRequestState.GRANTED, granted_amount=request.asked_amount)
        left = remainder_of((hoped, *same))
        if left is None:
            return ""
        condition = " si l’aide est accordée" if hoped is not request else ""
        return f"Reste à charge{condition}{typography.NBSP}: {typography.money(left)}"

    def unavailabilities(self) -> tuple[tuple[str, str], ...]:
        """Return the closed list of reasons why an aid could not be had."""
        kinds = self.session.reference.unavailability.kinds
        return (("", self.tr("Non précisé")), *((kind.code, kind.label) for kind in kinds))

    # What is done

    def choose_aid(self, code: str) -> None:
        """Take the words of an aid of the list."""
        found = next((aid for aid in self._known() if aid.code == code), None)
        if found is not None:
            for name, value in words_of(found).items():
                self.edit(name, value)
            self.flush()

    def set_state(self, state: AidRequestState) -> bool:
        """Move the request: asked today, granted, refused, without result, or still to ask."""
        service, record = self.session.aid_requests, self.record_id
        writes = {
            AidRequestState.ASKED: (partial(service.ask, record), Action.AID_REQUEST_SENT),
            AidRequestState.GRANTED: (
                partial(service.grant, record, self.request.granted_amount),
                Action.AID_REQUEST_GRANTED,
            ),
            AidRequestState.REFUSED: (
                partial(service.refuse, record, unavailability=self.request.unavailability),
                Action.AID_REQUEST_REFUSED,
            ),
            AidRequestState.DROPPED: (partial(service.drop, record), Action.AID_REQUEST_DROPPED),
        }
        if state not in writes:
            again = partial(service.change, record, state=state, decided_on=None)
            return self.act(again, Action.AID_REQUEST_CHANGED.label)
        write, action = writes[state]
        return self.act(write, action.label)

    def remove(self) -> None:
        """Put it in the trash, with a way back."""
        self._autosave.forget()
        remove = partial(self.session.aid_requests.remove, self.request)
        self.attempt_undoable(remove, Action.AID_REQUEST_REMOVED.label)

    def _known(self) -> tuple[Aid, ...]:
        if self._aids is None:
            self._aids = self.session.aids.all()
        return self._aids
