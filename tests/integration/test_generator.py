"""The generator of big bases writes what the door of the base writes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.generate import Generator
from benchmarks.people import NOW, files
from builders import Desk, MovingClock
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.services.session import Session

_NEVER_EQUAL = (
    "adviser:",
    "replica:",
    "meta: ('replica'",
    "meta: ('place'",
    "laptop:",
    "laptop_key:",
    "_sqlite_migrations",
    "sqlite_",
    "person_search_data",
    "person_search_idx",
)
"""Drawn at random, or laid out according to how many rows a transaction holds."""


def database(session: Session) -> Any:
    return session.uow._records._db  # type: ignore[attr-defined]


def sorted_rows(session: Session) -> Iterator[str]:
    base = database(session)
    for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall():
        for row in sorted(repr(row) for row in base.execute(f'SELECT * FROM "{name}"').fetchall()):
            yield f"{name}: {row}"


def rows(session: Session) -> list[str]:
    return [row for row in sorted_rows(session) if not row.startswith(_NEVER_EQUAL)]


def test_generated_files_are_row_for_row_those_of_the_door(tmp_path: Path) -> None:
    by_door, by_hand = (Desk(tmp_path / name, clock=MovingClock(NOW)) for name in ("door", "hand"))
    one, other = by_door.create(), by_hand.create()
    people = list(files(12, 70, one.reference.grid, "ab" * 16))
    for records in people:
        with one.uow.transaction("file.create") as kept:
            assert isinstance(records[0], Beneficiary)
            assert kept.next_code() == records[0].code
            for record in records:
                kept.add(record)
    Generator(database(other), "Claire Morin", NOW).write(people)
    assert rows(one) == rows(other)
    assert other.upkeep.health().problems == ()
    for session, desk in ((one, by_door), (other, by_hand)):
        session.close()
        desk.release()
