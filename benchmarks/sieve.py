"""The promises of the sieve: twenty thousand services and every aid for one person, then after an answer.

`python -m benchmarks.sieve` prints the table alone.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

from benchmarks.bases import PASSPHRASE, database
from benchmarks.people import NOW, TODAY
from benchmarks.table import Result, milliseconds, table
from benchmarks.timing import median, worked
from mobiconseil.app import FolderWorkspace
from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.domain.directory import Service, service_id
from mobiconseil.domain.directory_codes import Audience
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.actions import Action
from mobiconseil.services.clock import FixedClock
from mobiconseil.services.session import Session

_SERVICES = 20_000
_CRAON = (47.8485, -0.9498)
_COMPLETED = 0.25
"""Share of the sheets whose criteria the team completed."""
_ROUNDS = 15
_RATINGS = {"D5.1": 1, "D5.2": 2, "D8.2": 3, "D6.1": 0, "D9.1": 1, "D12.1": 1, "D12.3": 1, "D4.1": 4, "D4.2": 3}
_ALL = "SELECT n, criteria, catalogue, delay, known, latitude, longitude, id FROM sieve_line"
_QUESTION = "deposit:300"


def measure() -> Iterator[Result]:
    """Measure on a base made now: every service is examined, near or not."""
    with tempfile.TemporaryDirectory() as name:
        workspace = FolderWorkspace(Path(name) / "base", clock=FixedClock(NOW))
        session = workspace.create(
            structure="Mesures", first_name="Claire", last_name="Morin", passphrase=PASSPHRASE
        ).session
        try:
            _fill(session)
            subject = _person(session)
            yield _first(session, subject)
            yield _answered(session, subject)
        finally:
            session.close()
            workspace.release()


def _fill(session: Session) -> None:
    chance = random.Random(20261120)
    codes = [service for service in session.reference.services.services if not service.code.startswith("F3")]
    with session.uow.transaction(Action.SERVICES_IMPORTED) as records:
        records.add_many([_service(chance, number, codes) for number in range(_SERVICES)])


def _service(chance: random.Random, number: int, codes: list[Any]) -> Service:
    """Return a sheet: most are imported, which never say the criteria that only the team knows."""
    kind = chance.choice(codes)
    audiences = [audience.value for audience in Audience if audience is not Audience.EVERYBODY]
    criteria: dict[str, Any] = {}
    if chance.random() < _COMPLETED:
        criteria = {
            "min_age": chance.choice((None, 16, 18)),
            "max_age": chance.choice((None, None, 25)),
            "licence_needed": chance.choice((None, True)),
            "deposit": chance.choice((None, 150, 300)),
            "needs_registration": chance.choice((None, None, True)),
        }
    return Service(
        id=service_id(f"mesures--{number}"),
        source="mesures",
        source_id=f"mesures--{number}",
        name=f"{kind.name} {number}",
        description="Sur rendez-vous, avec un conseiller. " * 40,
        publics=chance.choice(("tous-publics", "", " ".join(sorted(chance.sample(audiences, chance.randint(1, 3)))))),
        zones=chance.choice(("53", "", "44 49 53", f"53{chance.randrange(1, 260):03d}")),
        family=kind.family,
        catalogue=kind.code,
        latitude=_CRAON[0] + chance.uniform(-0.9, 0.9),
        longitude=_CRAON[1] + chance.uniform(-0.9, 0.9),
        commune="Craon",
        observed_days=chance.choice((None, 3, 7, 15, 30, 60)),
        updated_on=TODAY - timedelta(days=chance.randrange(1, 500)),
        **criteria,
    )


def _person(session: Session) -> RecordId:
    subject = session.files.create(
        last_name="Garnier", first_name="Sylvie", commune="Ballots", insee_code="53018", birth_year=1984,
        deadline_on=TODAY + timedelta(days=17), licence_requested=TriState.YES, mobility_budget=120,
    ).id  # fmt: skip
    assessment = session.assessments.start(subject, AssessmentForm.FULL)
    for item, value in _RATINGS.items():
        session.assessments.rate(assessment, item, value)
    return subject


def _first(session: Session, subject: RecordId) -> Result:
    """Measure the sieve with nothing kept of a former one, first screen of lines read."""
    session.advice.sieve(subject, everything=True)  # what is imported late is imported now
    spent, scans = [], []
    for _ in range(_ROUNDS):
        session.advice.forget()
        scans.append(worked(lambda: database(session).conn.execute(_ALL).fetchall()))
        spent.append(worked(lambda: session.advice.sieve(subject, everything=True).rows[:40][39]))
    return _result(f"Passer au tamis {_SERVICES} services et toutes les aides", "≤ 100 ms", spent, scans, 100)


def _answered(session: Session, subject: RecordId) -> Result:
    """Measure the sieve after an answer; writing the answer itself is another matter."""
    session.advice.sieve(subject, everything=True)
    spent, scans = [], []
    for _, value in zip(range(_ROUNDS), cycle((TriState.YES, TriState.NO, TriState.UNKNOWN)), strict=False):
        session.choices.answer(subject, _QUESTION, value)
        scans.append(worked(lambda: database(session).conn.execute(_ALL).fetchall()))
        spent.append(worked(lambda: session.advice.sieve(subject, everything=True).rows[:40][39]))
    return _result(f"Passer au tamis {_SERVICES} services après une réponse", "≤ 16 ms", spent, scans, 16)


def _result(what: str, promise: str, spent: list[float], scans: list[float], most: float) -> Result:
    return Result(
        what=what,
        files=None,
        promise=promise,
        figure=milliseconds(median(spent)),
        baseline=f"lire en SQL nu les mêmes colonnes\u00a0: {milliseconds(median(scans))}",
        ratio=median(spent) / median(scans),
        kept=median(spent) <= most,
    )


if __name__ == "__main__":
    print(table(list(measure())))
