"""Foyer et budget: who she lives with, what she can spend on her trips."""

from __future__ import annotations

from mobiconseil.domain.beneficiary import Household
from mobiconseil.ui.screens.situation.group import Group
from mobiconseil.ui.widgets.form_grid import FormGrid


class HouseholdGroup(Group):
    """Household and budget."""

    def build(self) -> None:
        """Make the fields."""
        grid = FormGrid()
        grid.extend(self.fields.choice("household", Household), self.fields.whole("children", most=20))
        grid.extend(self.fields.whole("youngest_child_age", most=30, optional=True))
        quotient = self.fields.euros("family_quotient", optional=True)
        quotient.set_help(self.tr("Par mois, tel que dit par la personne\u00a0: aucune pièce à garder."))
        grid.extend(quotient, self.fields.euros("mobility_budget"))
        self.body.addWidget(grid)
