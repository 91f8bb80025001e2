"""What is asked of others for a person: referrals, requests for aid, needs without solution, as lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mobiconseil.domain import typography
from mobiconseil.domain.advice_records import AidRequest, AidRequestState, Referral, UnmetNeed
from mobiconseil.domain.referral_codes import ReferralState
from mobiconseil.services.files import PersonFile
from mobiconseil.ui.screens.summary.advice_events import (
    AID_ICON,
    NEED_ICON,
    REFERRAL_ICON,
    amount,
    answer_words,
    need_words,
    referral_words,
)

_REFERRAL_TONES = {
    ReferralState.DRAFT: "neutral",
    ReferralState.SENT: "tint",
    ReferralState.ACCEPTED: "ok",
    ReferralState.REFUSED: "danger",
    ReferralState.EXPIRED: "warn",
}
_AID_TONES = {
    AidRequestState.TO_ASK: "warn",
    AidRequestState.ASKED: "tint",
    AidRequestState.GRANTED: "ok",
    AidRequestState.REFUSED: "danger",
    AidRequestState.DROPPED: "neutral",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """One line; `code` is « referral:0123… », `tone` the one of its state."""

    code: str
    icon: str
    title: str
    words: str
    state: str
    tone: str


def request_lines(file: PersonFile, services: Mapping[str, str], today: date) -> tuple[RequestLine, ...]:
    """Return what waits first, then what is answered, then the needs; newest first."""
    waiting = [_referral(r, today) for r in file.referrals if not r.state.is_answered]
    waiting += [_aid(r, today) for r in file.aid_requests if r.state.is_open]
    over = [_referral(r, today) for r in file.referrals if r.state.is_answered]
    over += [_aid(r, today) for r in file.aid_requests if not r.state.is_open]
    return (*waiting, *over, *(_need(need, services, today) for need in file.unmet_needs))


def _referral(referral: Referral, today: date) -> RequestLine:
    on = referral.answered_on if referral.state.is_answered else referral.sent_on
    parts = (answer_words(referral), _on(on, today))
    return RequestLine(
        code=f"referral:{referral.id.hex()}",
        icon=REFERRAL_ICON,
        title=referral_words(referral),
        words=_joined(*parts),
        state=referral.state.label,
        tone=_REFERRAL_TONES.get(referral.state, "neutral"),
    )


def _aid(request: AidRequest, today: date) -> RequestLine:
    granted = request.state is AidRequestState.GRANTED
    euros = amount(request.granted_amount if granted else request.asked_amount)
    left = request.remainder
    remainder = f"reste à charge {typography.money(left)}" if granted and left is not None else ""
    papers = "papiers à compléter" if request.state.is_open and request.papers and not request.papers_complete else ""
    on = request.decided_on if not request.state.is_open else request.asked_on
    return RequestLine(
        code=f"aid:{request.id.hex()}",
        icon=AID_ICON,
        title=request.name or "Aide à préciser",
        words=_joined(euros, remainder, request.body, papers, _on(on, today)),
        state=request.state.label,
        tone=_AID_TONES.get(request.state, "neutral"),
    )


def _need(need: UnmetNeed, services: Mapping[str, str], today: date) -> RequestLine:
    return RequestLine(
        code=f"need:{need.id.hex()}",
        icon=NEED_ICON,
        title=need_words(need, services),
        words=_joined(need.note.strip().rstrip("."), _on(need.noted_on, today)),
        state="Besoin sans solution",
        tone="warn",
    )


def _on(day: date | None, today: date) -> str:
    return typography.short_date(day, today) if day else ""


def _joined(*parts: str) -> str:
    text = typography.tidy(", ".join(part for part in parts if part))
    return text[:1].upper() + text[1:]
