"""Many records written together are what each would be alone: same stamps, same past, same undo."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from builders import Desk
from mobiconseil.db.stored import CHUNK
from mobiconseil.domain.directory import Service, service_id
from mobiconseil.services.actions import Action
from mobiconseil.services.session import Session

MANY = CHUNK + 50


def rows(session: Session, sql: str) -> list[Any]:
    return session.uow.records._db.execute(sql).fetchall()  # type: ignore[attr-defined]


def services(count: int, **fields: Any) -> list[Service]:
    return [replace(Service(id=service_id(f"dora--{n}"), name=f"Service {n}"), **fields) for n in range(count)]


def test_each_record_written_together_has_its_own_write_and_its_past(session: Session) -> None:
    with session.uow.transaction(Action.SERVICES_IMPORTED) as records:
        records.add(replace(services(1)[0], id=service_id("seul")))
        assert records.add_many(services(3)) == 3
    stamps = [row[0] for row in rows(session, "SELECT stamp FROM service")]
    assert len(set(stamps)) == 4
    writes = rows(session, "SELECT kind, id, author, clock FROM dot WHERE kind = 31 ORDER BY seq")
    assert len({row[1] for row in writes}) == 4
    assert [row[3] for row in writes] == sorted({row[3] for row in writes})
    past = rows(session, "SELECT id, was, subject FROM history WHERE kind = 31")
    assert [(row[1], row[2]) for row in past] == [(None, None)] * 4
    assert rows(session, "SELECT count(*) FROM journal WHERE kind = 31 AND action = 'directory.import'") == [(2,)]


def test_only_what_differs_is_stamped_again(session: Session) -> None:
    with session.uow.transaction(Action.SERVICES_IMPORTED) as records:
        records.add_many(services(3))
    changed = [*services(2), replace(services(3)[2], commune="Craon")]
    with session.uow.transaction(Action.SERVICES_IMPORTED) as records:
        assert records.add_many(changed) == 1
    assert rows(session, "SELECT name FROM service WHERE stamp LIKE '%commune%'") == [("Service 2",)]
    assert rows(session, "SELECT was FROM history WHERE was IS NOT NULL AND kind = 31") == [('{"commune":""}',)]


def test_nothing_new_writes_nothing(session: Session, desk: Desk) -> None:
    for _ in range(2):
        with session.uow.transaction(Action.SERVICES_IMPORTED) as records:
            records.add_many(services(3))
    done = [change for change in desk.changes if change.action == Action.SERVICES_IMPORTED]
    assert [Service in change.kinds for change in done] == [True]
    assert rows(session, "SELECT count(*) FROM txn WHERE action = 'directory.import'") == [(1,)]


def test_a_big_transaction_is_undone_and_done_again(session: Session, desk: Desk) -> None:
    with session.uow.transaction(Action.SERVICES_IMPORTED) as records:
        records.add_many(services(MANY))
    with session.uow.transaction(Action.SERVICES_IMPORTED) as records:
        records.add_many(services(MANY, commune="Craon"))
        records.change(Service, service_id("dora--0"), commune="Laval", name="Deux fois changé")
    undone = session.uow.undo(desk.changes[-1].transaction)
    assert rows(session, "SELECT DISTINCT commune FROM service") == [("",)]
    assert session.uow.records.get(Service, service_id("dora--0")).name == "Service 0"
    session.uow.undo(undone.transaction)
    assert session.uow.records.get(Service, service_id("dora--0")).name == "Deux fois changé"
    assert rows(session, "SELECT count(*) FROM service WHERE commune = 'Craon'") == [(MANY - 1,)]
    assert session.upkeep.health().problems == ()


def test_a_failure_in_the_middle_leaves_nothing(session: Session) -> None:
    class Stopped(Exception):
        """The disk, the battery or a bug."""

    def write_half() -> None:
        with session.uow.transaction(Action.SERVICES_IMPORTED) as records:
            records.add_many(services(MANY))
            raise Stopped

    with pytest.raises(Stopped):
        write_half()
    for table in ("service", "directory_line", "directory_search"):
        assert rows(session, f"SELECT count(*) FROM {table}") == [(0,)]
    assert rows(session, "SELECT count(*) FROM dot WHERE kind = 31") == [(0,)]


def test_a_pasted_nul_is_left_out_of_many_records_as_of_one(session: Session) -> None:
    with session.uow.transaction(Action.SERVICES_IMPORTED) as records:
        records.add_many(services(3, conditions="Sur\0 prescription"))
    assert {row[0] for row in rows(session, "SELECT conditions FROM service")} == {"Sur prescription"}
