"""The file of the base on a disk that fails, and in the hands of people."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path
from typing import Any

import pytest

from builders import PASSPHRASE, Desk
from mobiconseil.app import BASE_NAME
from mobiconseil.db import migrations as migrations_module
from mobiconseil.db.engine import BaseDamaged, Database, DiskFailed, DiskFull, Migrations, ReadOnly, close, connect
from mobiconseil.db.migrations import NewerBase, migrate
from mobiconseil.db.summary import rebuild
from mobiconseil.domain.identity import RecordId
from mobiconseil.errors import AlreadyOpen, StorageError
from mobiconseil.services.session import Session

KEY = bytes(range(32))
OTHER_KEY = bytes(range(1, 33))


def database(session: Session) -> Any:
    return session.uow._records._db  # type: ignore[attr-defined]


def filled(path: Path) -> None:
    """Make a base of some pages at `path`."""
    base = connect(path, KEY, create=True)
    migrate(base, path)
    base.execute("CREATE TABLE filler (text TEXT) STRICT")
    for number in range(300):
        base.execute("INSERT INTO filler VALUES (?)", (f"ligne {number} " * 40,))
    close(base)


def test_another_key_is_refused_with_a_sentence_and_the_file_is_untouched(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    filled(path)
    before = path.read_bytes()
    with pytest.raises(BaseDamaged, match="Il n’a pas été modifié"):
        connect(path, OTHER_KEY)
    assert path.read_bytes() == before


def test_a_file_that_is_not_a_base_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(b"Bonjour " * 2000)
    with pytest.raises(BaseDamaged):
        connect(path, KEY)
    assert path.read_bytes() == b"Bonjour " * 2000


def test_an_empty_file_is_refused_rather_than_taken_for_a_new_base(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.touch()
    with pytest.raises(BaseDamaged):
        connect(path, KEY)
    assert path.stat().st_size == 0


def test_a_missing_file_is_not_created(tmp_path: Path) -> None:
    with pytest.raises(BaseDamaged, match="introuvable"):
        connect(tmp_path / "a.db", KEY)
    assert not (tmp_path / "a.db").exists()


def problems_of(path: Path) -> list[str]:
    """Return what the program says of the file; only known errors may rise."""
    from mobiconseil.db.engine import integrity_problems, translated

    try:
        base = connect(path, KEY)
    except StorageError as error:
        return [str(error)]
    try:
        with translated(path):
            return list(integrity_problems(base))
    except StorageError as error:
        return [str(error)]
    finally:
        close(base)


@pytest.mark.parametrize("part", [0.02, 0.3, 0.5, 0.77, 0.999])
def test_a_truncated_base_is_seen(tmp_path: Path, part: float) -> None:
    path = tmp_path / "a.db"
    filled(path)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * part)])
    assert problems_of(path)


def test_a_page_that_can_no_longer_be_read_is_a_sentence_wherever_it_is_met(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    filled(path)
    content = bytearray(path.read_bytes())
    place = len(content) * 19 // 20  # the schema stands before
    content[place::4096] = bytes(byte ^ 0x40 for byte in content[place::4096])
    path.write_bytes(bytes(content))
    base = connect(path, KEY)
    for read in (
        lambda: base.execute("SELECT text FROM filler").fetchall(),
        lambda: list(base.query("SELECT * FROM filler")),
    ):
        with pytest.raises(BaseDamaged, match="Une partie de la base est abîmée"):
            read()
    close(base)


def test_one_damaged_byte_anywhere_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    filled(path)
    content = path.read_bytes()
    chance = random.Random(20)
    for place in [3, 17, *(chance.randrange(len(content)) for _ in range(20))]:
        damaged = bytearray(content)
        damaged[place] ^= 0x40
        path.write_bytes(bytes(damaged))
        assert problems_of(path), f"byte {place}"
    path.write_bytes(content)
    assert problems_of(path) == []


def test_nothing_typed_can_be_read_in_the_files_of_the_folder(desk: Desk) -> None:
    session = desk.create()
    marker = "Marqueurquoncherche"
    person = session.files.create(last_name=marker, request=marker * 20, phone="+33639981234")
    session.files.change(person.id, last_name="Autre")
    session.close()
    content = b"".join(path.read_bytes() for path in desk.folder.rglob("*") if path.is_file())
    assert len(content) > 50_000
    assert marker.encode() not in content
    assert b"33639981234" not in content
    assert b"SQLite format 3" not in content


def test_a_second_window_on_the_same_folder_is_refused_then_free(desk: Desk) -> None:
    session = desk.create()
    second = desk.workspace()
    with pytest.raises(AlreadyOpen, match="déjà ouvert"):
        second.unlock(second.holders()[0].slot, PASSPHRASE)
    session.close()
    desk.release()
    second.unlock(second.holders()[0].slot, PASSPHRASE).close()
    second.release()


def test_a_base_of_a_newer_program_is_refused_and_untouched(desk: Desk) -> None:
    session = desk.create()
    database(session).execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('mobiconseil', '9999_demain', 'x')"
    )
    session.close()
    before = (desk.folder / BASE_NAME).read_bytes()
    with pytest.raises(NewerBase, match="plus récente"):
        desk.reopen()
    assert (desk.folder / BASE_NAME).read_bytes() == before


def test_a_migration_copies_the_base_first_and_the_copy_opens(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    session = desk.create()
    session.files.create(last_name="Garnier")
    session.close()
    longer = Migrations("mobiconseil")
    longer._migrations.extend(migrations_module.migrations._migrations)

    @longer(name="9998_later")
    def _later(db: Database) -> None:
        db.execute("CREATE TABLE later (n INTEGER) STRICT")

    monkeypatch.setattr(migrations_module, "migrations", longer)
    again = desk.reopen()
    names = {row[0] for row in database(again).execute("SELECT name FROM sqlite_master").fetchall()}
    assert "later" in names
    key = bytes.fromhex(_key_of(desk))
    again.close()
    copies = list(desk.folder.glob("sauvegardes/*_avant-mise-a-jour/mobiconseil.db"))
    assert len(copies) == 1
    copy = connect(copies[0], key)
    found = {row[0] for row in copy.execute("SELECT name FROM sqlite_master").fetchall()}
    assert "later" not in found
    assert copy.execute("SELECT last_name FROM beneficiary").fetchall() == [("Garnier",)]
    close(copy)


def _key_of(desk: Desk) -> str:
    return desk._open._vault.unlock(desk._open.holders()[0].slot, PASSPHRASE).hex()


def test_a_migration_that_fails_leaves_the_base_as_it_was(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    session = desk.create()
    session.files.create(last_name="Garnier")
    session.close()
    broken = Migrations("mobiconseil")
    broken._migrations.extend(migrations_module.migrations._migrations)

    @broken(name="9997_broken")
    def _broken(db: Database) -> None:
        db.execute("CREATE TABLE half (n INTEGER) STRICT")
        raise RuntimeError("power cut")

    with monkeypatch.context() as patched:
        patched.setattr(migrations_module, "migrations", broken)
        with pytest.raises(RuntimeError, match="power cut"):
            desk.reopen()
    again = desk.reopen()
    names = {row[0] for row in database(again).execute("SELECT name FROM sqlite_master").fetchall()}
    assert "half" not in names
    assert again.overviews.search("garnier")
    again.close()


def write_a_lot(session: Session, subject: RecordId) -> None:
    for number in range(200):
        session.files.change(subject, request=f"{number} " + "mot " * 800)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX")
def test_a_disk_that_stops_answering_says_so_loses_nothing_and_works_again(desk: Desk) -> None:
    import resource

    session = desk.create()
    person = session.files.create(last_name="Garnier", request="Avant")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, ((desk.folder / BASE_NAME).stat().st_size + 8192, hard))
    try:
        with pytest.raises((DiskFull, DiskFailed), match="Ce qui l’était déjà"):
            write_a_lot(session, person.id)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert session.upkeep.health().problems == ()
    session.files.change(person.id, request="Après")
    session.close()
    again = desk.reopen()
    assert again.files.load(person.id).beneficiary.request == "Après"
    again.close()


def test_a_full_disk_says_so_loses_nothing_and_works_again_once_there_is_room(desk: Desk) -> None:
    session = desk.create()
    person = session.files.create(last_name="Garnier", request="Avant")
    base = database(session)
    pages = base.execute("PRAGMA page_count").fetchone()[0]
    base.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull, match="Libérez de la place"):
        write_a_lot(session, person.id)
    kept = session.files.load(person.id).beneficiary
    assert kept.last_name == "Garnier"
    assert session.upkeep.health().problems == ()
    base.execute("PRAGMA max_page_count = 1000000")
    session.files.change(person.id, request="Après")
    session.close()
    again = desk.reopen()
    assert again.files.load(person.id).beneficiary.request == "Après"
    again.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_vault_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    from mobiconseil.db.atomic_file import storage_error

    with Path("/dev/full").open("wb", buffering=0) as full, pytest.raises(OSError, match="space") as refused:
        full.write(b"x")
    assert "disque" in str(storage_error(refused.value)).lower()


def test_a_base_that_became_read_only_says_so_and_loses_nothing(desk: Desk) -> None:
    session = desk.create()
    person = session.files.create(last_name="Garnier")
    database(session).execute("PRAGMA query_only = ON")
    with pytest.raises(ReadOnly, match="ne peut pas être modifié"):
        session.files.change(person.id, last_name="Perdu")
    assert session.files.load(person.id).beneficiary.last_name == "Garnier"
    database(session).execute("PRAGMA query_only = OFF")
    session.files.change(person.id, last_name="Traoré")
    session.close()


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root writes everywhere")
def test_a_read_only_folder_is_refused_with_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "base"
    folder.mkdir()
    folder.chmod(0o500)
    try:
        with pytest.raises(StorageError, match="ne peut pas être modifié"):
            Desk(folder).create()
    finally:
        folder.chmod(0o700)


def test_the_summaries_can_be_rebuilt_and_are_then_the_same(desk: Desk) -> None:
    session = desk.create()
    for name in ("Garnier", "Traoré", "Belkacem"):
        session.files.create(last_name=name, commune="Craon")
    names = [row[1] for row in database(session).execute("PRAGMA table_info(summary)").fetchall()]
    columns = ", ".join(name for name in names if name != "n")
    sql = f"SELECT {columns} FROM summary ORDER BY code"
    before = database(session).execute(sql).fetchall()
    rebuild(database(session))
    assert database(session).execute(sql).fetchall() == before
    assert [line.last_name for line in session.overviews.search("tra")] == ["Traoré"]
    session.close()


def test_the_base_is_opened_so_that_nothing_written_is_lost_and_nothing_erased_stays(desk: Desk) -> None:
    session = desk.create()
    wanted = {"journal_mode": "truncate", "synchronous": 2, "secure_delete": 1, "temp_store": 2, "foreign_keys": 1}
    found = {name: database(session).execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
    assert found == wanted
    settings = dict(database(session).execute("SELECT k, v FROM person_search_config").fetchall())
    assert settings["secure-delete"] == 1
    session.close()
