"""Copies of the base: why each was made, which are kept, and when another is due.

Clocks lie: copies follow one another by their number, and a day, a week or a month is only ever compared with others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mobiconseil.domain.vocabulary import Vocabulary, labels

DAYS, WEEKS, MONTHS = 7, 5, 12
"""How many days, weeks and months keep their newest copy."""
BEFORE = 5
"""How many copies are kept of those made before each kind of work."""
UNDO_DAYS, UNDO_MOST = 7, 20
"""Imports are taken back during these days: their copies stay as long, up to this many."""
LEAST = 3
"""However full the disk is, the newest copies that stay."""
SHARE = 4
"""All the copies of a laptop take at most one part in so many of the room that they and nothing else could fill."""
AGAIN_AFTER = timedelta(hours=4)
"""On a long day, what was written since the copy of the morning deserves another."""
ASIDE_MONTHS, ASIDE_MOST = 3, 3
"""A damaged base that was kept aside leaves once so many months of copies followed it; the newest few stay."""
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
    REKEY = "avant-changement-de-cle"


labels(
    BackupKind,
    {
        BackupKind.DAY: "Du jour",
        BackupKind.ASKED: "Demandée",
        BackupKind.IMPORT: "Avant un import",
        BackupKind.UPDATE: "Avant une mise à jour",
        BackupKind.ERASURE: "Avant un effacement",
        BackupKind.RESTORE: "Avant une restauration",
        BackupKind.REKEY: "Avant un changement de clé",
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
    found = {copy.number for copy in newest_first[:1]}
    for quantity, period in ((DAYS, _day), (WEEKS, _week), (MONTHS, _month)):
        found.update(_newest_of_each(newest_first, period)[:quantity])
    for kind in {copy.kind for copy in newest_first} - _SERIES:
        made = [copy for copy in newest_first if copy.kind == kind]
        found.update(copy.number for copy in made[:BEFORE])
        if kind is BackupKind.IMPORT:
            found.update(copy.number for copy in made[:UNDO_MOST] if _is_undoable(copy, today))
    return frozenset(found)


def fitting(copies: Iterable[NumberedCopy], today: date, sizes: Mapping[int, int], free: int) -> frozenset[int]:
    """Return the numbers of the copies to keep where `free` bytes are left on their disk.

    The weeks and the months go first, then what was made before a work and is not the last of its kind, then the days;
    each time the oldest. The newest copies stay, the newest of the series, and the last one before an import that is
    still taken back.
    """
    newest_first = sorted(copies, reverse=True)
    room = (free + sum(sizes[copy.number] for copy in newest_first)) // SHARE
    found = {copy.number for copy in newest_first}
    for number in _first_to_go(newest_first, today):
        if sum(sizes[one] for one in found) <= room:
            break
        found.discard(number)
    return frozenset(found)


def _first_to_go(newest_first: Sequence[NumberedCopy], today: date) -> list[int]:
    series = [copy for copy in newest_first if copy.kind in _SERIES]
    undoable = [copy for copy in newest_first if _is_undoable(copy, today)]
    staying = {copy.number for copy in (*newest_first[:LEAST], *series[:1], *undoable[:1])}
    days = set(_newest_of_each(newest_first, _day)[:DAYS])
    lasts = {copy.kind: copy.number for copy in reversed(newest_first)}

    def rank(copy: NumberedCopy) -> int:
        if copy.kind in _SERIES:
            return 2 if copy.number in days else 0
        return 2 if copy.number == lasts[copy.kind] or _is_undoable(copy, today) else 1

    going = [copy for copy in reversed(newest_first) if copy.number not in staying]
    return [copy.number for copy in sorted(going, key=rank)]


def is_outlived(aside: date, copies: Iterable[date]) -> bool:
    """Say whether enough months of copies followed a base kept aside on that day; a wrong clock makes one of them."""
    return len({_month(day) for day in copies if (day.year, day.month) > (aside.year, aside.month)}) >= ASIDE_MONTHS


def _is_undoable(copy: NumberedCopy, today: date) -> bool:
    return copy.kind is BackupKind.IMPORT and today - copy.day <= timedelta(days=UNDO_DAYS)


def _newest_of_each(newest_first: Iterable[NumberedCopy], period: Callable[[date], object]) -> list[int]:
    """Return the newest copy of the series in each of its periods, newest first."""
    firsts: dict[object, int] = {}
    for copy in newest_first:
        if copy.kind in _SERIES:
            firsts.setdefault(period(copy.day), copy.number)
    return list(firsts.values())


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
