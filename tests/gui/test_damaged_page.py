"""A page of the base is damaged while the window is open on it: it is said, and leads to what mends it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from builders import PASSPHRASE, Desk
from mobiconseil.app import BASE_NAME
from mobiconseil.db.salvage.pages import PAGE, Pages
from mobiconseil.db.salvage.trees import survey
from mobiconseil.domain.follow_up import ContactKind
from mobiconseil.domain.identity import RecordId
from mobiconseil.errors import BaseDamaged
from mobiconseil.ui import theme
from mobiconseil.ui.application import _on_bug
from mobiconseil.ui.jobs import InlineRunner
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.lock.cards import UnlockCard
from mobiconseil.ui.screens.lock.damage_card import DamageCard
from mobiconseil.ui.screens.lock.salvage_card import SalvageCard
from mobiconseil.ui.screens.lock.view import LockScreen
from mobiconseil.ui.security.backup_cards import ChooseCopyCard
from mobiconseil.ui.settings_store import SettingsStore
from mobiconseil.ui.theme import Appearance
from mobiconseil.ui.widgets.dialogs import ConfirmDialog
from mobiconseil.ui.window import Window

PEOPLE, CALLS = 12, 6
LEFT = Qt.MouseButton.LeftButton


@dataclass
class Broken:
    """A base of which one page of contacts is damaged, and whom it concerns."""

    desk: Desk
    hurt: RecordId
    whole: RecordId


@pytest.fixture
def broken(tmp_path: Path, qapp: QApplication) -> Broken:
    theme.apply(qapp, Appearance(reduce_motion=True))
    desk = Desk(tmp_path / "base")
    session = desk.create()
    people = []
    for rank in range(PEOPLE):
        person = session.files.create(last_name=f"Garnier{rank}")
        people.append(person.id)
        for day in range(CALLS):
            session.follow_up.note(person.id, ContactKind.CALL, f"Appel {day}. " + "Elle rappellera. " * 20)
    session.backups.make()
    session.close()
    key = desk._open.derive(desk._open.holders()[0].slot, PASSPHRASE)
    desk.release()
    base = desk.folder / BASE_NAME
    pages = Pages(base, key)
    found = survey(pages)
    leaf = found.tree(found.roots["contact"]).leaves[2]
    hurt = next(row[1][1] for row in found.rows(leaf) if row is not None)
    pages.close()
    content = bytearray(base.read_bytes())
    content[(leaf - 1) * PAGE + 600 : (leaf - 1) * PAGE + 900] = random.Random(7).randbytes(300)
    base.write_bytes(bytes(content))
    assert hurt in people
    return Broken(desk, RecordId(hurt), people[-1] if hurt != people[-1] else people[0])


@pytest.fixture
def window(broken: Broken, qtbot: QtBot) -> Iterator[Window]:
    made = Window(broken.desk.workspace(), SettingsStore(), InlineRunner())
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    unlock(qtbot, gate(made))
    assert made.bench is not None
    yield made
    if made.session is not None:
        made.session.close()


def gate(window: Window) -> LockScreen:
    shown = window.centralWidget()
    assert isinstance(shown, LockScreen)
    return shown


def unlock(qtbot: QtBot, screen: LockScreen) -> None:
    assert isinstance(screen.card, UnlockCard)
    qtbot.keyClicks(screen.card.secret, PASSPHRASE)
    qtbot.keyClick(screen.card.secret, Qt.Key.Key_Return)


def open_file(window: Window, subject: RecordId) -> None:
    assert window.bench is not None
    window.bench.go(Route(section=Section.PEOPLE, subject=subject, tab=Tab.FOLLOW_UP))


def question(window: Window, qtbot: QtBot) -> ConfirmDialog:
    def shown() -> list[ConfirmDialog]:
        return [each for each in window.findChildren(ConfirmDialog) if each.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 1)
    return shown()[0]


def locked(window: Window, qtbot: QtBot, broken: Broken) -> LockScreen:
    """Meet the damaged page, and follow what the window says."""
    open_file(window, broken.hurt)
    qtbot.mouseClick(question(window, qtbot).confirm, LEFT)
    qtbot.waitUntil(lambda: window.session is None)
    assert isinstance(gate(window).card, DamageCard)
    return gate(window)


def test_the_damage_is_met_only_when_that_file_is_opened(broken: Broken, window: Window, qtbot: QtBot) -> None:
    open_file(window, broken.whole)
    QApplication.processEvents()
    assert not [each for each in window.findChildren(ConfirmDialog) if each.isVisible()]
    open_file(window, broken.hurt)
    asked = question(window, qtbot)
    assert asked.question.text() == "Une partie de la base est abîmée"
    assert "rien de plus n’est perdu" in asked.explanation.text()
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox) and each.isVisible()]


def test_what_still_reads_is_saved_from_there(broken: Broken, window: Window, qtbot: QtBot) -> None:
    screen = locked(window, qtbot, broken)
    before = (broken.desk.folder / BASE_NAME).read_bytes()
    card = screen.card
    assert isinstance(card, DamageCard)
    qtbot.mouseClick(card.salvage, LEFT)
    assert isinstance(screen.card, UnlockCard)
    assert screen.card.title.text() == "Sauver ce qui se lit"
    unlock(qtbot, screen)
    assert isinstance(screen.card, SalvageCard)
    assert window.session is None
    qtbot.mouseClick(screen.card.go, LEFT)
    assert "manquant" in screen.card.title.text()
    assert "Contacts" in screen.card.kinds.text()
    assert (broken.desk.folder / BASE_NAME).read_bytes() == before
    qtbot.mouseClick(screen.card.go, LEFT)
    assert window.session is not None
    assert window.session.upkeep.health().problems == ()
    assert window.session.upkeep.health().counts["beneficiary"] == PEOPLE
    assert [path.read_bytes() for path in broken.desk.folder.glob("mobiconseil.abimee-*.db")] == [before]
    open_file(window, broken.hurt)
    QApplication.processEvents()
    assert not [each for each in window.findChildren(ConfirmDialog) if each.isVisible()]


def test_a_backup_can_be_put_back_from_there(broken: Broken, window: Window, qtbot: QtBot) -> None:
    screen = locked(window, qtbot, broken)
    card = screen.card
    assert isinstance(card, DamageCard)
    qtbot.mouseClick(card.backup, LEFT)
    assert isinstance(screen.card, ChooseCopyCard)
    assert len(screen.card.rows) == 1
    qtbot.mouseClick(screen.card.rows[0], LEFT)
    shown = screen.card
    qtbot.keyClicks(shown.typed, PASSPHRASE)  # type: ignore[union-attr]
    qtbot.keyClick(shown.typed, Qt.Key.Key_Return)  # type: ignore[union-attr]
    assert window.session is not None
    assert window.session.upkeep.health().counts["contact"] == PEOPLE * CALLS


def test_later_goes_on_working_with_the_rest(broken: Broken, window: Window, qtbot: QtBot) -> None:
    open_file(window, broken.hurt)
    qtbot.mouseClick(question(window, qtbot).keep, LEFT)
    assert window.session is not None
    window.session.files.change(broken.whole, request="Aller à Craon")
    assert window.session.files.load(broken.whole).beneficiary.request == "Aller à Craon"
    # Met again, it is said in passing, with the same way out.
    open_file(window, broken.whole)
    open_file(window, broken.hurt)
    bench = window.bench
    assert bench is not None
    qtbot.waitUntil(lambda: bench.toasts.toast.action.text() == "Verrouiller et réparer")
    qtbot.mouseClick(bench.toasts.toast.action, LEFT)
    qtbot.waitUntil(lambda: window.session is None)
    assert isinstance(gate(window).card, DamageCard)


def test_reopening_all_the_same_is_one_click(broken: Broken, window: Window, qtbot: QtBot) -> None:
    screen = locked(window, qtbot, broken)
    card = screen.card
    assert isinstance(card, DamageCard)
    qtbot.mouseClick(card.salvage, LEFT)
    assert isinstance(screen.card, UnlockCard)
    qtbot.mouseClick(screen.card.back_link, LEFT)
    card = screen.card
    assert isinstance(card, DamageCard)
    qtbot.mouseClick(card.later, LEFT)
    unlock(qtbot, screen)
    assert window.session is not None


def test_the_copy_of_the_day_that_meets_it_says_it_too(broken: Broken, window: Window, qtbot: QtBot) -> None:
    assert window.session is not None
    window.session.files.change(broken.whole, request="Une raison de copier")
    with pytest.raises(BaseDamaged, match="abîmée"):
        window.session.backups.make()
    assert question(window, qtbot).question.text() == "Une partie de la base est abîmée"
    assert len([c for c in window.session.backups.look().here if c.is_readable]) == 1


def test_an_automatic_lock_takes_the_question_away(broken: Broken, window: Window, qtbot: QtBot) -> None:
    open_file(window, broken.hurt)
    question(window, qtbot)
    window.lock()
    assert not [each for each in window.findChildren(ConfirmDialog) if each.isVisible()]
    assert isinstance(gate(window).card, UnlockCard)


def test_an_error_that_rises_is_not_said_twice(window: Window) -> None:
    def boxes() -> list[QMessageBox]:
        return [each for each in window.findChildren(QMessageBox) if each.isVisible()]

    window.damage.tell()
    _on_bug(BaseDamaged, BaseDamaged("La base est abîmée."), None)
    assert boxes() == []
    window.damage.rest()
    QApplication.processEvents()
    _on_bug(BaseDamaged, BaseDamaged("La copie est abîmée."), None)
    assert [box.text() for box in boxes()] == ["La copie est abîmée."]
    boxes()[0].close()
