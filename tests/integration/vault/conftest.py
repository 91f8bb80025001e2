"""A vault, new for each test, and the first person who opens it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mobiconseil.db.vault import Vault
from vault_desk import CHEAP, GOOD, Clock


@pytest.fixture
def clock():
    """Return the clock of the laptop, which only moves when it is told to."""
    return Clock()


@pytest.fixture
def vault(tmp_path: Path, clock):
    """Return the place of a vault."""
    return Vault(tmp_path / "dossier", now=clock, cost=CHEAP)


@pytest.fixture
def made(vault):
    """Return the vault made, with the key of its base and its first person."""
    return vault.create(name="Lucie Martin", initials="LM", passphrase=GOOD)
