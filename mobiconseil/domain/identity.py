"""Identifiers of records: 16 bytes, made by the caller's factory or derived from a parent."""

from __future__ import annotations

import hashlib
from typing import NewType, Protocol

RecordId = NewType("RecordId", bytes)
"""Identifier of a record: the 16 bytes of a UUIDv7, or of a UUIDv5 for the element of a set."""

ID_LENGTH = 16


class IdFactory(Protocol):
    """Makes a new identifier each time it is called."""

    def __call__(self) -> RecordId:
        """Return an identifier that was never used."""
        ...


def element_id(parent: RecordId, code: str) -> RecordId:
    """Return the identifier of the element `code` of a set that belongs to `parent`: their UUIDv5.

    Two laptops that add the same element to the same parent make the same record, so the two merge.
    """
    digest = bytearray(hashlib.sha1(parent + code.encode(), usedforsecurity=False).digest()[:ID_LENGTH])
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    return RecordId(bytes(digest))
