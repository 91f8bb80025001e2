"""A lock closes the base, forgets the key and leaves no screen behind it."""

from __future__ import annotations

import gc
import sys
import weakref
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from builders import PASSPHRASE, Desk
from mobiconseil.app import FolderWorkspace
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.services.session import Session
from mobiconseil.settings import SettingsFile
from mobiconseil.ui.jobs import Done, Failed, InlineRunner, JobRunner, Work
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.saving import ask_path
from mobiconseil.ui.screens.lock.cards import UnlockCard
from mobiconseil.ui.screens.lock.view import LockScreen
from mobiconseil.ui.settings_store import SettingsStore
from mobiconseil.ui.window import Window


class Laptop:
    """The real window on a real base, unlocked by typing."""

    def __init__(self, qtbot: QtBot, folder: Path, jobs: JobRunner) -> None:
        desk = Desk(folder / "base")
        desk.create().close()
        desk.release()
        self.bot = qtbot
        self.workspace: FolderWorkspace = desk.workspace()
        self.settings = SettingsStore(SettingsFile(folder / "reglages.json"))
        self.window = Window(self.workspace, self.settings, jobs)
        qtbot.addWidget(self.window)
        self.window.resize(1366, 720)
        self.window.show()
        qtbot.waitExposed(self.window)

    def unlock(self) -> Session:
        gate = self.window.centralWidget()
        assert isinstance(gate, LockScreen)
        assert isinstance(gate.card, UnlockCard)
        gate.card.secret.setText(PASSPHRASE)
        gate.card.open_button.click()
        self.bot.waitUntil(lambda: self.window.session is not None, timeout=20_000)
        assert self.window.session is not None
        return self.window.session

    def lock(self) -> None:
        self.window.lock()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()


@pytest.fixture
def laptop(qtbot: QtBot, tmp_path: Path) -> Iterator[Laptop]:
    made = Laptop(qtbot, tmp_path, InlineRunner())
    yield made
    made.window.close()
    made.workspace.release()


@pytest.mark.parametrize("runner", [InlineRunner, JobRunner])
def test_nothing_holds_the_key_nor_the_passphrase_once_locked(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, runner: type[JobRunner]
) -> None:
    laptop = Laptop(qtbot, tmp_path, runner())
    keys: list[bytes] = []
    derive = laptop.workspace.derive

    def spied(slot: str, passphrase: str) -> bytes:
        keys.append(derive(slot, passphrase))
        return keys[0]

    monkeypatch.setattr(laptop.workspace, "derive", spied)
    laptop.unlock()
    laptop.lock()
    [key] = keys
    keys.clear()
    assert sys.getrefcount(key) == 2, [type(holder) for holder in gc.get_referrers(key)]
    laptop.window.close()
    laptop.workspace.release()


def test_the_session_is_closed_and_gone(laptop: Laptop) -> None:
    session = laptop.unlock()
    with session.uow.transaction("file_created") as records:
        assert records.shared(Beneficiary) == ()
    laptop.lock()
    with pytest.raises(Exception, match="closed database"):
        session.team.advisers()
    alive = weakref.ref(session)
    del session
    gc.collect()
    assert alive() is None


def test_each_lock_destroys_what_the_session_had_made(laptop: Laptop) -> None:
    laptop.unlock()
    bench, context = laptop.window.bench, laptop.window._context
    assert context is not None
    laptop.lock()
    assert not isValid(bench)
    assert not isValid(context.hub)
    assert not isValid(context.undo)
    assert not laptop.window.findChildren(QFileDialog)


def test_a_change_of_the_display_keeps_the_patience_of_a_shared_screen(laptop: Laptop) -> None:
    laptop.unlock()
    context = laptop.window._context
    assert context is not None
    laptop.settings.change(lock_minutes=5, shared_lock_minutes=15)
    context.shared.set_on(True)
    laptop.window.change_scale(1)
    assert laptop.window._watch._limit_s == 15 * 60
    context.shared.set_on(False)
    assert laptop.window._watch._limit_s == 5 * 60


def test_the_lock_says_how_long_nobody_was_there_with_a_shared_screen(laptop: Laptop) -> None:
    laptop.unlock()
    context = laptop.window._context
    assert context is not None
    context.shared.set_on(True)
    laptop.window._on_idle()
    gate = laptop.window.centralWidget()
    assert isinstance(gate, LockScreen)
    assert "après 15\u00a0min sans activité" in gate._reason


def test_a_lock_closes_the_dialog_that_asks_where_to_save(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    QTimer.singleShot(0, parent.deleteLater)
    assert ask_path(parent, "Enregistrer", "plan.pdf", "PDF (*.pdf)") is None
    assert not isValid(parent)


class HeldRunner(JobRunner):
    """Keeps each answer until the test lets it go."""

    def __init__(self) -> None:
        super().__init__()
        self.held: list[Callable[[], object]] = []

    def start(self, work: Work, *, done: Done, failed: Failed) -> None:
        """Do the work, and hold what comes back."""
        answer = work()
        self.held.append(partial(done, answer))


@pytest.mark.parametrize("tab", [Tab.PLAN, Tab.DOCUMENTS])
def test_a_paper_that_is_drawn_after_the_lock_disturbs_nobody(laptop: Laptop, tab: Tab) -> None:
    session = laptop.unlock()
    person = session.files.create(last_name="Garnier")
    held = HeldRunner()
    object.__setattr__(laptop.window._context, "jobs", held)
    assert laptop.window.bench is not None
    laptop.window.bench.go(Route(section=Section.PEOPLE, subject=person.id, tab=tab, part="plan"))
    laptop.bot.waitUntil(lambda: bool(held.held))
    laptop.lock()
    for answer in held.held:
        answer()


def test_a_base_that_waits_for_its_recovery_sheet_is_locked_too(laptop: Laptop) -> None:
    (laptop.workspace.folder / "feuille-a-confirmer.txt").write_text("à confirmer", encoding="utf-8")
    gate = laptop.window.centralWidget()
    assert isinstance(gate, LockScreen)
    opened: list[Session] = []
    gate.model.sheet_wanted.connect(opened.append)
    assert isinstance(gate.card, UnlockCard)
    gate.card.secret.setText(PASSPHRASE)
    gate.card.open_button.click()
    [session] = opened
    assert session.team.structure().name
    laptop.window._watch.expired.emit()
    with pytest.raises(Exception, match="closed database"):
        session.team.advisers()
    again = laptop.window.centralWidget()
    assert isinstance(again, LockScreen)
    assert again is not gate
    assert isinstance(again.card, UnlockCard)
    assert laptop.window.session is None
