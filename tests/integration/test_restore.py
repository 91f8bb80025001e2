"""A copy takes the place of a base: on the same laptop, on a new one, after a theft, and cut short at each step."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builders import FAST, PASSPHRASE, Desk
from disk_deaths import die_at
from exchange_desk import give, known, person, team
from mobiconseil import app
from mobiconseil.db import restore
from mobiconseil.domain.backups import BackupKind
from mobiconseil.errors import AccessRefused, StorageError
from mobiconseil.services.backup_ports import BackupCopy
from mobiconseil.services.session import Session

NEW = "un autre secret de sept mots tout neufs"


def replica(session: Session) -> int:
    database = session.uow._store.database  # type: ignore[attr-defined]
    sql = "SELECT rid FROM replica WHERE n = (SELECT value FROM meta WHERE key = 'replica')"
    return int(database.execute(sql).fetchone()[0])


def put_back(desk: Desk, session: Session, copy: BackupCopy) -> Session:
    """Restore as the window does: made ready while the base is open, put in its place once it is closed."""
    session.backups.prepare(copy)
    session.close()
    desk._open.put_back()
    return desk.reopen()


def on_new_laptop(copy: BackupCopy, folder: Path) -> tuple[Desk, Session]:
    desk = Desk(folder, ids=type(Desk(folder).ids)(10**6))
    desk._open = desk.workspace()
    found = desk._open.restoration(desk._open.copies_in(copy.folder.parent)[0])
    slot = found.holders()[0].slot
    key = found.derive(slot, PASSPHRASE)
    found.finish(key)
    return desk, desk._open.open_with(key, slot)


def test_a_restored_base_holds_what_the_copy_held_and_the_other_one_is_kept_aside(desk: Desk) -> None:
    session = desk.create()
    session.files.create(last_name="Avant")
    copy = session.backups.make().copies[0]
    session.files.create(last_name="Après")
    before = replica(session)
    again = put_back(desk, session, copy)
    assert again.overviews.search("Après") == ()
    assert len(again.overviews.search("Avant")) == 1
    assert again.upkeep.health().problems == ()
    assert replica(again) != before
    aside = again.backups.look().copies[0]
    assert aside.kind is BackupKind.RESTORE
    assert again.backups.try_copy(aside).found["beneficiary"] == 2
    back = put_back(desk, again, aside)
    assert len(back.overviews.search("Après")) == 1
    back.close()


def test_a_copy_made_under_an_open_window_is_not_taken_for_a_crash(desk: Desk) -> None:
    session = desk.create()
    session.drafts.begin()
    again = put_back(desk, session, session.backups.make().copies[0])
    assert not again.drafts.begin()
    again.close()


@pytest.mark.parametrize("kind", list(BackupKind))
def test_a_copy_of_each_kind_is_put_back(desk: Desk, kind: BackupKind) -> None:
    session = desk.create()
    session.files.create(last_name="Avant")
    session.copies.take(kind)
    session.files.create(last_name="Après")
    again = put_back(desk, session, session.backups.look().copies[0])
    assert (len(again.overviews.search("Avant")), again.overviews.search("Après")) == (1, ())
    again.close()


def test_the_passphrases_of_today_stay_when_a_base_goes_back_in_time(desk: Desk) -> None:
    session = desk.create()
    copy = session.backups.make().copies[0]
    desk._open.change_passphrase(session.adviser.slot, PASSPHRASE, NEW)
    session.backups.prepare(copy)
    session.close()
    desk._open.put_back()
    desk.release()
    workspace = desk.workspace()
    with pytest.raises(AccessRefused):
        workspace.derive(workspace.holders()[0].slot, PASSPHRASE)
    session = workspace.unlock(workspace.holders()[0].slot, NEW)
    session.close()
    workspace.release()


def test_whoever_was_erased_since_the_copy_is_erased_again_from_what_is_put_back(desk: Desk, tmp_path: Path) -> None:
    session = desk.create()
    gone, kept = person(session, "Partie"), person(session, "Restée")
    old = tmp_path / "vieille" / "2026-11-20_0001_demandee"
    shutil.copytree(session.backups.make().copies[0].folder, old)
    session.files.trash(gone)
    session.erasure.erase(gone, known(session, gone).code)
    copy = desk._open.copies_in(old.parent)[0]
    again = put_back(desk, session, copy)
    assert again.overviews.search("Partie") == ()
    assert [line.subject for line in again.overviews.search("Restée")] == [kept]
    assert len(again.erasure.progress()) == 1
    again.close()


@pytest.mark.parametrize("newer", ["whole", "damaged", "absent"])
def test_a_new_laptop_erases_again_whom_a_newer_copy_of_the_key_says_erased(
    desk: Desk, tmp_path: Path, newer: str
) -> None:
    key = tmp_path / "CLE"
    session = desk.create()
    gone, kept = person(session, "Partie"), person(session, "Restée")
    old = Path(shutil.copytree(session.backups.make().copies[0].folder, key / "2026-11-20_0001_demandee"))
    session.files.trash(gone)
    session.erasure.erase(gone, known(session, gone).code)
    after = session.backups.make().copies[0].folder
    session.close()
    if newer != "absent":
        base = Path(shutil.copytree(after, key / after.name)) / "mobiconseil.db"
        if newer == "damaged":
            base.write_bytes(b"\0" * base.stat().st_size)
    shutil.rmtree(desk.folder)
    other = Desk(tmp_path / "neuf")
    workspace = other.workspace()
    found = workspace.restoration(next(copy for copy in workspace.copies_in(key) if copy.folder == old))
    slot = found.holders()[0].slot
    raw = found.derive(slot, PASSPHRASE)
    found.finish(raw)
    again = workspace.open_with(raw, slot)
    assert [line.subject for line in again.overviews.search("Restée")] == [kept]
    assert (again.overviews.search("Partie") == ()) is (newer == "whole")
    again.close()
    workspace.release()


def test_a_base_put_back_exchanges_again_and_all_end_with_the_same_state(tmp_path: Path) -> None:
    claire, zoe = team(tmp_path)
    first = person(claire, "Royer")
    give(claire, zoe, tmp_path)
    copy = claire.backups.make().copies[0]
    second = person(claire, "Garnier")
    claire.files.change(first, phone="+33639981234")
    give(claire, zoe, tmp_path)
    claire.backups.prepare(copy)
    claire.close()
    folder = tmp_path / "claire" / "claire" if (tmp_path / "claire" / "claire").is_dir() else tmp_path / "claire"
    desk = Desk(folder, ids=type(Desk(folder).ids)(10**7))
    (folder / ".verrou").unlink(missing_ok=True)
    desk._open = desk.workspace()
    desk._open.put_back()
    claire = desk._open.unlock(desk._open.holders()[0].slot, PASSPHRASE)
    assert claire.overviews.search("Garnier") == ()
    claire.files.change(first, commune="Craon")
    give(zoe, claire, tmp_path)
    give(claire, zoe, tmp_path)
    for session in (claire, zoe):
        found = known(session, first)
        assert (found.phone, found.commune, found.last_name) == ("+33639981234", "Craon", "Royer")
        assert known(session, second).last_name == "Garnier"
        assert session.exchange.pending_counts() == {}
    claire.close()
    zoe.close()


def test_a_new_laptop_starts_from_the_key_with_the_passphrase(desk: Desk, tmp_path: Path) -> None:
    key = tmp_path / "CLE"
    key.mkdir()
    session = desk.create()
    session.files.create(last_name="Garnier")
    session.backups.choose_place(key, "Clé")
    before = replica(session)
    copy = session.backups.make().elsewhere[0]
    session.close()
    shutil.rmtree(desk.folder)
    other, opened = on_new_laptop(copy, tmp_path / "neuf")
    assert len(opened.overviews.search("Garnier")) == 1
    assert replica(opened) != before
    assert other._open.structure_name == "Cap Mobilité Craonnais"
    assert not other._open.sheet_pending
    opened.close()
    assert not any(path.name.startswith("restauration") for path in other.folder.iterdir())


def test_a_new_laptop_starts_with_the_recovery_sheet_and_a_new_passphrase(desk: Desk, tmp_path: Path) -> None:
    session = desk.create()
    session.files.create(last_name="Garnier")
    copy = session.backups.make().copies[0]
    session.close()
    other = Desk(tmp_path / "neuf")
    other._open = other.workspace()
    found = other._open.restoration(copy)
    found._vault._cost = FAST  # type: ignore[attr-defined]
    slot = found.holders()[0].slot
    with pytest.raises(AccessRefused):
        found.derive(slot, "pas la bonne")
    key = found.derive_from_recovery(desk.recovery_code)
    found.reset_passphrase(key, slot, NEW)
    found.finish(key)
    other.release()
    workspace = other.workspace()
    again = workspace.unlock(slot, NEW)
    assert len(again.overviews.search("Garnier")) == 1
    again.close()
    workspace.release()


def test_giving_up_on_a_new_laptop_leaves_it_new(desk: Desk, tmp_path: Path) -> None:
    session = desk.create()
    copy = session.backups.make().copies[0]
    session.close()
    other = Desk(tmp_path / "neuf")
    workspace = other.workspace()
    found = workspace.restoration(copy)
    found.cancel()
    assert not workspace.exists
    workspace.release()


def test_a_base_that_no_longer_opens_is_replaced_and_kept_as_it_is(desk: Desk) -> None:
    session = desk.create()
    session.files.create(last_name="Garnier")
    copy = session.backups.make().copies[0]
    session.close()
    base = desk.folder / "mobiconseil.db"
    base.write_bytes(b"\0" * 4096 + base.read_bytes()[4096:-100])
    harmed = base.read_bytes()
    desk.release()
    desk._open = desk.workspace()
    found = desk._open.restoration(copy)
    key = found.derive(found.holders()[0].slot, PASSPHRASE)
    found.finish(key)
    again = desk._open.open_with(key, desk._open.holders()[0].slot)
    assert len(again.overviews.search("Garnier")) == 1
    aside = again.backups.look().copies[0]
    assert (aside.folder / "mobiconseil.db").read_bytes() == harmed
    again.close()


def test_a_restoration_cut_at_any_rename_is_ended_by_the_next_opening(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = desk.create()
    session.files.create(last_name="Avant")
    copy = session.backups.make().copies[0]
    session.files.create(last_name="Après")
    step, cuts = 0, 0
    while True:
        step += 1
        session.backups.prepare(copy)
        session.close()
        with monkeypatch.context() as patch:
            died = die_at(patch, step, _CHANGES)
            try:
                desk._open.put_back()
            except KeyboardInterrupt:
                cuts += 1
        session = desk.reopen()
        restored = session.overviews.search("Après") == ()
        assert len(session.overviews.search("Avant")) == 1
        assert session.upkeep.health().problems == ()
        assert restored or (desk.folder / restore.READY).is_dir()
        if not died:
            break
        session.files.create(last_name="Après")
    assert cuts >= 6
    kept = [found for found in session.backups.look().copies if found.kind is BackupKind.RESTORE]
    assert kept
    assert all(found.is_readable for found in kept)
    session.close()


_CHANGES = (
    (Path, "replace"),
    (Path, "unlink"),
    (Path, "mkdir"),
    (shutil, "rmtree"),
    (restore.files, "copy_file"),
    (restore.files, "write_manifest"),
)


def test_a_workspace_looks_for_the_restoration_that_was_cut_short() -> None:
    assert app._RESTORATION == restore.UNDER_WAY


def test_without_room_nothing_is_put_back_and_the_base_goes_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    session = desk.create()
    copy = session.backups.make().copies[0]

    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(restore.files, "copy_file", full)
        with pytest.raises(StorageError, match="assez de place"):
            session.backups.prepare(copy)
    assert not (desk.folder / restore.STAGE).exists()
    assert session.files.create(last_name="Garnier").last_name == "Garnier"
    session.close()


def test_a_copy_made_by_a_newer_version_is_refused(desk: Desk) -> None:
    session = desk.create()
    copy = session.backups.make().copies[0]
    key: bytes = session.exchange_ports.base._key  # type: ignore[attr-defined]
    from mobiconseil.db import backup_files as files
    from mobiconseil.db.engine import close, connect

    database = connect(copy.folder / files.BASE, key)
    database.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('mobiconseil', '9999_x', '')"
    )
    close(database)
    files.sync_base(copy.folder / files.BASE)
    manifest = files.read_manifest(copy.folder)
    assert manifest is not None
    from dataclasses import replace

    files.write_manifest(copy.folder, replace(manifest, sha256=files.digests(copy.folder)))
    with pytest.raises(StorageError, match="plus récente"):
        session.backups.prepare(copy)
    session.close()


def test_a_copy_without_its_vault_says_so(desk: Desk, tmp_path: Path) -> None:
    session = desk.create()
    copy = session.backups.make().copies[0]
    session.close()
    (copy.folder / "coffre.json").unlink()
    other = Desk(tmp_path / "neuf").workspace()
    with pytest.raises(StorageError, match="abîmée ou incomplète"):
        other.restoration(copy)
    other.release()
