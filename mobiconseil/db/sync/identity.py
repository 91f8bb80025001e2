"""Who this base is among the laptops: an incarnation that no other base may write under.

A restored or copied base that kept its name would write again ranks already used: values would be lost without any
conflict being shown. So a name is left behind for ever, and another drawn, as soon as there is a doubt.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from mobiconseil.db.sync.replicas import meta

if TYPE_CHECKING:
    from sqlite_utils import Database

    from mobiconseil.domain.identity import RecordId


def renew(database: Database) -> int:
    """Give the base a new identity and return it; what it wrote under the former one stays known."""
    with database.atomic():
        number, seq = meta(database, "replica"), meta(database, "seq")
        database.execute("UPDATE replica SET seen = max(seen, ?) WHERE n = ?", (seq, number))
        rid = secrets.randbits(63)
        added = database.execute(
            "INSERT INTO replica (rid, label, laptop) SELECT ?, label, laptop FROM replica WHERE n = ?", (rid, number)
        )
        database.execute("UPDATE meta SET value = ? WHERE key = 'replica'", (added.lastrowid,))
        database.execute("UPDATE meta SET value = 0 WHERE key = 'seq'")
    return rid


def claim(database: Database, place: str) -> bool:
    """Say where the base stands, in words that differ on another laptop; renew its identity if it was elsewhere.

    Returns whether it was renewed.
    """
    known = database.execute("SELECT value FROM meta WHERE key = 'place'").fetchone()
    if known is not None and known[0] == place:
        return False
    with database.atomic():
        database.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('place', ?)", (place,))
        if known is not None:
            renew(database)
    return known is not None


def name(database: Database, label: str, laptop: RecordId | None = None) -> None:
    """Name this laptop, for the lists of values in conflict."""
    number = meta(database, "replica")
    database.execute("UPDATE replica SET label = ?, laptop = coalesce(?, laptop) WHERE n = ?", (label, laptop, number))
