"""Réglages, page « Règles »: switch, write, try, take back, driven by keys."""

from __future__ import annotations

import pytest

from desk_window import OpenWindow
from hands import CTRL, Hands, Key
from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.ui.navigation import Route, Section
from mobiconseil.ui.screens.settings.rules_page import RulesPage
from mobiconseil.ui.screens.settings.view import SettingsScreen
from mobiconseil.ui.widgets.labels import Label
from sylvie_file import person

OWN = """code = "LOC-9"
label = "Car du matin"
when = "D3.1 <= 2"
reason = "Le car part tot."
priority = 40
propose = ["F2-09"]
"""


@pytest.fixture
def page(window: OpenWindow) -> RulesPage:
    return show(window)


def show(window: OpenWindow) -> RulesPage:
    window.go(Route(section=Section.SETTINGS, part="rules"))
    screen = window.bench.screen_shown
    assert isinstance(screen, SettingsScreen)
    assert isinstance(screen.page, RulesPage)
    return screen.page


def codes(window: OpenWindow) -> set[str]:
    return {rule.code for rule in window.session.rules.book().rules}


def write(hands: Hands, text: str) -> None:
    for line in text.splitlines():
        hands.type(line)
        hands.press(Key.Key_Return)


def choose(page: RulesPage, code: str) -> None:
    page.list.setCurrentRow(page.list.codes.index(code))


def test_every_rule_is_listed_with_what_it_reads_proposes_and_puts_off(page: RulesPage) -> None:
    assert {"R-01", "R-01b", "R-30"} <= set(page.list.codes)
    choose(page, "R-01")
    rule = page.model.rule()
    assert rule is not None
    said = dict(page.model.facts(rule))
    assert said["Quand"].startswith("Si la personne demande le permis B, et si «\u00a0Connaître le code")
    assert "D5.2" not in said["Quand"]
    assert "(F2-04), si «\u00a0Comprendre et parler" in said["Propose"]
    assert "Auto-école sociale" in said["Pas maintenant"]
    assert "D5.2\u00a0: " in page.model.legend(rule)


def test_the_exact_expression_waits_behind_a_button(page: RulesPage, hands: Hands) -> None:
    choose(page, "R-01")
    rule = page.model.rule()
    assert rule is not None
    shown = [label.text() for label in page.findChildren(Label) if label.isVisible()]
    assert not any("D5.2" in text for text in shown)
    hands.tab_to("rule_expression")
    hands.press(Key.Key_Space)
    shown = [label.text() for label in page.findChildren(Label) if label.isVisible()]
    assert rule.when_text in shown
    assert any(text.startswith("D5.2\u00a0: ") for text in shown)


def test_the_sentence_of_a_rule_being_written_follows_its_threshold(page: RulesPage, hands: Hands) -> None:
    page.add.click()
    for value in (1, 2):
        page.text.setPlainText(OWN.replace("<= 2", f"<= {value}"))
        hands.wait_for(lambda wanted=f"est à {value} sur\u00a04 au plus": wanted in page._text_field._message.text())


def test_the_title_of_a_rule_is_on_one_line_while_the_card_has_room(page: RulesPage) -> None:
    title = page._detail.title
    for code in ("R-01", "R-24"):
        choose(page, code)
        assert title.width() >= title.fontMetrics().horizontalAdvance(title.text())


def test_a_rule_is_switched_off_by_keys_and_ctrl_z_brings_it_back(
    window: OpenWindow, page: RulesPage, hands: Hands
) -> None:
    choose(page, "R-05")
    hands.tab_to("rule_active")
    hands.press(Key.Key_Space)
    assert "R-05" not in codes(window)
    assert "(arrêtée)" in page.list.currentItem().text()
    assert "Règle R-05 arrêtée" in window.said
    hands.press(Key.Key_Z, CTRL)
    assert "R-05" in codes(window)
    assert page.active.isChecked()


def test_a_rule_of_ones_own_says_its_fault_with_the_line_then_is_kept(
    window: OpenWindow, page: RulesPage, hands: Hands
) -> None:
    page.add.click()
    hands.wait_for(lambda: hands.focused is page.text)
    hands.press(Key.Key_A, CTRL)
    write(hands, OWN.replace("D3.1", "D99.1"))
    hands.wait_for(page._text_field.error)
    assert "D99.1" in page._text_field.error()
    assert "igne" in page._text_field.error()
    page.save.click()
    assert "LOC-9" not in codes(window)
    hands.press(Key.Key_A, CTRL)
    write(hands, OWN)
    hands.wait_for(lambda: not page._text_field.error())
    page.save.click()
    assert "LOC-9" in codes(window)
    assert "(la vôtre)" in page.list.currentItem().text()
    assert not page.is_writing
    page.remove.click()
    assert "LOC-9" not in codes(window)
    window.bench.toasts.toast.action.click()
    assert "LOC-9" in codes(window)


def test_the_code_of_a_shipped_rule_is_refused(window: OpenWindow, page: RulesPage) -> None:
    page.add.click()
    page.text.setPlainText(OWN.replace("LOC-9", "R-01"))
    page.save.click()
    assert "R-01" in page._text_field.error()
    assert window.session.rules.entries() == ()


def test_a_rule_is_tried_on_the_files_and_says_for_whom_and_why(
    window: OpenWindow, page: RulesPage, hands: Hands
) -> None:
    subject = person(window.session, "Mehdi", "Sadek")
    person(window.session, "Autre", "Dossier")
    assessment = window.session.assessments.start(subject, AssessmentForm.FULL)
    window.session.assessments.rate(assessment, "D3.1", value=1)
    page.add.click()
    page.text.setPlainText(OWN)
    page.try_text.click()
    hands.wait_for(page.text_answer.count.text)
    assert page.text_answer.count.text() == "Cette règle concerne 1 sur 2\u00a0dossiers."
    assert "Sadek" in page.text_answer.people.text()
    assert "1 sur\u00a04" in page.text_answer.people.text()
    assert page.answer.isHidden(), "the answer stands under the rule that was tried"
    assert window.session.rules.entries() == ()


def test_a_rule_being_written_survives_a_lock(window: OpenWindow, page: RulesPage) -> None:
    page.add.click()
    page.text.setPlainText(OWN)
    screen = window.bench.screen_shown
    assert isinstance(screen, SettingsScreen)
    assert screen.unsaved() == {"rule_text": OWN}
    page._close_editor()
    assert screen.unsaved() == {}


def test_ctrl_f_filters_the_rules(page: RulesPage, hands: Hands) -> None:
    hands.press(Key.Key_F, CTRL)
    hands.type("permis")
    assert "R-01" in page.list.codes
    assert "R-12" not in page.list.codes


def test_what_comes_first_is_not_said_twice(page: RulesPage) -> None:
    said: dict[str, dict[str, str]] = {}
    for code in page.list.codes:
        choose(page, code)
        rule = page.model.rule()
        if rule is not None and rule.first:
            said[code] = dict(page.model.facts(rule))
            known = {proposal.service for proposal in rule.propose}
            left = {proposal.service for proposal in rule.first} - known
            assert all(f"({service})" in said[code]["D’abord"] for service in left)
            assert not any(f"({service})" in said[code].get("D’abord", "") for service in known)
    assert "R-01" in said
