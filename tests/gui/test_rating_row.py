"""The row of a question of the grid: keys, mouse, notes, room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hands import Key
from mobiconseil.ui.gallery_more import ITEMS
from mobiconseil.ui.widgets.rating_row import RatingRow

pytestmark = pytest.mark.usefixtures("still")


@pytest.fixture
def row(qtbot) -> RatingRow:
    widget = RatingRow(*ITEMS[0], position=(1, 5))
    qtbot.addWidget(widget)
    widget.resize(700, 90)
    widget.show()
    widget.setFocus()
    return widget


@pytest.mark.parametrize(
    ("key", "level"),
    [
        (Key.Key_0, 0), (Key.Key_1, 1), (Key.Key_2, 2), (Key.Key_3, 3), (Key.Key_4, 4),
        (Key.Key_Agrave, 0), (Key.Key_Ampersand, 1), (Key.Key_Eacute, 2), (Key.Key_QuoteDbl, 3),
        (Key.Key_Apostrophe, 4),
    ],
)  # fmt: skip
def test_one_key_rates_and_goes_on_even_without_shift_on_a_french_keyboard(qtbot, row, key, level) -> None:
    with qtbot.waitSignals([row.rated, row.next_requested], check_params_cbs=[lambda value: value == level, None]):
        QTest.keyClick(row, key)
    assert row.rating == level
    assert row.cells[level].isChecked()


def test_a_shifted_digit_and_the_numeric_pad_rate_too(row) -> None:
    QTest.keyClick(row, Key.Key_3, Qt.KeyboardModifier.ShiftModifier)
    assert row.rating == 3
    QTest.keyClick(row, Key.Key_1, Qt.KeyboardModifier.KeypadModifier)
    assert row.rating == 1


def test_nothing_is_rated_at_first_and_zero_is_a_rating(row) -> None:
    assert row.rating is None
    assert "Non évalué" in row.accessibleName()
    QTest.keyClick(row, Key.Key_0)
    assert row.rating == 0
    assert row.accessibleName() == "Lire une fiche horaire ou un panneau d’arrêt. Note 0, pas encore. Item 1 sur 5"


def test_the_arrows_change_the_note_without_going_on(qtbot, row) -> None:
    row.set_rating(2)
    with qtbot.assertNotEmitted(row.next_requested):
        QTest.keyClick(row, Key.Key_Right)
        assert row.rating == 3
        QTest.keyClick(row, Key.Key_Left)
        QTest.keyClick(row, Key.Key_Left)
    assert row.rating == 1


def test_the_note_stops_at_both_ends(qtbot, row) -> None:
    row.set_rating(4)
    with qtbot.assertNotEmitted(row.rated):
        QTest.keyClick(row, Key.Key_Right)
    assert row.rating == 4


@pytest.mark.parametrize(
    ("key", "signal"),
    [
        (Key.Key_Up, "previous_requested"), (Key.Key_Down, "next_requested"), (Key.Key_S, "not_applicable"),
        (Key.Key_Delete, "cleared"), (Key.Key_C, "comment_requested"),
    ],
)  # fmt: skip
def test_each_other_key_of_a_rating_asks_for_one_thing(qtbot, row, key, signal) -> None:
    with qtbot.waitSignal(getattr(row, signal)):
        QTest.keyClick(row, key)


def test_not_applicable_removes_the_note_and_delete_brings_the_answers_back(row) -> None:
    row.set_rating(2)
    QTest.keyClick(row, Key.Key_S)
    assert row.rating is None
    assert "Sans objet" in row.accessibleName()
    QTest.keyClick(row, Key.Key_Delete)
    assert all(cell.isEnabled() for cell in row.cells)


def test_control_and_a_digit_does_not_rate(row) -> None:
    QTest.keyClick(row, Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert row.rating is None


def test_the_mouse_rates_without_going_on(qtbot, row) -> None:
    with qtbot.assertNotEmitted(row.next_requested), qtbot.waitSignal(row.rated):
        QTest.mouseClick(row.cells[4], Qt.MouseButton.LeftButton)
    assert row.rating == 4


def test_the_answers_are_stacked_when_there_is_little_room(qtbot, row) -> None:
    row.resize(400, 400)
    qtbot.waitUntil(lambda: row.cells[1].y() > row.cells[0].y())
    row.resize(700, 90)
    qtbot.waitUntil(lambda: row.cells[1].y() == row.cells[0].y())
