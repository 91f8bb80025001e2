"""The log: one file that turns when it is full."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from mobiconseil import logs


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    logger = logging.getLogger("mobiconseil")
    before = logger.handlers, logger.propagate, logger.level
    yield
    for handler in logger.handlers:
        if handler not in before[0]:
            handler.close()
    logger.handlers, logger.propagate, logger.level = before


def test_a_full_log_starts_again_and_keeps_the_two_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(logs, "LOG_SIZE", 60)
    logs.start(tmp_path)
    for number in range(9):
        logging.getLogger("mobiconseil").info("ligne %s", number)
    names = ("mobiconseil.log", "mobiconseil.log.1", "mobiconseil.log.2")
    assert sorted(path.name for path in tmp_path.iterdir()) == list(names)
    kept = [line[-1] for name in reversed(names) for line in (tmp_path / name).read_text("utf-8").splitlines()]
    assert kept == sorted(kept)
    assert kept[-1] == "8"
    assert all((tmp_path / name).stat().st_size < 200 for name in names)


def test_a_log_of_another_day_goes_on_where_it_was(tmp_path: Path):
    (tmp_path / "mobiconseil.log").write_text("hier\n", encoding="utf-8")
    logs.start(tmp_path)
    assert (tmp_path / "mobiconseil.log").read_text("utf-8").startswith("hier\n")


def test_a_folder_that_cannot_be_written_leaves_the_program_without_log(tmp_path: Path):
    (tmp_path / "pris").touch()
    logs.start(tmp_path / "pris")
    logging.getLogger("mobiconseil").info("rien")
    assert [type(handler) for handler in logging.getLogger("mobiconseil").handlers] == [logging.NullHandler]
