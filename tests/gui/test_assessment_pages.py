"""The pages beside the grid: the end, the comparison, her words, barriers, the life space; small windows."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from assessment_desk import MEDIUM, NARROW, AssessmentDesk, K, click, focused, press
from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.services.actions import Action
from mobiconseil.ui.navigation import Tab
from mobiconseil.ui.screens.assessment.view_model import Page


@pytest.fixture
def desk(tmp_path: Path) -> AssessmentDesk:
    return AssessmentDesk.create(tmp_path / "base é")


def test_finishing_lists_the_gaps_and_is_allowed_all_the_same(qtbot: QtBot, desk: AssessmentDesk) -> None:
    desk.start({"D1.1": 3, "D6.1": 0, "D7.1": 4}, AssessmentForm.SHORT)
    screen = desk.show(qtbot)
    screen.on_action()
    page = screen.pages[Page.FINISH]
    assert page.finish.text() == "Terminer quand même"  # type: ignore[attr-defined]
    gaps = {line.objectName(): line.count() for line in page.lines}  # type: ignore[attr-defined]
    assert gaps["D1"] == "1\u00a0item"
    assert gaps["D11"] == "4\u00a0items"
    QTest.mouseClick(page.minutes._segments[2], Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    page.finish.setFocus()  # type: ignore[attr-defined]
    press(K.Key_Space)
    (done,) = desk.session.files.load(desk.subject).assessments
    assert (done.finished_on, done.duration_min) == (date(2026, 11, 20), 45)
    assert screen.vm.page is Page.SUMMARY
    assert screen.heading().action == "Voir les préconisations"
    screen.on_action()
    assert desk.routes[-1].tab is Tab.RECOMMENDATIONS
    page_after = screen.pages[Page.SUMMARY]
    page_after.next.setFocus()  # type: ignore[attr-defined]
    press(K.Key_Space)
    assert [route.tab for route in desk.routes[-2:]] == [Tab.RECOMMENDATIONS, Tab.RECOMMENDATIONS]


def test_a_finished_assessment_is_read_not_changed_until_it_is_reopened_for_a_reason(
    qtbot: QtBot, desk: AssessmentDesk
) -> None:
    started = desk.start({"D3.1": 2})
    desk.session.assessments.finish(started)
    screen = desk.show(qtbot, part="D3.1")
    press(K.Key_4)
    QTest.mouseClick(screen.grid.rows["D3.1"].cells[0], Qt.MouseButton.LeftButton)
    assert desk.values()["D3.1"] == 2
    assert desk.said[-1].startswith("Ce diagnostic est terminé")
    screen.vm.go(Page.SUMMARY)
    summary = screen.pages[Page.SUMMARY]
    QTest.mouseClick(summary.reopen, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    press(K.Key_Space)
    assert desk.session.files.load(desk.subject).assessments[0].finished_on is None
    assert desk.session.overviews.journal(limit=1)[0].action == Action.ASSESSMENT_REOPENED_TO_COMPLETE
    press(K.Key_4)
    assert desk.values()["D3.1"] == 4


def test_a_second_assessment_shows_the_former_notes_and_compares(qtbot: QtBot, desk: AssessmentDesk) -> None:
    first = desk.start({"D3.1": 2, "D5.1": 0, "D2.1": 3, "D1.1": 3})
    desk.session.assessments.finish(first)
    desk.desk.clock.set(datetime(2027, 3, 2, 9, tzinfo=UTC))
    screen = desk.show(qtbot)
    summary = screen.pages[Page.SUMMARY]
    QTest.mouseClick(summary.again, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    QTest.mouseClick(screen.start.full, Qt.MouseButton.LeftButton)
    for item, key in (("D3.1", K.Key_3), ("D5.1", K.Key_2), ("D2.1", K.Key_1), ("D1.1", K.Key_3)):
        screen.vm.go(item)
        press(key)
    screen.vm.go("D3.1")
    ticked = [cell.level for cell in screen.grid.rows["D3.1"].cells if cell.accessibleDescription()]
    assert ticked == [2]
    assert screen.domains.chooser.count() == 2
    click(screen, Page.COMPARISON)
    texts = [label.text() for label in screen.pages[Page.COMPARISON].findChildren(type(screen.grid.title))]
    assert any("1\u00a0frein levé, 1\u00a0progrès, 1\u00a0recul" in text for text in texts), texts
    screen.domains.chooser.activated.emit(1)
    assert screen.vm.board is not None
    assert screen.vm.board.assessment.id == first.id


def test_her_words_are_typed_in_place(qtbot: QtBot, desk: AssessmentDesk) -> None:
    started = desk.start()
    screen = desk.show(qtbot)
    QTest.mouseClick(screen.side.words.pencil, Qt.MouseButton.LeftButton)
    QTest.keyClicks(focused(), "Aller travailler")
    press(K.Key_Escape)
    assert desk.session.files.load(desk.subject).assessments[0].own_words == "Aller travailler"
    assert started.own_words == ""


def test_barriers_are_added_weighed_kept_private_and_removed_with_undo(qtbot: QtBot, desk: AssessmentDesk) -> None:
    desk.start()
    screen = desk.show(qtbot)
    click(screen, Page.BARRIERS)
    page = screen.pages[Page.BARRIERS]
    chip = page.chips["M1"]  # type: ignore[attr-defined]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    row = page.rows["M1"]  # type: ignore[attr-defined]
    QTest.mouseClick(row.intensity._segments[3], Qt.MouseButton.LeftButton)
    row.private.click()
    row.words.setFocus()
    QTest.keyClicks(row.words, "Ma mere prend la voiture")
    assert screen.flush()
    (barrier,) = desk.session.files.load(desk.subject).barriers
    assert (barrier.intensity, barrier.private, barrier.since) == (3, True, date(2026, 11, 20))
    assert barrier.wording == "Ma mere prend la voiture"
    desk.context.shared.set_on(True)
    assert not page.rows  # type: ignore[attr-defined]
    desk.context.shared.set_on(False)
    QTest.mouseClick(page.rows["M1"].remove, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    assert desk.session.files.load(desk.subject).barriers == ()
    assert desk.said[-1] == "Frein retiré"
    desk.context.undo.undo()
    assert desk.session.files.load(desk.subject).barriers[0].intensity == 3
    assert "M1" in page.rows  # type: ignore[attr-defined]


def test_felt_autonomy_and_life_space_are_stored_at_once(qtbot: QtBot, desk: AssessmentDesk) -> None:
    desk.start()
    screen = desk.show(qtbot)
    click(screen, Page.AUTONOMY)
    QTest.mouseClick(screen.pages[Page.AUTONOMY].scale._segments[7], Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    click(screen, Page.LIFE_SPACE)
    page = screen.pages[Page.LIFE_SPACE]
    for rank, line in enumerate(page.lines):  # type: ignore[attr-defined]
        line.frequency.activated.emit(4 if rank < 4 else 0)
        if rank < 4:
            line.help.chosen.emit("2")
    (stored,) = desk.session.files.load(desk.subject).assessments
    assert stored.felt_autonomy == 7
    assert (stored.lsa_frequency_1, stored.lsa_help_1, stored.lsa_frequency_5) == (4, 2.0, 0)
    assert page.score.text() == "80 sur 120"  # type: ignore[attr-defined]


def test_a_shared_screen_hides_health_everywhere_and_passes_over_it(qtbot: QtBot, desk: AssessmentDesk) -> None:
    items = {f"D10.{number}": 0 for number in range(1, 5)}
    desk.start(items)
    screen = desk.show(qtbot, part="D10.1")
    assert screen.vm.board is not None
    assert any(point.item.startswith("D10") for point in screen.vm.board.work_on())
    desk.context.shared.set_on(True)
    assert screen.grid.rows == {}
    assert not any(point.item.startswith("D10") for point in screen.vm.board.work_on())
    assert screen.vm.board.axes()[9].value is None
    screen.vm.go("D9.4")
    press(K.Key_1)
    assert focused().objectName() == "item-D11.1"


def test_a_medium_window_has_a_combo_of_domains_and_a_drawer(qtbot: QtBot, desk: AssessmentDesk) -> None:
    desk.start()
    screen = desk.show(qtbot, MEDIUM, part="D3.1")
    assert not screen.domains.isVisible()
    assert screen.grid.places.currentText() == "Domaine 3 sur 12 · Bus, car et train"
    assert len([row for row in screen.grid.rows.values() if row.isVisible()]) == 5
    screen.toggle_panel()
    assert screen.drawer.is_open()
    assert screen.side.isVisible()
    press(K.Key_Escape)
    assert not screen.drawer.is_open()
    screen.grid.places.chosen.emit(Page.MODES.value)
    assert screen.vm.page is Page.MODES


def test_a_narrow_window_asks_one_item_at_a_time(qtbot: QtBot, desk: AssessmentDesk) -> None:
    desk.start()
    screen = desk.show(qtbot, NARROW, part="D3.4")
    assert [code for code, row in screen.grid.rows.items() if row.isVisible()] == ["D3.4"]
    cells = screen.grid.rows["D3.4"].cells
    assert cells[4].y() > cells[0].y()
    assert cells[0].width() > screen.width() * 0.8
    press(K.Key_2)
    assert desk.values() == {"D3.4": 2}
    assert [code for code, row in screen.grid.rows.items() if row.isVisible()] == ["D3.5"]
    assert focused().objectName() == "item-D3.5"
