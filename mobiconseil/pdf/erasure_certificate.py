"""« Certificat d’effacement »: what was erased, where, and what is still to come from the other laptops."""

from __future__ import annotations

from functools import partial

from mobiconseil.pdf.blocks import bullets, signature
from mobiconseil.pdf.document import Paper, dated, print_paper
from mobiconseil.pdf.layout import Columns, Gap
from mobiconseil.pdf.office import Story, facts, head, section
from mobiconseil.pdf.styles import BODY, SMALL
from mobiconseil.pdf.text import Text
from mobiconseil.services.papers.exchanges import ErasureCertificateData

_READING = BODY.but(size=11, leading=15.5)
_ERASED = (
    "La fiche, la situation, les diagnostics, les plans, le suivi, les orientations et les demandes d’aide.",
    "L’historique des modifications, les brouillons, les résultats de recherche.",
    "Ce que contenaient les copies de sécurité de ce poste.",
)
_KEPT = (
    "Une empreinte de 16 octets, qui ne dit rien de la personne et empêche son dossier de revenir.",
    "La date de l’effacement et le nom de l’agent qui l’a fait.",
    "MobiConseil ne peut rien sur les documents imprimés et les fichiers remis à l’extérieur\u00a0: "
    "la structure en répond.",
)


_BY_HAND = "Personne et numéro du dossier, à écrire à la main\u00a0: MobiConseil ne les connaît plus."


def render(data: ErasureCertificateData) -> bytes:
    """Print the certificate."""
    paper = Paper(
        title=dated("Certificat d’effacement, {}", data.date),
        author=data.letterhead.structure,
        foot="Ce certificat n’est gardé nulle part dans MobiConseil. Règlement (UE) 2016/679, article\u00a017.",
    )
    return print_paper(paper, partial(build_story, data))


def build_story(data: ErasureCertificateData) -> Story:
    """Return the blocks of the certificate in reading order."""
    return [
        head("Certificat d’effacement", f"{data.date}.", data.letterhead),
        Gap(10),
        *([] if data.person else [signature(_BY_HAND, SMALL, room=28), Gap(10)]),
        facts(_facts(data)),
        *section("Ce qui a été effacé, pour toujours", bullets(_ERASED, _READING)),
        *section("Ce qui est gardé", bullets(_KEPT, _READING)),
        *section("Les sauvegardes sur clé", Text(_absent(data), _READING)),
        *section("Les autres postes de l’équipe", Text(_others(data), _READING)),
        Gap(18),
        Columns([(signature(label, SMALL, room=34), 0.0) for label in ("Fait à", "Le", "Signature")], gap=18),
    ]


def _facts(data: ErasureCertificateData) -> list[tuple[str, str]]:
    return [
        ("Dossier", data.person),
        ("Référence", data.reference),
        ("Effacé le", data.erased_at),
        ("Effacé par", data.by),
        ("Sur le poste", data.laptop),
        ("Responsable", data.controller),
        ("Contact", data.data_protection_contact),
    ]


def _absent(data: ErasureCertificateData) -> str:
    if not data.absent_copies:
        return "Toutes les sauvegardes connues de ce poste ont été nettoyées."
    if not data.person:
        return (
            f"« {data.absent_copies} » attend d’être rebranchée\u00a0: ses sauvegardes peuvent encore contenir le "
            "dossier, chiffré. MobiConseil les nettoiera dès qu’elle le sera sur ce poste, la session ouverte."
        )
    return (
        f"« {data.absent_copies} » n’était pas branchée : ses sauvegardes contiennent encore le dossier, chiffré. "
        "MobiConseil les nettoiera dès qu’elle sera rebranchée sur ce poste et la session ouverte."
    )


def _others(data: ErasureCertificateData) -> str:
    if not data.waiting:
        if len(data.confirmed) > 1:
            return f"Tous les postes de l’équipe ont confirmé\u00a0: {', '.join(data.confirmed)}."
        return "Aucun autre poste n’a ce dossier à effacer."
    names = ", ".join(data.waiting)
    said = f"Confirmé par\u00a0: {', '.join(data.confirmed)}. " if data.confirmed else ""
    return said + (
        f"Ces postes effaceront le dossier en important le prochain fichier de l’équipe\u00a0: {names}. "
        "Chacun le confirmera par son propre fichier\u00a0: Échanges, Effacements."
    )
