"""A base that the disk damages in every way: it is said, and what can be is saved; the damaged file never changes."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.generate import Generator
from benchmarks.people import NOW, files
from builders import PASSPHRASE, Desk, MovingClock
from mobiconseil.app import BASE_NAME
from mobiconseil.db.salvage.pages import PAGE
from mobiconseil.errors import AccessRefused, StorageError
from mobiconseil.services.salvage import Salvaged

ENOUGH = 0.999
"""The part of the records that one damaged page must leave."""
A_PAGE = 60
"""Records that a page may bear: on a small base, that is more than the part above."""


@dataclass
class Ward:
    """A base, and its copy to damage."""

    folder: Path
    key: bytes = field(repr=False)
    whole: bytes = field(repr=False)
    vault: bytes = field(repr=False)
    records: int
    enough: float = ENOUGH

    @property
    def base(self) -> Path:
        """Return the file to damage."""
        return self.folder / BASE_NAME

    def desk(self) -> Desk:
        """Return the laptop, closed."""
        desk = Desk(self.folder, clock=MovingClock(NOW))
        desk._open = desk.workspace()
        return desk

    def restore(self) -> None:
        """Put the base and the vault back as they were."""
        for path in self.folder.glob("mobiconseil.*"):
            path.unlink()
        self.base.write_bytes(self.whole)
        (self.folder / "coffre.json").write_bytes(self.vault)
        (self.folder / "coffre.precedent.json").unlink(missing_ok=True)


def built(folder: Path, people: int, ratings: int) -> Ward:
    """Return a base of so many people, each with so many ratings."""
    desk = Desk(folder / "base", clock=MovingClock(NOW))
    session = desk.create()
    database = session.uow._records._db  # type: ignore[attr-defined]
    source = files(people, ratings, session.reference.grid, session.adviser.id.hex())
    Generator(database, "Claire Morin", NOW).write(source)
    records = sum(session.upkeep.health().counts.values())
    session.close()
    key = desk._open.derive(desk._open.holders()[0].slot, PASSPHRASE)
    desk.release()
    whole = (desk.folder / BASE_NAME).read_bytes()
    return Ward(desk.folder, key, whole, (desk.folder / "coffre.json").read_bytes(), records)


def play(ward: Ward, number: int, seed: int = 1) -> Counter[str]:
    """Damage the base `number` times; return what was found. Raises AssertionError for a loss that need not be."""
    chance = random.Random(seed)
    counts: Counter[str] = Counter({"records": ward.records, "pages": len(ward.whole) // PAGE})
    kinds = list(_KINDS.items())
    for rank in range(number):
        # Most damages are those of a disk: one page.
        name, act = kinds[0] if rank % 10 < 6 else kinds[1 + rank % (len(kinds) - 1)]
        ward.restore()
        counts[name] += 1
        counts += act(ward, chance)
    ward.restore()
    return counts


def _one_page(ward: Ward, chance: random.Random) -> Counter[str]:
    place = chance.randrange(len(ward.whole))
    _write(ward, _flipped(ward.whole, [place]))
    found = _saved(ward)
    assert found.kept >= ward.records * ward.enough, f"byte {place}: {found.kept} of {ward.records}"
    assert found.lost == ward.records - found.kept, f"byte {place}: {found.lost} said to be missing"
    return Counter({"records lost by one page": found.lost, "nothing lost by one page": not found.lost})


def _some_pages(ward: Ward, chance: random.Random) -> Counter[str]:
    _write(ward, _flipped(ward.whole, [chance.randrange(len(ward.whole)) for _ in range(8)]))
    found = _saved(ward)
    assert found.kept >= ward.records * (1 - 8 * (1 - ward.enough))
    return Counter({"records lost by eight pages": found.lost})


def _first_page(ward: Ward, chance: random.Random) -> Counter[str]:
    _write(ward, chance.randbytes(PAGE) + ward.whole[PAGE:])
    found = _saved(ward)
    assert found.kept == ward.records
    assert not found.is_verified
    return Counter()


def _truncated(ward: Ward, chance: random.Random) -> Counter[str]:
    part = chance.uniform(0.3, 0.99)
    _write(ward, ward.whole[: int(len(ward.whole) * part)])
    found = _saved(ward)
    assert found.kept > 0
    return Counter()


def _empty(ward: Ward, _: random.Random) -> Counter[str]:
    _write(ward, b"")
    assert "est vide" in _refused(ward)
    return Counter()


def _other_vault(ward: Ward, _: random.Random) -> Counter[str]:
    other = ward.folder.with_name("autre")
    if not other.exists():
        desk = Desk(other)
        desk.create().close()
        desk.release()
    shutil.copyfile(other / "coffre.json", ward.folder / "coffre.json")
    assert "Remettez ensemble" in _refused(ward)
    return Counter()


def _no_vault(ward: Ward, _: random.Random) -> Counter[str]:
    (ward.folder / "coffre.json").unlink()
    assert "coffre.json) est introuvable" in _refused(ward)
    return Counter()


def _no_base(ward: Ward, _: random.Random) -> Counter[str]:
    ward.base.unlink()
    assert "introuvable" in _refused(ward)
    return Counter()


_KINDS: dict[str, Callable[[Ward, random.Random], Counter[str]]] = {
    "one page": _one_page,
    "eight pages": _some_pages,
    "first page and salt": _first_page,
    "cut short": _truncated,
    "empty": _empty,
    "vault of another base": _other_vault,
    "no vault": _no_vault,
    "no base": _no_base,
}


def _flipped(content: bytes, places: list[int]) -> bytes:
    damaged = bytearray(content)
    for place in places:
        damaged[place] ^= 0x40
    return bytes(damaged)


def _write(ward: Ward, content: bytes) -> None:
    ward.base.write_bytes(content)


def _saved(ward: Ward) -> Salvaged:
    """Save, check that the damaged file did not change and that the new base is sound."""
    before = ward.base.read_bytes()
    desk = ward.desk()
    try:
        report = desk._open.salvage(ward.key, lambda _: None)
        assert ward.base.read_bytes() == before
        assert desk._open.take_salvaged().read_bytes() == before
        session = desk._open.open_with(ward.key, desk._open.holders()[0].slot)
        health = session.upkeep.health()
        assert health.problems == ()
        assert sum(health.counts.values()) == report.found.kept + report.found.empty_sheets
        session.close()
        return report.found
    finally:
        desk.release()


def _refused(ward: Ward) -> str:
    """Return the sentence of an opening that is refused; nothing was changed."""
    before = {path.name: path.read_bytes() for path in ward.folder.glob("mobiconseil.*")}
    desk = ward.desk()
    try:
        holders = desk._open.holders()
        desk._open.unlock(holders[0].slot, PASSPHRASE)
    except (StorageError, AccessRefused) as error:
        return str(error)
    finally:
        desk.release()
        assert {path.name: path.read_bytes() for path in ward.folder.glob("mobiconseil.*")} == before
    raise AssertionError("it opened")
