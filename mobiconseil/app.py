"""Composition root, with `opening`, `mending` and `putting_back`: the only modules that know every layer.

This one is the folder of a base before it is unlocked, which is all that the lock screen needs.
"""

from __future__ import annotations

import contextlib
import json
import re
import weakref
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mobiconseil.db.atomic_file import storage_error, write_atomically
from mobiconseil.db.vault import Vault, VaultUser
from mobiconseil.errors import BaseDamaged, StorageError
from mobiconseil.mending import BASE_NAME, FolderMending

if TYPE_CHECKING:
    from mobiconseil.db.folder_lock import FolderLock
    from mobiconseil.domain.identity import IdFactory
    from mobiconseil.domain.invitations import Invitation
    from mobiconseil.domain.team import Adviser
    from mobiconseil.services.ports import Change, Clock
    from mobiconseil.services.session import Session
    from mobiconseil.services.workspace import NewBase, NewKeys

__all__ = ["BASE_NAME", "DEMO_MARK", "FolderWorkspace"]

DEMO_MARK = "DEMONSTRATION.txt"
_LABEL = "poste.json"
_RESTORATION = "restauration.en-cours"
"""A copy was taking the place of the base when the program was stopped."""
_PENDING = "feuille-a-confirmer.txt"
_PENDING_TEXT = (
    "La feuille de secours n’a pas encore été confirmée. MobiConseil la redemande à la prochaine ouverture.\n"
)


class FolderWorkspace(FolderMending):
    """The folder of a base: its vault, its base, its lock."""

    def __init__(self, folder: Path, clock: Clock | None = None, ids: IdFactory | None = None) -> None:
        self._folder = folder
        self._given_clock, self._given_ids = clock, ids
        self._vault = Vault(folder, now=self._now)
        self._publish: Callable[[Change], None] = _ignore
        self._tell_damage: Callable[[], object] = bool
        self._session: weakref.ref[Session] | None = None
        if (folder / _RESTORATION).is_dir():
            self._hold()

    # Late, here and below: the lock screen needs neither the hour, nor identifiers, nor the lock of the folder.
    @cached_property
    def _clock(self) -> Clock:
        from mobiconseil.services.clock import SystemClock

        return self._given_clock or SystemClock()

    @cached_property
    def _ids(self) -> IdFactory:
        from mobiconseil.services.clock import new_id

        return self._given_ids or new_id

    @cached_property
    def _lock(self) -> FolderLock:
        from mobiconseil.db.folder_lock import FolderLock

        return FolderLock(self._folder, self._now)

    @property
    def folder(self) -> Path:
        """Return the folder."""
        return self._folder

    @property
    def is_demo(self) -> bool:
        """Say whether the people in it are fictional."""
        return (self._folder / DEMO_MARK).exists()

    @property
    def exists(self) -> bool:
        """Say whether a base was already made here."""
        return self._vault.exists() or self._base.exists()

    @property
    def structure_name(self) -> str:
        """Return the name of the structure, known from the last opening; empty before."""
        try:
            return str(json.loads((self._folder / _LABEL).read_text(encoding="utf-8"))["structure"])
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    @property
    def demo_passphrase(self) -> str:
        """Return the passphrase written in the mark of a demonstration folder; empty for any other folder."""
        try:
            text = (self._folder / DEMO_MARK).read_text(encoding="utf-8")
        except (OSError, ValueError):
            return ""
        found = re.search(r"phrase de passe\s*:\s*(.+)", text, flags=re.IGNORECASE)
        return found.group(1).strip() if found else ""

    @property
    def sheet_pending(self) -> bool:
        """Say whether the recovery sheet was made and nobody confirmed holding it."""
        return (self._folder / _PENDING).exists()

    def sheet_recipient(self) -> bytes:
        """Return the public half of the sheet that opens this base; empty when it is not known."""
        return self._vault.sheet_recipient()

    def confirm_sheet(self) -> None:
        """Note that somebody holds the recovery sheet. Raises StorageError."""
        try:
            (self._folder / _PENDING).unlink(missing_ok=True)
        except OSError as error:
            raise storage_error(error) from error

    @property
    def warning(self) -> str:
        """Return what to say of the place of the folder before opening it; empty almost everywhere."""
        from mobiconseil.db.folder_guard import warning

        return warning(self._folder)

    def holders(self) -> tuple[VaultUser, ...]:
        """Return who can open the base."""
        return self._vault.users()

    def wait_s(self) -> int:
        """Return the seconds to wait before another try; 0 when free."""
        return self._vault.wait_s()

    def listen(self, publish: Callable[[Change], None]) -> None:
        """Call `publish` after each transaction of the sessions opened from now on."""
        self._publish = publish

    def listen_to_damage(self, tell: Callable[[], object]) -> None:
        """Call `tell`, in any thread, when the sessions opened from now on meet a page that cannot be read."""
        self._tell_damage = tell

    def create(self, *, structure: str, first_name: str, last_name: str, passphrase: str) -> NewBase:
        """Make the base, its vault and its first adviser; the caller sees to the sheet. Raises StorageError.

        Without a `structure`, the one of the team comes with its first file.
        """
        keys = self.make_keys(structure=structure, first_name=first_name, last_name=last_name, passphrase=passphrase)
        from mobiconseil.domain.team import Adviser
        from mobiconseil.services.workspace import NewBase

        adviser = Adviser(id=self._ids(), slot=keys.slot, first_name=first_name, last_name=last_name)
        session = self._open(keys.key, self._holder(keys.slot), first=adviser)
        if structure:
            session.team.change_structure(name=structure)
            self._label(structure)
        self.confirm_sheet()
        return NewBase(session, keys.recovery_code)

    def read_invitation(self, data: bytes, code: str) -> Invitation:
        """Return what an invitation to a team says, before any base is made. Raises Refused."""
        from mobiconseil.db.recovery_code import parse_code
        from mobiconseil.exchange.laptop_seals import LaptopSeals
        from mobiconseil.services.laptop_joining import read_invitation

        return read_invitation(LaptopSeals(parse_code), data, code, self._clock.today())

    def make_keys(self, *, structure: str, first_name: str, last_name: str, passphrase: str) -> NewKeys:
        """Make the folder and its vault, whose sheet is pending. Raises StorageError."""
        from mobiconseil.db.folder_guard import check_new

        check_new(self._folder)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise storage_error(error) from error
        self._hold()
        write_atomically(self._folder / _PENDING, _PENDING_TEXT.encode())
        self._label(structure)
        name = f"{first_name} {last_name}".strip()
        new = self._vault.create(name=name, initials=_initials(first_name, last_name), passphrase=passphrase)
        from mobiconseil.services.workspace import NewKeys

        return NewKeys(new.key, new.user.slot, new.recovery_code)

    def unlock(self, slot: str, passphrase: str) -> Session:
        """Open the base. Raises AccessRefused with what to do, AlreadyOpen, StorageError."""
        self._hold()
        return self.open_with(self.derive(slot, passphrase), slot)

    def derive(self, slot: str, passphrase: str) -> bytes:
        """Return the key of the base, in any thread. Raises AccessRefused with what to do."""
        import mobiconseil.opening  # noqa: F401 (ready by the time the key is, in the thread that waits for it)

        return self._vault.unlock(slot, passphrase)

    def derive_from_recovery(self, code: str) -> bytes:
        """Return the key of the base from the recovery key. Raises AccessRefused, naming the doubtful group."""
        return self._vault.unlock_with_recovery(code)

    def reset_passphrase(self, key: bytes, slot: str, passphrase: str) -> None:
        """Give the slot a new passphrase, in any thread. Raises AccessRefused."""
        self._vault.reset_passphrase(key, slot, passphrase)

    def open_with(self, key: bytes, slot: str) -> Session:
        """Open the base, which is made if the first launch was cut short. Raises AlreadyOpen, StorageError."""
        self._hold()
        self._end_salvage()
        holder = self._holder(slot)
        if self._base.exists() or not self.sheet_pending:
            return self._open(key, holder)
        structure = self.structure_name
        from mobiconseil.domain.team import new_adviser

        session = self._open(key, holder, first=new_adviser(self._ids, holder.slot, holder.name))
        if structure:
            session.team.change_structure(name=structure)
            self._label(structure)
        return session

    def unlock_with_recovery(self, code: str, slot: str, new_passphrase: str) -> Session:
        """Open the base with the recovery key and give the slot a new passphrase. Raises AccessRefused."""
        self._hold()
        key = self.derive_from_recovery(code)
        self.reset_passphrase(key, slot, new_passphrase)
        session = self.open_with(key, slot)
        from mobiconseil.services.actions import Action

        session.team.note(Action.RECOVERY_USED)
        return session

    def check_recovery(self, code: str) -> bool:
        """Say whether the recovery key opens this base, without changing anything."""
        return self._vault.check_recovery(code)

    def renew_recovery(self, slot: str, passphrase: str) -> str:
        """Make a new recovery key, whose sheet is pending; the former one no longer opens. Raises AccessRefused."""
        key = self._vault.unlock(slot, passphrase)
        write_atomically(self._folder / _PENDING, _PENDING_TEXT.encode())
        return self._vault.renew_recovery(key)

    def change_passphrase(self, slot: str, old: str, new: str) -> None:
        """Change a passphrase without touching the base. Raises AccessRefused."""
        self._vault.change_passphrase(slot, old, new)

    def add_adviser(
        self, by_slot: str, by_passphrase: str, *, first_name: str, last_name: str, passphrase: str
    ) -> VaultUser:
        """Give somebody an access; somebody who has one proves it first. Raises AccessRefused."""
        key = self._vault.unlock(by_slot, by_passphrase)
        name = f"{first_name} {last_name}".strip()
        return self._vault.add_user(key, name, _initials(first_name, last_name), passphrase)

    def rename_adviser(self, slot: str, *, first_name: str, last_name: str) -> None:
        """Change the name that the lock screen shows."""
        self._vault.rename_user(slot, f"{first_name} {last_name}".strip(), _initials(first_name, last_name))

    def remove_adviser(self, slot: str) -> None:
        """Take an access away; the last one stays."""
        self._vault.remove_user(slot)

    def change_key(self, slot: str, passphrase: str, advance: Callable[[float], None]) -> bytes:
        """Give the closed base another key and return it, in any thread. Raises AccessRefused, StorageError."""
        from mobiconseil.putting_back import take_another_key

        self._hold()
        self._end_salvage()
        proof = (slot, passphrase)
        return take_another_key(self._folder, self._vault, proof, self._clock.today(), advance)

    def release(self) -> None:
        """Let another window open the folder."""
        if "_lock" in vars(self):
            self._lock.release()

    def _announce(self, change: Change) -> None:
        from mobiconseil.domain.team import Structure

        session = None if self._session is None else self._session()
        if Structure in change.kinds and session is not None:
            self._label(session.team.structure().name)
        self._publish(change)

    def _holder(self, slot: str) -> VaultUser:
        return next(holder for holder in self.holders() if holder.slot == slot)

    def _hold(self) -> None:
        if self._lock.hold() and (self._folder / _RESTORATION).is_dir():
            from mobiconseil.db.restore import end

            end(self._folder)

    def _open(self, key: bytes, holder: VaultUser, first: Adviser | None = None) -> Session:
        # Late: nothing of the base is needed before it is unlocked, and it takes longer to import than the window.
        from mobiconseil.opening import Opening, open_session

        opening = Opening(
            path=self._base,
            key=key,
            slot=holder.slot,
            name=holder.name,
            is_demo=self.is_demo,
            clock=self._clock,
            ids=self._ids,
            announce=self._announce,
            is_own_sheet=self.check_recovery,
            structure=lambda: self.structure_name,
            damaged=self._tell_damage,
        )
        try:
            session = open_session(opening, first)
        except BaseDamaged as error:
            from mobiconseil.db.salvage.diagnosis import diagnosed

            raise diagnosed(opening.path, key, error) from error
        # Weak: once locked, nothing here may keep the session in memory.
        self._session = weakref.ref(session)
        self._label(session.team.structure().name)
        self._follow_sheet(session, key)
        return session

    def _follow_sheet(self, session: Session, key: bytes) -> None:
        """Let the sheet of the team open this folder: one paper in the safe for every laptop."""
        book = session.laptop_book
        if book.identity().anchor is None:
            return
        sheet = session.laptops.sheet_to_follow()
        if sheet is None or (self.sheet_pending and sheet.is_own_kept):
            return
        # Refused by the disk, or no key at all: the former sheet still opens, and the next opening tries again.
        with contextlib.suppress(StorageError, ValueError):
            # A sheet that was the one of the team is not a new one: a référent drew another elsewhere.
            is_own_kept = sheet.is_own_kept and self.sheet_recipient() != book.team_sheet()
            if self._vault.follow_sheet(key, sheet.recipient, is_own_kept=is_own_kept):
                from mobiconseil.services.actions import Action

                session.team.note(Action.SHEET_FOLLOWED)
            if self.sheet_recipient() == sheet.recipient:
                book.note_team_sheet(sheet.recipient)
                # The paper is in the safe of the team: nobody has to draw one here.
                self.confirm_sheet()

    def _label(self, structure: str) -> None:
        """Write the name that the lock screen shows; a laptop that joins a team has none before the first file."""
        if not structure and self.structure_name:
            return
        with contextlib.suppress(OSError):
            (self._folder / _LABEL).write_text(json.dumps({"structure": structure}), encoding="utf-8")


def _initials(first_name: str, last_name: str) -> str:
    return (first_name[:1] + last_name[:1]).upper()


def _ignore(_: Change) -> None:
    """Publish to nobody."""
