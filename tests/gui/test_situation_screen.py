"""The Situation tab, driven by keys on a real encrypted base."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desk_window import OpenWindow
from mobiconseil.domain.beneficiary import Beneficiary, FileState, Licence
from mobiconseil.domain.civility import Civility
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.widgets.choice_fields import ChoiceField
from mobiconseil.ui.widgets.form_field import FormField
from situation_desk import field, form_field, show, stored, type_in


@pytest.fixture
def person(window: OpenWindow) -> Beneficiary:
    return window.session.files.create(
        civility=Civility.MADAME, first_name="Sylvie", last_name="Garnier", birth_year=1984, commune="Ballots"
    )


def test_what_is_typed_is_read_and_stored_in_its_own_form(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary
) -> None:
    screen = show(window, person)
    type_in(qtbot, screen, "phone", "0639981234")
    type_in(qtbot, screen, "email", "Sylvie@Exemple.FR")
    type_in(qtbot, screen, "birth_year", "85")
    type_in(qtbot, screen, "deadline_on", "7/12")
    type_in(qtbot, screen, "mobility_budget", "120 euros")
    type_in(qtbot, screen, "children", "2")
    type_in(qtbot, screen, "request", "Je commence a 7 h")
    assert screen.flush()

    kept = stored(window, person)
    assert kept.phone == "+33639981234"
    assert kept.email == "Sylvie@exemple.fr"
    assert kept.birth_year == 1985
    assert kept.deadline_on == date(2026, 12, 7)
    assert (kept.mobility_budget, kept.children) == (120, 2)
    assert kept.request == "Je commence a 7 h"
    phone = field(screen, "phone")
    assert isinstance(phone, QLineEdit)
    assert phone.text() == "06\u00a039\u00a098\u00a012\u00a034"


def test_typing_is_saved_by_itself_after_a_pause(qtbot: QtBot, window: OpenWindow, person: Beneficiary) -> None:
    screen = show(window, person)
    qtbot.keyClicks(field(screen, "address"), "12 rue de la Mairie")
    qtbot.waitUntil(lambda: stored(window, person).address == "12 rue de la Mairie", timeout=5000)


def test_leaving_the_tab_saves_a_field_that_still_has_the_focus(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary
) -> None:
    screen = show(window, person)
    phone = field(screen, "phone")
    phone.setFocus()
    qtbot.keyClicks(phone, "06 39 98 12 34")
    window.go(Route(section=Section.PEOPLE, subject=person.id, tab=Tab.SUMMARY))
    assert stored(window, person).phone == "+33639981234"


def test_a_fault_shows_on_leaving_clears_while_typing_and_blocks_nothing(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary
) -> None:
    screen = show(window, person)
    phone = type_in(qtbot, screen, "phone", "06 39 98 12 3")
    assert form_field(phone).error().startswith("Il manque un chiffre.")
    assert "Il manque un chiffre" in phone.accessibleDescription()
    assert screen.flush()
    assert stored(window, person).phone == ""
    phone.setFocus()
    qtbot.keyClick(phone, Qt.Key.Key_End)
    qtbot.keyClicks(phone, "4")
    assert form_field(phone).error() == ""
    qtbot.keyClick(phone, Qt.Key.Key_Tab)
    assert screen.flush()
    assert stored(window, person).phone == "+33639981234"


def test_a_refresh_from_elsewhere_leaves_alone_what_is_being_typed(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary
) -> None:
    screen = show(window, person)
    address = field(screen, "address")
    address.setFocus()
    qtbot.keyClicks(address, "12 rue")
    window.session.files.change(person.id, availability="le matin", email="s@exemple.fr")
    assert isinstance(address, QLineEdit)
    assert address.text() == "12 rue"
    email = field(screen, "email")
    assert isinstance(email, QLineEdit)
    assert email.text() == "s@exemple.fr"


def test_a_health_word_in_a_shared_text_gives_a_gentle_warning_and_is_saved(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary
) -> None:
    screen = show(window, person)
    need = type_in(qtbot, screen, "analysed_need", "Elle sort d'une depression")
    message = form_field(need)._message
    assert "depression" in message.text()
    assert form_field(need).error() == ""
    assert screen.flush()
    assert stored(window, person).analysed_need == "Elle sort d'une depression"


def test_there_is_no_field_for_the_social_security_number(window: OpenWindow, person: Beneficiary) -> None:
    screen = show(window, person)
    labels = [found.label.text().lower() for found in screen.findChildren(FormField)]
    assert labels
    assert not any("sécurité sociale" in label or "nir" in label.split() for label in labels)


def test_the_full_birth_date_is_a_choice_and_gives_the_year(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary
) -> None:
    screen = show(window, person)
    toggle = screen._groups["identity"]._full  # type: ignore[attr-defined]
    toggle.setFocus()
    qtbot.keyClick(toggle, Qt.Key.Key_Space)
    born = field(screen, "birth_date")
    assert born.hasFocus()
    qtbot.keyClicks(born, "14/05/1986")
    qtbot.keyClick(born, Qt.Key.Key_Tab)
    assert screen.flush()
    assert (stored(window, person).birth_date, stored(window, person).birth_year) == (date(1986, 5, 14), 1986)


def test_a_known_commune_is_completed_with_its_codes_and_another_is_typed_freely(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary
) -> None:
    window.session.files.create(last_name="Autre", commune="Craon", postal_code="53400", insee_code="53084")
    screen = show(window, person, "contact")
    commune = field(screen, "commune")
    assert isinstance(commune, QLineEdit)
    commune.setFocus()
    commune.selectAll()
    qtbot.keyClicks(commune, "cra")
    qtbot.keyClick(commune, Qt.Key.Key_Return)
    assert screen.flush()
    kept = stored(window, person)
    assert (kept.commune, kept.postal_code, kept.insee_code) == ("Craon", "53400", "53084")
    commune.selectAll()
    qtbot.keyClicks(commune, "Saint-Aignan")
    assert screen.flush()
    kept = stored(window, person)
    assert (kept.commune, kept.insee_code) == ("Saint-Aignan", "")


def test_lists_take_a_code_with_the_keyboard_and_undo_gives_it_back(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary
) -> None:
    screen = show(window, person, "resources")
    licence = field(screen, "licence")
    assert isinstance(licence, ChoiceField)
    licence.setFocus()
    for _ in range(2):
        qtbot.keyClick(licence, Qt.Key.Key_Down)
    assert screen.flush()
    assert stored(window, person).licence is Licence.NONE
    window.bench.undo()
    assert stored(window, person).licence is Licence.UNKNOWN
    assert licence.current() == ""


def test_leaving_the_file_is_dated(qtbot: QtBot, window: OpenWindow, person: Beneficiary) -> None:
    screen = show(window, person, "state")
    state = field(screen, "state")
    state.setFocus()
    qtbot.keyClicks(state, "Sorti")
    assert stored(window, person).left_on is None
    assert screen.flush()
    assert stored(window, person).state is FileState.LEFT
    assert stored(window, person).left_on == date(2026, 11, 20)


def test_f6_walks_through_the_groups_and_the_index_follows(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary
) -> None:
    screen = show(window, person)
    name = field(screen, "last_name")
    name.setFocus()
    qtbot.keyClick(name, Qt.Key.Key_F6)
    phone = field(screen, "phone")
    assert phone.hasFocus()
    assert screen._side.current() == "contact"
    qtbot.keyClick(phone, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert name.hasFocus()


def test_tab_follows_the_reading_order(qtbot: QtBot, window: OpenWindow, person: Beneficiary) -> None:
    screen = show(window, person)
    screen.go("contact")
    editors = [e for e in screen._groups["contact"].findChildren(QLineEdit) if e.objectName()]
    editors[0].setFocus()
    seen = []
    focused: QWidget | None = editors[0]
    while focused is not None and screen._groups["contact"].isAncestorOf(focused):
        seen.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        following = screen.window().focusWidget()
        focused = following if following is not focused else None
    places = [widget.mapTo(screen, QPoint(0, 0)) for widget in seen]
    rows = [(point.y() // 20, point.x()) for point in places]
    assert len(seen) >= 8
    assert rows == sorted(rows)


def test_every_part_is_one_click_away(qtbot: QtBot, window: OpenWindow, person: Beneficiary) -> None:
    screen = show(window, person)
    for entry in screen._side._index._entries:
        qtbot.mouseClick(entry, Qt.MouseButton.LeftButton)
        group = screen._groups[entry.part.code]
        top = group.mapTo(screen, QPoint(0, 0)).y()
        assert -1 <= top < screen.height() - 60, entry.part.code
        assert screen._side.current() == entry.part.code


def test_the_place_is_found_again_after_a_lock(qtbot: QtBot, window: OpenWindow, person: Beneficiary) -> None:
    screen = show(window, person)
    field(screen, "vehicle_detail").setFocus()
    place = screen.place()
    assert (place.tab, place.focus) == (Tab.SITUATION, "vehicle_detail")
    window.go(Route(section=Section.PEOPLE, subject=person.id, tab=Tab.SUMMARY))
    window.go(place)
    assert field(screen, "vehicle_detail").hasFocus()


def test_the_file_goes_to_the_trash_with_a_way_back(window: OpenWindow, person: Beneficiary) -> None:
    screen = show(window, person)
    actions = {action.text(): action for action in screen._side.menu().actions()}
    actions["Mettre le dossier à la corbeille"].trigger()
    assert window.session.files.load(person.id).trashed
    assert window.said[-1] == "Dossier mis à la corbeille"
    window.bench.toasts.toast.action.click()
    assert not window.session.files.load(person.id).trashed


def test_a_narrow_window_has_one_column_and_a_list_of_parts(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary
) -> None:
    screen = show(window, person)
    window.bench.resize(920, 560)
    qtbot.waitUntil(lambda: screen.width() < 880)
    assert screen._side._jump.isVisibleTo(screen)
    first, second = field(screen, "last_name"), field(screen, "first_name")
    qtbot.waitUntil(lambda: first.mapTo(screen, QPoint()).x() == second.mapTo(screen, QPoint()).x())


def test_the_full_name_of_the_only_such_commune_brings_its_codes(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary
) -> None:
    window.session.files.create(last_name="Autre", commune="Craon", postal_code="53400", insee_code="53084")
    screen = show(window, person, "contact")
    type_in(qtbot, screen, "commune", "craon")
    assert screen.flush()
    kept = stored(window, person)
    assert (kept.commune, kept.postal_code, kept.insee_code) == ("Craon", "53400", "53084")


def test_a_commune_of_the_country_brings_its_code_and_its_point(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary
) -> None:
    screen = show(window, person, "contact")
    type_in(qtbot, screen, "commune", "cosse le vivien")
    assert screen.flush()
    kept = stored(window, person)
    assert (kept.commune, kept.postal_code, kept.insee_code) == ("Cossé-le-Vivien", "53230", "53077")
    assert kept.latitude == pytest.approx(47.945, abs=0.01)
    assert kept.longitude == pytest.approx(-0.912, abs=0.01)


def test_two_communes_of_the_same_name_are_not_guessed(qtbot: QtBot, window: OpenWindow, person: Beneficiary) -> None:
    screen = show(window, person, "contact")
    type_in(qtbot, screen, "commune", "Craon")
    assert screen.flush()
    kept = stored(window, person)
    assert (kept.commune, kept.postal_code, kept.insee_code) == ("Craon", "", "")


def test_a_commune_with_several_postal_codes_keeps_the_one_noted_when_it_is_one_of_them(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary
) -> None:
    screen = show(window, person, "contact")
    type_in(qtbot, screen, "postal_code", "49100")
    type_in(qtbot, screen, "commune", "Angers")
    assert screen.flush()
    assert stored(window, person).postal_code == "49100"
    type_in(qtbot, screen, "postal_code", "53400")
    type_in(qtbot, screen, "commune", "sevremoine")
    assert screen.flush()
    kept = stored(window, person)
    assert (kept.commune, kept.postal_code, kept.insee_code) == ("Sèvremoine", "", "49301")
