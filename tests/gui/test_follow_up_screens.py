"""The follow-up of a person and the Suivi section, driven by keys on a real encrypted base."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desk_window import OpenWindow
from hands import CTRL, Hands, Key
from mobiconseil.domain.civility import Civility
from mobiconseil.domain.follow_up import (
    Appointment,
    AppointmentChannel,
    AppointmentState,
    Contact,
    ContactKind,
    ContactOutcome,
    Recall,
)
from mobiconseil.domain.identity import RecordId
from mobiconseil.ui import theme
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.follow_up.view import FollowUpScreen
from mobiconseil.ui.screens.person_follow_up.view import PersonFollowUpScreen
from mobiconseil.ui.theme import Appearance
from mobiconseil.ui.widgets.buttons import LinkButton
from mobiconseil.ui.widgets.postpone_button import PostponeButton
from mobiconseil.ui.widgets.refill import CodeButton
from sylvie_file import at, person

TODAY = date(2026, 11, 20)


@pytest.fixture
def subject(window: OpenWindow) -> RecordId:
    return person(window.session, civility=Civility.MADAME, phone="+33639981234")


def show(window: OpenWindow, subject: RecordId, part: str = "") -> PersonFollowUpScreen:
    window.go(Route(section=Section.PEOPLE, subject=subject, tab=Tab.FOLLOW_UP, part=part))
    screen = window.bench.screen_shown.current  # type: ignore[union-attr]
    assert isinstance(screen, PersonFollowUpScreen)
    return screen


def section(window: OpenWindow) -> FollowUpScreen:
    window.go(Route(section=Section.FOLLOW_UP))
    screen = window.bench.screen_shown
    assert isinstance(screen, FollowUpScreen)
    return screen


def contacts(window: OpenWindow, subject: RecordId) -> tuple[Contact, ...]:
    return window.session.files.load(subject).contacts


def recalls(window: OpenWindow, subject: RecordId) -> tuple[Recall, ...]:
    return window.session.files.load(subject).recalls


def appointments(window: OpenWindow, subject: RecordId) -> tuple[Appointment, ...]:
    return window.session.files.load(subject).appointments


def press(screen: QWidget, text: str) -> None:
    found = [b for b in screen.findChildren(CodeButton) if b.text() == text and b.isVisibleTo(screen)]
    assert found, text
    found[0].click()


def take_back(window: OpenWindow) -> None:
    window.bench.toasts.toast.action.click()


# ---------------------------------------------------------------- contacts of a person


@pytest.mark.usefixtures("still")
@pytest.mark.parametrize("scale", [100, 150, 200])
@pytest.mark.parametrize("noted", [(ContactKind.CALL,), (ContactKind.PARTNER, ContactKind.GROUP, ContactKind.CALL)])
def test_the_filter_of_the_contacts_never_cuts_a_choice(
    window: OpenWindow, subject: RecordId, noted: tuple[ContactKind, ...], scale: int, qapp: QApplication
) -> None:
    for kind in noted:
        window.session.follow_up.note(subject, kind, kind.label)
    if len(noted) > 1:
        window.session.aid_requests.ask(window.session.aid_requests.add(subject, name="Fonds").id)
    theme.apply(qapp, Appearance(scale=scale, reduce_motion=True))
    screen = show(window, subject)
    kinds = screen.contacts.kinds
    codes = [str(kinds.itemData(rank)) for rank in range(kinds.count())]
    assert len(codes) == len(noted) + (2 if len(noted) > 1 else 1)
    for code in codes:
        kinds.set_current(code)
        kinds.grab()
        assert kinds.toolTip() == "", f"« {kinds.currentText()} » is cut"


def test_ctrl_e_opens_a_contact_that_exists_once_something_is_typed(
    qtbot: QtBot, window: OpenWindow, subject: RecordId
) -> None:
    screen = show(window, subject)
    hands = Hands(qtbot, window.bench)
    hands.press(Key.Key_E, CTRL)
    assert contacts(window, subject) == ()
    hands.type("Le garage a rappele.")
    assert screen.flush()
    (noted,) = contacts(window, subject)
    assert (noted.text, noted.kind, noted.duration_min) == ("Le garage a rappele.", ContactKind.CALL, 15)
    assert screen.model.contacts()[0].by == "par Claire Morin"


def test_a_new_contact_goes_on_being_the_same_one(qtbot: QtBot, window: OpenWindow, subject: RecordId) -> None:
    screen = show(window, subject)
    hands = Hands(qtbot, window.bench)
    hands.press(Key.Key_E, CTRL)
    hands.type("Un")
    screen.flush()
    hands.type(" deux")
    screen.flush()
    assert [contact.text for contact in contacts(window, subject)] == ["Un deux"]


def test_the_text_is_saved_by_itself_after_the_last_key(qtbot: QtBot, window: OpenWindow, subject: RecordId) -> None:
    show(window, subject)
    hands = Hands(qtbot, window.bench)
    hands.press(Key.Key_E, CTRL)
    hands.type("Sans bouton")
    hands.wait_for(lambda: [contact.text for contact in contacts(window, subject)] == ["Sans bouton"])


def test_the_day_is_typed_as_it_is_said(qtbot: QtBot, window: OpenWindow, subject: RecordId) -> None:
    noted = window.session.follow_up.note(subject, ContactKind.CALL, "Appel")
    screen = show(window, subject, f"contact:{noted.id.hex()}")
    day = screen.findChild(QWidget, "contact_day")
    assert day is not None
    day.setFocus()
    hands = Hands(qtbot, window.bench)
    hands.press(Key.Key_A, CTRL)
    hands.type("lundi")
    hands.press(Key.Key_Tab)
    (changed,) = contacts(window, subject)
    assert window.session.clock.local(changed.at).date() == date(2026, 11, 16)


def test_a_deleted_contact_comes_back_by_the_toast(window: OpenWindow, subject: RecordId) -> None:
    noted = window.session.follow_up.note(subject, ContactKind.CALL, "Par erreur")
    screen = show(window, subject, f"contact:{noted.id.hex()}")
    screen.remove.click()
    assert contacts(window, subject) == ()
    assert window.said == ["Contact supprimé"]
    take_back(window)
    assert [contact.text for contact in contacts(window, subject)] == ["Par erreur"]


def test_the_filter_reads_words_without_accents(qtbot: QtBot, window: OpenWindow, subject: RecordId) -> None:
    note = window.session.follow_up.note
    note(subject, ContactKind.CALL, "Permis à repasser")
    note(subject, ContactKind.EMAIL, "Dossier reçu")
    screen = show(window, subject)
    screen.on_find()
    Hands(qtbot, window.bench).type("recu")
    assert [line.text for line in screen.model.contacts()] == ["Dossier reçu"]


def test_private_contacts_are_not_listed_while_the_screen_is_shared(window: OpenWindow, subject: RecordId) -> None:
    window.session.follow_up.note(subject, ContactKind.NOTE, "Pour moi", private=True)
    screen = show(window, subject)
    assert len(screen.model.contacts()) == 1
    window.context.shared.set_on(True)
    assert screen.model.contacts() == ()


def test_sharing_the_screen_closes_a_private_contact_once_it_is_saved(
    qtbot: QtBot, window: OpenWindow, subject: RecordId
) -> None:
    noted = window.session.follow_up.note(subject, ContactKind.NOTE, "Pour moi", private=True)
    screen = show(window, subject, f"contact:{noted.id.hex()}")
    text = screen.findChild(QWidget, "contact_text")
    assert text is not None
    text.setFocus()
    hands = Hands(qtbot, window.bench)
    hands.press(Key.Key_End, CTRL)
    hands.type(" seule")
    hands.press(Key.Key_F8)
    assert screen.form is None
    assert contacts(window, subject)[0].text == "Pour moi seule"


# ---------------------------------------------------------------- appointments and recalls of a person


@pytest.mark.parametrize(
    ("button", "state", "outcome"),
    [
        ("Honoré", AppointmentState.KEPT, ContactOutcome.DONE),
        ("Absence", AppointmentState.ABSENT, ContactOutcome.ABSENT),
        ("Absence excusée", AppointmentState.EXCUSED, ContactOutcome.EXCUSED),
    ],
)
def test_settling_an_appointment_notes_the_contact(
    window: OpenWindow, subject: RecordId, button: str, state: AppointmentState, outcome: ContactOutcome
) -> None:
    window.session.follow_up.plan_appointment(subject, at(window.session, TODAY, 9), reason="Bilan")
    press(show(window, subject), button)
    assert appointments(window, subject)[0].state is state
    assert [(c.text, c.outcome) for c in contacts(window, subject)] == [("Bilan", outcome)]
    take_back(window)
    assert appointments(window, subject)[0].state is AppointmentState.PLANNED
    assert contacts(window, subject) == ()


def test_a_cancelled_appointment_leaves_no_contact(window: OpenWindow, subject: RecordId) -> None:
    window.session.follow_up.plan_appointment(subject, at(window.session, TODAY, 9))
    press(show(window, subject), "Annulé")
    assert appointments(window, subject)[0].state is AppointmentState.CANCELLED
    assert contacts(window, subject) == ()


def test_an_appointment_ahead_cannot_be_said_kept(window: OpenWindow, subject: RecordId) -> None:
    window.session.follow_up.plan_appointment(subject, at(window.session, date(2026, 12, 2), 9))
    screen = show(window, subject)
    shown = {button.text() for button in screen.planned.findChildren(CodeButton)}
    assert shown == {"Absence excusée", "Annulé"}


def test_a_recall_is_added_with_the_keyboard(qtbot: QtBot, window: OpenWindow, subject: RecordId) -> None:
    screen = show(window, subject)
    screen.recalls.link.click()
    hands = Hands(qtbot, window.bench)
    hands.tab_to("recall_reason")
    hands.type("Aide demandee")
    hands.press(Key.Key_Tab)
    hands.press(Key.Key_A, CTRL)
    hands.type("+3")
    hands.press(Key.Key_Return)
    (recall,) = recalls(window, subject)
    assert (recall.reason, recall.due_on) == ("Aide demandee", date(2026, 11, 23))


def test_reached_the_recall_is_done_and_the_call_is_open_to_be_told(
    qtbot: QtBot, window: OpenWindow, subject: RecordId
) -> None:
    window.session.follow_up.add_recall(subject, TODAY, "Aide demandée")
    screen = show(window, subject)
    press(screen, "Joint")
    assert recalls(window, subject)[0].done_on == TODAY
    assert screen.model.editor.contact is not None
    assert screen.model.editor.contact.text == "Aide demandée"


def test_not_reached_the_try_is_noted_and_the_recall_comes_back_in_two_days(
    window: OpenWindow, subject: RecordId
) -> None:
    window.session.follow_up.add_recall(subject, date(2026, 11, 16), "Aide demandée")
    press(show(window, subject), "Pas joint")
    assert recalls(window, subject)[0].due_on == date(2026, 11, 22)
    assert contacts(window, subject)[0].outcome is ContactOutcome.NOT_REACHED
    take_back(window)
    assert recalls(window, subject)[0].due_on == date(2026, 11, 16)
    assert contacts(window, subject) == ()


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_a_recall_is_postponed_by_the_menu_or_to_a_date_typed(
    qtbot: QtBot, window: OpenWindow, subject: RecordId
) -> None:
    window.session.follow_up.add_recall(subject, TODAY, "Aide demandée")
    screen = show(window, subject)
    screen.findChildren(PostponeButton)[0].menu_shown.actions()[1].trigger()
    assert recalls(window, subject)[0].due_on == date(2026, 11, 27)
    button = screen.findChildren(PostponeButton)[-1]
    button.menu_shown.actions()[2].trigger()
    qtbot.keyClicks(button.popup.field, "2/12")
    qtbot.keyClick(button.popup.field, Key.Key_Return)
    assert recalls(window, subject)[0].due_on == date(2026, 12, 2)


# ---------------------------------------------------------------- the section


def test_late_people_come_first_then_today_then_the_days_ahead(window: OpenWindow, subject: RecordId) -> None:
    add = window.session.follow_up.add_recall
    add(subject, date(2026, 11, 23), "Lundi")
    add(subject, TODAY, "Aujourd’hui")
    add(subject, date(2026, 11, 16), "En retard")
    groups = section(window).model.groups()
    assert [(group.title, [row.reason for row in group.rows]) for group in groups] == [
        ("En retard", ["En retard"]),
        ("Aujourd’hui", ["Aujourd’hui"]),
        ("La semaine prochaine", ["Lundi"]),
    ]
    assert groups[0].rows[0].when == "Retard 4\u00a0j"
    assert groups[0].rows[0].phone == "06\u00a039\u00a098\u00a012\u00a034"


def test_reached_from_the_section_the_call_is_told_in_place(
    qtbot: QtBot, window: OpenWindow, subject: RecordId
) -> None:
    window.session.follow_up.add_recall(subject, TODAY, "A-t-elle essayé le bus")
    screen = section(window)
    press(screen, "Joint")
    hands = Hands(qtbot, window.bench)
    assert hands.focused.objectName() == "reached_note"
    hands.type("Oui, deux fois.")
    hands.press(Key.Key_Return, CTRL)
    (noted,) = contacts(window, subject)
    assert (noted.text, noted.kind, noted.reached) == ("Oui, deux fois.", ContactKind.CALL, True)
    assert recalls(window, subject)[0].done_on == TODAY
    assert screen.model.groups() == ()


def test_what_is_told_is_kept_when_the_adviser_leaves(qtbot: QtBot, window: OpenWindow, subject: RecordId) -> None:
    window.session.follow_up.add_recall(subject, TODAY, "Bus")
    press(section(window), "Joint")
    Hands(qtbot, window.bench).type("Interrompue")
    window.go(Route(section=Section.PEOPLE, subject=subject))
    assert contacts(window, subject)[0].text == "Interrompue"


def test_undoing_the_call_brings_the_recall_back_and_closes_the_note(window: OpenWindow, subject: RecordId) -> None:
    window.session.follow_up.add_recall(subject, TODAY, "Bus")
    screen = section(window)
    press(screen, "Joint")
    take_back(window)
    assert screen.model.noting is None
    assert [row.reason for row in screen.model.groups()[0].rows] == ["Bus"]
    assert contacts(window, subject) == ()


def test_a_shared_screen_shows_initials_and_no_phone(window: OpenWindow, subject: RecordId) -> None:
    window.session.follow_up.add_recall(subject, TODAY, "Bus")
    window.session.follow_up.plan_appointment(subject, at(window.session, TODAY, 9))
    screen = section(window)
    window.context.shared.set_on(True)
    row = screen.model.groups()[0].rows[0]
    assert (row.name, row.phone) == ("SG", "")
    assert [found.name for day in screen.model.days() for found in day.rows] == ["SG"]


def test_a_shared_screen_hides_why_somebody_is_called_or_comes(window: OpenWindow, subject: RecordId) -> None:
    follow_up = window.session.follow_up
    follow_up.add_recall(subject, TODAY, "Date de l’avis médical ?")
    follow_up.plan_appointment(subject, at(window.session, TODAY, 9), reason="Suites opératoires", place="Mairie")
    there = {"channel": AppointmentChannel.HOME, "place": "3 rue des Lilas"}
    follow_up.plan_appointment(subject, at(window.session, TODAY, 11), reason="Suites opératoires", **there)
    screen = section(window)

    def said() -> str:
        recalls = [row.reason for group in screen.model.groups() for row in group.rows]
        return " ".join([*recalls, *(row.words for day in screen.model.days() for row in day.rows)])

    assert "médical" in said()
    assert "opératoires" in said()
    window.context.shared.set_on(True)
    assert said() == "Relance Mairie À domicile"
    labels = " ".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())
    assert "médical" not in labels
    assert "opératoires" not in labels


def test_the_week_says_how_far_it_goes(window: OpenWindow, subject: RecordId) -> None:
    screen = section(window)
    assert screen.model.week_title() == "Du lun.\u00a016 au ven.\u00a020\u00a0nov."
    window.session.follow_up.plan_appointment(subject, at(window.session, TODAY + timedelta(days=1), 9))
    assert screen.model.week_title() == "Du lun.\u00a016 au sam.\u00a021\u00a0nov."


def test_a_long_list_of_recalls_is_drawn_by_pages(window: OpenWindow, subject: RecordId) -> None:
    for number in range(33):
        window.session.follow_up.add_recall(subject, date(2026, 11, 12), f"Appel {number}")
    screen = section(window)
    assert len(screen.recalls.list.rows) == 30
    (more,) = [link for link in screen.recalls.list.findChildren(LinkButton) if link.isVisible()]
    assert more.text() == "Voir 3\u00a0personnes suivantes"
    more.click()
    assert len(screen.recalls.list.rows) == 33
    assert screen.recalls.list.rows[30].hasFocus()


def test_without_recall_the_next_one_is_announced(window: OpenWindow, subject: RecordId) -> None:
    screen = section(window)
    assert screen.model.next_recall() == ""
    window.session.follow_up.add_recall(subject, date(2026, 11, 23), "Point")
    assert screen.model.next_recall() == "La prochaine est lundi, avec Mme Sylvie Garnier."


def test_the_week_is_five_days_and_moves(window: OpenWindow, subject: RecordId) -> None:
    plan = window.session.follow_up.plan_appointment
    plan(subject, at(window.session, date(2026, 11, 17), 14), reason="Restitution")
    plan(subject, at(window.session, date(2026, 11, 28), 10), reason="Samedi")
    screen = section(window)
    assert [len(day.rows) for day in screen.model.days()] == [0, 1, 0, 0, 0]
    assert [day.is_today for day in screen.model.days()] == [False, False, False, False, True]
    screen.week.next.click()
    assert [day.title for day in screen.model.days()][-1] == "Sam.\u00a028\u00a0nov."
    screen.week.now.click()
    assert screen.model.week_title() == "Du lun.\u00a016 au ven.\u00a020\u00a0nov."


def test_a_row_of_the_week_opens_the_file_on_the_appointment(
    qtbot: QtBot, window: OpenWindow, subject: RecordId
) -> None:
    planned = window.session.follow_up.plan_appointment(subject, at(window.session, TODAY, 9), reason="Bilan")
    screen = section(window)
    screen.week.list.focus_first()
    Hands(qtbot, window.bench).press(Key.Key_Return)
    opened = window.bench.screen_shown.current  # type: ignore[union-attr]
    assert isinstance(opened, PersonFollowUpScreen)
    assert opened.model.opened == planned.id


def test_after_a_row_is_dealt_with_the_focus_goes_to_the_next_one(
    qtbot: QtBot, window: OpenWindow, subject: RecordId
) -> None:
    for reason in ("Un", "Deux"):
        window.session.follow_up.add_recall(subject, date(2026, 11, 12), reason)
    screen = section(window)
    button = next(b for b in screen.findChildren(CodeButton) if b.text() == "Pas joint" and b.isVisibleTo(screen))
    button.setFocus()
    Hands(qtbot, window.bench).press(Key.Key_Space)
    assert screen.recalls.list.rows[0].hasFocus()
