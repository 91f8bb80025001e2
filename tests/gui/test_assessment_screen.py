"""The Diagnostic tab, driven by keys on a real encrypted base: what is pressed is what is stored."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessment_desk import NARROW, AssessmentDesk, K, click, focused, press
from mobiconseil.domain.assessment import AssessmentForm, RatingMethod, RatingState
from mobiconseil.errors import StorageError
from mobiconseil.ui.navigation import Route
from mobiconseil.ui.screens.assessment.item_row import ItemRow
from mobiconseil.ui.screens.assessment.view import AssessmentScreen
from mobiconseil.ui.screens.assessment.view_model import Page


@pytest.fixture
def desk(tmp_path: Path) -> AssessmentDesk:
    return AssessmentDesk.create(tmp_path / "base é")


SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_an_empty_file_proposes_both_forms_and_starts_the_short_one_with_one_key(
    qtbot: QtBot, desk: AssessmentDesk
) -> None:
    screen = desk.show(qtbot)
    assert "court (26 items, 25\u00a0min) ou complet (54 items)" in screen.start.title.text()
    assert focused() is screen.start.short
    assert screen.heading().action == ""
    press(K.Key_Space)
    (started,) = desk.session.files.load(desk.subject).assessments
    assert started.form is AssessmentForm.SHORT
    assert focused().objectName() == "item-D1.1"
    assert screen.heading().subtitle.endswith("diagnostic commencé le ven.\u00a020\u00a0nov.")
    assert screen.heading().action == "Terminer le diagnostic"
    assert screen.domains._left.label.text() == "Environ 25\u00a0min restantes", "as announced before"


def test_one_key_rates_and_goes_to_the_next_item(qtbot: QtBot, desk: AssessmentDesk) -> None:
    desk.start()
    desk.show(qtbot, part="D3.1")
    press(K.Key_2, K.Key_3)
    assert desk.values() == {"D3.1": 2, "D3.2": 3}
    assert focused().objectName() == "item-D3.3"
    assert len(desk.saved) == 2


def test_the_unshifted_row_of_an_azerty_keyboard_rates_too(qtbot: QtBot, desk: AssessmentDesk) -> None:
    desk.start()
    desk.show(qtbot, part="D3.1")
    press(K.Key_Agrave, K.Key_Ampersand, K.Key_Eacute, K.Key_QuoteDbl, K.Key_Apostrophe)
    assert desk.values() == {"D3.1": 0, "D3.2": 1, "D3.3": 2, "D3.4": 3, "D3.5": 4}


def test_the_last_item_of_a_domain_leads_to_the_next_domain(qtbot: QtBot, desk: AssessmentDesk) -> None:
    desk.start()
    screen = desk.show(qtbot, part="D3.5")
    press(K.Key_1)
    assert focused().objectName() == "item-D4.1"
    assert screen.grid.title.text() == "4. Marche et vélo"
    assert set(screen.grid.rows) == {"D4.1", "D4.2", "D4.3", "D4.4"}


def test_arrows_walk_across_domains_and_change_a_note(qtbot: QtBot, desk: AssessmentDesk) -> None:
    desk.start({"D2.4": 2})
    desk.show(qtbot, part="D3.1")
    press(K.Key_Up)
    assert focused().objectName() == "item-D2.4"
    press(K.Key_Right)
    assert desk.values()["D2.4"] == 3
    press(K.Key_Left, K.Key_Left)
    assert desk.values()["D2.4"] == 1
    press(K.Key_Down)
    assert focused().objectName() == "item-D3.1"


def test_page_keys_go_from_domain_to_domain_at_the_first_gap(qtbot: QtBot, desk: AssessmentDesk) -> None:
    desk.start({"D4.1": 3})
    screen = desk.show(qtbot, part="D3.2")
    press(K.Key_PageDown)
    assert focused().objectName() == "item-D4.2"
    press(K.Key_PageUp)
    assert screen.vm.item == "D3.1"


def test_s_sets_an_item_aside_and_delete_makes_it_not_rated_never_zero(qtbot: QtBot, desk: AssessmentDesk) -> None:
    desk.start()
    desk.show(qtbot, part="D3.3")
    press(K.Key_S)
    assert desk.ratings()["D3.3"].state is RatingState.NOT_APPLICABLE
    assert focused().objectName() == "item-D3.4"
    press(K.Key_4, K.Key_Up, K.Key_Delete)
    cleared = desk.ratings()["D3.4"]
    assert (cleared.state, cleared.value) == (RatingState.NOT_RATED, None)


def test_a_comment_is_typed_in_place_counted_and_kept(qtbot: QtBot, desk: AssessmentDesk) -> None:
    desk.start()
    screen = desk.show(qtbot, part="D3.1")
    press(K.Key_C)
    assert focused().objectName() == "comment-D3.1"
    QTest.keyClicks(focused(), "Lit la ligne 14 seule, 2 fois")
    press(K.Key_Return)
    assert screen.grid.comment is None
    assert focused().objectName() == "item-D3.1"
    stored = desk.ratings()["D3.1"]
    assert stored.comment == "Lit la ligne 14 seule, 2 fois"
    assert stored.state is RatingState.NOT_RATED


def test_a_comment_stops_at_280_characters_and_says_so(qtbot: QtBot, desk: AssessmentDesk) -> None:
    desk.start()
    screen = desk.show(qtbot, part="D3.1")
    press(K.Key_C)
    assert screen.grid.comment is not None
    screen.grid.comment.area.insertPlainText("é" * 300)
    assert len(screen.grid.comment.area.text()) == 280
    press(K.Key_Escape)
    assert len(desk.ratings()["D3.1"].comment) == 280


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_the_method_menu_opens_with_m_and_writes_the_method(qtbot: QtBot, desk: AssessmentDesk) -> None:
    desk.start()
    desk.show(qtbot, part="D3.1")
    press(K.Key_M)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, K.Key_Down)
    QTest.keyClick(menu, K.Key_Down)
    QTest.keyClick(menu, K.Key_Return)
    assert desk.ratings()["D3.1"].method is RatingMethod.OBSERVED


def test_a_click_on_a_cell_rates_and_stays_on_the_item(qtbot: QtBot, desk: AssessmentDesk) -> None:
    desk.start()
    screen = desk.show(qtbot, part="D3.1")
    QTest.mouseClick(screen.grid.rows["D3.4"].cells[1], Qt.MouseButton.LeftButton)
    assert desk.values() == {"D3.4": 1}
    assert focused().objectName() == "item-D3.4"


def test_shift_f_extends_the_short_form_and_keeps_what_is_rated(qtbot: QtBot, desk: AssessmentDesk) -> None:
    desk.start({"D3.1": 2}, AssessmentForm.SHORT)
    screen = desk.show(qtbot, part="D3.2")
    assert set(screen.grid.rows) == {"D3.1", "D3.2"}
    press(K.Key_F, modifier=SHIFT)
    assert set(screen.grid.rows) == {"D3.1", "D3.2", "D3.3", "D3.4", "D3.5"}
    screen.vm.go("D3.3")
    press(K.Key_1)
    press(K.Key_F, modifier=SHIFT)
    assert screen.vm.item == "D4.1", "3.4 is not asked in the short form"
    screen.vm.go("D3.1")
    assert set(screen.grid.rows) == {"D3.1", "D3.2", "D3.3"}, "what is rated stays on the screen"
    assert desk.values() == {"D3.1": 2, "D3.3": 1}


def test_rows_say_their_title_note_and_rank_to_a_screen_reader(qtbot: QtBot, desk: AssessmentDesk) -> None:
    desk.start({"D3.2": 3})
    screen = desk.show(qtbot, part="D3.2")
    name = screen.grid.rows["D3.2"].accessibleName()
    assert name == "Monter, valider, descendre au bon arrêt. Note 3, seule, réseau habituel. Item 2 sur 5"
    line = screen.domains.lines["D3"].accessibleName()
    assert line == "3. Bus, car et train, en cours, 1 sur 5"


def test_tab_goes_down_the_items_in_reading_order(qtbot: QtBot, desk: AssessmentDesk) -> None:
    desk.start()
    screen = desk.show(qtbot, part="D3.1")
    press(K.Key_Tab)
    assert focused().objectName() == "item-D3.2"
    assert screen.vm.item == "D3.2"


def test_a_failed_saving_says_so_keeps_the_note_and_is_tried_again(
    qtbot: QtBot, desk: AssessmentDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.start()
    screen = desk.show(qtbot, part="D3.1")

    def full(*_: object) -> None:
        raise StorageError("Le disque est plein. Rien n’est perdu. Libérez de la place.")

    with monkeypatch.context() as broken:
        broken.setattr(desk.session.assessments, "rate", full)
        press(K.Key_2)
        assert desk.unsaved == ["Le disque est plein. Rien n’est perdu. Libérez de la place."]
        assert screen.grid.rows["D3.1"].rating == 2
        assert not screen.flush()
    assert desk.values() == {}
    assert screen.flush()
    assert desk.values() == {"D3.1": 2}


def test_undo_takes_the_note_back_on_the_screen_too(qtbot: QtBot, desk: AssessmentDesk) -> None:
    desk.start({"D3.1": 2})
    screen = desk.show(qtbot, part="D3.1")
    press(K.Key_4)
    desk.context.undo.undo()
    assert desk.values()["D3.1"] == 2
    assert screen.grid.rows["D3.1"].rating == 2
    desk.context.undo.redo()
    assert screen.grid.rows["D3.1"].rating == 4


def test_undoing_the_start_comes_back_to_the_choice(qtbot: QtBot, desk: AssessmentDesk) -> None:
    screen = desk.show(qtbot)
    press(K.Key_Space)
    desk.context.undo.undo()
    assert screen.vm.page is Page.START
    assert screen.vm.board is None


def test_the_combo_of_places_also_leads_to_the_other_form_and_the_other_dates(
    qtbot: QtBot, desk: AssessmentDesk
) -> None:
    first = desk.start({"D3.1": 2})
    desk.session.assessments.finish(first)
    desk.desk.clock.set(datetime(2027, 3, 2, 9, tzinfo=UTC))
    desk.start(form=AssessmentForm.SHORT)
    screen = desk.show(qtbot, NARROW, part="D3.1")
    places = screen.grid.places
    labels = [places.itemText(index) for index in range(places.count())]
    places.activated.emit(labels.index("Passer au complet (54 items)"))
    assert desk.session.files.load(desk.subject).assessments[-1].form is AssessmentForm.FULL
    places.activated.emit(labels.index("Diagnostic du ven.\u00a020\u00a0nov.\u00a02026"))
    assert screen.vm.board is not None
    assert screen.vm.board.assessment.id == first.id


def test_a_number_that_looks_like_an_identity_gives_a_gentle_warning_and_is_kept(
    qtbot: QtBot, desk: AssessmentDesk
) -> None:
    desk.start()
    screen = desk.show(qtbot, part="D3.1")
    press(K.Key_C)
    assert screen.grid.comment is not None
    QTest.keyClicks(focused(), "Elle dit 1 85 12 53 130 123 45")
    assert "numéro de sécurité sociale" in focused().accessibleDescription()
    press(K.Key_Escape)
    assert desk.ratings()["D3.1"].comment.startswith("Elle dit")


def test_the_place_survives_a_lock_down_to_the_comment(qtbot: QtBot, desk: AssessmentDesk) -> None:
    desk.start()
    screen = desk.show(qtbot, part="D8.3")
    press(K.Key_C)
    QTest.keyClicks(focused(), "Compte juste")
    place = screen.place()
    assert place.part == "D8.3"
    assert screen.flush()
    screen.close()
    again = AssessmentScreen(desk.context, desk.subject)
    qtbot.addWidget(again)
    again.resize(1270, 590)
    with qtbot.waitActive(again):
        again.show()
        again.activateWindow()
    again.enter(place)
    assert focused().objectName() == "comment-D8.3"
    assert again.grid.comment is not None
    assert again.grid.comment.area.text() == "Compte juste"


def test_another_page_is_left_with_escape_back_to_the_same_item(qtbot: QtBot, desk: AssessmentDesk) -> None:
    desk.start()
    screen = desk.show(qtbot, part="D4.2")
    click(screen, Page.AUTONOMY)
    assert screen.place().part == Page.AUTONOMY
    press(K.Key_Escape)
    assert isinstance(focused(), ItemRow)
    assert focused().objectName() == "item-D4.2"


def test_an_unknown_place_changes_nothing(qtbot: QtBot, desk: AssessmentDesk) -> None:
    desk.start({"D1.1": 3})
    screen = desk.show(qtbot)
    screen.enter(Route(part="ancien-item"))
    assert screen.vm.item == "D1.2"
