"""Ressources de mobilité: licence, vehicle, bicycle, phone."""

from __future__ import annotations

from mobiconseil.domain import typography
from mobiconseil.domain.beneficiary import Insurance, Licence, Vehicle
from mobiconseil.ui.screens.situation.group import Group
from mobiconseil.ui.widgets.form_grid import FormGrid


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

    def refresh(self) -> None:
        """Show the file, and whether the inspection has expired."""
        super().refresh()
        day, today = self.model.stored.inspection_until, self.model.today()
        if self._inspection.error():
            return
        expired = day is not None and day < today
        ago = typography.relative_days(day, today) if day is not None else ""
        self._inspection.set_warning(self.tr("Expiré {ago}, à vérifier").format(ago=ago) if expired else "")
