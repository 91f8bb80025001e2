"""A paper: its page, its foot with « Page 1 sur 2 », its metadata; the same story gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate, Spacer

from mobiconseil import __version__
from mobiconseil.pdf.fonts import REGULAR, register_fonts
from mobiconseil.pdf.sentences import page_label
from mobiconseil.pdf.styles import FOOT, MARGIN
from mobiconseil.pdf.tagging import TaggedCanvas
from mobiconseil.pdf.text import Text

PAGE_WIDTH, PAGE_HEIGHT = A4
INNER_WIDTH = PAGE_WIDTH - 2 * MARGIN
_FOOT_BOTTOM = 20.0
_PAGE_LABEL_WIDTH = 74.0
_BUNDLE_LABEL_WIDTH = 110.0

Story = Callable[[], Sequence[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What surrounds a story: metadata (never a name of a person), the foot of each page.

    `running` is repeated at the top of every page but the first.
    """

    title: str
    author: str
    foot: str = ""
    running: str = ""
    language: str = "fr-FR"
    top: float = 34.0
    page_label: Callable[[int, int], str] = page_label


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper that goes into a larger document."""

    paper: Paper
    story: Story


@dataclass(frozen=True, slots=True)
class Bundle:
    """The papers of one person in a larger document, whose pages are numbered together."""

    label: str
    sheets: tuple[Sheet, ...]


_BLANK = Sheet(Paper(title="", author=""), lambda: [Spacer(1, 1)])
_COLLECTED: ContextVar[list[Sheet] | None] = ContextVar("collected", default=None)


@contextmanager
def collect_papers() -> Iterator[list[Sheet]]:
    """Gather the papers that are printed inside instead of drawing them, in this thread."""
    sheets: list[Sheet] = []
    token = _COLLECTED.set(sheets)
    try:
        yield sheets
    finally:
        _COLLECTED.reset(token)


def print_paper(paper: Paper, story: Story) -> bytes:
    """Print the story twice: once to count the pages, once with their total."""
    collected = _COLLECTED.get()
    if collected is not None:
        collected.append(Sheet(paper, story))
        return b""
    register_fonts()
    pages, _ = _print(paper, story, total=0)
    return _print(paper, story, total=pages)[1]


def print_bundles(title: str, author: str, bundles: Sequence[Bundle], *, duplex: bool = False) -> bytes:
    """Print the papers of several people in one document; each paper starts on a new page.

    With `duplex`, each person starts on a new leaf: nobody’s first page is on the back of somebody else’s last.
    """
    register_fonts()
    whole = Paper(title=title, author=author)
    filled = [bundle for bundle in bundles if bundle.sheets]
    _, ends, _ = _print_all(whole, filled, {})
    totals = {at: ends[at][-1] - (ends[at - 1][-1] if at else 0) for at in range(len(filled))}
    if duplex:
        filled = [
            replace(bundle, sheets=(*bundle.sheets, _BLANK)) if totals[at] % 2 and at + 1 < len(filled) else bundle
            for at, bundle in enumerate(filled)
        ]
    return _print_all(whole, filled, totals)[2]


def count_pages(paper: Paper, story: Story) -> int:
    """Return how many pages the story takes."""
    register_fonts()
    return _print(paper, story, total=0)[0]


def dated(sentence: str, date: str) -> str:
    """Put a printed date inside a sentence, where a weekday takes no capital."""
    return sentence.format(date[:1].lower() + date[1:])


def new_page() -> Any:
    """Return what makes the story go on at the top of a new page."""
    return PageBreak()


def _print(paper: Paper, story: Story, *, total: int) -> tuple[int, bytes]:
    buffer = BytesIO()
    document = _document(buffer, paper)
    document.addPageTemplates(_template("page", paper, None, lambda page: paper.page_label(page, total)))
    document.build(list(story()), canvasmaker=TaggedCanvas)
    return document.page, buffer.getvalue()


def _print_all(whole: Paper, bundles: Sequence[Bundle], totals: dict[int, int]) -> tuple[int, list[list[int]], bytes]:
    """Print everything once; return the pages, and for each bundle the last page of each of its papers."""
    buffer = BytesIO()
    story: list[Any] = []
    document = _document(buffer, whole)
    ends: list[list[int]] = [[0] * len(bundle.sheets) for bundle in bundles]
    for at, bundle in enumerate(bundles):
        for rank, sheet in enumerate(bundle.sheets):
            place = _Place(bundle.label if sheet is not _BLANK else "", ends, totals, at, rank)
            name = f"{at}-{rank}"
            document.addPageTemplates(_template(name, sheet.paper, place, place.label, width=_BUNDLE_LABEL_WIDTH))
            story += [NextPageTemplate(name), PageBreak()] if story else []
            story += sheet.story()
    document.build(story, canvasmaker=TaggedCanvas)
    return document.page, ends, buffer.getvalue()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a paper stands among the bundles: it learns its pages as they end."""

    name: str
    ends: list[list[int]]
    totals: dict[int, int]
    at: int
    rank: int

    def first(self) -> int:
        """Return how many pages come before this paper."""
        if self.rank:
            return self.ends[self.at][self.rank - 1]
        return self.ends[self.at - 1][-1] if self.at else 0

    def label(self, page: int) -> str:
        """Return « A-0042, page 2 sur 5 », counted in the papers of one person."""
        self.ends[self.at][self.rank] = page
        if not self.name:
            return ""
        before = self.ends[self.at - 1][-1] if self.at else 0
        counted = page_label(page - before, self.totals.get(self.at, 0))
        return f"{self.name}, {counted[:1].lower()}{counted[1:]}"


def _document(buffer: BytesIO, paper: Paper) -> BaseDocTemplate:
    return BaseDocTemplate(
        buffer,
        pagesize=A4,
        title=paper.title,
        author=paper.author,
        subject="",
        creator=f"MobiConseil {__version__}",
        producer=f"MobiConseil {__version__}",
        lang=paper.language,
        invariant=1,
        allowSplitting=1,
        pageCompression=1,
        initialFontName=REGULAR,
    )


def _template(
    name: str, paper: Paper, place: _Place | None, label_of: Callable[[int], str], *, width: float = _PAGE_LABEL_WIDTH
) -> PageTemplate:
    """Return a page with the foot of a paper; `place` tells where it begins in a larger document."""
    foot = Text(paper.foot, FOOT)
    foot_height = max(foot.wrap(INNER_WIDTH - width - 14, 100)[1], FOOT.leading)
    bottom = _FOOT_BOTTOM + foot_height + 8

    def draw_foot(canvas: TaggedCanvas, document: BaseDocTemplate) -> None:
        if paper.running and document.page > 1 + (place.first() if place is not None else 0):
            running = Text(paper.running, FOOT)
            running.wrap(INNER_WIDTH, 100)
            running.drawOn(canvas, MARGIN, PAGE_HEIGHT - paper.top + 6)
        label = Text(label_of(document.page), FOOT.but(align="right"))
        foot.drawOn(canvas, MARGIN, _FOOT_BOTTOM)
        label.wrap(width, 100)
        label.drawOn(canvas, PAGE_WIDTH - MARGIN - width, _FOOT_BOTTOM + foot_height - label.height)

    frame = Frame(MARGIN, bottom, INNER_WIDTH, PAGE_HEIGHT - paper.top - bottom, 0, 0, 0, 0, id=name)
    return PageTemplate(id=name, frames=[frame], onPageEnd=draw_foot)
