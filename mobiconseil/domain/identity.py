"""Identifiers of records: 16 bytes, made by the caller's factory or derived from a parent."""

from __future__ import annotations

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
    """Return the identifier of the element `code` of a set that belongs to `parent`.

    Two laptops that add the same element to the same parent make the same record, so the two merge.
    """
    # Late: the lock screen derives no identifier.
    import uuid

    return RecordId(uuid.uuid5(uuid.UUID(bytes=parent), code).bytes)


def as_record_id(raw: bytes) -> RecordId:
    """Check the length of `raw` and return it as an identifier.

    Raises ValueError if it is not 16 bytes long.
    """
    if len(raw) != ID_LENGTH:
        raise ValueError(f"an identifier has {ID_LENGTH} bytes, not {len(raw)}")
    return RecordId(raw)
