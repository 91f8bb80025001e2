"""The pages of a SQLCipher 4 file, each decrypted and checked alone: a damaged one takes no other with it.

A page is encrypted by AES-256 in CBC mode under the raw key; its last 80 bytes hold its initialisation vector and the
HMAC-SHA512 of both and of its number. The first 16 bytes of the file are the salt of the key of these HMACs.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 4096
IV, MAC = 16, 64
USABLE = PAGE - IV - MAC
_SALT = 16
_MASK = 0x3A
_ROUNDS = 2
_SAMPLE = 64
"""Pages tried before the salt is said to be lost."""
_MAGIC = b"SQLite format 3\0"


class Pages:
    """The pages of one file, opened for reading only."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Open the file. Raises OSError."""
        self._key = key
        self._file: BinaryIO = path.open("rb")
        size = path.stat().st_size
        self.count = -(-size // PAGE)
        """Pages of the file, the last of which may be cut short."""
        self._mac_key = _mac_key(key, self._raw(1)[:_SALT])
        self.verified = self._salt_serves()
        """False when the salt itself is lost: pages are then judged by their shape alone."""

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def read(self, number: int) -> bytes | None:
        """Return the content of a page, from 1; None when it is damaged."""
        raw = self._raw(number)
        if len(raw) < PAGE or not any(raw):
            return None
        start = _SALT if number == 1 else 0
        vector, mac = raw[USABLE : USABLE + IV], raw[USABLE + IV :]
        if self.verified and not hmac.compare_digest(self._mac(raw[start : USABLE + IV], number), mac):
            return None
        decryptor = Cipher(algorithms.AES(self._key), modes.CBC(vector)).decryptor()
        content = decryptor.update(raw[start:USABLE]) + decryptor.finalize()
        return (_MAGIC + content) if number == 1 else content

    def _raw(self, number: int) -> bytes:
        self._file.seek((number - 1) * PAGE)
        return self._file.read(PAGE)

    def _mac(self, content: bytes, number: int) -> bytes:
        return hmac.digest(self._mac_key, content + struct.pack("<I", number), "sha512")

    def _salt_serves(self) -> bool:
        """Say whether one page at least is what its HMAC says."""
        step = max(1, self.count // _SAMPLE)
        self.verified = True
        return any(self.read(number) is not None for number in (1, *range(2, self.count + 1, step)))


def _mac_key(key: bytes, salt: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ _MASK for byte in salt), _ROUNDS, 32)
