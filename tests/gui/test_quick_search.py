"""The quick search: people, actions and services from a few letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from hands import CTRL, Key
from home_desk import Day
from mobiconseil.ui.navigation import Tab
from mobiconseil.ui.screens.new_file.view import NewFileScreen


@pytest.fixture
def day(still: None, qtbot: QtBot, tmp_path: Path) -> Day:
    return Day(qtbot, tmp_path)


# ---------------------------------------------------------------------- quick search


def test_ctrl_k_then_a_name_then_entree_opens_the_file(day: Day) -> None:
    day.hands.press(Key.Key_K, CTRL)
    day.hands.type("garn")
    assert day.palette.titles()[:4] == [
        "Mme\u00a0Sylvie Garnier",
        "M.\u00a0Thierry Garnier",
        "Nouveau bénéficiaire «\u00a0garn\u00a0»",
        "Fixer un rendez-vous",
    ]
    day.hands.press(Key.Key_Return)
    assert day.place() == (day.people["Garnier"], Tab.SUMMARY)
    assert day.window.bench.overlays.shown is None


def test_everything_is_offered_before_anything_is_typed(day: Day) -> None:
    day.hands.press(Key.Key_K, CTRL)
    titles = day.palette.titles()
    assert titles[0] == "Nouveau bénéficiaire"
    assert {"Verrouiller", "Écran partagé", "Affichage sombre"} <= set(titles)
    assert day.palette._frame.width() > 400
    assert day.palette.rect().contains(day.palette._frame.geometry())


def test_an_action_about_the_person_in_front_is_offered_in_her_file(day: Day) -> None:
    day.window.context.navigator.open_file(day.people["Garnier"])
    day.hands.press(Key.Key_K, CTRL)
    day.hands.type("imprimer")
    assert "Imprimer le plan" in day.palette.titles()


def test_ctrl_n_in_the_quick_search_creates_with_the_name_typed(day: Day) -> None:
    day.hands.press(Key.Key_K, CTRL)
    day.hands.type("zorglub")
    day.hands.press(Key.Key_N, CTRL)
    assert isinstance(day.window.bench.screen_shown, NewFileScreen)
    assert any(field.text() == "Zorglub" for field in day.window.bench.screen_shown.findChildren(QLineEdit))


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("sauvegarde", "backups"),
        ("phrase de passe", "account"),
        ("feuille", "security"),
        ("aides", "aids"),
        ("règles", "rules"),
        ("assistance", "about"),
    ],
)
def test_a_page_of_the_settings_is_found_by_what_it_holds(day: Day, typed: str, part: str) -> None:
    day.hands.press(Key.Key_K, CTRL)
    day.hands.type(typed)
    rank = next(rank for rank, title in enumerate(day.palette.titles()) if title.startswith("Réglages"))
    for _ in range(rank):
        day.hands.press(Key.Key_Down)
    day.hands.press(Key.Key_Return)
    assert day.window.bench.place().part == part


def test_a_word_of_an_action_comes_before_a_new_file_of_that_name(day: Day) -> None:
    day.hands.press(Key.Key_K, CTRL)
    day.hands.type("sauvegarde")
    assert day.palette.titles()[0].startswith("Réglages\u00a0: sauvegardes")


def test_an_archived_person_comes_last_and_is_said_so(day: Day) -> None:
    day.hands.press(Key.Key_K, CTRL)
    day.hands.type("garn")
    groups = day.palette._model.find("garn")
    assert "archivé" in groups[0].lines[-1].detail


def test_phone_digits_find_a_person(day: Day) -> None:
    day.hands.press(Key.Key_K, CTRL)
    day.hands.type("0639987135")
    assert day.palette.titles()[0] == "M.\u00a0Mohamed Haddad"


def test_arrows_choose_an_action_and_echap_closes(day: Day) -> None:
    day.hands.press(Key.Key_K, CTRL)
    day.hands.type("verrou")
    assert day.palette.titles()[0] == "Verrouiller"
    day.hands.press(Key.Key_Down)
    day.hands.press(Key.Key_Up)
    with day.bot.waitSignal(day.window.bench.lock_requested):
        day.hands.press(Key.Key_Return)
    day.hands.press(Key.Key_K, CTRL)
    day.hands.press(Key.Key_Escape)
    assert day.window.bench.overlays.shown is None


def test_nobody_else_is_found_while_the_screen_is_shared(day: Day) -> None:
    day.hands.press(Key.Key_F8)
    day.hands.press(Key.Key_K, CTRL)
    day.hands.type("garn")
    assert not any("Sylvie" in title for title in day.palette.titles())
