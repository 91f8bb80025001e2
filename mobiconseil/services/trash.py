"""Pieces of a file put aside one by one, each with its way back; files themselves are in the list « Corbeille »."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mobiconseil.domain.advice_records import AidRequest, Referral, UnmetNeed
from mobiconseil.domain.assessment import Assessment
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.follow_up import Appointment, Contact, Document, Recall
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import Step
from mobiconseil.domain.situation import Barrier, Trip
from mobiconseil.domain.typography import short_date
from mobiconseil.services.actions import Action
from mobiconseil.services.ports import Overviews, PersonLine, UnitOfWork

_KINDS: Mapping[type[Any], tuple[str, Callable[[Any], str]]] = {
    Contact: ("Contact", lambda contact: contact.text or contact.kind.label),
    Appointment: ("Rendez-vous", lambda appointment: appointment.reason),
    Recall: ("Relance", lambda recall: recall.reason),
    Step: ("Étape", lambda step: step.title),
    Trip: ("Trajet", lambda trip: trip.destination),
    Barrier: ("Frein", lambda barrier: barrier.wording),
    Assessment: ("Diagnostic", lambda assessment: f"commencé le {short_date(assessment.started_on)}"),
    Referral: ("Orientation", lambda referral: referral.service_name or referral.organisation),
    AidRequest: ("Demande d’aide", lambda request: request.name),
    UnmetNeed: ("Besoin sans solution", lambda need: need.note or need.service_code),
    Document: ("Document", lambda document: document.title or document.kind.label),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TrashedPiece:
    """Something that was deleted from a file that is still there."""

    kind: type[Any]
    record: RecordId
    label: str
    text: str
    """Its own words: hidden while the screen is shared."""
    person: PersonLine


class TrashService:
    """Use cases of the trash."""

    def __init__(self, uow: UnitOfWork, overviews: Overviews) -> None:
        self._uow = uow
        self._overviews = overviews

    def pieces(self, *, limit: int = 100) -> tuple[TrashedPiece, ...]:
        """Return what was deleted from the living files, the newest records first."""
        records = self._uow.records
        found = [(cls, record) for cls in _KINDS for record in records.trashed(cls)]
        found.sort(key=lambda pair: bytes(pair[1].id), reverse=True)
        pieces: list[TrashedPiece] = []
        for cls, record in found:
            person = self._overviews.person(self._owner(record.subject))
            if person is not None and not person.deleted and len(pieces) < limit:
                label, words = _KINDS[cls]
                pieces.append(TrashedPiece(kind=cls, record=record.id, label=label, text=words(record), person=person))
        return tuple(pieces)

    def restore(self, piece: TrashedPiece) -> None:
        """Put a piece back in its file, as it was."""
        with self._uow.transaction(Action.PIECE_RESTORED) as records:
            records.restore(piece.kind, piece.record)

    def _owner(self, subject: RecordId) -> RecordId:
        """Return the file that shows the rows of `subject`: itself, or the one it was united with."""
        return self._uow.records.get(Beneficiary, subject).merged_into or subject
