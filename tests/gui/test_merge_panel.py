"""Two files about the same person, united and separated again, on a real encrypted base."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk_window import OpenWindow
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.situation import TripPurpose
from mobiconseil.services.ports import ListFilter
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.merge.view import MergePanel
from mobiconseil.ui.screens.situation.view import SituationScreen
from mobiconseil.ui.widgets.labels import Label
from mobiconseil.ui.widgets.person_button import PersonButton


@pytest.fixture
def pair(window: OpenWindow) -> tuple[Beneficiary, Beneficiary]:
    files = window.session.files
    one = files.create(
        last_name="Garnier", first_name="Sylvie", birth_year=1984, commune="Ballots", private_note="Note A"
    )
    two = files.create(
        last_name="Garnié",
        first_name="Sylvie",
        birth_year=1984,
        commune="Craon",
        postal_code="53400",
        insee_code="53084",
        email="s@exemple.fr",
        private_note="Note B",
    )
    files.add_trip(two.id, purpose=TripPurpose.CARE, destination="Laval")
    return one, two


def open_merge(window: OpenWindow, person: Beneficiary) -> MergePanel:
    window.go(Route(section=Section.PEOPLE, subject=person.id, tab=Tab.SITUATION))
    shown = window.bench.screen_shown
    assert shown is not None
    screen = shown.current  # type: ignore[attr-defined]
    assert isinstance(screen, SituationScreen)
    actions = {action.text(): action for action in screen._side.menu().actions()}
    actions["Réunir avec un autre dossier…"].trigger()
    panel = screen._merge
    assert panel is not None
    return panel


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def part(panel: QWidget, name: str) -> QWidget:
    found = panel.findChild(QWidget, name)
    assert found is not None, name
    return found


def persons_listed(window: OpenWindow) -> int:
    return window.session.overviews.count(ListFilter(), window.session.clock.today())


def test_the_look_alike_is_proposed_and_only_differing_fields_are_asked(
    qtbot: QtBot, window: OpenWindow, pair: tuple[Beneficiary, Beneficiary]
) -> None:
    panel = open_merge(window, pair[0])
    assert focused().objectName() == "merge_search"
    assert [button.text() for button in panel.findChildren(PersonButton)] == ["Sylvie Garnié"]
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    asked = {choice.field for choice in panel._model.choices()}
    assert asked == {"last_name", "commune"}
    text = "\n".join(label.text() for label in panel.findChildren(Label))
    assert "Courriel" in text
    assert "Gardés des deux" in text
    assert window.session.files.load(pair[1].id).beneficiary.merged_into is None


def test_the_files_are_united_field_by_field_and_separated_by_one_undo(
    qtbot: QtBot, window: OpenWindow, pair: tuple[Beneficiary, Beneficiary]
) -> None:
    one, two = pair
    panel = open_merge(window, one)
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    other_commune = part(panel, "commune_other")
    other_commune.setFocus()
    qtbot.keyClick(other_commune, Qt.Key.Key_Space)
    unite = part(panel, "unite")
    unite.setFocus()
    qtbot.keyClick(unite, Qt.Key.Key_Space)

    file = window.session.files.load(one.id)
    kept = file.beneficiary
    assert (kept.last_name, kept.commune, kept.insee_code) == ("Garnier", "Craon", "53084")
    assert (kept.email, kept.private_note) == ("s@exemple.fr", "Note A\n\nNote B")
    assert [trip.destination for trip in file.trips] == ["Laval"]
    assert window.session.files.load(two.id).beneficiary.merged_into == one.id
    assert persons_listed(window) == 1
    assert window.said[-1] == "Deux dossiers réunis"

    window.bench.toasts.toast.action.click()
    assert window.session.files.load(one.id).beneficiary == one
    assert window.session.files.load(one.id).trips == ()
    assert window.session.files.load(two.id).beneficiary == two
    assert persons_listed(window) == 2


def test_another_file_is_found_by_typing(
    qtbot: QtBot, window: OpenWindow, pair: tuple[Beneficiary, Beneficiary]
) -> None:
    window.session.files.create(last_name="Leroux", first_name="Paul")
    panel = open_merge(window, pair[0])
    qtbot.keyClicks(focused(), "lerou")
    shown = [button.text() for button in panel.findChildren(PersonButton) if button.isVisibleTo(panel)]
    assert shown == ["Paul Leroux"]
    qtbot.keyClick(focused(), Qt.Key.Key_Down)
    assert isinstance(focused(), PersonButton)
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert panel._model.other is not None


def test_escape_goes_back_without_changing_anything(
    qtbot: QtBot, window: OpenWindow, pair: tuple[Beneficiary, Beneficiary]
) -> None:
    panel = open_merge(window, pair[0])
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert focused().objectName() == "merge_search"
    with qtbot.waitSignal(panel.closed):
        qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert persons_listed(window) == 2
