"""The pages of the guide: what to do, then screen by screen; found by name or by their words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mobiconseil.domain.typography import fold
from mobiconseil.paths import resources
from mobiconseil.services.guide.markup import Block, Title, blocks, plain, sentences


@dataclass(frozen=True, slots=True)
class Chapter:
    """Pages that are read one after the other."""

    title: str
    names: tuple[str, ...]


CHAPTERS = (
    Chapter("Pour commencer", ("premier-jour", "exercice")),
    Chapter("Au fil de l’année", ("un-entretien", "fin-de-permanence", "echanger", "sauvegardes")),
    Chapter("Ce qui protège les personnes et le poste", ("rgpd", "poste-perdu", "pannes")),
    Chapter(
        "Écran par écran",
        (
            "premier-lancement",
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
            "annuaire",
            "carte",
            "echanges",
            "reglages",
            "verrouillage",
            "clavier",
        ),
    ),
)
SCREENS = CHAPTERS[-1].names
TASKS = tuple(name for chapter in CHAPTERS[:-1] for name in chapter.names)
ORDER = (*TASKS, *SCREENS)
ALIASES = {"resume": "dossier", "nouveau": "nouveau-dossier", "suivi-personne": "suivi"}
"""Screens that share the page of another one."""


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page, in the light markup of the guide."""

    name: str
    text: str

    @property
    def title(self) -> str:
        """Return the first title."""
        return next((line[2:].strip() for line in self.text.splitlines() if line.startswith("# ")), self.name)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Return what stands under the title."""
        return blocks(self.text)


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that holds the words, with the line where they are and the title above it."""

    page: HelpPage
    line: str
    under: str = ""


@cache
def pages() -> dict[str, HelpPage]:
    """Return the pages by name, in reading order; a page that no chapter names comes last."""
    folder = resources() / "help"
    found = {path.stem: HelpPage(path.stem, path.read_text(encoding="utf-8")) for path in folder.glob("*.md")}
    known = {name: found[name] for name in ORDER if name in found}
    return known | {name: found[name] for name in sorted(found) if name not in known}


def chapters() -> tuple[tuple[Chapter, tuple[HelpPage, ...]], ...]:
    """Return the chapters with their pages."""
    known = pages()
    return tuple((each, tuple(known[name] for name in each.names if name in known)) for each in CHAPTERS)


def page_called(name: str) -> HelpPage | None:
    """Return the page of a screen, or None."""
    return pages().get(ALIASES.get(name, name))


def picture_path(name: str) -> Path:
    """Return where the picture of a page is, whether it is there or not."""
    return resources() / "help" / "images" / f"{name}.png"


def words_of(text: str) -> tuple[str, ...]:
    """Return what is looked for in a search, without accents nor capitals."""
    return tuple(fold(text).split())


def search(text: str) -> tuple[Hit, ...]:
    """Return the pages with all the words, in one line if possible, else anywhere; titles first."""
    words = words_of(text)
    if not words:
        return ()
    hits = [hit for page in pages().values() if (hit := _hit(page, words)) is not None]
    return tuple(sorted(hits, key=lambda hit: not _holds(hit.page.title, words)))


def _hit(page: HelpPage, words: tuple[str, ...]) -> Hit | None:
    lines = [(page.title, "")]
    under = ""
    for block in page.blocks:
        lines += [(sentence, under) for sentence in sentences(block)]
        if isinstance(block, Title):
            under = plain(block.line)
    if not _holds(" ".join(line for line, _ in lines), words):
        return None
    first = lines[1] if _holds(page.title, words) and len(lines) > 1 else lines[0]
    line, above = next(((line, above) for line, above in lines[1:] if _holds(line, words)), first)
    return Hit(page, line, above)


def _holds(text: str, words: tuple[str, ...]) -> bool:
    folded = fold(text)
    return all(word in folded for word in words)
