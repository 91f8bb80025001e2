"""What tells a base put back from a backup by hand: the rank that it had reached, kept on the laptop beside it.

A base that goes back in time and keeps its name would write again under ranks already used, and show again the people
erased since: their hashes, which say nothing of them, are kept too.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from mobiconseil.db.engine import Closed
from mobiconseil.db.sync.replicas import Replicas, meta
from mobiconseil.db.sync.restoring import erasures, restored
from mobiconseil.errors import StorageError

if TYPE_CHECKING:
    from mobiconseil.db.store import Store


class Witness:
    """The rank that the base of one place had reached when it was last left."""

    def __init__(self, folder: Path, place: str) -> None:
        """`place` names the base on this laptop."""
        self._path = folder / f"{place}.txt"

    def recognise(self, store: Store) -> bool:
        """Make the base fit to be used if it is older than it was; return whether it was. Raises StorageError."""
        seen = self._read()
        if seen is None:
            return False
        replica, seq, erased = seen
        database = store.database
        known = database.execute("SELECT 1 FROM replica WHERE rid = ?", (replica,)).fetchone()
        if known and not (replica == Replicas(database).own and meta(database, "seq") < seq):
            return False
        restored(store, erased)
        return True

    def erased(self) -> list[bytes]:
        """Return the hashes of whom the base said erased when it was last left."""
        seen = self._read()
        return [] if seen is None else seen[2]

    def _read(self) -> tuple[int, int, list[bytes]] | None:
        try:
            first, *hashes = self._path.read_text(encoding="ascii").splitlines()
            replica, seq = map(int, first.split())
            return replica, seq, [bytes.fromhex(text) for text in hashes]
        except (OSError, ValueError):
            return None

    def note(self, store: Store) -> None:
        """Note the rank reached; a disk that keeps nothing loses only this precaution."""
        with contextlib.suppress(OSError, StorageError, Closed):
            database = store.database
            lines = [f"{Replicas(database).own} {meta(database, 'seq')}"]
            lines += [hashed.hex() for hashed in erasures(database)]
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_text("\n".join(lines) + "\n", encoding="ascii")
