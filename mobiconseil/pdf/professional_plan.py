"""The plan for the file: need, steps with their states and reasons, next appointment, agreement to share."""

from __future__ import annotations

from functools import partial

from mobiconseil.pdf.blocks import bullets, signature
from mobiconseil.pdf.document import Paper, dated, print_paper
from mobiconseil.pdf.layout import Columns, Gap
from mobiconseil.pdf.map_drawing import MapDrawing
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
from mobiconseil.pdf.styles import BODY
from mobiconseil.pdf.text import Text
from mobiconseil.services.papers.plans import ProfessionalPlanData, ProfessionalStep

_TITLE = "Plan d’action"
_HEADS = ("N°", "Étape, service, papiers", "Qui, origine", "Échéance, coût", "État")
_WIDTHS = (25.0, 239.0, 74.0, 96.0, 89.0)

_MAP_HEIGHT = 170.0


def render(data: ProfessionalPlanData) -> bytes:
    """Print the plan."""
    title = dated("Plan d’action professionnel, {}", data.date)
    paper = Paper(
        title=title,
        author=data.letterhead.structure,
        running=title,
        foot="Document professionnel\u00a0: il contient des données personnelles.",
    )
    return print_paper(paper, partial(build_story, data))


def build_story(data: ProfessionalPlanData) -> Story:
    """Return the blocks of the plan in reading order."""
    story: Story = [head(_TITLE, f"Édition professionnelle. {data.date}.", data.letterhead), Gap(8)]
    story.append(two_columns_of_facts(_identity(data)))
    story.append(Gap(6))
    if data.goal:
        story.append(quoted("Le but, avec ses mots", data.goal, thickness=1.4))
    story += _need(data)
    story += not_now(data.not_now)
    if data.steps:
        rows = [_step(number, step) for number, step in enumerate(data.steps, start=1)]
        story += section("Étapes", table(_HEADS, rows, _WIDTHS))
    if data.trip_map is not None:
        story += section("Carte", MapDrawing(data.trip_map, height=_MAP_HEIGHT, frame=True), room=_MAP_HEIGHT + 40)
    if data.later:
        story += section("Plus tard", bullets(data.later, BODY))
    story += _appointment(data)
    if data.statuses:
        story += section("Statuts utiles aux démarches", bullets(data.statuses, BODY))
    if data.consent:
        story += section("Partage des informations", Text(data.consent, BODY))
    return [*story, Gap(16), _signatures(data), *funders(data.letterhead)]


def _identity(data: ProfessionalPlanData) -> list[tuple[str, str]]:
    adviser = f"{data.adviser.name}, {data.adviser.phone}" if data.adviser.phone else data.adviser.name
    return [
        ("Personne", data.person_name),
        ("Dossier", data.file_code),
        ("Prescripteur", data.prescriber),
        ("Suivi par", adviser),
    ]


def _need(data: ProfessionalPlanData) -> Story:
    pairs = (("Demande exprimée", data.expressed_demand), ("Besoin analysé", data.analysed_need))
    boxes = [(quoted(title, text), 0.0) for title, text in pairs if text]
    return [Columns(boxes, gap=10, stretch=True), Gap(2)] if boxes else []


def _step(number: int, step: ProfessionalStep) -> list[Cell]:
    why = f"Pourquoi\u00a0: {step.reason}" if step.reason else ""
    about = [
        why,
        step.service,
        step.place,
        step.phone,
        f"Papiers\u00a0: {step.papers}" if step.papers else "",
        step.note,
    ]
    origin = f"Proposée par\u00a0: {step.origin}" if step.origin else ""
    return [
        str(number),
        lines(step.title, *about),
        lines(step.who, origin),
        lines(step.due, step.cost),
        lines(step.state, step.unavailability),
    ]


def _appointment(data: ProfessionalPlanData) -> Story:
    if data.appointment is None:
        return []
    sentence = ". ".join(part.rstrip(".") for part in (data.appointment.when, data.appointment.where) if part)
    return section("Prochain rendez-vous", Text(f"{sentence}.", BODY))


def _signatures(data: ProfessionalPlanData) -> Columns:
    person = signature(data.person_name or "La personne", BODY, room=30)
    return Columns([(person, 0), (signature(data.adviser.name, BODY, room=30), 0)], gap=40)
