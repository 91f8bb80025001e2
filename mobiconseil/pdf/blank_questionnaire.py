"""The questionnaire to fill by hand, with the numbering of the grid."""

from __future__ import annotations

from functools import partial

from reportlab.platypus import CondPageBreak

from mobiconseil.pdf.blocks import Rule, TickBox
from mobiconseil.pdf.document import Paper, print_paper
from mobiconseil.pdf.layout import Card, Columns, Gap, Stack
from mobiconseil.pdf.office import Story, head
from mobiconseil.pdf.styles import BODY, CELL, CELL_STRONG, FAINT, SECTION, SMALL, STRONG
from mobiconseil.pdf.text import Block, Outline, Run, Text
from mobiconseil.services.papers.assessment import BlankQuestionnaireData, QuestionDomain, QuestionItem

_TITLE = "Questionnaire mobilité"
_NOT_APPLICABLE = "sans objet"
_WRITING_LINE = 24.0
_AUTONOMY_STEPS = 11


def render(data: BlankQuestionnaireData) -> bytes:
    """Print the questionnaire."""
    title = f"{_TITLE}, {data.form[:1].lower() + data.form[1:]}"
    paper = Paper(
        title=f"{title}, {data.date}" if data.date else title,
        author=data.letterhead.structure,
        running=title,
        foot="Une question sans réponse reste non évaluée. Aucune réponse n’est bonne ou mauvaise.",
    )
    return print_paper(paper, partial(build_story, data))


def build_story(data: BlankQuestionnaireData) -> Story:
    """Return the blocks of the questionnaire in reading order."""
    story: Story = [head(_TITLE, f"{data.form}.", data.letterhead), Gap(12), _identity(), Gap(14)]
    story += [*_own_words(), Gap(10), _autonomy(), Gap(4)]
    for domain in data.domains:
        story += _domain(domain, data)
    return story


def _identity() -> Block:
    blanks = [_blank("Nom et prénom", 0), _blank("Date", 120.0), _blank("Conseiller ou conseillère", 170.0)]
    return Columns(blanks, gap=16)


def _blank(label: str, width: float) -> tuple[Block, float]:
    return Stack([Text(label, SMALL), Rule(above=20)]), width


def _own_words() -> Story:
    title = Text("Ma demande, avec mes mots", STRONG.but(role="H2"), outline=Outline(1))
    return [title, *(Rule(above=_WRITING_LINE, color=FAINT) for _ in range(3))]


def _autonomy() -> Block:
    question = Text("Aujourd’hui, pour me déplacer, je me sens autonome\u00a0:", STRONG.but(role="H2"))
    boxes: list[tuple[Block, float]] = []
    for value in range(_AUTONOMY_STEPS):
        boxes.append((Stack([TickBox(size=15, align="center"), Text(str(value), BODY.but(align="center"))]), 0.0))
    ends = Columns(
        [(Text("0\u00a0: pas du tout", SMALL), 0), (Text("10\u00a0: tout à fait", SMALL.but(align="right")), 0)]
    )
    content = Stack([question, Gap(6), Columns(boxes), ends])
    return Card(content, padding=(9, 12, 8, 12), border=FAINT, after=4)


def _domain(domain: QuestionDomain, data: BlankQuestionnaireData) -> Story:
    title = f"{domain.number}. {domain.label}"
    story: Story = [CondPageBreak(130), Text(title, SECTION.but(before=14), outline=Outline(1))]
    if domain.note:
        story.append(Text(domain.note, SMALL.but(after=4)))
    for item in domain.items:
        story.append(_item(item, data.methods))
    words = [Gap(2), Text("Mes mots", SMALL), Rule(above=_WRITING_LINE - 6, color=FAINT)]
    return [*story, Stack(words, whole=True)]


def _item(item: QuestionItem, methods: tuple[str, ...]) -> Block:
    title = Text([Run(f"{item.number}\u00a0\u00a0", strong=True), Run(item.label, strong=True)], BODY)
    boxes = _methods(methods)
    answers: list[tuple[Block, float]] = [(_answer(level, text), 0.0) for level, text in enumerate(item.answers)]
    content = Stack(
        [Columns([(title, 0), boxes], gap=10), Text(item.question, SMALL), Gap(4), Columns(answers, gap=7)], whole=True
    )
    return Card(content, padding=(7, 10, 6, 10), border=FAINT, after=6)


def _answer(level: int, text: str) -> Block:
    line = CELL.leading
    label = [Run(f"{level}\u00a0 ", strong=True), Run(text)]
    return Columns([(TickBox(size=10.5, line=line), 15.0), (Text(label, CELL), 0)])


def _methods(methods: tuple[str, ...]) -> tuple[Block, float]:
    """Return the boxes that tell how the answer is known, and their width."""
    style = SMALL
    cells: list[tuple[Block, float]] = [(Text("Comment\u00a0:", CELL_STRONG.but(size=8.5, leading=11.6)), 52.0)]
    for label in (*methods, _NOT_APPLICABLE):
        text = Text(label, style)
        cells += [(TickBox(size=8, line=style.leading), 12.0), (text, text.natural_width() + 8)]
    return Columns(cells), sum(width for _, width in cells)
