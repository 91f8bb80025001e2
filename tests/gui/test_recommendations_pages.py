"""The pages of the Préconisations: why not, ways of travelling, the draft of the plan, the comparison on paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desk_window import OpenWindow, open_window
from hands import Key
from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.plan_draft import PlanTerm
from mobiconseil.ui import printing
from mobiconseil.ui.navigation import Tab
from mobiconseil.ui.screens.file.view import FileScreen
from mobiconseil.ui.screens.recommendations.rows import SolutionLine, spoken
from mobiconseil.ui.screens.recommendations.view_model import Page
from recommendations_desk import LOAN, assessed, field, press, show, words
from recommendations_fake import FakeAdvice


@pytest.fixture
def person(window: OpenWindow) -> Beneficiary:
    return assessed(window)


@pytest.fixture
def advice(window: OpenWindow) -> FakeAdvice:
    return FakeAdvice.put_in(window.session)


@pytest.mark.usefixtures("advice")
def test_why_not_answers_for_any_service(qtbot: QtBot, window: OpenWindow, person: Beneficiary) -> None:
    screen = show(window, person)
    qtbot.keyClick(window.bench, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert screen.model.page is Page.WHY_NOT
    assert field(screen, "why_not_words").hasFocus()
    qtbot.keyClicks(field(screen, "why_not_words"), "permis")
    press(qtbot, Key.Key_Return)
    said = words(screen.pages.why_not)
    assert "Pas préconisé, parce que…" in said
    assert "Connaissance du code\u00a0: non évalué" in said
    assert "R-02" in said
    press(qtbot, Key.Key_Escape)
    assert "permis" not in screen.pages.why_not.words.text() or screen.model.page is Page.SIEVE
    press(qtbot, Key.Key_Escape)
    assert screen.model.page is Page.SIEVE


@pytest.mark.usefixtures("advice")
def test_the_ways_of_travelling_stand_side_by_side(qtbot: QtBot, window: OpenWindow, person: Beneficiary) -> None:
    screen = show(window, person)
    qtbot.keyClick(field(screen, "kept_compare"), Key.Key_Space)
    assert screen.pages.currentWidget() is screen.pages.comparison
    names = [row.accessibleName() for row in screen.pages.comparison.list.rows]
    assert names[0].startswith("Vélo électrique, dans le budget")
    assert "70\u00a0€ de plus que le budget" in names[2]
    press(qtbot, Key.Key_Down, times=2)
    press(qtbot, Key.Key_Return)
    assert "Carburant\u00a0: 62\u00a0€" in words(screen.pages.comparison)
    press(qtbot, Key.Key_Escape)
    assert screen.table.hasFocus()


@pytest.mark.usefixtures("advice")
def test_the_draft_is_changed_then_created_and_the_plan_opens(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary
) -> None:
    screen = show(window, person)
    press(qtbot, Key.Key_Space)
    qtbot.keyClick(field(screen, "kept_build"), Key.Key_Return)
    said = words(screen.pages.draft)
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
    shown = {label.text(): label for label in screen.pages.draft.findChildren(QLabel) if label.text().startswith("D’")}
    due = field(screen, "draft_due_0")
    due.setFocus()
    due.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(due, "15/02")
    qtbot.keyClick(due, Key.Key_Tab)
    assert screen.pages.draft.edits is not None
    assert [step.term for step in screen.pages.draft.edits.steps] == [
        PlanTerm.QUARTER,
        PlanTerm.MONTH,
        PlanTerm.QUARTER,
    ]
    tops = [row.y() for row in screen.pages.draft.rows]
    qtbot.waitUntil(lambda: screen.pages.draft.rows[0].y() > shown["D’un à trois mois"].y(), timeout=2000)
    assert shown["D’ici un mois"].y() < screen.pages.draft.rows[1].y() < shown["D’un à trois mois"].y(), tops
    assert screen.pages.draft.rows[0].y() < screen.pages.draft.rows[2].y()
    last = field(screen, "draft_due_2")
    last.setFocus()
    qtbot.keyClick(last, Key.Key_Tab)
    assert field(screen, "draft_create").hasFocus()


@pytest.mark.usefixtures("advice")
def test_a_draft_is_typed_again_after_a_lock(window: OpenWindow, person: Beneficiary) -> None:
    screen = show(window, person, Page.DRAFT.value)
    assert screen.unsaved() == {}
    screen.pages.draft.rows[1].title.setText("Je loue")
    screen.pages.draft.rows[0].taken.click()
    kept = screen.unsaved()
    place = screen.place()
    screen.pages.draft.show_draft(screen.model.draft())
    again = show(window, person, place.part)
    again.put_back(kept)
    assert again.pages.draft.rows[1].title.text() == "Je loue"
    assert not again.pages.draft.rows[0].taken.isChecked()
    assert again.pages.draft.edits is not None
    assert len(again.pages.draft.edits.result().steps) == 2


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
