"""An older version of the program: it has neither one field of the files nor one table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import MISSING, field, fields, make_dataclass
from typing import Any, get_type_hints

from mobiconseil.db import tables
from mobiconseil.db.engine import Database
from mobiconseil.db.sync.unknown import settle_new_fields
from mobiconseil.db.tables import TABLES, Table

LATER_FIELD = ("beneficiary", "project")
LATER_KIND = 3
LATER_TABLE = "trip"


def _former(cls: type[Any]) -> type[Any]:
    hints = get_type_hints(cls)
    kept = []
    for known in fields(cls):
        if known.name == LATER_FIELD[1]:
            continue
        default = field() if known.default is MISSING else field(default=known.default)
        kept.append((known.name, hints[known.name], default))
    return make_dataclass(cls.__name__, kept, frozen=True, kw_only=True)


_FORMER = _former(TABLES[1])
_NOW = (TABLES[1], tables._BY_KIND[1], TABLES[LATER_KIND], tables._BY_KIND[LATER_KIND])
_THEN = Table(1, "beneficiary", _FORMER, tuple(n for n in _NOW[1].fields if n != LATER_FIELD[1]))


@contextmanager
def running(*, older: bool) -> Iterator[None]:
    """Run the program of this version, or the older one."""
    if not older:
        yield
        return
    kinds: Any = TABLES
    by_kind: Any = tables._BY_KIND
    kinds[1], by_kind[1] = _FORMER, _THEN
    del kinds[LATER_KIND], by_kind[LATER_KIND]
    try:
        yield
    finally:
        kinds[1], by_kind[1], kinds[LATER_KIND], by_kind[LATER_KIND] = _NOW


def keep_only(kinds: Iterable[int]) -> None:
    """Leave out of the program, for the rest of this process, the kinds of record that the campaign does not use."""
    registers: tuple[Any, ...] = (TABLES, tables._BY_KIND)
    for register in registers:
        for kind in set(register) - set(kinds):
            del register[kind]


def make_older(database: Database) -> None:
    """Put an empty base as the older version made it."""
    database.execute(f"ALTER TABLE {LATER_FIELD[0]} DROP COLUMN {LATER_FIELD[1]}")
    database.execute(f"DROP TABLE {LATER_TABLE}")
    database.execute("DELETE FROM exchanged_field WHERE place = ?", (LATER_TABLE,))
    database.execute("DELETE FROM exchanged_field WHERE place = ? AND field = ?", LATER_FIELD)


def upgrade(database: Database, later_table: str) -> None:
    """Bring the base to this version, as a step of the schema does; `later_table` is how the table is made."""
    with database.atomic():
        database.execute(f"ALTER TABLE {LATER_FIELD[0]} ADD COLUMN {LATER_FIELD[1]} TEXT NOT NULL DEFAULT ''")
        database.execute(later_table)
        settle_new_fields(database)
