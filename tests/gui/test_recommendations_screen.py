"""The sieve, driven by keys on a real encrypted base, with rows written by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desk_window import OpenWindow, open_window
from mobiconseil.domain.advice_records import ChoiceState
from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.plan_draft import PlanTerm
from mobiconseil.domain.sieve import SieveGroup
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.ui import printing
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.file.view import FileScreen
from mobiconseil.ui.screens.recommendations.rows import GroupLine, SolutionLine, spoken
from mobiconseil.ui.screens.recommendations.view import RecommendationsScreen
from mobiconseil.ui.screens.recommendations.view_model import Page
from recommendations_fake import GUARD, ROWS, FakeAdvice

Key = Qt.Key
CARPOOL, ADVICE_TO_BUY, RENTED, LOAN = ROWS[0].key, ROWS[1].key, ROWS[2].key, ROWS[6].key


@pytest.fixture
def person(window: OpenWindow) -> Beneficiary:
    made = window.session.files.create(
        first_name="Sylvie", last_name="Garnier", deadline_on=date(2026, 12, 7), deadline_label="Prise de poste"
    )
    window.session.assessments.start(made.id, AssessmentForm.SHORT)
    return made


@pytest.fixture
def advice(window: OpenWindow) -> FakeAdvice:
    return FakeAdvice.put_in(window.session)


def show(window: OpenWindow, person: Beneficiary, part: str = "") -> RecommendationsScreen:
    window.go(Route(section=Section.PEOPLE, subject=person.id, tab=Tab.RECOMMENDATIONS, part=part))
    shown = window.bench.screen_shown
    assert isinstance(shown, FileScreen)
    screen = shown.current
    assert isinstance(screen, RecommendationsScreen)
    QApplication.sendPostedEvents()
    return screen


def field(screen: QWidget, name: str) -> QWidget:
    found = screen.findChild(QWidget, name)
    assert found is not None, name
    return found


def press(qtbot: QtBot, key: Qt.Key, *, times: int = 1) -> None:
    for _ in range(times):
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, key)


def letter(text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QApplication.sendEvent(focused, QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, text))


def group_of(screen: RecommendationsScreen, key: str) -> SieveGroup:
    return next(row.group for row in screen.model.sieve.rows if row.key == key)


def words(screen: QWidget) -> str:
    """All that stands on a page, in one text."""
    QApplication.sendPostedEvents()
    labels = [widget for widget in screen.findChildren(QWidget) if hasattr(widget, "text") and widget.isVisible()]
    return "\n".join(str(label.text()) for label in labels)  # type: ignore[attr-defined]


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


@pytest.mark.usefixtures("advice")
def test_why_not_answers_for_any_service(qtbot: QtBot, window: OpenWindow, person: Beneficiary) -> None:
    screen = show(window, person)
    qtbot.keyClick(window.bench, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert screen.model.page is Page.WHY_NOT
    assert field(screen, "why_not_words").hasFocus()
    qtbot.keyClicks(field(screen, "why_not_words"), "permis")
    press(qtbot, Key.Key_Return)
    said = words(screen.why_not)
    assert "Pas préconisé, parce que…" in said
    assert "Connaissance du code\u00a0: non évalué" in said
    assert "R-02" in said
    press(qtbot, Key.Key_Escape)
    assert "permis" not in screen.why_not.words.text() or screen.model.page is Page.SIEVE
    press(qtbot, Key.Key_Escape)
    assert screen.model.page is Page.SIEVE


@pytest.mark.usefixtures("advice")
def test_the_ways_of_travelling_stand_side_by_side(qtbot: QtBot, window: OpenWindow, person: Beneficiary) -> None:
    screen = show(window, person)
    qtbot.keyClick(field(screen, "kept_compare"), Key.Key_Space)
    assert screen.pages.currentWidget() is screen.comparison
    names = [row.accessibleName() for row in screen.comparison.list.rows]
    assert names[0].startswith("Vélo électrique, dans le budget")
    assert "70\u00a0€ de plus que le budget" in names[2]
    press(qtbot, Key.Key_Down, times=2)
    press(qtbot, Key.Key_Return)
    assert "Carburant\u00a0: 62\u00a0€" in words(screen.comparison)
    press(qtbot, Key.Key_Escape)
    assert screen.table.hasFocus()


@pytest.mark.usefixtures("advice")
def test_the_draft_is_changed_then_created_and_the_plan_opens(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary
) -> None:
    screen = show(window, person)
    press(qtbot, Key.Key_Space)
    qtbot.keyClick(field(screen, "kept_build"), Key.Key_Return)
    said = words(screen.draft)
    assert "D’ici un mois" in said
    assert "D’un à trois mois" in said
    assert "cherchez-en une troisième" in said

    qtbot.keyClick(field(screen, "draft_taken_0"), Key.Key_Space)
    title = field(screen, "draft_title_1")
    title.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(title, "Je loue une voiture")
    due = field(screen, "draft_due_1")
    due.setFocus()
    due.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(due, "30/11")
    assert field(screen, "draft_create").text() == "Créer 2\u00a0étapes"  # type: ignore[attr-defined]
    qtbot.keyClick(field(screen, "draft_create"), Key.Key_Return)

    steps = window.session.files.load(person.id).steps
    assert [step.title for step in steps] == ["Je loue une voiture", "J’apprends à réserver le transport à la demande"]
    assert steps[0].due_on == date(2026, 11, 30)
    shown = window.bench.screen_shown
    assert isinstance(shown, FileScreen)
    assert shown.place().tab is Tab.PLAN


@pytest.mark.usefixtures("advice")
def test_a_step_of_the_draft_stands_under_the_term_of_its_new_day(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary
) -> None:
    screen = show(window, person, Page.DRAFT.value)
    shown = {label.text(): label for label in screen.draft.findChildren(QLabel) if label.text().startswith("D’")}
    due = field(screen, "draft_due_0")
    due.setFocus()
    due.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(due, "15/02")
    qtbot.keyClick(due, Key.Key_Tab)
    assert screen.draft.edits is not None
    assert [step.term for step in screen.draft.edits.steps] == [PlanTerm.QUARTER, PlanTerm.MONTH, PlanTerm.QUARTER]
    tops = [row.y() for row in screen.draft.rows]
    qtbot.waitUntil(lambda: screen.draft.rows[0].y() > shown["D’un à trois mois"].y(), timeout=2000)
    assert shown["D’ici un mois"].y() < screen.draft.rows[1].y() < shown["D’un à trois mois"].y(), tops
    assert screen.draft.rows[0].y() < screen.draft.rows[2].y()
    last = field(screen, "draft_due_2")
    last.setFocus()
    qtbot.keyClick(last, Key.Key_Tab)
    assert field(screen, "draft_create").hasFocus()


@pytest.mark.usefixtures("advice")
def test_a_draft_is_typed_again_after_a_lock(window: OpenWindow, person: Beneficiary) -> None:
    screen = show(window, person, Page.DRAFT.value)
    assert screen.unsaved() == {}
    screen.draft.rows[1].title.setText("Je loue")
    screen.draft.rows[0].taken.click()
    kept = screen.unsaved()
    place = screen.place()
    screen.draft.show_draft(screen.model.draft())
    again = show(window, person, place.part)
    again.put_back(kept)
    assert again.draft.rows[1].title.text() == "Je loue"
    assert not again.draft.rows[0].taken.isChecked()
    assert again.draft.edits is not None
    assert len(again.draft.edits.result().steps) == 2


@pytest.mark.usefixtures("advice")
def test_in_a_narrow_window_the_details_are_a_drawer(qtbot: QtBot, tmp_path: Path) -> None:
    small = open_window(qtbot, tmp_path / "petite", width=900)
    FakeAdvice.put_in(small.session)
    person = small.session.files.create(last_name="Garnier")
    small.session.assessments.start(person.id, AssessmentForm.SHORT)
    screen = show(small, person, LOAN)
    assert not screen.detail.isVisible()
    assert screen.kept.isVisible()
    qtbot.keyClick(small.bench, Key.Key_F4)
    qtbot.waitUntil(screen.detail.isVisible, timeout=2000)
    assert screen.sieve.isVisible()


@pytest.mark.usefixtures("advice")
def test_the_tab_counts_what_was_kept(qtbot: QtBot, window: OpenWindow, person: Beneficiary) -> None:
    show(window, person)
    press(qtbot, Key.Key_Space)
    press(qtbot, Key.Key_Down, times=2)
    press(qtbot, Key.Key_Space)
    shown = window.bench.screen_shown
    assert isinstance(shown, FileScreen)
    assert shown._model.counters()[Tab.RECOMMENDATIONS] == "2"


@pytest.mark.usefixtures("advice")
def test_every_row_is_said_whole_to_a_screen_reader(window: OpenWindow, person: Beneficiary) -> None:
    screen = show(window, person)
    line = screen.model.table.line(screen.model.table.find(LOAN))
    assert isinstance(line, SolutionLine)
    assert spoken(line) == (
        "Prêt de voiture, reprise d’emploi, Manque\u00a0: attestation d’embauche, distance 12\u00a0km, délai 5\u00a0j, "
        "coût 0\u00a0€, CO₂ 110\u00a0kg par mois, estimé"
    )


@pytest.mark.usefixtures("advice")
def test_without_a_printer_the_comparison_can_be_saved(
    window: OpenWindow, person: Beneficiary, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise printing.NoPrinter

    monkeypatch.setattr(printing, "print_pdf", refuse)
    screen = show(window, person)
    screen.on_action()
    assert window.said[-1].startswith("Aucune imprimante sur ce poste")
