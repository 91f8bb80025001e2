"""« Registre des échanges »: one line for each file that left this laptop or came in."""

from __future__ import annotations

from functools import partial

from mobiconseil.pdf.document import Paper, dated, print_paper
from mobiconseil.pdf.layout import Gap
from mobiconseil.pdf.office import Story, head, table
from mobiconseil.pdf.styles import BODY
from mobiconseil.pdf.text import Text
from mobiconseil.services.papers.exchanges import ExchangeJournalData

_HEADS = ("Quand", "Qui", "Quoi", "Pour, ou de", "Fin")
_WIDTHS = (92.0, 80.0, 160.0, 98.0, 93.0)


def render(data: ExchangeJournalData) -> bytes:
    """Print the register."""
    title = dated("Registre des échanges, {}", data.date)
    foot = "Ce registre ne dit jamais le contenu des dossiers. Il est tenu par ce poste."
    paper = Paper(title=title, author=data.letterhead.structure, running=title, foot=foot)
    return print_paper(paper, partial(build_story, data))


def build_story(data: ExchangeJournalData) -> Story:
    """Return the blocks of the register in reading order."""
    where = f"{data.laptop}. {data.date}." if data.laptop else f"{data.date}."
    story: Story = [head("Registre des échanges", where, data.letterhead), Gap(8)]
    if not data.rows:
        return [*story, Text("Aucun fichier n’a été préparé ni importé sur ce poste.", BODY)]
    return [*story, table(_HEADS, data.rows, _WIDTHS, tight=True)]
