"""The tables of the team of laptops, as their step made them: never edited, only followed by other steps."""

from __future__ import annotations

SYNCED: dict[str, tuple[str, ...]] = {
    "laptop": (
        "name TEXT NOT NULL",
        "holder TEXT NOT NULL",
        "letter TEXT NOT NULL",
        "added_on TEXT",
    ),
    "mandate": (
        "kind TEXT NOT NULL",
        "laptop BLOB NOT NULL",
        "signing_key BLOB NOT NULL",
        "sealing_key BLOB NOT NULL",
        "rank INTEGER NOT NULL",
        "issued_on TEXT NOT NULL",
        "signer BLOB NOT NULL",
        "signature BLOB NOT NULL",
    ),
}

LOCAL = (
    # The private keys of this laptop: in the encrypted base, and nowhere else.
    "CREATE TABLE laptop_key (n INTEGER PRIMARY KEY CHECK (n = 1), laptop BLOB NOT NULL, signing BLOB NOT NULL, "
    "sealing BLOB NOT NULL, org BLOB, paper_signing BLOB, paper_sealing BLOB, paper_rank INTEGER, "
    "pinned TEXT NOT NULL DEFAULT '[]', request TEXT NOT NULL DEFAULT '', names TEXT NOT NULL DEFAULT '{}', "
    "machine TEXT NOT NULL DEFAULT '') STRICT",
    "CREATE TABLE invitation (id BLOB PRIMARY KEY, name TEXT NOT NULL, letter TEXT NOT NULL, made_on TEXT NOT NULL, "
    "expires_on TEXT NOT NULL, laptop BLOB, cancelled INTEGER NOT NULL DEFAULT 0) STRICT",
    "CREATE TABLE laptop_contact (laptop BLOB PRIMARY KEY, seen_at TEXT, received_at TEXT, sent_at TEXT) STRICT",
)
