"""Tables, workbooks, GeoJSON and car pool lists read as services of the directory."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from import_desk import dry_run, written
from mobiconseil.domain.directory import codes
from mobiconseil.domain.directory_codes import Fees, ImportKind
from mobiconseil.errors import InvalidInput
from mobiconseil.services.session import Session

TABLE = (
    "Nom du service;Association;Adresse;CP;Ville;Tél.;Mail;Lat;Long;Public visé;Tarif;Mise à jour;Horaires\r\n"
    "Garage solidaire;L’Étape;3 rue du Mûrier;01000;Bourg;06.39.98.12.34;garage@asso.fr;46,2;5,22;"
    "Demandeurs d’emploi, bénéficiaires du RSA;10 € par an;03/10/2026;lun-ven 9h-12h\r\n"
    "Prêt de vélo;L’Étape;;1000;Bourg;pas de téléphone;pas@;848000;6570000;Martiens;Gratuit;32/13/2026;le matin\r\n"
    ";;;;;;;;;;;;\r\n"
    "x;;;;;;;;;;;;\r\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_table_of_the_field_is_read_as_people_write(session: Session, tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, "garages.csv", TABLE.replace("Tél.", "Téléphone").encode(encoding))
    look = session.directory_imports.look(path)
    assert look.needs_mapping
    assert look.guessed["CP"] == "postal_code"
    assert look.guessed["Association"] == "organisation_name"
    assert look.samples[0][0] == "Garage solidaire"
    report = dry_run(session, path, source="Réseau des garages")
    assert [(r.row, r.column) for r in report.refused] == [(5, "Nom du service")]
    garage, bicycle = report.new
    assert (garage.postal_code, garage.phone, garage.latitude) == ("01000", "+33639981234", 46.2)
    assert codes(garage.publics) == ("beneficiaires-des-minimas-sociaux", "demandeurs-emploi")
    assert (garage.fees, garage.fees_detail) == (Fees.PAID, "10 € par an")
    assert garage.updated_on == date(2026, 10, 3)
    assert garage.opening_hours == "Mo-Fr 09:00-12:00"
    assert (garage.family, garage.catalogue, garage.source) == ("F5", "F5-01", "reseau-des-garages")
    assert (bicycle.postal_code, bicycle.latitude, bicycle.fees) == ("01000", None, Fees.FREE)
    assert {r.column for r in report.warnings} == {"Téléphone", "Mail", "Lat", "Public visé", "Mise à jour", "Horaires"}
    assert "848000" in bicycle.original
    session.directory_imports.apply(report)
    assert session.directory.sheet(garage.id).organisation is not None
    assert dry_run(session, path, source="Réseau des garages").identical == 2


def test_the_columns_of_a_source_are_remembered(session: Session, tmp_path: Path) -> None:
    path = written(tmp_path, "Liste.csv", "Quoi;Où\nGarage solidaire;Craon\n")
    with pytest.raises(InvalidInput, match="Aucune colonne"):
        dry_run(session, path)
    session.directory_imports.remember("Liste", {"Quoi": "name", "Où": "commune"})
    look = session.directory_imports.look(path)
    assert look.guessed == {"Quoi": "name", "Où": "commune"}
    report = dry_run(session, path, source=look.source, columns=look.guessed)
    assert (report.new[0].name, report.new[0].commune) == ("Garage solidaire", "Craon")


def test_a_workbook_is_read_as_a_table(session: Session, tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["Nom", "Code postal", "Latitude", "Longitude", "Date"])
    page.append(["Garage solidaire", 1000, 46.2, 5.22, date(2026, 10, 3)])
    path = tmp_path / "a.xlsx"
    book.save(path)
    service = dry_run(session, path).new[0]
    assert (service.postal_code, service.latitude, service.updated_on) == ("01000", 46.2, date(2026, 10, 3))


def test_geojson_points_and_areas_become_services(session: Session, tmp_path: Path) -> None:
    square = [[[0, 46], [2, 46], [2, 48], [0, 48]]]
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [-0.95, 47.85]},
            "properties": {"nom": "Garage"},
        },
        {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": square}, "properties": {"nom": "Zone vélo"}},
        {"type": "Feature", "geometry": None, "properties": {"nom": "Sans lieu"}},
    ]
    content: dict[str, Any] = {"type": "FeatureCollection", "features": features}
    found = dry_run(session, written(tmp_path, "a.geojson", json.dumps(content))).new
    assert [(s.name, s.latitude, s.longitude) for s in found] == [
        ("Garage", 47.85, -0.95),
        ("Zone vélo", 47.0, 1.0),
        ("Sans lieu", None, None),
    ]
    content["crs"] = {"properties": {"name": "EPSG:2154"}}
    with pytest.raises(InvalidInput, match="WGS 84"):
        dry_run(session, written(tmp_path, "b.geojson", json.dumps(content)))


def test_the_national_car_pool_list_is_recognised(session: Session, tmp_path: Path) -> None:
    text = (
        "id_lieu,nom_lieu,ad_lieu,com_lieu,insee,type,date_maj,ouvert,source,Xlong,Ylat,nbre_pl,nbre_pmr,lumiere\n"
        "53084-C-1,Aire,Gare,Craon,53084,Aire de covoiturage,2026-01-01,true,x,-0.95,47.85,20,1,true\n"
        "1001-C-1,Aire,,L'Abergement,1001,Parking,2026-01-01,false,x,5.4,46.1,5,,\n"
        ",Sans identifiant,,,,,,,,1,2,,,\n"
    )
    report = dry_run(session, written(tmp_path, "bnlc.csv", text))
    first, second = report.new
    assert report.read.kind is ImportKind.CARPOOL
    assert (first.catalogue, first.insee_code, first.closed) == ("F7-02", "53084", False)
    assert first.description.replace("\u00a0", " ").startswith("Aire de covoiturage, 20 places, 1 place réservée")
    assert (second.insee_code, second.closed) == ("01001", True)
    assert [(r.row, r.column) for r in report.refused] == [(4, "id_lieu")]


def test_timetables_are_sent_to_the_page_that_reads_them(session: Session, tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("stops.txt", "stop_id")
        archive.writestr("stop_times.txt", "trip_id")
    with pytest.raises(InvalidInput, match="Fonds de carte"):
        session.directory_imports.look(written(tmp_path, "cars.zip", out.getvalue()))


def test_places_whose_property_of_the_name_is_unknown_ask_for_it(session: Session, tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [-0.95, 47.85]}
    feature = {"type": "Feature", "geometry": point, "properties": {"lib_equip_x": "Abri à vélos", "n": 4}}
    content = {"type": "FeatureCollection", "features": [feature]}
    path = written(tmp_path, "abris.geojson", json.dumps(content))
    look = session.directory_imports.look(path)
    assert look.needs_mapping
    report = dry_run(session, path, source="Département", columns=dict(look.guessed) | {"lib_equip_x": "name"})
    assert [(service.name, service.latitude) for service in report.new] == [("Abri à vélos", 47.85)]
    named = content | {"features": [feature | {"properties": {"nom": "Abri à vélos"}}]}
    assert not session.directory_imports.look(written(tmp_path, "abris2.geojson", json.dumps(named))).needs_mapping
