"""The pages of the help: read from the resources, searched, and turned into simple HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import escape

from mobiconseil.domain.typography import fold
from mobiconseil.paths import resources

ORDER = (
    "premier-lancement",
    "accueil",
    "beneficiaires",
    "nouveau-dossier",
    "dossier",
    "situation",
    "diagnostic",
    "preconisations",
    "plan",
    "suivi",
    "documents",
    "annuaire",
    "carte",
    "echanges",
    "reglages",
    "verrouillage",
    "clavier",
)
ALIASES = {"resume": "dossier", "nouveau": "nouveau-dossier", "suivi-personne": "suivi"}
"""Screens that share the page of another one."""
_LINK = re.compile(r"\[([^\]]+)\]\(([a-z-]+)\)")
_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_KEY = re.compile(r"`([^`]+)`")


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page, in the light markup of the help: titles, lists, tables, keys, links to other pages."""

    name: str
    text: str

    @property
    def title(self) -> str:
        """Return the first title."""
        return next((line[2:].strip() for line in self.text.splitlines() if line.startswith("# ")), self.name)


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that holds the words, with the line where they are."""

    page: HelpPage
    line: str


@cache
def pages() -> dict[str, HelpPage]:
    """Return the pages by name, in reading order."""
    folder = resources() / "help"
    found = {path.stem: HelpPage(path.stem, path.read_text(encoding="utf-8")) for path in folder.glob("*.md")}
    known = {name: found[name] for name in ORDER if name in found}
    return known | {name: found[name] for name in sorted(found) if name not in known}


def search(text: str) -> tuple[Hit, ...]:
    """Return the pages with all the words, in one line if possible, else anywhere; titles first."""
    words = fold(text).split()
    if not words:
        return ()
    hits = []
    for page in pages().values():
        lines = [line for line in map(plain, page.text.splitlines()) if line]
        whole = fold(" ".join(lines))
        if not all(word in whole for word in words):
            continue
        best = next((line for line in lines if all(word in fold(line) for word in words)), page.title)
        hits.append(Hit(page, best))
    return tuple(sorted(hits, key=lambda hit: not all(word in fold(hit.page.title) for word in words)))


def plain(line: str) -> str:
    """Return a line without its markup."""
    bare = _LINK.sub(r"\1", _BOLD.sub(r"\1", _KEY.sub(r"\1", line)))
    bare = bare.lstrip("#-| ").rstrip("| ").replace(" | ", " — ")
    return "" if set(bare) <= set("-|: ") else bare.strip()


def to_html(text: str) -> str:
    """Return the page as HTML for a text browser; nothing of it comes from anywhere but the page."""
    made: list[str] = []
    lines = text.splitlines()
    place = 0
    while place < len(lines):
        line = lines[place]
        if line.startswith("|"):
            block = _block(lines, place, "|")
            made.append(_table(block))
        elif line.startswith("- "):
            block = _block(lines, place, "- ")
            made.append("<ul>" + "".join(f"<li>{_inline(item[2:])}</li>" for item in block) + "</ul>")
        else:
            block = [line]
            made.append(_paragraph(line))
        place += len(block)
    return "".join(made)


def hits_html(hits: tuple[Hit, ...], nothing: str) -> str:
    """Return the results of a search as HTML."""
    if not hits:
        return f"<p>{escape(nothing)}</p>"
    return "".join(
        f'<p class="question"><a href="{hit.page.name}">{escape(hit.page.title)}</a></p><p>{escape(hit.line)}</p>'
        for hit in hits
    )


def _block(lines: list[str], place: int, start: str) -> list[str]:
    end = place
    while end < len(lines) and lines[end].startswith(start):
        end += 1
    return lines[place:end]


def _paragraph(line: str) -> str:
    for marks, kind in (("### ", "question"), ("## ", "part")):
        if line.startswith(marks):
            return f'<p class="{kind}">{_inline(line[len(marks) :])}</p>'
    if line.startswith("# "):
        return ""  # the title stands at the top of the drawer
    return f"<p>{_inline(line)}</p>" if line.strip() else ""


def _table(block: list[str]) -> str:
    rows = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in block]
    kept = [row for row in rows if not set("".join(row)) <= set("-: |")]
    cells = (
        "".join(f'<td class="{"key" if rank == 0 else "what"}">{_inline(cell)}</td>' for rank, cell in enumerate(row))
        for row in kept
    )
    return '<table cellspacing="0" cellpadding="3">' + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def _inline(text: str) -> str:
    safe = escape(text, quote=False)
    safe = _LINK.sub(r'<a href="\2">\1</a>', safe)
    safe = _BOLD.sub(r"<b>\1</b>", safe)
    return _KEY.sub(r'<span class="key">&nbsp;\1&nbsp;</span>', safe)
