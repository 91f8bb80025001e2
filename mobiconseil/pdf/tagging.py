"""A canvas that writes a tagged PDF: each text carries its role, and decorations are marked as such.

ReportLab knows no structure tree; this one holds paragraphs, headings and figures in reading order, the items of the
lists and the rows of the tables in their own elements, so that a screen reader reads a paper from top to bottom, skips
lines and boxes, and walks a table by its cells. A list or a table cut between two pages is two.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
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


@dataclass(slots=True, kw_only=True)
class _Group:
    """Marks that make one list, item, table, row or cell."""

    role: str
    inside: list[_Mark | _Group] = field(default_factory=list)


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A ReportLab canvas with a structure tree."""

    def __init__(self, *args: Any, **keywords: Any) -> None:
        self._body = _Group(role="Document")
        self._within = [self._body]
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
        mark = _Mark(
            role=role,
            page=self._doc.thisPageRef(),
            page_index=self._page_index,
            number=self._on_page,
            alternative=alternative,
        )
        self._within[-1].inside.append(mark)
        with self._marked(f"/{role} <</MCID {self._on_page}>> BDC"):
            self._on_page += 1
            yield

    @contextmanager
    def grouped(self, role: str) -> Iterator[None]:
        """Hold what is marked inside in one element; without a role, or within a mark, there is none."""
        if self._open or not role:
            yield
            return
        group = _Group(role=role)
        self._within[-1].inside.append(group)
        self._within.append(group)
        try:
            yield
        finally:
            self._within.pop()

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
        root = PDFDictionary()
        root_ref = self._doc.Reference(root)
        parents: dict[int, list[Any]] = {index: [] for index in range(self._page_index)}
        body_ref = self._write_group(self._body, root_ref, parents)
        numbers: list[Any] = []
        for index, elements in parents.items():
            numbers += [index, self._doc.Reference(PDFArray(elements))]
        root.dict.update({"Type": PDFName("StructTreeRoot"), "K": body_ref, "ParentTreeNextKey": self._page_index})
        root.dict["ParentTree"] = self._doc.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
        self.setCatalogEntry("StructTreeRoot", root_ref)
        self.setCatalogEntry("MarkInfo", PDFDictionary({"Marked": "true"}))

    def _write_group(self, group: _Group, parent: Any, parents: dict[int, list[Any]]) -> Any:
        """Write a group and what it holds, in reading order; note for each page which element each mark belongs to."""
        element = PDFDictionary()
        reference = self._doc.Reference(element)
        children: list[Any] = []
        for part in group.inside:
            if isinstance(part, _Mark):
                made = self._doc.Reference(_element(part, reference))
                parents[part.page_index].append(made)
                children.append(made)
            elif part.inside:
                children.append(self._write_group(part, reference, parents))
        element.dict.update({"Type": PDFName("StructElem"), "S": PDFName(group.role), "P": parent})
        element.dict["K"] = PDFArray(children)
        return reference


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
