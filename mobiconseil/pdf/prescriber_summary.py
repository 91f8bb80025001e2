"""The summary for the prescriber: only what the person agreed to share, and nothing at all without agreement."""

from __future__ import annotations

from functools import partial

from mobiconseil.pdf.blocks import bullets
from mobiconseil.pdf.document import Paper, dated, print_paper
from mobiconseil.pdf.layout import Card, Gap, Stack
from mobiconseil.pdf.office import (
    Cell,
    Story,
    funders,
    head,
    lines,
    not_now,
    quoted,
    section,
    table,
    two_columns_of_facts,
)
from mobiconseil.pdf.sentences import NOT_SHARED, NOT_SHARED_DETAIL
from mobiconseil.pdf.styles import BODY, INK, SECTION
from mobiconseil.pdf.text import Text
from mobiconseil.services.papers.plans import PrescriberSummaryData

_HEADS = ("Préconisation", "Échéance", "État")
_WIDTHS = (303.0, 110.0, 110.0)


def render(data: PrescriberSummaryData) -> bytes:
    """Print the summary."""
    title = dated("Synthèse pour le prescripteur, {}", data.date)
    foot = data.consent.sentence if data.consent.granted else ""
    paper = Paper(title=title, author=data.letterhead.structure, running=title, foot=foot)
    return print_paper(paper, partial(build_story, data))


def build_story(data: PrescriberSummaryData) -> Story:
    """Return the blocks of the summary in reading order."""
    story: Story = [head("Synthèse pour le prescripteur", f"{data.date}.", data.letterhead), Gap(8)]
    if not data.consent.granted:
        return [*story, two_columns_of_facts([("Dossier", data.file_code)]), Gap(8), _refusal()]
    story += [two_columns_of_facts(_identity(data)), Gap(6)]
    if data.request:
        story.append(quoted("La demande, avec ses mots", data.request, thickness=1.4))
    if data.strengths:
        story += section("Points d’appui", bullets(data.strengths, BODY))
    if data.to_work_on:
        story += section("Points à travailler", bullets(data.to_work_on, BODY))
    story += not_now(data.not_now)
    if data.recommendations:
        rows: list[list[Cell]] = [
            [lines(item.title, item.reason, item.detail), item.due, item.state] for item in data.recommendations
        ]
        story += section("Préconisations et parcours", table(_HEADS, rows, _WIDTHS))
    if data.appointment:
        where = f"\n{data.appointment.where}" if data.appointment.where else ""
        story += section("Prochain rendez-vous", Text(f"{data.appointment.when}{where}", BODY))
    return [*story, *_contact(data), *funders(data.letterhead)]


def _identity(data: PrescriberSummaryData) -> list[tuple[str, str]]:
    return [("Personne", data.person_name), ("Dossier", data.file_code), ("Destinataire", data.prescriber)]


def _refusal() -> Card:
    content = Stack([Text(NOT_SHARED, SECTION.but(before=0)), Text(NOT_SHARED_DETAIL, BODY)])
    return Card(content, border=INK, thickness=1.4)


def _contact(data: PrescriberSummaryData) -> Story:
    adviser = data.adviser
    parts = [part.rstrip(".") for part in (adviser.name, adviser.phone, adviser.email, adviser.hours) if part]
    return section("Contact", Text(". ".join(parts) + ".", BODY), room=60)
