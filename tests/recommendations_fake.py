"""The rows of a sieve written by hand: a fictional person whose car broke down and who starts work in 17 days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Self

from mobiconseil.domain.advice_records import ChoiceState
from mobiconseil.domain.directory import Freshness
from mobiconseil.domain.directory_codes import FreshnessTone
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import StepHorizon
from mobiconseil.domain.plan_draft import DraftPlan, DraftStep, PlanTerm
from mobiconseil.domain.sieve import (
    Considered,
    Postponement,
    Question,
    Sieve,
    SieveGroup,
    SieveKind,
    SieveLevel,
    SieveRow,
)
from mobiconseil.domain.situation import TravelMode
from mobiconseil.domain.trip_cost import CostMode, TripComparison, TripCost, UsualTrip
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.advice_ports import AidFacts, Reason, RowDetail, RuleReason
from mobiconseil.services.session import Session

TO_ALL, TO_HER = SieveGroup.OPEN_TO_ALL, SieveGroup.OPEN_TO_HER
CHECK, NOT = SieveGroup.TO_CHECK, SieveGroup.NOT_ELIGIBLE
FRESH = Freshness(1.0, 2, FreshnessTone.FRESH)
OLD = Freshness(0.8, 7, FreshnessTone.AGEING)
HIRED, INCOME = "attestation_embauche", "quotient_familial"


def _row(key: str, title: str, subtitle: str, family: str, group: SieveGroup, **more: object) -> SieveRow:
    kind = SieveKind(key.partition(":")[0])
    base = SieveRow(
        key=key,
        kind=kind,
        title=title,
        subtitle=subtitle,
        family=family,
        catalogue=f"{family}-01",
        group=group,
        freshness=None if kind is SieveKind.CATALOGUE else FRESH,
    )
    return replace(base, **more)  # type: ignore[arg-type]


def _id(number: int) -> str:
    return f"service:{number:032x}"


ROWS = (
    _row(_id(1), "Covoiturage avec un collègue", "Annonce à la maison de retraite", "F7", TO_ALL,
         distance_km=0.0, delay_days=3, cost_text="≈\u00a050\u00a0€", cost_unit="par mois", co2_kg=55,
         proposed=SieveLevel.PROPOSED),
    _row(_id(2), "Conseil à l’achat d’un véhicule", "Cap Mobilité Craonnais, Craon", "F1", TO_ALL,
         distance_km=12.0, delay_days=15, cost_text="gratuit"),
    _row(_id(3), "Location solidaire de voiture", "AutoRelais Craonnais, Craon", "F4", TO_HER,
         distance_km=12.0, delay_days=7, cost_text="≈\u00a0110\u00a0€", cost_unit="par mois", co2_kg=110,
         proposed=SieveLevel.PROPOSED, immediate=True),
    _row("aid:fonds_urgence_mobilite", "Fonds d’urgence mobilité, carburant", "Centre intercommunal d’action sociale",
         "F3", TO_HER, distance_km=12.0, delay_days=3, cost_text="aide 80\u00a0€"),
    _row(_id(5), "Garage solidaire, vente de voiture", "Garage du Pont, Château-Gontier", "F5", TO_HER,
         distance_km=35.0, delay_days=30, too_late=True, cost_text="2\u202f400\u00a0€", co2_kg=110, freshness=OLD),
    _row("aid:microcredit_mobilite", "Microcrédit accompagné", "Point conseil budget, Craon", "F3", TO_HER,
         distance_km=12.0, delay_days=30, too_late=True, cost_text="≈\u00a085\u00a0€", cost_unit="par mois"),
    _row(_id(7), "Prêt de voiture, reprise d’emploi", "Département, antenne de Craon", "F4", CHECK,
         note="Manque\u00a0: attestation d’embauche", distance_km=12.0, delay_days=5, cost_text="0\u00a0€", co2_kg=110,
         question=HIRED, proposed=SieveLevel.CONSIDERED),
    _row(_id(8), "Location de vélo électrique", "AutoRelais Craonnais, Craon", "F4", CHECK,
         note="À confirmer\u00a0: 45\u00a0min de vélo avant 6\u00a0h\u00a050", distance_km=12.0, delay_days=7,
         cost_text="35\u00a0€", cost_unit="par mois", co2_kg=6),
    _row("aid:achat_vehicule", "Aide à l’achat de véhicule", "Département", "F3", CHECK,
         note="Manque\u00a0: quotient familial", delay_days=30, too_late=True, cost_text="≤\u00a01\u202f000\u00a0€",
         question=INCOME),
    _row("aid:aide_mobilite_france_travail", "Aide à la mobilité", "France Travail", "F3", NOT,
         note="A/R 24\u00a0km\u00a0< 60\u00a0km", waiver=True, cost_text="0,23\u00a0€/km"),
    _row("catalogue:F6-03", "Transport adapté", "aucun service à moins de 30\u00a0km", "F6", NOT),
)  # fmt: skip
QUESTIONS = {
    HIRED: Question(code=HIRED, text="A-t-elle une attestation d’embauche\u202f?", label="Attestation d’embauche"),
    INCOME: Question(code=INCOME, text="Connaît-elle son quotient familial\u202f?", label="Quotient familial"),
}
CONSIDERED = (
    Considered(kind="trip", text="Ballots – Craon, 12\u00a0km"),
    Considered(kind="rhythm", text="5\u00a0j par semaine, 6\u00a0h\u00a050"),
    Considered(kind="deadline", text="Avant le lun. 7\u00a0déc."),
    Considered(kind="budget", text="120\u00a0€ par mois au plus"),
    Considered(kind="status", text="RSA, reprise d’emploi"),
)
GUARD = Postponement(
    rule="R-01",
    services=("F2-07",),
    names=("Permis B",),
    reason="le code de la route et la lecture du français se préparent avant de s’inscrire.",
    kind_reason="Le permis reste le projet\u00a0: un pas après l’autre.",
    facts=("Connaissance du code\u00a0: 0 sur 4", "Lire et comprendre le français\u00a0: 1 sur 4"),
    first=("Culture mobilité", "Français appliqué au code"),
    review="dans 4\u00a0mois, vers le 20\u00a0mars 2027",
    review_days=120,
)


@dataclass
class FakeAdvice:
    """Answers like the real one, from the rows above and what is stored in the base; the rest is asked of the real."""

    session: Session
    real: tuple[Any, ...] = ()
    rows: tuple[SieveRow, ...] = ROWS
    deferrals: tuple[Postponement, ...] = ()
    urgent: bool = False
    stale: int = 0
    asked: list[float | None] = field(default_factory=list)

    @classmethod
    def put_in(cls, session: Session) -> Self:
        fake = cls(session, (session.advice, session.plan_building))
        object.__setattr__(session, "advice", fake)
        object.__setattr__(session, "plan_building", fake)
        return fake

    def __getattr__(self, name: str) -> Any:
        owner = next((owner for owner in self.real if hasattr(owner, name)), None)
        if owner is None:
            raise AttributeError(name)
        return getattr(owner, name)

    def sieve(self, subject: RecordId, *, radius_km: float | None = None, everything: bool = False) -> Sieve:
        self.asked.append(radius_km)
        rows = sorted(self._now(subject), key=lambda row: list(SieveGroup).index(row.group))
        waiting = [row.question for row in rows if row.group is CHECK and row.question]
        return Sieve(
            rows=tuple(rows),
            counts={group: sum(1 for row in rows if row.group is group) for group in SieveGroup},
            examined=24,
            missing=tuple(replace(QUESTIONS[code], rows=waiting.count(code)) for code in dict.fromkeys(waiting)),
            considered=CONSIDERED,
            deferrals=self.deferrals,
            urgent=self.urgent,
            deadline=date(2026, 11, 23) if self.urgent else date(2026, 12, 7),
            radius_km=radius_km or 15.0,
            wider_km=None if radius_km else 30.0,
            stale=self.stale,
        )

    def detail(self, subject: RecordId, key: str) -> RowDetail:
        row = next((row for row in self._now(subject) if row.key == key), None)
        if row is None:
            title = self.session.reference.service(key.partition(":")[2]).name
            shown = _row(key, title, "", "F2", NOT)
            rule = RuleReason(code="R-02", label="Permis", reason="Quand le code est prêt", fired=False,
                              facts=("Connaissance du code\u00a0: non évalué",))  # fmt: skip
            return RowDetail(row=shown, reasons=(), why_not=(rule,))
        answer = self._answers(subject).get(row.question, TriState.UNKNOWN)
        question = QUESTIONS.get(row.question)
        choice = self.session.choices.choices(subject).get(key)
        return RowDetail(
            row=row,
            reasons=_reasons(row),
            question=replace(question, answer=answer) if question is not None else None,
            rules=_rules(row),
            phone="+33261914012" if row.kind is SieveKind.SERVICE else "",
            hours="Du lundi au vendredi, 9\u00a0h – 12\u00a0h",
            source="fiche de l’équipe",
            verified_on=date(2026, 9, 3),
            aid=AID if row.kind is SieveKind.AID else None,
            choice_reason=choice.reason if choice is not None else "",
        )

    def comparison(self, subject: RecordId) -> TripComparison:
        return COMPARISON

    def draft(self, subject: RecordId) -> DraftPlan:
        return DRAFT

    def build(self, subject: RecordId, draft: DraftPlan) -> object:
        for step in draft.steps:
            self.session.plans.add_step(subject, title=step.title, due_on=step.due_on, horizon=step.horizon)
        return len(draft.steps)

    def _answers(self, subject: RecordId) -> Mapping[str, TriState]:
        return self.session.choices.answers(subject)

    def _now(self, subject: RecordId) -> list[SieveRow]:
        answers, choices = self._answers(subject), self.session.choices.choices(subject)
        return [_moved(row, answers.get(row.question), choices.get(row.key)) for row in self.rows]


def _moved(row: SieveRow, answer: TriState | None, choice: object) -> SieveRow:
    state = getattr(choice, "state", None)
    row = replace(row, choice=state if isinstance(state, ChoiceState) else None)
    if answer is TriState.YES:
        return replace(row, group=TO_HER, note="")
    if answer is TriState.NO:
        return replace(row, group=NOT, note="Sans attestation d’embauche")
    return row


def _reasons(row: SieveRow) -> tuple[Reason, ...]:
    found = (
        Reason(text="Habite le Pays de Craon", holds=TriState.YES),
        Reason(text="Perçoit le RSA", holds=TriState.YES),
        Reason(text="Permis B depuis plus de 3\u00a0ans", holds=TriState.YES),
    )
    if row.group is NOT:
        return (*found, Reason(text=row.note, holds=TriState.NO, waiver=row.waiver))
    if row.question:
        question = QUESTIONS[row.question]
        return (*found, Reason(text="", holds=TriState.UNKNOWN, missing=question.label, question=question.code))
    return found


def _rules(row: SieveRow) -> tuple[RuleReason, ...]:
    if row.proposed is SieveLevel.NONE:
        return ()
    facts = ("Véhicule\u00a0: aucun", "Échéance dans 17\u00a0jours")
    return (RuleReason(code="R-05", label="Sans véhicule", reason="Une solution pour la prise de poste", facts=facts),)


AID = AidFacts(
    amount="80\u00a0€ de carburant",
    ceiling="une fois par an",
    period="",
    decided_by="commission du CIAS",
    papers=("Contrat de travail", "Devis"),
    ask_before=True,
    cumulation="avec les aides de France Travail",
)


def _cost(mode: CostMode, euros: int, co2: int, minutes: int, gap: int) -> TripCost:
    return TripCost(mode=mode, monthly_cost=euros, monthly_co2_kg=co2, minutes=minutes, budget_gap=gap,
                    detail=("Carburant\u00a0: 62\u00a0€", "Assurance\u00a0: 48\u00a0€"),
                    sources=(("Barème fictif", date(2026, 1, 1)),),
                    dated=date(2026, 1, 1), within_reach=True, remark="")  # fmt: skip


COMPARISON = TripComparison(
    trip=UsualTrip(origin="Ballots", destination="Craon", distance_km=12.0, duration_min=15, mode=TravelMode.NONE,
                   days_per_week=5),
    month_days=21,
    monthly_km=504,
    budget=120,
    costs=(
        _cost(CostMode.E_BIKE, 35, 6, 45, -85),
        _cost(CostMode.CARPOOL_PASSENGER, 50, 55, 20, -70),
        _cost(CostMode.CAR, 190, 110, 15, 70),
    ),
)  # fmt: skip


def _step(key: str, title: str, due: date, term: PlanTerm, **more: object) -> DraftStep:
    base = DraftStep(key=key, title=title, due_on=due, term=term, reason="Une solution pour la prise de poste")
    return replace(base, **more)  # type: ignore[arg-type]


DRAFT = DraftPlan(
    steps=(
        _step("a", "Je demande l’aide carburant avant de payer", date(2026, 11, 23), PlanTerm.MONTH,
              phone="+33261914012"),
        _step("b", "Je réserve la voiture de location solidaire", date(2026, 11, 27), PlanTerm.MONTH, immediate=True,
              place="AutoRelais Craonnais, Craon", papers="Permis\nJustificatif de domicile"),
        _step("c", "J’apprends à réserver le transport à la demande", date(2027, 1, 15), PlanTerm.QUARTER, skill=True,
              horizon=StepHorizon.LATER),
    ),
    warnings=("Deux façons de se déplacer ont été regardées\u00a0: cherchez-en une troisième.",),
)  # fmt: skip
