"""What the list of the sieve shows of one person, and what is selected in it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from mobiconseil.domain import typography
from mobiconseil.domain.advice_records import Choice, ChoiceState, aid_key, catalogue_key
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.sieve import Postponement, Question, Sieve, SieveGroup, SieveKind, SieveRow
from mobiconseil.services.advice_ports import RowDetail
from mobiconseil.ui.context import Context
from mobiconseil.ui.file_model import FileModel
from mobiconseil.ui.screens.recommendations import wording
from mobiconseil.ui.screens.recommendations.advised import advised
from mobiconseil.ui.screens.recommendations.rows import Figure, GroupLine, SolutionLine
from mobiconseil.ui.screens.recommendations.table_model import Group, SieveTableModel

MOST_IMMEDIATE = 3


class Page(StrEnum):
    """What stands in the middle of the tab."""

    SIEVE = ""
    COMPARISON = "comparer"
    DRAFT = "construire"
    WHY_NOT = "pourquoi-pas"


class SieveState(FileModel):
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
        self.everything_shown = False
        self._advised: tuple[SieveRow, ...] = ()
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
            # Read once: each line is made when it is read.
            self._rows = {row.key: row for row in self._sieve.rows}
            self._advised = advised(self._rows.values())
            self._detail = None
            self._fill_table()
        return self._sieve

    @property
    def rows(self) -> tuple[SieveRow, ...]:
        """Return every row, shown or not, in the order of the sieve."""
        assert self.sieve is not None
        return tuple(self._rows.values())

    @property
    def has_advised(self) -> bool:
        """Say whether the rules bring something forward."""
        return bool(self.rows) and bool(self._advised)

    @property
    def shows_everything(self) -> bool:
        """Say whether the list holds every row, or those of the rules only."""
        return self.everything_shown or not self.has_advised

    def shown(self, group: SieveGroup) -> Sequence[SieveRow]:
        """Return the rows of a group that the list holds."""
        if self.shows_everything or group is SieveGroup.NOT_ELIGIBLE:
            return tuple(row for row in self.rows if row.group is group)
        return tuple(row for row in self._advised if row.group is group)

    @property
    def missing(self) -> tuple[Question, ...]:
        """Return the questions of the rows shown, the most useful first."""
        asked = {row.question for row in self.shown(SieveGroup.TO_CHECK)}
        return tuple(question for question in self.sieve.missing if question.code in asked)

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
        return self.sieve.placed and not any(row.kind is SieveKind.SERVICE and row.is_open for row in self.rows)

    @property
    def answer_awaited(self) -> bool:
        """Say whether an answer about the person may open a service near her."""
        waiting = (row for row in self.rows if row.kind is SieveKind.SERVICE and row.group is SieveGroup.TO_CHECK)
        return any(row.question for row in waiting)

    @property
    def immediate(self) -> tuple[str, ...]:
        """Return what can help at once, the best first."""
        first: dict[str, str] = {}
        for row in self.rows:
            if row.immediate and row.group is not SieveGroup.NOT_ELIGIBLE and not row.too_late:
                first.setdefault(row.catalogue or row.key, row.title)
        return tuple(first.values())[:MOST_IMMEDIATE]

    @property
    def without_service(self) -> tuple[SieveRow, ...]:
        """Return the services of the catalogue that the rules want and that nobody gives near here."""
        return tuple(row for row in self.rows if row.kind is SieveKind.CATALOGUE)

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
            (catalogue_key(service.code), service.name, self._families.get(service.family, ""))
            for service in self.session.reference.services.services
        ]
        aids = [(aid_key(aid.code), aid.name, aid.decided_by) for aid in self.session.aids.all()]
        return (*catalogue, *aids)

    def question_label(self, question: Question) -> str:
        """Return the label of a question; the row that waits for it where several questions have the same."""
        alike = sum(1 for other in self.missing if other.label == question.label)
        waiting = (row.title for row in self.shown(SieveGroup.TO_CHECK) if row.question == question.code)
        return next(waiting, question.label) if alike > 1 else question.label

    def considered(self) -> tuple[tuple[str, str], ...]:
        """Return the facts that were used: icon and words."""
        veil = self.veil
        lines = ((line.kind, ", ".join(veil.lines(line.text.split(", ")))) for line in self.sieve.considered)
        return tuple((wording.CONSIDERED_ICONS.get(kind, "information-outline"), text) for kind, text in lines if text)

    # ------------------------------------------------------------------ moving in the list

    def refill(self) -> None:
        """Have the rows in sight and one of them selected."""
        if self.rows and self.table.find(self.selected) < 0 and not self._is_folded_away():
            self.selected = self.table.first_key()
            self.discarding = False

    def _is_folded_away(self) -> bool:
        """Say whether the selected row is in a folded group: it stays the one that is read."""
        row = self.row
        return row is not None and row.group in self._folded and row in self.shown(row.group)

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

    def show_group(self, code: str) -> None:
        """Unfold a group and select its first row."""
        if SieveGroup(code) in self._folded:
            self.fold(code, False)
        self.select(self.table.first_key(code))

    def show_question(self, code: str) -> None:
        """Select the first row that waits for an answer."""
        waiting = next((row for row in self.shown(SieveGroup.TO_CHECK) if row.question == code), None)
        if waiting is not None:
            self._folded.discard(SieveGroup.TO_CHECK)
            self._fill_table()
            self.select(waiting.key)

    def offers(self, key: str) -> tuple[SieveRow, ...]:
        """Return the rows that a name of « pourquoi pas ? » stands for: itself, or the sheets that offer it."""
        if key in self._rows and self._rows[key].kind is not SieveKind.CATALOGUE:
            return (self._rows[key],)
        sheets = (row for row in self.rows if row.kind is SieveKind.SERVICE and catalogue_key(row.catalogue) == key)
        return tuple(sorted(sheets, key=lambda row: tuple(SieveGroup).index(row.group)))

    def show_row(self, key: str) -> None:
        """Bring a row in sight and select it, even one that no rule wants."""
        row = self._rows.get(key)
        if row is None:
            return
        if row not in self.shown(row.group):
            self.everything_shown = True
        self._folded.discard(row.group)
        self._fill_table()
        self.selected, self.discarding = key, False
        self.changed.emit()

    def show_everything(self, on: bool) -> None:
        """Show every row, or those of the rules only."""
        if on != self.everything_shown:
            self.everything_shown = on
            self._fill_table()
            if self.table.find(self.selected) < 0:
                self.selected = self.table.first_key()
            self.changed.emit()

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

    # ------------------------------------------------------------------ inside

    def reload(self) -> None:
        """Read the file again; the sieve waits to be looked at."""
        super().reload()
        self._sieve = None

    def _look_again(self) -> None:
        self._sieve = None
        self.changed.emit()

    def _choices(self) -> tuple[Choice, ...]:
        return tuple(self.choices.choices(self.subject).values())

    def _fill_table(self) -> None:
        if self._sieve is None:
            return
        groups = []
        for group in SieveGroup:
            rows = self.shown(group)
            if rows:
                groups.append(Group(self._group_line(group, len(rows)), tuple(row.key for row in rows)))
        self.table.show_groups(groups, self._word, self._figures())

    def _figures(self) -> tuple[Figure, ...]:
        """Return the columns in use: an empty one takes its room from the names."""
        rows = [row for group in SieveGroup for row in self.shown(group)]
        used = {
            Figure.DISTANCE: any(row.distance_km is not None for row in rows),
            Figure.DELAY: any(row.delay_days is not None for row in rows),
            Figure.COST: any(row.cost_text for row in rows),
            Figure.CO2: any(row.co2_kg is not None for row in rows),
        }
        return tuple(figure for figure in Figure if used[figure])

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
        count = len(self.missing)
        return "" if not count else f"{typography.count(count, 'réponse manque', 'réponses manquent')}"
