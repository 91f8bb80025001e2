"""Writes what the fictional people asked of others: referrals and aids, with the answers that came."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from mobiconseil.demo.directory_offers import SOURCE
from mobiconseil.demo.story import Asked, Sent
from mobiconseil.domain.directory import service_id
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.referral_codes import ReferralChannel, RefusalReason
from mobiconseil.domain.situation import ConsentChannel
from mobiconseil.services.referrals import USUAL_PARTS
from mobiconseil.services.session import Session

Days = Callable[[int], date]
"""Returns the day that is so many days from today."""


def send(session: Session, subject: RecordId, sent: Sent, days: Days) -> None:
    """Send a person to a service, and note the answer when it came."""
    referrals = session.referrals
    draft = referrals.draft(
        subject,
        service_id(f"{SOURCE}--{sent.sheet}"),
        reason=sent.reason,
        urgent=sent.urgent,
        shared=USUAL_PARTS,
        consent_on=days(sent.day),
        consent_channel=ConsentChannel.ORAL,
    )
    referrals.send(draft.id, channel=ReferralChannel.EMAIL)
    if sent.answered is None:
        return
    on = days(sent.answered)
    if sent.refusal is RefusalReason.NONE:
        referrals.accept(draft.id, answered_on=on, observed_days=sent.wait)
    else:
        referrals.refuse(draft.id, sent.refusal, answered_on=on, days=sent.wait, detail=sent.detail, unmet_need=True)


def ask(session: Session, subject: RecordId, asked: Asked, days: Days) -> None:
    """Ask for an aid, and note the decision when it was taken."""
    requests = session.aid_requests
    request = requests.add(
        subject,
        aid=asked.aid,
        name=asked.name,
        body=asked.body,
        papers=asked.papers,
        papers_complete=True,
        cost_total=asked.cost,
    )
    requests.ask(request.id, amount=asked.amount)
    if asked.decided is not None:
        requests.grant(request.id, asked.granted, decided_on=days(asked.decided))
