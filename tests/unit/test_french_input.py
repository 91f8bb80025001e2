import contextlib
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobiconseil.domain import french_input as f
from mobiconseil.domain import typography as t
from mobiconseil.domain.french_dates import add_months
from mobiconseil.errors import InvalidInput

TODAY = date(2026, 11, 20)  # a Friday


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("23/11", date(2026, 11, 23)),
        ("23/11/26", date(2026, 11, 23)),
        ("23/11/2026", date(2026, 11, 23)),
        ("3.3.26", date(2026, 3, 3)),
        ("3-3-2026", date(2026, 3, 3)),
        ("3 3 26", date(2026, 3, 3)),
        ("2026-03-03", date(2026, 3, 3)),
        ("23 novembre", date(2026, 11, 23)),
        ("23 NOV. 2026", date(2026, 11, 23)),
        ("23 nov 26", date(2026, 11, 23)),
        ("ven. 20 nov. 2026", date(2026, 11, 20)),
        ("le mercredi 2 décembre", date(2026, 12, 2)),
        ("lundi 23/11", date(2026, 11, 23)),
        ("1er mars", date(2027, 3, 1)),
        ("20 nov", TODAY),
        ("19/11", date(2027, 11, 19)),
        ("29/02", date(2028, 2, 29)),
        ("29 février 2024", date(2024, 2, 29)),
        ("lundi", date(2026, 11, 23)),
        ("Lundi prochain", date(2026, 11, 23)),
        ("ven.", date(2026, 11, 27)),
        ("vendredi", date(2026, 11, 27)),
        ("mardi en huit", date(2026, 12, 1)),
        ("lundi dernier", date(2026, 11, 16)),
        ("vendredi dernier", date(2026, 11, 13)),
        ("demain", date(2026, 11, 21)),
        ("après-demain", date(2026, 11, 22)),
        ("hier", date(2026, 11, 19)),
        ("aujourd’hui", TODAY),
        ("Aujourd'hui", TODAY),
        ("+7", date(2026, 11, 27)),
        ("+ 7 j", date(2026, 11, 27)),
        ("-2", date(2026, 11, 18)),
        ("+2 sem", date(2026, 12, 4)),
        ("+2 sem.", date(2026, 12, 4)),
        ("dans 3 jours", date(2026, 11, 23)),
        ("dans une semaine", date(2026, 11, 27)),
        ("dans 3 mois", date(2027, 2, 20)),
        ("il y a 2 semaines", date(2026, 11, 6)),
        ("+1 an", date(2027, 11, 20)),
        ("12/05/84", date(1984, 5, 12)),
    ],
)
def test_a_typed_date_is_understood(typed, day):
    assert f.parse_date(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("23/11", date(2025, 11, 23)),
        ("20/11", TODAY),
        ("19/11", date(2026, 11, 19)),
        ("29/02", date(2024, 2, 29)),
        ("lundi", date(2026, 11, 16)),
        ("vendredi", date(2026, 11, 13)),
        ("lundi prochain", date(2026, 11, 23)),
        ("3/3/30", date(1930, 3, 3)),
    ],
)
def test_a_field_about_the_past_looks_backwards(typed, day):
    assert f.parse_date(typed, TODAY, prefer="past") == day


@pytest.mark.parametrize(
    "typed",
    [
        *("", "  ", "bientôt", "31/02", "29/02/2026", "32/01/2026", "12/13", "0/1", "lundi 99", "+99999", "mars"),
        *("dans x", "1/2/3", "2026", "12/12/12/12", "lun mar", "dans", "+", "\0", "23/11/20261"),
    ],
)
def test_what_is_no_date_is_none(typed):
    assert f.parse_date(typed, TODAY) is None


@given(st.dates(), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_a_date_written_with_its_year_reads_back(day, today):
    if day.year >= 1000:
        assert f.parse_date(t.short_date(day), today) == day
        assert f.parse_date(t.long_date(day), today) == day
        assert f.parse_date(f"{day:%d/%m}/{day.year}", today) == day
    assert f.parse_date(day.isoformat(), today) == day


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 364))
def test_a_date_written_without_its_year_reads_back_when_it_is_near(today, days):
    day = date.fromordinal(today.toordinal() + days)
    assert f.parse_date(f"{day.day} {t.MONTHS[day.month - 1]}", today) == day


@given(st.text(max_size=20), st.dates())
def test_any_text_is_a_date_or_nothing(text, today):
    result = f.parse_date(text, today)
    assert result is None or isinstance(result, date)
    assert f.parse_date("lundi", today) is None or f.parse_date("lundi", today).weekday() == 0


def test_months_are_added_to_the_last_day_when_needed():
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2026, 1, 31), -2) == date(2025, 11, 30)
    assert add_months(date(9999, 12, 1), 1) is None


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("9h", time(9)),
        ("9 h 05", time(9, 5)),
        ("9\u00a0h\u00a005", time(9, 5)),
        ("9:05", time(9, 5)),
        ("0905", time(9, 5)),
        ("905", time(9, 5)),
        ("9", time(9)),
        ("14h30min", time(14, 30)),
        ("9 heures 5", time(9, 5)),
        ("9.30", time(9, 30)),
        ("midi", time(12)),
        ("Minuit", time(0)),
        ("24h", time(0)),
        ("", None),
    ],
)
def test_a_typed_hour_is_understood(typed, at):
    assert f.parse_time(typed) == at


@pytest.mark.parametrize("typed", ["25h", "9h60", "matin", "9:5:3", "12345", "-9h", "h"])
def test_an_impossible_hour_is_refused_with_an_example(typed):
    with pytest.raises(InvalidInput, match="Exemple\u00a0: 9\u00a0h\u00a005"):
        f.parse_time(typed)


@given(st.times())
def test_a_written_hour_reads_back(at):
    at = at.replace(second=0, microsecond=0)
    assert f.parse_time(t.hour(at)) == at
    assert f.parse_time(t.spoken_hour(at)) == at


@pytest.mark.parametrize(
    ("typed", "e164"),
    [
        ("06 39 98 12 34", "+33639981234"),
        ("06.39.98.12.34", "+33639981234"),
        ("0639981234", "+33639981234"),
        ("639981234", "+33639981234"),
        ("+33 (0)6 39 98 12 34", "+33639981234"),
        ("0033639981234", "+33639981234"),
        ("06\u00a039\u202f98-12-34", "+33639981234"),
        ("+32 470 12 34 56", "+32470123456"),
        ("39 49", "+333949"),
        ("+262 692 12 34 56", "+262692123456"),
    ],
)
def test_a_typed_phone_is_understood(typed, e164):
    assert f.parse_phone(typed) == e164


@pytest.mark.parametrize(
    ("typed", "cause"),
    [
        ("06 39 98 12 3", "Il manque un chiffre."),
        ("06 39 98", "Il manque 4 chiffres."),
        ("06 39 98 12 345", "Il y a un chiffre de trop."),
        ("06 39 98 12 34 56", "Il y a 2 chiffres de trop."),
        ("bonjour", "n’est pas compris"),
        ("", "n’est pas compris"),
        ("00 00 00 00 00", "n’est pas compris|n’existe pas"),
        ("+32 12", "n’existe pas dans ce pays"),
    ],
)
def test_a_wrong_phone_says_why_with_an_example(typed, cause):
    with pytest.raises(InvalidInput, match=cause) as caught:
        f.parse_phone(typed)
    assert "Exemple\u00a0: 06\u00a039\u00a098\u00a012\u00a034" in str(caught.value)


def test_a_written_phone_reads_back():
    for e164 in ("+33639981234", "+32470123456"):
        assert f.parse_phone(t.phone(e164)) == e164


@pytest.mark.parametrize(
    ("typed", "euros"),
    [
        ("110", "110"),
        ("1 250,50 €", "1250.50"),
        ("1\u202f250,50\u00a0€", "1250.50"),
        ("12.5", "12.5"),
        ("12€50", "12.50"),
        ("30 euros", "30"),
        (",50", "0.50"),
    ],
)
def test_a_typed_amount_is_understood(typed, euros):
    assert f.parse_money(typed) == Decimal(euros)


@given(st.decimals(0, 9_999_999, places=2))
def test_a_written_amount_reads_back(amount):
    assert f.parse_money(t.money(amount)) == amount


@pytest.mark.parametrize("typed", ["douze", "1,234,5", "-3", "1 25", "5,001", "٣", "1e5", "€", "99999999999"])
def test_an_impossible_amount_is_refused(typed):
    with pytest.raises(InvalidInput, match="Exemple"):
        f.parse_money(typed)


@pytest.mark.parametrize(
    ("typed", "km"), [("12", 12), ("3,5 km", 3.5), ("800 m", 0.8), ("12km", 12), ("1 200 m", 1.2), ("5 kilomètres", 5)]
)
def test_a_typed_distance_is_understood(typed, km):
    assert f.parse_distance(typed) == km


@pytest.mark.parametrize("typed", ["loin", "-3 km", "km", "3 miles"])
def test_an_impossible_distance_is_refused(typed):
    with pytest.raises(InvalidInput, match="Exemple"):
        f.parse_distance(typed)


@pytest.mark.parametrize(("typed", "year"), [("1984", 1984), ("84", 1984), ("05", 2005), ("26", 2026), ("27", 1927)])
def test_a_typed_year_is_understood(typed, year):
    assert f.parse_year(typed, TODAY) == year


@pytest.mark.parametrize("typed", ["1800", "2027", "198", "l’an dernier"])
def test_an_impossible_year_is_refused(typed):
    with pytest.raises(InvalidInput, match="Exemple\u00a0: 1984"):
        f.parse_year(typed, TODAY)


def test_emails_are_kept_as_typed_apart_from_their_domain():
    assert f.parse_email(" Lucie.Martin@Asso.FR ") == "Lucie.Martin@asso.fr"
    assert f.parse_email("élise@école.fr") == "élise@école.fr"


@pytest.mark.parametrize("typed", ["lucie", "lucie@", "@asso.fr", "lucie@asso", "a b@asso.fr", "a@b..fr", "a@b@c.fr"])
def test_a_wrong_email_is_refused_with_an_example(typed):
    with pytest.raises(InvalidInput, match="Exemple"):
        f.parse_email(typed)


@pytest.mark.parametrize("parse", [f.parse_money, f.parse_distance, f.parse_email, lambda s: f.parse_year(s, TODAY)])
def test_an_empty_field_is_none(parse):
    assert parse("") is None
    assert parse("\u00a0 ") is None


@given(st.text(max_size=25))
def test_any_text_gives_a_value_or_a_sentence(text):
    parsers = (f.parse_time, f.parse_phone, f.parse_money, f.parse_distance, f.parse_email)
    for parse in (*parsers, lambda typed: f.parse_year(typed, TODAY)):
        with contextlib.suppress(InvalidInput):
            parse(text)
