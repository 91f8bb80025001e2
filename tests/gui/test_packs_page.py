"""Réglages > Fonds de carte: what is kept on the laptop, added from a file, removed after a question."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desk_window import open_window
from hands import FileChooser, Hands
from mobiconseil.domain.typography import NBSP
from mobiconseil.errors import InvalidInput
from mobiconseil.services.geography import Pack, PackKind, Progress
from mobiconseil.ui import saving
from mobiconseil.ui.navigation import Route, Section
from mobiconseil.ui.screens.settings.packs_page import PacksPage
from mobiconseil.ui.screens.settings.view import SettingsScreen

Key = Qt.Key


class Shelf:
    """Packs in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, Pack] = {}
        self.refuses = False

    def all(self) -> tuple[Pack, ...]:
        return tuple(self.kept.values())

    def add(self, kind: PackKind, file: Path, *, made_on: date, progress: Progress) -> Pack | None:
        if self.refuses:
            raise InvalidInput("Ce fichier n’est pas un fond de carte. Rien n’a été modifié.")
        if not progress(1, 2):
            return None
        self.kept[file.name] = Pack(
            id=file.name, kind=kind, name=file.stem, size=2_400_000, attribution="OpenStreetMap", made_on=made_on
        )
        return self.kept[file.name]

    def remove(self, pack: str) -> None:
        del self.kept[pack]


class Places:
    def __init__(self) -> None:
        self.packs = Shelf()


class Page:
    def __init__(self, qtbot, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.window = open_window(qtbot, folder / "base")
        self.places = Places()
        object.__setattr__(self.window.session, "geography", self.places)
        self.file = folder / "mayenne.mbtiles"
        self.file.write_bytes(b"")
        monkeypatch.setattr(FileChooser, "path", self.file)
        monkeypatch.setattr(saving, "QFileDialog", FileChooser)
        self.hands = Hands(qtbot, self.window.bench)
        self.window.go(Route(section=Section.SETTINGS, part="maps"))

    @property
    def page(self) -> PacksPage:
        shown = self.window.bench.screen_shown
        assert isinstance(shown, SettingsScreen)
        found = shown.page
        assert isinstance(found, PacksPage)
        return found

    def texts(self) -> str:
        return "\n".join(str(getattr(w, "text", str)()) for w in self.page.findChildren(QWidget) if w.isVisible())


@pytest.fixture
def page(qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Page:
    return Page(qtbot, tmp_path, monkeypatch)


def test_a_pack_says_its_kind_its_size_and_who_made_it(page: Page) -> None:
    page.hands.tab_to("pack_tiles")
    page.hands.press(Key.Key_Return)
    assert page.window.said[-1] == "Données ajoutées"
    assert f"2,4{NBSP}Mo" in page.texts()
    assert "OpenStreetMap" in page.texts()


def test_a_file_that_is_something_else_is_refused_in_words(page: Page) -> None:
    page.places.packs.refuses = True
    page.hands.tab_to("pack_tiles")
    page.hands.press(Key.Key_Return)
    assert page.page.problem.accessibleName() == "Ce fichier n’est pas un fond de carte. Rien n’a été modifié."
    assert page.places.packs.kept == {}


def test_removing_asks_first(page: Page) -> None:
    page.hands.tab_to("pack_tiles")
    page.hands.press(Key.Key_Return)
    page.hands.tab_to("Supprimer mayenne")
    page.hands.press(Key.Key_Return)
    assert page.page._asked is not None
    assert page.places.packs.kept
    page.page._asked.confirm.click()
    assert page.places.packs.kept == {}
