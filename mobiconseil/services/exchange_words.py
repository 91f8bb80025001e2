"""The words of exchanges: kinds of files, parts, readers, checks, sides of a choice."""

from __future__ import annotations

from mobiconseil.domain.exchange import Scope
from mobiconseil.domain.exchange_report import Fresh
from mobiconseil.domain.typography import NBSP, count, number
from mobiconseil.domain.vocabulary import Vocabulary, labels

_PLURAL = 2
"""In French zero is singular."""


class FileKind(Vocabulary):
    """What the person chooses to export."""

    NEWS = "nouveautes"
    EVERYTHING = "tout"
    PEOPLE = "personnes"
    DIRECTORY = "annuaire"
    REFERENCE = "referentiel"
    STATISTICS = "statistiques"

    @property
    def scope(self) -> Scope:
        """Return what the file says that it holds."""
        return _SCOPES[self]


labels(
    FileKind,
    {
        FileKind.NEWS: "Ce qui manque à mes collègues",
        FileKind.EVERYTHING: "Tout le travail de l’équipe",
        FileKind.PEOPLE: "Le dossier d’une ou de plusieurs personnes",
        FileKind.DIRECTORY: "L’annuaire et les aides",
        FileKind.REFERENCE: "Le référentiel\u00a0: libellés, règles et aides de la structure",
        FileKind.STATISTICS: "Des chiffres anonymes",
    },
)

_SCOPES = {
    FileKind.NEWS: Scope.TEAM,
    FileKind.EVERYTHING: Scope.TEAM,
    FileKind.PEOPLE: Scope.PEOPLE,
    FileKind.DIRECTORY: Scope.DIRECTORY,
    FileKind.REFERENCE: Scope.REFERENCE,
    FileKind.STATISTICS: Scope.STATISTICS,
}


class FilePart(Vocabulary):
    """A part of one person's file that goes or stays."""

    SITUATION = "situation"
    ASSESSMENT = "diagnostic"
    PLAN = "plan"
    FOLLOW_UP = "suivi"
    REQUESTS = "demandes"


labels(
    FilePart,
    {
        FilePart.SITUATION: "Situation, trajets et freins",
        FilePart.ASSESSMENT: "Diagnostic",
        FilePart.PLAN: "Plan d’action et préconisations",
        FilePart.FOLLOW_UP: "Suivi\u00a0: contacts, rendez-vous, relances",
        FilePart.REQUESTS: "Orientations et demandes d’aide",
    },
)


class Recipient(Vocabulary):
    """Who can open the file."""

    TEAM = "equipe"
    CODE = "code"
    ANYBODY = "tous"


labels(
    Recipient,
    {
        Recipient.TEAM: "Les postes de l’équipe",
        Recipient.CODE: "Quelqu’un d’autre, avec un code dit de vive voix",
        Recipient.ANYBODY: "Tout le monde\u00a0: ce fichier n’a rien de personnel",
    },
)


class ConsentBasis(Vocabulary):
    """What allows one person's file to go outside the team."""

    SHARE_PRESCRIBER = "partage_prescripteur"
    SHARE_PARTNERS = "partage_partenaires"


labels(
    ConsentBasis,
    {
        ConsentBasis.SHARE_PRESCRIBER: "Accord de partage avec le prescripteur",
        ConsentBasis.SHARE_PARTNERS: "Accord de partage avec les partenaires du plan",
    },
)


class ExchangeWay(Vocabulary):
    """Which way a file went."""

    SENT = "envoi"
    TAKEN = "import"
    UNDONE = "annulation"


labels(
    ExchangeWay,
    {
        ExchangeWay.SENT: "Fichier préparé",
        ExchangeWay.TAKEN: "Fichier importé",
        ExchangeWay.UNDONE: "Import annulé",
    },
)


class LineState(Vocabulary):
    """How a line of the register ended."""

    STARTED = "commence"
    DONE = "fait"
    FAILED = "echec"


labels(
    LineState,
    {
        LineState.STARTED: "Interrompu\u00a0: rien ne dit que le fichier est parti",
        LineState.DONE: "Fait",
        LineState.FAILED: "Le fichier n’a pas pu être écrit",
    },
)


class FileCheck(Vocabulary):
    """A check that a file passed, shown as a chip."""

    ENCRYPTED = "chiffre"
    INTACT = "intact"
    KNOWN_SENDER = "poste_connu"
    CODE = "code"


labels(
    FileCheck,
    {
        FileCheck.ENCRYPTED: "Chiffré",
        FileCheck.INTACT: "Fichier intact",
        FileCheck.KNOWN_SENDER: "Poste de l’équipe",
        FileCheck.CODE: "Ouvert avec un code",
    },
)


class Side(Vocabulary):
    """Which value of a field is chosen."""

    HERE = "poste"
    FILE = "fichier"
    OTHER = "autre"
    WAIT = "plus_tard"


labels(
    Side,
    {
        Side.HERE: "De ce poste",
        Side.FILE: "Du fichier",
        Side.OTHER: "Autre valeur",
        Side.WAIT: "Décider plus tard",
    },
)


def fresh_figure(fresh: Fresh) -> tuple[int, str]:
    """Return 1 and « dossier nouveau avec 34 éléments, 2 autres éléments nouveaux »: the figure, then its words."""
    if not fresh.files:
        return fresh.others, "élément nouveau" if fresh.others < _PLURAL else "éléments nouveaux"
    files = "dossier nouveau" if fresh.files < _PLURAL else "dossiers nouveaux"
    held = f" avec {count(fresh.held, 'élément')}" if fresh.held else ""
    others = f", {count(fresh.others, 'autre élément nouveau', 'autres éléments nouveaux')}" if fresh.others else ""
    return fresh.files, f"{files}{held}{others}"


def fresh_words(fresh: Fresh) -> str:
    """Return « 1 dossier nouveau avec 34 éléments », or nothing when nothing is new."""
    figure, words = fresh_figure(fresh)
    return f"{number(figure)}{NBSP}{words}" if figure else ""
