"""Copies of a real encrypted base: made, kept, carried, tried, cleaned of whoever was erased, and put back."""

from __future__ import annotations

import json
import shutil
import threading
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from builders import MORNING, Desk
from mobiconseil.db import backup_files as files
from mobiconseil.db.engine import close, connect
from mobiconseil.domain.backups import BackupKind
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.errors import StorageError
from mobiconseil.services.actions import Action
from mobiconseil.services.backup_ports import BackupCopy
from mobiconseil.services.session import Session


@pytest.fixture
def session(desk: Desk) -> Session:
    return desk.create()


@pytest.fixture
def key(tmp_path: Path) -> Path:
    folder = tmp_path / "CLE USB"
    folder.mkdir()
    return folder


def newest(session: Session) -> BackupCopy:
    return session.backups.look().copies[0]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def erase(session: Session, subject: object) -> object:
    session.files.trash(subject)  # type: ignore[arg-type]
    code = session.uow.records.get(Beneficiary, subject).code  # type: ignore[arg-type]
    return session.erasure.erase(subject, code)  # type: ignore[arg-type]


def people_in(copy: BackupCopy, session: Session) -> list[str]:
    raw: bytes = session.exchange_ports.base._key  # type: ignore[attr-defined]
    database = connect(copy.folder / files.BASE, raw)
    found = [row[0] for row in database.execute("SELECT last_name FROM beneficiary ORDER BY last_name").fetchall()]
    close(database)
    return found


def test_a_copy_is_a_folder_with_the_base_the_vault_and_what_they_weigh(desk: Desk, session: Session) -> None:
    session.files.create(last_name="Garnier")
    look = session.backups.make()
    copy = look.copies[0]
    assert copy.name == "2026-11-20_0001_demandee"
    assert names(copy.folder) == ["coffre.json", "manifeste.json", "mobiconseil.db"]
    manifest = json.loads((copy.folder / "manifeste.json").read_text(encoding="utf-8"))
    assert manifest["sha256"]["mobiconseil.db"] == files.digest(copy.folder / "mobiconseil.db")
    assert manifest["structure"] == "Cap Mobilité Craonnais"
    assert manifest["counts"]["beneficiary"] == 1
    assert "Garnier" not in (copy.folder / "manifeste.json").read_text(encoding="utf-8")
    assert (copy.structure, copy.kind, copy.is_readable) == ("Cap Mobilité Craonnais", BackupKind.ASKED, True)


def test_the_copy_of_the_day_is_made_once_and_again_after_hours_of_work(desk: Desk, session: Session) -> None:
    assert len(session.backups.keep_up().here) == 1
    assert len(session.backups.keep_up().here) == 1
    desk.clock.set(MORNING + timedelta(hours=5))
    assert len(session.backups.keep_up().here) == 1
    session.files.create(last_name="Garnier")
    assert [copy.number for copy in session.backups.keep_up().here] == [2]
    desk.clock.set(MORNING + timedelta(days=1))
    assert [copy.number for copy in session.backups.keep_up().here] == [3, 2]


@pytest.mark.parametrize("year", [1970, 1990, 2038, 2100])
def test_a_wrong_clock_neither_stops_the_copies_nor_deletes_good_ones(desk: Desk, session: Session, year: int) -> None:
    session.backups.keep_up()
    desk.clock.set(MORNING.replace(year=year))
    assert [copy.number for copy in session.backups.keep_up().here] == [2, 1]
    desk.clock.set(MORNING + timedelta(days=1))
    assert [copy.number for copy in session.backups.keep_up().here] == [3, 2, 1]


def test_a_demonstration_is_not_copied_by_itself_and_reminds_of_nothing(desk: Desk, session: Session) -> None:
    (desk.folder / "DEMONSTRATION.txt").write_text("demo", encoding="utf-8")
    again = desk.reopen()
    assert again.backups.keep_up().copies == ()
    assert again.backups.reminder() is None
    again.close()


def test_somebody_types_during_the_copy_and_all_of_it_is_kept(desk: Desk, session: Session) -> None:
    person = session.files.create(last_name="Garnier", private_note="x" * 20_000)
    stop = threading.Event()
    looks: list[object] = []

    def copying() -> None:
        looks.append(session.backups.make())
        stop.set()

    job = threading.Thread(target=copying)
    job.start()
    number = 0
    while not stop.is_set() or number < 3:
        number += 1
        session.files.change(person.id, phone=f"+336399800{number % 90 + 10}")
    job.join()
    assert session.uow.records.get(Beneficiary, person.id).phone == f"+336399800{number % 90 + 10}"
    tried = session.backups.try_copy(newest(session))
    assert tried.found["beneficiary"] == 1


def test_a_copy_reaches_the_key_is_read_back_and_the_reminder_goes(desk: Desk, session: Session, key: Path) -> None:
    reminder = session.backups.reminder()
    assert reminder is not None
    assert not reminder.has_place
    look = session.backups.choose_place(key, "Clé «\u00a0CLE\u00a0»")
    assert look.place is not None
    assert (look.place.is_there, look.place.label) == (True, "Clé «\u00a0CLE\u00a0»")
    assert [copy.name for copy in look.elsewhere] == [copy.name for copy in look.here]
    assert session.backups.reminder() is None
    desk.clock.set(MORNING + timedelta(days=8))
    again = session.backups.reminder()
    assert again is not None
    assert again.has_place
    assert len(session.backups.keep_up().elsewhere) == 2
    assert session.backups.reminder() is None


def test_a_key_that_is_chosen_takes_the_work_of_now_and_not_the_copy_of_the_morning(
    desk: Desk, session: Session, key: Path
) -> None:
    session.backups.keep_up()
    session.files.create(last_name="Après")
    desk.clock.set(MORNING + timedelta(minutes=30))
    look = session.backups.choose_place(key, "Clé")
    assert session.backups.try_copy(look.elsewhere[0]).found["beneficiary"] == 1
    unchanged = session.backups.choose_place(key, "Clé")
    assert len(unchanged.here) == len(look.here), "nothing was written since"


def test_a_key_that_is_put_back_takes_the_work_of_now_once(
    desk: Desk, session: Session, key: Path, tmp_path: Path
) -> None:
    session.backups.choose_place(key, "Clé")
    session.backups.keep_up()
    key.rename(tmp_path / "poche")
    session.files.create(last_name="Après")
    desk.clock.set(MORNING + timedelta(minutes=30))
    absent = session.backups.keep_up(was_there=True)
    (tmp_path / "poche").rename(key)
    back = session.backups.keep_up(was_there=False)
    assert back.here[0].number == absent.here[0].number + 1
    assert session.backups.try_copy(back.elsewhere[0]).found["beneficiary"] == 1
    session.files.create(last_name="Encore")
    assert session.backups.keep_up(was_there=True).here == back.here, "the key stayed: the next one is due after hours"


def test_a_key_plugged_before_the_session_takes_the_work_of_now_when_it_has_not_the_last_copy(
    desk: Desk, session: Session, key: Path, tmp_path: Path
) -> None:
    session.backups.choose_place(key, "Clé")
    key.rename(tmp_path / "poche")
    session.files.create(last_name="Avant")
    session.backups.make()
    session.files.create(last_name="Après")
    session.close()
    (tmp_path / "poche").rename(key)
    again = desk.reopen()
    look = again.backups.keep_up()
    assert again.backups.try_copy(look.elsewhere[0]).found["beneficiary"] == 2
    again.files.create(last_name="Encore")
    again.close()
    third = desk.reopen()
    assert third.backups.keep_up().here == look.here, "the key had the last copy: another is due after hours"
    third.close()


def test_the_moment_of_the_key_is_that_of_what_it_holds(desk: Desk, session: Session, key: Path) -> None:
    session.backups.keep_up()
    desk.clock.set(MORNING + timedelta(hours=2))
    look = session.backups.choose_place(key, "Clé")
    assert look.place is not None
    assert look.place.last_at == look.elsewhere[0].taken_at == MORNING


def test_a_key_that_is_not_there_stops_nothing_and_is_found_again_elsewhere(
    desk: Desk, session: Session, key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mobiconseil.services.exchange_ports import Destination

    session.backups.choose_place(key, "Clé")
    moved = tmp_path / "E"
    key.rename(moved)
    desk.clock.set(MORNING + timedelta(days=1))
    look = session.backups.keep_up()
    assert (len(look.here), look.elsewhere, look.problem) == (2, (), "")
    assert look.place is not None
    assert not look.place.is_there
    place = session.copies._of.place  # type: ignore[attr-defined]
    monkeypatch.setattr(place, "_drives", lambda: [Destination(folder=moved, label="E", is_removable=True)])
    assert place.shelf().folder.is_relative_to(moved)


@pytest.mark.parametrize(
    ("number", "words"), [(30, "protégé en écriture"), (5, "La clé a été retirée"), (28, "assez de place")]
)
def test_a_read_only_key_a_key_pulled_out_and_a_full_one_are_said_and_lose_nothing(
    desk: Desk, session: Session, key: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    session.backups.choose_place(key, "Clé")
    before = {path: path.read_bytes() for path in key.rglob("*") if path.is_file()}
    desk.clock.set(MORNING + timedelta(days=1))
    write = files.copy_file

    def refused(source: Path, target: Path) -> str:
        if target.is_relative_to(key):
            raise OSError(number, "refused")
        return write(source, target)

    monkeypatch.setattr(files, "copy_file", refused)
    look = session.backups.keep_up()
    assert words in look.problem
    assert [copy.number for copy in look.here] == [2, 1]
    assert {path: path.read_bytes() for path in key.rglob("*") if path.is_file()} == before
    monkeypatch.setattr(files, "copy_file", write)
    assert [copy.number for copy in session.backups.keep_up().elsewhere] == [2, 1]


def test_without_room_no_half_copy_stays_and_the_former_ones_do(
    desk: Desk, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.backups.keep_up()
    desk.clock.set(MORNING + timedelta(days=1))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for step in ("write_manifest", "digests", "sync_base", "copy_file"):
        with monkeypatch.context() as patch:
            patch.setattr(files, step, full)
            look = session.backups.keep_up()
        assert "plus assez de place" in look.problem
        assert names(desk.folder / "sauvegardes") == ["2026-11-20_0001_jour"]
    assert session.backups.keep_up().problem == ""


def test_on_a_full_disk_the_oldest_copies_make_room_and_the_newest_stay(
    desk: Desk, session: Session, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.backups.choose_place(key, "Clé")
    for day in range(1, 6):
        desk.clock.set(MORNING + timedelta(days=day))
        session.backups.keep_up()
    assert len(session.backups.look().here) == 6
    monkeypatch.setattr("mobiconseil.db.backup_shelf.shutil.disk_usage", lambda _: SimpleNamespace(free=1000))
    desk.clock.set(MORNING + timedelta(days=6))
    look = session.backups.keep_up()
    assert [copy.number for copy in look.here] == [7, 6, 5]
    assert [copy.number for copy in look.elsewhere] == [7, 6]


def test_the_copies_leave_most_of_the_disk_to_the_rest_and_the_key_keeps_its_own(
    desk: Desk, session: Session, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.backups.choose_place(key, "Clé")
    for day in range(1, 6):
        desk.clock.set(MORNING + timedelta(days=day))
        session.backups.keep_up()
    # With the next one the laptop has seven copies: a quarter of the room for twenty is five.
    size = newest(session).size
    room = SimpleNamespace(free=13 * size + size // 2)
    monkeypatch.setattr("mobiconseil.db.backup_shelf.shutil.disk_usage", lambda _: room)
    desk.clock.set(MORNING + timedelta(days=6))
    look = session.backups.keep_up()
    assert [copy.number for copy in look.here] == [7, 6, 5, 4, 3]
    assert [copy.number for copy in look.elsewhere] == [7, 6, 5, 4, 3, 2, 1]


def test_trying_a_copy_opens_it_for_real_and_compares(desk: Desk, session: Session) -> None:
    session.files.create(last_name="Garnier")
    copy = session.backups.make().copies[0]
    session.files.create(last_name="Royer")
    tried = session.backups.try_copy(copy)
    assert (tried.found["beneficiary"], tried.here["beneficiary"], copy.counts["beneficiary"]) == (1, 2, 1)
    assert session.backups.last_tried() is None
    session.team.note(Action.BACKUP_TRIED)
    assert session.backups.last_tried() == desk.clock.now()


@pytest.mark.parametrize("harm", ["cut", "byte", "vault", "manifest", "no base", "other key"])
def test_a_damaged_copy_is_refused_with_a_sentence_and_nothing_changes(
    desk: Desk, session: Session, tmp_path: Path, harm: str
) -> None:
    session.files.create(last_name="Garnier")
    copy = session.backups.make().copies[0]
    base = copy.folder / files.BASE
    raw = base.read_bytes()
    if harm == "cut":
        base.write_bytes(raw[:-5000])
    elif harm == "byte":
        base.write_bytes(raw[:9000] + bytes([raw[9000] ^ 1]) + raw[9001:])
    elif harm == "vault":
        (copy.folder / files.VAULT).write_text("{}", encoding="utf-8")
    elif harm == "manifest":
        (copy.folder / files.MANIFEST).write_text("{", encoding="utf-8")
    elif harm == "no base":
        base.unlink()
    else:
        other = Desk(tmp_path / "autre").create()
        shutil.rmtree(copy.folder)
        shutil.copytree(other.backups.make().copies[0].folder, copy.folder)
        other.close()
    wanted = "autre dossier de travail" if harm == "other key" else "abîmée ou incomplète"
    for use in (session.backups.try_copy, session.backups.prepare):
        with pytest.raises(StorageError, match=wanted):
            use(copy)
    assert session.files.create(last_name="Royer").last_name == "Royer"
    assert not (desk.folder / "restauration.prete").exists()
    assert not (desk.folder / "restauration.partiel").exists()


def test_whoever_is_erased_leaves_every_copy_those_of_the_key_too(desk: Desk, session: Session, key: Path) -> None:
    gone, kept = session.files.create(last_name="Partie"), session.files.create(last_name="Restée")
    session.backups.choose_place(key, "Clé")
    session.copies.take(BackupKind.UPDATE)
    erase(session, gone.id)
    copies = session.backups.look().copies
    assert {copy.kind for copy in copies} == {BackupKind.ASKED, BackupKind.UPDATE, BackupKind.ERASURE}
    assert any(copy.is_elsewhere for copy in copies)
    for copy in copies:
        assert people_in(copy, session) == ["Restée"]
        assert session.backups.try_copy(copy).found["beneficiary"] == copy.counts["beneficiary"] == 1
    del kept


def test_copies_on_an_absent_key_are_cleaned_as_soon_as_it_is_back(
    desk: Desk, session: Session, key: Path, tmp_path: Path
) -> None:
    gone = session.files.create(last_name="Partie")
    session.backups.choose_place(key, "Clé bleue")
    key.rename(tmp_path / "ailleurs")
    erased = erase(session, gone.id)
    assert erased.absent_copies == "Clé bleue"  # type: ignore[attr-defined]
    (tmp_path / "ailleurs").rename(key)
    look = session.backups.keep_up()
    assert look.elsewhere
    for copy in look.copies:
        assert people_in(copy, session) == []


def test_an_erasure_reaches_the_bases_kept_alone_and_nothing_else_touches_them(desk: Desk, session: Session) -> None:
    gone = session.files.create(last_name="Partie")
    taken = session.copies.take()
    former = desk.folder / "mobiconseil.avant-mise-a-jour-20260101-080000.db"
    shutil.copyfile(desk.folder / "sauvegardes" / taken / files.BASE, former)
    damaged = desk.folder / "mobiconseil.abimee-20260101-080000.db"
    damaged.write_bytes(b"x" * 5000)
    before = former.read_bytes()
    session.backups.keep_up()
    assert damaged.exists()
    assert former.read_bytes() == before
    erase(session, gone.id)
    assert not damaged.exists()
    assert former.read_bytes() != before


def test_an_erasure_cut_short_reaches_the_copies_at_the_next_occasion(
    desk: Desk, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = session.files.create(last_name="Partie")
    copy = session.backups.make().copies[0]

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("mobiconseil.db.purge.Purge._clean", dies)
        with pytest.raises(KeyboardInterrupt):
            erase(session, gone.id)
    assert people_in(copy, session) == ["Partie"]
    session.close()
    again = desk.reopen()
    again.backups.keep_up()
    assert people_in(copy, again) == []
    assert again.backups.try_copy(newest(again)).found["beneficiary"] == 0
    again.close()
