"""The narrow lines of the sieve follow the sheets, whatever way they came into the base."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from mobiconseil.db import directory
from mobiconseil.db.repositories import SqlUnitOfWork
from mobiconseil.services.session import Session
from tests.advice_people import person, service
from tests.builders import PASSPHRASE, Desk
from tests.old_base import step_back

_LINES = """
SELECT l.id, l.name, l.catalogue, l.family, l.mesh, l.latitude, l.longitude, l.delay, l.known, l.fees, c.words
FROM sieve_line l JOIN sieve_criteria c ON c.n = l.criteria ORDER BY l.id
"""


@pytest.fixture
def session(desk: Desk) -> Iterator[Session]:
    session = desk.create()
    service(session, "Location", "F4-01", deposit=300, observed_days=7, mesh="E")
    imported = service(session, "Garage", "F5-01", source="dora", source_id="dora--1", zones="44", conditions="Sans")
    session.directory.change(imported, zones="53 72", conditions="Dérogation possible, permis sans interruption")
    session.directory.close(service(session, "Fermé", "F1-01"))
    session.directory.trash(service(session, "Jeté", "F1-01"))
    yield session
    session.close()


def _base(session: Session) -> Any:
    assert isinstance(session.uow, SqlUnitOfWork)
    return session.uow.records._db


def _lines(session: Session) -> list[tuple[Any, ...]]:
    return list(_base(session).execute(_LINES).fetchall())


def test_only_open_services_have_a_line_and_corrections_count(session: Session) -> None:
    found = {line[1]: line[-1].split("\x1f") for line in _lines(session)}
    assert set(found) == {"Location", "Garage"}
    assert found["Garage"][:3] == ["derogation interruption", "tous-publics", "53 72"]
    assert found["Location"][7] == "300"


def test_a_base_of_before_is_opened_with_the_lines_that_writing_makes(desk: Desk, session: Session) -> None:
    before = _lines(session)
    session.close()
    step_back(
        desk.folder / "mobiconseil.db",
        desk._open.derive(desk._open.holders()[0].slot, PASSPHRASE),
        before="0004_sieve",
    )
    again = desk.reopen()
    assert _lines(again) == before
    assert list(again.advice.sieve(person(again, "P1")).rows)
    again.close()


def test_writing_all_the_lines_again_changes_nothing(session: Session) -> None:
    before = _lines(session)
    directory.rebuild(_base(session))
    assert _lines(session) == before


def test_what_is_written_makes_the_version_grow_and_a_file_of_somebody_does_not(session: Session) -> None:
    before = session.sieve_source.version()
    person(session, "P1")
    assert session.sieve_source.version() == before
    service(session, "Nouveau", "F1-01")
    assert session.sieve_source.version() > before


def test_two_services_that_ask_the_same_are_judged_as_one(session: Session) -> None:
    service(session, "Autre location", "F4-01", deposit=300)
    service(session, "Location de scooters", "F4-02", deposit=300)
    words = [line[-1] for line in _lines(session)]
    assert len(words) == 4
    assert len(set(words)) == 2
