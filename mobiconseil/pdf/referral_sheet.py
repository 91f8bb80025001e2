"""The outgoing referral: what the operator may know, then the answer to tick and send back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from reportlab.platypus import CondPageBreak

from mobiconseil.pdf.blocks import Rule, TickBox, bullets
from mobiconseil.pdf.document import Paper, dated, print_paper
from mobiconseil.pdf.fonts import BOLD
from mobiconseil.pdf.layout import Card, Columns, Gap, Stack
from mobiconseil.pdf.office import Story, facts, funders, head, quoted, two_columns_of_facts
from mobiconseil.pdf.styles import BODY, CELL, INK, SECTION, SMALL, STRONG
from mobiconseil.pdf.text import Block, Outline, Text
from mobiconseil.services.papers.referral import ReferralSheetData

_TITLE = "Fiche d’orientation"
_MINIMUM = "La personne n’a pas donné son accord pour le partage."
_MINIMUM_DETAIL = (
    "Cette fiche ne donne donc ni son nom, ni son téléphone, ni sa situation. "
    "Le conseiller ou la conseillère fait le lien entre vous et elle."
)
_ENGAGEMENT = (
    "Le conseiller ou la conseillère a informé la personne de cette orientation. "
    "Les informations de cette fiche servent seulement à étudier la demande\u00a0; "
    "elles ne sont ni transmises à d’autres, ni gardées au-delà."
)
_FOOT = "Document confidentiel, pour le service destinataire. Détruisez-le quand la demande est traitée."
_REFUSAL_COLUMNS = 3
_SECTION = SECTION.but(size=11.5, leading=15.5, before=7, after=2)


def render(data: ReferralSheetData) -> bytes:
    """Print the sheet."""
    title = dated("Fiche d’orientation, {}", data.date)
    paper = Paper(title=title, author=data.letterhead.structure, running=title, foot=_FOOT)
    return print_paper(paper, partial(build_story, data))


def build_story(data: ReferralSheetData) -> Story:
    """Return the blocks of the sheet in reading order."""
    story: Story = [head(_TITLE, f"{data.date}.", data.letterhead), Gap(8)]
    story += [_asked(data), Gap(4)]
    if data.consent.granted:
        story += _shared(data)
    else:
        story += [_minimum(), Gap(6)]
    return [*story, Gap(6), _answer(data), *funders(data.letterhead)]


def _asked(data: ReferralSheetData) -> Block:
    title = Text(data.service, SECTION.but(before=0, after=4), outline=Outline(1))
    rows = [*data.asked, ("Par", _sender(data))]
    urgency = [Text(data.urgency, STRONG.but(font=BOLD, size=11, leading=16))] if data.urgency else []
    return Card(Stack([*urgency, title, facts(rows)]), padding=(9, 12, 9, 12), border=INK, thickness=1.4, after=4)


def _sender(data: ReferralSheetData) -> str:
    adviser = data.adviser
    said = ", ".join(part for part in (adviser.name, adviser.phone, adviser.email) if part)
    return ". ".join(part.rstrip(".") for part in (said, adviser.hours) if part)


def _shared(data: ReferralSheetData) -> Story:
    who = [("Personne", data.person_name), ("Dossier", data.file_code), *data.person]
    story: Story = [two_columns_of_facts(who), Gap(4)]
    if data.request:
        story.append(quoted("La demande, avec ses mots", data.request))
    if data.reason:
        story += _titled("Pourquoi cette orientation", Text(data.reason, BODY))
    if data.criteria:
        story += _titled("Conditions du service déjà regardées", Text(data.criteria, BODY))
    if data.situation:
        story += _titled("À savoir pour répondre", facts(data.situation))
    story += _lists(("Situation", data.statuses), ("Aides déjà demandées", data.aids))
    agreement = " ".join(part for part in (data.consent.sentence, _ENGAGEMENT) if part)
    return [*story, *_titled("Accord et confidentialité", Text(agreement, SMALL))]


def _titled(title: str, block: Block) -> Story:
    return [CondPageBreak(50), Text(title, _SECTION, outline=Outline(1)), block]


def _lists(*pairs: tuple[str, Sequence[str]]) -> Story:
    """Return the lists that hold something, side by side."""
    columns: list[tuple[Block, float]] = [
        (Stack([Text(title, _SECTION, outline=Outline(1)), bullets(texts, BODY, space=1)]), 0.0)
        for title, texts in pairs
        if texts
    ]
    return [CondPageBreak(60), Gap(6), Columns(columns, gap=16, whole=False)] if columns else []


def _minimum() -> Card:
    content = Stack([Text(_MINIMUM, SECTION.but(before=0)), Text(_MINIMUM_DETAIL, BODY)])
    return Card(content, border=INK, thickness=1.0)


def _answer(data: ReferralSheetData) -> Block:
    """Return the part to fill by hand and send back."""
    before = f" avant le {data.answer_before}" if data.answer_before else ""
    code = f", dossier\u00a0{data.file_code}" if data.file_code else ""
    title = Text(f"Votre réponse{before}{code}", SECTION.but(before=0), outline=Outline(1))
    given = Columns(
        [
            (_tick("Acceptée", bold=True), 84.0),
            _blank("Début le", 110.0),
            (_tick("Liste d’attente", bold=True), 112.0),
            _blank("Délai annoncé, en jours", 0),
        ],
        gap=10,
    )
    content = Stack(
        [
            title,
            given,
            Gap(4),
            _tick("Refusée, parce que\u00a0:", bold=True),
            Gap(2),
            Columns(_refusals(data.refusals), gap=12, indent=20),
            Gap(3),
            Columns([_blank("Nom de qui répond", 0), _blank("Téléphone", 130.0), _blank("Date", 90.0)], gap=14),
        ],
        whole=True,
    )
    return Card(content, padding=(7, 12, 9, 12), thickness=1.0)


def _refusals(reasons: Sequence[str]) -> list[tuple[Block, float]]:
    per_column = -(-len(reasons) // _REFUSAL_COLUMNS)
    columns = [reasons[start : start + per_column] for start in range(0, len(reasons), per_column or 1)]
    return [(Stack([_tick(reason) for reason in column]), 158.0) for column in columns]


def _tick(text: str, *, bold: bool = False) -> Block:
    style = STRONG if bold else CELL
    return Columns([(TickBox(size=9, line=style.leading), 15.0), (Text(text, style), 0)])


def _blank(label: str, width: float) -> tuple[Block, float]:
    return Stack([Text(label, SMALL), Rule(above=14)]), width
