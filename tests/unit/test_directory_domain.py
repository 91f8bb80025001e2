"""Freshness, corrections, lists of codes and opening hours."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobiconseil.domain import opening_hours
from mobiconseil.domain.directory import (
    IMPORTED_FIELDS,
    INTERNAL_FIELDS,
    Service,
    ServiceEdit,
    codes,
    edit_id,
    freshness,
    freshness_on,
    joined,
    read_back,
    service_id,
    with_edits,
    written,
)
from mobiconseil.domain.directory_codes import Fees, FreshnessTone
from mobiconseil.domain.directory_labels import FIELD_LABELS, MAPPABLE

TODAY = date(2026, 11, 20)
WEDNESDAY = date(2026, 11, 18)
at = datetime.fromisoformat
ONE = Service(id=service_id("dora--1"))


@pytest.mark.parametrize(
    ("months", "score", "tone"),
    [
        (0, 1.0, FreshnessTone.FRESH),
        (5.9, 1.0, FreshnessTone.FRESH),
        (15, 0.5, FreshnessTone.AGEING),
        (23.9, 0.0, FreshnessTone.AGEING),
        (24.1, 0.0, FreshnessTone.STALE),
        (200, 0.0, FreshnessTone.STALE),
    ],
)
def test_freshness_is_full_under_six_months_and_nothing_at_twenty_four(
    months: float, score: float, tone: FreshnessTone
) -> None:
    found = freshness_on(TODAY - timedelta(days=months * 365.25 / 12), TODAY)
    assert found.score == pytest.approx(score, abs=0.02)
    assert found.tone is tone


def test_an_unknown_day_is_not_fresh_and_one_of_tomorrow_is() -> None:
    assert freshness_on(None, TODAY).tone is FreshnessTone.STALE
    assert freshness_on(TODAY + timedelta(days=3), TODAY).score == 1.0


def test_a_check_of_the_team_counts_as_news_of_the_source() -> None:
    old = Service(id=ONE.id, updated_on=date(2020, 1, 1), verified_on=date(2026, 11, 1))
    assert freshness(old, TODAY).tone is FreshnessTone.FRESH


def test_every_field_is_of_the_source_or_of_the_team_and_has_a_label() -> None:
    keys = {"id", "subject", "source", "source_id", "organisation_id"}
    assert {f.name for f in fields(Service)} == keys | set(IMPORTED_FIELDS) | set(INTERNAL_FIELDS)
    assert (set(IMPORTED_FIELDS) | set(INTERNAL_FIELDS)) <= set(FIELD_LABELS)
    assert set(MAPPABLE) - {"organisation_name", "source_id"} <= {f.name for f in fields(Service)}


@pytest.mark.parametrize(
    ("field", "value"),
    [("phone", "+33639981234"), ("latitude", 47.8), ("latitude", None), ("weeks", 3), ("fees", Fees.FREE),
     ("updated_on", TODAY), ("updated_on", None), ("core", True), ("core", False), ("closed", False)],
)  # fmt: skip
def test_a_correction_reads_back_what_was_written(field: str, value: object) -> None:
    assert read_back(field, written(value)) == value


def test_corrections_never_touch_what_the_team_alone_knows() -> None:
    edits = [
        ServiceEdit(id=edit_id(ONE.id, name), service_id=ONE.id, field=name, value="x")
        for name in ("name", "private_note", "nonsense")
    ]
    shown = with_edits(ONE, edits)
    assert (shown.name, shown.private_note) == ("x", "")


@given(st.lists(st.text(max_size=12), max_size=6))
def test_a_list_of_codes_is_the_same_in_any_order_and_read_twice(values: list[str]) -> None:
    once = joined(values)
    assert joined(reversed(values)) == once
    assert joined(codes(once)) == once


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Mo-Fr 08:30-12:30; PH off", "du lundi au vendredi, de 8 h 30 à 12 h 30 ; fermé les jours fériés"),
        ("Mo,We 09:00-12:00,14:00-17:30", "le lundi et le mercredi, de 9 h à 12 h et de 14 h à 17 h 30"),
        ("24/7", "jour et nuit, tous les jours"),
        ("Tu[1,3] 09:00-12:00", "le premier et troisième mardi du mois, de 9 h à 12 h"),
        ("Th[-1] 14:00-16:30; Aug off", "le dernier jeudi du mois, de 14 h à 16 h 30 ; fermé en août"),
        ('We 14:00-17:00 "sur rendez-vous"', "le mercredi, de 14 h à 17 h (sur rendez-vous)"),
        ("SH off", "fermé pendant les vacances scolaires"),
        ("10:00-24:00", "tous les jours, de 10 h à minuit"),
        ("Mo-Fr sunrise-sunset", "Mo-Fr sunrise-sunset"),
        ("sur rendez-vous", "sur rendez-vous"),
        ("", ""),
    ],
)
def test_opening_hours_are_said_in_french_or_left_as_they_are(text: str, said: str) -> None:
    assert opening_hours.in_french(text).replace("\u00a0", " ").replace("\u202f", " ") == said


def test_open_on_wednesday_and_closed_on_a_holiday() -> None:
    hours = "Mo-Fr 08:30-12:30,14:00-17:00; PH off"
    assert opening_hours.open_on(hours, WEDNESDAY) == ((time(8, 30), time(12, 30)), (time(14), time(17)))
    assert opening_hours.open_on(hours, date(2026, 11, 11)) == ()
    assert opening_hours.open_on("le matin", WEDNESDAY) is None
    assert opening_hours.day_in_french("", WEDNESDAY) == "horaires non renseignés"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Mo-Fr 08:30-12:30", "du lundi au vendredi, de 8 h 30 à 12 h 30"),
        ("Mo-Th 09:00-12:00; Nov 18 off", "Mo-Th 09:00-12:00; Nov 18 off. Cette semaine : lundi de 9 h à 12 h ; "
         "mardi de 9 h à 12 h ; mercredi fermé ; jeudi de 9 h à 12 h ; vendredi fermé ; samedi fermé ; dimanche fermé"),
        ('Mo 09:00-12:00 || "sur rendez-vous"', 'Mo 09:00-12:00 || "sur rendez-vous"'),
        ("le matin", "le matin"),
        ("", ""),
    ],
)  # fmt: skip
def test_hours_without_simple_words_are_told_day_by_day_this_week(text: str, said: str) -> None:
    told = opening_hours.in_words(text, date(2026, 11, 20))
    assert told.replace("\u00a0", " ").replace("\u202f", " ") == said


@pytest.mark.parametrize(
    ("text", "is_open", "may_open"),
    [
        ('Mo-Fr 08:30-09:00 || "sur rendez-vous"', False, True),
        ('"sur rendez-vous"', False, True),
        ('Mo 09:00-12:00; Fr "sur rendez-vous"', False, True),
        ('Mo 09:00-12:00; Tu "sur rendez-vous"', False, False),
        ('Fr 08:30-12:00 "sur rendez-vous"', True, True),
        ('Fr closed "en travaux"', False, False),
    ],
)
def test_what_is_only_on_appointment_is_not_open_but_may_be(text: str, is_open: bool, may_open: bool) -> None:
    friday_at_ten = at("2026-11-20 10:00")
    assert opening_hours.is_open(text, friday_at_ten) == is_open
    assert opening_hours.may_open_on(text, friday_at_ten.date()) == may_open


def test_a_day_only_on_appointment_has_no_known_hours() -> None:
    assert opening_hours.open_on('Mo 09:00-12:00; We "sur rendez-vous"', WEDNESDAY) is None
    assert opening_hours.open_on('Mo 09:00-12:00; We "sur rendez-vous"', date(2026, 11, 19)) == ()


def test_the_next_opening_is_told_when_it_is_closed() -> None:
    assert opening_hours.next_opening("Mo-Fr 08:30-12:30", at("2026-11-20 13:00")) == at("2026-11-23 08:30")
    assert opening_hours.next_opening("24/7", at("2026-11-20 13:00")) is None


@given(st.text(max_size=40))
def test_no_text_makes_opening_hours_fail(text: str) -> None:
    opening_hours.in_french(text)
    opening_hours.is_open(text, at("2026-11-20 09:00"))
    opening_hours.day_in_french(text, TODAY)
