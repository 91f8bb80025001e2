"""Ressources de mobilité: licence, vehicle, bicycle, phone."""

from __future__ import annotations

from mobiconseil.domain import typography
from mobiconseil.domain.beneficiary import Insurance, Licence, Vehicle
from mobiconseil.domain.vehicle_check import VEHICLE_ITEM, vehicle_disagrees, vehicle_level
from mobiconseil.ui.screens.situation.group import Group
from mobiconseil.ui.widgets.form_grid import FormGrid
from mobiconseil.ui.widgets.notices import Banner


class ResourcesGroup(Group):
    """What she can move with."""

    def build(self) -> None:
        """Make the fields."""
        grid = FormGrid()
        grid.extend(self.fields.choice("licence", Licence), self.fields.year("licence_year", optional=True))
        detail = self.fields.text(
            "vehicle_detail", guard=True, optional=True, hint=self.tr("Clio de 2009, embrayage cassé")
        )
        grid.extend(self.fields.choice("vehicle", Vehicle), detail)
        self._inspection = self.fields.day("inspection_until", optional=True)
        grid.extend(self._inspection, self.fields.choice("insurance", Insurance))
        grid.extend(self.fields.answer("bicycle"), self.fields.answer("smartphone"))
        self.body.addWidget(grid)
        self.doubt = Banner("", tone="info")
        self.doubt.setObjectName("vehicle_doubt")
        self.doubt.hide()
        self.body.addWidget(self.doubt)
        self.doubt.action_clicked.connect(self.model.see_vehicle_item)

    def refresh(self) -> None:
        """Show the file, and whether the inspection has expired."""
        super().refresh()
        self._show_doubt()
        day, today = self.model.stored.inspection_until, self.model.today()
        if self._inspection.error():
            return
        expired = day is not None and day < today
        ago = typography.relative_days(day, today) if day is not None else ""
        self._inspection.set_warning(self.tr("Expiré {ago}, à vérifier").format(ago=ago) if expired else "")

    def _show_doubt(self) -> None:
        """Point out a vehicle that the newest notes of the assessment tell differently."""
        latest = self.model.file.latest_assessment
        ratings = () if latest is None else self.model.file.ratings_of(latest)
        level = vehicle_level(ratings)
        differs = vehicle_disagrees(self.model.stored.vehicle, level)
        if differs and latest is not None and level is not None:
            item = self.model.session.reference.grid.item(VEHICLE_ITEM)
            said = self.tr("{item}\u00a0: «\u00a0{level}\u00a0», le {day}. Une des deux réponses est à revoir.").format(
                item=item.title,
                level=item.descriptor(level, self.model.stored.civility),
                day=typography.short_date(latest.finished_on or latest.started_on),
            )
            self.doubt.set_state(
                self.tr("Le diagnostic dit autre chose"), said, tone="info", action=self.tr("Voir le diagnostic")
            )
        self.doubt.setVisible(differs)
