import errno
import json
import os
import unicodedata
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mobiconseil.db import vault_file
from mobiconseil.db.recovery_code import format_code
from mobiconseil.db.vault import (
    KdfCost,
    LastUser,
    TooManyAttempts,
    UnknownUser,
    Vault,
    VaultAlreadyThere,
    VaultDamaged,
    VaultMissing,
    VaultTooRecent,
    WrongPassphrase,
    WrongRecoveryCode,
)
from mobiconseil.errors import AccessRefused, InvalidInput, MobiConseilError, StorageError

CHEAP = KdfCost(64, 1, 1)
GOOD = "cheval été lampe canard tulipe forêt navire"


class Clock:
    def __init__(self):
        self.time = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

    def __call__(self):
        return self.time

    def advance(self, seconds):
        self.time += timedelta(seconds=seconds)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def vault(tmp_path, clock):
    return Vault(tmp_path / "dossier", now=clock, cost=CHEAP)


@pytest.fixture
def made(vault):
    return vault.create(name="Lucie Martin", initials="LM", passphrase=GOOD)


def restarted(vault, clock):
    return Vault(vault.path.parent, now=clock, cost=CHEAP)


def fail(vault, slot, times):
    for _ in range(times):
        with pytest.raises(WrongPassphrase):
            vault.unlock(slot, "faux")


def rewrite(vault, change):
    """Forge the file: change it, then put a right sum again, as somebody who knows the format can."""
    document = json.loads(vault.path.read_bytes())
    change(document)
    document["sum"] = vault_file._checksum({"proof": document["proof"], "slots": document["slots"]})
    vault.path.write_text(json.dumps(document), encoding="utf-8")


def test_a_new_vault_opens_with_the_passphrase_and_with_the_sheet(vault, made, clock):
    assert len(made.key) == 32
    assert made.user.name == "Lucie Martin"
    assert made.user.initials == "LM"
    assert restarted(vault, clock).unlock(made.user.slot, GOOD) == made.key
    assert restarted(vault, clock).unlock_with_recovery(made.recovery_code.lower()) == made.key
    assert vault.users() == (made.user,)
    assert vault.notice == ""


def test_the_real_cost_is_128_mib_and_three_passes(tmp_path, clock):
    vault = Vault(tmp_path, now=clock)
    made = vault.create(name="Lucie", initials="L", passphrase=GOOD)
    assert json.loads(vault.path.read_bytes())["slots"][0]["argon2id"] == {"memory_kib": 131072, "time": 3, "lanes": 1}
    assert vault.unlock(made.user.slot, GOOD) == made.key


def test_neither_the_key_nor_the_secrets_are_in_the_folder(vault, made):
    written = b"".join(path.read_bytes() for path in vault.path.parent.iterdir())
    assert made.key not in written
    assert made.key.hex().encode() not in written
    assert GOOD.encode() not in written
    assert made.recovery_code.encode() not in written
    assert made.recovery_code not in repr(made)


def test_creating_refuses_to_overwrite_a_vault_even_damaged(vault, made):
    vault.path.write_bytes(b"")
    with pytest.raises(VaultAlreadyThere):
        vault.create(name="Karim", initials="K", passphrase=GOOD)
    assert vault.path.read_bytes() == b""


def test_an_empty_passphrase_or_name_is_refused_before_anything_is_written(vault):
    with pytest.raises(InvalidInput, match="phrase de passe est vide"):
        vault.create(name="Lucie", initials="L", passphrase="  ")
    with pytest.raises(InvalidInput, match="nom affiché"):
        vault.create(name=" ", initials="L", passphrase=GOOD)
    assert not vault.exists()


def test_a_missing_vault_says_so(vault):
    assert not vault.exists()
    with pytest.raises(VaultMissing, match="introuvable"):
        vault.users()


def test_a_wrong_passphrase_opens_nothing(vault, made):
    for wrong in ("", GOOD + " ", GOOD.upper(), "\ud800"):
        with pytest.raises((WrongPassphrase, TooManyAttempts)):
            vault.unlock(made.user.slot, wrong)


def test_a_passphrase_typed_on_a_mac_opens(vault, made):
    assert unicodedata.normalize("NFD", GOOD) != GOOD
    assert vault.unlock(made.user.slot, unicodedata.normalize("NFD", GOOD)) == made.key


def test_changing_the_passphrase_keeps_the_key_and_closes_the_old_one(vault, made, clock):
    vault.change_passphrase(made.user.slot, GOOD, "autre phrase de passe")
    again = restarted(vault, clock)
    assert again.unlock(made.user.slot, "autre phrase de passe") == made.key
    assert again.unlock_with_recovery(made.recovery_code) == made.key
    with pytest.raises(WrongPassphrase):
        again.unlock(made.user.slot, GOOD)
    with pytest.raises(WrongPassphrase):
        again.change_passphrase(made.user.slot, GOOD, "encore")


def test_a_forgotten_passphrase_is_replaced_after_the_sheet_opened(vault, made, clock):
    fail(vault, made.user.slot, 3)
    key = vault.unlock_with_recovery(made.recovery_code)
    vault.reset_passphrase(key, made.user.slot, "nouvelle phrase")
    assert vault.wait_s() == 0
    assert restarted(vault, clock).unlock(made.user.slot, "nouvelle phrase") == made.key


def test_a_new_sheet_makes_the_former_one_useless(vault, made):
    code = vault.renew_recovery(made.key)
    assert vault.unlock_with_recovery(code) == made.key
    assert vault.check_recovery(code)
    assert not vault.check_recovery(made.recovery_code)
    with pytest.raises(WrongRecoveryCode, match="bien recopiée"):
        vault.unlock_with_recovery(made.recovery_code)


def test_testing_the_sheet_changes_nothing(vault, made):
    before = {path.name: path.read_bytes() for path in vault.path.parent.iterdir()}
    assert vault.check_recovery(made.recovery_code)
    assert not vault.check_recovery("n’importe quoi")
    assert not vault.check_recovery(format_code(bytes(16)))
    assert {path.name: path.read_bytes() for path in vault.path.parent.iterdir()} == before


def test_several_people_have_each_their_slot(vault, made, clock):
    karim = vault.add_user(made.key, "Karim  Benali ", " KB", "phrase de Karim")
    assert vault.users() == (made.user, karim)
    assert karim.name == "Karim Benali"
    assert restarted(vault, clock).unlock(karim.slot, "phrase de Karim") == made.key
    with pytest.raises(WrongPassphrase):
        vault.unlock(karim.slot, GOOD)
    vault.rename_user(karim.slot, "Karim B.", "KB")
    assert vault.unlock(karim.slot, "phrase de Karim") == made.key
    assert [user.name for user in vault.users()] == ["Lucie Martin", "Karim B."]


def test_a_removed_person_cannot_unlock_and_the_last_one_stays(vault, made):
    karim = vault.add_user(made.key, "Karim", "K", "phrase de Karim")
    vault.remove_user(karim.slot)
    with pytest.raises(UnknownUser):
        vault.unlock(karim.slot, "phrase de Karim")
    with pytest.raises(LastUser):
        vault.remove_user(made.user.slot)
    assert vault.users() == (made.user,)


def test_a_key_of_another_vault_is_never_wrapped(vault, made):
    before = vault.path.read_bytes()
    for action in (
        lambda: vault.add_user(bytes(32), "Karim", "K", "phrase"),
        lambda: vault.reset_passphrase(bytes(32), made.user.slot, "phrase"),
        lambda: vault.renew_recovery(bytes(32)),
    ):
        with pytest.raises(AccessRefused, match="Rien n’a été changé"):
            action()
    assert vault.path.read_bytes() == before


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


def test_three_tries_are_free_then_the_wait_doubles_up_to_five_minutes(vault, made, clock):
    waits = []
    for _ in range(12):
        with pytest.raises(WrongPassphrase) as caught:
            vault.unlock(made.user.slot, "faux")
        waits.append(caught.value.wait_s)
        assert vault.wait_s() == waits[-1]
        clock.advance(waits[-1])
    assert waits == [0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]


def test_during_the_wait_even_the_right_passphrase_is_not_tried(vault, made, clock):
    fail(vault, made.user.slot, 3)
    with pytest.raises(TooManyAttempts, match="Attendez 2\u00a0secondes") as caught:
        vault.unlock(made.user.slot, GOOD)
    assert caught.value.wait_s == 2
    assert vault.unlock_with_recovery(made.recovery_code) == made.key
    assert vault.unlock(made.user.slot, GOOD) == made.key


def test_the_wait_survives_a_restart_and_a_success_forgets_it(vault, made, clock):
    before = vault.path.read_bytes()
    fail(vault, made.user.slot, 3)
    again = restarted(vault, clock)
    assert again.wait_s() == 2
    clock.advance(1.5)
    assert again.wait_s() == 1
    clock.advance(1)
    assert again.unlock(made.user.slot, GOOD) == made.key
    assert not (vault.path.parent / "coffre.essais.json").exists()
    assert vault.path.read_bytes() == before


def test_a_clock_set_back_never_extends_the_wait(vault, made, clock):
    for _ in range(12):
        with pytest.raises(WrongPassphrase):
            vault.unlock(made.user.slot, "faux")
        clock.advance(vault.wait_s())
    clock.advance(-86_400 * 365)
    again = restarted(vault, clock)
    assert again.wait_s() == 300
    clock.advance(300)
    assert again.wait_s() == 0
    assert restarted(vault, clock).wait_s() == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b'{"failures":1e9,"last":""}',
        b'{"failures":-3,"last":"2026-11-20T09:00:00+00:00"}',
        b'{"failures":9,"last":"2026-11-20T09:00:00"}',
        b'{"failures":9,"last":"0001-01-01T00:00:00+14:00"}',
        b"[" * 4000,
    ],
)
def test_an_unreadable_attempts_file_locks_nobody_out(vault, made, content):
    (vault.path.parent / "coffre.essais.json").write_bytes(content)
    assert vault.wait_s() == 0
    fail(vault, made.user.slot, 1)
    assert vault.unlock(made.user.slot, GOOD) == made.key


def test_an_attempts_path_that_is_a_folder_locks_nobody_out(vault, made):
    (vault.path.parent / "coffre.essais.json").mkdir()
    fail(vault, made.user.slot, 2)
    assert vault.unlock(made.user.slot, GOOD) == made.key
    assert vault.wait_s() == 0


def test_every_error_is_a_sentence_for_people(vault, made):
    for error in (WrongPassphrase(0), WrongPassphrase(300), TooManyAttempts(61), UnknownUser(), LastUser()):
        assert isinstance(error, MobiConseilError)
        assert str(error).endswith(".")
    assert "5\u00a0minutes" in str(WrongPassphrase(300))
    assert "1\u00a0minute\u00a001" in str(TooManyAttempts(61))
