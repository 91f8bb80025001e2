"""Copies of the base: why each was made, which are kept, and when another is due.

Clocks lie: copies follow one another by their number, and a day, a week or a month is only ever compared with others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mobiconseil.domain.vocabulary import Vocabulary, labels

DAYS, WEEKS, MONTHS = 7, 5, 12
"""How many days, weeks and months keep their newest copy."""
BEFORE = 5
"""How many copies are kept of those made before each kind of work."""
UNDO_DAYS, UNDO_MOST = 7, 20
"""Imports are taken back during these days: their copies stay as long, up to this many."""
AGAIN_AFTER = timedelta(hours=4)
"""On a long day, what was written since the copy of the morning deserves another."""
REMIND_AFTER = timedelta(days=7)
"""After this long without a copy elsewhere than on this laptop, the home screen says it."""


class BackupKind(Vocabulary):
    """Why a copy was made."""

    DAY = "jour"
    ASKED = "demandee"
    IMPORT = "avant-import"
    UPDATE = "avant-mise-a-jour"
    ERASURE = "avant-effacement"
    RESTORE = "avant-restauration"


labels(
    BackupKind,
    {
        BackupKind.DAY: "Du jour",
        BackupKind.ASKED: "Demandée",
        BackupKind.IMPORT: "Avant un import",
        BackupKind.UPDATE: "Avant une mise à jour",
        BackupKind.ERASURE: "Avant un effacement",
        BackupKind.RESTORE: "Avant une restauration",
    },
)

_SERIES = frozenset({BackupKind.DAY, BackupKind.ASKED})


@dataclass(frozen=True, slots=True, order=True)
class NumberedCopy:
    """What the rotation knows of a copy."""

    number: int
    day: date
    kind: BackupKind


def kept(copies: Iterable[NumberedCopy], today: date) -> frozenset[int]:
    """Return the numbers of the copies to keep; the newest is always one of them."""
    newest_first = sorted(copies, reverse=True)
    series = [copy for copy in newest_first if copy.kind in _SERIES]
    found = {copy.number for copy in newest_first[:1]}
    for quantity, period in ((DAYS, _day), (WEEKS, _week), (MONTHS, _month)):
        firsts: dict[object, int] = {}
        for copy in series:
            firsts.setdefault(period(copy.day), copy.number)
        found.update(list(firsts.values())[:quantity])
    for kind in {copy.kind for copy in newest_first} - _SERIES:
        made = [copy for copy in newest_first if copy.kind == kind]
        found.update(copy.number for copy in made[:BEFORE])
        if kind is BackupKind.IMPORT:
            found.update(copy.number for copy in made[:UNDO_MOST] if today - copy.day <= timedelta(days=UNDO_DAYS))
    return frozenset(found)


def is_due(last: datetime | None, now: datetime, *, same_day: bool, changed: bool) -> bool:
    """Say whether a copy of the day is due; a copy from another day, even to come, is not one of today."""
    if last is None or not same_day:
        return True
    return changed and not timedelta(0) <= now - last < AGAIN_AFTER


def _day(day: date) -> object:
    return day


def _week(day: date) -> object:
    return day.isocalendar()[:2]


def _month(day: date) -> object:
    return day.year, day.month
