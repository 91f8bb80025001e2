"""What the packages hold and leave out; building them takes minutes and has its own command."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

import build_package
import bundle_contents
import debian_package
import dev
import make_icons
import pruning
import windows_version
from mobiconseil.map.assets import ASSETS, ICON_FONT

ROOT = Path(dev.__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
SPEC = (PACKAGING / "mobiconseil.spec").read_text(encoding="utf-8")
INNO = (PACKAGING / "windows" / "mobiconseil.iss").read_text(encoding="utf-8-sig")
RELEASE = (ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8")


def library(name: str) -> pruning.Entry:
    return (f"PySide6/Qt/lib/{name}", f"/site/{name}", "BINARY")


def test_a_library_stays_when_something_kept_needs_it_even_through_another():
    window = ("PySide6/QtWidgets.abi3.so", "/site/QtWidgets.abi3.so", "EXTENSION")
    plugin = ("PySide6/Qt/plugins/platforms/libqxcb.so", "/site/libqxcb.so", "BINARY")
    needs = {
        window[1]: ["libQt6Widgets.so.6", "libc.so.6"],
        "/site/libQt6Widgets.so.6": ["libQt6Gui.so.6"],
        "/site/libQt6Gui.so.6": ["libQt6Widgets.so.6"],
        plugin[1]: ["libQt6XcbQpa.so.6"],
        "/site/libQt6Quick3D.so.6": ["libQt6Gui.so.6"],
    }
    names = ("libQt6Widgets.so.6", "libQt6Gui.so.6", "libQt6XcbQpa.so.6", "libQt6Quick3D.so.6")

    kept = pruning.kept([window, plugin, *map(library, names)], lambda path: needs.get(path, []))

    assert [Path(place).name for place, _, _ in kept] == ["QtWidgets.abi3.so", "libqxcb.so", *names[:3]]


def test_the_case_of_a_name_does_not_hide_a_library_of_windows():
    module = ("PySide6\\QtGui.pyd", "C:\\site\\QtGui.pyd", "EXTENSION")
    needed = ("PySide6\\Qt6Gui.dll", "C:\\site\\Qt6Gui.dll", "BINARY")
    alone = ("PySide6\\Qt6Quick3D.dll", "C:\\site\\Qt6Quick3D.dll", "BINARY")

    kept = pruning.kept([module, needed, alone], lambda path: ["QT6GUI.dll"] if path == module[1] else [])

    assert kept == [module, needed]


def test_what_the_screen_of_the_laptop_has_is_left_to_it():
    module = ("PySide6/QtGui.abi3.so", "/site/QtGui.abi3.so", "EXTENSION")
    system = ("libstdc++.so.6", "/lib/libstdc++.so.6", "BINARY")
    assert pruning.kept([module, system], lambda _path: ["libstdc++.so.6"]) == [module]


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/qml/QtQuick/Controls/libqtquickcontrols2plugin.so",
        "PySide6/Qt/resources/qtwebengine_devtools_resources.pak",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/translations/qtwebengine_locales/de.pak",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/plugins/imageformats/libqpdf.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/plugins/multimedia/libffmpegmediaplugin.so",
        "libnssckbi.so",
        "PySide6\\plugins\\networkinformation\\qnetworklistmanager.dll",
    ],
)
def test_what_nothing_reads_is_left_out(place: str):
    assert not pruning.is_wanted(place)


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/resources/qtwebengine_resources.pak",
        "PySide6/Qt/resources/icudtl.dat",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "PySide6/Qt/translations/qtwebengine_locales/fr.pak",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "resources/geo/communes.csv.xz",
    ],
)
def test_what_a_screen_reads_stays(place: str):
    assert pruning.is_wanted(place)


def test_a_link_to_a_library_that_left_goes_with_it():
    kept = ("libQt6Gui.so.6", "PySide6/Qt/lib/libQt6Gui.so.6", "SYMLINK")
    gone = ("libQt6Quick3D.so.6", "PySide6/Qt/lib/libQt6Quick3D.so.6", "SYMLINK")
    deep = ("PySide6/libc.so", "../Qt/lib/libQt6Gui.so.6", "SYMLINK")
    binaries = [library("libQt6Gui.so.6"), ("Qt/lib/libQt6Gui.so.6", "/x", "BINARY")]

    assert pruning.without_links_to_nothing([kept, gone, deep], binaries) == [kept, deep]


def test_every_file_that_the_program_reads_is_taken_along_once():
    places = [f"{folder}/{Path(path).name}" for path, folder in bundle_contents.data_files()]
    assert len(places) == len(set(places))
    committed = {path.relative_to(ROOT).as_posix() for path in (ROOT / "resources").rglob("*") if path.is_file()}
    assert committed <= set(places)
    assert {f"resources/map/lib/{place}" for place in ASSETS} <= set(places)
    fonts = [place for place in places if place.startswith("qtawesome/fonts/")]
    assert {Path(place).suffix for place in fonts} == {".ttf", ".json"}
    assert ICON_FONT
    assert all(Path(path).is_file() for path, _ in bundle_contents.data_files())


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        ("qtawesome/fonts/fontawesome6-solid-webfont-6.7.2.ttf", False),
        ("qtawesome/fonts/materialdesignicons6-webfont-6.9.96.ttf", True),
        ("xkcdpass/static/fr-corrected.txt", True),
        ("xkcdpass/static/fr-freelang", True),
        ("xkcdpass/static/ger-anlx", False),
        ("folium/templates/leaflet_heat.min.js", False),
        ("pendulum/locales/de/locale.py", False),
        ("xyzservices/data/providers.json", True),
    ],
)
def test_of_the_data_of_libraries_only_what_is_read_is_taken(place: str, wanted: bool):
    assert bundle_contents.is_wanted_data(place) is wanted


def test_the_program_imports_nothing_that_is_left_out():
    found = {name for path in (ROOT / "mobiconseil").rglob("*.py") for name in imported(path)}
    left_out = set(bundle_contents.EXCLUDED)
    assert {name for name in found if any(f"{name}.".startswith(f"{each}.") for each in left_out)} == set()


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


_WITHOUT_NUMPY = """
import io, sys
sys.path.insert(0, sys.argv[1])
import numpy
assert numpy.__file__.startswith(sys.argv[1])
import openpyxl
from mobiconseil.map.layers import LocalMap

book = openpyxl.Workbook()
book.active.append([1, 2.5, "Craon"])
book.save(io.BytesIO())
assert "L.map(" in LocalMap(location=(47.85, -0.95)).get_root().render()
assert not isinstance(1, numpy.integer)
"""


def test_the_map_and_the_spreadsheets_do_without_numpy_in_the_packaged_program():
    words = [sys.executable, "-c", _WITHOUT_NUMPY, str(PACKAGING / "frozen")]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", bundle_contents.NAMED_AT_RUN_TIME)
def test_what_is_named_in_texts_exists(name: str):
    assert importlib.util.find_spec(name) is not None


def test_the_recipe_makes_one_folder_without_compressing_its_libraries():
    assert "upx=True" not in SPEC
    assert 'upx": False' in SPEC
    assert "upx=False" in SPEC
    assert "COLLECT(" in SPEC
    assert "exclude_binaries" in SPEC


def test_a_package_over_its_size_is_refused_with_its_figures():
    assert build_package.too_large(460 * 10**6, {"a.deb": 150 * 10**6}) == []
    (folder, packed) = build_package.too_large(461 * 10**6, {"a.deb": 151 * 10**6, "a.tar.xz": 10})
    assert "461" in folder
    assert packed.startswith("a.deb fait 151")


def test_the_sizes_count_each_file_once(tmp_path: Path):
    (tmp_path / "a").write_bytes(b"12345")
    (tmp_path / "b").symlink_to("a")
    assert build_package.measured(tmp_path) == build_package.measured(tmp_path / "a") == 5


def test_the_debian_package_asks_for_what_the_screen_needs_under_its_old_and_new_names():
    control = debian_package.control("1.2.3", "amd64", 470_000)
    fields = dict(line.split(": ", 1) for line in control.splitlines() if not line.startswith(" "))
    assert fields["Version"] == "1.2.3"
    assert fields["Installed-Size"] == "470000"
    depends = fields["Depends"].split(", ")
    assert {"libegl1", "libgl1", "libgbm1", "libnss3", "libxcb-cursor0", "libxcb-shape0"} <= set(depends)
    assert "libasound2 | libasound2t64" in depends
    assert len(depends) == len(set(depends))
    assert "python" not in control
    assert all(line.startswith(" ") or re.match(r"[A-Z][\w-]+: \S", line) for line in control.splitlines())


def test_the_menu_entry_opens_the_file_that_was_chosen():
    entry = debian_package.desktop_entry("/chez moi/mobiconseil")
    assert 'Exec="/chez moi/mobiconseil" %f' in entry
    assert "MimeType=application/x-mobiconseil;" in entry
    kinds = (PACKAGING / "linux" / "fr.mobiconseil.xml").read_text(encoding="utf-8")
    assert 'type="application/x-mobiconseil"' in kinds
    assert 'pattern="*.mobiconseil"' in kinds


def test_what_a_person_installs_with_lies_beside_the_program(tmp_path: Path):
    debian_package.share(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"LISEZMOI.txt", "installer.sh", "partage"}
    assert (tmp_path / "installer.sh").stat().st_mode & 0o100
    names = {path.name for path in (tmp_path / "partage").iterdir()}
    assert names == {"fr.mobiconseil.desktop", "fr.mobiconseil.png", "fr.mobiconseil.xml"}


class Home:
    """The home of a person, and the folder that she unpacked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.unpacked = folder / "Téléchargements" / "MobiConseil"
        self.unpacked.mkdir(parents=True)
        (self.unpacked / "mobiconseil").write_text("première", encoding="utf-8")
        debian_package.share(self.unpacked)
        self.place = folder / ".local" / "opt" / "MobiConseil"

    def install(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = ["sh", str(self.unpacked / "installer.sh"), *words]
        environment = {"HOME": str(self.folder), "PATH": "/usr/bin:/bin"}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.skipif(sys.platform != "linux", reason="the script of Linux")
def test_a_person_installs_updates_and_removes_without_an_administrator(tmp_path: Path):
    home = Home(tmp_path / "chez moi")
    assert home.install().returncode == 0
    entry = home.folder / ".local/share/applications/fr.mobiconseil.desktop"
    assert f'Exec="{home.place}/mobiconseil" %f' in entry.read_text(encoding="utf-8")
    (home.unpacked / "mobiconseil").write_text("seconde", encoding="utf-8")
    assert home.install().returncode == 0
    assert (home.folder / ".local/bin/mobiconseil").read_text(encoding="utf-8") == "seconde"

    assert home.install("--retirer").returncode == 0
    assert not home.place.exists()
    assert not entry.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="the script of Linux")
def test_no_installation_takes_away_the_data_that_live_beside_a_program(tmp_path: Path):
    home = Home(tmp_path)
    assert home.install().returncode == 0
    (home.place / "donnees").mkdir()
    for words in ((), ("--retirer",)):
        refused = home.install(*words)
        assert refused.returncode == 1
        assert "Rien n’a été touché" in refused.stderr
    assert (home.place / "donnees").is_dir()
    assert (home.place / "mobiconseil").exists()


def test_the_windows_installer_asks_for_no_administrator_and_opens_exchange_files():
    assert "PrivilegesRequired=lowest" in INNO
    assert "French.isl" in INNO
    assert "HKLM" not in INNO
    assert r"Software\Classes\.mobiconseil" in INNO
    assert '""%1""' in INNO


@pytest.mark.parametrize(
    ("version", "expected"), [("0.1.0", (0, 1, 0, 0)), ("2.10", (2, 10, 0, 0)), ("1.2.3.4.5", (1, 2, 3, 4))]
)
def test_windows_wants_four_numbers(version: str, expected: tuple[int, int, int, int]):
    assert windows_version.numbers(version) == expected
    assert windows_version.words(version)["ProductVersion"] == version


def test_the_release_uses_pinned_actions_and_the_same_two_commands_everywhere():
    uses = re.findall(r"uses: (\S+)", RELEASE)
    assert uses
    assert [action for action in uses if not re.search(r"@[0-9a-f]{40}$", action)] == []
    assert RELEASE.count("packaging/dev.py package") == 3
    assert RELEASE.count("packaging/smoke_test.py dist/MobiConseil") == 3
    assert "pip install" not in RELEASE


def test_the_icons_are_those_of_the_drawing():
    drawn = make_icons.drawn(256)
    with Image.open(PACKAGING / "icons" / "mobiconseil.png") as committed:
        difference = ImageChops.difference(drawn.convert("RGBA"), committed.convert("RGBA"))
    assert max(ImageStat.Stat(difference).mean) < 1
    with Image.open(PACKAGING / "icons" / "mobiconseil.ico") as icon:
        assert {(16, 16), (32, 32), (48, 48), (256, 256)} <= icon.info["sizes"]
    assert (PACKAGING / "icons" / "mobiconseil.icns").read_bytes()[:4] == b"icns"


def test_the_version_is_that_of_the_program():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["hatch"]["version"]["path"] == "mobiconseil/__init__.py"
    assert re.fullmatch(r"\d+\.\d+\.\d+", build_package.version())
