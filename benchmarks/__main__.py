"""`python -m benchmarks`: every promise in one table, printed and written to docs/benchmarks.md."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import backups, base, directory, exchange, maps, places, screens, sieve, window
from benchmarks.bases import prepared
from benchmarks.table import Result, machine, reasons, table

_REPORT = Path(__file__).parent.parent / "docs" / "benchmarks.md"
_INTRODUCTION = """# Promesses mesurées

`python3 packaging/dev.py bench` refait ce tableau. Chaque mesure a sa référence, prise dans le même passage et sur la
même machine : le rapport entre les deux se compare d’un ordinateur à l’autre, les millisecondes non. Les personnes sont
imaginaires ; chaque dossier a {ratings} notes de diagnostic, 3 contacts, 3 étapes, 3 statuts. Le nombre des dossiers et
celui des notes se choisissent : `--files 5000 50000 --ratings 20`.

Ce qui est « dessiné » l’est par la vraie fenêtre, en mémoire (plateforme « offscreen ») : du geste à la fin du
dessin, sur {people} personnes, la première mise à part. La valeur est la médiane du temps de calcul, pour que ce que la
machine fait d’autre n’y compte pas. Noter et déverrouiller sont mesurés à la montre, disque compris. Le démarrage est
celui de l’icône du bureau, jusqu’à la première image ; les deux fenêtres sont compilées comme une fois installées.

Machine : {machine}.

"""


def main(words: Sequence[str]) -> int:
    """Measure and return 1 when a promise is not kept."""
    parser = argparse.ArgumentParser(prog="benchmarks", description="Mesurer les promesses de rapidité.")
    parser.add_argument("--files", type=int, nargs="*", default=[5_000, 50_000], help="tailles des bases")
    parser.add_argument("--ratings", type=int, default=20, help="notes de diagnostic par dossier")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "mobiconseil-benchmarks")
    parser.add_argument("--no-window", action="store_true", help="sans les mesures de la fenêtre")
    parser.add_argument("--no-report", action="store_true", help="ne pas écrire docs/benchmarks.md")
    chosen = parser.parse_args(words)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    results: list[Result] = []
    for files in chosen.files:
        folder = prepared(chosen.cache, files, chosen.ratings)
        results += [*base.measure(folder, files), *backups.measure(folder, files)]
        if not chosen.no_window and files == max(chosen.files):
            results += [*screens.measure(folder, files), *window.start(folder), *window.memory(folder, files)]
            results += maps.measure()
    results += [*places.measure(), *directory.measure(), *sieve.measure(), *exchange.measure()]
    drawn = table(results)
    missed = reasons(results)
    if missed:
        drawn += f"\n\n## Pourquoi ce n’est pas tenu\n\n{missed}"
    print(drawn)
    if not chosen.no_report:
        text = _INTRODUCTION.format(ratings=chosen.ratings, people=screens.PEOPLE, machine=machine())
        _REPORT.write_text(f"{text}{drawn}\n", encoding="utf-8")
    return 0 if all(result.kept for result in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
