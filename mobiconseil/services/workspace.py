"""The folder where a laptop keeps its base, closed or open, as the window sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from mobiconseil.services.holder import Holder

if TYPE_CHECKING:
    from mobiconseil.domain.invitations import Invitation
    from mobiconseil.services.backup_ports import BackupCopy, Restoration
    from mobiconseil.services.ports import Change
    from mobiconseil.services.salvage import SalvageReport
    from mobiconseil.services.session import Session


@dataclass(frozen=True, slots=True)
class NewBase:
    """A base that was just made: the open session and the recovery key, shown once."""

    session: Session
    recovery_code: str


@dataclass(frozen=True, slots=True, repr=False)
class NewKeys:
    """The vault that was just made: the key of the base, who holds it, and the recovery key, shown once."""

    key: bytes
    slot: str
    recovery_code: str


class Workspace(Protocol):
    """The folder of a base, and the keys that open it. Every call may raise StorageError.

    What derives a key takes half a second and may run in a job; what returns a Session runs in the thread that will
    use it, because a connection belongs to its thread.
    """

    @property
    def folder(self) -> Path:
        """Return the folder."""
        ...

    @property
    def is_demo(self) -> bool:
        """Say whether the people in it are fictional."""
        ...

    @property
    def exists(self) -> bool:
        """Say whether a base was already made here."""
        ...

    @property
    def structure_name(self) -> str:
        """Return the name of the structure, known from the last opening; empty before."""
        ...

    @property
    def demo_passphrase(self) -> str:
        """Return the passphrase of a demonstration base, which is no secret; empty for any other base."""
        ...

    @property
    def sheet_pending(self) -> bool:
        """Say whether the recovery sheet was made and nobody confirmed holding it."""
        ...

    def sheet_recipient(self) -> bytes:
        """Return the public half of the sheet that opens this base; empty when it is not known."""
        ...

    def confirm_sheet(self) -> None:
        """Note that somebody holds the recovery sheet."""
        ...

    @property
    def warning(self) -> str:
        """Return what to say of the place of the folder before opening it; empty almost everywhere."""
        ...

    def holders(self) -> tuple[Holder, ...]:
        """Return who can open the base."""
        ...

    def wait_s(self) -> int:
        """Return the seconds to wait before another try; 0 when free."""
        ...

    def create(self, *, structure: str, first_name: str, last_name: str, passphrase: str) -> NewBase:
        """Make the base, its vault and its first adviser."""
        ...

    def read_invitation(self, data: bytes, code: str) -> Invitation:
        """Return what an invitation to a team says, before any base is made. Raises Refused.

        The newcomer then makes its base without a structure, and its session joins: `session.laptops.joining.join`.
        """
        ...

    def make_keys(self, *, structure: str, first_name: str, last_name: str, passphrase: str) -> NewKeys:
        """Make the folder and its vault, in a job; `open_with` then makes the base. The sheet is pending."""
        ...

    def derive(self, slot: str, passphrase: str) -> bytes:
        """Return the key of the base, in a job. Raises AccessRefused with what to do."""
        ...

    def derive_from_recovery(self, code: str) -> bytes:
        """Return the key of the base from the recovery key. Raises AccessRefused, naming the doubtful group."""
        ...

    def reset_passphrase(self, key: bytes, slot: str, passphrase: str) -> None:
        """Give the slot a new passphrase, in a job. Raises AccessRefused if the key is not that of the base."""
        ...

    def open_with(self, key: bytes, slot: str) -> Session:
        """Open the base with its key. Raises AccessRefused, StorageError."""
        ...

    def unlock(self, slot: str, passphrase: str) -> Session:
        """Open the base. Raises AccessRefused with what to do."""
        ...

    def unlock_with_recovery(self, code: str, slot: str, new_passphrase: str) -> Session:
        """Open the base with the recovery key and give the slot a new passphrase. Raises AccessRefused."""
        ...

    def check_recovery(self, code: str) -> bool:
        """Say whether the recovery key opens this base, without changing anything."""
        ...

    def renew_recovery(self, slot: str, passphrase: str) -> str:
        """Make a new recovery key, whose sheet is pending; the former one no longer opens. Raises AccessRefused."""
        ...

    def change_passphrase(self, slot: str, old: str, new: str) -> None:
        """Change a passphrase without touching the base. Raises AccessRefused."""
        ...

    def add_adviser(
        self, by_slot: str, by_passphrase: str, *, first_name: str, last_name: str, passphrase: str
    ) -> Holder:
        """Give somebody an access; somebody who has one proves it first. Raises AccessRefused."""
        ...

    def rename_adviser(self, slot: str, *, first_name: str, last_name: str) -> None:
        """Change the name that the lock screen shows."""
        ...

    def remove_adviser(self, slot: str) -> None:
        """Take an access away; the last one stays."""
        ...

    def copies(self) -> tuple[BackupCopy, ...]:
        """Return the copies of this laptop and of the keys that are plugged in, newest first; nothing is opened."""
        ...

    def copies_in(self, folder: Path) -> tuple[BackupCopy, ...]:
        """Return the copies of a folder, newest first; nothing is opened."""
        ...

    def restoration(self, copy: BackupCopy) -> Restoration:
        """Bring a copy beside the base, ready to be opened, in a job. The base is not touched."""
        ...

    def put_back(self) -> None:
        """Put the copy that the session made ready in the place of the base, which is closed and kept aside."""
        ...

    def listen(self, publish: Callable[[Change], None]) -> None:
        """Call `publish` after each transaction of the sessions opened from now on."""
        ...

    def listen_to_damage(self, tell: Callable[[], object]) -> None:
        """Call `tell`, in any thread, when the sessions opened from now on meet a page that cannot be read."""
        ...

    def change_key(self, slot: str, passphrase: str, advance: Callable[[float], None]) -> bytes:
        """Give the closed base another key and return it; in a job. Raises AccessRefused; nothing has then changed."""
        ...

    def salvage(self, key: bytes, advance: Callable[[float], None]) -> SalvageReport:
        """Make a new base of what can be read of the damaged one, which is left as it is; in a job."""
        ...

    def take_salvaged(self) -> Path:
        """Put what was saved in the place of the damaged base, kept aside; return where it is."""
        ...

    def damaged_aside(self) -> str:
        """Return the name of the last damaged base kept aside, or an empty text."""
        ...

    def release(self) -> None:
        """Let another window open the folder."""
        ...
