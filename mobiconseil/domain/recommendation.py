"""What fits a person, and why: rules as data, the proposals they make, and what they put off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from mobiconseil.domain.catalogues import Provenance
from mobiconseil.domain.condition_language import Words, relabelled
from mobiconseil.domain.conditions import ALWAYS, Condition, Facts, UsedFact, names_in


class Level(StrEnum):
    """How firmly a service is suggested."""

    PROPOSE = "propose"
    CONSIDER = "consider"

    @property
    def label(self) -> str:
        """Return the French name of the level."""
        return {"propose": "proposé", "consider": "à envisager"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleProposal:
    """A kind of service of the catalogue that a rule suggests, perhaps under a condition of its own."""

    service: str
    when: Condition = ALWAYS
    immediate: bool = False
    """A bridge: of use now, while something longer is prepared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleDeferral:
    """What a rule puts off: « Pas maintenant, parce que… », what comes first, and when to look again."""

    services: tuple[str, ...]
    reason: str
    """Goes on from « Pas maintenant, parce que »; for the professional papers."""
    kind_reason: str
    """The same, said kindly to the person."""
    review: str
    review_days: int | None = None
    when: Condition = ALWAYS
    needs: tuple[str, ...] = ()
    """Items to rate before anybody can say that nothing is put off: until then, « à évaluer d’abord »."""
    about: str = ""
    """What is put off, as people call it: « Permis B »; empty for the names of the services."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: when it holds, what it suggests, puts off and advises."""

    code: str
    label: str
    reason: str
    condition: Condition
    when_text: str
    """The condition as it is written."""
    priority: int
    """Small is first."""
    guard: str = ""
    propose: tuple[RuleProposal, ...] = ()
    consider: tuple[RuleProposal, ...] = ()
    defer: RuleDeferral | None = None
    first: tuple[RuleProposal, ...] = ()
    """Services to do before the others of this rule."""
    aids: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    """Things to do that are no service of the catalogue."""
    constraint: bool = False
    """A rule about the plan itself: it never fires."""
    own: bool = False
    """Written by the structure."""

    @property
    def services(self) -> frozenset[str]:
        """Return every service that the rule can suggest."""
        return frozenset(each.service for each in (*self.propose, *self.consider))

    def relabelled(self, words: Words) -> Rule:
        """Return the same rule, the facts that it reads named as `words` name them."""
        return replace(
            self,
            condition=relabelled(self.condition, words),
            propose=_relabelled(self.propose, words),
            consider=_relabelled(self.consider, words),
            first=_relabelled(self.first, words),
            defer=self.defer and replace(self.defer, when=relabelled(self.defer.when, words)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLimits:
    """What a plan must hold to stay readable."""

    open_steps: int
    ordinary_law: int
    skills: int
    modes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedEntry:
    """A rule of the structure that cannot be used, and why."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBook:
    """Every rule in force."""

    provenance: Provenance
    rules: tuple[Rule, ...]
    limits: PlanLimits
    switched_off: tuple[Rule, ...] = ()
    refused: tuple[RefusedEntry, ...] = ()

    def rule(self, code: str) -> Rule:
        """Return the rule `code`, in force or not. Raises KeyError if there is none."""
        return {rule.code: rule for rule in (*self.switched_off, *self.rules)}[code]

    def relabelled(self, words: Words) -> RuleBook:
        """Return the same rules, the facts that they read named as `words` name them."""
        return replace(
            self,
            rules=tuple(rule.relabelled(words) for rule in self.rules),
            switched_off=tuple(rule.relabelled(words) for rule in self.switched_off),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Firing:
    """A rule that holds, with the facts that make it hold."""

    rule: Rule
    facts: tuple[UsedFact, ...]

    @property
    def sensitive(self) -> bool:
        """Say whether it rests on health or another sensitive fact, which no paper shows."""
        return any(fact.sensitive for fact in self.facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deferral:
    """Services put off: why, what comes first, and when to look again."""

    services: tuple[str, ...]
    reason: str
    kind_reason: str
    first: tuple[str, ...]
    advice: tuple[str, ...]
    review: str
    review_days: int | None
    firing: Firing


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """Services that a rule may put off: what must be rated to know is not rated yet."""

    rule: Rule
    services: tuple[str, ...]
    about: str
    to_rate: tuple[str, ...]
    """Labels of the items to rate: « Connaissances du code »."""
    facts: tuple[UsedFact, ...]
    """The same, as facts: « Connaissances du code : non évalué »."""

    @property
    def sensitive(self) -> bool:
        """Say whether one of the items is about health or another sensitive matter."""
        return any(fact.sensitive for fact in self.facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A kind of service that fits, with every rule that says so."""

    service: str
    level: Level
    firings: tuple[Firing, ...]
    immediate: bool
    priority: int
    after: tuple[str, ...] = ()
    """Services to do before this one."""
    deferred: Deferral | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedAid:
    """An aid worth looking at, with the rules that say so."""

    code: str
    firings: tuple[Firing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedAdvice:
    """Something to do that is no service, with the rule that says so."""

    text: str
    firings: tuple[Firing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendations:
    """Everything the rules say of a person."""

    firings: tuple[Firing, ...]
    proposals: tuple[Proposal, ...]
    deferrals: tuple[Deferral, ...]
    advice: tuple[SuggestedAdvice, ...]
    aids: tuple[SuggestedAid, ...]
    pending: tuple[Pending, ...] = ()

    @property
    def services(self) -> tuple[str, ...]:
        """Return the services proposed for now, best first."""
        return tuple(each.service for each in self.proposals if each.level is Level.PROPOSE and each.deferred is None)

    def proposal(self, service: str) -> Proposal | None:
        """Return what is said of a service of the catalogue, if anything is."""
        return next((each for each in self.proposals if each.service == service), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """Why a rule does not suggest a service: the facts nobody knows, and those that say otherwise."""

    rule: Rule
    missing: tuple[UsedFact, ...]
    failing: tuple[UsedFact, ...]


def recommend(book: RuleBook, facts: Facts) -> Recommendations:
    """Return what the rules of `book` say of `facts`. Neither the order of the rules nor of the facts matters."""
    firings = _firings(book, facts)
    deferrals = tuple(each for firing in firings if (each := _deferral(firing, facts)) is not None)
    return Recommendations(
        firings=firings,
        proposals=_proposals(firings, deferrals, facts),
        deferrals=deferrals,
        advice=tuple(
            SuggestedAdvice(text=text, firings=found)
            for text, found in _grouped((text, firing) for firing in firings for text in firing.rule.advice).items()
        ),
        aids=tuple(
            SuggestedAid(code=code, firings=found)
            for code, found in _grouped((code, firing) for firing in firings for code in firing.rule.aids).items()
        ),
        pending=tuple(waits for rule in _ordered(book.rules) if (waits := _pending(rule, facts)) is not None),
    )


def why_not(book: RuleBook, service: str, facts: Facts) -> tuple[WhyNot, ...]:
    """Return, for each rule that could suggest `service` and does not, what is missing and what says otherwise."""
    return tuple(
        found
        for rule in _ordered(book.rules)
        if service in rule.services and (found := _silence(rule, service, facts)) is not None
    )


def _relabelled(proposals: tuple[RuleProposal, ...], words: Words) -> tuple[RuleProposal, ...]:
    return tuple(replace(each, when=relabelled(each.when, words)) for each in proposals)


def _ordered(rules: Iterable[Rule]) -> list[Rule]:
    return sorted(rules, key=lambda rule: (rule.priority, rule.code))


def _firings(book: RuleBook, facts: Facts) -> tuple[Firing, ...]:
    found = []
    for rule in _ordered(book.rules):
        finding = rule.condition.check(facts)
        if finding.holds and not rule.constraint:
            found.append(Firing(rule=rule, facts=finding.used))
    return tuple(found)


def _deferral(firing: Firing, facts: Facts) -> Deferral | None:
    rule, told = firing.rule, firing.rule.defer
    if told is None or not told.when.check(facts).holds:
        return None
    return Deferral(
        services=told.services,
        reason=told.reason,
        kind_reason=told.kind_reason,
        first=_chosen(rule.first, facts),
        advice=rule.advice,
        review=told.review,
        review_days=told.review_days,
        firing=firing,
    )


def _pending(rule: Rule, facts: Facts) -> Pending | None:
    """Return what a guard waits for: it holds or not according to items that it needs, and only to them."""
    told = rule.defer
    if told is None or not told.needs or told.when.check(facts).holds is False:
        return None
    finding = rule.condition.check(facts)
    missing = {fact.code: fact for fact in finding.against if fact.is_missing}
    if finding.holds is not None or not missing.keys() <= set(told.needs):
        return None
    labels = {name.code: name.label for name in names_in(rule.condition)}
    waited = [code for code in told.needs if code in missing]
    return Pending(
        rule=rule,
        services=told.services,
        about=told.about,
        to_rate=tuple(labels[code] for code in waited),
        facts=tuple(replace(missing[code], need="") for code in waited),
    )


def _chosen(proposals: Iterable[RuleProposal], facts: Facts) -> tuple[str, ...]:
    return tuple(each.service for each in proposals if each.when.check(facts).holds)


def _proposals(firings: tuple[Firing, ...], deferrals: tuple[Deferral, ...], facts: Facts) -> tuple[Proposal, ...]:
    put_off = {service: deferral for deferral in reversed(deferrals) for service in deferral.services}
    best: dict[str, Proposal] = {}
    for level in Level:
        for firing in firings:
            for each in _suggested(firing.rule, level):
                finding = each.when.check(facts)
                if finding.holds:
                    shown = replace(firing, facts=tuple(dict.fromkeys((*firing.facts, *finding.used))))
                    best[each.service] = _with(best.get(each.service), each, level, shown, facts)
    found = (replace(each, deferred=put_off.get(each.service)) for each in best.values())
    return tuple(sorted(found, key=_rank))


def _suggested(rule: Rule, level: Level) -> tuple[RuleProposal, ...]:
    return rule.propose if level is Level.PROPOSE else rule.consider


def _with(known: Proposal | None, told: RuleProposal, level: Level, firing: Firing, facts: Facts) -> Proposal:
    """Return the proposal with one more rule that says so; a rule that only considers never lowers it."""
    after = tuple(code for code in _chosen(firing.rule.first, facts) if code != told.service)
    if known is None:
        return Proposal(
            service=told.service,
            level=level,
            firings=(firing,),
            immediate=told.immediate,
            priority=firing.rule.priority,
            after=after,
        )
    if any(each.rule.code == firing.rule.code for each in known.firings):
        return known
    same = level is known.level
    return replace(
        known,
        firings=(*known.firings, firing),
        immediate=known.immediate or (same and told.immediate),
        priority=min(known.priority, firing.rule.priority) if same else known.priority,
        after=tuple(dict.fromkeys((*known.after, *after))),
    )


def _rank(proposal: Proposal) -> tuple[bool, bool, int, str]:
    return proposal.deferred is not None, proposal.level is not Level.PROPOSE, proposal.priority, proposal.service


def _grouped(pairs: Iterable[tuple[str, Firing]]) -> Mapping[str, tuple[Firing, ...]]:
    found: dict[str, tuple[Firing, ...]] = {}
    for key, firing in pairs:
        found[key] = (*found.get(key, ()), firing)
    return found


def _silence(rule: Rule, service: str, facts: Facts) -> WhyNot | None:
    """Return what keeps `rule` from suggesting `service`, or None when it does."""
    finding = rule.condition.check(facts)
    against = finding.against
    if finding.holds:
        own = [each.when.check(facts) for each in (*rule.propose, *rule.consider) if each.service == service]
        if any(each.holds for each in own):
            return None
        against = tuple(dict.fromkeys(fact for each in own for fact in each.against))
    return WhyNot(
        rule=rule,
        missing=tuple(fact for fact in against if fact.is_missing),
        failing=tuple(fact for fact in against if not fact.is_missing),
    )
