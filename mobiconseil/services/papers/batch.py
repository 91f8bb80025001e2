"""Several papers in one file: those of each person follow each other, on pages of their own, numbered per person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchPart:
    """The papers of one person, or a set for somebody who comes without an appointment."""

    label: str
    """What the foot of each page says: the code of the file, never the name."""
    papers: tuple[Any, ...]
    """Data of papers, all their strings final."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchData:
    """The whole batch."""

    title: str
    """Of the file; never the name of a person."""
    author: str
    parts: tuple[BatchPart, ...]
    duplex: bool = False
    """Printed on both sides: each person starts on a new leaf."""
