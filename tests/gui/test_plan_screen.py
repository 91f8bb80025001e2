"""The plan, driven by keys on a real encrypted base."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk_window import OpenWindow, open_window
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.plan import Step, StepHorizon, StepState
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.ui import printing, theme
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.plan.view import PlanScreen
from mobiconseil.ui.theme import Appearance
from mobiconseil.ui.widgets.labels import Label
from pdf_reader import page_texts


@pytest.fixture
def person(window: OpenWindow) -> Beneficiary:
    return window.session.files.create(first_name="Sylvie", last_name="Garnier", phone="+33639981234")


def show(window: OpenWindow, person: Beneficiary, part: str = "") -> PlanScreen:
    window.go(Route(section=Section.PEOPLE, subject=person.id, tab=Tab.PLAN, part=part))
    shown = window.bench.screen_shown
    assert shown is not None
    screen = shown.current  # type: ignore[attr-defined]
    assert isinstance(screen, PlanScreen)
    return screen


def field(screen: PlanScreen, name: str) -> QWidget:
    found = screen.findChild(QWidget, name)
    assert found is not None, name
    return found


def steps(window: OpenWindow, person: Beneficiary) -> tuple[Step, ...]:
    return window.session.files.load(person.id).steps


def test_goal_and_steps_typed_with_the_keyboard_are_stored(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary
) -> None:
    screen = show(window, person)
    qtbot.keyClicks(field(screen, "plan_goal"), "Aller travailler a Craon")
    screen.on_add()
    qtbot.keyClicks(field(screen, "step_title"), "Je reserve la voiture")
    qtbot.keyClicks(field(screen, "step_who"), "Sylvie, avec Claire")
    due = field(screen, "step_due")
    due.setFocus()
    qtbot.keyClicks(due, "lundi")
    qtbot.keyClick(due, Qt.Key.Key_Tab)
    assert screen.flush()

    file = window.session.files.load(person.id)
    assert file.plan is not None
    assert file.plan.goal == "Aller travailler a Craon"
    assert [step.title for step in file.steps] == ["Je reserve la voiture"]
    assert file.steps[0].who == "Sylvie, avec Claire"
    assert file.steps[0].due_on == date(2026, 11, 23)


def test_typing_is_saved_by_itself_after_a_pause(qtbot: QtBot, window: OpenWindow, person: Beneficiary) -> None:
    screen = show(window, person)
    qtbot.keyClicks(field(screen, "plan_goal"), "Voir ma fille")

    def stored() -> None:
        plan = window.session.files.load(person.id).plan
        assert plan is not None
        assert plan.goal == "Voir ma fille"

    qtbot.waitUntil(stored, timeout=3000)


@pytest.mark.parametrize("scale", [100, 150])
def test_a_step_added_under_the_others_is_seen_and_its_title_can_be_typed(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary, scale: int
) -> None:
    theme.apply(QApplication.instance(), Appearance(scale=scale, reduce_motion=True))
    for rank in range(4):
        window.session.plans.add_step(person.id, title=f"Je fais la démarche numéro {rank}", who="Sylvie, avec Claire")
    screen = show(window, person)
    qtbot.keyClick(window.bench, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    QApplication.processEvents()
    title, page, card = field(screen, "step_title"), screen.steps.viewport(), screen.steps.cards[-1]
    assert title.hasFocus()
    assert page.rect().contains(QRect(title.mapTo(page, QPoint()), title.size()))
    shown = QRect(card.mapTo(page, QPoint()), card.size())
    assert page.rect().contains(shown) or (shown.height() > page.height() and shown.top() >= 0)


def test_the_goal_is_in_the_words_of_somebody_whose_name_begins_with_a_vowel(window: OpenWindow) -> None:
    odile = window.session.files.create(first_name="Odile", last_name="Lemaître", phone="+33639981234")
    screen = show(window, odile)
    assert field(screen, "plan_goal").accessibleName() == "Le but, avec les mots d’Odile"


def test_alt_arrows_change_the_order(qtbot: QtBot, window: OpenWindow, person: Beneficiary) -> None:
    for title in ("Un", "Deux", "Trois"):
        window.session.plans.add_step(person.id, title=title)
    screen = show(window, person)
    last = screen.steps.cards[2]
    last.setFocus()
    qtbot.keyClick(last, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [step.title for step in steps(window, person)] == ["Un", "Trois", "Deux"]


def test_a_step_given_a_date_takes_its_place_when_its_card_closes_and_a_move_by_hand_stays(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary
) -> None:
    for title, day in (("Un", 23), ("Trois", 30)):
        window.session.plans.add_step(person.id, title=title, due_on=date(2026, 11, day))
    screen = show(window, person)
    screen.on_add()
    qtbot.keyClicks(field(screen, "step_title"), "Deux")
    due = field(screen, "step_due")
    due.setFocus()
    qtbot.keyClicks(due, "26/11")
    qtbot.keyClick(due, Qt.Key.Key_Tab)
    assert steps(window, person)[-1].title != "Trois", "it does not move under the fingers"
    screen.steps.close_card()
    assert [step.title for step in steps(window, person)] == ["Un", "Deux", "Trois"]
    assert [card.step.title for card in screen.steps.cards] == ["Un", "Deux", "Trois"]
    qtbot.keyClick(screen.steps.cards[1], Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert screen.flush()
    assert [step.title for step in steps(window, person)] == ["Deux", "Un", "Trois"]


def test_a_step_without_solution_asks_for_its_reason(qtbot: QtBot, window: OpenWindow, person: Beneficiary) -> None:
    step = window.session.plans.add_step(person.id, title="Louer une voiture")
    screen = show(window, person, step.id.hex())
    state = field(screen, "step_state")
    state.setFocus()
    state.set_current(StepState.FAILED.value)  # type: ignore[attr-defined]
    state.activated.emit(state.currentIndex())  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: field(screen, "step_unavailability").isVisible(), timeout=2000)
    reason = field(screen, "step_unavailability")
    reason.set_current("SATURATION")  # type: ignore[attr-defined]
    reason.activated.emit(reason.currentIndex())  # type: ignore[attr-defined]
    (stored,) = steps(window, person)
    assert stored.state is StepState.FAILED
    assert stored.unavailability == "SATURATION"


def test_a_plan_closes_only_with_an_appointment_or_an_exit(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary
) -> None:
    window.session.plans.add_step(person.id, title="Essayer le trajet")
    screen = show(window, person)
    qtbot.keyClick(field(screen, "plan_close"), Qt.Key.Key_Space)
    panel = screen._close_panel
    panel._on_close_clicked()
    assert "ni prochain rendez-vous ni sortie" in panel._why.text()
    assert window.session.files.load(person.id).plan is not None

    window.session.follow_up.plan_appointment(person.id, datetime(2026, 12, 2, 8, 0, tzinfo=UTC))
    panel._on_close_clicked()
    assert window.session.files.load(person.id).plan is None


def test_a_removed_step_comes_back_with_ctrl_z(qtbot: QtBot, window: OpenWindow, person: Beneficiary) -> None:
    step = window.session.plans.add_step(person.id, title="Un", due_at=time(9, 5))
    screen = show(window, person, step.id.hex())
    screen.steps.cards[0].editor.delete.click()  # type: ignore[union-attr]
    assert steps(window, person) == ()
    assert window.said[-1] == "Étape supprimée"
    window.bench.setFocus()
    qtbot.keyClick(window.bench, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert steps(window, person) == (step,)


def test_more_than_five_open_steps_is_a_warning_not_a_refusal(window: OpenWindow, person: Beneficiary) -> None:
    for number in range(6):
        window.session.plans.add_step(person.id, title=f"Étape {number}")
    screen = show(window, person)
    assert "Plus de 5 étapes" in screen._model.warning
    screen._model.set_horizon(steps(window, person)[5], StepHorizon.LATER)
    assert screen._model.warning == ""
    assert screen._model.summary == "5 maintenant, 1 plus tard"


def test_agreement_is_dated(qtbot: QtBot, window: OpenWindow, person: Beneficiary) -> None:
    window.session.plans.add_step(person.id, title="Un")
    screen = show(window, person)
    qtbot.keyClick(field(screen, "plan_agreement"), Qt.Key.Key_Space)
    plan = window.session.files.load(person.id).plan
    assert plan is not None
    assert (plan.agreed, plan.agreed_on) == (TriState.YES, date(2026, 11, 20))


def test_the_preview_follows_and_the_saved_sheet_says_the_plan(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.session.plans.add_step(person.id, title="Je prends le car", due_on=date(2026, 11, 27))
    screen = show(window, person)
    qtbot.waitUntil(lambda: screen.panel.preview.page_count == 1, timeout=5000)
    proposed: list[str] = []
    real = printing.save_pdf

    def save(parent: QWidget, content: bytes, name: str) -> Path | None:
        proposed.append(name)
        return real(parent, content, name, path=tmp_path / "plan.pdf")

    monkeypatch.setattr(printing, "save_pdf", save)
    qtbot.keyClick(field(screen, "plan_pdf"), Qt.Key.Key_Space)
    text = " ".join(page_texts((tmp_path / "plan.pdf").read_bytes()))
    assert "Je prends le car" in text
    assert "vendredi 27 novembre" in text
    assert "Garnier" not in proposed[0]
    assert window.said[-1] == f"Plan enregistré en PDF\u00a0: plan.pdf, dans {tmp_path.name}"
    (trace,) = window.session.files.load(person.id).documents
    assert trace.kind == "plan_personne"


def test_in_a_narrow_window_the_sheet_is_a_drawer(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(qtbot, tmp_path / "base", width=1000)
    person = window.session.files.create(last_name="Garnier")
    window.session.plans.add_step(person.id, title="Un")
    screen = show(window, person)
    assert not screen.panel.isVisible()
    qtbot.keyClick(window.bench, Qt.Key.Key_F4)
    qtbot.waitUntil(screen.panel.isVisible, timeout=2000)


@pytest.mark.parametrize("name", ["plan_goal", "step_title", "step_note"])
def test_a_word_of_health_in_a_text_of_the_plan_is_said_gently_and_stored(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary, name: str
) -> None:
    step = window.session.plans.add_step(person.id, title="Je prends rendez-vous", note="n")
    screen = show(window, person, step.id.hex())
    editor = field(screen, name)
    qtbot.keyClicks(editor, " a cause de sa depression")
    warned = [label.text() for label in screen.findChildren(Label) if "depression" in label.text()]
    assert [text for text in warned if text.startswith("«")], warned
    screen.flush()
    file = window.session.files.load(person.id)
    assert file.plan is not None
    assert "depression" in f"{file.plan.goal} {file.steps[0].title} {file.steps[0].note}"


def test_the_way_back_of_a_deleted_step_undoes_the_deletion_only(window: OpenWindow, person: Beneficiary) -> None:
    step = window.session.plans.add_step(person.id, title="Je reserve")
    screen = show(window, person)
    screen._model.remove(step)
    window.session.files.change(person.id, request="Un permis")
    window.bench.toasts.toast.action.click()
    file = window.session.files.load(person.id)
    assert [s.id for s in file.steps] == [step.id]
    assert file.beneficiary.request == "Un permis"


def test_a_closed_plan_is_still_told_and_can_be_opened_again(window: OpenWindow, person: Beneficiary) -> None:
    window.session.plans.change(person.id, goal="Aller travailler")
    step = window.session.plans.add_step(person.id, title="Je reserve")
    screen = show(window, person)
    assert not screen.closed.isVisible()
    assert screen._model.close_plan(leaving=True, note="Elle a une voiture") == ""
    assert screen.closed.isVisible()
    assert screen.closed.accessibleName() == "Plan clos le ven.\u00a020\u00a0nov.\u00a02026"
    assert screen.closed.accessibleDescription() == "Elle a une voiture"
    screen.closed.action_clicked.emit()
    assert not screen.closed.isVisible()
    assert [s.id for s in steps(window, person)] == [step.id]


def test_no_printer_is_said_even_when_the_sheet_is_folded_away(
    window: OpenWindow, person: Beneficiary, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> str:
        raise printing.NoPrinter

    monkeypatch.setattr(printing, "print_pdf", none)
    window.bench.resize(1080, 700)
    screen = show(window, person)
    assert not screen.panel.isVisible()
    screen.on_print()
    assert "Aucune imprimante" in window.said[-1]


def test_an_empty_plan_recalls_the_solutions_that_were_kept(window: OpenWindow, person: Beneficiary) -> None:
    window.session.choices.keep(person.id, "aid:faj")
    screen = show(window, person)
    said = " ".join(label.text() for label in screen.findChildren(Label))
    assert "1\u00a0solution retenue" in said
    assert "Construire le plan" in said


@pytest.mark.parametrize("elsewhere", [Tab.SITUATION, None])
def test_a_step_left_without_a_word_goes_away_and_comes_back_if_asked(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary, elsewhere: Tab | None
) -> None:
    kept = window.session.plans.add_step(person.id, title="Je prends le car")
    show(window, person).on_add()
    assert len(steps(window, person)) == 2
    route = Route() if elsewhere is None else Route(section=Section.PEOPLE, subject=person.id, tab=elsewhere)
    window.go(route)
    assert [step.id for step in steps(window, person)] == [kept.id]
    assert window.said[-1] == "Étape vide retirée"
    window.bench.toasts.toast.action.click()
    assert len(steps(window, person)) == 2
    show(window, person)
    window.go(Route())
    assert len(steps(window, person)) == 2, "what was asked back stays"


@pytest.mark.parametrize(
    ("name", "text"),
    [("step_title", "Je marche"), ("step_who", "Claire"), ("step_due", "lundi"), ("step_due", "32/13")],
)
def test_a_step_with_a_word_or_a_date_is_never_taken_away(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary, name: str, text: str
) -> None:
    screen = show(window, person)
    screen.on_add()
    editor = field(screen, name)
    editor.setFocus()
    qtbot.keyClicks(editor, text)
    window.go(Route())
    assert len(steps(window, person)) == 1


def test_an_empty_step_of_somebody_else_stays(window: OpenWindow, person: Beneficiary) -> None:
    window.session.plans.add_step(person.id)
    show(window, person)
    window.go(Route())
    assert len(steps(window, person)) == 1


def test_an_empty_plan_made_before_a_solution_is_kept_recalls_it_too(window: OpenWindow, person: Beneficiary) -> None:
    screen = show(window, person)
    window.session.choices.keep(person.id, "aid:faj")
    said = " ".join(label.text() for label in screen.findChildren(Label))
    assert "1\u00a0solution retenue" in said
