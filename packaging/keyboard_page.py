"""Writes docs/keyboard.md from the keys that each help page tells: `python3 packaging/keyboard_page.py`."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HELP = ROOT / "resources" / "help"
PAGE = ROOT / "docs" / "keyboard.md"
EVERYWHERE = "clavier"
_HEAD = """\
# Le clavier

Cette page est écrite par `python3 packaging/keyboard_page.py` à partir de l’aide du programme (`F1`) ; un test vérifie
qu’elle est à jour. Les touches sont déclarées dans `mobiconseil/ui/shortcuts.py`.

Sur un clavier français, les chiffres d’un raccourci se tapent avec ou sans `Maj` : `Alt &` vaut `Alt 1`, et les notes
`à & é " '` valent `0 1 2 3 4`. Aucune touche seule n’agit pendant qu’on écrit dans un champ.
"""
_ORDER = (
    "verrouillage",
    "accueil",
    "permanence",
    "beneficiaires",
    "nouveau-dossier",
    "dossier",
    "situation",
    "diagnostic",
    "preconisations",
    "plan",
    "suivi",
    "documents",
    "echanges",
    "reglages",
)


def text() -> str:
    """Return the whole page."""
    parts = [_HEAD, "## Partout\n", *_table(_section(_help(EVERYWHERE), "Partout"))]
    for name in (*_ORDER, *sorted(others())):
        page = _help(name)
        rows = _table(_section(page, "Clavier"))
        if rows:
            parts += [f"\n## {page.splitlines()[0].removeprefix('# ')}\n", *rows]
    return "\n".join(parts) + "\n"


def others() -> set[str]:
    """Return the help pages that have no place of their own in the order."""
    return {path.stem for path in HELP.glob("*.md")} - {*_ORDER, EVERYWHERE}


def _help(name: str) -> str:
    return (HELP / f"{name}.md").read_text(encoding="utf-8")


def _section(page: str, title: str) -> str:
    found = re.search(rf"^## {title}$(.*?)(?=^## |\Z)", page, flags=re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def _table(section: str) -> list[str]:
    rows = [line for line in section.splitlines() if line.startswith("|")]
    return ["| Touches | Effet |", "|---|---|", *rows] if rows else []


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
