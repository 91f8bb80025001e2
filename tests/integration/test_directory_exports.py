"""The directory as other programs read it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from data_inclusion.schema import v1
from openpyxl import load_workbook

from builders import PASSPHRASE, Desk
from directory_desk import hold
from mobiconseil.cli.access import PASSPHRASE_VARIABLE
from mobiconseil.cli.main import run
from mobiconseil.domain.directory import Organisation, organisation_id, service_id
from mobiconseil.domain.directory_codes import Fees, OfferKind
from mobiconseil.services.directory_ports import ExportFormat, ReadOptions
from mobiconseil.services.ports import DirectoryFilter
from mobiconseil.services.session import Session

SECRET = "Demander Zoé avant midi"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Desk(tmp_path / "base").create()
    owner = Organisation(
        id=organisation_id("dora--o"), source="dora", source_id="dora--o", name="Les Coquelicots",
        updated_on=date(2026, 1, 1), siret="0" + "1" * 13,
    )  # fmt: skip
    hold(made, owner)
    made.directory.add(
        name="Auto-école sociale", source_id="mobiconseil--1", organisation_id=owner.id, kind=OfferKind.TRAINING,
        description="=SOMME(1) ; permis, avec « patience »", themes="mobilite--preparer-un-permis", publics="jeunes",
        fees=Fees.FREE, postal_code="01000", commune="Bourg", phone="+33639981234", email="pas une adresse",
        contact_name="Zoé Martin", private_note=SECRET, latitude=46.2, longitude=5.22, family="F2",
    )  # fmt: skip
    made.directory.add(name="X", description="Un nom trop court pour le modèle", private_note=SECRET)
    yield made
    made.close()


def exported(session: Session, kind: ExportFormat, **options: bool) -> tuple[bytes, int, int]:
    made = session.directory_exports.make(kind, **options)
    return made.content, made.count, made.left_out


def test_the_json_is_valid_for_the_official_package(session: Session) -> None:
    content, count, left_out = exported(session, ExportFormat.DATA_INCLUSION_JSON)
    found = json.loads(content)
    assert (count, left_out) == (1, 1)
    service = v1.Service.model_validate(found["services"][0])
    structure = v1.Structure.model_validate(found["structures"][0])
    assert (service.nom, service.structure_id, structure.id) == ("Auto-école sociale", "dora--o", "dora--o")
    assert service.courriel is None
    assert found["schema_version"]


def test_the_open_data_csv_is_valid_and_is_read_back(session: Session, tmp_path: Path) -> None:
    content, _, _ = exported(session, ExportFormat.DATA_INCLUSION_CSV)
    row = next(csv.DictReader(io.StringIO(content.decode())))
    typed = {k: json.loads(v) if v.startswith("[") else v for k, v in row.items() if v}
    assert v1.Service.model_validate(typed).description.startswith("=SOMME")
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    report = session.directory_imports.dry_run(path, ReadOptions())
    assert (len(report.new), report.refused) == (0, ())


def test_excel_opens_the_table_without_formulas_and_keeps_zeros(session: Session) -> None:
    content, count, _ = exported(session, ExportFormat.EXCEL_CSV)
    assert content.startswith(b"\xef\xbb\xbf")
    assert b";'=SOMME(1)" in content or b"\"'=SOMME(1)" in content
    book, _, _ = exported(session, ExportFormat.XLSX)
    page = load_workbook(io.BytesIO(book)).active
    assert page is not None
    titles = [cell.value for cell in page[1]]
    row = next(r for r in page.iter_rows(min_row=2) if r[0].value == "Auto-école sociale")
    postal = row[titles.index("Code postal")]
    described = row[titles.index("Description")]
    assert (postal.value, postal.data_type, described.data_type, count) == ("01000", "s", "s", 2)


def test_a_contact_card_follows_its_standard(session: Session) -> None:
    content, count, _ = exported(session, ExportFormat.VCARD)
    lines = content.decode().split("\r\n")
    assert count == 2
    assert lines[:3] == ["BEGIN:VCARD", "VERSION:4.0", "KIND:org"]
    assert "TEL;VALUE=uri;TYPE=work:tel:+33639981234" in lines
    assert "ADR;TYPE=work:;;;Bourg;;01000;France" in lines
    assert all(len(line.encode()) <= 75 for line in lines)


@pytest.mark.parametrize("kind", list(ExportFormat))
def test_private_notes_never_leave_and_contacts_only_when_asked(session: Session, kind: ExportFormat) -> None:
    content = exported(session, kind)[0]
    named = exported(session, kind, contact_names=True)[0]
    if kind is ExportFormat.XLSX:
        content, named = (
            "\n".join(str(c.value) for r in load_workbook(io.BytesIO(b)).active.rows for c in r).encode()  # type: ignore[union-attr]
            for b in (content, named)
        )
    assert SECRET.encode() not in content + named
    assert "Zoé".encode() not in content
    assert ("Zoé".encode() in named) is (kind is not ExportFormat.CORRECTIONS)


def test_corrections_go_back_to_their_source(session: Session, tmp_path: Path) -> None:
    row = {
        "source": "dora", "structure_id": "dora--o", "id": "dora--1", "nom": "Garage", "description": "Un garage",
        "date_maj": "2026-01-01", "telephone": "+33639981234", "thematiques": ["mobilite--financer-ma-mobilite"],
    }  # fmt: skip
    path = tmp_path / "a.json"
    path.write_text(json.dumps([row, row | {"id": "dora--2", "nom": "Parti"}]), encoding="utf-8")
    session.directory_imports.apply(session.directory_imports.dry_run(path, ReadOptions()))
    session.directory.change(service_id("dora--1"), phone="+33639980000", private_note=SECRET, contact_name="Zoé")
    session.directory.close(service_id("dora--2"))
    content, count, _ = exported(session, ExportFormat.CORRECTIONS)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert count == 2
    assert [(r["Identifiant"], r["Champ"], r["Valeur importée"], r["Valeur proposée"], r["Date"]) for r in rows] == [
        ("dora--1", "Téléphone", "06 39 98 12 34", "06 39 98 00 00", "20/11/2026"),
        ("dora--2", "Fermé", "Non", "Oui", ""),
    ]


def test_the_command_tells_then_imports(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path / "base")
    desk.create().close()
    desk.release()
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    path = tmp_path / "garages.csv"
    path.write_text("Nom;Commune\nGarage solidaire;Craon\nx;Laval\n", encoding="utf-8")
    assert run(["import-services", str(tmp_path / "base"), str(path), "--dry-run"]) == 0
    told = capsys.readouterr().out
    assert "Rien n’a été écrit." in told
    assert "Refusée (ligne 3, Nom)" in told
    assert "\n  1\u00a0nouveau service\n  0\u00a0service modifié\n" in told
    assert "  1\u00a0ligne refusée\n" in told
    assert run(["import-services", str(tmp_path / "base"), str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["new"] == 1
    session = desk.reopen()
    assert [line.name for line in session.directory.search(DirectoryFilter())] == ["Garage solidaire"]
    session.close()
