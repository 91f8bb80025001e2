"""A referral being written, sent and answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from mobiconseil.domain import typography
from mobiconseil.domain.advice_records import Referral, service_key
from mobiconseil.domain.french_text import fold
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.referral_codes import ReferralChannel, ReferralState, RefusalReason, SharedPart
from mobiconseil.domain.situation import ConsentChannel, ConsentKind
from mobiconseil.services.actions import Action
from mobiconseil.services.ports import DirectoryFilter
from mobiconseil.services.referrals import USUAL_PARTS
from mobiconseil.services.session import Session
from mobiconseil.ui.context import Context
from mobiconseil.ui.record_model import RecordModel
from mobiconseil.ui.widgets.choice_fields import Completion

_PROPOSALS = 5


def service_proposals(session: Session, typed: str) -> Sequence[Completion]:
    """Return the services of the directory, then of the catalogue, whose names hold the words typed."""
    if len(fold(typed)) < 3:
        return ()
    lines = session.directory.search(DirectoryFilter(text=typed, limit=_PROPOSALS))
    found = [
        Completion(code=service_key(line.id), label=line.name, detail=line.organisation or line.commune)
        for line in lines
    ]
    words = fold(typed).split()
    kinds = [
        Completion(code=service.code, label=service.name, detail="catalogue", by_tab=False)
        for service in session.reference.services.services
        if all(word in fold(service.name) for word in words)
    ]
    return [*found, *kinds[: _PROPOSALS - 2]]


def drafted(session: Session, subject: RecordId, proposal: Completion | str, **fields: Any) -> Referral:
    """Prepare a referral to what was chosen: a service of the directory, one of the catalogue, or words."""
    if isinstance(proposal, str):
        return session.referrals.draft(subject, None, service_name=proposal, **fields)
    kind, _, code = proposal.code.partition(":")
    if kind == "service":
        return session.referrals.draft(subject, RecordId(bytes.fromhex(code)), **fields)
    return session.referrals.draft(subject, None, service_code=proposal.code, service_name=proposal.label, **fields)


class ReferralModel(RecordModel):
    """Fields while it is a draft, then its answer."""

    def __init__(self, context: Context, referral: Referral, parent: QObject | None = None) -> None:
        super().__init__(context, referral, parent)
        self.unmet_need = False
        """Whether a refusal is also noted as a need without solution."""

    @property
    def referral(self) -> Referral:
        """Return the referral as typed."""
        known: Referral = self.record
        return known

    def stored_now(self) -> Any | None:
        """Return the referral as the base holds it."""
        return self.find(self.session.referrals.of(self.referral.subject))

    def store(self, fields: Mapping[str, object]) -> None:
        """Write some fields."""
        self.session.referrals.change(self.record_id, **fields)

    # What is shown

    @property
    def is_draft(self) -> bool:
        """Say whether it is still to be sent."""
        return self.referral.state is ReferralState.DRAFT

    def sharing_withdrawn(self) -> bool:
        """Say whether the person refused, or took back, her agreement to share with partners."""
        known = self.session.files.load(self.referral.subject).consent(ConsentKind.SHARE_PARTNERS)
        return known is not None and not known.holds and known.given_on is not None

    def state_words(self) -> str:
        """Return « Envoyée le ven. 20 nov., par courriel. Relance le lun. 30 nov. »."""
        referral = self.referral
        if referral.sent_on is None:
            return self.tr("Brouillon, rien n’est envoyé")
        how = referral.channel.label.lower() if referral.channel is not ReferralChannel.UNKNOWN else ""
        sent = f"Envoyée le {self._day(referral.sent_on)}" + (f", {how}" if how else "")
        recall = self._recall_day()
        parts = [sent, f"Relance le {self._day(recall)}" if recall else ""]
        if referral.answered_on is not None and not referral.state.is_waiting:
            parts.append(f"{referral.state.label} le {self._day(referral.answered_on)}")
        if not referral.state.is_waiting:
            parts.append(self._delay_words(referral))
        return ". ".join(part.rstrip(".") for part in parts if part) + "."

    def _delay_words(self, referral: Referral) -> str:
        """Return « Délai observé : 12 jours, noté dans l’annuaire »; only announced when the service is full."""
        refused = referral.state is ReferralState.REFUSED
        days = referral.unavailability_days if refused else referral.observed_days
        if days is None:
            return ""
        noted = self.tr(", noté dans l’annuaire") if referral.service_id else ""
        word = self.tr("annoncé") if refused else self.tr("observé")
        return f"Délai {word}{typography.NBSP}: {typography.count(days, 'jour')}{noted}"

    def services(self, typed: str) -> Sequence[Completion]:
        """Return the services whose names hold the words typed."""
        return service_proposals(self.session, typed)

    def unavailabilities(self) -> tuple[tuple[str, str], ...]:
        """Return the closed list of reasons why a service could not serve."""
        return tuple((kind.code, kind.label) for kind in self.session.reference.unavailability.kinds)

    # What is done

    def choose_service(self, proposal: Completion) -> None:
        """Take a service of the directory with its words, or a service of the catalogue."""
        kind, _, code = proposal.code.partition(":")
        if kind == "service":
            service = RecordId(bytes.fromhex(code))
            self.act(partial(self.session.referrals.point_to, self.record_id, service), Action.REFERRAL_CHANGED.label)
            return
        self.edit("service_code", proposal.code)
        self.edit("service_name", proposal.label, now=True)

    def set_consent(self, agreed: bool) -> None:
        """Note that the person agrees, today, or no longer; how is still to say."""
        if agreed and not self.referral.shared:
            self.edit("shared", USUAL_PARTS)
        self.edit("consent_channel", ConsentChannel.UNKNOWN)
        self.edit("consent_on", self.today() if agreed else None, now=True)

    def set_shared(self, part: SharedPart, shown: bool) -> None:
        """Let the sheet show a part of the file, or not."""
        parts = [known.value for known in SharedPart if (shown if known is part else known in self._parts())]
        self.edit("shared", " ".join(parts), now=True)

    def _parts(self) -> frozenset[SharedPart]:
        return frozenset(part for part in SharedPart if part.value in self.referral.shared.split())

    def send(self) -> bool:
        """Note that it was sent today; it comes back when its answer is due."""
        send = partial(self.session.referrals.send, self.record_id, channel=self.referral.channel)
        return self.act(send, self.tr("Orientation envoyée, relance prévue"))

    def chase(self) -> bool:
        """Note that the service was called again."""
        return self.flush() and self.attempt_undoable(
            partial(self.session.referrals.chase, self.referral), Action.REFERRAL_CHASED.label
        )

    def accept(self, starts_on: date | None) -> bool:
        """The service takes the person, from a day if it is known."""
        write = partial(self.session.referrals.accept, self.record_id, starts_on=starts_on)
        return self.act(write, Action.REFERRAL_ACCEPTED.label)

    def refuse(self, reason: RefusalReason, code: str, *, detail: str = "", days: int | None = None) -> bool:
        """The service does not take the person; the need may be noted for the territory in the same breath."""
        write = partial(
            self.session.referrals.refuse,
            self.record_id,
            reason,
            unavailability=code,
            detail=detail,
            days=days,
            unmet_need=self.unmet_need,
        )
        return self.act(write, Action.REFERRAL_REFUSED.label)

    def expire(self) -> bool:
        """No answer came and none is awaited any more."""
        write = partial(self.session.referrals.expire, self.record_id, unmet_need=self.unmet_need)
        return self.act(write, Action.REFERRAL_EXPIRED.label)

    def remove(self) -> None:
        """Put it in the trash, with a way back."""
        self._autosave.forget()
        self.attempt_undoable(partial(self.session.referrals.remove, self.referral), Action.REFERRAL_REMOVED.label)

    def _recall_day(self) -> date | None:
        referral = self.referral
        recalls = self.session.files.load(referral.subject).recalls
        return next((r.due_on for r in recalls if r.id == referral.recall_id and r.is_open), None)

    def _day(self, day: date) -> str:
        return typography.short_date(day, self.today())
