"""The lock screen, driven by keystrokes on a real encrypted base."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from shiboken6 import isValid

from builders import PASSPHRASE, Desk
from mobiconseil.app import DEMO_MARK
from mobiconseil.domain.waiting import spoken_wait
from mobiconseil.errors import AccessRefused
from mobiconseil.services.actions import Action
from mobiconseil.ui import theme
from mobiconseil.ui.jobs import InlineRunner, JobRunner
from mobiconseil.ui.screens.lock import cards
from mobiconseil.ui.screens.lock.cards import UnlockCard, UsersCard
from mobiconseil.ui.screens.lock.recovery_cards import NewPassphraseCard, RecoveryCard
from mobiconseil.ui.screens.lock.sheet_cards import NewSheetCard, PendingSheetCard
from mobiconseil.ui.screens.lock.view import LockScreen
from mobiconseil.ui.security.sheet_view import Exits
from mobiconseil.ui.theme import Appearance

ENTER = Qt.Key.Key_Return
REASON = "Verrouillée à 12\u00a0h\u00a047, après 5\u00a0min sans activité."


@pytest.fixture
def desk(tmp_path, qapp):
    theme.apply(qapp, Appearance(reduce_motion=True))
    desk = Desk(tmp_path / "base")
    desk.create().close()
    desk.release()
    return desk


@pytest.fixture
def screen(desk, qtbot):
    return shown(qtbot, LockScreen(desk.workspace(), InlineRunner(), reason=REASON))


def shown(qtbot, screen):
    qtbot.addWidget(screen)
    screen.opened = []
    screen.unlocked.connect(screen.opened.append)
    screen.resize(1366, 720)
    screen.show()
    qtbot.waitExposed(screen)
    return screen


def typed(qtbot, editor, text, key=ENTER):
    qtbot.keyClicks(editor, text)
    if key is not None:
        qtbot.keyClick(editor, key)


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_passphrase_and_enter_open_the_base(screen, qtbot):
    assert isinstance(screen.card, UnlockCard)
    assert screen.card.title.text() == "Session verrouillée"
    assert screen.card.subtitle.text() == "Claire Morin · Cap Mobilité Craonnais"
    typed(qtbot, screen.card.secret, PASSPHRASE)
    [session] = screen.opened
    assert session.adviser.name == "Claire Morin"
    assert screen.model.passphrase == ""
    session.close()


def test_the_key_is_derived_outside_the_thread_of_the_window(desk, qtbot):
    screen = shown(qtbot, LockScreen(desk.workspace(), JobRunner()))
    assert screen.card.title.text() == "Bonjour"
    with qtbot.waitSignal(screen.unlocked, timeout=20_000) as opened:
        typed(qtbot, screen.card.secret, PASSPHRASE)
        assert screen.card.open_button.text() == "Ouverture…"
        assert not screen.card.open_button.isEnabled()
    opened.args[0].close()


class HeldRunner(JobRunner):
    """Keeps the job until the test lets it go."""

    def start(self, work, *, done, failed):
        self.finish = lambda: done(work())


def test_a_screen_destroyed_during_the_derivation_opens_nothing(desk, qtbot):
    jobs = HeldRunner()
    screen = shown(qtbot, LockScreen(desk.workspace(), jobs))
    opened = screen.opened
    typed(qtbot, screen.card.secret, PASSPHRASE)
    screen.deleteLater()
    qtbot.waitUntil(lambda: not isValid(screen))
    jobs.finish()
    assert opened == []


def test_a_wrong_passphrase_says_what_to_do_and_stays_selected(screen, qtbot):
    typed(qtbot, screen.card.secret, "une autre phrase")
    assert screen.opened == []
    assert "Rien n’est perdu" in screen.card.field.error()
    assert screen.card.secret.selectedText() == "une autre phrase"
    assert screen.card.secret.accessibleDescription() == screen.card.field.error()


def test_an_empty_passphrase_is_not_counted_as_a_try(screen, qtbot):
    for _ in range(4):
        qtbot.keyClick(screen.card.secret, ENTER)
    assert screen.card.secret.isEnabled()
    assert "Tapez votre phrase de passe" in screen.card.field.error()


def test_after_three_wrong_tries_the_field_waits_with_a_countdown_even_after_a_restart(desk, qtbot):
    screen = shown(qtbot, LockScreen(desk.workspace(), InlineRunner()))
    for _ in range(5):
        typed(qtbot, screen.card.secret, "faux")
        desk.clock.set(desk.clock.now() + timedelta(seconds=5 if screen.model.wait_s < 8 else 0))
        screen.model._on_tick()
    again = shown(qtbot, LockScreen(desk.workspace(), InlineRunner()))
    assert not again.card.secret.isEnabled()
    assert "Réessayez dans 8\u00a0secondes" in again.card.field.error()
    desk.clock.set(desk.clock.now() + timedelta(seconds=7))
    again.model._on_tick()
    assert "Réessayez dans 1\u00a0seconde," in again.card.field.error()
    desk.clock.set(desk.clock.now() + timedelta(seconds=1))
    again.model._on_tick()
    assert again.card.secret.isEnabled()
    assert again.card.field.error() == ""
    again.card.secret.clear()
    typed(qtbot, again.card.secret, PASSPHRASE)
    again.opened[0].close()


def test_the_end_of_the_wait_is_said_and_the_cursor_is_back_in_the_field(desk, qtbot, monkeypatch: pytest.MonkeyPatch):
    heard: list[str] = []
    monkeypatch.setattr(cards, "announce", lambda _widget, text, urgent=False: heard.append(text))
    screen = shown(qtbot, LockScreen(desk.workspace(), InlineRunner()))
    card = screen.card
    while not screen.model.wait_s:
        typed(qtbot, card.secret, "faux")
    assert "réessayer" not in card.secret.accessibleDescription()
    card.forgotten_link.setFocus()
    assert screen.focusWidget() is card.forgotten_link
    heard.clear()
    desk.clock.set(desk.clock.now() + timedelta(seconds=screen.model.wait_s))
    screen.model._on_tick()
    assert (heard, card.field._message.text()) == (["Vous pouvez réessayer."], "Vous pouvez réessayer.")
    assert card.field._message.isVisible()
    assert card.secret.accessibleDescription() == "Vous pouvez réessayer."
    assert screen.focusWidget() is card.secret
    typed(qtbot, card.secret, "faux")
    assert "Vous pouvez" not in card.field._message.text()


def test_waits_are_said_in_words():
    assert [spoken_wait(s) for s in (1, 8, 60, 80)] == [
        "1\u00a0seconde",
        "8\u00a0secondes",
        "1\u00a0minute",
        "1\u00a0minute\u00a020",
    ]


def test_a_capital_typed_without_shift_warns_about_the_caps_lock(screen, qtbot):
    assert not screen.card.caps.isVisible()
    qtbot.keyClick(screen.card.secret, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    assert not screen.card.caps.isVisible()
    qtbot.keyClick(screen.card.secret, "A", Qt.KeyboardModifier.NoModifier)
    assert screen.card.caps.isVisible()
    assert screen.card.caps.label.text() == "La touche Verr. Maj est active."
    qtbot.keyClick(screen.card.secret, "A", Qt.KeyboardModifier.ShiftModifier)
    assert not screen.card.caps.isVisible()


def test_the_eye_shows_the_letters_and_keeps_the_focus(screen, qtbot):
    typed(qtbot, screen.card.secret, "abc", None)
    assert screen.card.secret.displayText() == "•••"
    click(qtbot, screen.card.secret.eye)
    assert screen.card.secret.displayText() == "abc"
    assert screen.card.secret.eye.accessibleName() == "Masquer la phrase de passe"


def test_the_recovery_key_typed_carelessly_gives_a_new_passphrase(desk, screen, qtbot):
    click(qtbot, screen.card.forgotten_link)
    assert isinstance(screen.card, RecoveryCard)
    typed(qtbot, screen.card.code, desk.recovery_code[:-1])
    assert "Il manque 1 caractère" in screen.card.field.error()
    screen.card.code.selectAll()
    qtbot.keyClicks(screen.card.code, desk.recovery_code.lower().replace("-", " "))
    click(qtbot, screen.card.go)
    assert isinstance(screen.card, NewPassphraseCard)
    words = screen.card.chooser.words.text()
    assert len(words.split()) == 7
    typed(qtbot, screen.card.chooser.again, "pas les bons mots")
    assert screen.opened == []
    assert "Ce n’est pas la même phrase" in screen.card.chooser.again_field.error()
    screen.card.chooser.again.selectAll()
    typed(qtbot, screen.card.chooser.again, words)
    [session] = screen.opened
    assert Action.RECOVERY_USED in {line.action for line in session.team.journal()}
    session.close()
    workspace = desk.workspace()
    slot = workspace.holders()[0].slot
    assert len(workspace.derive(slot, words)) == 32
    with pytest.raises(AccessRefused):
        workspace.derive(slot, PASSPHRASE)


def test_another_person_is_chosen_with_the_keyboard(desk, qtbot):
    workspace = desk.workspace()
    slot = workspace.holders()[0].slot
    workspace.add_adviser(slot, PASSPHRASE, first_name="Ali", last_name="Roux", passphrase="une autre phrase de passe")
    screen = shown(qtbot, LockScreen(workspace, InlineRunner(), last_slot=slot))
    click(qtbot, screen.card.other_link)
    assert isinstance(screen.card, UsersCard)
    screen.card.buttons[1].setFocus()
    qtbot.keyClick(screen.card.buttons[1], ENTER)
    assert isinstance(screen.card, UnlockCard)
    assert screen.card.subtitle.text().startswith("Ali Roux")
    typed(qtbot, screen.card.secret, "une autre phrase de passe")
    assert screen.opened[0].adviser.name == "Ali Roux"
    assert screen.opened[0].adviser.slot != slot
    screen.opened[0].close()


def test_a_demonstration_says_its_passphrase_and_fills_it(desk, qtbot):
    text = f"Personnes fictives.\nPhrase de passe : {PASSPHRASE}\n"
    (desk.folder / DEMO_MARK).write_text(text, encoding="utf-8")
    screen = shown(qtbot, LockScreen(desk.workspace(), InlineRunner()))
    click(qtbot, screen.card.fill_link)
    assert screen.card.secret.text() == PASSPHRASE
    qtbot.keyClick(screen.card.secret, ENTER)
    assert screen.opened[0].is_demo
    screen.opened[0].close()


def test_a_damaged_vault_is_said_and_tried_again_once_it_is_put_back(desk, qtbot):
    vault = desk.folder / "coffre.json"
    content = vault.read_bytes()
    vault.write_text("{", encoding="utf-8")
    screen = shown(qtbot, LockScreen(desk.workspace(), InlineRunner()))
    assert "est abîmé" in screen.card.field.error()
    assert not screen.card.secret.isEnabled()
    vault.write_bytes(content)
    click(qtbot, screen.card.open_button)
    assert screen.card.secret.isEnabled()
    assert screen.card.field.error() == ""


def test_a_folder_open_elsewhere_is_said(desk, screen, qtbot):
    other = desk.workspace()
    session = other.unlock(other.holders()[0].slot, PASSPHRASE)
    typed(qtbot, screen.card.secret, PASSPHRASE)
    assert screen.opened == []
    assert "déjà ouvert dans une autre fenêtre" in screen.card.field.error()
    session.close()


def test_a_sheet_never_confirmed_is_asked_again_and_its_key_is_enough(desk, qtbot):
    workspace = desk.workspace()
    code = workspace.renew_recovery(workspace.holders()[0].slot, PASSPHRASE)
    screen = shown(qtbot, LockScreen(desk.workspace(), InlineRunner()))
    typed(qtbot, screen.card.secret, PASSPHRASE)
    assert isinstance(screen.card, PendingSheetCard)
    qtbot.keyClicks(screen.card.code, desk.recovery_code)
    click(qtbot, screen.card.check)
    assert "n’ouvre pas ce dossier" in screen.card.field.error()
    screen.card.code.selectAll()
    qtbot.keyClicks(screen.card.code, code)
    click(qtbot, screen.card.check)
    screen.opened[0].close()
    assert not desk.workspace().sheet_pending


def test_a_lost_sheet_is_made_again_and_proven_by_two_groups(desk, qtbot, tmp_path):
    workspace = desk.workspace()
    workspace.renew_recovery(workspace.holders()[0].slot, PASSPHRASE)
    saved = tmp_path / "cle" / "feuille.pdf"
    saved.parent.mkdir()
    places = [desk.folder / "feuille.pdf", saved]
    exits = Exits(print_paper=lambda *_: None, ask_path=lambda *_: places.pop(0))
    screen = shown(qtbot, LockScreen(desk.workspace(), InlineRunner(), exits=exits))
    typed(qtbot, screen.card.secret, PASSPHRASE)
    click(qtbot, screen.card.renew)
    assert isinstance(screen.card, NewSheetCard)
    panel = screen.card.panel
    assert not panel.editors[0].isEnabled()
    click(qtbot, panel.save_button)
    assert "ne doit pas rester avec le dossier" in panel.model.error
    assert not (desk.folder / "feuille.pdf").exists()
    click(qtbot, panel.save_button)
    assert saved.read_bytes().startswith(b"%PDF")
    assert "même disque" in panel.model.warning
    assert screen.focusWidget() is panel.copied, "what is to be done next"
    qtbot.keyClick(panel.copied, Qt.Key.Key_Tab)
    assert screen.focusWidget() is panel.editors[0]
    typed(qtbot, panel.editors[0], "0000")
    typed(qtbot, panel.editors[1], "0000")
    assert screen.opened == []
    assert "n’est pas celui de la feuille" in panel.groups[0].error()
    for rank, editor in enumerate(panel.editors):
        editor.selectAll()
        typed(qtbot, editor, panel.model._groups[panel.model.asked[rank]].lower())
    assert screen.opened == []
    assert "clé USB, puis cochez" in panel.model.error
    assert screen.focusWidget() is panel.copied
    qtbot.keyClick(panel.copied, Qt.Key.Key_Space)
    screen.opened[0].close()
    assert not desk.workspace().sheet_pending


def test_escape_comes_back_to_the_passphrase(screen, qtbot):
    click(qtbot, screen.card.forgotten_link)
    qtbot.keyClick(screen.card.code, Qt.Key.Key_Escape)
    assert isinstance(screen.card, UnlockCard)
    assert screen.card.field.error() == ""


def test_ctrl_plus_asks_for_larger_text(screen, qtbot):
    qtbot.waitUntil(lambda: bool(screen.actions()))  # its keys come once it is painted
    with qtbot.waitSignal(screen.scale_requested) as asked:
        qtbot.keyClick(screen.card.secret, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == [1]
