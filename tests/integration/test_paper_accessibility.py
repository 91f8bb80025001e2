"""Every paper can be listened to and read by somebody who does not see well, on the screen and on paper."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import pypdfium2
import pypdfium2.raw as raw
import pytest

from builders_papers import sylvie_plan
from builders_papers_office import (
    assessment_report,
    blank_questionnaire,
    information_notice,
    prescriber_summary,
    professional_plan,
    recovery_sheet,
)
from mobiconseil.pdf.printing import render
from mobiconseil.ui.tokens import contrast_ratio
from pdf_reader import Element, letters, metadata, outline, page_texts, roles, structure

PAPERS = {
    "plan": sylvie_plan,
    "professional plan": professional_plan,
    "prescriber summary": prescriber_summary,
    "assessment report": assessment_report,
    "blank questionnaire": blank_questionnaire,
    "recovery sheet": recovery_sheet,
    "information notice": information_notice,
}
each_paper = pytest.mark.parametrize("name", PAPERS)
TEXT = 1  # FPDF_PAGEOBJ_TEXT
PETROL, WHITE = "#0B5C6E", "#FFFFFF"
PERSON_LEAST, NOTICE_LEAST = 14.0, 11.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One text of a page as it is drawn."""

    mark: int
    """Its place among what is read, -1 for a decoration."""
    marks: int
    colour: str


@cache
def content(name: str) -> bytes:
    return render(PAPERS[name]())


def pieces(data: bytes) -> list[list[Piece]]:
    """Return the texts of each page in the order of drawing."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [[_piece(found.raw) for found in page.get_objects() if found.type == TEXT] for page in document]
    finally:
        document.close()


def _piece(found: Any) -> Piece:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(found, red, green, blue, alpha)
    return Piece(
        mark=raw.FPDFPageObj_GetMarkedContentID(found),
        marks=raw.FPDFPageObj_CountMarks(found),
        colour=f"#{red.value:02X}{green.value:02X}{blue.value:02X}",
    )


def headings(data: bytes) -> Iterator[int]:
    for page in range(len(page_texts(data))):
        yield from (int(role[1:]) for role in roles(data, page) if role[:1] == "H" and role[1:].isdigit())


@each_paper
def test_a_paper_says_its_language_and_shows_its_title(name: str) -> None:
    data = content(name)
    assert b"/Lang (fr-FR)" in data
    assert b"/DisplayDocTitle true" in data
    assert len(metadata(data)["Title"]) > 5


@each_paper
def test_every_text_is_marked_and_read_in_the_order_in_which_it_stands(name: str) -> None:
    for page in pieces(content(name)):
        assert [piece for piece in page if piece.marks == 0] == []
        read = [piece.mark for piece in page if piece.mark >= 0]
        assert read == sorted(read)


@each_paper
def test_the_headings_of_a_paper_begin_with_its_title_and_skip_no_level(name: str) -> None:
    found = list(headings(content(name)))
    assert found[0] == 1
    assert found.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(found))


def elements(name: str) -> Iterator[Element]:
    data = content(name)
    for page in range(len(page_texts(data))):
        yield from structure(data, page)


def test_a_list_holds_its_items_each_with_its_mark_and_its_words() -> None:
    lists = [inside for role, inside in elements("recovery sheet") if role == "L"]
    assert len(lists) == 1
    assert lists[0] == (("LI", (("Lbl", ()), ("LBody", ()))),) * 4


def test_a_table_holds_its_rows_each_with_as_many_cells_as_it_has_titles() -> None:
    tables = [inside for role, inside in elements("professional plan") if role == "Table"]
    assert tables != []
    for rows in tables:
        assert {role for role, _ in rows} == {"TR"}
        titles, *others = ([role for role, _ in cells] for _, cells in rows)
        assert set(titles) == {"TH"}
        assert others != []
        assert all(cells == ["TD"] * len(titles) for cells in others)


@each_paper
def test_no_cell_or_item_stands_outside_of_its_table_or_list(name: str) -> None:
    assert {role for role, _ in elements(name)} & {"TR", "TH", "TD", "LI", "Lbl", "LBody"} == set()


@each_paper
def test_the_text_of_a_paper_can_be_selected_on_each_page(name: str) -> None:
    assert all(len(text.strip()) > 20 for text in page_texts(content(name)))


@each_paper
def test_a_paper_has_bookmarks_in_the_order_of_its_pages(name: str) -> None:
    document = pypdfium2.PdfDocument(content(name))
    pages = [entry.get_dest().get_index() for entry in document.get_toc()]
    document.close()
    assert pages != []
    assert pages == sorted(pages)
    assert all(title.strip() for _, title in outline(content(name)))


@each_paper
def test_the_texts_of_a_paper_stand_out_from_its_ground(name: str) -> None:
    colours = {piece.colour for page in pieces(content(name)) for piece in page if piece.mark >= 0}
    grounds = {colour: PETROL if colour == WHITE else WHITE for colour in colours}
    assert {colour for colour, ground in grounds.items() if contrast_ratio(colour, ground) < 4.5} == set()


def test_the_papers_of_the_person_are_printed_large() -> None:
    sizes = [letter.size for letter in letters(content("plan"))]
    assert sum(size < PERSON_LEAST for size in sizes) < len(sizes) / 3  # its foot and the name of the structure
    assert max(sizes) >= 24
