"""The list of people: what is asked, what is selected, and what can be done with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from mobiconseil.domain import typography
from mobiconseil.domain.beneficiary import PrescriberKind
from mobiconseil.domain.grid import AssessmentForm
from mobiconseil.domain.team import Adviser
from mobiconseil.domain.typography import NBSP
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.actions import Action
from mobiconseil.services.exports import PeopleExport
from mobiconseil.services.ports import Change, ListFilter
from mobiconseil.ui.context import Context
from mobiconseil.ui.navigation import Tab
from mobiconseil.ui.saved import say_saved
from mobiconseil.ui.screens.people.preview import Preview, preview_of
from mobiconseil.ui.screens.people.rows import PersonRow, RowMaker
from mobiconseil.ui.screens.people.table_model import PeopleTableModel
from mobiconseil.ui.undoable import say_done

DEBOUNCE_MS = 150
CHIPS = (
    ("tous", "Tous"),
    ("a_relancer", "À relancer"),
    ("prescrit", "Avant diagnostic"),
    ("en_diagnostic", "En diagnostic"),
    ("en_parcours", "En parcours"),
    ("sans_contact", f"Sans contact depuis 3{NBSP}mois"),
    ("a_archiver", "À archiver"),
    ("a_reprendre", "À reprendre"),
    ("archive", "Archives"),
    ("corbeille", "Corbeille"),
)
ON_DEMAND = frozenset({"a_reprendre", "archive", "corbeille"})
"""Chips shown only when they hold somebody or are chosen."""
_SORTED = {
    "nom": "triées par nom",
    "dossier": "triées par état du dossier",
    "avancement": "triées par avancement",
    "echeance": "triées par échéance",
    "contact": "triées par dernier contact",
    "prescripteur": "triées par prescripteur",
    "travail": "les dernières suivies d’abord",
}


class PeopleViewModel(QObject):
    """Reads the list again after each change, while the screen is shown."""

    listed = Signal()
    """The list, its counts or its filters changed."""
    previewed = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._mine = context.session.adviser.id.hex()
        self.wanted = ListFilter(adviser=self._mine)
        self.table = PeopleTableModel(self)
        self.preview: Preview | None = None
        self.counts: dict[str, int] = {}
        self.mine_total = self.team_total = self.elsewhere = 0
        self.selected = -1
        self._shown, self._stale = False, True
        self._counted_for: str | None = None
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(DEBOUNCE_MS)
        self._typed.timeout.connect(self.apply_text)
        self._text = ""
        self._maker = self._make_maker()
        context.hub.changed.connect(self._on_change_published)
        context.shared.toggled.connect(self._on_shared_toggled)

    # ------------------------------------------------------------------ reading

    def set_shown(self, shown: bool) -> None:
        """Read the list when the screen comes in front, if something changed."""
        self._shown = shown
        if shown and self._stale:
            self.refresh()

    def refresh(self) -> None:
        """Read the list again, keeping the selected person."""
        session = self._context.session
        kept = self.table.row(self.selected)
        today, wanted = session.clock.today(), self.wanted
        self._count()
        maker = self._maker = self._make_maker()

        def read(offset: int, limit: int) -> tuple[PersonRow, ...]:
            found = session.overviews.page(wanted, today, offset=offset, limit=limit)
            return tuple(maker.make(person) for person in found)

        total = session.overviews.count(wanted, today)
        self.table.show_list(total, read)
        self.elsewhere = 0 if total or not wanted.text else self._count_elsewhere()
        found = None if kept is None else self.table.find(kept.subject, self.selected)
        self.selected = found if found is not None else min(max(self.selected, 0), total - 1)
        self._read_preview()
        self.listed.emit()

    def _count(self) -> None:
        """Count the chips again, unless only the text, the order or the chip changed."""
        if not self._stale and self._counted_for == self.wanted.adviser:
            return
        overviews, today = self._context.session.overviews, self._context.session.clock.today()
        self.counts = overviews.chip_counts(self.wanted.adviser, today)
        self.mine_total = overviews.count(ListFilter(adviser=self._mine), today)
        self.team_total = overviews.count(ListFilter(), today)
        self._stale, self._counted_for = False, self.wanted.adviser

    @property
    def total(self) -> int:
        """Return how many people the list has."""
        return self.table.rowCount()

    @property
    def is_team(self) -> bool:
        """Say whether the list shows the files of the whole team."""
        return self.wanted.adviser is None

    @property
    def subtitle(self) -> str:
        """Return « 128 dossiers actifs, dont 87 que vous suivez »."""
        active = typography.count(self.team_total, "dossier actif", "dossiers actifs")
        return f"{active}, dont {self.mine_total}{NBSP}que vous suivez" if self.team_total else ""

    def chips(self) -> tuple[tuple[str, str, int], ...]:
        """Return the filter chips to show: code, text, count."""
        shown = ((code, text, self.counts.get(code, 0)) for code, text in CHIPS)
        return tuple(chip for chip in shown if chip[0] not in ON_DEMAND or chip[0] == self.wanted.chip or _useful(chip))

    def rows_line(self, first: int, last: int) -> str:
        """Return « Lignes 1 à 10 sur 87, triées par échéance »."""
        if not self.total:
            return ""
        span = f"Lignes {first + 1} à{NBSP}{last + 1} sur{NBSP}{typography.number(self.total)}"
        order = _SORTED[self.wanted.sort] + (", ordre inverse" if self.wanted.descending else "")
        return f"{span}, {order}"

    def communes(self) -> tuple[str, ...]:
        """Return the communes to filter by."""
        return self._context.session.overviews.communes()

    def prescribers(self) -> tuple[tuple[str, str], ...]:
        """Return the kinds of prescriber to filter by: code, label."""
        return tuple((kind.value, kind.label) for kind in PrescriberKind if kind is not PrescriberKind.NONE)

    # ------------------------------------------------------------------ filtering

    def type_text(self, text: str) -> None:
        """Filter by what is typed, once typing pauses."""
        self._text = text
        self._typed.start()

    def apply_text(self) -> None:
        """Filter at once by what was typed."""
        self._typed.stop()
        if self._text != self.wanted.text:
            self._ask(text=self._text)

    def choose_chip(self, chip: str) -> None:
        """Filter by a chip."""
        sort = "travail" if chip == "a_reprendre" else "echeance" if self.wanted.sort == "travail" else self.wanted.sort
        self._ask(chip=chip, sort=sort, descending=sort == "travail" or self.wanted.descending)

    def choose_team(self, team: bool) -> None:
        """Show the files of the whole team, or those of the adviser."""
        self._ask(adviser=None if team else self._mine)

    def choose_commune(self, commune: str) -> None:
        """Filter by commune; empty for all."""
        self._ask(commune=commune)

    def choose_prescriber(self, kind: str) -> None:
        """Filter by kind of prescriber; empty for all."""
        self._ask(prescriber_kind=kind)

    def sort_by(self, sort: str) -> None:
        """Sort by a column; the same one again turns the order over."""
        again = sort == self.wanted.sort
        self._ask(sort=sort, descending=again and not self.wanted.descending)

    def clear_filters(self) -> None:
        """Show everybody again."""
        self._text = ""
        self._ask(text="", chip="tous", commune="", prescriber_kind="")

    def look_elsewhere(self) -> None:
        """Look for the same text in the whole team, archives included."""
        today = self._context.session.clock.today()
        plain = ListFilter(text=self.wanted.text)
        chip = "tous" if self._context.session.overviews.count(plain, today) else "archive"
        self._ask(adviser=None, chip=chip, commune="", prescriber_kind="")

    # ------------------------------------------------------------------ one person

    def select(self, number: int) -> None:
        """Take a row."""
        if number != self.selected:
            self.selected = number
            self._read_preview()

    def open(self, number: int) -> None:
        """Open the file of a row; a file of the trash is restored first."""
        row = self.table.row(number)
        if row is None:
            return
        if row.trashed:
            said = self.tr("Ce dossier est dans la corbeille. Restaurez-le pour l’ouvrir.")
            self._context.messages.say(said, self.tr("Restaurer"), self.restore_selected)
            return
        self._context.navigator.open_file(row.subject)

    def note_contact(self) -> None:
        """Open the place where a contact is noted."""
        self._open_part("contact")

    def plan_appointment(self) -> None:
        """Open the place where an appointment is planned."""
        self._open_part("appointment")

    def trash_selected(self) -> None:
        """Put the selected file in the trash; it can be undone."""
        row = self.table.row(self.selected)
        if row is None or row.trashed:
            return
        try:
            self._context.session.files.trash(row.subject)
        except MobiConseilError as error:
            self._context.messages.fail(error)
            return
        say_done(self._context, Action.FILE_TRASHED.label)

    def restore_selected(self) -> None:
        """Take the selected file out of the trash."""
        row = self.table.row(self.selected)
        if row is None or not row.trashed:
            return
        try:
            self._context.session.files.restore(row.subject)
        except MobiConseilError as error:
            self._context.messages.fail(error)
            return
        say_done(self._context, Action.FILE_RESTORED.label)

    def new_file(self, typed: str = "") -> None:
        """Open the creation of a file."""
        self._context.navigator.new_file_requested.emit(typed)

    # ------------------------------------------------------------------ exporting

    def export(self) -> PeopleExport:
        """Return what writes the list shown."""
        session = self._context.session
        grid = session.reference.grid
        items = {form.value: len(grid.items(form)) for form in AssessmentForm}
        return PeopleExport(session.overviews, session.team, session.clock, items)

    def note_exported(self, export: PeopleExport, place: Path) -> None:
        """Say and note that the list left."""
        export.note_written()
        say_saved(self._context.messages, self.tr("Liste enregistrée"), place)

    # ------------------------------------------------------------------ inside

    def _ask(self, **fields: object) -> None:
        self.wanted = replace(self.wanted, **fields)  # type: ignore[arg-type]
        self.refresh()

    def _open_part(self, part: str) -> None:
        row = self.table.row(self.selected)
        if row is not None and not row.trashed:
            self._context.navigator.open_file(row.subject, Tab.FOLLOW_UP, part=part)

    def _count_elsewhere(self) -> int:
        overviews, today = self._context.session.overviews, self._context.session.clock.today()
        return sum(overviews.count(ListFilter(text=self.wanted.text, chip=chip), today) for chip in ("tous", "archive"))

    def _make_maker(self) -> RowMaker:
        session = self._context.session
        return RowMaker(
            session.clock, session.reference.grid, _short_names(session.team.advisers()), self._context.shared
        )

    def _read_preview(self) -> None:
        session, row = self._context.session, self.table.row(self.selected)
        person = session.overviews.person(row.subject) if row is not None else None
        if person is None:
            self.preview = None
        else:
            file = session.files.load(person.subject)
            items = self._maker.items(person)
            self.preview = preview_of(
                person,
                file,
                items,
                reference=session.reference,
                clock=session.clock,
                shared=self._context.shared,
            )
        self.previewed.emit()

    def _on_change_published(self, _change: Change) -> None:
        self._stale = True
        if self._shown:
            self.refresh()

    def _on_shared_toggled(self, _on: bool) -> None:
        self._stale = True
        if self._shown:
            self.refresh()


def _short_names(advisers: tuple[Adviser, ...]) -> dict[str, str]:
    """Return first names by identifier, with an initial when two advisers share theirs."""
    firsts = [adviser.first_name for adviser in advisers]
    return {
        adviser.id.hex(): adviser.first_name
        if adviser.first_name and firsts.count(adviser.first_name) == 1
        else f"{adviser.first_name} {adviser.last_name[:1]}.".strip()
        for adviser in advisers
    }


def _useful(chip: tuple[str, str, int]) -> bool:
    return chip[0] != "a_reprendre" and chip[2] > 0
