"""F1 opens the right page of the guide, on every screen, on a gate and over a question."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from builders import Desk
from builders_people import MME, person
from desk_window import OpenWindow, open_window
from hands import Hands
from mobiconseil.services.guide.pages import ORDER, pages
from mobiconseil.ui import printing
from mobiconseil.ui.navigation import NEW_FILE, Route, Section, Tab
from mobiconseil.ui.screens.first_launch.view import FirstLaunchScreen
from mobiconseil.ui.screens.help.asked import HelpAsked, HelpDialog
from mobiconseil.ui.screens.help.view import CONTENTS, HelpDrawer
from mobiconseil.ui.screens.lock.view import LockScreen
from mobiconseil.ui.screens.settings.view import _PAGES as SETTINGS
from mobiconseil.ui.widgets.dialogs import ConfirmDialog
from pdf_reader import page_texts

Key = Qt.Key
PLACES = {
    Section.HOME: "accueil",
    Section.PEOPLE: "beneficiaires",
    Section.FOLLOW_UP: "suivi",
    Section.DIRECTORY: "annuaire",
    Section.EXCHANGE: "echanges",
    Section.DROP_IN: "permanence",
    Section.SETTINGS: "reglages",
}
TABS = {
    Tab.SUMMARY: "dossier",
    Tab.SITUATION: "situation",
    Tab.ASSESSMENT: "diagnostic",
    Tab.RECOMMENDATIONS: "preconisations",
    Tab.PLAN: "plan",
    Tab.FOLLOW_UP: "suivi",
    Tab.DOCUMENTS: "documents",
}


@pytest.fixture
def open_desk(qtbot: QtBot, tmp_path: Path) -> OpenWindow:
    return open_window(qtbot, tmp_path)


@pytest.fixture
def saved(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bytes]]:
    kept: list[tuple[str, bytes]] = []

    def keep(_parent: QWidget, content: bytes, name: str) -> Path:
        kept.append((name, content))
        return Path(name)

    monkeypatch.setattr(printing, "save_pdf", keep)
    return kept


def page_of(window: OpenWindow, qtbot: QtBot) -> str:
    hands = Hands(qtbot, window.bench)
    hands.press(Key.Key_F1)
    drawer = window.bench.overlays.shown
    assert isinstance(drawer, HelpDrawer)
    assert drawer.isVisible()
    found = drawer.page
    hands.press(Key.Key_F1)
    assert window.bench.overlays.shown is None
    return found


def test_each_screen_has_its_page(open_desk: OpenWindow, qtbot: QtBot) -> None:
    assert set(PLACES) == set(Section)
    met = {}
    for section in Section:
        open_desk.go(Route(section=section))
        met[section] = page_of(open_desk, qtbot)
    assert met == PLACES
    open_desk.go(Route(section=Section.PEOPLE, part=NEW_FILE))
    assert page_of(open_desk, qtbot) == "nouveau-dossier"


def test_each_tab_of_a_file_has_its_page(open_desk: OpenWindow, qtbot: QtBot) -> None:
    assert set(TABS) == set(Tab)
    subject = person(open_desk.session, MME, "Sylvie", "Garnier")
    met = {}
    for tab in Tab:
        open_desk.go(Route(section=Section.PEOPLE, subject=subject, tab=tab))
        met[tab] = page_of(open_desk, qtbot)
    assert met == TABS


def test_each_page_of_the_settings_has_one(open_desk: OpenWindow, qtbot: QtBot) -> None:
    for code in SETTINGS:
        open_desk.go(Route(section=Section.SETTINGS, part=code))
        assert page_of(open_desk, qtbot) in ORDER


def test_the_lock_screen_has_its_page(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.create().close()
    desk.release()
    gate = LockScreen(desk.workspace())
    _show(gate, qtbot)
    gate.setFocus()
    qtbot.waitUntil(lambda: bool(gate.actions()))  # its keys come once it is painted
    QTest.keyClick(gate, Key.Key_F1)
    drawer = gate.findChild(HelpDrawer)
    assert drawer is not None
    assert drawer.page == "verrouillage"
    assert not drawer.print_button.isVisible()
    QTest.keyClick(gate, Key.Key_F1)
    _forget()
    assert gate.findChild(HelpDrawer) is None


def test_the_first_launch_has_its_page(qtbot: QtBot, tmp_path: Path) -> None:
    screen = FirstLaunchScreen(Desk(tmp_path).workspace())
    _show(screen, qtbot)
    QTest.keyClick(screen, Key.Key_F1)
    shown = screen.help.shown
    assert isinstance(shown, HelpDrawer)
    assert shown.page == "premier-lancement"


def test_a_question_keeps_standing_behind_its_help(qtbot: QtBot) -> None:
    question = ConfirmDialog("Effacer\u202f?", "Rien ne revient.", confirm="Effacer", keep="Garder")
    asked = HelpAsked(question, "rgpd")
    _show(question, qtbot)
    QTest.keyClick(question, Key.Key_F1)
    shown = asked.shown
    assert isinstance(shown, HelpDialog)
    assert shown.page == "rgpd"
    assert "registre" in shown.browser.toPlainText()
    QTest.keyClick(shown, Key.Key_Escape)
    assert asked.shown is None
    assert question.isVisible()


def test_the_contents_list_every_page_and_lead_to_each(open_desk: OpenWindow) -> None:
    open_desk.bench.open_help()
    drawer = open_desk.bench.overlays.shown
    assert isinstance(drawer, HelpDrawer)
    drawer.go(CONTENTS)
    listed = drawer.browser.toPlainText()
    for name in ORDER:
        assert _plain(pages()[name].title) in _plain(listed)
        drawer.go(name)
        assert drawer.page == name


def test_words_found_are_marked_in_the_page_that_is_opened(open_desk: OpenWindow, qtbot: QtBot) -> None:
    open_desk.bench.open_help()
    drawer = open_desk.bench.overlays.shown
    assert isinstance(drawer, HelpDrawer)
    drawer.search.setFocus()
    Hands(qtbot, open_desk.bench).type("notice")
    drawer.go("rgpd")
    assert "background-color" in drawer.browser.toHtml()
    assert drawer.browser.verticalScrollBar().value() > 0


def test_a_page_shows_its_pictures_and_grows_for_them(open_desk: OpenWindow) -> None:
    open_desk.bench.open_help()
    drawer = open_desk.bench.overlays.shown
    assert isinstance(drawer, HelpDrawer)
    drawer.go("un-entretien")
    narrow = drawer.browser.document().size().width()
    drawer.resize_page()
    assert drawer.browser.document().size().width() > narrow
    assert "07-diagnostic" in drawer.browser.toHtml()


def test_a_page_goes_out_as_a_paper_and_so_does_the_whole_guide(
    open_desk: OpenWindow, saved: list[tuple[str, bytes]]
) -> None:
    open_desk.bench.open_help()
    drawer = open_desk.bench.overlays.shown
    assert isinstance(drawer, HelpDrawer)
    drawer.save_now()
    drawer.go(CONTENTS)
    drawer.save_now()
    (one, page), (all_, guide) = saved
    assert (one, all_) == ("guide-mobiconseil-accueil.pdf", "guide-mobiconseil.pdf")
    assert "Démarrer l’entretien" in " ".join(page_texts(page))
    texts = page_texts(guide)
    assert [name for name in ORDER if _plain(pages()[name].title) not in _plain(texts[0])] == []
    assert len(texts) > len(ORDER)


def _show(window: QWidget, qtbot: QtBot) -> None:
    qtbot.addWidget(window)
    window.resize(1200, 700)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()


def _plain(text: str) -> str:
    return " ".join(text.split())


def _forget() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_links_are_followed_with_the_keyboard_alone(open_desk: OpenWindow, qtbot: QtBot) -> None:
    hands = Hands(qtbot, open_desk.bench)
    hands.press(Key.Key_F1)
    drawer = open_desk.bench.overlays.shown
    assert isinstance(drawer, HelpDrawer)
    assert drawer.page == "accueil"
    drawer.go(CONTENTS)
    drawer.browser.setFocus()
    hands.press(Key.Key_Tab)
    hands.press(Key.Key_Tab)
    hands.press(Key.Key_Return)
    assert drawer.page == ORDER[1]
    hands.press(Key.Key_Escape)
    assert open_desk.bench.overlays.shown is None


def test_ctrl_p_prints_the_page_of_the_help(
    open_desk: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[bytes] = []

    def keep(_parent: QWidget, content: bytes, _name: str) -> str:
        printed.append(content)
        return "Mairie"

    monkeypatch.setattr(printing, "print_pdf", keep)
    hands = Hands(qtbot, open_desk.bench)
    hands.press(Key.Key_F1)
    hands.press(Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert len(printed) == 1
    assert "Accueil" in page_texts(printed[0])[0]


def test_ctrl_f_goes_to_the_search_of_the_help(open_desk: OpenWindow, qtbot: QtBot) -> None:
    hands = Hands(qtbot, open_desk.bench)
    hands.press(Key.Key_F1)
    hands.press(Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert hands.focused.objectName() == "help_search"
    hands.type("sauvegarde")
    shown = open_desk.bench.overlays.shown
    assert isinstance(shown, HelpDrawer)
    assert "Sauvegardes" in shown.browser.toPlainText()
