"""Two cards of the sheet: the drop-in places with their calendar, and what changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.directory import DropIn
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.opening_hours import in_words
from mobiconseil.domain.opening_hours_input import as_osm
from mobiconseil.domain.opening_hours_input import shown as shown_hours
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.actions import Action
from mobiconseil.services.communes import Commune
from mobiconseil.ui.screens.directory.sheet_model import HistoryLine, SheetModel
from mobiconseil.ui.undoable import say_done
from mobiconseil.ui.widgets.buttons import Button, Height
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.commune_field import CommuneField
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.form_grid import FormGrid
from mobiconseil.ui.widgets.labels import IconLine, Label, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.refill import CodeIcon, empty
from mobiconseil.ui.widgets.text_fields import TextField


class HistoryCard(Card):
    """Who changed what, newest first."""

    def __init__(self) -> None:
        super().__init__("Historique")
        self._lines = Column(gap=8)
        self.body.addLayout(self._lines)

    def show_lines(self, lines: Sequence[HistoryLine]) -> None:
        """Show the changes."""
        empty(self._lines)
        for line in lines:
            words = QWidget()
            column = Column(words, gap=0)
            column.addWidget(Label(line.title, Role.BODY, wrap=True))
            column.addWidget(Label(line.detail, Role.SMALL, wrap=True))
            self._lines.addWidget(words)
        if not lines:
            self._lines.addWidget(Label(self.tr("Rien n’a encore changé."), Role.SECONDARY))


class DropInsCard(Card):
    """Where somebody receives without going to the main office, and when."""

    def __init__(self, model: SheetModel) -> None:
        super().__init__("Permanences", link="Ajouter une permanence", link_icon="plus")
        self._model = model
        self._commune: Commune | None = None
        self._owner: RecordId | None = None
        self._changed: DropIn | None = None
        """The place that the form changes; None when it adds one."""
        self._list = Column(gap=10)
        self.body.addLayout(self._list)
        self._form = QWidget()
        self._build_form()
        self.body.addWidget(self._form)
        self._form.hide()
        self.link_clicked.connect(self._on_add_asked)

    def _build_form(self) -> None:
        self.place = TextField()
        self.place.setObjectName("drop_in_place")
        self.commune = CommuneField(self._model.session.communes)
        self.commune.setObjectName("drop_in_commune")
        self.calendar = TextField(placeholder=self.tr("1er mardi du mois 9h-12h"))
        self.calendar.setObjectName("drop_in_calendar")
        self.access = TextField()
        self._calendar_field = FormField(
            self.tr("Jours et heures"), self.calendar, help_text=self.tr("Exemple\u00a0: mardi 9h-12h")
        )
        grid = FormGrid()
        grid.add(FormField(self.tr("Lieu"), self.place))
        grid.add(FormField(self.tr("Commune"), self.commune))
        grid.add(self._calendar_field)
        grid.add(FormField(self.tr("Accessibilité"), self.access, optional=True))
        self.save = Button(self.tr("Ajouter la permanence"), icon="plus", height=Height.ROW)
        self.save.setObjectName("drop_in_save")
        self.give_up = Button(self.tr("Renoncer"), height=Height.ROW)
        buttons = FoldingRow(gap=8)
        buttons.addWidget(self.save)
        buttons.addWidget(self.give_up)
        buttons.addStretch(1)
        column = Column(self._form, gap=10)
        column.addWidget(grid)
        column.addLayout(buttons)
        self.commune.taken.connect(self._on_commune_taken)
        self.calendar.textEdited.connect(self._on_calendar_typed)
        self.save.clicked.connect(self._on_save)
        self.give_up.clicked.connect(self._close_form)

    def render_model(self) -> None:
        """Show the places of the service; a form left open belongs to the former one."""
        if self._owner != self._model.service:
            self._owner = self._model.service
            self._clear_form()
        empty(self._list)
        found = self._model.sheet.drop_ins if self._model.sheet else ()
        for drop_in in found:
            self._list.addWidget(self._row(drop_in))
        if not found and self._form.isHidden():
            self._list.addWidget(Label(self.tr("Aucune permanence notée pour ce service."), Role.SECONDARY))

    def _row(self, drop_in: DropIn) -> QWidget:
        holder = QWidget()
        parts = (drop_in.name, drop_in.place, drop_in.address, drop_in.commune)
        place = ", ".join(dict.fromkeys(part for part in parts if part))
        words = Column(gap=0)
        words.addWidget(IconLine("door-open", place, role=Role.STRONG))
        when = in_words(drop_in.calendar, self._model.session.clock.today()) or self.tr(
            "Jours et heures non renseignés"
        )
        said = " · ".join(part for part in (when, drop_in.accessibility) if part)
        words.addWidget(Label(said, Role.SECONDARY, wrap=True))
        change = CodeIcon("pencil-outline", self.tr("Modifier la permanence {}").format(place), drop_in.id.hex())
        change.pressed_code.connect(self._on_change_asked)
        remove = CodeIcon("trash-can-outline", self.tr("Supprimer la permanence {}").format(place), drop_in.id.hex())
        remove.pressed_code.connect(self._on_remove)
        row = FoldingRow(holder, gap=8, comfort=150)
        row.addLayout(words, 1)
        for button in (change, remove):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _find(self, code: str) -> DropIn | None:
        found = self._model.sheet.drop_ins if self._model.sheet else ()
        return next((drop_in for drop_in in found if drop_in.id.hex() == code), None)

    def _on_add_asked(self) -> None:
        self._close_form()
        self._open_form(None)

    def _on_change_asked(self, code: str) -> None:
        drop_in = self._find(code)
        if drop_in is None:
            return
        self._close_form()
        shown = (drop_in.place or drop_in.name, drop_in.commune, shown_hours(drop_in.calendar), drop_in.accessibility)
        for field, text in zip((self.place, self.commune, self.calendar, self.access), shown, strict=True):
            field.setText(text)
            field.setCursorPosition(0)
        self._on_calendar_typed(drop_in.calendar)
        self._open_form(drop_in)

    def _open_form(self, drop_in: DropIn | None) -> None:
        self._changed = drop_in
        adding = drop_in is None
        self.save.setText(self.tr("Ajouter la permanence") if adding else self.tr("Enregistrer la permanence"))
        self.save.set_icon_name("plus" if adding else "check")
        self.save.restyle()
        self._form.show()
        self.render_model()
        self.place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_form(self) -> None:
        self._clear_form()
        self.render_model()

    def _clear_form(self) -> None:
        self._form.hide()
        self._changed = None
        self._calendar_field.set_error("")
        for field in (self.place, self.commune, self.calendar, self.access):
            field.clear()
        self._commune = None

    def _on_commune_taken(self, commune: Commune) -> None:
        self._commune = commune

    def _on_calendar_typed(self, text: str) -> None:
        self._calendar_field.set_help(self._model.hours_words(text.strip()) or self.tr("Exemple\u00a0: mardi 9h-12h"))

    def _on_save(self) -> None:
        calendar = self.calendar.text().strip()
        if as_osm(calendar) is None:
            self._calendar_field.set_error(self._model.hours_words(calendar))
            return
        changed, fields = self._changed, self._typed()
        directory = self._model.session.directory
        self._close_form()
        try:
            if changed is None:
                directory.add_drop_in(service_id=self._model.service, **fields)
            else:
                directory.change_drop_in(changed.id, **fields)
        except MobiConseilError as error:
            self._model.context.messages.fail(error)
            return
        done = Action.DROP_IN_ADDED if changed is None else Action.DROP_IN_CHANGED
        say_done(self._model.context, done.label)

    def _typed(self) -> dict[str, Any]:
        """Return what the form says; the point stays with the commune as long as it is the same."""
        only_named = self._changed is not None and not self._changed.place and bool(self._changed.name)
        fields: dict[str, Any] = {
            "name" if only_named else "place": self.place.text().strip(),
            "calendar": as_osm(self.calendar.text()) or "",
            "accessibility": self.access.text().strip(),
        }
        name = self.commune.text().strip()
        if self._commune is None and self._changed is not None and name == self._changed.commune:
            return fields
        town = self._commune if self._commune is not None and self._commune.name == name else Commune(name=name)
        return fields | {
            "commune": town.name,
            "postal_code": town.postal_code,
            "insee_code": town.insee_code,
            "latitude": town.latitude,
            "longitude": town.longitude,
        }

    def _on_remove(self, code: str) -> None:
        drop_in = self._find(code)
        if drop_in is None:
            return
        if self._changed is not None and self._changed.id == drop_in.id:
            self._close_form()
        try:
            self._model.session.directory.remove_drop_in(drop_in.id)
        except MobiConseilError as error:
            self._model.context.messages.fail(error)
            return
        say_done(self._model.context, Action.DROP_IN_REMOVED.label)
