"""The words of conditions: « permis_demande et (D5.2 <= 1 ou D8.2 <= 1) sauf D10.3 <= 1 »."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from mobiconseil.domain.catalogues import BarrierCatalogue, StatusCatalogue
from mobiconseil.domain.conditions import (
    ALWAYS,
    AllOf,
    AnyOf,
    Compared,
    Condition,
    FactKind,
    FactName,
    Not,
    Operator,
    Present,
    Unless,
)
from mobiconseil.domain.french_text import NARROW, NBSP, quote
from mobiconseil.domain.grid import MAXIMUM, Grid

_TOKEN = re.compile(r"\s*(?:(?P<operator>[<>=!≤≥≠]+)|(?P<bracket>[()])|(?P<word>[^\s()<>=!≤≥≠]+))")
_OPERATORS = {
    "<=": Operator.AT_MOST,
    "≤": Operator.AT_MOST,
    "<": Operator.BELOW,
    ">=": Operator.AT_LEAST,
    "≥": Operator.AT_LEAST,
    ">": Operator.ABOVE,
    "=": Operator.EQUAL,
    "!=": Operator.DIFFERENT,
    "≠": Operator.DIFFERENT,
}
_NAMED = {
    "echeance": FactName(kind=FactKind.DEADLINE, code="echeance", label="Échéance"),
    "age": FactName(kind=FactKind.AGE, code="age", label="Âge"),
    "distance": FactName(kind=FactKind.DISTANCE, code="distance", label="Trajet principal, aller"),
}
LICENCE = FactName(kind=FactKind.LICENCE, code="permis_demande", label="Demande le permis B")
_BARRIER = "frein"
_ALWAYS = "toujours"
_DEPTH = 20


class ConditionError(ValueError):
    """A condition that cannot be read; its text says why, in French."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Every fact that a condition can name."""

    items: Mapping[str, FactName]
    scores: Mapping[str, FactName]
    statuses: Mapping[str, FactName]
    barriers: Mapping[str, FactName]

    def named(self, name: FactName) -> FactName:
        """Return the same fact under its present label."""
        names = {
            FactKind.ITEM: self.items,
            FactKind.SCORE: self.scores,
            FactKind.STATUS: self.statuses,
            FactKind.BARRIER: self.barriers,
        }.get(name.kind, {})
        return names.get(name.code, name)


def words_of(grid: Grid, statuses: StatusCatalogue, barriers: BarrierCatalogue) -> Words:
    """Return the facts of the reference that a condition can name."""
    return Words(
        items=_by_code(
            FactName(
                kind=FactKind.ITEM,
                code=item.code,
                label=_inline(item.title),
                sensitive=item.sensitive or domain.sensitive,
            )
            for domain in grid.domains
            for item in domain.items
        ),
        scores=_by_code(
            FactName(kind=FactKind.SCORE, code=each.code, label=each.title, sensitive=each.sensitive)
            for each in grid.domains
        ),
        statuses=_by_code(
            FactName(kind=FactKind.STATUS, code=kind.code, label=kind.label, sensitive=kind.sensitive)
            for kind in statuses.kinds
        ),
        barriers=_by_code(
            FactName(
                kind=FactKind.BARRIER,
                code=barrier.code,
                label=f"Frein {quote(barrier.label)}",
                sensitive=branch.sensitive,
            )
            for branch in barriers.branches
            for barrier in branch.barriers
        ),
    )


def parse(text: str, words: Words) -> Condition:
    """Return the condition written in `text`. Raises ConditionError."""
    reader = _Reader(_tokens(text), words)
    condition = reader.whole(_DEPTH)
    left = reader.peek()
    if left:
        raise ConditionError(f"{quote(left)} n’est pas attendu ici\u00a0; reliez avec et, ou, sauf.")
    return condition


def relabelled(condition: Condition, words: Words) -> Condition:
    """Return the condition with its facts named as `words` name them."""
    match condition:
        case Compared() | Present():
            return replace(condition, name=words.named(condition.name))
        case AllOf() | AnyOf():
            return replace(condition, parts=tuple(relabelled(part, words) for part in condition.parts))
        case Not() | Unless():
            return replace(condition, part=relabelled(condition.part, words))
    return condition


def _inline(title: str) -> str:
    """Return a title that its value can follow: one colon is enough."""
    return title.replace(f"{NBSP}:", ",")


def _by_code(names: Iterable[FactName]) -> dict[str, FactName]:
    return {name.code: name for name in names}


def _tokens(text: str) -> list[str]:
    flat = text.replace(NBSP, " ").replace(NARROW, " ").strip()
    if not flat:
        raise ConditionError("la condition est vide.")
    return [match.group().strip() for match in _TOKEN.finditer(flat)]


class _Reader:
    """Reads words from left to right; each method reads one kind of phrase."""

    def __init__(self, tokens: list[str], words: Words) -> None:
        self._tokens = tokens
        self._words = words
        self._at = 0

    def peek(self) -> str:
        """Return the next word, empty at the end."""
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def whole(self, depth: int) -> Condition:
        """Read « A sauf B », or « sauf B » alone."""
        if not depth:
            raise ConditionError("trop de parenthèses les unes dans les autres.")
        condition = None if self.peek() == "sauf" else self._any(depth)
        while self._skip("sauf"):
            exception = Unless(part=self._any(depth))
            condition = exception if condition is None else AllOf(parts=(condition, exception))
        return condition or ALWAYS

    def _any(self, depth: int) -> Condition:
        parts = [self._all(depth)]
        while self._skip("ou"):
            parts.append(self._all(depth))
        return parts[0] if len(parts) == 1 else AnyOf(parts=tuple(parts))

    def _all(self, depth: int) -> Condition:
        parts = [self._unit(depth)]
        while self._skip("et"):
            parts.append(self._unit(depth))
        return parts[0] if len(parts) == 1 else AllOf(parts=tuple(parts))

    def _unit(self, depth: int) -> Condition:
        if self._skip("non"):
            if not depth:
                raise ConditionError("trop de «\u00a0non\u00a0» à la suite.")
            return Not(part=self._unit(depth - 1))
        if self._skip("("):
            condition = self.whole(depth - 1)
            if not self._skip(")"):
                raise ConditionError("une parenthèse n’est pas fermée.")
            return condition
        return self._fact()

    def _fact(self) -> Condition:
        word = self._next("un item, un statut, un frein, echeance, age, distance, permis_demande ou toujours")
        if word == _ALWAYS:
            return ALWAYS
        if word == LICENCE.code:
            return Present(name=LICENCE)
        if word == _BARRIER:
            return Present(name=self._barrier())
        if word in self._words.statuses:
            return Present(name=self._words.statuses[word])
        return self._compared(self._number_name(word))

    def _barrier(self) -> FactName:
        code = self._next("le code d’un frein")
        if code not in self._words.barriers:
            raise ConditionError(f"le frein {quote(code)} n’existe pas.")
        return self._words.barriers[code]

    def _number_name(self, word: str) -> FactName:
        for names in (_NAMED, self._words.items, self._words.scores):
            if word in names:
                return names[word]
        if re.fullmatch(r"D\d+(\.\d+)?", word):
            raise ConditionError(f"l’item ou le domaine {quote(word)} n’existe pas dans la grille.")
        if re.fullmatch(r"ST\d+", word):
            raise ConditionError(f"le statut {quote(word)} n’existe pas.")
        raise ConditionError(f"{quote(word)} n’est pas un mot connu.")

    def _compared(self, name: FactName) -> Condition:
        sign = self._next(f"une comparaison après {name.code} (<=, <, >=, >, =, !=)")
        if sign not in _OPERATORS:
            raise ConditionError(
                f"{quote(sign)} n’est pas une comparaison\u00a0: <=, <, >=, >, =, != après {name.code}."
            )
        typed = self._next("un nombre")
        if not re.fullmatch(r"\d+([.,]\d+)?", typed):
            raise ConditionError(f"{name.code} se compare à un nombre, pas à {quote(typed)}.")
        value = float(typed.replace(",", "."))
        _check_range(name, value)
        return Compared(name=name, operator=_OPERATORS[sign], value=value)

    def _next(self, wanted: str) -> str:
        word = self.peek()
        if not word:
            raise ConditionError(f"la condition s’arrête trop tôt\u00a0: il manque {wanted}.")
        self._at += 1
        return word

    def _skip(self, word: str) -> bool:
        if self.peek() != word:
            return False
        self._at += 1
        return True


def _check_range(name: FactName, value: float) -> None:
    """Refuse a threshold that could never be met, most often a slip. Raises ConditionError."""
    highest = {FactKind.ITEM: MAXIMUM, FactKind.SCORE: 100}.get(name.kind)
    if highest is not None and value > highest:
        raise ConditionError(f"{name.code} va de 0 à {highest}, pas jusqu’à {value:g}.")
    if name.kind not in (FactKind.DISTANCE, FactKind.SCORE) and value != int(value):
        raise ConditionError(f"{name.code} se compare à un nombre entier, pas à {value:g}.")
