"""Exchange files from the command line: what scripts and help desks read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builders import PASSPHRASE
from exchange_desk import give, person
from laptop_team import founder, newcomer
from mobiconseil.cli.main import run
from mobiconseil.domain.situation import ConsentKind
from mobiconseil.domain.vocabulary import TriState


@pytest.fixture
def bases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Return the folders of two laptops of a team, closed, the first with a person that the second lacks."""
    monkeypatch.setenv("MOBICONSEIL_PASSPHRASE", PASSPHRASE)
    first, claire = founder(tmp_path / "claire")
    second, zoe = newcomer(tmp_path / "zoe")
    invitation = claire.laptops.joining.invite("Portable de Zoé")
    answer = zoe.laptops.joining.join(invitation.file, invitation.code)
    claire.laptops.joining.confirm(claire.laptops.joining.read_request(answer.file))
    give(claire, zoe, tmp_path)
    subject = person(claire)
    claire.files.set_consent(subject, ConsentKind.SHARE_PRESCRIBER, value=TriState.YES)
    for desk, session in ((first, claire), (second, zoe)):
        session.close()
        desk.release()
    return tmp_path / "claire", tmp_path / "zoe"


def test_a_file_is_exported_then_imported_after_a_look(
    bases: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = bases
    assert run(["export", str(first), "--to", str(tmp_path), "--json"]) == 0
    exported = json.loads(capsys.readouterr().out)
    assert (exported["what"], exported["for"], exported["people"]) == ("nouveautes", "equipe", 1)
    assert run(["import", str(second), exported["file"], "--dry-run", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["dry_run"], told["laptop"], told["register"]) == (True, "Poste de Claire", 0)
    assert (told["new"], told["new_files"]) == (2, 1)
    assert run(["import", str(second), exported["file"]]) == 0
    said = capsys.readouterr().out
    assert "         1  dossier nouveau\n         1  élément nouveau\n" in said
    assert "1\u00a0dossier nouveau avec 1\u00a0élément." in said
    assert "s’annule dans la fenêtre" in said
    assert run(["import", str(second), exported["file"], "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["already_imported_at"]
    assert run(["import", str(second), exported["file"], "--dry-run"]) == 0
    assert "Déjà importé" in capsys.readouterr().out


def test_one_person_s_file_goes_with_a_code_and_figures_without_any(
    bases: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = bases
    words = [
        "export",
        str(first),
        "--to",
        str(tmp_path),
        "--what",
        "personnes",
        "--person",
        "A-0001",
        "--for",
        "Mission",
    ]
    assert run([*words, "--basis", "partage_prescripteur"]) == 1
    assert "code" in capsys.readouterr().err
    monkeypatch.setenv("MOBICONSEIL_CODE", "cerise tambour ivoire moulin ruban")
    assert run([*words, "--basis", "partage_partenaires"]) == 1
    assert "L’accord manque" in capsys.readouterr().err
    assert run([*words, "--basis", "partage_prescripteur"]) == 0
    assert "dossier-" in capsys.readouterr().out
    assert run([*words[:-3], "Z-9999"]) == 1
    assert run(["export", str(first), "--to", str(tmp_path), "--what", "statistiques"]) == 0
    assert list(tmp_path.glob("chiffres-*.csv"))


def test_what_is_no_exchange_file_is_refused_with_a_sentence(
    bases: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"\xff\xd8\xff" * 100)
    assert run(["import", str(bases[1]), str(path)]) == 1
    assert "n’est pas un fichier d’échange" in capsys.readouterr().err
