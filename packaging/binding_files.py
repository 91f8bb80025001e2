"""The Python half of PySide's binding generator, compiled once for the package.

PySide carries thirteen modules as text inside a library, and compiles them at each start. It looks first for a folder
`files.dir` beside that library, which it writes itself when `SBK_EMBED=0` is in the environment (its own documented
switch): the package holds that folder, compiled, and the first window comes sooner.
"""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

_PACKAGE, _FOLDER = "shiboken6", "files.dir"


def compiled(work: Path) -> list[tuple[str, str]]:
    """Return each compiled file and the folder of the package where it goes; `work` is made again.

    Raises RuntimeError when PySide wrote none: a newer one may have changed its ways.
    """
    found = find_spec(_PACKAGE)
    if found is None or found.origin is None:
        raise RuntimeError(f"{_PACKAGE} n’est pas installé")
    shutil.rmtree(work, ignore_errors=True)
    copy = work / _PACKAGE
    shutil.copytree(Path(found.origin).parent, copy, ignore=shutil.ignore_patterns(_FOLDER, "__pycache__"))
    environment = {**os.environ, "SBK_EMBED": "0", "PYTHONPATH": str(work), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, "-c", f"import {_PACKAGE}.Shiboken"], env=environment, check=True)
    folder = copy / _FOLDER
    # Beside the sources, which are left out: nothing in the package is compared with them.
    compileall.compile_dir(folder, quiet=1, legacy=True, stripdir=str(work))
    files = sorted(folder.rglob("*.pyc"))
    if not files:
        raise RuntimeError(f"{_PACKAGE} n’a pas écrit {_FOLDER}")
    return [(str(file), str(file.parent.relative_to(work))) for file in files]
