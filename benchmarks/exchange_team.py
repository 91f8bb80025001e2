"""Five imaginary laptops of one team, each with its share of the files, exchanging through a folder."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from benchmarks.bases import PASSPHRASE, database
from benchmarks.generate import Generator
from benchmarks.people import NOW, TODAY
from mobiconseil.app import FolderWorkspace
from mobiconseil.db.vault import KdfCost, Vault
from mobiconseil.domain.beneficiary import Beneficiary, FileState
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.records import Record
from mobiconseil.services.clock import FixedClock
from mobiconseil.services.exchange_ports import (
    ExportedExchange,
    ExportPlan,
    ImportDecisions,
    ImportPreview,
    OpenedFile,
)
from mobiconseil.services.exchange_words import FileKind
from mobiconseil.services.pace import unhurried
from mobiconseil.services.session import Session

HOLDERS = (("Claire", "Morin"), ("Karim", "Benali"), ("Lucie", "Martin"), ("Zoé", "L’Hôte"), ("Paul", "Royer"))
_CHEAP = KdfCost(memory_kib=64, time=1, lanes=1)
_TEXT = (
    "matin soir travail bourg voiture permis bus car covoiturage vélo scooter formation entretien garage enfants école "
    "crèche médecin courses horaires décalés nuit week-end ligne arrêt trajet prêt location essence assurance réserve "
    "appelle accompagne cherche demande propose accepte hésite revient rappelle semaine mois lundi jeudi Craon Renazé"
)
_WORDS = _TEXT.split()
_BEGIN = ("Gar", "Ben", "Le", "Du", "Mar", "Pot", "Rous", "Fer", "Cha", "Tra", "Hou", "Bou", "Gui", "Ker", "Lam", "Sal")
_END = ("nier", "kacem", "febvre", "pont", "tin", "tier", "seau", "reira", "vin", "oré", "ssin", "det", "gal", "mon")
_FIRST = ("Sylvie", "Yanis", "Aïcha", "Jean-Luc", "Léa", "Monique", "Dylan", "Émilie", "Mohamed", "Natalia", "Noël")
_COMMUNES = ("Craon", "Ballots", "Renazé", "Cossé-le-Vivien", "Saint-Aignan-sur-Roë", "Méral", "Athée", "Congrier")


@dataclass(slots=True)
class Laptop:
    """One laptop of the team."""

    folder: Path
    workspace: FolderWorkspace
    session: Session
    recovery_code: str

    def close(self) -> None:
        """Lock it."""
        self.session.close()
        self.workspace.release()


def laptop(folder: Path, first_name: str, last_name: str, structure: str = "") -> Laptop:
    """Return a laptop that has a base and no team."""
    workspace = FolderWorkspace(folder, clock=FixedClock(NOW))
    workspace._vault = Vault(folder, now=FixedClock(NOW).now, cost=_CHEAP)
    new = workspace.create(structure=structure, first_name=first_name, last_name=last_name, passphrase=PASSPHRASE)
    return Laptop(folder, workspace, new.session, new.recovery_code)


def team(folder: Path, files: int) -> list[Laptop]:
    """Return the laptops: each has its share of the files, and the first one has them all."""
    first = laptop(folder / "poste-1", *HOLDERS[0], structure="Mesures")
    first.session.laptops.create("Poste de Claire", first.recovery_code)
    found = [first]
    for rank, (first_name, last_name) in enumerate(HOLDERS[1:], start=2):
        other = laptop(folder / f"poste-{rank}", first_name, last_name)
        enter(first.session, other.session, folder, f"Poste de {first_name}")
        found.append(other)
    share = files // len(found)
    for rank, one in enumerate(found):
        Generator(database(one.session), " ".join(HOLDERS[rank]), NOW).write(people(rank, share))
    for other in found[1:]:
        take(first.session, send(other.session, folder).path)
    return found


def admit(referent: Session, other: Session, name: str) -> None:
    """Sign a newcomer in, who has not taken any file yet."""
    invitation = referent.laptops.joining.invite(name)
    answer = other.laptops.joining.join(invitation.file, invitation.code)
    referent.laptops.joining.confirm(referent.laptops.joining.read_request(answer.file))


def enter(referent: Session, other: Session, folder: Path, name: str) -> None:
    """Bring a newcomer into the team, by files."""
    admit(referent, other, name)
    take(other, send(referent, folder).path)


def send(session: Session, folder: Path, kind: FileKind = FileKind.EVERYTHING) -> ExportedExchange:
    """Make a file for the team."""
    key = folder / "cle"
    key.mkdir(exist_ok=True)
    return session.exchange.exports.export(ExportPlan(kind=kind, folder=key))


def take(session: Session, path: Path) -> None:
    """Open a file, look at what it changes, take it in, as the jobs of the window do."""
    for step in taking(session, path):
        step()


def taking(session: Session, path: Path) -> tuple[Callable[[], object], ...]:
    """Return the three steps of an import, each to be called after the one before: open, show, take in."""
    beside = session.exchange_beside
    opened: list[OpenedFile] = []
    shown: list[ImportPreview] = []
    wanted = ImportDecisions(accepts_alarm=True)
    return (
        lambda: opened.append(session.exchange.open(path)),
        lambda: shown.append(beside.preview(opened.pop(), unhurried).value),
        lambda: beside.apply(shown.pop(), wanted, unhurried),
    )


def people(laptop_rank: int, number: int) -> Iterator[list[Record]]:
    """Yield the sheets of `number` people, ten fields each: a text of 25 words among them."""
    chance = random.Random(laptop_rank)
    for rank in range(1, number + 1):
        subject = RecordId(_time(rank) + bytes([0x70 | laptop_rank]) + chance.randbytes(9))
        yield [
            Beneficiary(
                id=subject,
                subject=subject,
                code=f"{'ABCDE'[laptop_rank]}-{rank:04d}",
                state=FileState.UNDERWAY,
                entered_on=TODAY - timedelta(days=chance.randrange(900)),
                last_name=chance.choice(_BEGIN) + chance.choice(_END),
                first_name=chance.choice(_FIRST),
                birth_year=1945 + chance.randrange(62),
                phone=f"+336{chance.randrange(10**8):08d}",
                commune=chance.choice(_COMMUNES),
                postal_code="53400",
                request=sentence(chance),
            )
        ]


def sentence(chance: random.Random) -> str:
    """Return a text of 25 words."""
    return " ".join(chance.choices(_WORDS, k=25)).capitalize() + "."


def _time(rank: int) -> bytes:
    """Return the first bytes of an identifier made at some moment, as those of real records."""
    return (1_763_600_000_000 + rank * 60_000).to_bytes(6, "big")
