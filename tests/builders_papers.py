"""Examples of papers, with invented people and telephone numbers kept for fiction."""

from __future__ import annotations

from mobiconseil.services.papers.common import AdviserContact, Appointment, Letterhead
from mobiconseil.services.papers.plans import PersonPlanData, PersonStep

LETTERHEAD = Letterhead(
    structure="Cap Mobilité Craonnais",
    contact="Claire Morin, 02\u00a061\u00a091\u00a030\u00a045",
)

CLAIRE = AdviserContact(
    name="Claire Morin",
    role="ma conseillère",
    phone="02\u00a061\u00a091\u00a030\u00a045",
    dialled="+33261913045",
    hours="La semaine, de 9\u00a0heures à 17\u00a0heures.",
)

APPOINTMENT = Appointment(
    when="Mercredi 2\u00a0décembre 2026, à 6\u00a0heures\u00a040", where="Devant la mairie de Ballots."
)


def sylvie_plan(**changes: object) -> PersonPlanData:
    """Return the plan of the reference picture."""
    fields: dict[str, object] = {
        "letterhead": LETTERHEAD,
        "date": "Vendredi 20\u00a0novembre 2026",
        "adviser": CLAIRE,
        "person_name": "Sylvie Garnier",
        "goal": "aller travailler à Craon, à partir du lundi 7\u00a0décembre.",
        "goal_strong": "lundi 7\u00a0décembre",
        "steps": (
            PersonStep(
                title="Je réserve la voiture de location.",
                who="Moi, avec Claire.",
                where="AutoRelais, 4\u00a0rue de la Gare, à Craon.",
                phone="02\u00a061\u00a091\u00a055\u00a010",
                when="Avant le lundi 23\u00a0novembre.",
            ),
            PersonStep(
                title="Je demande l’aide pour l’essence.",
                who="Moi. Claire envoie le dossier.",
                papers="Attestation RSA et contrat de location.",
                when="Avant le vendredi 27\u00a0novembre.",
            ),
            PersonStep(
                title="J’essaie le trajet.",
                who="Moi et Claire.",
                where="Départ de la mairie de Ballots.",
                when="Mercredi 2\u00a0décembre, à 6\u00a0heures\u00a040.",
            ),
        ),
        "appointment": APPOINTMENT,
        "later": ("en janvier, je prépare l’achat d’une voiture avec Claire.",),
        "made_at": "Plan fait ensemble à Ballots.",
    }
    return PersonPlanData(**{**fields, **changes})  # type: ignore[arg-type]
