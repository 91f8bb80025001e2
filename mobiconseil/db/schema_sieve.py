"""The tables of the sieve, as step 0004 made them: never edited, only followed by other steps."""

from __future__ import annotations

SEPARATOR = "char(31)"

STATEMENTS = (
    # One narrow line per open service: reading the sheets themselves, descriptions included, would cost ten times more.
    "CREATE TABLE sieve_line (n INTEGER PRIMARY KEY, criteria INTEGER NOT NULL, catalogue TEXT NOT NULL, "
    "family TEXT NOT NULL, mesh TEXT NOT NULL, latitude REAL, longitude REAL, delay INTEGER, known TEXT NOT NULL, "
    "fees TEXT NOT NULL, name TEXT NOT NULL, id BLOB NOT NULL) STRICT",
    "CREATE INDEX sieve_line_point ON sieve_line (latitude, longitude)",
    # Many services ask the same: what they ask is kept once, and judged once.
    "CREATE TABLE sieve_criteria (n INTEGER PRIMARY KEY, words TEXT NOT NULL UNIQUE) STRICT",
    # Grows each time a line changes: what was read before is then read again.
    "INSERT INTO meta (key, value) VALUES ('directory', 0)",
)

_CONDITIONS = "coalesce(c.value, s.conditions)"
# Of free words, only what changes a judgement: whether a waiver, or driving without a break, is spoken of.
_WAIVER = f"iif({_CONDITIONS} LIKE '%d_rogation%' OR {_CONDITIONS} LIKE '%d__rogation%', 'derogation ', '')"
_UNBROKEN = f"iif({_CONDITIONS} LIKE '%interruption%', 'interruption', '')"

_WORDS = f" || {SEPARATOR} || ".join(
    (
        f"{_WAIVER} || {_UNBROKEN}",
        "l.publics",
        "coalesce(z.value, s.zones)",
        *(
            f"coalesce(s.{name}, '')"
            for name in (
                "min_age", "max_age", "licence_needed", "licence_seniority_years", "deposit", "needs_registration",
                "max_income_quotient",
            )
        ),
    )
)  # fmt: skip

_EDITS = (
    "LEFT JOIN serviceedit z ON z.service_id = l.id AND z.field = 'zones' AND z.deleted = 0 "
    "LEFT JOIN serviceedit c ON c.service_id = l.id AND c.field = 'conditions' AND c.deleted = 0"
)
_FROM = f"FROM directory_line l JOIN service s ON s.id = l.id {_EDITS} WHERE l.closed = 0"

FILL = (
    f"INSERT OR IGNORE INTO sieve_criteria (words) SELECT DISTINCT {_WORDS} {_FROM}",
    "INSERT INTO sieve_line (n, criteria, catalogue, family, mesh, latitude, longitude, delay, known, fees, name, id) "
    "SELECT l.n, k.n, l.catalogue, l.family, s.mesh, l.latitude, l.longitude, "
    "coalesce(l.observed_days, l.target_days), max(coalesce(l.updated_on, ''), coalesce(l.verified_on, '')), "
    f"l.fees, l.name, l.id {_FROM.replace('WHERE', f'JOIN sieve_criteria k ON k.words = {_WORDS} WHERE')}",
)
"""Write the lines of what the directory holds; more conditions may follow."""

# The same for services just rewritten, whose lines and places in the table are known: their words, long to find,
# are written once and read twice.
ASKED = (
    "CREATE TEMP TABLE IF NOT EXISTS asked (n INTEGER PRIMARY KEY, mesh TEXT NOT NULL, words TEXT NOT NULL)",
    "DELETE FROM asked",
)
ASK = (
    f"INSERT INTO asked SELECT l.n, s.mesh, {_WORDS} FROM rewritten r CROSS JOIN directory_line l ON l.n = :last + r.n "
    f"CROSS JOIN service s ON s.rowid = r.sheet {_EDITS} WHERE l.closed = 0"
)
FILL_ASKED = (
    "INSERT OR IGNORE INTO sieve_criteria (words) SELECT DISTINCT words FROM asked",
    "INSERT INTO sieve_line (n, criteria, catalogue, family, mesh, latitude, longitude, delay, known, fees, name, id) "
    "SELECT l.n, k.n, l.catalogue, l.family, a.mesh, l.latitude, l.longitude, "
    "coalesce(l.observed_days, l.target_days), max(coalesce(l.updated_on, ''), coalesce(l.verified_on, '')), "
    "l.fees, l.name, l.id FROM asked a CROSS JOIN directory_line l ON l.n = a.n "
    "JOIN sieve_criteria k ON k.words = a.words",
    "DELETE FROM asked",
)
