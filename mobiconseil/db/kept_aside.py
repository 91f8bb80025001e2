"""The bases kept beside the one in use: damaged ones, those of former updates, a salvage that nobody took.

Nobody opens them, and they hold people. An erasure cleans them, or deletes those that can no longer be cleaned; time
takes them away.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from contextlib import suppress
from datetime import date
from pathlib import Path

from mobiconseil.db.engine import translated
from mobiconseil.domain.backups import ASIDE_MOST, is_outlived
from mobiconseil.errors import StorageError

_KINDS = ("avant-mise-a-jour-*", "abimee-*", "recuperee")
_DAY = re.compile(r"-(\d{4})-?(\d\d)-?(\d\d)[-_]")
_JOURNAL = "-journal"


def kept_aside(base: Path) -> tuple[Path, ...]:
    """Return the bases kept beside `base`, in the order of their names."""
    return tuple(path for kind in _KINDS for path in sorted(base.parent.glob(f"{base.stem}.{kind}.db")))


def forget(path: Path) -> None:
    """Delete a base and its journal, which holds pages of it. Raises StorageError."""
    with translated():
        path.unlink(missing_ok=True)
        path.with_name(path.name + _JOURNAL).unlink(missing_ok=True)


def forget_outlived(base: Path, copies: Collection[date]) -> None:
    """Delete the bases that months of copies followed, and all but the newest: one that stays is tried again later."""
    dated = sorted(((day, path) for path in kept_aside(base) if (day := _day_of(path)) is not None), reverse=True)
    for rank, (day, path) in enumerate(dated):
        if rank >= ASIDE_MOST or is_outlived(day, copies):
            with suppress(StorageError):
                forget(path)


def _day_of(path: Path) -> date | None:
    found = _DAY.search(path.name)
    if found is None:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None
