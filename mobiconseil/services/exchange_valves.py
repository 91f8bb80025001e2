"""What stops a file on its preview: it would remove, or change, so much that somebody must say that it is wanted."""

from __future__ import annotations

from dataclasses import dataclass

from mobiconseil.domain.exchange_report import Applied, RowChange
from mobiconseil.domain.typography import NBSP, count, number
from mobiconseil.services.exchange_look import is_trashed

_MOST_REMOVED = 0.2
"""Share of the files of people."""
_MOST_ERASED = 5
_MOST_ERASED_SHARE = 0.05
"""Nothing brings back a person who is erased: a smaller share of the base asks than for the trash."""
_MOST_TRASHED = 20
"""Records of all kinds."""
_MOST_CHANGED = 0.3
"""Share of the records of all kinds; a few records are never too many, or a new base would always ask."""
_FEW = 20


@dataclass(frozen=True, slots=True)
class BaseSize:
    """What a base held before a file."""

    files: int
    """People who are followed, the trash left out."""
    records: int
    """Records of all kinds, the trash included."""


def alarm_of(applied: Applied, before: BaseSize, person_kind: int | None) -> str:
    """Return sentences when the file removes or changes much, or nothing."""
    trashed = [change for change in applied.changes if is_trashed(change)]
    people = sum(change.kind == person_kind for change in trashed)
    removed = _removed_files(len(applied.erased), people, before.files)
    # Already said when all that goes to the trash is files of people.
    thrown = "" if removed and len(trashed) == people else _thrown(len(trashed), all_people=len(trashed) == people)
    changed = _changed(sum(_is_changed(change) for change in applied.changes), before.records)
    return " ".join(sentence for sentence in (removed, thrown, changed) if sentence)


def _removed_files(erased: int, trashed: int, living: int) -> str:
    removed = erased + trashed
    erases_few = erased <= min(_MOST_ERASED, living * _MOST_ERASED_SHARE)
    if not removed or (removed <= living * _MOST_REMOVED and erases_few):
        return ""
    share = round(100 * removed / max(living, removed))
    return f"Ce fichier supprime {count(removed, 'dossier')} sur {number(living)} ({share}{NBSP}%)."


def _thrown(trashed: int, *, all_people: bool) -> str:
    if trashed <= _MOST_TRASHED:
        return ""
    return f"Ce fichier met {count(trashed, 'dossier' if all_people else 'élément')} à la corbeille."


def _changed(changed: int, records: int) -> str:
    if changed <= max(_FEW, records * _MOST_CHANGED):
        return ""
    share = round(100 * changed / max(records, changed))
    return f"Ce fichier modifie {count(changed, 'élément')} sur {number(records)} ({share}{NBSP}%)."


def _is_changed(change: RowChange) -> bool:
    return bool(change.fields) and not change.is_new and not is_trashed(change)
