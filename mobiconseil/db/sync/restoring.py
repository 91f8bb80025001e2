"""What a base that comes back from the past must do before anything else: take a new name, and forget again.

A backup holds people who were erased since, and ranks of writes that were used since under its name.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from mobiconseil.db.store import Store
from mobiconseil.db.sync import identity
from mobiconseil.db.sync.erasure import people_of

if TYPE_CHECKING:
    from sqlite_utils import Database

RESTORED = "restore"
"""The action of the transactions that make a base of the past fit to be used."""


def erasures(database: Database) -> tuple[bytes, ...]:
    """Return the hashes of everybody erased: to be kept beside the base, where no backup can take them back."""
    return tuple(row[0] for row in database.execute("SELECT hash FROM tombstone ORDER BY hash").fetchall())


def restored(store: Store, erased: Collection[bytes] = ()) -> int:
    """Give a restored base its new identity and erase again whom `erased` names; return how many people that was."""
    with store.transaction(RESTORED):
        identity.renew(store.database)
        return erase_again(store, erased)


def erase_again(store: Store, erased: Collection[bytes]) -> int:
    """Erase whom these hashes name, in a transaction that is open.

    Each erasure is a fresh write: under its old one, which this base does not know, it would be sent for ever.
    """
    known = set(erasures(store.database))
    missing = [hashed for hashed in erased if hashed not in known]
    people = people_of(store.database) if missing else {}
    found = 0
    for hashed in missing:
        subject = people.get(hashed)
        if subject is None:
            store.bury(hashed)
        elif not store.is_erased(subject):
            store.erase(subject)
            found += 1
    return found
