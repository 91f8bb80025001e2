"""Widgets used with real keys and a real mouse."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from hands import Key
from mobiconseil.domain.follow_up import ContactKind
from mobiconseil.ui import gallery, theme
from mobiconseil.ui.gallery_more import AXES
from mobiconseil.ui.theme import Appearance
from mobiconseil.ui.widgets.buttons import Button
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.choice_fields import ChoiceField, Completion, CompletionField
from mobiconseil.ui.widgets.choices import SegmentedChoice, TriStateChoice
from mobiconseil.ui.widgets.date_field import DateField, TimeField, parse_time
from mobiconseil.ui.widgets.dialogs import ConfirmDialog
from mobiconseil.ui.widgets.drawer import Drawer
from mobiconseil.ui.widgets.focus_ring import FocusRing
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.labels import Label
from mobiconseil.ui.widgets.profile import ProfileCard
from mobiconseil.ui.widgets.rail import Rail
from mobiconseil.ui.widgets.tab_bar import TabBar, TabEntry
from mobiconseil.ui.widgets.text_area import TextArea
from mobiconseil.ui.widgets.text_fields import TextField
from mobiconseil.ui.widgets.toast import ACTION_MS, ToastHost

pytestmark = pytest.mark.usefixtures("still")


def _window(qtbot, *widgets: QWidget) -> tuple[QWidget, FocusRing]:
    window = QWidget()
    layout = QVBoxLayout(window)
    for widget in widgets:
        layout.addWidget(widget)
    qtbot.addWidget(window)
    ring = FocusRing(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window, ring


def test_the_ring_appears_for_the_keyboard_and_never_for_the_mouse(qtbot) -> None:
    first, second = Button("Un"), Button("Deux")
    window, ring = _window(qtbot, first, second)
    first.setFocus(Qt.FocusReason.OtherFocusReason)
    handle, spot = window.windowHandle(), second.geometry().center()
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert second.hasFocus()
    assert ring.target() is None
    QTest.keyClick(handle, Key.Key_Backtab)
    assert ring.target() is first
    assert ring.geometry().contains(first.geometry())
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert ring.target() is None


def test_the_ring_follows_a_widget_that_moves(qtbot) -> None:
    first, second = Button("Un"), Button("Deux")
    window, ring = _window(qtbot, first, second)
    first.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClick(window.windowHandle(), Key.Key_Tab)
    assert ring.target() is second
    window.resize(window.width() + 200, window.height() + 120)
    qtbot.waitUntil(lambda: ring.geometry() == second.geometry().adjusted(-4, -4, 4, 4))


def test_a_toast_says_runs_its_action_and_goes(qtbot) -> None:
    area = QWidget()
    qtbot.addWidget(area)
    area.resize(900, 600)
    area.show()
    host, done = ToastHost(area), []
    host.show_message("Étape 2 supprimée", action="Annuler", on_action=lambda: done.append("undone"))
    assert host.toast.isVisible()
    assert abs(host.toast.geometry().center().x() - area.width() // 2) <= 1
    assert 8_000 < host.remaining_ms() <= ACTION_MS
    QTest.mouseClick(host.toast.action, Qt.MouseButton.LeftButton)
    assert done == ["undone"]
    assert not host.toast.isVisible()


def test_a_toast_leaves_a_bottom_bar_free(qtbot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(900, 500)
    agreed = QCheckBox("Amélie est d’accord", page)
    agreed.setGeometry(500, 450, 300, 30)
    host = ToastHost(page)
    page.show()
    host.show_message("Annulé : étape ajoutée", action="Rétablir")
    assert not host.toast.geometry().intersects(agreed.geometry())
    agreed.hide()
    host.show_message("Plan enregistré en PDF")
    assert host.toast.geometry().bottom() > 450


def test_a_toast_stays_above_the_page_that_comes_next(qtbot) -> None:
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    stack.resize(900, 500)
    for _ in range(2):
        stack.addWidget(QWidget())
    host = ToastHost(stack)
    stack.show()
    host.show_message("Dossier mis à la corbeille", action="Annuler")
    stack.setCurrentIndex(1)
    assert stack.childAt(host.toast.geometry().center()) in (host.toast, *host.toast.findChildren(QWidget))


def test_a_new_toast_replaces_the_old_one(qtbot) -> None:
    area = QWidget()
    qtbot.addWidget(area)
    area.show()
    host = ToastHost(area)
    host.show_message("Étape 1 supprimée", action="Annuler")
    host.show_message("Plan imprimé")
    assert host.toast.text() == "Plan imprimé"
    assert not host.toast.action.isVisible()


def test_a_long_toast_wraps_inside_a_narrow_page(qtbot) -> None:
    area = QWidget()
    qtbot.addWidget(area)
    area.resize(400, 400)
    area.show()
    host = ToastHost(area)
    host.show_message("La sauvegarde sur la clé USB n’a pas pu être faite. Rien n’est perdu.", action="Réessayer")
    assert area.rect().contains(host.toast.geometry())
    assert host.toast.height() > 44


def test_a_toast_stays_while_it_has_the_focus(qtbot) -> None:
    field = QLineEdit()
    window, _ = _window(qtbot, field)
    host = ToastHost(window)
    host.show_message("Étape 2 supprimée", action="Annuler")
    host.toast.action.setFocus(Qt.FocusReason.TabFocusReason)
    assert host.remaining_ms() == 0
    field.setFocus(Qt.FocusReason.TabFocusReason)
    assert host.remaining_ms() > 0


def test_three_answers_are_told_apart(qtbot) -> None:
    choice = TriStateChoice("Permis de conduire")
    qtbot.addWidget(choice)
    assert choice.value() is None
    buttons = choice.findChildren(QAbstractButton)
    for button, answer in zip(buttons, (True, False, None), strict=True):
        with qtbot.waitSignal(choice.answered, check_params_cb=lambda value, wanted=answer: value is wanted):
            button.click()
        assert choice.value() is answer


def test_setting_a_choice_emits_nothing(qtbot) -> None:
    choice = SegmentedChoice((("a", "Tout"), ("b", "Actions")), "Filtre", current="a")
    qtbot.addWidget(choice)
    with qtbot.assertNotEmitted(choice.chosen):
        choice.set_current("b")
    assert choice.current() == "b"


def test_a_date_is_typed_freely_and_kept_when_not_understood(qtbot) -> None:
    field = DateField(gallery.read_date, gallery.show_date, gallery.today)
    qtbot.addWidget(field)
    QTest.keyClicks(field, "23/11")
    with qtbot.waitSignal(field.date_changed):
        QTest.keyClick(field, Key.Key_Return)
    assert (field.value(), field.text()) == (date(2026, 11, 23), "23/11/2026")
    QTest.keyClick(field, Key.Key_Up)
    assert field.value() == date(2026, 11, 24)
    field.selectAll()
    QTest.keyClicks(field, "jamais")
    with qtbot.waitSignal(field.invalid):
        QTest.keyClick(field, Key.Key_Return)
    assert field.text() == "jamais"


def test_hours_are_read_in_every_usual_way(qtbot) -> None:
    assert [parse_time(text) for text in ("9", "9h", "9h05", "9:05", "905", "9 h 05")] == [
        time(9), time(9), time(9, 5), time(9, 5), time(9, 5), time(9, 5),
    ]  # fmt: skip
    assert parse_time("25h") is None
    field = TimeField()
    qtbot.addWidget(field)
    QTest.keyClicks(field, "6h40")
    QTest.keyClick(field, Key.Key_Return)
    assert field.text() == "6\u00a0h\u00a040"


def test_an_error_is_read_as_the_description_of_its_field_and_goes_while_typing(qtbot) -> None:
    field = FormField("Téléphone", TextField(), help_text="Dix chiffres")
    qtbot.addWidget(field)
    field.set_error("Il manque un chiffre.")
    assert field.editor.accessibleDescription() == "Il manque un chiffre."
    assert field.editor.property("error") is True
    QTest.keyClicks(field.editor, "0")
    assert field.error() == ""
    assert field.editor.property("error") is False
    assert field.editor.accessibleDescription() == "Dix chiffres"


def test_the_first_proposal_is_taken_with_enter(qtbot) -> None:
    found = [Completion(code="53019", label="Ballots", detail="53350")]
    field = CompletionField(lambda typed: found if "ballots".startswith(typed.lower()) else [])
    qtbot.addWidget(field)
    field.show()
    QTest.keyClicks(field, "Ball")
    with qtbot.waitSignal(field.chosen, check_params_cb=lambda proposal: proposal.code == "53019"):
        QTest.keyClick(field, Key.Key_Return)
    assert field.text() == "Ballots"
    assert field.proposals() == ()


def test_ctrl_enter_belongs_to_the_page_even_when_proposals_are_open(qtbot) -> None:
    heard = []

    class Page(QWidget):
        def keyPressEvent(self, event) -> None:
            heard.append(event.key())

    page = Page()
    qtbot.addWidget(page)
    field = CompletionField(lambda _typed: [Completion(code="53019", label="Ballots", detail="53350")])
    field.setParent(page)
    page.show()
    QTest.keyClicks(field, "Ballots")
    assert field.proposals()
    QTest.keyClick(field, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert heard[-1] == Key.Key_Return
    assert field.proposals() == ()


def test_a_text_area_grows_and_says_only_what_the_person_types(qtbot) -> None:
    area = TextArea(lines=2, most=6)
    qtbot.addWidget(area)
    area.show()
    small = area.height()
    with qtbot.assertNotEmitted(area.edited):
        area.set_text("Un\nDeux\nTrois\nQuatre")
    assert area.height() > small
    with qtbot.waitSignal(area.edited):
        QTest.keyClicks(area, "!")


def test_a_choice_tells_its_code_only_when_the_person_chooses(qtbot) -> None:
    field = ChoiceField((("15", "15 min"), ("30", "30 min")), name="Durée", current="15")
    qtbot.addWidget(field)
    with qtbot.assertNotEmitted(field.chosen):
        field.set_current("30")
    with qtbot.waitSignal(field.chosen, check_params_cb=lambda code: code == "15"):
        QTest.keyClick(field, Key.Key_Up)


def test_erasing_waits_for_the_name_to_be_written(qtbot) -> None:
    dialog = ConfirmDialog("Effacer ?", "Tout sera effacé.", confirm="Effacer", keep="Garder", type_to_confirm="LEROUX")
    qtbot.addWidget(dialog)
    dialog.open()
    assert not dialog.confirm.isEnabled()
    QTest.keyClicks(dialog.typed, "Leroux")
    assert dialog.confirm.isEnabled()
    with qtbot.waitSignal(dialog.accepted):
        dialog.confirm.click()


def test_the_safe_button_of_a_question_has_the_focus(qtbot) -> None:
    dialog = ConfirmDialog("Quitter ?", "Un travail est en cours.", confirm="Quitter", keep="Rester")
    qtbot.addWidget(dialog)
    dialog.open()
    assert dialog.focusWidget() is dialog.keep


def test_a_drawer_opens_closes_with_escape_and_follows_its_page(qtbot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(1000, 600)
    page.show()
    drawer = Drawer(page, "Profil")
    drawer.toggle()
    assert (drawer.isVisible(), drawer.geometry().right()) == (True, page.width() - 1)
    QTest.keyClick(drawer, Key.Key_Escape)
    assert (drawer.isVisible(), drawer.is_open()) == (False, False)


def test_the_tabs_and_the_rail_say_which_one_was_opened(qtbot) -> None:
    tabs = TabBar((TabEntry(code="a", text="Résumé"), TabEntry(code="b", text="Plan")), "Dossier")
    rail = Rail(initials="CM")
    for widget in (tabs, rail):
        qtbot.addWidget(widget)
    with qtbot.waitSignal(tabs.chosen, check_params_cb=lambda code: code == "b"):
        tabs.step(1)
    with qtbot.waitSignal(rail.chosen, check_params_cb=lambda code: code == "people"):
        rail.findChild(QAbstractButton, "rail_people").click()
    assert (tabs.current(), rail.current()) == ("b", "people")


def test_the_rail_keeps_its_icons_alone_in_the_narrowest_window(qtbot) -> None:
    rail = Rail()
    qtbot.addWidget(rail)
    rail.resize(96, 600)
    rail.show()
    rail.follow_window(1024)
    wide = rail.width()
    rail.follow_window(600)
    button = rail.findChild(QAbstractButton, "rail_people")
    assert rail.width() < wide * 0.6
    assert (button.accessibleName(), button.toolTip()) == ("Bénéficiaires", "Bénéficiaires (Alt+2)")
    rail.follow_window(1024)
    assert rail.width() == wide


def test_the_profile_has_a_table_twin(qtbot) -> None:
    card = ProfileCard(AXES)
    qtbot.addWidget(card)
    card.show()
    assert "7 domaines complets sur 12" in card.radar.accessibleName()
    with qtbot.waitSignal(card.table_shown, check_params_cb=lambda shown: shown):
        QTest.keyClick(card.radar, Key.Key_Return)
    assert card.table.isVisible()
    assert [card.table.item(2, column).text() for column in range(3)] == ["Bus, train", "2,3", "en cours"]
    assert card.table.item(8, 1).text() == "–"


@pytest.mark.parametrize("scale", [100, 150])
def test_a_toast_is_as_wide_as_its_words(qtbot, scale: int) -> None:
    theme.look().apply(Appearance(scale=scale, reduce_motion=True))
    page = QWidget()
    page.setStyleSheet(theme.look().sheet)
    page.resize(1270, 640)
    qtbot.addWidget(page)
    host = ToastHost(page)
    page.show()
    host.show_message("Feuille du jour imprimée avec les noms, à ranger sous clé")
    page.grab()
    assert host.toast._text.width() >= host.toast._text.sizeHint().width()


@pytest.mark.parametrize("scale", [100, 125, 150, 200])
@pytest.mark.parametrize("compact", [True, False])
def test_a_list_of_choices_shows_its_longest_one_whole_at_the_width_it_asks_for(
    qtbot, scale: int, compact: bool
) -> None:
    theme.look().apply(Appearance(scale=scale))
    host = QWidget()
    host.setStyleSheet(theme.look().sheet)
    qtbot.addWidget(host)
    column = QVBoxLayout(host)
    fields = []
    for kind in ContactKind:
        fields.append(ChoiceField([("", kind.label), ("x", "…")], name="Type", compact=compact))
        fields[-1].setCurrentIndex(0)
        column.addWidget(fields[-1], 0, Qt.AlignmentFlag.AlignLeft)
    host.show()
    for field in fields:
        field.grab()
        assert field.width() == field.sizeHint().width()
        assert field.toolTip() == "", "the end of its words is left out"


def test_the_title_of_a_card_that_wraps_is_whole_once_its_line_is_full(qtbot) -> None:
    card = Card("Permis demandé, lecture ou code encore fragiles, budget très serré")
    card.title.setWordWrap(True)
    card.body.addWidget(Label("Quand"))
    qtbot.addWidget(card)
    card.resize(190, 400)
    card.show()
    title = card.title
    qtbot.waitUntil(lambda: title.width() < 190)
    assert title.heightForWidth(title.width()) > 3 * title.fontMetrics().height()
    assert title.height() >= title.heightForWidth(title.width())
    card.resize(900, 400)
    qtbot.waitUntil(lambda: title.width() >= title.fontMetrics().horizontalAdvance(title.text()))
