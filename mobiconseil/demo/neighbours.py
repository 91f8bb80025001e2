"""People of the canton whose files are well under way."""

from __future__ import annotations

from mobiconseil.demo.story import (
    Check,
    Fact,
    Held,
    Hurdle,
    Paper,
    Person,
    Planned,
    Said,
    Todo,
    Visit,
    Way,
    notice_and_sharing,
)
from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.domain.beneficiary import (
    ArrivalChannel,
    ContactPreference,
    FileState,
    Household,
    Insurance,
    Licence,
    PrescriberKind,
    Vehicle,
)
from mobiconseil.domain.civility import Civility
from mobiconseil.domain.follow_up import AppointmentChannel, ContactKind, DocumentKind, DocumentMedium
from mobiconseil.domain.plan import StepHorizon, StepOrigin, StepState
from mobiconseil.domain.situation import ConsentKind, RenunciationKind, StatusSource, TravelMode, TripPurpose
from mobiconseil.domain.vocabulary import TriState

BALLOTS = "Mairie de Ballots"
CRAON = "Permanence de Craon"
RENAZE = "France services de Renazé"
COSSE = "Mairie de Cossé-le-Vivien"

SYLVIE = Person(
    civility=Civility.MADAME,
    first_name="Sylvie",
    last_name="Garnier",
    age=42,
    commune="Ballots",
    phone="+33639981234",
    entered=-23,
    state=FileState.UNDERWAY,
    prescriber=PrescriberKind.FRANCE_TRAVAIL,
    deadline=17,
    fields={
        "arrival": ArrivalChannel.PRESCRIBER,
        "prescriber_structure": "France Travail de Château-Gontier",
        "prescriber_name": "Jean Petit",
        "prescriber_phone": "+33261917001",
        "prescriber_request": "Embauche prévue à Craon, horaires du matin. Voiture en panne. Aide à la mobilité ?",
        "contact_preference": ContactPreference.SMS,
        "request": "Je commence à Craon à 7 h et je n’ai plus de voiture. Je ne veux pas perdre ce travail.",
        "analysed_need": "Un trajet de 12 km, tôt le matin, cinq jours par semaine, dès le {d17}. Aucun car ne "
        "convient : une location solidaire tient le délai, l’achat se prépare ensuite",
        "project": "Aide de cuisine, maison de retraite de Craon, dès le {d17}",
        "deadline_label": "Prise de poste à Craon",
        "licence_requested": TriState.NO,
        "household": Household.ALONE_CHILDREN,
        "children": 1,
        "youngest_child_age": 7,
        "mobility_budget": 120,
        "licence": Licence.CAR,
        "licence_year": 2006,
        "vehicle": Vehicle.CAR_BROKEN,
        "vehicle_detail": "Citadine de 2004, moteur hors service",
        "insurance": Insurance.YES,
        "bicycle": TriState.YES,
        "smartphone": TriState.YES,
    },
    statuses=(
        Held(code="ST01", since=-264, source=StatusSource.CERTIFICATE),
        Held(code="ST04", since=-200),
        Held(code="ST19"),
        Held(code="ST11"),
    ),
    trips=(
        Way(
            purpose=TripPurpose.WORK,
            origin="Ballots",
            destination="Maison de retraite",
            commune="Craon",
            km=12,
            minutes=14,
            leave="6:50",
            back="14:30",
        ),
        Way(
            purpose=TripPurpose.CHILDREN,
            origin="Ballots",
            destination="École de son fils",
            commune="Ballots",
            km=0.6,
            minutes=8,
            days="1101100",
            leave="8:20",
            back="16:30",
            mode=TravelMode.WALK,
        ),
    ),
    gave_up=(RenunciationKind.JOB,),
    kept=(RenunciationKind.TRAINING, RenunciationKind.CARE, RenunciationKind.PAPERWORK),
    hurdles=(
        Hurdle("M1", 3),
        Hurdle("T2", 3, "Aucun car avant 8 h 30"),
        Hurdle("F1", 2, "Budget : 120 € par mois"),
        Hurdle("S1", 1, "Garde de son fils le matin", "Sa voisine peut l’accueillir dès 6 h 30"),
    ),
    agreements=notice_and_sharing(-10),
    checks=(
        Check(
            day=-10,
            form=AssessmentForm.FULL,
            place="Ballots",
            minutes=50,
            words="Je commence à Craon à 7 h et je n’ai plus de voiture.",
            felt=5,
            levels="44333 4444 2221s 3333 444433 00232 444 4444 1232 ssss 324332 1003",
            comments={"D6.1": "Voiture déclarée non réparable.", "D12.2": "Premier car à 8 h 30."},
            observed=("D2.1", "D7.1", "D8.2"),
        ),
    ),
    plan=Planned(
        day=-1,
        goal="Aller travailler à Craon, à partir du {d17}",
        place="Ballots",
        steps=(
            Todo(
                title="Je réserve la voiture de location.",
                who="Sylvie, avec Claire",
                place="AutoRelais, 4 rue de la Gare, à Craon",
                phone="+33261915510",
                papers="",
                due=3,
                service="F4-01",
                cost="environ 110 € par mois",
                state=StepState.STARTED,
                origin=StepOrigin.PERSON,
            ),
            Todo(
                title="Je demande l’aide pour l’essence.",
                who="Sylvie. Claire envoie le dossier",
                papers="Attestation RSA et contrat de location",
                due=7,
                service="F3-04",
                cost="sans frais",
                origin=StepOrigin.ADVISER,
            ),
            Todo(
                title="J’essaie le trajet.",
                who="Sylvie et Claire",
                place="Départ de la mairie de Ballots",
                due=12,
                at="6:40",
                service="F1-08",
            ),
            Todo(
                title="Je prépare l’achat d’une voiture avec Claire.",
                who="Sylvie et Claire",
                place="Permanence de Craon",
                when="janvier",
                service="F1-10",
                horizon=StepHorizon.LATER,
            ),
        ),
    ),
    facts=(
        Fact(
            -23, ContactKind.PRESCRIPTION, "France Travail de Château-Gontier. Accord de partage signé.", None, "9:30"
        ),
        Fact(-22, ContactKind.CALL, "Rendez-vous fixé à Ballots. Notice expliquée.", 15),
        Fact(-15, ContactKind.CALL, "Voiture déclarée non réparable par le garage.", 10),
        Fact(-10, ContactKind.MEETING, "Diagnostic terminé. Projet cohérent avec ses horaires.", 50, "9:00", "Ballots"),
    ),
    visits=(
        Visit(0, "9:00", "Plan d’action", BALLOTS),
        Visit(12, "6:40", "Essai du trajet Ballots – Craon", "Devant la mairie de Ballots", 45),
    ),
    papers=(
        Paper(-10, DocumentKind.NOTICE),
        Paper(-10, DocumentKind.ASSESSMENT_REPORT, DocumentMedium.SAVED),
        Paper(-10, DocumentKind.SEEN, DocumentMedium.SEEN, "Attestation RSA, vue pendant l’entretien"),
        Paper(-1, DocumentKind.PROFESSIONAL_PLAN, DocumentMedium.SAVED),
    ),
)

LEA = Person(
    civility=Civility.MADAME,
    first_name="Léa",
    last_name="Chauvin",
    age=19,
    commune="Cossé-le-Vivien",
    phone="+33639982210",
    entered=-14,
    state=FileState.ASSESSMENT,
    prescriber=PrescriberKind.MISSION_LOCALE,
    fields={
        "prescriber_structure": "Mission locale, antenne de Craon",
        "request": "Loin, pour moi, c’est après Laval. Je veux travailler avec des enfants.",
        "project": "Formation petite enfance à Laval, en janvier",
        "household": Household.PARENTS,
        "licence": Licence.NONE,
        "vehicle": Vehicle.NONE,
        "bicycle": TriState.NO,
        "smartphone": TriState.YES,
    },
    statuses=(Held(code="ST06"), Held(code="ST07", since=-60), Held(code="ST11")),
    trips=(
        Way(
            purpose=TripPurpose.TRAINING,
            origin="Cossé-le-Vivien",
            destination="Centre de formation",
            commune="Laval",
            km=19,
            minutes=25,
            leave="8:10",
            back="17:15",
        ),
    ),
    hurdles=(Hurdle("M1", 2), Hurdle("C3", 1), Hurdle("P4", 2, "Laval, c’est loin")),
    agreements=(Said(ConsentKind.NOTICE, -3),),
    checks=(
        Check(
            day=-3,
            form=AssessmentForm.FULL,
            place="Cossé-le-Vivien",
            minutes=None,
            words="Loin, pour moi, c’est après Laval. Je veux travailler avec des enfants.",
            felt=4,
            finished=False,
            levels="43333 4333 232 3320 012112 01011 444 4443 - - - -",
            comments={"D3.1": "Lit l’horaire de la ligne vers Laval, pas les renvois."},
            observed=("D3.1", "D7.1"),
        ),
    ),
    facts=(
        Fact(-14, ContactKind.PRESCRIPTION, "Mission locale de Craon, pour une entrée en formation."),
        Fact(-3, ContactKind.MEETING, "Diagnostic commencé, 34 questions sur 54.", 40, "14:00", COSSE),
    ),
    visits=(Visit(0, "15:45", "Diagnostic, suite", COSSE),),
    papers=(Paper(-3, DocumentKind.NOTICE),),
)

YANIS = Person(
    civility=Civility.MONSIEUR,
    first_name="Yanis",
    last_name="Belkacem",
    age=23,
    commune="Renazé",
    phone="+33639987714",
    entered=-9,
    state=FileState.PRESCRIBED,
    prescriber=PrescriberKind.MISSION_LOCALE,
    fields={
        "prescriber_structure": "Mission locale, antenne de Renazé",
        "prescriber_request": "Cherche un emploi dans le paysage, sans permis, vit seul à Renazé.",
        "request": "Je voudrais travailler dans les espaces verts, mais sans permis on ne me prend pas.",
        "licence": Licence.NONE,
        "vehicle": Vehicle.NONE,
        "licence_requested": TriState.YES,
    },
    statuses=(Held(code="ST06"), Held(code="ST07", since=-120)),
    facts=(
        Fact(-9, ContactKind.PRESCRIPTION, "Mission locale de Renazé : premier diagnostic demandé."),
        Fact(-8, ContactKind.CALL, "Rendez-vous fixé à Ballots, il vient à vélo.", 10),
    ),
    visits=(Visit(0, "10:00", "Premier diagnostic, prescrit par la mission locale", BALLOTS, 60),),
)

AICHA = Person(
    civility=Civility.MADAME,
    first_name="Aïcha",
    last_name="Traoré",
    age=31,
    commune="Craon",
    phone="+33639986621",
    entered=-75,
    state=FileState.UNDERWAY,
    prescriber=PrescriberKind.CCAS,
    fields={
        "prescriber_structure": "CCAS de Craon",
        "request": "Emmener ma fille à la crèche et aller à ma formation à Château-Gontier.",
        "household": Household.ALONE_CHILDREN,
        "children": 1,
        "youngest_child_age": 2,
        "licence": Licence.NONE,
        "vehicle": Vehicle.NONE,
    },
    statuses=(Held(code="ST16", since=-40, until=140, source=StatusSource.CERTIFICATE), Held(code="ST19")),
    hurdles=(Hurdle("M1", 2), Hurdle("S1", 2)),
    agreements=notice_and_sharing(-70),
    checks=(
        Check(
            day=-68,
            place="Craon",
            felt=5,
            levels="43 33 23 32 01-1 01s 33 33 2 3 323 21",
        ),
    ),
    plan=Planned(
        day=-61,
        goal="Aller à ma formation à Château-Gontier, sans perdre la place à la crèche",
        place="Craon",
        steps=(
            Todo(
                title="Prendre la carte de car à tarif réduit", due=-40, state=StepState.DONE, done=-43, service="F3-09"
            ),
            Todo(
                title="Réserver le transport à la demande pour la crèche",
                due=5,
                state=StepState.STARTED,
                service="F6-02",
                phone="+33261914400",
            ),
            Todo(
                title="Préparer le code avec l’atelier du jeudi",
                due=26,
                service="F2-05",
                place="Maison de quartier, Craon",
            ),
        ),
    ),
    facts=(Fact(-30, ContactKind.CALL, "Le car convient le matin. Le retour du jeudi reste à trouver.", 15),),
    visits=(
        Visit(-61, "9:30", "Plan d’action", CRAON, 45, told="Plan d’action construit, trois étapes."),
        Visit(0, "11:15", "Point d’étape", "", 15, AppointmentChannel.PHONE),
    ),
    papers=(Paper(-61, DocumentKind.PERSON_PLAN),),
)

JEAN_LUC = Person(
    civility=Civility.MONSIEUR,
    first_name="Jean-Luc",
    last_name="Pottier",
    age=58,
    commune="Saint-Aignan-sur-Roë",
    phone="+33639983358",
    entered=-34,
    state=FileState.ASSESSMENT,
    prescriber=PrescriberKind.CAP_EMPLOI,
    fields={
        "prescriber_structure": "Cap emploi",
        "request": "Retrouver un travail assis, pas trop loin, sans conduire la nuit.",
        "household": Household.COUPLE,
        "licence": Licence.CAR,
        "licence_year": 1986,
        "vehicle": Vehicle.CAR,
        "insurance": Insurance.YES,
    },
    statuses=(Held(code="ST08"), Held(code="ST04", since=-400), Held(code="ST05"), Held(code="ST09", until=300)),
    hurdles=(Hurdle("F1", 1), Hurdle("P3", 2, "Ne conduit plus la nuit"), Hurdle("H1", 2, private=True)),
    agreements=notice_and_sharing(-17),
    checks=(
        Check(
            day=-17,
            place="Renazé",
            minutes=55,
            felt=6,
            form=AssessmentForm.FULL,
            levels="43232 4333 12110 2s2s 434321 34333 321 4333 2233 3332 223332 1012",
        ),
    ),
    facts=(Fact(-17, ContactKind.MEETING, "Diagnostic terminé. Restitution à faire.", 55, "14:00", RENAZE),),
    visits=(Visit(0, "14:00", "Restitution du diagnostic", RENAZE),),
)

PEOPLE = (SYLVIE, YANIS, AICHA, JEAN_LUC, LEA)
