"""Exports of DORA, under the names of its own model, imported without asking what each column is."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mobiconseil.domain.directory import NO_ORGANISATION, codes, organisation_id, service_id
from mobiconseil.domain.directory_codes import Fees, ImportKind, OfferKind
from mobiconseil.imports.dora import _CAPITAL, is_dora
from mobiconseil.services.directory_ports import ImportReport, ReadOptions
from mobiconseil.services.session import Session

ROW: dict[str, Any] = {
    "slug": "les-coquelicots-permis-b-a-petits-pas",
    "name": "Permis B à petits pas",
    "short_desc": "Une auto-école qui prend son temps.",
    "full_desc": "<p>Code et conduite, <strong>à son rythme</strong>.</p><ul><li>Deux fois par semaine</li></ul>",
    "kinds": ["formation"],
    "categories": ["mobilite"],
    "subcategories": ["mobilite--preparer-son-permis-de-conduire-se-reentrainer-a-la-conduite"],
    "access_conditions": [12],
    "access_conditions_display": ["Être inscrit à France Travail"],
    "concerned_public": [3, 8, 40],
    "concerned_public_display": ["Bénéficiaires du RSA", "Demandeurs d’emploi", "Les Martiens"],
    "requirements_display": ["Savoir lire"],
    "credentials_display": ["Pièce d’identité"],
    "fee_condition": "payant",
    "fee_details": "10 € l’heure",
    "beneficiaries_access_modes": ["telephoner", "envoyer-courriel"],
    "coach_orientation_modes": ["formulaire-dora", "autre"],
    "coach_orientation_modes_other": "Passer le mardi",
    "online_form": "https://exemple.fr/demande",
    "location_kinds": ["en-presentiel"],
    "address1": "3 place de la Halle",
    "postal_code": "53400",
    "city": "Craon",
    "city_code": "53084",
    "geom": "SRID=4326;POINT (-0.9486 47.8478)",
    "diffusion_zone_type": "department",
    "diffusion_zone_details": "53",
    "recurrence": "lun-ven 9h-12h",
    "contact_name": "Zoé Martin",
    "contact_phone": "02 61 91 00 88",
    "contact_email": "contact@coquelicots.fr",
    "modification_date": "2026-10-02T08:30:00+02:00",
    "status": "PUBLISHED",
    "structure": "les-coquelicots",
    "structure_info": {"name": "Les Coquelicots", "siret": "1" * 14, "phone": "0261910099", "city": "Craon"},
}


def dry_run(session: Session, path: Path, content: str) -> ImportReport:
    path.write_text(content, encoding="utf-8")
    look = session.directory_imports.look(path)
    assert (look.kind, look.needs_mapping, look.source) == (ImportKind.DORA, False, "dora")
    return session.directory_imports.dry_run(path, ReadOptions())


def camel(row: dict[str, Any]) -> dict[str, Any]:
    def spelled(name: str) -> str:
        first, *others = name.split("_")
        return first + "".join(part.capitalize() for part in others)

    return {spelled(name): camel(value) if isinstance(value, dict) else value for name, value in row.items()}


def as_objects(row: dict[str, Any]) -> dict[str, Any]:
    lists = ("kinds", "subcategories", "location_kinds", "beneficiaries_access_modes", "coach_orientation_modes")
    return row | {name: [{"value": code, "label": code.capitalize()} for code in row[name]] for name in lists}


def as_csv(row: dict[str, Any]) -> str:
    flat = {name: json.dumps(value) if isinstance(value, list | dict) else value for name, value in row.items()}
    text = io.StringIO()
    writer = csv.DictWriter(text, list(flat), delimiter=",")
    writer.writeheader()
    writer.writerow(flat)
    return text.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("snake.json", json.dumps([ROW])),
        ("camel.json", json.dumps({"services": [camel(ROW)]})),
        ("objets.json", json.dumps({"results": [as_objects(ROW)]})),
        ("tableau.csv", as_csv(ROW)),
        ("objets.csv", as_csv(as_objects(ROW))),
    ],
)
def test_each_shape_of_an_export_gives_the_same_sheet(
    session: Session, tmp_path: Path, name: str, content: str
) -> None:
    report = dry_run(session, tmp_path / name, content)
    assert report.refused == ()
    (service,), (owner,) = report.new, report.organisations
    assert service.id == service_id("dora--les-coquelicots-permis-b-a-petits-pas")
    assert (service.name, service.kind, service.fees) == ("Permis B à petits pas", OfferKind.TRAINING, Fees.PAID)
    assert service.description == (
        "Une auto-école qui prend son temps.\n\nCode et conduite, à son rythme.\nDeux fois par semaine"
    )
    assert codes(service.themes) == ("mobilite--preparer-un-permis",)
    assert (service.family, service.catalogue[:2]) == ("F2", "F2")
    assert codes(service.publics) == ("beneficiaires-des-minimas-sociaux", "demandeurs-emploi")
    assert service.publics_detail == "Les Martiens"
    assert service.conditions == "Être inscrit à France Travail\nSavoir lire\nPièce d’identité"
    assert codes(service.mobilisation_modes) == ("envoyer-un-courriel", "telephoner", "utiliser-lien-mobilisation")
    assert codes(service.mobilisable_by) == ("professionnels", "usagers")
    assert (service.mobilisation_link, service.mobilisation_detail) == ("https://exemple.fr/demande", "Passer le mardi")
    assert (service.latitude, service.longitude, service.zones) == (47.8478, -0.9486, "53")
    assert (service.address, service.commune, service.insee_code) == ("3 place de la Halle", "Craon", "53084")
    assert (service.phone, service.email) == ("+33261910088", "contact@coquelicots.fr")
    assert (service.opening_hours, service.updated_on) == ("Mo-Fr 09:00-12:00", date(2026, 10, 2))
    assert service.organisation_id == owner.id == organisation_id("dora--les-coquelicots")
    assert (owner.name, owner.siret, owner.phone) == ("Les Coquelicots", "1" * 14, "+33261910099")
    session.directory_imports.apply(report)
    again = session.directory_imports.dry_run(tmp_path / name, ReadOptions())
    assert (again.new, again.changed, again.identical) == ((), (), 1)


def test_drafts_are_left_out_and_a_service_may_have_no_structure(session: Session, tmp_path: Path) -> None:
    alone = {name: value for name, value in ROW.items() if not name.startswith("structure")}
    rows = [ROW | {"slug": "brouillon", "status": "DRAFT"}, alone | {"slug": "seul", "recurrence": "le mardi matin"}]
    report = dry_run(session, tmp_path / "a.json", json.dumps(rows))
    assert report.read.left_out == 1
    (service,) = report.new
    assert service.organisation_id is None
    assert NO_ORGANISATION not in repr(report.organisations)
    assert service.opening_hours == ""
    assert service.description.endswith("Horaires\u00a0: le mardi matin")


def test_other_services_are_left_out_by_their_theme(session: Session, tmp_path: Path) -> None:
    other = ROW | {"slug": "b", "subcategories": ["numerique--acquerir-un-equipement"], "categories": ["numerique"]}
    report = dry_run(session, tmp_path / "a.json", json.dumps([ROW, other]))
    assert (len(report.new), report.read.left_out) == (1, 1)


def test_a_plain_table_is_not_taken_for_dora() -> None:
    assert not is_dora(["name", "short_desc", "Ville"])
    assert not is_dora(["nom", "source", "id", "thematiques"])
    assert is_dora(["name", "shortDesc", "fullDesc", "locationKinds"])
    assert _CAPITAL.sub(r"_\1", "shortDesc") == "short_Desc"
