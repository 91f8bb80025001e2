"""The vault of a base: passphrases, recovery sheet, people who have each their own access."""

import json
import unicodedata

import pytest

from mobiconseil.db.recovery_code import format_code
from mobiconseil.db.vault import (
    LastUser,
    TooManyAttempts,
    UnknownUser,
    Vault,
    VaultAlreadyThere,
    VaultMissing,
    WrongPassphrase,
    WrongRecoveryCode,
)
from mobiconseil.errors import AccessRefused, InvalidInput
from vault_desk import GOOD, fail, restarted


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
