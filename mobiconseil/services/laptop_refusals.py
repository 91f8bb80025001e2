"""Why something cannot be done with the team of laptops, in final French."""

from __future__ import annotations

from mobiconseil.domain.exchange import Refused

_NOTHING = "Rien n’a été modifié."

_SENTENCES = {
    "no-team": f"Ce poste ne fait partie d’aucune équipe. {_NOTHING} Créez une équipe ici, "
    "ou rejoignez celle d’un collègue avec une invitation.",
    "already-in-team": f"Ce poste fait déjà partie d’une équipe. {_NOTHING} "
    "Une invitation sert au nouveau poste : ouvrez-la là-bas.",
    "not-referent": f"Seul un poste référent peut faire cela. {_NOTHING} Faites-le sur le poste référent, "
    "ou nommez ce poste référent avec la feuille de secours.",
    "no-name": f"Il manque le nom du poste. {_NOTHING} Donnez-lui un nom simple, par exemple « Portable de Lucie ».",
    "too-long": f"Ce nom est trop long. {_NOTHING} Prenez 60 caractères au plus.",
    "wrong-sheet": f"Cette clé de secours n’est pas celle de l’équipe. {_NOTHING} "
    "Prenez la feuille rangée au coffre : la plus récente, s’il y en a plusieurs.",
    "other-sheet": f"Cette clé de secours n’ouvre pas ce poste. {_NOTHING} "
    "Tapez celle de la feuille imprimée à la création de ce dossier de travail.",
    "unknown-invitation": f"Cette demande répond à une invitation faite sur un autre poste. {_NOTHING} "
    "Ouvrez-la sur le poste qui a préparé l’invitation.",
    "invitation-used": f"Cette invitation a déjà servi à un autre poste. {_NOTHING} "
    "Préparez une nouvelle invitation pour celui-ci. Si vous n’attendiez qu’un poste, prévenez votre direction.",
    "invitation-expired": f"Cette invitation n’est plus valable : la date est dépassée. {_NOTHING} "
    "Demandez une nouvelle invitation. Si la date de cet ordinateur est fausse, corrigez-la d’abord.",
    "invitation-cancelled": f"Cette invitation a été annulée. {_NOTHING} Préparez une nouvelle invitation.",
    "already-confirmed": f"Ce poste fait déjà partie de l’équipe : rien à faire. {_NOTHING}",
    "revoked-key": f"Cette demande vient d’un poste retiré de l’équipe. {_NOTHING} "
    "Si le poste est retrouvé, réinstallez-le, puis invitez-le comme un nouveau poste.",
    "other-team": f"Cette demande est pour une autre équipe. {_NOTHING} Vérifiez le fichier choisi.",
    "forged": f"La signature de ce fichier ne correspond pas au poste qu’il nomme. {_NOTHING} "
    "N’ouvrez plus ce fichier et recommencez avec une nouvelle invitation.",
    "unknown-laptop": f"Ce poste n’est pas dans l’équipe. {_NOTHING} Rouvrez la liste des postes.",
    "own-laptop": f"Un poste ne se retire pas lui-même de l’équipe. {_NOTHING} Faites-le sur un autre poste référent, "
    "ou avec la feuille de secours sur un autre poste.",
    "referent-needs-sheet": f"Ce poste est référent : seule la feuille de secours permet de le retirer. {_NOTHING} "
    "Sortez la feuille du coffre et tapez la clé.",
    "sheet-of-team": f"La feuille de secours est celle de toute l’équipe. {_NOTHING} "
    "Refaites-la sur un poste référent : les autres postes la suivront.",
    "no-request": f"Ce poste n’attend aucune confirmation. {_NOTHING}",
    "team-full": f"L’équipe compte déjà 24 postes, le maximum. {_NOTHING}",
}


def refused(code: str) -> Refused:
    """Return the error to raise."""
    return Refused(code, _SENTENCES[code])
