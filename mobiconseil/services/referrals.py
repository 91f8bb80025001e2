"""Referrals: a person sent to a service, its answer, and what the answer teaches the directory.

Screens call, on `session.referrals`:

- `of(subject)`, `draft(subject, service_id=None, **fields)`, `draft_for_step(step)`, `change(referral_id, **fields)`;
- `send(referral_id, channel=…)`: a recall comes back after 10 days, 2 for an urgent one, the step of the plan waits;
- `chase(referral, text)`: the service was called again, the recall moves on;
- `accept(referral_id, …)`, `refuse(referral_id, reason, …, unmet_need=True)`, `expire(referral_id, …)`: the recall is
  closed, the delay that was observed or announced goes to the sheet of the service, the step moves;
- `remove(referral)`.

Each is one transaction, undone as one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from mobiconseil.domain.advice_records import Referral
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.follow_up import Contact, ContactKind, Recall
from mobiconseil.domain.identity import IdFactory, RecordId
from mobiconseil.domain.plan import Step
from mobiconseil.domain.plan_timing import Calendar
from mobiconseil.domain.referral_codes import ReferralChannel, ReferralState, RefusalReason, SharedPart
from mobiconseil.domain.situation import Consent, ConsentKind
from mobiconseil.domain.typography import NBSP, short_date
from mobiconseil.errors import MobiConseilError
from mobiconseil.services import waiting
from mobiconseil.services.actions import Action
from mobiconseil.services.directory import DirectoryService
from mobiconseil.services.ports import Clock, Records, UnitOfWork
from mobiconseil.services.unmet_needs import noted_need

USUAL_PARTS = " ".join((SharedPart.CONTACT, SharedPart.NEED, SharedPart.TRIPS, SharedPart.DEADLINE))
"""What a sheet shows at first once the person agreed to share with partners: what a service needs to answer."""


class ReferralNotAgreed(MobiConseilError):
    """Nobody is sent to a service without agreeing to it."""


class ReferralService:
    """Use cases of referrals."""

    def __init__(
        self, uow: UnitOfWork, clock: Clock, ids: IdFactory, adviser: str, directory: DirectoryService
    ) -> None:
        """`adviser` is the hex identifier of the Adviser record of the person at the keyboard."""
        self._uow = uow
        self._clock = clock
        self._ids = ids
        self._adviser = adviser
        self._directory = directory

    def of(self, subject: RecordId) -> tuple[Referral, ...]:
        """Return the referrals of a person, newest first."""
        return self._uow.records.of(Referral, subject)[::-1]

    def draft(self, subject: RecordId, service: RecordId | None = None, **fields: Any) -> Referral:
        """Prepare a referral with the words of the sheet of the service and what the person said of herself."""
        with self._uow.transaction(Action.REFERRAL_ADDED) as records:
            known = {**self._about_person(records, subject), **self._about_service(service), **fields}
            referral = replace(Referral(id=self._ids(), subject=subject, adviser=self._adviser), **known)
            records.add(referral)
        return referral

    def draft_for_step(self, step: Step, **fields: Any) -> Referral:
        """Prepare the referral of a step: the words of the step stand for a service that is no longer known."""
        words = {
            "service_code": step.service_code,
            "service_name": step.title,
            "organisation": _named(step.place),
            "recipient_phone": step.phone,
            "reason": step.reason,
        }
        said = self._about_service(step.service_id)
        known = {**words, **{name: value for name, value in said.items() if value}, "step_id": step.id, **fields}
        return self.draft(step.subject, None, **known)

    def change(self, referral: RecordId, **fields: object) -> Referral:
        """Write some fields of a referral."""
        with self._uow.transaction(Action.REFERRAL_CHANGED) as records:
            return records.change(Referral, referral, **fields)

    def point_to(self, referral: RecordId, service: RecordId) -> Referral:
        """Send the person to a service of the directory instead: the words of its sheet are copied."""
        return self.change(referral, **self._about_service(service))

    def send(
        self,
        referral: RecordId,
        *,
        channel: ReferralChannel = ReferralChannel.UNKNOWN,
        sent_on: date | None = None,
        recall_days: int | None = None,
    ) -> Referral:
        """Note that the referral was sent; it comes back when its answer is due. Raises ReferralNotAgreed."""
        day = sent_on or self._clock.today()
        with self._uow.transaction(Action.REFERRAL_SENT) as records:
            known = records.get(Referral, referral)
            if not known.consented:
                raise ReferralNotAgreed(
                    "La personne n’a pas encore donné son accord pour cette orientation. Rien n’a été envoyé ni "
                    "modifié. Notez la date de son accord, puis marquez l’orientation comme envoyée."
                )
            waiting.close_recall(records, known, self._clock.today())
            due = waiting.after(day, known.answer_days if recall_days is None else recall_days)
            recall = waiting.add_recall(records, self._ids, known, due, _recall_words(known, day))
            waiting.step_waits(records, known)
            fields = {"state": ReferralState.SENT, "channel": channel, "sent_on": day, "recall_id": recall}
            return records.change(Referral, referral, **fields)

    def chase(self, referral: Referral, text: str = "", *, days: int | None = None) -> Contact:
        """Note that the service was called again; the recall comes back in `days` days, or when it is due again."""
        contact = Contact(
            id=self._ids(),
            subject=referral.subject,
            kind=ContactKind.PARTNER,
            at=self._clock.now(),
            text=text or f"Relance de {_operator(referral)}",
            adviser=self._adviser,
        )
        due = waiting.after(self._clock.today(), referral.answer_days if days is None else days)
        with self._uow.transaction(Action.REFERRAL_CHASED) as records:
            records.add(contact)
            recall = waiting.open_recall(records, referral)
            if recall is not None:
                records.change(Recall, recall.id, due_on=due)
            else:
                words = _recall_words(referral, referral.sent_on or self._clock.today())
                added = waiting.add_recall(records, self._ids, referral, due, words)
                records.change(Referral, referral.id, recall_id=added)
        return contact

    def accept(
        self,
        referral: RecordId,
        *,
        answered_on: date | None = None,
        starts_on: date | None = None,
        observed_days: int | None = None,
        **fields: Any,
    ) -> Referral:
        """The service takes the person: the delay is counted to the start, or to the answer while it is not known."""
        day = answered_on or self._clock.today()
        with self._uow.transaction(Action.REFERRAL_ACCEPTED) as records:
            known = records.get(Referral, referral)
            days = observed_days if observed_days is not None else _days_between(known.sent_on, starts_on or day)
            self._answered(records, known, days)
            waiting.step_goes_on(records, known)
            answer = {"answered_on": day, "starts_on": starts_on, "observed_days": days, **_NO_REFUSAL}
            return records.change(Referral, referral, **{"state": ReferralState.ACCEPTED, **answer, **fields})

    def refuse(
        self,
        referral: RecordId,
        reason: RefusalReason,
        *,
        answered_on: date | None = None,
        unavailability: str | None = None,
        detail: str = "",
        days: int | None = None,
        unmet_need: bool = False,
        **fields: Any,
    ) -> Referral:
        """The service does not take the person; `days` is the delay that a full one announces.

        What is announced now tells more than what was seen before: the sheet of the service takes it. The referral
        only holds it as announced, since nobody waited for it. The unavailability code is the one that the reason
        suggests unless given. With `unmet_need`, the need is noted for the territory in the same transaction.
        """
        code = reason.unavailability if unavailability is None else unavailability
        answer: dict[str, Any] = {"refusal": reason, "answered_on": answered_on or self._clock.today(), **fields}
        with self._uow.transaction(Action.REFERRAL_REFUSED) as records:
            known = self._failed(records, referral, code, detail, days, unmet_need=unmet_need)
            return records.change(Referral, known.id, state=ReferralState.REFUSED, observed_days=None, **answer)

    def expire(
        self, referral: RecordId, *, unavailability: str = "", detail: str = "", unmet_need: bool = False, **fields: Any
    ) -> Referral:
        """No answer came and none is awaited any more; without a code the step is to be done again."""
        with self._uow.transaction(Action.REFERRAL_EXPIRED) as records:
            known = self._failed(records, referral, unavailability, detail, None, unmet_need=unmet_need)
            return records.change(Referral, known.id, state=ReferralState.EXPIRED, **fields)

    def remove(self, referral: Referral) -> None:
        """Put a referral in the trash with its recall."""
        with self._uow.transaction(Action.REFERRAL_REMOVED) as records:
            waiting.trash_recall(records, referral)
            records.trash(Referral, referral.id)

    def _failed(
        self, records: Records, referral: RecordId, code: str, detail: str, days: int | None, *, unmet_need: bool
    ) -> Referral:
        known = records.get(Referral, referral)
        self._answered(records, known, days)
        waiting.step_fails(records, known, code, detail, days)
        if unmet_need:
            noted_need(
                records,
                self._clock,
                known.subject,
                known.service_code,
                reason=code or "INEXISTANT",
                note=detail,
                referral=known.id,
            )
        why = {"unavailability": code, "unavailability_detail": detail, "unavailability_days": days}
        return records.change(Referral, referral, **why)

    def _answered(self, records: Records, referral: Referral, days: int | None) -> None:
        """Close the recall, and teach the directory how long the service takes now: waited for, or announced."""
        waiting.close_recall(records, referral, self._clock.today())
        service = referral.service_id
        if days is not None and service is not None and self._directory.line(service) is not None:
            self._directory.change(service, observed_days=days)

    def _about_person(self, records: Records, subject: RecordId) -> dict[str, Any]:
        person = records.get(Beneficiary, subject)
        calendar = Calendar(today=self._clock.today(), deadline=person.deadline_on)
        known: dict[str, Any] = {
            "availability": person.availability,
            "contact_preference": person.contact_preference,
            "urgent": calendar.urgent,
        }
        consents = records.of(Consent, subject)
        sharing = next((c for c in consents if c.kind is ConsentKind.SHARE_PARTNERS and c.holds), None)
        if sharing is None:
            return known
        agreed = {"consent_on": sharing.given_on, "consent_channel": sharing.channel, "shared": USUAL_PARTS}
        return {**known, **agreed}

    def _about_service(self, service: RecordId | None) -> dict[str, Any]:
        """Return the words of a sheet; the name of its contact stays in the directory."""
        if service is None or self._directory.line(service) is None:
            return {}
        sheet = self._directory.sheet(service)
        shown = sheet.service
        return {
            "service_id": service,
            "service_code": shown.catalogue,
            "service_name": shown.name,
            "organisation": sheet.organisation.name if sheet.organisation is not None else "",
            "recipient_phone": shown.phone,
            "recipient_email": shown.email,
            "requirements": "\n".join(part for part in (shown.publics_detail, shown.conditions) if part),
        }


_NO_REFUSAL = {
    "refusal": RefusalReason.NONE,
    "unavailability": "",
    "unavailability_detail": "",
    "unavailability_days": None,
}


def _operator(referral: Referral) -> str:
    return referral.organisation or referral.service_name or referral.recipient_name or "l’opérateur"


def _named(place: str) -> str:
    """Return « AutoRelais » from « AutoRelais, 4 rue de la Gare, à Craon »; an address without a name stays whole."""
    name = place.partition(",")[0].strip()
    return name if name and not name[0].isdigit() else place


def _recall_words(referral: Referral, day: date) -> str:
    """Return « Relancer AutoRelais : orientation envoyée le ven. 20 nov. »."""
    return f"Relancer {_operator(referral)}{NBSP}: orientation envoyée le {short_date(day, day)}"


def _days_between(start: date | None, end: date) -> int | None:
    return None if start is None else max(0, (end - start).days)
