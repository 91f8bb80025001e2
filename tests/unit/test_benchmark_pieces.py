"""The table of the promises: pieces are measured alone, kept, and put together."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from benchmarks import __main__ as program
from benchmarks import kept, memory, pieces, report, window
from benchmarks.pieces import Asked, Piece
from benchmarks.table import Result

GOOD = Result(what="Ouvrir", files=50_000, promise="≤ 50 ms", figure="12,0 ms", ratio=1.2)


def good(_asked: Asked) -> Iterable[Result]:
    return [GOOD]


def broken(_asked: Asked) -> Iterable[Result]:
    yield GOOD
    raise RuntimeError("le disque manque")


@pytest.fixture
def two_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    made = {"premier": Piece(what="Premier", measure=broken), "second": Piece(what="Second", measure=good)}
    for module in (program, pieces, report):
        monkeypatch.setattr(module, "PIECES", made)


@pytest.mark.usefixtures("two_pieces")
def test_a_piece_that_fails_is_said_and_stops_no_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(["--cache", str(tmp_path), "--no-report"]) == 1
    known = kept.read(tmp_path)
    assert [result.what for result in known["premier"].results] == ["Ouvrir", "Premier"]
    assert not known["premier"].results[1].kept
    assert known["second"].results == (GOOD,)
    assert "le disque manque" in capsys.readouterr().out


@pytest.mark.usefixtures("two_pieces")
def test_the_page_is_made_of_what_several_runs_found(tmp_path: Path) -> None:
    asked = Asked(cache=tmp_path, files=50_000, ratings=100)
    program.main(["--cache", str(tmp_path), "--no-report", "--only", "second"])
    alone = report.written(kept.read(tmp_path), asked)
    assert "Pas mesuré ici\u00a0: `premier`" in alone
    assert "5\u202f000\u202f000 notes" in alone
    program.main(["--cache", str(tmp_path), "--no-report", "--only", "premier"])
    whole = report.written(kept.read(tmp_path), asked)
    assert "Pas mesuré ici" not in whole
    assert whole.index("Ouvrir") < whole.index("Premier")


def test_what_cannot_be_read_again_is_measured_again(tmp_path: Path) -> None:
    (tmp_path / "mesures.json").write_text('{"screens": {"results": 3}}', encoding="utf-8")
    assert kept.read(tmp_path) == {}


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="the share of each page is known on Linux")
def test_the_two_references_of_a_bare_window_run(tmp_path: Path) -> None:
    """One is left as soon as it is painted; the other says its memory, in megabytes."""
    assert window.run_script(str(tmp_path), window.BARE_PAINTED) == ""
    assert 10 < float(window.run_script(str(tmp_path), f"{window.BARE}{memory.PSS}")) < 250
