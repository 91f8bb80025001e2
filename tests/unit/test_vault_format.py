"""What a slot of the vault authenticates: its kind, its parameters and its salt, byte for byte and for ever."""

from __future__ import annotations

import hashlib

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from mobiconseil.db import vault_file
from mobiconseil.db.vault_file import KdfCost, Slot

KEY = bytes(range(32))
SALT, NONCE = b"s" * 16, b"n" * 12
CHEAP = KdfCost(memory_kib=64, time=1, lanes=1)


def _kek(secret: bytes) -> bytes:
    return Argon2id(salt=SALT, length=32, iterations=1, lanes=1, memory_cost=64).derive(secret)


def _user() -> Slot:
    return Slot(kind="user:0a", name="Claire", initials="CM", cost=CHEAP, salt=SALT).holding(KEY, b"secret", NONCE)


def test_the_parameters_of_a_passphrase_are_authenticated_with_the_key() -> None:
    slot = _user()
    said = b"user:0a\0argon2id m=64 t=1 p=1\0" + SALT
    assert AESGCM(_kek(b"secret")).decrypt(NONCE, slot.wrapped, said) == KEY
    for forged in (b"user:0a\0" + SALT, b"user:0a\0argon2id m=8 t=1 p=1\0" + SALT, b"user:0b" + said[7:], b""):
        with pytest.raises(InvalidTag):
            AESGCM(_kek(b"secret")).decrypt(NONCE, slot.wrapped, forged)


def test_the_recovery_key_wraps_the_key_without_derivation() -> None:
    slot = Slot(kind=vault_file.PAPER, cost=None, salt=SALT).holding(KEY, b"k" * 16, NONCE)
    kek = hashlib.sha256(b"mobiconseil recovery key 1\0" + SALT + b"k" * 16).digest()
    assert AESGCM(kek).decrypt(NONCE, slot.wrapped, b"paper\0sha256\0" + SALT) == KEY


def test_a_name_can_change_without_the_passphrase() -> None:
    slot = _user()
    renamed = Slot(
        kind=slot.kind, name="Claire M", initials="CM", cost=CHEAP, salt=SALT, nonce=NONCE, wrapped=slot.wrapped
    )
    assert renamed.open(b"secret") == KEY
