"""The six situations as files of a real base, in Ballots, with the services of a small directory around."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.domain.beneficiary import Licence
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.session import Session
from tests.data.cases import CASES

TODAY = date(2026, 11, 20)
HOME = (47.8957, -1.0486)
WRITTEN: dict[str, dict[str, Any]] = {
    case["code"]: case
    for case in yaml.safe_load((Path(__file__).parent / "data" / "cases.yaml").read_text(encoding="utf-8"))
}
_DISTANCES = {"P5": 22.0, "P6": 30.0}
_LICENCES = {"P3": Licence.CAR, "P5": Licence.CAR, "P6": Licence.CAR}


def person(session: Session, code: str, **more: Any) -> RecordId:
    """Write the file of one of the six people; return it."""
    case, told = next(each for each in CASES if each.code == code), WRITTEN[code]
    days = told.get("echeance_jours")
    fields: dict[str, Any] = {
        "civility": case.civility,
        "last_name": case.last_name,
        "first_name": case.first_name,
        "birth_date": date(TODAY.year - case.age, 1, 15),
        "commune": "Ballots",
        "postal_code": "53350",
        "insee_code": "53018",
        "licence_requested": TriState.YES if told["demande_permis"] else TriState.NO,
        "deadline_on": None if days is None else TODAY + timedelta(days=days),
        "licence": _LICENCES.get(code, Licence.UNKNOWN),
        "licence_year": 2018 if code == "P6" else None,
    }
    subject = session.files.create(**(fields | more)).id
    for status in told["statuts"]:
        session.files.set_status(subject, status, value=TriState.YES)
    assessment = session.assessments.start(subject, AssessmentForm.FULL)
    for item, value in told["items"].items():
        session.assessments.rate(assessment, item, value)
    if code in _DISTANCES:
        session.files.add_trip(subject, is_main=True, origin="Ballots", distance_km=_DISTANCES[code], days="1111100")
    return subject


def service(session: Session, name: str, catalogue: str, *, km_north: float = 5.0, **fields: Any) -> RecordId:
    """Write a service, so many kilometres north of Ballots as the crow flies; return it."""
    given = {
        "family": catalogue.partition("-")[0],
        "commune": "Craon",
        "latitude": HOME[0] + km_north / 111.195,
        "longitude": HOME[1],
        "publics": "tous-publics",
        "zones": "53",
    }
    return session.directory.add(name=name, catalogue=catalogue, **(given | fields)).id
