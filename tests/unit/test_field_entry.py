"""A third value for a field in conflict is read as the form of the field reads it."""

from __future__ import annotations

from datetime import date

import pytest

from mobiconseil.domain.advice_records import AidRequest
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.field_entry import EntryKind, entry_of
from mobiconseil.domain.follow_up import Recall
from mobiconseil.domain.laptops import Laptop
from mobiconseil.domain.merge import Scalar
from mobiconseil.domain.plan import Step
from mobiconseil.domain.situation import Trip
from mobiconseil.errors import InvalidInput

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("cls", "name", "typed", "stored"),
    [
        (Beneficiary, "phone", "06 39 98 12 34", "+33639981234"),
        (Beneficiary, "email", " monique@exemple.fr ", "monique@exemple.fr"),
        (Beneficiary, "last_name", "Royer-Le Goff", "Royer-Le Goff"),
        (Beneficiary, "birth_year", "1984", 1984),
        (Beneficiary, "birth_date", "3/2/1984", "1984-02-03"),
        (Beneficiary, "entered_on", "3/12", "2025-12-03"),
        (Recall, "due_on", "3/12", "2026-12-03"),
        (Beneficiary, "family_quotient", "1\u202f250 €", 1250),
        (Beneficiary, "licence", "valid", "valid"),
        (Beneficiary, "civility", "madame", "madame"),
        (Trip, "leave_at", "6 h 50", "06:50:00"),
        (Step, "due_at", "midi", "12:00:00"),
        (Trip, "distance_km", "3,5 km", 3.5),
        (AidRequest, "granted_amount", "1\u202f250,50 €", 1250.5),
    ],
)
def test_what_is_typed_is_stored_as_the_form_would(cls: type[object], name: str, typed: str, stored: Scalar) -> None:
    entry = entry_of(cls, name)
    assert entry is not None
    if entry.kind is EntryKind.CHOICE and typed not in dict(entry.options):
        typed = stored = entry.options[0][0]
    assert entry.read(typed, TODAY) == stored


def test_the_civility_has_its_three_choices_each_with_words() -> None:
    entry = entry_of(Beneficiary, "civility")
    assert entry is not None
    assert dict(entry.options) == {"madame": "Mme", "monsieur": "M.", "none": "Non renseigné"}


@pytest.mark.parametrize(
    ("cls", "name", "typed"), [(Trip, "leave_at", "tôt"), (AidRequest, "asked_amount", "beaucoup")]
)
def test_an_hour_or_an_amount_that_is_none_is_refused_with_an_example(cls: type[object], name: str, typed: str) -> None:
    entry = entry_of(cls, name)
    assert entry is not None
    with pytest.raises(InvalidInput, match="Exemple"):
        entry.read(typed, TODAY)


@pytest.mark.parametrize(
    ("name", "typed"),
    [("phone", "06 39"), ("email", "monique"), ("birth_year", "8"), ("entered_on", "bientôt"), ("children", "deux"),
     ("licence", "permis de conduire"), ("last_name", "  ")],
)  # fmt: skip
def test_what_is_no_value_is_refused_with_a_sentence(name: str, typed: str) -> None:
    entry = entry_of(Beneficiary, name)
    assert entry is not None
    with pytest.raises(InvalidInput, match=r"[.]"):
        entry.read(typed, TODAY)


@pytest.mark.parametrize(
    ("cls", "name"),
    [(Beneficiary, "deleted"), (Beneficiary, "merged_into"), (Beneficiary, "adviser"), (Beneficiary, "commune"),
     (Beneficiary, "latitude"), (Laptop, "name")],
)  # fmt: skip
def test_where_only_the_values_that_came_make_sense_no_other_is_offered(cls: type[object], name: str) -> None:
    assert entry_of(cls, name) is None
