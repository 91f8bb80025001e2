"""What is decided in the tab: keep, discard, answer, report a need, build the plan."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from mobiconseil.domain import typography
from mobiconseil.domain.advice_records import ChoiceState
from mobiconseil.domain.plan_draft import DraftPlan
from mobiconseil.domain.sieve import Question, SieveRow
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.ports import DirectoryFilter
from mobiconseil.ui.context import Context
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.recommendations import wording
from mobiconseil.ui.screens.recommendations.state import Page, SieveState
from mobiconseil.ui.undoable import say_done

__all__ = ["Page", "RecommendationsModel"]


@dataclass(frozen=True, slots=True)
class _UndoAll:
    """Takes back several transactions, newest first."""

    context: Context
    transactions: tuple[int | None, ...]

    def __call__(self) -> None:
        try:
            for transaction in reversed(self.transactions):
                if transaction is not None:
                    self.context.undo.undo_change(transaction)
        except MobiConseilError as error:
            self.context.messages.fail(error)


class RecommendationsModel(SieveState):
    """Writes through the services; each act says what it did, with a way back."""

    # ------------------------------------------------------------------ what is decided

    def toggle_keep(self, key: str = "") -> None:
        """Keep the row, or take it back."""
        row = self._rows.get(key or self.selected)
        if row is None:
            return
        self.discarding = False
        kept = row.choice is ChoiceState.KEPT
        run = self.choices.clear if kept else self.choices.keep
        if self.attempt(partial(run, self.subject, row.key)) and kept:
            say_done(self.context, self.tr("{}\u00a0: plus retenu").format(row.title))

    def ask_discard(self, on: bool = True) -> None:
        """Ask why the row is discarded, or give up; a discarded row is simply taken back."""
        row = self.row
        if on and row is not None and row.choice is ChoiceState.DISCARDED:
            self.attempt(partial(self.choices.clear, self.subject, row.key))
            return
        if on != self.discarding:
            self.discarding = on
            self.picked.emit()

    def discard(self, reason: str) -> None:
        """Discard the selected row."""
        row = self.row
        if row is None:
            return
        self.discarding = False
        if self.attempt(partial(self.choices.discard, self.subject, row.key, reason)):
            say_done(self.context, self.tr("{}\u00a0: écarté").format(row.title))

    def reasons(self) -> tuple[tuple[str, str], ...]:
        """Return the coded reasons of a discard."""
        return tuple((kind.code, kind.label) for kind in self.session.reference.unavailability.kinds)

    def reason_label(self, code: str) -> str:
        """Return « Trop loin »."""
        return dict(self.reasons()).get(code, code)

    def answer(self, value: TriState) -> None:
        """Answer the question of the selected row: rows move, and a toast says so."""
        question, row = self.question, self.row
        if question is None or row is None:
            return
        before = {key: known.group for key, known in self._rows.items()}
        if not self.attempt(partial(self.choices.answer, self.subject, question.code, value)):
            return
        moved = [key for key, known in self._fresh_rows().items() if known.group is not before.get(key, known.group)]
        self._say_moved(question, moved)

    def report_need(self, row: SieveRow | None = None) -> None:
        """Record that what the rules want is not there: one row, or all those without a service."""
        rows = (row,) if row is not None else self.without_service
        codes = tuple(dict.fromkeys(found.catalogue for found in rows)) or ("",)
        made = []
        for code in codes:
            if not self.attempt(partial(self.session.unmet_needs.note, self.subject, code)):
                return
            made.append(self.context.undo.newest)
        said = typography.count(len(codes), "besoin sans solution noté", "besoins sans solution notés")
        self.context.messages.say(said, self.tr("Annuler"), _UndoAll(self.context, tuple(made)))

    def draft(self) -> DraftPlan:
        """Return the steps that the kept solutions make."""
        return self.session.plan_building.draft(self.subject)

    def build(self, plan: DraftPlan) -> bool:
        """Add the steps to the plan, all at once; say whether it was done."""
        done = self.attempt(partial(self.session.plan_building.build, self.subject, plan))
        if done:
            said = typography.count(len(plan.steps), "étape ajoutée au plan", "étapes ajoutées au plan")
            say_done(self.context, said)
        return done

    # ------------------------------------------------------------------ elsewhere

    def open_assessment(self) -> None:
        """Go to the assessment."""
        self.context.navigator.open_file(self.subject, Tab.ASSESSMENT)

    def open_situation(self) -> None:
        """Go to the situation."""
        self.context.navigator.open_file(self.subject, Tab.SITUATION)

    def open_directory(self) -> None:
        """Go to the sheets that wait to be checked."""
        self.context.navigator.go(Route(section=Section.DIRECTORY, part="a-reverifier"))

    def open_whole_directory(self) -> None:
        """Go where services are imported."""
        self.context.navigator.go(Route(section=Section.DIRECTORY))

    def directory_is_blank(self) -> bool:
        """Say whether no service was ever imported nor written."""
        return not any(self.session.directory.family_counts(DirectoryFilter()).values())

    def _fresh_rows(self) -> dict[str, SieveRow]:
        assert self.sieve is not None
        return self._rows

    def _say_moved(self, question: Question, moved: list[str]) -> None:
        shown = self._rows.get(self.selected) if self.selected in moved else self._rows.get(moved[0]) if moved else None
        if shown is None:
            say_done(self.context, self.tr("{}\u00a0: réponse notée").format(question.label))
        else:
            say_done(self.context, wording.moved_words(shown, len(moved) - 1))
