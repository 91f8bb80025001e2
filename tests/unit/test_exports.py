"""Tables that French Excel opens, and that never run anything."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobiconseil.services.exports import csv_for_excel, figures, harmless


def test_the_table_is_what_french_excel_expects() -> None:
    content = csv_for_excel(("Nom", "Commune"), [("Garnier", "Cossé; le Vivien")])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content[3:].decode() == 'Nom;Commune\r\nGarnier;"Cossé; le Vivien"\r\n'


@pytest.mark.parametrize("cell", ["=1+1", "+33 6 39 98 12 34", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_is_never_a_formula(cell: str) -> None:
    assert harmless(cell).startswith("'")


def test_no_break_spaces_do_not_reach_the_spreadsheet() -> None:
    assert harmless("06\u00a039\u00a098\u00a012\u00a034") == "06 39 98 12 34"


def test_no_date_is_an_empty_cell() -> None:
    assert figures(None) == ""


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00")), min_size=1, max_size=4))
def test_what_is_read_back_is_one_row_and_no_formula(cells: list[str]) -> None:
    text = csv_for_excel(tuple("abcd"[: len(cells)]), [tuple(cells)]).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert len(rows) == 2
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in rows[1])
