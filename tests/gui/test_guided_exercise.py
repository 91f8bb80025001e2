"""The guided exercise: walked with the keyboard on the demonstration; each task is noticed, none is taken on trust."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from builders import Desk
from hands import Hands
from mobiconseil.app import FolderWorkspace
from mobiconseil.demo.folder import make_demo
from mobiconseil.ui import printing
from mobiconseil.ui.exercise.band import ExerciseBand
from mobiconseil.ui.exercise.model import ExerciseModel
from mobiconseil.ui.exercise.panel import ExercisePanel
from mobiconseil.ui.exercise.tasks import NAME, PERSON, WORDS, Task
from mobiconseil.ui.jobs import InlineRunner
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.directory.view import DirectoryScreen
from mobiconseil.ui.screens.first_launch.cards import StartCard
from mobiconseil.ui.screens.first_launch.view import FirstLaunchScreen
from mobiconseil.ui.screens.help.view import CONTENTS, HelpDrawer
from mobiconseil.ui.screens.lock.view import LockScreen
from mobiconseil.ui.settings_store import SettingsStore
from mobiconseil.ui.width_class import WidthClass, WidthWatcher
from mobiconseil.ui.window import Window
from mobiconseil.ui.workbench import Workbench

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@dataclass
class Lesson:
    window: Window
    settings: SettingsStore
    hands: Hands

    @property
    def bench(self) -> Workbench:
        assert self.window.bench is not None
        return self.window.bench

    @property
    def model(self) -> ExerciseModel:
        assert self.bench.exercise is not None
        return self.bench.exercise.model

    def current(self) -> Task | None:
        return self.model.current

    def panel(self) -> ExercisePanel | ExerciseBand | None:
        assert self.bench.exercise is not None
        return self.bench.exercise.panel

    def panel_is_seen(self) -> bool:
        panel = self.panel()
        return panel is not None and panel.isVisible()

    def unlock(self) -> None:
        workspace = self.window._workspace
        self.window.open_session(workspace.unlock(workspace.holders()[0].slot, workspace.demo_passphrase))

    def find(self, typed: str) -> None:
        self.hands.press(Key.Key_K, CTRL)
        self.hands.type(typed)
        self.hands.press(Key.Key_Return)

    def tab(self, wanted: Tab) -> None:
        for _ in range(len(Tab)):
            if self.bench.place().tab is wanted:
                return
            self.hands.press(Key.Key_Tab, CTRL)
        raise AssertionError(wanted)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exercice") / "démonstration"
    make_demo(folder).release()
    return folder


@pytest.fixture
def lesson(qtbot: QtBot, demo: Path) -> Iterator[Lesson]:
    settings, workspace = SettingsStore(), FolderWorkspace(demo)
    window = Window(workspace, settings, InlineRunner())
    qtbot.addWidget(window)
    window.resize(1366, 720)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    found = Lesson(window, settings, Hands(qtbot, window))
    found.unlock()
    yield found
    window.close()
    workspace.release()


def test_the_quick_search_starts_it_and_later_puts_it_aside(lesson: Lesson) -> None:
    assert lesson.panel() is None
    lesson.find("exercice")
    panel = lesson.panel()
    assert panel is not None
    assert panel.isVisible()
    lesson.hands.tab_to("Plus tard")
    lesson.hands.press(Key.Key_Space)
    assert lesson.panel() is None
    assert not lesson.settings.value.exercise_open


def test_each_task_is_noticed_when_it_is_done_with_the_keyboard(
    lesson: Lesson, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def printed(*_: object) -> str:
        return "Mairie"

    monkeypatch.setattr(printing, "print_pdf", printed)
    lesson.find("exercice")
    assert lesson.model.done == frozenset()

    lesson.find("gar")
    assert lesson.model.done == {Task.FILE}
    lesson.tab(Tab.RECOMMENDATIONS)
    assert lesson.current() is Task.STEP
    lesson.tab(Tab.PLAN)
    lesson.hands.press(Key.Key_E, CTRL)
    lesson.hands.type("Je rappelle le garage.")
    lesson.bench.flush()
    assert Task.STEP in lesson.model.done
    lesson.hands.press(Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: Task.PAPER in lesson.model.done)

    lesson.find("chauvin")
    lesson.tab(Tab.ASSESSMENT)
    lesson.hands.press(Key.Key_2)
    assert Task.RATING in lesson.model.done
    lesson.hands.press(Key.Key_4, ALT)
    assert lesson.current() is Task.HELP
    lesson.hands.press(Key.Key_F1)
    assert lesson.current() is None


def test_what_is_not_done_is_not_ticked(lesson: Lesson) -> None:
    lesson.find("exercice")
    lesson.find("chauvin")  # somebody else
    lesson.tab(Tab.RECOMMENDATIONS)
    lesson.bench.go(Route(section=Section.PEOPLE))
    assert lesson.model.done == frozenset()


def test_a_step_that_is_undone_ticks_nothing_more(lesson: Lesson) -> None:
    session = lesson.window.session
    assert session is not None
    sylvie = session.overviews.search(PERSON, limit=1)[0].subject
    session.plans.add_step(sylvie)
    lesson.find("exercice")
    lesson.hands.press(Key.Key_Z, CTRL)
    assert Task.STEP not in lesson.model.done


def test_it_goes_on_after_a_lock_where_it_was_left(lesson: Lesson) -> None:
    lesson.find("exercice")
    lesson.find("gar")
    lesson.window.lock()
    lesson.unlock()
    lesson.hands.wait_for(lesson.panel_is_seen)
    assert Task.FILE in lesson.model.done
    assert lesson.current() is Task.ADVICE


def test_the_screens_fold_in_the_room_that_is_left(lesson: Lesson) -> None:
    watcher = WidthWatcher(lesson.window)

    def folded() -> WidthClass:
        return watcher.current

    assert folded() is WidthClass.WIDE
    lesson.find("exercice")
    panel = lesson.panel()
    assert panel is not None
    assert folded() is WidthClass.MEDIUM
    stack = lesson.bench.stack
    assert stack.mapTo(lesson.bench, stack.rect().topRight()).x() < panel.x()
    lesson.model.leave()
    assert folded() is WidthClass.WIDE


def test_a_narrow_window_keeps_its_width_and_shows_the_next_gesture_below(lesson: Lesson) -> None:
    lesson.settings.change(scale=200)
    lesson.find("exercice")
    panel = lesson.panel()
    assert isinstance(panel, ExerciseBand)
    assert panel.width() >= lesson.bench.stack.width()
    assert panel.y() >= lesson.bench.stack.geometry().bottom()
    lesson.settings.change(scale=100)
    assert isinstance(lesson.panel(), ExercisePanel)
    lesson.settings.change(scale=150)
    lesson.hands.tab_to("Plus tard")
    lesson.hands.press(Key.Key_Space)
    assert lesson.panel() is None


def test_starting_again_forgets_what_was_done(lesson: Lesson) -> None:
    lesson.find("exercice")
    lesson.find("gar")
    lesson.hands.tab_to("Recommencer")
    lesson.hands.press(Key.Key_Space)
    assert lesson.model.done == frozenset()


def test_the_contents_of_the_help_offer_it(lesson: Lesson) -> None:
    lesson.hands.press(Key.Key_F1)
    drawer = lesson.bench.overlays.shown
    assert isinstance(drawer, HelpDrawer)
    assert not drawer.exercise.isVisible()
    drawer.go(CONTENTS)
    drawer.exercise.setFocus()
    lesson.hands.press(Key.Key_Space)
    assert lesson.panel() is not None


def test_each_task_says_its_gesture() -> None:
    assert set(WORDS) == set(Task)
    assert all(words.how for words in WORDS.values())


def test_the_first_launch_offers_it(qtbot: QtBot, tmp_path: Path, demo: Path) -> None:
    settings, workspace = SettingsStore(), FolderWorkspace(tmp_path / "mien")
    window = Window(workspace, settings, InlineRunner(), make_demo=partial(FolderWorkspace, demo))
    qtbot.addWidget(window)
    first = window.centralWidget()
    assert isinstance(first, FirstLaunchScreen)
    assert StartCard(first.model).exercise_button.text() == NAME
    first._on_exercise()
    assert settings.value.exercise_open
    found = Lesson(window, settings, Hands(qtbot, window))
    found.unlock()
    assert found.panel() is not None
    window.close()
    window._workspace.release()


def test_from_ones_own_files_it_locks_them_and_opens_the_demonstration(
    qtbot: QtBot, tmp_path: Path, demo: Path
) -> None:
    desk = Desk(tmp_path / "mien")
    session = desk.create()
    settings = SettingsStore()
    window = Window(desk._open, settings, InlineRunner(), make_demo=partial(FolderWorkspace, demo))
    qtbot.addWidget(window)
    window.open_session(session)
    window.resize(1366, 720)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    found = Lesson(window, settings, Hands(qtbot, window))
    found.find("exercice")
    qtbot.waitUntil(lambda: isinstance(window.centralWidget(), LockScreen) and window._workspace.is_demo)
    assert window.session is None
    found.unlock()
    assert found.panel() is not None
    window.close()
    window._workspace.release()


def test_the_panel_is_in_its_place_at_once_and_every_screen_folds_beside_it(lesson: Lesson) -> None:
    lesson.model.start()
    panel = lesson.panel()
    assert panel is not None
    assert panel.geometry().right() == lesson.bench.rect().right()
    lesson.bench.go(Route(section=Section.DIRECTORY))
    shown = lesson.bench.screen_shown
    assert isinstance(shown, DirectoryScreen)
    assert shown.stage.strip.minimumSizeHint().width() <= shown.stage.strip.width()
