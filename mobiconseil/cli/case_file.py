"""Reads the cases that a structure writes in YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from mobiconseil.cli.yaml_values import Keys, Value, codes, pairs, read_yaml
from mobiconseil.domain.eligibility import Verdict
from mobiconseil.domain.french_text import quote
from mobiconseil.domain.grid import MAXIMUM
from mobiconseil.domain.reference import Reference
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.domain.written_case import Expected, WrittenCase

_AGE = re.compile(r"\b(\d{1,3})\s+ans\b")
_DISTANCE = re.compile(r"\bà\s+(\d+(?:[.,]\d+)?)\s*km\b", re.IGNORECASE)
_NOT_RATED, _NOT_APPLICABLE = "NE", "SO"
_OLDEST, _LONGEST_DAY = 120, 1440
_NOTES = ("plan", "pdf", "lsa", "lsa_score", "interdit_pdf", "indisponibilite", "motif_non", "regle_saisie", "note")
"""Keys that say something to the reader of the file only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """The cases of a file, and what in it was not understood."""

    cases: tuple[WrittenCase, ...]
    remarks: tuple[str, ...]


def read_cases(path: Path, reference: Reference, questions: Iterable[str] | None = None) -> CaseFile:
    """Return the cases of a YAML file: a list, or a single one.

    Raises InvalidInput with the line and the reason if a code does not exist or a value cannot be.
    """
    root = read_yaml(path)
    known = _Codes(reference, questions)
    cases: list[WrittenCase] = []
    remarks: list[str] = []
    for value in [root] if root.is_mapping else root.list():
        value.what = "une situation"
        keys = value.keys()
        case = _case(value, keys, known)
        if case.code in {each.code for each in cases}:
            value.refuse(f"la situation {quote(case.code)} est écrite deux fois.")
        cases.append(case)
        remarks += [
            f"{case.code}, ligne {unread.line}\u00a0: clé {quote(key)} inconnue, ignorée."
            for key, unread in keys.left
            if key not in _NOTES
        ]
    if not cases:
        root.refuse("ce fichier ne contient aucune situation.")
    return CaseFile(cases=tuple(cases), remarks=tuple(remarks))


class _Codes:
    """The codes that a case can name."""

    def __init__(self, reference: Reference, questions: Iterable[str] | None) -> None:
        self.items = {item.code for item in reference.grid.items()}
        self.statuses = {kind.code for kind in reference.statuses.kinds}
        self.barriers = {kind.code for kind in reference.barriers.kinds}
        self.services = {service.code for service in reference.services.services}
        self.questions = None if questions is None else set(questions)

    def ratings(self, value: Value) -> dict[str, int | str]:
        """Return the rating of each item, or NE or SO."""
        return pairs(value, self._rating)

    def answers(self, value: Value) -> dict[str, TriState]:
        """Return the answer to each question."""
        return pairs(value, self._answer)

    def _rating(self, code: str, value: Value) -> int | str:
        if code not in self.items:
            value.refuse(f"l’item {quote(code)} n’existe pas dans la grille.")
        if value.is_nothing:
            return _NOT_RATED
        typed = value.text().upper()
        return typed if typed in (_NOT_RATED, _NOT_APPLICABLE) else value.whole(highest=MAXIMUM)

    def _answer(self, code: str, value: Value) -> TriState:
        if self.questions is not None and code not in self.questions:
            value.refuse(f"la question {quote(code)} n’existe pas.")
        return value.answer()


def _case(value: Value, keys: Keys, known: _Codes) -> WrittenCase:
    code = keys.take("code", Value.text, "")
    if not code:
        value.refuse(f"il manque {quote('code')} à cette situation.")
    name = keys.take("nom", Value.text, "")
    request = keys.take("demande", Value.text, "")
    items: dict[str, int | str] = keys.take("items", known.ratings, {})
    statuses = partial(codes, known=known.statuses, what="le statut")
    requested = keys.take("demande_permis", Value.answer, TriState.UNKNOWN)
    return WrittenCase(
        code=code,
        name=name,
        items={item: rating for item, rating in items.items() if isinstance(rating, int)},
        not_applicable=frozenset(item for item, rating in items.items() if rating == _NOT_APPLICABLE),
        statuses=keys.take("statuts", statuses, frozenset()),
        refused_statuses=keys.take("statuts_non", statuses, frozenset()),
        expired_statuses=keys.take("statuts_expires", statuses, frozenset()),
        barriers=keys.take("freins", partial(codes, known=known.barriers, what="le frein"), frozenset()),
        licence_requested={TriState.YES: True, TriState.NO: False}.get(requested),
        deadline_days=keys.take("echeance_jours", Value.whole, None),
        age=keys.take("age", partial(Value.whole, highest=_OLDEST), _age_in(name)),
        distance_km=keys.take("distance_km", Value.number, _distance_in(request)),
        duration_min=keys.take("duree_min", partial(Value.whole, highest=_LONGEST_DAY), None),
        family_quotient=keys.take("quotient_familial", Value.whole, None),
        departement=keys.take("departement", Value.text, ""),
        insee_code=keys.take("insee", Value.text, ""),
        answers=keys.take("reponses", known.answers, {}),
        expected=_expected(keys, known),
    )


def _expected(keys: Keys, known: _Codes) -> Expected:
    services = partial(codes, known=known.services, what="le service")
    return Expected(
        rules=keys.take("regles", partial(codes, known=None, what="la règle"), None),
        services=keys.take("services_attendus", services, None),
        deferred=keys.take("services_remis", services, None),
        aids=keys.take("aides_attendues", _verdicts, {}),
    )


def _verdicts(value: Value) -> dict[str, str]:
    return pairs(value, _verdict)


def _verdict(code: str, value: Value) -> str:
    verdict = value.text()
    allowed = [each.value for each in Verdict]
    if verdict not in allowed:
        value.refuse(f"{quote(verdict)} n’est pas un avis connu pour l’aide {quote(code)} ({', '.join(allowed)}).")
    return verdict


def _age_in(name: str) -> int | None:
    """Return the age written in a name: « Inaya Delmas, 23 ans »."""
    found = _AGE.search(name)
    return int(found.group(1)) if found and int(found.group(1)) <= _OLDEST else None


def _distance_in(request: str) -> float | None:
    """Return the kilometres, one way, written in a request: « garder mon poste à 22 km »."""
    found = _DISTANCE.search(request)
    return float(found.group(1).replace(",", ".")) if found else None
