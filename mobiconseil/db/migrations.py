"""The schema, step by step. Steps are only ever added; none imports the domain or edits an older one.

STRICT tables everywhere. A synced table has an id, a subject, a stamp, the register `deleted`, then its fields.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from pathlib import Path

from mobiconseil.db import schema_advice, schema_directory, schema_sieve
from mobiconseil.db.engine import Database, Migrations, translated
from mobiconseil.errors import StorageError

migrations = Migrations("mobiconseil")


class NewerBase(StorageError):
    """The base was made by a newer version of the program."""


def migrate(database: Database, path: Path) -> None:
    """Bring the schema up to date, after a copy of the base beside it when it already held data.

    Raises NewerBase when a step is unknown to this version.
    """
    known = {migration.name for migration in migrations._migrations}
    applied = {migration.name for migration in migrations.applied(database)}
    if applied - known:
        raise NewerBase(
            "Ce dossier de travail a été ouvert par une version plus récente de MobiConseil. Il n’a pas été modifié. "
            "Mettez à jour MobiConseil sur ce poste, puis rouvrez-le."
        )
    if applied == known:
        return
    with translated(path):
        if applied:
            _copy_aside(database, path)
        migrations.apply(database)


def _copy_aside(database: Database, path: Path) -> None:
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    copy = path.with_name(f"{path.stem}.avant-mise-a-jour-{stamp}{path.suffix}")
    database.execute("VACUUM INTO ?", (str(copy),))


_SYNCED_HEAD = (
    "id BLOB PRIMARY KEY CHECK (length(id) = 16), subject BLOB, stamp TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0"
)

_FIRST_TABLES: dict[str, tuple[str, ...]] = {
    "beneficiary": (
        "code TEXT NOT NULL",
        "state TEXT NOT NULL",
        "entered_on TEXT",
        "left_on TEXT",
        "adviser TEXT NOT NULL",
        "civility TEXT NOT NULL",
        "last_name TEXT NOT NULL",
        "first_name TEXT NOT NULL",
        "birth_year INTEGER",
        "birth_date TEXT",
        "phone TEXT NOT NULL",
        "phone_other TEXT NOT NULL",
        "email TEXT NOT NULL",
        "contact_preference TEXT NOT NULL",
        "availability TEXT NOT NULL",
        "address TEXT NOT NULL",
        "address_extra TEXT NOT NULL",
        "postal_code TEXT NOT NULL",
        "commune TEXT NOT NULL",
        "insee_code TEXT NOT NULL",
        "latitude REAL",
        "longitude REAL",
        "language TEXT NOT NULL",
        "interpreter TEXT NOT NULL",
        "easy_reading TEXT NOT NULL",
        "access_needs TEXT NOT NULL",
        "arrival TEXT NOT NULL",
        "prescriber_kind TEXT NOT NULL",
        "prescriber_structure TEXT NOT NULL",
        "prescriber_name TEXT NOT NULL",
        "prescriber_phone TEXT NOT NULL",
        "prescriber_email TEXT NOT NULL",
        "prescribed_on TEXT",
        "prescriber_request TEXT NOT NULL",
        "request TEXT NOT NULL",
        "analysed_need TEXT NOT NULL",
        "project TEXT NOT NULL",
        "deadline_on TEXT",
        "deadline_label TEXT NOT NULL",
        "licence_requested TEXT NOT NULL",
        "household TEXT NOT NULL",
        "children INTEGER",
        "youngest_child_age INTEGER",
        "family_quotient INTEGER",
        "mobility_budget INTEGER",
        "licence TEXT NOT NULL",
        "licence_year INTEGER",
        "vehicle TEXT NOT NULL",
        "vehicle_detail TEXT NOT NULL",
        "inspection_until TEXT",
        "insurance TEXT NOT NULL",
        "bicycle TEXT NOT NULL",
        "smartphone TEXT NOT NULL",
        "private_note TEXT NOT NULL",
        "merged_into BLOB",
    ),
    "status": (
        "code TEXT NOT NULL",
        "value TEXT NOT NULL",
        "start_on TEXT",
        "end_on TEXT",
        "source TEXT NOT NULL",
        "note TEXT NOT NULL",
    ),
    "trip": (
        "position INTEGER NOT NULL",
        "is_main INTEGER NOT NULL",
        "purpose TEXT NOT NULL",
        "origin TEXT NOT NULL",
        "destination TEXT NOT NULL",
        "destination_commune TEXT NOT NULL",
        "destination_insee TEXT NOT NULL",
        "distance_km REAL",
        "duration_min INTEGER",
        "days TEXT NOT NULL",
        "leave_at TEXT",
        "return_at TEXT",
        "mode TEXT NOT NULL",
        "monthly_cost INTEGER",
        "note TEXT NOT NULL",
    ),
    "renunciation": (
        "kind TEXT NOT NULL",
        "value TEXT NOT NULL",
        "asked_on TEXT",
        "note TEXT NOT NULL",
    ),
    "barrier": (
        "code TEXT NOT NULL",
        "wording TEXT NOT NULL",
        "intensity INTEGER NOT NULL",
        "origin TEXT NOT NULL",
        "since TEXT",
        "lifted_on TEXT",
        "means TEXT NOT NULL",
        "private INTEGER NOT NULL",
    ),
    "consent": (
        "kind TEXT NOT NULL",
        "value TEXT NOT NULL",
        "given_on TEXT",
        "withdrawn_on TEXT",
        "channel TEXT NOT NULL",
        "note TEXT NOT NULL",
    ),
    "assessment": (
        "form TEXT NOT NULL",
        "stage TEXT NOT NULL",
        "started_on TEXT NOT NULL",
        "finished_on TEXT",
        "place TEXT NOT NULL",
        "duration_min INTEGER",
        "own_words TEXT NOT NULL",
        "felt_autonomy INTEGER",
        "grid_version TEXT NOT NULL",
        "adviser TEXT NOT NULL",
        "lsa_frequency_1 INTEGER",
        "lsa_frequency_2 INTEGER",
        "lsa_frequency_3 INTEGER",
        "lsa_frequency_4 INTEGER",
        "lsa_frequency_5 INTEGER",
        "lsa_help_1 REAL",
        "lsa_help_2 REAL",
        "lsa_help_3 REAL",
        "lsa_help_4 REAL",
        "lsa_help_5 REAL",
    ),
    "rating": (
        "assessment_id BLOB NOT NULL",
        "item TEXT NOT NULL",
        "state TEXT NOT NULL",
        "value INTEGER",
        "method TEXT NOT NULL",
        "comment TEXT NOT NULL",
        "rated_at TEXT",
    ),
    "plan": (
        "goal TEXT NOT NULL",
        "started_on TEXT",
        "place TEXT NOT NULL",
        "agreed TEXT NOT NULL",
        "agreed_on TEXT",
        "closed_on TEXT",
        "closing_note TEXT NOT NULL",
        "assessment_id BLOB",
    ),
    "step": (
        "plan_id BLOB NOT NULL",
        "position INTEGER NOT NULL",
        "horizon TEXT NOT NULL",
        "title TEXT NOT NULL",
        "who TEXT NOT NULL",
        "place TEXT NOT NULL",
        "phone TEXT NOT NULL",
        "papers TEXT NOT NULL",
        "start_on TEXT",
        "due_on TEXT",
        "due_at TEXT",
        "when_text TEXT NOT NULL",
        "state TEXT NOT NULL",
        "done_on TEXT",
        "service_code TEXT NOT NULL",
        "origin TEXT NOT NULL",
        "cost TEXT NOT NULL",
        "note TEXT NOT NULL",
        "private_note TEXT NOT NULL",
        "unavailability TEXT NOT NULL",
        "unavailability_detail TEXT NOT NULL",
        "unavailability_days INTEGER",
    ),
    "contact": (
        "kind TEXT NOT NULL",
        "at TEXT NOT NULL",
        "duration_min INTEGER",
        "place TEXT NOT NULL",
        "outcome TEXT NOT NULL",
        "text TEXT NOT NULL",
        "private INTEGER NOT NULL",
        "adviser TEXT NOT NULL",
        "appointment_id BLOB",
    ),
    "appointment": (
        "at TEXT NOT NULL",
        "duration_min INTEGER NOT NULL",
        "reason TEXT NOT NULL",
        "place TEXT NOT NULL",
        "channel TEXT NOT NULL",
        "state TEXT NOT NULL",
        "adviser TEXT NOT NULL",
        "note TEXT NOT NULL",
    ),
    "recall": (
        "due_on TEXT NOT NULL",
        "reason TEXT NOT NULL",
        "done_on TEXT",
        "step_id BLOB",
        "adviser TEXT NOT NULL",
    ),
    "document": (
        "kind TEXT NOT NULL",
        "medium TEXT NOT NULL",
        "made_at TEXT NOT NULL",
        "title TEXT NOT NULL",
        "pages INTEGER",
        "adviser TEXT NOT NULL",
    ),
    "structure": (
        "name TEXT NOT NULL",
        "tagline TEXT NOT NULL",
        "address TEXT NOT NULL",
        "postal_code TEXT NOT NULL",
        "commune TEXT NOT NULL",
        "phone TEXT NOT NULL",
        "email TEXT NOT NULL",
        "website TEXT NOT NULL",
        "controller TEXT NOT NULL",
        "dpo_contact TEXT NOT NULL",
        "legal_basis TEXT NOT NULL",
        "retention_months INTEGER NOT NULL",
        "detour_factor REAL NOT NULL",
        "places TEXT NOT NULL",
    ),
    "adviser": (
        "slot TEXT NOT NULL",
        "first_name TEXT NOT NULL",
        "last_name TEXT NOT NULL",
        "job_title TEXT NOT NULL",
        "phone TEXT NOT NULL",
        "email TEXT NOT NULL",
        "hours TEXT NOT NULL",
        "active INTEGER NOT NULL",
    ),
    "logo": (
        "kind TEXT NOT NULL",
        "name TEXT NOT NULL",
        "position INTEGER NOT NULL",
        "data BLOB NOT NULL",
    ),
    "override": (
        "kind TEXT NOT NULL",
        "code TEXT NOT NULL",
        "field TEXT NOT NULL",
        "value TEXT NOT NULL",
    ),
}

_LOCAL_TABLES = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value ANY) STRICT",
    # `seen` is the version vector: the last write of each laptop that a complete file has brought.
    "CREATE TABLE replica (n INTEGER PRIMARY KEY, rid INTEGER NOT NULL UNIQUE, label TEXT NOT NULL DEFAULT '', "
    "seen INTEGER NOT NULL DEFAULT 0) STRICT",
    "CREATE TABLE author (n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
    "CREATE TABLE dot (replica INTEGER NOT NULL, seq INTEGER NOT NULL, clock INTEGER NOT NULL, "
    "author INTEGER NOT NULL, kind INTEGER, id BLOB, PRIMARY KEY (replica, seq)) STRICT, WITHOUT ROWID",
    "CREATE TABLE tombstone (hash BLOB PRIMARY KEY, replica INTEGER NOT NULL, seq INTEGER NOT NULL) STRICT",
    "CREATE TABLE txn (n INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, author INTEGER NOT NULL, "
    "action TEXT NOT NULL, undoes INTEGER) STRICT",
    "CREATE TABLE history (n INTEGER PRIMARY KEY, txn INTEGER NOT NULL, kind INTEGER NOT NULL, id BLOB NOT NULL, "
    "subject BLOB, was TEXT) STRICT",
    "CREATE INDEX history_txn ON history (txn)",
    "CREATE INDEX history_record ON history (id)",
    "CREATE INDEX history_subject ON history (subject)",
    "CREATE TABLE journal (n INTEGER PRIMARY KEY, at TEXT NOT NULL, author INTEGER NOT NULL, action TEXT NOT NULL, "
    "kind INTEGER, record BLOB, subject BLOB) STRICT",
    "CREATE INDEX journal_at ON journal (at)",
    # What was done to no record: opening, locking, trying the recovery sheet.
    "CREATE INDEX journal_deed ON journal (action, at) WHERE kind IS NULL",
    "CREATE TABLE summary (n INTEGER PRIMARY KEY, subject BLOB NOT NULL UNIQUE, deleted INTEGER NOT NULL, "
    "code TEXT NOT NULL, state TEXT NOT NULL, adviser TEXT NOT NULL, civility TEXT NOT NULL, last_name TEXT NOT NULL, "
    "first_name TEXT NOT NULL, sort_name TEXT NOT NULL, birth_year INTEGER, phone TEXT NOT NULL, "
    "commune TEXT NOT NULL, prescriber_kind TEXT NOT NULL, prescriber_structure TEXT NOT NULL, "
    "request TEXT NOT NULL, deadline_on TEXT, deadline_label TEXT NOT NULL, entered_on TEXT, "
    "rated INTEGER NOT NULL, assessment_form TEXT, assessment_started TEXT, assessment_finished TEXT, "
    "steps_open INTEGER NOT NULL, steps_done INTEGER NOT NULL, steps_late_on TEXT, agreed INTEGER NOT NULL, "
    "next_at TEXT, next_kind TEXT, next_text TEXT NOT NULL, recall_on TEXT, last_contact TEXT) STRICT",
    "CREATE INDEX summary_name ON summary (deleted, sort_name)",
    # The list in the order of what comes next, read until the page is full.
    "CREATE INDEX summary_due ON summary (deleted, next_at IS NULL, next_at, sort_name)",
    # The counts of the filter chips, each read in its index only.
    "CREATE INDEX summary_quiet ON summary (deleted, coalesce(last_contact, entered_on), adviser, state)",
    "CREATE INDEX summary_resume ON summary (deleted, agreed, adviser, state, assessment_started, steps_open)",
    "CREATE INDEX summary_last ON summary (deleted, last_contact)",
    "CREATE INDEX summary_recall ON summary (recall_on) WHERE recall_on IS NOT NULL",
    "CREATE INDEX summary_adviser ON summary (deleted, adviser, state)",
    # How each name of a person sounds, to find the same person written otherwise.
    "CREATE TABLE name_sound (sound TEXT NOT NULL, person INTEGER NOT NULL, PRIMARY KEY (sound, person)) "
    "STRICT, WITHOUT ROWID",
    "CREATE INDEX name_sound_person ON name_sound (person)",
    "CREATE INDEX summary_phone ON summary (phone)",
    "CREATE VIRTUAL TABLE person_search USING fts5 (name, place, contact, code, "
    "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')",
    "INSERT INTO person_search (person_search, rank) VALUES ('secure-delete', 1)",
)


@migrations(name="0001_files_assessments_plans")
def _first(db: Database) -> None:
    for name, columns in _FIRST_TABLES.items():
        db.execute(f"CREATE TABLE {name} ({_SYNCED_HEAD}, {', '.join(columns)}) STRICT")
        db.execute(f"CREATE INDEX {name}_subject ON {name} (subject)")
        db.execute(f"CREATE INDEX {name}_trash ON {name} (id) WHERE deleted = 1")
    db.execute("CREATE INDEX beneficiary_merged ON beneficiary (merged_into) WHERE merged_into IS NOT NULL")
    db.execute("CREATE INDEX rating_assessment ON rating (assessment_id)")
    db.execute("CREATE INDEX step_plan ON step (plan_id)")
    db.execute("CREATE INDEX appointment_at ON appointment (at)")
    db.execute("CREATE INDEX recall_due ON recall (due_on) WHERE done_on IS NULL")
    for statement in _LOCAL_TABLES:
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
