"""What every test needs before Qt is imported."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
import pytest
from hypothesis import settings

# How long one example takes depends on what else the machine does: no test fails on the clock.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


def pytest_configure(config: pytest.Config) -> None:
    """Let the offscreen platform say what it does not do (sizes and order of windows)."""
    for call in ("propagateSizeHints", "raise"):
        config.addinivalue_line("qt_log_ignore", rf"This plugin does not support {call}\(\)")
