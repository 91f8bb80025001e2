"""The first launch, driven by keystrokes: nothing on the disk too early, no base without its sheet."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from builders import Desk
from mobiconseil.db import atomic_file
from mobiconseil.ui import theme
from mobiconseil.ui.jobs import InlineRunner
from mobiconseil.ui.printing import NoPrinter
from mobiconseil.ui.screens.first_launch.cards import PassphraseCard, SheetCard, StartCard, StructureCard
from mobiconseil.ui.screens.first_launch.view import FirstLaunchScreen
from mobiconseil.ui.screens.lock.sheet_cards import PendingSheetCard
from mobiconseil.ui.screens.lock.view import LockScreen
from mobiconseil.ui.security.sheet_view import Exits
from mobiconseil.ui.theme import Appearance

ENTER, TAB, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Space
OWN = "craon galette velours trombone cascade pupitre lagune"


@pytest.fixture
def desk(tmp_path, qapp):
    theme.apply(qapp, Appearance(reduce_motion=True))
    return Desk(tmp_path / "neuf" / "base")


@pytest.fixture
def screen(desk, qtbot):
    screen = shown(qtbot, desk)
    yield screen
    if screen.model.session is not None:
        screen.model.session.close()


def shown(qtbot, desk, exits=None):
    screen = FirstLaunchScreen(desk.workspace(), InlineRunner(), exits=exits or printer())
    qtbot.addWidget(screen)
    screen.results = []
    screen.finished.connect(screen.results.append)
    screen.resize(1366, 720)
    screen.show()
    qtbot.waitExposed(screen)
    return screen


def printer(answer="HP du bureau"):
    return Exits(print_paper=lambda *_: answer, ask_path=lambda *_: None)


def fill_structure(qtbot, screen):
    answers = ("Cap Mobilite Craonnais", "Claire", "Le Goff", "06 39 98 12 34", "la semaine")
    for name, text in zip(screen.card.fields, answers, strict=True):
        qtbot.keyClicks(screen.card.editor(name), text)
    qtbot.keyClick(screen.card.editor("hours"), ENTER)


def take_words(qtbot, screen):
    words = screen.card.chooser.words.text()
    qtbot.keyClicks(screen.card.chooser.again, words)
    qtbot.keyClick(screen.card.chooser.again, ENTER)
    return words


def prove_sheet(qtbot, screen):
    panel = screen.card.panel
    qtbot.keyClick(panel.print_button, SPACE)
    for rank, editor in enumerate(panel.editors):
        qtbot.keyClicks(editor, panel.model._groups[panel.model.asked[rank]])
        qtbot.keyClick(editor, ENTER)


def test_three_steps_typed_on_the_keyboard_make_a_base_and_open_it(desk, screen, qtbot):
    fill_structure(qtbot, screen)
    take_words(qtbot, screen)
    prove_sheet(qtbot, screen)
    assert isinstance(screen.card, StartCard)
    qtbot.keyClick(screen.card.new_button, SPACE)
    [session] = screen.results
    assert screen.wants_new_file
    [adviser] = session.team.advisers()
    assert (adviser.first_name, adviser.last_name, adviser.phone) == ("Claire", "Le Goff", "+33639981234")
    assert session.team.structure().name == "Cap Mobilite Craonnais"
    assert not desk.workspace().sheet_pending


def test_the_words_drawn_open_the_base(desk, screen, qtbot):
    fill_structure(qtbot, screen)
    words = take_words(qtbot, screen)
    workspace = desk.workspace()
    assert len(workspace.derive(workspace.holders()[0].slot, words)) == 32


def test_nothing_is_written_before_a_passphrase_is_taken(desk, screen, qtbot):
    fill_structure(qtbot, screen)
    assert isinstance(screen.card, PassphraseCard)
    qtbot.keyClicks(screen.card.chooser.again, "autre chose")
    qtbot.keyClick(screen.card.chooser.again, ENTER)
    assert isinstance(screen.card, PassphraseCard)
    assert not desk.folder.parent.exists()


def test_the_telephone_is_asked_with_what_it_is_for(screen):
    said = [label.text() for label in screen.card.fields["phone"].findChildren(QLabel)]
    assert "Il s’imprime sur le plan de la personne." in said


def test_what_is_missing_is_said_under_its_field(screen, qtbot):
    qtbot.keyClicks(screen.card.editor("phone"), "06 39")
    qtbot.keyClick(screen.card.editor("phone"), ENTER)
    assert isinstance(screen.card, StructureCard)
    assert "nom de votre structure" in screen.card.fields["structure"].error()
    assert "prénom" in screen.card.fields["first_name"].error()
    assert "Exemple" in screen.card.fields["phone"].error()
    assert screen.card.editor("structure").hasFocus()


def test_going_back_keeps_what_was_typed(screen, qtbot):
    fill_structure(qtbot, screen)
    qtbot.mouseClick(screen.card.back_link, Qt.MouseButton.LeftButton)
    assert screen.card.editor("last_name").text() == "Le Goff"


def test_the_words_drawn_are_still_there_after_going_back(desk, screen, qtbot):
    fill_structure(qtbot, screen)
    words = screen.card.chooser.words.text()
    qtbot.mouseClick(screen.card.back_link, Qt.MouseButton.LeftButton)
    qtbot.keyClick(screen.card.editor("hours"), ENTER)
    assert len(words.split()) == 7
    assert take_words(qtbot, screen) == words
    workspace = desk.workspace()
    assert len(workspace.derive(workspace.holders()[0].slot, words)) == 32


def test_other_words_can_be_drawn(screen, qtbot):
    fill_structure(qtbot, screen)
    first = screen.card.chooser.words.text()
    qtbot.keyClick(screen.card.chooser.others, SPACE)
    assert len(screen.card.chooser.words.text().split()) == 7
    assert screen.card.chooser.words.text() != first


def test_a_phrase_of_ones_own_is_judged_while_it_is_typed(screen, qtbot):
    fill_structure(qtbot, screen)
    chooser = screen.card.chooser
    qtbot.keyClick(chooser.to_own, SPACE)
    qtbot.keyClicks(chooser.own, "legoff1984")
    assert "contient un nom connu" in chooser.judged.text()
    assert chooser.bar.value() < 50
    qtbot.keyClick(chooser.again, ENTER)
    assert isinstance(screen.card, PassphraseCard)
    chooser.own.selectAll()
    qtbot.keyClicks(chooser.own, OWN)
    assert chooser.judged.text() == "Cette phrase de passe est solide."
    assert chooser.bar.value() == 100
    qtbot.keyClicks(chooser.again, OWN)
    qtbot.keyClick(chooser.again, ENTER)
    assert isinstance(screen.card, SheetCard)


def test_the_sheet_must_leave_the_computer_before_its_groups_are_asked(screen, qtbot):
    fill_structure(qtbot, screen)
    take_words(qtbot, screen)
    panel = screen.card.panel
    qtbot.mouseClick(screen.card.go, Qt.MouseButton.LeftButton)
    assert isinstance(screen.card, SheetCard)
    assert "Imprimez d’abord la feuille" in panel.model.error
    assert not panel.editors[0].isEnabled()
    qtbot.keyClick(panel.print_button, SPACE)
    assert panel.model.done == "Feuille imprimée sur HP du bureau."
    assert panel.editors[0].hasFocus()


def test_a_laptop_without_printer_is_told_what_to_do(desk, qtbot):
    def refuse(*_):
        raise NoPrinter

    screen = shown(qtbot, desk, Exits(print_paper=refuse, ask_path=lambda *_: None))
    fill_structure(qtbot, screen)
    take_words(qtbot, screen)
    qtbot.keyClick(screen.card.panel.print_button, SPACE)
    assert "Aucune imprimante sur ce poste" in screen.card.panel.error.label.text()
    assert not screen.card.panel.model.is_out
    screen.model.session.close()


def test_a_program_killed_before_the_sheet_is_confirmed_asks_for_it_at_the_next_start(desk, qtbot):
    screen = shown(qtbot, desk)
    fill_structure(qtbot, screen)
    words = take_words(qtbot, screen)
    screen.model.session.close()
    screen.model.workspace.release()
    lock = LockScreen(desk.workspace(), InlineRunner(), exits=printer())
    qtbot.addWidget(lock)
    lock.show()
    opened = []
    lock.unlocked.connect(opened.append)
    qtbot.keyClicks(lock.card.secret, words)
    qtbot.keyClick(lock.card.secret, ENTER)
    assert opened == []
    assert isinstance(lock.card, PendingSheetCard)
    qtbot.mouseClick(lock.card.renew, Qt.MouseButton.LeftButton)
    prove_sheet(qtbot, lock)
    assert opened[0].team.structure().name == "Cap Mobilite Craonnais"
    opened[0].close()


def test_a_program_killed_between_the_keys_and_the_base_makes_the_base_at_the_next_start(desk):
    workspace = desk.workspace()
    keys = workspace.make_keys(structure="Cap Mobilité", first_name="Claire", last_name="Morin", passphrase=OWN)
    workspace.release()
    again = desk.workspace()
    session = again.open_with(again.derive(keys.slot, OWN), keys.slot)
    assert again.sheet_pending
    assert session.team.structure().name == "Cap Mobilité"
    assert [adviser.name for adviser in session.team.advisers()] == ["Claire Morin"]
    session.close()


def test_a_folder_that_cannot_be_made_is_said_and_nothing_is_lost(desk, qtbot):
    desk.folder.parent.parent.joinpath("neuf").write_text("un fichier", encoding="utf-8")
    screen = shown(qtbot, desk)
    fill_structure(qtbot, screen)
    take_words(qtbot, screen)
    assert isinstance(screen.card, PassphraseCard)
    assert "rien n’est perdu" in screen.card.error.label.text()


def test_a_full_disk_is_said_and_the_same_phrase_works_once_there_is_room(desk, qtbot, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    screen = shown(qtbot, desk)
    fill_structure(qtbot, screen)
    with monkeypatch.context() as patch:
        patch.setattr(atomic_file, "_write_and_sync", full)
        take_words(qtbot, screen)
    assert "Le disque est plein" in screen.card.error.label.text()
    qtbot.keyClick(screen.card.chooser.again, ENTER)
    assert isinstance(screen.card, SheetCard)
    screen.model.session.close()


def test_the_demonstration_closes_the_new_base_first(desk, screen, qtbot):
    fill_structure(qtbot, screen)
    take_words(qtbot, screen)
    prove_sheet(qtbot, screen)
    with qtbot.waitSignal(screen.demo_requested):
        qtbot.mouseClick(screen.card.demo_button, Qt.MouseButton.LeftButton)
    assert screen.results == []
