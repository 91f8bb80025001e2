"""Anonymous figures point at nobody."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mobiconseil.domain.masking import SMALLEST_SHOWN, masked, shown_total
from mobiconseil.services.exchange_figures import HIDDEN, rows_of
from mobiconseil.services.upkeep import Figures

COUNTS = st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 30), max_size=8)


def test_small_counts_are_hidden_and_one_more_when_a_subtraction_would_find_it() -> None:
    assert masked({"a": 12, "b": 3, "c": 9}) == {"a": 12, "b": None, "c": None}
    assert masked({"a": 12, "b": 4, "c": 4}) == {"a": 12, "b": None, "c": None}
    assert masked({"a": 12, "b": 9}) == {"a": 12, "b": 9}
    assert masked({"a": 12, "b": 0, "c": 1, "d": 6}) == {"a": 12, "b": None, "c": None, "d": None}


@given(COUNTS)
def test_no_hidden_count_is_alone_and_those_hidden_are_never_nearly_nothing(counts: dict[str, int]) -> None:
    found = masked(counts)
    hidden = [name for name, count in found.items() if count is None]
    shown = [name for name, count in found.items() if count is not None]
    assert all(counts[name] >= SMALLEST_SHOWN for name in shown)
    if hidden and shown:
        assert len(hidden) >= 2
        assert sum(counts[name] for name in hidden) >= SMALLEST_SHOWN


@given(COUNTS)
def test_a_total_never_tells_a_small_group(counts: dict[str, int]) -> None:
    total = shown_total(counts)
    assert total is None or total >= SMALLEST_SHOWN


def test_the_table_shows_no_count_under_five_and_no_name() -> None:
    figures = Figures(
        year=2026,
        files={"actif": 31, "archive": 3, "prescrit": 8},
        assessments_started=4,
        assessments_finished=17,
        steps_open=52,
        steps_late=2,
        steps_done=9,
        contacts={"appel": 40, "visite": 2},
        people_reached=28,
        communes={"Craon": 12, "Renazé": None, "Cossé-le-Vivien": 6},
    )
    rows = rows_of(figures)
    numbers = [int(row[2]) for row in rows if row[2].isdecimal()]
    assert numbers
    assert min(numbers) >= SMALLEST_SHOWN
    assert ("Dossiers actifs par commune", "Renazé", HIDDEN) in rows
    assert not any(row[:2] == ("Dossiers actifs par commune", "Total") for row in rows)
