"""Fields of any record in French: their names and their values, for the choices between two laptops."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any, Union, get_args, get_origin, get_type_hints

from mobiconseil.domain import typography
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.beneficiary_labels import field_label, field_text
from mobiconseil.domain.directory_labels import FIELD_LABELS
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.merge import Scalar
from mobiconseil.domain.vocabulary import Vocabulary

DELETED = "deleted"
NOTHING = "Non renseigné"
JOINED = frozenset({"note", "private_note", "text", "comment", "closing_note", "own_words"})
"""Notes: when two laptops wrote one each, both texts are kept."""

_RECORDS: Mapping[str, str] = {
    "Beneficiary": "Fiche",
    "Status": "Statut",
    "Trip": "Trajet",
    "Renunciation": "Renoncement",
    "Barrier": "Frein",
    "Consent": "Accord",
    "Assessment": "Diagnostic",
    "Rating": "Note du diagnostic",
    "Plan": "Plan",
    "Step": "Étape du plan",
    "Contact": "Contact",
    "Appointment": "Rendez-vous",
    "Recall": "Relance",
    "Document": "Document",
    "Structure": "Structure",
    "Adviser": "Conseiller",
    "Logo": "Logo",
    "Override": "Libellé",
    "Laptop": "Poste",
    "Mandate": "Accès à l’équipe",
    "Organisation": "Structure de l’annuaire",
    "Service": "Annuaire",
    "ServiceEdit": "Correction de l’annuaire",
    "DropIn": "Permanence",
    "ImportBatch": "Import de l’annuaire",
    "ColumnChoice": "Colonnes d’une source",
    "DropInDay": "Journée de permanence",
    "Answer": "Réponse",
    "Choice": "Choix d’une proposition",
    "Referral": "Orientation",
    "AidRequest": "Demande d’aide",
    "UnmetNeed": "Besoin sans solution",
    "LocalAid": "Aide de la structure",
    "RuleEntry": "Règle",
}
_FIELDS: Mapping[str, str] = {
    "deleted": "Suppression", "note": "Note", "private_note": "Note interne", "text": "Note de suivi",
    "comment": "Commentaire", "closing_note": "Note de clôture", "own_words": "Avec ses mots",
    "value": "Valeur", "state": "État", "kind": "Type", "code": "Code", "name": "Nom", "place": "Lieu",
    "at": "Date et heure", "due_on": "Pour le", "due_at": "Heure", "done_on": "Fait le", "start_on": "À partir du",
    "end_on": "Jusqu’au", "since": "Depuis le", "lifted_on": "Levé le", "given_on": "Donné le",
    "withdrawn_on": "Retiré le", "channel": "Moyen", "source": "Source", "position": "Rang", "reason": "Motif",
    "outcome": "Résultat", "duration_min": "Durée en minutes", "adviser": "Suivi par", "title": "Intitulé",
    "goal": "But", "agreed": "Accord sur le plan", "agreed_on": "Accord du", "started_on": "Commencé le",
    "finished_on": "Terminé le", "closed_on": "Clos le", "stage": "Moment", "form": "Questionnaire",
    "felt_autonomy": "Autonomie ressentie", "method": "Recueil", "rated_at": "Noté le", "item": "Item",
    "horizon": "Quand", "who": "Qui", "papers": "Papiers à réunir", "when_text": "Quand, en mots", "cost": "Coût",
    "phone": "Téléphone", "email": "Courriel", "address": "Adresse", "postal_code": "Code postal",
    "commune": "Commune", "wording": "Avec ses mots", "intensity": "Force", "means": "Moyens", "private": "Privé",
    "purpose": "Motif du trajet", "origin": "Origine", "destination": "Destination", "distance_km": "Distance en km",
    "days": "Jours", "leave_at": "Heure d’aller", "return_at": "Heure de retour", "mode": "Mode",
    "monthly_cost": "Coût par mois", "is_main": "Trajet principal", "sent_on": "Envoyé le",
    "answered_on": "Réponse du", "asked_on": "Demandé le", "decided_on": "Décidé le", "amount": "Montant",
    "asked_amount": "Montant demandé", "granted_amount": "Montant accordé", "cost_total": "Coût total",
    "organisation": "Structure", "service_name": "Service", "recipient_name": "Destinataire", "urgent": "Urgent",
    "requirements": "Demandes particulières", "availability": "Disponibilités", "holder": "Utilisé par",
    "active": "Actif", "first_name": "Prénom", "last_name": "Nom", "job_title": "Fonction", "hours": "Horaires",
    "tagline": "Sous-titre", "website": "Site internet", "retention_months": "Durée de conservation en mois",
    "detour_factor": "Détour par la route", "places": "Lieux de rendez-vous", "controller": "Responsable",
    "dpo_contact": "Contact pour les données", "legal_basis": "Base légale", "calendar": "Calendrier",
    "opened_at": "Ouverte le", "closed_at": "Close le",
    "opening_hours": "Horaires", "description": "Description", "conditions": "Conditions",
}  # fmt: skip


def record_word(cls: type[Any]) -> str:
    """Return what a record of this class is called."""
    return _RECORDS.get(cls.__name__, "Élément")


def field_word(cls: type[Any], name: str) -> str:
    """Return what a field is called; its own name when nobody gave it a French one."""
    if name == DELETED:
        return _FIELDS[DELETED]
    if cls is Beneficiary:
        return field_label(name) if name != "merged_into" else "Dossier réuni avec"
    if cls.__name__ in {"Service", "Organisation", "ServiceEdit"} and name in FIELD_LABELS:
        return FIELD_LABELS[name]
    return _FIELDS.get(name, name.replace("_", " "))


def value_word(
    cls: type[Any], name: str, value: Scalar, local: Callable[[datetime], datetime] = lambda moment: moment
) -> str:
    """Return a stored value as people read it; `local` gives a moment as the clock on the wall shows it."""
    if name == DELETED:
        return "À la corbeille" if value else "Gardé"
    if value in (None, ""):
        return NOTHING
    read = _read(get_type_hints(cls).get(name, str), value)
    if cls is Beneficiary and not isinstance(read, bytes):
        return field_text(name, read)
    return _said(name, local(read) if isinstance(read, datetime) else read)


def _read(hint: Any, value: Scalar) -> object:
    """Return the value of the domain that a stored value stands for, or the stored one if it is not understood."""
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(part for part in get_args(hint) if part is not type(None))
    if hint is RecordId or not isinstance(hint, type):
        return value
    try:
        if issubclass(hint, date | time):
            return hint.fromisoformat(str(value))
        return bool(value) if hint is bool else hint(str(value)) if issubclass(hint, Vocabulary) else value
    except ValueError:
        return value


def _said(name: str, value: object) -> str:
    for kind, said in _SAID:
        if isinstance(value, kind):
            return str(said(value))
    return typography.phone(str(value)) if name.endswith("phone") else str(value)


_SAID: tuple[tuple[Any, Callable[[Any], object]], ...] = (
    (Vocabulary, lambda value: value.label),
    (bool, lambda value: "Oui" if value else "Non"),
    (datetime, typography.when),
    (date, typography.short_date),
    (time, typography.hour),
    ((int, float), typography.number),
    (bytes, lambda value: "Un autre élément du dossier" if len(value) == 16 else "Une image"),
)
"""How a value of the domain is said, the narrowest type first."""
