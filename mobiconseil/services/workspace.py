"""The folder where a laptop keeps its base, closed or open, as the window sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from mobiconseil.services.ports import Change
from mobiconseil.services.session import Session


class Holder(Protocol):
    """Somebody who has a slot in the vault, known before unlocking."""

    @property
    def slot(self) -> str:
        """Return the stable name of the slot."""
        ...

    @property
    def name(self) -> str:
        """Return « Claire Morin »."""
        ...

    @property
    def initials(self) -> str:
        """Return « CM »."""
        ...


@dataclass(frozen=True, slots=True)
class NewBase:
    """A base that was just made: the open session and the recovery key, shown once."""

    session: Session
    recovery_code: str


class Workspace(Protocol):
    """The folder of a base, and the keys that open it. Every call may raise StorageError."""

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

    def holders(self) -> tuple[Holder, ...]:
        """Return who can open the base."""
        ...

    def wait_s(self) -> int:
        """Return the seconds to wait before another try; 0 when free."""
        ...

    def create(self, *, structure: str, first_name: str, last_name: str, passphrase: str) -> NewBase:
        """Make the base, its vault and its first adviser."""
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
        """Make a new recovery key; the former one no longer opens. Raises AccessRefused."""
        ...

    def change_passphrase(self, slot: str, old: str, new: str) -> None:
        """Change a passphrase without touching the base. Raises AccessRefused."""
        ...

    def add_adviser(
        self, by_slot: str, by_passphrase: str, *, first_name: str, last_name: str, passphrase: str
    ) -> Holder:
        """Give somebody an access; somebody who has one proves it first. Raises AccessRefused."""
        ...

    def remove_adviser(self, slot: str) -> None:
        """Take an access away; the last one stays."""
        ...

    def listen(self, publish: Callable[[Change], None]) -> None:
        """Call `publish` after each transaction of the sessions opened from now on."""
        ...
