"""What exchanges cost: 20 000 files of ten fields on five laptops, against a copy of the whole base."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.bases import database
from benchmarks.exchange_team import Laptop, admit, laptop, send, take, taking, team
from benchmarks.table import Result
from mobiconseil.db.engine import close, connect
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.exchange_words import FileKind

FILES = 20_000
_FULL_SIZE = 2.04e6
_MONTH_SIZE = 28e3
_OPENING_S = 0.48
_IMPORT_S = 1.2
_MOST_STAMPS = 0.25
_EDITS = 100
_MONTH = 422


def measure(files: int = FILES) -> list[Result]:
    """Return the figures of exchanges."""
    with tempfile.TemporaryDirectory(prefix="mobiconseil-echanges-") as name:
        folder = Path(name)
        laptops = team(folder, files)
        newcomer = laptop(folder / "poste-6", "Rose", "Petit")
        try:
            return _measured(folder, laptops, newcomer, files)
        finally:
            for one in (*laptops, newcomer):
                one.close()


def _measured(folder: Path, laptops: list[Laptop], newcomer: Laptop, files: int) -> list[Result]:
    first = laptops[0].session
    copy = _copied(laptops[0], folder / "copie.db")
    admit(first, newcomer.session, "Poste de Rose")
    full_s, full = _timed(lambda: send(first, folder))
    steps = [_timed(step)[0] for step in taking(newcomer.session, full.path)]
    found = [
        _line("Envoi complet", files, (full_s, full.size), copy, (_FULL_SIZE, "2,04 Mo")),
        *_import(steps, files, copy[0]),
    ]
    for other in laptops[1:]:
        take(other.session, full.path)
    for other in (*laptops[1:], newcomer):
        take(first, send(other.session, folder).path)
    found += _news(folder, laptops, files, copy)
    return [*found, _stamps(laptops[0], folder, files)]


def _import(steps: list[float], files: int, copy_s: float) -> list[Result]:
    """Return what a first import costs: the prototype told the opening and the import apart, and showed nothing."""
    opening, showing, writing = steps
    return [
        Result(
            what=what,
            files=files,
            promise=promise,
            figure=f"{_decimal(seconds, 2)} s",
            baseline=f"copie de la base {_decimal(copy_s, 2)} s",
            ratio=seconds / copy_s,
            kept=most is None or seconds <= most,
        )
        for what, seconds, most, promise in (
            ("Ouvrir l’envoi complet\u00a0: déchiffrer, vérifier, lire", opening, _OPENING_S, "0,48 s"),
            ("Import dans un poste vide, copie de sécurité comprise", writing, _IMPORT_S, "1,2 s"),
            (
                f"Du fichier choisi à la fin, avec ce qui changera montré avant ({_decimal(showing, 2)} s)",
                opening + showing + writing, None, "",
            ),
        )
    ]  # fmt: skip


def _news(folder: Path, laptops: list[Laptop], files: int, copy: tuple[float, int]) -> list[Result]:
    found, done = [], 0
    for number, what, most, said in (
        (_EDITS, "Envoi de 100 changements", 0.0, ""),
        (_MONTH, "Envoi d’un mois (422 fiches)", _MONTH_SIZE, "28 ko"),
    ):
        _edited(laptops[0], done, number - done)
        done = number
        seconds, sent = _timed(lambda: send(laptops[0].session, folder, FileKind.NEWS))
        found.append(_line(what, files, (seconds, sent.size), copy, (most, said)))
        taken, _ = _timed(partial(take, laptops[1].session, sent.path))
        found.append(
            Result(
                what=f"Import de {number} changements",
                files=files,
                promise="",
                figure=f"{_decimal(taken * 1000, 0)} ms",
                baseline=f"copie de la base {_decimal(copy[0], 2)} s",
                ratio=taken / copy[0],
            )
        )
    return found


def _edited(one: Laptop, start: int, number: int) -> None:
    """Change one or two fields of some people, as a month of work does."""
    rows = database(one.session).execute("SELECT id FROM beneficiary ORDER BY code LIMIT ? OFFSET ?", (number, start))
    for rank, (subject,) in enumerate(rows.fetchall(), start=start):
        changes = {"phone": f"+3377{rank:07d}"} | ({"commune": "Craon"} if rank % 2 else {})
        one.session.files.change(RecordId(subject), **changes)


def _stamps(one: Laptop, folder: Path, files: int) -> Result:
    """Return how much smaller the base would be without its stamps and its table of writes."""
    bare = folder / "sans.db"
    database(one.session).execute("VACUUM INTO ?", (str(bare),))
    whole = bare.stat().st_size
    copy = connect(bare, one.session.exchange_ports.base._key)  # type: ignore[attr-defined]
    copy.execute("DELETE FROM dot")
    copy.execute("UPDATE beneficiary SET stamp = ''")
    copy.execute("VACUUM")
    close(copy)
    without = bare.stat().st_size
    share = whole / without - 1
    return Result(
        what="Ce que les estampilles ajoutent à la base",
        files=files,
        promise="25 % au départ",
        figure=f"{_decimal(100 * share, 0)} %",
        baseline=f"base sans elles {_decimal(without / 1e6, 1)} Mo",
        ratio=whole / without,
        kept=share <= _MOST_STAMPS,
    )


def _copied(one: Laptop, target: Path) -> tuple[float, int]:
    """Return the seconds and the bytes of a copy of the whole base, what one would carry without exchange files."""
    seconds, _ = _timed(lambda: database(one.session).execute("VACUUM INTO ?", (str(target),)))
    return seconds, target.stat().st_size


def _timed(act: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    result = act()
    return time.perf_counter() - began, result


def _line(what: str, files: int, sent: tuple[float, int], copy: tuple[float, int], bar: tuple[float, str]) -> Result:
    seconds, size = sent
    return Result(
        what=what,
        files=files,
        promise=bar[1],
        figure=f"{_decimal(size / 1000, 0)} ko en {_decimal(seconds, 2)} s",
        baseline=f"copie de la base {_decimal(copy[1] / 1000, 0)} ko",
        ratio=size / copy[1],
        kept=not bar[0] or size <= bar[0],
    )


def _decimal(value: float, digits: int) -> str:
    return f"{value:.{digits}f}".replace(".", ",")
