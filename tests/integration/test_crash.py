"""A laptop that dies while somebody types: every acknowledged write is there afterwards."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from builders import PASSPHRASE, Desk

_CHILD = """
import sys
from pathlib import Path
from mobiconseil.app import FolderWorkspace
from mobiconseil.domain.identity import RecordId

workspace = FolderWorkspace(Path(sys.argv[1]))
session = workspace.unlock(workspace.holders()[0].slot, sys.argv[2])
subject = RecordId(bytes.fromhex(sys.argv[3]))
start = int(sys.argv[4])
for number in range(start, start + 200):
    session.files.change(subject, request=f"{number} " + "mot " * 50, phone=f"+3363998{number:04d}")
    print(number, flush=True)
"""
KILLS = 6


def type_until_killed(folder: Path, subject: bytes, start: int, lines: int) -> int:
    """Let a child autosave, kill it after `lines` acknowledged writes, and return the last one."""
    words = [sys.executable, "-c", _CHILD, str(folder), PASSPHRASE, subject.hex(), str(start)]
    last = start - 1
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for line in child.stdout:
            last = int(line)
            lines -= 1
            if lines == 0:
                child.kill()
                break
        rest = child.stdout.read().split()
    return int(rest[-1]) if rest else last


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a POSIX signal")
def test_no_acknowledged_write_is_lost_when_the_program_is_killed(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "base")
    session = desk.create()
    person = session.files.create(last_name="Garnier")
    session.close()
    desk.release()
    chance = random.Random(7)
    last = 0
    for _ in range(KILLS):
        last = type_until_killed(desk.folder, person.id, last + 1, chance.randrange(1, 200))
        again = desk.reopen()
        kept = again.files.load(person.id).beneficiary
        written = int(kept.request.split()[0])
        assert written in {last, last + 1}
        assert kept.phone == f"+3363998{written:04d}"
        assert again.upkeep.health().problems == ()
        line = again.overviews.person(person.id)
        assert line is not None
        assert line.request == kept.request
        last = written
        again.close()
        desk.release()
