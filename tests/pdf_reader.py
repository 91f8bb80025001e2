"""Read a PDF back, as a person would copy its text or look at it."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as raw


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One drawn character."""

    char: str
    size: float
    top: float


def page_texts(content: bytes) -> list[str]:
    """Return the text of each page, in reading order."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def whole_text(content: bytes) -> str:
    """Return the text of all pages with single spaces, so that line ends do not matter."""
    return re.sub(r"[ \n]+", " ", "\n".join(page_texts(content)))


def letters(content: bytes, page_index: int = 0) -> list[Letter]:
    """Return the visible characters of a page with their size and height."""
    document = pypdfium2.PdfDocument(content)
    try:
        page = document[page_index].get_textpage()
        found = []
        for index in range(page.count_chars()):
            char = chr(raw.FPDFText_GetUnicode(page.raw, index))
            if not char.isspace():
                size = raw.FPDFText_GetFontSize(page.raw, index)
                found.append(Letter(char=char, size=round(size, 2), top=page.get_charbox(index)[3]))
        return found
    finally:
        document.close()


def ink_outside(content: bytes, margin: float = 18.0) -> int:
    """Return how many dark dots touch the edge of the pages, where printers cannot print."""
    document = pypdfium2.PdfDocument(content)
    count = 0
    try:
        for page in document:
            picture = page.render(scale=1).to_pil().convert("L")
            width, height = picture.size
            edge = int(margin)
            strips = [
                (0, 0, width, edge - 4),
                (0, height - edge, width, height),
                (0, 0, edge, height),
                (width - edge, 0, width, height),
            ]
            for box in strips:
                count += sum(1 for dot in picture.crop(box).tobytes() if dot < 128)
        return count
    finally:
        document.close()


def metadata(content: bytes) -> dict[str, str]:
    """Return the metadata of the document."""
    document = pypdfium2.PdfDocument(content)
    try:
        return dict(document.get_metadata_dict())
    finally:
        document.close()


def outline(content: bytes) -> list[tuple[int, str]]:
    """Return the outline as (level, title)."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [(entry.level, entry.get_title()) for entry in document.get_toc()]
    finally:
        document.close()


Element = tuple[str, "tuple[Element, ...]"]
"""A role, and the elements inside."""


def roles(content: bytes, page_index: int = 0) -> list[str]:
    """Return the elements that a screen reader meets on a page, in order, those that hold others before these."""
    return [role for element in structure(content, page_index) for role in _walked(element)]


def _walked(element: Element) -> list[str]:
    role, inside = element
    return [role, *(found for part in inside for found in _walked(part))]


def structure(content: bytes, page_index: int = 0) -> tuple[Element, ...]:
    """Return the tree of what a screen reader meets on a page."""
    document = pypdfium2.PdfDocument(content)
    try:
        page = document[page_index]
        tree = raw.FPDF_StructTree_GetForPage(page.raw)
        body = raw.FPDF_StructTree_GetChildAtIndex(tree, 0)
        found = _inside(body)
        raw.FPDF_StructTree_Close(tree)
        page.close()
        return found
    finally:
        document.close()


def _inside(element: object) -> tuple[Element, ...]:
    count = max(raw.FPDF_StructElement_CountChildren(element), 0)
    children = (raw.FPDF_StructElement_GetChildAtIndex(element, index) for index in range(count))
    return tuple((_role(child), _inside(child)) for child in children if child)


def _role(element: object) -> str:
    size = raw.FPDF_StructElement_GetType(element, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDF_StructElement_GetType(element, buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le")
