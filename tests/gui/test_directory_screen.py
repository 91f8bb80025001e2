"""The directory, with real keys on a real base: who is near, whom to keep, which sheet is right."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from directory_desk import BALLOTS
from directory_office import Office
from hands import CTRL, FileChooser, Key
from mobiconseil.domain.directory import Service, service_id
from mobiconseil.domain.hidden_home import DISC_RADIUS_KM
from mobiconseil.services.actions import Action
from mobiconseil.services.papers.directory import DirectoryArea
from mobiconseil.ui import saving, theme
from mobiconseil.ui.screens.directory.starting import ADDRESS, Start
from mobiconseil.ui.screens.directory.view import DirectoryScreen
from mobiconseil.ui.theme import Appearance

AUTO_ECOLE = "Auto-école sociale"


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


def test_the_families_counted_are_those_of_the_services_that_are_shown(office: Office) -> None:
    office.open_person()
    office.open_directory()
    model = office.screen.model
    assert office.screen.heading().subtitle.startswith(f"{len(office.ids)}\u00a0services en tout")
    assert "famille" not in office.screen.heading().subtitle
    for radius in (12, 15, 50):
        model.choose_radius(radius)
        near = model.lines[: model.near]
        words = f"{len(near)}\u00a0services, {len({line.family for line in near})}\u00a0familles"
        assert (model.count_words, office.screen.card.count.text()) == (words, words)
    model.choose_radius(15)
    assert model.count_words == "8\u00a0services, 6\u00a0familles"
    model.toggle_family("F2", on=True)
    assert model.count_words == "2\u00a0services"


def test_services_come_by_distance_and_those_beyond_the_radius_after_a_title(office: Office) -> None:
    office.open_person()
    office.open_directory()
    rows = office.rows()
    assert rows[0] == "Permanence conseil en mobilité"
    assert rows[
        rows.index("Au-delà de 15\u202fkm" if "Au-delà de 15\u202fkm" in rows else "Au-delà de 15\u00a0km") + 1 :
    ] == ["Garage solidaire, réparation"]
    assert office.screen.card.count.text() == "8\u00a0services, 6\u00a0familles"


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


def test_the_starting_point_is_nobodys_while_the_screen_is_shared(office: Office) -> None:
    office.open_person()
    office.open_directory()
    start = office.screen.card.start
    assert start.text() == "Depuis Ballots (Mme Garnier)"
    office.hands.press(Key.Key_F8)
    assert start.text() == "Depuis Ballots"
    office.hands.press(Key.Key_F8)
    assert start.text() == "Depuis Ballots (Mme Garnier)"


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


def test_the_services_found_leave_as_a_table(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "annuaire.csv"
    monkeypatch.setattr(FileChooser, "path", path)
    monkeypatch.setattr(saving, "QFileDialog", FileChooser)
    office.open_directory()
    action = office.screen.findChild(QAction, "export_csv-excel")
    assert action is not None
    action.trigger()
    assert "AutoRelais Craonnais" in path.read_text(encoding="utf-8-sig")
    said = f"Export de 9\u00a0services\u00a0: annuaire.csv, dans {tmp_path.name}"
    assert office.window.said[-1] == said


def test_the_summary_looks_around_her_home(office: Office) -> None:
    office.open_person()
    office.hands.tab_to("see_around")
    office.hands.press(Key.Key_Return)
    assert office.screen.card.start.text() == "Depuis Ballots (Mme Garnier)"


def test_the_quick_search_opens_a_sheet(office: Office) -> None:
    office.hands.press(Key.Key_K, CTRL)
    office.hands.type("autorelais")
    office.hands.press(Key.Key_Return)
    assert office.screen.right.sheet is not None
    assert office.screen.right.sheet.head.name.text() == "Location solidaire de voiture"


def test_the_keys_of_the_rail_open_the_directory(office: Office) -> None:
    office.hands.press(Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert isinstance(office.window.bench.screen_shown, DirectoryScreen)


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


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_the_filters_are_read_whole(office: Office, request: pytest.FixtureRequest, scale: int) -> None:
    request.addfinalizer(lambda: theme.look().apply(Appearance()))
    office.open_directory()
    theme.look().apply(Appearance(scale=scale))
    card = office.screen.card
    for opening in ("", "maintenant"):
        if opening:
            card.opening.setCurrentIndex(1)
        QApplication.processEvents()
        for choice in (card.audience, card.opening):
            choice.grab()
            assert choice.toolTip() == "", choice.currentText()
