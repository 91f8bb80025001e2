"""Files of other programs, as they are found, imported in a real base."""

from __future__ import annotations

import gzip
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from import_desk import LICENCE, V1, as_csv, dry_run, written
from mobiconseil.domain.directory import Service, codes, service_id
from mobiconseil.domain.directory_codes import Fees, ImportKind, OfferKind
from mobiconseil.services.actions import Action
from mobiconseil.services.directory_ports import Cancelled, ExportFormat, ReadOptions, Severity
from mobiconseil.services.ports import DirectoryFilter
from mobiconseil.services.session import Session

STRUCTURE = {"source": "dora", "id": "dora--s1", "nom": "Les Coquelicots", "date_maj": "2026-01-01", "siret": "1" * 14}
V0: dict[str, Any] = {
    "id": "77",
    "structure_id": "12",
    "source": "mes-aides",
    "nom": "Location de scooters",
    "presentation_resume": "Un scooter pour aller travailler…",
    "presentation_detail": "Un scooter pour aller travailler, à 3 euros par jour.",
    "types": "['financement']",
    "thematiques": '["mobilite--louer-un-vehicule", "numerique"]',
    "profils": "['demandeurs-demploi', 'beneficiaires-rsa', 'locataires']",
    "frais": "['gratuit-sous-conditions']",
    "modes_orientation_beneficiaire": "['telephoner', 'se-presenter']",
    "modes_orientation_accompagnateur": "['envoyer-un-mail']",
    "zone_diffusion_type": "departement",
    "zone_diffusion_code": "53",
    "commune": "Laval",
    "code_postal": "53000",
    "courriel": "pas une adresse",
    "date_maj": "2024-03-01T10:00:00",
}


def bring(session: Session, path: Path, **options: Any) -> Any:
    return session.directory_imports.apply(dry_run(session, path, **options))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", as_csv(V1)),
        ("python.csv", as_csv(V1, lists=str)),
        ("bom.csv", "\ufeff" + as_csv(V1)),
        ("semicolon.csv", as_csv(V1, delimiter=";")),
        ("postgres.csv", as_csv(V1, lists=lambda v: "{" + ",".join(v) + "}")),
        ("a.json", json.dumps([V1])),
        ("page.json", json.dumps({"items": [{"service": V1, "distance": 3}], "total": 1})),
        ("both.json", json.dumps({"structures": [STRUCTURE], "services": [V1]})),
        ("lines.jsonl", json.dumps(V1) + "\n" + json.dumps(V1 | {"id": "dora--2"}) + "\n"),
        ("a.csv.gz", gzip.compress(as_csv(V1).encode())),
        ("a.json.gz", gzip.compress(json.dumps([V1]).encode())),
        ("cp1252.csv", as_csv(V1).encode("cp1252")),
        ("utf16.csv", as_csv(V1).encode("utf-16")),
    ],
)
def test_version_1_is_read_under_all_its_forms(session: Session, tmp_path: Path, name: str, content: Any) -> None:
    batch = bring(session, written(tmp_path, name, content))
    assert batch.kind is ImportKind.DATA_INCLUSION_V1
    assert batch.refused == 0
    service = session.directory.sheet(service_id("dora--1")).service
    assert (service.name, service.kind, service.fees) == ("Auto-école sociale", OfferKind.TRAINING, Fees.PAID)
    assert codes(service.publics) == ("demandeurs-emploi", "jeunes")
    assert (service.themes, service.zones) == (LICENCE, "53")
    assert (service.latitude, service.longitude) == (47.847, -0.952)
    assert (service.family, service.catalogue) == ("F2", "F2-07")
    assert service.updated_on == date(2026, 10, 2)
    assert service.description == V1["description"]


def test_structures_come_with_their_services_or_alone(session: Session, tmp_path: Path) -> None:
    bring(session, written(tmp_path, "services.csv", as_csv(V1)))
    assert session.directory.sheet(service_id("dora--1")).organisation is None
    bring(session, written(tmp_path, "structures.csv", as_csv(STRUCTURE)))
    owner = session.directory.sheet(service_id("dora--1")).organisation
    assert owner is not None
    assert (owner.name, owner.siret) == ("Les Coquelicots", "1" * 14)
    assert [line.name for line in session.directory.search(DirectoryFilter(text="coquelicots"))] == [V1["nom"]]


def test_version_0_is_said_in_version_1_and_its_words_are_kept(session: Session, tmp_path: Path) -> None:
    report = dry_run(session, written(tmp_path, "v0.csv", as_csv(V0)))
    assert [(r.column, r.severity) for r in report.read.remarks] == [
        ("thematiques", Severity.WARNING),
        ("courriel", Severity.WARNING),
    ]
    session.directory_imports.apply(report)
    service = session.directory.sheet(service_id("mes-aides--77")).service
    assert service.themes == "mobilite--acceder-a-un-vehicule"
    assert codes(service.publics) == ("beneficiaires-des-minimas-sociaux", "demandeurs-emploi")
    assert (service.fees, service.kind) == (Fees.FREE, OfferKind.FINANCIAL_AID)
    assert codes(service.mobilisation_modes) == ("envoyer-un-courriel", "se-presenter", "telephoner")
    assert codes(service.mobilisable_by) == ("professionnels", "usagers")
    assert service.description == V0["presentation_detail"]
    assert service.zones == "53"
    assert "frais=['gratuit-sous-conditions']" in service.original
    assert "locataires" in service.original
    assert "pas une adresse" in service.original
    assert (service.family, service.catalogue) == ("F4", "F4-02")


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"nom": "ab"}, "nom"),
        ({"description": ""}, "description"),
        ({"date_maj": "2050-01-01"}, "date_maj"),
        ({"date_maj": "1999-12-31"}, "date_maj"),
        ({"date_maj": "hier"}, "date_maj"),
        ({"courriel": "sans arobase"}, "courriel"),
        ({"publics": ["tous-publics", "jeunes"]}, "publics"),
        ({"code_postal": "Craon"}, "code_postal"),
        ({"source": ""}, "source"),
        ({"id": ""}, "id"),
        ({"volume_horaire_hebdomadaire": "-3"}, "volume_horaire_hebdomadaire"),
        ({"lien_source": "dora"}, "lien_source"),
    ],
)
@pytest.mark.parametrize("form", ["json", "csv"])
def test_an_error_refuses_its_row_only_and_says_where(
    session: Session, tmp_path: Path, change: dict[str, Any], column: str, form: str
) -> None:
    rows = [V1 | {"lien_source": "", "volume_horaire_hebdomadaire": ""} | change, V1 | {"id": "dora--2"}]
    rows[1] |= {"lien_source": "", "volume_horaire_hebdomadaire": ""}
    text = json.dumps(rows) if form == "json" else as_csv(*rows)
    report = dry_run(session, written(tmp_path, f"a.{form}", text))
    assert [service.source_id for service in report.new] == ["dora--2"]
    assert report.refused_count == 1
    assert {remark.column for remark in report.refused} == {column}
    assert {remark.row for remark in report.refused} == {1 if form == "json" else 2}
    assert all(remark.reason.endswith(".") for remark in report.refused)


def test_a_warning_of_the_schema_never_costs_a_row(session: Session, tmp_path: Path) -> None:
    row = V1 | {"nom": "Auto-école sociale.", "frais": "adhesion", "thematiques": [LICENCE, "mobilite--voler"]}
    report = dry_run(session, written(tmp_path, "a.json", json.dumps([row | {"score_qualite": 0.8}])))
    assert len(report.new) == 1
    assert report.refused == ()
    assert {remark.column for remark in report.warnings} == {"nom", "frais", "thematiques", "score_qualite"}
    assert set(report.new[0].original.split("; ")) == {"thematiques=mobilite--voler", "frais=adhesion"}


def test_a_dry_run_writes_nothing(session: Session, tmp_path: Path) -> None:
    dry_run(session, written(tmp_path, "a.json", json.dumps([V1])))
    assert session.directory.search(DirectoryFilter()) == ()
    assert session.directory_imports.batches() == ()


def test_a_second_import_never_doubles_and_says_what_changed(session: Session, tmp_path: Path) -> None:
    bring(session, written(tmp_path, "a.json", json.dumps([V1, V1 | {"id": "dora--2"}])))
    again = dry_run(session, written(tmp_path, "b.json", json.dumps([V1, V1 | {"id": "dora--2", "frais": "gratuit"}])))
    assert (len(again.new), [c.fields for c in again.changed], again.identical) == (0, [("fees",)], 1)
    session.directory_imports.apply(again)
    assert len(session.directory.search(DirectoryFilter())) == 2
    assert session.directory.sheet(service_id("dora--2")).service.fees is Fees.FREE


def test_the_same_row_twice_in_a_file_is_one_service(session: Session, tmp_path: Path) -> None:
    report = dry_run(session, written(tmp_path, "a.json", json.dumps([V1, V1])))
    assert len(report.new) == 1
    assert [remark.column for remark in report.warnings] == ["id"]


def test_what_the_team_wrote_survives_an_import(session: Session, tmp_path: Path) -> None:
    path = written(tmp_path, "a.json", json.dumps([V1]))
    bring(session, path)
    known = service_id("dora--1")
    session.directory.change(known, phone="+33639980000", private_note="Demander Zoé", family="F5", observed_days=12)
    session.directory.verify_today(known)
    moved = V1 | {"telephone": "+33639985555", "commune": "Laval"}
    report = dry_run(session, written(tmp_path, "b.json", json.dumps([moved])))
    assert report.kept_corrections[0].kept == ("phone",)
    session.directory_imports.apply(report)
    sheet = session.directory.sheet(known)
    assert (sheet.service.phone, sheet.imported.phone) == ("+33639980000", "+33639985555")
    assert sheet.service.commune == "Laval"
    assert (sheet.service.private_note, sheet.service.family, sheet.service.observed_days) == ("Demander Zoé", "F5", 12)
    assert sheet.service.verified_on == date(2026, 11, 20)


def test_an_import_is_undone_as_one_and_can_be_done_again(session: Session, tmp_path: Path) -> None:
    session.directory.add(name="Le nôtre")
    path = written(tmp_path, "a.json", json.dumps([V1 | {"id": f"dora--{n}"} for n in range(600)]))
    batch = bring(session, path)
    assert batch.added == 600
    assert len(session.directory.search(DirectoryFilter(limit=2000))) == 601
    assert session.directory_imports.can_undo(batch)
    session.directory_imports.undo(batch)
    assert [line.name for line in session.directory.search(DirectoryFilter())] == ["Le nôtre"]
    assert not session.directory_imports.can_undo(batch)
    assert bring(session, path).added == 600
    assert session.upkeep.health().problems == ()


def test_an_import_in_a_job_leaves_the_base_readable_until_its_end(session: Session, tmp_path: Path) -> None:
    path = written(tmp_path, "beaucoup.json", json.dumps([V1 | {"id": f"dora--{n}"} for n in range(1200)]))
    imports = session.directory_imports
    heard: list[tuple[int, int]] = []
    seen: list[int] = []

    def tick(done: int, total: int) -> bool:
        heard.append((done, total))
        return True

    with ThreadPoolExecutor(1) as thread:
        report = thread.submit(imports.dry_run_beside, path, ReadOptions(), tick).result()
        heard.clear()

        def look(done: int, total: int) -> bool:
            seen.append(len(session.directory_lines.search(DirectoryFilter(), session.clock.now())))
            return tick(done, total)

        applied = imports.apply_beside(report, look)
        changes = thread.submit(imports.apply_beside, report, tick).result().changes
    assert set(seen) == {0}
    assert heard[0][1] == 1200
    assert (1200, 1200) in heard
    assert applied.batch.added == 1200
    assert [change.action for change in applied.changes] == [Action.SERVICES_IMPORTED]
    assert [Service in change.kinds for change in changes] == [False]
    found = session.directory_lines.search(DirectoryFilter(limit=5000), session.clock.now())
    assert len(found) == 1200
    imports.undo(applied.batch)
    assert session.directory_lines.search(DirectoryFilter(), session.clock.now()) == ()


def test_an_import_stopped_while_it_writes_changes_nothing(session: Session, tmp_path: Path) -> None:
    path = written(tmp_path, "beaucoup.json", json.dumps([V1 | {"id": f"dora--{n}"} for n in range(1200)]))
    imports = session.directory_imports
    report = imports.dry_run(path, ReadOptions())
    with pytest.raises(Cancelled):
        imports.apply_beside(report, lambda done, _total: done < 1000)
    assert imports.batches() == ()
    assert session.directory_lines.search(DirectoryFilter(), session.clock.now()) == ()
    assert session.upkeep.health().problems == ()
    assert imports.apply(report).added == 1200


def test_a_corrected_description_is_what_the_search_knows(session: Session, tmp_path: Path) -> None:
    session.directory_imports.apply(dry_run(session, written(tmp_path, "a.json", json.dumps([V1]))))
    session.directory.change(service_id("dora--1"), description="Leçons de conduite le samedi.")

    def found(words: str) -> int:
        return len(session.directory.search(DirectoryFilter(text=words)))

    assert found("samedi") == 1
    assert found("pedagogie") == 0


def test_a_sheet_that_somebody_threw_away_stays_in_the_trash(session: Session, tmp_path: Path) -> None:
    path = written(tmp_path, "a.json", json.dumps([V1]))
    bring(session, path)
    session.directory.trash(service_id("dora--1"))
    report = dry_run(session, written(tmp_path, "b.json", json.dumps([V1 | {"frais": "gratuit"}])))
    assert (len(report.new), len(report.changed), report.identical) == (0, 0, 1)


def test_only_the_themes_and_the_area_that_are_asked_for_are_kept(session: Session, tmp_path: Path) -> None:
    rows = [
        V1,
        V1 | {"id": "dora--2", "thematiques": ["numerique--acquerir-un-equipement"]},
        V1 | {"id": "dora--3", "thematiques": ["sante--acces-aux-soins"]},
        V1 | {"id": "dora--4", "code_insee": "49099", "latitude": 47.06, "longitude": -0.88},
    ]
    path = written(tmp_path, "a.json", json.dumps(rows))

    def kept(**options: Any) -> list[str]:
        return [service.source_id[6:] for service in dry_run(session, path, **options).new]

    assert kept() == ["1", "4"]
    assert kept(themes="neighbours") == ["1", "2", "4"]
    assert kept(themes="all", departements=("53",)) == ["1", "2", "3"]
    assert kept(insee_codes=frozenset({"49099"})) == ["4"]
    assert kept(centre=(47.9, -0.95), radius_km=20.0) == ["1"]
    assert dry_run(session, path, departements=("53",)).read.left_out == 3


def test_a_service_without_a_point_stands_in_its_commune_and_says_so(session: Session, tmp_path: Path) -> None:
    without = {key: value for key, value in V1.items() if key not in {"latitude", "longitude"}}
    named = {**without, "id": "dora--2", "code_insee": "", "commune": "CRAON CEDEX", "code_postal": "53409"}
    unknown = {**without, "id": "dora--3", "code_insee": "", "commune": "Craon", "code_postal": "99999"}
    lost = {**without, "id": "dora--4", "code_insee": "", "commune": "Nulle Part", "code_postal": "99999"}
    path = written(tmp_path, "dora.json", json.dumps([V1, without | {"id": "dora--5"}, named, unknown, lost]))
    report = dry_run(session, path)
    craon = session.geography.gazetteer.by_insee("53084")
    assert craon is not None
    points = {service.source_id: (service.latitude, service.longitude) for service in report.new}
    assert points["dora--1"] == (47.847, -0.952)
    assert points["dora--5"] == craon.point
    assert points["dora--4"] == (None, None)
    assert report.read.placed == sum(points[f"dora--{n}"] == craon.point for n in (2, 3, 5))
    session.directory_imports.apply(report)
    near = session.directory.search(DirectoryFilter(centre=craon.point, radius_km=1))
    assert {"dora--1", "dora--5"} <= {session.directory.sheet(line.id).service.source_id for line in near}
    assert dry_run(session, path).identical == len(report.new)


def test_a_point_that_is_only_that_of_a_commune_is_not_sent_to_others(session: Session, tmp_path: Path) -> None:
    without = {key: value for key, value in V1.items() if key not in {"latitude", "longitude"}}
    bring(session, written(tmp_path, "dora.json", json.dumps([V1, without | {"id": "dora--2"}])))
    content = json.loads(session.directory_exports.make(ExportFormat.DATA_INCLUSION_JSON).content)
    assert [("latitude" in row) for row in sorted(content["services"], key=lambda row: row["id"])] == [True, False]


def test_a_radius_also_counts_for_what_stands_in_its_commune(session: Session, tmp_path: Path) -> None:
    without = {key: value for key, value in V1.items() if key not in {"latitude", "longitude"}}
    path = written(tmp_path, "dora.json", json.dumps([V1, without | {"id": "dora--2"}]))
    report = dry_run(session, path, centre=(48.0, 5.0), radius_km=30.0)
    assert (len(report.new), report.read.left_out) == (0, 2)


def test_only_the_communes_of_an_intercommunality_are_kept_with_or_without_their_codes(
    session: Session, tmp_path: Path
) -> None:
    craon = session.geography.gazetteer.by_insee("53084")
    assert craon is not None
    codes_there = session.geography.gazetteer.of_epci(craon.epci)
    assert "53084" in codes_there
    path = written(tmp_path, "taxis.csv", "Nom;Ville;CP\nTaxi de Craon;Craon;53400\nTaxi de Laval;Laval;53000\n")
    report = dry_run(session, path, insee_codes=codes_there)
    assert [service.name for service in report.new] == ["Taxi de Craon"]
    assert report.read.left_out == 1
