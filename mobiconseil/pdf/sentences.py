"""The fixed sentences of the papers handed to the person, and those that several papers share.

A second language is a second value of `PersonSentences` and of `NoticeSentences`, added to `PERSON_SENTENCES` and
`NOTICE_SENTENCES`. The papers of professionals stay in French and keep their titles beside their layout.
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
    question_met: str
    """Where no phone is known: nobody is told to call without a number."""
    qr: str
    qr_alternative: str
    map: str
    later: str
    not_now: str
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
    question_met="J’ai une question, je vois\u00a0:",
    qr="Avec mon téléphone",
    qr_alternative="QR code\u00a0: le nom et le téléphone de {}.",
    map="Mon trajet",
    later="Plus tard\u00a0: ",
    not_now="Pas tout de suite\u00a0: ",
    me="Moi",
    notice="Vos informations sont enregistrées par {} pour vous aider à vous déplacer. "
    "Elles restent dans l’ordinateur du conseiller. "
    "Vous pouvez les lire, les corriger ou les faire effacer",
    notice_contact="\u00a0: {}",
    notice_end=". Réclamation\u00a0: cnil.fr.",
    step_outline="Étape {}\u00a0: {}",
)

PERSON_SENTENCES = {"fr": FRENCH}


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSentences:
    """The fixed sentences of the information notice, in one language; `{}` receives a value."""

    code: str
    title: str
    document: str
    controller: str
    purposes: str
    legal_basis: str
    required: str
    optional: str
    recipients: str
    retention: str
    place: str
    place_answer: str
    rights: str
    rights_list: tuple[str, ...]
    asking: str
    officer: str
    delay: str
    complaint: str
    receipt: str
    my_name: str
    date: str
    my_signature: str
    version: str
    law: str


NOTICE_FRENCH = NoticeSentences(
    code="fr-FR",
    title="Vos informations et vos droits",
    document="Notice d’information, {}",
    controller="Qui garde vos informations\u202f?",
    purposes="Pour quoi faire\u202f?",
    legal_basis="De quel droit\u202f?",
    required="Ce que vous devez donner",
    optional="Ce que vous pouvez ne pas donner",
    recipients="Qui peut les lire\u202f?",
    retention="Combien de temps\u202f?",
    place="Où sont-elles\u202f?",
    place_answer="Elles restent dans l’ordinateur protégé de la structure. "
    "Elles ne partent pas hors de l’Union européenne. "
    "Aucune machine ne décide à votre place.",
    rights="Vous pouvez, sans payer\u00a0:",
    rights_list=(
        "lire vos informations et en avoir une copie",
        "les corriger",
        "les faire effacer",
        "demander de ne plus les utiliser, pour un temps ou pour toujours",
        "changer d’avis sur le partage, à tout moment",
    ),
    asking="À qui le demander\u202f?",
    officer="Protection des données\u00a0: {}",
    delay="Nous répondons en un mois au plus.",
    complaint="Vous n’êtes pas d’accord avec notre réponse\u202f? Vous pouvez écrire à la CNIL\u00a0: cnil.fr.",
    receipt="J’ai reçu cette notice et on me l’a expliquée.",
    my_name="Mon nom",
    date="Date",
    my_signature="Ma signature",
    version="Version {}. ",
    law="Règlement général sur la protection des données, articles 12 à 14.",
)

NOTICE_SENTENCES = {"fr": NOTICE_FRENCH}

NOT_SHARED = "Partage refusé"
NOT_SHARED_DETAIL = (
    "La personne n’a pas donné son accord pour transmettre ces informations. "
    "Ce document ne contient donc rien d’autre. Son accompagnement continue normalement."
)
HEALTH_NOT_PRINTED = "Le domaine de la santé n’est pas imprimé."
