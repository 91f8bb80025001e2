"""The form of a local aid: what it gives, who decides, and the conditions that the sieve checks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from mobiconseil.domain.advice_records import LocalAid
from mobiconseil.domain.aid import Aid
from mobiconseil.domain.directory_codes import Audience
from mobiconseil.domain.french_input import parse_distance
from mobiconseil.domain.typography import kilometres
from mobiconseil.ui.context import Context
from mobiconseil.ui.screens.settings.aids_view_model import CorrectionModel, LocalAidModel
from mobiconseil.ui.widgets.choices import CheckBox
from mobiconseil.ui.widgets.disclosure import Disclosure
from mobiconseil.ui.widgets.form_grid import FormGrid
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets_forms.bound_fields import BoundFields, Tick

_VOLATILITY = (("V1", "Stable"), ("V2", "À revoir chaque année"), ("V3", "Change souvent"))


class LocalAidForm(QWidget):
    """Written as it is typed; what is not filled asks nothing of anybody."""

    def __init__(self, context: Context, aid: LocalAid) -> None:
        super().__init__()
        self.model = LocalAidModel(context, aid, self)
        self.fields = BoundFields(self.model, "local_aid", self)
        self._codes: list[_CodeBoxes] = []
        column = Column(self, gap=12)
        column.addWidget(self._about(context))
        column.addWidget(self._conditions())
        for boxes in self._boxes(context):
            column.addWidget(boxes)
        self.model.changed.connect(self._on_changed)

    def flush(self) -> bool:
        """Write what is typed; say whether all was understood."""
        return self.fields.leave()

    def _about(self, context: Context) -> FormGrid:
        fields = self.fields
        services = [
            (service.code, f"{service.code}  {service.name}") for service in context.session.reference.services.services
        ]
        grid = FormGrid()
        grid.add(fields.line("name", self.tr("Nom"), optional=False))
        grid.add(fields.line("decided_by", self.tr("Qui décide")))
        grid.add(
            fields.line("amount", self.tr("Montant, en mots"), help_text=self.tr("Exemple\u00a0: la moitié du devis"))
        )
        grid.add(fields.euros("ceiling", self.tr("Plafond"), whole=True))
        grid.add(fields.line("period", self.tr("Fréquence"), help_text=self.tr("Exemple\u00a0: une fois par an")))
        need = fields.choice("catalogue", self.tr("Besoin"), [("", self.tr("Non précisé")), *services])
        need.set_help(self.tr("Sans besoin, aucune règle ne la propose\u00a0: elle reste sous «\u00a0Tout\u00a0»."))
        grid.add(need)
        grid.add(fields.area("papers", self.tr("Papiers à fournir"), help_text=self.tr("Un par ligne.")), wide=True)
        grid.add(fields.check("ask_before", self.tr("À demander avant d’engager la dépense")), wide=True)
        grid.add(fields.line("cumulation", self.tr("Cumul avec d’autres aides")), wide=True)
        grid.add(fields.phone("phone", self.tr("Téléphone")))
        grid.add(fields.email("email", self.tr("Courriel")))
        grid.add(fields.line("source_title", self.tr("Source")))
        grid.add(fields.line("source_url", self.tr("Adresse de la source")))
        grid.add(fields.day("valid_until", self.tr("Valable jusqu’au")))
        grid.add(fields.choice("volatility", self.tr("À revérifier"), _VOLATILITY))
        return grid

    def _conditions(self) -> Disclosure:
        fields = self.fields
        part = Disclosure(self.tr("Conditions"), self.tr("Une case vide ne demande rien."), icon="format-list-checks")
        grid = FormGrid()
        grid.add(fields.count("min_age", self.tr("Âge, au moins")))
        grid.add(fields.count("max_age", self.tr("Âge, au plus")))
        grid.add(fields.euros("max_income_quotient", self.tr("Quotient familial, au plus"), whole=True))
        grid.add(fields.checked("min_distance_km", self.tr("Trajet aller-retour, au moins"), parse_distance, _far))
        grid.add(fields.checked("max_distance_km", self.tr("Trajet aller-retour, au plus"), parse_distance, _far))
        grid.add(fields.count("licence_seniority_years", self.tr("Ancienneté du permis, en années")))
        grid.add(fields.euros("deposit", self.tr("Caution demandée"), whole=True))
        grid.add(fields.check("licence_needed", self.tr("Permis exigé")))
        grid.add(fields.check("needs_registration", self.tr("Inscription à France Travail exigée")))
        zones = fields.line("zones", self.tr("Où il faut habiter"), help_text=self.tr(_ZONES_HELP))
        grid.add(zones, wide=True)
        grid.add(fields.area("conditions", self.tr("Autres conditions, en mots")), wide=True)
        part.body.addWidget(grid)
        return part

    def _boxes(self, context: Context) -> tuple[Disclosure, ...]:
        audiences = [(audience.value, audience.label) for audience in Audience]
        statuses = [(kind.code, kind.label) for kind in context.session.reference.statuses.kinds]
        made = (
            ("publics", self.tr("Publics"), audiences),
            ("statuses", self.tr("Situations"), statuses),
        )
        parts = []
        for name, title, items in made:
            part = Disclosure(title, self.tr("Une seule suffit."), icon="account-group-outline")
            boxes = _CodeBoxes(self.model, name, items)
            self._codes.append(boxes)
            part.body.addWidget(boxes)
            parts.append(part)
        return tuple(parts)

    def _on_changed(self) -> None:
        self.fields.refresh()
        for boxes in self._codes:
            boxes.refresh()


class CorrectionForm(QWidget):
    """What the team knows better of a shipped aid; the criteria stay as they came."""

    def __init__(self, context: Context, aid: Aid) -> None:
        super().__init__()
        self.model = CorrectionModel(context, aid, self)
        self.fields = fields = BoundFields(self.model, "correction", self)
        grid = FormGrid()
        grid.add(fields.line("amount", self.tr("Montant, en mots"), optional=False), wide=True)
        grid.add(fields.euros("ceiling", self.tr("Plafond"), whole=True))
        grid.add(fields.line("period", self.tr("Fréquence")))
        grid.add(fields.line("decided_by", self.tr("Qui décide"), optional=False), wide=True)
        grid.add(fields.area("papers", self.tr("Papiers à fournir"), help_text=self.tr("Un par ligne.")), wide=True)
        grid.add(fields.line("cumulation", self.tr("Cumul avec d’autres aides")), wide=True)
        grid.add(fields.area("conditions", self.tr("Conditions, en mots")), wide=True)
        grid.add(fields.phone("phone", self.tr("Téléphone")))
        grid.add(fields.email("email", self.tr("Courriel")))
        grid.add(fields.day("valid_until", self.tr("Valable jusqu’au")))
        grid.add(fields.day("abolished_on", self.tr("Supprimée depuis le")))
        Column(self).addWidget(grid)
        self.model.changed.connect(fields.refresh)

    def flush(self) -> bool:
        """Write what is typed; say whether all was understood."""
        return self.fields.leave()


_ZONES_HELP = "Codes INSEE de communes, d’intercommunalités ou de départements. Vide\u00a0: zone non précisée."


class _CodeBoxes(QWidget):
    """Boxes to tick, written as codes with one space between two."""

    def __init__(self, model: LocalAidModel, name: str, items: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._model, self._name = model, name
        self._boxes: dict[str, CheckBox] = {}
        column = Column(self, gap=2)
        for code, label in items:
            box = CheckBox(label)
            box.setObjectName(f"local_aid_{name}_{code}")
            box.clicked.connect(Tick(box, partial(self._set, code)).on_clicked)
            self._boxes[code] = box
            column.addWidget(box)
        self.refresh()

    def refresh(self) -> None:
        """Tick what the aid says."""
        said = str(self._model.value(self._name)).split()
        for code, box in self._boxes.items():
            box.setChecked(code in said)

    def _set(self, code: str, ticked: bool) -> None:
        said = set(str(self._model.value(self._name)).split())
        said = said | {code} if ticked else said - {code}
        kept = [known for known in self._boxes if known in said]
        self._model.edit(self._name, " ".join(kept), now=True)


def _far(stored: Any) -> str:
    return kilometres(float(stored))
