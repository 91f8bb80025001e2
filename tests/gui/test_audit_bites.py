"""Each check of the audit finds the fault it is there for, and leaves a sound window alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mobiconseil.ui import accessible, theme
from mobiconseil.ui.theme import Appearance
from mobiconseil.ui.widgets.buttons import Button
from mobiconseil.ui.widgets.focus_ring import FocusRing
from mobiconseil.ui.widgets.labels import ElidedLabel
from mobiconseil.ui.widgets.layouts import Column, ScrollPage
from mobiconseil.ui.widgets.reading import ReadingPage
from mobiconseil.ui.widgets.tab_bar import TabBar, TabEntry
from tests.audit import colours, names, room
from tests.audit.order import Keys


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, Appearance(reduce_motion=True))
    yield
    theme.apply(qapp, Appearance())


class Bench:
    """A window to put something wrong in."""

    def __init__(self, bot: QtBot) -> None:
        self.root = ReadingPage()
        self.column = QVBoxLayout(self.root)
        bot.addWidget(self.root)
        self._bot = bot

    def show(self, *widgets: QWidget, ring: bool = True) -> QWidget:
        for widget in widgets:
            self.column.addWidget(widget)
        if ring:
            self.ring = FocusRing(self.root)
        self.root.resize(420, 320)
        with self._bot.waitActive(self.root):
            self.root.show()
            self.root.activateWindow()
        return self.root


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return Bench(qtbot)


class Focusable(QWidget):
    """Takes the focus; shows it with an outline of a colour, or not at all."""

    def __init__(self, outline: str = "") -> None:
        super().__init__()
        self._outline = outline
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ringNone", True)
        self.setAccessibleName("Dessin")
        self.setMinimumSize(120, 40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#FFFFFF"))
        if self.hasFocus() and self._outline:
            painter.setPen(QColor(self._outline))
            for inset in range(3):
                painter.drawRect(self.rect().adjusted(inset, inset, -inset - 1, -inset - 1))


class Trap(QLineEdit):
    """Never lets Tab go on."""

    def focusNextPrevChild(self, _forward: bool) -> bool:
        return True


def keys(root: QWidget) -> list[str]:
    return Keys(each=True).look(root)


def test_a_sound_window_is_left_alone(bench: Bench) -> None:
    root = bench.show(QLabel("Commune"), Button("Enregistrer"), Button("Fermer"))
    everything = [names.unnamed, names.silent, names.twins, colours.pale, keys]
    everything += [room.cut, room.outside, room.shortened, room.sideways, room.squeezed, room.overlapping]
    assert [finding for check in everything for finding in check(root)] == []


def test_a_button_without_a_name_is_found(bench: Bench) -> None:
    assert len(names.unnamed(bench.show(QPushButton()))) == 1


@pytest.mark.parametrize("name", ["QPushButton", "step_title", "RatingRow"])
def test_a_name_taken_from_the_code_is_found(bench: Bench, name: str) -> None:
    assert len(names.unnamed(bench.show(QPushButton(name)))) == 1


def test_a_row_that_takes_the_keyboard_without_a_role_is_found(bench: Bench) -> None:
    row = Focusable()
    assert len(names.silent(bench.show(row))) == 1


def test_two_buttons_that_cannot_be_told_apart_are_found(bench: Bench) -> None:
    assert len(names.twins(bench.show(QPushButton("Modifier"), QPushButton("Modifier")))) == 1


def test_tab_that_goes_back_up_is_found(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(ReadingPage, "focusNextPrevChild")
    first, second, third = Button("Un"), Button("Deux"), Button("Trois")
    root = bench.show(first, second, third)
    for before, after in ((first, third), (third, second)):
        QWidget.setTabOrder(before, after)
    assert [finding for finding in keys(root) if "recule" in finding] != []


def test_tab_that_goes_back_left_is_found(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(ReadingPage, "focusNextPrevChild")
    line, left, right = QHBoxLayout(), Button("Gauche"), Button("Droite")
    for button in (left, right):
        line.addWidget(button)
    bench.column.addLayout(line)
    root = bench.show(Button("Avant"))
    QWidget.setTabOrder(right, left)
    assert [finding for finding in keys(root) if "recule" in finding] != []


def test_what_tab_never_reaches_is_found(bench: Bench) -> None:
    trap = Trap()
    trap.setAccessibleName("Piège")
    root = bench.show(trap, Button("Jamais atteint"))
    assert [finding for finding in keys(root) if "jamais" in finding] != []


@pytest.mark.parametrize(("outline", "said"), [("", "ne se voit pas"), ("#E4E4E4", "se voit mal")])
def test_a_focus_that_does_not_show_is_found(bench: Bench, outline: str, said: str) -> None:
    root = bench.show(Focusable(outline), Button("Après"))
    assert [finding for finding in keys(root) if said in finding] != []


def test_a_focus_that_shows_is_left_alone(bench: Bench) -> None:
    assert keys(bench.show(Focusable("#6D28D9"), Button("Après"))) == []


def test_what_leaves_while_the_focus_is_looked_at_is_no_fault_of_the_focus(bench: Bench) -> None:
    class Covered(Focusable):
        def focusOutEvent(self, event: QFocusEvent) -> None:
            super().focusOutEvent(event)
            message.hide()

    field = Covered("#6D28D9")
    root = bench.show(field, Button("Après"))
    message = QLabel(root)
    message.setStyleSheet("background: #D0D0D0;")
    message.setGeometry(field.geometry().adjusted(6, 6, -6, -6))
    message.show()
    assert keys(root) == []
    assert message.isHidden()


@pytest.mark.parametrize(("colour", "found"), [("#9A9A9A", 1), ("#16262E", 0)])
def test_a_text_too_pale_is_found(bench: Bench, colour: str, found: int) -> None:
    label = QLabel("Ce texte se lit mal")
    label.setStyleSheet(f"color: {colour}; background: #FFFFFF;")
    assert len(colours.pale(bench.show(label))) == found


def test_a_text_or_a_button_that_is_cut_is_found(bench: Bench) -> None:
    label, button = QLabel("Beaucoup trop long pour si peu de place"), Button("Enregistrer et continuer")
    label.setFixedWidth(60)
    button.setFixedWidth(60)
    assert len(room.cut(bench.show(label, button))) == 2


def test_a_field_that_goes_out_of_its_card_is_found(bench: Bench) -> None:
    card = QWidget()
    card.setFixedSize(100, 40)
    QLineEdit(card).setGeometry(QRect(60, 0, 100, 30))
    assert len(room.outside(bench.show(card))) == 1


def test_a_page_that_must_be_scrolled_sideways_is_found(bench: Bench) -> None:
    page, wide = ScrollPage(), QLabel("Large")
    wide.setMinimumWidth(900)
    page.body.addWidget(wide)
    assert len(room.sideways(bench.show(page))) == 1


def test_a_list_that_must_be_scrolled_sideways_is_found(bench: Bench) -> None:
    rows = QListWidget()
    rows.addItem("Une ligne bien trop longue pour la largeur de cette fenêtre, et qui ne se plie pas du tout")
    assert len(room.sideways(bench.show(rows))) == 1


def test_a_name_cut_after_a_few_letters_is_found(bench: Bench) -> None:
    short, long = (
        ElidedLabel("Mme Sylvie Garnier, mairie de Ballots"),
        ElidedLabel("Mme Sylvie Garnier, mairie de Ballots"),
    )
    short.setFixedWidth(70)
    long.setFixedWidth(120)
    assert len(room.shortened(bench.show(short, long))) == 1


def test_a_tab_that_is_cut_is_found(bench: Bench) -> None:
    bar = TabBar((TabEntry(code="a", text="Situation"), TabEntry(code="b", text="Préconisations")), "Onglets")
    bar.setFixedWidth(110)
    assert room.cut(bench.show(bar)) != []


def test_a_list_that_shows_one_row_is_found(bench: Bench) -> None:
    rows = QListWidget()
    rows.addItems(["Un", "Deux", "Trois"])
    rows.setFixedHeight(24)
    assert len(room.squeezed(bench.show(rows))) == 1


def test_two_texts_one_over_the_other_are_found(bench: Bench) -> None:
    holder = QWidget()
    column = Column(holder, gap=0)
    for text in ("Le premier texte", "Le second texte"):
        label = QLabel(text)
        label.setFixedHeight(24)
        column.addWidget(label)
    holder.setFixedHeight(30)
    assert len(room.overlapping(bench.show(holder))) == 1


def test_what_a_widget_says_of_itself_reaches_the_screen_reader(bench: Bench) -> None:
    accessible.listen()
    row = Focusable()
    accessible.say_as(row, names.QAccessible.Role.ListItem)
    assert names.silent(bench.show(row)) == []
