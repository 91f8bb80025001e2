"""The page docs/benchmarks.md, from what every piece found."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks import kept, screens
from benchmarks.pieces import PIECES, Asked
from benchmarks.table import decimal, reasons, table, thousands

_INTRODUCTION = """# Promesses mesurées

`python3 packaging/dev.py bench` refait ce tableau, en entier ou par morceaux (`--only {names}`). Chaque mesure a sa
référence, prise dans le même passage et sur la même machine : le rapport entre les deux se compare d’un ordinateur à
l’autre, les millisecondes non. Les personnes sont imaginaires ; chaque dossier a {ratings} notes de diagnostic,
3 contacts, 3 étapes, 3 statuts : {total} notes pour {files} dossiers. Le nombre des dossiers et celui des notes se
choisissent : `--files 5000 50000 --ratings 100`.

Ce qui est « dessiné » l’est par la vraie fenêtre, en mémoire (plateforme « offscreen ») : du geste à la fin du
dessin, sur {people} personnes, la première mise à part. La valeur est la médiane du temps de calcul, pour que ce que la
machine fait d’autre n’y compte pas. Déverrouiller est mesuré à la montre, disque compris. Le démarrage est celui de
l’icône du bureau, jusqu’à la première image ; les deux fenêtres sont compilées comme une fois installées. Pendant que
le résumé d’un dossier est lu, ses autres onglets se préparent, un par un, aux moments où personne ne tape : la mesure
d’un onglet est celle d’un onglet préparé, et une ligne à part dit ce qu’il coûte sans cette attente. La mémoire est la
part de chaque processus dans la mémoire de l’ordinateur (PSS), additionnée sur tous.

{source}

"""


def written(known: Mapping[str, kept.Piece], asked: Asked) -> str:
    """Return the whole page."""
    pieces = [(name, known[name]) for name in PIECES if name in known]
    results = [result for _name, piece in pieces for result in piece.results]
    text = _INTRODUCTION.format(
        names="/".join(PIECES),
        ratings=asked.ratings,
        total=thousands(asked.files * asked.ratings),
        files=thousands(asked.files),
        people=screens.PEOPLE,
        source=_source(pieces),
    )
    missed = reasons(results)
    tail = f"\n\n## Pourquoi ce n’est pas tenu\n\n{missed}" if missed else ""
    absent = [f"`{name}`" for name in PIECES if name not in known]
    if absent:
        tail += f"\n\nPas mesuré ici\u00a0: {', '.join(absent)}."
    return f"{text}{table(results)}{tail}\n"


def _source(pieces: list[tuple[str, kept.Piece]]) -> str:
    """Say on what machine, how busy, and of which commit; piece by piece when they differ."""
    groups: dict[tuple[str, str], list[tuple[str, float]]] = {}
    for name, piece in pieces:
        groups.setdefault((piece.machine, piece.commit), []).append((name, piece.load))
    lines = []
    for (machine, commit), found in groups.items():
        loads = sorted(load for _name, load in found)
        busy = decimal(loads[0], 1) if loads[0] == loads[-1] else f"{decimal(loads[0], 1)} à {decimal(loads[-1], 1)}"
        whose = "" if len(groups) == 1 else f" ({', '.join(name for name, _load in found)})"
        lines.append(f"Machine\u00a0: {machine}, charge {busy}, version `{commit}`{whose}.")
    return "\n".join(lines)
