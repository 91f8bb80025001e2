"""What each piece found last, kept beside the big bases: the whole table may come from several runs."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.table import Result

_NAME = "mesures.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What one piece found, on which machine, how busy it was, and of which commit."""

    results: tuple[Result, ...]
    load: float
    commit: str
    machine: str


def read(cache: Path) -> dict[str, Piece]:
    """Return what is kept, by the name of the piece."""
    try:
        found = json.loads((cache / _NAME).read_text(encoding="utf-8"))
        return {
            name: Piece(**{**piece, "results": tuple(Result(**result) for result in piece["results"])})
            for name, piece in found.items()
        }
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def write(cache: Path, pieces: dict[str, Piece]) -> None:
    """Keep it for the next run."""
    cache.mkdir(parents=True, exist_ok=True)
    text = json.dumps({name: asdict(piece) for name, piece in pieces.items()}, ensure_ascii=False, indent=1)
    (cache / _NAME).write_text(text, encoding="utf-8")
