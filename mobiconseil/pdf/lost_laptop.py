"""« Ordinateur perdu ou volé »: what to do, in order, with room to note that it was done."""

from __future__ import annotations

from functools import partial
from typing import Any

from mobiconseil.pdf.blocks import Disc, bullets, signature
from mobiconseil.pdf.document import Paper, dated, print_paper
from mobiconseil.pdf.layout import Columns, Gap, Stack
from mobiconseil.pdf.office import Story, facts, head, section, table
from mobiconseil.pdf.styles import BODY, SMALL
from mobiconseil.pdf.text import Block, Text
from mobiconseil.services.papers.lost_laptop import LostLaptopData

_READING = BODY.but(size=10.5, leading=14.5)
_LOCKED = (
    "S’il était éteint ou verrouillé\u00a0: sans la phrase de passe, rien ne peut être lu.",
    "S’il était ouvert\u00a0: qui l’a pris pouvait lire les dossiers jusqu’au verrouillage.",
    "Retirer le poste de l’équipe n’efface rien dessus. Il ne peut plus ouvrir les nouveaux envois, "
    "et les siens sont refusés.",
)
_FOUND = (
    "Ne l’ouvrez pas dans l’équipe\u00a0: il en reste retiré.",
    "Faites vérifier la machine, réinstallez MobiConseil, puis invitez-la comme un nouveau poste.",
)


def render(data: LostLaptopData) -> bytes:
    """Print the procedure."""
    paper = Paper(
        title=dated("Ordinateur perdu ou volé, {}", data.date),
        author=data.letterhead.structure,
        foot="À afficher ou à garder avec la feuille de secours.",
    )
    return print_paper(paper, partial(build_story, data))


def build_story(data: LostLaptopData) -> Story:
    """Return the blocks of the procedure in reading order."""
    return [
        head("Ordinateur perdu ou volé", "Que faire, dans l’ordre.", data.letterhead),
        Gap(8),
        facts(_facts(data)),
        *section("Tout de suite", *_steps(_first(data), 1)),
        *section("Dans les 72 heures", *_steps(_then(data), 1 + len(_first(data)))),
        *section("Ce que l’on peut lire dessus", bullets(_LOCKED, _READING)),
        *section("S’il est retrouvé", bullets(_FOUND, _READING)),
        *section("Ce qui a été fait", _done(), room=100),
        *_team(data),
    ]


def _facts(data: LostLaptopData) -> list[tuple[str, str]]:
    return [
        ("Poste perdu", data.lost or "…………………………………………………………………………"),
        ("Perdu ou volé le", "…………………………  à  …………………"),
        ("Constaté par", "…………………………………………………………………………"),
        ("Il était", "éteint  ·  verrouillé  ·  ouvert  ·  on ne sait pas  (entourez)"),
    ]


def _first(data: LostLaptopData) -> tuple[str, ...]:
    warned = f"le poste référent\u00a0: {' ou '.join(data.referents)}" if data.referents else "un poste référent"
    return (
        f"Prévenez la direction et {warned}.",
        _set_aside(data),
        "Préparez un envoi du travail de l’équipe pour chaque poste qui reste, et faites-le importer\u00a0: "
        "c’est ainsi que les autres apprennent que ce poste est retiré.",
        "Si une phrase de passe était notée avec l’ordinateur, ou la session ouverte, changez-la sur les autres "
        "postes. Si la feuille de secours a disparu aussi, refaites-la\u00a0: Réglages, Sécurité.",
    )


def _set_aside(data: LostLaptopData) -> str:
    sheet = (
        "Sortez la feuille de secours du coffre. Sur un autre poste\u00a0: Échanges, Postes de l’équipe, "
        "«\u00a0Nommer référent avec la feuille\u00a0», puis «\u00a0Retirer de l’équipe\u00a0»."
    )
    if data.lost_is_referent:
        return f"Ce poste était référent. {sheet}"
    usual = (
        "Sur un poste référent\u00a0: Échanges, Postes de l’équipe, choisissez le poste, "
        "«\u00a0Retirer de l’équipe\u00a0»."
    )
    return (
        usual if data.lost else f"{usual} Si le poste perdu est le seul référent\u00a0: {sheet[0].lower()}{sheet[1:]}"
    )


def _then(data: LostLaptopData) -> tuple[str, ...]:
    who = f" ({data.controller})" if data.controller else ""
    contact = data.data_protection_contact
    return (
        "Portez plainte, et prévenez l’assurance. Gardez le récépissé avec cette feuille.",
        f"Le responsable des données{who} note l’incident dans son registre des violations de données"
        + (f", avec le délégué à la protection des données\u00a0: {contact}." if contact else "."),
        "S’il y a un risque pour les personnes suivies, il prévient la CNIL dans les 72 heures "
        "(RGPD, article\u00a033), et les personnes elles-mêmes si le risque est élevé (article\u00a034). "
        "Un poste verrouillé, avec une phrase de passe solide, rend ce risque faible\u00a0: "
        "c’est au responsable d’en juger et de l’écrire.",
    )


def _steps(sentences: tuple[str, ...], start: int) -> list[Block]:
    return [_step(number, sentence) for number, sentence in enumerate(sentences, start=start)]


def _step(number: int, sentence: str) -> Block:
    row = Columns([(Disc(str(number), diameter=19), 29), (Text(sentence, _READING), 0)], middle=True)
    row.spaceAfter = 5
    return row


def _team(data: LostLaptopData) -> list[Any]:
    if not data.laptops:
        return []
    heads = ("Poste", "Utilisé par", "Rôle", "Dernières nouvelles")
    return section("Les postes de l’équipe", table(heads, data.laptops, (182, 150, 80, 111)))


def _done() -> Block:
    rows = [
        Columns([(signature(label, SMALL, room=18), 0.0) for label in labels], gap=18)
        for labels in (("Poste retiré le", "Par", "Signature"), ("Plainte n°", "Registre, le", "CNIL, le"))
    ]
    return Stack([rows[0], Gap(4), rows[1]])
