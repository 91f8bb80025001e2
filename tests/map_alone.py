"""Run by a test in a process of its own: opens the map, uses it, and writes what reached for the network.

Prints one line of JSON: what was shown, the addresses that Python tried to reach, and the internet sockets of this
process and of its children that have a far end.
"""

from __future__ import annotations

import ipaddress
import json
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"

REACHED: list[str] = []
_WATCHED = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"}
_TABLES = ("tcp", "tcp6", "udp", "udp6", "raw", "raw6")


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Note each attempt of Python to reach an internet address."""
    if event not in _WATCHED:
        return
    first = arguments[0]
    if isinstance(first, socket.socket) and first.family not in {socket.AF_INET, socket.AF_INET6}:
        return
    REACHED.append(f"{event} {arguments[1:]}")


def family_of(process: int) -> set[int]:
    """Return the process and all its descendants."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(entry.name)] = int(fields[1])
    found = {process}
    while True:
        more = {child for child, parent in parents.items() if parent in found} - found
        if not more:
            return found
        found |= more


def sockets_of(processes: set[int]) -> set[str]:
    """Return the inodes of the sockets that these processes hold."""
    found: set[str] = set()
    for process in processes:
        with suppress(OSError):
            for link in Path(f"/proc/{process}/fd").iterdir():
                with suppress(OSError):
                    target = str(link.readlink())
                    found |= {target[8:-1]} if target.startswith("socket:[") else set()
    return found


def far_ends(inodes: set[str]) -> list[str]:
    """Return the far ends of the internet sockets among these; a socket that was never connected has none."""
    found = []
    for table in _TABLES:
        path = Path("/proc/net") / table
        for row in path.read_text().splitlines()[1:] if path.exists() else []:
            fields = row.split()
            address = fields[2].partition(":")[0]
            if fields[9] in inodes and int(address, 16):
                found.append(f"{table} {ipaddress.ip_address(int(address, 16))}")
    return found


def main() -> None:
    """Open the map and use it as a person would."""
    sys.addaudithook(watch)
    from PySide6.QtCore import QEventLoop, Qt, QTimer
    from PySide6.QtWidgets import QApplication

    QApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    app = QApplication([])
    from map_fakes import FakeBackground, service, sylvie_trip
    from mobiconseil.map.site import LocalSite
    from mobiconseil.ui.map_view import MapView

    view = MapView(LocalSite(FakeBackground()))
    view.resize(700, 480)
    view.show()
    loop = QEventLoop()
    QTimer.singleShot(20_000, loop.quit)
    services = tuple(service(number, shift=number / 5000) for number in range(500))
    view.shown.connect(loop.quit)
    view.set_data(sylvie_trip(services=services))
    loop.exec()
    view.shown.disconnect(loop.quit)
    view.select(services[40].id)
    view.moved.connect(loop.quit)
    view.zoom_in()
    loop.exec()
    answers: list[str] = []

    def keep(text: str) -> None:
        answers.append(text)
        loop.quit()

    view._page.runJavaScript("mobi.state()", 0, keep)
    loop.exec()
    family = family_of(os.getpid())
    report = {
        "shown": json.loads(answers[0]) if answers else None,
        "complaints": view._page.complaints,
        "missed": view._handler.missed,
        "blocked": view._interceptor.blocked,
        "reached": REACHED,
        "processes": len(family),
        "far_ends": far_ends(sockets_of(family)),
    }
    sys.stdout.write(f"\n{json.dumps(report)}\n")
    QTimer.singleShot(0, app.quit)
    app.exec()


if __name__ == "__main__":
    main()
