"""The tables of the directory, as step 0002 made them: never edited, only followed by other steps."""

from __future__ import annotations

_PLACE = (
    "postal_code TEXT NOT NULL",
    "commune TEXT NOT NULL",
    "insee_code TEXT NOT NULL",
    "latitude REAL",
    "longitude REAL",
)

SYNCED: dict[str, tuple[str, ...]] = {
    "organisation": (
        "source TEXT NOT NULL",
        "source_id TEXT NOT NULL",
        "name TEXT NOT NULL",
        "description TEXT NOT NULL",
        "siret TEXT NOT NULL",
        "address TEXT NOT NULL",
        "address_extra TEXT NOT NULL",
        *_PLACE,
        "phone TEXT NOT NULL",
        "email TEXT NOT NULL",
        "website TEXT NOT NULL",
        "opening_hours TEXT NOT NULL",
        "accessibility TEXT NOT NULL",
        "networks TEXT NOT NULL",
        "source_link TEXT NOT NULL",
        "updated_on TEXT",
    ),
    "service": (
        "source TEXT NOT NULL",
        "source_id TEXT NOT NULL",
        "organisation_id BLOB",
        "name TEXT NOT NULL",
        "description TEXT NOT NULL",
        "kind TEXT NOT NULL",
        "themes TEXT NOT NULL",
        "fees TEXT NOT NULL",
        "fees_detail TEXT NOT NULL",
        "publics TEXT NOT NULL",
        "publics_detail TEXT NOT NULL",
        "conditions TEXT NOT NULL",
        "access_modes TEXT NOT NULL",
        "mobilisation_modes TEXT NOT NULL",
        "mobilisable_by TEXT NOT NULL",
        "mobilisation_link TEXT NOT NULL",
        "mobilisation_detail TEXT NOT NULL",
        "zones TEXT NOT NULL",
        "address TEXT NOT NULL",
        "address_extra TEXT NOT NULL",
        *_PLACE,
        "phone TEXT NOT NULL",
        "email TEXT NOT NULL",
        "contact_name TEXT NOT NULL",
        "opening_hours TEXT NOT NULL",
        "weekly_hours REAL",
        "weeks INTEGER",
        "source_link TEXT NOT NULL",
        "updated_on TEXT",
        "original TEXT NOT NULL",
        "family TEXT NOT NULL",
        "catalogue TEXT NOT NULL",
        "core INTEGER",
        "mesh TEXT NOT NULL",
        "target_days INTEGER",
        "observed_days INTEGER",
        "min_age INTEGER",
        "max_age INTEGER",
        "licence_needed INTEGER",
        "licence_seniority_years INTEGER",
        "deposit INTEGER",
        "needs_registration INTEGER",
        "max_income_quotient INTEGER",
        "verified_on TEXT",
        "verified_by TEXT NOT NULL",
        "private_note TEXT NOT NULL",
        "closed INTEGER NOT NULL",
    ),
    "serviceedit": (
        "service_id BLOB NOT NULL",
        "field TEXT NOT NULL",
        "value TEXT NOT NULL",
        "imported TEXT NOT NULL",
        "edited_on TEXT",
        "author TEXT NOT NULL",
    ),
    "dropin": (
        "service_id BLOB",
        "name TEXT NOT NULL",
        "place TEXT NOT NULL",
        "address TEXT NOT NULL",
        *_PLACE,
        "calendar TEXT NOT NULL",
        "accessibility TEXT NOT NULL",
        "phone TEXT NOT NULL",
        "adviser TEXT NOT NULL",
        "note TEXT NOT NULL",
    ),
    "importbatch": (
        "kind TEXT NOT NULL",
        "source TEXT NOT NULL",
        "file_name TEXT NOT NULL",
        "schema_version TEXT NOT NULL",
        "made_at TEXT NOT NULL",
        "added INTEGER NOT NULL",
        "changed INTEGER NOT NULL",
        "identical INTEGER NOT NULL",
        "refused INTEGER NOT NULL",
    ),
    "columnchoice": (
        "source TEXT NOT NULL",
        "column TEXT NOT NULL",
        "field TEXT NOT NULL",
    ),
}

AFTER = (
    "CREATE INDEX service_organisation ON service (organisation_id) WHERE organisation_id IS NOT NULL",
    "CREATE INDEX serviceedit_service ON serviceedit (service_id)",
    "CREATE INDEX dropin_service ON dropin (service_id) WHERE service_id IS NOT NULL",
    # One line per living service, with the team's corrections: what lists, maps and searches read.
    "CREATE TABLE directory_line (n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, closed INTEGER NOT NULL, "
    "name TEXT NOT NULL, organisation TEXT NOT NULL, family TEXT NOT NULL, catalogue TEXT NOT NULL, "
    "address TEXT NOT NULL, postal_code TEXT NOT NULL, commune TEXT NOT NULL, latitude REAL, longitude REAL, "
    "phone TEXT NOT NULL, email TEXT NOT NULL, publics TEXT NOT NULL, fees TEXT NOT NULL, "
    "opening_hours TEXT NOT NULL, observed_days INTEGER, target_days INTEGER, updated_on TEXT, verified_on TEXT, "
    "edited INTEGER NOT NULL) STRICT",
    # All that the order by distance needs.
    "CREATE INDEX directory_line_point ON directory_line (latitude, longitude, closed)",
    "CREATE INDEX directory_line_hours ON directory_line (opening_hours) WHERE opening_hours <> ''",
    # Words are never searched as phrases, so their places are not kept: the index is smaller and faster to write.
    "CREATE VIRTUAL TABLE directory_search USING fts5 (words, content = '', contentless_delete = 1, "
    "detail = none, tokenize = 'unicode61 remove_diacritics 2')",
    # Bytes of words kept in memory before they are written: an import writes a few big pieces.
    "INSERT INTO directory_search (directory_search, rank) VALUES ('hashsize', 16777216)",
)
