"""People erased for ever: their names are looked for in the bytes of all that a laptop keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from exchange_desk import Desk, give, person, send, take, team
from mobiconseil.app import BASE_NAME
from mobiconseil.db import engine
from mobiconseil.domain.follow_up import ContactKind
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.situation import ConsentKind
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.exchange_words import ConsentBasis, FileKind, Recipient
from mobiconseil.services.session import Session
from tests.proofs.scene import EVERYTHING_ACCEPTED

CODE = "cerise tambour ivoire moulin ruban"
KEPT = "Queltoitenez"
"""Somebody who stays: what shows that the search sees."""


@contextmanager
def without_encryption() -> Iterator[None]:
    """Let the bases opened meanwhile be in clear: the same engine, whose bytes can be read."""
    former = engine._unlock

    def unlock(connection: Any, key: bytes) -> None:
        cursor = connection.cursor()
        cursor.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for pragma in engine._PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}").fetchone()

    engine._unlock = unlock
    try:
        yield
    finally:
        engine._unlock = former


def play(folder: Path, people: int) -> Counter[str]:
    """Fill two laptops with `people` people, erase them on one, carry it to the other; return the traces found."""
    claire, zoe = team(folder)
    marks = [f"Zq{number:04d}xv" for number in range(people)]
    subjects = [_lived(claire, mark) for mark in marks]
    person(claire, KEPT)
    give(claire, zoe, folder)
    for number, (subject, mark) in enumerate(zip(subjects, marks, strict=True)):
        zoe.files.change(subject, private_note=f"{mark} a rappelé")
        if number % 2:
            claire.files.change(subject, phone=f"+3363998{number:04d}", private_note=f"{mark} viendra")
    give(zoe, claire, folder)
    claire.drafts.keep(f"{marks[0]} est passée")
    _sent_outside(claire, subjects[0], folder)
    counts = Counter(_traces("before, in the base", folder / "claire" / BASE_NAME, marks))
    assert counts, "the search sees nothing"
    for subject in subjects:
        claire.files.trash(subject)
        claire.erasure.erase(subject, claire.files.load(subject).beneficiary.code)
    take(zoe, send(claire, folder).path, EVERYTHING_ACCEPTED)
    for session in (claire, zoe):
        session.close()
    after: Counter[str] = Counter()
    for laptop in ("claire", "zoe"):
        for path in sorted((folder / laptop).rglob("*")):
            if path.is_file():
                after["files searched"] += 1
                after += _traces(f"{laptop}/{path.name}", path, marks)
        assert KEPT.encode() in (folder / laptop / BASE_NAME).read_bytes()
    after["found before the erasure"] = sum(counts.values())
    return after


def _lived(session: Session, mark: str) -> RecordId:
    """Give somebody a file that went through everything: edits, history, search, contacts, a trash, an undo."""
    subject = person(session, mark, request=f"{mark} veut travailler", email=f"{mark}@exemple.fr")
    session.files.change(subject, commune=f"{mark}-le-Vieux", private_note=f"Note de {mark}")
    session.files.change(subject, commune="Craon")
    session.follow_up.note(subject, ContactKind.CALL, f"Parle de {mark}")
    session.files.set_barrier(subject, "F2-07", intensity=3, wording=f"Dit {mark}")
    session.files.set_consent(subject, ConsentKind.SHARE_PARTNERS, value=TriState.YES)
    return subject


def _sent_outside(session: Session, subject: RecordId, folder: Path) -> None:
    send(
        session, folder, FileKind.PEOPLE, recipient=Recipient.CODE, recipient_name="Garage solidaire", code=CODE,
        subjects=(subject,), basis=ConsentBasis.SHARE_PARTNERS,
    )  # fmt: skip


def _traces(where: str, path: Path, marks: list[str]) -> Counter[str]:
    content = path.read_bytes().lower()
    found = sum(content.count(mark.lower().encode()) for mark in marks)
    return Counter({f"traces in {where}": found}) if found else Counter()


__all__ = ["Desk", "play", "without_encryption"]
