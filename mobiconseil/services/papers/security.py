"""The recovery sheet and the information notice."""

from __future__ import annotations

from dataclasses import dataclass

from mobiconseil.services.papers.common import Letterhead


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySheetData:
    """The sheet that opens the base when every passphrase is lost: 8 groups of 4 characters."""

    letterhead: Letterhead
    date: str
    groups: tuple[str, ...]
    advisers: tuple[str, ...] = ()
    laptop: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationNoticeData:
    """The notice handed to the person, one page; the structure writes its own answers in easy words."""

    letterhead: Letterhead
    date: str
    controller: str
    data_protection_contact: str
    purposes: tuple[str, ...]
    legal_basis: str
    required_data: str
    optional_data: str
    recipients: str
    retention: str
    rights_contact: str
    version: str = ""
    person_name: str = ""
    language: str = "fr"
