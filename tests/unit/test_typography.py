import re
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobiconseil.domain import typography as t

TODAY = date(2026, 11, 20)


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Sylvie", "de Sylvie"),
        ("Odile", "d’Odile"),
        ("Élodie", "d’Élodie"),
        ("Hélène", "d’Hélène"),
        ("Yves", "d’Yves"),
        ("Yanis", "de Yanis"),
        ("", "de "),
    ],
)
def test_the_name_of_somebody_is_elided_after_de(name: str, said: str) -> None:
    assert t.of(name) == said


def test_empty_parts_leave_no_dot_and_a_dot_begins_no_line() -> None:
    assert t.dotted("", "Claire", "", "3 dossiers") == "Claire\u00a0· 3 dossiers"
    assert t.dotted("", "") == ""


def test_short_dates_keep_the_year_unless_it_is_obvious():
    assert t.short_date(TODAY) == "ven.\u00a020\u00a0nov.\u00a02026"
    assert plain(t.short_date(TODAY, TODAY)) == "ven. 20 nov."
    assert plain(t.short_date(date(2027, 1, 4), TODAY)) == "lun. 4 janv. 2027"
    assert plain(t.short_date(date(2026, 3, 1))) == "dim. 1er mars 2026"


def test_long_dates_are_whole_words():
    assert plain(t.long_date(date(2026, 12, 2))) == "mercredi 2 décembre 2026"
    assert plain(t.long_date(date(2026, 3, 1), TODAY)) == "dimanche 1er mars"


def test_hours_are_written_and_spoken():
    assert t.hour(time(9, 5)) == "9\u00a0h\u00a005"
    assert plain(t.hour(time(14))) == "14 h"
    assert plain(t.column_hour(time(14))) == "14 h 00"
    assert plain(t.spoken_hour(time(6, 40))) == "6 heures 40"
    assert plain(t.spoken_hour(time(1, 5))) == "1 heure 05"
    assert plain(t.spoken_hour(time(8))) == "8 heures"
    assert (t.spoken_hour(time(12)), t.spoken_hour(time(0))) == ("midi", "minuit")


def test_a_moment_is_a_date_and_an_hour():
    assert plain(t.when(TODAY, time(9, 5))) == "ven. 20 nov. 2026 à 9 h 05"
    assert plain(t.when(datetime(2026, 11, 20, 14, 30, tzinfo=UTC), today=TODAY)) == "ven. 20 nov. à 14 h 30"
    assert plain(t.when(TODAY)) == "ven. 20 nov. 2026"


@pytest.mark.parametrize(
    ("minutes", "text"), [(0, "0 min"), (45, "45 min"), (60, "1 h"), (65, "1 h 05"), (90, "1 h 30"), (600, "10 h")]
)
def test_durations(minutes, text):
    assert plain(t.duration(minutes)) == text


@pytest.mark.parametrize(
    ("e164", "text"),
    [
        ("+33639981234", "06 39 98 12 34"),
        ("+262692123456", "0692 12 34 56"),
        ("+32470123456", "+32 470 12 34 56"),
        ("3631", "36 31"),
        ("sans téléphone", "sans téléphone"),
        ("", ""),
    ],
)
def test_phones(e164, text):
    assert plain(t.phone(e164)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (110, "110\u00a0€"),
        (1250.5, "1\u202f250,50\u00a0€"),
        (Decimal("0.005"), "0,01\u00a0€"),
        (0, "0\u00a0€"),
        (-12, "−12\u00a0€"),
        (1_000_000, "1\u202f000\u202f000\u00a0€"),
        (19.99, "19,99\u00a0€"),
    ],
)
def test_money(value, text):
    assert t.money(value) == text


@given(st.decimals(-(10**9), 10**9, places=2))
def test_money_loses_no_cent(amount):
    text = plain(t.money(amount)).replace(" ", "").replace("€", "").replace(",", ".").replace("−", "-")
    assert Decimal(text) == amount


def test_numbers_and_distances():
    assert t.number(1234567) == "1\u202f234\u202f567"
    assert t.number(3.50) == "3,5"
    assert t.number(2, 1) == "2,0"
    assert plain(t.kilometres(0.8)) == "800 m"
    assert plain(t.kilometres(3.46)) == "3,5 km"
    assert plain(t.kilometres(9.97)) == "10 km"
    assert plain(t.kilometres(12.4)) == "12 km"
    assert plain(t.kilometres(1)) == "1 km"
    assert plain(t.kilometres(0.9999)) == "1 km"
    assert plain(t.kilometres(0)) == "0 km"


def test_counts_are_never_lone_percentages_and_zero_is_singular():
    assert plain(t.out_of(24, 61)) == "24 sur 61"
    assert plain(t.count(0, "visite")) == "0 visite"
    assert plain(t.count(1, "cheval", "chevaux")) == "1 cheval"
    assert plain(t.count(1200, "cheval", "chevaux")) == "1 200 chevaux"


def test_ages():
    assert plain(t.age(1984, TODAY)) == "42 ans"
    assert plain(t.age(date(1984, 11, 21), TODAY)) == "41 ans"
    assert plain(t.age(date(1984, 11, 20), TODAY)) == "42 ans"
    assert plain(t.age(date(2024, 2, 29), date(2025, 3, 1))) == "1 an"
    assert t.age(2026, TODAY) == "moins d’un an"
    assert t.age(2030, TODAY) == ""


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 11, 20), "aujourd’hui"),
        (date(2026, 11, 21), "demain"),
        (date(2026, 12, 7), "dans 17 jours"),
        (date(2026, 11, 19), "hier"),
        (date(2026, 11, 11), "il y a 9 jours"),
    ],
)
def test_relative_days(day, text):
    assert plain(t.relative_days(day, TODAY)) == text


def test_lateness_is_counted_in_days():
    assert plain(t.relative_days(date(2026, 11, 16), TODAY, late=True)) == "retard 4 j"
    assert t.relative_days(TODAY, TODAY, late=True) == "aujourd’hui"


@pytest.mark.parametrize(
    ("typed", "tidied"),
    [
        ("l'école d'Élise", "l’école d’Élise"),
        ("Quoi? Non! Si; fin: oui", "Quoi\u202f? Non\u202f! Si\u202f; fin\u00a0: oui"),
        ("Quoi ?! Vrai !!!", "Quoi\u202f?! Vrai\u202f!!!"),
        ('Il dit "bonjour" puis', "Il dit «\u00a0bonjour\u00a0» puis"),
        ("«ici» et « là »", "«\u00a0ici\u00a0» et «\u00a0là\u00a0»"),
        ("attendre...", "attendre…"),
        ("50 % ou 50%", "50\u202f% ou 50\u202f%"),
        ("12 km en 20 min, 5 € par 2 j", "12\u00a0km en 20\u00a0min, 5\u00a0€ par 2\u00a0j"),
        ("9 h 05", "9\u00a0h\u00a005"),
        ("RDV à 8:30 ou 10:15:00", "RDV à 8:30 ou 10:15:00"),
        ("voir https://a.fr/x?y=1;z:2!", "voir https://a.fr/x?y=1;z:2\u202f!"),
        ("écrire à lucie@asso.fr: merci", "écrire à lucie@asso.fr\u00a0: merci"),
        ("Mme Martin et M. Roux", "Mme\u00a0Martin et M.\u00a0Roux"),
        ("(!) :-) 1:25000 a:b", "(!) :-) 1:25000 a:b"),
        ("12 habitants", "12 habitants"),
        ("", ""),
    ],
)
def test_typed_text_gets_french_typography(typed, tidied):
    assert t.tidy(typed) == tidied


PIECES = st.sampled_from(
    [
        *"aéLM1 8\n:;!?%'\"«»…()[]’.€@-/",
        "...",
        " h 05",
        "\u00a0",
        "\u202f",
        "8:30",
        "a@b.fr",
        "http://x.fr",
        "M. ",
        "km",
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=40))
def test_tidying_twice_changes_nothing_more(text):
    once = t.tidy(text)
    assert t.tidy(once) == once


@given(st.lists(PIECES, max_size=20).map("".join))
def test_tidying_keeps_every_word(text):
    def words(value):
        return re.sub(r"[\s'’\"«».…]", "", value)

    assert words(t.tidy(text)) == words(text)


@given(st.from_regex(r"https?://[a-z]{1,8}\.fr/[a-z0-9:;!?%&=']{0,12}[a-z0-9]", fullmatch=True))
def test_addresses_are_never_touched(url):
    assert url in t.tidy(f"Voir {url} : c'est là")


def test_quotes():
    assert t.quote(" oui ") == "«\u00a0oui\u00a0»"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Lucie Martin", "LM"),
        ("élodie roux", "ÉR"),
        ("Anne de La Tour", "AT"),
        ("Jean-Pierre Le Goff", "JG"),
        ("Karim", "K"),
        ("Lou d’Arc", "LA"),
        ("  ", ""),
        ("(?)", ""),
        ("De La", "DL"),
    ],
)
def test_initials(name, letters):
    assert t.initials(name) == letters


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Lefèvre-Œuf", "lefevre oeuf"),
        ("L’ÉCOLE d'Aÿ", "l ecole d ay"),
        ("Saint‑Étienne", "saint etienne"),
        ("Strauß", "strauss"),
        ("İzmir ŁØ", "izmir lo"),
        ("  a   b ", "a b"),
    ],
)
def test_folding(text, folded):
    assert t.fold(text) == folded


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing_more(text):
    assert t.fold(t.fold(text)) == t.fold(text)


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_a_text_without_accents_is_folded_like_the_others(text):
    assert t.fold(f"e{text}e") == t.fold(f"é{text}é")


def test_sorting_ignores_accents_and_case():
    names = ["Zoé", "émile", "Édith", "Élodie", "eva", "Œdipe", "Odile"]
    assert sorted(names, key=t.sort_key) == ["Édith", "Élodie", "émile", "eva", "Odile", "Œdipe", "Zoé"]
