"""Run by the packaged program before anything else: it has no source to search, so nothing is searched.

For each module imported, PySide asks for its source, to see whether it names PySide; the answer only counts with
`from __feature__ import …`, which nothing here writes. Searching for nothing delays the first window.
"""

from __future__ import annotations

import inspect
from typing import NoReturn


def _no_source(_object: object) -> NoReturn:
    raise OSError("source code not available")


inspect.getsource = _no_source
