"""A team of laptops whose files pass through a folder, on real encrypted bases."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from builders import Desk, Ids
from laptop_team import founder, newcomer
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.exchange import Refused
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.exchange_ports import (
    ExportedExchange,
    ExportPlan,
    ImportDecisions,
    ImportOutcome,
)
from mobiconseil.services.exchange_words import FileKind
from mobiconseil.services.session import Session

__all__ = ["Desk", "Ids"]


def team(folder: Path) -> tuple[Session, Session]:
    """Return the sessions of Claire, who made the team, and of Zoé, who has taken in her first file."""
    _, claire = founder(folder / "claire")
    _, zoe = newcomer(folder / "zoe")
    enter(claire, zoe, folder)
    give(zoe, claire, folder)
    return claire, zoe


def enter(referent: Session, other: Session, folder: Path, name: str = "Portable de Zoé") -> None:
    """Bring a newcomer into the team with nothing but files, the first of the team included."""
    invitation = referent.laptops.joining.invite(name)
    answer = other.laptops.joining.join(invitation.file, invitation.code)
    referent.laptops.joining.confirm(referent.laptops.joining.read_request(answer.file))
    give(referent, other, folder)


def give(sender: Session, reader: Session, folder: Path, decisions: ImportDecisions | None = None) -> ImportOutcome:
    """Take all the work of one laptop in another."""
    return take(reader, send(sender, folder).path, decisions)


def send(sender: Session, folder: Path, kind: FileKind = FileKind.EVERYTHING, **fields: object) -> ExportedExchange:
    """Prepare a file."""
    key = folder / "cle"
    key.mkdir(exist_ok=True)
    return sender.exchange.exports.export(ExportPlan(kind=kind, folder=key, **fields))  # type: ignore[arg-type]


def take(reader: Session, path: Path, decisions: ImportDecisions | None = None, code: str = "") -> ImportOutcome:
    """Open a file, look at what it changes, take it in."""
    exchange = reader.exchange
    return exchange.apply(exchange.preview(exchange.open(path, code)), decisions)


def person(session: Session, last_name: str = "Royer", **fields: object) -> RecordId:
    """Open a file for somebody and return her identifier."""
    made = session.files.create(last_name=last_name, first_name="Monique", **fields)
    return made.id


def known(session: Session, subject: RecordId) -> Beneficiary:
    """Return the sheet of a person."""
    return session.uow.records.get(Beneficiary, subject)


HERE, THERE = "+33261912208", "+33639982208"


def refused_with(code: str) -> object:
    return pytest.raises(Refused, check=lambda error: error.code == code)


@contextmanager
def unchanged(session: Session) -> Iterator[None]:
    """Hold that nothing of a base changes."""
    before = session.upkeep.health().counts, session.exchange.register(), session.overviews.journal(limit=5)
    yield
    assert (session.upkeep.health().counts, session.exchange.register(), session.overviews.journal(limit=5)) == before


def crossed(tmp_path: Path) -> tuple[Session, Session, bytes, Path]:
    """Return two laptops that changed the phone and the note of the same person, and the file of Zoé."""
    claire, zoe = team(tmp_path)
    subject = person(claire)
    give(claire, zoe, tmp_path)
    claire.files.change(subject, phone=HERE, private_note="Veut essayer le transport à la demande.")
    zoe.files.change(subject, phone=THERE, private_note="A réservé pour le marché de Craon.")
    return claire, zoe, subject, send(zoe, tmp_path, FileKind.NEWS).path
