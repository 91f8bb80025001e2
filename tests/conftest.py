"""What every test needs before Qt is imported."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Let the offscreen platform say what it does not do (sizes and order of windows)."""
    for call in ("propagateSizeHints", "raise"):
        config.addinivalue_line("qt_log_ignore", rf"This plugin does not support {call}\(\)")
