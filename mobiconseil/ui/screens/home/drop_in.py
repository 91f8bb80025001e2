"""What the home screen says of the drop-in day: the one that is open, left open, or about to be held."""

from __future__ import annotations

from mobiconseil.domain import typography
from mobiconseil.services.drop_in_days import place_of
from mobiconseil.services.session import Session
from mobiconseil.ui.navigation import Section
from mobiconseil.ui.screens.home.rows import Chore

LEAST_BOOKED = 2
"""Appointments at one place that make it a drop-in day."""


def drop_in_chore(session: Session) -> Chore | None:
    """Return the line about the drop-in day, or None on a day without one."""
    days, clock = session.drop_in_days, session.clock
    day = days.current()
    if day is None:
        return _to_open(session)
    opened = clock.local(day.opened_at)
    if days.is_left_open(day):
        when = typography.long_date(opened.date(), clock.today())
        return _chore("Permanence à clôturer", f"{place_of(day).label}, {when}", "Clôturer", urgent=True)
    since = typography.hour(opened.time())
    return _chore("Permanence ouverte", f"{place_of(day).label}, depuis {since}", "Y revenir")


def _to_open(session: Session) -> Chore | None:
    place = session.drop_in_days.held_today(LEAST_BOOKED)
    return None if place is None else _chore("Permanence du jour", place.label, "Ouvrir")


def _chore(title: str, detail: str, action: str, *, urgent: bool = False) -> Chore:
    return Chore(
        icon="door-open", title=title, detail=detail, action=action, section=Section.DROP_IN, part="", urgent=urgent
    )
