"""Why an exchange cannot be done, in final French: what happened, that nothing changed, what to do."""

from __future__ import annotations

from mobiconseil.domain.exchange import Refused

_NO_FILE = "Aucun fichier n’a été préparé, rien n’a été modifié."
_NOTHING = "Rien n’a été modifié."

_SENTENCES = {
    "no-team": f"Ce poste ne fait partie d’aucune équipe. {_NO_FILE} Créez l’équipe ou rejoignez-la d’abord, "
    "ou préparez un fichier ouvert avec un code.",
    "not-in-team": "Ce poste n’est plus, ou pas encore, dans l’équipe\u00a0: les autres refuseraient son fichier. "
    f"{_NO_FILE} Faites d’abord confirmer ce poste par un poste référent.",
    "no-people": f"Aucune personne n’est choisie. {_NO_FILE} Choisissez au moins un dossier.",
    "no-recipient": f"Il manque le nom de la personne qui reçoit le fichier. {_NO_FILE} Le registre des échanges le "
    "garde\u00a0: indiquez-le.",
    "weak-code": f"Ce code est trop court pour protéger un dossier. {_NO_FILE} Prenez le code de cinq mots proposé.",
    "only-team": f"Le travail de l’équipe ne se donne qu’aux postes de l’équipe. {_NO_FILE} Pour quelqu’un d’autre, "
    "préparez le dossier d’une personne, l’annuaire ou des chiffres.",
    "only-figures": f"Seuls des chiffres anonymes se donnent à tout le monde. {_NO_FILE} Choisissez les postes de "
    "l’équipe, ou un code dit de vive voix.",
    "figures-for-all": f"Des chiffres anonymes ne se ferment pas\u00a0: tout le monde peut les lire. {_NO_FILE} "
    "Choisissez «\u00a0Tout le monde\u00a0».",
    "no-basis": f"Un dossier ne part pas hors de l’équipe sans l’accord de la personne. {_NO_FILE} Dites quel accord "
    "permet cet envoi.",
    "no-register": "Le registre des échanges n’a pas pu être écrit\u00a0: aucun fichier n’a été préparé, car un envoi "
    "sans trace n’est pas permis. Rien n’est perdu. Vérifiez qu’il reste de la place sur ce poste, puis réessayez.",
    "nothing-new": f"Vos collègues ont déjà tout reçu, d’après leurs derniers fichiers. {_NO_FILE} "
    "Pour leur donner quand même un fichier, choisissez «\u00a0Tout le travail de l’équipe\u00a0».",
    "gone": "Une des personnes choisies n’est plus dans le dossier de travail. "
    f"{_NO_FILE} Choisissez de nouveau les personnes.",
    "other-team": f"Ce fichier est le travail d’une autre équipe. {_NOTHING} Demandez à la personne de préparer "
    "plutôt le dossier, ou l’annuaire, qui vous intéresse.",
    "unknown-sender": f"Ce fichier dit venir de votre équipe, d’un poste qu’elle ne connaît pas. {_NOTHING} "
    "Demandez à la personne si son poste a été confirmé\u00a0; sinon, prévenez votre référent.",
    "out-of-scope": f"Ce fichier contient autre chose que ce qu’il annonce\u00a0: il est refusé en entier. {_NOTHING} "
    "N’ouvrez plus ce fichier et prévenez votre référent.",
    "changed": f"Le fichier ou le dossier de travail a changé depuis la vérification. {_NOTHING} "
    "Ouvrez de nouveau le fichier pour revoir ce qu’il change.",
    "nothing-to-undo": f"Cet import ne peut plus être annulé. {_NOTHING} Seul le dernier import s’annule, "
    "pendant 7 jours.",
    "no-copy": f"La copie faite avant cet import n’est plus là. {_NOTHING} Corrigez à la main ce qui doit l’être, "
    "ou faites appel à votre référent.",
    "no-such-value": f"Cette valeur n’est plus celle du dossier. {_NOTHING} Revenez à la liste des choix en attente.",
    "no-such-erasure": f"Cet effacement n’est plus dans la liste. {_NOTHING} Rouvrez Échanges, Effacements.",
    "not-trashed": f"Un dossier s’efface pour toujours depuis la corbeille. {_NOTHING} Mettez-le d’abord à la "
    "corbeille.",
    "not-confirmed": f"Le numéro tapé n’est pas celui du dossier à effacer. {_NOTHING} Retapez le numéro du dossier.",
}


def refused(code: str) -> Refused:
    """Return the error to raise."""
    return Refused(code, _SENTENCES[code])


def alarm(sentence: str) -> Refused:
    """Return the refusal of a file that removes or changes much, when nobody said that it is wanted."""
    return Refused("too-many-changes", f"{sentence} {_NOTHING} Cochez que c’est voulu pour continuer.")


def without_consent(names: str) -> Refused:
    """Return the refusal of a file about people who did not agree."""
    return Refused(
        "no-consent",
        f"L’accord manque pour\u00a0: {names}. {_NO_FILE} Demandez l’accord et notez-le dans le dossier, "
        "ou retirez cette personne de l’envoi.",
    )
