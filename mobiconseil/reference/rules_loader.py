"""Loads the rules of recommendation, those shipped and those that a structure writes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from mobiconseil.domain.catalogues import BarrierCatalogue, ServiceCatalogue, StatusCatalogue
from mobiconseil.domain.condition_language import ConditionError, Words, parse, words_of
from mobiconseil.domain.conditions import ALWAYS, Condition, FactKind, names_in
from mobiconseil.domain.grid import Grid
from mobiconseil.domain.local_aids import PREFIX
from mobiconseil.domain.recommendation import PlanLimits, Rule, RuleBook, RuleDeferral, RuleProposal
from mobiconseil.domain.reference import Reference
from mobiconseil.domain.rule_entries import RuleReader
from mobiconseil.errors import InvalidInput
from mobiconseil.reference.catalogue_loader import read_provenance
from mobiconseil.reference.reader import Table, open_reference, open_table, read_table, unique

LONGEST_RULE = 20_000
"""Characters of a rule of a structure: more is a mistake."""

_CODE = re.compile(r"[A-Za-z][\w-]{0,19}")
_DAYS = range(1, 732)
_PRIORITIES = range(1, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleWords:
    """Everything that a rule can name: the facts of its conditions, the services, and the aids when they are known."""

    facts: Words
    services: frozenset[str]
    aids: frozenset[str] | None = None
    own_aids: frozenset[str] | None = frozenset()
    """Codes of the aids of the structure; None when they are not at hand."""


def rule_words(
    grid: Grid,
    statuses: StatusCatalogue,
    barriers: BarrierCatalogue,
    services: ServiceCatalogue,
    aids: Iterable[str] | None = None,
) -> RuleWords:
    """Return what rules can name; without `aids`, their codes are not checked."""
    return RuleWords(
        facts=words_of(grid, statuses, barriers),
        services=frozenset(service.code for service in services.services),
        aids=None if aids is None else frozenset(aids),
    )


def load_rules(words: RuleWords, path: Path | None = None) -> RuleBook:
    """Return the rules of `path`, by default those shipped.

    Raises InvalidReference, with the file, the line and the reason, if a rule cannot be used.
    """
    root = open_reference("rules.toml", path)
    tables = root.tables("rule")
    rules = tuple(_rule(table, words) for table in tables)
    unique(zip(tables, (rule.code for rule in rules), strict=True))
    book = RuleBook(provenance=read_provenance(root), rules=rules, limits=_limits(root.table("plan")))
    root.close()
    return book


def with_rule_file(reference: Reference, path: Path) -> RuleBook:
    """Return the rules of `reference` with those of a structure's file: `[[rule]]`, and `off` for those it silences.

    Raises InvalidInput, with the file, the line and the reason, if a rule cannot be used.
    """
    book = reference.rules
    root = open_table(path, _refused_file)
    off = _codes(root, "off", {rule.code for rule in book.rules}, "la règle")
    tables = root.tables("rule", optional=True)
    words = _words_of(reference)
    own = tuple(_rule(table, words, own=True) for table in tables)
    root.close()
    unique(zip(tables, (rule.code for rule in own), strict=True))
    shipped = {rule.code for rule in book.rules}
    for table, rule in zip(tables, own, strict=True):
        if rule.code in shipped:
            table.refuse("code", f"le code «\u00a0{rule.code}\u00a0» est celui d’une règle fournie.")
    return replace(
        book,
        rules=(*(rule for rule in book.rules if rule.code not in off), *own),
        switched_off=tuple(rule for rule in book.rules if rule.code in off),
    )


def rule_reader(reference: Reference, own_aids: Collection[str] | None = None) -> RuleReader:
    """Return what reads a rule of a structure with the words of `reference`, and the codes of its own aids.

    Without these codes any of that form is taken: the aid may have been put in the trash, or come later.
    """
    words = _words_of(reference, own_aids)

    def read(text: str, name: str) -> Rule:
        return read_rule(text, words, name)

    return read


def read_rule(text: str, words: RuleWords, name: str = "") -> Rule:
    """Return the one rule that a structure wrote, its keys with or without a `[[rule]]` above them.

    Raises InvalidInput with the line and the reason.
    """
    if len(text) > LONGEST_RULE:
        raise _refused_rule(name, 1, "ce texte est trop long pour une règle.")
    root = read_table(name, text, _refused_rule)
    table = root
    if "rule" in root.data:
        tables = root.tables("rule")
        if len(tables) != 1:
            root.refuse("rule", "une seule règle à la fois.")
        table = tables[0]
        root.close()
    return _rule(table, words, own=True)


def _refused_rule(name: str, line: int, reason: str) -> InvalidInput:
    which = f"La règle «\u00a0{name}\u00a0»" if name else "Cette règle"
    return InvalidInput(f"{which}, ligne {line}\u00a0: {reason} Rien n’a été modifié. Corrigez cette ligne.")


def _words_of(reference: Reference, own_aids: Collection[str] | None = None) -> RuleWords:
    aids = (aid.code for aid in reference.aids.aids)
    words = rule_words(reference.grid, reference.statuses, reference.barriers, reference.services, aids)
    return replace(words, own_aids=None if own_aids is None else frozenset(own_aids))


def _refused_file(name: str, line: int, reason: str) -> InvalidInput:
    return InvalidInput(f"{name}, ligne {line}\u00a0: {reason} Rien n’a été fait. Corrigez cette ligne.")


def _limits(table: Table) -> PlanLimits:
    limits = PlanLimits(
        open_steps=table.integer("open_steps"),
        ordinary_law=table.integer("ordinary_law"),
        skills=table.integer("skills"),
        modes=table.integer("modes"),
    )
    if min(limits.open_steps, limits.modes) < 1 or limits.ordinary_law + limits.skills > limits.open_steps:
        table.refuse("open_steps", "le plan doit pouvoir contenir ce qui lui est demandé.")
    table.close()
    return limits


def _rule(table: Table, words: RuleWords, own: bool = False) -> Rule:
    condition = _condition(table, words.facts)
    rule = Rule(
        code=_code(table),
        label=table.text("label"),
        reason=table.text("reason"),
        condition=condition,
        when_text=table.text("when"),
        priority=_within(table, "priority", _PRIORITIES),
        guard=table.text("guard", ""),
        propose=_proposals(table, "propose", words),
        consider=_proposals(table, "consider", words),
        defer=_deferral(table.table("defer"), condition, words) if "defer" in table.data else None,
        first=_proposals(table, "first", words),
        aids=_aids(table, words),
        advice=table.texts("advice", optional=True),
        constraint=table.boolean("constraint", False),
        own=own,
    )
    table.close()
    if not (rule.constraint or rule.services or rule.defer or rule.aids or rule.advice):
        table.refuse("code", "cette règle ne propose rien, ne remet rien et ne conseille rien.")
    return rule


def _code(table: Table) -> str:
    code = table.text("code")
    if not _CODE.fullmatch(code):
        table.refuse("code", f"le code «\u00a0{code}\u00a0» s’écrit avec 20 lettres, chiffres ou tirets au plus.")
    return code


def _within(table: Table, key: str, allowed: range) -> int:
    value = table.integer(key)
    if value not in allowed:
        table.refuse(key, f"«\u00a0{key}\u00a0» va de {allowed.start} à {allowed.stop - 1}.")
    return value


def _condition(table: Table, words: Words) -> Condition:
    """Return the condition `when` of a table."""
    text = table.text("when")
    try:
        return parse(text, words)
    except ConditionError as error:
        table.refuse("when", str(error))


def _proposals(table: Table, key: str, words: RuleWords) -> tuple[RuleProposal, ...]:
    return tuple(_proposal(entry, words) for entry in table.entries(key, "service"))


def _proposal(table: Table, words: RuleWords) -> RuleProposal:
    proposal = RuleProposal(
        service=_known(table, "service", table.text("service"), words.services, "le service"),
        when=_condition(table, words.facts) if "when" in table.data else ALWAYS,
        immediate=table.boolean("immediate", False),
    )
    table.close()
    return proposal


def _deferral(table: Table, condition: Condition, words: RuleWords) -> RuleDeferral:
    deferral = RuleDeferral(
        services=_codes(table, "services", words.services, "le service"),
        reason=table.text("reason"),
        kind_reason=table.text("kind_reason"),
        review=table.text("review"),
        review_days=_within(table, "review_days", _DAYS) if "review_days" in table.data else None,
        when=_condition(table, words.facts) if "when" in table.data else ALWAYS,
        needs=table.texts("needs", optional=True),
        about=table.text("about", ""),
    )
    if not deferral.services:
        table.refuse("services", "il manque le service à remettre à plus tard.")
    read = {name.code for name in names_in(condition) if name.kind is FactKind.ITEM}
    for code in deferral.needs:
        if code not in read:
            table.refuse("needs", f"la condition de la règle ne lit pas l’item «\u00a0{code}\u00a0».")
    table.close()
    return deferral


def _codes(table: Table, key: str, known: Collection[str] | None, what: str) -> tuple[str, ...]:
    return tuple(_known(table, key, code, known, what) for code in table.texts(key, optional=True))


def _aids(table: Table, words: RuleWords) -> tuple[str, ...]:
    """Return the aids of a rule: shipped, or of the structure; without `own_aids`, any local code is taken."""
    if words.aids is None:
        return _codes(table, "aids", None, "l’aide")
    local = words.own_aids if words.own_aids is not None else _local_codes(table.data.get("aids"))
    return _codes(table, "aids", words.aids | local, "l’aide")


def _local_codes(given: object) -> frozenset[str]:
    codes = given if isinstance(given, list) else []
    return frozenset(code for code in codes if isinstance(code, str) and code.startswith(PREFIX))


def _known(table: Table, key: str, code: str, known: Collection[str] | None, what: str) -> str:
    if known is not None and code not in known:
        table.refuse(key, f"{what} «\u00a0{code}\u00a0» n’existe pas.")
    return code
