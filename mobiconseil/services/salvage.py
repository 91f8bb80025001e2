"""What could be saved of a damaged base: what is there, what is missing, and whom to look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.typography import NBSP, count, long_date, number
from mobiconseil.services.upkeep import KIND_NAMES

Advance = Callable[[float], None]
"""Called with the part that is done, from 0 to 1."""

_SHOWN = 12
"""People named one by one; beyond, the list would not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedKind:
    """What became of one kind of record."""

    name: str
    kept: int
    lost: int
    is_exact: bool
    """False when more may be lost than what is counted."""

    @property
    def label(self) -> str:
        """Return « notes de diagnostic »."""
        return KIND_NAMES.get(self.name, self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingFrom:
    """Somebody whose file lost something."""

    subject: RecordId
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvaged:
    """What a salvage found."""

    kinds: tuple[SavedKind, ...]
    pages: int
    damaged_pages: int
    is_verified: bool
    """False when the damage is such that what was read could not be proven sound."""
    empty_sheets: int
    """People whose own row was lost, and who got an empty one."""
    incomplete: tuple[MissingFrom, ...]

    @property
    def kept(self) -> int:
        """Return how many records were saved."""
        return sum(kind.kept for kind in self.kinds)

    @property
    def lost(self) -> int:
        """Return how many records are known to be missing."""
        return sum(kind.lost for kind in self.kinds)

    @property
    def is_exact(self) -> bool:
        """Say whether nothing else can be missing."""
        return all(kind.is_exact for kind in self.kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A backup that was found beside the base or where backups go."""

    name: str
    day: date


class Snapshots(Protocol):
    """Where backups are looked for."""

    def latest(self) -> Snapshot | None:
        """Return the latest backup, or None."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SalvageReport:
    """What the person is told at the end."""

    found: Salvaged
    base: Path
    """The new base."""
    snapshot: Snapshot | None

    @property
    def title(self) -> str:
        """Return the sentence that comes first."""
        found = self.found
        kept = count(found.kept, "élément récupéré", "éléments récupérés")
        if not found.lost and found.is_exact:
            return f"Tout a pu être lu{NBSP}: {kept}."
        least = "" if found.is_exact else "au moins "
        return f"{kept}, {least}{count(found.lost, 'manquant', 'manquants')}."

    @property
    def lines(self) -> tuple[str, ...]:
        """Return, for each kind, what was saved and what is missing."""
        return tuple(_line(kind) for kind in self.found.kinds if kind.kept or kind.lost)

    @property
    def advice(self) -> tuple[str, ...]:
        """Return what to do next, the most useful first."""
        found, said = self.found, []
        said.append(
            "La base abîmée n’a pas été modifiée et reste à côté, le temps de tout vérifier. Elle s’en va d’elle-même "
            "au prochain effacement d’une personne, ou après trois mois de sauvegardes."
        )
        if not found.is_verified:
            said.append("Le début du fichier est détruit : relisez les fiches, des mots peuvent être abîmés.")
        if found.incomplete:
            codes = ", ".join(person.code for person in found.incomplete[:_SHOWN])
            more = len(found.incomplete) - _SHOWN
            after = f" et {count(more, 'autre', 'autres')}" if more > 0 else ""
            said.append(f"Dossiers à relire avec la personne{NBSP}: {codes}{after}.")
        if found.empty_sheets:
            sheets = count(found.empty_sheets, "fiche a perdu son identité", "fiches ont perdu leur identité")
            said.append(f"{sheets}{NBSP}: cherchez « Fiche à retrouver » dans Bénéficiaires.")
        if found.lost or not found.is_exact:
            said.append("Si vous échangez avec des collègues, importez leur prochain fichier : il rend ce qu’ils ont.")
            said.append(_backup(self.snapshot))
        return tuple(said)


def _line(kind: SavedKind) -> str:
    missing = f", {count(kind.lost, 'perdu')}" if kind.lost else "" if kind.is_exact else ", peut-être incomplet"
    return f"{kind.label[:1].upper()}{kind.label[1:]}{NBSP}: {number(kind.kept)}{missing}"


def _backup(snapshot: Snapshot | None) -> str:
    if snapshot is None:
        return "Aucune sauvegarde n’a été trouvée à côté de la base. Cherchez-en une sur la clé USB de sauvegarde."
    return (
        f"Une sauvegarde existe, du {long_date(snapshot.day)}. Comparez : elle est entière, "
        "mais n’a pas ce qui a été saisi depuis."
    )
