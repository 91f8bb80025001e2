"""An import of a file of the team taken back for seven days, and the copies that keep it possible."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from builders import MORNING
from exchange_desk import HERE, crossed, enter, give, known, person, refused_with, send, take, team, unchanged
from laptop_team import founder, newcomer
from mobiconseil.db.engine import DiskFull
from mobiconseil.domain.follow_up import Contact, ContactKind
from mobiconseil.domain.situation import Barrier
from mobiconseil.services.actions import Action
from mobiconseil.services.exchange_ports import ImportDecisions
from mobiconseil.services.exchange_words import ExchangeWay, FileKind, Side


def test_the_last_import_is_taken_back_for_seven_days(tmp_path: Path) -> None:
    claire, zoe, subject, path = crossed(tmp_path)
    person(zoe, "Le Goff")
    zoe.files.set_barrier(subject, "F2-07", intensity=3)
    path = send(zoe, tmp_path, FileKind.NEWS).path
    before = claire.files.load(subject), claire.upkeep.health().counts
    outcome = take(claire, path, ImportDecisions(everything=Side.FILE))
    assert claire.uow.records.of(Barrier, subject)
    assert claire.exchange.undo(outcome.number) == "Import annulé."
    assert (claire.files.load(subject), claire.upkeep.health().counts) == before
    assert claire.upkeep.health().problems == ()
    line = claire.exchange.register()[1]
    assert (line.undone, line.undo_until) == (True, None)
    assert claire.exchange.register()[0].way is ExchangeWay.UNDONE
    with refused_with("nothing-to-undo"):
        claire.exchange.undo(outcome.number)


def test_an_import_taken_back_can_be_taken_in_again_and_laptops_end_equal(tmp_path: Path) -> None:
    claire, zoe, subject, path = crossed(tmp_path)
    outcome = take(claire, path, ImportDecisions(everything=Side.FILE))
    claire.exchange.undo(outcome.number)
    claire.files.change(subject, commune="Craon")
    again = take(claire, path, ImportDecisions(everything=Side.HERE))
    assert again.already_imported_at is None
    for _ in range(2):
        give(claire, zoe, tmp_path)
        give(zoe, claire, tmp_path)
    assert known(claire, subject) == known(zoe, subject)
    assert known(zoe, subject).commune == "Craon"


def test_what_was_sent_before_an_import_was_taken_back_still_converges(tmp_path: Path) -> None:
    claire, zoe, subject, path = crossed(tmp_path)
    outcome = take(claire, path, ImportDecisions(everything=Side.HERE))
    give(claire, zoe, tmp_path)
    assert known(zoe, subject).phone == HERE
    claire.exchange.undo(outcome.number)
    for _ in range(2):
        give(zoe, claire, tmp_path)
        give(claire, zoe, tmp_path)
    assert known(claire, subject) == known(zoe, subject)
    assert claire.exchange.pending() == zoe.exchange.pending() == ()


def test_people_worked_on_since_keep_what_the_file_brought(tmp_path: Path) -> None:
    claire, zoe = team(tmp_path)
    kept, gone = person(zoe, "Le Goff"), person(zoe, "Morvan")
    outcome = give(zoe, claire, tmp_path)
    claire.follow_up.note(kept, ContactKind.CALL, "Appelée")
    said = claire.exchange.undo(outcome.number)
    assert "gardé" in said
    assert known(claire, kept).last_name == "Le Goff"
    assert claire.uow.records.of(Contact, kept)
    assert claire.overviews.person(gone) is None
    assert claire.overviews.search("Morvan") == ()


def test_after_seven_days_an_import_stays(tmp_path: Path) -> None:
    desk, claire = founder(tmp_path / "claire")
    _, zoe = newcomer(tmp_path / "zoe")
    enter(claire, zoe, tmp_path)
    person(zoe)
    outcome = give(zoe, claire, tmp_path)
    desk.clock.set(MORNING + timedelta(days=8))
    assert claire.exchange.register()[0].undo_until is None
    with refused_with("nothing-to-undo"):
        claire.exchange.undo(outcome.number)


def test_an_import_is_not_undone_by_the_undo_of_a_typing(tmp_path: Path) -> None:
    assert Action.EXCHANGE_IMPORTED.is_final
    assert Action.EXCHANGE_UNDONE.is_final


def test_without_room_for_the_copy_nothing_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    claire, _, _, path = crossed(tmp_path)
    preview = claire.exchange.preview(claire.exchange.open(path))

    def full(_: object) -> str:
        raise DiskFull("Le disque est plein.")

    monkeypatch.setattr(type(claire.exchange_ports.copies), "take", full)
    with unchanged(claire), pytest.raises(DiskFull):
        claire.exchange.apply(preview)


def test_copies_are_kept_seven_days_and_the_last_five_whatever_their_age(tmp_path: Path) -> None:
    desk, claire = founder(tmp_path / "claire")
    copies = claire.exchange_ports.copies
    for day in range(12):
        desk.clock.set(MORNING + timedelta(days=3 * day))
        copies.take()
        copies.rotate()
    kept = sorted(path.name for path in (tmp_path / "claire" / "sauvegardes").iterdir())
    assert kept[0] == "2026-12-11_0008_avant-import"
    assert len(kept) == 5
