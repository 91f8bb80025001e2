"""The groups of the form, in the order of a real interview."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mobiconseil.ui.screens.situation.consents import ConsentsGroup
from mobiconseil.ui.screens.situation.contact import ContactGroup
from mobiconseil.ui.screens.situation.group import Group
from mobiconseil.ui.screens.situation.household import HouseholdGroup
from mobiconseil.ui.screens.situation.identity import IdentityGroup
from mobiconseil.ui.screens.situation.prescriber import PrescriberGroup
from mobiconseil.ui.screens.situation.project import ProjectGroup
from mobiconseil.ui.screens.situation.renunciations import RenunciationsGroup
from mobiconseil.ui.screens.situation.resources import ResourcesGroup
from mobiconseil.ui.screens.situation.state import StateGroup
from mobiconseil.ui.screens.situation.statuses import StatusesGroup
from mobiconseil.ui.screens.situation.trips import TripsGroup
from mobiconseil.ui.screens.situation.view_model import SituationModel
from mobiconseil.ui.widgets.section_index import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationPart(Part):
    """A part of the index with what builds its group."""

    make: Callable[[str, SituationModel], Group]


PARTS = (
    SituationPart(code="identity", text="Identité", icon="card-account-details-outline", make=IdentityGroup),
    SituationPart(code="contact", text="Contact", icon="phone-outline", make=ContactGroup),
    SituationPart(code="prescriber", text="Prescripteur", icon="account-arrow-right-outline", make=PrescriberGroup),
    SituationPart(code="project", text="Demande et projet", icon="flag-outline", make=ProjectGroup),
    SituationPart(code="statuses", text="Statuts", icon="calendar-check-outline", make=StatusesGroup),
    SituationPart(code="household", text="Foyer et budget", icon="home-heart", make=HouseholdGroup),
    SituationPart(code="resources", text="Moyens de transport", icon="car-outline", make=ResourcesGroup),
    SituationPart(code="trips", text="Trajets types", icon="map-marker-path", make=TripsGroup),
    SituationPart(code="renunciations", text="Renoncements", icon="cancel", make=RenunciationsGroup),
    SituationPart(code="consents", text="Accords", icon="handshake-outline", make=ConsentsGroup),
    SituationPart(code="state", text="Dossier et note", icon="folder-account-outline", make=StateGroup),
)
