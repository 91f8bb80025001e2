"""A reference file that is wrong is refused with its name, its line and the reason."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mobiconseil import paths
from mobiconseil.domain.reference import LabelOverride
from mobiconseil.errors import InvalidInput, InvalidReference
from mobiconseil.reference import (
    load_barriers,
    load_grid,
    load_modes,
    load_reference,
    load_services,
    load_statuses,
    load_unavailability,
    with_overrides,
)

SHIPPED = paths.resources() / "reference"


def spoiled(folder: Path, name: str, before: str, after: str) -> tuple[Path, int]:
    """Copy a shipped file with `before` replaced once, and return it with the line of the change."""
    text = (SHIPPED / name).read_text(encoding="utf-8")
    assert before in text
    path = folder / name
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return path, text[: text.index(before)].count("\n") + 1


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ('question = "Savez-vous lire un plan', 'questoin = "Savez-vous lire un plan', "il manque « question »"),
        ('axis = "Temps"\n', 'axis = "Temps"\ncolour = "red"\n', "clé inconnue « colour »"),
        ('nature = "R"', 'nature = "X"', "« X » n’est pas une valeur connue (C, R, A)"),
        ("short = true", 'short = "oui"', "« short » doit être true ou false"),
        ('title = "Se repérer"', 'title = ""', "« title » est vide"),
        ('code = "D1.2"', 'code = "D1.1"', "le code « D1.1 » est en double"),
        ('code = "D2.1"', 'code = "D3.1"', "doit s’écrire D2.1, D2.2…"),
        ('code = "D12"\n', 'code = "D11"\n', "doit s’écrire D11.1, D11.2…"),
        ('"jamais appris", ', "", "il faut 5 repères, de 0 à 4, et non 4"),
        ('"jamais appris"', f'"{"x" * 29}"', "a 29 caractères, 28 au plus"),
        ('"équilibre à trouver"', '"{un mot bien long|une autre expression bien longue}"', "caractères, 28 au plus"),
        ('"D12.2", "D8.1"', '"D12.9", "D8.1"', "le code « D12.9 » n’existe pas dans la grille"),
        ('{ domain = "D6", below', '{ domain = "D60", below', "le code « D60 » n’existe pas"),
        ('{ item = "D6.1", at_most = 1 }', '{ item = "D6.1" }', "a besoin de at_least, at_most ou below"),
        ("number = 3", "number = 4", "numérotées de 1 à 5"),
        ("weight = 1.5", "weight = 1.6", "les poids de l’aide"),
        ("support_at_least = 3", "support_at_least = true", "doit être un nombre entier"),
        ('code = "observed"', 'code = "declared"', "le code « declared » est en double"),
    ],
)
def test_a_wrong_grid_names_the_reason(tmp_path: Path, before: str, after: str, reason: str) -> None:
    path, _ = spoiled(tmp_path, "assessment.toml", before, after)
    with pytest.raises(InvalidReference) as error:
        load_grid(path)
    said = str(error.value).replace("\u00a0", " ")
    assert said.startswith("Le fichier de référence assessment.toml, ligne ")
    assert reason in said
    assert "Vos dossiers sont intacts." in said


@pytest.mark.parametrize(
    ("load", "name", "before", "after"),
    [
        (load_grid, "assessment.toml", 'nature = "A"', 'nature = "Z"'),
        (load_grid, "assessment.toml", 'axis = "Langue"', "axis = 3"),
        (load_grid, "assessment.toml", '"n’utilise pas", ', ""),
        (load_grid, "assessment.toml", "weeks = 4", "weeks = [4]"),
        (load_statuses, "statuses.toml", 'derived_from = "address"', 'derived_from = "maison"'),
        (load_statuses, "statuses.toml", 'publics = ["seniors"]', 'publics = ["anciens"]'),
        (load_statuses, "statuses.toml", 'code = "ST12"', 'code = "ST11"'),
        (load_barriers, "barriers.toml", 'icon = "mdi6.leaf"', 'icon = "feuille"'),
        (load_barriers, "barriers.toml", 'code = "T3"', 'code = "M1"'),
        (load_services, "services.toml", 'colour_dark = "#F59CC4"', 'colour_dark = "rose"'),
        (load_services, "services.toml", 'code = "F5-04"', 'code = "F6-04"'),
        (load_services, "services.toml", 'need = ["ACCV_BLOIS"]', 'need = ["BLOIS"]'),
        (load_services, "services.toml", 'mesh = "R"', 'mesh = "Z"'),
        (load_unavailability, "unavailability.toml", 'kind = "decimal"', 'kind = "metres"'),
        (load_unavailability, "unavailability.toml", 'code = "INEXISTANT"', 'code = "SATURATION"'),
        (load_modes, "modes.toml", 'label = "Covoiturage"', "label = 12"),
        (load_modes, "modes.toml", '{ item = "D8.1", at_least = 2', '{ item = "D8.7", at_least = 2'),
    ],
)
def test_the_line_is_the_one_of_the_mistake(
    tmp_path: Path, load: Callable[[Path], object], name: str, before: str, after: str
) -> None:
    path, line = spoiled(tmp_path, name, before, after)
    with pytest.raises(InvalidReference, match=rf"{name}, ligne {line}\b"):
        load(path)


def test_a_condition_of_a_mode_names_an_item_of_the_grid(tmp_path: Path) -> None:
    path, line = spoiled(tmp_path, "modes.toml", 'item = "D3.5"', 'item = "D3.6"')
    with pytest.raises(InvalidReference, match=r"D3\.6") as error:
        load_modes(path)
    assert f"ligne {line}" in str(error.value)


def test_a_barrier_names_services_that_exist(tmp_path: Path) -> None:
    path, line = spoiled(tmp_path, "barriers.toml", 'services = ["F2-02"]', 'services = ["F2-99"]')
    with pytest.raises(InvalidReference, match=f"ligne {line}.*F2-99"):
        load_barriers(path, load_grid(), load_services())


def test_a_syntax_error_names_its_line(tmp_path: Path) -> None:
    path, line = spoiled(tmp_path, "statuses.toml", 'code = "ST03"', "code = ST03")
    with pytest.raises(InvalidReference, match=f"ligne {line}.*TOML"):
        load_statuses(path)


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "modes.toml"
    text = (SHIPPED / "modes.toml").read_text(encoding="utf-8")
    path.write_text(text[: text.index("common = [") + len("common = [")], encoding="utf-8")
    with pytest.raises(InvalidReference, match=r"modes\.toml, ligne \d+"):
        load_modes(path)


def test_a_missing_file_is_said_without_a_traceback(tmp_path: Path) -> None:
    with pytest.raises(InvalidReference, match=r"statuses\.toml, ligne 1.*introuvable"):
        load_statuses(tmp_path / "statuses.toml")


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "statuses.toml"
    path.write_bytes((SHIPPED / "statuses.toml").read_text(encoding="utf-8").encode("utf-16"))
    with pytest.raises(InvalidReference, match="illisible"):
        load_statuses(path)


def test_the_reference_is_read_once() -> None:
    assert load_reference() is load_reference()


def test_a_folder_of_reference_can_be_given(tmp_path: Path) -> None:
    copy = tmp_path / "reference"
    shutil.copytree(SHIPPED, copy)
    assert load_reference(copy) == load_reference()


def test_a_structure_renames_what_people_read_and_nothing_else() -> None:
    own = with_overrides(
        load_reference(),
        [
            LabelOverride(kind="domain", code="D3", field="title", value="Le car"),
            LabelOverride(kind="item", code="D3.1", field="title", value="Lire l’horaire Aléop"),
            LabelOverride(kind="item", code="D3.1", field="level_2", value="horaire d’été"),
            LabelOverride(kind="status", code="ST01", field="short_label", value="Revenu de solidarité"),
            LabelOverride(kind="service", code="F2-07", field="name", value="Auto-école de Craon"),
            LabelOverride(kind="family", code="F2", field="label", value="Apprendre"),
            LabelOverride(kind="item", code="D99.1", field="title", value="D’une autre version"),
        ],
    )
    item = own.grid.item("D3.1")
    assert (own.grid.domain("D3").title, item.title, item.levels[2]) == (
        "Le car",
        "Lire l’horaire Aléop",
        "horaire d’été",
    )
    assert item.levels[1] == load_reference().grid.item("D3.1").levels[1]
    assert own.status("ST01").short_label == "Revenu de solidarité"
    assert own.service("F2-07").name == "Auto-école de Craon"
    assert own.family("F2").label == "Apprendre"
    assert len(own.grid.items()) == 54
    assert load_reference().grid.domain("D3").title == "Bus, car et train"


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("code", "D3.9", "ne peut pas être changé"),
        ("short", "true", "ne peut pas être changé"),
        ("title", "  ", "ne peut pas être vide"),
        ("level_0", "un repère beaucoup trop long pour sa case", "28 au plus"),
    ],
)
def test_an_override_that_does_not_fit_is_refused(field: str, value: str, reason: str) -> None:
    with pytest.raises(InvalidInput, match=reason):
        with_overrides(load_reference(), [LabelOverride(kind="item", code="D3.1", field=field, value=value)])
