"""What is looked at before a drop-in day: each with its state and its next step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from mobiconseil.domain.typography import NARROW, NBSP, count, duration, relative_days
from mobiconseil.services.drop_in_ports import BackupNews, Power
from mobiconseil.services.ports import Clock

OLD_BACKUP = timedelta(days=1)
OLD_KEY = timedelta(days=7)
LOW_PERCENT = 40
"""Under this, half a day without a plug is not sure."""

DRIFT = timedelta(minutes=10)
"""A clock behind what the journal says by more than this was set back."""


class CheckState(StrEnum):
    """How a check went."""

    OK = "ok"
    ADVICE = "advice"
    PROBLEM = "problem"


class CheckCode(StrEnum):
    """What is checked."""

    BACKUP = "backup"
    LOCK = "lock"
    PRIVACY = "privacy"
    POWER = "power"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check: what was found, and what to do."""

    code: CheckCode
    state: CheckState
    title: str
    detail: str
    action: str = ""
    """Label of the button that mends it; none when nothing is to be done here."""


def backup_check(news: BackupNews, clock: Clock) -> Check:
    """Look at the last copy, here and on a key."""
    now, title = clock.now(), "Sauvegarde"
    if news.last is None:
        return Check(
            code=CheckCode.BACKUP, state=CheckState.PROBLEM, title=title, action="Sauvegarder",
            detail="Aucune copie du dossier de travail. Faites-en une avant de partir.",
        )  # fmt: skip
    said = f"Dernière copie{NBSP}: {_day(news.last, clock)}."
    key = f"Sur clé USB{NBSP}: {_day(news.on_key, clock)}." if news.on_key else "Aucune copie sur clé USB."
    late = now - news.last > OLD_BACKUP or news.on_key is None or now - news.on_key > OLD_KEY
    state = CheckState.ADVICE if late else CheckState.OK
    detail = f"{said} {key}"
    return Check(code=CheckCode.BACKUP, state=state, title=title, detail=detail, action="Sauvegarder" if late else "")


def lock_check(minutes: int, shared_minutes: int) -> Check:
    """Say after how long the program locks by itself."""
    detail = f"Après {duration(minutes)} sans activité, {duration(shared_minutes)} écran partagé. Ctrl L verrouille."
    return Check(code=CheckCode.LOCK, state=CheckState.OK, title="Verrouillage automatique", detail=detail)


def privacy_check(*, is_on: bool) -> Check:
    """Look at the shared screen."""
    title = "Écran partagé"
    if is_on:
        detail = "Les noms des listes sont en initiales. Un clic montre un nom, F8 les montre tous."
        return Check(code=CheckCode.PRIVACY, state=CheckState.OK, title=title, detail=detail)
    detail = "Les noms se lisent par-dessus l’épaule. Ouvrir la permanence le met en route."
    return Check(code=CheckCode.PRIVACY, state=CheckState.ADVICE, title=title, detail=detail, action="Mettre en route")


def power_check(power: Power | None) -> Check | None:
    """Look at the battery; nothing is said of a machine without one."""
    if power is None:
        return None
    percent = f"{power.percent}{NARROW}%"
    if power.plugged or power.percent >= LOW_PERCENT:
        where = "sur secteur" if power.plugged else "sur batterie"
        return Check(code=CheckCode.POWER, state=CheckState.OK, title="Batterie", detail=f"{percent}, {where}.")
    detail = f"{percent}. Branchez l’ordinateur ou emportez le chargeur."
    return Check(code=CheckCode.POWER, state=CheckState.ADVICE, title="Batterie", detail=detail)


def clock_check(now: datetime, newest: datetime | None) -> Check | None:
    """Look at the clock: what the journal holds cannot come later. Nothing is said when all is well."""
    if newest is None or newest - now <= DRIFT:
        return None
    days = (newest - now).days
    late = count(days, "jour") if days else duration(int((newest - now) / timedelta(minutes=1)))
    detail = f"Elle retarde d’au moins {late} sur le journal. Réglez-la{NBSP}: les rendez-vous en dépendent."
    return Check(code=CheckCode.CLOCK, state=CheckState.PROBLEM, title="Heure de l’ordinateur", detail=detail)


def _day(moment: datetime, clock: Clock) -> str:
    day, today = clock.local(moment).date(), clock.today()
    return relative_days(day, today) if day != today else "aujourd’hui"
