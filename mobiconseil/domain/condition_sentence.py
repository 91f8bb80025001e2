"""A condition told in plain French, as an adviser would say it: « Si la personne demande le permis B, et si… »."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from mobiconseil.domain.civility import Civility, agree
from mobiconseil.domain.conditions import (
    ALWAYS,
    AllOf,
    Always,
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
from mobiconseil.domain.french_text import quote
from mobiconseil.domain.grid import MAXIMUM, Grid
from mobiconseil.domain.typography import NBSP, count, number, out_of

NEVER = Not(part=ALWAYS)

_CONTRARY = {
    Operator.AT_MOST: Operator.ABOVE,
    Operator.ABOVE: Operator.AT_MOST,
    Operator.AT_LEAST: Operator.BELOW,
    Operator.BELOW: Operator.AT_LEAST,
    Operator.EQUAL: Operator.DIFFERENT,
    Operator.DIFFERENT: Operator.EQUAL,
}


def condition_sentence(condition: Condition, grid: Grid) -> str:
    """Return « Si A, et si B, sauf si C. » ; « Toujours. » when nothing is asked."""
    told = condition_words(condition, grid)
    return f"{told[:1].upper()}{told[1:]}." if told else "Toujours."


def condition_words(condition: Condition, grid: Grid) -> str:
    """Return « si A, et si B », to follow other words; empty when nothing is asked."""
    plain = _plain(condition)
    if isinstance(plain, Always):
        return ""
    if plain == NEVER:
        return "jamais"
    if isinstance(plain, Unless):
        return f"toujours, sauf si {_Teller(grid).inner(plain.part)}"
    return f"si {_Teller(grid).outer(plain)}"


class _Teller:
    """Tells a condition without « non » above its facts; each level of « et » and « ou » has words of its own."""

    def __init__(self, grid: Grid) -> None:
        self._items = {item.code: item for item in grid.items()}

    def outer(self, condition: Condition) -> str:
        """Return what follows the first « si »: « A, si B, et si C », « A, ou si B »."""
        match condition:
            case AllOf(parts=parts):
                kept, exceptions = _apart(parts)
                said = _row([self.inner(part) for part in kept], ", si ", ", et si ")
                return said + "".join(f", sauf si {self.inner(part)}" for part in exceptions)
            case AnyOf(parts=parts):
                return _row([self.inner(part) for part in parts], ", ou si ", ", ou si ")
        return self._fact(condition)

    def inner(self, condition: Condition) -> str:
        """Return a group inside another one: « A, B et C », « A ou B »."""
        match condition:
            case AllOf(parts=parts):
                kept, exceptions = _apart(parts)
                said = _row([self._inmost(part) for part in kept], ", ", " et ")
                return said + "".join(f" sauf si {self._inmost(part)}" for part in exceptions)
            case AnyOf(parts=parts):
                return _row([self._inmost(part) for part in parts], ", ", " ou ")
        return self._fact(condition)

    def _inmost(self, condition: Condition) -> str:
        """Return a group inside a group: « à la fois A et B », « soit A, soit B »."""
        match condition:
            case AllOf(parts=parts):
                kept, exceptions = _apart(parts)
                said = _row([self._inmost(part) for part in kept], ", ", " et ")
                both = "à la fois " if len(kept) > 1 else ""
                return both + said + "".join(f" sauf si {self._inmost(part)}" for part in exceptions)
            case AnyOf(parts=parts):
                return ", ".join(f"soit {self._inmost(part)}" for part in parts)
        return self._fact(condition)

    def _fact(self, condition: Condition) -> str:
        match condition:
            case Compared(name=name):
                return self._rated(condition) if name.kind is FactKind.ITEM else _measured(condition)
            case Present(name=name):
                return _present(name)
            case Not(part=Present(name=name)):
                return _absent(name)
            case Unless(part=part):
                return f"rien ne dit que {self.inner(part)}"
        return "cela n’arrive jamais"

    def _rated(self, compared: Compared) -> str:
        """Return « « Lire » est à 1 sur 4 au plus (« mots et logos ») »: the level in the words of the grid."""
        operator, value = _whole(compared.operator, int(compared.value))
        item = self._items.get(compared.name.code)
        title = quote(compared.name.label)
        beyond = operator in (Operator.BELOW, Operator.ABOVE)
        level = "" if item is None or beyond else f" ({quote(item.descriptor(value))})"
        if operator is Operator.DIFFERENT:
            return f"{title} n’est pas à {out_of(value, MAXIMUM)}{level}"
        return f"{title} est à {operator.words(out_of(value, MAXIMUM))}{level}"


def _measured(compared: Compared) -> str:
    """Return a threshold of the deadline, the age, the distance or a domain, exactly as it is set."""
    name, operator, value = compared.name, compared.operator, compared.value
    amount = {
        FactKind.DEADLINE: count(int(value), "jour"),
        FactKind.AGE: count(int(value), "an"),
        FactKind.DISTANCE: f"{number(value)}{NBSP}km",
        FactKind.SCORE: f"{number(value)} sur{NBSP}100",
    }[name.kind]
    whose, is_so, is_not = {
        FactKind.DEADLINE: ("l’échéance", "est dans", "n’est pas dans"),
        FactKind.AGE: ("la personne", "a", "n’a pas"),
        FactKind.DISTANCE: ("le trajet principal, aller,", "fait", "ne fait pas"),
        FactKind.SCORE: (f"le domaine {quote(name.label)}", "a", "n’a pas"),
    }[name.kind]
    if operator is Operator.DIFFERENT:
        return f"{whose} {is_not} {amount}"
    return f"{whose} {is_so} {operator.words(amount)}"


def _present(name: FactName) -> str:
    if name.kind is FactKind.LICENCE:
        return "la personne demande le permis B"
    if name.kind is FactKind.BARRIER:
        return f"le {_lowered(name)} est là"
    return f"la personne a le statut {quote(agree(name.label, Civility.NONE))}"


def _absent(name: FactName) -> str:
    if name.kind is FactKind.LICENCE:
        return "la personne ne demande pas le permis B"
    if name.kind is FactKind.BARRIER:
        return f"le {_lowered(name)} n’est pas là"
    return f"la personne n’a pas le statut {quote(agree(name.label, Civility.NONE))}"


def _lowered(name: FactName) -> str:
    return f"{name.label[:1].lower()}{name.label[1:]}"


def _whole(operator: Operator, value: int) -> tuple[Operator, int]:
    """Return the same comparison of a whole number with the last value that passes, when there is one."""
    if operator is Operator.BELOW and value > 0:
        return Operator.AT_MOST, value - 1
    if operator is Operator.ABOVE and value < MAXIMUM:
        return Operator.AT_LEAST, value + 1
    return operator, value


def _row(said: Sequence[str], between: str, last: str) -> str:
    return last.join(part for part in (between.join(said[:-1]), said[-1]) if part)


def _apart(parts: Iterable[Condition]) -> tuple[list[Condition], list[Condition]]:
    """Return what is asked, then the exceptions; with exceptions alone, each is told as a fact."""
    parts = list(parts)
    kept: list[Condition] = [part for part in parts if not isinstance(part, Unless)]
    exceptions = [part.part for part in parts if isinstance(part, Unless)]
    return (kept, exceptions) if kept else (parts, [])


# « non » goes down to the facts, and what asks nothing goes away: the meaning stays.


def _plain(condition: Condition) -> Condition:
    match condition:
        case Not(part=part):
            return NEVER if condition == NEVER else _contrary(_plain(part))
        case Unless(part=part):
            inner = _plain(part)
            return NEVER if inner == ALWAYS else ALWAYS if inner == NEVER else Unless(part=inner)
        case AllOf(parts=parts):
            return _joined(AllOf, (_plain(part) for part in parts))
        case AnyOf(parts=parts):
            return _joined(AnyOf, (_plain(part) for part in parts))
    return condition


def _joined(kind: type[AllOf] | type[AnyOf], parts: Iterable[Condition]) -> Condition:
    nothing, decisive = (ALWAYS, NEVER) if kind is AllOf else (NEVER, ALWAYS)
    flat = [each for part in parts for each in (part.parts if isinstance(part, kind) else (part,))]
    if decisive in flat:
        return decisive
    left = tuple(dict.fromkeys(part for part in flat if part != nothing))
    return left[0] if len(left) == 1 else kind(parts=left) if left else nothing


def _contrary(condition: Condition) -> Condition:
    match condition:
        case Always():
            return NEVER
        case Compared():
            return replace(condition, operator=_CONTRARY[condition.operator])
        case AllOf(parts=parts):
            return _joined(AnyOf, (_contrary(part) for part in parts))
        case AnyOf(parts=parts):
            return _joined(AllOf, (_contrary(part) for part in parts))
        case Not(part=part) | Unless(part=part):
            return part
    return Not(part=condition)
