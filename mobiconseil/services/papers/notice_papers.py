"""Builds the information notice and the recovery sheet."""

from __future__ import annotations

from collections.abc import Iterable

from mobiconseil.domain.typography import count, phone
from mobiconseil.services.papers.desk import PaperDesk
from mobiconseil.services.papers.security import InformationNoticeData, RecoverySheetData
from mobiconseil.services.papers.wording import sentence

NOTICE_VERSION = "1"

_PURPOSES = (
    "vous aider à vous déplacer",
    "faire avec vous un diagnostic et un plan",
    "compter, sans votre nom, ce que nous faisons",
)


def information_notice(desk: PaperDesk, person_name: str = "") -> InformationNoticeData:
    """Return the notice of the structure, in easy words."""
    structure = desk.structure
    place = " ".join(part for part in (structure.postal_code, structure.commune) if part)
    address = ", ".join(part for part in (structure.address, place) if part)
    responsible = structure.controller or ", ".join(part for part in (structure.name, address) if part)
    number = phone(structure.phone or desk.adviser.phone)
    asked = ", ".join(part for part in (desk.adviser.name, number) if part)
    return InformationNoticeData(
        letterhead=desk.letterhead(),
        date=desk.date,
        controller=sentence(responsible),
        data_protection_contact=structure.dpo_contact,
        purposes=_PURPOSES,
        legal_basis=f"{sentence(structure.legal_basis)} Pour le partage avec d’autres, votre accord.",
        required_data="Votre nom, votre prénom, votre commune et un moyen de vous joindre.",
        optional_data="Tout le reste. Ce qui touche à votre santé est toujours facultatif.",
        recipients="Votre conseiller ou votre conseillère. Les partenaires, seulement avec votre accord.",
        retention=f"{count(structure.retention_months, 'mois', 'mois')} après notre dernier contact. "
        "Ensuite, nous les effaçons.",
        rights_contact=sentence(asked),
        version=NOTICE_VERSION,
        person_name=person_name,
    )


def recovery_sheet(desk: PaperDesk, code: str, advisers: Iterable[str], laptop: str = "") -> RecoverySheetData:
    """Return the sheet that opens the base when every passphrase is lost."""
    groups = tuple(part for part in code.replace(" ", "-").split("-") if part)
    return RecoverySheetData(
        letterhead=desk.letterhead(), date=desk.date, groups=groups, advisers=tuple(advisers), laptop=laptop
    )
