"""Writes the fictional directory through the use cases of the session: an import, then the work of the team."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, timedelta

from mobiconseil.demo.directory_offers import HOUSES, POINTS, SOURCE, House, Offer
from mobiconseil.demo.places import POSTAL_CODES
from mobiconseil.demo.teller import StoryClock
from mobiconseil.domain.directory import Organisation, Service, joined, organisation_id, service_id
from mobiconseil.domain.directory_codes import Fees, ImportKind, OfferKind, Theme
from mobiconseil.domain.french_text import fold
from mobiconseil.domain.catalogues import CatalogueService
from mobiconseil.services.directory_ports import ImportReport, ReadFile
from mobiconseil.services.session import Session

_IMPORTED = timedelta(days=62)
_AGES = (1, 3, 8, 2, 5, 13, 1, 4, 18, 2, 7, 22, 3, 1, 10, 26, 2, 5, 15, 30)
"""Months since the source touched a sheet, in turn: all the degrees of freshness."""
_THEMES = {
    "F1": Theme.SUPPORT,
    "F2": Theme.LICENCE,
    "F3": Theme.FUNDING,
    "F4": Theme.VEHICLE,
    "F5": Theme.REPAIR,
    "F6": Theme.SUPPORT,
    "F7": Theme.SHARED,
}
_KINDS = {
    "F1": OfferKind.SUPPORT,
    "F2": OfferKind.TRAINING,
    "F3": OfferKind.FINANCIAL_AID,
    "F4": OfferKind.MATERIAL_AID,
    "F5": OfferKind.MATERIAL_AID,
    "F6": OfferKind.SUPPORT,
    "F7": OfferKind.INFORMATION,
}


def fill(session: Session, clock: StoryClock) -> int:
    """Write the directory as it was imported two months ago, with what the team did since; return how many sheets."""
    clock.travel(clock.present - _IMPORTED)
    imported_on = clock.today()
    houses = tuple(_organisation(house, imported_on) for house in HOUSES)
    services = tuple(_services(session, imported_on))
    read = ReadFile(
        kind=ImportKind.DEMO, source=SOURCE, schema_version="", organisations=houses, services=services,
        rows={service.id: rank for rank, service in enumerate(services, start=1)}, remarks=(), left_out=0,
    )  # fmt: skip
    report = ImportReport(
        file_name="annuaire-imaginaire.json", read=read, new=services, changed=(), identical=0, organisations=houses
    )
    session.directory_imports.apply(report)
    _work(session, clock, services)
    clock.travel(clock.present)
    return len(services)


def _organisation(house: House, today: date) -> Organisation:
    insee, latitude, longitude = POINTS[house.commune]
    source_id = f"{SOURCE}--{house.key}"
    return Organisation(
        id=organisation_id(source_id),
        source=SOURCE,
        source_id=source_id,
        name=house.name,
        address=house.address,
        postal_code=POSTAL_CODES[house.commune],
        commune=house.commune,
        insee_code=insee,
        latitude=latitude,
        longitude=longitude,
        phone=house.phone,
        email=f"contact@{house.key}.example",
        opening_hours=house.hours,
        updated_on=today,
    )


def _services(session: Session, today: date) -> Iterator[Service]:
    rank = 0
    for house in HOUSES:
        for offer in house.offers:
            for commune in offer.communes:
                yield _service(session.reference.service(offer.code), house, offer, commune, rank=rank, today=today)
                rank += 1


def _service(known: CatalogueService, house: House, offer: Offer, commune: str, *, rank: int, today: date) -> Service:
    source_id = f"{SOURCE}--{house.key}-{offer.key}-{_slug(commune)}"
    insee, _, _ = POINTS[commune]
    latitude, longitude = _spot(commune, rank)
    family = offer.code[:2]
    return Service(
        id=service_id(source_id),
        source=SOURCE,
        source_id=source_id,
        organisation_id=organisation_id(f"{SOURCE}--{house.key}"),
        name=offer.name.format(commune),
        description=offer.text,
        kind=_KINDS[family],
        themes=_THEMES[family].value,
        fees=Fees.PAID if offer.cost else Fees.FREE,
        fees_detail=offer.cost,
        publics=joined(offer.publics.split()),
        conditions=offer.conditions,
        access_modes="en-presentiel",
        mobilisation_modes="telephoner",
        mobilisable_by=joined(offer.by.split()),
        zones="53",
        address=offer.address or (house.address if commune == house.commune else ""),
        postal_code=POSTAL_CODES[commune],
        commune=commune,
        insee_code=insee,
        latitude=latitude,
        longitude=longitude,
        phone=house.phone,
        opening_hours=offer.hours,
        updated_on=today - timedelta(days=30 * _AGES[rank % len(_AGES)]),
        family=family,
        catalogue=offer.code,
        core=known.core,
        mesh=known.mesh.value,
        target_days=known.target_days,
        observed_days=offer.days,
        min_age=offer.min_age,
        max_age=offer.max_age,
        licence_seniority_years=offer.licence_years,
        licence_needed=None if offer.licence_years is None else True,
        deposit=offer.deposit,
        needs_registration=offer.registered,
    )


def _work(session: Session, clock: StoryClock, services: tuple[Service, ...]) -> None:
    """Do what a team does with a directory: check, correct, note, close, hold drop-in days."""
    directory = session.directory
    clock.travel(clock.present - timedelta(days=20))
    for service in services[3::9]:
        directory.verify_today(service.id)
    loan = next(service for service in services if service.catalogue == "F4-04")
    stop = next(service for service in services if service.catalogue == "F7-01" and service.commune == "Craon")
    for relied_on in (loan, stop):
        directory.verify_today(relied_on.id)
    directory.change(loan.id, private_note="Appeler le matin\u00a0: les voitures partent vite.", observed_days=6)
    garage = next(service for service in services if service.catalogue == "F5-01")
    directory.change(garage.id, phone="+33261913159", conditions="Sur prescription, devis avant travaux")
    gone = next(service for service in services if service.catalogue == "F5-08")
    directory.close(gone.id)
    for service in services:
        if service.catalogue == "F1-02":
            directory.add_drop_in(
                service_id=service.id,
                name=service.name,
                place="Mairie" if service.commune != "Renazé" else "France services",
                postal_code=service.postal_code,
                commune=service.commune,
                insee_code=service.insee_code,
                latitude=service.latitude,
                longitude=service.longitude,
                calendar="Tu[1,3] 09:00-12:00" if service.commune in {"Ballots", "Cuillé"} else "We 14:00-17:00",
                accessibility="De plain-pied",
                phone=service.phone,
                adviser=session.adviser.name,
            )


def _spot(commune: str, rank: int) -> tuple[float, float]:
    """Return a place near the middle of the commune, another for each rank."""
    _, latitude, longitude = POINTS[commune]
    angle, reach = rank * 2.4, 0.0012 + 0.0004 * (rank % 7)
    return round(latitude + reach * math.sin(angle), 5), round(longitude + 1.5 * reach * math.cos(angle), 5)


def _slug(commune: str) -> str:
    """Return « saint-aignan-sur-roe »."""
    return fold(commune).replace(" ", "-")
