"""The plan the person takes home: A4, 14 points, one idea per line, readable in grey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from mobiconseil.pdf.blocks import Disc, Icon, TickBox, signature
from mobiconseil.pdf.document import INNER_WIDTH, Paper, Story, count_pages, dated, print_paper
from mobiconseil.pdf.images import Pictures, adviser_qr
from mobiconseil.pdf.layout import Card, Columns, Gap, Stack
from mobiconseil.pdf.map_drawing import LARGE, MapDrawing
from mobiconseil.pdf.sentences import PERSON_SENTENCES, PersonSentences
from mobiconseil.pdf.styles import (
    INK,
    PERSON_BODY,
    PERSON_BOX,
    PERSON_PHONE,
    PERSON_STEP,
    PERSON_STRONG,
    PERSON_TITLE,
    PETROL,
    STRUCTURE,
    STRUCTURE_LINE,
)
from mobiconseil.pdf.text import Block, Outline, Run, Text
from mobiconseil.services.papers.plans import PersonPlanData, PersonStep

_LABEL_WIDTH = 85.0
_TICK_COLUMN = 66.0
_MAP_WIDTH = 193.0
_MAP_GAP = 11.0
_MAP_FRAME = 36.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Density:
    """How tightly the page is set."""

    leading: float
    title_leading: float
    padding: float
    gap: float


AIRY = Density(leading=20.3, title_leading=25, padding=10, gap=10)
COMPACT = Density(leading=18, title_leading=21.5, padding=7, gap=7)
TIGHT = Density(leading=16.8, title_leading=20.5, padding=6, gap=5.5)


def render(data: PersonPlanData) -> bytes:
    """Print the plan, set more tightly when that saves a page."""
    words = PERSON_SENTENCES[data.language]
    paper = Paper(
        title=dated(words.document, data.date),
        author=data.letterhead.structure,
        foot=_notice(data, words),
        running=dated(words.document, data.date),
        language=words.code,
    )
    stories = [partial(build_story, data, density) for density in (AIRY, COMPACT, TIGHT)]
    return print_paper(paper, _shortest(paper, stories))


def _shortest(paper: Paper, stories: Sequence[Story]) -> Story:
    """Return the first story that takes the fewest pages."""
    best, fewest = stories[0], count_pages(paper, stories[0])
    for story in stories[1:]:
        if fewest == 1:
            break
        pages = count_pages(paper, story)
        if pages < fewest:
            best, fewest = story, pages
    return best


def build_story(data: PersonPlanData, density: Density = AIRY) -> list[Block]:
    """Return the blocks of the plan in reading order."""
    words = PERSON_SENTENCES[data.language]
    story: list[Block] = [_header(data, words), Gap(density.gap), _goal(data, words, density)]
    for number, step in enumerate(data.steps, start=1):
        story.append(_step(number, step, words, density))
    story.append(Stack([_contact_boxes(data, words, density), Gap(6), *_closing(data, words)], whole=True))
    return story


def _header(data: PersonPlanData, words: PersonSentences) -> Block:
    name = f"{data.person_name.strip()}. " if data.person_name.strip() else ""
    left = Stack([Text(words.title, PERSON_TITLE, outline=Outline(0)), Text(f"{name}{data.date}.", PERSON_BODY)])
    right: list[Block] = [Text(data.letterhead.structure, STRUCTURE), Text(data.letterhead.service, STRUCTURE_LINE)]
    if data.letterhead.logo:
        right.insert(0, Pictures([data.letterhead.logo], height=26, align="right"))
    return Columns([(left, 0), (Stack(right), 180)], gap=12)


def _goal(data: PersonPlanData, words: PersonSentences, density: Density) -> Block:
    before, strong, after = data.goal.partition(data.goal_strong) if data.goal_strong else (data.goal, "", "")
    runs = [Run(words.goal, strong=True), Run(before), Run(strong, strong=True), Run(after)]
    outline = Outline(1, words.goal.strip(" :\u00a0"))
    content = Columns(
        [(Icon("flag-checkered", size=22, line=20.3), 34), (Text(runs, PERSON_BODY.but(role="H2"), outline=outline), 0)]
    )
    return Card(content, padding=(10, 15, 10, 17), border=INK, thickness=1.5, after=density.gap)


def _step(number: int, step: PersonStep, words: PersonSentences, density: Density) -> Block:
    rows = [
        ("account-outline", words.who, step.who, False),
        ("map-marker-outline", words.where, step.where, False),
        ("phone-outline", words.phone, step.phone, True),
        ("file-document-outline", words.papers, step.papers, False),
        ("calendar-today-outline", words.when, step.when, False),
    ]
    outline = Outline(1, words.step_outline.format(number, step.title))
    title = Text(step.title, PERSON_STEP.but(leading=density.title_leading), outline=outline)
    body = Stack([title, *(_row(*row, line=density.leading) for row in rows if row[2])])
    tick = Stack(
        [
            TickBox(ticked=step.done, align="center"),
            Gap(4),
            Text(words.done.replace(" ", "\n", 1), PERSON_BODY.but(leading=17, align="center")),
        ]
    )
    content = Columns([(Disc(str(number)), 55.0), (body, 0), (Gap(0), 22.0), (tick, _TICK_COLUMN - 24)])
    padding = (density.padding, 13.0, density.padding, 13.0)
    return Card(content, padding=padding, divider=_TICK_COLUMN, after=density.gap)


def _row(icon: str, label: str, value: str, strong: bool, *, line: float) -> Block:
    style = (PERSON_STRONG if strong else PERSON_BODY).but(leading=line)
    return Columns(
        [
            (Icon(icon, size=17, line=line), 25.0),
            (Text(label, PERSON_STRONG.but(leading=line)), _LABEL_WIDTH),
            (Text(value, style), 0),
        ]
    )


def _contact_boxes(data: PersonPlanData, words: PersonSentences, density: Density) -> Block:
    wide = Stack([_appointment(data, words, density, narrow=False), _question(data, words, narrow=False)])
    if data.trip_map is None:
        return wide
    narrow = Stack([_appointment(data, words, density, narrow=True), _question(data, words, narrow=True)])
    height = narrow.wrap(INNER_WIDTH - _MAP_WIDTH - _MAP_GAP, 0)[1] - _MAP_FRAME
    drawing = MapDrawing(data.trip_map, height=height, style=LARGE)
    return Columns([(narrow, 0), (_map(drawing, words), _MAP_WIDTH)], gap=_MAP_GAP, stretch=True)


def _map(drawing: MapDrawing, words: PersonSentences) -> Block:
    title = Columns([(Gap(0), 9.0), (Text(words.map, PERSON_BOX, outline=Outline(1)), 0)])
    return Card(Stack([title, Gap(4), drawing]), padding=(8, 1, 4, 1))


def _appointment(data: PersonPlanData, words: PersonSentences, density: Density, *, narrow: bool) -> Block:
    lines: list[Block] = [
        Columns(
            [
                (Icon("calendar-star", size=19, color=PETROL, line=22), 24.0),
                (Text(words.appointment, PERSON_BOX.but(color=PETROL), outline=Outline(1)), 0),
            ]
        )
    ]
    if data.appointment is None:
        lines.append(Text(words.no_appointment, PERSON_BODY))
    else:
        lines.append(Text(data.appointment.when, PERSON_STRONG.but(size=14 if narrow else 15, leading=22)))
        lines.append(Text(data.appointment.where, PERSON_BODY))
    return Card(Stack(lines), padding=(8, 13, 9, 13), border=PETROL, thickness=1.5, after=density.gap)


def _question(data: PersonPlanData, words: PersonSentences, *, narrow: bool) -> Block:
    adviser = data.adviser
    who = f"{adviser.name}, {adviser.role}" if adviser.role else adviser.name
    left = Stack(
        [
            Text(words.question if adviser.phone else words.question_met, PERSON_BOX, outline=Outline(1)),
            Text(who, PERSON_BODY),
            Text(adviser.phone, PERSON_PHONE),
            Text(adviser.hours, PERSON_BODY),
        ]
    )
    if not (adviser.phone or adviser.email):
        return Card(left, padding=(8, 13, 9, 13))
    alternative = words.qr_alternative.format(adviser.name)
    right = Stack(
        [
            adviser_qr(adviser, size=70, alternative=alternative),
            Gap(2),
            Text(words.qr, PERSON_BODY.but(leading=16, align="center")),
        ]
    )
    return Card(Columns([(left, 0), (right, 82 if narrow else 142)], gap=8, middle=True), padding=(8, 13, 7, 13))


def _closing(data: PersonPlanData, words: PersonSentences) -> list[Block]:
    put_off = [Text([Run(words.not_now, strong=True), Run(text)], PERSON_BODY) for text in data.not_now]
    later = [Text([Run(words.later, strong=True), Run(text)], PERSON_BODY) for text in data.later]
    signatures = Columns(
        [
            (Text(data.made_at, PERSON_BODY), 0),
            (signature(words.me, PERSON_BODY, room=18), 110.0),
            (signature(data.adviser.name, PERSON_BODY, room=18), 150.0),
        ],
        gap=14,
    )
    return [*put_off, *later, Gap(2), signatures]


def _notice(data: PersonPlanData, words: PersonSentences) -> str:
    contact = words.notice_contact.format(data.letterhead.contact) if data.letterhead.contact else ""
    return words.notice.format(data.letterhead.structure) + contact + words.notice_end
