"""Objects ready for tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from mobiconseil.app import FolderWorkspace
from mobiconseil.db.vault import KdfCost, Vault
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.clock import FixedClock
from mobiconseil.services.ports import Change
from mobiconseil.services.session import Session

MORNING = datetime(2026, 11, 20, 7, 52, tzinfo=UTC)
"""Friday 20 November 2026, 8:52 in France."""
PASSPHRASE = "sept mots pour ouvrir le coffre ici"
FAST = KdfCost(memory_kib=64, time=1, lanes=1)


class MovingClock(FixedClock):
    """A clock that tests move by hand."""

    def __init__(self, moment: datetime = MORNING) -> None:
        super().__init__(moment)

    def set(self, moment: datetime) -> None:
        self._moment = moment.astimezone(UTC)


@dataclass
class Ids:
    """Identifiers in a known order."""

    last: int = 0

    def __call__(self) -> RecordId:
        self.last += 1
        return RecordId(self.last.to_bytes(16, "big"))


@dataclass
class Desk:
    """A laptop for tests: a real encrypted base in a folder, a clock and what was published."""

    folder: Path
    clock: MovingClock = field(default_factory=MovingClock)
    ids: Ids = field(default_factory=Ids)
    changes: list[Change] = field(default_factory=list)
    recovery_code: str = ""
    _open: FolderWorkspace = field(init=False, repr=False)

    def workspace(self) -> FolderWorkspace:
        workspace = FolderWorkspace(self.folder, clock=self.clock, ids=self.ids)
        workspace._vault = Vault(self.folder, now=self.clock.now, cost=FAST)
        workspace.listen(self.changes.append)
        return workspace

    def create(self) -> Session:
        self._open = self.workspace()
        new = self._open.create(
            structure="Cap Mobilité Craonnais", first_name="Claire", last_name="Morin", passphrase=PASSPHRASE
        )
        self.recovery_code = new.recovery_code
        return new.session

    def reopen(self) -> Session:
        self.release()
        self._open = self.workspace()
        return self._open.unlock(self._open.holders()[0].slot, PASSPHRASE)

    def release(self) -> None:
        """Let another window open the folder."""
        if hasattr(self, "_open"):
            self._open.release()


Publish = Callable[[Change], None]
