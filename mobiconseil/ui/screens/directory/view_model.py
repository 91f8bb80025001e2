"""The directory around a starting point: what is asked, what is found, what is selected, and for whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from mobiconseil.domain import typography
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.directory import DropIn, Organisation, Service, ServiceEdit
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.team import Structure
from mobiconseil.domain.typography import NBSP
from mobiconseil.errors import MobiConseilError
from mobiconseil.services import keeping
from mobiconseil.services.files import PersonFile
from mobiconseil.services.ports import Change, DirectoryFilter, DirectoryLine
from mobiconseil.ui.context import Context
from mobiconseil.ui.navigation import Tab
from mobiconseil.ui.screens.directory import wording
from mobiconseil.ui.screens.directory.asked import Asked
from mobiconseil.ui.screens.directory.rows import ServiceRow, service_row
from mobiconseil.ui.screens.directory.starting import Start, Starts, known_person
from mobiconseil.ui.screens.directory.table_model import DirectoryTableModel
from mobiconseil.ui.screens.directory.wording import ANY
from mobiconseil.ui.undoable import say_done

DEBOUNCE_MS = 120
PAGE = 1_000
"""Services read while one types; the end of the list reads the others."""
EVERYTHING = 1_000_000
_KINDS = frozenset({Service, ServiceEdit, Organisation, DropIn, Structure})


class DirectoryViewModel(QObject):
    """Reads the list again after each change of what is asked, or of the directory, while the screen is shown."""

    found = Signal()
    """The list, its count or what is asked changed."""
    picked = Signal()
    """Another service is selected, or its row says something else."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.session = context.session
        self.asked = Asked()
        self.table = DirectoryTableModel(self)
        self.lines: tuple[DirectoryLine, ...] = ()
        self.near = 0
        self.selected: RecordId | None = None
        self.person: PersonFile | None = None
        self.total = self.to_check_total = 0
        self.factor = 1.0
        self._limit = PAGE
        self.families = {family.code: family.short_label for family in self.session.reference.services.families}
        self.starts = Starts(self.session, self.session.directory.drop_ins())
        self._shown, self._stale, self._chosen, self._by_hand = False, True, False, False
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(DEBOUNCE_MS)
        self._typed.timeout.connect(self.apply_text)
        self._text = ""
        context.hub.changed.connect(self._on_change_published)
        context.shared.toggled.connect(self._on_shared_toggled)

    # ------------------------------------------------------------------ reading

    def set_shown(self, shown: bool) -> None:
        """Follow the person opened last, and read again what changed."""
        self._shown = shown
        if not shown:
            return
        opened = self.context.navigator.last_person
        if opened != self.subject:
            self._take_person(opened)
        if self._stale:
            self.refresh()

    def refresh(self) -> None:
        """Read the directory again, keeping the selection."""
        if self._stale:
            self._read_facts()
        if not self.asked.start.name:
            self.asked = replace(self.asked, start=self.starts.of_structure())
        self._read()
        ids = tuple(line.id for line in self.lines)
        beyond = f"Au-delà de {wording.radius_words(self.asked.radius_km)}"
        self.table.show_found(ids, self.near, beyond, self._make_row)
        if self.selected not in ids:
            self.selected, self._by_hand = ids[0] if ids else None, False
        self.found.emit()
        self.picked.emit()

    def _read_facts(self) -> None:
        """Read what only a change of the base changes: counts, drop-in places, the factor of the structure."""
        self._stale = False
        directory = self.session.directory
        self.factor = self.session.team.structure().detour_factor
        self.starts.drop_ins = directory.drop_ins()
        self.total = sum(directory.family_counts(DirectoryFilter()).values())
        self.to_check_total = sum(directory.family_counts(DirectoryFilter(to_check_only=True)).values())

    def read_all(self) -> None:
        """Read the services that lie beyond those already read, when the end of the list is reached."""
        if len(self.lines) == self._limit:
            self._limit = EVERYTHING
            self.refresh()

    def _read(self) -> None:
        """Read the nearest services, and at least one beyond the radius unless all lie within."""
        while True:
            self.lines = self.session.directory.search(self.wanted(self._limit))
            self.near = self._count_near()
            if len(self.lines) < self._limit or self.near < len(self.lines) or self.asked.start.point is None:
                return
            self._limit *= 5

    def wanted(self, limit: int | None = None) -> DirectoryFilter:
        """Return what is asked, for the directory; what is farther than the radius comes after."""
        return self.asked.filter(self.session.clock.today(), EVERYTHING if limit is None else limit)

    @property
    def subject(self) -> RecordId | None:
        """Return the person for whom one looks, if there is one."""
        return None if self.person is None else self.person.beneficiary.id

    @property
    def whose(self) -> str:
        """Return « Mme Garnier », or nothing without anybody."""
        if self.person is None:
            return ""
        person = self.person.beneficiary
        return f"{person.civility.label} {person.last_name}".strip() or person.short_name

    @property
    def subtitle(self) -> str:
        """Return « 412 services en tout · 12 fiches à revérifier »."""
        if not self.total:
            return ""
        parts = [self.tr("{} en tout").format(wording.services_count(self.total))]
        if self.to_check_total:
            parts.append(f"{typography.count(self.to_check_total, 'fiche')} à{NBSP}revérifier")
        return " · ".join(parts)

    @property
    def count_words(self) -> str:
        """Return « 34 services, 5 familles », or « 12 services à revérifier » as long as only these are shown."""
        found = self._found_by_family()
        words = wording.services_count(sum(found.values()))
        kinds = len(found.keys() & self.families.keys())
        if self.asked.to_check:
            return f"{words} à{NBSP}revérifier"
        return f"{words}, {typography.count(kinds, 'famille')}" if kinds > 1 else words

    def _found_by_family(self) -> Mapping[str, int]:
        """Count the services within the radius; without distances, those not read yet count too."""
        if self.asked.start.point is None and len(self.lines) == self._limit:
            counts = self.session.directory.family_counts(self.wanted())
            return {code: many for code, many in counts.items() if many and code in (self.asked.families or counts)}
        return Counter(line.family for line in self.lines[: self.near])

    def row(self, service: RecordId | None) -> ServiceRow | None:
        """Return the row of a service of the list."""
        number = self.table.find(service)
        row = self.table.row(number) if number >= 0 else None
        return row if isinstance(row, ServiceRow) else None

    def line(self, service: RecordId | None) -> DirectoryLine | None:
        """Return the line of a service of the list."""
        return next((line for line in self.lines if line.id == service), None)

    # ------------------------------------------------------------------ asking

    @property
    def start_label(self) -> str:
        """Return « Depuis Ballots (Mme Garnier) », without her name on a shared screen."""
        return self.asked.start.label(shared=self.context.shared.is_on)

    def start_from(self, start: Start) -> None:
        """Count distances from somewhere else, until another person is opened."""
        self._chosen = True
        self._ask(start=start)

    def look_around(self, code: str) -> None:
        """Count distances from the home of a person (« person »), or from where a trip goes (« person/trip »)."""
        person, _, trip = code.partition("/")
        self.context.navigator.last_person = RecordId(bytes.fromhex(person))
        self.start_again()
        self.set_shown(True)
        trips = self.person.trips if self.person is not None else ()
        start = next((self.starts.of_trip(each) for each in trips if each.id.hex() == trip), None)
        if start is not None:
            self.start_from(start)

    def start_again(self) -> None:
        """Count distances from the person opened last, or from the structure."""
        self._chosen = False
        self._ask(start=self._usual_start())

    def choose_radius(self, km: int) -> None:
        """Change the radius."""
        self._ask(radius_km=km)

    def toggle_family(self, code: str, on: bool) -> None:
        """Show a family, or no longer; all of them is the same as none."""
        families = self.asked.families | {code} if on else self.asked.families - {code}
        self._ask(families=frozenset() if len(families) == len(self.families) else families)

    def type_text(self, text: str) -> None:
        """Search what is typed, once typing pauses."""
        self._text = text
        self._typed.start()

    def apply_text(self) -> None:
        """Search at once what was typed."""
        self._typed.stop()
        if self._text != self.asked.text:
            self._ask(text=self._text)

    def set_fresh_only(self, on: bool) -> None:
        """Hide the sheets that must be checked again."""
        self._ask(fresh_only=on, to_check=self.asked.to_check and not on)

    def set_public(self, code: str) -> None:
        """Show only what is open to an audience."""
        self._ask(public=code)

    def set_opening(self, code: str) -> None:
        """Show only what is open at this hour, or on a day of the week."""
        self._ask(opening=code)

    def set_to_check(self, on: bool) -> None:
        """Show only the sheets to check again."""
        self._ask(to_check=on, fresh_only=self.asked.fresh_only and not on)

    def wider(self, radii: tuple[int, ...]) -> int | None:
        """Return the next larger radius that finds something."""
        larger = [km for km in radii if km > self.asked.radius_km]
        return next((km for km in larger if self._count_near(km)), None)

    def clear(self) -> None:
        """Forget everything that hides services, but the starting point."""
        self._text = ""
        self._ask(text="", families=frozenset(), fresh_only=False, public=ANY, opening=ANY, to_check=False)

    # ------------------------------------------------------------------ one service

    def select(self, service: RecordId | None) -> None:
        """Take a service."""
        if service is not None and service != self.selected:
            self.selected, self._by_hand = service, True
            self.picked.emit()

    def select_row(self, number: int) -> None:
        """Take the service of a row."""
        self.select(self.table.service_id(number))

    def is_kept(self, service: RecordId | None) -> bool:
        """Say whether the plan of the person already holds the service."""
        return service is not None and keeping.is_kept(self.person, service)

    def keep_label(self) -> str:
        """Return « Retenir pour Mme Garnier », « Voir le plan de Mme Garnier », or nothing without anybody."""
        if self.person is None or self.selected is None:
            return ""
        if self.is_kept(self.selected):
            return self.tr("Voir le plan de {}").format(self.whose)
        return self.tr("Retenir pour {}").format(self.whose)

    def keep(self) -> None:
        """Add the selected service to the plan of the person; it can be undone."""
        if self.person is None or self.selected is None:
            return
        subject, whose = self.person.beneficiary.id, self.whose
        if self.is_kept(self.selected):
            self.context.navigator.open_file(subject, Tab.PLAN)
            return
        try:
            self.session.directory.keep_for(subject, self.selected)
        except MobiConseilError as error:
            self.context.messages.fail(error)
            return
        say_done(self.context, self.tr("Service retenu\u00a0: une étape au plan de {}").format(whose))

    # ------------------------------------------------------------------ inside

    def _ask(self, **fields: object) -> None:
        self._limit = PAGE
        self.asked = replace(self.asked, **fields)  # type: ignore[arg-type]
        self.refresh()

    def _take_person(self, subject: RecordId | None) -> None:
        self.person = known_person(self.session, subject)
        self.selected = self.selected if self._by_hand else None  # the list begins at what is near her
        if not self._chosen or self.person is not None:
            self._chosen = False
            self.asked = replace(self.asked, start=self._usual_start())
        self._stale = True

    def _usual_start(self) -> Start:
        if self.person is not None:
            start = self.starts.of_person(self.person)
            if start.point is not None:
                return start
        return self.starts.of_structure()

    def _count_near(self, radius: int | None = None) -> int:
        """Return how many of the services, nearest first, lie within the radius; all of them without distances."""
        if self.asked.start.point is None:
            return len(self.lines)
        limit = self.asked.radius_km if radius is None else radius
        # What the row says is what counts: « 15 km » is within 15 km.
        farthest = (limit + 0.5) / self.factor
        return sum(1 for line in self.lines if line.distance_km is not None and line.distance_km < farthest)

    def _make_row(self, rank: int) -> ServiceRow:
        line = self.lines[rank]
        return service_row(
            line, family=self.families.get(line.family, ""), factor=self.factor, today=self.session.clock.today()
        )

    def _on_change_published(self, change: Change) -> None:
        if self.person is not None and self.subject in change.subjects:
            self._follow_person(change)
        if self._stale or change.kinds & _KINDS:
            self._stale = True
            if self._shown:
                self.refresh()

    def _follow_person(self, change: Change) -> None:
        """Her plan, or her home, is no longer the same."""
        self.person = known_person(self.session, self.subject)
        if Beneficiary in change.kinds and not self._chosen:
            self.asked = replace(self.asked, start=self._usual_start())
            self._stale = True
        self.picked.emit()

    def _on_shared_toggled(self, _on: bool) -> None:
        self.found.emit()
        self.picked.emit()
