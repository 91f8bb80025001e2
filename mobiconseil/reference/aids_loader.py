"""Loads the aids and the questions that settle their criteria."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from mobiconseil.domain.aid import Aid, AidCatalogue, AidSource, AidTier, Volatility
from mobiconseil.domain.catalogues import ServiceCatalogue, StatusCatalogue, status_names
from mobiconseil.domain.criteria import Axis, Criterion
from mobiconseil.domain.eligibility import (
    AgeCriterion,
    AnyCriterion,
    Criteria,
    DepositCriterion,
    LicenceCriterion,
    PublicCriterion,
    QuestionCriterion,
    QuotientCriterion,
    RegistrationCriterion,
    SeniorityCriterion,
    StatusCriterion,
    TripCriterion,
    ZoneCriterion,
)
from mobiconseil.domain.question import RULES, FactQuestion, QuestionCatalogue
from mobiconseil.reference.catalogue_loader import PUBLICS, load_services, load_statuses, read_provenance
from mobiconseil.reference.reader import Table, open_reference, unique


def load_questions(path: Path | None = None) -> QuestionCatalogue:
    """Return the questions of `path`, by default those shipped.

    Raises InvalidReference if anything in the file is unknown, missing, mistyped, in double or badly referred to.
    """
    root = open_reference("questions.toml", path)
    tables = root.tables("question")
    catalogue = QuestionCatalogue(
        provenance=read_provenance(root), questions=tuple(_question(table) for table in tables)
    )
    unique(zip(tables, (question.code for question in catalogue.questions), strict=True))
    root.close()
    return catalogue


def load_aids(
    path: Path | None = None,
    statuses: StatusCatalogue | None = None,
    services: ServiceCatalogue | None = None,
    questions: QuestionCatalogue | None = None,
) -> AidCatalogue:
    """Return the aids of `path`, by default those shipped. Raises as `load_questions` does."""
    reader = _AidReader(statuses or load_statuses(), services or load_services(), questions or load_questions())
    root = open_reference("aids.toml", path)
    tables = root.tables("aid")
    catalogue = AidCatalogue(provenance=read_provenance(root), aids=tuple(reader.aid(table) for table in tables))
    unique(zip(tables, (aid.code for aid in catalogue.aids), strict=True))
    known = {aid.code for aid in catalogue.aids}
    for table, aid in zip(tables, catalogue.aids, strict=True):
        table.check_codes("excludes", aid.excludes, known)
    root.close()
    return catalogue


def _question(table: Table) -> FactQuestion:
    question = FactQuestion(
        code=table.text("code"),
        label=table.text("label"),
        text=table.text("text"),
        hint=table.text("hint", ""),
        sensitive=table.boolean("sensitive", False),
    )
    table.close()
    return question


class _AidReader:
    """Reads aids against the statuses, services and questions they may name."""

    def __init__(self, statuses: StatusCatalogue, services: ServiceCatalogue, questions: QuestionCatalogue) -> None:
        self._statuses = status_names(statuses.kinds)
        self._services = frozenset(service.code for service in services.services)
        self._questions = questions
        self._aid = ""

    def aid(self, table: Table) -> Aid:
        """Return an aid. Raises InvalidReference."""
        self._aid = table.text("code")
        aid = Aid(
            code=self._aid,
            name=table.text("name"),
            catalogue=table.text("catalogue"),
            criteria=Criteria(all=tuple(self._criterion(entry) for entry in table.tables("criteria"))),
            amount=table.text("amount"),
            ceiling=table.optional_integer("ceiling"),
            period=table.text("period", ""),
            decided_by=table.text("decided_by"),
            papers=table.texts("papers", optional=True),
            ask_before=table.boolean("ask_before", False),
            cumulation=table.text("cumulation", ""),
            excludes=table.texts("excludes", optional=True),
            conditions=table.text("conditions", ""),
            advice=table.text("advice", ""),
            sources=tuple(_source(entry) for entry in table.tables("sources")),
            verified_on=table.day("verified_on"),
            confirmed=table.boolean("confirmed", True),
            valid_from=_optional_day(table, "valid_from"),
            valid_until=_optional_day(table, "valid_until"),
            abolished_on=_optional_day(table, "abolished_on"),
            abolished_by=table.text("abolished_by", ""),
            volatility=table.member("volatility", Volatility),
            tier=table.member("tier", AidTier),
        )
        table.check_codes("catalogue", (aid.catalogue,), self._services)
        table.close()
        return aid

    def _criterion(self, table: Table) -> Criterion:
        axis = table.member("axis", Axis)
        builder = self._builders().get(axis)
        if builder is None:
            table.refuse("axis", f"l’axe «\u00a0{axis.value}\u00a0» ne s’écrit pas dans un fichier.")
        criterion = builder(table, table.text("waiver", ""))
        for question in criterion.questions:
            if not self._questions.knows(question):
                table.refuse("axis", f"la question «\u00a0{question}\u00a0» n’existe pas dans questions.toml.")
        table.close()
        return criterion

    def _builders(self) -> Mapping[Axis, Callable[[Table, str], Criterion]]:
        return {
            Axis.PUBLIC: _public,
            Axis.STATUS: self._status,
            Axis.AGE: _age,
            Axis.ZONE: _zone,
            Axis.LICENCE: _licence,
            Axis.SENIORITY: _seniority,
            Axis.QUOTIENT: _quotient,
            Axis.DEPOSIT: _deposit,
            Axis.REGISTRATION: _registration,
            Axis.TRIP: _trip,
            Axis.QUESTION: self._asked,
            Axis.ALTERNATIVES: self._alternatives,
        }

    def _status(self, table: Table, waiver: str) -> Criterion:
        codes = table.texts("codes")
        table.check_codes("codes", codes, self._statuses)
        names = tuple(self._statuses[code] for code in codes)
        return StatusCriterion(codes=codes, names=names, waiver=waiver)

    def _asked(self, table: Table, waiver: str) -> Criterion:
        code = table.text("code")
        if not self._questions.knows(code):
            table.refuse("code", f"la question «\u00a0{code}\u00a0» n’existe pas dans questions.toml.")
        label = self._questions.question(code).label
        full = f"{RULES}:{self._aid}" if code == RULES else code
        return QuestionCriterion(code=full, label=label, wanted=table.boolean("wanted", True), waiver=waiver)

    def _alternatives(self, table: Table, waiver: str) -> Criterion:
        options = tuple(self._criterion(option) for option in table.tables("options"))
        return AnyCriterion(options=options, waiver=waiver)


def _public(table: Table, waiver: str) -> Criterion:
    audiences = table.texts("audiences")
    table.check_codes("audiences", audiences, PUBLICS)
    return PublicCriterion(audiences=audiences, waiver=waiver)


def _age(table: Table, waiver: str) -> Criterion:
    lowest, highest = table.optional_integer("lowest"), table.optional_integer("highest")
    if lowest is None and highest is None:
        table.refuse("axis", "un âge a besoin de «\u00a0lowest\u00a0» ou de «\u00a0highest\u00a0».")
    if lowest is not None and highest is not None and lowest > highest:
        table.refuse("lowest", "l’âge le plus bas dépasse l’âge le plus haut.")
    return AgeCriterion(lowest=lowest, highest=highest, waiver=waiver)


def _zone(table: Table, waiver: str) -> Criterion:
    return ZoneCriterion(zones=table.texts("zones"), name=table.text("name", ""), waiver=waiver)


def _licence(table: Table, waiver: str) -> Criterion:
    return LicenceCriterion(held=table.boolean("held"), lenient=table.boolean("lenient", False), waiver=waiver)


def _seniority(table: Table, waiver: str) -> Criterion:
    uninterrupted = table.boolean("uninterrupted", False)
    return SeniorityCriterion(years=table.integer("years"), uninterrupted=uninterrupted, waiver=waiver)


def _quotient(table: Table, waiver: str) -> Criterion:
    return QuotientCriterion(highest=table.integer("highest"), waiver=waiver)


def _deposit(table: Table, waiver: str) -> Criterion:
    euros = table.integer("euros")
    return DepositCriterion(euros=euros, waiver=waiver) if waiver else DepositCriterion(euros=euros)


def _registration(_: Table, waiver: str) -> Criterion:
    return RegistrationCriterion(waiver=waiver)


def _trip(table: Table, waiver: str) -> Criterion:
    km = table.number("km") if "km" in table.data else None
    overseas = table.number("overseas_km") if "overseas_km" in table.data else None
    minutes = table.optional_integer("minutes")
    most = table.number("most_km") if "most_km" in table.data else None
    if km is None and minutes is None and most is None:
        table.refuse("axis", "un trajet a besoin de «\u00a0km\u00a0», «\u00a0minutes\u00a0» ou «\u00a0most_km\u00a0».")
    if km is not None and most is not None and km > most:
        table.refuse("most_km", "le trajet le plus court dépasse le trajet le plus long.")
    return TripCriterion(km=km, minutes=minutes, overseas_km=overseas, most_km=most, waiver=waiver)


def _source(table: Table) -> AidSource:
    source = AidSource(title=table.text("title"), url=table.text("url", ""), dated=table.text("dated", ""))
    if source.url and not source.url.startswith(("http://", "https://")):
        table.refuse("url", "une adresse commence par http:// ou https://.")
    table.close()
    return source


def _optional_day(table: Table, key: str) -> date | None:
    return table.day(key) if key in table.data else None
