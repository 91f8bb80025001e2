"""The information notice: one page, easy words, and a receipt to sign."""

from __future__ import annotations

from functools import partial

from mobiconseil.pdf.blocks import Icon, TickBox, bullets, signature
from mobiconseil.pdf.document import Paper, count_pages, dated, print_paper
from mobiconseil.pdf.layout import Card, Columns, Gap, Stack
from mobiconseil.pdf.office import Story, head
from mobiconseil.pdf.sentences import NOTICE_SENTENCES, NoticeSentences
from mobiconseil.pdf.styles import BODY, INK, TextStyle
from mobiconseil.pdf.text import Block, Outline, Text
from mobiconseil.services.papers.security import InformationNoticeData

_SIZES = (13.0, 12.0, 11.0, 10.0, 9.0)


def render(data: InformationNoticeData) -> bytes:
    """Print the notice in the largest size that holds on one page."""
    words = NOTICE_SENTENCES[data.language]
    version = words.version.format(data.version) if data.version else ""
    paper = Paper(
        title=dated(words.document, data.date),
        author=data.letterhead.structure,
        foot=f"{version}{words.law}",
        language=words.code,
    )
    stories = [partial(build_story, data, size) for size in _SIZES]
    fitting = next((story for story in stories if count_pages(paper, story) == 1), stories[-1])
    return print_paper(paper, fitting)


def build_story(data: InformationNoticeData, size: float = _SIZES[0]) -> Story:
    """Return the blocks of the notice in reading order."""
    words = NOTICE_SENTENCES[data.language]
    body = BODY.but(size=size, leading=size * 1.38)
    story: Story = [head(words.title, f"{data.date}.", data.letterhead), Gap(10)]
    for icon, title, content in _sections(data, words):
        story.append(_section(icon, title, content, body))
    return [*story, Gap(2), _receipt(data, words, body)]


def _sections(data: InformationNoticeData, words: NoticeSentences) -> list[tuple[str, str, str | tuple[str, ...]]]:
    return [
        ("home-outline", words.controller, data.controller),
        ("flag-checkered", words.purposes, data.purposes),
        ("shield-check-outline", words.legal_basis, data.legal_basis),
        ("file-document-outline", words.required, data.required_data),
        ("help-circle-outline", words.optional, data.optional_data),
        ("account-group-outline", words.recipients, data.recipients),
        ("calendar-clock-outline", words.retention, data.retention),
        ("lock-outline", words.place, words.place_answer),
        ("account-voice", words.rights, words.rights_list),
        ("phone-outline", words.asking, _asking(data, words)),
    ]


def _asking(data: InformationNoticeData, words: NoticeSentences) -> str:
    officer = words.officer.format(data.data_protection_contact) if data.data_protection_contact else ""
    parts = (data.rights_contact, officer, f"{words.delay} {words.complaint}")
    return "\n".join(part for part in parts if part)


def _section(icon: str, title: str, content: str | tuple[str, ...], body: TextStyle) -> Block:
    strong = body.but(font=body.strong, role="H2")
    text: Block = Text(content, body) if isinstance(content, str) else bullets(content, body, space=0)
    right = Stack([Text(title, strong, outline=Outline(1)), text])
    row = Columns([(Icon(icon, size=body.size * 1.5, line=body.leading), 30), (right, 0)], whole=False)
    row.spaceAfter = body.size * 0.5
    return row


def _receipt(data: InformationNoticeData, words: NoticeSentences, body: TextStyle) -> Block:
    row = Columns(
        [(TickBox(size=13, line=body.leading), 22), (Text(words.receipt, body.but(font=body.strong)), 0)],
    )
    labels = (data.person_name or words.my_name, words.date, words.my_signature)
    signatures = Columns([(signature(label, body, room=20), 0.0) for label in labels], gap=18)
    return Card(Stack([row, Gap(6), signatures]), padding=(9, 13, 12, 13), border=INK, thickness=1.4)
