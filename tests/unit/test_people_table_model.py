"""Fifty thousand rows, of which only those in view are read."""

from __future__ import annotations

from PySide6.QtCore import Qt

from mobiconseil.domain.identity import RecordId
from mobiconseil.ui.screens.people.rows import PersonRow
from mobiconseil.ui.screens.people.table_model import PAGE, Column, PeopleTableModel
from mobiconseil.ui.widgets.row_table import ROW


def row(number: int) -> PersonRow:
    return PersonRow(
        subject=RecordId(number.to_bytes(16, "big")),
        name=f"Personne {number}",
        initials="P",
        detail="42 ans · Ballots",
        state="En parcours",
        tone="tint",
        done=1,
        begun=True,
        progress="31 items sur 54",
        next_day="lun. 16 nov.",
        next_text="relance en retard",
        late=True,
        contact="mar. 3 nov.",
        prescriber="CCAS",
        adviser="",
        trashed=False,
    )


class Reader:
    """Counts what is read."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.asked: list[int] = []

    def __call__(self, offset: int, limit: int) -> tuple[PersonRow, ...]:
        self.asked.append(offset)
        return tuple(row(number) for number in range(offset, min(offset + limit, self.total)))


def shown(total: int) -> tuple[PeopleTableModel, Reader]:
    model, reader = PeopleTableModel(), Reader(total)
    model.show_list(total, reader)
    return model, reader


def test_the_length_is_known_before_anything_is_read() -> None:
    model, reader = shown(50_000)
    assert model.rowCount() == 50_000
    assert reader.asked == []


def test_the_last_row_costs_one_page() -> None:
    model, reader = shown(50_000)
    assert model.data(model.index(49_999, Column.PERSON)) == "Personne 49999, 42 ans · Ballots"
    assert reader.asked == [49_800]


def test_a_page_is_read_once() -> None:
    model, reader = shown(PAGE + 10)
    for number in range(PAGE + 10):
        assert model.index(number, 0).data(ROW).name == f"Personne {number}"
    assert reader.asked == [0, PAGE]


def test_memory_stays_bounded_while_scrolling_through_everything() -> None:
    model, _ = shown(50_000)
    for number in range(0, 50_000, PAGE):
        model.row(number)
    assert len(model._pages) <= 12


def test_nothing_stands_outside_of_the_list() -> None:
    model, reader = shown(3)
    assert model.row(-1) is None
    assert model.row(3) is None
    assert reader.asked == []


def test_a_person_is_found_again_near_where_she_was() -> None:
    model, _ = shown(1000)
    assert model.find(RecordId((650).to_bytes(16, "big")), 700) == 650
    assert model.find(RecordId((5).to_bytes(16, "big")), 700) == 5
    assert model.find(RecordId((9999).to_bytes(16, "big")), 700) is None


def test_a_cell_is_read_aloud_with_its_title() -> None:
    model, _ = shown(1)
    spoken = model.data(model.index(0, Column.NEXT), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Prochaine échéance\u00a0: lun. 16 nov., relance en retard"
