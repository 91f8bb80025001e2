"""What leaves the directory: files for other programs, and the printed directory."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from mobiconseil.services.directory_ports import ExportFormat
from mobiconseil.services.ports import DirectoryLine
from mobiconseil.ui.context import Context


class Outputs(QObject):
    """Asks where to write, writes, and says it."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._window = context, parent

    def fill(self, menu: QMenu) -> None:
        """Add one line per format to a menu."""
        inside = menu.addMenu(self.tr("Exporter"))
        for kind in ExportFormat:
            inside.addAction(kind.label).triggered.connect(partial(self.export, kind))

    def export(self, kind: ExportFormat, _checked: bool = False) -> None:
        """Write the directory in a format."""

    def print_lines(self, lines: tuple[DirectoryLine, ...]) -> None:
        """Print these services, family by family."""
