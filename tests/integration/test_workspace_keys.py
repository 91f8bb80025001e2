"""The keys of a folder: derived in one thread, used in another, and a sheet that waits to be held."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from builders import PASSPHRASE, Desk
from mobiconseil.app import DEMO_MARK
from mobiconseil.db.engine import BaseDamaged
from mobiconseil.errors import AccessRefused, AlreadyOpen, StorageError


def test_a_key_derived_in_a_job_opens_the_base_in_this_thread(desk):
    desk.create().close()
    workspace = desk._open
    slot = workspace.holders()[0].slot
    with ThreadPoolExecutor(1) as jobs:
        key = jobs.submit(workspace.derive, slot, PASSPHRASE).result()
    session = workspace.open_with(key, slot)
    assert session.adviser.name == "Claire Morin"
    session.close()


def test_keys_made_in_a_job_hold_the_folder_for_the_whole_program(desk):
    workspace = desk.workspace()
    with ThreadPoolExecutor(1) as jobs:
        keys = jobs.submit(
            lambda: workspace.make_keys(structure="Cap", first_name="Claire", last_name="Morin", passphrase=PASSPHRASE)
        ).result()
    with pytest.raises(AlreadyOpen):
        desk.workspace().open_with(keys.key, keys.slot)
    session = workspace.open_with(keys.key, keys.slot)
    assert session.team.structure().name == "Cap"
    session.close()
    workspace.release()
    again = desk.workspace().open_with(keys.key, keys.slot)
    assert [adviser.name for adviser in again.team.advisers()] == ["Claire Morin"]
    again.close()


def test_a_base_that_vanished_is_never_made_again_in_silence(desk):
    desk.create().close()
    (desk.folder / "mobiconseil.db").unlink()
    workspace = desk._open
    slot = workspace.holders()[0].slot
    with pytest.raises(BaseDamaged):
        workspace.open_with(workspace.derive(slot, PASSPHRASE), slot)


def test_a_sheet_is_pending_from_its_making_to_its_confirmation_across_restarts(desk):
    desk.create().close()
    assert not desk._open.sheet_pending
    slot = desk._open.holders()[0].slot
    code = desk._open.renew_recovery(slot, PASSPHRASE)
    assert desk.workspace().sheet_pending
    assert desk.workspace().check_recovery(code)
    assert not desk.workspace().check_recovery(desk.recovery_code)
    desk.workspace().confirm_sheet()
    assert not desk.workspace().sheet_pending


def test_a_wrong_passphrase_leaves_the_sheet_as_it_was(desk):
    desk.create().close()
    with pytest.raises(AccessRefused):
        desk._open.renew_recovery(desk._open.holders()[0].slot, "faux")
    assert not desk._open.sheet_pending
    assert desk._open.check_recovery(desk.recovery_code)


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "base").write_text("un fichier", encoding="utf-8")
    workspace = Desk(tmp_path / "base").workspace()
    with pytest.raises(StorageError, match="rien n’est perdu"):
        workspace.make_keys(structure="Cap", first_name="Claire", last_name="Morin", passphrase=PASSPHRASE)
    assert not workspace.exists


def test_the_lock_screen_follows_the_name_of_an_adviser_and_of_the_structure(desk):
    session = desk.create()
    desk._open.rename_adviser(session.adviser.slot, first_name="Claire", last_name="Durand")
    session.team.change_structure(name="Mobilité du Haut-Anjou")
    session.close()
    [holder] = desk.workspace().holders()
    assert (holder.name, holder.initials) == ("Claire Durand", "CD")
    assert desk.workspace().structure_name == "Mobilité du Haut-Anjou"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Personnes fictives.\nPhrase de passe\u00a0: je découvre le programme\n", "je découvre le programme"),
        ("Personnes fictives.\n", ""),
    ],
)
def test_the_passphrase_of_a_demonstration_is_read_in_its_mark(desk, text, phrase):
    desk.folder.mkdir(parents=True)
    (desk.folder / DEMO_MARK).write_text(text, encoding="utf-8")
    assert desk.workspace().demo_passphrase == phrase


def test_a_folder_of_real_people_shows_no_passphrase(desk):
    desk.create().close()
    assert desk._open.demo_passphrase == ""
