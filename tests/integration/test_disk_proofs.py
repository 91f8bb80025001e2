"""The gate's share of the proofs on the file of a base; `python -m tests.proofs` runs as many as one likes."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

import pytest

from tests.proofs import damages, deaths, disks, powercuts
from tests.proofs.deaths import Mortal

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="forks, signals and small file systems are POSIX")


@pytest.fixture(scope="module")
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Mortal:
    return deaths.built(tmp_path_factory.mktemp("mort"))


@POSIX
@pytest.mark.parametrize("act", ["save", "migration", "key", "rekey", "backup", "vault"])
def test_a_laptop_that_dies_keeps_all_that_it_said_to_be_done(mortal: Mortal, act: str) -> None:
    assert deaths.play(mortal, act, 8)["kills"] == 8


@pytest.mark.skipif(not powercuts.can_record(), reason="strace is not here, or may not follow a process")
def test_a_power_cut_at_any_instant_loses_nothing_that_was_promised(tmp_path: Path) -> None:
    found = powercuts.play(tmp_path, 60, saves=13)
    assert found["states"] == 60
    assert found["a journal was played back"]


def test_a_damaged_base_is_said_and_saved(tmp_path: Path) -> None:
    ward = damages.built(tmp_path, 120, 40)
    ward.enough = 0.98
    found = damages.play(ward, 12)
    assert found["one page"] >= 6


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a folder on a disk that is filled at will."""
    if sys.platform != "linux" or not disks.can_mount(tmp_path):
        pytest.skip("needs to make small file systems")
    place = tmp_path / "disque"
    place.mkdir()
    return place


@pytest.mark.parametrize("size", [8, 40, 120, 400, 700])
def test_a_disk_that_is_full_at_the_creation_says_so_and_a_larger_one_serves(small: Path, size: int) -> None:
    from builders import Desk
    from mobiconseil.errors import StorageError

    with disks.small_disk(small, size * 1024):
        desk = Desk(small / "base")
        with pytest.raises(StorageError, match="plein"):
            desk.create()
        desk.release()
    desk = Desk(small / "ailleurs")
    session = desk.create()
    session.files.create(last_name="Garnier")
    session.close()
    desk.release()


@POSIX
@pytest.mark.parametrize("act", ["unlock", "backup", "migration"])
def test_a_disk_that_is_full_says_so_and_changes_nothing(
    small: Path, mortal: Mortal, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    import subprocess

    from mobiconseil.db import migrations as steps
    from mobiconseil.db.engine import Database, Migrations
    from mobiconseil.errors import StorageError

    mortal.restore()
    used = sum(-(-path.stat().st_size // 4096) * 4096 for path in mortal.live.rglob("*") if path.is_file())
    if act == "migration":
        longer = Migrations("mobiconseil")
        longer._migrations.extend(steps.migrations._migrations)

        @longer(name="9998_later")
        def _later(db: Database) -> None:
            db.execute("CREATE TABLE later (n INTEGER PRIMARY KEY, text TEXT) STRICT")
            db.execute("INSERT INTO later SELECT NULL, request FROM beneficiary")

        monkeypatch.setattr(steps, "migrations", longer)
    with disks.small_disk(small, used + (40_000 if act == "unlock" else 200_000)):
        folder = small / "base"
        folder.mkdir()
        for path in mortal.live.iterdir():
            if path.is_file():
                (folder / path.name).write_bytes(path.read_bytes())
        desk = deaths.Desk(folder)
        desk._open = desk.workspace()
        slot = desk._open.holders()[0].slot
        if act == "unlock":
            filler = small / "rempli"
            with filler.open("wb", buffering=0) as stream, contextlib.suppress(OSError):
                while stream.write(bytes(4096)):
                    pass
            with pytest.raises(StorageError, match="plein"):
                desk._open.open_with(mortal.key, slot)
            filler.unlink()
        elif act == "backup":
            session = desk._open.open_with(mortal.key, slot)
            with session.beside() as beside, pytest.raises(StorageError, match=r"plein|place"):
                beside.exchange.copies.take()
            session.close()
        else:
            with pytest.raises(StorageError, match=r"plein|place"):
                desk._open.open_with(mortal.key, slot)
        subprocess.run(["mount", "-o", "remount,size=64m", str(small)], check=True)
        session = desk._open.open_with(mortal.key, slot)
        assert session.upkeep.health().problems == ()
        assert session.upkeep.health().counts["beneficiary"] == 61
        session.close()
        desk.release()


@POSIX
def test_a_read_only_disk_says_so_and_works_again_afterwards(small: Path, mortal: Mortal) -> None:
    import subprocess

    from mobiconseil.errors import StorageError

    mortal.restore()
    with disks.small_disk(small, 16_000_000):
        folder = small / "base"
        folder.mkdir()
        for path in mortal.live.iterdir():
            if path.is_file():
                (folder / path.name).write_bytes(path.read_bytes())
        (folder / ".verrou").unlink(missing_ok=True)
        subprocess.run(["mount", "-o", "remount,ro", str(small)], check=True)
        desk = deaths.Desk(folder)
        desk._open = desk.workspace()
        slot = desk._open.holders()[0].slot
        with pytest.raises(StorageError, match="ne peut pas être modifié"):
            desk._open.open_with(mortal.key, slot)
        with pytest.raises(StorageError, match=r"protégé en écriture|ne peut pas être modifié"):
            deaths.Desk(small / "neuve").create()
        subprocess.run(["mount", "-o", "remount,rw", str(small)], check=True)
        session = desk._open.open_with(mortal.key, slot)
        assert session.upkeep.health().problems == ()
        session.close()
        desk.release()
