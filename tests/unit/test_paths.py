"""Where the data live: on the laptop, or in the folder beside a packaged program."""

import sys
from pathlib import Path

import pytest

from mobiconseil import paths


def packaged(monkeypatch: pytest.MonkeyPatch, program: Path) -> None:
    program.parent.mkdir(parents=True, exist_ok=True)
    program.touch()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))


def everything() -> set[Path]:
    return {paths.data_folder(), paths.config_folder(), paths.log_folder(), paths.cache_folder()}


def test_a_folder_beside_the_program_keeps_the_base_the_settings_and_the_rest(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    packaged(monkeypatch, tmp_path / "clé USB" / "mobiconseil")
    beside = tmp_path / "clé USB" / "donnees"
    beside.mkdir()

    assert paths.portable_folder() == beside
    assert paths.data_folder() == beside / "dossiers"
    assert {folder.parent for folder in everything()} == {beside}
    assert len(everything()) == 4


def test_without_that_folder_a_packaged_program_uses_those_of_the_account(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = everything()
    packaged(monkeypatch, tmp_path / "mobiconseil")

    assert paths.portable_folder() is None
    assert everything() == before


def test_a_file_of_that_name_is_not_a_folder_to_work_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    packaged(monkeypatch, tmp_path / "program" / "mobiconseil")
    (tmp_path / "program" / "donnees").touch()

    assert paths.portable_folder() is None


def test_a_clone_is_never_portable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "donnees").mkdir()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python3"))

    assert paths.portable_folder() is None


def test_the_program_of_a_link_is_the_one_it_leads_to(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    packaged(monkeypatch, tmp_path / "app" / "mobiconseil")
    (tmp_path / "app" / "donnees").mkdir()
    (tmp_path / "raccourci").symlink_to(tmp_path / "app" / "mobiconseil")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "raccourci"))

    assert paths.portable_folder() == tmp_path / "app" / "donnees"


def test_on_macos_the_folder_stands_beside_the_bundle(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    packaged(monkeypatch, tmp_path / "MobiConseil.app" / "Contents" / "MacOS" / "mobiconseil")
    (tmp_path / "donnees").mkdir()

    assert paths.portable_folder() == tmp_path / "donnees"


def test_a_packaged_program_reads_the_resources_it_carries(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert paths.resources() == tmp_path / "resources"
