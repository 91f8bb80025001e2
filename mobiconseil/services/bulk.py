"""Work on many records at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collections() -> Iterator[None]:
    """Pause the search for cycles while hundreds of thousands of records, which have none, are made."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            # They join the elders: the very next object made would otherwise have all of them looked through.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
