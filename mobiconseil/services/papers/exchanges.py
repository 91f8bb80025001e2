"""The papers of exchanges: the register of what left and came in, and the certificate of an erasure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mobiconseil.domain.typography import NBSP, count, when
from mobiconseil.services.exchange_ports import ExchangeRegisterLine
from mobiconseil.services.exchange_words import ExchangeWay, LineState
from mobiconseil.services.papers.common import Letterhead
from mobiconseil.services.papers.desk import PaperDesk


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeJournalData:
    """The register of exchanges, newest first, all its texts final."""

    letterhead: Letterhead
    date: str
    laptop: str
    rows: tuple[tuple[str, str, str, str, str], ...] = ()
    """When, who, what, for whom or from whom, how it ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedPerson:
    """What is known of an erasure: all of it at the moment it is done; afterwards neither the code nor the name."""

    code: str = ""
    """Empty once nothing is left that tells it."""
    name: str = ""
    """Empty for a certificate without a name."""
    by: str
    laptop: str
    reference: str
    at: datetime | None
    confirmed: tuple[str, ...] = ()
    """Laptops of the team that said they erased, this one included; known afterwards only."""
    waiting: tuple[str, ...] = ()
    """Laptops of the team that will erase with the next file they take in."""
    absent_copies: str = ""
    """The key that was not there, and whose copies are cleaned when it is back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureCertificateData:
    """The certificate, all its texts final."""

    letterhead: Letterhead
    date: str
    person: str
    """Empty when it is to be written by hand."""
    by: str
    laptop: str
    reference: str = ""
    erased_at: str = ""
    confirmed: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    absent_copies: str = ""
    controller: str = ""
    data_protection_contact: str = ""


def exchange_journal(desk: PaperDesk, lines: Sequence[ExchangeRegisterLine], laptop: str) -> ExchangeJournalData:
    """Return the register to print."""
    return ExchangeJournalData(
        letterhead=desk.letterhead(),
        date=desk.date,
        laptop=laptop,
        rows=tuple(_row(desk, line) for line in lines),
    )


def erasure_certificate(desk: PaperDesk, erased: ErasedPerson) -> ErasureCertificateData:
    """Return the certificate of an erasure."""
    file = f"Dossier n°{NBSP}{erased.code}" if erased.code else ""
    return ErasureCertificateData(
        letterhead=desk.letterhead(),
        date=desk.date,
        person=f"{erased.name}, {file[0].lower()}{file[1:]}" if erased.name else file,
        by=erased.by,
        laptop=erased.laptop,
        reference=erased.reference,
        erased_at="" if erased.at is None else when(desk.clock.local(erased.at)),
        confirmed=erased.confirmed,
        waiting=erased.waiting,
        absent_copies=erased.absent_copies,
        controller=desk.structure.controller or desk.structure.name,
        data_protection_contact=desk.structure.dpo_contact,
    )


def _row(desk: PaperDesk, line: ExchangeRegisterLine) -> tuple[str, str, str, str, str]:
    label = f"{line.label[:1].lower()}{line.label[1:]}"
    what = f"{line.way.label}{NBSP}: {label}" if label else line.way.label
    held = count(line.people, "dossier") if line.people else ""
    codes = f"n°{NBSP}{line.codes}" if line.codes else ""
    detail = ", ".join(part for part in (held, codes, line.basis) if part)
    return (
        when(desk.clock.local(line.at), today=desk.today),
        line.author,
        f"{what} ({detail})" if detail else what,
        line.other,
        _ending(line),
    )


def _ending(line: ExchangeRegisterLine) -> str:
    if line.undone:
        return "Annulé ensuite"
    if line.state is LineState.DONE and line.way is ExchangeWay.SENT:
        return line.file_name
    return line.state.label
