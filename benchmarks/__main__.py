"""`python -m benchmarks`: every promise in one table, printed and written to docs/benchmarks.md.

The measures come in pieces, each in its own time; what a piece found is kept, so that the whole table can be made of
several runs. A piece that fails is said and stops no other.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

from benchmarks import kept
from benchmarks.pieces import PIECES, Asked
from benchmarks.report import written
from benchmarks.table import Result, commit, load, machine, reasons, table

_REPORT = Path(__file__).parent.parent / "docs" / "benchmarks.md"


def main(words: Sequence[str]) -> int:
    """Measure and return 1 when a promise is not kept."""
    chosen = _parser().parse_args(words)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    asked = Asked(cache=chosen.cache, files=max(chosen.files), small=tuple(sorted(chosen.files)[:-1]),
                  ratings=chosen.ratings)  # fmt: skip
    wanted = [name for name in PIECES if not chosen.only or name in chosen.only]
    if chosen.no_window:
        wanted = [name for name in wanted if not PIECES[name].window]
    known = kept.read(chosen.cache)
    for name in wanted:
        known[name] = _measured(name, asked)
        kept.write(chosen.cache, known)
    results = [result for name in wanted for result in known[name].results]
    print(table(results))
    missed = reasons(results)
    if missed:
        print(f"\n{missed}")
    if not chosen.no_report:
        _REPORT.write_text(written(known, asked), encoding="utf-8")
        absent = [name for name in PIECES if name not in known]
        if absent:
            print(f"\nPas encore mesuré : {', '.join(absent)}", file=sys.stderr)
    return 0 if all(result.kept for result in results) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks", description="Mesurer les promesses de rapidité.")
    parser.add_argument("--only", nargs="+", choices=list(PIECES), metavar="NOM", help=f"parmi {', '.join(PIECES)}")
    parser.add_argument("--files", type=int, nargs="*", default=[5_000, 50_000], help="tailles des bases")
    parser.add_argument("--ratings", type=int, default=100, help="notes de diagnostic par dossier")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "mobiconseil-benchmarks")
    parser.add_argument("--no-window", action="store_true", help="sans les mesures de la fenêtre")
    parser.add_argument("--no-report", action="store_true", help="ne pas écrire docs/benchmarks.md")
    return parser


def _measured(name: str, asked: Asked) -> kept.Piece:
    began, busy = time.perf_counter(), load()
    results: list[Result] = []
    try:
        results.extend(PIECES[name].measure(asked))
    except Exception as error:  # noqa: BLE001  (the border of a piece: the others go on)
        traceback.print_exc()
        last = str(error).strip().splitlines()[-1:] or [""]
        reason = f"la mesure s’est arrêtée ({type(error).__name__}\u00a0: {last[0]})"
        results.append(Result(what=PIECES[name].what, files=None, promise="", figure="–", kept=False, reason=reason))
    print(f"{name}\u00a0: {time.perf_counter() - began:.0f}\u00a0s", file=sys.stderr)
    return kept.Piece(results=tuple(results), load=max(busy, load()), commit=commit(), machine=machine())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
