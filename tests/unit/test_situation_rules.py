"""What the situation form says by itself: ages, names of fields, trips, gentle warnings."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, time

import pytest

from mobiconseil.domain.beneficiary import Beneficiary, Household
from mobiconseil.domain.beneficiary_labels import NOTHING, field_label, field_text
from mobiconseil.domain.civility import Civility
from mobiconseil.domain.deduced_statuses import ages_on, deduced_status
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.situation import Status, TravelMode, Trip
from mobiconseil.domain.trip_text import trip_line
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.reference.sensitive_words import load_sensitive_words
from mobiconseil.services.communes import Commune, begins_with
from mobiconseil.services.free_text import advice

TODAY = date(2026, 11, 20)
SOME = RecordId(bytes(16))


@pytest.mark.parametrize(
    ("code", "year", "expected"),
    [
        ("ST06", 2001, TriState.YES),
        ("ST06", 2000, TriState.UNKNOWN),
        ("ST06", 1999, TriState.NO),
        ("ST08", 1970, TriState.YES),
        ("ST08", 1971, TriState.UNKNOWN),
        ("ST08", 1972, TriState.NO),
        ("ST01", 1972, None),
    ],
)
def test_a_birth_year_says_young_or_senior_only_when_it_is_sure(
    code: str, year: int, expected: TriState | None
) -> None:
    assert deduced_status(code, year, None, TODAY) is expected


def test_a_full_date_leaves_no_doubt_about_the_age() -> None:
    assert deduced_status("ST06", 2000, date(2000, 11, 21), TODAY) is TriState.YES
    assert deduced_status("ST06", 2000, date(2000, 11, 20), TODAY) is TriState.NO
    assert ages_on(None, None, TODAY) is None


def test_every_field_of_a_person_has_a_french_name() -> None:
    unnamed = {"id", "subject", "merged_into"}
    names = {field.name for field in fields(Beneficiary)} - unnamed
    assert all(field_label(name) for name in names)


def test_values_of_a_person_are_written_as_people_read_them() -> None:
    assert field_text("phone", "+33639981234") == "06\u00a039\u00a098\u00a012\u00a034"
    assert field_text("mobility_budget", 120) == "120\u00a0€"
    assert field_text("household", Household.COUPLE) == "En couple"
    assert field_text("deadline_on", date(2026, 12, 7)) == "lun.\u00a07\u00a0déc.\u00a02026"
    assert field_text("civility", Civility.NONE) == field_text("commune", "") == NOTHING


def test_a_trip_reads_in_one_line() -> None:
    trip = Trip(
        id=SOME,
        subject=SOME,
        origin="Ballots",
        destination="Craon",
        distance_km=12.0,
        days="1111100",
        leave_at=time(6, 50),
        return_at=time(14, 30),
        mode=TravelMode.CAR,
    )
    assert trip_line(trip).replace("\u00a0", " ") == (
        "Travail : Ballots – Craon, 12 km, 5 j par semaine, de 6 h 50 à 14 h 30, voiture"
    )
    assert trip_line(Trip(id=SOME, subject=SOME)) == "Travail"


def test_a_shared_text_is_questioned_gently_and_a_plain_one_is_not() -> None:
    words = load_sensitive_words()
    assert "dépression" in advice("Elle sort d’une dépression.", words)
    assert "sécurité sociale" in advice("2 84 05 53 018 012 45", words)
    assert advice("Elle commence à Craon à 7 h, au 06 39 98 12 34.", words) == ""


def test_a_commune_is_found_by_its_name_without_accents_or_by_its_postal_code() -> None:
    commune = Commune(name="Méral", postal_code="53230")
    assert begins_with(commune, "mer")
    assert begins_with(commune, "532")
    assert not begins_with(commune, "craon")
    assert not begins_with(commune, "")


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (None, None, TriState.YES),
        (TODAY, TODAY, TriState.YES),
        (date(2026, 11, 21), None, TriState.UNKNOWN),
        (None, date(2026, 11, 19), TriState.UNKNOWN),
    ],
)
def test_a_status_that_expired_or_is_to_come_is_unknown_never_yes(
    start: date | None, end: date | None, expected: TriState
) -> None:
    status = Status(id=SOME, subject=SOME, code="ST05", value=TriState.YES, start_on=start, end_on=end)
    assert status.holds_on(TODAY) is expected


def test_a_status_that_was_denied_stays_denied_after_its_end() -> None:
    status = Status(id=SOME, subject=SOME, code="ST05", value=TriState.NO, end_on=date(2026, 1, 1))
    assert status.holds_on(TODAY) is TriState.NO
