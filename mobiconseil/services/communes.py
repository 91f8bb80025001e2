"""Finding a commune while it is typed, by name or postal code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from mobiconseil.domain.typography import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Commune:
    """A commune with one of its postal codes; what is not known is empty."""

    name: str
    postal_code: str = ""
    insee_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    postal_codes: tuple[str, ...] = ()
    """All its codes, when there are several and none was told."""
    usual: bool = False
    """Already in a file of this base."""
    detail: str = ""
    """What parts it from others of the same name: « 53400, Mayenne »."""


def postal_code_of(commune: Commune, before: str) -> str:
    """Return the postal code to note with a commune: its own, or the one noted before if it is one of its own."""
    return commune.postal_code or (before if before in commune.postal_codes else "")


class CommuneFinder(Protocol):
    """Proposes communes; typing another one is always possible."""

    def find(self, typed: str, *, limit: int = 8) -> tuple[Commune, ...]:
        """Return the communes whose name or postal code begins with `typed`, the most usual first."""
        ...


class KnownPlaces(CommuneFinder, Protocol):
    """The communes of the files, which tell where the people followed live."""

    def departements(self) -> tuple[str, ...]:
        """Return the codes of their départements, the most usual first, three at most."""
        ...


def begins_with(commune: Commune, typed: str) -> bool:
    """Say whether the name or the postal code of a commune begins with what is typed."""
    wanted = fold(typed)
    return bool(wanted) and (fold(commune.name).startswith(wanted) or commune.postal_code.startswith(wanted))
