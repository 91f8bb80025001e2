"""The rules in force, those switched off, and those that the structure writes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from mobiconseil.domain import typography
from mobiconseil.domain.advice_records import RuleEntry
from mobiconseil.domain.condition_sentence import condition_sentence, condition_words
from mobiconseil.domain.conditions import Condition
from mobiconseil.domain.french_text import fold
from mobiconseil.domain.plan_balance import because
from mobiconseil.domain.recommendation import Rule, RuleProposal
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.actions import Action
from mobiconseil.services.ports import Change, ListFilter, PersonLine
from mobiconseil.ui.context import Context
from mobiconseil.ui.file_model import ActingModel

TEMPLATE = """code = "LOC-1"
label = "Le vélo de la commune"
when = "D4.1 >= 3 et D4.2 >= 2 et distance <= 8"
reason = "La commune prête des vélos, et le trajet est court."
priority = 40
propose = ["F4-05"]
consider = ["F5-05"]
advice = ["Passer essayer le vélo à la mairie."]
"""
TRIED_AT_MOST = 300
_AT_ONCE = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """One rule of the list; `state` says in words when it is not as it came."""

    code: str
    label: str
    state: str
    active: bool
    own: bool


class RulesViewModel(ActingModel):
    """Lists, switches, writes and takes away rules; each change can be undone."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.filter = ""
        self.code = ""

    def concerns(self, change: Change) -> bool:
        """Say whether the change is about rules."""
        return RuleEntry in change.kinds

    # What is shown

    def lines(self) -> tuple[RuleLine, ...]:
        """Return the rules that hold every word of the filter, own ones last."""
        book = self.session.rules.book()
        found = [self._line(rule, active=True) for rule in book.rules]
        found += [self._line(rule, active=False) for rule in book.switched_off]
        found += [
            RuleLine(
                code=each.code, label=self.tr("Règle illisible"), state=self.tr("à corriger"), active=False, own=True
            )
            for each in book.refused
        ]
        words = fold(self.filter).split()
        kept = (line for line in found if all(word in fold(f"{line.code} {line.label} {line.state}") for word in words))
        return tuple(sorted(kept, key=lambda line: (line.own, line.code)))

    def rule(self) -> Rule | None:
        """Return the rule chosen, or None when it cannot be read."""
        try:
            return self.session.rules.book().rule(self.code)
        except KeyError:
            return None

    def refusal(self) -> str:
        """Return why the rule chosen cannot be used, or nothing."""
        return next((each.reason for each in self.session.rules.book().refused if each.code == self.code), "")

    def is_active(self) -> bool:
        """Say whether the rule chosen is in force."""
        return any(rule.code == self.code for rule in self.session.rules.book().rules)

    def text(self) -> str:
        """Return the text of the structure's own rule."""
        return next((entry.text for entry in self.session.rules.entries() if entry.code == self.code), "")

    def facts(self, rule: Rule) -> tuple[tuple[str, str], ...]:
        """Return what a rule says, as labels and sentences."""
        said = {proposal.service for proposal in rule.propose}
        first = tuple(proposal for proposal in rule.first if proposal.service not in said)
        found = [
            (self.tr("Quand"), condition_sentence(rule.condition, self.session.reference.grid)),
            (self.tr("Pourquoi"), rule.reason),
            (self.tr("Garde-fou"), rule.guard),
            (self.tr("Propose"), self._services(rule.propose)),
            (self.tr("À envisager"), self._services(rule.consider)),
            (self.tr("D’abord"), self._services(first)),
            (self.tr("Aides à regarder"), ", ".join(self._aid(code) for code in rule.aids)),
            (self.tr("À faire aussi"), " ".join(rule.advice)),
        ]
        if rule.defer is not None:
            names = self._asked(", ".join(self._name(code) for code in rule.defer.services), rule.defer.when)
            found.append((self.tr("Pas maintenant"), f"{names}, {because(rule.defer.reason)}. {rule.defer.review}"))
        return tuple((label, typography.tidy(text)) for label, text in found if text)

    def expression(self, rule: Rule) -> str:
        """Return the condition as it is written in a rule, for those who write one."""
        return rule.when_text

    def legend(self, rule: Rule) -> str:
        """Return the items that the condition reads, with their titles."""
        items = {item.code: item.title for item in self.session.reference.grid.items()}
        read = [f"{code}\u00a0: {items[code]}" for code in items if code in rule.when_text.replace("(", " ").split()]
        return ". ".join(read)

    # What is done

    def switch(self, active: bool) -> None:
        """Switch the rule chosen on or off, with a way back."""
        done = self.tr("Règle {code} remise en service") if active else self.tr("Règle {code} arrêtée")
        write = partial(self.session.rules.switch, self.code, active=active)
        self.attempt_undoable(write, done.format(code=self.code))

    def check(self, text: str) -> str:
        """Return what is wrong with a rule being written, with its line, or nothing."""
        try:
            self.session.rules.check(text)
        except MobiConseilError as error:
            return str(error)
        return ""

    def told(self, text: str) -> str:
        """Return when a rule being written applies, in plain words; nothing when it cannot be read."""
        try:
            rule = self.session.rules.check(text)
        except MobiConseilError:
            return ""
        return condition_sentence(rule.condition, self.session.reference.grid)

    def write(self, text: str, instead_of: str) -> str:
        """Keep a rule; return why it cannot be, or nothing."""
        wrong = self.check(text)
        if wrong:
            return wrong
        rule = self.session.rules.check(text)
        if self.attempt_undoable(
            partial(self.session.rules.write, text, instead_of=instead_of),
            Action.RULE_CHANGED.label if instead_of else self.tr("Règle {} ajoutée").format(rule.code),
        ):
            self.code = rule.code
            self.changed.emit()
        return ""

    def remove(self) -> None:
        """Take the structure's own rule away, with a way back."""
        code, self.code = self.code, ""
        self.attempt_undoable(partial(self.session.rules.remove, code), Action.RULE_REMOVED.label)

    def _line(self, rule: Rule, *, active: bool) -> RuleLine:
        states = (self.tr("la vôtre") if rule.own else "", "" if active else self.tr("arrêtée"))
        state = ", ".join(text for text in states if text)
        return RuleLine(code=rule.code, label=rule.label, state=state, active=active, own=rule.own)

    def _services(self, proposals: tuple[RuleProposal, ...]) -> str:
        """Return the services, on one line when nothing more is asked for any of them."""
        named = tuple(dict.fromkeys(self._asked(self._name(each.service), each.when) for each in proposals))
        asked = any(condition_words(each.when, self.session.reference.grid) for each in proposals)
        return ("\n" if asked else ", ").join(named)

    def _asked(self, name: str, when: Condition) -> str:
        """Return the name, and what more is asked for it."""
        return ", ".join(part for part in (name, condition_words(when, self.session.reference.grid)) if part)

    def _name(self, code: str) -> str:
        try:
            return f"{self.session.reference.service(code).name} ({code})"
        except KeyError:
            return code

    def _aid(self, code: str) -> str:
        try:
            return self.session.aids.aid(code).name
        except KeyError:
            return code


class RuleTrial(QObject):
    """Tries a rule on the files of the base, a few at a time so that the window stays alive."""

    done = Signal(str, list)
    """A sentence, then one line for each person whom the rule concerns."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._left: list[PersonLine] = []
        self._found: list[str] = []
        self._rule: Rule | None = None
        self._tried = 0

    def start(self, rule: Rule) -> None:
        """Try the rule on the files that are followed."""
        session = self._context.session
        people = session.overviews.page(ListFilter(), session.clock.today(), limit=TRIED_AT_MOST)
        self._rule, self._found, self._left, self._tried = rule, [], list(people), len(people)
        QTimer.singleShot(0, self, self._go_on)

    def _go_on(self) -> None:
        if self._rule is None:
            return
        now, self._left = self._left[:_AT_ONCE], self._left[_AT_ONCE:]
        self._found += [text for person in now if (text := self._told(self._rule, person))]
        if self._left:
            QTimer.singleShot(0, self, self._go_on)
            return
        found = len(self._found)
        files = typography.count(self._tried, "dossier")
        concerned = f"concerne {found} sur {files}" if found else f"ne concerne aucun des {files}"
        self.done.emit(f"Cette règle {concerned}.", list(self._found))

    def _told(self, rule: Rule, person: PersonLine) -> str:
        facts = self._context.session.advice.facts(person.subject)
        finding = rule.condition.check(facts)
        if not finding.holds:
            return ""
        said = ". ".join(fact.text for fact in finding.used if not fact.sensitive)
        name = self._context.shared.name_of(person)
        return f"{name}\u00a0: {said}" if said else name
