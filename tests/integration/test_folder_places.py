"""Folders where a base must not be, or that have difficult names; clocks that lie; two computers on one folder."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from builders import MORNING, PASSPHRASE, Desk
from mobiconseil.app import BASE_NAME
from mobiconseil.db import folder_guard
from mobiconseil.db.folder_guard import OPENED, OpenElsewhere, UnsafeFolder
from mobiconseil.db.folder_kind import FolderKind
from mobiconseil.errors import StorageError
from mobiconseil.services.session import Session

LONG = "Dossiers de l’équipe mobile du Haut-Anjou " * 4


def used(desk: Desk) -> None:
    """Work in the folder as people do: write, lock, open, copy, export."""
    session = desk.create()
    person = session.files.create(last_name="Garnier")
    session.close()
    session = desk.reopen()
    session.files.change(person.id, request="Aller à Craon")
    with session.beside() as beside:
        beside.exchange.copies.take()
    assert session.upkeep.health().problems == ()
    session.close()
    session = desk.reopen()
    assert session.files.load(person.id).beneficiary.request == "Aller à Craon"
    session.close()
    desk.release()


@pytest.mark.parametrize(
    "name",
    [
        "Éloïse D'Été",
        "deux  espaces et une fin. ",
        "numéro #1 (100 %)",
        "E\u0301loi\u0308se en deux signes",
        "pourcent%20et%41",
        "point-virgule; et 'guillemets'",
        "?requête=1&b",
        "😀 emoji",
        "مجلد",
        "--option",
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="some of these names are refused by the system itself")
def test_a_folder_of_any_name_serves_for_everything(tmp_path: Path, name: str) -> None:
    used(Desk(tmp_path / name / "base"))


@pytest.mark.skipif(sys.platform == "win32", reason="long paths are a setting of the system there")
def test_a_very_long_path_serves_for_everything(tmp_path: Path) -> None:
    folder = tmp_path / LONG.strip()
    while len(str(folder).encode()) < 360:
        folder /= "un dossier dans un dossier"
    used(Desk(folder))


@pytest.mark.parametrize("folder", ["un dossier dans un dossier/" * 16])
def test_a_path_that_is_too_long_says_so_and_leaves_nothing(tmp_path: Path, folder: str) -> None:
    with pytest.raises(StorageError, match=r"Rien n’a été créé|rien n’a été changé"):
        Desk(tmp_path / folder).create()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", [FolderKind.CLOUD, FolderKind.NETWORK])
def test_no_new_base_is_made_where_it_would_not_last(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, kind: FolderKind
) -> None:
    monkeypatch.setattr(folder_guard, "kind_of", lambda _: kind)
    with pytest.raises(UnsafeFolder, match=r"Rien n’a été créé\. Choisissez un dossier de cet ordinateur"):
        desk.create()
    assert not desk.folder.exists()


def test_a_base_that_was_moved_there_opens_with_a_warning(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.create().close()
    assert desk._open.warning == ""
    monkeypatch.setattr(folder_guard, "kind_of", lambda _: FolderKind.CLOUD)
    assert "remettez-la dans un dossier de cet ordinateur" in desk._open.warning
    desk.reopen().close()


def shared(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Session:
    session = desk.create()
    monkeypatch.setattr(folder_guard, "kind_of", lambda _: FolderKind.NETWORK)
    return session


def test_a_shared_folder_is_opened_by_one_computer_at_a_time(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    shared(desk, monkeypatch).close()
    desk.reopen().close()
    mine = json.loads((desk.folder / OPENED).read_text())
    (desk.folder / OPENED).write_text(json.dumps(mine | {"machine": "autre"}))
    other = desk.workspace()
    desk._open._lock._lock.release()  # type: ignore[union-attr]  # another computer does not see the lock of the system
    with pytest.raises(OpenElsewhere, match="Fermez-y MobiConseil, puis réessayez"):
        other.unlock(other.holders()[0].slot, PASSPHRASE)
    desk.clock.set(MORNING + timedelta(hours=13))
    other.unlock(other.holders()[0].slot, PASSPHRASE).close()
    other.release()
    assert not (desk.folder / OPENED).exists()


def test_the_same_computer_comes_back_after_a_crash(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    shared(desk, monkeypatch).close()
    desk.reopen().close()
    desk._open._lock._lock.release()  # type: ignore[union-attr]  # killed: the mark stays, the lock does not
    again = desk.workspace()
    again.unlock(again.holders()[0].slot, PASSPHRASE).close()
    again.release()


@pytest.mark.parametrize(
    "moment",
    [
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(1990, 6, 1, tzinfo=UTC),
        datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC),
        datetime(2100, 2, 28, 23, 59, tzinfo=UTC),
    ],
)
def test_a_clock_that_lies_loses_nothing(desk: Desk, moment: datetime) -> None:
    session = desk.create()
    person = session.files.create(last_name="Garnier", request="Avant")
    session.close()
    desk.clock.set(moment)
    session = desk.reopen()
    session.files.change(person.id, request="Pendant")
    with session.beside() as beside:
        beside.exchange.copies.take()
    session.close()
    desk.clock.set(MORNING)
    session = desk.reopen()
    assert session.files.load(person.id).beneficiary.request == "Pendant"
    session.files.change(person.id, request="Après")
    base = session.uow._records._db  # type: ignore[attr-defined]
    clocks = [row[0] for row in base.execute("SELECT clock FROM dot ORDER BY replica, seq").fetchall()]
    assert clocks == sorted(clocks)
    assert session.upkeep.health().problems == ()
    session.close()


def test_a_piece_of_a_journal_of_another_kind_changes_nothing(desk: Desk) -> None:
    session = desk.create()
    session.files.create(last_name="Garnier")
    session.close()
    desk.release()
    base = desk.folder / BASE_NAME
    before = base.read_bytes()
    base.with_name(BASE_NAME + "-wal").write_bytes(b"\x37\x7f\x06\x82" + before[:5000])
    session = desk.reopen()
    assert [line.last_name for line in session.overviews.search("garnier")] == ["Garnier"]
    assert session.upkeep.health().problems == ()
    session.close()


@pytest.mark.parametrize("part", [0.1, 0.5, 0.97])
def test_half_a_journal_takes_back_a_save_or_leaves_it(desk: Desk, part: float) -> None:
    session = desk.create()
    person = session.files.create(last_name="Garnier", request="Avant")
    base = session.uow._records._db  # type: ignore[attr-defined]
    journal = desk.folder / (BASE_NAME + "-journal")
    base.execute("BEGIN IMMEDIATE")
    base.execute("UPDATE beneficiary SET request = 'Pendant'")
    content = journal.read_bytes()
    base.execute("ROLLBACK")
    session.close()
    desk.release()
    # Before the journal was waited for, nothing was written in the base: half of it is a save that never began.
    journal.write_bytes(content[: int(len(content) * part)])
    session = desk.reopen()
    assert session.files.load(person.id).beneficiary.request == "Avant"
    assert session.upkeep.health().problems == ()
    session.close()
