"""The settings, driven by keystrokes on a real encrypted base."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget

from builders import PASSPHRASE
from desk_window import open_window
from mobiconseil.domain.follow_up import ContactKind
from mobiconseil.domain.team import LogoKind
from mobiconseil.errors import AccessRefused
from mobiconseil.services.actions import Action
from mobiconseil.ui import theme
from mobiconseil.ui.navigation import Route, Section
from mobiconseil.ui.screens.settings import view as settings_view
from mobiconseil.ui.screens.settings.security_page import SecurityPage
from mobiconseil.ui.screens.settings.structure_page import StructurePage
from mobiconseil.ui.security.sheet_view import Exits
from mobiconseil.ui.theme import Appearance

ENTER, TAB, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Space


@pytest.fixture
def window(qtbot, qapp, tmp_path):
    theme.apply(qapp, Appearance(reduce_motion=True))
    window = open_window(qtbot, tmp_path / "base")
    yield window
    window.session.close()


def page(window, part):
    window.go(Route(section=Section.SETTINGS, part=part))
    return window.bench.screen_shown.page


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def replace_text(qtbot, editor, text):
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClicks(editor, text)


def actions(window):
    return [line.action for line in window.session.team.journal()]


def picture(kind="PNG"):
    image = QImage(60, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("#0B5C6E"))
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, kind)
    return bytes(buffer.data().data())


def test_the_pages_are_walked_with_the_arrows_and_say_where_one_stands(window, qtbot):
    page(window, "structure")
    screen = window.bench.screen_shown
    entry = screen._index._entries[0]
    entry.setFocus()
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert isinstance(screen.page, SecurityPage)
    assert screen.place() == Route(section=Section.SETTINGS, part="security")


def test_the_structure_is_written_by_itself_and_an_undo_shows_in_its_field(window, qtbot):
    form = page(window, "structure").form
    name = form._fields["name"][0].editor
    replace_text(qtbot, name, "Mobilite du Haut Anjou")
    assert window.bench.flush()
    assert window.session.team.structure().name == "Mobilite du Haut Anjou"
    assert window.context.workspace.structure_name == "Mobilite du Haut Anjou"
    window.bench.undo()
    assert window.session.team.structure().name == "Cap Mobilité Craonnais"
    assert name.text() == "Cap Mobilité Craonnais"


def test_a_phone_is_understood_on_leaving_and_a_wrong_one_is_explained(window, qtbot):
    field = page(window, "account").form._fields["phone"][0]
    replace_text(qtbot, field.editor, "06 39")
    qtbot.keyClick(field.editor, TAB)
    assert "Exemple" in field.error()
    replace_text(qtbot, field.editor, "0639981234")
    qtbot.keyClick(field.editor, TAB)
    assert window.bench.flush()
    assert window.session.team.advisers()[0].phone == "+33639981234"
    assert field.error() == ""
    assert field.editor.text() == "06\u00a039\u00a098\u00a012\u00a034"


def test_a_new_name_is_the_one_of_the_lock_screen(window, qtbot):
    form = page(window, "account").form
    replace_text(qtbot, form._fields["last_name"][0].editor, "Durand")
    assert window.bench.flush()
    assert window.context.workspace.holders()[0].name == "Claire Durand"


def test_the_passphrase_changes_after_the_old_one_is_given(window, qtbot):
    change = page(window, "account").passphrase
    click(qtbot, change.start)
    words = change.chooser.words.text()
    qtbot.keyClicks(change.old, "pas la bonne")
    qtbot.keyClicks(change.chooser.again, words)
    qtbot.keyClick(change.chooser.again, ENTER)
    assert "n’est pas la bonne" in change.proof.error()
    replace_text(qtbot, change.old, PASSPHRASE)
    qtbot.keyClick(change.chooser.again, ENTER)
    assert change.answer.text() == "Phrase de passe changée"
    workspace, slot = window.context.workspace, window.session.adviser.slot
    assert len(workspace.derive(slot, words)) == 32
    with pytest.raises(AccessRefused):
        workspace.derive(slot, PASSPHRASE)
    assert Action.PASSPHRASE_CHANGED in actions(window)


def test_a_colleague_gets_an_access_proven_by_ones_own_passphrase_and_loses_it(window, qtbot):
    team = page(window, "team")
    click(qtbot, team.new.start)
    new = team.new
    click(qtbot, new.add)
    assert new._names[0].error() == "Écrivez le prénom."
    qtbot.keyClicks(new.first_name, "Karim")
    qtbot.keyClicks(new.last_name, "Benali")
    words = new.chooser.words.text()
    qtbot.keyClicks(new.chooser.again, words)
    qtbot.keyClicks(new.proof.secret, PASSPHRASE)
    qtbot.keyClick(new.proof.secret, ENTER)
    workspace = window.context.workspace
    karim = workspace.holders()[1]
    assert karim.name == "Karim Benali"
    assert len(workspace.derive(karim.slot, words)) == 32
    assert window.session.team.adviser_of_slot(karim.slot).name == "Karim Benali"
    assert [row.remove.isVisibleTo(row) for row in team.rows] == [False, True]
    qtbot.waitUntil(team.rows[1].remove.isVisible)
    click(qtbot, team.rows[1].remove)
    assert team.dialog.question.text() == "Retirer l’accès de Karim Benali\u202f?"
    click(qtbot, team.dialog.confirm)
    assert [holder.name for holder in workspace.holders()] == ["Claire Morin"]
    assert {Action.USER_ADDED, Action.USER_REMOVED} <= set(actions(window))


def test_the_patience_of_the_lock_is_a_setting_of_the_laptop(window, qtbot):
    security = page(window, "security")
    security.idle.setFocus()
    qtbot.keyClick(security.idle, Qt.Key.Key_End)
    assert window.context.settings.value.lock_minutes == 15
    assert window.context.settings.value.shared_lock_minutes == 15
    qtbot.keyClick(security.idle, Qt.Key.Key_Home)
    assert window.context.settings.value.lock_minutes == 1


def test_the_recovery_sheet_is_tried_without_changing_anything(window, qtbot):
    check = page(window, "security").check
    qtbot.keyClicks(check.code, "abcd")
    click(qtbot, check.button)
    assert "Il manque 28 caractères" in check.field.error()
    check.code.selectAll()
    qtbot.keyClicks(check.code, window.desk.recovery_code.lower())
    click(qtbot, check.button)
    assert "ouvre bien vos dossiers" in check.answer.text()
    assert not window.context.workspace.sheet_pending


def test_a_new_sheet_is_confirmed_by_two_groups_and_the_old_one_opens_nothing(window, qtbot, monkeypatch):
    exits = Exits(print_paper=lambda *_: "HP du bureau", ask_path=lambda *_: None)
    monkeypatch.setitem(settings_view._PAGES, "security", lambda context: SecurityPage(context, exits))
    renewal = page(window, "security").renewal
    qtbot.keyClicks(renewal.proof.secret, PASSPHRASE)
    qtbot.keyClick(renewal.proof.secret, ENTER)
    workspace = window.context.workspace
    assert workspace.sheet_pending
    panel = renewal.panel
    qtbot.keyClick(panel.print_button, SPACE)
    for rank, editor in enumerate(panel.editors):
        qtbot.keyClicks(editor, panel.model._groups[panel.model.asked[rank]])
        qtbot.keyClick(editor, ENTER)
    assert "Détruisez l’ancienne" in renewal.answer.text()
    assert not workspace.sheet_pending
    assert not workspace.check_recovery(window.desk.recovery_code)
    assert Action.RECOVERY_RENEWED in actions(window)


def test_the_look_is_chosen_with_the_keyboard(window, qtbot):
    display = page(window, "display")
    dark, larger = display.theme._segments[1], display.scale._segments[3]
    for segment in (dark, larger):
        segment.setFocus()
        qtbot.keyClick(segment, SPACE)
    qtbot.keyClick(display.motion, SPACE)
    value = window.context.settings.value
    assert (value.theme, value.scale, value.reduce_motion) == ("dark", 150, True)


def test_a_label_of_the_reference_takes_the_structure_s_words_and_gives_them_back(window, qtbot):
    reference = page(window, "reference")
    first = reference.list.item(0).text()
    row = reference.rows[0]
    original = row.editor.text()
    assert not row.back.isVisible()
    replace_text(qtbot, row.editor, "Se reperer au village")
    qtbot.keyClick(row.editor, TAB)
    domain = window.session.reference.grid.domains[0]
    assert domain.title == "Se reperer au village"
    assert "vos mots" in reference.list.item(0).text()
    assert row.back.isVisible()
    click(qtbot, row.back)
    assert window.session.reference.grid.domains[0].title == original
    assert reference.list.item(0).text() == first


def test_a_label_that_does_not_fit_is_refused_and_stays_on_the_screen(window, qtbot):
    reference = page(window, "reference")
    reference.kind.setFocus()
    qtbot.keyClick(reference.kind, Qt.Key.Key_Down)
    assert reference.model.kind.code == "item"
    level = reference.rows[2]
    before = window.session.reference.grid.items()[0].levels[0]
    replace_text(qtbot, level.editor, "un texte beaucoup trop long pour tenir dans la case")
    qtbot.keyClick(level.editor, TAB)
    assert "Raccourcissez-le" in level.field.error()
    assert window.session.reference.grid.items()[0].levels[0] == before
    replace_text(qtbot, reference.rows[0].editor, " ")
    qtbot.keyClick(reference.rows[0].editor, TAB)
    assert "ne peut pas être vide" in reference.rows[0].field.error()


def test_the_reference_is_filtered_by_words_without_accents(window, qtbot):
    reference = page(window, "reference")
    qtbot.keyClick(window.bench, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert reference.filter.hasFocus()
    qtbot.keyClicks(reference.filter, "sante")
    assert [reference.list.item(n).text().split()[-1] for n in range(reference.list.count())] == ["Santé"]
    assert reference.rows[0].editor.text() == "Santé"


def test_the_journal_says_who_and_what_but_never_the_content(window, qtbot):
    person = window.session.files.create(first_name="Sylvie", last_name="Garnier")
    journal = page(window, "journal")
    cells = [
        str(journal.model.index(row, column).data())
        for row in range(journal.model.rowCount())
        for column in range(journal.model.columnCount())
    ]
    assert {"Claire Morin", "Dossier créé", person.code} <= set(cells)
    assert not any("Garnier" in cell for cell in cells)
    assert any("8\u00a0h\u00a052" in cell for cell in cells)
    qtbot.keyClicks(journal.filter, "dossier cree")
    assert journal.model.rowCount() == 1
    assert journal.count.text() == "1\u00a0ligne"


def test_a_deleted_contact_comes_back_from_the_trash_another_day(window, qtbot):
    session = window.session
    person = session.files.create(first_name="Sylvie", last_name="Garnier")
    contact = session.follow_up.note(person.id, ContactKind.CALL, "Le garage rappelle jeudi")
    trash = page(window, "trash")
    assert not trash.pieces.isVisible()
    session.follow_up.remove_contact(contact)
    assert [row.title.text() for row in trash.piece_rows] == ["Contact\u00a0: Le garage rappelle jeudi"]
    window.context.shared.set_on(True)
    assert [row.title.text() for row in trash.piece_rows] == ["Contact"]
    window.context.shared.set_on(False)
    qtbot.keyClick(trash.piece_rows[0].button, SPACE)
    assert trash.piece_rows == []
    assert session.files.load(person.id).contacts == (contact,)
    assert Action.PIECE_RESTORED in actions(window)
    session.follow_up.remove_contact(contact)
    session.files.trash(person.id)
    assert trash.piece_rows == []
    assert len(trash.rows) == 1


def test_a_file_comes_back_from_the_trash(window, qtbot):
    trash = page(window, "trash")
    assert trash.empty.isVisible()
    person = window.session.files.create(first_name="Sylvie", last_name="Garnier")
    window.session.files.trash(person.id)
    assert [row.button.accessibleName() for row in trash.rows] == ["Restaurer Sylvie Garnier"]
    window.context.shared.set_on(True)
    assert [row.button.accessibleName() for row in trash.rows] == ["Restaurer SG"]
    qtbot.keyClick(trash.rows[0].button, SPACE)
    assert trash.rows == []
    assert not window.session.files.load(person.id).trashed
    assert "Dossier restauré" in window.said


def test_a_logo_is_added_shown_and_removed_and_the_removal_is_undone(window, qtbot, monkeypatch, tmp_path):
    good, bad = tmp_path / "departement.png", tmp_path / "texte.png"
    good.write_bytes(picture())
    bad.write_bytes(b"rien")
    answers = [bad, good]
    monkeypatch.setitem(
        settings_view._PAGES, "structure", lambda context: StructurePage(context, lambda _: answers.pop(0))
    )
    window.bench._sections.clear()
    shelf = page(window, "structure").shelves[1]
    click(qtbot, shelf.add)
    assert "ne peut pas être lue" in shelf.error.label.text()
    click(qtbot, shelf.add)
    [logo] = window.session.team.logos(LogoKind.FUNDER)
    assert logo.name == "departement"
    click(qtbot, shelf.tiles[0].remove)
    assert shelf.tiles == []
    window.bench.undo()
    assert len(shelf.tiles) == 1


def test_the_notices_of_the_licences_are_reproduced(window, qtbot):
    about = page(window, "about")
    click(qtbot, about.notices[0].button)
    texts = [label.text() for label in about.notices[0].findChildren(type(about.folder))]
    assert any("ZETETIC LLC" in text and "AS IS" in text for text in texts)


def test_in_a_narrow_window_the_list_of_pages_is_as_wide_as_the_cards(window, qtbot):
    window.bench.resize(940, 700)
    page(window, "structure")
    screen = window.bench.screen_shown
    jump = screen.findChild(QWidget, "settings_jump")
    qtbot.waitUntil(lambda: screen.width() - 40 < jump.mapTo(screen, jump.rect().topRight()).x() <= screen.width() - 16)
    assert jump.isVisible()
