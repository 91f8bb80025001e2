"""The help: every screen has its page, links lead somewhere, keys come first."""

from __future__ import annotations

import re

import pytest

from mobiconseil.ui.screens.help.pages import ALIASES, ORDER, pages, search, to_html


def test_every_expected_page_is_there() -> None:
    assert set(ORDER) <= set(pages())
    assert set(ALIASES.values()) <= set(pages())


@pytest.mark.parametrize("name", ORDER)
def test_links_lead_to_pages(name: str) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", pages()[name].text):
        assert target in pages()


@pytest.mark.parametrize("name", ORDER[:-1])
def test_the_keyboard_comes_first(name: str) -> None:
    parts = re.findall(r"^## (.+)$", pages()[name].text, flags=re.MULTILINE)
    assert parts == ["Clavier", "À quoi sert cet écran", "Gestes utiles", "Questions fréquentes"]


@pytest.mark.parametrize("name", ORDER)
def test_french_marks_have_their_spaces(name: str) -> None:
    outside_keys = re.sub(r"`[^`]*`", "", pages()[name].text)
    assert not re.search(r" [?!;:»%]|« |[a-zà-ÿ]'", outside_keys)


def test_accents_and_case_do_not_matter_to_the_search() -> None:
    assert "verrouillage" in {hit.page.name for hit in search("PHRASE oubliee")}
    assert search("zzzz") == ()
    assert search("  ") == ()


def test_a_page_whose_title_has_the_words_comes_first() -> None:
    assert search("diagnostic")[0].page.name == "diagnostic"


def test_what_is_written_in_a_page_is_never_taken_for_markup() -> None:
    assert "<script>" not in to_html("<script>alert(1)</script>")
