"""Somebody is erased for ever, by keyboard: from the trash to the certificate, and to the last laptop."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from exchange_desk import give, person, send
from exchange_window import Post
from hands import CTRL, FileChooser
from laptop_team import admit, founder, newcomer
from mobiconseil.db.repositories import MissingRecord
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.exchange_ports import ImportDecisions
from mobiconseil.services.session import Session
from mobiconseil.ui import printing
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.exchange.erasures_page import ErasuresPage
from mobiconseil.ui.screens.exchange.export_view import ExportPage
from mobiconseil.ui.screens.settings.erase_dialog import EraseDialog
from mobiconseil.ui.screens.settings.trash_page import TrashPage
from pdf_reader import page_texts

pytestmark = pytest.mark.usefixtures("calm")
Key = Qt.Key


class Pair:
    """Claire at her window, and Zoé whose base takes files in."""

    def __init__(self, bot: QtBot, folder: Path) -> None:
        self.folder = folder
        desk, self.session = founder(folder / "claire")
        _, self.zoe = newcomer(folder / "zoe")
        admit(self.session, self.zoe)
        self.royer = person(self.session)
        self.exchange(self.session, self.zoe)
        self.claire = Post(bot, desk, self.session)

    def exchange(self, giver: Session, taker: Session) -> None:
        give(giver, taker, self.folder, ImportDecisions(accepts_alarm=True))


@pytest.fixture
def pair(qtbot: QtBot, tmp_path: Path) -> Pair:
    return Pair(qtbot, tmp_path)


def trash_page(post: Post) -> TrashPage:
    screen = post.bench.screen_shown
    assert screen is not None
    page = screen.page  # type: ignore[attr-defined]
    assert isinstance(page, TrashPage)
    return page


def open_dialog(post: Post) -> EraseDialog:
    """Go to the trash and ask to erase the first person of it."""
    post.go_to(Section.SETTINGS, "trash")
    row = trash_page(post).rows[0]
    post.hands.tab_to(row.erase.accessibleName())
    post.hands.press(Key.Key_Space)
    dialog = trash_page(post).dialog
    assert dialog is not None
    post.bot.waitUntil(dialog.typed.hasFocus)
    return dialog


def press(post: Post, key: Qt.Key) -> None:
    """Press a key where the focus is: a dialog is a window of its own."""
    post.bot.keyClick(post.hands.focused, key)


def tab_to(post: Post, wanted: QWidget) -> None:
    for _ in range(10):
        if post.hands.focused is wanted:
            return
        press(post, Key.Key_Tab)
    raise AssertionError(post.hands.focused)


def code_of(session: Session, subject: RecordId) -> str:
    found = session.overviews.person(subject)
    assert found is not None
    return found.code


def test_erasing_asks_for_the_number_tells_what_goes_and_gives_the_certificate_once(pair: Pair) -> None:
    claire, code = pair.claire, code_of(pair.session, pair.royer)
    claire.bench.go(Route(section=Section.PEOPLE, subject=pair.royer, tab=Tab.SUMMARY))
    pair.session.files.trash(pair.royer)
    dialog = open_dialog(claire)
    assert "Monique Royer" in dialog.question.text()
    words = " ".join(text for _, text in dialog._facts())
    assert "Portable de Zoé" in words
    assert "Rien ne revient" in words
    claire.hands.type("A-9999")
    press(claire, Key.Key_Return)
    assert pair.session.overviews.person(pair.royer) is not None
    dialog.typed.selectAll()
    claire.hands.type(code.lower())
    press(claire, Key.Key_Return)
    assert pair.session.overviews.person(pair.royer) is None
    assert code in dialog.question.text()
    assert claire.hands.focused is dialog.print_button
    press(claire, Key.Key_Escape)
    assert dialog.isVisible(), "a certificate that nobody took is not thrown away by a key"
    assert claire.hands.focused is dialog.close_button
    assert dialog.close_button.text() == "Fermer sans certificat"
    FileChooser.path = pair.folder / "certificat.pdf"
    tab_to(claire, dialog.save_button)
    press(claire, Key.Key_Space)
    assert FileChooser.asked[-1] == "certificat-effacement-2026-11-20.pdf"
    certificate = " ".join(page_texts(FileChooser.path.read_bytes()))
    assert "Monique Royer" in certificate
    assert code in certificate
    assert "Portable de Zoé" in certificate
    assert dialog.out.isVisible()
    press(claire, Key.Key_Escape)
    assert trash_page(claire).rows == []
    assert trash_page(claire).dialog is None


def test_nothing_of_an_erasure_is_undone_and_a_file_left_open_is_closed(pair: Pair) -> None:
    claire, code = pair.claire, code_of(pair.session, pair.royer)
    claire.bench.go(Route(section=Section.PEOPLE, subject=pair.royer, tab=Tab.SITUATION))
    claire.bench.go(Route(section=Section.PEOPLE, subject=pair.royer, tab=Tab.FOLLOW_UP))
    pair.session.files.trash(pair.royer)
    pair.session.erasure.erase(pair.royer, code)
    assert claire.bench.screen_subject() is None
    assert claire.bench.place().section is Section.PEOPLE
    for _ in range(4):
        claire.hands.press(Key.Key_Z, CTRL)
    assert pair.session.overviews.person(pair.royer) is None
    assert pair.session.overviews.search("Royer") == ()


def test_the_file_is_kept_when_nothing_is_typed(pair: Pair) -> None:
    pair.session.files.trash(pair.royer)
    dialog = open_dialog(pair.claire)
    assert not dialog.confirm.isEnabled()
    tab_to(pair.claire, dialog.keep)
    press(pair.claire, Key.Key_Space)
    assert trash_page(pair.claire).dialog is None
    assert len(trash_page(pair.claire).rows) == 1


def test_the_shared_screen_shows_no_name_in_the_question(pair: Pair) -> None:
    pair.session.files.trash(pair.royer)
    pair.claire.context.shared.set_on(True)
    dialog = open_dialog(pair.claire)
    assert "Royer" not in dialog.question.text()


def test_a_certificate_may_leave_the_name_out(pair: Pair) -> None:
    code = code_of(pair.session, pair.royer)
    pair.session.files.trash(pair.royer)
    dialog = open_dialog(pair.claire)
    tab_to(pair.claire, dialog.named)
    press(pair.claire, Key.Key_Space)
    dialog.typed.setFocus()
    pair.claire.hands.type(code)
    press(pair.claire, Key.Key_Return)
    text = " ".join(page_texts(dialog.model.certificate))
    assert code in text
    assert "Royer" not in text


def test_the_files_united_with_hers_are_named_and_go_too(pair: Pair) -> None:
    other = person(pair.session, "Royer", commune="Craon")
    number = code_of(pair.session, other)
    pair.session.duplicates.merge(pair.royer, other, {})
    code = code_of(pair.session, pair.royer)
    pair.session.files.trash(pair.royer)
    dialog = open_dialog(pair.claire)
    assert any(number in text for _, text in dialog._facts())
    pair.claire.hands.type(code)
    press(pair.claire, Key.Key_Return)
    with pytest.raises(MissingRecord):
        pair.session.uow.records.get(Beneficiary, other)
    assert pair.session.overviews.search("Royer") == ()
    assert len(pair.session.erasure.progress()) == 2


def test_an_erasure_is_attested_again_from_the_list_by_keyboard(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[bytes] = []

    def print_pdf(_parent: object, content: bytes, _name: str = "") -> str:
        printed.append(content)
        return "Bureau"

    monkeypatch.setattr(printing, "print_pdf", print_pdf)
    claire, code = pair.claire, code_of(pair.session, pair.royer)
    pair.session.files.trash(pair.royer)
    pair.session.erasure.erase(pair.royer, code)
    claire.open_section()
    claire.press_on("exchange_erasures")
    page = claire.page
    assert isinstance(page, ErasuresPage)
    (one,) = page.model.erasures()
    claire.press_on(f"attestation_{one.hash.hex()}")
    text = " ".join(page_texts(printed[0]))
    assert one.reference in text
    assert "Royer" not in text
    assert code not in text
    assert claire.said[-1] == "Attestation imprimée"


def test_the_erasures_say_who_confirmed_and_offer_the_file_to_give(pair: Pair) -> None:
    claire = pair.claire
    page = claire.open_section()
    claire.press_on("exchange_erasures")
    page = claire.page
    assert isinstance(page, ErasuresPage)
    assert page.none.isVisible()
    assert claire.hands.focused is page.none.button
    code = code_of(pair.session, pair.royer)
    pair.session.files.trash(pair.royer)
    pair.session.erasure.erase(pair.royer, code)
    assert page.late.isVisible()
    assert "Portable de Zoé" in page.late.accessibleName()
    (one,) = page.model.erasures()
    assert page.model.title(one).endswith("par Claire Morin")
    said = "Confirmé par 1\u00a0poste sur 2. Manque\u00a0: Portable de Zoé."
    assert page.model.detail(one) == f"Référence {one.reference}. {said}"
    assert claire.bench.place() == Route(section=Section.EXCHANGE, part="effacements", focus=claire.bench.place().focus)
    claire.hands.press(Key.Key_Escape)
    assert "1 à confirmer" in claire.named("exchange_erasures").text()  # type: ignore[attr-defined]
    claire.press_on("exchange_erasures")
    claire.hands.tab_to("Préparer un fichier")
    claire.hands.press(Key.Key_Return)
    assert isinstance(claire.page, ExportPage)
    pair.exchange(pair.session, pair.zoe)
    pair.exchange(pair.zoe, pair.session)
    claire.go_to(Section.EXCHANGE, "effacements")
    assert "Confirmé par 2\u00a0postes, tous" in page.model.detail(page.model.erasures()[0])
    assert not page.late.isVisible()


def test_a_laptop_set_aside_never_confirms_and_the_page_says_it(pair: Pair) -> None:
    code = code_of(pair.session, pair.royer)
    pair.session.files.trash(pair.royer)
    pair.session.erasure.erase(pair.royer, code)
    pair.session.laptops.revoke(pair.zoe.laptops.identity().laptop)
    pair.claire.go_to(Section.EXCHANGE, "effacements")
    page = pair.claire.page
    assert isinstance(page, ErasuresPage)
    assert "Portable de Zoé" in page.note.label.text()


def test_a_file_that_erases_closes_the_file_that_is_open_here(qtbot: QtBot, tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "claire")
    desk, zoe = newcomer(tmp_path / "zoe")
    admit(claire, zoe)
    royer = person(claire)
    give(claire, zoe, tmp_path)
    post = Post(qtbot, desk, zoe)
    post.bench.go(Route(section=Section.PEOPLE, subject=royer, tab=Tab.PLAN))
    claire.files.trash(royer)
    claire.erasure.erase(royer, code_of(claire, royer))
    path = send(claire, tmp_path).path
    preview = zoe.exchange.preview(zoe.exchange.open(path))
    zoe.exchange.apply(preview, ImportDecisions(accepts_alarm=True))
    assert post.bench.screen_subject() is None
    assert zoe.overviews.person(royer) is None


def test_the_keyboard_waits_for_the_certificate_and_never_stands_on_what_loses_it(pair: Pair) -> None:
    post = pair.claire
    pair.session.files.trash(pair.royer)
    dialog = open_dialog(post)
    held: list[object] = []
    real = dialog.model.context.jobs.start

    def hold(work: object, **then: object) -> None:
        if dialog.model.is_done:
            held.append((work, then))
        else:
            real(work, **then)  # type: ignore[arg-type]

    dialog.model.context.jobs.start = hold  # type: ignore[method-assign, assignment]
    post.hands.type(dialog.model.code)
    press(post, Key.Key_Return)
    assert dialog.model.is_done
    assert not dialog.close_button.hasFocus()
    dialog.model._on_drawn(b"%PDF-1.4")
    assert len(held) == 1
    assert dialog.print_button.hasFocus()
