"""A base put back by hand from an old copy of its file: it must not go on as if nothing had happened."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from builders import Desk


def replica(session: Any) -> tuple[int, int]:
    store = session.uow._store
    rid = store.database.execute("SELECT rid FROM replica WHERE n = ?", (store.replica,)).fetchone()[0]
    return rid, store.database.execute("SELECT value FROM meta WHERE key = 'seq'").fetchone()[0]


def test_an_old_copy_put_back_takes_another_name_and_forgets_again_whom_was_erased(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "base")
    session = desk.create()
    gone, kept = session.files.create(last_name="Partie"), session.files.create(last_name="Restée")
    session.close()
    base = desk.folder / "mobiconseil.db"
    shutil.copyfile(base, tmp_path / "copie.db")
    session = desk.reopen()
    before, _ = replica(session)
    with session.uow._store.transaction("erase"):  # type: ignore[attr-defined]
        session.uow._store.erase(gone.id)  # type: ignore[attr-defined]
    session.close()
    shutil.copyfile(tmp_path / "copie.db", base)
    session = desk.reopen()
    assert replica(session)[0] != before
    assert session.overviews.search("Partie") == ()
    assert [line.subject for line in session.overviews.search("Restée")] == [kept.id]
    session.close()
    desk.release()


def test_a_base_opened_again_as_it_was_left_keeps_its_name(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "base")
    session = desk.create()
    before = replica(session)[0]
    for _ in range(2):
        session.files.create(last_name="Garnier")
        session.close()
        session = desk.reopen()
        assert replica(session)[0] == before
    session.close()
    session.close()
    desk.release()
