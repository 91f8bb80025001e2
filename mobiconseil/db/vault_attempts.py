"""The waiting time after wrong passphrases, kept in its own small file so that a restart does not reset it.

It is comfort against a curious neighbour, not security: whoever steals the laptop can delete the file.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mobiconseil.db.atomic_file import write_atomically
from mobiconseil.errors import StorageError

if TYPE_CHECKING:
    from datetime import datetime

FREE_ATTEMPTS = 3
LONGEST_WAIT_S = 300
_MAX_FAILURES = 1_000_000
_MAX_FILE = 4096


class _Attempts(NamedTuple):
    """Failures since the last success, and when the last one happened."""

    failures: int
    last: datetime


class AttemptLog:
    """Counts the failures in a file; a file that cannot be read or written never locks anybody out."""

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        self._path = path
        self._now = now
        self._known: _Attempts | None = None
        self._seen: bytes | None = None

    def wait_s(self) -> int:
        """Return how many seconds to wait before the next try; 0 when it is free."""
        attempts = self._current()
        if attempts is None or attempts.failures < FREE_ATTEMPTS:
            return 0
        now = self._utc_now()
        if now < attempts.last:  # the clock was set back: count again from now, at most one full wait
            attempts = _Attempts(attempts.failures, now)
            self._save(attempts)
        return max(0, math.ceil(wait_after(attempts.failures) - (now - attempts.last).total_seconds()))

    def add_failure(self) -> None:
        """Count one more failure, now."""
        attempts = self._current()
        failures = attempts.failures if attempts else 0
        self._save(_Attempts(min(failures + 1, _MAX_FAILURES), self._utc_now()))

    def clear(self) -> None:
        """Forget the failures, after a success."""
        self._known, self._seen = None, None
        try:
            self._path.unlink(missing_ok=True)
        except OSError:
            self._seen = self._read()

    def _current(self) -> _Attempts | None:
        """Return what the file says when it changed, else what this session remembers."""
        raw = self._read()
        if raw is not None and raw != self._seen:
            self._seen = raw
            self._known = _parse(raw)
        return self._known

    def _save(self, attempts: _Attempts) -> None:
        """Remember `attempts`, in the file when it accepts it, else for this session."""
        self._known = attempts
        content = json.dumps({"failures": attempts.failures, "last": attempts.last.isoformat()}).encode()
        with suppress(StorageError):
            write_atomically(self._path, content)
            self._seen = content

    def _read(self) -> bytes | None:
        try:
            with self._path.open("rb") as stream:
                return stream.read(_MAX_FILE)
        except OSError:
            return None

    def _utc_now(self) -> datetime:
        return _in_utc(self._now())


def wait_after(failures: int) -> int:
    """Return the seconds to wait after so many failures: 0, 0, 2, 4, 8 … 300."""
    if failures < FREE_ATTEMPTS:
        return 0
    return min(LONGEST_WAIT_S, 1 << min(failures - FREE_ATTEMPTS + 1, 10))


def _parse(raw: bytes) -> _Attempts | None:
    """Return the content of the file, or None when it makes no sense."""
    # Late, here and below: without a failure, the lock screen does without the hour.
    from datetime import datetime

    try:
        content = json.loads(raw)
        failures, last = content["failures"], datetime.fromisoformat(content["last"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if type(failures) is not int or not 0 < failures <= _MAX_FAILURES or last.tzinfo is None:
        return None
    try:
        return _Attempts(failures, _in_utc(last))
    except OverflowError:
        return None


def _in_utc(moment: datetime) -> datetime:
    from datetime import UTC

    return moment.astimezone(UTC)
