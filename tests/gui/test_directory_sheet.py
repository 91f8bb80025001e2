"""The sheet of a service: read, corrected, verified, placed."""

from __future__ import annotations

from datetime import date

from directory_office import Office
from hands import CTRL, Key
from mobiconseil.domain.directory import Service, service_id
from mobiconseil.services.actions import Action


def test_verified_today_is_one_click_and_can_be_undone(office: Office) -> None:
    office.open_directory(f"service/{office.ids['Car régional, Craon – Laval'].hex()}")
    office.hands.tab_to("sheet_verify")
    office.hands.press(Key.Key_Return)
    sheet = office.session.directory.sheet(office.ids["Car régional, Craon – Laval"])
    assert (sheet.service.verified_on, sheet.service.verified_by) == (date(2026, 11, 20), "Claire Morin")
    assert office.window.said[-1] == "Fiche vérifiée aujourd’hui"
    office.hands.press(Key.Key_Z, CTRL)
    again = office.session.directory.sheet(office.ids["Car régional, Craon – Laval"]).service
    assert again.verified_on == date(2025, 9, 1)


def test_what_is_typed_in_a_sheet_is_kept_on_leaving(office: Office) -> None:
    service = office.ids["Transport solidaire"]
    office.open_directory(f"service/{service.hex()}")
    office.hands.tab_to("service_opening_hours")
    office.hands.type("Mo-Fr 09:00-12:00")
    office.hands.press(Key.Key_Escape)
    assert office.screen.right.currentWidget() is office.screen.stage
    assert office.session.directory.sheet(service).service.opening_hours == "Mo-Fr 09:00-12:00"


def test_hours_are_typed_and_shown_in_french(office: Office) -> None:
    service = office.ids["Transport solidaire"]
    office.open_directory(f"service/{service.hex()}")
    office.hands.tab_to("service_opening_hours")
    office.hands.type("lun-ven 9h-12h, 14h-17h")
    office.hands.press(Key.Key_Escape)
    assert office.session.directory.sheet(service).service.opening_hours == "Mo-Fr 09:00-12:00,14:00-17:00"
    office.open_directory(f"service/{service.hex()}")
    sheet = office.screen.right.sheet
    assert sheet is not None
    shown = sheet.editors["opening_hours"].widget.text()
    assert shown.replace("\u00a0", " ") == "du lundi au vendredi, de 9 h à 12 h et de 14 h à 17 h"


def test_hours_that_cannot_be_read_are_refused_with_an_example(office: Office) -> None:
    service = office.ids["Transport solidaire"]
    office.open_directory(f"service/{service.hex()}")
    office.hands.tab_to("service_opening_hours")
    office.hands.type("le matin")
    office.hands.press(Key.Key_Tab)
    sheet = office.screen.right.sheet
    assert sheet is not None
    assert "Exemple" in sheet.editors["opening_hours"].field.error()
    assert office.session.directory.sheet(service).service.opening_hours == ""


def test_notes_of_the_team_hide_while_the_screen_is_shared(office: Office) -> None:
    office.open_directory(f"service/{office.ids['Transport solidaire'].hex()}")
    sheet = office.screen.right.sheet
    assert sheet is not None
    assert not sheet._note.isHidden()
    office.hands.press(Key.Key_F8)
    assert sheet._note.isHidden()


def test_a_new_sheet_starts_with_its_name(office: Office) -> None:
    office.open_directory()
    office.hands.press(Key.Key_E, CTRL)
    assert office.hands.focused.objectName() == "service_name"
    office.screen.right.sheet.editors["name"].widget.selectAll()
    office.hands.type("Garage du bourg")
    office.hands.press(Key.Key_Escape)
    assert "Garage du bourg" in office.rows()


def test_a_correction_stands_beside_the_imported_value_until_it_is_given_back(office: Office) -> None:
    service = Service(
        id=service_id("dora--1"), source="dora", source_id="dora--1", name="Atelier", phone="+33261910001"
    )
    with office.session.uow.transaction(Action.SERVICES_IMPORTED) as records:
        records.add(service)
    office.session.directory.change(service.id, phone="+33261910002")
    office.open_directory(f"service/{service.id.hex()}")
    editor = office.screen.right.sheet.editors["phone"]
    assert editor.widget.text() == "02\u00a061\u00a091\u00a000\u00a002"
    assert editor._imported.text() == "Valeur importée\u00a0: 02\u00a061\u00a091\u00a000\u00a001"
    office.hands.tab_to("Reprendre la valeur importée, Téléphone")
    office.hands.press(Key.Key_Return)
    assert editor.widget.text() == "02\u00a061\u00a091\u00a000\u00a001"
    assert not editor._side.isVisible()


def test_a_sheet_says_that_its_point_is_only_that_of_the_commune(office: Office) -> None:
    office.open_directory()
    directory, craon = office.session.directory, office.session.geography.gazetteer.by_insee("53084")
    place = {"commune": "Craon", "postal_code": "53400", "insee_code": "53084"}
    middle = directory.add(name="Taxi", latitude=craon.latitude, longitude=craon.longitude, **place)
    nowhere = directory.add(name="Car")
    office.screen.open_sheet(middle.id)
    sheet = office.screen.right.sheet.model
    assert sheet.point_words() == "Situé au centre de Craon"
    directory.change(middle.id, latitude=craon.latitude + 0.002)
    assert sheet.point_words() == ""
    office.screen.open_sheet(nowhere.id)
    assert sheet.point_words() == "Sans point sur la carte"
