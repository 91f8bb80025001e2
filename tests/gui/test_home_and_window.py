"""The home screen, the quick search, the help and the keys of the window."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from builders import Desk
from hands import ALT, CTRL, Hands, Key
from home_desk import Day
from mobiconseil.domain.follow_up import AppointmentChannel
from mobiconseil.services.actions import Action
from mobiconseil.ui.jobs import InlineRunner
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.help.view import HelpDrawer
from mobiconseil.ui.screens.home.cards import ChoreRow
from mobiconseil.ui.screens.home.rows import Chore
from mobiconseil.ui.screens.home.view import HomeScreen
from mobiconseil.ui.screens.palette.view import Palette
from mobiconseil.ui.screens.people.view import PeopleScreen
from mobiconseil.ui.settings_store import SettingsStore
from mobiconseil.ui.widgets.labels import Label
from mobiconseil.ui.widgets.layouts import ScrollPage
from mobiconseil.ui.window import Window


@pytest.fixture
def day(still: None, qtbot: QtBot, tmp_path: Path) -> Day:
    return Day(qtbot, tmp_path)


# ---------------------------------------------------------------------- home


def test_the_day_is_in_order_and_the_next_one_is_counted_in_minutes(day: Day) -> None:
    visits = day.home._model.visits
    assert [visit.hour.replace("\u00a0", " ") for visit in visits] == [
        "9 h 00", "10 h 00", "11 h 15", "14 h 00", "15 h 45",
    ]  # fmt: skip
    assert visits[0].chip == "Dans 8\u00a0min"
    assert [visit.is_next for visit in visits] == [True, False, False, False, False]
    assert day.home.heading().subtitle.startswith("Vendredi 20\u00a0novembre\u00a02026 · mairie de Ballots")


def test_starting_an_interview_shares_the_screen_and_opens_the_right_tab(day: Day) -> None:
    day.button("Démarrer l’entretien").click()
    assert day.window.context.shared.is_on
    assert day.place() == (day.people["Garnier"], Tab.PLAN)


def test_preparing_opens_the_summary(day: Day) -> None:
    day.button("Préparer").click()
    assert not day.window.context.shared.is_on
    assert day.place() == (day.people["Belkacem"], Tab.SUMMARY)


def test_a_past_appointment_is_settled_in_one_gesture_and_undone(day: Day) -> None:
    day.window.desk.clock.set(datetime(2026, 11, 20, 9, 5, tzinfo=UTC))
    day.home._model.refresh()
    assert [visit.is_over for visit in day.home._model.visits][:2] == [True, False]
    day.button("Honoré").click()
    assert day.people["Garnier"] not in [visit.subject for visit in day.home._model.visits]
    assert day.window.said == ["Rendez-vous honoré"]
    day.window.bench.toasts.toast.action.click()
    assert day.people["Garnier"] in [visit.subject for visit in day.home._model.visits]


def test_late_calls_come_first_with_their_delay(day: Day) -> None:
    calls = day.home._model.calls
    assert [call.chip.replace("\u00a0", " ") for call in calls] == [
        "Retard 4 j", "Retard 1 j", "Aujourd’hui", "lun. 23 nov.",
    ]  # fmt: skip
    assert calls[0].phone.replace("\u00a0", " ") == "06 39 98 40 17"


def test_files_to_resume_are_those_begun_and_not_decided(day: Day) -> None:
    model = day.home._model
    assert model.counts["a_reprendre"] == 5
    assert {found.todo for found in model.files} <= {"Diagnostic à terminer", "Plan à construire"}
    day.home.files.link.click()
    shown = day.window.bench.screen_shown
    assert isinstance(shown, PeopleScreen)
    assert shown._model.total == 5


def test_nothing_identifies_the_others_while_the_screen_is_shared(day: Day) -> None:
    day.hands.press(Key.Key_F8)
    model = day.home._model
    shown = [model.visits[0].name, model.calls[0].name, model.calls[0].phone, model.files[0].name]
    assert shown[0] == "SG"
    assert shown[2] == ""
    assert not any("Garnier" in text or "Fournier" in text for text in shown)
    day.hands.press(Key.Key_F8)
    assert model.visits[0].name == "Mme Sylvie Garnier"


def test_the_address_of_a_visit_is_hidden_while_the_screen_is_shared(day: Day) -> None:
    session = day.window.session
    moment = session.clock.now() + timedelta(minutes=5)
    there = {"channel": AppointmentChannel.HOME, "place": "3 rue des Lilas", "reason": "Bus"}
    visit = session.follow_up.plan_appointment(day.people["Garnier"], moment, **there)

    def detail() -> str:
        return next(found.detail for found in day.home._model.visits if found.record == visit.id)

    assert detail() == "Bus · 3 rue des Lilas"
    day.hands.press(Key.Key_F8)
    assert detail() == "à domicile"


def test_the_focus_stays_where_it_was_when_the_day_is_read_again(day: Day) -> None:
    row = day.home.calls.findChild(object, f"call_{day.home._model.calls[1].record.hex()}")
    name = row.objectName()
    row.setFocus()
    day.window.session.follow_up.add_recall(day.people["Traoré"], datetime(2026, 11, 10, tzinfo=UTC).date(), "Papiers")
    focused = day.hands.focused
    assert focused.objectName() == name


def test_what_remains_to_be_done_leads_to_the_right_place(day: Day) -> None:
    chores = {chore.part: chore for chore in day.home._model.chores}
    assert set(chores) == {"backups", "structure", "account", "sans_contact"}
    assert chores["structure"].detail.replace("\u00a0", " ").startswith("Il manque : adresse")
    day.home.findChild(QPushButton, "chore_sans_contact").click()
    shown = day.window.bench.screen_shown
    assert isinstance(shown, PeopleScreen)
    assert shown._model.wanted.chip == "sans_contact"
    assert shown._model.total == 1


def test_a_damaged_base_kept_aside_is_told_until_it_is_read(qtbot, tmp_path: Path) -> None:
    folder = tmp_path / "base"
    folder.mkdir()
    (folder / "mobiconseil.abimee-2026-11-19_0001.db").write_bytes(b"")
    (folder / "mobiconseil.abimee-2026-11-20_0001.db").write_bytes(b"")
    day = Day(qtbot, folder, filled=False)
    banner = day.home.aside
    assert banner.isVisible()
    assert "mobiconseil.abimee-2026-11-20_0001.db" in banner.accessibleDescription()
    banner.action_clicked.emit()
    assert not banner.isVisible()
    day.window.go(Route(section=Section.PEOPLE))
    day.window.go(Route())
    assert not banner.isVisible()


def test_no_damaged_base_is_told_when_there_is_none(day: Day) -> None:
    assert not day.home.aside.isVisible()


def test_a_recovery_sheet_not_tried_for_a_year_is_recalled_until_it_is(day: Day) -> None:
    day.window.desk.clock.set(datetime(2027, 11, 30, 9, 0, tzinfo=UTC))
    day.home._model.refresh()
    assert day.home._model.chores[0].detail == "Pas vérifiée depuis un an"
    day.window.session.team.note(Action.RECOVERY_CHECKED)
    day.home._model.refresh()
    assert "security" not in {chore.part for chore in day.home._model.chores}


def test_a_long_day_shows_six_appointments_then_all(day: Day) -> None:
    for hour in (16, 17, 18):
        moment = datetime(2026, 11, 20, hour, 30, tzinfo=UTC)
        day.window.session.follow_up.plan_appointment(day.people["Haddad"], moment)
    assert len(day.home._model.visits) == 6
    assert day.home.today.link.text() == "Tout voir (8)"
    day.home.today.link.click()
    assert len(day.home._model.visits) == 8


def test_an_empty_base_shows_three_steps(qtbot, tmp_path: Path) -> None:
    day = Day(qtbot, tmp_path, filled=False)
    assert day.home._model.is_first_launch
    assert not day.home.today.isVisible()
    asked: list[str] = []
    day.window.context.navigator.new_file_requested.disconnect(day.window.bench.open_new_file)
    day.window.context.navigator.new_file_requested.connect(asked.append)
    day.home.findChild(QPushButton, "step_person").click()
    assert asked == [""]


def test_a_day_without_appointment_says_when_the_next_one_is(day: Day) -> None:
    day.window.desk.clock.set(datetime(2026, 11, 22, 9, 0, tzinfo=UTC))
    day.home._model.refresh()
    assert day.home._model.visits == ()
    assert day.home._model.coming() == "Le prochain est mardi 24\u00a0novembre à\u00a010\u00a0h\u00a030."


# ---------------------------------------------------------------------- keys of the window


@pytest.mark.parametrize("key", [Key.Key_2, Key.Key_Eacute])
def test_alt_2_and_its_azerty_twin_open_the_list(day: Day, key: Qt.Key) -> None:
    day.hands.press(key, ALT)
    assert isinstance(day.window.bench.screen_shown, PeopleScreen)


def test_the_keys_work_as_soon_as_the_session_is_open(qtbot, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    session = desk.create()
    window = Window(desk._open, SettingsStore(), InlineRunner())
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    window.open_session(session)
    assert window.bench is not None
    hands = Hands(qtbot, window)
    hands.press(Key.Key_K, CTRL)
    assert isinstance(window.bench.overlays.shown, Palette)
    hands.press(Key.Key_Escape)
    hands.press(Key.Key_2, ALT)
    assert isinstance(window.bench.screen_shown, PeopleScreen)
    assert window.windowTitle() == "MobiConseil"
    hands.press(Key.Key_L, CTRL)
    assert window.bench is None


def test_the_main_button_has_its_place_in_the_first_picture(qtbot, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    session = desk.create()
    window = Window(desk._open, SettingsStore(), InlineRunner())
    qtbot.addWidget(window)
    window.resize(1366, 720)
    window.show()
    window.open_session(session)
    assert window.bench is not None
    window.grab()
    main = window.bench.header.main
    assert main.text() == "Nouveau bénéficiaire"
    assert main.width() == main.sizeHint().width()
    window.lock()


def test_ctrl_l_asks_for_the_lock(day: Day) -> None:
    with day.bot.waitSignal(day.window.bench.lock_requested):
        day.hands.press(Key.Key_L, CTRL)


def test_ctrl_z_undoes_letters_first_then_the_last_action(day: Day) -> None:
    day.hands.press(Key.Key_2, ALT)
    day.hands.press(Key.Key_Down)
    day.hands.press(Key.Key_Delete)
    assert day.window.said == ["Dossier mis à la corbeille"]
    day.hands.press(Key.Key_F, CTRL)
    day.hands.type("ab")
    day.hands.press(Key.Key_Z, CTRL)
    assert day.hands.focused.text() == ""
    assert day.window.said == ["Dossier mis à la corbeille"]
    day.hands.press(Key.Key_Z, CTRL)
    assert day.window.said[-1] == "Annulé : dossier mis à la corbeille"


def test_f8_turns_the_shared_screen_on_and_off(day: Day) -> None:
    day.hands.press(Key.Key_F8)
    assert day.window.context.shared.is_on
    day.hands.press(Key.Key_F8)
    assert not day.window.context.shared.is_on


def test_f1_opens_the_help_of_the_screen_and_echap_closes_it(day: Day) -> None:
    day.hands.press(Key.Key_F1)
    drawer = day.window.bench.overlays.shown
    assert isinstance(drawer, HelpDrawer)
    assert drawer.page == "accueil"
    assert "Démarrer l’entretien" in drawer.browser.toPlainText()
    day.hands.press(Key.Key_Escape)
    assert day.window.bench.overlays.shown is None


def test_the_help_is_searched_and_its_links_lead_to_pages(day: Day) -> None:
    day.hands.press(Key.Key_F1)
    drawer = day.window.bench.overlays.shown
    assert isinstance(drawer, HelpDrawer)
    drawer.search.setFocus()
    day.hands.type("corbeille")
    assert "Bénéficiaires" in drawer.browser.toPlainText()
    drawer.go("beneficiaires")
    assert drawer.page == "beneficiaires"
    drawer.go("https")
    assert drawer.page == "beneficiaires"


def test_echap_in_an_empty_home_does_nothing(day: Day) -> None:
    QApplication.sendEvent(
        day.window.bench, QKeyEvent(QEvent.Type.KeyPress, Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    )
    assert isinstance(day.window.bench.screen_shown, HomeScreen)


def test_the_badge_counts_the_people_to_call_today(day: Day) -> None:
    button = next(b for b in day.window.bench.rail.findChildren(object) if getattr(b, "badge", 0))
    assert button.badge == 3
    assert button.entry.code == Section.FOLLOW_UP


@pytest.mark.parametrize("width", [250, 300, 392])
def test_what_is_to_do_is_never_cut_in_a_narrow_card(qtbot, width):
    chore = Chore(
        icon="archive-outline",
        title="5\u00a0dossiers sans nouvelles",
        detail="Aucun contact depuis 3\u00a0mois",
        action="Examiner",
        section=Section.PEOPLE,
        part="quiet",
    )
    page = ScrollPage(margins=(0, 0, 0, 0))
    page.body.addWidget(ChoreRow(chore))
    page.body.addStretch(1)
    qtbot.addWidget(page)
    page.resize(width, 300)
    page.show()
    qtbot.waitExposed(page)
    for label in page.findChildren(Label):
        assert label.height() >= label.heightForWidth(label.width())


def test_the_warning_of_the_lock_goes_away_as_soon_as_somebody_is_there(qtbot, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    session = desk.create()
    window = Window(desk._open, SettingsStore(), InlineRunner())
    qtbot.addWidget(window)
    window.show()
    window.open_session(session)
    assert window.bench is not None
    window._watch._last -= 280
    window._watch.check()
    toast = window.bench.toasts.toast
    assert "Verrouillage dans" in toast.text()
    assert not toast.isHidden()
    window._watch.touch()
    assert toast.isHidden()
    window.close()
