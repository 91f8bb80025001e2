"""What a structure says of the rules: some switched off, its own beside those shipped."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Protocol

from mobiconseil.domain.recommendation import RefusedEntry, Rule, RuleBook
from mobiconseil.errors import InvalidInput, MobiConseilError

RuleReader = Callable[[str, str], Rule]
"""Reads (text, code) of a rule that a structure wrote. Raises InvalidInput with the line and the reason."""


class Entry(Protocol):
    """A rule switched, when its text is empty, or the structure's own."""

    @property
    def code(self) -> str:
        """Return the code of the rule."""
        ...

    @property
    def active(self) -> bool:
        """Say whether the rule is in force."""
        ...

    @property
    def text(self) -> str:
        """Return the structure's own rule, empty for a rule shipped."""
        ...


def with_entries(book: RuleBook, entries: Iterable[Entry], read: RuleReader) -> RuleBook:
    """Return the rules as a structure wants them.

    A rule that cannot be read is left out and told in `refused`, never an obstacle to the others: it may come from
    a newer version. An entry on a code that this version does not have is ignored.
    """
    known = sorted(entries, key=lambda entry: entry.code)
    silenced = {entry.code for entry in known if not entry.active and not entry.text}
    on = [rule for rule in book.rules if rule.code not in silenced]
    off = [rule for rule in book.rules if rule.code in silenced]
    refused: list[RefusedEntry] = []
    for entry in known:
        if entry.text:
            try:
                rule = _own(entry, {rule.code for rule in (*on, *off)}, read)
            except MobiConseilError as error:
                refused.append(RefusedEntry(code=entry.code, reason=str(error)))
            else:
                (on if entry.active else off).append(rule)
    return replace(book, rules=tuple(on), switched_off=tuple(off), refused=tuple(refused))


def taken_code(book: RuleBook, code: str) -> bool:
    """Say whether a rule shipped already has this code: a structure cannot use it for its own."""
    return any(rule.code == code and not rule.own for rule in (*book.rules, *book.switched_off))


def _own(entry: Entry, taken: set[str], read: RuleReader) -> Rule:
    """Return the rule of an entry. Raises MobiConseilError."""
    rule = read(entry.text, entry.code)
    if rule.code in taken:
        raise InvalidInput(
            f"Le code «\u00a0{rule.code}\u00a0» est déjà celui d’une autre règle. Rien n’a été modifié. "
            "Donnez-lui un autre code."
        )
    return rule
