"""A remark names the line of the file where its row starts, whatever its cells hold."""

from __future__ import annotations

import pytest

from mobiconseil.imports.tables import read_csv


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_row_is_numbered_from_the_line_where_it_starts(end: str):
    lines = ["nom;note", '"Garage ""Roux""";"lundi', "mardi", 'mercredi"', "", "Bus;x", '"Vélo', 'loué";y', "Taxi;z"]
    table = read_csv(end.join(lines).encode(), "annuaire.csv")
    assert [(row.number, row.cells["nom"].split()[0]) for row in table.rows] == [
        (2, "Garage"), (6, "Bus"), (7, "Vélo"), (9, "Taxi"),
    ]  # fmt: skip
