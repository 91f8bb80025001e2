"""A base that was kept aside, damaged or replaced: an erasure reaches it, and it does not stay for ever."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from builders import PASSPHRASE, Desk
from mobiconseil.app import BASE_NAME
from mobiconseil.db import backup_files as files
from mobiconseil.db.engine import close, connect
from mobiconseil.db.kept_aside import forget_outlived, kept_aside
from mobiconseil.db.restore import READY
from mobiconseil.db.salvage.pages import PAGE, Pages
from mobiconseil.db.salvage.trees import survey
from mobiconseil.domain.backups import BackupKind, is_outlived
from mobiconseil.domain.follow_up import ContactKind
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.session import Session

JOURNAL = "-journal"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path / "base")
    session = desk.create()
    for rank in range(6):
        person = session.files.create(last_name=f"Garnier{rank}")
        for day in range(6):
            session.follow_up.note(person.id, ContactKind.CALL, f"Appel {day}. " + "Elle rappellera. " * 20)
    session.backups.make()
    session.close()
    return desk


def key_of(desk: Desk) -> bytes:
    return desk._open.derive(desk._open.holders()[0].slot, PASSPHRASE)


def opened(desk: Desk) -> Session:
    return desk._open.open_with(key_of(desk), desk._open.holders()[0].slot)


def damage(desk: Desk) -> bytes:
    """Overwrite the middle of a page of contacts, which opening does not read."""
    base = desk.folder / BASE_NAME
    pages = Pages(base, key_of(desk))
    found = survey(pages)
    page = found.tree(found.roots["contact"]).leaves[1]
    pages.close()
    content = bytearray(base.read_bytes())
    content[(page - 1) * PAGE + 500 : (page - 1) * PAGE + 800] = random.Random(3).randbytes(300)
    base.write_bytes(bytes(content))
    return bytes(content)


def people_in(path: Path, desk: Desk) -> list[str]:
    copy = connect(path, key_of(desk))
    try:
        return [row[0] for row in copy.execute("SELECT last_name FROM beneficiary ORDER BY last_name").fetchall()]
    finally:
        close(copy)


def erase(session: Session, name: str) -> None:
    line = session.overviews.search(name)[0]
    session.files.trash(line.subject)
    session.erasure.erase(RecordId(line.subject), line.code)


def test_a_damaged_base_stays_as_it_is_until_somebody_is_erased(desk: Desk) -> None:
    damage(desk)
    desk._open.salvage(key_of(desk), lambda _: None)
    aside = desk._open.take_salvaged()
    aside.with_name(aside.name + JOURNAL).write_bytes(b"pages of people")
    before = aside.read_bytes()
    session = opened(desk)
    session.files.create(last_name="Nouvelle")
    session.backups.keep_up()
    session.backups.make()
    assert aside.read_bytes() == before
    erase(session, "Garnier3")
    # It cannot be cleaned: it goes, and the pages that its journal held with it.
    assert kept_aside(desk.folder / BASE_NAME) == ()
    assert not list(desk.folder.glob("mobiconseil.abimee-*"))
    assert len(session.overviews.search("garnier")) == 5
    session.close()


def test_a_salvage_that_nobody_took_forgets_the_erased_too(desk: Desk) -> None:
    desk._open.salvage(key_of(desk), lambda _: None)
    saved = desk.folder / "mobiconseil.recuperee.db"
    assert "Garnier3" in people_in(saved, desk)
    session = opened(desk)
    erase(session, "Garnier3")
    assert not saved.exists() or "Garnier3" not in people_in(saved, desk)
    session.close()


def test_a_base_replaced_by_a_copy_forgets_the_erased(desk: Desk) -> None:
    session = opened(desk)
    copy = session.backups.look().copies[0]
    session.files.create(last_name="Depuis")
    session.backups.prepare(copy)
    session.close()
    desk._open.put_back()
    session = opened(desk)
    aside = next(one for one in session.backups.look().copies if one.kind is BackupKind.RESTORE)
    assert "Garnier3" in people_in(aside.folder / files.BASE, desk)
    erase(session, "Garnier3")
    left = people_in(aside.folder / files.BASE, desk)
    assert "Garnier3" not in left
    assert "Depuis" in left
    session.close()


def test_a_damaged_base_replaced_by_a_copy_is_not_deleted_by_the_next_backup_but_by_the_next_erasure(
    desk: Desk,
) -> None:
    session = opened(desk)
    copy = session.backups.look().copies[0]
    erase(session, "Garnier5")
    session.close()
    harmed = damage(desk)
    found = desk._open.restoration(copy)
    key = found.derive(found.holders()[0].slot, PASSPHRASE)
    found.finish(key)
    session = opened(desk)
    assert session.overviews.search("Garnier5") == ()
    aside = next(one for one in session.backups.look().copies if one.kind is BackupKind.RESTORE)
    for _ in range(2):
        session.backups.keep_up()
        assert (aside.folder / files.BASE).read_bytes() == harmed
    erase(session, "Garnier3")
    assert not aside.folder.exists()
    session.close()


def test_an_erasure_leaves_nothing_of_a_restoration_that_was_given_up(desk: Desk) -> None:
    session = opened(desk)
    session.backups.prepare(session.backups.look().copies[0])
    assert (desk.folder / READY).is_dir()
    erase(session, "Garnier3")
    assert not (desk.folder / READY).exists()
    session.close()


def test_a_base_kept_aside_leaves_after_three_months_of_copies(tmp_path: Path) -> None:
    base = tmp_path / BASE_NAME
    aside = tmp_path / "mobiconseil.abimee-2026-11-20_0001.db"
    for path in (aside, aside.with_name(aside.name + JOURNAL), base):
        path.write_bytes(b"x")
    forget_outlived(base, [date(2026, 11, 30), date(2026, 12, 1), date(2027, 1, 4)])
    assert aside.exists()
    forget_outlived(base, [date(2026, 12, 1), date(2027, 1, 4), date(2027, 2, 1)])
    assert sorted(path.name for path in tmp_path.iterdir()) == [BASE_NAME]


def test_only_the_newest_bases_stay_aside(tmp_path: Path) -> None:
    for rank in range(1, 6):
        (tmp_path / f"mobiconseil.abimee-2026-11-20_{rank:04d}.db").write_bytes(b"x")
    forget_outlived(tmp_path / BASE_NAME, [])
    assert [path.name[-7:-3] for path in sorted(tmp_path.iterdir())] == ["0003", "0004", "0005"]


def test_a_wrong_clock_alone_takes_no_base_away() -> None:
    aside = date(2026, 11, 20)
    assert not is_outlived(aside, [date(2100, 1, day) for day in range(1, 20)])
    assert not is_outlived(aside, [date(1990, month, 1) for month in range(1, 12)])
    assert is_outlived(aside, [date(2027, month, 1) for month in (1, 2, 3)])
