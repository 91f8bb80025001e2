"""Builds the assessment report and the blank questionnaire."""

from __future__ import annotations

from mobiconseil.domain.assessment import Assessment, AssessmentForm, Rating, RatingMethod, RatingState, by_item
from mobiconseil.domain.civility import Civility, agree
from mobiconseil.domain.comparison import ChangeKind, Comparison, compare
from mobiconseil.domain.grid import Grid, GridDomain, GridItem
from mobiconseil.domain.life_space import life_space_score
from mobiconseil.domain.mode_matrix import Viability, mode_matrix
from mobiconseil.domain.profile import Point, blocking_items, points_to_work_on, supports, typical_profile
from mobiconseil.domain.scoring import DomainScore, domain_scores
from mobiconseil.domain.typography import NBSP, count, long_date, number, out_of, quote
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.files import PersonFile
from mobiconseil.services.papers.assessment import (
    AssessmentReportData,
    BlankQuestionnaireData,
    LifeSpaceLine,
    ModeAnswer,
    ModeLine,
    QuestionDomain,
    QuestionItem,
    ReportDomain,
    ReportItem,
)
from mobiconseil.services.papers.common import Finding
from mobiconseil.services.papers.desk import PaperDesk
from mobiconseil.services.papers.wording import capital, sentence

_ANSWERS = {
    Viability.ALONE: ModeAnswer.ALONE,
    Viability.LEARNING: ModeAnswer.LEARNING,
    Viability.NOT_YET: ModeAnswer.NOT_YET,
}
_OPTIONAL_NOTE = "Répondez seulement si vous le voulez."


class NothingAssessed(MobiConseilError):
    """There is no assessment to report."""


def assessment_report(file: PersonFile, desk: PaperDesk, *, with_name: bool, with_health: bool) -> AssessmentReportData:
    """Return the report of the newest assessment. Raises NothingAssessed when there is none.

    Unless `with_health`, nothing that rests on a health item is even handed to the printer.
    """
    latest = file.latest_assessment
    if latest is None:
        raise NothingAssessed(
            "Ce dossier n’a pas encore de diagnostic : il n’y a rien à imprimer. Rien n’a été modifié. "
            "Commencez le diagnostic, puis recommencez."
        )
    grid, civility = desk.reference.grid, file.beneficiary.civility
    ratings = file.ratings_of(latest)
    former = file.assessments[-2] if len(file.assessments) > 1 else None
    before = file.ratings_of(former) if former else ()
    kept = ratings if with_health else _without_health(grid, ratings)
    profile = typical_profile(grid, kept, latest.form, civility)
    space = life_space_score(latest)
    return AssessmentReportData(
        letterhead=desk.letterhead(),
        date=capital(long_date(latest.finished_on or latest.started_on)),
        adviser=desk.adviser.name,
        file_code=file.beneficiary.code,
        person_name=file.beneficiary.plain_name if with_name else "",
        form=f"Diagnostic {latest.form.label.lower()}, {count(len(grid.items(latest.form)), 'question')}",
        previous_date=long_date(former.finished_on or former.started_on) if former else "",
        request=_own_words(file, latest),
        felt_autonomy="" if latest.felt_autonomy is None else f"{out_of(latest.felt_autonomy, 10)}",
        profile=profile.label if profile else "",
        domains=tuple(
            _domain(score, before_score, grid, (ratings, before))
            if with_health or not grid.domain(score.domain).sensitive
            else _unprinted(grid.domain(score.domain))
            for score, before_score in _scores(grid, file, latest, former)
        ),
        blocking=_findings(blocking_items(grid, kept, civility)),
        supports=_findings(supports(grid, kept, civility)),
        to_work_on=_findings(points_to_work_on(grid, kept, civility)),
        modes=_modes(desk, kept, civility),
        comparison=_comparison(grid, compare(grid, before, kept)) if former else (),
        life_space=_life_space(latest, grid, civility),
        life_space_total=space.text if space else "",
        with_health=with_health,
    )


def blank_questionnaire(desk: PaperDesk, form: AssessmentForm) -> BlankQuestionnaireData:
    """Return the questionnaire to fill by hand, with the numbering of the grid."""
    grid = desk.reference.grid
    asked = set(grid.items(form))
    domains = []
    for domain in grid.domains:
        items = tuple(
            QuestionItem(
                number=item.number,
                label=item.title,
                answers=tuple(item.descriptor(level, Civility.NONE) for level in range(len(item.levels))),
                question=agree(item.question, Civility.NONE),
            )
            for item in domain.items
            if item in asked
        )
        if items:
            note = _OPTIONAL_NOTE if domain.optional or domain.sensitive else ""
            domains.append(QuestionDomain(number=str(domain.number), label=domain.title, items=items, note=note))
    return BlankQuestionnaireData(
        letterhead=desk.letterhead(),
        form=f"Formulaire {form.label.lower()}, {count(len(asked), 'question')}",
        domains=tuple(domains),
        methods=tuple(method.label.lower() for method in RatingMethod),
    )


def _without_health(grid: Grid, ratings: tuple[Rating, ...]) -> tuple[Rating, ...]:
    health = {item.code for domain in grid.domains for item in domain.items if item.sensitive or domain.sensitive}
    return tuple(rating for rating in ratings if rating.item not in health)


def _own_words(file: PersonFile, assessment: Assessment) -> str:
    words = assessment.own_words or file.beneficiary.request
    return quote(sentence(words)) if words else ""


def _scores(
    grid: Grid, file: PersonFile, latest: Assessment, former: Assessment | None
) -> tuple[tuple[DomainScore, DomainScore | None], ...]:
    now = domain_scores(grid, file.ratings_of(latest), latest.form)
    then = {s.domain: s for s in domain_scores(grid, file.ratings_of(former), former.form)} if former else {}
    return tuple((score, then.get(score.domain)) for score in now)


def _unprinted(domain: GridDomain) -> ReportDomain:
    number = str(domain.number)
    return ReportDomain(number=number, label=domain.title, short_label=domain.axis, shown="non imprimé", health=True)


def _domain(
    score: DomainScore, before: DomainScore | None, grid: Grid, ratings: tuple[tuple[Rating, ...], tuple[Rating, ...]]
) -> ReportDomain:
    domain = grid.domain(score.domain)
    known, old = by_item(ratings[0]), by_item(ratings[1])
    former = before.value if before else None
    return ReportDomain(
        number=str(domain.number),
        label=domain.title,
        short_label=domain.axis,
        shown=_shown(score),
        score=None if score.value is None else round(score.value),
        previous=None if former is None else round(former),
        previous_shown="" if former is None else out_of(round(former), 100),
        change="" if former is None or score.value is None else _points(round(score.value) - round(former)),
        items=tuple(_item(item, known[item.code], old.get(item.code)) for item in domain.items if item.code in known),
        health=domain.sensitive,
    )


def _shown(score: DomainScore) -> str:
    if score.value is not None:
        return out_of(round(score.value), 100)
    return f"incomplet ({score.rated}/{score.applicable})" if score.rated else "non évalué"


def _points(delta: int) -> str:
    if delta == 0:
        return "stable"
    return f"{'+' if delta > 0 else '−'}{NBSP}{count(abs(delta), 'point')}"


def _item(item: GridItem, rating: Rating, old: Rating | None) -> ReportItem:
    rated = rating.value is not None
    return ReportItem(
        number=item.number,
        label=item.title,
        level=out_of(rating.value, 4) if rating.value is not None else rating.state.label.lower(),
        descriptor=item.descriptor(rating.value) if rating.value is not None else "",
        method=rating.method.label.lower() if rated else "",
        comment=rating.comment,
        previous=out_of(old.value, 4) if old and old.value is not None and rating.state is RatingState.RATED else "",
    )


def _findings(points: tuple[Point, ...]) -> tuple[Finding, ...]:
    return tuple(Finding(text=sentence(point.text), health=point.sensitive) for point in points)


def _comparison(grid: Grid, found: Comparison) -> tuple[Finding, ...]:
    moved = [change for change in (*found.gains, *found.declines) if change.kind is not ChangeKind.STABLE]
    return tuple(
        Finding(
            text=f"{change.kind.label}{NBSP}: {grid.item(change.item).title} (de {change.before} à {change.after}).",
            health=grid.item(change.item).sensitive,
        )
        for change in moved
    )


def _modes(desk: PaperDesk, ratings: tuple[Rating, ...], civility: Civility) -> tuple[ModeLine, ...]:
    grid = desk.reference.grid
    return tuple(
        ModeLine(
            mode=verdict.label,
            answer=_ANSWERS[verdict.viability],
            because=sentence(verdict.why),
            health=any(grid.item(code).sensitive for code in verdict.items),
        )
        for verdict in mode_matrix(desk.reference.modes.modes, ratings, civility)
        if verdict.viability in _ANSWERS
    )


def _life_space(assessment: Assessment, grid: Grid, civility: Civility) -> tuple[LifeSpaceLine, ...]:
    found = life_space_score(assessment)
    if found is None:
        return ()
    form = grid.life_space
    lines = []
    for level, points in zip(form.levels, found.levels, strict=True):
        frequency = getattr(assessment, f"lsa_frequency_{level.number}")
        support = getattr(assessment, f"lsa_help_{level.number}")
        words = agree(form.frequencies[frequency], civility)
        lines.append(
            LifeSpaceLine(
                level=level.label,
                frequency=words,
                help=form.helps.get(support, "") if frequency and support else "",
                points=number(points),
            )
        )
    return tuple(lines)
