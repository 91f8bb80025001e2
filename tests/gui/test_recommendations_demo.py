"""The sieve on the demonstration: the real rules, services and aids, and the keys of an interview."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from builders import MORNING
from demo_desk import demo_workspace
from mobiconseil.demo.teller import StoryClock
from mobiconseil.domain.sieve import SieveGroup, SieveLevel
from mobiconseil.domain.typography import fold
from mobiconseil.services.session import Session
from mobiconseil.ui import printing
from mobiconseil.ui.navigation import Tab
from mobiconseil.ui.photographer import Stage
from mobiconseil.ui.screens.file.view import FileScreen
from mobiconseil.ui.screens.recommendations.view import RecommendationsScreen
from mobiconseil.ui.screens.recommendations.view_model import Page
from mobiconseil.ui.theme import Theme
from pdf_reader import page_texts

Key = Qt.Key
ASKS_FOR_THE_LICENCE, IN_A_HURRY, STARTS_WORK, OLDER = "Mehdi Sadek", "Claire Roussel", "Sylvie Garnier", "Bernadette"


@pytest.fixture
def stage(told_demo: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    shutil.copytree(told_demo, tmp_path / "démonstration")
    clock = StoryClock(MORNING)
    demo, blank = (demo_workspace(tmp_path / name, clock) for name in ("démonstration", "neuf"))
    stage = Stage(demo, blank)
    stage.dress(Theme.LIGHT, 100)
    with qtbot.waitActive(stage.bench):
        stage.window.activateWindow()
    yield stage
    stage.dress(Theme.LIGHT, 100)
    stage.close()
    for workspace in (demo, blank):
        workspace.release()


def show(stage: Stage, person: str, part: str = "") -> RecommendationsScreen:
    shown = stage.file(person, Tab.RECOMMENDATIONS, part).screen_shown
    assert isinstance(shown, FileScreen)
    screen = shown.current
    assert isinstance(screen, RecommendationsScreen)
    QApplication.sendPostedEvents()
    return screen


def session_of(stage: Stage) -> Session:
    assert stage.window.session is not None
    return stage.window.session


def words(page: QWidget) -> str:
    QApplication.sendPostedEvents()
    labels = [widget for widget in page.findChildren(QWidget) if hasattr(widget, "text") and widget.isVisible()]
    return "\n".join(str(label.text()) for label in labels)


def command(stage: Stage, key: Qt.Key, *, control: bool = True) -> None:
    """Press a key of the window, which must be in front."""
    held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(stage.window.windowHandle(), key, held)


def test_a_licence_asked_before_its_time_cannot_be_missed(stage: Stage) -> None:
    screen = show(stage, ASKS_FOR_THE_LICENCE)
    guard = screen.notices.guard
    said = words(guard)

    assert guard.isVisible()
    assert "permis B" in said
    assert "pas maintenant, parce que" in said
    assert "D’abord\u00a0: Français appliqué au code" in said
    assert "dans quatre mois" in said
    assert "0 sur\u00a04" in said or "0 sur 4" in said
    put_off = [row for row in screen.model.sieve.rows if row.deferred]
    assert put_off
    assert all(row.proposed is not SieveLevel.PROPOSED for row in put_off) or all(row.deferred for row in put_off)
    lines = [screen.model.table.line(screen.model.table.find(row.key)) for row in put_off]
    assert not any(getattr(line, "advised", False) for line in lines)


def test_the_person_reads_it_kindly_on_a_shared_screen(stage: Stage) -> None:
    screen = show(stage, ASKS_FOR_THE_LICENCE)
    (postponed,) = screen.model.deferrals
    command(stage, Key.Key_F8, control=False)
    said = words(screen.notices.guard)
    assert postponed.kind_reason.rstrip(".") in said
    assert postponed.reason.rstrip(".") not in said


def test_a_deadline_of_three_days_starts_the_urgent_circuit(stage: Stage) -> None:
    screen = show(stage, IN_A_HURRY)
    assert screen.notices.urgent.isVisible()
    assert "dans 3\u00a0jours" in words(screen.notices.urgent)
    assert "Tout de suite\u00a0: " in words(screen.notices.urgent)


def test_an_interview_on_the_keys_from_the_first_row_to_the_plan(stage: Stage) -> None:
    screen = show(stage, STARTS_WORK)
    session, person = session_of(stage), stage.person(STARTS_WORK)
    before = session.files.load(person).steps
    for rows in (1, 5, 9):
        stage.press(Key.Key_Home)
        for _ in range(rows):
            stage.press(Key.Key_Down)
        stage.press(Key.Key_Space)
    assert len(screen.model.kept) == 3
    assert screen.table.hasFocus() or stage.window.focusWidget() is screen.table

    screen.kept.build.click()
    assert screen.model.page is Page.DRAFT
    assert screen.pages.draft.edits is not None
    wanted = [step.title for step in screen.pages.draft.edits.result().steps]
    assert wanted
    screen.pages.draft.create_button.click()

    after = session.files.load(person).steps
    known = {step.id for step in before}
    added = [step for step in after if step.id not in known]
    assert {step.title for step in added} == set(wanted)
    assert all(step.reason for step in added)
    shown = stage.bench.screen_shown
    assert isinstance(shown, FileScreen)
    assert shown.place().tab is Tab.PLAN

    command(stage, Key.Key_Z)
    assert session.files.load(person).steps == before


def test_an_answer_moves_its_rows_at_once_and_can_be_taken_back(stage: Stage) -> None:
    screen = show(stage, STARTS_WORK)
    question = screen.model.missing[0]
    screen.model.show_question(question.code)
    key = screen.model.selected
    asked = screen.model.question
    assert asked is not None

    stage.type_text("n")
    session = session_of(stage)
    assert asked.code in session.choices.answers(stage.person(STARTS_WORK))
    row = screen.model.row
    assert row is not None
    assert row.key == key
    assert row.group is SieveGroup.NOT_ELIGIBLE or row.question != asked.code

    command(stage, Key.Key_Z)
    assert session.choices.answers(stage.person(STARTS_WORK)) == {}


def test_a_shared_screen_says_nothing_of_health_in_any_row(stage: Stage) -> None:
    screen = show(stage, OLDER)
    grid = session_of(stage).reference.grid
    private = [
        fold(item.title) for domain in grid.domains for item in domain.items if domain.sensitive or item.sensitive
    ]
    command(stage, Key.Key_F8, control=False)
    assert private
    keys = [row.key for group in SieveGroup for row in screen.model.shown(group)]
    for key in keys:
        screen.model.select(key)
        said = fold(words(screen.detail))
        assert not [label for label in private if label in said], key
    assert not [label for label in private if label in fold(words(screen.sieve) + words(screen.notices))]


def test_the_printed_comparison_says_every_mode(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[bytes] = []

    def keep(_parent: QWidget, content: bytes, _name: str = "") -> str:
        printed.append(content)
        return "imprimante"

    monkeypatch.setattr(printing, "print_pdf", keep)
    screen = show(stage, STARTS_WORK)
    command(stage, Key.Key_P)
    text = " ".join(page_texts(printed[0]))
    assert "Craon" in text
    assert "Covoiturage" in text
    documents = session_of(stage).files.load(stage.person(STARTS_WORK)).documents
    assert any(document.kind.value == "comparaison_trajet" for document in documents)
    assert screen.isVisible()


def test_every_page_of_the_tab_opens_at_every_text_size(stage: Stage, qtbot: QtBot) -> None:
    for scale in (100, 150, 200):
        stage.dress(Theme.DARK, scale)
        for part in ("", *(page.value for page in Page if page)):
            screen = show(stage, IN_A_HURRY, part)
            qtbot.waitUntil(screen.isVisible, timeout=2000)
            assert screen.notices.guard.height() >= screen.notices.guard.minimumSizeHint().height() or part
        screen._go(Page.SIEVE)
