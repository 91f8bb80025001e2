"""The log of the program: what it did and what failed, never about whom."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from mobiconseil import __version__

LOG_SIZE = 500_000
"""Bytes of a log file before it turns."""


def start(folder: Path) -> None:
    """Write the log in `folder`; a folder that cannot be written leaves the program without log."""
    logger = logging.getLogger("mobiconseil")
    logger.setLevel(logging.INFO)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            folder / "mobiconseil.log", maxBytes=LOG_SIZE, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger.handlers = [handler]
    logger.propagate = False
    logger.info("MobiConseil %s", __version__)
