"""One sheet of the directory: read, corrected, verified, closed; the source’s words stay beside the team’s."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from mobiconseil.domain import typography
from mobiconseil.domain.directory import LOCAL_SOURCE, DropIn, Organisation, Service, ServiceEdit, read_back, written
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.opening_hours import in_words, is_open, is_valid, next_opening
from mobiconseil.domain.opening_hours_input import as_osm
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.actions import Action
from mobiconseil.services.communes import Commune
from mobiconseil.services.directory_ports import ServiceSheet, SheetChange
from mobiconseil.services.ports import Change
from mobiconseil.ui.autosave import Autosave
from mobiconseil.ui.context import Context
from mobiconseil.ui.screens.directory import wording
from mobiconseil.ui.screens.directory.fields import NOTE, FieldGroup, groups
from mobiconseil.ui.undoable import say_done

_KINDS = frozenset({Service, ServiceEdit, Organisation, DropIn})
MOST_CHANGES = 30


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A change of the sheet, in words."""

    title: str
    detail: str


class SheetModel(QObject):
    """Reads the sheet again after each change of the directory."""

    changed = Signal()
    refused = Signal(str, str)
    """A field, and why what is typed cannot be kept."""
    gone = Signal()
    """The sheet was put in the trash."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.session = context.session
        self.service: RecordId | None = None
        self.sheet: ServiceSheet | None = None
        self.groups: tuple[FieldGroup, ...] = groups(self.session.reference.services)
        self._specs = {spec.name: spec for group in self.groups for spec in group.fields} | {NOTE.name: NOTE}
        self._typed = Autosave(self._write, self)
        self._typed.saved.connect(self._on_saved)
        self._typed.failed.connect(self._on_failed)
        context.hub.changed.connect(self._on_change_published)
        context.shared.toggled.connect(self._on_shared_toggled)

    # ------------------------------------------------------------------ reading

    def open(self, service: RecordId) -> None:
        """Read another sheet; what was typed in the former one is saved first."""
        if service != self.service:
            self.flush()
            self.service = service
        self.reload()

    def reload(self) -> None:
        """Read the sheet again."""
        if self.service is None:
            return
        line = self.session.directory.line(self.service)
        self.sheet = self.session.directory.sheet(self.service) if line is not None else None
        if self.sheet is None:
            self.service = None
            self.gone.emit()
        else:
            self.changed.emit()

    @property
    def shown(self) -> Service:
        """Return the service with the corrections of the team. Raises RuntimeError when none is open."""
        if self.sheet is None:
            raise RuntimeError("no sheet is open")
        return self.sheet.service

    @property
    def operator(self) -> str:
        """Return the name of the structure."""
        found = self.sheet.organisation if self.sheet else None
        return found.name if found is not None else ""

    def value(self, field: str) -> str:
        """Return what is typed, else what is written, as an edit keeps it."""
        typed = self._typed.pending.get(field)
        return str(typed) if typed is not None else written(getattr(self.shown, field))

    def imported(self, field: str) -> str | None:
        """Return what the source says when the team says otherwise."""
        if self.sheet is None or not any(edit.field == field for edit in self.sheet.edits):
            return None
        return written(getattr(self.sheet.imported, field))

    def source_words(self) -> str:
        """Return « Fiche de l’équipe » or « Source : dora, mise à jour le 3 sept. 2026 »."""
        service = self.shown
        if service.source == LOCAL_SOURCE:
            return self.tr("Fiche écrite par votre équipe")
        said = self.tr("Source\u00a0: {}").format(service.source)
        if service.updated_on is None:
            return said
        return f"{said}, {self.tr('mise à jour le {}').format(typography.short_date(service.updated_on))}"

    def point_words(self) -> str:
        """Return « Au centre de Craon », « Sans point sur la carte », or nothing when the point is the address's."""
        owner = self.sheet.organisation if self.sheet else None
        where = self.shown if self.shown.latitude is not None or owner is None else owner
        if where.latitude is None:
            return self.tr("Sans point sur la carte")
        return self.tr("Situé au centre de {}").format(where.commune) if self.session.placing.is_centre(where) else ""

    def freshness_words(self) -> tuple[str, str]:
        """Return how fresh the sheet is and its tone."""
        if self.sheet is None:
            return "", ""
        days = [day for day in (self.shown.updated_on, self.shown.verified_on) if day is not None]
        words, tone = wording.freshness_words(self.sheet.freshness, max(days, default=None), self.shown.verified_on)
        by = self.shown.verified_by if self.shown.verified_on in days and tone == "ok" else ""
        return f"{words}, {by}" if by and self.shown.verified_on == max(days) else words, tone

    @property
    def verified_today(self) -> bool:
        """Say whether somebody already checked the sheet today."""
        return self.shown.verified_on == self.session.clock.today()

    def hours_words(self, text: str) -> str:
        """Return opening hours in French, as they are typed or in the OpenStreetMap format, or what to type."""
        if not text:
            return ""
        osm = as_osm(text)
        if osm is None:
            return self.tr("Ces horaires ne sont pas compris. Exemple\u00a0: lun-ven 9h-12h, 14h-17h")
        return in_words(osm, self.session.clock.today())

    def open_words(self) -> str:
        """Return « Ouvert maintenant », « Fermé, ouvre lundi à 9 h », or nothing when the hours are not known."""
        hours = self.sheet.opening_hours if self.sheet else ""
        if not hours or not is_valid(hours):
            return ""
        now = self.session.clock.local(self.session.clock.now())
        if is_open(hours, now):
            return self.tr("Ouvert maintenant")
        coming = next_opening(hours, now)
        if coming is None:
            return self.tr("Fermé")
        return self.tr("Fermé, ouvre {}").format(typography.when(coming, today=now.date()))

    def history(self) -> tuple[HistoryLine, ...]:
        """Return the changes, newest first."""
        if self.service is None:
            return ()
        newest = self.session.directory.changes(self.service)[:MOST_CHANGES]
        return tuple(self._history_line(change) for change in newest)

    # ------------------------------------------------------------------ writing

    def edit(self, field: str, text: str) -> None:
        """Take what is typed; it is written once typing stops."""
        try:
            read_back(field, text)
        except ValueError:
            self.refused.emit(field, self.tr("Écrivez un nombre entier. Exemple\u00a0: 15"))
            return
        if field == "opening_hours":
            osm = as_osm(text)
            if osm is None:
                self.refused.emit(field, self.hours_words(text))
                return
            text = osm
        self._typed.edit(field, text)

    def write_now(self) -> None:
        """Write at once, when a field is left or a choice made."""
        self._typed.flush()

    def take_commune(self, commune: Commune) -> None:
        """Write a commune of the gazetteer, with its code and its place."""
        for field, value in (
            ("commune", commune.name),
            ("postal_code", commune.postal_code),
            ("insee_code", commune.insee_code),
            ("latitude", written(commune.latitude)),
            ("longitude", written(commune.longitude)),
        ):
            self._typed.edit(field, value)
        self._typed.flush()

    def give_back(self, field: str) -> None:
        """Take the source’s word again."""
        if self.service is not None:
            self._do(self.session.directory.give_back, self.tr("Valeur importée reprise"), field)

    def verify(self) -> None:
        """Note that the sheet was checked today; it can be undone."""
        if self.flush():
            self._do(self.session.directory.verify_today, Action.SERVICE_VERIFIED.label)

    def toggle_closed(self) -> None:
        """Note that the service closed, or that it exists again."""
        if self.shown.closed:
            self._do(self.session.directory.reopen, Action.SERVICE_REOPENED.label)
        else:
            self._do(self.session.directory.close, Action.SERVICE_CLOSED.label)

    def trash(self) -> None:
        """Put the sheet in the trash; it can be undone."""
        self._typed.forget()
        self._do(self.session.directory.trash, Action.SERVICE_REMOVED.label)

    def flush(self) -> bool:
        """Write what is typed."""
        return self._typed.flush()

    # ------------------------------------------------------------------ inside

    def _do(self, act: object, said: str, *arguments: object) -> None:
        if self.service is None or not callable(act):
            return
        try:
            act(self.service, *arguments)
        except MobiConseilError as error:
            self.context.messages.fail(error)
            return
        say_done(self.context, said)

    def _write(self, typed: Mapping[str, object]) -> None:
        if self.service is not None:
            fields = {name: read_back(name, str(text)) for name, text in typed.items()}
            self.session.directory.change(self.service, **fields)

    def _history_line(self, change: SheetChange) -> HistoryLine:
        when = typography.when(self.session.clock.local(change.at), today=self.session.clock.today())
        names = [self._specs[name].label for name in change.fields if name in self._specs]
        what = ", ".join(names[:4]) + ("…" if len(names) > 4 else "")
        label = Action(change.action).label
        before = next((text for name, text in change.before.items() if name in self._specs and text), "")
        title = label if change.created or not what else f"{label}\u00a0: {what[:1].lower()}{what[1:]}"
        detail = ", ".join(part for part in (when, change.author) if part)
        if len(names) == 1 and before and len(before) < 60 and change.fields[0] != NOTE.name:
            detail = f"{detail} · {self.tr('avant')}\u00a0: {before}"
        return HistoryLine(title, detail)

    def _on_saved(self) -> None:
        self.context.messages.saved.emit(self.session.clock.now())

    def _on_failed(self, error: MobiConseilError) -> None:
        self.context.messages.not_saved.emit(str(error))

    def _on_change_published(self, change: Change) -> None:
        if self.service is not None and change.kinds & _KINDS:
            self.reload()

    def _on_shared_toggled(self, _on: bool) -> None:
        if self.sheet is not None:
            self.changed.emit()
