"""The schema, step by step. Steps are only ever added; none imports the domain or edits an older one.

STRICT tables everywhere. A synced table has an id, a subject, a stamp, the register `deleted`, then its fields.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from mobiconseil.db import (
    schema_advice,
    schema_directory,
    schema_drop_in_days,
    schema_exchange,
    schema_exchange_log,
    schema_files,
    schema_laptops,
    schema_sieve,
)
from mobiconseil.db.engine import Database, Migrations, translated
from mobiconseil.db.sync.unknown import settle_new_fields
from mobiconseil.errors import StorageError

migrations = Migrations("mobiconseil")


class NewerBase(StorageError):
    """The base was made by a newer version of the program."""


def migrate(database: Database, path: Path, copy: Callable[[], object] | None = None) -> None:
    """Bring the schema up to date, after a `copy` of the base, beside it by default, when it already held data.

    Raises NewerBase when a step is unknown to this version.
    """
    applied = refuse_newer(database)
    if applied == {migration.name for migration in migrations._migrations}:
        return
    with translated(path):
        if applied:
            (copy or partial(_copy_aside, database, path))()
        bring_up_to_date(database)


def refuse_newer(database: Database) -> set[str]:
    """Return the steps that a base went through. Raises NewerBase when one is unknown to this version."""
    known = {migration.name for migration in migrations._migrations}
    applied = {migration.name for migration in migrations.applied(database)}
    if applied - known:
        raise NewerBase(
            "Ce dossier de travail a été ouvert par une version plus récente de MobiConseil. Il n’a pas été modifié. "
            "Mettez à jour MobiConseil sur ce poste, puis rouvrez-le."
        )
    return applied


def bring_up_to_date(database: Database) -> None:
    """Apply the missing steps and take in what a newer laptop had sent for them, all or nothing."""
    with database.atomic():
        migrations.apply(database)
        settle_new_fields(database)


def _copy_aside(database: Database, path: Path) -> None:
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    copy = path.with_name(f"{path.stem}.avant-mise-a-jour-{stamp}{path.suffix}")
    database.execute("VACUUM INTO ?", (str(copy),))


_SYNCED_HEAD = (
    "id BLOB PRIMARY KEY CHECK (length(id) = 16), subject BLOB, stamp TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0"
)


@migrations(name="0001_files_assessments_plans")
def _first(db: Database) -> None:
    for name, columns in schema_files.SYNCED.items():
        db.execute(f"CREATE TABLE {name} ({_SYNCED_HEAD}, {', '.join(columns)}) STRICT")
        db.execute(f"CREATE INDEX {name}_subject ON {name} (subject)")
        db.execute(f"CREATE INDEX {name}_trash ON {name} (id) WHERE deleted = 1")
    db.execute("CREATE INDEX beneficiary_merged ON beneficiary (merged_into) WHERE merged_into IS NOT NULL")
    db.execute("CREATE INDEX rating_assessment ON rating (assessment_id)")
    db.execute("CREATE INDEX step_plan ON step (plan_id)")
    db.execute("CREATE INDEX appointment_at ON appointment (at)")
    db.execute("CREATE INDEX recall_due ON recall (due_on) WHERE done_on IS NULL")
    for statement in schema_files.LOCAL:
        db.execute(statement)
    rid = secrets.randbits(63)
    db.execute("INSERT INTO replica (n, rid) VALUES (1, ?)", (rid,))
    rows = (("replica", 1), ("seq", 0), ("clock", 0), ("counter", 0))
    for key, value in rows:
        db.execute("INSERT INTO meta (key, value) VALUES (?, ?)", (key, value))


@migrations(name="0002_directory")
def _directory(db: Database) -> None:
    for name, columns in schema_directory.SYNCED.items():
        db.execute(f"CREATE TABLE {name} ({_SYNCED_HEAD}, {', '.join(columns)}) STRICT")
    for statement in schema_directory.AFTER:
        db.execute(statement)
    db.execute("ALTER TABLE step ADD COLUMN service_id BLOB")


@migrations(name="0003_recommendations")
def _recommendations(db: Database) -> None:
    for name, columns in schema_advice.PERSONAL.items():
        db.execute(f"CREATE TABLE {name} ({_SYNCED_HEAD}, {', '.join(columns)}) STRICT")
        db.execute(f"CREATE INDEX {name}_subject ON {name} (subject)")
        db.execute(f"CREATE INDEX {name}_trash ON {name} (id) WHERE deleted = 1")
    for name, columns in schema_advice.SHARED.items():
        db.execute(f"CREATE TABLE {name} ({_SYNCED_HEAD}, {', '.join(columns)}) STRICT")
    for column in schema_advice.STEP:
        db.execute(f"ALTER TABLE step ADD COLUMN {column}")


@migrations(name="0004_sieve")
def _sieve(db: Database) -> None:
    for statement in (*schema_sieve.STATEMENTS, *schema_sieve.FILL):
        db.execute(statement)


@migrations(name="0005_exchange")
def _exchange(db: Database) -> None:
    for statement in schema_exchange.STATEMENTS:
        db.execute(statement)


@migrations(name="0006_laptops")
def _laptops(db: Database) -> None:
    for name, columns in schema_laptops.SYNCED.items():
        db.execute(f"CREATE TABLE {name} ({_SYNCED_HEAD}, {', '.join(columns)}) STRICT")
    for statement in schema_laptops.LOCAL:
        db.execute(statement)


@migrations(name="0007_exchange_log")
def _exchange_log(db: Database) -> None:
    for statement in schema_exchange_log.STATEMENTS:
        db.execute(statement)


@migrations(name="0008_drop_in_days")
def _drop_in_days(db: Database) -> None:
    for name, columns in schema_drop_in_days.SYNCED.items():
        db.execute(f"CREATE TABLE {name} ({_SYNCED_HEAD}, {', '.join(columns)}) STRICT")
    for statement in schema_drop_in_days.AFTER:
        db.execute(statement)
