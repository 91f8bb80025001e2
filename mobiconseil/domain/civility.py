"""How to address a person, and the agreement of French sentences about them."""

from __future__ import annotations

import re

from mobiconseil.domain.vocabulary import Vocabulary, labels

_BRACES = re.compile(r"\{([^{}]*)\}")


class Civility(Vocabulary):
    """The title a person chose; none is a full answer."""

    MADAME = "madame"
    MONSIEUR = "monsieur"
    NONE = "none"


labels(Civility, {Civility.MADAME: "Mme", Civility.MONSIEUR: "M.", Civility.NONE: ""})


def agree(text: str, civility: Civility) -> str:
    """Return `text` with its braces resolved for the person.

    `seul{e}` gives seul, seule or seul(e); `{lui|elle}` gives lui, elle or "lui ou elle";
    `{Demandeur|Demandeuse|En demande}` gives its third form when no title was chosen.
    """
    return _BRACES.sub(lambda match: _form(match.group(1).split("|"), civility), text)


def _form(forms: list[str], civility: Civility) -> str:
    masculine, feminine = ("", forms[0]) if len(forms) == 1 else (forms[0], forms[1])
    if civility is Civility.MADAME:
        return feminine
    if civility is Civility.MONSIEUR:
        return masculine
    if len(forms) > 2:
        return forms[2]
    return f"{masculine} ou {feminine}" if masculine else f"({feminine})"
