"""What a recall waits for elsewhere: whose phone to dial then, and where its answer is written."""

from __future__ import annotations

from dataclasses import dataclass

from mobiconseil.domain import typography
from mobiconseil.domain.advice_records import Referral
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.session import Session
from mobiconseil.services.waiting import awaited


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A service or a body whose answer is awaited."""

    part: str
    """Where it is in the Suivi tab: « referral:0123… »."""
    phone: str
    """As shown; empty when it is not known."""


def elsewhere(session: Session, subject: RecordId, recall: RecordId) -> Elsewhere | None:
    """Return what a recall waits for, or None when it is about the person herself."""
    found = awaited(session.uow.records, subject, recall)
    if found is None:
        return None
    if isinstance(found, Referral):
        phone = typography.phone(found.recipient_phone) if found.recipient_phone else ""
        return Elsewhere(part=f"referral:{found.id.hex()}", phone=phone)
    return Elsewhere(part=f"aid:{found.id.hex()}", phone="")
