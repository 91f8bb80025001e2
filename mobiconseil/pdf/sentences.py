"""Every fixed sentence of the papers, in one place.

The papers handed to the person draw theirs from `PersonSentences`: a second language is a second value of it, added to
`PERSON_SENTENCES`.
"""

from __future__ import annotations

from dataclasses import dataclass


def page_label(page: int, total: int) -> str:
    """Return « Page 1 sur 2 »."""
    return f"Page\u00a0{page} sur\u00a0{total}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSentences:
    """The fixed sentences of the plan for the person, in one language; `{}` receives a value."""

    code: str
    title: str
    document: str
    goal: str
    who: str
    where: str
    phone: str
    papers: str
    when: str
    done: str
    appointment: str
    no_appointment: str
    question: str
    qr: str
    qr_alternative: str
    map: str
    map_alternative: str
    later: str
    me: str
    notice: str
    notice_contact: str
    notice_end: str
    step_outline: str


FRENCH = PersonSentences(
    code="fr-FR",
    title="Mon plan pour me déplacer",
    document="Plan pour me déplacer, {}",
    goal="Mon but\u00a0: ",
    who="Qui",
    where="Où",
    phone="Téléphone",
    papers="Papiers",
    when="Quand",
    done="C’est fait",
    appointment="Mon prochain rendez-vous",
    no_appointment="Date à fixer avec mon conseiller ou ma conseillère.",
    question="J’ai une question, j’appelle\u00a0:",
    qr="Avec mon téléphone",
    qr_alternative="QR code\u00a0: le nom et le téléphone de {}.",
    map="Mon trajet",
    map_alternative="Carte de mon trajet.",
    later="Plus tard\u00a0: ",
    me="Moi",
    notice="Vos informations sont enregistrées par {} pour vous aider à vous déplacer. "
    "Elles restent dans l’ordinateur du conseiller. "
    "Vous pouvez les lire, les corriger ou les faire effacer",
    notice_contact="\u00a0: {}",
    notice_end=". Réclamation\u00a0: cnil.fr.",
    step_outline="Étape {}\u00a0: {}",
)

PERSON_SENTENCES = {"fr": FRENCH}

NOT_SHARED = "Partage refusé"
NOT_SHARED_DETAIL = (
    "La personne n’a pas donné son accord pour transmettre ces informations. "
    "Ce document ne contient donc rien d’autre. Son accompagnement continue normalement."
)
HEALTH_NOT_PRINTED = "Le domaine de la santé n’est pas imprimé."
