"""Why a file is refused, in final French: what happened, that nothing changed, what to do."""

from __future__ import annotations

from mobiconseil.domain.exchange import Refused

_NOTHING = "Rien n’a été modifié sur ce poste."
_AGAIN = "Demandez un nouvel envoi à la personne qui l’a préparé."
_REPORT = "Demandez un nouvel envoi\u202f; si cela se répète, montrez ce message à votre référent."

SENTENCES = {
    "empty": f"Ce fichier est vide\u00a0: la copie n’est pas allée au bout. {_NOTHING} {_AGAIN}",
    "not-ours": f"Ce fichier n’est pas un fichier d’échange de MobiConseil. {_NOTHING} "
    "Choisissez un fichier qui se termine par «\u00a0.mobiconseil\u00a0».",
    "mangled": f"Ce fichier a été transformé en route, sans doute par une messagerie. {_NOTHING} "
    "Demandez qu’on vous l’envoie dans un dossier compressé (.zip), ou sur une clé USB.",
    "damaged": f"Ce fichier est abîmé ou incomplet\u00a0: clé retirée trop tôt, ou envoi coupé. {_NOTHING} {_AGAIN}",
    "too-big": f"Ce fichier dépasse la taille permise. {_NOTHING} Demandez un envoi plus petit, "
    "par exemple seulement ce qui manque à ce poste.",
    "newer": f"Ce fichier vient d’une version plus récente de MobiConseil. {_NOTHING} "
    "Mettez à jour MobiConseil sur ce poste, puis ouvrez de nouveau le fichier.",
    "wrong-key": f"Ce fichier n’est pas destiné à ce poste\u00a0: il ne peut pas être lu ici. {_NOTHING} "
    "Demandez un envoi qui compte ce poste parmi ses destinataires.",
    "wrong-code": f"Ce code n’ouvre pas ce fichier. {_NOTHING} "
    "Faites-vous redire le code mot par mot, puis tapez-le de nouveau.",
    "code-needed": f"Ce fichier s’ouvre avec un code donné de vive voix. {_NOTHING} "
    "Demandez le code à la personne qui a préparé le fichier, puis tapez-le.",
    "no-code": f"Ce fichier ne s’ouvre pas avec un code\u00a0: il est fermé pour les postes d’une équipe. {_NOTHING} "
    "Ouvrez-le sans code sur un poste de l’équipe.",
    "memory": f"Cet ordinateur n’a pas assez de mémoire libre pour ouvrir ce fichier. {_NOTHING} "
    "Fermez d’autres programmes, puis réessayez.",
    "forged": f"La signature de ce fichier est fausse\u00a0: son contenu n’est pas celui que le poste a signé. "
    f"{_NOTHING} N’ouvrez plus ce fichier et prévenez votre référent.",
    "unknown-sender": f"Ce fichier vient d’un poste que votre équipe ne connaît pas. {_NOTHING} "
    "Si c’est un nouveau poste, confirmez-le d’abord dans la liste des postes.",
    "revoked-sender": f"Ce fichier vient d’un poste écarté de l’équipe, perdu ou volé. {_NOTHING} "
    "Ne l’ouvrez pas et prévenez votre référent.",
    "other-team": f"Ce fichier vient d’une autre équipe. {_NOTHING} "
    "Pour recevoir le dossier d’une personne, demandez un envoi fermé par un code.",
    "sender-mismatch": f"Ce fichier se dit écrit par un poste, mais un autre l’a signé. {_NOTHING} "
    "N’ouvrez plus ce fichier et prévenez votre référent.",
    "bomb": f"Ce fichier prendrait beaucoup trop de place une fois ouvert\u00a0: il n’est pas normal. {_NOTHING} "
    f"{_REPORT}",
    "statistics": f"Ce fichier ne contient que des chiffres anonymes\u00a0: il se lit, il ne s’importe pas. "
    f"{_NOTHING} Demandez un envoi du travail de l’équipe.",
    "not-a-package": f"Ce fichier n’est pas un envoi de travail\u00a0: il sert à réunir des postes. {_NOTHING} "
    "Ouvrez-le dans la liste des postes.",
    "other-content": f"Ce fichier n’est pas celui qui est attendu ici. {_NOTHING} "
    "Vérifiez son nom avec la personne qui l’a préparé, puis choisissez le bon fichier.",
    "content": f"Ce fichier est bien signé, mais son contenu n’est pas valide. Il est refusé en entier. {_NOTHING} "
    f"{_REPORT}",
    "unwritable": "Une donnée de ce poste ne peut pas être écrite dans un fichier d’échange\u00a0: "
    "un texte est trop long ou contient un caractère interdit. Aucun fichier n’a été écrit, rien n’a été modifié. "
    "Raccourcissez ce texte, puis refaites l’envoi.",
    "recipient": "La clé d’un des postes destinataires n’est pas valide. Aucun fichier n’a été écrit, "
    "rien n’a été modifié. Écartez ce poste de la liste, puis invitez-le de nouveau.",
    "outgrown": "Cet envoi dépasse la taille permise pour un fichier d’échange. Aucun fichier n’a été écrit, "
    "rien n’a été modifié. Envoyez seulement ce qui manque à chaque poste, ou une partie des dossiers.",
}
"""The final sentence of each reason."""


def refusal(code: str, detail: str = "") -> Refused:
    """Return the error to raise; `detail` is for developers and names no content of the file."""
    error = Refused(code, SENTENCES[code])
    if detail:
        error.add_note(detail)
    return error
