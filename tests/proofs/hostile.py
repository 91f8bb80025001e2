"""Damaged files and signed hostile ones, given to the import of a real laptop: refused in one way, or whole."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import exchange_fuzz
from exchange_desk import give, known, person, team
from mobiconseil.app import BASE_NAME
from mobiconseil.domain.exchange import Refused, Scope
from mobiconseil.domain.follow_up import ContactKind
from mobiconseil.exchange import files
from mobiconseil.exchange.wire_write import write_package
from mobiconseil.services.actions import Action
from mobiconseil.services.exchange_ports import ExportPlan
from mobiconseil.services.exchange_words import FileKind
from mobiconseil.services.session import Session
from tests.proofs.scene import state_of

NUMBER_OF_DAMAGED = sum(exchange_fuzz.DAMAGES.values())


class Office:
    """Claire's laptop, that receives, and what Zoé's laptop signs."""

    def __init__(self, folder: Path) -> None:
        self.claire, self.zoe = team(folder)
        self._base = folder / "claire" / BASE_NAME
        self._key: bytes = self.claire.exchange_ports.base._key  # type: ignore[attr-defined]
        self.path = folder / "recu.mobiconseil"
        shared, gone = person(self.claire), person(self.claire, "Le Goff")
        give(self.claire, self.zoe, folder)
        self.claire.files.change(shared, phone="+33261910001", private_note="Veut essayer le car.")
        self.zoe.files.change(shared, phone="+33755000001", private_note="A réservé.", birth_year=1990)
        self.zoe.follow_up.note(shared, ContactKind.CALL, "Appelée ce matin")
        self.zoe.files.set_barrier(shared, "F2-07", intensity=3)
        self.zoe.files.trash(gone)
        self.zoe.erasure.erase(gone, known(self.zoe, gone).code)
        key = folder / "cle"
        prepared = self.zoe.exchange.exports.prepare(ExportPlan(kind=FileKind.NEWS, folder=key))
        assert prepared.package is not None
        self.lines = write_package(prepared.package)
        self._signing, self._recipients = prepared.signing, prepared.recipients
        self.whole = self.sealed(self.lines)

    def sealed(self, lines: bytes) -> bytes:
        """Return a file that Zoé's laptop signed, whatever it says."""
        return files.seal_lines(lines, Scope.TEAM.value, self._signing, self._recipients)

    def state(self) -> str:
        """Return the sum of all that the base of Claire holds."""
        return state_of(self._base, self._key)

    def told(self, data: bytes) -> str:
        """Return how the import takes a file: the code of the refusal, or « accepted »; any other error rises."""
        self.path.write_bytes(data)
        try:
            opened = self.claire.exchange.open(self.path)
            self.claire.exchange.preview(opened)
            _written_and_taken_back(self.claire, opened.unsealed.package)
        except Refused as refused:
            return refused.code
        return "accepted"


class _TakenBack(Exception):
    """Takes back the import that went well."""


def _written_and_taken_back(session: Session, package: object) -> None:
    """Write all that an import writes, summaries and journal included, then take it back."""
    database = session.uow.records._db  # type: ignore[attr-defined]
    try:
        with database.atomic():
            with session.uow.transaction(Action.EXCHANGE_IMPORTED):
                session.exchange_ports.base.apply(package)  # type: ignore[arg-type]
                session.laptops.settle()
            # A record whose person has not come yet is no harm: her sheet may be in the next file.
            problems = session.upkeep.health().problems
            assert all(problem.endswith("without a file") for problem in problems), problems
            raise _TakenBack
    except _TakenBack:
        pass


def damaged(office: Office) -> Counter[str]:
    """Give the laptop every damaged file; none may be accepted, nor change anything."""
    before, reasons = office.state(), Counter[str]()
    for _, data in exchange_fuzz.damaged(office.whole):
        reasons[office.told(data)] += 1
    assert office.state() == before
    assert reasons["accepted"] == 0
    return reasons


def hostile(office: Office, number: int, seed: int = 0) -> Counter[str]:
    """Give the laptop signed files that are wrong; each is refused, or taken whole."""
    before, reasons = office.state(), Counter[str]()
    for rank in range(seed, seed + number):
        reasons[office.told(office.sealed(exchange_fuzz.hostile(office.lines, Random(rank))))] += 1
    assert office.state() == before
    return reasons
