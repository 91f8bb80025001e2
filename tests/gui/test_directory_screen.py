"""The directory, with real keys on a real base: who is near, whom to keep, which sheet is right."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from directory_desk import BALLOTS
from directory_office import MapDouble, Office
from hands import CTRL, FileChooser
from mobiconseil.domain.directory import Service, service_id
from mobiconseil.domain.hidden_home import DISC_RADIUS_KM
from mobiconseil.services.actions import Action
from mobiconseil.services.papers.directory import DirectoryArea
from mobiconseil.ui import saving, theme
from mobiconseil.ui.screens.directory import view as directory_view
from mobiconseil.ui.screens.directory.import_model import Step
from mobiconseil.ui.screens.directory.import_view import ImportAssistant
from mobiconseil.ui.screens.directory.starting import ADDRESS, Start
from mobiconseil.ui.screens.directory.view import DirectoryScreen
from mobiconseil.ui.theme import Appearance

Key = Qt.Key
AUTO_ECOLE = "Auto-école sociale"


@pytest.fixture
def office(qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setattr(directory_view, "make_map", lambda _context: MapDouble())
    theme.apply(QApplication.instance(), Appearance(reduce_motion=True))
    yield Office(qtbot, tmp_path)
    theme.apply(QApplication.instance(), Appearance())


def test_the_nearest_open_driving_school_for_job_seekers_is_kept_in_her_plan_with_its_place(office: Office) -> None:
    office.open_person()
    office.open_directory()
    assert office.screen.card.start.text() == "Depuis Ballots (Mme Garnier)"

    office.hands.tab_to("family_F2")
    office.hands.press(Key.Key_Space)
    office.hands.tab_to("directory_audience")
    office.hands.type("Demandeurs")
    office.hands.tab_to("directory_opening")
    office.hands.press(Key.Key_Down)
    assert office.screen.card.audience.currentText() == "Demandeurs d’emploi"
    assert office.screen.card.opening.currentText() == "Ouvert maintenant"
    office.hands.press(Key.Key_F, CTRL)
    office.hands.type("auto ecole")
    office.wait_near(AUTO_ECOLE)
    office.hands.press(Key.Key_Down)
    assert office.screen.stage.strip.publics.text() == "emploi"
    office.hands.press(Key.Key_Space)

    (step,) = office.steps()
    assert step.service_id == office.ids[AUTO_ECOLE]
    assert step.place == "Route pour tous, 3 place de la Halle, 53400 Cossé-le-Vivien"
    assert (step.phone, step.service_code, step.due_on) == ("+33261916600", "F2-07", date(2026, 11, 27))
    assert office.window.said[-1] == "Service retenu\u00a0: une étape au plan de Mme Garnier"
    assert office.screen.stage.strip.keep.text() == "Voir le plan de Mme Garnier"

    office.hands.press(Key.Key_Z, CTRL)
    assert office.steps() == ()


def test_a_public_and_a_day_narrow_the_list_until_the_filters_are_cleared(office: Office) -> None:
    office.open_directory()
    model = office.screen.model
    model.toggle_family("F2", on=True)
    assert {line.name for line in model.lines} == {AUTO_ECOLE, "Auto-école des vignes"}
    model.set_public("demandeurs-emploi")
    assert [line.name for line in model.lines] == [AUTO_ECOLE]
    model.set_public("etudiants")
    assert [line.name for line in model.lines] == ["Auto-école des vignes"]
    model.set_opening("1")
    assert model.lines == ()
    office.screen.card.empty.button.click()
    assert len(model.lines) == len(office.ids)
    assert office.screen.card.audience.currentText() == "Tous les publics"
    model.set_opening("5")
    assert [line.name for line in model.lines] == ["Auto-école des vignes"]


def test_services_come_by_distance_and_those_beyond_the_radius_after_a_title(office: Office) -> None:
    office.open_person()
    office.open_directory()
    rows = office.rows()
    assert rows[0] == "Permanence conseil en mobilité"
    assert rows[
        rows.index("Au-delà de 15\u202fkm" if "Au-delà de 15\u202fkm" in rows else "Au-delà de 15\u00a0km") + 1 :
    ] == ["Garage solidaire, réparation"]
    assert office.screen.card.count.text() == "8\u00a0services"


def test_a_wider_radius_is_offered_when_nothing_is_near(office: Office) -> None:
    office.open_person()
    office.open_directory()
    office.hands.type("garage")
    office.bot.waitUntil(lambda: office.rows()[-1:] == ["Garage solidaire, réparation"] and not office.near())
    assert office.screen.card.widen.text() == "Élargir à 50\u00a0km"
    office.hands.tab_to("directory_widen")
    office.hands.press(Key.Key_Return)
    office.wait_near("Garage solidaire, réparation")


def test_the_start_is_any_commune_typed_then_hers_again(office: Office) -> None:
    office.open_person()
    office.open_directory()
    start = office.screen.card.start
    start.setFocus(Qt.FocusReason.TabFocusReason)
    start.selectAll()
    office.hands.type("Laval")
    office.hands.press(Key.Key_Return)
    assert office.screen.model.asked.start.name == "Laval"
    assert start.text() == "Depuis Laval"
    office.bot.mouseClick(start.clear_button, Qt.MouseButton.LeftButton)
    assert start.text() == "Depuis Ballots (Mme Garnier)"


def test_without_anybody_the_start_is_the_structure_and_nothing_can_be_kept(office: Office) -> None:
    office.open_directory()
    assert office.screen.card.start.text() == "Depuis Craon"
    assert office.screen.stage.strip.keep.isHidden()


def test_the_map_mirrors_the_list_both_ways(office: Office) -> None:
    office.open_person()
    office.open_directory()
    drawn = office.map.shown[-1]
    assert drawn.home is not None
    assert (drawn.home.latitude, drawn.home.longitude) == BALLOTS
    assert drawn.radius_label == "15\u00a0km"
    assert {service.name for service in drawn.services} == set(office.ids)
    office.map.selected.emit(office.ids["Transport à la demande"].hex())
    assert office.screen.stage.strip.name.text() == "Transport à la demande"
    office.screen.card.list.setFocus()
    office.hands.press(Key.Key_Home)
    assert office.map.chosen == office.ids["Permanence conseil en mobilité"].hex()


def test_a_map_that_fails_leaves_the_table_and_says_so(office: Office) -> None:
    office.open_directory()
    office.map.failed.emit()
    assert office.screen.stage.banner.isVisible()
    assert office.screen.stage.table.isVisible()
    office.hands.tab_to("Réessayer")
    office.hands.press(Key.Key_Return)
    assert not office.screen.stage.banner.isVisible()


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
    sheet = office.screen._sheet
    assert sheet is not None
    shown = sheet.editors["opening_hours"].widget.text()
    assert shown.replace("\u00a0", " ") == "du lundi au vendredi, de 9 h à 12 h et de 14 h à 17 h"


def test_the_starting_point_is_nobodys_while_the_screen_is_shared(office: Office) -> None:
    office.open_person()
    office.open_directory()
    start = office.screen.card.start
    assert start.text() == "Depuis Ballots (Mme Garnier)"
    office.hands.press(Key.Key_F8)
    assert start.text() == "Depuis Ballots"
    office.hands.press(Key.Key_F8)
    assert start.text() == "Depuis Ballots (Mme Garnier)"


def test_hours_that_cannot_be_read_are_refused_with_an_example(office: Office) -> None:
    service = office.ids["Transport solidaire"]
    office.open_directory(f"service/{service.hex()}")
    office.hands.tab_to("service_opening_hours")
    office.hands.type("le matin")
    office.hands.press(Key.Key_Tab)
    sheet = office.screen._sheet
    assert sheet is not None
    assert "Exemple" in sheet.editors["opening_hours"].field.error()
    assert office.session.directory.sheet(service).service.opening_hours == ""


def test_notes_of_the_team_hide_while_the_screen_is_shared(office: Office) -> None:
    office.open_directory(f"service/{office.ids['Transport solidaire'].hex()}")
    sheet = office.screen._sheet
    assert sheet is not None
    assert not sheet._note.isHidden()
    office.hands.press(Key.Key_F8)
    assert sheet._note.isHidden()


def test_the_count_says_that_only_the_sheets_to_check_are_shown(office: Office) -> None:
    office.open_directory()
    office.screen.model.set_to_check(True)
    assert office.screen.card.count.text().endswith("à\u00a0revérifier")
    office.screen.model.clear()
    assert "revérifier" not in office.screen.card.count.text()


def test_the_map_never_tells_the_exact_home_while_the_screen_is_shared(office: Office) -> None:
    office.open_person()
    office.open_directory()
    assert office.map.shown[-1].shown_home.latitude == BALLOTS[0]
    office.hands.press(Key.Key_F8)
    hidden = office.map.shown[-1]
    assert hidden.shown_home.name == "Ballots"
    assert (hidden.shown_home.latitude, hidden.shown_home.longitude) != BALLOTS
    assert hidden.home_disc_km == DISC_RADIUS_KM
    office.hands.press(Key.Key_F8)
    assert office.map.shown[-1].shown_home.latitude == BALLOTS[0]


def test_a_typed_address_leaves_the_laptop_only_as_its_commune(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = Start(
        kind=ADDRESS, name="12 Rue des Lilas, Ballots", commune="Ballots", latitude=BALLOTS[0], longitude=BALLOTS[1]
    )
    office.open_directory()
    office.screen.model.start_from(typed)
    assert office.map.shown[-1].home.name == "12 Rue des Lilas, Ballots"
    areas: list[DirectoryArea] = []
    draw = office.session.papers.directory
    monkeypatch.setattr(
        type(office.session.papers), "directory", lambda _self, lines, area: areas.append(area) or draw(lines, area)
    )
    monkeypatch.setattr(saving, "QFileDialog", FileChooser)
    office.screen._outputs.save_found()
    assert [(area.is_home, area.centre.name) for area in areas if area.centre] == [(True, "Ballots")]
    office.hands.press(Key.Key_F8)
    shown = office.map.shown[-1]
    assert shown.hide_home
    assert shown.shown_home.name == "Ballots"


def test_a_file_is_imported_through_the_assistant_then_taken_back(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "services.csv"
    path.write_text(TABLE, encoding="utf-8")
    monkeypatch.setattr(FileChooser, "path", path)
    monkeypatch.setattr(saving, "QFileDialog", FileChooser)
    office.open_directory()
    office.hands.tab_to("directory_import")
    office.hands.press(Key.Key_Return)
    office.hands.press(Key.Key_Return)
    assistant = office.screen.right.currentWidget()
    assert isinstance(assistant, ImportAssistant)
    assert assistant.steps.accessibleName() == "Étape 2 sur 4, Colonnes"
    office.hands.tab_to("import_source")
    office.hands.type("CCAS de Craon")
    office.hands.tab_to("import_go_on")
    office.hands.press(Key.Key_Return)
    assert assistant.model.problem == ""
    assert assistant.steps.accessibleName() == "Étape 3 sur 4, Aperçu"
    assert assistant.go_on.text() == "Appliquer 1\u00a0changement"
    assert "Atelier vélo du CCAS" not in office.rows()
    office.hands.tab_to("import_go_on")
    office.hands.press(Key.Key_Return)
    assert assistant.steps.accessibleName() == "Étape 4 sur 4, Terminé"
    assert "Atelier vélo du CCAS" in office.rows()
    office.hands.tab_to("import_undo")
    office.hands.press(Key.Key_Return)
    assert "Atelier vélo du CCAS" not in office.rows()
    undo = office.window.context.undo
    undo.undo()
    assert "Atelier vélo du CCAS" in office.rows()
    undo.undo()
    assert "Atelier vélo du CCAS" not in office.rows()
    undo.redo()
    assert "Atelier vélo du CCAS" in office.rows()
    undo.redo()
    assert "Atelier vélo du CCAS" not in office.rows()


def test_an_import_that_is_stopped_changes_nothing(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "services.csv"
    path.write_text(TABLE, encoding="utf-8")
    office.open_directory("import")
    assistant = office.screen.right.currentWidget()
    assert isinstance(assistant, ImportAssistant)
    model = assistant.model
    model.choose(path)
    model.read_columns()
    shown: list[tuple[bool, str]] = []

    def stop(_done: int, _total: int) -> None:
        shown.append((assistant.task.isVisible(), assistant.task.accessibleName()))
        assistant.task.stop.click()

    model.progressed.connect(stop)
    model.apply()
    assert shown[0] == (True, "Écriture dans l’annuaire")
    assert model.problem == "Import arrêté. Rien n’a été modifié."
    assert model.step is Step.PREVIEW
    assert assistant.go_on.isEnabled()
    assert "Atelier vélo du CCAS" not in office.rows()
    model.progressed.disconnect(stop)
    model.apply()
    assert "Atelier vélo du CCAS" in office.rows()


def test_the_services_found_leave_as_a_table(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "annuaire.csv"
    monkeypatch.setattr(FileChooser, "path", path)
    monkeypatch.setattr(saving, "QFileDialog", FileChooser)
    office.open_directory()
    action = office.screen.findChild(QAction, "export_csv-excel")
    assert action is not None
    action.trigger()
    assert "AutoRelais Craonnais" in path.read_text(encoding="utf-8-sig")
    assert office.window.said[-1] == "Exporté\u00a0: 9\u00a0services"


def test_the_summary_looks_around_her_home(office: Office) -> None:
    office.open_person()
    office.hands.tab_to("see_around")
    office.hands.press(Key.Key_Return)
    assert office.screen.card.start.text() == "Depuis Ballots (Mme Garnier)"


def test_the_quick_search_opens_a_sheet(office: Office) -> None:
    office.hands.press(Key.Key_K, CTRL)
    office.hands.type("autorelais")
    office.hands.press(Key.Key_Return)
    assert office.screen._sheet is not None
    assert office.screen._sheet.head.name.text() == "Location solidaire de voiture"


def test_the_keys_of_the_rail_open_the_directory(office: Office) -> None:
    office.hands.press(Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert isinstance(office.window.bench.screen_shown, DirectoryScreen)


def test_a_new_sheet_starts_with_its_name(office: Office) -> None:
    office.open_directory()
    office.hands.press(Key.Key_E, CTRL)
    assert office.hands.focused.objectName() == "service_name"
    office.screen._sheet.editors["name"].widget.selectAll()
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
    editor = office.screen._sheet.editors["phone"]
    assert editor.widget.text() == "02\u00a061\u00a091\u00a000\u00a002"
    assert editor._imported.text() == "Valeur importée\u00a0: 02\u00a061\u00a091\u00a000\u00a001"
    office.hands.tab_to("Reprendre la valeur importée, Téléphone")
    office.hands.press(Key.Key_Return)
    assert editor.widget.text() == "02\u00a061\u00a091\u00a000\u00a001"
    assert not editor._side.isVisible()


def test_a_click_on_the_map_places_her_home_and_can_be_undone(office: Office) -> None:
    office.open_person()
    office.open_directory()
    office.screen.menu.place_home.trigger()
    assert office.map.picking
    assert office.screen.stage.picking.accessibleName() == "Cliquez sur la carte là où habite Mme Garnier"
    office.map.point_picked.emit(47.9, -1.05)
    person = office.session.files.load(office.sylvie).beneficiary
    assert (person.latitude, person.longitude) == (47.9, -1.05)
    assert office.map.shown[-1].home.latitude == 47.9
    assert not office.map.picking
    office.hands.press(Key.Key_Z, CTRL)
    assert office.session.files.load(office.sylvie).beneficiary.latitude == BALLOTS[0]
    assert office.screen.model.asked.start.latitude == BALLOTS[0]


def test_placing_can_be_given_up_with_echap(office: Office) -> None:
    office.open_directory()
    assert office.map.shown
    office.screen.menu.place_service.trigger()
    assert office.map.picking
    office.hands.press(Key.Key_Escape)
    assert not office.map.picking
    assert office.screen.stage.picking.isHidden()


TABLE = """Nom;Adresse;Code postal;Commune;Téléphone
Atelier vélo du CCAS;2 rue de la Gare;53400;Craon;02 61 91 00 77
"""


def test_the_end_of_a_long_list_reads_what_is_left(office: Office) -> None:
    services = [
        Service(id=service_id(f"x--{rank}"), source="x", source_id=f"x--{rank}", name=f"Bus {rank}", commune="Laval",
                latitude=48.2 + rank / 10_000, longitude=-0.77, family="F7")
        for rank in range(1500)
    ]  # fmt: skip
    with office.session.uow.transaction(Action.SERVICES_IMPORTED) as records:
        records.add_many(services)
    office.open_person()
    office.open_directory()
    assert len(office.screen.model.lines) == 1000
    office.screen.card.list.setFocus()
    office.hands.press(Key.Key_End)
    assert len(office.screen.model.lines) == 1509
    assert office.screen.stage.strip.name.text() == "Bus 1499"


def test_a_data_inclusion_file_shows_what_it_changes_before_it_writes(office: Office, tmp_path: Path) -> None:
    row = {
        "id": "dora--svc-7",
        "source": "dora",
        "structure_id": "dora--str-7",
        "nom": "Auto-école solidaire du Craonnais",
        "description": "Préparation du code et du permis B, à petits pas, avec un moniteur formé à l’apprentissage.",
        "thematiques": ["mobilite--preparer-un-permis"],
        "publics": ["demandeurs-emploi"],
        "commune": "Craon",
        "code_postal": "53400",
        "code_insee": "53084",
        "latitude": 47.8478,
        "longitude": -0.9486,
        "telephone": "0261910088",
        "modes_accueil": ["en-presentiel"],
        "date_maj": "2026-10-01",
    }
    path = tmp_path / "services.json"
    path.write_text(json.dumps([row]), encoding="utf-8")
    office.open_person()
    office.open_directory("import")
    assistant = office.screen.right.currentWidget()
    assert isinstance(assistant, ImportAssistant)
    assistant.model.choose(path)
    assert assistant.model.problem == ""
    assert [count for _, _, count in assistant.model.groups()][:2] == [1, 0]
    assert "Auto-école solidaire du Craonnais" not in office.rows()
    office.hands.press(Key.Key_Return)
    assert "Auto-école solidaire du Craonnais" in office.near()

    assistant.model.choose(path)
    assert assistant.go_on.text() == "Rien à appliquer"
    assert not assistant.go_on.isEnabled()
    assert office.hands.focused is assistant.again
    office.hands.press(Key.Key_Escape)
    office.screen.open_import()
    assert assistant.steps.accessibleName() == "Étape 1 sur 4, Fichier"

    cut = tmp_path / "coupe.json"
    cut.write_bytes(b"")
    assistant.model.choose(cut)
    assert assistant.problem.isVisible()
    office.hands.press(Key.Key_Escape)
    office.screen.open_import()
    assert not assistant.problem.isVisible()


def test_a_sheet_says_that_its_point_is_only_that_of_the_commune(office: Office) -> None:
    office.open_directory()
    directory, craon = office.session.directory, office.session.geography.gazetteer.by_insee("53084")
    place = {"commune": "Craon", "postal_code": "53400", "insee_code": "53084"}
    middle = directory.add(name="Taxi", latitude=craon.latitude, longitude=craon.longitude, **place)
    nowhere = directory.add(name="Car")
    office.screen.open_sheet(middle.id)
    sheet = office.screen._sheet.model
    assert sheet.point_words() == "Situé au centre de Craon"
    directory.change(middle.id, latitude=craon.latitude + 0.002)
    assert sheet.point_words() == ""
    office.screen.open_sheet(nowhere.id)
    assert sheet.point_words() == "Sans point sur la carte"


def test_the_key_says_in_words_what_the_map_shows_beside_the_services(office: Office) -> None:
    office.open_person()
    office.open_directory()
    directory, model = office.session.directory, office.screen.model
    directory.add_drop_in(
        place="Mairie de Cossé-le-Vivien", latitude=47.9455, longitude=-0.9115, calendar="Tu 09:00-12:00"
    )
    model.select(office.ids[AUTO_ECOLE])
    model.keep()
    key = office.screen.stage._key
    office.hands.tab_to("directory_map_key")
    key.write()
    said = [action.text() for action in key.actions()]
    assert said[0] == "Départ\u00a0: Ballots"
    assert "Un trait\u00a0: un service retenu au plan" in said
    (place,) = [action for action in key.actions() if "Mairie de Cossé" in action.text()]
    assert "km" in place.text()
    assert "mardi" in place.text()
    goes = {f"Destination\u00a0: {trip.destination_commune}" for trip in model.person.trips if trip.destination_commune}
    assert goes <= {text.partition(",")[0] for text in said}
    place.trigger()
    assert office.screen.card.start.text() == "Depuis Mairie de Cossé-le-Vivien"

    model.start_again()
    office.window.context.shared.set_on(True)
    key.write()
    assert not any("Ballots" in action.text() for action in key.actions() if "Départ" in action.text())


def test_the_rows_of_an_area_are_kept_and_undoing_the_import_leaves_its_last_page(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "taxis.csv"
    path.write_text("Nom;Ville;CP\nTaxi de Craon;Craon;53400\nTaxi de Lille;Lille;59000\n", encoding="utf-8")
    office.open_directory("import")
    assistant = office.screen.right.currentWidget()
    assert isinstance(assistant, ImportAssistant)
    assistant.model.choose(path)
    assistant.model.read_columns()
    assert not assistant.preview.themes.isVisible(), "a table has no themes"
    assert len(assistant.model.rows("new")) == 2
    names = dict(assistant.model.areas())
    assert names["epci"] == "CC du Pays de Craon"
    for area in ("epci", "30"):
        assistant.preview.area.chosen.emit(area)
        assert [name for _, name, _ in assistant.model.rows("new")] == ["Taxi de Craon"]
        assert assistant.preview.area.current() == area
    assistant.model.apply()
    assert assistant.model.step is Step.DONE
    office.hands.press(Key.Key_Z, CTRL)
    assert assistant.model.step is Step.FILE
    assert assistant.model.batches() == ()
    office.hands.press(Key.Key_Y, CTRL)
    assert len(assistant.model.batches()) == 1


def test_in_a_small_window_the_card_of_the_list_keeps_its_place_and_the_key_is_with_the_other_actions(
    office: Office,
) -> None:
    office.open_directory()
    screen = office.screen
    assert screen.stage.key.isVisible()
    screen.window().resize(1024, 600)
    office.hands.wait_for(lambda: not screen.stage.key.isVisible())
    assert screen.stage._key.menuAction().isVisible()
    office.hands.wait_for(lambda: screen.card.geometry().right() < screen.right.geometry().left())
    assert screen.right.geometry().right() < screen.width()


def test_large_letters_in_a_small_window_leave_their_height_to_the_fields(office: Office) -> None:
    office.open_directory()
    card = office.screen.card
    theme.apply(QApplication.instance(), Appearance(scale=150, reduce_motion=True))
    office.screen.window().resize(1024, 540)
    office.hands.wait_for(lambda: card.map_button.isVisible() and card.start.height() >= card.start.sizeHint().height())
    assert card.radius.height() == card.start.height()
    assert card.audience.y() == card.opening.y()
    assert card.list.height() >= card.list.verticalHeader().defaultSectionSize()


def test_for_somebody_else_the_list_begins_at_the_nearest_unless_a_service_was_chosen(office: Office) -> None:
    office.open_directory()
    model = office.screen.model
    model.start_from(Start(kind="commune", name="Craon", latitude=47.8478, longitude=-0.9486))
    assert model.lines[0].commune == "Craon"
    assert model.selected != office.ids["Permanence conseil en mobilité"]
    office.open_person()
    office.open_directory()
    assert model.selected == model.lines[0].id == office.ids["Permanence conseil en mobilité"]

    model.select(office.ids[AUTO_ECOLE])
    model.set_shown(False)
    model.context.navigator.last_person = None
    model.set_shown(True)
    assert model.selected == office.ids[AUTO_ECOLE]


def test_the_structure_says_how_much_longer_its_roads_are(office: Office) -> None:
    office.open_person()
    office.open_directory()
    model, menu = office.screen.model, office.screen.menu.detour
    far = model.row(office.ids["Garage solidaire, réparation"]).distance
    menu.write()
    (checked,) = [action for action in menu.actions() if action.isChecked()]
    assert checked.text() == "Ligne droite × 1,3"
    next(action for action in menu.actions() if action.text().endswith("× 2,0")).trigger()
    assert model.factor == 2.0
    assert model.row(office.ids["Garage solidaire, réparation"]).distance != far
    office.hands.press(Key.Key_Z, CTRL)
    assert model.row(office.ids["Garage solidaire, réparation"]).distance == far
