"""Examples of the papers of professionals, with invented people."""

from __future__ import annotations

from builders_papers import APPOINTMENT, CLAIRE, LETTERHEAD
from mobiconseil.services.papers.assessment import (
    AssessmentReportData,
    BlankQuestionnaireData,
    LifeSpaceLine,
    ModeAnswer,
    ModeLine,
    QuestionDomain,
    QuestionItem,
    ReportDomain,
    ReportItem,
)
from mobiconseil.services.papers.common import Consent, Finding
from mobiconseil.services.papers.plans import (
    PrescriberSummaryData,
    ProfessionalPlanData,
    ProfessionalStep,
    Recommendation,
)
from mobiconseil.services.papers.security import InformationNoticeData, RecoverySheetData

DATE = "Vendredi 20\u00a0novembre 2026"

DOMAINS = (
    "Se repérer dans l’espace",
    "Gérer le temps et organiser ses trajets",
    "Prendre le bus, le car et le train",
    "S’informer et s’exprimer",
    "Se sentir en confiance",
    "Marcher et faire du vélo",
    "Payer ses déplacements",
    "Le permis et la conduite",
    "Disposer d’un véhicule",
    "Santé et déplacements",
    "Utiliser le téléphone et internet",
    "L’entourage et la famille",
)

ANSWERS = (
    "pas encore",
    "avec une personne à côté",
    "après préparation",
    "sur le trajet connu",
    "partout, même imprévu",
)


def professional_plan(**changes: object) -> ProfessionalPlanData:
    fields: dict[str, object] = {
        "letterhead": LETTERHEAD,
        "date": DATE,
        "adviser": CLAIRE,
        "file_code": "MC-2026-0042",
        "person_name": "Sylvie Garnier",
        "prescriber": "Mission locale, Jean Petit",
        "goal": "Aller travailler à Craon, à partir du lundi 7\u00a0décembre.",
        "expressed_demand": "«\u00a0Je veux passer le permis pour aller travailler.\u00a0»",
        "analysed_need": "Un trajet domicile-travail de 12\u00a0km, tôt le matin, dès le 7\u00a0décembre. "
        "Le permis répondra plus tard\u00a0; il faut une solution dans les 17\u00a0jours.",
        "steps": (
            ProfessionalStep(
                title="Réserver la voiture de location",
                who="Sylvie, avec Claire",
                service="AutoRelais Craonnais, location solidaire",
                place="4\u00a0rue de la Gare, 53400\u00a0Craon",
                phone="02\u00a061\u00a091\u00a055\u00a010",
                papers="permis, justificatif de domicile",
                due="lundi 23\u00a0novembre",
                state="En cours",
                cost="environ 110\u00a0€ par mois",
                origin="la personne",
            ),
            ProfessionalStep(
                title="Demander l’aide pour l’essence",
                who="Claire envoie le dossier",
                service="Action sociale du département",
                papers="attestation RSA, contrat de location",
                due="vendredi 27\u00a0novembre",
                state="À faire",
                cost="sans frais",
                origin="le conseiller",
            ),
            ProfessionalStep(
                title="Covoiturer avec un collègue",
                who="Sylvie",
                service="Covoiturage domicile-travail",
                due="mardi 10\u00a0novembre",
                state="Sans solution",
                unavailability="Trop loin\u00a0: aucun trajet à moins de 8\u00a0km.",
                origin="le conseiller",
                note="À reproposer en mars, après le changement d’équipe.",
            ),
        ),
        "later": ("En janvier, préparer l’achat d’une voiture avec Claire.",),
        "appointment": APPOINTMENT,
        "statuses": ("Bénéficiaire du RSA, depuis le 1er\u00a0mars 2026 (document vu)", "Demandeuse d’emploi inscrite"),
        "consent": "Partage avec le prescripteur\u00a0: accord donné le 20\u00a0novembre 2026, par écrit.",
    }
    return ProfessionalPlanData(**{**fields, **changes})  # type: ignore[arg-type]


def prescriber_summary(**changes: object) -> PrescriberSummaryData:
    fields: dict[str, object] = {
        "letterhead": LETTERHEAD,
        "date": DATE,
        "adviser": CLAIRE,
        "consent": Consent(
            granted=True, sentence="La personne a donné son accord écrit à ce partage le 20\u00a0novembre 2026."
        ),
        "prescriber": "Mission locale, Jean Petit",
        "file_code": "MC-2026-0042",
        "person_name": "Sylvie Garnier",
        "request": "«\u00a0Je veux passer le permis pour aller travailler.\u00a0»",
        "strengths": ("Lit seule une fiche horaire de car.", "Se déplace à pied de jour comme de nuit."),
        "to_work_on": ("Préparer un trajet avec une correspondance.",),
        "recommendations": (
            Recommendation(
                title="Location solidaire d’une voiture",
                detail="AutoRelais Craonnais, environ 110\u00a0€ par mois",
                due="lundi 23\u00a0novembre",
                state="En cours",
            ),
            Recommendation(title="Aide pour l’essence", due="vendredi 27\u00a0novembre", state="À faire"),
        ),
        "appointment": APPOINTMENT,
    }
    return PrescriberSummaryData(**{**fields, **changes})  # type: ignore[arg-type]


def _items(domain: int) -> tuple[ReportItem, ...]:
    return tuple(
        ReportItem(
            number=f"D{domain}.{index}",
            label=f"Savoir-faire numéro {index} de ce domaine",
            level="non évalué" if (domain, index) in {(4, 1), (4, 2)} else f"{(domain + index) % 5} sur 4",
            descriptor="" if (domain, index) in {(4, 1), (4, 2)} else ANSWERS[(domain + index) % 5],
            method="déclaré" if index % 2 else "observé",
            comment="Prend le car de 7\u00a0h\u00a010 chaque mardi, sans aide." if index == 2 else "",
            previous="1 sur 4" if index == 3 else "",
        )
        for index in range(1, 5)
    )


def _domain(index: int, label: str) -> ReportDomain:
    scores = {4: None, 8: None}
    score = scores.get(index, (index * 37) % 80 + 20)
    previous = None if score is None or index in {6, 7} else max(0, score - 15 + index)
    return ReportDomain(
        number=str(index),
        label=label,
        short_label=label,
        shown="incomplet (2/5)" if score is None else f"{score} sur 100",
        score=score,
        previous=previous,
        previous_shown="" if previous is None else f"{previous} sur 100",
        change="" if previous is None or score is None else f"{score - previous:+d} points",
        items=_items(index),
        health=index == 10,
    )


def assessment_report(**changes: object) -> AssessmentReportData:
    fields: dict[str, object] = {
        "letterhead": LETTERHEAD,
        "date": DATE,
        "adviser": "Claire Morin",
        "file_code": "MC-2026-0042",
        "person_name": "Sylvie Garnier",
        "form": "Diagnostic complet, 54\u00a0questions",
        "previous_date": "20\u00a0mai 2026",
        "request": "«\u00a0Je veux passer le permis pour aller travailler.\u00a0»",
        "felt_autonomy": "6 sur 10",
        "profile": "En route vers l’emploi",
        "domains": tuple(_domain(index, label) for index, label in enumerate(DOMAINS, start=1)),
        "blocking": (Finding(text="Aucun véhicule au foyer avant 8\u00a0heures."),),
        "supports": (
            Finding(text="Lit seule une fiche horaire de car."),
            Finding(text="Conduite possible sans fatigue.", health=True),
        ),
        "to_work_on": (Finding(text="Préparer un trajet avec une correspondance."),),
        "comparison": (Finding(text="Un frein levé\u00a0: acheter un titre de transport (de 1 à 3)."),),
        "modes": (
            ModeLine(mode="Marche", answer=ModeAnswer.ALONE),
            ModeLine(
                mode="Car et train",
                answer=ModeAnswer.LEARNING,
                because="Préparer une correspondance\u00a0: 1",
            ),
            ModeLine(mode="Voiture", answer=ModeAnswer.NOT_YET, because="Permis B\u00a0: pas encore"),
            ModeLine(mode="Vélo", answer=ModeAnswer.LEARNING, because="Équilibre\u00a0: 1", health=True),
        ),
        "life_space": (
            LifeSpaceLine(level="Autres pièces", frequency="tous les jours", help="sans aide", points="8"),
            LifeSpaceLine(level="Bourg", frequency="4 à 6 fois par semaine", help="sans aide", points="18"),
        ),
        "life_space_total": "62 sur 120",
    }
    return AssessmentReportData(**{**fields, **changes})  # type: ignore[arg-type]


def blank_questionnaire(items: int = 5, **changes: object) -> BlankQuestionnaireData:
    domains = tuple(
        QuestionDomain(
            number=str(number),
            label=label,
            items=tuple(
                QuestionItem(number=f"D{number}.{index}", label=f"Savoir-faire numéro {index}", answers=ANSWERS)
                for index in range(1, items + 1)
            ),
            note="Répondez seulement si vous le voulez." if number == 10 else "",
        )
        for number, label in enumerate(DOMAINS, start=1)
    )
    fields: dict[str, object] = {
        "letterhead": LETTERHEAD,
        "form": "Formulaire complet",
        "domains": domains,
        "methods": ("déclaré", "observé", "testé", "document"),
    }
    return BlankQuestionnaireData(**{**fields, **changes})  # type: ignore[arg-type]


def recovery_sheet(**changes: object) -> RecoverySheetData:
    fields: dict[str, object] = {
        "letterhead": LETTERHEAD,
        "date": DATE,
        "groups": ("7KQ2", "M9XF", "4TBW", "HN3R", "WZ8C", "P5VD", "2JGY", "K6TM"),
        "advisers": ("Claire Morin", "Jean Petit"),
        "laptop": "Portable de Craon",
    }
    return RecoverySheetData(**{**fields, **changes})  # type: ignore[arg-type]


def information_notice(**changes: object) -> InformationNoticeData:
    fields: dict[str, object] = {
        "letterhead": LETTERHEAD,
        "date": DATE,
        "controller": "L’association Cap Mobilité Craonnais, 2\u00a0place du Marché, 53400\u00a0Craon.",
        "data_protection_contact": "dpo@cap-mobilite.example",
        "purposes": (
            "vous aider à vous déplacer",
            "faire avec vous un diagnostic et un plan",
            "compter, sans votre nom, ce que nous faisons",
        ),
        "legal_basis": "L’intérêt légitime de l’association. Pour le partage avec d’autres, votre accord.",
        "required_data": "Votre nom, votre prénom, votre commune et un moyen de vous joindre.",
        "optional_data": "Tout le reste. Ce qui touche à votre santé est toujours facultatif.",
        "recipients": "Votre conseiller ou votre conseillère. Les partenaires, seulement avec votre accord.",
        "retention": "24\u00a0mois après notre dernier contact. Ensuite, nous les effaçons.",
        "rights_contact": "Claire Morin, 02\u00a061\u00a091\u00a030\u00a045.",
        "version": "1",
    }
    return InformationNoticeData(**{**fields, **changes})  # type: ignore[arg-type]
