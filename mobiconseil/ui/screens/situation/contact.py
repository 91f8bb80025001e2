"""Contact: how to reach the person, and where she lives."""

from __future__ import annotations

from mobiconseil.domain.beneficiary import ContactPreference
from mobiconseil.domain.beneficiary_labels import field_label
from mobiconseil.services.communes import Commune, postal_code_of
from mobiconseil.ui.screens.situation.bindings import TextBinding
from mobiconseil.ui.screens.situation.group import Group
from mobiconseil.ui.widgets.commune_field import CommuneField
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.form_grid import FormGrid


class ContactGroup(Group):
    """Phones, e-mail, address, commune."""

    def build(self) -> None:
        """Make the fields."""
        grid = FormGrid()
        grid.extend(self.fields.phone("phone"), self.fields.phone("phone_other", optional=True))
        grid.extend(
            self.fields.email("email", optional=True), self.fields.choice("contact_preference", ContactPreference)
        )
        availability = self.fields.text(
            "availability", guard=True, optional=True, hint=self.tr("le matin, pas le mercredi…")
        )
        grid.add(availability, wide=True)
        grid.extend(self.fields.text("address", optional=True), self.fields.text("address_extra", optional=True))
        grid.extend(self._commune(), self.fields.text("postal_code"))
        self.body.addWidget(grid)

    def _commune(self) -> FormField:
        editor = CommuneField(self.model.context.session.communes)
        editor.setObjectName("commune")
        editor.taken.connect(self._on_commune_taken)
        editor.textEdited.connect(self._on_commune_typed)
        field = FormField(field_label("commune"), editor)
        field.set_help(self.tr("Nom ou code postal, puis Entrée. Une autre commune s’écrit librement."))
        return self.fields.bind(TextBinding(self.model.person, "commune", field, editor, guard=False))

    def _on_commune_typed(self, _text: str) -> None:
        person = self.model.person
        for name, nothing in (("insee_code", ""), ("latitude", None), ("longitude", None)):
            person.edit(name, nothing)

    def _on_commune_taken(self, commune: Commune) -> None:
        person = self.model.person
        person.edit("commune", commune.name)
        for name in ("insee_code", "latitude", "longitude"):
            person.edit(name, getattr(commune, name))
        person.edit("postal_code", postal_code_of(commune, str(person.value("postal_code") or "")))
        self.fields.show()
