"""The help: every screen has its page, links lead somewhere, keys come first, labels are those of the program."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from mobiconseil.reference import load_reference
from mobiconseil.services.guide.markup import Ink, Picture, blocks, pictures, spans
from mobiconseil.services.guide.pages import (
    ALIASES,
    CHAPTERS,
    ORDER,
    SCREENS,
    TASKS,
    HelpPage,
    pages,
    picture_path,
    search,
)
from mobiconseil.ui.screens.assessment.facts import form_choices
from mobiconseil.ui.screens.help.html import hits_html, marked, page_html

ROOT = Path(__file__).resolve().parents[2]
_MOST_BYTES = 3_000_000
PARTS = ["Clavier", "À quoi sert cet écran", "Gestes utiles", "Questions fréquentes"]


def test_every_expected_page_is_there() -> None:
    assert set(ORDER) == set(pages())
    assert set(ALIASES.values()) <= set(pages())


def test_each_page_has_one_place_in_the_contents() -> None:
    named = [name for chapter in CHAPTERS for name in chapter.names]
    assert len(named) == len(set(named))


@pytest.mark.parametrize("name", ORDER)
def test_links_lead_to_pages(name: str) -> None:
    for target in re.findall(r"(?<!!)\[[^\]]*\]\(([^)]+)\)", pages()[name].text):
        assert target in pages()


@pytest.mark.parametrize("name", [name for name in SCREENS if name != "clavier"])
def test_the_keyboard_comes_first(name: str) -> None:
    parts = re.findall(r"^## (.+)$", pages()[name].text, flags=re.MULTILINE)
    assert parts == PARTS


@pytest.mark.parametrize("name", TASKS)
def test_what_to_do_is_said_in_steps_and_leads_to_the_screens(name: str) -> None:
    text = pages()[name].text
    assert re.search(r"^1\. ", text, flags=re.MULTILINE)
    assert re.search(r"\]\([a-z-]+\)", text)


@pytest.mark.parametrize("name", ORDER)
def test_french_marks_have_their_spaces(name: str) -> None:
    outside_keys = re.sub(r"`[^`]*`", "", pages()[name].text)
    assert not re.search(r" [?!;:»%]|« |[a-zà-ÿ]'", outside_keys)


def test_each_picture_is_in_the_program_and_all_of_them_stay_small() -> None:
    named = {name for page in pages().values() for name in pictures(page.text)}
    kept = {path.stem: path.stat().st_size for path in picture_path("").parent.glob("*.png")}
    assert named == set(kept)
    assert sum(kept.values()) < _MOST_BYTES


def test_each_picture_is_said_in_words() -> None:
    for page in pages().values():
        for block in blocks(page.text):
            assert not isinstance(block, Picture) or len(block.words.split()) >= 4


def test_accents_and_case_do_not_matter_to_the_search() -> None:
    assert "verrouillage" in {hit.page.name for hit in search("PHRASE oubliee")}
    assert search("zzzz") == ()
    assert search("  ") == ()


def test_a_page_whose_title_has_the_words_comes_first() -> None:
    assert search("diagnostic")[0].page.name == "diagnostic"


def test_what_is_written_in_a_page_is_never_taken_for_markup() -> None:
    assert "<script>" not in page_html(HelpPage("x", "<script>alert(1)</script>"))


def test_what_is_looked_for_is_marked_whatever_its_accents() -> None:
    assert marked("Une œuvre oubliée", ("oeuvre", "oubliee")) == (
        'Une <span class="hit">œuvre</span> <span class="hit">oubliée</span>'
    )
    assert marked("a < b", ("b",)) == 'a &lt; <span class="hit">b</span>'


def test_a_result_says_under_which_title_it_stands() -> None:
    hits = search("huit groupes feuille")
    assert all(hit.under for hit in hits if hit.line != hit.page.title)
    assert 'class="hit"' in hits_html(search("feuille"), ("feuille",), "rien")


@pytest.mark.parametrize("name", ORDER)
def test_what_a_page_writes_in_bold_is_written_by_the_program(name: str) -> None:
    known = labels_of_the_program()
    unknown = [label for label in strong_words(name) if as_label(label) not in known]
    assert unknown == []


def strong_words(name: str) -> list[str]:
    """Return what a page writes in bold, as it writes the labels of the program."""
    return [span.text for span in spans(pages()[name].text) if span.ink is Ink.STRONG]


@cache
def labels_of_the_program() -> frozenset[str]:
    """Return every text of the code that a person could read."""
    found = set()
    for path in (ROOT / "mobiconseil").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return frozenset(as_label(text) for text in found if text[:1].isupper() and len(text) < 80)


def as_label(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]+", " ", text.removesuffix("{}")).strip(" …")


def test_the_interview_leaves_to_the_short_assessment_the_time_that_its_screen_announces() -> None:
    short = form_choices(load_reference().grid)[0]
    spans_of_it = re.findall(r"^## (\d+)\sà\s(\d+)\sminutes", pages()["un-entretien"].text, re.MULTILINE)
    times = [(int(start), int(end)) for start, end in spans_of_it]
    assert max(end - start for start, end in times) == short.minutes
    assert [end for _, end in times[:-1]] == [start for start, _ in times[1:]], "one part follows the other"
    assert (times[0][0], times[-1][1]) == (0, 45)
