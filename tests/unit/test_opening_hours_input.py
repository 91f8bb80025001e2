"""Opening hours as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobiconseil.domain.opening_hours import in_french, is_valid
from mobiconseil.domain.opening_hours_input import as_osm, shown


@pytest.mark.parametrize(
    ("typed", "osm"),
    [
        ("lun-ven 9h-12h, 14h-17h", "Mo-Fr 09:00-12:00,14:00-17:00"),
        ("Du lundi au vendredi, de 8 h 30 à 12 h et de 14 h à 17 h", "Mo-Fr 08:30-12:00,14:00-17:00"),
        ("du lun. au ven. 9h à midi", "Mo-Fr 09:00-12:00"),
        ("Lundi 9h-12h30/13h30-17h Mardi 9h-12h30", "Mo 09:00-12:30,13:30-17:00; Tu 09:00-12:30"),
        ("lundi, mercredi 9-12h ; samedi fermé", "Mo,We 09:00-12:00; Sa off"),
        ("Lundis et jeudis : 9h00–12h30 sur RDV", 'Mo,Th 09:00-12:30 "sur rendez-vous"'),
        ("le premier et le troisième mardi du mois, de 9 h à 12 h", "Tu[1,3] 09:00-12:00"),
        ("1er mardi du mois 9h-12h", "Tu[1] 09:00-12:00"),
        ("en semaine 9h-12h. samedi 9h-11h ; fermé les jours fériés", "Mo-Fr 09:00-12:00; Sa 09:00-11:00; PH off"),
        ("9:00 - 18:00 du lundi au samedi", "Mo-Sa 09:00-18:00"),
        ("tous les jours 8h-20h", "Mo-Su 08:00-20:00"),
        ("week-end 22h-minuit", "Sa-Su 22:00-24:00"),
        ("24h/24, 7j/7", "24/7"),
        ("sur rendez-vous", '"sur rendez-vous"'),
        ("Mo-Fr 09:00-12:00; PH off", "Mo-Fr 09:00-12:00; PH off"),
        ("", ""),
    ],
)
def test_hours_of_every_day_become_the_format_of_the_sources(typed: str, osm: str) -> None:
    assert as_osm(typed) == osm


@pytest.mark.parametrize(
    "typed",
    [
        "lundi",
        "lundi matin",
        "mars 9h-12h",
        "lundi 25h-26h",
        "lundi 9h",
        "9h-12h lundi, mardi 14h-17h",
        "hors vacances scolaires 9h-12h",
        "voir le site",
    ],
)
def test_what_is_not_understood_is_never_guessed(typed: str) -> None:
    assert as_osm(typed) is None


_SPANS = st.sampled_from(["09:00-12:00", "08:30-12:15", "14:00-17:00", "18:00-24:00"])
_WHEN = st.sampled_from(["Mo-Fr", "Mo", "Tu,Th", "Sa-Su", "We[1]", "Th[1,3]", "Fr[-1]", "SH", "Mo-Su"])
_RULES = st.builds(lambda when, spans: f"{when} {','.join(spans)}", _WHEN, st.lists(_SPANS, min_size=1, max_size=2))


@given(st.lists(_RULES, min_size=1, max_size=3).map("; ".join), st.sampled_from(["", "; PH off", "; Mo off"]))
def test_what_is_shown_in_french_means_the_same_when_typed_again(rules: str, closed: str) -> None:
    osm = rules + closed
    assert as_osm(shown(osm)) == osm
    assert as_osm(in_french(osm)) == osm


@given(st.text(max_size=40))
def test_no_text_makes_the_reading_fail(text: str) -> None:
    found = as_osm(text)
    assert found is None or is_valid(found)
