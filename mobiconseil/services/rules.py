"""The rules as the structure wants them: those shipped, some switched off, and its own.

Screens call, on `session.rules`: `book()`, `entries()`, `check(text)`, `write(text)`, `switch(code, active=…)`,
`remove(code)`; each change is one transaction, undone as one and exchanged like the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Protocol

from mobiconseil.domain.advice_records import RuleEntry, rule_entry_id
from mobiconseil.domain.recommendation import Rule, RuleBook
from mobiconseil.domain.reference import Reference
from mobiconseil.domain.rule_entries import RuleReader, taken_code, with_entries
from mobiconseil.errors import InvalidInput
from mobiconseil.services.actions import Action
from mobiconseil.services.elements import set_element
from mobiconseil.services.ports import Clock, UnitOfWork


class ReferenceRuleReader(Protocol):
    """Makes what reads the rules of a structure with the words of a reference."""

    def __call__(self, reference: Reference, own_aids: Collection[str] | None = None) -> RuleReader:
        """Return the reader; without the codes of the aids of the structure, any of that form is taken."""
        ...


def _no_aids() -> tuple[str, ...]:
    return ()


class RuleService:
    """Use cases of the rules."""

    def __init__(
        self,
        uow: UnitOfWork,
        clock: Clock,
        reference: Callable[[], Reference],
        reader: ReferenceRuleReader,
        *,
        author: str,
        own_aids: Callable[[], Collection[str]] = _no_aids,
    ) -> None:
        """`author`: name of the adviser, written beside what she changes; `own_aids`: codes that rules may name."""
        self._uow = uow
        self._clock = clock
        self._reference = reference
        self._reader = reader
        self._author = author
        self._own_aids = own_aids
        self._read: tuple[Reference, tuple[RuleEntry, ...], RuleBook] | None = None

    def entries(self) -> tuple[RuleEntry, ...]:
        """Return what the structure says of the rules, by code."""
        return tuple(sorted(self._uow.records.shared(RuleEntry), key=_code))

    def book(self) -> RuleBook:
        """Return the rules in force, those switched off, and those of the structure that cannot be used."""
        reference, entries = self._reference(), self.entries()
        if self._read is None or self._read[0] is not reference or self._read[1] != entries:
            book = with_entries(reference.rules, entries, self._reader(reference))
            self._read = (reference, entries, book)
        return self._read[2]

    def check(self, text: str) -> Rule:
        """Read a rule of the structure without keeping it. Raises InvalidInput with the line and the reason."""
        reference = self._reference()
        rule = self._reader(reference, self._own_aids())(text, "")
        if taken_code(reference.rules, rule.code):
            raise InvalidInput(
                f"Le code «\u00a0{rule.code}\u00a0» est celui d’une règle fournie. Rien n’a été modifié. "
                "Donnez un autre code à votre règle."
            )
        return rule

    def write(self, text: str, *, instead_of: str = "") -> Rule:
        """Keep a rule of the structure; `instead_of` is its former code when it was changed. Raises InvalidInput."""
        rule = self.check(text)
        with self._uow.transaction(Action.RULE_CHANGED) as records:
            if instead_of and instead_of != rule.code:
                records.trash(RuleEntry, rule_entry_id(instead_of))
            known = next((entry for entry in self.entries() if entry.code == rule.code), None)
            self._set(rule.code, text=text, active=known is None or known.active)
        return rule

    def switch(self, code: str, *, active: bool) -> None:
        """Switch a rule on or off, shipped or of the structure."""
        self._set(code, active=active)

    def remove(self, code: str) -> None:
        """Put what the structure says of a rule in the trash: its own rule goes, one shipped is as it came."""
        with self._uow.transaction(Action.RULE_REMOVED) as records:
            records.trash(RuleEntry, rule_entry_id(code))

    def _set(self, code: str, **fields: object) -> None:
        blank = RuleEntry(id=rule_entry_id(code), code=code)
        said = {**fields, "changed_on": self._clock.today(), "author": self._author}
        with self._uow.transaction(Action.RULE_CHANGED) as records:
            set_element(records, blank, "code", said)


def _code(entry: RuleEntry) -> str:
    return entry.code
