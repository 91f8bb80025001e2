"""What Qt says on the error stream, less what the search of a graphics card says on a laptop that has none.

The map draws without one (`map_web.FLAGS`): these lines announce no fault, and would hide those that do.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_EXPECTED = (
    "Failed to load vulkan",
    "initInstance: No Vulkan library available",
    "Failed to create platform Vulkan instance",
    "Unable to detect GPU vendor for device",
    "GPUInfo not initialized",
    "QVulkanInstance: Failed to initialize Vulkan",
    "QRhiGles2: Failed to create",
    "Failed to create RHI",
    # Said to the superuser alone, who asked for it.
    "Sandboxing disabled by user",
)
"""How they begin."""


def listen_to_qt() -> None:
    """Write the messages of Qt, less the expected ones, until `let_qt_speak`."""
    qInstallMessageHandler(_on_message)


def let_qt_speak() -> None:
    """Give Qt its own voice back: nothing of Python may be called once the program ends."""
    qInstallMessageHandler(None)


def _on_message(_kind: QtMsgType, _context: QMessageLogContext, message: str | None) -> None:
    if message and not message.startswith(_EXPECTED) and sys.stderr is not None:
        sys.stderr.write(f"{message}\n")
