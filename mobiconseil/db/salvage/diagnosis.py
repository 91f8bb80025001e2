"""What is wrong with a base that does not open: cut short, damaged, another base, or the vault of another base."""

from __future__ import annotations

from pathlib import Path

from mobiconseil.db.salvage.cells import node
from mobiconseil.db.salvage.pages import PAGE, Pages
from mobiconseil.errors import BaseDamaged

_CLEAR = b"SQLite format 3\0"
_SAMPLE = 200
"""Pages looked at: enough to tell a damaged base from a file that is something else."""


def diagnosed(path: Path, key: bytes, met: BaseDamaged) -> BaseDamaged:
    """Return the error that says what happened to the base and what to do; the one that was met when nothing more
    is known."""
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            start = stream.read(len(_CLEAR))
    except OSError:
        return met
    if not size:
        return met
    if start == _CLEAR:
        return BaseDamaged(
            f"Le fichier {path.name} est une base ordinaire, qui n’a pas été faite par MobiConseil. Il n’a pas été "
            "modifié, et vos dossiers n’y sont pas. Remettez le bon fichier, ou restaurez la dernière sauvegarde."
        )
    verified, shaped = _looked_at(path, key)
    if not verified and not shaped:
        return BaseDamaged(
            f"Le fichier des clés (coffre.json) n’ouvre pas le fichier {path.name} : l’un des deux vient d’un autre "
            "poste ou d’une autre sauvegarde, ou le fichier n’est pas une base. Rien n’a été modifié. Remettez "
            f"ensemble les fichiers coffre.json et {path.name} de la même sauvegarde, puis réessayez."
        )
    cut = size % PAGE
    what = f"Le fichier {path.name} a été coupé" if cut else f"Une partie du fichier {path.name} est abîmée"
    return BaseDamaged(
        f"{what}. Il n’a pas été modifié, et le reste peut être lu. Récupérez ce qui peut l’être, "
        "ou restaurez la dernière sauvegarde.",
        can_salvage=True,
    )


def _looked_at(path: Path, key: bytes) -> tuple[bool, bool]:
    """Say whether some pages are what their sums say, and whether some at least have the shape of pages."""
    pages = Pages(path, key)
    try:
        if pages.verified:
            return True, True
        step = max(1, pages.count // _SAMPLE)
        shapes = sum(node(pages.read(n), n) is not None for n in range(1, pages.count + 1, step))
        return False, shapes * 4 > min(pages.count, _SAMPLE)
    finally:
        pages.close()
