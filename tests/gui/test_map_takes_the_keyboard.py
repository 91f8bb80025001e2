"""The map takes the keyboard while the program answers screen readers, and the program goes on."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import sys
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget
from mobiconseil.ui.application import make_application
from mobiconseil.ui.widgets.choices import SegmentedChoice
app = make_application([])
from PySide6.QtWebEngineWidgets import QWebEngineView
window = QWidget()
column = QVBoxLayout(window)
view, choice = QWebEngineView(), SegmentedChoice((("a", "Carte"), ("b", "Tableau")), "Vue")
column.addWidget(view)
column.addWidget(choice)
seen = []
def look():
    focused = app.focusWidget()
    seen.append(focused is not None and (focused is view or view.isAncestorOf(focused)))
    app.quit()
def use(drawn):
    seen.append(drawn)
    view.setFocus()
    QTimer.singleShot(500, look)
view.loadFinished.connect(use)
window.show()
window.activateWindow()
view.setHtml("<button>ici</button>")
QTimer.singleShot(60_000, lambda: app.exit(3))
code = app.exec()
print("drawn and focused", seen)
sys.exit(code)
"""


def test_the_program_survives_the_keyboard_in_the_map() -> None:
    # In a process of its own: what is watched for is its sudden death.
    variables = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QTWEBENGINE_DISABLE_SANDBOX": "1"}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, env=variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "drawn and focused [True, True]" in done.stdout


def test_no_filter_hears_the_events_of_the_whole_program() -> None:
    """PySide6 wraps the object of each event for such a filter, and the item that draws the map cannot be wrapped."""
    applications = {"app", "application", "qapp", "instance"}
    found = []
    for path in (ROOT / "mobiconseil").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = node.func.value
                name = owner.id if isinstance(owner, ast.Name) else ""
                if isinstance(owner, ast.Call) and isinstance(owner.func, ast.Attribute):
                    name = owner.func.attr
                if node.func.attr == "installEventFilter" and name in applications:
                    found.append(f"{path.name}:{node.lineno}")
                if node.func.attr == "installFactory":
                    found.append(f"{path.name}:{node.lineno}")
    assert found == []
