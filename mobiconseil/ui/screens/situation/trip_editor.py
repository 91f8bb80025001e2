"""The fields of one usual trip."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.situation import TravelMode, TripPurpose
from mobiconseil.services.communes import Commune
from mobiconseil.ui.screens.situation.binder import FieldBinder
from mobiconseil.ui.screens.situation.bindings import TextBinding
from mobiconseil.ui.screens.situation.view_model import SituationModel
from mobiconseil.ui.widgets.buttons import Button, Height, Kind, LinkButton
from mobiconseil.ui.widgets.commune_field import CommuneField
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.form_grid import FormGrid
from mobiconseil.ui.widgets.labels import IconLine, Role
from mobiconseil.ui.widgets.layouts import Column, Row


class TripEditor(QWidget):
    """Purpose, places, days, hours, distance, mode, cost of a trip."""

    def __init__(self, model: SituationModel, trip: RecordId) -> None:
        super().__init__()
        self.trip = trip
        self._model = model
        self._fields = FieldBinder(model.trip(trip), self)
        self._fields.badge_pressed.connect(model.decide)
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Show the trip as stored."""
        self._fields.show()
        record = self._model.trip_record(self.trip)
        main = record is not None and record.is_main
        self._main.setVisible(not main)
        self._is_main.setVisible(main)
        town = record.destination_commune if record is not None else ""
        said = self.tr("Voir les services autour\u00a0: {}").format(town or self.tr("son domicile"))
        self._around.setAccessibleName(said)
        self._around.setToolTip(said)

    def mark(self, conflicts: Mapping[tuple[RecordId, str], int]) -> None:
        """Show which fields of the trip have several values."""
        self._fields.mark(self.trip, conflicts)

    def commit(self) -> None:
        """Hand over what is typed in the fields that were not left."""
        self._fields.commit()

    def focus_first(self) -> None:
        """Start with the purpose."""
        self._purpose.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _build(self) -> None:
        self._purpose = self._fields.choice("purpose", TripPurpose, self.tr("Pour quoi"))
        mode = self._fields.choice("mode", TravelMode, self.tr("Comment aujourd’hui"))
        grid = FormGrid()
        grid.extend(self._purpose, mode)
        grid.extend(self._place("origin", self.tr("De")), self._place("destination", self.tr("À")))
        grid.extend(self._fields.days("days", self.tr("Jours")), self._hours())
        distance = self._fields.distance("distance_km", self.tr("Distance, un aller"))
        grid.extend(distance, self._fields.euros("monthly_cost", self.tr("Coût par mois"), optional=True))
        note = self._fields.text("note", self.tr("Précision"), guard=True, optional=True)
        grid.add(note, wide=True)
        column = Column(self, gap=10)
        column.addWidget(grid)
        column.addLayout(self._actions())

    def _place(self, name: str, label: str) -> FormField:
        editor = CommuneField(self._model.context.session.communes, only_usual=True)
        editor.setObjectName(name)
        field = FormField(label, editor)
        binding = TextBinding(self._model.trip(self.trip), name, field, editor, guard=False)
        editor.taken.connect(self._on_origin_taken if name == "origin" else self._on_destination_taken)
        return self._fields.bind(binding)

    def _hours(self) -> QWidget:
        holder = QWidget()
        row = Row(holder, gap=10)
        row.addWidget(self._fields.hour("leave_at", self.tr("Départ")), 1)
        row.addWidget(self._fields.hour("return_at", self.tr("Retour")), 1)
        return holder

    def _actions(self) -> Row:
        self._main = Button(self.tr("En faire le trajet principal"), icon="star-outline", height=Height.ROW)
        self._main.clicked.connect(self._on_main_clicked)
        self._is_main = IconLine("star", self.tr("Trajet principal"), "primary", Role.SECONDARY)
        self._around = LinkButton(self.tr("Voir autour"), icon="map-search-outline")
        self._around.setObjectName("trip_around")
        self._around.clicked.connect(self._on_around_clicked)
        remove = Button(self.tr("Supprimer le trajet"), Kind.DESTRUCTIVE, icon="trash-can-outline", height=Height.ROW)
        remove.setObjectName("remove_trip")
        remove.clicked.connect(self._on_remove_clicked)
        row = Row(gap=10)
        row.addWidget(self._main)
        row.addWidget(self._is_main, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addWidget(self._around)
        row.addWidget(remove)
        return row

    def _on_origin_taken(self, commune: Commune) -> None:
        self._model.trip(self.trip).edit("origin", commune.name)

    def _on_destination_taken(self, commune: Commune) -> None:
        trip = self._model.trip(self.trip)
        trip.edit("destination", commune.name)
        trip.edit("destination_commune", commune.name)
        trip.edit("destination_insee", commune.insee_code)

    def _on_main_clicked(self) -> None:
        self._model.make_main_trip(self.trip)

    def _on_around_clicked(self) -> None:
        self._model.look_around(self.trip)

    def _on_remove_clicked(self) -> None:
        self._model.remove_trip(self.trip)
