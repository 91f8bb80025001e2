"""Makes the demonstration: the team, then everybody's story."""

from __future__ import annotations

from mobiconseil.demo import callbacks, cases, crowd, directory, more_cases, neighbours
from mobiconseil.demo.places import ADVISER, COLLEAGUE, STRUCTURE
from mobiconseil.demo.teller import StoryClock, Teller
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.session import Session

ADVISER_NAME = ("Claire", "Morin")
PASSPHRASE = "je decouvre mobiconseil avec des personnes imaginaires"
"""Known by everybody on purpose: nothing true is kept behind it."""

MARK = f"""DÉMONSTRATION DE MOBICONSEIL

Les personnes, les structures et les numéros de téléphone de ce dossier sont imaginaires.
N’y saisissez aucune information sur une vraie personne : la phrase de passe est connue de tous.

Conseillère : {" ".join(ADVISER_NAME)}
Phrase de passe : {PASSPHRASE}

Pour repartir de zéro : mobiconseil demo DOSSIER
"""

FEATURED = (neighbours.SYLVIE, *cases.PEOPLE, *more_cases.PEOPLE)
"""The people whose papers are worth printing all."""
PEOPLE = (*FEATURED, *neighbours.PEOPLE[1:], *callbacks.PEOPLE, *crowd.PEOPLE)


def fill(session: Session, clock: StoryClock) -> tuple[RecordId, ...]:
    """Write the fictional team and people into an empty base and return the files of the featured ones.

    `clock` is the clock of the session.
    """
    session.team.change_structure(**STRUCTURE)
    session.team.change_adviser(session.adviser.id, **ADVISER)
    colleague = session.team.add_adviser("", **COLLEAGUE)
    directory.fill(session, clock)
    return Teller(session, clock, colleague).tell(PEOPLE)[: len(FEATURED)]
