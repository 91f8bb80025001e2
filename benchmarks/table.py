"""The result: a promise, its figure, its baseline of the same run, and whether it holds."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One line of the table; times are in milliseconds."""

    what: str
    files: int | None
    promise: str
    figure: str
    baseline: str = ""
    ratio: float | None = None
    kept: bool = True
    reason: str = ""
    """Why a promise is not kept, when that is known."""


HEADS = ("Mesure", "Dossiers", "Promesse", "Mesuré", "Référence du même passage", "Rapport", "Tenu")


def table(results: Sequence[Result]) -> str:
    """Return the results as one Markdown table with aligned columns."""
    rows = [HEADS, *(_row(result) for result in results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def reasons(results: Sequence[Result]) -> str:
    """Return one line for each promise that is not kept and whose reason is known."""
    lines = [
        f"- {result.what}{_among(result)}\u00a0: {result.reason}"
        for result in results
        if not result.kept and result.reason
    ]
    return "\n".join(lines)


def _among(result: Result) -> str:
    return "" if result.files is None else f", {thousands(result.files)} dossiers"


def thousands(number: int) -> str:
    """Return « 50 000 »."""
    return f"{number:,}".replace(",", "\u202f")


def _row(result: Result) -> tuple[str, ...]:
    return (
        result.what,
        "" if result.files is None else thousands(result.files),
        result.promise,
        result.figure,
        result.baseline,
        "" if result.ratio is None else f"{result.ratio:.2f}".replace(".", ","),
        _kept(result),
    )


def _kept(result: Result) -> str:
    """Say whether the promise holds; a figure without promise is only told."""
    if not result.promise:
        return "–"
    return "oui" if result.kept else "NON"


def machine() -> str:
    """Return what the figures were measured on."""
    return f"{platform.system()}, {os.cpu_count()} processeurs, Python {platform.python_version()}"


def load() -> float:
    """Return how busy the machine is: programs that want a processor, over the last minute; 0 where it is unknown."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def commit() -> str:
    """Return the commit that is measured, or an empty text outside a clone."""
    words = ["git", "describe", "--always", "--dirty"]
    done = subprocess.run(words, cwd=Path(__file__).parent, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def decimal(value: float, digits: int) -> str:
    """Return « 1,3 »."""
    return f"{value:.{digits}f}".replace(".", ",")


def milliseconds(value: float) -> str:
    """Return « 12,3 ms »."""
    return f"{value:.1f}\u00a0ms".replace(".", ",") if value < 100 else f"{value:.0f}\u00a0ms"
