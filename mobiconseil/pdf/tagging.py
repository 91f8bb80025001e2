"""A canvas that writes a tagged PDF: each text carries its role, and decorations are marked as such.

ReportLab knows no structure tree; this one is flat (paragraphs, headings, cells and figures in reading order), which
is enough for a screen reader to read a paper from top to bottom and to skip lines and boxes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFString
from reportlab.pdfgen.canvas import Canvas


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """One marked piece of a page."""

    role: str
    page: PDFObjectReference
    page_index: int
    number: int
    alternative: str


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A ReportLab canvas with a structure tree."""

    def __init__(self, *args: Any, **keywords: Any) -> None:
        self._marks: list[_Mark] = []
        self._page_index = 0
        self._on_page = 0
        self._open = False
        super().__init__(*args, **keywords)

    @contextmanager
    def tagged(self, role: str, alternative: str = "") -> Iterator[None]:
        """Mark what is drawn inside as one element of the reading order."""
        if self._open:
            yield
            return
        self._marks.append(
            _Mark(
                role=role,
                page=self._doc.thisPageRef(),
                page_index=self._page_index,
                number=self._on_page,
                alternative=alternative,
            )
        )
        with self._marked(f"/{role} <</MCID {self._on_page}>> BDC"):
            self._on_page += 1
            yield

    @contextmanager
    def decoration(self) -> Iterator[None]:
        """Mark what is drawn inside as decoration, which a screen reader skips."""
        if self._open:
            yield
            return
        with self._marked("/Artifact BMC"):
            yield

    def outline(self, title: str, level: int, top: float) -> None:
        """Add an outline entry that leads to this height of the page."""
        key = f"outline-{self._page_index}-{self._on_page}-{len(self._code)}"
        self.bookmarkHorizontal(key, 0, top)
        self.addOutlineEntry(title, key, level)

    def showPage(self) -> None:  # noqa: N802
        """End the page, and tell which entry of the parent tree describes it."""
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = self._page_index
        page.Tabs = PDFName("S")
        self._page_index += 1
        self._on_page = 0

    def save(self) -> None:
        """Write the structure tree, then the file."""
        if len(self._code):
            self.showPage()
        self._write_structure()
        self.setViewerPreference("DisplayDocTitle", "true")  # the title, not the name of the file
        super().save()

    @contextmanager
    def _marked(self, operator: str) -> Iterator[None]:
        self._open = True
        self._code.append(operator)
        try:
            yield
        finally:
            self._code.append("EMC")
            self._open = False

    def _write_structure(self) -> None:
        root, body = PDFDictionary(), PDFDictionary()
        root_ref = self._doc.Reference(root)
        body_ref = self._doc.Reference(body)
        parents: dict[int, list[Any]] = {index: [] for index in range(self._page_index)}
        for mark in self._marks:
            parents[mark.page_index].append(self._doc.Reference(_element(mark, body_ref)))
        numbers: list[Any] = []
        for index, elements in parents.items():
            numbers += [index, self._doc.Reference(PDFArray(elements))]
        children = [element for elements in parents.values() for element in elements]
        body.dict.update({"Type": PDFName("StructElem"), "S": PDFName("Document"), "P": root_ref})
        body.dict["K"] = PDFArray(children)
        root.dict.update({"Type": PDFName("StructTreeRoot"), "K": body_ref, "ParentTreeNextKey": self._page_index})
        root.dict["ParentTree"] = self._doc.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
        self.setCatalogEntry("StructTreeRoot", root_ref)
        self.setCatalogEntry("MarkInfo", PDFDictionary({"Marked": "true"}))


def _element(mark: _Mark, parent: Any) -> PDFDictionary:
    entries = {
        "Type": PDFName("StructElem"),
        "S": PDFName(mark.role),
        "P": parent,
        "Pg": mark.page,
        "K": mark.number,
    }
    if mark.alternative:
        entries["Alt"] = PDFString(mark.alternative)
    return PDFDictionary(entries)
