"""The sieve, driven by keys on a real encrypted base, with rows written by hand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from desk_window import OpenWindow
from hands import Key
from mobiconseil.domain.advice_records import ChoiceState
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.sieve import SieveGroup
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.ui.navigation import Section, Tab
from mobiconseil.ui.screens.file.view import FileScreen
from mobiconseil.ui.screens.recommendations.rows import GroupLine
from mobiconseil.ui.screens.recommendations.view import RecommendationsScreen
from recommendations_desk import ADVICE_TO_BUY, CARPOOL, LOAN, RENTED, assessed, field, press, show, words
from recommendations_fake import GUARD, ROWS, FakeAdvice


@pytest.fixture
def person(window: OpenWindow) -> Beneficiary:
    return assessed(window)


@pytest.fixture
def advice(window: OpenWindow) -> FakeAdvice:
    return FakeAdvice.put_in(window.session)


def letter(text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QApplication.sendEvent(focused, QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, text))


def group_of(screen: RecommendationsScreen, key: str) -> SieveGroup:
    return next(row.group for row in screen.model.sieve.rows if row.key == key)


@pytest.mark.usefixtures("advice")
def test_the_groups_stand_in_order_and_the_last_one_is_folded(window: OpenWindow, person: Beneficiary) -> None:
    screen = show(window, person)
    screen.model.show_everything(True)
    table = screen.model.table
    lines = [table.line(row) for row in range(table.rowCount())]
    titles = [(line.title, line.count, line.folded) for line in lines if isinstance(line, GroupLine)]
    assert titles == [
        ("Ouvert à tous", 2, False),
        ("Ouvert selon sa situation", 4, False),
        ("À vérifier", 3, False),
        ("Non éligible", 2, True),
    ]
    assert screen.model.table.find(ROWS[9].key) == -1


@pytest.mark.usefixtures("advice")
def test_at_first_the_list_holds_what_the_rules_bring_forward(window: OpenWindow, person: Beneficiary) -> None:
    screen = show(window, person)
    shown = [row.key for group in SieveGroup for row in screen.model.shown(group)]
    assert ADVICE_TO_BUY not in shown
    assert {CARPOOL, RENTED, LOAN} <= set(shown)
    screen.model.show_everything(True)
    assert screen.model.table.find(ADVICE_TO_BUY) > 0


@pytest.mark.usefixtures("advice")
def test_after_the_filter_the_arrow_goes_on_in_the_list(qtbot: QtBot, window: OpenWindow, person: Beneficiary) -> None:
    screen = show(window, person)
    everything = screen.sieve.view.findChildren(QAbstractButton)[-1]
    at = screen.table.currentIndex().row()
    page = screen.sieve.scroll_page
    assert page is not None
    for key, moved in ((Key.Key_Down, 1), (Key.Key_Up, 0)):
        qtbot.mouseClick(everything, Qt.MouseButton.LeftButton)
        everything.setFocus()
        press(qtbot, key)
        assert screen.table.hasFocus()
        assert screen.table.currentIndex().row() == at + moved
        assert page.verticalScrollBar().value() == 0


@pytest.mark.usefixtures("advice")
def test_espace_keeps_the_row_and_a_second_time_takes_it_back(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary
) -> None:
    screen = show(window, person)
    assert screen.table.hasFocus()
    press(qtbot, Key.Key_Space)
    assert screen.model.kept == (CARPOOL,)
    assert screen.kept.title.text() == "1\u00a0solution retenue"
    assert screen.table.hasFocus()
    press(qtbot, Key.Key_Space)
    assert screen.model.kept == ()
    assert window.said[-1] == "Covoiturage avec un collègue\u00a0: plus retenu"


@pytest.mark.usefixtures("advice")
def test_the_letters_answer_the_question_and_the_row_moves_with_a_way_back(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary
) -> None:
    screen = show(window, person, LOAN)
    assert group_of(screen, LOAN) is SieveGroup.TO_CHECK
    letter("o")
    assert group_of(screen, LOAN) is SieveGroup.OPEN_TO_HER
    assert screen.model.selected == LOAN
    assert window.said[-1] == "Prêt de voiture, reprise d’emploi\u00a0: éligible"
    assert window.session.choices.answers(person.id) == {"attestation_embauche": TriState.YES}

    qtbot.keyClick(window.bench, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert group_of(screen, LOAN) is SieveGroup.TO_CHECK
    letter("n")
    assert group_of(screen, LOAN) is SieveGroup.NOT_ELIGIBLE
    assert window.said[-1].endswith("non éligible")


@pytest.mark.usefixtures("advice")
def test_the_question_is_answered_with_its_buttons_and_the_keyboard_comes_back_to_the_list(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary
) -> None:
    screen = show(window, person, LOAN)
    press(qtbot, Key.Key_Return)
    assert field(screen, "answer_yes").hasFocus()
    press(qtbot, Key.Key_Space)
    assert group_of(screen, LOAN) is SieveGroup.OPEN_TO_HER
    assert screen.table.hasFocus()


@pytest.mark.usefixtures("advice")
@pytest.mark.parametrize("key", [Key.Key_Delete, Key.Key_E])
def test_a_row_is_discarded_with_a_coded_reason(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary, key: Qt.Key
) -> None:
    screen = show(window, person, RENTED)
    press(qtbot, key)
    assert screen.detail.discard.isVisible()
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Return)
    choice = window.session.choices.choices(person.id)[RENTED]
    assert (choice.state, choice.reason) == (ChoiceState.DISCARDED, "SATURATION")
    assert screen.table.hasFocus()
    assert window.said[-1] == "Location solidaire de voiture\u00a0: écarté"

    press(qtbot, key)
    assert RENTED not in window.session.choices.choices(person.id)


@pytest.mark.usefixtures("advice")
def test_echap_gives_up_a_discard(qtbot: QtBot, window: OpenWindow, person: Beneficiary) -> None:
    screen = show(window, person, RENTED)
    press(qtbot, Key.Key_Delete)
    press(qtbot, Key.Key_Escape)
    assert not screen.detail.discard.isVisible()
    assert window.session.choices.choices(person.id) == {}
    assert screen.table.hasFocus()


@pytest.mark.usefixtures("advice")
def test_arrows_pass_over_the_titles_and_fold_them(qtbot: QtBot, window: OpenWindow, person: Beneficiary) -> None:
    screen = show(window, person)
    model = screen.model
    press(qtbot, Key.Key_Left)
    assert screen.table.currentIndex().row() == 0
    press(qtbot, Key.Key_Left)
    assert model.table.find(CARPOOL) == -1
    assert model.selected == CARPOOL
    press(qtbot, Key.Key_Right)
    assert model.table.find(CARPOOL) == 1
    press(qtbot, Key.Key_Down)
    assert screen.table.currentIndex().row() == 1


@pytest.mark.usefixtures("advice")
def test_a_click_on_the_box_keeps_the_row(qtbot: QtBot, window: OpenWindow, person: Beneficiary) -> None:
    screen = show(window, person)
    rect = screen.table.visualRect(screen.model.table.index(screen.model.table.find(RENTED), 0))
    spot = QPoint(rect.left() + 24, rect.center().y())
    qtbot.mouseClick(screen.table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert screen.model.kept == (RENTED,)


@pytest.mark.usefixtures("advice")
def test_a_missing_answer_leads_to_its_row(qtbot: QtBot, window: OpenWindow, person: Beneficiary) -> None:
    screen = show(window, person)
    qtbot.keyClick(field(screen, "question_attestation_embauche"), Key.Key_Space)
    assert screen.model.selected == LOAN
    assert screen.detail.question.isVisible()
    assert field(screen, "answer_yes").hasFocus()


def test_what_is_not_for_now_is_said_with_its_reason_what_comes_first_and_when_to_look_again(
    window: OpenWindow, person: Beneficiary, advice: FakeAdvice
) -> None:
    advice.deferrals = (GUARD,)
    screen = show(window, person)
    guard = screen.notices.guard
    assert guard.isVisible()
    said = words(guard)
    assert "Permis B\u00a0: pas maintenant, parce que le code de la route" in said
    assert "Connaissance du code\u00a0: 0 sur 4" in said
    assert "D’abord\u00a0: Culture mobilité, Français appliqué au code" in said
    assert "dans 4\u00a0mois" in said
    assert guard.accessibleName() == "Pas maintenant, parce que…"
    assert "le code de la route" in guard.accessibleDescription()

    window.context.shared.set_on(True)
    assert "Permis B\u00a0: pas maintenant. Le permis reste le projet" in words(screen.notices.guard)
    assert "parce que" not in words(screen.notices.guard)


def test_a_near_deadline_stands_on_top(window: OpenWindow, person: Beneficiary, advice: FakeAdvice) -> None:
    advice.urgent, advice.deferrals = True, (GUARD,)
    screen = show(window, person)
    assert screen.notices.urgent.isVisible()
    assert screen.notices.urgent.y() < screen.notices.guard.y()
    assert "Location solidaire de voiture" in screen.notices.urgent.accessibleDescription()


def test_nothing_near_offers_to_look_farther_and_to_report_the_need(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary, advice: FakeAdvice
) -> None:
    window.session.directory.add(name="Location de voitures", catalogue="F4-01", commune="Laval")
    advice.rows = tuple(row for row in ROWS if row.group is SieveGroup.NOT_ELIGIBLE)
    screen = show(window, person)
    assert screen.notices.nothing.isVisible()
    assert "Rien d’ouvert à moins de 15\u00a0km" in words(screen.notices.nothing)
    qtbot.keyClick(field(screen, "nothing_report"), Key.Key_Space)
    (need,) = window.session.unmet_needs.of(person.id)
    assert (need.service_code, need.reason) == ("F6-01", "INEXISTANT")
    qtbot.keyClick(field(screen, "nothing_widen"), Key.Key_Space)
    assert advice.asked[-1] == 30.0


def test_nothing_is_said_closed_while_a_service_waits_for_an_answer(
    window: OpenWindow, person: Beneficiary, advice: FakeAdvice
) -> None:
    window.session.directory.add(name="Location de voitures", catalogue="F4-01", commune="Laval")
    advice.rows = tuple(row for row in ROWS if row.group is SieveGroup.TO_CHECK)
    assert any(row.question for row in advice.rows)
    screen = show(window, person)
    said = words(screen.notices.nothing)
    assert "Rien d’ouvert à coup sûr à moins de 15\u00a0km\u00a0: des services attendent une réponse" in said


def test_an_old_directory_is_said_and_leads_to_its_sheets(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary, advice: FakeAdvice
) -> None:
    advice.stale = 3
    screen = show(window, person)
    assert "3\u00a0fiches de l’annuaire ne sont plus proposées" in words(screen.list.stale)
    qtbot.keyClick(field(screen, "sieve_stale"), Key.Key_Space)
    assert window.bench.place().part == "" or window.bench.place().section is Section.DIRECTORY


@pytest.mark.usefixtures("advice")
def test_without_an_assessment_the_tab_says_where_to_begin(qtbot: QtBot, window: OpenWindow) -> None:
    blank = window.session.files.create(last_name="Sans diagnostic")
    screen = show(window, blank)
    assert "Rien à proposer\u00a0: le diagnostic n’est pas commencé" in words(screen.list)
    assert field(screen, "sieve_assessment").hasFocus()
    assert not screen.sieve.isVisible()
    qtbot.keyClick(field(screen, "sieve_look"), Key.Key_Space)
    assert screen.table.isVisible()

    other = window.session.files.create(last_name="Autre")
    show(window, other)
    press(qtbot, Key.Key_Space)
    shown = window.bench.screen_shown
    assert isinstance(shown, FileScreen)
    assert shown.place().tab is Tab.ASSESSMENT
