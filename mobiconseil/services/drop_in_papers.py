"""The papers of a drop-in day, made in one go: what each person needs, and spare sets for those who just come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.domain.drop_in_day import VisitState
from mobiconseil.domain.follow_up import Document, DocumentKind, DocumentMedium
from mobiconseil.domain.identity import IdFactory, RecordId
from mobiconseil.domain.plan import StepHorizon
from mobiconseil.domain.situation import ConsentKind
from mobiconseil.domain.typography import NBSP, long_date
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.actions import Action
from mobiconseil.services.drop_in_ports import DayLine
from mobiconseil.services.files import FileService, PersonFile
from mobiconseil.services.papers.batch import BatchData, BatchPart
from mobiconseil.services.papers.service import PaperOptions, PapersService
from mobiconseil.services.ports import Clock, UnitOfWork

DAY_KINDS = (DocumentKind.PERSON_PLAN, DocumentKind.QUESTIONNAIRE, DocumentKind.NOTICE)
"""In the order in which they lie on the table."""

MOST_SPARE = 10

_FORM = PaperOptions(form=AssessmentForm.SHORT)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPapers:
    """The papers of one person, or what made one impossible."""

    subject: RecordId
    part: BatchPart
    kinds: tuple[DocumentKind, ...]
    problem: str = ""


class DropInPapers:
    """Builds the papers of the day, one person at a time, in the thread of the session."""

    def __init__(
        self, uow: UnitOfWork, clock: Clock, ids: IdFactory, adviser: str, *, files: FileService, papers: PapersService
    ) -> None:
        self._uow = uow
        self._clock = clock
        self._ids = ids
        self._adviser = adviser
        self._files = files
        self._papers = papers

    def needs(self, line: DayLine) -> frozenset[DocumentKind]:
        """Return which papers serve somebody who is expected; nothing for the others."""
        if line.visit.state not in {VisitState.EXPECTED, VisitState.HERE}:
            return frozenset()
        file = self._files.load(line.person.subject)
        wanted = {kind for kind in DAY_KINDS if _WANTED[kind](file)}
        return frozenset(wanted)

    def of(self, line: DayLine, kinds: frozenset[DocumentKind]) -> PersonPapers:
        """Return the papers of one person among `kinds`; a paper that cannot be made is said, the others are made."""
        subject, made, done, problem = line.person.subject, [], [], ""
        for kind in DAY_KINDS:
            if kind not in kinds:
                continue
            try:
                options = _FORM if kind is DocumentKind.QUESTIONNAIRE else None
                made.append(self._papers.build(kind, subject, options))
            except MobiConseilError as error:
                problem = str(error)
            else:
                done.append(kind)
        part = BatchPart(label=line.person.code, papers=tuple(made))
        return PersonPapers(subject=subject, part=part, kinds=tuple(done), problem=problem)

    def spare(self, quantity: int, kinds: frozenset[DocumentKind]) -> tuple[BatchPart, ...]:
        """Return sets for people who come without an appointment: a questionnaire and a notice without a name."""
        built = {
            kind: self._papers.build(kind, None, _FORM)
            for kind in DAY_KINDS
            if kind in kinds and kind is not DocumentKind.PERSON_PLAN
        }
        return tuple(
            BatchPart(label=f"Jeu{NBSP}{rank}", papers=tuple(built.values()))
            for rank in range(1, min(quantity, MOST_SPARE) + 1)
        )

    def batch(self, parts: Sequence[BatchPart], *, author: str, duplex: bool) -> BatchData:
        """Return the whole batch to draw."""
        title = f"Papiers de la permanence, {long_date(self._clock.today())}"
        return BatchData(title=title, author=author, parts=tuple(p for p in parts if p.papers), duplex=duplex)

    def made(self, papers: Sequence[PersonPapers], medium: DocumentMedium) -> None:
        """Keep the trace of the papers in the file of each person, in one go; never their content."""
        if not any(paper.kinds for paper in papers):
            return
        with self._uow.transaction(Action.DAY_PAPERS_MADE) as records:
            for paper in papers:
                for kind in paper.kinds:
                    records.add(
                        Document(
                            id=self._ids(),
                            subject=paper.subject,
                            kind=kind,
                            medium=medium,
                            made_at=self._clock.now(),
                            title=kind.label,
                            adviser=self._adviser,
                        )
                    )
            action = Action.PRINTED if medium is DocumentMedium.PRINTED else Action.SAVED_PDF
            records.note(action)


def _has_plan(file: PersonFile) -> bool:
    return any(step.horizon is StepHorizon.NOW and step.state.is_open for step in file.steps)


def _has_no_assessment(file: PersonFile) -> bool:
    return all(assessment.finished_on is None for assessment in file.assessments)


def _has_no_notice(file: PersonFile) -> bool:
    notice = file.consent(ConsentKind.NOTICE)
    return notice is None or not notice.holds


_WANTED: dict[DocumentKind, Callable[[PersonFile], bool]] = {
    DocumentKind.PERSON_PLAN: _has_plan,
    DocumentKind.QUESTIONNAIRE: _has_no_assessment,
    DocumentKind.NOTICE: _has_no_notice,
}
