"""A file where something of the advice was already decided, on a real base."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from mobiconseil.domain.advice_records import AidRequest, Referral, aid_key, service_key
from mobiconseil.domain.directory import Service
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import Step
from mobiconseil.domain.situation import ConsentKind
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.files import PersonFile
from mobiconseil.services.session import Session

TODAY = date(2026, 11, 20)
AID = aid_key("fonds_urgence_mobilite")


@dataclass
class AdviceDesk:
    """Mme Garnier of Ballots, a garage near her, and what was decided with her."""

    session: Session
    subject: RecordId
    service: Service
    step: Step
    referral: Referral
    request: AidRequest

    def file(self) -> PersonFile:
        return self.session.files.load(self.subject)

    def this_referral(self) -> Referral:
        return next(found for found in self.file().referrals if found.id == self.referral.id)

    def this_request(self) -> AidRequest:
        return next(found for found in self.file().aid_requests if found.id == self.request.id)

    def this_step(self) -> Step:
        return next(found for found in self.file().steps if found.id == self.step.id)

    def observed(self) -> int | None:
        return self.session.directory.sheet(self.service.id).service.observed_days

    def everything(self) -> tuple[Any, ...]:
        """Return all that an undo must give back."""
        line = self.session.overviews.person(self.subject)
        return (self.file(), line, self.session.directory.line(self.service.id), self.observed())


def advised(session: Session) -> AdviceDesk:
    """Make the file."""
    service = session.directory.add(
        name="Location de voitures", catalogue="F4-01", phone="+33243000001", commune="Craon",
        conditions="Permis B de plus d’un an",
    )  # fmt: skip
    subject = session.files.create(
        last_name="Garnier", first_name="Sylvie", commune="Ballots", insee_code="53018", availability="le matin"
    ).id
    session.files.set_consent(subject, ConsentKind.SHARE_PARTNERS, value=TriState.YES)
    session.choices.keep(subject, service_key(service.id))
    session.choices.answer(subject, "attestation_embauche", TriState.YES)
    session.unmet_needs.note(subject, "F6-01")
    step = session.plans.add_step(
        subject, title="Louer une voiture", service_id=service.id, service_code="F4-01", reason="Poste à 22 km",
        rules="R-05 R-06", aid="fonds_urgence_mobilite", immediate=True,
    )  # fmt: skip
    referral = session.referrals.draft_for_step(step)
    request = session.aid_requests.add(
        subject, aid="fonds_urgence_mobilite", name="Fonds d’urgence", body="CCAS", cost_total=480.0,
        asked_amount=300.0, step_id=step.id,
    )  # fmt: skip
    return AdviceDesk(session, subject, service, step, referral, request)
