"""Services that somebody needed and that are missing where she lives: what the territory has to hear."""

from __future__ import annotations

from mobiconseil.domain.advice_records import UnmetNeed, need_key, unmet_need_id
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.actions import Action
from mobiconseil.services.elements import once
from mobiconseil.services.ports import Clock, Records, UnitOfWork

MISSING = "INEXISTANT"
"""The unavailability code of a service that does not exist here."""


class UnmetNeedService:
    """Use cases of unmet needs."""

    def __init__(self, uow: UnitOfWork, clock: Clock) -> None:
        self._uow = uow
        self._clock = clock

    def of(self, subject: RecordId) -> tuple[UnmetNeed, ...]:
        """Return the unmet needs of a person."""
        return once(self._uow.records.of(UnmetNeed, subject), subject, need_key)

    def note(self, subject: RecordId, service_code: str, *, reason: str = MISSING, note: str = "") -> UnmetNeed:
        """Note that a service of the catalogue is missing where the person lives; noted twice, it counts once."""
        with self._uow.transaction(Action.UNMET_NEED_NOTED) as records:
            return noted_need(records, self._clock, subject, service_code, reason=reason, note=note)

    def change(self, need: RecordId, **fields: object) -> UnmetNeed:
        """Write some fields of an unmet need."""
        with self._uow.transaction(Action.UNMET_NEED_CHANGED) as records:
            return records.change(UnmetNeed, need, **fields)

    def remove(self, need: UnmetNeed) -> None:
        """Put an unmet need in the trash, in the united files too."""
        with self._uow.transaction(Action.UNMET_NEED_REMOVED) as records:
            for same in records.of(UnmetNeed, need.subject):
                if need_key(same) == need_key(need):
                    records.trash(UnmetNeed, same.id)


def noted_need(
    records: Records,
    clock: Clock,
    subject: RecordId,
    service_code: str,
    *,
    reason: str,
    note: str = "",
    referral: RecordId | None = None,
) -> UnmetNeed:
    """Write an unmet need inside a transaction that is open, with the place where the person lives."""
    person = records.get(Beneficiary, subject)
    need = UnmetNeed(
        id=unmet_need_id(subject, service_code, person.insee_code or person.commune, reason),
        subject=subject,
        service_code=service_code,
        commune=person.commune,
        insee_code=person.insee_code,
        reason=reason,
        noted_on=clock.today(),
        note=note,
        referral_id=referral,
    )
    known = next((n for n in records.of(UnmetNeed, subject) if need_key(n) == need_key(need)), None)
    if known is None:
        records.add(need)
        return need
    return records.change(UnmetNeed, known.id, note=note or known.note, referral_id=referral or known.referral_id)
