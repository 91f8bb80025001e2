"""Arrêts et départs, with real keys: a bus before an hour, what must be booked, and how long the timetable holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from data.geo_files import write_gtfs
from directory_office import Office
from mobiconseil.geo.local import LocalGeography
from mobiconseil.services.geography import PackKind
from mobiconseil.ui import printing
from mobiconseil.ui.navigation import Route, Section
from mobiconseil.ui.screens.directory.departures_view import DeparturesView
from mobiconseil.ui.screens.settings.view import SettingsScreen
from pdf_reader import whole_text

Key = Qt.Key


@pytest.fixture
def places(tmp_path: Path) -> Iterator[LocalGeography]:
    made = LocalGeography(tmp_path / "paquets")
    yield made
    made.close()


@pytest.fixture
def office(office: Office, places: LocalGeography) -> Office:
    object.__setattr__(office.session, "geography", places)
    return office


def departures(office: Office) -> DeparturesView:
    view = office.screen.right.currentWidget()
    assert isinstance(view, DeparturesView)
    return view


def words(view: DeparturesView) -> list[str]:
    found = (label for label in view.findChildren(QLabel) if label.isVisibleTo(view))
    return [label.text().replace("\u00a0", " ") for label in found]


def import_network(places: LocalGeography, tmp_path: Path) -> None:
    file = write_gtfs(tmp_path / "reseau.zip")
    places.packs.add(PackKind.TIMETABLE, file, made_on=date(2026, 11, 1))


def test_the_departures_of_a_day_before_an_hour_say_what_must_be_booked(
    office: Office, places: LocalGeography, tmp_path: Path
) -> None:
    import_network(places, tmp_path)
    office.open_directory()
    office.hands.tab_to("directory_departures")
    office.hands.press(Key.Key_Return)
    view = departures(office)
    assert office.hands.focused is view.day
    view.day.selectAll()
    office.hands.type_and_tab("24/11", "8h")
    said = words(view)
    assert "Depuis Craon" in said
    assert "mar. 24 nov. 2026, avant 8 h" in said or "mar. 24 nov., avant 8 h" in said
    assert [text for text in said if "vers" in text] == [
        "0 h 40, vers Laval",
        "6 h 55, vers Laval, gare",
        "7 h 05, sur réservation, vers Marché",
    ]
    assert any(text.startswith("Craon, place du Pilori, ") for text in said)
    assert any(text.startswith("Réseau d’essai : horaires connus du ") for text in said)
    assert not view.model.board.warnings

    office.hands.tab_to("departures_back")
    office.hands.press(Key.Key_Escape)
    assert office.screen.right.currentWidget() is office.screen.stage


def test_a_day_outside_the_timetable_is_said_and_not_left_empty(
    office: Office, places: LocalGeography, tmp_path: Path
) -> None:
    import_network(places, tmp_path)
    office.open_directory("departs")
    view = departures(office)
    view.day.selectAll()
    office.hands.type_and_tab("05/07/2027")
    said = words(view)
    assert "Horaires inconnus ce jour-là" in said
    assert any("ne sont pas connus" in text for text in said)
    assert "Aucun départ connu ce jour-là avant 9 h." in said


def test_without_any_timetable_one_line_says_how_to_import_one(office: Office) -> None:
    office.open_directory("departs")
    view = departures(office)
    said = words(view)
    assert "Importez le fichier GTFS (.zip) de votre réseau dans Réglages, page Fonds de carte." in said
    assert not view.day.isVisibleTo(view)
    assert office.hands.focused is view.none.button
    office.hands.press(Key.Key_Return)
    shown = office.window.bench.screen_shown
    assert isinstance(shown, SettingsScreen)
    assert shown.place() == Route(section=Section.SETTINGS, part="maps")


def test_no_stop_near_is_said_with_how_far_was_looked(office: Office, places: LocalGeography, tmp_path: Path) -> None:
    import_network(places, tmp_path)
    office.open_person()
    office.open_directory("departs")
    assert "Aucun arrêt à moins de 5 km du point de départ." in words(departures(office))


def test_the_departures_in_front_are_printed_from_the_commune_never_from_the_home(
    office: Office, places: LocalGeography, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_network(places, tmp_path)
    drawn: list[bytes] = []
    monkeypatch.setattr(printing, "print_pdf", lambda _parent, content, _name: drawn.append(content) or "Salle 2")
    office.open_person()
    office.open_directory("departs")
    office.hands.tab_to("departures_print")
    office.hands.press(Key.Key_Return)
    office.bot.waitUntil(lambda: len(drawn) == 1)
    said = whole_text(drawn[0])
    assert "Mes départs" in said
    assert "Depuis Ballots." in said
    assert "Garnier" not in said
    assert office.window.said[-1] == "Départs imprimés"
    office.screen.on_print()
    office.bot.waitUntil(lambda: len(drawn) == 2)
    assert drawn[1] == drawn[0]
