"""The state of the sieve for one person: what is shown, what is selected, what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QObject, Signal

from mobiconseil.domain import typography
from mobiconseil.domain.advice_records import Choice, ChoiceState
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan_draft import DraftPlan
from mobiconseil.domain.sieve import Postponement, Question, Sieve, SieveGroup, SieveKind, SieveRow
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.advice_ports import RowDetail
from mobiconseil.ui.context import Context
from mobiconseil.ui.file_model import FileModel
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.recommendations import wording
from mobiconseil.ui.screens.recommendations.rows import GroupLine, SolutionLine
from mobiconseil.ui.screens.recommendations.table_model import Group, SieveTableModel
from mobiconseil.ui.undoable import say_done


MOST_IMMEDIATE = 3


class Page(StrEnum):
    """What stands in the middle of the tab."""

    SIEVE = ""
    COMPARISON = "comparer"
    DRAFT = "construire"
    WHY_NOT = "pourquoi-pas"


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


class RecommendationsModel(FileModel):
    """Reads the sieve when somebody looks at it, and again after each change that concerns the person."""

    picked = Signal()
    """Another row is selected."""
    page_changed = Signal()

    def __init__(self, context: Context, subject: RecordId, parent: QObject | None = None) -> None:
        super().__init__(context, subject, parent)
        self.desk = context.session.advice
        self.choices = context.session.choices
        self.table = SieveTableModel(self)
        self.page = Page.SIEVE
        self.selected = ""
        self.discarding = False
        """The reason of a discard is being asked."""
        self._folded = {SieveGroup.NOT_ELIGIBLE}
        self._radius: float | None = None
        self._anyway = False
        self._sieve: Sieve | None = None
        self._rows: dict[str, SieveRow] = {}
        self._detail: RowDetail | None = None
        self._families = {family.code: family.label for family in self.session.reference.services.families}

    # ------------------------------------------------------------------ what is shown

    @property
    def has_begun(self) -> bool:
        """Say whether there is an assessment to read, or answers already given without one."""
        return self._anyway or bool(self.file.assessments) or bool(self._choices())

    @property
    def sieve(self) -> Sieve:
        """Return the sieve, read now if it was not."""
        if self._sieve is None:
            self._sieve = self.desk.sieve(self.subject, radius_km=self._radius)
            self._rows = {row.key: row for row in self._sieve.rows}
            self._detail = None
            self._fill_table()
        return self._sieve

    @property
    def row(self) -> SieveRow | None:
        """Return the selected row."""
        return self._rows.get(self.selected)

    @property
    def detail(self) -> RowDetail | None:
        """Return all that is said of the selected row."""
        if self.row is None:
            return None
        if self._detail is None or self._detail.row.key != self.selected:
            self._detail = self.desk.detail(self.subject, self.selected)
        return self._detail

    @property
    def question(self) -> Question | None:
        """Return the question of the selected row."""
        return self.detail.question if self.detail is not None else None

    @property
    def veil(self) -> wording.Veil:
        """Return what is hidden while the person looks at the screen."""
        return wording.Veil(self.session.reference, self.shared)

    @property
    def kept(self) -> tuple[str, ...]:
        """Return the keys of what was kept."""
        return tuple(choice.key for choice in self._choices() if choice.state is ChoiceState.KEPT)

    @property
    def deferrals(self) -> tuple[Postponement, ...]:
        """Return what is not for now."""
        return self.sieve.deferrals

    @property
    def nothing_near(self) -> bool:
        """Say whether no service is open to the person around her home."""
        groups = (SieveGroup.OPEN_TO_ALL, SieveGroup.OPEN_TO_HER)
        rows = (row for group in groups for row in self.sieve.group(group))
        return self.sieve.placed and not any(row.kind is SieveKind.SERVICE for row in rows)

    @property
    def immediate(self) -> tuple[str, ...]:
        """Return what can help at once, the best first."""
        found = (row.title for row in self.sieve.rows if row.immediate and row.group is not SieveGroup.NOT_ELIGIBLE)
        return tuple(dict.fromkeys(found))[:MOST_IMMEDIATE]

    @property
    def without_service(self) -> tuple[SieveRow, ...]:
        """Return the services of the catalogue that the rules want and that nobody gives near here."""
        return tuple(row for row in self.sieve.rows if row.kind is SieveKind.CATALOGUE)

    def subtitle(self) -> str:
        """Return « 42 ans · Ballots (53350) · prise de poste lun. 7 déc. 2026, dans 17 jours », or nothing."""
        person = self.file.beneficiary
        if person.deadline_on is None:
            return ""
        born = person.birth_date or person.birth_year
        place = f"{person.commune} ({person.postal_code})" if person.postal_code else person.commune
        label = person.deadline_label or "échéance"
        day = typography.short_date(person.deadline_on)
        deadline = f"{label[:1].lower()}{label[1:]} {day}, {typography.relative_days(person.deadline_on, self.today())}"
        parts = (typography.age(born, self.today()) if born else "", place, deadline)
        return " · ".join(part for part in parts if part)

    def everything(self) -> tuple[tuple[str, str, str], ...]:
        """Return all that « pourquoi pas ? » answers about: key, name, family or body."""
        catalogue = [
            (f"catalogue:{service.code}", service.name, self._families.get(service.family, ""))
            for service in self.session.reference.services.services
        ]
        aids = [(row.key, row.title, row.subtitle) for row in self.sieve.rows if row.kind is SieveKind.AID]
        return (*catalogue, *aids)

    def considered(self) -> tuple[tuple[str, str], ...]:
        """Return the facts that were used: icon and words."""
        veil = self.veil
        lines = (line for line in self.sieve.considered if not veil.covers(line.text))
        return tuple((wording.CONSIDERED_ICONS.get(line.kind, "information-outline"), line.text) for line in lines)

    # ------------------------------------------------------------------ moving in the list

    def refill(self) -> None:
        """Have the rows in sight and one of them selected."""
        sieve = self.sieve
        if self.row is None and sieve.rows:
            self.selected = self.table.first_key()
            self.discarding = False

    def select(self, key: str) -> None:
        """Look at another row."""
        if key and key != self.selected:
            self.selected, self.discarding = key, False
            self.picked.emit()

    def fold(self, code: str, folded: bool) -> None:
        """Fold or unfold a group."""
        group = SieveGroup(code)
        (self._folded.add if folded else self._folded.discard)(group)
        self._fill_table()

    def is_folded(self, group: SieveGroup) -> bool:
        """Say whether the rows of a group are out of sight."""
        return group in self._folded

    def show_group(self, code: str) -> None:
        """Unfold a group and select its first row."""
        if SieveGroup(code) in self._folded:
            self.fold(code, False)
        self.select(self.table.first_key(code))

    def show_question(self, code: str) -> None:
        """Select the first row that waits for an answer."""
        waiting = next((row for row in self.sieve.group(SieveGroup.TO_CHECK) if row.question == code), None)
        if waiting is not None:
            self._folded.discard(SieveGroup.TO_CHECK)
            self._fill_table()
            self.select(waiting.key)

    def widen(self) -> None:
        """Look farther."""
        self._radius = self.sieve.wider_km
        self._look_again()

    def look_anyway(self) -> None:
        """Show the sieve without an assessment."""
        self._anyway = True
        self.changed.emit()

    def go(self, page: Page) -> None:
        """Show the sieve, the comparison, the draft or « pourquoi pas »."""
        if page is not self.page:
            self.page = page
            self.page_changed.emit()

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

    def print_comparison(self, parent: QObject) -> None:
        """Print the usual trip by each mode."""

    # ------------------------------------------------------------------ inside

    def reload(self) -> None:
        """Read the file again; the sieve waits to be looked at."""
        super().reload()
        self._sieve = None

    def _look_again(self) -> None:
        self._sieve = None
        self.changed.emit()

    def _fresh_rows(self) -> dict[str, SieveRow]:
        assert self.sieve is not None
        return self._rows

    def _say_moved(self, question: Question, moved: list[str]) -> None:
        shown = self._rows.get(self.selected) if self.selected in moved else self._rows.get(moved[0]) if moved else None
        if shown is None:
            say_done(self.context, self.tr("{}\u00a0: réponse notée").format(question.label))
        else:
            say_done(self.context, wording.moved_words(shown, len(moved) - 1))

    def _choices(self) -> tuple[Choice, ...]:
        return tuple(self.choices.choices(self.subject).values())

    def _fill_table(self) -> None:
        if self._sieve is None:
            return
        groups = []
        for group in SieveGroup:
            rows = self._sieve.group(group)
            if rows:
                groups.append(Group(self._group_line(group, len(rows)), tuple(row.key for row in rows)))
        self.table.show_groups(groups, self._word)

    def _word(self, key: str) -> SolutionLine:
        row = self._rows[key]
        return wording.solution_line(row, self._families.get(row.family, ""))

    def _group_line(self, group: SieveGroup, count: int) -> GroupLine:
        icon, token = wording.GROUP_MARKS[group]
        hints = {
            SieveGroup.OPEN_TO_ALL: "aucune condition",
            SieveGroup.OPEN_TO_HER: self._status_words(),
            SieveGroup.TO_CHECK: self._missing_hint(),
            SieveGroup.NOT_ELIGIBLE: "voir les raisons",
        }
        return GroupLine(
            code=group.value,
            title=group.label,
            count=count,
            hint=hints[group],
            icon=icon,
            token=token,
            folded=group in self._folded,
        )

    def _status_words(self) -> str:
        lines = [text for icon, text in self.considered() if icon == wording.CONSIDERED_ICONS["status"]]
        return lines[0] if lines else ""

    def _missing_hint(self) -> str:
        count = len(self.sieve.missing)
        return "" if not count else f"{typography.count(count, 'réponse manque', 'réponses manquent')}"
