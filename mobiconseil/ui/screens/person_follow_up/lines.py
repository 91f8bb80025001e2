"""The lines of the Suivi tab."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mobiconseil.domain import typography
from mobiconseil.ui.screens.summary.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    """A contact in the list."""

    code: str
    icon: str
    title: str
    when: str
    text: str
    by: str
    private: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedLine:
    """An appointment that is not settled yet."""

    code: str
    when: str
    words: str
    passed: bool
    """Its day has come: what became of it can be said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallLine:
    """An open recall; `tone` is late, today or later."""

    code: str
    when: str
    reason: str
    tone: str


def event_line(event: Event, today: date) -> ContactLine:
    """Return what was asked of others as a line among the contacts."""
    when = typography.short_date(event.at.date(), today)
    return ContactLine(
        code=event.part, icon=event.icon, title=event.title, when=when, text=event.subtitle, by="", private=False
    )
