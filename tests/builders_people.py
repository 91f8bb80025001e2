"""A team's files as an adviser would have them on a Friday morning: fictional people, real places."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from mobiconseil.domain.beneficiary import FileState, PrescriberKind
from mobiconseil.domain.civility import Civility
from mobiconseil.domain.follow_up import AppointmentChannel, ContactKind
from mobiconseil.domain.grid import AssessmentForm
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import StepState
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.actions import Action
from mobiconseil.services.session import Session

MME, M = Civility.MADAME, Civility.MONSIEUR


def at(day: int, hour: int, minute: int = 0, *, month: int = 11) -> datetime:
    """Return a moment of 2026, hours of France in winter."""
    return datetime(2026, month, day, hour - 1, minute, tzinfo=UTC)


def person(session: Session, civility: Civility, first: str, last: str, **fields: Any) -> RecordId:
    """Open a file."""
    return session.files.create(civility=civility, first_name=first, last_name=last, **fields).subject


def assessed(session: Session, subject: RecordId, rated: int, *, finished: bool = False, full: bool = True) -> None:
    """Give a person an assessment with some ratings."""
    form = AssessmentForm.FULL if full else AssessmentForm.SHORT
    assessment = session.assessments.start(subject, form)
    for item in session.reference.grid.items(form)[:rated]:
        session.assessments.rate(assessment, item.code, 2)
    if finished:
        session.assessments.finish(assessment)


def planned(session: Session, subject: RecordId, steps: int, done: int, *, agreed: bool = True) -> None:
    """Give a person a plan."""
    for rank in range(steps):
        step = session.plans.add_step(subject, title=f"Étape {rank + 1}")
        if rank < done:
            session.plans.change_step(step.id, state=StepState.DONE)
    if agreed:
        session.plans.set_agreement(subject, TriState.YES)


def met(session: Session, subject: RecordId, moment: datetime) -> None:
    """Note that the person was met."""
    session.follow_up.note(subject, ContactKind.MEETING, "Point de situation", at=moment)


def appointment(session: Session, subject: RecordId, moment: datetime, reason: str, place: str, minutes: int) -> None:
    """Plan an appointment; without a place it is by phone."""
    channel = AppointmentChannel.ON_SITE if place else AppointmentChannel.PHONE
    session.follow_up.plan_appointment(
        subject, moment, reason=reason, place=place, duration_min=minutes, channel=channel
    )


def friday(session: Session) -> dict[str, RecordId]:
    """Fill the base, in one transaction, with twelve people and a day of work; return them by last name."""
    with session.uow.transaction(Action.FILE_CREATED):
        people = _people(session)
        _progress(session, people)
        _agenda(session, people)
    return people


def _people(session: Session) -> dict[str, RecordId]:
    mission, france = PrescriberKind.MISSION_LOCALE, PrescriberKind.FRANCE_TRAVAIL
    return {
        "Fournier": person(session, M, "Dylan", "Fournier", birth_year=2005, commune="Cossé-le-Vivien",
                           phone="+33639984017", prescriber_kind=mission),
        "Royer": person(session, MME, "Monique", "Royer", birth_year=1959, commune="Congrier",
                        phone="+33261912208", prescriber_kind=PrescriberKind.CCAS),
        "Garnier": person(session, MME, "Sylvie", "Garnier", birth_year=1984, commune="Ballots",
                          phone="+33639981234", prescriber_kind=france, deadline_on=date(2026, 12, 7),
                          deadline_label="Prise de poste",
                          request="Je commence à Craon à 7 h et je n’ai plus de voiture."),
        "Belkacem": person(session, M, "Yanis", "Belkacem", birth_year=2003, commune="Renazé",
                           phone="+33639987766", prescriber_kind=mission, state=FileState.PRESCRIBED),
        "Pottier": person(session, M, "Jean-Luc", "Pottier", birth_year=1968, commune="Saint-Aignan-sur-Roë",
                          prescriber_kind=PrescriberKind.CAP_EMPLOI),
        "Chauvin": person(session, MME, "Léa", "Chauvin", birth_year=2007, commune="Cossé-le-Vivien",
                          prescriber_kind=mission),
        "Haddad": person(session, M, "Mohamed", "Haddad", birth_year=1990, commune="Craon",
                         phone="+33639987135", prescriber_kind=PrescriberKind.DEPARTMENT),
        "Rousseau": person(session, MME, "Émilie", "Rousseau", birth_year=1999, commune="Quelaines-Saint-Gault",
                           phone="+33639980562", prescriber_kind=france),
        "Kovalenko": person(session, MME, "Natalia", "Kovalenko", birth_year=1988, commune="Craon",
                            prescriber_kind=PrescriberKind.ASSOCIATION),
        "Gendron": person(session, M, "Patrick", "Gendron", birth_year=1974, commune="La Selle-Craonnaise",
                          prescriber_kind=PrescriberKind.SELF),
        "Traoré": person(session, MME, "Aïcha", "Traoré", birth_year=1995, commune="Méral",
                         prescriber_kind=PrescriberKind.SIAE),
        "Thierry": person(session, M, "Thierry", "Garnier", birth_year=1965, commune="Méral"),
    }  # fmt: skip


def _progress(session: Session, people: dict[str, RecordId]) -> None:
    for name, steps, done in (("Fournier", 4, 2), ("Royer", 2, 1), ("Haddad", 5, 3), ("Rousseau", 2, 2)):
        assessed(session, people[name], 26, finished=True, full=False)
        planned(session, people[name], steps, done)
    for name in ("Garnier", "Pottier", "Gendron"):
        assessed(session, people[name], 26, finished=True, full=False)
    planned(session, people["Kovalenko"], 4, 0, agreed=False)
    assessed(session, people["Chauvin"], 31)
    states = {
        FileState.UNDERWAY: ("Fournier", "Royer", "Garnier", "Haddad", "Kovalenko", "Gendron", "Traoré"),
        FileState.ASSESSMENT: ("Pottier", "Chauvin"),
        FileState.AFTER: ("Rousseau",),
        FileState.ARCHIVED: ("Thierry",),
    }
    for state, names in states.items():
        for name in names:
            session.files.set_state(people[name], state)
    session.files.set_status(people["Garnier"], "ST01", value=TriState.YES)
    session.files.set_status(people["Garnier"], "ST02", value=TriState.YES)


def _agenda(session: Session, people: dict[str, RecordId]) -> None:
    days = {
        "Fournier": at(30, 10, month=10), "Royer": at(5, 10), "Garnier": at(10, 9), "Pottier": at(3, 14),
        "Chauvin": at(17, 15), "Haddad": at(10, 11), "Rousseau": at(19, 9, month=8), "Kovalenko": at(13, 9),
        "Gendron": at(16, 9),
    }  # fmt: skip
    for name, moment in days.items():
        met(session, people[name], moment)
    ballots, cosse = "mairie de Ballots", "mairie de Cossé-le-Vivien"
    for name, moment, reason, place, minutes in (
        ("Garnier", at(20, 9), "Plan d’action", ballots, 45),
        ("Belkacem", at(20, 10), "Premier diagnostic, prescrit par la mission locale", ballots, 60),
        ("Traoré", at(20, 11, 15), "Point d’étape", "", 15),
        ("Pottier", at(20, 14), "Restitution du diagnostic", "France services de Renazé", 45),
        ("Chauvin", at(20, 15, 45), "Diagnostic, suite", cosse, 45),
        ("Kovalenko", at(24, 10, 30), "Signature du plan", ballots, 30),
        ("Gendron", at(26, 9), "Diagnostic, suite", ballots, 45),
    ):
        appointment(session, people[name], moment, reason, place, minutes)
    for name, day, reason in (
        ("Fournier", 16, "Réponse auto-école sociale"),
        ("Royer", 19, "A-t-elle essayé le transport à la demande\u202f?"),
        ("Haddad", 20, "Dossier d’aide au permis"),
        ("Rousseau", 23, "Point à 3 mois"),
    ):
        session.follow_up.add_recall(people[name], date(2026, 11, day), reason)
