"""Why the lock screen is shown: to open the base, or to do first what only a closed base allows."""

from __future__ import annotations

from enum import Enum, auto


class Purpose(Enum):
    """What the passphrase will do."""

    OPEN = auto()
    MEND = auto()
    """A page of the base cannot be read: nothing is typed before one way or another is chosen."""
    SALVAGE = auto()
    """Save what can be read of it."""
    REKEY = auto()
    """Give the base another key, then open it."""
