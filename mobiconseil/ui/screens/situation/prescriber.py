"""Prescripteur: how the person came, who sent her and what was asked, kept as it came."""

from __future__ import annotations

from mobiconseil.domain.beneficiary import ArrivalChannel, PrescriberKind
from mobiconseil.ui.screens.situation.group import Group
from mobiconseil.ui.widgets.form_grid import FormGrid


class PrescriberGroup(Group):
    """Arrival and prescriber."""

    def build(self) -> None:
        """Make the fields."""
        grid = FormGrid()
        grid.extend(self.fields.choice("arrival", ArrivalChannel), self.fields.day("prescribed_on", prefer="past"))
        grid.extend(self.fields.choice("prescriber_kind", PrescriberKind), self.fields.text("prescriber_structure"))
        name = self.fields.text("prescriber_name", self.tr("Nom du référent"), optional=True)
        phone = self.fields.phone("prescriber_phone", self.tr("Téléphone du référent"), optional=True)
        grid.extend(name, phone)
        grid.extend(self.fields.email("prescriber_email", self.tr("Courriel du référent"), optional=True))
        request = self.fields.area("prescriber_request", lines=2, optional=True)
        request.set_help(self.tr("Gardé comme il est arrivé."))
        grid.add(request, wide=True)
        self.body.addWidget(grid)
