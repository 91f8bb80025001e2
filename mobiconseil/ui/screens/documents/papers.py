"""The papers that can be made for a person: what each one holds, and what it still lacks."""

from __future__ import annotations

from dataclasses import dataclass

from mobiconseil.domain import typography
from mobiconseil.domain.advice_records import Referral
from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.domain.follow_up import DocumentKind
from mobiconseil.domain.grid import Grid
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import StepHorizon
from mobiconseil.domain.referral_codes import SharedPart
from mobiconseil.domain.situation import ConsentKind
from mobiconseil.services.files import PersonFile
from mobiconseil.services.papers.referral_papers import sharing
from mobiconseil.ui.navigation import Route, Section, Tab


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper of the list; `lack` says in a few words why it is not ready, `blocked` that it is refused."""

    kind: DocumentKind
    icon: str
    title: str
    holds: str
    form: AssessmentForm = AssessmentForm.FULL
    lack: str = ""
    blocked: bool = False
    has_name: bool = True
    has_health: bool = False
    referral: RecordId | None = None
    """Of a referral sheet."""
    agreement: Route | None = None
    """Where the agreement that it lacks is noted."""

    @property
    def code(self) -> str:
        """Return what names the paper in the list."""
        return f"{self.kind}:{self.referral.hex() if self.referral else self.form}"


def papers(file: PersonFile, grid: Grid) -> tuple[Paper, ...]:
    """Return the papers in the order of an interview."""
    return (*_about_person(file), *_referrals(file), *_for_everybody(grid))


def _referrals(file: PersonFile) -> tuple[Paper, ...]:
    """Return one sheet for each referral, newest first; none is refused, but without agreement it says little."""
    return tuple(
        Paper(
            kind=DocumentKind.REFERRAL,
            referral=referral.id,
            icon="send-outline",
            title=f"Fiche d’orientation, {referral.service_name.strip() or 'service à préciser'}",
            holds=_shown_to(file, referral),
            lack="" if sharing(file, referral).granted else "Sans accord",
            agreement=None if sharing(file, referral).granted else _in_referral(file, referral),
        )
        for referral in file.referrals
    )


def _in_referral(file: PersonFile, referral: Referral) -> Route:
    subject = file.beneficiary.id
    return Route(section=Section.PEOPLE, subject=subject, tab=Tab.FOLLOW_UP, part=f"referral:{referral.id.hex()}")


def _in_consents(file: PersonFile, kind: ConsentKind) -> Route:
    subject = file.beneficiary.id
    return Route(section=Section.PEOPLE, subject=subject, tab=Tab.SITUATION, part="consents", focus=kind.value)


def _shown_to(file: PersonFile, referral: Referral) -> str:
    if not sharing(file, referral).granted:
        return "Le service demandé et qui rappeler. Ni son nom, ni sa situation."
    parts = [part.label.lower() for part in SharedPart if referral.shares(part)]
    told = ", ".join(["son nom", *parts])
    return f"Ce qu’elle accepte de montrer{typography.NBSP}: {told}. Jamais de santé."


def _about_person(file: PersonFile) -> tuple[Paper, ...]:
    consent = file.consent(ConsentKind.SHARE_PRESCRIBER)
    shares = consent is not None and consent.holds
    now = [step for step in file.steps if step.horizon is StepHorizon.NOW]
    lack = "" if now else "Aucune étape"
    steps = typography.count(len(now), "étape")
    return (
        Paper(
            kind=DocumentKind.PERSON_PLAN,
            icon="format-list-numbered",
            title="Plan pour la personne",
            holds=f"Son but, {steps}, le prochain rendez-vous, en gros caractères.",
            lack=lack,
        ),
        Paper(
            kind=DocumentKind.PROFESSIONAL_PLAN,
            icon="clipboard-list-outline",
            title="Plan professionnel",
            holds="Chaque étape avec son état, qui fait quoi, les statuts non sensibles.",
            lack=lack,
        ),
        Paper(
            kind=DocumentKind.PRESCRIBER_SUMMARY,
            icon="email-fast-outline",
            title="Synthèse pour le prescripteur",
            holds="Ses appuis, les points à travailler, les préconisations. Jamais de santé.",
            lack="" if shares else "Accord manquant",
            blocked=not shares,
            agreement=None if shares else _in_consents(file, ConsentKind.SHARE_PRESCRIBER),
        ),
        Paper(
            kind=DocumentKind.ASSESSMENT_REPORT,
            icon="clipboard-check-outline",
            title="Compte rendu du diagnostic",
            holds="Le profil en dessin et en tableau, puis chaque item avec son niveau.",
            lack="" if file.assessments else "Pas encore de diagnostic",
            blocked=not file.assessments,
            has_health=True,
        ),
    )


def _for_everybody(grid: Grid) -> tuple[Paper, ...]:
    short = typography.count(len(grid.items(AssessmentForm.SHORT)), "item")
    full = typography.count(len(grid.items(AssessmentForm.FULL)), "item")
    return (
        Paper(
            kind=DocumentKind.QUESTIONNAIRE,
            form=AssessmentForm.SHORT,
            icon="form-select",
            title="Questionnaire vierge, court",
            holds=f"{short} à remplir à la main, avec la même numérotation.",
            has_name=False,
        ),
        Paper(
            kind=DocumentKind.QUESTIONNAIRE,
            form=AssessmentForm.FULL,
            icon="form-select",
            title="Questionnaire vierge, complet",
            holds=f"{full} à remplir à la main, avec la même numérotation.",
            has_name=False,
        ),
        Paper(
            kind=DocumentKind.NOTICE,
            icon="shield-account-outline",
            title="Notice d’information",
            holds="Ce qui est noté, pourquoi, combien de temps, et ses droits.",
        ),
    )
