"""The fictional directory of the demonstration."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from mobiconseil.app import FolderWorkspace
from mobiconseil.cli.main import run
from mobiconseil.demo.build import PASSPHRASE
from mobiconseil.demo.directory_offers import SHEETS, sheet_of
from mobiconseil.domain.directory import freshness_on
from mobiconseil.domain.directory_codes import FreshnessTone
from mobiconseil.domain.opening_hours import is_valid
from mobiconseil.services.ports import DirectoryFilter

TODAY = date(2026, 11, 20)


def test_the_directory_shows_every_family_and_every_freshness(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(["demo", str(tmp_path / "demo"), "--today", TODAY.isoformat()]) == 0
    workspace = FolderWorkspace(tmp_path / "demo")
    session = workspace.unlock(workspace.holders()[0].slot, PASSPHRASE)
    lines = session.directory.search(DirectoryFilter(include_closed=True))
    assert 115 <= len(lines) <= 140
    families = Counter(line.family for line in lines)
    assert set(families) == {f"F{n}" for n in range(1, 8)}
    tones = Counter(freshness_on(line.last_known, TODAY).tone for line in lines)
    assert min(tones[tone] for tone in FreshnessTone) >= 3
    assert all(re.fullmatch(r"\+3326191\d{4}", line.phone) for line in lines)
    assert all(is_valid(line.opening_hours) and line.latitude for line in lines)
    assert any(line.closed for line in lines)
    assert any(line.edited for line in lines)
    assert len(session.directory.drop_ins()) == 6
    assert len({line.id for line in lines}) == len(lines)
    for place, code in SHEETS:
        record_id = sheet_of(place, code)
        assert record_id is not None
        assert session.directory.sheet(record_id).service.catalogue == code
    assert session.upkeep.health().problems == ()
    session.close()
    workspace.release()
