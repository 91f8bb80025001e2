"""A paper: its page, its foot with « Page 1 sur 2 », its metadata; the same story gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.platypus import BaseDocTemplate, Frame, PageBreak, PageTemplate

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


def print_paper(paper: Paper, story: Story) -> bytes:
    """Print the story twice: once to count the pages, once with their total."""
    register_fonts()
    pages, _ = _print(paper, story, total=0)
    return _print(paper, story, total=pages)[1]


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
    foot = Text(paper.foot, FOOT)
    foot_height = max(foot.wrap(INNER_WIDTH - _PAGE_LABEL_WIDTH - 14, 100)[1], FOOT.leading)
    bottom = _FOOT_BOTTOM + foot_height + 8

    def draw_foot(canvas: TaggedCanvas, document: BaseDocTemplate) -> None:
        if document.page > 1 and paper.running:
            running = Text(paper.running, FOOT)
            running.wrap(INNER_WIDTH, 100)
            running.drawOn(canvas, MARGIN, PAGE_HEIGHT - paper.top + 6)
        label = Text(paper.page_label(document.page, total), FOOT.but(align="right"))
        foot.drawOn(canvas, MARGIN, _FOOT_BOTTOM)
        label.wrap(_PAGE_LABEL_WIDTH, 100)
        label.drawOn(canvas, PAGE_WIDTH - MARGIN - _PAGE_LABEL_WIDTH, _FOOT_BOTTOM + foot_height - label.height)

    document = BaseDocTemplate(
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
    frame = Frame(MARGIN, bottom, INNER_WIDTH, PAGE_HEIGHT - paper.top - bottom, 0, 0, 0, 0, id="page")
    document.addPageTemplates(PageTemplate(id="page", frames=[frame], onPageEnd=draw_foot))
    document.build(list(story()), canvasmaker=TaggedCanvas)
    return document.page, buffer.getvalue()
