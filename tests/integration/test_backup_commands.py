"""Backups from the command line: a copy on a key, a working folder made again from it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builders import PASSPHRASE, Desk
from mobiconseil.cli.main import run

NEW = "ardoise marmite falaise tournesol guidon brouette corsaire"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("MOBICONSEIL_PASSPHRASE", PASSPHRASE)
    desk = Desk(tmp_path / "base")
    session = desk.create()
    session.files.create(last_name="Garnier")
    session.close()
    desk.release()
    return desk


def test_a_copy_goes_on_a_key_and_a_new_folder_comes_from_it(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = tmp_path / "cle"
    assert run(["backup", str(desk.folder), "-o", str(key), "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["counts"]["beneficiary"] == 1
    assert Path(made["folder"]).parent == key
    assert run(["restore", made["folder"], str(tmp_path / "neuf"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["people"] == 1
    assert run(["check", str(tmp_path / "neuf")]) == 0
    assert run(["restore", str(key), str(tmp_path / "autre")]) == 0
    assert "1 dossier." in capsys.readouterr().out.replace("\u00a0", " ")


def test_a_folder_that_has_a_base_is_never_replaced(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["backup", str(desk.folder)]) == 0
    assert run(["restore", str(desk.folder), str(desk.folder)]) == 1
    assert "déjà un dossier de travail" in capsys.readouterr().err
    assert run(["restore", str(tmp_path / "rien"), str(tmp_path / "neuf")]) == 1
    assert "pas de sauvegarde ici" in capsys.readouterr().err


def test_the_recovery_key_makes_the_folder_again_with_a_strong_passphrase_only(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["backup", str(desk.folder)]) == 0
    monkeypatch.setenv("MOBICONSEIL_RECOVERY", desk.recovery_code)
    monkeypatch.setenv("MOBICONSEIL_PASSPHRASE", "claire")
    assert run(["restore", str(desk.folder), str(tmp_path / "neuf"), "--recovery"]) == 1
    assert "trop facile" in capsys.readouterr().err
    monkeypatch.setenv("MOBICONSEIL_PASSPHRASE", NEW)
    assert run(["restore", str(desk.folder), str(tmp_path / "neuf"), "--recovery"]) == 0
    assert run(["check", str(tmp_path / "neuf")]) == 0


def test_a_wrong_passphrase_leaves_no_folder_of_half_a_base(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["backup", str(desk.folder)]) == 0
    monkeypatch.setenv("MOBICONSEIL_PASSPHRASE", "pas la bonne phrase")
    assert run(["restore", str(desk.folder), str(tmp_path / "neuf")]) == 1
    assert {path.name for path in (tmp_path / "neuf").iterdir()} <= {".verrou"}
