"""The import assistant of the directory: what it shows before it writes, stopped, taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from directory_office import Office
from hands import CTRL, FileChooser, Key
from mobiconseil.ui import saving
from mobiconseil.ui.screens.directory import import_view
from mobiconseil.ui.screens.directory.import_model import Step
from mobiconseil.ui.screens.directory.import_view import ImportAssistant


def test_a_file_is_imported_through_the_assistant_then_taken_back(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "services.csv"
    path.write_text(TABLE, encoding="utf-8")
    monkeypatch.setattr(FileChooser, "path", path)
    monkeypatch.setattr(saving, "QFileDialog", FileChooser)
    office.open_directory()
    office.hands.tab_to("directory_import")
    office.hands.press(Key.Key_Return)
    office.hands.press(Key.Key_Return)
    assistant = office.screen.right.currentWidget()
    assert isinstance(assistant, ImportAssistant)
    assert assistant.steps.accessibleName() == "Étape 2 sur 4, Colonnes"
    office.hands.tab_to("import_source")
    office.hands.type("CCAS de Craon")
    office.hands.tab_to("import_go_on")
    office.hands.press(Key.Key_Return)
    assert assistant.model.problem == ""
    assert assistant.steps.accessibleName() == "Étape 3 sur 4, Aperçu"
    assert assistant.go_on.text() == "Appliquer 1\u00a0changement"
    assert "Atelier vélo du CCAS" not in office.rows()
    office.hands.tab_to("import_go_on")
    office.hands.press(Key.Key_Return)
    assert assistant.steps.accessibleName() == "Étape 4 sur 4, Terminé"
    assert "Atelier vélo du CCAS" in office.rows()
    office.hands.tab_to("import_undo")
    office.hands.press(Key.Key_Return)
    assert "Atelier vélo du CCAS" not in office.rows()
    undo = office.window.context.undo
    undo.undo()
    assert "Atelier vélo du CCAS" in office.rows()
    undo.undo()
    assert "Atelier vélo du CCAS" not in office.rows()
    undo.redo()
    assert "Atelier vélo du CCAS" in office.rows()
    undo.redo()
    assert "Atelier vélo du CCAS" not in office.rows()


def test_an_import_that_is_stopped_changes_nothing(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "services.csv"
    path.write_text(TABLE, encoding="utf-8")
    office.open_directory("import")
    assistant = office.screen.right.currentWidget()
    assert isinstance(assistant, ImportAssistant)
    model = assistant.model
    model.choose(path)
    model.read_columns()
    shown: list[tuple[bool, str]] = []

    def stop(_done: int, _total: int) -> None:
        shown.append((assistant.task.isVisible(), assistant.task.accessibleName()))
        assistant.task.stop.click()

    model.progressed.connect(stop)
    model.apply()
    assert shown[0] == (True, "Écriture dans l’annuaire")
    assert model.problem == "Import arrêté. Rien n’a été modifié."
    assert model.step is Step.PREVIEW
    assert assistant.go_on.isEnabled()
    assert "Atelier vélo du CCAS" not in office.rows()
    model.progressed.disconnect(stop)
    model.apply()
    assert "Atelier vélo du CCAS" in office.rows()


TABLE = """Nom;Adresse;Code postal;Commune;Téléphone
Atelier vélo du CCAS;2 rue de la Gare;53400;Craon;02 61 91 00 77
"""


def test_a_data_inclusion_file_shows_what_it_changes_before_it_writes(office: Office, tmp_path: Path) -> None:
    row = {
        "id": "dora--svc-7",
        "source": "dora",
        "structure_id": "dora--str-7",
        "nom": "Auto-école solidaire du Craonnais",
        "description": "Préparation du code et du permis B, à petits pas, avec un moniteur formé à l’apprentissage.",
        "thematiques": ["mobilite--preparer-un-permis"],
        "publics": ["demandeurs-emploi"],
        "commune": "Craon",
        "code_postal": "53400",
        "code_insee": "53084",
        "latitude": 47.8478,
        "longitude": -0.9486,
        "telephone": "0261910088",
        "modes_accueil": ["en-presentiel"],
        "date_maj": "2026-10-01",
    }
    path = tmp_path / "services.json"
    path.write_text(json.dumps([row]), encoding="utf-8")
    office.open_person()
    office.open_directory("import")
    assistant = office.screen.right.currentWidget()
    assert isinstance(assistant, ImportAssistant)
    assistant.model.choose(path)
    assert assistant.model.problem == ""
    assert [count for _, _, count in assistant.model.groups()][:2] == [1, 0]
    assert "Auto-école solidaire du Craonnais" not in office.rows()
    office.hands.press(Key.Key_Return)
    assert "Auto-école solidaire du Craonnais" in office.near()

    assistant.model.choose(path)
    assert assistant.go_on.text() == "Rien à appliquer"
    assert not assistant.go_on.isEnabled()
    assert office.hands.focused is assistant.again
    office.hands.press(Key.Key_Escape)
    office.screen.open_import()
    assert assistant.steps.accessibleName() == "Étape 1 sur 4, Fichier"

    cut = tmp_path / "coupe.json"
    cut.write_bytes(b"")
    assistant.model.choose(cut)
    assert assistant.problem.isVisible()
    office.hands.press(Key.Key_Escape)
    office.screen.open_import()
    assert not assistant.problem.isVisible()


def test_the_rows_of_an_area_are_kept_and_undoing_the_import_leaves_its_last_page(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "taxis.csv"
    path.write_text("Nom;Ville;CP\nTaxi de Craon;Craon;53400\nTaxi de Lille;Lille;59000\n", encoding="utf-8")
    office.open_directory("import")
    assistant = office.screen.right.currentWidget()
    assert isinstance(assistant, ImportAssistant)
    assistant.model.choose(path)
    assistant.model.read_columns()
    assert not assistant.preview.themes.isVisible(), "a table has no themes"
    assert len(assistant.model.rows("new")) == 2
    names = dict(assistant.model.areas())
    assert names["epci"] == "CC du Pays de Craon"
    for area in ("epci", "30"):
        assistant.preview.area.chosen.emit(area)
        assert [name for _, name, _ in assistant.model.rows("new")] == ["Taxi de Craon"]
        assert assistant.preview.area.current() == area
    assistant.model.apply()
    assert assistant.model.step is Step.DONE
    office.hands.press(Key.Key_Z, CTRL)
    assert assistant.model.step is Step.FILE
    assert assistant.model.batches() == ()
    office.hands.press(Key.Key_Y, CTRL)
    assert len(assistant.model.batches()) == 1


def test_what_an_import_did_is_said_once_by_the_page_or_by_a_toast_when_it_was_left(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(import_view, "announce", lambda _widget, text: heard.append(text))
    path = tmp_path / "services.csv"
    path.write_text(TABLE, encoding="utf-8")
    office.open_directory("import")
    assistant = office.screen.right.currentWidget()
    assert isinstance(assistant, ImportAssistant)
    words = "Annuaire importé\u00a0: 1\u00a0ajouté, 0\u00a0modifié, 0\u00a0identique"
    for seen in (True, False):
        assistant.model.choose(path)
        assistant.model.read_columns()
        heard.clear()
        office.window.said.clear()
        if not seen:
            office.open_person()
        assistant.model.apply()
        assert assistant.done._title.text() == words
        assert heard == ([words] if seen else [])
        assert office.window.said == ([] if seen else [words])
        office.open_directory("import")
        assistant.model.undo(assistant.model.batches()[0].id.hex())
