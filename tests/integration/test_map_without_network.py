"""The map never touches the network: run with no network at all, and watched when there is one."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UNSHARE = shutil.which("unshare")
STRACE = shutil.which("strace")
_INTERNET = re.compile(r"AF_INET6?\b|\bsin6?_")

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


def run_map(*before: str) -> dict:
    """Open the map in a process of its own and return its report."""
    command = [*before, sys.executable, str(ROOT / "tests" / "map_alone.py")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, env=environment, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.strip().splitlines()[-1])


def can_cut_the_network() -> bool:
    if UNSHARE is None or os.geteuid() != 0:
        return False
    return subprocess.run([UNSHARE, "-n", "true"], capture_output=True, check=False).returncode == 0


def test_watched_the_map_reaches_for_no_address() -> None:
    report = run_map()
    assert report["shown"]["services"] == 500
    assert report["processes"] > 1
    assert report["reached"] == []
    assert report["far_ends"] == []
    assert report["blocked"] == []
    assert report["missed"] == []
    assert report["complaints"] == []


@pytest.mark.skipif(not can_cut_the_network(), reason="only the administrator can take the network away")
def test_without_any_network_the_map_is_whole() -> None:
    report = run_map(str(UNSHARE), "-n")
    assert report["shown"]["services"] == 500
    assert report["shown"]["raised"] == 1
    assert report["shown"]["lines"] == 3
    assert report["shown"]["attribution"]
    assert (report["blocked"], report["missed"], report["complaints"]) == ([], [], [])


def test_the_watch_sees_a_program_that_does_reach_out() -> None:
    script = (
        "import sys, socket, os; sys.path[:0] = sys.argv[1:]; import map_alone as m; sys.addaudithook(m.watch);"
        "s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.connect(('127.0.0.1', 9));"
        "print(len(m.REACHED), len(m.far_ends(m.sockets_of(m.family_of(os.getpid())))))"
    )
    command = [sys.executable, "-c", script, str(ROOT), str(ROOT / "tests")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == ["1", "1"]


def can_trace() -> bool:
    if STRACE is None:
        return False
    return subprocess.run([STRACE, "-o", os.devnull, "true"], capture_output=True, check=False).returncode == 0


def sent_to_the_internet(trace: Path) -> list[str]:
    """Return the system calls of a trace that speak to an internet address; opening a socket speaks to nobody."""
    lines = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    return [line for line in lines if _INTERNET.search(line)]


@pytest.mark.skipif(not can_trace(), reason="needs strace, and the right to trace")
def test_the_trace_of_the_system_has_no_word_to_any_address(tmp_path: Path) -> None:
    trace = tmp_path / "appels.txt"
    report = run_map(str(STRACE), "-f", "-qq", "-o", str(trace), "-e", "trace=connect,sendto,sendmsg,sendmmsg")
    assert report["shown"]["services"] == 500
    assert trace.stat().st_size > 0, "the trace saw the local sockets of the browser engine"
    assert sent_to_the_internet(trace) == []


@pytest.mark.skipif(not can_trace(), reason="needs strace, and the right to trace")
def test_the_trace_sees_a_program_that_speaks_to_an_address(tmp_path: Path) -> None:
    trace = tmp_path / "appels.txt"
    script = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 9))"
    command = [str(STRACE), "-f", "-qq", "-o", str(trace), "-e", "trace=connect,sendto,sendmsg,sendmmsg"]
    subprocess.run([*command, sys.executable, "-c", script], check=True, timeout=60)
    (spoken,) = sent_to_the_internet(trace)
    assert "127.0.0.1" in spoken
