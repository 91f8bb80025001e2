"""What a screen reader is told: names, roles, values and states, and what is said aloud without being asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk_window import OpenWindow, open_window
from mobiconseil.ui import accessible, theme
from mobiconseil.ui.navigation import Route, Section
from mobiconseil.ui.theme import Appearance
from mobiconseil.ui.widgets import announce as announcing
from mobiconseil.ui.widgets import form_field, toast
from mobiconseil.ui.widgets.choices import SegmentedChoice
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.radar import Axis, AxisState, Radar
from mobiconseil.ui.widgets.rating_row import RatingRow
from mobiconseil.ui.widgets.row_list import ListRow, RowList
from mobiconseil.ui.widgets.text_fields import TextField
from mobiconseil.ui.widgets.toast import ToastHost

Role, Text = QAccessible.Role, QAccessible.Text
WORDS = ("Pas encore", "Avec quelqu’un", "Avec une préparation", "Seul, lieux connus", "Seul, partout")


@pytest.fixture(autouse=True)
def listening(qapp: QApplication) -> Iterator[None]:
    accessible.listen()
    theme.apply(qapp, Appearance())
    yield
    theme.apply(qapp, Appearance())


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """What is said aloud, and whether at once."""
    heard: list[tuple[str, bool]] = []

    def hear(_widget: QWidget, text: str, *, urgent: bool = False) -> None:
        heard.append((text, urgent))

    for module in (toast, form_field):
        monkeypatch.setattr(module, "announce", hear)
    return heard


def heard(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def test_a_rating_row_tells_its_item_its_answer_and_its_five_choices(qtbot: QtBot) -> None:
    row = RatingRow("D3.1", "Prendre le car", WORDS, position=(1, 5))
    qtbot.addWidget(row)
    assert heard(row).role() is Role.Grouping
    assert heard(row).text(Text.Value) == "Non évalué"
    row.set_rating(3)
    assert heard(row).text(Text.Value) == "Note 3, Seul, lieux connus"
    assert heard(row).text(Text.Name) == "Prendre le car. Note 3, Seul, lieux connus. Item 1 sur 5"
    cells = [heard(cell) for cell in row.cells]
    assert [cell.role() for cell in cells] == [Role.RadioButton] * 5
    assert [bool(cell.state().checked) for cell in cells] == [False, False, False, True, False]
    assert cells[0].text(Text.Name).endswith(WORDS[0])
    row.set_not_applicable()
    assert heard(row).text(Text.Value) == "Sans objet"
    assert all(bool(cell.state().disabled) for cell in cells)


def test_a_row_of_a_list_tells_that_it_is_the_one_shown(qtbot: QtBot) -> None:
    rows = RowList("Contacts")
    qtbot.addWidget(rows)
    rows.set_content([ListRow("a", "Appel, lun. 16 nov."), ListRow("b", "Visite, mar. 17 nov.")], selected="b")
    assert heard(rows).role() is Role.List
    assert [heard(row).role() for row in rows.rows] == [Role.ListItem] * 2
    assert [bool(heard(row).state().selected) for row in rows.rows] == [False, True]


def test_choices_side_by_side_are_a_named_group_of_radio_buttons(qtbot: QtBot) -> None:
    choice = SegmentedChoice((("a", "Carte"), ("b", "Tableau")), "Ce qui est montré", current="b")
    qtbot.addWidget(choice)
    assert (heard(choice).role(), heard(choice).text(Text.Name)) == (Role.Grouping, "Ce qui est montré")
    segments = [heard(choice).child(rank) for rank in range(heard(choice).childCount())]
    assert [segment.role() for segment in segments] == [Role.RadioButton] * 2
    assert [segment.text(Text.Name) for segment in segments] == ["Carte", "Tableau"]
    assert [bool(segment.state().checked) for segment in segments] == [False, True]
    action = segments[0].actionInterface()
    assert action is not None
    action.doAction("Press")
    assert choice.current() == "a"


def test_the_profile_is_a_chart_that_says_what_it_holds(qtbot: QtBot) -> None:
    radar = Radar([Axis(label="Car", value=2, state=AxisState.COMPLETE), Axis(label="Vélo")])
    qtbot.addWidget(radar)
    assert heard(radar).role() is Role.Chart
    assert "1 domaines complets sur 2" in heard(radar).text(Text.Name)


def test_each_cell_of_the_list_of_people_can_be_read(qtbot: QtBot, tmp_path: Path) -> None:
    window: OpenWindow = open_window(qtbot, tmp_path)
    window.session.files.create(last_name="Lefèvre", first_name="Amélie", commune="Craon")
    window.go(Route(section=Section.PEOPLE))
    table = window.bench.findChild(QWidget, "people_table")
    assert table is not None
    qtbot.waitUntil(lambda: table.model().rowCount() == 1)  # type: ignore[attr-defined]
    reader = heard(table)
    cells = [reader.child(rank) for rank in range(reader.childCount())]
    texts = [cell.text(Text.Name) for cell in cells if cell is not None and cell.role() is Role.Cell]
    assert any("Lefèvre" in text for text in texts)
    assert any("Craon" in text for text in texts)


def test_a_message_is_said_aloud_and_a_problem_at_once(qtbot: QtBot, said: list[tuple[str, bool]]) -> None:
    area = QWidget()
    qtbot.addWidget(area)
    host = ToastHost(area)
    host.show_message("Étape supprimée", action="Annuler")
    host.show_message("La clé USB est pleine", problem=True)
    assert said == [("Étape supprimée", False), ("La clé USB est pleine", True)]


def test_an_error_is_said_at_once_and_stays_with_its_field(qtbot: QtBot, said: list[tuple[str, bool]]) -> None:
    field = FormField("Code postal", TextField(), help_text="Cinq chiffres")
    qtbot.addWidget(field)
    field.set_error("Il manque un chiffre. Exemple\u00a0: 53400")
    field.set_error("Il manque un chiffre. Exemple\u00a0: 53400")
    assert said == [("Il manque un chiffre. Exemple\u00a0: 53400", True)]
    assert heard(field.editor).text(Text.Description).startswith("Il manque un chiffre")
    field.set_error("")
    assert heard(field.editor).text(Text.Description) == "Cinq chiffres"


def test_what_is_said_goes_to_qt_as_an_announcement(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[object] = []
    widget = QWidget()
    qtbot.addWidget(widget)
    monkeypatch.setattr(QAccessible, "updateAccessibility", sent.append)
    announcing.announce(widget, "Enregistré")
    assert [type(event).__name__ for event in sent] == ["QAccessibleAnnouncementEvent"]
