"""A newer version opens a base of any former one after a copy of it, and puts back copies of any of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import PASSPHRASE, Desk
from mobiconseil.db.migrations import migrations
from mobiconseil.domain.backups import BackupKind
from mobiconseil.settings import SettingsFile
from old_base import step_back

STEPS = [step.name for step in migrations._migrations][1:]


@pytest.mark.parametrize("step", STEPS)
def test_a_base_of_before_each_step_is_copied_opened_and_its_copy_put_back(tmp_path: Path, step: str) -> None:
    desk = Desk(tmp_path / "base")
    session = desk.create()
    subject = session.files.create(last_name="Garnier", commune="Craon").id
    session.close()
    key = desk._open.derive(desk._open.holders()[0].slot, PASSPHRASE)
    step_back(desk.folder / "mobiconseil.db", key, before=step)
    session = desk.reopen()
    assert session.upkeep.health().problems == ()
    (copy,) = session.backups.look().copies
    assert copy.kind is BackupKind.UPDATE
    assert session.backups.try_copy(copy).found["beneficiary"] == 1
    session.files.change(subject, commune="Renazé")
    session.backups.prepare(copy)
    session.close()
    desk._open.put_back()
    again = desk.reopen()
    assert again.files.load(subject).beneficiary.commune == "Craon"
    assert again.upkeep.health().problems == ()
    assert again.upkeep.health().schema[-1] == migrations._migrations[-1].name
    again.close()


def test_settings_of_a_newer_version_are_read_and_the_known_ones_survive(tmp_path: Path) -> None:
    path = tmp_path / "reglages.json"
    path.write_text('{"theme": "dark", "scale": 150, "later": 1}', encoding="utf-8")
    settings = SettingsFile(path).load()
    assert (settings.theme, settings.scale) == ("dark", 150)
    SettingsFile(path).save(settings)
    assert SettingsFile(path).load() == settings
