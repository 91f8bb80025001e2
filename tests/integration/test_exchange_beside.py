"""Exchanges in a job, through a second connection: the base stays readable, and what was typed meanwhile stays."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from exchange_desk import give, known, person, send, team
from mobiconseil.db.copies import BaseCopies
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.exchange import Refused
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.actions import Action
from mobiconseil.services.directory_ports import Cancelled
from mobiconseil.services.exchange_beside import Written
from mobiconseil.services.exchange_ports import ExportPlan, ImportDecisions, ImportOutcome, ImportPreview
from mobiconseil.services.exchange_words import FileKind, LineState
from mobiconseil.services.pace import Phase, unhurried
from mobiconseil.services.session import Session


@pytest.fixture
def two(tmp_path: Path) -> tuple[Session, Session, RecordId]:
    """Claire, Zoé, and somebody whom both know."""
    claire, zoe = team(tmp_path)
    royer = person(claire, commune="Craon")
    give(claire, zoe, tmp_path)
    give(zoe, claire, tmp_path)
    return claire, zoe, royer


def looked(session: Session, path: Path) -> ImportPreview:
    return session.exchange_beside.preview(session.exchange.open(path), unhurried).value


def taken(session: Session, preview: ImportPreview) -> Written[ImportOutcome]:
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(session.exchange_beside.apply, preview, ImportDecisions(), unhurried).result()


def test_a_preview_in_a_job_says_what_one_in_the_window_says(
    two: tuple[Session, Session, RecordId], tmp_path: Path
) -> None:
    claire, zoe, royer = two
    zoe.files.change(royer, commune="Renazé")
    path = send(zoe, tmp_path).path
    with ThreadPoolExecutor(1) as thread:
        opened = claire.exchange.open(path)
        beside = thread.submit(claire.exchange_beside.preview, opened, unhurried).result().value
    assert beside == claire.exchange.preview(opened)
    assert beside.updated == 1
    assert known(claire, royer).commune != "Renazé"


def test_an_import_in_a_job_is_read_at_once_and_published_by_whoever_started_it(
    two: tuple[Session, Session, RecordId], tmp_path: Path
) -> None:
    claire, zoe, royer = two
    claire.communes.find("Ren")
    zoe.files.change(royer, commune="Renazé", postal_code="53800")
    before = claire.exchange_ports.base.mark()
    written = taken(claire, looked(claire, send(zoe, tmp_path).path))
    assert written.value.updated == 1
    (change,) = written.changes
    assert change.action == Action.EXCHANGE_IMPORTED
    assert royer in change.subjects
    assert Beneficiary in change.kinds
    assert known(claire, royer).commune == "Renazé"
    assert [found.name for found in claire.communes.find("Ren") if found.usual] == ["Renazé"]
    assert claire.exchange_ports.base.mark().replica == before.replica
    claire.files.change(royer, commune="Craon")
    give(claire, zoe, tmp_path)
    assert known(zoe, royer).commune == "Craon"
    assert claire.upkeep.health().problems == ()


def test_what_is_typed_during_the_copy_survives_the_import_and_its_undoing(
    two: tuple[Session, Session, RecordId], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claire, zoe, royer = two
    zoe.files.change(royer, commune="Renazé")
    preview = looked(claire, send(zoe, tmp_path).path)
    kept = set((tmp_path / "claire" / "sauvegardes").iterdir())
    take, copies = BaseCopies.take, []

    def typing(self: BaseCopies) -> str:
        copies.append(take(self))
        if len(copies) == 1:
            claire.files.change(royer, phone="+33261912208")
        return copies[-1]

    monkeypatch.setattr(BaseCopies, "take", typing)
    outcome = claire.exchange_beside.apply(preview, ImportDecisions(), unhurried).value
    assert len(copies) == 2
    assert len(set((tmp_path / "claire" / "sauvegardes").iterdir()) - kept) == 1
    assert known(claire, royer).phone == "+33261912208"
    with ThreadPoolExecutor(1) as thread:
        said = thread.submit(claire.exchange_beside.undo, outcome.number, unhurried).result()
    assert said.value == "Import annulé."
    assert said.changes
    assert (known(claire, royer).commune, known(claire, royer).phone) == ("Craon", "+33261912208")


def test_an_import_gives_up_when_somebody_never_stops_typing(
    two: tuple[Session, Session, RecordId], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claire, zoe, royer = two
    zoe.files.change(royer, commune="Renazé")
    preview = looked(claire, send(zoe, tmp_path).path)
    take, numbers = BaseCopies.take, iter(range(100))

    def typing(self: BaseCopies) -> str:
        copy = take(self)
        claire.files.change(royer, phone=f"+3326191220{next(numbers)}")
        return copy

    kept = sorted((tmp_path / "claire" / "sauvegardes").iterdir())
    monkeypatch.setattr(BaseCopies, "take", typing)
    with pytest.raises(Refused, match="a changé depuis"):
        claire.exchange_beside.apply(preview, ImportDecisions(), unhurried)
    assert known(claire, royer).commune == "Craon"
    assert sorted((tmp_path / "claire" / "sauvegardes").iterdir()) == kept


@pytest.mark.parametrize("last", [Phase.COPY, Phase.WRITE, Phase.COMMIT])
def test_an_import_stopped_at_any_moment_changes_nothing_and_leaves_no_copy(
    two: tuple[Session, Session, RecordId], tmp_path: Path, last: Phase
) -> None:
    claire, zoe, royer = two
    zoe.files.change(royer, commune="Renazé")
    preview = looked(claire, send(zoe, tmp_path).path)
    kept = sorted((tmp_path / "claire" / "sauvegardes").iterdir())

    def pace(phase: Phase) -> None:
        if phase is last:
            raise Cancelled

    with pytest.raises(Cancelled):
        claire.exchange_beside.apply(preview, ImportDecisions(), pace)
    assert known(claire, royer).commune == "Craon"
    assert sorted((tmp_path / "claire" / "sauvegardes").iterdir()) == kept
    assert taken(claire, preview).value.updated == 1


def test_an_export_in_a_job_ends_its_line_whether_it_is_stopped_or_not(
    two: tuple[Session, Session, RecordId], tmp_path: Path
) -> None:
    claire, zoe, royer = two
    claire.files.change(royer, commune="Renazé")
    plan = ExportPlan(kind=FileKind.EVERYTHING, folder=tmp_path)

    def pace(phase: Phase) -> None:
        if phase is Phase.WRITE:
            raise Cancelled

    assert claire.exchange_beside.content(plan, unhurried).value.people == 1
    with pytest.raises(Cancelled):
        claire.exchange_beside.export(plan, pace)
    assert claire.exchange.register()[0].state is LineState.FAILED
    assert not list(tmp_path.glob("*.mobiconseil"))
    with ThreadPoolExecutor(1) as thread:
        made = thread.submit(claire.exchange_beside.export, plan, unhurried).result().value
    assert claire.exchange.register()[0].state is LineState.DONE
    assert taken(zoe, looked(zoe, made.path)).value.updated == 1
    assert known(zoe, royer).commune == "Renazé"


def test_the_base_is_read_as_it_was_until_the_import_ends(
    two: tuple[Session, Session, RecordId], tmp_path: Path
) -> None:
    claire, zoe, royer = two
    zoe.files.change(royer, commune="Renazé")
    seen: list[str] = []

    def pace(phase: Phase) -> None:
        if phase is Phase.COMMIT:
            seen.append(known(claire, royer).commune)

    claire.exchange_beside.apply(looked(claire, send(zoe, tmp_path).path), ImportDecisions(), pace)
    assert seen == ["Craon"]
    assert known(claire, royer).commune == "Renazé"
