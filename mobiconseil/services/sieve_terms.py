"""What services ask, read axis by axis: thousands of services share a few hundred wordings of each axis."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mobiconseil.domain.criteria import Axis
from mobiconseil.domain.eligibility import criteria_of
from mobiconseil.domain.sieve_judge import SieveJudge

SEPARATOR = "\x1f"

Terms = str
"""What a service asks, in texts parted by `SEPARATOR`: of the conditions, only the words that change a judgement;
audiences; zones; lowest and highest age; licence (« 1 » or « 0 »); years of licence; deposit; registration (« 1 » or
« 0 »); highest quotient. What is not said is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceTerms:
    """What a service asks of people, under the names of its sheet."""

    publics: str = ""
    zones: str = ""
    conditions: str = ""
    min_age: int | None = None
    max_age: int | None = None
    licence_needed: bool | None = None
    licence_seniority_years: int | None = None
    deposit: int | None = None
    needs_registration: bool | None = None
    max_income_quotient: int | None = None


class TermsBook:
    """Finds the criteria of a judge from the words of the services: each wording is read once."""

    def __init__(self, judge: SieveJudge) -> None:
        self._judge = judge
        self._publics: dict[tuple[str, str], tuple[int, ...]] = {}
        self._zones: dict[tuple[str, str], tuple[int, ...]] = {}
        self._others: dict[tuple[str, str], tuple[int, ...]] = {}

    def add(self, offers: Iterable[tuple[int, Terms]]) -> None:
        """Take in services that were not known, with what they ask."""
        publics, zones, others = self._publics, self._zones, self._others
        found: dict[int, tuple[int, ...]] = {}
        for number, terms in offers:
            words, audiences, places, rest = terms.split(SEPARATOR, 3)
            public, zone, other = (words, audiences), (words, places), (words, rest)
            if public not in publics:
                publics[public] = self._read(ServiceTerms(conditions=words, publics=audiences), _is_public)
            if zone not in zones:
                zones[zone] = self._read(ServiceTerms(conditions=words, zones=places), _is_zone)
            if other not in others:
                others[other] = self._read(service_terms(terms), _is_other)
            found[number] = publics[public] + others[other] + zones[zone]
        self._judge.add(found)

    def _read(self, terms: ServiceTerms, wanted: Callable[[Axis], bool]) -> tuple[int, ...]:
        criteria = criteria_of(terms).all
        return tuple(self._judge.number(criterion) for criterion in criteria if wanted(criterion.axis))


def _is_public(axis: Axis) -> bool:
    return axis is Axis.PUBLIC


def _is_zone(axis: Axis) -> bool:
    return axis is Axis.ZONE


def _is_other(axis: Axis) -> bool:
    return axis not in {Axis.PUBLIC, Axis.ZONE}


def service_terms(terms: Terms) -> ServiceTerms:
    """Return the words of a service as its sheet holds them."""
    conditions, publics, zones, *rest = terms.split(SEPARATOR)
    youngest, oldest, licence, seniority, deposit, registration, quotient = (
        int(word) if word else None for word in rest
    )
    return ServiceTerms(
        publics=publics,
        zones=zones,
        conditions=conditions,
        min_age=youngest,
        max_age=oldest,
        licence_needed=None if licence is None else bool(licence),
        licence_seniority_years=seniority,
        deposit=deposit,
        needs_registration=None if registration is None else bool(registration),
        max_income_quotient=quotient,
    )
