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


class CommuneFinder(Protocol):
    """Proposes communes; typing another one is always possible."""

    def find(self, typed: str, *, limit: int = 8) -> tuple[Commune, ...]:
        """Return the communes whose name or postal code begins with `typed`, the most usual first."""
        ...


def begins_with(commune: Commune, typed: str) -> bool:
    """Say whether the name or the postal code of a commune begins with what is typed."""
    wanted = fold(typed)
    return bool(wanted) and (fold(commune.name).startswith(wanted) or commune.postal_code.startswith(wanted))
