"""« Sauvegardes » and the way back, driven on a real encrypted base."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from builders import MORNING, PASSPHRASE, Desk
from desk_window import open_window
from mobiconseil.services.actions import Action
from mobiconseil.services.exchange_ports import Destination
from mobiconseil.ui import theme
from mobiconseil.ui.backup_keeper import BackupKeeper
from mobiconseil.ui.jobs import InlineRunner
from mobiconseil.ui.navigation import Route, Section
from mobiconseil.ui.screens.home.chores import chores
from mobiconseil.ui.screens.lock.view import LockScreen
from mobiconseil.ui.settings_store import SettingsStore
from mobiconseil.ui.theme import Appearance
from mobiconseil.ui.widgets.labels import Label
from mobiconseil.ui.widgets.refill import CodeButton
from mobiconseil.ui.window import Window

SPACE, ENTER = Qt.Key.Key_Space, Qt.Key.Key_Return


@pytest.fixture
def window(qtbot, qapp, tmp_path):
    theme.apply(qapp, Appearance(reduce_motion=True))
    window = open_window(qtbot, tmp_path / "base")
    yield window
    window.session.close()


@pytest.fixture
def key(tmp_path):
    folder = tmp_path / "CAP"
    folder.mkdir()
    return folder


def page_of(window):
    window.go(Route(section=Section.SETTINGS, part="backups"))
    return window.bench.screen_shown.page


def words_of(widget):
    QApplication.processEvents()  # what was just added is shown by a posted event
    return " ".join(label.text() for label in widget.findChildren(Label) if label.isVisibleTo(widget))


def button(widget, text):
    QApplication.processEvents()
    found = [each for each in widget.findChildren(CodeButton) if each.isVisibleTo(widget) and each.text() == text]
    return found[0]


def actions(session):
    return [line.action for line in session.team.journal()]


def test_a_backup_is_made_with_one_key_and_the_page_says_when(window, qtbot):
    window.session.files.create(last_name="Garnier")
    page = page_of(window)
    assert "Aucune sauvegarde" in words_of(page)
    page.make.setFocus()
    qtbot.keyClick(page.make, SPACE)
    shown = words_of(page).replace("\u00a0", " ")
    assert "La dernière : vendredi 20 novembre à 8 h 52." in shown
    assert "Demandée · 1 dossier" in shown
    assert "Garnier" not in shown
    assert actions(window.session)[0] == Action.BACKUP_MADE.value
    assert window.said[-1] == "Sauvegarde faite"


def test_a_base_without_a_backup_is_told_as_a_warning_until_there_is_one(window):
    page = page_of(window)
    glyph = page.state.icon
    assert "Aucune sauvegarde" in words_of(page)
    assert (glyph.name, glyph.color) == ("alert-outline", "warn")
    page.model.make()
    assert (glyph.name, glyph.color) == ("check-circle-outline", "ok")


def test_the_trial_says_what_the_copy_really_holds(window, qtbot):
    window.session.files.create(last_name="Garnier")
    page = page_of(window)
    page.model.make()
    window.session.files.create(last_name="Royer")
    qtbot.keyClick(page.trial, SPACE)
    said = words_of(page.banner).replace("\u00a0", " ")
    assert "s’ouvre, tout y est" in said
    assert "1 dossier" in said
    assert "Depuis, 1 dossier de plus sur ce poste." in said
    assert "Dernier essai de restauration" in words_of(page)
    assert Action.BACKUP_TRIED.value in actions(window.session)


def test_a_damaged_copy_is_said_in_a_banner_and_nothing_else_changes(window, qtbot):
    page = page_of(window)
    page.model.make()
    copy = page.model.look.copies[0]
    (copy.folder / "mobiconseil.db").write_bytes(b"x" * 5000)
    qtbot.keyClick(page.trial, SPACE)
    assert "abîmée ou incomplète" in words_of(page.banner)
    assert page.make.isEnabled()


def test_the_key_that_is_plugged_in_is_offered_takes_the_copy_and_the_reminder_goes(window, qtbot, key, monkeypatch):
    session = window.session
    session.files.create(last_name="Garnier")
    disk = session.exchange_ports.disk
    drive = Destination(folder=key, label="Clé «\u00a0CAP\u00a0»", is_removable=True)
    monkeypatch.setattr(disk, "_partitions", lambda: [drive])
    counts = {"tous": 1}
    before = [chore.title for chore in chores(session, window.context.workspace, counts)]
    assert "Sauvegarder sur une clé" in before
    page = page_of(window)
    qtbot.keyClick(button(page, "Choisir cette clé"), SPACE)
    assert "Vous pouvez retirer la clé" in window.said[-1]
    assert "Branchée. Dernière copie" in words_of(page).replace("\u00a0", " ")
    assert list((key / "MobiConseil-sauvegardes").glob("*/*/mobiconseil.db"))
    after = [chore.title for chore in chores(session, window.context.workspace, counts)]
    assert "Sauvegarder sur une clé" not in after
    assert "Tester une sauvegarde" in after
    qtbot.keyClick(page.trial, SPACE)
    assert "Tester une sauvegarde" not in [c.title for c in chores(session, window.context.workspace, counts)]
    window.desk.clock.set(MORNING + timedelta(days=9))
    late = next(c for c in chores(session, window.context.workspace, counts) if c.title == "Sauvegarder sur une clé")
    assert late.detail.replace("\u00a0", " ") == "Dernière copie sur la clé il y a 9 jours"


def test_a_folder_that_goes_to_a_cloud_is_taken_with_a_warning(window, qtbot, tmp_path):
    cloud = tmp_path / "OneDrive - Cap"
    cloud.mkdir()
    page = page_of(window)
    page.ask_folder = lambda *_: cloud
    page._on_folder()
    assert "est copié en ligne (OneDrive" in words_of(page)
    qtbot.keyClick(button(page, "Ne plus l’utiliser…"), SPACE)
    page._asked.accept()
    assert "copié en ligne" not in words_of(page)


def test_the_keeper_makes_the_copy_of_the_day_and_says_once_what_failed(window, monkeypatch):
    keeper = BackupKeeper(window.context, window.context.hub)
    keeper.keep_up()
    assert [copy.kind.value for copy in window.session.backups.look().copies] == ["jour"]
    window.desk.clock.set(MORNING + timedelta(days=1))

    def full(*_):
        raise OSError(28, "full")

    monkeypatch.setattr("mobiconseil.db.backup_files.digests", full)
    keeper.keep_up()
    keeper.keep_up()
    assert [text for text in window.said if "plus assez de place" in text] == window.said


def test_the_keeper_gives_the_work_of_now_to_a_key_that_is_put_back(window, tmp_path):
    key, pocket = tmp_path / "CLE", tmp_path / "poche"
    key.mkdir()
    backups = window.session.backups
    backups.choose_place(key, "Clé")
    keeper = BackupKeeper(window.context, window.context.hub)
    key.rename(pocket)
    keeper.keep_up()
    window.session.files.create(last_name="Après")
    pocket.rename(key)
    keeper.keep_up()
    held = backups.look().elsewhere[0]
    assert backups.try_copy(held).found == backups.try_copy(held).here


def test_going_back_locks_the_window_and_opens_on_the_former_files(qtbot, qapp, tmp_path):
    theme.apply(qapp, Appearance(reduce_motion=True))
    desk = Desk(tmp_path / "base")
    session = desk.create()
    window = Window(desk._open, SettingsStore(), InlineRunner())
    qtbot.addWidget(window)
    window.open_session(session)
    window.show()
    session.files.create(last_name="Avant")
    window.bench.go(Route(section=Section.SETTINGS, part="backups"))
    page = window.bench.screen_shown.page
    page.model.make()
    session.files.create(last_name="Après")
    page.model.refresh()
    qtbot.keyClick(button(page, "Restaurer…"), SPACE)
    assert "Revenir au vendredi 20 novembre" in page._asked.question.text().replace("\u00a0", " ")
    qtbot.keyClick(page._asked.confirm, SPACE)
    assert window.bench is None
    gate = window.centralWidget()
    assert isinstance(gate, LockScreen)
    assert "est en place" in " ".join(label.text() for label in gate.findChildren(Label))
    again = desk._open.unlock(desk._open.holders()[0].slot, PASSPHRASE)
    assert again.overviews.search("Après") == ()
    assert len(again.overviews.search("Avant")) == 1
    assert Action.BASE_RESTORED.value in actions(again)
    assert again.backups.last_tried() is not None, "a copy that was put back is a copy that opens"
    again.close()


def test_a_folder_of_the_same_disk_is_taken_and_said_to_go_with_the_laptop(window, key):
    page = page_of(window)
    page.model.choose_place(key, "CAP")
    assert "retirer la clé" not in window.said[-1]
    assert "un vol l’emporterait aussi" in words_of(page)
