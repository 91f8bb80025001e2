"""The gate's share of the proofs on real bases; `python -m tests.proofs` runs as many as one likes."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from exchange_desk import give, known, person, send, team
from mobiconseil.db import exchange_disk
from mobiconseil.db.exchange_disk import MediumFull, MediumGone, MediumReadOnly
from mobiconseil.services.exchange_ports import ExportPlan
from mobiconseil.services.exchange_words import FileKind, LineState
from tests.proofs import disks, faults, hostile, kills, traces
from tests.proofs.scene import Scene, built

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="forks, signals and small file systems are POSIX")


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return built(tmp_path_factory.mktemp("epreuve"))


@pytest.mark.parametrize(("act", "statements"), [("preview", 150), ("import", 250), ("erasure", 60), ("export", 60)])
def test_a_fault_at_any_statement_leaves_the_base_as_before_or_as_after(
    scene: Scene, act: str, statements: int
) -> None:
    found = faults.play(scene, act)
    assert found["statements"] > statements
    assert found["before"] > statements // 2


@POSIX
@pytest.mark.parametrize(("act", "number"), [("import", 45), ("erasure", 35), ("export", 25)])
def test_a_laptop_that_dies_at_any_moment_finds_its_base_as_before_or_as_after(
    scene: Scene, act: str, number: int
) -> None:
    found = kills.play(scene, act, number)
    assert found["before"]
    assert found["after"]


@POSIX
@pytest.mark.parametrize("act", ["import", "export", "erasure"])
def test_a_disk_that_is_full_at_28_sizes_changes_nothing_and_says_so(scene: Scene, act: str) -> None:
    found = disks.play(scene, act, 28)
    assert found["refused with a sentence"]
    assert found["passed once there was room"] == found["refused with a sentence"]


@POSIX
def test_a_limit_on_files_is_a_full_disk_too(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disks, "can_mount", lambda _: False)
    assert disks.play(scene, "export", 8)["refused with a sentence"]
    assert disks.play(scene, "import", 8)["refused with a sentence"]


def test_none_of_5500_damaged_files_gets_into_a_laptop(tmp_path: Path) -> None:
    office = hostile.Office(tmp_path)
    reasons = hostile.damaged(office)
    assert sum(reasons.values()) == hostile.NUMBER_OF_DAMAGED == 5500
    assert set(reasons) <= {"damaged", "mangled", "not-ours", "empty"}


def test_4000_signed_hostile_files_are_refused_in_one_way_or_taken_whole(tmp_path: Path) -> None:
    office = hostile.Office(tmp_path)
    assert office.told(office.whole) == "accepted"
    reasons = hostile.hostile(office, 4000)
    assert 200 < reasons["accepted"] < 2000
    assert reasons["value"] > 20


def test_a_signed_value_that_the_column_cannot_hold_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    office = hostile.Office(tmp_path)
    before = office.state()
    wrong = office.lines.replace(b",1990]", b',"abc"]')
    assert wrong != office.lines
    assert office.told(office.sealed(wrong)) == "value"
    assert office.state() == before


def test_the_sheet_of_somebody_under_the_name_of_another_is_refused(tmp_path: Path) -> None:
    office = hostile.Office(tmp_path)
    before, made = office.state(), []
    for line in office.lines.splitlines():
        raw = json.loads(line)
        if raw.get("table") == "beneficiary":
            raw["id"] = "f" * 32
        made.append(json.dumps(raw).encode() + b"\n")
    assert office.told(office.sealed(b"".join(made))) == "subject"
    assert office.state() == before


def test_no_byte_of_60_erased_people_is_left_on_two_laptops(tmp_path: Path) -> None:
    with traces.without_encryption():
        found = traces.play(tmp_path, 60)
    assert found.pop("found before the erasure") > 60 * 4
    assert found.pop("files searched") > 12
    assert found == {}


def test_a_key_pulled_out_while_a_file_is_written_leaves_nothing_that_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claire, zoe = team(tmp_path)
    key = tmp_path / "cle"
    write = exchange_disk._write

    def pulled_out(path: Path, content: bytes) -> None:
        write(path, content[: len(content) // 2])
        shutil.rmtree(key)

    monkeypatch.setattr(exchange_disk, "_write", pulled_out)
    with pytest.raises(MediumGone):
        claire.exchange.exports.export(ExportPlan(kind=FileKind.EVERYTHING, folder=key))
    assert claire.exchange.register()[0].state is LineState.FAILED
    monkeypatch.undo()
    give(claire, zoe, tmp_path)


@POSIX
def test_a_folder_that_cannot_be_written_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    claire, _ = team(tmp_path)
    key = tmp_path / "cle"
    (key / "ro").mkdir()

    def closed(path: Path, content: bytes) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(exchange_disk, "_write", closed)
    with pytest.raises(MediumReadOnly):
        claire.exchange.exports.export(ExportPlan(kind=FileKind.EVERYTHING, folder=key / "ro"))
    assert list((key / "ro").iterdir()) == []

    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(exchange_disk, "_write", full)
    with pytest.raises(MediumFull):
        claire.exchange.exports.export(ExportPlan(kind=FileKind.EVERYTHING, folder=key / "ro"))


def test_a_nul_or_half_a_character_in_the_base_keeps_no_file_from_leaving(tmp_path: Path) -> None:
    claire, zoe = team(tmp_path)
    pasted = person(claire, "Ro\0yer", private_note="collé\ud83d d’ailleurs")
    assert known(claire, pasted).last_name == "Royer"
    older = person(claire, "Le Goff")
    database = claire.uow.records._db  # type: ignore[attr-defined]
    database.execute("UPDATE beneficiary SET private_note = ? WHERE id = ?", ("écrit\0avant", older))
    database.execute("UPDATE author SET name = name || char(0) || ?", ("x" * 300,))
    give(claire, zoe, tmp_path)
    assert known(zoe, pasted).last_name == "Royer"
    assert known(zoe, older).private_note == "écritavant"
    give(zoe, claire, tmp_path)
    assert send(claire, tmp_path).records
