"""The pages of the guide as simple HTML for a text browser, with the words of a search marked."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from mobiconseil.domain.typography import fold
from mobiconseil.services.guide.markup import Block, Ink, Items, Line, Paragraph, Picture, Table, Title
from mobiconseil.services.guide.pages import Chapter, HelpPage, Hit

Words = tuple[str, ...]


def page_html(page: HelpPage, words: Words = (), *, picture_width: int = 0) -> str:
    """Return a page; nothing of it comes from anywhere but the page."""
    return "".join(_block(block, words, picture_width) for block in page.blocks)


def contents_html(chapters: Sequence[tuple[Chapter, Sequence[HelpPage]]]) -> str:
    """Return the list of the pages, chapter by chapter."""
    made = []
    for chapter, pages in chapters:
        links = "".join(f'<li><a href="{page.name}">{escape(page.title)}</a></li>' for page in pages)
        made.append(f'<p class="part">{escape(chapter.title)}</p><ul>{links}</ul>' if links else "")
    return "".join(made)


def hits_html(hits: Sequence[Hit], words: Words, nothing: str) -> str:
    """Return the results of a search."""
    if not hits:
        return f"<p>{escape(nothing)}</p>"
    return "".join(_hit(hit, words) for hit in hits)


def marked(text: str, words: Words) -> str:
    """Return a text where what is looked for is marked, whatever its accents and capitals."""
    if not words:
        return escape(text, quote=False)
    folded, places = _folded(text)
    inside = [False] * len(text)
    for word in words:
        start = folded.find(word)
        while start >= 0:
            for place in places[start : start + len(word)]:
                inside[place] = True
            start = folded.find(word, start + len(word))
    made, last = [], False
    for letter, found in zip(text, inside, strict=True):
        if found is not last:
            made.append('<span class="hit">' if found else "</span>")
            last = found
        made.append(escape(letter, quote=False))
    return "".join(made) + ("</span>" if last else "")


def _folded(text: str) -> tuple[str, list[int]]:
    """Return the text as the search sees it, and where each of its letters comes from."""
    letters, places = [], []
    for place, letter in enumerate(text):
        for bare in fold(letter) or " ":
            letters.append(bare)
            places.append(place)
    return "".join(letters), places


def _hit(hit: Hit, words: Words) -> str:
    under = f'<p class="under">{marked(hit.under, words)}</p>' if hit.under else ""
    title = f'<p class="question"><a href="{hit.page.name}">{marked(hit.page.title, words)}</a></p>'
    return f"{title}{under}<p>{marked(hit.line, words)}</p>"


def _block(block: Block, words: Words, picture_width: int) -> str:
    if isinstance(block, Title):
        kind = "part" if block.level == 2 else "question"
        return f'<p class="{kind}">{_line(block.line, words)}</p>'
    if isinstance(block, Paragraph):
        return f"<p>{_line(block.line, words)}</p>"
    if isinstance(block, Items):
        kind = "ol" if block.numbered else "ul"
        return f"<{kind}>" + "".join(f"<li>{_line(line, words)}</li>" for line in block.lines) + f"</{kind}>"
    if isinstance(block, Table):
        return _table(block, words)
    return _picture(block, words, picture_width)


def _picture(picture: Picture, words: Words, width: int) -> str:
    size = f' width="{width}"' if width else ""
    legend = f'<p class="under">{marked(picture.words, words)}</p>'
    return f'<p><img src="{picture.name}"{size} alt="{escape(picture.words)}" /></p>{legend}'


def _table(table: Table, words: Words) -> str:
    rows = (
        "".join(f'<td class="{"what" if rank else "key"}">{_line(cell, words)}</td>' for rank, cell in enumerate(row))
        for row in table.rows
    )
    return '<table cellspacing="0" cellpadding="3">' + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def _line(line: Line, words: Words) -> str:
    made = []
    for span in line:
        text = marked(span.text, words)
        if span.ink is Ink.LINK:
            text = f'<a href="{span.target}">{text}</a>'
        elif span.ink is Ink.STRONG:
            text = f"<b>{text}</b>"
        elif span.ink is Ink.KEY:
            text = f'<span class="key">&nbsp;{text}&nbsp;</span>'
        made.append(text)
    return "".join(made)
