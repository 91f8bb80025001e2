"""Starts the packaged program with the network cut and works in it: `python3 packaging/smoke_test.py dist/MobiConseil`.

First launch, demonstration, a file and its assessment by keystrokes, the plan in a PDF, the map, an exchange file
exported, handed over by a second start and imported, the lock. Any line on the error stream is a failure.

On Linux the keys are those of a display (Xvfb and xdotool) and the program runs in a network namespace of its own,
where the system lets us. Elsewhere, or with `--keys inside`, the program presses them in its own window (`--pilot`).
Only the standard library is needed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from smoke_desk import Desk, Failed, Hands, display, without_network

PASSPHRASE = "je decouvre mobiconseil avec des personnes imaginaires"
CODE = "manuel inculte tasser baie bosser"
ENTER, NEXT_TAB = "Return", "ctrl+Tab"


def main(words: list[str]) -> int:
    """Run the scenario; 0 when everything was seen and nothing was said on the error stream."""
    parser = argparse.ArgumentParser(prog="smoke_test.py", description="Essayer le programme empaqueté.")
    parser.add_argument("program", type=Path, help="le dossier MobiConseil, ou le programme lui-même")
    parser.add_argument("--keys", choices=("display", "inside"), default=None, help="d’où viennent les touches")
    parser.add_argument("--run-as", default="", help="numéro du compte sous lequel lancer le programme (Linux)")
    parser.add_argument("--root", default="", help="dossier d’un autre système où lancer le programme (chroot)")
    options = parser.parse_args(words)
    program = options.program if options.root else _program(options.program.resolve())
    keys = options.keys or ("display" if sys.platform.startswith("linux") and shutil.which("xdotool") else "inside")
    with tempfile.TemporaryDirectory(prefix="mobiconseil-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        with display() as screen:
            desk = Desk(
                program=program,
                folder=Path(folder),
                screen=screen,
                cut=without_network(),
                account=options.run_as,
                root=options.root,
                keys=keys,
            )
            try:
                _scenario(desk)
            except Failed as failure:
                print(f"ÉCHEC : {failure}", flush=True)
                return 1
            finally:
                desk.stop()
    print("Le programme empaqueté fait tout ce qui était demandé, sans un mot sur la sortie d’erreur.")
    return 0


def _program(place: Path) -> Path:
    names = (
        "mobiconseil",
        "mobiconseil.exe",
        "MobiConseil.app/Contents/MacOS/mobiconseil",
        "Contents/MacOS/mobiconseil",
    )
    found = [place] if place.is_file() else [place / name for name in names if (place / name).is_file()]
    if not found:
        raise SystemExit(f"Il n’y a pas de programme ici : {place}")
    return found[0]


def _scenario(desk: Desk) -> None:
    said = desk.command("--version")
    if sys.platform != "win32" and not said.startswith("MobiConseil "):
        raise Failed(f"--version dit « {said} »")
    desk.done("version")
    _first_launch(desk)
    exported = _export(desk)
    hands = desk.open("poste")
    _unlock(hands)
    _work(hands, desk.make("papiers") / "plan.pdf")
    desk.done("dossier, diagnostic et plan en PDF, au clavier")
    hands.press("alt+4")
    hands.wait(screen="DirectoryScreen", map=True)
    desk.done("carte affichée")
    _take_in(desk, hands, exported)
    hands.press("ctrl+l")
    hands.wait(screen="LockScreen", focus="passphrase")
    desk.done("verrouillage")
    desk.close(hands)
    _look_back(desk)


def _first_launch(desk: Desk) -> None:
    hands = desk.open("premier poste")
    hands.wait(screen="FirstLaunchScreen", focus="structure")
    hands.type("Cap")
    hands.press("Tab")
    hands.type("Claire")
    hands.press("Tab")
    hands.type("Morin")
    hands.press(ENTER)
    hands.until(lambda: bool(_passphrase(hands)), "les sept mots")
    hands.type(_passphrase(hands))
    hands.press(ENTER)
    base = desk.folder / "premier poste" / "mobiconseil.db"
    hands.until(lambda: base.exists() and _reads(hands, "Votre feuille de secours"), "la feuille de secours")
    desk.done("premier lancement : la base est chiffrée, la feuille est prête")
    desk.close(hands)


def _reads(hands: Hands, text: str) -> bool:
    return text in hands.texts()


def _passphrase(hands: Hands) -> str:
    """Return the seven words, read on the screen as a person does."""
    return next((text for text in hands.texts() if len(text.split()) == 7 and text.isascii() and text.islower()), "")


def _export(desk: Desk) -> Path:
    key = desk.make("clé USB")
    for name in ("autre poste", "poste"):
        desk.command("demo", str(desk.folder / name))
    desk.done("deux bases de démonstration, en ligne de commande")
    words = ("--to", str(key), "--what", "annuaire", "--for", "Poste voisin")
    desk.command(
        "export", str(desk.folder / "autre poste"), *words, MOBICONSEIL_PASSPHRASE=PASSPHRASE, MOBICONSEIL_CODE=CODE
    )
    files = list(key.glob("*.mobiconseil"))
    if len(files) != 1:
        raise Failed("l’export n’a rien posé sur la clé")
    desk.done("export")
    return files[0]


def _unlock(hands: Hands) -> None:
    hands.wait(screen="LockScreen", focus="passphrase")
    hands.type(PASSPHRASE)
    hands.press(ENTER)
    hands.wait(screen="HomeScreen")
    hands.desk.done("déverrouillage")


def _work(hands: Hands, plan: Path) -> None:
    hands.press("ctrl+n")
    hands.wait(screen="NewFileScreen", focus="last_name")
    hands.type("Zwyczajna")
    hands.press("Tab")
    hands.type("Apolline")
    hands.press("ctrl+Return")
    hands.wait(screen="FileScreen")
    for key in (NEXT_TAB, "space", "3", "2", "s"):
        hands.press(key)
    hands.press(NEXT_TAB, NEXT_TAB, "ctrl+e")
    hands.wait(focus="step_title")
    hands.type("Je prends le car")
    hands.tab_to("plan_pdf")
    hands.press("space")
    hands.wait(dialog="QFileDialog")
    hands.press("ctrl+a")
    hands.type(str(plan))
    hands.press(ENTER)
    hands.until(lambda: plan.exists() and plan.read_bytes()[:5] == b"%PDF-", "le plan en PDF")


def _take_in(desk: Desk, hands: Hands, exported: Path) -> None:
    # A second start: the first window comes to the front with the file.
    desk.command("--folder", str(desk.folder / "poste"), str(exported))
    hands.wait(screen="ExchangeScreen", focus="import_code")
    hands.type(CODE)
    hands.press(ENTER)
    hands.wait(focus="import_go_on")
    desk.done("fichier d’échange remis par un second démarrage et ouvert avec son code")
    hands.press("space")
    hands.wait_not(focus="import_go_on")
    desk.done("import")


def _look_back(desk: Desk) -> None:
    base = str(desk.folder / "poste")
    said = desk.command("stats", base, "--json", MOBICONSEIL_PASSPHRASE=PASSPHRASE)
    desk.command("check", base, MOBICONSEIL_PASSPHRASE=PASSPHRASE)
    if sys.platform != "win32":
        json.loads(said)
    desk.done("base vérifiée après coup")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    os.environ.pop("PYTHONPATH", None)
    started = time.monotonic()
    code = main(sys.argv[1:])
    print(f"{time.monotonic() - started:.0f} s")
    sys.exit(code)
