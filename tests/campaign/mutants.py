"""Deliberate mistakes in the exchange of files: the campaign must see them.

`python -m tests.campaign.mutants` plays each one in a process of its own until a history goes wrong, and lists which
were seen. A mutant that is not seen has its reason here.
"""

from __future__ import annotations

import argparse
import importlib.abc
import importlib.machinery
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Mutant:
    """A mistake: one text of a module put in place of another."""

    name: str
    module: str
    right: str
    wrong: str
    harmless: str = ""
    """Why no history can go wrong by it, if none can."""


_MERGE, _SYNC = "mobiconseil.domain.merge", "mobiconseil.db.sync"

MUTANTS = (
    Mutant(
        "the newest value wins, the other is dropped", _MERGE,
        "return Register(tuple(kept[dot] for dot in sorted(kept)), context)",
        "return Register(tuple(sorted(kept.values(), key=lambda s: s.rank)[-1:]), context)",
    ),
    Mutant(
        "a value already replaced comes back", _MERGE,
        "if dot not in mine and not one.covers(dot)}", "if dot not in mine}",
    ),
    Mutant(
        "the context of a merge knows only what both knew", _MERGE,
        "context = {r: max(one.context.get(r, 0), other.context.get(r, 0)) for r in replicas}",
        "context = {r: min(one.context.get(r, 0), other.context.get(r, 0)) for r in replicas}",
    ),
    Mutant(
        "a local write forgets what it had seen", "mobiconseil.db.stamps",
        "        context = _context(aside.get(name), replica, seq)\n", "        context = {}\n",
    ),
    Mutant(
        "a partial file moves the vector", f"{_SYNC}.knowledge",
        "_move(database, replicas, head) if head.scope.is_complete else ()", "_move(database, replicas, head)",
    ),
    Mutant(
        "a file with a gap moves the vector", f"{_SYNC}.knowledge",
        "            missing.append(rid)\n            continue\n", "            missing.append(rid)\n",
    ),
    Mutant(
        "the vector never moves", f"{_SYNC}.knowledge",
        'database.execute("UPDATE replica SET seen = ? WHERE n = ?", (seq, replicas.number(rid)))', "pass",
        harmless="every file is then sent whole: longer, and never wrong",
    ),
    Mutant(
        "an erasure is not handed on", f"{_SYNC}.collect",
        "            if not self._covered(dot):\n                yield Wire",
        "            if dot.replica == self._replicas.own and not self._covered(dot):\n                yield Wire",
    ),
    Mutant(
        "the rows of somebody erased are taken again", f"{_SYNC}.merge_rows",
        "return tuple(row for row in self._package.rows if row.subject not in gone)", "return self._package.rows",
    ),
    Mutant(
        "an erasure that comes in a file leaves the rows", f"{_SYNC}.merge_rows",
        "            if subject is None:\n                self.", "            if True:\n                self.",
    ),
    Mutant(
        "an erasure leaves its writes and its history", f"{_SYNC}.erasure",
        'for name in (*names, "unknown_field", "history"):', "for name in ():",
    ),
    Mutant(
        "an erasure leaves the fields of a newer version", f"{_SYNC}.erasure",
        'for name in (*names, "unknown_field", "history", "conflict", "exchange_log_person"):',
        'for name in (*names, "history", "conflict", "exchange_log_person"):',
    ),
    Mutant(
        "a restored base keeps its name", f"{_SYNC}.restoring",
        "        identity.renew(store.database)\n", "",
    ),
    Mutant(
        "a copied base keeps its name", f"{_SYNC}.identity",
        "        if known is not None:\n            renew(database)\n", "",
    ),
    Mutant(
        "a restored base does not erase again", f"{_SYNC}.restoring",
        "        return erase_again(store, erased)\n", "        return 0\n",
    ),
    Mutant(
        "half an import stays after a crash", f"{_SYNC}.merge_rows",
        "        self._authors = self._authors_of(kept)\n",
        "        self._authors = self._authors_of(kept)\n"
        '        self._db.conn.commit()\n        self._db.execute("BEGIN")\n',
    ),
    Mutant(
        "a row that comes in part claims to have seen the rest", f"{_SYNC}.merge_rows",
        "        entries |= {name: stamps.ABSENT for name in names if name not in values}\n", "",
    ),
    Mutant(
        "the fields of a newer version are not handed on", f"{_SYNC}.collect",
        "        for place, record_id, subject, name, text in self._db.execute(sql, parameters).fetchall():",
        "        for place, record_id, subject, name, text in []:",
    ),
    Mutant(
        "the fields of a newer version are not read at the upgrade", f"{_SYNC}.unknown",
        "            _take_in(database, table, names)\n", "",
    ),
    Mutant(
        "an upgrade claims to have written its new fields", f"{_SYNC}.unknown",
        "            rows.mark_absent(database, table, names)\n", "",
    ),
    Mutant(
        "what came in a file is not handed on", f"{_SYNC}.merge_rows",
        "            if sibling not in merged.before[name].siblings\n",
        "            if sibling not in merged.before[name].siblings and False\n",
    ),
    Mutant(
        "a field in conflict is sent only when all of it is new", f"{_SYNC}.collect",
        "        if not all(self._covered(sibling.dot)", "        if not any(self._covered(sibling.dot)",
    ),
    Mutant(
        "a choice of the displayed value is not written", "mobiconseil.db.stored",
        "if settling else ()", "if False else ()",
    ),
    Mutant(
        "an undone choice loses the other value", "mobiconseil.db.store",
        "                self._reopen(kind, record_id, waiting)\n", "                pass\n",
    ),
    Mutant(
        "a laptop that takes an import back keeps its name", f"{_SYNC}.undone",
        "    identity.renew(database)\n", "",
    ),
    Mutant(
        "a laptop that takes an import back says that it still has it", f"{_SYNC}.undone",
        'database.execute("UPDATE replica SET seen = ? WHERE n = ?", (known.get(number, 0), number))', "pass",
    ),
    Mutant(
        "an import taken back takes away what was worked on since", f"{_SYNC}.undone",
        "                if (row.subject or record_id) in worked_on:\n", "                if False:\n",
    ),
    Mutant(
        "an import taken back leaves what it had brought", f"{_SYNC}.undone",
        "        remove(database, table, now.id)\n", "        pass\n",
    ),
    Mutant(
        "an import taken back puts the values back and not who wrote them", f"{_SYNC}.undone",
        "now.id, before.stamp, before.values)", "now.id, now.stamp, before.values)",
    ),
    Mutant(
        "an import taken back leaves its conflicts waiting", f"{_SYNC}.undone",
        '    database.execute("DELETE FROM conflict WHERE kind = ? AND id = ?", (table.kind, now.id))\n', "",
    ),
    Mutant(
        "an import taken back forgets the conflicts that it had settled", f"{_SYNC}.undone",
        "        database.conn.executemany(insert, waiting)\n", "        pass\n",
    ),
    Mutant(
        "a file taken back cannot be taken in again", f"{_SYNC}.undone",
        '        database.execute("DELETE FROM imported_file WHERE id = ?", (file_id,))\n', "",
    ),
    Mutant(
        "a file is taken in each time it comes", f"{_SYNC}.merge_rows",
        "        if already is not None:\n", "        if False:\n",
    ),
    Mutant(
        "what was sent counts as received", f"{_SYNC}.collect",
        "        tombstones = tuple(gathered.tombstones())",
        '        database.execute("UPDATE peer SET vector = ?", (__import__("json").dumps('
        '{str(r): s for r, s in replicas.vector().items()}),))\n        tombstones = tuple(gathered.tombstones())',
    ),
)  # fmt: skip


class _Loader(importlib.machinery.SourceFileLoader):
    """Loads a module with the mistake in it, and keeps no compiled trace of it."""

    def __init__(self, mutant: Mutant, path: str) -> None:
        super().__init__(mutant.module, path)
        self._mutant = mutant

    def path_stats(self, path: str) -> dict[str, object]:  # type: ignore[override]
        raise OSError("never from the cache")

    def get_data(self, path: str) -> bytes:
        text = Path(path).read_text(encoding="utf-8")
        if text.count(self._mutant.right) != 1:
            raise LookupError(f"the code changed: {self._mutant.name}")
        return text.replace(self._mutant.right, self._mutant.wrong).encode()


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self._mutant.module:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path)
        assert spec is not None
        assert spec.origin is not None
        spec.loader = _Loader(self._mutant, spec.origin)
        return spec


def play(number: int, runs: int, steps: int) -> int:
    """Play histories with one mistake; return the seed that shows it, or -1."""
    sys.meta_path.insert(0, _Finder(MUTANTS[number]))
    from tests.campaign import versions
    from tests.campaign.__main__ import one
    from tests.campaign.shown import TRACKED

    versions.keep_only(TRACKED)
    for seed in range(runs):
        failure = one((seed, steps))[2]
        if "the code changed" in failure:
            raise LookupError(failure)
        if failure:
            sys.stdout.write(f"{seed} {failure.strip().splitlines()[-1][:90]}\n")
            return seed
    return -1


def seen(number: int, runs: int, steps: int) -> str:
    """Return what shows the mistake, or nothing; in a process of its own."""
    words = [sys.executable, "-m", "tests.campaign.mutants", "--one", str(number), "--runs", str(runs)]
    done = subprocess.run([*words, "--steps", str(steps)], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode not in {0, 1}:
        raise LookupError(done.stderr)
    return done.stdout.strip()


def main(arguments: list[str]) -> int:
    """Read the command and play every mutant, or one."""
    parser = argparse.ArgumentParser(prog="python -m tests.campaign.mutants", description=__doc__)
    parser.add_argument("--runs", type=int, default=300, help="histories before a mutant is said not to be seen")
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--part", default="1/1", help="2/4 plays the second quarter of the mutants")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.one is not None:
        try:
            return 1 if play(chosen.one, chosen.runs, chosen.steps) >= 0 else 0
        except LookupError as error:
            sys.stderr.write(str(error))
            return 2
    part, parts = map(int, chosen.part.split("/"))
    numbers = range(part - 1, len(MUTANTS), parts)
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda number: seen(number, chosen.runs, chosen.steps), numbers))
    survivors = 0
    for mutant, shown in zip((MUTANTS[number] for number in numbers), found, strict=True):
        survivors += not shown and not mutant.harmless
        verdict = f"seen, history {shown}" if shown else f"NOT SEEN{': ' + mutant.harmless if mutant.harmless else ''}"
        sys.stdout.write(f"{mutant.name}: {verdict}\n")
    sys.stdout.write(f"{sum(map(bool, found))} of {len(found)} seen\n")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
