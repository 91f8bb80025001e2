"""The filled assessment: radar and its twin table, findings, modes, comparison, every rating."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from reportlab.platypus import CondPageBreak

from mobiconseil.pdf.blocks import bullets
from mobiconseil.pdf.document import Paper, dated, print_paper
from mobiconseil.pdf.layout import Gap
from mobiconseil.pdf.office import Cell, Story, funders, head, lines, quoted, section, table, two_columns_of_facts
from mobiconseil.pdf.radar import Axis, Radar
from mobiconseil.pdf.sentences import HEALTH_NOT_PRINTED
from mobiconseil.pdf.styles import BODY, SMALL, SUBSECTION
from mobiconseil.pdf.text import Outline, Text
from mobiconseil.services.papers.assessment import AssessmentReportData, ReportDomain, ReportItem
from mobiconseil.services.papers.common import Finding

_SCORE_WIDTHS = (223.0, 100.0, 100.0, 100.0)
_ITEM_WIDTHS = (36.0, 122.0, 74.0, 126.0, 54.0, 111.0)
_ITEM_HEADS = ("N°", "Question", "Note", "Ce que l’on observe", "Méthode", "Commentaire")


def render(data: AssessmentReportData) -> bytes:
    """Print the report."""
    title = dated("Diagnostic mobilité, {}", data.date)
    paper = Paper(
        title=title,
        author=data.letterhead.structure,
        running=title,
        foot="Ce diagnostic décrit un moment, pas une personne. Il ne sert pas à sélectionner.",
    )
    return print_paper(paper, partial(build_story, data))


def build_story(data: AssessmentReportData) -> Story:
    """Return the blocks of the report in reading order."""
    domains = [domain for domain in data.domains if data.with_health or not domain.health]
    story: Story = [head("Diagnostic mobilité", f"{data.date}.", data.letterhead), Gap(8)]
    story += [two_columns_of_facts(_identity(data)), Gap(6)]
    if data.request:
        story.append(quoted("La demande, avec ses mots", data.request, thickness=1.4))
    story += _profile(data, domains)
    for title, findings in (
        ("À traiter en premier", data.blocking),
        ("Points d’appui", data.supports),
        ("Points à travailler", data.to_work_on),
        ("Ce qui a changé", data.comparison),
    ):
        story += _findings(title, findings, with_health=data.with_health)
    story += _modes(data) + _life_space(data)
    story += section("Notes par question", room=140)
    for domain in domains:
        story += _domain(domain)
    return [*story, *funders(data.letterhead)]


def _identity(data: AssessmentReportData) -> list[tuple[str, str]]:
    return [
        ("Personne", data.person_name),
        ("Dossier", data.file_code),
        ("Autonomie dite", data.felt_autonomy),
        ("Réalisé par", data.adviser),
        ("Formulaire", data.form),
        ("Précédent", data.previous_date),
        ("Profil", data.profile),
    ]


def _profile(data: AssessmentReportData, domains: Sequence[ReportDomain]) -> Story:
    if not domains:
        return []
    axes = [
        Axis(label=domain.short_label, shown=domain.shown, score=domain.score, previous=domain.previous)
        for domain in domains
    ]
    complete = sum(1 for domain in domains if domain.score is not None)
    alternative = f"Profil\u00a0: {complete} domaines complets sur {len(domains)}. Le tableau donne les mêmes valeurs."
    legend = "Trait plein\u00a0: aujourd’hui. Axe en pointillé\u00a0: domaine incomplet."
    if data.previous_date:
        legend += " Trait gris en tirets\u00a0: diagnostic précédent."
    if not data.with_health:
        legend += f"\n{HEALTH_NOT_PRINTED}"
    heads = ("Domaine", "Aujourd’hui", "Avant", "Évolution")
    rows = [
        [f"{domain.number}. {domain.label}", domain.shown, domain.previous_shown, domain.change] for domain in domains
    ]
    chart = [Radar(axes, alternative=alternative), Text(legend, SMALL.but(align="center", after=8))]
    return section("Profil", *chart, table(heads, rows, _SCORE_WIDTHS, tight=True), room=340)


def _findings(title: str, findings: Sequence[Finding], *, with_health: bool) -> Story:
    texts = [finding.text for finding in findings if with_health or not finding.health]
    return section(title, bullets(texts, BODY)) if texts else []


def _modes(data: AssessmentReportData) -> Story:
    modes = [mode for mode in data.modes if data.with_health or not mode.health]
    rows = [[mode.mode, mode.answer.label, mode.because] for mode in modes]
    heads = ("Mode", "Aujourd’hui", "Ce qui décide")
    return section("Modes de transport", table(heads, rows, (150.0, 130.0, 243.0)), room=100) if rows else []


def _life_space(data: AssessmentReportData) -> Story:
    if not data.life_space:
        return []
    rows = [[line.level, line.frequency, line.help, line.points] for line in data.life_space]
    heads = ("Jusqu’où, depuis 4\u00a0semaines", "À quelle fréquence", "Avec quelle aide", "Points")
    total = Text(f"Total\u00a0: {data.life_space_total}", BODY.but(before=4))
    grid = table(heads, rows, (190.0, 130.0, 133.0, 70.0))
    return section("Espace de vie", grid, total, room=150)


def _domain(domain: ReportDomain) -> Story:
    title = f"{domain.number}. {domain.label}\u00a0: {domain.shown}"
    rows = [_item(item) for item in domain.items]
    if not rows:
        return []
    heading = Text(title, SUBSECTION, outline=Outline(2, f"{domain.number}. {domain.label}"))
    return [CondPageBreak(100), heading, table(_ITEM_HEADS, rows, _ITEM_WIDTHS)]


def _item(item: ReportItem) -> list[Cell]:
    former = f"Avant\u00a0: {item.previous}" if item.previous else ""
    return [item.number, item.label, lines(item.level, former), item.descriptor, item.method, item.comment]
