"""The project's own Python environment, `.venv`: made, repaired, and kept equal to the lock file."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import dev_debian
from dev_console import ROOT, Stop, child_environment, run, say, succeeds

VENV = ROOT / ".venv"
RUNTIME = "requirements.lock"
DEV = "requirements-dev.lock"
OLDEST = (3, 11)
_STAMP = VENV / "mobiconseil-stamp.json"
_NEWEST_TRIED = 14


def python() -> Path:
    """Return the interpreter of the environment."""
    return VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def prepare(lock: str) -> None:
    """Make the environment if needed, install what `lock` pins, then the project itself."""
    if not _usable():
        _create()
    stamp = _read_stamp()
    expected = _fingerprints(lock)
    if any(stamp.get(name) != value for name, value in expected.items()):
        say(f"Installation des bibliothèques ({lock}). La première fois, cela prend quelques minutes.")
        _install("--require-hashes", "--requirement", str(ROOT / "packaging" / lock))
        stamp.update(expected)
    project = _digest(ROOT / "pyproject.toml")
    if stamp.get("pyproject.toml") != project:
        _install("--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT))
        stamp["pyproject.toml"] = project
    _write_stamp({**stamp, "root": str(ROOT)})


def qt_loads() -> bool:
    """Return whether Qt finds every library of the system that it needs."""
    return succeeds([python(), "-c", "import PySide6.QtWidgets, PySide6.QtPdfWidgets, PySide6.QtPrintSupport"])


def _usable() -> bool:
    if not python().exists():
        return False
    if _read_stamp().get("root", str(ROOT)) != str(ROOT):
        say("Le dossier du projet a changé de place : l’environnement .venv est refait.")
        return False
    if succeeds([python(), "-c", f"import sys, pip; sys.exit(sys.version_info < {OLDEST})"]):
        return True
    say("L’environnement .venv est abîmé : il est refait.")
    return False


def _create() -> None:
    interpreter = _base_interpreter()
    _ensure_venv_module(interpreter)
    say(f"Création de l’environnement {VENV}")
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    if run([interpreter, "-m", "venv", "--clear", VENV]) != 0:
        raise Stop(
            f"L’environnement n’a pas pu être créé dans {VENV}. Vérifiez la place et les droits, puis recommencez."
        )


def _base_interpreter() -> str:
    """Return a Python recent enough that does not itself live in an environment."""
    if sys.version_info >= OLDEST:
        return str(getattr(sys, "_base_executable", "") or sys.executable)
    for minor in range(_NEWEST_TRIED, OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found:
            return found
    raise Stop(
        f"MobiConseil demande Python 3.11 ou plus récent, et celui-ci est le {sys.version.split()[0]}. "
        "Installez un Python plus récent, puis relancez la même commande."
    )


def _ensure_venv_module(interpreter: str) -> None:
    if succeeds([interpreter, "-c", "import ensurepip, venv"]):
        return
    version = subprocess.run(
        [interpreter, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
        env=child_environment(),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    ).stdout.strip()
    sentence = dev_debian.ensure([f"python{version}-venv"])
    if sentence:
        raise Stop(sentence)
    if not succeeds([interpreter, "-c", "import ensurepip, venv"]):
        raise Stop(
            f"Le module « venv » de Python {version} manque. Installez-le avec les outils de votre système "
            "(paquet python3-venv ou équivalent), puis relancez la même commande."
        )


def _install(*arguments: str) -> None:
    calm = [] if sys.stdout.isatty() else ["--progress-bar", "off"]
    command: list[str | Path] = [
        python(),
        "-m",
        "pip",
        "install",
        "--no-input",
        "--disable-pip-version-check",
        *calm,
        *arguments,
    ]
    if run(command) != 0:
        raise Stop(
            "L’installation des bibliothèques a échoué ; le message de pip est juste au-dessus. Rien d’autre n’a été "
            "touché.\n  Vérifiez la connexion et la place sur le disque, puis relancez la même commande."
        )


def _fingerprints(lock: str) -> dict[str, str]:
    """Return what is true once `lock` is installed; the developers' lock holds all of the other one."""
    locks = (RUNTIME, DEV) if lock == DEV else (RUNTIME,)
    return {name: _digest(ROOT / "packaging" / name) for name in locks}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _read_stamp() -> dict[str, str]:
    try:
        stamp = json.loads(_STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(value) for name, value in stamp.items()} if isinstance(stamp, dict) else {}


def _write_stamp(stamp: dict[str, str]) -> None:
    draft = _STAMP.with_suffix(".tmp")
    draft.write_text(json.dumps(stamp, indent=1, sort_keys=True), encoding="utf-8")
    draft.replace(_STAMP)
