"""The vault: one random key of the base, opened by each person's passphrase or by the printed recovery key.

The file `coffre.json` lies beside the base. A change of passphrase never touches the base. While a change has not
been proven by a successful unlock, the former file stays as `coffre.precedent.json`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mobiconseil.db import vault_file
from mobiconseil.db.atomic_file import storage_error, write_atomically
from mobiconseil.db.recovery_code import KEY_LENGTH as RECOVERY_KEY_LENGTH
from mobiconseil.db.recovery_code import WrongRecoveryCode, format_code, parse_code
from mobiconseil.db.vault_attempts import AttemptLog
from mobiconseil.db.vault_errors import (
    LastUser,
    SlotsOfFormerVersions,
    TooManyAttempts,
    UnknownUser,
    VaultAlreadyThere,
    VaultDamaged,
    VaultMissing,
    VaultTooRecent,
    WrongPassphrase,
)
from mobiconseil.db.vault_file import KdfCost, Slot, VaultContent
from mobiconseil.errors import AccessRefused, InvalidInput, StorageError

if TYPE_CHECKING:
    from datetime import datetime

__all__ = [
    "KdfCost",
    "LastUser",
    "NewVault",
    "TooManyAttempts",
    "UnknownUser",
    "Vault",
    "VaultAlreadyThere",
    "VaultDamaged",
    "VaultMissing",
    "VaultTooRecent",
    "VaultUser",
    "WrongPassphrase",
    "WrongRecoveryCode",
]

VAULT_FILE = "coffre.json"
PREVIOUS_FILE = "coffre.precedent.json"
DAMAGED_FILE = "coffre.abime.json"
ATTEMPTS_FILE = "coffre.essais.json"


class VaultUser(NamedTuple):
    """A person who can unlock, as the lock screen shows them."""

    slot: str
    name: str
    initials: str


class NewVault(NamedTuple):
    """What a creation gives: the key of the base, the first person, the recovery key to print (never stored)."""

    key: bytes
    user: VaultUser
    recovery_code: str

    def __repr__(self) -> str:
        """Return no secret."""
        return f"NewVault(user={self.user!r})"


class Vault:
    """The vault of one folder."""

    def __init__(
        self,
        folder: Path,
        *,
        now: Callable[[], datetime],
        random_bytes: Callable[[int], bytes] = os.urandom,
        cost: KdfCost | None = None,
    ) -> None:
        self._folder = folder
        self._random_bytes = random_bytes
        self._cost = cost or KdfCost()
        self._attempts = AttemptLog(folder / ATTEMPTS_FILE, now)
        self._notice = ""

    @property
    def path(self) -> Path:
        """Return the path of `coffre.json`."""
        return self._folder / VAULT_FILE

    @property
    def notice(self) -> str:
        """Return a French sentence when the previous vault had to be used, else an empty text."""
        return self._notice

    def exists(self) -> bool:
        """Say whether the folder holds a vault, even damaged."""
        return self.path.exists() or self._previous.exists()

    def create(self, *, name: str, initials: str, passphrase: str) -> NewVault:
        """Create the vault with its first person; raises VaultAlreadyThere rather than overwrite one."""
        if self.exists():
            raise VaultAlreadyThere
        key = self._random_bytes(vault_file.KEY_LENGTH)
        recovery_key = self._random_bytes(RECOVERY_KEY_LENGTH)
        slot = self._new_slot(key, name, initials, passphrase)
        paper = vault_file.new_paper_slot(key, recovery_key, self._random_bytes)
        content = VaultContent(proof=vault_file.key_proof(key), slots=(slot, paper))
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise storage_error(error) from error
        self._write(content, lambda written: _opens(written, slot.kind, passphrase, key))
        self._attempts.clear()
        return NewVault(key=key, user=_as_user(slot), recovery_code=format_code(recovery_key))

    def users(self) -> tuple[VaultUser, ...]:
        """Return the people who can unlock, in the order they were added."""
        return tuple(_as_user(slot) for slot in self._content().user_slots())

    def wait_s(self) -> int:
        """Return how many seconds to wait before the next try; 0 when it is free."""
        return self._attempts.wait_s()

    def unlock(self, slot: str, passphrase: str) -> bytes:
        """Return the key of the base.

        Raises TooManyAttempts during a wait, WrongPassphrase, UnknownUser, VaultMissing or VaultDamaged.
        """
        content = self._content()
        key = self._open_user_slot(content, slot, passphrase)
        self._keep_proven(content)
        return key

    def unlock_with_recovery(self, code: str) -> bytes:
        """Return the key of the base from the printed recovery key; waits do not apply to it.

        Raises WrongRecoveryCode, which names the doubtful group when it can.
        """
        recovery_key = parse_code(code)
        content = self._content()
        key = content.paper_slot().open(recovery_key)
        if key is None or not content.owns(key):
            raise WrongRecoveryCode(
                "Cette clé de secours est bien recopiée, mais elle n’ouvre pas ce dossier de travail. "
                "Rien n’est perdu. Cherchez une feuille plus récente, ou celle de cet ordinateur."
            )
        self._attempts.clear()
        self._keep_proven(content)
        return key

    def check_recovery(self, code: str) -> bool:
        """Say whether the printed recovery key still opens this vault; changes nothing."""
        try:
            recovery_key = parse_code(code)
        except WrongRecoveryCode:
            return False
        content = self._content()
        key = content.paper_slot().open(recovery_key)
        return key is not None and content.owns(key)

    def add_user(self, key: bytes, name: str, initials: str, passphrase: str) -> VaultUser:
        """Give a new person an access and return them."""
        content = self._content_of(key)
        slot = self._new_slot(key, name, initials, passphrase)
        self._write(content.with_slot(slot), lambda written: _opens(written, slot.kind, passphrase, key))
        return _as_user(slot)

    def rename_user(self, slot: str, name: str, initials: str) -> None:
        """Change the name shown on the lock screen."""
        content = self._content()
        former = _existing(content, slot)
        self._write(content.with_slot(former._replace(name=_name(name), initials=initials.strip())))

    def remove_user(self, slot: str) -> None:
        """Remove a person's access, from the previous vault too; raises LastUser for the only one left."""
        content = self._content()
        former = _existing(content, slot)
        if len(content.user_slots()) == 1:
            raise LastUser
        self._write(content.without(former.kind))
        with suppress(VaultDamaged, VaultMissing):
            write_atomically(self._previous, vault_file.encode(_read(self._previous).without(former.kind)))

    def change_passphrase(self, slot: str, old: str, new: str) -> None:
        """Replace a passphrase by another, the old one being given; the base is not touched."""
        key = self._open_user_slot(self._content(), slot, old)
        self.reset_passphrase(key, slot, new)

    def reset_passphrase(self, key: bytes, slot: str, new: str) -> None:
        """Replace a forgotten passphrase, the base being open."""
        content = self._content_of(key)
        former = _existing(content, slot)
        filled = vault_file.fill_user_slot(former, key, _passphrase(new), self._cost, self._random_bytes)
        self._write(content.with_slot(filled), lambda written: _opens(written, filled.kind, new, key))

    def renew_recovery(self, key: bytes) -> str:
        """Replace the recovery key and return the new one, to print; the former sheet opens nothing any more."""
        content = self._content_of(key)
        recovery_key = self._random_bytes(RECOVERY_KEY_LENGTH)
        paper = vault_file.new_paper_slot(key, recovery_key, self._random_bytes)
        self._write(content.with_slot(paper), lambda written: written.paper_slot().open(recovery_key) == key)
        return format_code(recovery_key)

    def follow_sheet(self, key: bytes, recipient: bytes, *, is_own_kept: bool) -> bool:
        """Let the sheet of the team open this vault too, and say whether it was changed.

        Only its public half is known here. `is_own_kept` leaves a sheet that was drawn on this laptop.
        """
        content = self._content_of(key)
        paper = content.paper_slot()
        if paper.recipient == recipient or (is_own_kept and paper.is_own_sheet):
            return False
        self._write(content.with_slot(vault_file.shared_paper_slot(key, recipient, self._random_bytes)))
        return True

    def with_another_key(self, slot: str, passphrase: str, other: bytes) -> tuple[bytes, bytes]:
        """Return the key in force, and the bytes of a vault that holds `other` for all who open this one.

        Nothing is written. The secrets of the others are not there: their public halves are. Raises AccessRefused.
        """
        key = self.unlock(slot, passphrase)
        content = self._content_of(key)
        absent = tuple(s.name for s in content.user_slots() if s.user_id != slot and not s.is_attested(key))
        if absent or not content.paper_slot().is_attested(key):
            raise SlotsOfFormerVersions(absent)
        mine = vault_file.fill_user_slot(_existing(content, slot), other, passphrase, self._cost, self._random_bytes)
        others = (s for s in content.slots if s.kind != mine.kind)
        held = {s.kind: vault_file.slot_for_another_key(s, other, self._random_bytes) for s in others}
        slots = tuple(held.get(s.kind, mine) for s in content.slots)
        encoded = vault_file.encode(VaultContent(proof=vault_file.key_proof(other), slots=slots))
        if not _opens(vault_file.decode(encoded), mine.kind, passphrase, other):
            raise VaultDamaged("the vault read back does not open")
        return key, encoded

    def sheet_recipient(self) -> bytes:
        """Return the public half of the sheet that opens this vault; empty for a vault that knows none."""
        return self._content().paper_slot().recipient

    @property
    def _previous(self) -> Path:
        return self._folder / PREVIOUS_FILE

    def _content(self) -> VaultContent:
        """Return the content of the vault, or of the previous one when the vault is damaged or gone."""
        try:
            content = _read(self.path)
        except (VaultDamaged, VaultMissing):
            try:
                content = _read(self._previous)
            except (VaultDamaged, VaultMissing):
                pass
            else:
                self._notice = (
                    "Le fichier des clés était abîmé\u00a0: MobiConseil utilise sa copie précédente. Rien n’est perdu. "
                    "Si vous veniez de changer de phrase de passe, tapez l’ancienne."
                )
                return content
            raise
        return content

    def _content_of(self, key: bytes) -> VaultContent:
        """Return the content of the vault, after checking that `key` is its key."""
        content = self._content()
        if not content.owns(key):
            raise AccessRefused(
                "Le fichier des clés n’est pas celui du dossier de travail ouvert. Rien n’a été changé. "
                "Remettez à sa place le fichier coffre.json de ce dossier, puis réessayez."
            )
        return content

    def _new_slot(self, key: bytes, name: str, initials: str, passphrase: str) -> Slot:
        empty = vault_file.new_user_slot(_name(name), initials.strip(), self._cost, self._random_bytes)
        return vault_file.fill_user_slot(empty, key, _passphrase(passphrase), self._cost, self._random_bytes)

    def _open_user_slot(self, content: VaultContent, slot: str, passphrase: str) -> bytes:
        """Return the key held by a person's slot, counting the failures."""
        found = _existing(content, slot)
        wait_s = self._attempts.wait_s()
        if wait_s:
            raise TooManyAttempts(wait_s)
        key = found.open(vault_file.passphrase_secret(passphrase))
        if key is None or not content.owns(key):
            self._attempts.add_failure()
            raise WrongPassphrase(self._attempts.wait_s())
        self._attempts.clear()
        return key

    def _write(self, content: VaultContent, proves: Callable[[VaultContent], bool] | None = None) -> None:
        """Write the vault, after proving on the bytes read back that it opens; keep the former as previous."""

        def verify(read_back: bytes) -> None:
            written = vault_file.decode(read_back)
            if written != content or (proves is not None and not proves(written)):
                raise VaultDamaged("the vault read back does not open")

        self._keep_former()
        write_atomically(self.path, vault_file.encode(content), verify)

    def _keep_former(self) -> None:
        """Copy the vault in force as the previous one, unless it is damaged."""
        with suppress(VaultDamaged, VaultMissing):
            write_atomically(self._previous, vault_file.encode(_read(self.path)))

    def _keep_proven(self, content: VaultContent) -> None:
        """After a successful unlock, forget the previous vault, or put it back if it is the one that opened."""
        with suppress(OSError, StorageError):
            try:
                in_force = _read(self.path) == content
            except (VaultDamaged, VaultMissing):
                if self.path.exists():
                    self.path.replace(self._folder / DAMAGED_FILE)
                write_atomically(self.path, vault_file.encode(content))
            else:
                if in_force:
                    self._previous.unlink(missing_ok=True)


def _read(path: Path) -> VaultContent:
    """Return the content of a vault file; raises VaultMissing, VaultDamaged or StorageError."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise VaultMissing from error
    except OSError as error:
        raise StorageError(
            "Le fichier des clés (coffre.json) ne peut pas être lu. Rien n’est perdu. "
            "Vérifiez que le disque est branché et que vous avez le droit d’ouvrir ce dossier, puis réessayez."
        ) from error
    return vault_file.decode(raw)


def _opens(content: VaultContent, kind: str, passphrase: str, key: bytes) -> bool:
    """Say whether the passphrase opens the slot of this kind and gives `key`."""
    secret = vault_file.passphrase_secret(passphrase)
    return any(slot.kind == kind and slot.open(secret) == key for slot in content.slots)


def _existing(content: VaultContent, slot: str) -> Slot:
    found = content.user_slot(slot)
    if found is None:
        raise UnknownUser
    return found


def _as_user(slot: Slot) -> VaultUser:
    return VaultUser(slot=slot.user_id, name=slot.name, initials=slot.initials)


def _name(name: str) -> str:
    """Return the name to show; raises InvalidInput when it is empty or longer than 100 characters."""
    stripped = " ".join(name.split())
    if not 0 < len(stripped) <= 100:
        raise InvalidInput(
            "Le nom affiché doit avoir entre 1 et 100 caractères. Rien n’a été changé. Exemple\u00a0: Lucie Martin."
        )
    return stripped


def _passphrase(passphrase: str) -> str:
    """Return the passphrase; raises InvalidInput when it is empty."""
    if not passphrase.strip():
        raise InvalidInput("La phrase de passe est vide. Rien n’a été changé. Tapez au moins 7 mots.")
    return passphrase
