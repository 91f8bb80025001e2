"""Builds the outgoing sheet of a referral: only the parts that the person lets it show, and health never."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mobiconseil.domain import typography
from mobiconseil.domain.advice_records import AidRequest, Referral
from mobiconseil.domain.beneficiary import Beneficiary, ContactPreference
from mobiconseil.domain.referral_codes import RefusalReason, SharedPart
from mobiconseil.domain.situation import ConsentKind, Trip
from mobiconseil.domain.trip_text import trip_line
from mobiconseil.domain.typography import long_date, phone, quote
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.files import PersonFile
from mobiconseil.services.papers.common import Consent
from mobiconseil.services.papers.desk import PaperDesk
from mobiconseil.services.papers.referral import Fact, ReferralSheetData
from mobiconseil.services.papers.wording import capital, lowered, sentence
from mobiconseil.services.waiting import after

_TRIPS_SHOWN = 3
_URGENT = "Urgent\u00a0: réponse attendue sous 48\u00a0heures."


def referral_sheet(
    file: PersonFile, referral: Referral, aids: Sequence[AidRequest], desk: PaperDesk, *, with_name: bool
) -> ReferralSheetData:
    """Return what the operator may be told; without agreement, only what is asked and whom to call."""
    agreement = sharing(file, referral)
    sent = referral.sent_on or desk.today
    asked = ReferralSheetData(
        letterhead=desk.letterhead(),
        date=desk.date,
        adviser=desk.contact(),
        consent=agreement,
        file_code=file.beneficiary.code,
        urgency=_URGENT if referral.urgent else "",
        service=referral.service_name.strip() or _catalogue_name(referral, desk) or "Service",
        asked=_asked(referral, desk),
        refusals=tuple(reason.label for reason in RefusalReason if reason.value),
        answer_before=long_date(after(sent, referral.answer_days), desk.today),
    )
    return _told(asked, file, referral, aids, desk, with_name=with_name) if agreement.granted else asked


def sharing(file: PersonFile, referral: Referral) -> Consent:
    """Return whether the person lets the service be told: agreed to this referral, and withdrew nothing since."""
    general = file.consent(ConsentKind.SHARE_PARTNERS)
    withdrawn = general is not None and (general.withdrawn_on is not None or general.value is TriState.NO)
    if not referral.consented or referral.consent_on is None or withdrawn:
        return Consent(granted=False)
    how = f" ({referral.consent_channel.manner})" if referral.consent_channel.manner else ""
    return Consent(granted=True, sentence=f"Accord de la personne donné le {long_date(referral.consent_on)}{how}.")


def _told(
    asked: ReferralSheetData,
    file: PersonFile,
    referral: Referral,
    aids: Sequence[AidRequest],
    desk: PaperDesk,
    *,
    with_name: bool,
) -> ReferralSheetData:
    person, shares = file.beneficiary, referral.shares
    return replace(
        asked,
        person_name=person.plain_name if with_name else "",
        person=_person(person, referral, desk, with_name=with_name),
        request=quote(sentence(person.request)) if person.request and shares(SharedPart.NEED) else "",
        reason=sentence(referral.reason),
        criteria=sentence(referral.requirements),
        situation=_situation(file, referral),
        statuses=_statuses(file, desk) if shares(SharedPart.SITUATION) else (),
        aids=tuple(_aid(aid, desk) for aid in aids) if shares(SharedPart.AIDS) else (),
    )


def _asked(referral: Referral, desk: PaperDesk) -> tuple[Fact, ...]:
    known = (
        referral.recipient_name,
        phone(referral.recipient_phone) if referral.recipient_phone else "",
        referral.recipient_email,
    )
    kind = _catalogue_name(referral, desk)
    return (
        ("Structure", referral.organisation),
        ("Destinataire" if referral.recipient_name else "Contact", ", ".join(part for part in known if part)),
        ("Besoin", kind if kind.casefold() != referral.service_name.strip().casefold() else ""),
        ("Envoyée le" if referral.sent_on else "Préparée le", long_date(referral.sent_on or desk.today)),
    )


def _person(person: Beneficiary, referral: Referral, desk: PaperDesk, *, with_name: bool) -> tuple[Fact, ...]:
    born = person.birth_date or person.birth_year
    place = " ".join(part for part in (person.postal_code, person.commune) if part)
    found: list[Fact] = [("Âge", typography.age(born, desk.today) if born else ""), ("Commune", place)]
    if with_name and referral.shares(SharedPart.ADDRESS):
        found.append(("Adresse", person.address))
    if with_name and referral.shares(SharedPart.CONTACT):
        found += [
            ("Téléphone", phone(person.phone or person.phone_other) if person.phone or person.phone_other else ""),
            ("Courriel", person.email),
        ]
    preference = referral.contact_preference or person.contact_preference
    if preference is not ContactPreference.UNKNOWN:
        found.append(("À joindre", lowered(preference.label)))
    return (*found, ("Disponible", referral.availability or person.availability))


def _situation(file: PersonFile, referral: Referral) -> tuple[Fact, ...]:
    person, shares = file.beneficiary, referral.shares
    found: list[Fact] = []
    if shares(SharedPart.NEED):
        found += [("Projet", sentence(person.project)), ("Besoin analysé", sentence(person.analysed_need))]
    if shares(SharedPart.DEADLINE) and person.deadline_on:
        day = long_date(person.deadline_on)
        found.append(("Échéance", f"{person.deadline_label}, {day}" if person.deadline_label else capital(day)))
    if shares(SharedPart.TRIPS):
        found += [("Trajet", _trip(trip)) for trip in _trips(file)]
    if shares(SharedPart.LICENCE):
        year = f", depuis {person.licence_year}" if person.licence_year else ""
        found += [
            ("Permis", f"{person.licence.label}{year}" if person.licence.value else ""),
            ("Véhicule", person.vehicle.label if person.vehicle.value else ""),
        ]
    return tuple(found)


def _trips(file: PersonFile) -> tuple[Trip, ...]:
    return tuple(sorted(file.trips, key=lambda trip: (not trip.is_main, trip.position)))[:_TRIPS_SHOWN]


def _trip(trip: Trip) -> str:
    return typography.tidy(trip_line(trip))


def _statuses(file: PersonFile, desk: PaperDesk) -> tuple[str, ...]:
    """Return the statuses that hold today, without those that touch health or justice."""
    found = []
    for status in file.statuses:
        try:
            kind = desk.reference.status(status.code)
        except KeyError:
            continue
        if not kind.sensitive and status.holds_on(desk.today) is TriState.YES:
            found.append(kind.agreed(file.beneficiary.civility))
    return tuple(found)


def _aid(aid: AidRequest, desk: PaperDesk) -> str:
    amount = aid.granted_amount if aid.granted_amount is not None else aid.asked_amount
    euros = typography.money(amount) if amount is not None else ""
    on = aid.decided_on or aid.asked_on
    state = lowered(aid.state.label) + (f" le {long_date(on, desk.today)}" if on else "")
    return ", ".join(part for part in (aid.name, aid.body, euros, state) if part)


def _catalogue_name(referral: Referral, desk: PaperDesk) -> str:
    try:
        return desk.reference.service(referral.service_code).name if referral.service_code else ""
    except KeyError:
        return ""
