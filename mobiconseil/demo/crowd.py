"""Thirty lighter files of the canton, so that lists, filters and searches have something to show."""

from __future__ import annotations

from collections.abc import Iterator

from mobiconseil.demo.story import Check, Fact, Held, Person, Planned, ToCall, Todo, Visit, notice_and_sharing
from mobiconseil.domain.beneficiary import FileState, Licence, PrescriberKind, Vehicle
from mobiconseil.domain.civility import Civility
from mobiconseil.domain.follow_up import ContactKind
from mobiconseil.domain.plan import StepState

_ROWS = """
M|Anthony|Bodin|24|Craon|contact|mission_locale|ST06|-2|-2|Aller à mes entretiens d’embauche.
Mme|Chloé|Lemaitre|22|Renazé|contact|elle_meme|ST06|-1|-1|Savoir si un car va à Laval le samedi.
M|Karim|Benali|33|Cossé-le-Vivien|prescrit|departement|ST01|-6|-5|Trouver comment aller en formation de soudeur.
Mme|Josiane|Peltier|71|Congrier|prescrit|ccas|ST08|-8|-8|Voir ma sœur à Craon une fois par semaine.
M|Loïc|Trottier|45|Ballots|accueilli|france_travail|ST04 ST05|-11|-6|Retravailler, de nuit.
Mme|Samira|Cherif|29|Craon|accueilli|siae|ST12 ST19|-13|-9|Déposer les enfants avant le chantier.
M|Théo|Guérin|18|La Selle-Craonnaise|en_diagnostic|mission_locale|ST06 ST07|-25|-8|Aller seul au lycée agricole.
Mme|Patricia|Rimbault|49|Livré-la-Touche|en_diagnostic|msa|ST24|-30|-15|Me rendre à mes rendez-vous à Château-Gontier.
M|Abdou|Ndiaye|27|Craon|en_diagnostic|siae|ST12 ST25|-22|-12|Arriver à l’heure au chantier.
Mme|Océane|Fouassier|20|Cuillé|en_diagnostic|mission_locale|ST06|-18|-10|Faire mon service civique à Cossé.
M|Bruno|Chevalier|55|Renazé|en_parcours|france_travail|ST08 ST04|-120|-25|Garder ma voiture.
Mme|Maëva|Houdin|26|Cossé-le-Vivien|en_parcours|mission_locale|ST04|-140|-32|Passer le permis.
M|José|Ferreira|47|Craon|en_parcours|employeur|ST14|-90|-18|Tenir les horaires du matin à l’usine.
Mme|Fatou|Diallo|35|Craon|en_parcours|departement|ST01 ST19|-110|-40|Aller aux soins de mon fils.
M|Kévin|Marchand|30|Pommerieux|en_parcours|siae|ST12|-75|-20|Prendre le chantier de Château-Gontier.
Mme|Nathalie|Jousse|51|Athée|en_parcours|cap_emploi|ST09 ST04|-160|-55|Faire des trajets courts sans fatigue.
M|Driss|El Amrani|39|Renazé|en_parcours|association|ST21 ST25|-100|-28|Comprendre les horaires du car.
Mme|Valérie|Cottereau|44|Saint-Aignan-sur-Roë|en_parcours|france_travail|ST04 ST11|-130|-60|Travailler le week-end.
M|Lucas|Planchenault|23|Senonnes|en_parcours|mission_locale|ST06|-60|-16|Avoir un scooter qui démarre.
Mme|Irène|Hunault|79|La Roë|en_parcours|ccas|ST08|-85|-45|Aller au marché de Craon.
M|Stéphane|Gasnier|41|Niafles|en_parcours|france_travail|ST05|-200|-100|Reprendre la conduite après trois ans.
Mme|Laetitia|Bourdais|37|Méral|en_parcours|elle_meme|ST13|-210|-110|Covoiturer vers Laval, j’ai peur de m’engager.
M|Marius|Popescu|32|Craon|en_pause|association|ST25|-170|-95|Faire reconnaître mon permis.
Mme|Élodie|Salmon|28|Quelaines-Saint-Gault|en_pause|mission_locale|ST19|-150|-70|Attendre la place en crèche.
M|Gérard|Houssin|66|Ballots|suivi_post|ccas|ST08|-320|-80|Aller à l’hôpital sans ambulance.
Mme|Sandrine|Morillon|46|Craon|sorti|siae|ST12|-400|-120|Avoir une voiture fiable.
M|Mickaël|Travers|34|Renazé|sorti|france_travail|ST04|-380|-140|Aller à Segré chaque jour.
Mme|Huguette|Leray|83|Congrier|en_parcours|ccas|ST08|-800|-690|Ne pas dépendre de mes voisins.
M|Pascal|Derouet|57|Athée|sorti|france_travail|ST05|-820|-700|Faire réparer ma voiture.
Mme|Corinne|Aubry|50|Livré-la-Touche|en_pause|msa|ST24|-760|-680|Aller aux formations agricoles.
"""

_LEVELS = (
    "43 33 22 43 123 011 43 43 1 3 323 11",
    "32 22 11 32 012 0ss 32 33 2 3 222 01",
    "44 43 33 44 444 223 44 44 2 4 333 12",
    "33 43 12 31 434 333 11 44 3 2 233 11",
)
_STEPS = (
    ("Prendre la carte de car à tarif réduit", "F3-09"),
    ("Essayer le trajet avec Claire", "F1-08"),
    ("Demander un devis au garage solidaire", "F5-01"),
    ("Réserver le transport à la demande", "F6-02"),
    ("Suivre l’atelier de préparation au code", "F2-05"),
    ("Louer un vélo électrique pour un mois", "F4-05"),
)
_QUIET = 60
"""Days without contact after which no date was set any more."""
_PLANNED = {FileState.UNDERWAY, FileState.PAUSED, FileState.AFTER, FileState.LEFT}


def _people() -> Iterator[Person]:
    for number, line in enumerate(_ROWS.strip().splitlines()):
        civility, first, last, age, commune, state, prescriber, statuses, entered, seen, words = (
            cell.strip() for cell in line.split("|")
        )
        yield _person(
            number,
            (civility, first, last, commune, words),
            (int(age), int(entered), int(seen)),
            (FileState(state), PrescriberKind(prescriber), tuple(statuses.split())),
        )


def _person(
    number: int,
    texts: tuple[str, str, str, str, str],
    days: tuple[int, int, int],
    codes: tuple[FileState, PrescriberKind, tuple[str, ...]],
) -> Person:
    (civility, first, last, commune, words), (age, entered, seen), (state, prescriber, statuses) = texts, days, codes
    middle = (entered + seen) // 2
    planned = state in _PLANNED
    return Person(
        civility=Civility.MADAME if civility == "Mme" else Civility.MONSIEUR,
        first_name=first,
        last_name=last,
        age=age,
        commune=commune,
        phone=f"+336399850{number + 10}" if age < 70 else f"+332619124{number + 10}",
        entered=entered,
        state=state,
        prescriber=prescriber,
        colleague=number % 5 == 4,
        fields={
            "request": words,
            "licence": Licence.NONE if number % 3 else Licence.CAR,
            "vehicle": Vehicle.NONE if number % 3 else Vehicle.CAR,
        },
        statuses=tuple(Held(code=code) for code in statuses),
        agreements=notice_and_sharing(middle, share=number % 4 != 0) if state is not FileState.CONTACT else (),
        checks=_checks(number, state, middle, commune),
        plan=_plan(number, middle, seen, words) if planned else None,
        facts=_facts(entered, seen),
        visits=_visits(number, state),
        calls=(ToCall(2 + number % 9, "Où en est la première étape ?", seen),) if number % 6 == 2 and planned else (),
    )


def _checks(number: int, state: FileState, day: int, commune: str) -> tuple[Check, ...]:
    levels = _LEVELS[number % len(_LEVELS)]
    if state in _PLANNED:
        return (Check(day=day, place=commune, felt=3 + number % 5, levels=levels),)
    if state is FileState.ASSESSMENT:
        begun = " ".join((*levels.split()[: 4 + number % 3], *["-"] * (8 - number % 3)))
        return (Check(day=day, place=commune, levels=begun, minutes=None, finished=False),)
    return ()


def _plan(number: int, day: int, seen: int, words: str) -> Planned:
    first, second = _STEPS[number % len(_STEPS)], _STEPS[(number + 2) % len(_STEPS)]
    done = number % 2 == 0
    return Planned(
        day=day,
        goal=words.rstrip("."),
        place="Craon",
        steps=(
            Todo(
                title=first[0],
                service=first[1],
                due=seen if done else None,
                state=StepState.DONE if done else StepState.STARTED,
                done=seen,
            ),
            Todo(title=second[0], service=second[1], due=7 + number % 20 if seen > -_QUIET else None),
        ),
    )


def _facts(entered: int, seen: int) -> tuple[Fact, ...]:
    first = Fact(entered, ContactKind.CALL, "Premier contact : la demande est notée.", 10)
    if seen <= entered:
        return (first,)
    return (first, Fact(seen, ContactKind.MEETING, "Point sur la situation.", 30, "11:00"))


def _visits(number: int, state: FileState) -> tuple[Visit, ...]:
    if state is FileState.WELCOMED or (state is FileState.UNDERWAY and number % 4 == 0):
        return (Visit(5 + number % 12, "10:00", "Point d’étape", "Permanence de Craon", 30),)
    return ()


PEOPLE = tuple(_people())
