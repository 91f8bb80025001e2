"""One window for one folder of work: a second start brings the first window to the front and hands it its file."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mobiconseil.checksum import sha256

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_S = 2.0
_LARGEST = 8192
"""Bytes of a message: a path, and nothing else."""
_HEARD = b"entendu"


class OneWindow(QObject):
    """Listens for the later starts on the same folder, of the same person."""

    asked = Signal(object)
    """Somebody started the program again: the path of the exchange file to open, or None."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = _address(folder)
        self._server: QLocalServer | None = None

    def listen(self) -> bool:
        """Answer the later starts; return False where the system does not let us, which only loses this comfort."""
        # Late: nothing of it is needed before the window is seen.
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_called)
        if not server.listen(self._name):
            # A program that was killed leaves its address behind, and nobody answers there.
            QLocalServer.removeServer(self._name)
            if not server.listen(self._name):
                return False
        self._server = server
        return True

    def close(self) -> None:
        """Stop answering, and leave no address behind."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def _on_called(self) -> None:
        assert self._server is not None
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.readyRead.connect(self._on_told)
            caller.disconnected.connect(caller.deleteLater)
            if caller.canReadLine():
                self._hear(caller)

    def _on_told(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        caller = self.sender()
        if isinstance(caller, QLocalSocket) and caller.canReadLine():
            self._hear(caller)
        elif isinstance(caller, QLocalSocket) and caller.bytesAvailable() > _LARGEST:
            caller.abort()

    def _hear(self, caller: QLocalSocket) -> None:
        file = _read(bytes(caller.readLine(_LARGEST).data()))
        caller.write(_HEARD + b"\n")
        caller.flush()
        self.asked.emit(file)


def hand_over(folder: Path, file: Path | None) -> bool:
    """Ask the window that is already open on `folder` to come to the front, with a file; False when there is none."""
    name = _address(folder)
    told = json.dumps({"file": None if file is None else str(file.resolve())}).encode() + b"\n"
    try:
        return _call(name, told).startswith(_HEARD)
    except OSError:
        return False


def _call(name: str, told: bytes) -> bytes:
    """Tell something to the window that answers at this address; no part of Qt is needed for that."""
    if sys.platform.startswith("win"):
        with Path(rf"\\.\pipe\{name}").open("r+b", buffering=0) as pipe:
            pipe.write(told)
            return pipe.readline()
    if not _is_ours(Path(name)):
        return b""
    import socket

    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(_PATIENCE_S)
        line.connect(name)
        line.sendall(told)
        return line.recv(len(_HEARD))


def _address(folder: Path) -> str:
    """Return where the window of a folder answers: a file that only this person opens, or a pipe on Windows."""
    mark = sha256(os.path.normcase(folder.resolve()).encode("utf-8", "surrogatepass")).hex()[:16]
    if sys.platform.startswith("win"):
        return f"mobiconseil-{os.environ.get('USERNAME', '')}-{mark}"
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    place = Path(runtime) if runtime and Path(runtime).is_dir() else Path(tempfile.gettempdir())
    return str(place / f"mobiconseil-{os.getuid()}-{mark}")


def _is_ours(address: Path) -> bool:
    try:
        return address.lstat().st_uid == os.getuid()
    except OSError:
        return False


def _read(line: bytes) -> Path | None:
    try:
        file = json.loads(line)["file"]
    except (ValueError, KeyError, TypeError):
        return None
    return Path(file) if isinstance(file, str) and file else None
