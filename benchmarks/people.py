"""Imaginary people in any number, always the same for the same number."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from mobiconseil.domain.assessment import Assessment, AssessmentForm, AssessmentStage, Rating, RatingState
from mobiconseil.domain.beneficiary import Beneficiary, FileState, PrescriberKind
from mobiconseil.domain.civility import Civility
from mobiconseil.domain.follow_up import Appointment, Contact, ContactKind, Recall
from mobiconseil.domain.grid import Grid
from mobiconseil.domain.identity import RecordId, element_id
from mobiconseil.domain.plan import Plan, Step, StepState
from mobiconseil.domain.records import Record
from mobiconseil.domain.situation import Barrier, Consent, ConsentKind, Status, Trip
from mobiconseil.domain.vocabulary import TriState

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)

_FIRST = ("Sylvie", "Yanis", "Aïcha", "Jean-Luc", "Léa", "Monique", "Dylan", "Émilie", "Mohamed", "Natalia", "Noël")
_BEGIN = ("Gar", "Ben", "Le", "Du", "Mar", "Pot", "Rous", "Fer", "Cha", "Tra", "Hou", "Bou", "Gui", "Ker", "Lam", "Sal")
_END = ("nier", "kacem", "febvre", "pont", "tin", "tier", "seau", "reira", "vin", "oré", "ssin", "det", "gal", "mon")
_COMMUNES = ("Craon", "Ballots", "Renazé", "Cossé-le-Vivien", "Saint-Aignan-sur-Roë", "Méral", "Athée", "Congrier")
_STATES = (*[FileState.UNDERWAY] * 6, FileState.ASSESSMENT, FileState.PRESCRIBED, FileState.LEFT, FileState.ARCHIVED)
_PRESCRIBERS = (PrescriberKind.MISSION_LOCALE, PrescriberKind.FRANCE_TRAVAIL, PrescriberKind.CCAS)


@dataclass(slots=True)
class Ids:
    """Identifiers that grow, as those of real records do."""

    last: int = 0

    def __call__(self) -> RecordId:
        """Return the next identifier."""
        self.last += 1
        return RecordId(b"\x01" + self.last.to_bytes(15, "big"))


def files(number: int, ratings: int, grid: Grid, adviser: str) -> Iterator[list[Record]]:
    """Yield the records of `number` people, each with `ratings` ratings in one or two assessments."""
    chance = random.Random(number)
    ids = Ids()
    for rank in range(1, number + 1):
        yield list(_file(rank, ratings, grid, adviser, chance, ids))


def _file(  # noqa: PLR0917
    rank: int, ratings: int, grid: Grid, adviser: str, chance: random.Random, ids: Ids
) -> Iterator[Record]:
    subject = ids()
    seen = TODAY - timedelta(days=chance.randrange(1, 900) if rank % 5 == 0 else chance.randrange(1, 80))
    yield Beneficiary(
        id=subject,
        subject=subject,
        code=f"A-{rank:04d}",
        state=chance.choice(_STATES),
        entered_on=seen - timedelta(days=40),
        adviser=adviser if rank % 3 else "",
        civility=chance.choice((Civility.MADAME, Civility.MONSIEUR)),
        last_name=chance.choice(_BEGIN)
        + chance.choice(_END)
        + chance.choice(("", "", "e", "-" + chance.choice(_FIRST))),
        first_name=chance.choice(_FIRST),
        birth_year=1945 + chance.randrange(62),
        phone=f"+336{rank % 100_000_000:08d}",
        commune=chance.choice(_COMMUNES),
        postal_code="53400",
        prescriber_kind=chance.choice(_PRESCRIBERS),
        request="Aller travailler sans voiture, tôt le matin.",
    )
    yield from _situation(subject, chance, ids)
    yield from _assessments(subject, ratings, grid, seen, ids)
    yield from _plan(subject, rank, seen, ids)
    yield from _follow_up(subject, rank, seen, ids)


def _situation(subject: RecordId, chance: random.Random, ids: Ids) -> Iterator[Record]:
    for code in chance.sample(("ST01", "ST04", "ST06", "ST08", "ST11", "ST19"), 3):
        yield Status(id=element_id(subject, f"status/{code}"), subject=subject, code=code, value=TriState.YES)
    yield Barrier(id=element_id(subject, "barrier/M1"), subject=subject, code="M1", intensity=2)
    kind = ConsentKind.SHARE_PRESCRIBER
    yield Consent(id=element_id(subject, f"consent/{kind}"), subject=subject, kind=kind, value=TriState.YES)
    yield Trip(id=ids(), subject=subject, is_main=True, origin="Ballots", destination="Craon", distance_km=12.0)


def _assessments(subject: RecordId, ratings: int, grid: Grid, seen: date, ids: Ids) -> Iterator[Record]:
    codes = [item.code for item in grid.items()]
    left = ratings
    while left > 0:
        assessment = Assessment(
            id=ids(),
            subject=subject,
            form=AssessmentForm.FULL,
            stage=AssessmentStage.INITIAL,
            started_on=seen - timedelta(days=left),
            finished_on=seen - timedelta(days=left),
            grid_version=grid.version,
        )
        yield assessment
        for place, code in enumerate(codes[:left]):
            yield _rated(assessment, code, (place + left) % 5)
        left -= len(codes)


def _rated(assessment: Assessment, code: str, value: int) -> Record:
    return Rating(
        id=element_id(assessment.id, code),
        subject=assessment.subject,
        assessment_id=assessment.id,
        item=code,
        state=RatingState.RATED,
        value=value,
        rated_at=NOW,
    )


def _plan(subject: RecordId, rank: int, seen: date, ids: Ids) -> Iterator[Record]:
    plan = Plan(id=ids(), subject=subject, goal="Aller travailler à Craon", started_on=seen, agreed=TriState.YES)
    yield plan
    for position in range(3):
        yield Step(
            id=ids(),
            subject=subject,
            plan_id=plan.id,
            position=position,
            title="Je réserve le transport à la demande.",
            due_on=TODAY + timedelta(days=rank % 60 + position),
            state=StepState.DONE if position == 0 else StepState.TODO,
        )


def _follow_up(subject: RecordId, rank: int, seen: date, ids: Ids) -> Iterator[Record]:
    for back in (30, 10, 0):
        at = datetime(seen.year, seen.month, seen.day, 10, tzinfo=UTC) - timedelta(days=back)
        yield Contact(
            id=ids(), subject=subject, kind=ContactKind.CALL, at=at, duration_min=15, text="Point sur la situation."
        )
    if rank % 10 == 0:
        yield Appointment(
            id=ids(), subject=subject, at=NOW + timedelta(days=rank % 200, hours=rank % 9), reason="Point d’étape"
        )
    if rank % 40 == 0:
        yield Recall(id=ids(), subject=subject, due_on=TODAY + timedelta(days=rank % 30 - 5), reason="Rappeler")
