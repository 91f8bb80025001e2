"""Two cards of the sheet: the drop-in places with their calendar, and what changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.directory import DropIn
from mobiconseil.domain.opening_hours import in_french, is_valid
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.actions import Action
from mobiconseil.services.communes import Commune
from mobiconseil.ui.screens.directory.sheet_model import HistoryLine, SheetModel
from mobiconseil.ui.undoable import say_done
from mobiconseil.ui.widgets.buttons import Button, Height
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.commune_field import CommuneField
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.form_grid import FormGrid
from mobiconseil.ui.widgets.labels import IconLine, Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row
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
        self.calendar = TextField(placeholder="Tu[1] 09:00-12:00")
        self.calendar.setObjectName("drop_in_calendar")
        self.access = TextField()
        self._calendar_field = FormField(
            self.tr("Jours et heures"), self.calendar, help_text=self.tr("Exemple\u00a0: Tu 09:00-12:00 pour le mardi")
        )
        grid = FormGrid()
        grid.add(FormField(self.tr("Lieu"), self.place))
        grid.add(FormField(self.tr("Commune"), self.commune))
        grid.add(self._calendar_field)
        grid.add(FormField(self.tr("Accessibilité"), self.access, optional=True))
        self.save = Button(self.tr("Ajouter la permanence"), icon="plus", height=Height.ROW)
        self.save.setObjectName("drop_in_save")
        self.give_up = Button(self.tr("Renoncer"), height=Height.ROW)
        buttons = Row(gap=8)
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
        """Show the places of the service."""
        empty(self._list)
        found = self._model.sheet.drop_ins if self._model.sheet else ()
        for drop_in in found:
            self._list.addWidget(self._row(drop_in))
        if not found and self._form.isHidden():
            self._list.addWidget(Label(self.tr("Aucune permanence notée pour ce service."), Role.SECONDARY))

    def _row(self, drop_in: DropIn) -> QWidget:
        holder = QWidget()
        place = ", ".join(part for part in (drop_in.name or drop_in.place, drop_in.address, drop_in.commune) if part)
        words = Column(gap=0)
        words.addWidget(IconLine("door-open", place, role=Role.STRONG))
        when = in_french(drop_in.calendar) if drop_in.calendar else self.tr("Jours et heures non renseignés")
        said = " · ".join(part for part in (when, drop_in.accessibility) if part)
        words.addWidget(Label(said, Role.SECONDARY, wrap=True))
        remove = CodeIcon("trash-can-outline", self.tr("Supprimer la permanence {}").format(place), drop_in.id.hex())
        remove.pressed_code.connect(self._on_remove)
        row = Row(holder, gap=8)
        row.addLayout(words, 1)
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _on_add_asked(self) -> None:
        self._form.show()
        self.render_model()
        self.place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_form(self) -> None:
        self._form.hide()
        for field in (self.place, self.commune, self.calendar, self.access):
            field.clear()
        self._commune = None
        self.render_model()

    def _on_commune_taken(self, commune: Commune) -> None:
        self._commune = commune

    def _on_calendar_typed(self, text: str) -> None:
        self._calendar_field.set_help(self._model.hours_words(text.strip()) or self.tr("Exemple\u00a0: Tu 09:00-12:00"))

    def _on_save(self) -> None:
        calendar = self.calendar.text().strip()
        if not is_valid(calendar):
            self._calendar_field.set_error(self._model.hours_words(calendar))
            return
        town = self._commune or Commune(name=self.commune.text().strip())
        fields = {
            "service_id": self._model.service,
            "place": self.place.text().strip(),
            "commune": town.name,
            "postal_code": town.postal_code,
            "insee_code": town.insee_code,
            "latitude": town.latitude,
            "longitude": town.longitude,
            "calendar": calendar,
            "accessibility": self.access.text().strip(),
        }
        self._close_form()
        try:
            self._model.session.directory.add_drop_in(**fields)
        except MobiConseilError as error:
            self._model.context.messages.fail(error)
            return
        say_done(self._model.context, Action.DROP_IN_ADDED.label)

    def _on_remove(self, code: str) -> None:
        found = self._model.sheet.drop_ins if self._model.sheet else ()
        drop_in = next((drop_in for drop_in in found if drop_in.id.hex() == code), None)
        if drop_in is None:
            return
        try:
            self._model.session.directory.remove_drop_in(drop_in.id)
        except MobiConseilError as error:
            self._model.context.messages.fail(error)
            return
        say_done(self._model.context, Action.DROP_IN_REMOVED.label)
