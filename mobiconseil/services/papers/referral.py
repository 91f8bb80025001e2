"""The outgoing sheet of a referral: what an operator may be told about the person, and how to answer."""

from __future__ import annotations

from dataclasses import dataclass

from mobiconseil.services.papers.common import AdviserContact, Consent, Letterhead

Fact = tuple[str, str]
"""A label and its value; a fact without value is not printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralSheetData:
    """What goes to the operator of a service.

    Without the person's agreement only `asked` and the adviser to call are filled: neither her name nor her situation.
    """

    letterhead: Letterhead
    date: str
    adviser: AdviserContact
    consent: Consent
    file_code: str = ""
    person_name: str = ""
    urgency: str = ""
    """« Réponse attendue sous 48 heures », or nothing."""
    service: str = ""
    asked: tuple[Fact, ...] = ()
    """Which service, whose, since when."""
    person: tuple[Fact, ...] = ()
    """How to reach the person."""
    request: str = ""
    reason: str = ""
    criteria: str = ""
    situation: tuple[Fact, ...] = ()
    """Places and hours to reach, deadline, licence and vehicle."""
    statuses: tuple[str, ...] = ()
    aids: tuple[str, ...] = ()
    """Aids already asked for."""
    refusals: tuple[str, ...] = ()
    """The closed list of reasons to tick when the answer is no."""
    answer_before: str = ""
