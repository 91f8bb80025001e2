"""Fields and values of any record, in French."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from mobiconseil.db.tables import TABLES, table_numbered
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.directory import Service
from mobiconseil.domain.field_words import NOTHING, field_word, record_word, value_word
from mobiconseil.domain.follow_up import Appointment, Recall
from mobiconseil.domain.plan import Step
from mobiconseil.domain.situation import Consent


def test_every_kind_of_record_has_a_french_word() -> None:
    assert [cls.__name__ for cls in TABLES.values() if record_word(cls) == "Élément"] == []


def test_every_field_has_a_name_that_is_not_empty() -> None:
    for kind in TABLES:
        table = table_numbered(kind)
        assert all(field_word(table.record, name) for name in (*table.fields, "deleted"))


@pytest.mark.parametrize(
    ("cls", "name", "value", "said"),
    [
        (Beneficiary, "phone", "+33639982208", "06\u00a039\u00a098\u00a022\u00a008"),
        (Beneficiary, "deadline_on", "2026-11-24", "mar.\u00a024\u00a0nov.\u00a02026"),
        (Beneficiary, "civility", "madame", "Mme"),
        (Beneficiary, "phone", "", NOTHING),
        (Beneficiary, "deleted", 1, "À la corbeille"),
        (Beneficiary, "merged_into", b"x" * 16, "Un autre élément du dossier"),
        (Recall, "due_on", "2026-11-24", "mar.\u00a024\u00a0nov.\u00a02026"),
        (Recall, "due_on", "bientôt", "bientôt"),
        (Consent, "value", "yes", "Oui"),
        (Consent, "kind", "un_code_de_demain", "valeur inconnue (un_code_de_demain)"),
        (Step, "due_at", "09:05", "9\u00a0h\u00a005"),
        (Step, "unavailability_days", 1200, "1\u202f200"),
        (Step, "immediate", 1, "Oui"),
        (Service, "closed", 0, "Non"),
        (Service, "latitude", 47.8421, "47,8421"),
    ],
)
def test_a_stored_value_reads_as_people_say_it(cls: type[object], name: str, value: object, said: str) -> None:
    assert value_word(cls, name, value) == said  # type: ignore[arg-type]


def test_a_moment_is_told_by_the_clock_on_the_wall() -> None:
    def paris(moment: datetime) -> datetime:
        return moment + timedelta(hours=1)

    said = value_word(Appointment, "at", "2026-11-24T08:30:00Z", paris)
    assert said == "mar.\u00a024\u00a0nov.\u00a02026 à\u00a09\u00a0h\u00a030"
