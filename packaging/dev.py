"""The developer's single door: `python3 packaging/dev.py COMMAND`, from any folder, with the standard library only.

Each command first makes `.venv` ready, so that a fresh clone needs nothing else.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Callable, Sequence

import dev_debian
import dev_environment
from dev_console import ROOT, Stop, run, say, speak_any_language, succeeds
from dev_environment import DEV, RUNTIME, python

DEMO = ROOT / "demo"
_OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
_NO_TEST_RAN = 5
_INTERRUPTED = 130


def run_program(arguments: Sequence[str]) -> int:
    """Open MobiConseil, or one of its own commands."""
    _prepare(RUNTIME, (*dev_debian.OFFSCREEN, *dev_debian.WINDOW))
    code = run([python(), "-m", "mobiconseil", *arguments], cwd=None)
    if code and not arguments and not _display_announced():
        say(
            "D’ici, « mobiconseil » s’écrit « python3 packaging/dev.py run ». "
            "« python3 packaging/dev.py demo » marche aussi sans écran."
        )
    return code


def demo(arguments: Sequence[str]) -> int:
    """Build the demonstration base, then open it, or draw every screen where nothing can be shown."""
    parser = argparse.ArgumentParser(prog="dev.py demo", description=demo.__doc__)
    parser.add_argument("--no-window", action="store_true", help="écrire les PDF et les images même s’il y a un écran")
    headless = parser.parse_args(arguments).no_window or not _display_announced()
    _prepare(RUNTIME, dev_debian.OFFSCREEN if headless else (*dev_debian.OFFSCREEN, *dev_debian.WINDOW))
    if not headless and _display_usable():
        return _build_demo(DEMO) or _open_demo()
    code = _build_demo(DEMO, "--screens")
    if code == 0:
        reason = "Pas de fenêtre, à votre demande" if "--no-window" in arguments else "Pas d’écran sur cet ordinateur"
        say(f"{reason} : les PDF et une image de chaque écran sont dans {DEMO}")
        for path in sorted([*DEMO.rglob("*.pdf"), *DEMO.rglob("*.png")]):
            print(f"    {path.relative_to(ROOT)}")
    return code


def test(arguments: Sequence[str]) -> int:
    """Run the tests: those that need an X display first, under Xvfb, then all the others offscreen."""
    names = (*dev_debian.OFFSCREEN, *dev_debian.WINDOW, *dev_debian.VIRTUAL_DISPLAY, *dev_debian.RECORDER)
    _prepare(DEV, names)
    with tempfile.TemporaryDirectory(prefix="mobiconseil-") as runtime_folder:
        extra = {"XDG_RUNTIME_DIR": os.environ.get("XDG_RUNTIME_DIR") or runtime_folder}
        under_x = _test_under_x(arguments, extra)
        others = run([*_pytest("not xvfb", _on_every_core()), *arguments], extra={**_OFFSCREEN, **extra})
    codes = {code for code in (under_x, others) if code is not None}
    failures = codes - {0, _NO_TEST_RAN}
    return max(failures) if failures else min(codes)


def lint(arguments: Sequence[str]) -> int:
    """Check the style, the types and the direction of the imports."""
    _prepare(DEV, ())
    fix = "--fix" in arguments
    checks: dict[str, list[str]] = {
        "ruff check": ["-m", "ruff", "check", *(["--fix"] if fix else []), "."],
        "ruff format": ["-m", "ruff", "format", *([] if fix else ["--check"]), "."],
        "mypy --strict": ["-m", "mypy"],
        "import-linter": ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
    }
    failed = []
    for name, words in checks.items():
        say(name)
        if run([python(), *words]) != 0:
            failed.append(name)
    say(f"À corriger : {', '.join(failed)}" if failed else "Tout est en ordre.")
    return 1 if failed else 0


def bench(arguments: Sequence[str]) -> int:
    """Measure the promises of the program, each against a baseline of the same run."""
    _prepare(DEV, dev_debian.OFFSCREEN)
    return run([python(), "-m", "benchmarks", *arguments], extra=_OFFSCREEN)


def screens(arguments: Sequence[str]) -> int:
    """Draw again the pictures of docs/screenshots from a fresh demonstration base, then the small ones of the guide."""
    argparse.ArgumentParser(prog="dev.py screens", description=screens.__doc__).parse_args(arguments)
    _prepare(RUNTIME, dev_debian.OFFSCREEN)
    target = ROOT / "docs" / "screenshots"
    with tempfile.TemporaryDirectory(prefix="mobiconseil-") as folder:
        # Always the same day: only what changed on the screens changes in the pictures.
        code = _build_demo(Path(folder) / "demo", "--screens", "--today", "2026-11-20")
        pictures = sorted(Path(folder).rglob("*.png"))
        if code != 0 or not pictures:
            raise Stop("Les images n’ont pas pu être faites ; celles de docs/screenshots sont restées telles quelles.")
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        for picture in pictures:
            shutil.copyfile(picture, target / picture.name)
    say(f"{len(pictures)} images dans {target}")
    return run([python(), "packaging/guide_pictures.py"], extra=_OFFSCREEN)


def site(arguments: Sequence[str]) -> int:
    """Build the site of the guide and of the technical pages, without a network."""
    _prepare(DEV, ())
    return run([python(), "packaging/build_site.py", *arguments], extra=_OFFSCREEN)


def package(arguments: Sequence[str]) -> int:
    """Package the program for this system in dist/, and print the sizes; fail when one is over its limit."""
    parser = argparse.ArgumentParser(prog="dev.py package", description=package.__doc__)
    parser.add_argument("--icons", action="store_true", help="redessiner d’abord les icônes de packaging/icons")
    parser.add_argument("--cold-start", action="store_true", help="mesurer ensuite le démarrage (Linux)")
    chosen = parser.parse_args(arguments)
    shown = (*dev_debian.WINDOW, *dev_debian.VIRTUAL_DISPLAY)
    _prepare(DEV, (*dev_debian.OFFSCREEN, *shown, *dev_debian.PACKAGING))
    if chosen.icons and run([python(), "packaging/make_icons.py"]) != 0:
        return 1
    # Late: only this command needs them.
    import build_package

    code = build_package.build()
    return code or (run([sys.executable, "packaging/cold_start.py"]) if chosen.cold_start else 0)


def lock(arguments: Sequence[str]) -> int:
    """Resolve the dependencies again for every system and pin them with their hashes."""
    _prepare(DEV, ())
    resolve = [str(python()), "-m", "uv", "pip", "compile", "--universal", "--generate-hashes", "--no-annotate"]
    quiet = ["--quiet", "--no-emit-index-url", "--no-emit-find-links", "--no-sources", "--python-version", "3.11"]
    header = ["--custom-compile-command", "python3 packaging/dev.py lock"]
    common = [*resolve, *quiet, *header, *arguments, "pyproject.toml"]
    runtime = f"packaging/{RUNTIME}"
    code = run([*common, "--extra", "build", "--output-file", runtime])
    with tempfile.TemporaryDirectory(prefix="mobiconseil-") as folder:
        versions = Path(folder) / "runtime.txt"
        versions.write_text(_without_hashes((ROOT / runtime).read_text(encoding="utf-8")), encoding="utf-8")
        extras = ["--extra", "build", "--extra", "dev", "--constraint", str(versions)]
        return code or run([*common, *extras, "--output-file", f"packaging/{DEV}"])


def _prepare(lock_name: str, system_packages: Sequence[str]) -> None:
    """Make the system and the environment ready, or stop with a sentence that says what to do."""
    sentence = dev_debian.ensure(system_packages)
    if sentence:
        say(sentence)
    dev_environment.prepare(lock_name)
    certain = sentence is None and dev_debian.available()
    if sys.platform != "linux" or not system_packages or certain:
        return
    if dev_environment.qt_loads():
        if sentence:
            say("Qt trouve tout de même l’essentiel : la suite continue sans ces paquets.")
    else:
        raise Stop(
            "Qt ne trouve pas toutes les bibliothèques du système dont il a besoin. "
            f"Voici leurs noms sous Debian : {' '.join(system_packages)}.\n"
            "  Installez-les, puis relancez la même commande."
        )


def _pytest(selection: str, arguments: Sequence[str]) -> list[str]:
    return [str(python()), "-m", "pytest", "-m", selection, *arguments]


def _on_every_core() -> list[str]:
    """Give a file of tests to each core: a file keeps its tests together, with what they share."""
    cores = os.cpu_count() or 1
    return ["-n", str(cores), "--dist", "loadfile"] if cores > 1 else []


def _test_under_x(arguments: Sequence[str], extra: dict[str, str]) -> int | None:
    """Run the tests marked `xvfb`; return None when there is none, or nothing to run them in."""
    marked = any("mark.xvfb" in path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    if not marked:
        return None
    launcher = shutil.which("xvfb-run")
    if launcher is None:
        say("Les tests marqués « xvfb » sont laissés de côté : xvfb-run n’est pas sur cet ordinateur.")
        return None
    return run([launcher, "-a", *_pytest("xvfb", arguments)], extra={"QT_QPA_PLATFORM": "xcb", **extra})


def _build_demo(folder: Path, *options: str) -> int:
    say("Construction de la base de démonstration (personnes imaginaires).")
    extra = _OFFSCREEN if "--screens" in options else None
    return run([python(), "-m", "mobiconseil", "demo", folder, *options], extra=extra)


def _open_demo() -> int:
    say("Ouverture de la fenêtre. La phrase de passe de la démonstration est écrite ci-dessus.")
    return run([python(), "-m", "mobiconseil", "--folder", DEMO])


def _display_announced() -> bool:
    if sys.platform in {"win32", "darwin"}:
        return True
    hidden = os.environ.get("QT_QPA_PLATFORM", "") in {"offscreen", "minimal"}
    return not hidden and any(os.environ.get(name) for name in ("WAYLAND_DISPLAY", "DISPLAY"))


def _display_usable() -> bool:
    """Open Qt's connection to the display in a process of its own: it aborts where there is none."""
    return succeeds([python(), "-c", "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"], timeout=30)


def _without_hashes(pinned: str) -> str:
    lines = (line.removesuffix("\\").rstrip() for line in pinned.splitlines())
    return "\n".join(line for line in lines if not line.lstrip().startswith("--hash")) + "\n"


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run_program,
    "demo": demo,
    "test": test,
    "lint": lint,
    "bench": bench,
    "screens": screens,
    "site": site,
    "package": package,
    "lock": lock,
}
HELP = {
    "run": "ouvrir MobiConseil (les mots qui suivent lui sont transmis)",
    "demo": "construire la base de démonstration et l’ouvrir, ou en écrire les PDF et les images dans demo/",
    "test": "lancer les tests (les mots qui suivent sont transmis à pytest)",
    "lint": "vérifier le style, les types et le sens des imports (--fix corrige ce qui peut l’être)",
    "bench": "mesurer les promesses de rapidité (--files 5000 : sur une base plus petite)",
    "screens": "refaire les images de docs/screenshots et celles, plus petites, du guide",
    "site": "construire dans site/ le guide et les pages techniques, à lire sans réseau",
    "package": "empaqueter le programme dans dist/ (--icons : icônes refaites ; --cold-start : démarrage mesuré)",
    "lock": "refaire les fichiers qui figent les bibliothèques (--upgrade les met à jour)",
}


def main(words: Sequence[str]) -> int:
    """Run the command named by the first word; the others are for it."""
    speak_any_language()
    parser = argparse.ArgumentParser(
        prog="dev.py", description="Installer, lancer et vérifier MobiConseil.", add_help=False
    )
    parser.add_argument("-h", "--help", action="help", help="montrer cette aide")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMANDE", title="commandes")
    for name, help_text in HELP.items():
        commands.add_parser(name, help=help_text, add_help=False)
    chosen, _ = parser.parse_known_args(words[:1])
    try:
        return COMMANDS[chosen.command](list(words[1:]))
    except Stop as reason:
        print(f"\n{reason}", file=sys.stderr)
    except PermissionError as refusal:
        print(f"\nCe compte n’a pas le droit d’écrire ici : {refusal.filename}", file=sys.stderr)
    except KeyboardInterrupt:
        return _INTERRUPTED
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
