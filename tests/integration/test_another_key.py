"""The key of a base is changed after a departure: who stays opens as before, who left reads nothing of what follows."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from builders import PASSPHRASE, Desk
from disk_deaths import die_at
from mobiconseil.db import backup_files as files
from mobiconseil.db import restore
from mobiconseil.db.engine import close, connect
from mobiconseil.db.former_keys import former_keys
from mobiconseil.db.vault import Vault
from mobiconseil.db.vault_file import decode, encode
from mobiconseil.domain.backups import BackupKind
from mobiconseil.errors import AccessRefused, BaseDamaged, StorageError
from mobiconseil.services.session import Session

KARIM = "karim tient une autre phrase de sept mots"
ZOE = "zoé garde encore une autre phrase de mots"


class Office:
    """A laptop that three people open, and what one of them took away before leaving."""

    def __init__(self, folder: Path) -> None:
        self.desk = Desk(folder / "base")
        session = self.desk.create()
        self.person = session.files.create(last_name="Garnier", request="mot " * 3_000).id
        for rank in range(30):
            session.files.create(last_name=f"Dupont{rank}", request="mot " * 1_000)
        session.close()
        workspace = self.desk._open
        self.mine = workspace.holders()[0].slot
        self.karim = self._given("Karim", KARIM)
        self.zoe = self._given("Zoé", ZOE)
        self.session = self.opened(self.mine, PASSPHRASE)
        self.session.backups.make()
        self.session.close()
        self.former_key = workspace.derive(self.karim, KARIM)
        workspace.remove_adviser(self.karim)

    def _given(self, name: str, phrase: str) -> str:
        return self.desk._open.add_adviser(
            self.mine, PASSPHRASE, first_name=name, last_name="B", passphrase=phrase
        ).slot

    @property
    def base(self) -> Path:
        return self.desk.folder / files.BASE

    def opened(self, slot: str, phrase: str) -> Session:
        return self.desk._open.unlock(slot, phrase)

    def again(self) -> None:
        """Start the program again."""
        self.desk.release()
        self.desk._open = self.desk.workspace()

    def change(self) -> bytes:
        return self.desk._open.change_key(self.mine, PASSPHRASE, lambda _part: None)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def opens(path: Path, key: bytes) -> bool:
    try:
        close(connect(path, key))
    except BaseDamaged:
        return False
    return True


def test_everybody_who_stays_opens_as_before_and_the_former_key_opens_nothing(office: Office) -> None:
    new_key = office.change()
    assert new_key != office.former_key
    assert not opens(office.base, office.former_key)
    office.again()
    for slot, phrase in ((office.mine, PASSPHRASE), (office.zoe, ZOE)):
        session = office.opened(slot, phrase)
        assert len(session.overviews.search("Garnier")) == 1
        assert session.upkeep.health().counts["beneficiary"] == 31
        assert session.upkeep.health().problems == ()
        session.close()
    with pytest.raises(AccessRefused):
        office.desk._open.derive(office.karim, KARIM)


def test_the_recovery_sheet_goes_on_opening(tmp_path: Path) -> None:
    folder = tmp_path / "poste"
    vault = Vault(folder, now=Desk(tmp_path / "autre").clock.now)
    made = vault.create(name="Claire", initials="C", passphrase=PASSPHRASE)
    other = bytes(range(32))
    key, content = vault.with_another_key(made.user.slot, PASSPHRASE, other)
    assert key == made.key
    vault.path.write_bytes(content)
    assert vault.unlock_with_recovery(made.recovery_code) == other
    assert vault.unlock(made.user.slot, PASSPHRASE) == other


def test_a_second_change_keeps_everybody_too(office: Office) -> None:
    first, second = office.change(), office.change()
    office.again()
    session = office.opened(office.zoe, ZOE)
    assert len(former_keys(session.uow._records._db)) == 2  # type: ignore[attr-defined]
    session.close()
    assert not opens(office.base, first)
    assert opens(office.base, second)


def test_a_public_half_that_was_slipped_in_is_refused(office: Office) -> None:
    path = office.desk.folder / files.VAULT
    content = decode(path.read_bytes())
    zoe = content.user_slot(office.zoe)
    assert zoe is not None
    path.write_bytes(encode(content.with_slot(zoe._replace(recipient=os.urandom(32)))))
    before = office.base.read_bytes()
    with pytest.raises(AccessRefused, match="L’accès de Zoé B"):
        office.change()
    assert office.base.read_bytes() == before


def test_a_vault_of_a_former_version_says_what_to_do(office: Office) -> None:
    path = office.desk.folder / files.VAULT
    content = decode(path.read_bytes())
    bare = content._replace(slots=tuple(one._replace(recipient=b"", attest=b"") for one in content.slots))
    path.write_bytes(encode(bare))
    with pytest.raises(AccessRefused, match="change sa phrase de passe"):
        office.change()
    # One’s own slot is written again with one’s own passphrase; then only the sheet is missing.
    office.desk._open.change_passphrase(office.zoe, ZOE, ZOE)
    with pytest.raises(AccessRefused, match="feuille de secours date d’une ancienne version"):
        office.change()
    office.desk._open.renew_recovery(office.mine, PASSPHRASE)
    office.change()


def test_a_wrong_passphrase_changes_nothing(office: Office) -> None:
    before = office.base.read_bytes()
    with pytest.raises(AccessRefused):
        office.desk._open.change_key(office.mine, "une phrase qui n’est pas la bonne", lambda _: None)
    assert office.base.read_bytes() == before
    assert not (office.desk.folder / restore.READY).exists()


def test_the_former_base_is_kept_as_a_copy_and_all_copies_follow(office: Office) -> None:
    new_key = office.change()
    office.again()
    session = office.opened(office.mine, PASSPHRASE)
    look = session.backups.keep_up()
    assert look.problem == ""
    assert BackupKind.REKEY in {copy.kind for copy in look.here}
    for copy in look.here:
        assert not opens(copy.folder / files.BASE, office.former_key)
        assert opens(copy.folder / files.BASE, new_key)
        vault = decode((copy.folder / files.VAULT).read_bytes())
        assert vault.user_slot(office.karim) is None
        assert session.backups.try_copy(copy).found["beneficiary"] == 31
    # Put back, such a copy is opened by everybody who stays.
    session.backups.prepare(look.here[-1])
    session.close()
    office.desk._open.put_back()
    again = office.opened(office.zoe, ZOE)
    assert again.upkeep.health().counts["beneficiary"] == 31
    again.close()


def test_a_key_that_was_away_follows_when_it_comes_back(office: Office, tmp_path: Path) -> None:
    stick = tmp_path / "CAP"
    stick.mkdir()
    session = office.opened(office.mine, PASSPHRASE)
    session.backups.choose_place(stick, "CAP")
    session.close()
    stick.rename(tmp_path / "poche")
    new_key = office.change()
    office.again()
    session = office.opened(office.mine, PASSPHRASE)
    session.backups.keep_up()
    gone = session.files.create(last_name="Partie")
    session.files.trash(office.person)
    session.erasure.erase(office.person, session.files.load(office.person).beneficiary.code)
    (tmp_path / "poche").rename(stick)
    look = session.backups.keep_up()
    assert look.problem == ""
    assert look.elsewhere
    for copy in look.elsewhere:
        assert opens(copy.folder / files.BASE, new_key)
        reader = connect(copy.folder / files.BASE, new_key)
        assert reader.execute("SELECT count(*) FROM beneficiary WHERE last_name = 'Garnier'").fetchone()[0] == 0
        close(reader)
    assert gone is not None
    session.close()


def test_without_room_the_key_is_not_changed(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    before = office.base.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("mobiconseil.db.another_key.files.sync_base", full)
    with pytest.raises(StorageError, match="plein"):
        office.change()
    assert office.base.read_bytes() == before
    assert not list(office.desk.folder.glob("restauration*"))
    office.opened(office.mine, PASSPHRASE).close()


def test_a_damaged_base_keeps_its_key(office: Office) -> None:
    content = bytearray(office.base.read_bytes())
    place = len(content) // 2 // 4096 * 4096
    content[place + 600 : place + 900] = os.urandom(300)
    office.base.write_bytes(bytes(content))
    with pytest.raises(BaseDamaged):
        office.change()
    assert office.base.read_bytes() == bytes(content)


def test_a_change_cut_at_any_rename_is_ended_by_the_next_opening(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    model = tmp_path / "modele"
    shutil.copytree(office.desk.folder, model)
    step, cuts, keys = 0, 0, set()
    while True:
        step += 1
        with monkeypatch.context() as patch:
            died = die_at(patch, step, ((Path, "replace"), (Path, "unlink"), (Path, "mkdir"), (shutil, "rmtree")))
            try:
                office.change()
            except KeyboardInterrupt:
                cuts += 1
        office.again()
        session = office.opened(office.zoe, ZOE)
        assert session.upkeep.health().counts["beneficiary"] == 31
        assert session.upkeep.health().problems == ()
        session.close()
        keys.add(opens(office.base, office.former_key))
        if not died:
            break
        office.desk.release()
        shutil.rmtree(office.desk.folder)
        shutil.copytree(model, office.desk.folder)
        office.desk._open = office.desk.workspace()
    assert cuts >= 6
    assert keys == {True, False}
