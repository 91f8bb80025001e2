"""A wait, in words."""

from __future__ import annotations

_NBSP = "\u00a0"


def spoken_wait(seconds: int) -> str:
    """Return a wait in words: « 8 secondes », « 2 minutes », « 1 minute 20 »."""
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return f"{seconds}{_NBSP}{'seconde' if seconds == 1 else 'secondes'}"
    spoken = f"{minutes}{_NBSP}{'minute' if minutes == 1 else 'minutes'}"
    return f"{spoken}{_NBSP}{rest:02d}" if rest else spoken
