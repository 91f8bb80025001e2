"""The top of a page, at every width and size of text: who it is about is read whole, no button is cut."""

from __future__ import annotations

import pytest

from mobiconseil.ui import theme
from mobiconseil.ui.theme import Appearance
from mobiconseil.ui.widgets.header import Header
from mobiconseil.ui.width_class import WidthClass

pytestmark = pytest.mark.usefixtures("still")


def test_the_header_folds_and_hides_the_search_when_the_screen_is_shared(qtbot) -> None:
    header = Header("Mme\u00a0Léa Chauvin", "19 ans")
    qtbot.addWidget(header)
    header.show()
    assert header._search.isVisible()
    header.set_width_class(WidthClass.MEDIUM)
    assert (header._search.isVisible(), header._search_icon.isVisible()) == (False, True)
    header.set_width_class(WidthClass.NARROW)
    assert (header._search_icon.isVisible(), header._more.isVisible()) == (False, True)
    header.set_width_class(WidthClass.WIDE)
    with qtbot.waitSignal(header.shared_toggled, check_params_cb=lambda on: on is True):
        header._share.click()
    assert not header._search.isVisible()


def test_the_search_gives_its_air_to_the_words_about_the_person_before_they_are_cut(qtbot) -> None:
    theme.look().apply(Appearance())
    header = Header("Mme\u00a0Léa Chauvin", "19 ans · Cossé-le-Vivien · diagnostic commencé le mar. 17 nov.")
    qtbot.addWidget(header)
    header.set_main("Voir les préconisations", icon="arrow-right")
    header.set_saved("Enregistré à 15\u00a0h\u00a058")
    header.resize(1700, 56)
    header.show()
    words, search = header._subtitle, header._search
    usual = search.sizeHint().width()
    assert search.width() == usual
    header.resize(1700 - (words.width() - words.sizeHint().width()) - 30, 56)
    header.grab()
    assert words.width() >= words.sizeHint().width()
    assert search.width() == usual - 30
    header.set_saved("")
    qtbot.waitUntil(lambda: search.width() == usual)


@pytest.mark.parametrize(
    ("scale", "width", "width_class", "words"),
    [
        (100, 1270, WidthClass.WIDE, "Imprimer la comparaison"),
        (125, 1246, WidthClass.MEDIUM, "Imprimer la comparaison"),
        (150, 1222, WidthClass.NARROW, "Imprimer"),
    ],
)
@pytest.mark.parametrize("saved", ["", "Enregistré à 15\u00a0h\u00a058"])
def test_who_follows_the_person_is_read_whole_beside_the_longest_button(
    qtbot, scale: int, width: int, width_class: WidthClass, words: str, saved: str
) -> None:
    theme.look().apply(Appearance(scale=scale))
    followed = "42 ans · Ballots (53350) · 06\u00a039\u00a098\u00a012\u00a034 · suivie par Claire Morin-Delaunay"
    header = Header("Mme\u00a0Sylvie Garnier", followed)
    qtbot.addWidget(header)
    header.set_back(True)
    header.set_main(words, icon="printer-outline", key="Ctrl P")
    header.set_saved(saved)
    header.set_width_class(width_class)
    header.resize(width, 56)
    header.show()
    header.grab()
    assert header._subtitle.isVisible()
    assert header._subtitle.width() >= header._subtitle.sizeHint().width()
    assert header.main.text() == words
    for button in (header.main, header._share, header._more):
        assert not button.isVisible() or button.width() >= button.minimumSizeHint().width()
    assert header._share.accessibleName() == "Écran partagé"


def test_a_second_line_too_long_for_any_header_is_whole_in_the_tooltip(qtbot) -> None:
    theme.look().apply(Appearance())
    header = Header("Mme\u00a0Sylvie Garnier", "42 ans")
    qtbot.addWidget(header)
    header.set_main("Imprimer la comparaison", icon="printer-outline")
    header.set_width_class(WidthClass.MEDIUM)
    header.resize(900, 56)
    header.show()
    whole = " · ".join(["prise de poste à Château-Gontier-sur-Mayenne"] * 4)
    header.set_title("Mme\u00a0Sylvie Garnier", whole)
    assert header._subtitle.toolTip() == whole
    assert header.main.text() == "Imprimer la comparaison"
    header.set_width_class(WidthClass.NARROW)
    assert not header._subtitle.isVisible()
    assert header._title.toolTip() == whole
    header.set_title("Mme\u00a0Sylvie Garnier", "42 ans")
    assert header._subtitle.isVisible()
    assert (header._title.toolTip(), header._subtitle.toolTip()) == ("", "")


def test_a_narrow_header_keeps_the_whole_name_and_cuts_no_button(qtbot) -> None:
    theme.look().apply(Appearance(scale=200))
    header = Header("Mme\u00a0Sylvie Garnier", "54 ans")
    qtbot.addWidget(header)
    header.set_main("Nouveau contact", icon="plus", key="Ctrl N")
    header.set_shared(True)
    header.set_width_class(WidthClass.NARROW)
    header.resize(920, 92)
    header.show()
    assert header._title.width() >= header._title.sizeHint().width()
    for button in (header.main, header._share):
        assert button.isVisible()
        assert button.width() >= button.minimumSizeHint().width()
        assert button.accessibleName()
    assert header._share.text() == ""
    assert header._share.toolTip() == header._share.accessibleName() == "Écran partagé\u00a0: oui"
