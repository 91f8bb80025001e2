"""The laptop dies (kill -9) while a copy is made, carried to a key, or put back: nothing half made is ever used."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import MORNING, Desk
from mobiconseil.db import backup_files as files
from mobiconseil.db.restore import READY
from mobiconseil.domain.backups import BackupKind
from mobiconseil.services.session import Session

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is forked to be killed")

KILLS = 12
OPENED, DONE = b"o", b"d"


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """Return a base that is closed, with a copy of it on a key and somebody more in it since."""
    desk = Desk(tmp_path / "base")
    session = desk.create()
    session.files.create(last_name="Avant", private_note=random.Random(1).randbytes(200_000).hex())
    (tmp_path / "cle").mkdir()
    session.backups.choose_place(tmp_path / "cle", "Clé")
    session.files.create(last_name="Après")
    session.close()
    desk.release()
    for name in ("base", "cle"):
        shutil.copytree(tmp_path / name, tmp_path / f"{name}.modele")
    return tmp_path


def opened(folder: Path) -> tuple[Desk, Session]:
    desk = Desk(folder / "base")
    desk._open = desk.workspace()
    from builders import PASSPHRASE

    return desk, desk._open.unlock(desk._open.holders()[0].slot, PASSPHRASE)


def again(folder: Path) -> None:
    for name in ("base", "cle"):
        shutil.rmtree(folder / name)
        shutil.copytree(folder / f"{name}.modele", folder / name)


def copying(desk: Desk, session: Session) -> None:
    desk.clock.set(MORNING.replace(day=21))
    session.backups.make()


def going_back(desk: Desk, session: Session) -> None:
    session.backups.prepare(session.backups.look().copies[-1])
    session.close()
    desk._open.put_back()


def killed(folder: Path, act: Callable[[Desk, Session], None], delay: float) -> bool:
    """Let a child act, kill it after a while; say whether it had said that all was done."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            desk, session = opened(folder)
            os.write(writing, OPENED)
            act(desk, session)
            os.write(writing, DONE)
            signal.pause()
        finally:
            os._exit(1)
    os.close(writing)
    assert os.read(reading, 1) == OPENED
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    said = os.read(reading, 1)
    os.close(reading)
    return said == DONE


def undisturbed(folder: Path, act: Callable[[Desk, Session], None]) -> float:
    desk, session = opened(folder)
    begun = time.monotonic()
    act(desk, session)
    took = time.monotonic() - begun
    session.close()
    desk.release()
    return took


def test_a_copy_cut_short_is_no_copy_and_the_next_one_is_made(model: Path) -> None:
    longest, chance, said = undisturbed(model, copying), random.Random(2), 0
    for _ in range(KILLS):
        again(model)
        done = killed(model, copying, chance.uniform(0, longest * 1.2))
        said += done
        desk, session = opened(model)
        copies = session.backups.look().copies
        assert len({copy.number for copy in copies}) == (2 if done else len({copy.number for copy in copies}))
        for copy in copies:
            assert files.check_files(copy.folder).sha256
            assert session.backups.try_copy(copy).found["beneficiary"] in {1, 2}
        copying(desk, session)
        assert session.backups.try_copy(session.backups.look().copies[0]).found["beneficiary"] == 2
        left = [path.name for path in (model / "base" / "sauvegardes").iterdir() if path.suffix == files.PARTIAL]
        assert left == []
        assert session.upkeep.health().problems == ()
        session.close()
        desk.release()


def test_a_restoration_cut_short_is_as_before_or_as_after_and_loses_no_base(model: Path) -> None:
    longest, chance, found = undisturbed(model, going_back), random.Random(3), set()
    for _ in range(KILLS):
        again(model)
        done = killed(model, going_back, chance.uniform(0, longest * 1.2))
        desk, session = opened(model)
        after = session.overviews.search("Après") == ()
        found.add(after)
        assert len(session.overviews.search("Avant")) == 1
        assert after or not done
        assert session.upkeep.health().problems == ()
        aside = [copy for copy in session.backups.look().copies if copy.kind is BackupKind.RESTORE]
        assert len(aside) == after
        for copy in aside:
            assert session.backups.try_copy(copy).found["beneficiary"] == 2
        if not after:
            going_back(desk, session)
            desk.release()
            desk, session = opened(model)
            assert session.overviews.search("Après") == ()
        assert not (model / "base" / READY).exists()
        session.close()
        desk.release()
    assert found
