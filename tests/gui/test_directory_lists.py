"""The list of twenty thousand services: rows are worded when they come into view, the title is never taken."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mobiconseil.domain.identity import RecordId
from mobiconseil.ui.screens.directory.rows import ServiceRow, TitleRow
from mobiconseil.ui.screens.directory.service_table import ServiceTable
from mobiconseil.ui.screens.directory.table_model import Column, DirectoryTableModel

MANY = 20_000
IDS = tuple(RecordId(rank.to_bytes(16, "big")) for rank in range(1, MANY + 1))


class Worded:
    """Words rows and counts them."""

    def __init__(self) -> None:
        self.ranks: list[int] = []

    def __call__(self, rank: int) -> ServiceRow:
        self.ranks.append(rank)
        return ServiceRow(id=IDS[rank], family="F1", name=f"Service {rank}", distance="3 km", place="Craon")


def _list(qtbot, near: int) -> tuple[ServiceTable, DirectoryTableModel, Worded]:
    model, worded = DirectoryTableModel(), Worded()
    table = ServiceTable(model)
    qtbot.addWidget(table)
    model.setParent(table)
    table.resize(480, 600)
    model.show_found(IDS, near, "Au-delà de 15 km", worded)
    table.show()
    qtbot.waitExposed(table)
    return table, model, worded


def test_only_the_rows_in_view_are_worded(qtbot) -> None:
    table, model, worded = _list(qtbot, MANY)
    table.take_row(MANY - 1)
    qtbot.waitUntil(lambda: MANY - 1 in worded.ranks)
    assert model.rowCount() == MANY
    assert len(worded.ranks) < 100


def test_the_arrows_pass_over_the_title(qtbot) -> None:
    table, model, _ = _list(qtbot, 2)
    table.take_row(1)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex().row() == 3
    assert model.service_id(3) == IDS[2]
    QTest.keyClick(table, Qt.Key.Key_Up)
    assert table.currentIndex().row() == 1


def test_every_service_is_found_again_past_the_title(qtbot) -> None:
    _table, model, _ = _list(qtbot, 5)
    for rank in (0, 4, 5, 19_999):
        row = model.find(IDS[rank])
        assert model.service_id(row) == IDS[rank]
    assert isinstance(model.row(5), TitleRow)
    assert model.find(None) == -1


def test_a_row_is_said_whole_to_a_screen_reader(qtbot) -> None:
    _table, model, _ = _list(qtbot, MANY)
    said = model.data(model.index(0, Column.SERVICE), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Service 0, Craon, 3 km, distance estimée"


def test_up_from_the_first_row_goes_back_to_the_words(qtbot) -> None:
    table, _, _ = _list(qtbot, 5)
    table.take_row(0)
    with qtbot.waitSignal(table.up_left):
        QTest.keyClick(table, Qt.Key.Key_Up)


def test_a_service_that_takes_the_place_of_the_title_is_as_high_as_the_others(qtbot) -> None:
    table, model, worded = _list(qtbot, near=2)
    assert table.rowHeight(2) < table.rowHeight(3)
    model.show_found(IDS[:5], 1, "Au-delà de 15 km", worded)
    heights = [table.rowHeight(row) for row in range(model.rowCount())]
    assert heights[1] < heights[0]
    assert heights[0] == heights[2] == heights[3] == heights[4] == heights[5]
