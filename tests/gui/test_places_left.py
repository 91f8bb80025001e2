"""No place that Qt has destroyed is kept by PySide: the next widget made at the same address would be taken for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtWidgets import QLayout, QLayoutItem, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mobiconseil.ui.navigation import Route, Section
from mobiconseil.ui.screens.people.view import PeopleScreen
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.two_columns import TwoColumns

if TYPE_CHECKING:
    from desk_window import OpenWindow


def _kept() -> set[int]:
    """Return the places that PySide keeps for as long as a layout."""
    objects = shiboken6.getAllValidWrappers()
    places = [each for each in objects if isinstance(each, QLayoutItem) and not isinstance(each, QLayout)]
    return {id(each) for each in places if "\nparent" in shiboken6.dump(each)}


def _filled_first(holder: QWidget, widget: QWidget) -> None:
    row = Row()
    row.addWidget(widget)
    Column(holder).addLayout(row)


def _added_first(holder: QWidget, widget: QWidget) -> None:
    row = Row()
    Column(holder).addLayout(row)
    row.addWidget(widget)


@pytest.mark.parametrize(("fill", "places"), [(_filled_first, 1), (_added_first, 0)])
def test_pyside_keeps_the_place_of_what_was_there_before_the_layout_was_added(
    fill: Callable[[QWidget, QWidget], None], places: int, qtbot: QtBot
) -> None:
    """The reason for the rule; a newer PySide that keeps none makes it needless."""
    holder, before = QWidget(), _kept()
    qtbot.addWidget(holder)
    fill(holder, QPushButton())
    assert len(_kept() - before) == places


def test_a_page_that_goes_from_two_columns_to_one_leaves_no_place_behind(qtbot: QtBot) -> None:
    before = _kept()
    columns = TwoColumns(QPushButton("côté"), QPushButton("page"), top=QPushButton("avis"), narrow_under=600)
    qtbot.addWidget(columns)
    columns.resize(1000, 400)
    columns.show()
    assert not columns.is_narrow
    assert _kept() == before
    columns.resize(300, 400)
    assert columns.is_narrow
    assert _kept() == before


def test_the_list_of_people_keeps_no_place_for_the_panel_that_goes_to_the_drawer(window: OpenWindow) -> None:
    window.go(Route(section=Section.PEOPLE))
    screen = window.bench.screen_shown
    assert isinstance(screen, PeopleScreen)
    column = screen.layout()
    assert column is not None
    assert [
        each for each in shiboken6.getAllValidWrappers() if id(each) in _kept() and _keeper(each) == id(column)
    ] == []


def _keeper(place: object) -> int:
    """Return the address of the layout that keeps a place."""
    line = next(line for line in shiboken6.dump(place).splitlines() if line.startswith("parent"))
    return int(line.rsplit(" at ", 1)[1].rstrip(">"), 16)
