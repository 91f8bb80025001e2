"""The log of the program: what it did and what failed, never about whom."""

from __future__ import annotations

import contextlib
import logging
from pathlib import Path

from mobiconseil import __version__

LOG_SIZE = 500_000
"""Bytes of a log file before it turns."""


class _TurningFile(logging.FileHandler):
    """A file that starts again when it is full, with the two before it kept aside.

    The handler of the standard library does the same; importing it loads the network and delays the first window.
    """

    def emit(self, record: logging.LogRecord) -> None:
        if self.stream is not None and self.stream.tell() >= LOG_SIZE:
            self._turn()
        super().emit(record)

    def _turn(self) -> None:
        self.close()
        newest = Path(self.baseFilename)
        older, oldest = (newest.with_name(f"{newest.name}.{age}") for age in (1, 2))
        with contextlib.suppress(OSError):  # held by another program: the file grows a little more
            if older.exists():
                older.replace(oldest)
            newest.replace(older)


def start(folder: Path) -> None:
    """Write the log in `folder`; a folder that cannot be written leaves the program without log."""
    logger = logging.getLogger("mobiconseil")
    logger.setLevel(logging.INFO)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = _TurningFile(folder / "mobiconseil.log", encoding="utf-8", delay=True)
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger.handlers = [handler]
    logger.propagate = False
    logger.info("MobiConseil %s", __version__)
