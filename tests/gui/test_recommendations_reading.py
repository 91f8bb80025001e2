"""The sieve read on a laptop: columns that hold something, whole names, a card that turns with the keyboard."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk_window import OpenWindow
from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import StepState
from mobiconseil.domain.sieve import SieveKind, SieveLevel
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.file.view import FileScreen
from mobiconseil.ui.screens.recommendations.rows import Figure
from mobiconseil.ui.screens.recommendations.view import RecommendationsScreen
from mobiconseil.ui.screens.recommendations.view_model import Page
from mobiconseil.ui.widgets.header import Header
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.row_list import ListRow, RowList
from mobiconseil.ui.widgets.text_fields import TextField
from mobiconseil.ui.widgets.timeline import RADIUS, Timeline, TimelineEntry
from mobiconseil.ui.width_class import WidthClass
from recommendations_fake import GUARD, ROWS, FakeAdvice

BICYCLE = ROWS[7]


@pytest.fixture
def subject(window: OpenWindow) -> RecordId:
    made = window.session.files.create(first_name="Sylvie", last_name="Garnier")
    window.session.assessments.start(made.id, AssessmentForm.SHORT)
    return made.id


@pytest.fixture
def advice(window: OpenWindow) -> FakeAdvice:
    return FakeAdvice.put_in(window.session)


def show(window: OpenWindow, subject: RecordId) -> RecommendationsScreen:
    window.go(Route(section=Section.PEOPLE, subject=subject, tab=Tab.RECOMMENDATIONS))
    shown = window.bench.screen_shown
    assert isinstance(shown, FileScreen)
    screen = shown.current
    assert isinstance(screen, RecommendationsScreen)
    QApplication.sendPostedEvents()
    return screen


def test_a_column_that_says_nothing_gives_its_room_to_the_names(
    window: OpenWindow, subject: RecordId, advice: FakeAdvice
) -> None:
    advice.rows = tuple(replace(row, co2_kg=None, distance_km=None) for row in ROWS)
    screen = show(window, subject)
    assert screen.model.table.figures == (Figure.DELAY, Figure.COST)


def test_every_column_that_tells_something_of_one_row_is_there(
    window: OpenWindow, subject: RecordId, advice: FakeAdvice
) -> None:
    assert show(window, subject).model.table.figures == tuple(Figure)


def test_a_name_that_is_cut_is_whole_under_the_mouse(window: OpenWindow, subject: RecordId, advice: FakeAdvice) -> None:
    table = show(window, subject).model.table
    said = table.index(table.find(ROWS[0].key), 0).data(Qt.ItemDataRole.ToolTipRole)
    assert said.splitlines() == [ROWS[0].title, ROWS[0].subtitle]


def test_page_down_reads_on_in_the_chosen_row(
    qtbot: QtBot, window: OpenWindow, subject: RecordId, advice: FakeAdvice
) -> None:
    screen = show(window, subject)
    qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    page = screen.detail.scroll_page
    assert page is not None
    bar = page.verticalScrollBar()
    bar.setRange(0, 400)
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    qtbot.keyClick(focused, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_why_not_puts_first_the_names_that_begin_with_the_word(
    qtbot: QtBot, window: OpenWindow, subject: RecordId, advice: FakeAdvice
) -> None:
    screen = show(window, subject)
    screen.on_find()
    qtbot.keyClicks(screen.pages.why_not.words, "pret")
    names = [row.accessibleName() for row in screen.pages.why_not.list.rows]
    assert names[0].startswith("Prêt de véhicule")
    assert any(name.startswith("Interprétariat") for name in names[1:])


def test_why_not_leads_to_a_sheet_that_no_rule_proposes(
    qtbot: QtBot, window: OpenWindow, subject: RecordId, advice: FakeAdvice
) -> None:
    advice.rows = (*ROWS[:7], replace(BICYCLE, catalogue="F4-05", proposed=SieveLevel.NONE), *ROWS[8:])
    screen = show(window, subject)
    screen.on_find()
    screen.pages.why_not.explain("catalogue:F4-05")
    link = screen.pages.why_not.findChild(QWidget, f"why_not_row_{BICYCLE.key}")
    assert link is not None
    qtbot.keyClick(link, Qt.Key.Key_Space)
    assert (screen.model.page, screen.model.selected) == (Page.SIEVE, BICYCLE.key)
    assert screen.model.table.find(BICYCLE.key) >= 0


def test_a_row_takes_the_height_of_a_title_on_three_lines(qtbot: QtBot) -> None:
    row = ListRow("a", "a")
    title = Label("Prêt de véhicule pour une reprise d’emploi, AutoRelais, 4 rue de la Gare, à Craon", Role.STRONG)
    title.setWordWrap(True)
    row.body.addWidget(title, 1)
    rows = RowList("Orientations")
    qtbot.addWidget(rows)
    rows.set_content([row])
    rows.resize(200, 600)
    rows.show()
    QApplication.processEvents()
    assert title.height() >= title.heightForWidth(title.width())


def test_a_step_that_failed_is_not_counted_as_done(window: OpenWindow, subject: RecordId) -> None:
    plans = window.session.plans
    for title, state in (("Faite", StepState.DONE), ("À faire", StepState.TODO), ("Refusée", StepState.FAILED)):
        plans.add_step(subject, title=title, state=state)
    window.go(Route(section=Section.PEOPLE, subject=subject, tab=Tab.PLAN))
    shown = window.bench.screen_shown
    assert isinstance(shown, FileScreen)
    assert shown._model.counters()[Tab.PLAN] == "1/2"


def test_a_text_longer_than_its_field_is_read_from_its_beginning(qtbot: QtBot) -> None:
    field = TextField()
    qtbot.addWidget(field)
    field.setText("AutoRelais, 4 rue de la Gare, à Craon")
    assert field.cursorPosition() == 0
    QApplication.sendEvent(field, QFocusEvent(QFocusEvent.Type.FocusIn, Qt.FocusReason.OtherFocusReason))
    assert field.cursorPosition() == len(field.text()), "what is typed then comes after the text"
    QApplication.sendEvent(field, QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.PopupFocusReason))
    assert field.cursorPosition() == len(field.text()), "a menu leaves the cursor where it is"
    QApplication.sendEvent(field, QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert field.cursorPosition() == 0


def test_an_event_without_a_second_line_keeps_its_disc_whole(qtbot: QtBot) -> None:
    timeline = Timeline((TimelineEntry(title="Étape faite", when="ven. 13 nov.", icon="check"),))
    qtbot.addWidget(timeline)
    timeline.resize(300, 200)
    timeline.show()
    event = timeline.findChild(QWidget)
    assert event is not None
    assert event.height() >= 2 * RADIUS + 5


def test_a_low_window_follows_the_row_that_the_arrows_choose(
    qtbot: QtBot, window: OpenWindow, subject: RecordId, advice: FakeAdvice
) -> None:
    advice.urgent, advice.deferrals = True, (GUARD,)
    screen = show(window, subject)
    screen.setFixedHeight(320)
    QApplication.processEvents()
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_End)
    qtbot.keyClick(screen.table, Qt.Key.Key_Up)
    QApplication.processEvents()
    row = screen.table.visualRect(screen.table.currentIndex())
    at = screen.table.viewport().mapTo(screen.page.viewport(), row.center())
    assert screen.page.viewport().rect().contains(at)


def test_the_name_of_the_person_comes_before_the_hour_of_the_saving_in_a_narrow_window(qtbot: QtBot) -> None:
    header = Header("Claire Roussel-Anglade")
    qtbot.addWidget(header)
    header.set_saved("Enregistré à 15 h 12")
    header.set_width_class(WidthClass.NARROW)
    assert (header.saved._text.isHidden(), header.saved.toolTip()) == (True, "Enregistré à 15 h 12")
    header.set_saved("Non enregistré.", problem=True)
    assert not header.saved._text.isHidden()


def test_a_blank_directory_is_said_and_leads_to_where_it_is_filled(
    qtbot: QtBot, window: OpenWindow, subject: RecordId, advice: FakeAdvice
) -> None:
    advice.rows = tuple(row for row in ROWS if row.kind is not SieveKind.SERVICE)
    screen = show(window, subject)
    nothing = screen.notices.nothing
    assert nothing._title.text().startswith("L’annuaire est vide")
    assert nothing.report.isHidden()
    qtbot.keyClick(nothing.fill, Qt.Key.Key_Space)
    assert window.bench.place().section is Section.DIRECTORY
