"""The power is cut at any instant: what the disk may then hold is opened, and every promise made before is kept.

Everything that the program asks of the disk is recorded by strace. Only what was waited for (fsync) is sure: of the
writes since, any may have reached the disk or not, or be torn at 512 bytes; new names and removed ones are lost from
some point on until their folder was waited for.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from builders import Desk
from mobiconseil.app import BASE_NAME
from mobiconseil.db.engine import close, connect, integrity_problems
from mobiconseil.errors import AccessRefused
from tests.proofs.typist import CHANGE, SAVE, passphrase

SECTOR = 512
_ROOT = Path(__file__).resolve().parent.parent.parent
_CALLS = "openat,creat,pwrite64,write,ftruncate,unlink,unlinkat,rename,renameat,renameat2,fsync,fdatasync"
_LINE = re.compile(r"(\w+)\((.*)\) += (-?\d+)")
_FILE = re.compile(r"(\d+)<([^>]*)>")
_TEXT = re.compile(r'"([^"]*)"')


def can_record() -> bool:
    """Say whether the calls of a process can be recorded here."""
    if sys.platform != "linux" or shutil.which("strace") is None:
        return False
    words = ["strace", "-o", os.devnull, "-e", "trace=write", "true"]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


@dataclass(frozen=True, slots=True)
class Call:
    """One thing asked of the disk, or one promise made to the person."""

    what: str
    name: str
    data: bytes = b""
    place: int = 0


@dataclass(slots=True)
class Inode:
    """A file: what the disk holds for sure, and what may reach it."""

    sure: bytearray = field(default_factory=bytearray)
    waiting: list[Call] = field(default_factory=list)

    def settle(self) -> None:
        for call in self.waiting:
            _apply(self.sure, call)
        self.waiting.clear()

    def cut(self, chance: random.Random) -> bytes:
        """Return what the disk may hold if the power is cut now."""
        content = bytearray(self.sure)
        for call in self.waiting:
            fate = chance.random()
            if fate < 0.4:
                _apply(content, call)
            elif fate < 0.7 and call.what == "write":
                _tear(content, call, chance)
        return bytes(content)


@dataclass(slots=True)
class Disk:
    """The names of one folder, those that are sure and those that are asked for."""

    names: dict[str, Inode]
    asked: dict[str, Inode]
    waiting: list[tuple[str, Inode | None]] = field(default_factory=list)
    """In order: a name and what it leads to, or nothing."""

    def run(self, call: Call) -> None:
        if call.what == "folder":
            self._move(len(self.waiting), self.names)
            self.waiting.clear()
        elif call.what == "unlink":
            self._name(call.name, None)
        elif call.what == "rename":
            self._name(call.data.decode(), self.asked[call.name])
            self._name(call.name, None)
        elif call.what == "open":
            if call.name not in self.asked:
                self._name(call.name, Inode())
            if call.place:
                self.asked[call.name].waiting.append(Call("truncate", call.name))
        elif call.what == "sync":
            self.asked[call.name].settle()
        else:
            self.asked[call.name].waiting.append(call)

    def cut(self, chance: random.Random) -> dict[str, bytes]:
        """Return the files that may be there if the power is cut now."""
        names = dict(self.names)
        self._move(chance.randint(0, len(self.waiting)), names)
        return {name: inode.cut(chance) for name, inode in names.items()}

    def _name(self, name: str, inode: Inode | None) -> None:
        self.waiting.append((name, inode))
        self._move_one(self.asked, name, inode)

    def _move(self, number: int, names: dict[str, Inode]) -> None:
        for name, inode in self.waiting[:number]:
            self._move_one(names, name, inode)

    def _move_one(self, names: dict[str, Inode], name: str, inode: Inode | None) -> None:
        if inode is None:
            names.pop(name, None)
        else:
            names[name] = inode


def play(folder: Path, states: int, saves: int = 48, seed: int = 1) -> Counter[str]:
    """Record somebody who types, cut the power `states` times; return what was found.

    Raises AssertionError for a base that does not open whole, and for a promise that is not kept.
    """
    desk = Desk(folder / "base")
    session = desk.create()
    person = session.files.create(last_name="Garnier", request="0 ", phone="+33639980000")
    session.close()
    key = desk._open.derive(desk._open.holders()[0].slot, passphrase(0))
    desk.release()
    before = {path.name: path.read_bytes() for path in desk.folder.iterdir() if path.is_file()}
    calls = recorded(folder, desk.folder, person.id, saves)
    counts: Counter[str] = Counter({"calls recorded": len(calls)})
    for files, promised in cuts(calls, before, states, random.Random(seed)):
        counts["states"] += 1
        counts += _checked(folder / "apres", files, promised, key)
    return counts


def recorded(folder: Path, base: Path, subject: bytes, saves: int) -> list[Call]:
    """Return what a process asked of the disk for the files of `base`, and what it promised, in order."""
    trace = folder / "appels.txt"
    words = ["strace", "-y", "-xx", "-s", "10000000", "-e", f"trace={_CALLS}", "-o", str(trace), sys.executable]
    words += ["-m", "tests.proofs.typist", str(base), subject.hex(), str(saves)]
    subprocess.run(words, check=True, capture_output=True, cwd=_ROOT)
    return list(_calls(trace, str(base.resolve())))


def cuts(
    calls: list[Call], before: dict[str, bytes], number: int, chance: random.Random
) -> Iterator[tuple[dict[str, bytes], dict[str, int]]]:
    """Yield what the disk may hold at `number` instants, and what was promised by then."""
    at = Counter(chance.randrange(len(calls) + 1) for _ in range(number))
    names = {name: Inode(bytearray(content)) for name, content in before.items()}
    disk = Disk(dict(names), dict(names))
    promised = {SAVE: 0, CHANGE: 0}
    for rank in range(len(calls) + 1):
        for _ in range(at[rank]):
            yield disk.cut(chance), dict(promised)
        if rank < len(calls):
            call = calls[rank]
            if call.what == "promise":
                promised[call.name] = call.place
            else:
                disk.run(call)


def _checked(folder: Path, files: dict[str, bytes], promised: dict[str, int], key: bytes) -> Counter[str]:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    counts = Counter({"a journal was played back": bool(files.get(BASE_NAME + "-journal"))})
    base = connect(folder / BASE_NAME, key)
    try:
        problems = integrity_problems(base)
        assert not problems, problems
        request, phone = base.execute("SELECT request, phone FROM beneficiary").fetchone()
    finally:
        close(base)
    written = int(request.split()[0])
    assert phone == f"+3363998{written:04d}", "half of a save"
    assert promised[SAVE] <= written <= promised[SAVE] + 1, f"promised {promised[SAVE]}, found {written}"
    workspace = Desk(folder).workspace()
    (folder / "coffre.essais.json").unlink(missing_ok=True)
    slot = workspace.holders()[0].slot
    try:
        opened = workspace.derive(slot, passphrase(promised[CHANGE]))
    except AccessRefused:
        (folder / "coffre.essais.json").unlink(missing_ok=True)
        opened = workspace.derive(slot, passphrase(promised[CHANGE] + 1))
        counts["a change of passphrase was done and not said"] += 1
    assert opened == key
    return counts


def _calls(trace: Path, base: str) -> Iterator[Call]:
    places: dict[int, int] = {}
    with trace.open(encoding="ascii") as lines:
        for line in lines:
            found = _LINE.match(line)
            if found is None or found[3].startswith("-"):
                continue
            yield from _call(found[1], found[2], int(found[3]), base, places)


def _call(name: str, words: str, result: int, base: str, places: dict[int, int]) -> Iterator[Call]:
    texts = [_bytes(text) for text in _TEXT.findall(words)]
    if name in {"openat", "creat"}:
        path = texts[0].decode()
        places[result] = 0
        if _is_in(path, base) and ("O_CREAT" in words or name == "creat" or "O_TRUNC" in words):
            yield Call("open", Path(path).name, place=int("O_TRUNC" in words or name == "creat"))
        return
    if name.startswith(("unlink", "rename")):
        if _is_in(texts[0].decode(), base):
            other = Path(texts[1].decode()).name.encode() if name.startswith("rename") else b""
            yield Call("rename" if other else "unlink", Path(texts[0].decode()).name, other)
        return
    opened = _FILE.match(words)
    if opened is None:
        return
    descriptor, path = int(opened[1]), _bytes(opened[2]).decode(errors="replace").removesuffix(" (deleted)")
    if name == "write" and descriptor == 1:
        for promise in texts[0].decode().splitlines():
            what, number = promise.split()
            yield Call("promise", what, place=int(number))
    elif path == base and name.endswith("sync"):
        yield Call("folder", "")
    elif _is_in(path, base):
        yield from _on_file(name, words, Path(path).name, texts, (descriptor, result), places)


def _on_file(
    name: str, words: str, path: str, texts: list[bytes], numbers: tuple[int, int], places: dict[int, int]
) -> Iterator[Call]:
    descriptor, result = numbers
    if name in {"fsync", "fdatasync"}:
        yield Call("sync", path)
    elif name == "ftruncate":
        yield Call("truncate", path, place=int(words.rsplit(",", 1)[1]))
    elif name == "pwrite64":
        yield Call("write", path, texts[0][:result], int(words.rsplit(",", 1)[1]))
    else:
        yield Call("write", path, texts[0][:result], places.get(descriptor, 0))
        places[descriptor] = places.get(descriptor, 0) + result


def _is_in(path: str, base: str) -> bool:
    return os.path.dirname(path) == base  # noqa: PTH120  (for each of a million calls)


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", "")) if text.startswith("\\x") else text.encode()


def _apply(content: bytearray, call: Call) -> None:
    if call.what == "truncate":
        del content[call.place :]
        content.extend(bytes(call.place - len(content)))
        return
    end = call.place + len(call.data)
    content.extend(bytes(max(0, end - len(content))))
    content[call.place : end] = call.data


def _tear(content: bytearray, call: Call, chance: random.Random) -> None:
    for start in range(0, len(call.data), SECTOR):
        if chance.random() < 0.5:
            _apply(content, Call("write", call.name, call.data[start : start + SECTOR], call.place + start))
