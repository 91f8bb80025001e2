"""A row goes on over several lines rather than off the edge of its window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mobiconseil.ui import theme
from mobiconseil.ui.theme import Appearance
from mobiconseil.ui.widgets.buttons import Button
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.labels import ElidedLabel, Label


class Page(QWidget):
    """A row at the top of a window, over something that takes the rest."""

    def __init__(self, row: FoldingRow) -> None:
        super().__init__()
        self.row, self.rest = row, QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.rest, 1)


@pytest.fixture(autouse=True)
def plain(qapp: QApplication) -> None:
    theme.apply(qapp, Appearance())


def shown(bot: QtBot, row: FoldingRow, width: int) -> Page:
    page = Page(row)
    bot.addWidget(page)
    page.show()
    resize(bot, page, width)
    return page


def resize(bot: QtBot, page: Page, width: int) -> None:
    page.resize(width, 400)
    bot.waitUntil(lambda: page.row.geometry().height() == page.row.sizeHint().height())


def buttons(row: FoldingRow, *names: str) -> list[Button]:
    made = [Button(name) for name in names]
    for button in made:
        row.addWidget(button)
    return made


def tops(widgets: list[Button]) -> list[int]:
    return sorted({widget.y() for widget in widgets})


def test_with_room_everything_is_on_one_line(qtbot: QtBot) -> None:
    row = FoldingRow()
    made = buttons(row, "Enregistrer", "Imprimer", "Fermer")
    shown(qtbot, row, 600)
    assert len(tops(made)) == 1
    assert not row.is_folded


def test_without_room_it_takes_the_lines_it_needs_in_the_same_order_and_cuts_nothing(qtbot: QtBot) -> None:
    row = FoldingRow()
    made = buttons(row, "Enregistrer", "Imprimer la feuille", "Fermer sans rien changer")
    page = shown(qtbot, row, 260)
    assert len(tops(made)) > 1
    assert [(button.y(), button.x()) for button in made] == sorted((button.y(), button.x()) for button in made)
    assert all(button.width() >= button.minimumSizeHint().width() for button in made)
    assert all(page.rect().contains(button.geometry()) for button in made)
    assert max(button.geometry().bottom() for button in made) < page.rest.y()


def test_it_never_asks_for_more_than_its_widest_item(qtbot: QtBot) -> None:
    row = FoldingRow()
    made = buttons(row, "Enregistrer", "Imprimer la feuille")
    shown(qtbot, row, 600)
    assert row.minimumSize().width() == max(button.minimumSizeHint().width() for button in made)


def test_it_is_one_line_again_when_the_room_comes_back(qtbot: QtBot) -> None:
    row = FoldingRow()
    made = buttons(row, "Enregistrer", "Imprimer la feuille", "Fermer sans rien changer")
    page = shown(qtbot, row, 600)
    before = [button.geometry() for button in made]
    resize(qtbot, page, 260)
    assert len(tops(made)) > 1
    resize(qtbot, page, 600)
    assert [button.geometry() for button in made] == before


def test_what_is_hidden_takes_no_place(qtbot: QtBot) -> None:
    row = FoldingRow()
    first, second, third = buttons(row, "Enregistrer", "Imprimer la feuille", "Fermer")
    second.hide()
    shown(qtbot, row, 230)
    assert first.y() == third.y()


def test_even_lines_hold_as_many_items(qtbot: QtBot) -> None:
    row = FoldingRow(even=True, gap=0)
    made = [QPushButton("Famille") for _ in range(6)]
    for button in made:
        button.setMinimumWidth(100)
        row.addWidget(button)
    shown(qtbot, row, 520)
    by_line = [[button for button in made if button.y() == top] for top in sorted({button.y() for button in made})]
    assert [len(line) for line in by_line] == [3, 3]


def test_a_name_keeps_its_letters_in_a_narrow_window(qtbot: QtBot) -> None:
    row = FoldingRow(comfort=150)
    name = ElidedLabel("Mme Sylvie Garnier, mairie de Ballots")
    row.addWidget(name, 1)
    [button] = buttons(row, "Démarrer l’entretien")
    page = shown(qtbot, row, 280)
    assert name.width() >= 150
    assert button.y() > name.y()
    resize(qtbot, page, 340)
    assert button.y() == name.y() or name.width() >= 150


def test_a_text_that_wraps_keeps_all_its_lines(qtbot: QtBot) -> None:
    row = FoldingRow(comfort=150)
    words = Label("Une phrase assez longue pour tenir sur plusieurs lignes dans une fenêtre étroite", wrap=True)
    row.addWidget(words, 1)
    buttons(row, "Compléter la situation", "Plus tard")
    page = Page(row)
    qtbot.addWidget(page)
    page.show()
    page.resize(240, 500)
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()))
    assert row.geometry().height() == row.heightForWidth(240) == row.minimumHeightForWidth(240)


def test_an_empty_row_asks_for_nothing() -> None:
    row = FoldingRow()
    row.setGeometry(QRect(0, 0, 100, 20))
    assert row.minimumSize().width() == 0
