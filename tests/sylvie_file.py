"""The file of the reference picture, written through the services of a real session."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from builders import MovingClock
from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.domain.beneficiary import FileState, Licence, PrescriberKind, Vehicle
from mobiconseil.domain.civility import Civility
from mobiconseil.domain.follow_up import ContactKind, DocumentKind, DocumentMedium
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import StepHorizon, StepState
from mobiconseil.domain.situation import ConsentKind
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.session import Session


def person(session: Session, first_name: str = "Sylvie", last_name: str = "Garnier", **fields: Any) -> RecordId:
    """Return a file with nothing but a name."""
    return session.files.create(first_name=first_name, last_name=last_name, **fields).id


def at(session: Session, day: date, hour: int, minute: int = 0) -> datetime:
    return session.clock.moment(day, time(hour, minute))


def sylvie(session: Session, clock: MovingClock) -> RecordId:
    """Return the whole file of Mme Sylvie Garnier, followed since 28 October."""
    session.team.change_structure(places="Mairie de Ballots\nFrance services de Renazé")
    morning = clock.now()
    clock.set(datetime(2026, 10, 28, 9, 0, tzinfo=UTC))
    subject = person(
        session,
        civility=Civility.MADAME,
        birth_year=1984,
        phone="+33639981234",
        commune="Ballots",
        postal_code="53350",
        state=FileState.UNDERWAY,
        prescriber_kind=PrescriberKind.FRANCE_TRAVAIL,
        prescriber_structure="France Travail de Château-Gontier",
        prescribed_on=date(2026, 10, 28),
        request="Je commence à Craon à 7 h et je n’ai plus de voiture. Je ne veux pas perdre ce travail.",
        project="Aide de cuisine, maison de retraite de Craon",
        deadline_on=date(2026, 12, 7),
        deadline_label="Prise de poste à Craon",
        licence=Licence.CAR,
        licence_year=2006,
        vehicle=Vehicle.CAR_BROKEN,
        bicycle=TriState.YES,
    )
    _situation(session, subject)
    _past(session, clock, subject)
    clock.set(morning)
    _plan(session, subject)
    return subject


def _situation(session: Session, subject: RecordId) -> None:
    files = session.files
    files.add_trip(
        subject, origin="Ballots", destination="Craon", distance_km=12.0, days="1111100",
        leave_at=time(6, 50), return_at=time(14, 30),
    )  # fmt: skip
    for code, words, intensity in (
        ("M1", "", 3),
        ("T2", "Aucun car avant 8 h 30", 3),
        ("F1", "Budget\u00a0: 120\u00a0€ par mois", 2),
        ("S1", "Garde de son fils le matin", 1),
    ):
        files.set_barrier(subject, code, wording=words, intensity=intensity)
    for code in ("ST01", "ST04", "ST19", "ST11"):
        files.set_status(subject, code, value=TriState.YES)


def _past(session: Session, clock: MovingClock, subject: RecordId) -> None:
    note = session.follow_up.note
    note(subject, ContactKind.PRESCRIPTION, "France Travail de Château-Gontier. Accord de partage signé.")
    for day, minutes, text in (
        (date(2026, 10, 29), 15, "Rendez-vous fixé à Ballots. Notice expliquée."),
        (date(2026, 11, 5), 10, "Voiture déclarée non réparable par le garage."),
    ):
        note(subject, ContactKind.CALL, text, at=at(session, day, 10), duration_min=minutes)
    clock.set(at(session, date(2026, 11, 10), 9))
    for kind in (ConsentKind.NOTICE, ConsentKind.SHARE_PRESCRIBER):
        session.files.set_consent(subject, kind, value=TriState.YES)
    assessment = session.assessments.start(subject, AssessmentForm.FULL, place="Ballots")
    for item, value in (("D1.4", 4), ("D2.3", 4), ("D5.4", 4), ("D3.2", 1)):
        session.assessments.rate(assessment, item, value)
    session.assessments.finish(assessment, duration_min=50)


def _plan(session: Session, subject: RecordId) -> None:
    plans, follow_up = session.plans, session.follow_up
    plans.change(subject, goal="Aller travailler à Craon à partir du lundi 7 décembre.", place="Ballots")
    first = plans.add_step(subject, title="Réserver la voiture", due_on=date(2026, 11, 23))
    plans.change_step(first.id, state=StepState.STARTED)
    plans.add_step(subject, title="Demander l’aide carburant", due_on=date(2026, 11, 27))
    plans.add_step(subject, title="Essayer le trajet", due_on=date(2026, 12, 2), due_at=time(6, 40))
    plans.add_step(subject, title="Préparer l’achat d’une voiture", horizon=StepHorizon.LATER, when_text="janvier 2027")
    plans.set_agreement(subject, TriState.YES)
    follow_up.plan_appointment(
        subject, at(session, date(2026, 12, 2), 6, 40), reason="Essai du trajet Ballots – Craon",
        place="Arrêt de la mairie, Ballots", duration_min=45,
    )  # fmt: skip
    follow_up.paper_made(subject, DocumentKind.PERSON_PLAN, DocumentMedium.PRINTED, pages=1)
