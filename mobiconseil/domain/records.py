"""What every record has in common."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from mobiconseil.domain.identity import RecordId


@runtime_checkable
class Record(Protocol):
    """A frozen dataclass kept in the base; its field names are the column names.

    `subject` is the beneficiary that the record is about, or None when it belongs to the whole team.
    """

    @property
    def id(self) -> RecordId:
        """Return the identifier, never reused."""
        ...

    @property
    def subject(self) -> RecordId | None:
        """Return the beneficiary that this record is about."""
        ...
