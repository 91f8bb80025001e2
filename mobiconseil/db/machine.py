"""Where a base stands, in words that differ on another laptop: what tells a copy from the original."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

_NAME = "ordinateur.txt"
_LENGTH = 32


def machine_mark(folder: Path) -> str:
    """Return what stands for this laptop: random characters kept in its `folder`, and its name on the network.

    They stay on the laptop; both are needed to tell a home folder copied whole to another one.
    """
    import platform  # late: the lock screen does not need it

    mark = _kept(folder / _NAME)
    return hashlib.sha256(f"{mark}\0{platform.node()}".encode()).hexdigest()[:_LENGTH]


def place_mark(machine: str, base: Path) -> str:
    """Return what stands for a base on this laptop: two copies on one laptop are two places."""
    return hashlib.sha256(f"{machine}\0{base.resolve()}".encode()).hexdigest()[:_LENGTH]


def _kept(path: Path) -> str:
    with contextlib.suppress(OSError, ValueError):
        known = path.read_text(encoding="ascii").strip()
        if len(known) == _LENGTH:
            return known
    import secrets

    drawn = secrets.token_hex(_LENGTH // 2)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(drawn + "\n", encoding="ascii")
    except OSError:
        return ""  # a disk that keeps nothing would make another laptop of each opening
    return drawn
