"""People to call back, and those whose plan is being made or was finished."""

from __future__ import annotations

from mobiconseil.demo.neighbours import BALLOTS, COSSE, CRAON
from mobiconseil.demo.story import (
    Check,
    Fact,
    Held,
    Hurdle,
    Paper,
    Person,
    Planned,
    ToCall,
    Todo,
    Visit,
    notice_and_sharing,
)
from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.domain.beneficiary import FileState, Household, Insurance, Licence, PrescriberKind, Vehicle
from mobiconseil.domain.civility import Civility
from mobiconseil.domain.follow_up import ContactKind, DocumentKind
from mobiconseil.domain.plan import StepState
from mobiconseil.domain.vocabulary import TriState

_DONE = StepState.DONE

DYLAN = Person(
    civility=Civility.MONSIEUR,
    first_name="Dylan",
    last_name="Fournier",
    age=21,
    commune="Cossé-le-Vivien",
    phone="+33639984017",
    entered=-96,
    state=FileState.UNDERWAY,
    prescriber=PrescriberKind.MISSION_LOCALE,
    fields={
        "request": "Passer le permis pour travailler à la menuiserie de Craon.",
        "licence": Licence.THEORY,
        "vehicle": Vehicle.MOPED,
        "licence_requested": TriState.YES,
        "household": Household.PARENTS,
    },
    statuses=(Held(code="ST06"), Held(code="ST07", since=-150), Held(code="ST04", since=-100)),
    hurdles=(Hurdle("F2", 2), Hurdle("M1", 1)),
    agreements=notice_and_sharing(-90),
    checks=(Check(day=-90, place="Cossé-le-Vivien", felt=6, levels="44 33 22 43 13-0 133 44 43 1 4 333 11"),),
    plan=Planned(
        day=-82,
        goal="Avoir mon permis avant l’été",
        place="Cossé-le-Vivien",
        steps=(
            Todo(title="Faire réviser mon scooter", due=-60, state=_DONE, done=-64, service="F5-01"),
            Todo(title="Obtenir le code", due=-30, state=_DONE, done=-33, service="F2-05"),
            Todo(title="M’inscrire à l’auto-école sociale", due=-3, state=StepState.WAITING, service="F2-07"),
            Todo(
                title="Demander l’aide de la région",
                due=19,
                service="F3-01",
                papers="Devis et justificatif de domicile",
            ),
        ),
    ),
    facts=(
        Fact(-96, ContactKind.PRESCRIPTION, "Mission locale de Craon."),
        Fact(-82, ContactKind.MEETING, "Plan d’action construit.", 45, "11:00", COSSE),
        Fact(-33, ContactKind.SMS, "Code obtenu."),
        Fact(-21, ContactKind.CALL, "Dossier déposé à l’auto-école sociale, réponse attendue.", 15),
    ),
    calls=(ToCall(-4, "Réponse auto-école sociale", -21),),
    papers=(Paper(-82, DocumentKind.PERSON_PLAN),),
)

MONIQUE = Person(
    civility=Civility.MADAME,
    first_name="Monique",
    last_name="Royer",
    age=67,
    commune="Congrier",
    phone="+33261912208",
    entered=-48,
    state=FileState.UNDERWAY,
    prescriber=PrescriberKind.CCAS,
    fields={
        "request": "Faire mes courses à Renazé sans attendre ma voisine.",
        "household": Household.ALONE,
        "licence": Licence.NONE,
        "vehicle": Vehicle.NONE,
        "easy_reading": TriState.YES,
    },
    statuses=(Held(code="ST08"),),
    hurdles=(Hurdle("T1", 2), Hurdle("C6", 1)),
    agreements=notice_and_sharing(-40),
    checks=(Check(day=-40, place="Congrier", felt=4, levels="42 32 11--1 32 ss-s 1ss 20 43 3 3 233 112"),),
    plan=Planned(
        day=-36,
        goal="Aller faire mes courses le mardi",
        place="Congrier",
        steps=(
            Todo(title="M’inscrire au transport à la demande", due=-28, state=_DONE, done=-29, service="F6-02"),
            Todo(title="Essayer le trajet du mardi", due=4, service="F1-08", phone="+33261914400"),
        ),
    ),
    facts=(
        Fact(-36, ContactKind.VISIT, "Plan d’action construit chez elle.", 60),
        Fact(-15, ContactKind.CALL, "Inscription reçue, elle hésite à appeler.", 10),
    ),
    calls=(ToCall(-1, "A-t-elle essayé le transport à la demande ?", -15),),
)

MOHAMED = Person(
    civility=Civility.MONSIEUR,
    first_name="Mohamed",
    last_name="Haddad",
    age=36,
    commune="Craon",
    phone="+33639987135",
    entered=-160,
    state=FileState.UNDERWAY,
    prescriber=PrescriberKind.DEPARTMENT,
    fields={
        "prescriber_structure": "Département, équipe insertion de Craon",
        "request": "Le permis, pour les chantiers autour de Laval.",
        "household": Household.COUPLE_CHILDREN,
        "children": 2,
        "licence": Licence.LEARNING,
        "vehicle": Vehicle.NONE,
        "licence_requested": TriState.YES,
    },
    statuses=(Held(code="ST01", since=-500), Held(code="ST25")),
    hurdles=(Hurdle("F2", 2), Hurdle("C4", 1)),
    agreements=notice_and_sharing(-150),
    checks=(
        Check(day=-150, place="Craon", felt=3, levels="32 21 11 31 01-0 1ss 32 22-1 1 4 223 21"),
        Check(day=-40, place="Craon", felt=6, levels="43 33 33 32 13-1 1ss 43 33-2 2 4 333 21"),
    ),
    plan=Planned(
        day=-140,
        goal="Pouvoir aller sur les chantiers avec mon permis",
        place="Craon",
        steps=(
            Todo(title="Prendre la carte de car à tarif réduit", due=-130, state=_DONE, done=-132, service="F3-09"),
            Todo(title="Suivre le français du code", due=-70, state=_DONE, done=-64, service="F2-04"),
            Todo(title="Passer le code", due=-30, state=_DONE, done=-35, service="F2-05"),
            Todo(title="Compléter le dossier d’aide au permis", due=6, state=StepState.STARTED, service="F3-01"),
            Todo(title="Commencer les leçons de conduite", due=40, service="F2-07"),
        ),
    ),
    facts=(Fact(-10, ContactKind.CALL, "Il manque l’attestation de domicile.", 15),),
    visits=(Visit(-40, "10:00", "Deuxième diagnostic", CRAON, 60, told="Il prend seul le car de Laval."),),
    calls=(ToCall(0, "Dossier d’aide au permis", -10),),
)

EMILIE = Person(
    civility=Civility.MADAME,
    first_name="Émilie",
    last_name="Rousseau",
    age=27,
    commune="Quelaines-Saint-Gault",
    phone="+33639980562",
    entered=-300,
    state=FileState.AFTER,
    prescriber=PrescriberKind.FRANCE_TRAVAIL,
    fields={
        "request": "Tenir mon poste à Laval sans dépenser tout mon salaire.",
        "licence": Licence.CAR,
        "vehicle": Vehicle.CAR,
        "insurance": Insurance.YES,
    },
    statuses=(Held(code="ST14"),),
    agreements=notice_and_sharing(-290),
    checks=(
        Check(day=-290, place="Quelaines-Saint-Gault", felt=4, levels="44 33 22 42 44-2 110 44 44 1 4 333 11"),
        Check(day=-95, place="Quelaines-Saint-Gault", felt=8, levels="44 44 33 43 44-4 333 44 44 3 4 444 22"),
    ),
    plan=Planned(
        day=-280,
        goal="Aller travailler à Laval pour moins de 100 € par mois",
        place="Quelaines-Saint-Gault",
        steps=(
            Todo(
                title="Faire réparer ma voiture au garage solidaire", due=-260, state=_DONE, done=-262, service="F5-01"
            ),
            Todo(title="Trouver des passagers pour covoiturer", due=-200, state=_DONE, done=-190, service="F7-02"),
        ),
    ),
    facts=(Fact(-93, ContactKind.CALL, "Trois covoitureurs, 80 € par mois. Sortie du suivi.", 20),),
    calls=(ToCall(3, "Point à 3 mois", -93),),
)

NATALIA = Person(
    civility=Civility.MADAME,
    first_name="Natalia",
    last_name="Kovalenko",
    age=38,
    commune="Craon",
    phone="+33639985540",
    entered=-45,
    state=FileState.UNDERWAY,
    prescriber=PrescriberKind.ASSOCIATION,
    fields={
        "request": "Être libre d’aller au travail et aux cours de français.",
        "language": "ukrainien",
        "interpreter": TriState.YES,
        "licence": Licence.FOREIGN,
        "vehicle": Vehicle.NONE,
    },
    statuses=(Held(code="ST21", since=-700), Held(code="ST25"), Held(code="ST04", since=-30)),
    hurdles=(Hurdle("A1", 2, "Permis à échanger"), Hurdle("C4", 2)),
    agreements=notice_and_sharing(-35),
    checks=(Check(day=-28, place="Craon", felt=5, levels="43 43 22 42 22-3 0ss 43 11-3 2 4 323 22"),),
    plan=Planned(
        day=-7,
        goal="Aller seule au travail et aux cours de français",
        place="Craon",
        agreed=TriState.UNKNOWN,
        steps=(
            Todo(title="Demander l’échange de mon permis", due=10, service="F1-09", papers="Permis et titre de séjour"),
            Todo(title="Louer un vélo électrique pour l’hiver", due=6, service="F4-05"),
            Todo(title="Suivre l’atelier de culture de la mobilité", due=25, service="F2-03"),
            Todo(title="Essayer le car de Château-Gontier", due=13, service="F1-08"),
        ),
    ),
    facts=(Fact(-7, ContactKind.MEETING, "Quatre étapes prêtes, plan à signer.", 45, "10:00", CRAON),),
    visits=(Visit(4, "10:30", "Plan à signer", CRAON),),
)

PATRICK = Person(
    civility=Civility.MONSIEUR,
    first_name="Patrick",
    last_name="Gendron",
    age=52,
    commune="La Selle-Craonnaise",
    phone="+33639981952",
    entered=-26,
    state=FileState.UNDERWAY,
    prescriber=PrescriberKind.SELF,
    fields={
        "request": "Aller à l’usine de Cossé quand la voiture est chez le garagiste.",
        "licence": Licence.CAR,
        "vehicle": Vehicle.CAR,
        "insurance": Insurance.YES,
    },
    statuses=(Held(code="ST13"),),
    hurdles=(Hurdle("M2", 2), Hurdle("F1", 2)),
    agreements=notice_and_sharing(-20, share=False),
    checks=(
        Check(
            day=-4,
            place="Ballots",
            felt=6,
            form=AssessmentForm.FULL,
            levels="44333 4443 11-1 3322 444433 21213 321 4433 1112 3333 333333 0011",
        ),
    ),
    facts=(Fact(-4, ContactKind.MEETING, "Diagnostic terminé, cinq solutions à examiner.", 50, "9:00", BALLOTS),),
    visits=(Visit(6, "9:00", "Choisir les solutions", BALLOTS),),
)

PEOPLE = (DYLAN, MONIQUE, MOHAMED, EMILIE, NATALIA, PATRICK)
