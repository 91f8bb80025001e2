"""Files united on two laptops at once: « A into B » here and « B into A » there must not hide both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mobiconseil.domain.identity import RecordId

if TYPE_CHECKING:
    from mobiconseil.db.store import Store

_BENEFICIARY = 1


def mend(store: Store) -> None:
    """Let every united file name the one that is shown, and one file of each ring be shown.

    Every laptop finds the same, whatever came first: the chain is followed to its end, and of a ring the smallest
    identifier stays.
    """
    sql = "SELECT id, merged_into FROM beneficiary WHERE merged_into IS NOT NULL"
    into = {RecordId(one): RecordId(kept) for one, kept in store.database.execute(sql).fetchall()}
    for one, named in into.items():
        kept = _end(into, one)
        if kept == one:
            store.put(_BENEFICIARY, one, one, {"merged_into": None})
        elif kept != named:
            store.put(_BENEFICIARY, one, one, {"merged_into": kept})


def _end(into: dict[RecordId, RecordId], one: RecordId) -> RecordId:
    path = [one]
    while (following := into.get(path[-1])) is not None:
        if following in path:
            return min(path[path.index(following) :])
        path.append(following)
    return path[-1]
