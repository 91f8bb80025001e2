"""The aids of a structure, added by hand or read from a table, on a real base."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from builders import Desk
from mobiconseil.domain.advice_records import LocalAid
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.errors import InvalidInput
from mobiconseil.imports.aid_columns import COLUMNS, field_of
from mobiconseil.services.actions import Action
from mobiconseil.services.aid_ports import AidImport
from mobiconseil.services.session import Session

HEADING = (
    "Nom", "Organisme", "Montant", "Plafond (€)", "Statuts", "Publics", "Âge minimum", "Âge maximum", "Zone",
    "À demander avant la dépense", "Pièces", "Vérifiée le", "Téléphone", "Lien",
)  # fmt: skip
BOURSE = (
    "Bourse au permis", "Pays de Craon", "50 % du devis, jusqu’à 600 €", "1 200 €", "RSA, ST04", "jeunes", "18", "25",
    "53 53084", "oui", "Devis; Justificatif de domicile", "03/11/2026", "02 43 00 00 01", "paysdecraon.example",
)  # fmt: skip


TYPED = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
"""What a cell of a spreadsheet can hold: a file of control characters is refused as no text at all."""


def table(folder: Path, *rows: Sequence[str], encoding: str = "utf-8-sig", delimiter: str = ";") -> Path:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path = folder / "aides.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def imported(session: Session, path: Path) -> AidImport:
    return session.aids.apply(session.aids.dry_run(path))


def test_a_dry_run_writes_nothing_and_the_import_writes_what_it_said(session: Session, tmp_path: Path):
    report = session.aids.dry_run(table(tmp_path, HEADING, BOURSE))
    assert [aid.name for aid in report.new] == ["Bourse au permis"]
    assert report.read.remarks == ()
    assert session.aids.local() == ()
    session.aids.apply(report)
    aid = session.aids.local()[0]
    assert (aid.ceiling, aid.min_age, aid.max_age, aid.ask_before) == (1200, 18, 25, True)
    assert (aid.statuses, aid.publics, aid.zones) == ("ST01 ST04", "jeunes", "53 53084")
    assert (aid.papers, aid.verified_on) == ("Devis\nJustificatif de domicile", date(2026, 11, 3))
    assert (aid.phone, aid.source_url) == ("+33243000001", "https://paysdecraon.example")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_tables_are_read_as_spreadsheets_write_them(session: Session, tmp_path: Path, encoding: str, delimiter: str):
    report = imported(session, table(tmp_path, HEADING, BOURSE, encoding=encoding, delimiter=delimiter))
    assert session.aids.local()[0].amount == "50 % du devis, jusqu’à 600 €"
    assert report.read.remarks == ()


def test_a_workbook_is_read_as_a_table(session: Session, tmp_path: Path):
    book = Workbook()
    assert book.active is not None
    for row in (HEADING, BOURSE):
        book.active.append(row)
    book.save(tmp_path / "aides.xlsx")
    imported(session, tmp_path / "aides.xlsx")
    assert [aid.name for aid in session.aids.local()] == ["Bourse au permis"]


def test_an_import_is_one_transaction_undone_as_one(tmp_path: Path):
    desk = Desk(tmp_path / "base")
    session = desk.create()
    path = table(tmp_path, ("Nom", "Organisme"), ("Bourse au permis", "Craon"), ("Bon d’essence", "Craon"))
    before = len(desk.changes)
    imported(session, path)
    assert [change.action for change in desk.changes[before:]] == [Action.LOCAL_AIDS_IMPORTED]
    undone = session.uow.undo(desk.changes[-1].transaction)
    assert session.aids.local() == ()
    session.uow.undo(undone.transaction)
    assert len(session.aids.local()) == 2
    session.close()


def test_a_table_read_twice_changes_nothing(session: Session, tmp_path: Path):
    path = table(tmp_path, HEADING, BOURSE)
    imported(session, path)
    again = imported(session, path)
    assert (again.new, again.changed, again.identical) == ((), (), 1)


def test_a_table_changes_only_what_its_cells_fill(session: Session, tmp_path: Path):
    imported(session, table(tmp_path, HEADING, BOURSE))
    aid = session.aids.local()[0]
    session.aids.change(aid.id, private_note="Voir Mme Roy")
    second = ("Nom", "Organisme", "Plafond (€)", "Montant")
    report = imported(session, table(tmp_path, second, ("Bourse au permis", "Pays de Craon", "900", "")))
    assert [changed.fields for changed in report.changed] == [("ceiling",)]
    now = session.aids.local()[0]
    assert (now.ceiling, now.amount, now.private_note) == (900, aid.amount, "Voir Mme Roy")


def test_an_aid_of_the_trash_comes_back_with_its_table(session: Session, tmp_path: Path):
    path = table(tmp_path, HEADING, BOURSE)
    imported(session, path)
    session.aids.trash(session.aids.local()[0].id)
    assert (session.aids.local(), len(session.aids.trashed())) == ((), 1)
    imported(session, path)
    assert (len(session.aids.local()), session.aids.trashed()) == (1, ())


def test_rows_that_cannot_be_kept_are_named_with_their_column(session: Session, tmp_path: Path):
    rows = [
        ("Bourse au permis", "18", "RSA", "53"),
        ("", "18", "RSA", "53"),
        ("Bourse au permis", "18", "RSA", "53"),
        ("Bon essence", "dix-huit", "licorne", "Pays de Craon"),
    ]
    report = session.aids.dry_run(table(tmp_path, ("Nom", "Âge minimum", "Statuts", "Zone"), *rows))
    assert [(r.row, r.column) for r in report.refused] == [(3, "Nom"), (4, "Nom")]
    assert [(r.row, r.column) for r in report.warnings] == [(5, "Âge minimum"), (5, "Statuts"), (5, "Zone")]
    assert "ligne 2" in report.refused[1].reason
    assert [aid.name for aid in report.new] == ["Bourse au permis", "Bon essence"]
    kept = report.new[1]
    assert (kept.min_age, kept.statuses, kept.zones) == (None, "", "")
    assert "Pays de Craon" in kept.conditions


def test_a_public_that_is_no_code_is_kept_in_the_conditions(session: Session, tmp_path: Path):
    rows = [("Chèque essence", "RSA", "licorne"), ("Bon vélo", "Jeunes", "")]
    report = session.aids.dry_run(table(tmp_path, ("Nom", "Publics", "Statuts"), *rows))
    kept, read = report.new
    assert kept.conditions.replace("\u00a0", " ").splitlines() == ["Publics : RSA", "Situations : licorne"]
    assert (read.publics, read.conditions) == ("jeunes", "")
    assert all("gardée dans les conditions" in remark.reason for remark in report.warnings)


def test_rows_are_counted_from_the_line_where_they_start(session: Session, tmp_path: Path):
    rows = [("Bourse au permis", "Devis\nJustificatif\nContrat", "18"), ("Bon essence", "", "dix"), ("", "", "")]
    report = session.aids.dry_run(table(tmp_path, ("Nom", "Pièces", "Âge minimum"), *rows, ("", "", "7")))
    assert [(r.row, r.column) for r in report.warnings] == [(5, "Âge minimum")]
    assert [r.row for r in report.refused] == [7]


def test_an_aid_excludes_others_by_their_code_or_their_name(session: Session, tmp_path: Path):
    said = "Permis à 1 € par jour, local_bourse_de_craon"
    report = session.aids.dry_run(table(tmp_path, ("Nom", "Non cumulable avec"), ("Prime", said), ("Bon", "licorne")))
    assert set(report.new[0].excludes.split()) == {"permis_1_euro", "local_bourse_de_craon"}
    assert [(r.row, r.column) for r in report.warnings] == [(3, "Non cumulable avec")]


def test_trips_upside_down_refuse_the_row(session: Session, tmp_path: Path):
    heading = ("Nom", "Aller-retour minimum (km)", "Aller-retour maximum (km)")
    report = session.aids.dry_run(table(tmp_path, heading, ("Prime", "120", "10"), ("Bon", "10", "120")))
    assert [r.row for r in report.refused] == [2]
    assert [(aid.min_distance_km, aid.max_distance_km) for aid in report.new] == [(10, 120)]


def test_ages_upside_down_refuse_the_row(session: Session, tmp_path: Path):
    heading = ("Nom", "Âge minimum", "Âge maximum")
    report = session.aids.dry_run(table(tmp_path, heading, ("Bourse", "40", "25")))
    assert (report.new, [r.row for r in report.refused]) == ((), [2])


def test_a_table_without_names_says_what_to_do(session: Session, tmp_path: Path):
    with pytest.raises(InvalidInput, match="colonne «\u00a0Nom\u00a0»"):
        session.aids.dry_run(table(tmp_path, ("Couleur", "Taille"), ("bleu", "3")))


def test_columns_that_nobody_knows_are_named(session: Session, tmp_path: Path):
    report = session.aids.dry_run(table(tmp_path, ("Nom", "Couleur"), ("Bourse", "bleu")))
    assert report.read.left_out == ("Couleur",)


def test_every_column_of_the_model_fills_its_field():
    assert {field_of(title): title for title in COLUMNS.values()} == COLUMNS
    assert set(COLUMNS) <= set(LocalAid.__dataclass_fields__)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(st.dictionaries(st.sampled_from(list(COLUMNS.values())), TYPED), max_size=4))
def test_no_cell_ever_stops_an_import(session: Session, tmp_path: Path, rows: list[dict[str, str]]):
    heading = tuple(COLUMNS.values())
    cells = [tuple(row.get(title, "").replace("\0", "") for title in heading) for row in rows]
    report = session.aids.dry_run(table(tmp_path, heading, *cells))
    assert len(report.new) + len({remark.row for remark in report.refused}) <= len(rows)
    assert all(remark.row > 1 and remark.column and remark.reason for remark in report.read.remarks)


def test_the_model_has_every_column_and_an_example_that_imports(session: Session, tmp_path: Path):
    (tmp_path / "modele.csv").write_bytes(session.aids.model())
    report = imported(session, tmp_path / "modele.csv")
    assert (report.read.remarks, report.read.left_out, len(report.new)) == ((), (), 1)
    assert session.aids.model().startswith(b"\xef\xbb\xbfCode;Nom;")
    filled = set(report.read.aids[0].fields)
    assert filled == set(COLUMNS) - {"code", "abolished_on", "excludes"}


def test_a_local_aid_is_added_changed_checked_trashed_and_found(session: Session):
    made = session.aids.add("Bon d’essence", decided_by="CCAS de Craon", amount="30 €", zones="53084")
    assert (made.verified_on, made.verified_by) == (session.clock.today(), session.adviser.name)
    assert [aid.code for aid in session.aids.search("essence craon")] == [made.code]
    assert session.aids.aid(made.code).local
    session.aids.change(made.id, amount="40 €", verified_on=date(2025, 1, 1))
    assert session.aids.aid(made.code).amount == "40 €"
    session.aids.verify(made.id)
    assert session.aids.local()[0].verified_on == session.clock.today()
    session.aids.trash(made.id)
    assert session.aids.search("essence craon") == ()
    session.aids.restore(made.id)
    assert session.aids.aid(made.code).amount == "40 €"


def test_two_aids_of_one_name_are_two_aids(session: Session):
    first, second = session.aids.add("Bon d’essence"), session.aids.add("Bon d’essence")
    assert first.code != second.code
    assert len(session.aids.local()) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"min_age": 30, "max_age": 20},
        {"min_age": 300},
        {"min_distance_km": 120.0, "max_distance_km": 10.0},
        {"ceiling": -1},
        {"valid_from": date(2027, 1, 1), "valid_until": date(2026, 1, 1)},
    ],
)
def test_what_makes_no_sense_is_refused_with_what_to_do(session: Session, wrong: dict[str, object]):
    made = session.aids.add("Bon d’essence")
    with pytest.raises(InvalidInput, match="Rien n’a été modifié"):
        session.aids.change(made.id, **wrong)
    assert session.aids.local() == (made,)


def test_abolished_and_old_aids_stay_searchable(session: Session):
    assert [aid.code for aid in session.aids.search("leasing")] == ["leasing_social"]
    assert "aide_permis_apprenti" in [aid.code for aid in session.aids.search("apprentis")]


def test_the_actions_of_aids_have_words():
    assert Action.LOCAL_AIDS_IMPORTED.label == "Aides locales importées"


def test_a_rule_of_the_structure_brings_its_own_aid_forward(session: Session):
    aid = session.aids.add("Bon d’essence", catalogue="F3-02")
    rule = (
        'code = "LOC-1"\nlabel = "Permis demandé"\nwhen = "permis_demande"\nreason = "Un bon aide."\npriority = 40\n'
        f'aids = ["{aid.code}"]'
    )
    session.rules.write(rule)
    subject = session.files.create(last_name="Garnier", first_name="Sylvie").id
    session.files.change(subject, licence_requested=TriState.YES)
    assert aid.code in [each.code for each in session.advice.recommendations(subject).aids]
    session.aids.trash(aid.id)
    assert session.rules.book().refused == ()
    with pytest.raises(InvalidInput, match="n’existe pas"):
        session.rules.check(rule)
