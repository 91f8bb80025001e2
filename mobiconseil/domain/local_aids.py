"""The aids that a structure adds to those of the reference, judged as the others are."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mobiconseil.domain.advice_records import LocalAid
from mobiconseil.domain.aid import Aid, AidSource, Volatility
from mobiconseil.domain.criteria import Criterion
from mobiconseil.domain.criteria_person import AnyCriterion, PublicCriterion, QuestionCriterion, StatusCriterion
from mobiconseil.domain.criteria_place import TripCriterion
from mobiconseil.domain.directory import codes
from mobiconseil.domain.eligibility import Criteria, criteria_of
from mobiconseil.domain.question import RULES, QuestionCatalogue
from mobiconseil.domain.typography import fold

PREFIX = "local_"
OWN_SOURCE = "Aide notée par la structure"


def local_code(name: str, decided_by: str = "") -> str:
    """Return the code of a local aid from its name and who decides: two laptops that type it alike make one."""
    words = re.sub(r"[^a-z0-9]+", "_", fold(f"{name} {decided_by}")).strip("_")
    return f"{PREFIX}{words[:80].strip('_')}"


def aid_of(local: LocalAid, names: Mapping[str, str], questions: QuestionCatalogue) -> Aid:
    """Return a local aid as an aid; `names` are those of the statuses, by code."""
    return Aid(
        code=local.code,
        name=local.name,
        catalogue=local.catalogue,
        criteria=local_criteria(local, names, questions),
        amount=local.amount,
        ceiling=local.ceiling,
        period=local.period,
        decided_by=local.decided_by,
        papers=paper_lines(local.papers),
        ask_before=bool(local.ask_before),
        cumulation=local.cumulation,
        excludes=codes(local.excludes),
        conditions="\n".join(part for part in (local.description, local.conditions) if part),
        sources=(AidSource(title=local.source_title or OWN_SOURCE, url=local.source_url),),
        verified_on=local.verified_on,
        valid_from=local.valid_from,
        valid_until=local.valid_until,
        abolished_on=local.abolished_on,
        volatility=_volatility(local.volatility),
        local=True,
        phone=local.phone,
        email=local.email,
    )


def paper_lines(text: str) -> tuple[str, ...]:
    """Return the papers of a text that has one of them on each line."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def local_criteria(local: LocalAid, names: Mapping[str, str], questions: QuestionCatalogue) -> Criteria:
    """Return what a local aid asks: one audience or one status is enough, then every other line must hold."""
    asked = list(criteria_of(local).all)
    statuses = codes(local.statuses)
    if statuses:
        held = StatusCriterion(codes=statuses, names=tuple(names.get(code, code) for code in statuses))
        asked[0] = AnyCriterion(options=(asked[0], held)) if codes(local.publics) else held
    trip = TripCriterion(km=local.min_distance_km, minutes=local.min_duration_min, most_km=local.max_distance_km)
    if trip != TripCriterion():
        asked.append(trip)
    asked += [_question(code, local.code, questions) for code in codes(local.questions)]
    return Criteria(all=tuple(_worth_saying(asked)))


def _worth_saying(asked: list[Criterion]) -> list[Criterion]:
    """Leave out « publics non précisés » when something else already says who the aid is for."""
    first, others = asked[0], asked[1:]
    unsaid = isinstance(first, PublicCriterion) and not first.audiences
    return others if unsaid and len(others) > 1 else asked


def _question(code: str, aid: str, questions: QuestionCatalogue) -> QuestionCriterion:
    label = questions.question(code).label if questions.knows(code) else code
    return QuestionCriterion(code=f"{RULES}:{aid}" if code == RULES else code, label=label)


def _volatility(code: str) -> Volatility:
    known = {member.value: member for member in Volatility}
    return known.get(code, Volatility.YEARLY)
