"""A damaged base: what is said of it, and what is saved of it in a new one."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from builders import PASSPHRASE, Desk
from mobiconseil.app import BASE_NAME
from mobiconseil.db.salvage.base import NothingToSave
from mobiconseil.db.salvage.cells import INTERIOR
from mobiconseil.db.salvage.mend import LOST_NAME
from mobiconseil.db.salvage.pages import PAGE, Pages
from mobiconseil.db.salvage.trees import Forest, survey
from mobiconseil.domain.follow_up import ContactKind
from mobiconseil.errors import BaseDamaged, StorageError
from mobiconseil.services.salvage import Salvaged, SalvageReport, SavedKind, Snapshot
from mobiconseil.services.session import Session

PEOPLE = 12


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a base with a few people, closed."""
    desk = Desk(tmp_path_factory.mktemp("base") / "base")
    session = desk.create()
    for rank in range(PEOPLE):
        person = session.files.create(last_name=f"Garnier{rank}", request="Aller travailler à Craon. " * 20)
        session.files.set_barrier(person.id, "F2-07", intensity=2)
        for day in range(6):
            session.follow_up.note(person.id, ContactKind.CALL, f"Appel {day}. " + "Elle rappellera. " * 20)
    session.close()
    desk.release()
    return desk.folder


@pytest.fixture
def desk(tmp_path: Path, model: Path) -> Iterator[Desk]:
    folder = tmp_path / "Dossiers d’Éloïse #1 100 %"
    shutil.copytree(model, folder)
    made = Desk(folder)
    made._open = made.workspace()
    yield made
    made.release()


def key_of(desk: Desk) -> bytes:
    return desk._open.derive(desk._open.holders()[0].slot, PASSPHRASE)


def unlock(desk: Desk) -> Session:
    return desk._open.unlock(desk._open.holders()[0].slot, PASSPHRASE)


def base_of(desk: Desk) -> Path:
    return desk.folder / BASE_NAME


def damage(desk: Desk, *pages: int) -> bytes:
    """Change one byte of these pages, and return what the file is then."""
    content = bytearray(base_of(desk).read_bytes())
    for page in pages:
        content[(page - 1) * PAGE + 700] ^= 0x40
    base_of(desk).write_bytes(bytes(content))
    return bytes(content)


def forest(desk: Desk) -> Forest:
    pages = Pages(base_of(desk), key_of(desk))
    try:
        return survey(pages)
    finally:
        pages.close()


def saved(desk: Desk) -> SalvageReport:
    """Save what can be and put it in the place of the damaged base, which must not have changed."""
    before = base_of(desk).read_bytes()
    report = desk._open.salvage(key_of(desk), lambda _: None)
    assert base_of(desk).read_bytes() == before
    aside = desk._open.take_salvaged()
    assert aside.read_bytes() == before
    return report


def contents(session: Session) -> dict[str, int]:
    health = session.upkeep.health()
    assert health.problems == ()
    return dict(health.counts)


def test_the_first_page_can_be_lost_without_losing_anything(desk: Desk) -> None:
    damage(desk, 1)
    with pytest.raises(BaseDamaged, match="Il n’a pas été modifié, et le reste peut être lu") as refused:
        unlock(desk)
    assert refused.value.can_salvage
    report = saved(desk)
    assert (report.found.damaged_pages, report.found.lost) == (1, 0)
    session = unlock(desk)
    assert contents(session)["contact"] == PEOPLE * 6
    assert session.overviews.search("garnier3")[0].last_name == "Garnier3"
    session.close()


def test_the_salt_can_be_lost_too_and_it_is_said(desk: Desk) -> None:
    content = bytearray(base_of(desk).read_bytes())
    content[3] ^= 1
    base_of(desk).write_bytes(bytes(content))
    with pytest.raises(BaseDamaged, match="Récupérez ce qui peut l’être"):
        unlock(desk)
    report = saved(desk)
    assert not report.found.is_verified
    assert any("relisez" in line for line in report.advice)
    session = unlock(desk)
    assert contents(session)["beneficiary"] == PEOPLE
    session.close()


def test_a_page_of_names_can_be_lost_without_losing_anything(desk: Desk) -> None:
    found = forest(desk)
    for page in found.tree(1).leaves[:3]:
        damage(desk, page)
    assert saved(desk).found.lost == 0
    session = unlock(desk)
    assert contents(session)["contact"] == PEOPLE * 6
    session.close()


def test_a_page_that_only_leads_to_others_can_be_lost_without_losing_anything(desk: Desk) -> None:
    found = forest(desk)
    root = found.roots["contact"]
    assert found.kinds[root] == INTERIOR
    damage(desk, root)
    assert saved(desk).found.lost == 0
    session = unlock(desk)
    assert contents(session)["contact"] == PEOPLE * 6
    session.close()


def test_a_page_of_rows_loses_these_rows_alone_and_says_whose_they_were(desk: Desk) -> None:
    found = forest(desk)
    page = found.tree(found.roots["contact"]).leaves[1]
    here = sum(1 for _ in _rows(desk, page))
    damage(desk, page)
    report = saved(desk)
    contact = next(kind for kind in report.found.kinds if kind.name == "contact")
    assert (contact.kept, contact.lost, contact.is_exact) == (PEOPLE * 6 - here, here, True)
    assert report.found.incomplete
    assert any("Dossiers à relire avec la personne" in line for line in report.advice)
    session = unlock(desk)
    assert contents(session)["contact"] == PEOPLE * 6 - here
    session.close()


def _rows(desk: Desk, page: int) -> Iterator[Any]:
    pages = Pages(base_of(desk), key_of(desk))
    try:
        yield from Forest(pages).rows(page)
    finally:
        pages.close()


def test_somebody_whose_own_row_is_lost_keeps_the_rest_of_her_file(desk: Desk) -> None:
    found = forest(desk)
    damage(desk, found.tree(found.roots["beneficiary"]).leaves[0])
    report = saved(desk)
    assert report.found.empty_sheets > 0
    assert any(LOST_NAME in line for line in report.advice)
    session = unlock(desk)
    lines = session.overviews.search("retrouver")
    assert len(lines) == report.found.empty_sheets
    session.files.change(lines[0].subject, last_name="Garnier0")
    assert contents(session)["contact"] == PEOPLE * 6
    session.close()


def test_a_base_cut_short_gives_back_what_stands_before_the_cut(desk: Desk) -> None:
    content = base_of(desk).read_bytes()
    base_of(desk).write_bytes(content[: len(content) * 3 // 5 + 100])
    with pytest.raises(BaseDamaged, match="a été coupé"):
        unlock(desk)
    report = saved(desk)
    assert report.found.kept > 0
    session = unlock(desk)
    contents(session)
    session.close()


def test_a_vault_of_another_base_is_told_from_a_damaged_base(desk: Desk, tmp_path: Path) -> None:
    other = Desk(tmp_path / "autre")
    other.create().close()
    other.release()
    shutil.copyfile(other.folder / "coffre.json", desk.folder / "coffre.json")
    before = base_of(desk).read_bytes()
    with pytest.raises(BaseDamaged, match=r"Remettez ensemble les fichiers coffre\.json") as refused:
        unlock(desk)
    assert not refused.value.can_salvage
    with pytest.raises(NothingToSave, match="Il n’a pas été modifié"):
        desk._open.salvage(key_of(desk), lambda _: None)
    assert base_of(desk).read_bytes() == before
    assert not list(desk.folder.glob("*recuperee*"))


def test_a_base_that_is_not_ours_is_told(desk: Desk) -> None:
    base_of(desk).write_bytes(b"SQLite format 3\0" + bytes(8192))
    with pytest.raises(BaseDamaged, match="n’a pas été faite par MobiConseil"):
        unlock(desk)


def test_a_file_of_another_kind_is_told(desk: Desk) -> None:
    base_of(desk).write_bytes(b"PK\3\4" + random.Random(1).randbytes(40_000))
    with pytest.raises(BaseDamaged, match="n’est pas une base"):
        unlock(desk)


def test_a_transaction_cut_short_is_taken_back_before_the_salvage(desk: Desk) -> None:
    session = unlock(desk)
    base: Any = session.uow._records._db  # type: ignore[attr-defined]
    base.execute("PRAGMA cache_spill = 1")
    base.execute("PRAGMA cache_size = 2")
    base.execute("BEGIN IMMEDIATE")
    base.execute("UPDATE contact SET text = 'moitié' || text")
    journal = base_of(desk).with_name(BASE_NAME + "-journal")
    assert journal.stat().st_size > PAGE
    kept = {path: path.read_bytes() for path in (base_of(desk), journal)}
    base.execute("ROLLBACK")
    session.close()
    for path, content in kept.items():
        path.write_bytes(content)
    damage(desk, 1)
    saved(desk)
    session = unlock(desk)
    assert contents(session)["contact"] == PEOPLE * 6
    texts = session.uow._records._db.execute("SELECT text FROM contact").fetchall()  # type: ignore[attr-defined]
    assert not any("moitié" in text for (text,) in texts)
    session.close()


def test_what_was_saved_has_another_name_among_the_laptops_and_asks_for_everything_again(desk: Desk) -> None:
    session = unlock(desk)
    base: Any = session.uow._records._db  # type: ignore[attr-defined]
    before = base.execute("SELECT rid FROM replica ORDER BY n DESC").fetchone()[0]
    session.close()
    damage(desk, 1)
    saved(desk)
    session = unlock(desk)
    base = session.uow._records._db  # type: ignore[attr-defined]
    assert base.execute("SELECT rid FROM replica ORDER BY n DESC").fetchone()[0] != before
    assert base.execute("SELECT max(seen) FROM replica WHERE rid <> ?", (before,)).fetchone()[0] in {0, None}
    session.close()


def test_a_salvage_that_is_cut_short_between_two_names_is_ended_at_the_next_opening(desk: Desk) -> None:
    damage(desk, 1)
    desk._open.salvage(key_of(desk), lambda _: None)
    base_of(desk).rename(base_of(desk).with_name("mobiconseil.abimee-2026-11-20_0001.db"))
    session = unlock(desk)
    assert contents(session)["beneficiary"] == PEOPLE
    session.close()


def test_a_salvage_without_room_changes_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    damage(desk, 1)
    before = base_of(desk).read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("mobiconseil.db.salvage.base.bring_up_to_date", full)
    with pytest.raises(StorageError, match="Le disque est plein"):
        desk._open.salvage(key_of(desk), lambda _: None)
    assert base_of(desk).read_bytes() == before
    assert not list(desk.folder.glob("*recuperee*"))


def test_any_bad_page_loses_at_most_its_own_rows(desk: Desk) -> None:
    whole = base_of(desk).read_bytes()
    total = desk._open.salvage(key_of(desk), lambda _: None).found
    chance = random.Random(5)
    for page in chance.sample(range(1, len(whole) // PAGE + 1), 10):
        here = sum(1 for _ in _rows(desk, page))
        damage(desk, page)
        found = desk._open.salvage(key_of(desk), lambda _: None).found
        assert total.kept - found.kept <= here, f"page {page}"
        assert found.lost == total.kept - found.kept, f"page {page}"
        base_of(desk).write_bytes(whole)


def test_the_report_says_what_is_missing_and_which_backup_is_the_latest(tmp_path: Path) -> None:
    from dataclasses import replace
    from datetime import date

    kinds = (
        SavedKind(name="beneficiary", kept=1240, lost=0, is_exact=True),
        SavedKind(name="contact", kept=1, lost=3, is_exact=False),
    )
    found = Salvaged(kinds=kinds, pages=9, damaged_pages=1, is_verified=True, empty_sheets=0, incomplete=())
    report = SalvageReport(found=found, base=tmp_path, snapshot=Snapshot(name="x", day=date(2026, 11, 18)))
    assert report.title == "1\u202f241\xa0éléments récupérés, au moins 3\xa0manquants."
    assert report.lines == ("Dossiers\u00a0: 1\u202f240", "Contacts\u00a0: 1, 3\u00a0perdus")
    one = SavedKind(name="contact", kept=4, lost=1, is_exact=True)
    alone = replace(report, found=replace(report.found, kinds=(one,)))
    assert alone.lines == ("Contacts\u00a0: 4, 1\u00a0perdu",)
    assert "18 novembre 2026" in report.advice[-1].replace("\u00a0", " ")


def test_what_was_lost_comes_back_with_the_file_of_a_colleague(tmp_path: Path) -> None:
    from exchange_desk import give, person, send, take, team
    from mobiconseil.services.exchange_ports import ImportDecisions

    claire, zoe = team(tmp_path)
    people = [person(claire, f"Garnier{rank}", request="Aller à Craon. " * 60) for rank in range(8)]
    for subject in people:
        for day in range(8):
            claire.follow_up.note(subject, ContactKind.CALL, f"Appel {day}. " + "Elle rappellera. " * 20)
    give(claire, zoe, tmp_path)
    give(zoe, claire, tmp_path)
    before = dict(claire.upkeep.health().counts)
    claire.close()
    desk = Desk(tmp_path / "claire")
    (desk.folder / ".verrou").unlink(missing_ok=True)
    desk._open = desk.workspace()
    found = forest(desk)
    damage(desk, *found.tree(found.roots["contact"]).leaves[:2], *found.tree(found.roots["beneficiary"]).leaves[:2])
    report = saved(desk)
    assert report.found.lost > 0
    session = unlock(desk)
    assert session.upkeep.health().counts != before
    take(session, send(zoe, tmp_path).path, ImportDecisions(accepts_alarm=True))
    after = session.upkeep.health()
    assert after.problems == ()
    assert {name: after.counts[name] for name in ("beneficiary", "contact")} == {
        name: before[name] for name in ("beneficiary", "contact")
    }
    assert session.overviews.search(LOST_NAME) == ()
    assert len(session.overviews.search("garnier")) == 8
    assert session.exchange.pending(people[0]) == ()
    for one in (session, zoe):
        one.close()
    desk.release()
