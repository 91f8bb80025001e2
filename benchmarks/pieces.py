"""The pieces of the table, in the order of the budget; each can be measured alone (`--only NOM`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks import backups, base, directory, exchange, frozen, maps, memory, places, screens, sieve, window
from benchmarks.bases import prepared
from benchmarks.table import Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is measured, and where the big bases are kept."""

    cache: Path
    files: int
    ratings: int
    small: tuple[int, ...] = ()
    """Smaller bases on which the base is measured too."""

    def folder(self, files: int = 0) -> Path:
        """Return the folder of a base, made now unless it is in the cache."""
        return prepared(self.cache, files or self.files, self.ratings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One piece: what it measures, in French, and how."""

    what: str
    measure: Callable[[Asked], Iterable[Result]]
    window: bool = False


def _base(asked: Asked) -> Iterable[Result]:
    for files in (*asked.small, asked.files):
        yield from base.measure(asked.folder(files), files)


def _start(asked: Asked) -> Iterable[Result]:
    return window.start(asked.folder(min(asked.small or (asked.files,))))


def _backups(asked: Asked) -> Iterable[Result]:
    return backups.measure(asked.folder(), asked.files)


def _screens(asked: Asked) -> Iterable[Result]:
    return screens.measure(asked.folder(), asked.files)


def _memory(asked: Asked) -> Iterable[Result]:
    return memory.measure(asked.folder(), asked.files)


def _frozen(_asked: Asked) -> Iterable[Result]:
    return frozen.measure()


PIECES: dict[str, Piece] = {
    "start": Piece(what="Démarrer", measure=_start, window=True),
    "frozen": Piece(what="Démarrer le programme empaqueté", measure=_frozen, window=True),
    "base": Piece(what="La base", measure=_base),
    "screens": Piece(what="Les écrans", measure=_screens, window=True),
    "backups": Piece(what="La sauvegarde du jour", measure=_backups),
    "sieve": Piece(what="Le tamis", measure=lambda _asked: sieve.measure()),
    "maps": Piece(what="La carte", measure=lambda _asked: maps.measure(), window=True),
    "places": Piece(what="Les lieux", measure=lambda _asked: places.measure()),
    "directory": Piece(what="L’annuaire", measure=lambda _asked: directory.measure()),
    "exchange": Piece(what="Les échanges", measure=lambda _asked: exchange.measure()),
    "memory": Piece(what="La mémoire", measure=_memory, window=True),
}
