"""The drop-in days, as their step made them: never edited, only followed by other steps."""

from __future__ import annotations

SYNCED: dict[str, tuple[str, ...]] = {
    "dropinday": (
        "drop_in_id BLOB",
        "place TEXT NOT NULL",
        "commune TEXT NOT NULL",
        "opened_at TEXT NOT NULL",
        "closed_at TEXT",
        "adviser TEXT NOT NULL",
        "note TEXT NOT NULL",
    ),
}

AFTER = (
    # What was noted during one day, in whichever file.
    "CREATE INDEX contact_at ON contact (at)",
    # Everybody of one commune, for the list of a town hall.
    "CREATE INDEX summary_commune ON summary (commune, deleted)",
    "CREATE INDEX unmetneed_noted ON unmetneed (noted_on)",
)
