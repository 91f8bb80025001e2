"""What every test needs before Qt is imported."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Tests may run as root, where Chromium refuses its own sandbox; the program itself never sets this.
os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
import pytest
from hypothesis import settings
from PySide6.QtCore import QCoreApplication, Qt

# How long one example takes depends on what else the machine does: no test fails on the clock.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


def pytest_configure(config: pytest.Config) -> None:
    """Keep what is imported away from the tester's own, and let Qt say what the offscreen platform does not do."""
    folder = tempfile.TemporaryDirectory(prefix="mobiconseil-tests-", ignore_cleanup_errors=True)
    os.environ["XDG_DATA_HOME"] = folder.name
    config.add_cleanup(folder.cleanup)
    for call in ("propagateSizeHints", "raise"):
        config.addinivalue_line("qt_log_ignore", rf"This plugin does not support {call}\(\)")
    # QtWebEngine looks for a graphics card, finds none and draws without it.
    for search in (
        "QRhiGles2: Failed to create",
        "Failed to create RHI",
        "GPUInfo not initialized",
        "Sandboxing disabled",
    ):
        config.addinivalue_line("qt_log_ignore", search)
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
