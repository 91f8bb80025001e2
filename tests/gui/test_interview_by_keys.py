"""A whole interview at the town hall, the mouse left in its bag: from the lock screen to the printed plan and back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from demo_desk import on_stage
from directory_office import MapDouble
from hands import CTRL, FileChooser, Hands, Key
from mobiconseil.demo.build import PASSPHRASE
from mobiconseil.domain.advice_records import ChoiceState
from mobiconseil.domain.assessment import RatingState
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.session import Session
from mobiconseil.ui import saving
from mobiconseil.ui.navigation import Section, Tab
from mobiconseil.ui.photographer import Stage
from mobiconseil.ui.screens.directory import view as directory_view
from mobiconseil.ui.screens.lock.cards import UnlockCard
from mobiconseil.ui.screens.lock.view import LockScreen
from mobiconseil.ui.workbench import Workbench
from pdf_reader import whole_text

ALT = Qt.KeyboardModifier.AltModifier


@dataclass
class Interview:
    """The adviser’s hands, and the window in front."""

    hands: Hands
    stage: Stage

    @property
    def bench(self) -> Workbench:
        bench = self.stage.window.bench
        assert bench is not None
        return bench

    @property
    def session(self) -> Session:
        assert self.stage.window.session is not None
        return self.stage.window.session

    @property
    def shown(self) -> str:
        return type(self.bench.screen_shown).__name__

    @property
    def tab(self) -> Tab:
        return self.bench.place().tab

    @property
    def person(self) -> RecordId:
        subject = self.bench.place().subject
        assert subject is not None
        return subject

    def by_palette(self, words: str) -> None:
        """Find something with the quick search, and take the first answer."""
        self.hands.press(Key.Key_K, CTRL)
        self.hands.wait_for(lambda: self.hands.focused.accessibleName() == "Recherche rapide")
        self.hands.type(words)
        self.hands.press(Key.Key_Return)

    def next_tab(self) -> None:
        self.hands.press(Key.Key_Tab, CTRL)


@pytest.fixture
def interview(told_demo: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Interview]:
    demo = Path(shutil.copytree(told_demo, tmp_path / "demonstration"))
    (tmp_path / "cle").mkdir()
    monkeypatch.setattr(directory_view, "make_map", lambda _context: MapDouble())
    monkeypatch.setattr(saving, "french_dialog", FileChooser)
    monkeypatch.setattr(FileChooser, "asked", [])
    monkeypatch.setattr(FileChooser, "path", tmp_path / "cle" / "plan.pdf")
    with on_stage(demo, tmp_path / "neuf") as stage:
        window = stage.window
        qtbot.waitUntil(window.isActiveWindow)
        yield Interview(Hands(qtbot, window), stage)


def _unlock(interview: Interview) -> None:
    gate = interview.stage.window.centralWidget()
    assert isinstance(gate, LockScreen)
    assert isinstance(gate.card, UnlockCard)
    interview.hands.wait_for(gate.card.secret.hasFocus)
    interview.hands.type(PASSPHRASE)
    interview.hands.press(Key.Key_Return)
    interview.hands.wait_for(lambda: interview.stage.window.bench is not None)


def _write_the_person(interview: Interview) -> None:
    hands = interview.hands
    hands.press(Key.Key_N, CTRL)
    hands.wait_for(lambda: interview.shown == "NewFileScreen")
    hands.type_and_tab("Zwyczajna", "Apolline")
    hands.tab_to("commune")
    hands.type("Ballots")
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Return, CTRL)
    hands.wait_for(lambda: interview.shown == "FileScreen")


def _rate(interview: Interview) -> None:
    hands = interview.hands
    while interview.tab is not Tab.ASSESSMENT:
        interview.next_tab()
    hands.tab_to("Commencer le court")
    hands.press(Key.Key_Space)
    for key in (Key.Key_2, Key.Key_Eacute, Key.Key_S, Key.Key_Up, Key.Key_1, Key.Key_PageDown, Key.Key_3):
        hands.press(key)


def _choose(interview: Interview) -> None:
    hands = interview.hands
    interview.next_tab()
    assert interview.tab is Tab.RECOMMENDATIONS
    hands.wait_for(lambda: hands.focused.objectName() == "sieve")
    hands.press(Key.Key_Home)
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Space)
    kept = interview.session.choices.choices(interview.person)
    assert [choice.state for choice in kept.values()] == [ChoiceState.KEPT]


def _plan(interview: Interview) -> None:
    hands = interview.hands
    hands.tab_to("kept_build")
    hands.press(Key.Key_Return)
    hands.tab_to("draft_due_0")
    hands.press(Key.Key_A, CTRL)
    hands.type("+7")
    hands.tab_to("draft_create")
    hands.press(Key.Key_Return)
    hands.wait_for(lambda: interview.tab is Tab.PLAN)
    hands.tab_to("plan_goal")
    hands.type("Aller seule au marché")


def _look_at_the_list(interview: Interview) -> None:
    hands = interview.hands
    hands.press(Key.Key_4, ALT)
    hands.wait_for(lambda: interview.shown == "DirectoryScreen")
    hands.press(Key.Key_F, CTRL)
    hands.press(Key.Key_Down)
    assert hands.focused.objectName() == "services_list"
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Return)
    hands.wait_for(lambda: interview.bench.place().part.startswith("service/"))
    hands.press(Key.Key_Escape)
    hands.wait_for(lambda: not interview.bench.place().part)


def _save_the_plan(interview: Interview) -> str:
    hands = interview.hands
    interview.by_palette("zwyczajna")
    hands.wait_for(lambda: interview.shown == "FileScreen")
    while interview.tab is not Tab.PLAN:
        interview.next_tab()
    hands.press(Key.Key_P, CTRL)
    hands.tab_to("plan_pdf")
    hands.press(Key.Key_Space)
    return whole_text(FileChooser.path.read_bytes())


def _lock(interview: Interview) -> None:
    interview.hands.press(Key.Key_L, CTRL)
    assert isinstance(interview.stage.window.centralWidget(), LockScreen)
    assert interview.stage.window.session is None


def test_an_interview_is_led_from_the_lock_to_the_paper_without_a_mouse(interview: Interview) -> None:
    _unlock(interview)
    _write_the_person(interview)
    _rate(interview)
    _choose(interview)
    _plan(interview)
    person = interview.person
    file = interview.session.files.load(person)
    first = file.steps[0]
    assert first.due_on == interview.session.clock.today() + timedelta(days=7)
    assert file.beneficiary.commune == "Ballots"
    assert [rating.state for rating in file.ratings].count(RatingState.NOT_APPLICABLE) <= 1
    assert sum(rating.state is RatingState.RATED for rating in file.ratings) >= 3
    _look_at_the_list(interview)
    paper = _save_the_plan(interview)
    assert "aller seule au marché" in paper.lower()
    assert "Apolline Zwyczajna" in paper
    assert "27 novembre" in paper.replace("\u00a0", " ")
    _lock(interview)


def test_each_section_is_reached_and_left_by_keys(interview: Interview) -> None:
    _unlock(interview)
    sections = (Section.HOME, Section.PEOPLE, Section.FOLLOW_UP, Section.DIRECTORY, Section.EXCHANGE, Section.SETTINGS)
    for rank, section in enumerate(sections):
        interview.hands.press(Key(Key.Key_1.value + rank), ALT)
        assert interview.bench.place().section is section
        assert isinstance(interview.hands.focused, QWidget)
