"""The referrals, the requests for aid and the needs without solution, as events of a person’s journey."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from mobiconseil.domain import typography
from mobiconseil.domain.advice_records import AidRequest, AidRequestState, Referral, UnmetNeed
from mobiconseil.domain.referral_codes import ReferralState, RefusalReason
from mobiconseil.services.files import PersonFile
from mobiconseil.ui.navigation import Tab
from mobiconseil.ui.screens.summary.event import Event, end_of

REFERRAL_ICON = "send-outline"
AID_ICON = "hand-coin-outline"
NEED_ICON = "map-marker-question-outline"
_ANSWERS = {
    ReferralState.ACCEPTED: ("Orientation acceptée", "ok"),
    ReferralState.REFUSED: ("Orientation refusée", "warn"),
    ReferralState.EXPIRED: ("Orientation restée sans réponse", "warn"),
}
_DECISIONS = {
    AidRequestState.GRANTED: ("Aide accordée", "ok"),
    AidRequestState.REFUSED: ("Aide refusée", "warn"),
    AidRequestState.DROPPED: ("Demande d’aide sans suite", "text_2"),
}


def advice_events(file: PersonFile, services: Mapping[str, str]) -> Iterator[Event]:
    """Return the events in no order; `services` are the names of the catalogue by code."""
    for referral in file.referrals:
        yield from referral_events(referral)
    for request in file.aid_requests:
        yield from aid_events(request)
    for need in file.unmet_needs:
        yield from need_events(need, services)


def referral_events(referral: Referral) -> Iterator[Event]:
    """Return the sending of a referral, then its answer."""
    part = f"referral:{_id(referral)}"
    where = referral_words(referral)
    if referral.sent_on is not None:
        waits = "En attente de la réponse" if referral.state is ReferralState.SENT else ""
        words = ". ".join(text for text in (where, waits) if text)
        tone = "primary" if waits else "text_2"
        yield _begun(_event(referral.sent_on, "Orientation envoyée", words, (REFERRAL_ICON, tone), part))
    if referral.answered_on is not None and referral.state in _ANSWERS:
        title, tone = _ANSWERS[referral.state]
        words = ". ".join(text for text in (where, answer_words(referral)) if text)
        yield _event(referral.answered_on, title, words, (REFERRAL_ICON, tone), part)


def aid_events(request: AidRequest) -> Iterator[Event]:
    """Return when an aid was asked for, then what was decided."""
    part = f"aid:{_id(request)}"
    if request.asked_on is not None:
        words = ", ".join(text for text in (request.name, amount(request.asked_amount), request.body) if text)
        yield _begun(_event(request.asked_on, "Aide demandée", words, (AID_ICON, "text_2"), part))
    if request.decided_on is not None and request.state in _DECISIONS:
        title, tone = _DECISIONS[request.state]
        granted = amount(request.granted_amount) if request.state is AidRequestState.GRANTED else ""
        words = ", ".join(text for text in (request.name, granted) if text)
        yield _event(request.decided_on, title, words, (AID_ICON, tone), part)


def need_events(need: UnmetNeed, services: Mapping[str, str]) -> Iterator[Event]:
    """Return when a need without solution was noted."""
    if need.noted_on is not None:
        words = need_words(need, services)
        yield _event(need.noted_on, "Besoin sans solution", words, (NEED_ICON, "warn"), f"need:{_id(need)}")


def referral_words(referral: Referral) -> str:
    """Return « Location solidaire, AutoRelais Craonnais »."""
    parts = dict.fromkeys((referral.service_name.strip(), referral.organisation.strip()))
    return ", ".join(part for part in parts if part) or "Service à préciser"


def answer_words(referral: Referral) -> str:
    """Return « Délai observé : 12 jours », or why it was refused."""
    if referral.state is ReferralState.REFUSED and referral.refusal is not RefusalReason.NONE:
        days = referral.unavailability_days
        delay = "" if days is None else f", délai annoncé{typography.NBSP}: {typography.count(days, 'jour')}"
        return referral.refusal.label + delay
    if referral.observed_days is not None:
        return f"Délai observé{typography.NBSP}: {typography.count(referral.observed_days, 'jour')}"
    return ""


def need_words(need: UnmetNeed, services: Mapping[str, str]) -> str:
    """Return « Transport à la demande, Ballots »."""
    return ", ".join(part for part in (services.get(need.service_code, need.service_code), need.commune) if part)


def amount(euros: float | None) -> str:
    """Return « 300 € », or nothing."""
    return "" if euros is None else typography.money(euros)


def _event(day: date, title: str, words: str, look: tuple[str, str], part: str) -> Event:
    icon, tone = look
    subtitle = typography.tidy(words)
    return Event(at=end_of(day), title=title, subtitle=subtitle, icon=icon, tone=tone, tab=Tab.FOLLOW_UP, part=part)


def _begun(event: Event) -> Event:
    """Place what begins a request before its answer of the same day."""
    return replace(event, at=event.at - timedelta(minutes=1))


def _id(record: Referral | AidRequest | UnmetNeed) -> str:
    return record.id.hex()
