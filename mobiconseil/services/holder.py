"""Who may open a base, as it is known before it is open."""

from __future__ import annotations

from typing import Protocol


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
