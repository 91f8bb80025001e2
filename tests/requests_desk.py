"""The follow-up of a person, as somebody who asks others for her sees it."""

from __future__ import annotations

from datetime import date

from desk_window import OpenWindow
from mobiconseil.domain.advice_records import Referral, UnmetNeed
from mobiconseil.domain.follow_up import Recall
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.referral_codes import ReferralChannel
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.person_follow_up.view import PersonFollowUpScreen
from mobiconseil.ui.widgets.choice_fields import ChoiceField

TODAY = date(2026, 11, 20)


def show(window: OpenWindow, subject: RecordId, part: str = "") -> PersonFollowUpScreen:
    window.go(Route(section=Section.PEOPLE, subject=subject, tab=Tab.FOLLOW_UP, part=part))
    screen = window.bench.screen_shown.current  # type: ignore[union-attr]
    assert isinstance(screen, PersonFollowUpScreen)
    return screen


def referrals(window: OpenWindow, subject: RecordId) -> tuple[Referral, ...]:
    return window.session.files.load(subject).referrals


def needs(window: OpenWindow, subject: RecordId) -> tuple[UnmetNeed, ...]:
    return window.session.files.load(subject).unmet_needs


def recalls(window: OpenWindow, subject: RecordId) -> tuple[Recall, ...]:
    return tuple(recall for recall in window.session.files.load(subject).recalls if recall.is_open)


def sent(window: OpenWindow, subject: RecordId, **fields: object) -> Referral:
    words = {"service_name": "Location solidaire", "service_code": "F4-01", "organisation": "AutoRelais", **fields}
    made = window.session.referrals.draft(subject, None, consent_on=TODAY, **words)
    return window.session.referrals.send(made.id, channel=ReferralChannel.EMAIL)


def take(screen: PersonFollowUpScreen, name: str, code: str) -> None:
    """Choose in a drop-down list as the person does."""
    field = screen.findChild(ChoiceField, name)
    assert field is not None
    field.set_current(code)
    field.activated.emit(field.currentIndex())
