"""A vault made at a small cost, its clock, and hands that fail or forge."""

from datetime import UTC, datetime, timedelta

import pytest

from mobiconseil.db.vault import (
    KdfCost,
    Vault,
    WrongPassphrase,
)

CHEAP = KdfCost(64, 1, 1)
GOOD = "cheval été lampe canard tulipe forêt navire"


class Clock:
    def __init__(self):
        self.time = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

    def __call__(self):
        return self.time

    def advance(self, seconds):
        self.time += timedelta(seconds=seconds)


def restarted(vault, clock):
    return Vault(vault.path.parent, now=clock, cost=CHEAP)


def fail(vault, slot, times):
    for _ in range(times):
        with pytest.raises(WrongPassphrase):
            vault.unlock(slot, "faux")
