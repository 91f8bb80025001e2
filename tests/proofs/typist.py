"""Somebody who types in a base of her own process: saves, erases from memory what was said, changes her passphrase.

Each line on the standard output is an acknowledgement: what it names is promised to be on the disk.
`python -m tests.proofs.typist FOLDER PERSON SAVES`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from builders import PASSPHRASE, Desk

SAVE, CHANGE = "s", "v"


def passphrase(number: int) -> str:
    """Return the passphrase after so many changes."""
    return PASSPHRASE if not number else f"{PASSPHRASE} {number}"


def main(words: list[str]) -> int:
    """Type until all is typed, or until the laptop dies."""
    from mobiconseil.domain.identity import RecordId

    folder, subject, saves = Path(words[0]), RecordId(bytes.fromhex(words[1])), int(words[2])
    desk = Desk(folder)
    workspace = desk.workspace()
    slot = workspace.holders()[0].slot
    session = workspace.unlock(slot, PASSPHRASE)
    _say(SAVE, 0)
    for number in range(1, saves + 1):
        # A text of many pages from time to time: the journal is then longer than what memory holds.
        text = f"{number} " + "mot " * (50 if number % 9 else 30_000)
        session.files.change(subject, request=text, phone=f"+3363998{number:04d}")
        _say(SAVE, number)
        if number % 12 == 0:
            rank = number // 12
            workspace.change_passphrase(slot, passphrase(rank - 1), passphrase(rank))
            _say(CHANGE, rank)
    session.close()
    workspace.release()
    return 0


def _say(what: str, number: int) -> None:
    os.write(1, f"{what} {number}\n".encode())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
