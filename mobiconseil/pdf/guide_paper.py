"""The user guide on paper: one page of it, or the whole with its contents."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from io import BytesIO

from reportlab.lib.utils import ImageReader
from reportlab.platypus import CondPageBreak

from mobiconseil.pdf.document import Paper, count_pages, new_page, print_paper
from mobiconseil.pdf.glyphs import drawable
from mobiconseil.pdf.layout import Columns, Gap, Stack
from mobiconseil.pdf.office import Story
from mobiconseil.pdf.styles import BODY, FAINT, SECTION, SMALL, SUBSECTION, TITLE
from mobiconseil.pdf.text import Block, Outline, Run, Text
from mobiconseil.services.guide.markup import Block as Part
from mobiconseil.services.guide.markup import Ink, Items, Line, Paragraph, Picture, Table, Title
from mobiconseil.services.papers.guide import GuideData, GuideSheet

NAME = "Guide de MobiConseil"
_READING = BODY.but(size=10.5, leading=15.2, after=4)
_KEYS_WIDTH = 118.0
_PICTURE_WIDTH = 380.0

_ARROWS = str.maketrans({"↑": "flèche haut", "↓": "flèche bas", "←": "flèche gauche", "→": "flèche droite", "−": "-"})
"""The font of the papers has no arrow."""

Pictures = Mapping[str, bytes]


class Screen(Block):
    """A picture of the program, as wide as it may be, with a thin border."""

    def __init__(self, content: bytes, words: str) -> None:
        super().__init__()
        self._reader = ImageReader(BytesIO(content))
        self._words = drawable(words)
        self.spaceAfter = 3

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:  # noqa: ARG002
        """Keep the shape of the picture."""
        across, down = self._reader.getSize()
        self.width = min(_PICTURE_WIDTH, available_width)
        self.height = self.width * down / across
        return self.width, self.height

    def draw(self) -> None:
        """Draw the picture, then its border."""
        with self.canv.tagged("Figure", self._words):
            self.canv.drawImage(self._reader, 0, 0, self.width, self.height)
        with self.canv.decoration():
            self.canv.setStrokeColor(FAINT)
            self.canv.setLineWidth(0.6)
            self.canv.rect(0, 0, self.width, self.height, stroke=1, fill=0)


def render(data: GuideData) -> bytes:
    """Print one page of the guide, or the whole with its contents in front."""
    pictures = dict(data.pictures)
    sheets = [sheet for part in data.parts for sheet in part.sheets]
    if len(sheets) == 1:
        paper = _paper(sheets[0].title)
        return print_paper(paper, partial(_sheet, sheets[0], pictures))
    paper = _paper(NAME)
    return print_paper(paper, partial(_whole, data, pictures, _first_pages(paper, data, pictures)))


def _paper(title: str) -> Paper:
    foot = NAME if title == NAME else f"{NAME}\u00a0: {title}"
    return Paper(title=title, author="MobiConseil", foot=foot)


def _first_pages(paper: Paper, data: GuideData, pictures: Pictures) -> dict[str, int]:
    """Return the page where each sheet begins: each is laid out alone, since each begins a page."""
    place = 1 + count_pages(paper, partial(_contents, data, {}))
    found = {}
    for part in data.parts:
        for sheet in part.sheets:
            found[sheet.title] = place
            place += count_pages(paper, partial(_sheet, sheet, pictures))
    return found


def _whole(data: GuideData, pictures: Pictures, first_pages: Mapping[str, int]) -> Story:
    story = _contents(data, first_pages)
    for part in data.parts:
        for sheet in part.sheets:
            story += [new_page(), *_sheet(sheet, pictures)]
    return story


def _contents(data: GuideData, first_pages: Mapping[str, int]) -> Story:
    story: Story = [Text(NAME, TITLE, outline=Outline(0)), Gap(6)]
    for part in data.parts:
        story.append(Text(part.title, SECTION))
        story += [_entry(sheet.title, first_pages.get(sheet.title, 0)) for sheet in part.sheets]
    return story


def _entry(title: str, page: int) -> Block:
    number = Text(str(page), _READING.but(align="right"))
    return Columns([(Text(title, _READING), 0), (number, 40)], gap=10)


def _sheet(sheet: GuideSheet, pictures: Pictures) -> Story:
    story: Story = [Text(sheet.title, TITLE, outline=Outline(0)), Gap(6)]
    for block in sheet.blocks:
        story += _block(block, pictures)
    return story


def _block(block: Part, pictures: Pictures) -> Story:
    if isinstance(block, Title):
        style = SECTION if block.level == 2 else SUBSECTION
        return [CondPageBreak(70), Text(_runs(block.line), style)]
    if isinstance(block, Paragraph):
        return [Text(_runs(block.line), _READING)]
    if isinstance(block, Items):
        return [_items(block), Gap(4)]
    if isinstance(block, Table):
        return [_table(block), Gap(4)]
    return _picture(block, pictures)


def _picture(block: Picture, pictures: Pictures) -> Story:
    legend = Text(block.words, SMALL.but(after=8))
    content = pictures.get(block.name)
    return [legend] if content is None else [Gap(4), Screen(content, block.words), legend]


def _items(block: Items) -> Block:
    style = _READING.but(after=0)
    rows: list[Block] = []
    for number, line in enumerate(block.lines, start=1):
        mark = Text(f"{number}." if block.numbered else "•", style.but(role="Lbl"))
        words = Text(_runs(line), style.but(role="LBody"))
        row = Columns([(mark, 20.0 if block.numbered else 12.0), (words, 0)], whole=False, tag="LI")
        row.spaceAfter = 3
        rows.append(row)
    return Stack(rows, tag="L")


def _table(block: Table) -> Block:
    style = _READING.but(after=0)
    rows: list[Block] = []
    for first, *rest in block.rows:
        cells: list[tuple[Block, float]] = [(Text(_runs(first, strong=True), style), _KEYS_WIDTH)]
        cells += [(Text(_runs(cell), style), 0.0) for cell in rest]
        row = Columns(cells, gap=10, whole=False, tag="TR", cell_tag="TD")
        row.spaceAfter = 3
        rows.append(row)
    return Stack(rows, tag="Table")


def _runs(line: Line, *, strong: bool = False) -> list[Run]:
    return [Run(span.text.translate(_ARROWS), strong or span.ink in (Ink.STRONG, Ink.KEY)) for span in line]
