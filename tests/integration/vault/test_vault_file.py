"""The file of the vault: changed, cut short, forged, lost, on a disk that refuses; the previous one beside it."""

import errno
import json
import os
from pathlib import Path

import pytest

from mobiconseil.db import vault_file
from mobiconseil.db.vault import (
    Vault,
    VaultDamaged,
    VaultTooRecent,
    WrongPassphrase,
)
from mobiconseil.errors import StorageError
from vault_desk import CHEAP, GOOD, Clock, fail, restarted


def rewrite(vault, change):
    """Forge the file: change it, then put a right sum again, as somebody who knows the format can."""
    document = json.loads(vault.path.read_bytes())
    change(document)
    document["sum"] = vault_file._checksum({"proof": document["proof"], "slots": document["slots"]})
    vault.path.write_text(json.dumps(document), encoding="utf-8")


def test_every_changed_byte_is_noticed_or_harmless(vault, made):
    good = vault.path.read_bytes()
    for position in range(len(good)):
        vault.path.write_bytes(good[:position] + bytes([good[position] ^ 0x04]) + good[position + 1 :])
        try:
            key = Vault(vault.path.parent, now=Clock(), cost=CHEAP).unlock(made.user.slot, GOOD)
        except VaultDamaged:
            continue
        except VaultTooRecent:
            assert good[position : position + 1] == b"1"
            continue
        assert key == made.key
        assert good[position : position + 1].isspace()


def test_every_truncation_is_noticed(vault, made):
    good = vault.path.read_bytes()
    for length in range(len(good) - 2):
        vault.path.write_bytes(good[:length])
        with pytest.raises(VaultDamaged):
            vault.unlock(made.user.slot, GOOD)


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00" * 800, b"\xff\xfe", b"[]", b"null", b"{}", b'{"version":1}', b"[" * 100_000, b" " * 2_000_000],
    ids=["empty", "zeros", "not text", "list", "null", "nothing", "short", "deep", "huge"],
)
def test_a_file_that_is_no_vault_says_so(vault, made, content):
    vault.path.write_bytes(content)
    with pytest.raises(VaultDamaged, match="sauvegarde"):
        vault.users()


def test_a_newer_vault_is_refused_with_its_own_sentence_and_the_previous_one_is_not_used(vault, made):
    vault.rename_user(made.user.slot, "Lucie M.", "LM")
    rewrite(vault, lambda document: document.update(version=2))
    with pytest.raises(VaultTooRecent, match="plus récente"):
        vault.unlock(made.user.slot, GOOD)


@pytest.mark.parametrize(
    ("field", "value"), [("memory_kib", 32), ("time", 2), ("lanes", 2)], ids=["memory", "passes", "lanes"]
)
def test_changed_derivation_parameters_open_nothing(vault, made, field, value):
    rewrite(vault, lambda document: document["slots"][0]["argon2id"].update({field: value}))
    with pytest.raises(WrongPassphrase):
        vault.unlock(made.user.slot, GOOD)
    assert vault.unlock_with_recovery(made.recovery_code) == made.key


@pytest.mark.parametrize(
    ("field", "value"),
    [("memory_kib", (1 << 20) + 1), ("time", 11), ("lanes", 5), ("memory_kib", 7), ("time", 0), ("time", True)],
)
def test_derivation_parameters_out_of_bounds_are_not_even_tried(vault, made, field, value):
    rewrite(vault, lambda document: document["slots"][0]["argon2id"].update({field: value}))
    with pytest.raises(VaultDamaged):
        vault.unlock(made.user.slot, GOOD)


@pytest.mark.parametrize(
    "change",
    [
        lambda slots: slots[0].update(salt=slots[1]["salt"]),
        lambda slots: slots[0].update(nonce=slots[1]["nonce"]),
        lambda slots: slots[0].update(wrapped=slots[1]["wrapped"]),
        lambda slots: slots[0].update(kind=slots[1]["kind"]) or slots[1].update(kind="user:ffff"),
    ],
    ids=["salt", "nonce", "wrapped key", "slot"],
)
def test_parts_moved_from_one_slot_to_another_open_nothing(vault, made, change):
    karim = vault.add_user(made.key, "Karim", "K", GOOD)
    rewrite(vault, lambda document: change([document["slots"][0], document["slots"][2]]))
    first = vault.users()[0].slot
    assert first in (made.user.slot, karim.slot)
    with pytest.raises(WrongPassphrase):
        vault.unlock(first, GOOD)


@pytest.mark.parametrize(
    "change",
    [
        lambda slots: slots.clear(),
        lambda slots: slots.pop(),
        lambda slots: slots.pop(0),
        lambda slots: slots.append(dict(slots[0])),
        lambda slots: slots[0].pop("wrapped"),
        lambda slots: slots[0].update(salt="AAAA"),
        lambda slots: slots[0].update(name=3),
        lambda slots: slots[0].update(kind="autre"),
    ],
)
def test_a_vault_with_a_wrong_shape_is_damaged(vault, made, change):
    rewrite(vault, lambda document: change(document["slots"]))
    with pytest.raises(VaultDamaged):
        vault.unlock(made.user.slot, GOOD)


def test_the_previous_vault_stays_until_the_next_successful_unlock(vault, made):
    previous = vault.path.parent / "coffre.precedent.json"
    assert not previous.exists()
    before = vault.path.read_bytes()
    vault.change_passphrase(made.user.slot, GOOD, "autre")
    assert previous.read_bytes() == before
    fail(vault, made.user.slot, 1)
    assert previous.exists()
    vault.unlock(made.user.slot, "autre")
    assert not previous.exists()


def test_an_access_that_was_taken_away_opens_not_even_the_previous_vault(vault, made, clock):
    gone = vault.add_user(made.key, "Karim Benali", "KB", "une autre phrase")
    vault.remove_user(gone.slot)
    previous = vault.path.parent / "coffre.precedent.json"
    assert gone.slot not in previous.read_text(encoding="utf-8")
    vault.path.write_bytes(b"abim\xe9")
    again = restarted(vault, clock)
    assert again.unlock(made.user.slot, GOOD) == made.key
    assert [user.slot for user in again.users()] == [made.user.slot]


def test_a_damaged_vault_is_replaced_by_the_previous_one_and_the_program_says_so(vault, made, clock):
    vault.change_passphrase(made.user.slot, GOOD, "autre")
    vault.path.write_bytes(b"abim\xe9")
    again = restarted(vault, clock)
    assert again.exists()
    assert again.unlock(made.user.slot, GOOD) == made.key
    assert "copie précédente" in again.notice
    assert (vault.path.parent / "coffre.abime.json").read_bytes() == b"abim\xe9"
    healed = restarted(vault, clock)
    assert healed.unlock(made.user.slot, GOOD) == made.key
    assert healed.notice == ""


def test_a_vanished_vault_is_replaced_by_the_previous_one(vault, made, clock):
    vault.rename_user(made.user.slot, "Lucie M.", "LM")
    vault.path.unlink()
    again = restarted(vault, clock)
    assert again.unlock(made.user.slot, GOOD) == made.key
    assert again.path.exists()


def test_a_damaged_vault_never_replaces_a_good_previous_one(vault, made):
    vault.rename_user(made.user.slot, "Lucie M.", "LM")
    vault.path.write_bytes(b"{")
    vault.rename_user(made.user.slot, "Lucie R.", "LR")
    previous = vault_file.decode((vault.path.parent / "coffre.precedent.json").read_bytes())
    assert previous.user_slots()[0].name == "Lucie Martin"
    assert vault.users()[0].name == "Lucie R."


def test_two_damaged_vaults_say_so_and_are_left_as_they_are(vault, made):
    vault.rename_user(made.user.slot, "Lucie M.", "LM")
    vault.path.write_bytes(b"1")
    (vault.path.parent / "coffre.precedent.json").write_bytes(b"2")
    with pytest.raises(VaultDamaged):
        vault.unlock(made.user.slot, GOOD)
    assert vault.path.read_bytes() == b"1"


WRITES = {
    "create": lambda vault, made: vault.create(name="L", initials="L", passphrase=GOOD),
    "change": lambda vault, made: vault.change_passphrase(made.user.slot, GOOD, "autre"),
    "add": lambda vault, made: vault.add_user(made.key, "Karim", "K", "phrase"),
    "rename": lambda vault, made: vault.rename_user(made.user.slot, "Autre", "A"),
    "sheet": lambda vault, made: vault.renew_recovery(made.key),
}


@pytest.mark.parametrize("action", [name for name in WRITES if name != "create"])
@pytest.mark.parametrize("call", ["replace", "fsync", "open"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_when_the_disk_refuses_the_vault_is_unchanged_and_a_sentence_says_so(
    vault, made, monkeypatch, clock, action, call, number
):
    before = vault.path.read_bytes()

    def refuse(*args, **kwargs):
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse)
        with pytest.raises(StorageError, match="rien n’est perdu"):
            WRITES[action](vault, made)
    assert vault.path.read_bytes() == before
    assert not list(vault.path.parent.glob("*.nouveau"))
    assert restarted(vault, clock).unlock(made.user.slot, GOOD) == made.key
    WRITES[action](vault, made)


def test_a_full_disk_during_the_creation_leaves_no_vault(vault, monkeypatch):
    def refuse(*args, **kwargs):
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        with pytest.raises(StorageError, match="disque est plein"):
            vault.create(name="L", initials="L", passphrase=GOOD)
    assert not vault.exists()
    vault.create(name="L", initials="L", passphrase=GOOD)


def test_bytes_that_read_back_differently_never_replace_the_vault(vault, made, monkeypatch):
    before = vault.path.read_bytes()
    read_bytes = Path.read_bytes

    def spoiled(path):
        content = read_bytes(path)
        return content[:-9] + b"x" + content[-8:] if path.name.endswith(".nouveau") else content

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", spoiled)
        with pytest.raises(StorageError, match="rien n’a été changé"):
            vault.rename_user(made.user.slot, "Autre", "A")
    assert vault.path.read_bytes() == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser writes everywhere")
def test_a_read_only_folder_still_unlocks_and_refuses_changes_with_a_sentence(vault, made):
    vault.path.parent.chmod(0o500)
    try:
        fail(vault, made.user.slot, 1)
        assert vault.unlock(made.user.slot, GOOD) == made.key
        with pytest.raises(StorageError, match="protégé en écriture"):
            vault.rename_user(made.user.slot, "Autre", "A")
    finally:
        vault.path.parent.chmod(0o700)


def read_only(monkeypatch):
    def refuse(*args, **kwargs):
        raise OSError(errno.EROFS, "read-only")

    for call in ("replace", "unlink", "open", "fsync"):
        monkeypatch.setattr(os, call, refuse)


def test_a_vault_on_a_read_only_disk_still_unlocks(vault, made, monkeypatch, clock):
    vault.rename_user(made.user.slot, "Lucie M.", "LM")
    fail(vault, made.user.slot, 3)
    clock.advance(10)
    read_only(monkeypatch)
    assert vault.unlock(made.user.slot, GOOD) == made.key
    assert vault.wait_s() == 0


def test_failures_on_a_read_only_disk_still_wait_during_the_session(vault, made, monkeypatch):
    read_only(monkeypatch)
    fail(vault, made.user.slot, 3)
    assert vault.wait_s() == 2
