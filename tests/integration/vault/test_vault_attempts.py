"""Wrong passphrases make the next one wait, over a restart and whatever the clock says."""

import pytest

from mobiconseil.db.vault import (
    LastUser,
    TooManyAttempts,
    UnknownUser,
    WrongPassphrase,
)
from mobiconseil.errors import MobiConseilError
from vault_desk import GOOD, fail, restarted


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
