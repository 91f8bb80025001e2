"""Papers previewed, printed, saved and traced, on a real encrypted base."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk_window import OpenWindow
from hands import CTRL, Hands, Key
from mobiconseil.domain.follow_up import Document, DocumentKind, DocumentMedium
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.situation import ConsentKind
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.errors import MobiConseilError, StorageError
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.documents.view import DocumentsScreen
from mobiconseil.ui.widgets.refill import CodeIcon
from pdf_reader import page_texts
from sylvie_file import person, sylvie


class Tray:
    """Takes the papers in place of the printer and of the disk."""

    def __init__(self, *, refuses: MobiConseilError | None = None, gives_up: bool = False) -> None:
        self.papers: list[bytes] = []
        self.names: list[str] = []
        self.refuses, self.gives_up = refuses, gives_up

    def print_pdf(self, parent: QWidget | None, content: bytes, printer_name: str = "") -> str | None:
        return "Mairie" if self._take(content) else None

    def save_pdf(self, parent: QWidget | None, content: bytes, suggested_name: str) -> Path | None:
        self.names.append(suggested_name)
        return Path("ailleurs.pdf") if self._take(content) else None

    def _take(self, content: bytes) -> bool:
        if self.refuses is not None:
            raise self.refuses
        if not self.gives_up:
            self.papers.append(content)
        return not self.gives_up


def show(
    window: OpenWindow, subject: RecordId, kind: DocumentKind | None = None, tray: Tray | None = None
) -> DocumentsScreen:
    part = kind.value if kind else ""
    window.go(Route(section=Section.PEOPLE, subject=subject, tab=Tab.DOCUMENTS, part=part))
    screen = window.bench.screen_shown.current  # type: ignore[union-attr]
    assert isinstance(screen, DocumentsScreen)
    screen.preview.outlet = tray or Tray()
    return screen


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page_texts(content)).split())


def traces(window: OpenWindow, subject: RecordId) -> tuple[Document, ...]:
    return window.session.files.load(subject).documents


def test_entering_draws_the_first_paper(window: OpenWindow) -> None:
    screen = show(window, sylvie(window.session, window.desk.clock))
    assert screen.preview.preview.page_count == 1
    assert screen.preview.title.text() == "Plan pour la personne"


def test_ctrl_p_prints_the_plan_and_keeps_its_trace(qtbot: QtBot, window: OpenWindow) -> None:
    subject = sylvie(window.session, window.desk.clock)
    tray, before = Tray(), len(traces(window, subject))
    show(window, subject, tray=tray)
    Hands(qtbot, window.bench).press(Key.Key_P, CTRL)
    assert "Sylvie Garnier" in text_of(tray.papers[0])
    made = traces(window, subject)
    assert len(made) == before + 1
    assert {(trace.kind, trace.medium) for trace in made} == {(DocumentKind.PERSON_PLAN, DocumentMedium.PRINTED)}
    assert window.context.settings.value.printer == "Mairie"


def test_without_name_no_page_holds_it(window: OpenWindow) -> None:
    tray = Tray()
    screen = show(window, sylvie(window.session, window.desk.clock), tray=tray)
    screen.preview.nameless.click()
    screen.preview.print_now()
    assert "Garnier" not in text_of(tray.papers[0])


def test_a_saved_pdf_is_never_named_after_the_person(window: OpenWindow) -> None:
    subject = sylvie(window.session, window.desk.clock)
    tray = Tray()
    screen = show(window, subject, DocumentKind.ASSESSMENT_REPORT, tray)
    screen.preview.pdf.click()
    assert tray.names == ["diagnostic-A-0001.pdf"]
    assert traces(window, subject)[0].medium is DocumentMedium.SAVED
    assert screen.model.register()[0].title == "Compte rendu du diagnostic"


def test_giving_up_leaves_no_trace(window: OpenWindow) -> None:
    subject = person(window.session)
    screen = show(window, subject, DocumentKind.NOTICE, Tray(gives_up=True))
    screen.preview.save_now()
    assert traces(window, subject) == ()


def test_a_refusing_disk_is_said_and_leaves_no_trace(window: OpenWindow) -> None:
    subject = person(window.session)
    screen = show(window, subject, DocumentKind.NOTICE, Tray(refuses=StorageError("Disque plein. Rien n’est perdu.")))
    screen.preview.save_now()
    assert window.said == ["Disque plein. Rien n’est perdu."]
    assert traces(window, subject) == ()


def test_the_prescriber_summary_waits_for_the_agreement_then_is_drawn(window: OpenWindow) -> None:
    subject = sylvie(window.session, window.desk.clock)
    window.session.files.withdraw_consent(subject, ConsentKind.SHARE_PRESCRIBER)
    tray = Tray()
    screen = show(window, subject, DocumentKind.PRESCRIBER_SUMMARY, tray)
    assert screen.preview.preview.page_count == 0
    assert "accord" in screen.preview.preview.message
    assert not screen.preview.print.isEnabled()
    screen.on_print()
    assert tray.papers == []
    screen.preview._banner.action_clicked.emit()
    assert screen.preview.preview.page_count >= 1
    assert screen.preview.print.isEnabled()


def test_health_is_printed_only_when_asked_and_with_a_warning(window: OpenWindow) -> None:
    subject = sylvie(window.session, window.desk.clock)
    assessment = window.session.files.load(subject).latest_assessment
    assert assessment is not None
    window.session.assessments.rate(assessment, "D10.1", 1)
    tray = Tray()
    screen = show(window, subject, DocumentKind.ASSESSMENT_REPORT, tray)
    screen.preview.print_now()
    screen.preview.health.click()
    assert screen.preview._banner.isVisible()
    screen.preview.print_now()
    label = window.session.reference.grid.item("D10.1").title
    assert label not in text_of(tray.papers[0])
    assert label in text_of(tray.papers[1])


def test_health_is_never_shown_on_a_shared_screen(window: OpenWindow) -> None:
    screen = show(window, sylvie(window.session, window.desk.clock), DocumentKind.ASSESSMENT_REPORT)
    screen.preview.health.click()
    window.context.shared.set_on(True)
    assert not screen.model.with_health
    assert not screen.preview.health.isEnabled()


def test_both_questionnaires_are_offered_and_differ(window: OpenWindow) -> None:
    tray = Tray()
    screen = show(window, person(window.session), tray=tray)
    for code in ("questionnaire:short", "questionnaire:full"):
        screen.model.choose(code)
        screen.preview.print_now()
    assert len(tray.papers[0]) < len(tray.papers[1])


def test_a_paper_that_lacks_something_says_what(window: OpenWindow) -> None:
    screen = show(window, person(window.session))
    assert [paper.lack for paper in screen.model.papers()][:4] == [
        "Aucune étape",
        "Aucune étape",
        "Accord manquant",
        "Pas encore de diagnostic",
    ]


def test_a_missing_agreement_leads_to_where_it_is_noted_with_the_keyboard(qtbot: QtBot, window: OpenWindow) -> None:
    subject = person(window.session)
    show(window, subject)
    hands = Hands(qtbot, window.bench)
    hands.tab_to("paper_agreement")
    hands.press(Key.Key_Space)
    assert window.bench.screen_shown is not None
    assert window.bench.screen_shown.place().tab is Tab.SITUATION
    assert "prescripteur" in hands.focused.accessibleDescription()
    hands.press(Key.Key_Left)
    hands.press(Key.Key_Left)
    consent = window.session.files.load(subject).consent(ConsentKind.SHARE_PRESCRIBER)
    assert consent is not None
    assert consent.value is TriState.YES


def test_a_change_of_the_plan_is_drawn_again(qtbot: QtBot, window: OpenWindow) -> None:
    screen = show(window, sylvie(window.session, window.desk.clock))
    with qtbot.waitSignal(screen.model.drawn) as drawn:
        window.session.plans.add_step(screen.model.subject, title="Appeler la mairie")
    assert "J’appelle la mairie" in text_of(drawn.args[0])


def test_a_piece_seen_is_noted_with_the_keyboard_and_taken_back(qtbot: QtBot, window: OpenWindow) -> None:
    subject = person(window.session)
    screen = show(window, subject)
    hands = Hands(qtbot, window.bench)
    hands.press(Key.Key_E, CTRL)
    hands.type("Attestation RSA")
    hands.press(Key.Key_Return)
    (seen,) = traces(window, subject)
    assert (seen.kind, seen.medium, seen.title) == (DocumentKind.SEEN, DocumentMedium.SEEN, "Attestation RSA")
    remove = next(icon for icon in screen.seen.findChildren(CodeIcon) if icon.isVisibleTo(screen))
    remove.click()
    assert traces(window, subject) == ()
    window.bench.toasts.toast.action.click()
    assert [trace.title for trace in traces(window, subject)] == ["Attestation RSA"]
