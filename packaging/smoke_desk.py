"""What the smoke test holds: a display, a program without network, and hands that press keys."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable, Iterator

PATIENCE_S = float(os.environ.get("MOBICONSEIL_SMOKE_PATIENCE", "120"))
_MOST_TABS = 80
_BREATH_S = 0.15
_NO_WINDOWS = "This plugin does not support "
_QT_KEYS = {"Return": "Return", "Tab": "Tab", "space": "Space"}


class Failed(Exception):
    """Something was not seen, or was said on the error stream."""


@contextlib.contextmanager
def display() -> Iterator[str]:
    """Give a display of our own under Linux, and nothing elsewhere."""
    xvfb = shutil.which("Xvfb") if sys.platform.startswith("linux") else None
    if xvfb is None:
        print("Pas de Xvfb ici : le programme s’ouvre sur l’écran de l’ordinateur.", flush=True)
        yield os.environ.get("DISPLAY", "")
        return
    reader, writer = os.pipe()
    words = [xvfb, "-displayfd", str(writer), "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-ac"]
    server = subprocess.Popen(words, pass_fds=(writer,), stderr=subprocess.DEVNULL)
    os.close(writer)
    with os.fdopen(reader) as told:
        number = told.readline().strip()
    try:
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def without_network() -> list[str]:
    """Return the words that start a program without any network, or none, saying why."""
    if sys.platform.startswith("linux") and shutil.which("unshare"):
        tries = (["unshare", "-n", "--"], ["unshare", "--user", "--map-current-user", "--net", "--"])
        for words in tries if os.geteuid() == 0 else tries[1:]:
            if subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0:
                print(f"Réseau coupé : {' '.join(words[:-1])}", flush=True)
                return words
    print("Le réseau n’a pas pu être coupé ici : ce passage ne prouve rien à ce sujet.", flush=True)
    return []


@dataclass(kw_only=True)
class Desk:
    """A laptop: the program, the folders of its account, and what it wrote."""

    program: Path
    folder: Path
    screen: str
    cut: list[str]
    """What starts a program without network."""
    account: str
    """The number of the account that runs the program; empty for this one."""
    keys: str
    """Where the keys come from: « display » or « inside »."""
    running: list[subprocess.Popen[str]] = field(default_factory=list)

    root: str = ""
    """A folder that holds another system, in which the program runs; the temporary folder is the same on both sides."""

    def __post_init__(self) -> None:
        self.own(self.folder)
        for name in ("maison", "execution"):
            self.make(name).chmod(0o700)

    @property
    def _prefix(self) -> list[str]:
        """Return the words before the program: without network, in another system, as somebody else."""
        if self.root:
            return [*self.cut, "chroot", f"--userspec={self.account or '0'}:{self.account or '0'}", self.root]
        as_other = ["setpriv", f"--reuid={self.account}", f"--regid={self.account}", "--clear-groups", "--"]
        return [*self.cut, *(as_other if self.account else [])]

    def make(self, name: str) -> Path:
        """Make a folder of the account."""
        made = self.folder / name
        made.mkdir()
        self.own(made)
        return made

    def own(self, path: Path) -> None:
        """Give a folder to the account of the program."""
        if self.account:
            os.chown(path, int(self.account), int(self.account))

    def done(self, what: str) -> None:
        """Say that a step was seen."""
        print(f"  ok  {what}", flush=True)

    def command(self, *words: str, **variables: str) -> str:
        """Run the program to its end and return what it said. Raises Failed for any error."""
        finished = subprocess.run(
            [*self._prefix, str(self.program), *words],
            env=self._environment(variables),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENCE_S * 2,
            check=False,
        )
        if finished.returncode != 0 or finished.stderr:
            raise Failed(f"« {words[0]} » finit par {finished.returncode} en disant : {finished.stderr.strip()}")
        return finished.stdout

    def open(self, name: str) -> Hands:
        """Start the window on a folder that does not exist yet."""
        pilot = self.make(f"pilote {name}")
        process = subprocess.Popen(
            [*self._prefix, str(self.program), "--folder", str(self.folder / name), "--pilot", str(pilot)],
            env=self._environment({}),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
        )
        self.running.append(process)
        return (XHands if self.keys == "display" else InsideHands)(self, process, pilot)

    def close(self, hands: Hands) -> None:
        """Close the window and read what was said meanwhile. Raises Failed for any word or error."""
        hands.close()
        try:
            _, said = hands.process.communicate(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            raise Failed("la fenêtre ne se ferme pas") from None
        errors = self._faults(said)
        if hands.process.returncode != 0 or errors:
            raise Failed(f"la fenêtre finit par {hands.process.returncode} en disant :\n{errors}")
        self.done("fenêtre fermée sans un mot")

    def _faults(self, said: str) -> str:
        """Return what the error stream says, less what a screen of Qt's own says of the windows it does not move."""
        lines = said.splitlines(keepends=True)
        return "".join(line for line in lines if self.keys == "display" or not line.startswith(_NO_WINDOWS))

    def stop(self) -> None:
        """End what still runs, after a failure, and show what it said."""
        for process in self.running:
            if process.poll() is None:
                process.kill()
                _, errors = process.communicate()
                print(errors, end="", flush=True)

    def _environment(self, variables: dict[str, str]) -> dict[str, str]:
        kept = ("PATH", "LANG", "SYSTEMROOT", "WINDIR", "TEMP", "TMP", "USERNAME", "USERPROFILE", "COMSPEC")
        found = {name: os.environ[name] for name in kept if name in os.environ}
        home = str(self.folder / "maison")
        found.update(HOME=home, APPDATA=home, LOCALAPPDATA=home)
        if sys.platform.startswith("linux"):
            found.update(DISPLAY=self.screen, LC_ALL="C.UTF-8", XDG_RUNTIME_DIR=str(self.folder / "execution"))
            if self.keys == "inside":
                # A display without window manager gives the keyboard to nobody.
                own = f"offscreen:configfile={self._screen_of_a_laptop()}"
                found["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM") or own
            if os.geteuid() == 0 and not self.account:
                # The browser engine of the map refuses its sandbox to the superuser.
                found["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
        return {**found, **variables}

    def _screen_of_a_laptop(self) -> Path:
        """Return the file that gives Qt a screen as wide as a laptop's: its own, of 800 points, folds the preview."""
        file = self.folder / "ecran.json"
        sizes = {"x": 0, "y": 0, "width": 1366, "height": 768}
        screen = {"name": "portable", **sizes, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        file.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
        return file


class Hands:
    """Presses keys and looks at where the window stands."""

    def __init__(self, desk: Desk, process: subprocess.Popen[str], pilot: Path) -> None:
        self.desk, self.process, self._pilot = desk, process, pilot

    def press(self, *keys: str) -> None:
        """Press combinations of keys: « ctrl+n »."""
        raise NotImplementedError

    def type(self, text: str) -> None:
        """Type a text."""
        raise NotImplementedError

    def close(self) -> None:
        """Close the window."""
        with (self._pilot / "touches.jsonl").open("a", encoding="utf-8") as lines:
            lines.write('{"close": ""}\n')

    def state(self) -> dict[str, object]:
        """Return where the window stands."""
        try:
            found = json.loads((self._pilot / "etat.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def texts(self) -> list[str]:
        """Return what is read on the screen."""
        found = self.state().get("texts")
        return [str(text) for text in found] if isinstance(found, list) else []

    def until(self, what: Callable[[], bool], name: str) -> None:
        """Wait until something is true. Raises Failed."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            if what():
                return
            if self.process.poll() is not None:
                raise Failed(f"le programme est parti avant {name} : {self.process.communicate()}")
            time.sleep(0.05)
        raise Failed(f"jamais vu : {name} ; dernier état : {self.state()}")

    def wait(self, **wanted: object) -> None:
        """Wait until the state says all this."""
        self.until(lambda: all(self.state().get(name) == value for name, value in wanted.items()), str(wanted))

    def wait_not(self, **former: object) -> None:
        """Wait until the state no longer says this."""
        self.until(
            lambda: all(self.state().get(name) != value for name, value in former.items()), f"autre que {former}"
        )

    def tab_to(self, name: str) -> None:
        """Press Tab until this widget has the keyboard."""
        met = []
        for _ in range(_MOST_TABS):
            if self.state().get("focus") == name:
                return
            before = self.state().get("focus")
            met.append(before)
            self.press("Tab")
            self._settle(before)
        raise Failed(f"Tab ne mène pas à {name} : {met}")

    def _settle(self, before: object) -> None:
        """Leave the focus the time to move; two neighbours may have the same name."""
        end = time.monotonic() + 0.6
        while time.monotonic() < end and self.state().get("focus") == before:
            time.sleep(0.03)


class XHands(Hands):
    """The keyboard of a display, which has no window manager: the keyboard is given to the window in front."""

    def __init__(self, desk: Desk, process: subprocess.Popen[str], pilot: Path) -> None:
        super().__init__(desk, process, pilot)
        self._front = ""
        self.until(self._gives_keyboard, "une fenêtre sur l’écran")

    def press(self, *keys: str) -> None:
        """Press them one after the other, slower than hands do."""
        self.until(self._gives_keyboard, "une fenêtre sur l’écran")
        self._xdotool("key", "--clearmodifiers", "--delay", "80", *keys)
        time.sleep(_BREATH_S)

    def type(self, text: str) -> None:
        """Type it."""
        self.until(self._gives_keyboard, "une fenêtre sur l’écran")
        self._xdotool("type", "--delay", "25", text)
        time.sleep(_BREATH_S)

    def _gives_keyboard(self) -> bool:
        dialog = str(self.state().get("dialog", ""))
        seen = self._xdotool("search", "--onlyvisible", "--name", "." if dialog else "^MobiConseil$").split()
        if seen and self._front != f"{dialog}{seen[-1]}":
            self._xdotool("windowfocus", "--sync", seen[-1])
            self._front = f"{dialog}{seen[-1]}"
        return bool(seen)

    def _xdotool(self, *words: str) -> str:
        environment = {**os.environ, "DISPLAY": self.desk.screen}
        return subprocess.run(
            ["xdotool", *words], env=environment, check=False, timeout=60, capture_output=True, encoding="utf-8"
        ).stdout


class InsideHands(Hands):
    """Keys that the program presses in its own window."""

    def __init__(self, desk: Desk, process: subprocess.Popen[str], pilot: Path) -> None:
        super().__init__(desk, process, pilot)
        self._asked = 0

    def press(self, *keys: str) -> None:
        """Ask for each, once the former was played."""
        for key in keys:
            self._ask({"press": "+".join(_QT_KEYS.get(part, part) for part in key.split("+"))})

    def type(self, text: str) -> None:
        """Ask for the text."""
        self._ask({"type": text})

    def _ask(self, gesture: dict[str, str]) -> None:
        with (self._pilot / "touches.jsonl").open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(gesture) + "\n")
        self._asked += 1
        self.until(lambda: int(str(self.state().get("played", 0))) >= self._asked, f"touche {gesture}")
