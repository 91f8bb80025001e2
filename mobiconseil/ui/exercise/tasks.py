"""What the guided exercise asks to do, once each, in any order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

NAME = "Exercice guidé (10\u00a0minutes)"
PERSON = "Sylvie Garnier"
"""Whose plan is agreed, in the demonstration."""


class Task(StrEnum):
    """One gesture of every day."""

    FILE = "dossier"
    ADVICE = "preconisations"
    STEP = "etape"
    PAPER = "papier"
    RATING = "note"
    MAP = "carte"
    HELP = "aide"


@dataclass(frozen=True, slots=True)
class Words:
    """A task in words: what to do, and by which gesture."""

    title: str
    how: str


WORDS = {
    Task.FILE: Words(
        "Ouvrir le dossier de Sylvie Garnier",
        "Ctrl\u00a0K, tapez «\u00a0gar\u00a0», puis Entrée. La recherche ne demande ni accents ni majuscules.",
    ),
    Task.ADVICE: Words(
        "Regarder ses préconisations",
        "Ctrl\u00a0Tab, jusqu’à l’onglet Préconisations. ↓ parcourt les lignes\u00a0: à droite, chacune dit pourquoi "
        "elle est là.",
    ),
    Task.STEP: Words(
        "Ajouter une étape à son plan",
        "Ctrl\u00a0Tab, onglet Plan d’action, puis Ctrl\u00a0E. Écrivez «\u00a0Je…\u00a0». Rien à enregistrer\u00a0: "
        "c’est fait.",
    ),
    Task.PAPER: Words(
        "Imprimer son plan",
        "Ctrl\u00a0P, toujours dans le plan. Sans imprimante, PDF, sous l’aperçu, l’enregistre où vous dites.",
    ),
    Task.RATING: Words(
        "Noter une réponse",
        "Ctrl\u00a0K, «\u00a0chauvin\u00a0», Entrée, puis l’onglet Diagnostic. Une touche de 0 à 4, avec ou sans Maj, "
        "note et passe à la suite.",
    ),
    Task.MAP: Words(
        "Voir les services sur la carte",
        "Alt\u00a04, avec ou sans Maj. La carte part du domicile du dossier que vous venez d’ouvrir.",
    ),
    Task.HELP: Words(
        "Lire une page d’aide",
        "F1, sur n’importe quel écran. Échap la referme.",
    ),
}
