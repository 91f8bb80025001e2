"""A drop-in day held with the keyboard: opened at a town hall, people received, closed with nothing forgotten."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from builders_people import at, friday, planned
from desk_window import OpenWindow, open_window
from hands import ALT, CTRL, SHIFT, Hands, Key
from mobiconseil.domain.drop_in_day import VisitState
from mobiconseil.domain.follow_up import AppointmentState, ContactKind, ContactOutcome, DocumentKind
from mobiconseil.domain.identity import RecordId
from mobiconseil.errors import MobiConseilError
from mobiconseil.ui import printing
from mobiconseil.ui.navigation import Route, Section
from mobiconseil.ui.screens.drop_in import papers
from mobiconseil.ui.screens.drop_in.day_model import Stage
from mobiconseil.ui.screens.drop_in.rows import DayRow
from mobiconseil.ui.screens.drop_in.view import DropInScreen
from mobiconseil.ui.screens.exchange.export_view import ExportPage
from mobiconseil.ui.screens.exchange.view import ExchangeScreen
from mobiconseil.ui.screens.file.view import FileScreen
from mobiconseil.ui.screens.home.view import HomeScreen
from mobiconseil.ui.screens.new_file.view import NewFileScreen


class Day:
    """A Friday at the town hall of Ballots."""

    def __init__(self, qtbot, folder: Path) -> None:
        self.bot = qtbot
        self.window: OpenWindow = open_window(qtbot, folder)
        self.session = self.window.session
        self.people: dict[str, RecordId] = friday(self.session)
        planned(self.session, self.people["Garnier"], 3, 0)
        self.session.team.change_structure(places="Mairie de Ballots\nMairie de Craon")
        self.hands = Hands(qtbot, self.window.bench)
        self.window.said.clear()
        self.window.go(Route())

    @property
    def screen(self) -> DropInScreen:
        shown = self.window.bench.screen_shown
        assert isinstance(shown, DropInScreen)
        return shown

    @property
    def context(self):
        return self.window.context

    def open(self) -> None:
        """Open the day where it is proposed, with two keys."""
        self.hands.press(Key.Key_F9)
        self.hands.press(Key.Key_Return)
        assert self.screen.model.stage is Stage.RECEIVE

    def row(self, name: str) -> DayRow:
        subject = self.people[name]
        model = self.screen.model
        return next(row for row in (*model.visit_rows(), *model.due_rows()) if row.subject == subject)

    def later(self, minutes: int) -> None:
        clock = self.window.desk.clock
        clock.set(clock.now() + timedelta(minutes=minutes))

    def seen(self) -> str:
        """Return every text that the screen shows."""
        labels = self.screen.findChildren(QLabel)
        return " ".join(label.text() for label in labels if label.isVisible())

    def press_button(self, name: str) -> None:
        self.hands.tab_to(name)
        self.hands.press(Key.Key_Return)


@pytest.fixture
def day(still: None, qtbot, tmp_path: Path) -> Day:
    return Day(qtbot, tmp_path)


def test_the_home_screen_proposes_the_day(day: Day) -> None:
    home = day.window.bench.screen_shown
    assert isinstance(home, HomeScreen)
    assert home._model.chores[0].title == "Permanence du jour"
    day.press_button("chore_")
    day.hands.wait_for(lambda: isinstance(day.window.bench.screen_shown, DropInScreen))


def test_the_likeliest_place_is_proposed_and_opening_hides_the_names(day: Day) -> None:
    day.hands.press(Key.Key_F9)
    assert day.screen.opening.place.current() == "Mairie de Ballots"
    assert "Sylvie Garnier" in day.seen()
    day.hands.press(Key.Key_Return)
    assert day.context.shared.is_on
    assert "Garnier" not in day.seen()
    assert "SG" in day.seen()
    current = day.session.drop_in_days.current()
    assert current is not None
    assert current.place == "Mairie de Ballots"


def test_another_place_is_typed(day: Day) -> None:
    day.hands.press(Key.Key_F9)
    day.hands.tab_to("day_other_place")
    day.hands.type("Salle des fetes de Craon")
    day.hands.press(Key.Key_Return)
    current = day.session.drop_in_days.current()
    assert current is not None
    assert (current.place, current.commune) == ("Salle des fetes de Craon", "Craon")


def test_another_place_is_typed_then_opened_with_the_mouse(day: Day) -> None:
    day.session.team.change_structure(places="")
    day.hands.press(Key.Key_F9)
    page = day.screen.opening
    assert not page.open_button.isEnabled()
    day.bot.mouseClick(page.other, Qt.MouseButton.LeftButton)
    day.hands.type("Salle des fetes de Renaze")
    assert page.open_button.isEnabled()
    day.bot.mouseClick(page.open_button, Qt.MouseButton.LeftButton)
    assert day.screen.model.stage is Stage.RECEIVE
    assert day.screen.model.here is not None
    assert day.screen.model.here.label == "Salle des fetes de Renaze"


def test_a_name_is_shown_by_a_key_and_hidden_again(day: Day) -> None:
    day.open()
    day.screen.receiving.list.focus_first()
    day.hands.press(Key.Key_Return)
    assert "Sylvie Garnier" in day.seen()
    day.hands.press(Key.Key_Return)
    assert "Garnier" not in day.seen()


def test_somebody_is_received_with_the_keyboard_alone(day: Day) -> None:
    day.open()
    day.press_button(f"start_{day.row('Garnier').code}")
    shown = day.window.bench.screen_shown
    assert isinstance(shown, FileScreen)
    assert shown.subject == day.people["Garnier"]
    day.later(38)
    day.hands.press(Key.Key_F9)
    assert day.row("Garnier").state is VisitState.HERE
    day.press_button(f"end_{day.row('Garnier').code}")
    assert day.hands.focused.objectName() == "reception_minutes"
    assert day.screen.receiving.form.minutes.text() == "40"
    day.hands.tab_to("reception_recall")
    day.hands.type("24/11")
    day.hands.tab_to("reception_reason")
    day.hands.type("Rappeler le garage")
    day.hands.press(Key.Key_Return, CTRL)
    assert day.row("Garnier").state is VisitState.SEEN
    file = day.session.files.load(day.people["Garnier"])
    contact = next(c for c in file.contacts if c.appointment_id is not None)
    assert (contact.kind, contact.duration_min) == (ContactKind.MEETING, 40)
    assert date(2026, 11, 24) in {recall.due_on for recall in file.recalls}
    assert "Entretien noté" in day.window.said


def test_ending_is_undone_with_its_promise(day: Day) -> None:
    day.open()
    day.screen.model.start(day.row("Garnier").code)
    day.hands.press(Key.Key_F9)
    day.screen.model.begin_end(day.row("Garnier").code)
    before = len(day.session.files.load(day.people["Garnier"]).recalls)
    assert day.screen.model.end(ContactKind.MEETING, 20, "Vu", date(2026, 11, 24), "")
    day.window.bench.undo()
    assert day.row("Garnier").state is VisitState.HERE
    assert len(day.session.files.load(day.people["Garnier"]).recalls) == before


def test_a_length_that_is_none_is_refused(day: Day) -> None:
    day.open()
    day.screen.model.start(day.row("Garnier").code)
    day.hands.press(Key.Key_F9)
    day.press_button(f"end_{day.row('Garnier').code}")
    day.hands.press(Key.Key_A, CTRL)
    day.hands.type("beaucoup")
    day.hands.press(Key.Key_Return, CTRL)
    assert day.row("Garnier").state is VisitState.HERE
    assert "Un nombre de minutes" in day.seen()


def test_what_is_typed_is_kept_when_the_window_locks(day: Day) -> None:
    day.open()
    day.screen.model.start(day.row("Garnier").code)
    day.hands.press(Key.Key_F9)
    day.press_button(f"end_{day.row('Garnier').code}")
    day.hands.tab_to("reception_note")
    day.hands.press(Key.Key_A, CTRL)
    day.hands.type("Elle a un velo")
    assert day.window.bench.flush()
    contacts = day.session.files.load(day.people["Garnier"]).contacts
    assert "Elle a un velo" in {contact.text for contact in contacts}


def test_somebody_without_appointment_is_found_and_received(day: Day) -> None:
    day.open()
    day.hands.press(Key.Key_F, CTRL)
    assert day.hands.focused.objectName() == "walk_in_search"
    day.hands.type("hadd")
    assert "Haddad" not in day.seen()
    day.hands.press(Key.Key_Return)
    day.hands.press(Key.Key_Return)
    day.hands.press(Key.Key_F9)
    assert day.row("Haddad").state is VisitState.HERE
    contact = day.row("Haddad").contact
    assert contact is not None
    assert contact.kind is ContactKind.DROP_IN


def test_the_arrow_goes_from_what_is_typed_to_the_people_found(day: Day) -> None:
    day.open()
    day.hands.press(Key.Key_F, CTRL)
    day.hands.press(Key.Key_Down)
    assert day.hands.focused.objectName() == "walk_in_search", "nobody is found yet"
    day.hands.type("hadd")
    day.hands.press(Key.Key_Down)
    day.hands.press(Key.Key_Return)
    day.hands.press(Key.Key_F9)
    assert day.row("Haddad").state is VisitState.HERE


def test_somebody_unknown_gets_a_file_then_is_received(day: Day) -> None:
    day.open()
    day.hands.press(Key.Key_E, CTRL)
    day.hands.type("Zoubir")
    day.hands.press(Key.Key_Return)
    assert isinstance(day.window.bench.screen_shown, NewFileScreen)
    made = day.session.files.create(first_name="Karim", last_name="Zoubir", commune="Ballots").subject
    day.context.navigator.open_file(made)
    day.hands.press(Key.Key_F9)
    day.press_button("walk_in_last")
    day.hands.press(Key.Key_F9)
    lines = day.session.drop_in_days.visits(day.screen.model.here, date(2026, 11, 20))
    assert lines[-1].person.last_name == "Zoubir"


def test_somebody_late_is_noted_absent_then_called_back(day: Day) -> None:
    day.open()
    day.later(300)
    day.screen.model.enter()
    day.press_button(f"absent_{day.row('Belkacem').code}")
    assert day.row("Belkacem").state is VisitState.MISSED
    day.hands.press(Key.Key_Tab, CTRL)
    assert day.screen.model.stage is Stage.CLOSE
    recall = day.screen.closing.list.findChild(QPushButton, f"recall_{day.row('Belkacem').code}")
    assert recall is not None
    assert recall.text() == "Rappeler lundi", "the day after is a Saturday"
    day.press_button(recall.objectName())
    recalls = day.session.files.load(day.people["Belkacem"]).recalls
    assert [recall.due_on for recall in recalls if recall.is_open] == [date(2026, 11, 23)]
    assert "recall" not in {button.objectName()[:6] for button in day.screen.closing.list.findChildren(QWidget)}


def test_somebody_who_came_and_was_not_received_is_told_so_at_the_close(day: Day) -> None:
    day.open()
    day.hands.press(Key.Key_Tab, CTRL)
    day.press_button(f"kept_{day.row('Garnier').code}")
    assert day.row("Garnier").state is VisitState.SEEN
    contacts = day.session.files.load(day.people["Garnier"]).contacts
    assert any(contact.outcome is ContactOutcome.DONE for contact in contacts)
    day.hands.press(Key.Key_Z, CTRL)
    assert day.row("Garnier").state is VisitState.EXPECTED


def test_the_sheet_is_saved_without_names(day: Day, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "feuille.pdf"
    monkeypatch.setattr(printing, "ask_pdf_path", lambda _parent, _name: path)
    day.open()
    day.screen.model.start(day.row("Garnier").code)
    day.hands.press(Key.Key_F9)
    day.hands.press(Key.Key_Tab, CTRL)
    day.press_button("close_sheet_plain")
    document = pdfium.PdfDocument(path.read_bytes())
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    assert "Sans les noms. Vendredi 20 novembre 2026." in text
    assert "Garnier" not in text
    place = f"feuille.pdf, dans {tmp_path.name}"
    assert day.window.said[-1] == f"Feuille du jour enregistrée sans aucun nom\u00a0: {place}"
    assert day.screen.closing._rows["sheet"].accessibleName() == "Feuille du jour, fait. Enregistrée sans aucun nom."


def test_the_sheet_with_names_says_that_it_has_them_before_on_paper_and_after(
    day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[bytes] = []

    def print_pdf(_parent: QWidget, content: bytes, printer: str) -> str:
        printed.append(content)
        return printer

    monkeypatch.setattr(printing, "print_pdf", print_pdf)
    day.open()
    day.screen.model.start(day.row("Garnier").code)
    day.hands.press(Key.Key_F9)
    day.hands.press(Key.Key_Tab, CTRL)
    closing = day.screen.closing
    assert closing.named.text() == "Imprimer avec les noms"
    assert "avec les noms" not in closing._rows["sheet"].accessibleName()
    day.press_button("close_sheet_named")
    document = pdfium.PdfDocument(printed[0])
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    assert "Avec les noms. Vendredi 20 novembre 2026." in text
    assert "Garnier" in text
    assert day.window.said[-1] == "Feuille du jour imprimée avec les noms, à ranger sous clé"
    assert "Imprimée avec les noms, à ranger sous clé." in day.seen()


def test_a_sheet_that_the_day_left_behind_is_to_be_made_again(
    day: Day, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "ask_pdf_path", lambda _parent, _name: tmp_path / "feuille.pdf")
    day.open()
    day.later(300)
    day.hands.press(Key.Key_Tab, CTRL)
    day.press_button("close_sheet_plain")
    sheet = day.screen.closing._rows["sheet"]
    assert sheet.accessibleName().startswith("Feuille du jour, fait.")
    day.press_button(f"absent_{day.row('Belkacem').code}")
    said = sheet.accessibleName().replace("\u00a0", " ")
    assert said == "Feuille du jour, à faire. La journée a changé depuis la dernière : refaites la feuille."
    day.press_button("close_sheet_plain")
    assert sheet.accessibleName().startswith("Feuille du jour, fait.")


def test_coming_back_from_an_errand_of_the_close_goes_on_with_the_close(day: Day) -> None:
    day.open()
    day.hands.press(Key.Key_Tab, CTRL)
    day.press_button("close_backup")
    assert not isinstance(day.window.bench.screen_shown, DropInScreen)
    day.hands.press(Key.Key_F9)
    assert day.screen.model.stage is Stage.CLOSE
    day.hands.press(Key.Key_1, ALT)
    day.hands.press(Key.Key_F9)
    assert day.screen.model.stage is Stage.RECEIVE


def test_what_became_of_a_visit_is_said_of_a_woman_as_of_a_man(day: Day) -> None:
    day.open()
    model = day.screen.model
    assert day.row("Garnier").chip == "À venir"
    model.start(day.row("Garnier").code)
    day.hands.press(Key.Key_F9)
    model = day.screen.model
    contact = day.row("Garnier").contact
    assert contact is not None
    day.session.drop_in_days.end(contact, ContactKind.MEETING, 5, "")
    model.reload()
    assert day.row("Garnier").chip == "Entretien\u00a0: 5\u00a0min"
    day.later(300)
    model.reload()
    late = [row for row in model.visit_rows() if row.is_late]
    assert [row.chip for row in late] == ["En retard"]
    model.settle(late[0].code, AppointmentState.EXCUSED)
    model.reload()
    titles = dict(model.follow_groups())
    assert [row.what for row in titles["Absences"]] == ["Absence excusée"]
    masculine = ("Reçu", "Attendu", "Venu", "Pas venu", "Absent", "Excusé", "Pas arrivé")
    for vocabulary in (VisitState, AppointmentState, ContactOutcome):
        assert not {state.label for state in vocabulary} & set(masculine)


def test_the_papers_of_the_day_are_saved_in_one_file(day: Day, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "papiers.pdf"
    monkeypatch.setattr(printing, "ask_pdf_path", lambda _parent, _name: path)
    day.hands.press(Key.Key_F9)
    day.press_button("day_save")
    day.hands.wait_for(path.exists)
    document = pdfium.PdfDocument(path.read_bytes())
    assert len(document) > 5
    document.close()
    kinds = {document.kind for document in day.session.files.load(day.people["Garnier"]).documents}
    assert kinds == {DocumentKind.PERSON_PLAN, DocumentKind.NOTICE}


def test_the_agenda_is_saved_without_names(day: Day, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "agenda.ics"
    monkeypatch.setattr(papers, "ask_path", lambda *_: path)
    day.hands.press(Key.Key_F9)
    day.press_button("day_agenda")
    text = path.read_text(encoding="utf-8")
    assert text.startswith("BEGIN:VCALENDAR")
    assert day.window.said[-1] == f"Agenda enregistré, sans aucun nom\u00a0: agenda.ics, dans {tmp_path.name}"
    assert "Garnier" not in text


def test_a_full_disk_is_said_and_loses_nothing(day: Day, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "ask_path", lambda *_: tmp_path / "absent" / "agenda.ics")
    day.hands.press(Key.Key_F9)
    day.press_button("day_agenda")
    assert any("Rien n’est perdu" in said for said in day.window.said)


def test_the_file_to_prepare_holds_the_people_received(day: Day) -> None:
    day.open()
    for name in ("Garnier", "Belkacem"):
        day.screen.model.start(day.row(name).code)
        day.hands.press(Key.Key_F9)
    day.hands.press(Key.Key_Tab, CTRL)
    day.press_button("close_export")
    shown = day.window.bench.screen_shown
    assert isinstance(shown, ExchangeScreen)
    assert isinstance(shown.page, ExportPage)
    assert {line.last_name for line in shown.page.model.people} == {"Garnier", "Belkacem"}


def test_closing_locks_and_leaves_no_day_open(day: Day) -> None:
    locked = []
    day.window.bench.lock_requested.connect(lambda: locked.append(True))
    day.open()
    day.hands.press(Key.Key_Tab, CTRL)
    day.hands.tab_to("close_note")
    day.hands.type("Salle froide")
    day.press_button("close_day")
    assert locked == [True]
    assert day.session.drop_in_days.current() is None
    assert day.screen.place() == Route(section=Section.HOME)


def test_a_day_left_open_asks_to_be_closed(day: Day) -> None:
    day.open()
    day.window.go(Route())
    day.later(24 * 60)
    day.window.go(Route(section=Section.PEOPLE))
    day.window.go(Route())
    home = day.window.bench.screen_shown
    assert isinstance(home, HomeScreen)
    assert home._model.chores[0].title == "Permanence à clôturer"
    assert home._model.chores[0].urgent
    day.hands.press(Key.Key_F9)
    assert day.screen.model.stage is Stage.CLOSE
    assert "n’a pas été clôturée" in day.seen()
    assert {line.person.last_name for line in day.screen.model.lines} == {"Garnier", "Belkacem"}


def test_escape_goes_home_and_the_rail_stays_there(day: Day) -> None:
    day.open()
    assert day.window.bench.rail.current() == Section.HOME
    day.hands.press(Key.Key_Escape)  # the toast, if one is there
    day.hands.press(Key.Key_Escape)
    assert isinstance(day.window.bench.screen_shown, HomeScreen)


def test_a_refused_writing_is_said(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    day.open()

    def refuse(*_: object) -> None:
        raise MobiConseilError("Le disque est plein. Rien n’est perdu.")

    monkeypatch.setattr(type(day.session.drop_in_days), "start", refuse)
    day.screen.model.start(day.row("Garnier").code)
    assert day.window.said[-1] == "Le disque est plein. Rien n’est perdu."
    assert isinstance(day.window.bench.screen_shown, DropInScreen)


def test_the_stages_turn_with_the_keyboard(day: Day) -> None:
    day.open()
    met = []
    for modifiers in (CTRL, CTRL, CTRL | SHIFT):
        day.hands.press(Key.Key_Tab, modifiers)
        met.append(day.screen.model.stage)
    assert met == [Stage.CLOSE, Stage.OPEN, Stage.CLOSE]


def test_an_appointment_planned_elsewhere_is_not_listed(day: Day) -> None:
    day.session.follow_up.plan_appointment(day.people["Royer"], at(20, 11), place="Mairie de Congrier")
    day.open()
    assert day.people["Royer"] not in {line.person.subject for line in day.screen.model.lines}
    settled = day.session.drop_in_tools.book.appointments(at(20, 1), at(20, 23), day.session.adviser.id.hex())
    assert {a.state for a in settled} == {AppointmentState.PLANNED}


def test_the_focus_goes_to_the_next_thing_to_do(day: Day) -> None:
    day.hands.press(Key.Key_F9)
    assert day.hands.focused.objectName() == "day_open"
    day.hands.press(Key.Key_Return)
    assert day.hands.focused.objectName().startswith("row_")
    assert day.hands.focused.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_the_reception_under_way_is_ended_from_its_row(day: Day) -> None:
    day.open()
    day.hands.press(Key.Key_Return, CTRL)
    assert day.screen.model.ending is None
    day.press_button(f"start_{day.row('Garnier').code}")
    day.hands.press(Key.Key_F9)
    day.hands.tab_to(f"row_{day.row('Garnier').code}")
    day.hands.press(Key.Key_Return, CTRL)
    assert day.screen.model.ending is not None
    assert day.hands.focused.objectName() == "reception_minutes"
    words = day.screen.model.close_words().replace("\u00a0", " ")
    assert words.startswith("1 entretien reste à terminer")


def test_who_was_not_received_is_not_said_to_have_a_reception_to_end(day: Day) -> None:
    day.open()
    words = day.screen.model.close_words().replace("\u00a0", " ")
    assert "présence" in words
    assert "à noter, ici ou plus tard" in words
    assert "terminer" not in words
