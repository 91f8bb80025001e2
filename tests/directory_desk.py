"""A small directory around Ballots, made for tests: nothing in it exists but the communes."""

from __future__ import annotations

from datetime import date
from typing import Any

from mobiconseil.domain.directory import Organisation, organisation_id
from mobiconseil.domain.directory_codes import Audience, Fees
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.actions import Action
from mobiconseil.services.session import Session

BALLOTS = (47.8957, -1.0486)
CRAON = (47.8478, -0.9486)
SAINT_AIGNAN = (47.8426, -1.1403)
RENAZE = (47.7938, -1.0561)
COSSE = (47.9455, -0.9115)
CHATEAU_GONTIER = (47.8290, -0.7036)

_SEEKERS = str(Audience.JOB_SEEKERS)
_ROWS: tuple[tuple[str, str, str, tuple[float, float], str, str, date | None, dict[str, Any]], ...] = (
    ("Permanence conseil en mobilité", "Cap Mobilité Craonnais", "Ballots", BALLOTS, "F1", "F1-02",
     date(2026, 11, 2), {"address": "Mairie"}),
    ("Transport solidaire", "Bénévoles du Craonnais", "Saint-Aignan-sur-Roë", SAINT_AIGNAN, "F6", "F6-03",
     date(2026, 9, 18), {"phone": "+33261910011"}),
    ("Location solidaire de voiture", "AutoRelais Craonnais", "Craon", CRAON, "F4", "F4-01",
     date(2026, 11, 12), {"phone": "+33261915510", "observed_days": 7, "address": "12 rue du Port",
                          "publics": f"{Audience.MINIMUM_INCOME} {_SEEKERS}"}),
    ("Fonds d’urgence mobilité", "Action sociale intercommunale", "Craon", CRAON, "F3", "F3-01",
     date(2026, 4, 10), {"phone": "+33261910033"}),
    ("Car régional, Craon – Laval", "Réseau régional", "Craon", CRAON, "F7", "F7-01",
     date(2025, 9, 1), {}),
    ("Transport à la demande", "Communauté de communes", "Renazé", RENAZE, "F6", "F6-02",
     date(2026, 10, 21), {"phone": "+33261914400"}),
    ("Auto-école sociale", "Route pour tous", "Cossé-le-Vivien", COSSE, "F2", "F2-07",
     date(2026, 10, 7), {"phone": "+33261916600", "publics": _SEEKERS, "address": "3 place de la Halle",
                         "opening_hours": "Mo-Fr 08:30-12:30", "observed_days": 21, "fees": Fees.PAID}),
    ("Auto-école des vignes", "Conduite et compagnie", "Craon", CRAON, "F2", "F2-07",
     date(2026, 10, 7), {"publics": str(Audience.STUDENTS), "opening_hours": "Sa 09:00-12:00"}),
    ("Garage solidaire, réparation", "Les clés du partage", "Château-Gontier-sur-Mayenne", CHATEAU_GONTIER, "F5",
     "F5-01", date(2026, 3, 3), {"phone": "+33261917700"}),
)  # fmt: skip


def hold(session: Session, organisation: Organisation) -> None:
    """Write a structure in the base, as an import does."""
    with session.uow.transaction(Action.SERVICE_CHANGED) as records:
        records.add(organisation)


def neighbourhood(session: Session) -> dict[str, RecordId]:
    """Write the services in the base; return their identifiers by name."""
    made = {}
    for name, operator, commune, (latitude, longitude), family, catalogue, day, more in _ROWS:
        organisation = Organisation(
            id=organisation_id(operator), source="equipe", source_id=f"equipe--{operator}", name=operator
        )
        hold(session, organisation)
        fields = {"postal_code": "53400", "verified_on": day, "updated_on": None, **more}
        made[name] = session.directory.add(
            name=name,
            organisation_id=organisation.id,
            commune=commune,
            latitude=latitude,
            longitude=longitude,
            family=family,
            catalogue=catalogue,
            **fields,
        ).id
    return made
