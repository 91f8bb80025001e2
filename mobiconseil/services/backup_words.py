"""What is said of the backups, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mobiconseil.domain.typography import NBSP, count, hour, long_date, number
from mobiconseil.services.backup_ports import BackupCopy, BackupPlace, TriedCopy
from mobiconseil.services.ports import Clock

_KINDS = (
    ("beneficiary", "dossier", "dossiers"),
    ("assessment", "diagnostic", "diagnostics"),
    ("rating", "note de diagnostic", "notes de diagnostic"),
    ("plan", "plan", "plans"),
    ("step", "étape", "étapes"),
    ("contact", "contact", "contacts"),
    ("appointment", "rendez-vous", "rendez-vous"),
    ("service", "service de l’annuaire", "services de l’annuaire"),
)
_MEGA = 1_000_000


@dataclass(frozen=True, slots=True)
class Said:
    """What a trial showed."""

    is_whole: bool
    title: str
    text: str


def moment_of(copy: BackupCopy, clock: Clock) -> str:
    """Return « vendredi 20 novembre à 8 h 52 », as the clock of the laptop said it then."""
    if copy.taken_at is None:
        return long_date(copy.day, clock.today())
    return spoken(copy.taken_at, clock)


def spoken(moment: datetime, clock: Clock) -> str:
    """Return « vendredi 20 novembre à 8 h 52 »."""
    local = clock.local(moment)
    return f"{long_date(local.date(), clock.today())} à{NBSP}{hour(local.time())}"


def facts_of(copy: BackupCopy) -> str:
    """Return « Du jour · 312 dossiers · 4,2 Mo »."""
    people = copy.counts.get("beneficiary")
    parts = (
        copy.kind.label,
        "" if people is None else count(people, "dossier"),
        f"{number(max(copy.size / _MEGA, 0.1), 1)}{NBSP}Mo" if copy.size else "",
        "" if copy.is_readable else "incomplète",
    )
    return " · ".join(part for part in parts if part)


def said_of(tried: TriedCopy, clock: Clock) -> Said:
    """Return what a trial showed, all counts compared with those of the day when the copy was made."""
    held = ", ".join(count(tried.found[name], one, many) for name, one, many in _KINDS if tried.found.get(name))
    total = count(sum(tried.found.values()), "élément")
    lost = [
        f"{count(tried.found.get(name, 0), one, many)} au lieu de{NBSP}{number(tried.copy.counts[name])}"
        for name, one, many in _KINDS
        if name in tried.copy.counts and tried.found.get(name, 0) != tried.copy.counts[name]
    ]
    when = moment_of(tried.copy, clock)
    if lost or any(tried.found.get(name, 0) != quantity for name, quantity in tried.copy.counts.items()):
        missing = ", ".join(lost) or "des éléments manquent"
        return Said(
            is_whole=False,
            title="Cette sauvegarde s’ouvre, mais elle n’est pas complète",
            text=f"Trouvé{NBSP}: {missing}. Ne comptez pas sur elle{NBSP}: essayez-en une autre, puis refaites-en une.",
        )
    return Said(
        is_whole=True,
        title=f"La sauvegarde du {when} s’ouvre, tout y est",
        text=f"{held or 'Aucun dossier'}, {total} en tout, comme au moment de la copie. {_since(tried)}",
    )


def risk_of(place: BackupPlace) -> str:
    """Return what to know of a place that leaves the laptop by itself; empty for a key."""
    if not place.leaves_by:
        return ""
    return (
        f"Ce dossier est {place.leaves_by}. La sauvegarde y est chiffrée, mais demandez l’accord de votre responsable "
        f"des données{NBSP}: une personne effacée ici peut rester dans ses anciennes versions."
    )


def question_of(copy: BackupCopy, clock: Clock) -> str:
    """Return the question asked before a copy takes the place of the base."""
    return f"Revenir au {moment_of(copy, clock)}\u202f?"


def _since(tried: TriedCopy) -> str:
    more = tried.here.get("beneficiary", 0) - tried.found.get("beneficiary", 0)
    if more > 0:
        return f"Depuis, {count(more, 'dossier de plus', 'dossiers de plus')} sur ce poste."
    if more < 0:
        return f"Depuis, {count(-more, 'dossier de moins', 'dossiers de moins')} sur ce poste."
    return "Ce poste a le même nombre de dossiers aujourd’hui."
