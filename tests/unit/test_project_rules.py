"""The rules of STYLE that no linter knows, and the proof that each check catches what it must."""

import ast
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import dev
import dev_environment
import project_rules as rules

ROOT = Path(dev.__file__).resolve().parent.parent
BORDERS = {"mobiconseil/ui/jobs.py", "mobiconseil/app.py", "mobiconseil/__main__.py"}
WRITTEN_IN = (".ci", "benchmarks", "docs", "mobiconseil", "packaging", "resources", "tests")
TEXT_SUFFIXES = {".cfg", ".csv", ".json", ".lock", ".md", ".py", ".svg", ".toml", ".ts", ".txt", ".yml", ""}

TreeCheck = Callable[[ast.Module], list[str]]


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def violations(check: TreeCheck, paths: list[Path]) -> list[str]:
    trees = ((path, ast.parse(path.read_text(encoding="utf-8"))) for path in paths)
    return [f"{name_of(path)}: {found}" for path, tree in trees for found in check(tree)]


def written_texts() -> Iterator[tuple[str, str]]:
    """Give each text file of the project with its name."""
    paths = [path for path in ROOT.iterdir() if path.is_file()]
    for folder in WRITTEN_IN:
        paths += (path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    for path in sorted(paths):
        if path.suffix in TEXT_SUFFIXES:
            yield name_of(path), path.read_text(encoding="utf-8", errors="replace")


def test_no_file_is_longer_than_what_is_read_in_one_go():
    paths = python_files("mobiconseil", "packaging")
    found = {name_of(path): rules.long_file(path.read_text(encoding="utf-8")) for path in paths}
    assert {name: why for name, why in found.items() if why} == {}


def test_every_function_fits_on_a_screen():
    assert violations(rules.long_functions, python_files("mobiconseil", "packaging", "benchmarks")) == []


def test_every_module_and_public_class_says_what_it_is():
    assert violations(rules.missing_docstrings, python_files("mobiconseil", "packaging", "benchmarks")) == []


def test_only_the_three_borders_catch_everything():
    paths = [path for path in python_files("mobiconseil", "packaging") if name_of(path) not in BORDERS]
    assert violations(rules.broad_excepts, paths) == []


def test_no_view_model_knows_a_widget():
    view_models = [path for path in python_files("mobiconseil/ui") if path.stem.endswith("view_model")]
    assert violations(rules.widget_imports, view_models) == []


def test_no_signal_holds_a_lambda_that_captures_self():
    assert violations(rules.lambdas_holding_self, python_files("mobiconseil")) == []


def test_no_text_to_translate_is_put_together_at_run_time():
    assert violations(rules.glued_translations, python_files("mobiconseil")) == []


def test_nothing_waits_in_the_window():
    assert violations(rules.waiting_calls, python_files("mobiconseil/ui")) == []


def test_the_domain_asks_neither_the_clock_nor_chance():
    assert violations(rules.clock_or_chance, python_files("mobiconseil/domain")) == []


def test_no_text_names_a_registry_or_a_folder_of_one_machine():
    found = {name: rules.foreign_places(text) for name, text in written_texts()}
    assert {name: why for name, why in found.items() if why} == {}


@pytest.mark.parametrize("name", [dev_environment.RUNTIME, dev_environment.DEV])
def test_the_lock_files_pin_everything_and_name_no_server(name):
    text = (ROOT / "packaging" / name).read_text(encoding="utf-8")
    assert rules.loose_pins(text) == []


def test_the_lock_files_hold_every_direct_dependency_and_agree_with_each_other():
    project = project_table()
    runtime = pins(dev_environment.RUNTIME)
    developer = pins(dev_environment.DEV)
    extras = project["optional-dependencies"]
    assert {rules.requirement_name(line) for line in [*project["dependencies"], *extras["build"]]} <= set(runtime)
    assert {rules.requirement_name(line) for line in extras["dev"]} <= set(developer)
    assert {name: version for name, version in developer.items() if name in runtime} == runtime


def test_each_direct_dependency_has_its_reason_and_its_licence():
    project = project_table()
    direct = [
        *project["dependencies"],
        *(line for extra in project["optional-dependencies"].values() for line in extra),
    ]
    documented = rules.documented_names((ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8"))
    assert documented == {rules.requirement_name(line) for line in direct}


def test_the_index_of_the_documentation_lists_each_decision_under_its_own_title():
    folder = ROOT / "docs" / "decisions"
    titles = {path.name: path.read_text(encoding="utf-8").splitlines()[0] for path in folder.glob("*.md")}
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| \[(\d+)\]\(decisions/([\w-]+\.md)\) \| (.+) \|$", index, flags=re.MULTILINE)
    assert {name: f"# {number}. {title}" for number, name, title in listed} == titles


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_part_of_the_program_is_drawn_where_the_layers_are(name):
    blocks = re.findall(r"```.*?```", (ROOT / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    drawing = next(block for block in blocks if "putting_back" in block)
    assert layers() - set(re.findall(r"\w+", drawing)) == set()


def test_every_folder_of_the_program_is_a_layer():
    folders = {path.parent.name for path in (ROOT / "mobiconseil").glob("*/__init__.py")}
    assert folders - layers() == set()


def test_the_glossary_names_each_notion_once_and_in_order():
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    terms = [term.strip() for term in re.findall(r"^\| ([^|]+) \| [^|]+ \|$", text, flags=re.MULTILINE)][1:]
    assert len(terms) > 100
    assert terms == sorted(set(terms), key=rules.glossary_order)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_command_told_to_the_reader_exists(name):
    told = rules.typed_commands((ROOT / name).read_text(encoding="utf-8"))
    assert "test" in told
    assert told <= set(dev.COMMANDS)


def test_every_command_has_its_line_of_help():
    assert set(dev.HELP) == set(dev.COMMANDS)


def test_the_checks_before_landing_run_the_readme_s_own_test_command():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "python3 packaging/dev.py test" in script
    assert "python3 packaging/dev.py test" in readme


@pytest.mark.parametrize(
    ("check", "wrong", "right"),
    [
        (rules.long_functions, "def f():\n" + "    x = 1\n" * 50, "def f():\n" + "    x = 1\n" * 49),
        (rules.missing_docstrings, "x = 1", '"""Say."""'),
        (rules.missing_docstrings, '"""Say."""\nclass Public:\n    pass', '"""Say."""\nclass _Private:\n    pass'),
        (rules.broad_excepts, "try:\n    f()\nexcept:\n    pass", "try:\n    f()\nexcept OSError:\n    pass"),
        (
            rules.broad_excepts,
            "try:\n    f()\nexcept Exception:\n    log()",
            "try:\n    f()\nexcept BaseException:\n    close()\n    raise",
        ),
        (rules.broad_excepts, "try:\n    f()\nexcept (OSError, Exception):\n    pass", "raise Exception"),
        (rules.widget_imports, "from PySide6.QtWidgets import QLabel", "from PySide6.QtCore import QObject"),
        (rules.widget_imports, "from PySide6 import QtCore, QtWidgets", "from PySide6 import QtCore"),
        (rules.widget_imports, "import PySide6.QtWidgets as w", "import PySide6.QtCore as c"),
        (rules.lambdas_holding_self, "b.clicked.connect(lambda: self.go())", "b.clicked.connect(self._on_clicked)"),
        (
            rules.lambdas_holding_self,
            "b.clicked.connect(wrap(lambda x: self.go(x)))",
            "sorted(x, key=lambda y: self.k(y))",
        ),
        (rules.glued_translations, "self.tr(f'{n} lignes')", "self.tr('{n} lignes').format(n=n)"),
        (rules.glued_translations, "translate('ctx', 'a' + b)", "translate('ctx', 'a')"),
        (rules.waiting_calls, "time.sleep(1)", "timer.start(1)"),
        (rules.waiting_calls, "app.processEvents()", "app.quit()"),
        (rules.clock_or_chance, "today = date.today()", "year = today.year"),
        (rules.clock_or_chance, "i = uuid4()", "i = ids()"),
    ],
)
def test_each_check_catches_its_violation_and_nothing_else(check: TreeCheck, wrong: str, right: str):
    assert check(ast.parse(wrong)) != []
    assert check(ast.parse(right)) == []


def test_the_check_of_length_counts_lines():
    assert rules.long_file("x\n" * 400) == []
    assert rules.long_file("x\n" * 401) == ["401 lines, more than 400"]


@pytest.mark.parametrize("place", [rules.REGISTRY_HOSTS[0], rules.PRIVATE_PATHS[0]])
def test_the_check_of_places_reads_inside_words(place):
    assert rules.foreign_places(f"see https://{place}simple") == [f"mentions {place}"]


@pytest.mark.parametrize(
    "line",
    [
        "click",
        "click>=8",
        "click==8.1",
        "--index-url https://example.test/simple",
        "-f wheels",
        "click @ https://example.test/click.whl --hash=sha256:00",
    ],
)
def test_the_check_of_locks_refuses_what_is_not_pinned(line):
    assert rules.loose_pins(f"# made by a command\n{line}\n") != []


def test_the_check_of_locks_accepts_a_pin_with_its_hashes():
    assert (
        rules.loose_pins(
            "# a\nclick==8.1 ; sys_platform == 'win32' \\\n    --hash=sha256:00 \\\n    --hash=sha256:11\n"
        )
        == []
    )


def test_names_of_distributions_are_compared_whatever_their_spelling():
    assert rules.requirement_name("PySide6>=6.8,<6.12") == "pyside6"
    assert rules.documented_names("| `Sqlite_Utils` | parce que | MIT |") == {"sqlite-utils"}


def project_file() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def project_table() -> dict:
    return project_file()["project"]


def layers() -> set[str]:
    """Return the parts of the program, without what every part may know."""
    contracts = {contract["id"]: contract for contract in project_file()["tool"]["importlinter"]["contracts"]}
    return set(re.findall(r"\w+", " ".join(contracts["layers"]["layers"]))) - {"errors"}


def pins(name: str) -> dict[str, str]:
    text = (ROOT / "packaging" / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==([\w.!+]+)", text, flags=re.MULTILINE))
