"""The list of people, with real keys on a real base."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from builders_people import friday
from desk_window import OpenWindow, open_window
from hands import Hands
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.ports import ListFilter
from mobiconseil.ui import theme
from mobiconseil.ui.navigation import Route, Section
from mobiconseil.ui.screens.file.view import FileScreen
from mobiconseil.ui.screens.people import view as people_view
from mobiconseil.ui.screens.people.empty import NobodyFound
from mobiconseil.ui.screens.people.view import PeopleScreen
from mobiconseil.ui.theme import Appearance

Key = Qt.Key


class List:
    """The list in front, as somebody at the keyboard sees it."""

    def __init__(self, qtbot, folder: Path, *, width: int = 1366) -> None:
        self.bot = qtbot
        self.window: OpenWindow = open_window(qtbot, folder, width=width)
        self.people: dict[str, RecordId] = friday(self.window.session)
        self.hands = Hands(qtbot, self.window.bench)
        self.window.said.clear()
        self.window.go(Route(section=Section.PEOPLE))

    @property
    def screen(self) -> PeopleScreen:
        shown = self.window.bench.screen_shown
        assert isinstance(shown, PeopleScreen)
        return shown

    def names(self) -> list[str]:
        model = self.screen.table.model()
        rows = (self.screen._model.table.row(number) for number in range(model.rowCount()))
        return [row.name for row in rows if row is not None]

    def wait_for(self, *names: str) -> None:
        self.bot.waitUntil(lambda: self.names() == list(names))

    def opened(self) -> RecordId | None:
        shown = self.window.bench.screen_shown
        return shown.subject if isinstance(shown, FileScreen) else None

    def click(self, name: str) -> None:
        button = self.screen.findChild(people_view.QWidget, name)
        assert button is not None
        assert button.isVisible()
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def people(qtbot, tmp_path: Path) -> Iterator[List]:
    theme.apply(QApplication.instance(), Appearance(reduce_motion=True))
    yield List(qtbot, tmp_path)
    theme.apply(QApplication.instance(), Appearance())


def test_typing_filters_and_entree_opens(people: List) -> None:
    people.hands.type("garn")
    people.wait_for("Mme Sylvie Garnier")
    people.hands.press(Key.Key_Return)
    assert people.opened() == people.people["Garnier"]


def test_accents_and_phones_are_found(people: List) -> None:
    people.hands.type("traore")
    people.wait_for("Mme Aïcha Traoré")
    people.hands.press(Key.Key_Escape)
    people.bot.waitUntil(lambda: len(people.names()) == 11)
    people.hands.type("06 39 98 71")
    people.wait_for("M. Mohamed Haddad")


def test_the_list_starts_with_what_is_late(people: List) -> None:
    assert people.names()[:2] == ["M. Dylan Fournier", "Mme Monique Royer"]
    assert people.screen.lines.text().replace("\u00a0", " ") == "Lignes 1 à 11 sur 11, triées par échéance"


def test_arrows_and_ends_move_and_the_panel_follows(people: List) -> None:
    people.hands.press(Key.Key_Down)
    people.hands.press(Key.Key_Down)
    assert people.screen.panel._name.text() == "Mme Monique Royer"
    people.hands.press(Key.Key_End)
    assert people.screen.panel._name.text() == people.names()[-1]
    people.hands.press(Key.Key_Home)
    assert people.screen.panel._name.text() == "M. Dylan Fournier"


def test_a_chip_filters_and_says_how_many(people: List) -> None:
    people.click("chip_a_relancer")
    assert people.names() == ["M. Dylan Fournier", "Mme Monique Royer", "M. Mohamed Haddad"]
    chip = people.screen.findChild(people_view.QWidget, "chip_a_relancer")
    assert chip is not None
    assert chip.accessibleName() == "À relancer, 3"
    before = people.screen.findChild(people_view.QWidget, "chip_prescrit")
    assert before is not None
    assert before.accessibleName().startswith("Avant diagnostic, "), "nobody may have prescribed"


def test_a_column_sorts_and_sorts_the_other_way(people: List) -> None:
    header = people.screen.table.header
    header.sectionClicked.emit(0)
    assert people.names()[0] == "M. Yanis Belkacem"
    header.sectionClicked.emit(0)
    assert people.names()[0] == "Mme Aïcha Traoré"
    assert "ordre inverse" in people.screen.lines.text()


def test_every_column_sorts_both_ways(people: List) -> None:
    for section in (*range(6), *range(5, -1, -1)):
        people.screen.table.header.sectionClicked.emit(section)
        assert len(people.names()) == 11


def test_the_team_list_says_who_follows_whom(people: List) -> None:
    session = people.window.session
    other = session.team.add_adviser("", first_name="Paul", last_name="Renard")
    session.files.change(people.people["Royer"], adviser=other.id.hex())
    assert "Mme Monique Royer" not in people.names()
    people.screen.bar.whose.chosen.emit("team")
    rows = [people.screen._model.table.row(number) for number in range(11)]
    assert {row.name: row.adviser for row in rows if row}["Mme Monique Royer"] == "Paul"


def test_commune_and_prescriber_narrow_the_list(people: List) -> None:
    people.bot.mouseClick(people.screen.bar.more, Qt.MouseButton.LeftButton)
    people.screen.more.commune_chosen.emit("Craon")
    assert sorted(people.names()) == ["M. Mohamed Haddad", "Mme Natalia Kovalenko"]
    people.screen.more.prescriber_chosen.emit("association")
    assert people.names() == ["Mme Natalia Kovalenko"]
    people.screen.more.clear_asked.emit()
    assert len(people.names()) == 11


def test_the_trash_says_so_and_gives_back(people: List) -> None:
    people.hands.press(Key.Key_Down)
    people.hands.press(Key.Key_Delete)
    assert "M. Dylan Fournier" not in people.names()
    assert people.window.said[-1] == "Dossier mis à la corbeille"
    people.window.bench.toasts.toast.action.click()
    assert people.names()[0] == "M. Dylan Fournier"


def test_a_file_of_the_trash_is_restored_from_its_chip(people: List) -> None:
    people.hands.press(Key.Key_Down)
    people.hands.press(Key.Key_Delete)
    people.click("chip_corbeille")
    assert people.names() == ["M. Dylan Fournier"]
    people.click("restore_file")
    assert people.window.session.overviews.count(ListFilter(chip="corbeille"), people.window.session.clock.today()) == 0
    assert people.screen.findChild(NobodyFound)._title.text() == "La corbeille est vide"


def test_nobody_found_offers_to_create_with_the_same_name(people: List) -> None:
    asked: list[str] = []
    people.window.context.navigator.new_file_requested.disconnect(people.window.bench.open_new_file)
    people.window.context.navigator.new_file_requested.connect(asked.append)
    people.hands.type("zorglub")
    people.bot.waitUntil(lambda: people.names() == [])
    assert people.screen.nobody._title.text() == "Personne ne correspond à «\u00a0zorglub\u00a0»"
    people.click("create_typed")
    assert asked == ["zorglub"]
    people.click("clear_filters")
    assert len(people.names()) == 11


def test_somebody_hidden_by_the_filter_is_offered(people: List) -> None:
    people.hands.type("thierry")
    people.bot.waitUntil(lambda: people.names() == [])
    people.click("look_elsewhere")
    assert people.names() == ["M. Thierry Garnier"]


def test_enter_shows_somebody_hidden_by_the_filter_rather_than_a_second_file(people: List) -> None:
    people.hands.type("thierry")
    people.bot.waitUntil(lambda: people.names() == [])
    people.hands.press(Key.Key_Return)
    assert people.names() == ["M. Thierry Garnier"]


def test_a_letter_typed_in_the_list_goes_to_the_filter(people: List) -> None:
    people.hands.press(Key.Key_Down)
    people.hands.type("k")
    assert people.screen.bar.search.text() == "k"
    people.hands.type("ov")
    people.wait_for("Mme Natalia Kovalenko")


def test_only_initials_and_no_phone_while_the_screen_is_shared(people: List) -> None:
    people.hands.press(Key.Key_F8)
    assert "DF" in people.names()
    assert all(" " not in name for name in people.names())
    assert people.screen.panel._name.text() == "DF"
    assert all("06" not in line.html for line in people.screen._model.preview.lines)
    assert not people.screen.bar.export.isVisible()


def test_the_export_asks_once_then_writes_the_list_shown(
    people: List, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "liste.csv"
    proposed: list[str] = []

    def ask(_parent: object, _title: str, name: str, _kinds: str) -> Path:
        proposed.append(name)
        return target

    monkeypatch.setattr(people_view, "ask_path", ask)
    people.click("chip_a_relancer")
    people.bot.mouseClick(people.screen.bar.export, Qt.MouseButton.LeftButton)
    assert not target.exists()
    people.click("export_confirm")
    lines = target.read_bytes().decode("utf-8-sig").split("\r\n")
    assert len(lines) == 5
    assert lines[1].startswith("A-0001;M.;Fournier;Dylan;2005;06 39 98 40 17;Cossé-le-Vivien;En parcours")
    assert proposed == ["liste-beneficiaires-2026-11-20.csv"]
    assert people.window.said[-1] == f"Liste enregistrée\u00a0: liste.csv, dans {tmp_path.name}"
    assert people.window.session.team.journal(limit=1)[0].action == "export.list"


def test_a_narrow_window_shows_a_drawer_and_one_column(qtbot, tmp_path: Path) -> None:
    theme.apply(QApplication.instance(), Appearance(scale=150, reduce_motion=True))
    people = List(qtbot, tmp_path)
    assert not people.screen.panel.isVisible()
    people.hands.press(Key.Key_F4)
    assert people.screen.panel.isVisible()
    people.hands.press(Key.Key_Escape)
    assert not people.screen.drawer.is_open()
    assert [people.screen.table.isColumnHidden(column) for column in range(3)] == [False, True, True]
    theme.apply(QApplication.instance(), Appearance())


def test_coming_back_from_a_file_finds_the_same_line(people: List) -> None:
    people.hands.press(Key.Key_Down)
    people.hands.press(Key.Key_Down)
    people.hands.press(Key.Key_Return)
    assert people.opened() == people.people["Royer"]
    people.hands.press(Key.Key_Escape)
    assert people.screen.panel._name.text() == "Mme Monique Royer"
    assert people.hands.focused is people.screen.table
