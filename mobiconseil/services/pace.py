"""How far a long work is, told as it goes; whoever listens may stop it there by raising."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum


class Phase(Enum):
    """What is about to be done."""

    GATHER = "gather"
    COPY = "copy"
    WRITE = "write"
    COMMIT = "commit"
    """Everything is written, and nothing is kept yet: the last moment to stop."""


Pace = Callable[[Phase], None]
"""Hears each phase as it begins. What it raises stops the work, and nothing is then changed."""


def unhurried(_phase: Phase) -> None:
    """Hear, and let the work go on."""
