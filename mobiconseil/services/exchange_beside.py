"""Exchanges in a job: the base is read and written through a second connection, the window goes on meanwhile.

What was written is published afterwards, in the thread of the screens, by whoever started the job.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

from mobiconseil.services.beside import Beside
from mobiconseil.services.bulk import without_collections
from mobiconseil.services.exchange import ExchangeService
from mobiconseil.services.exchange_ports import (
    ExportContent,
    ExportedExchange,
    ExportPlan,
    ImportDecisions,
    ImportOutcome,
    ImportPreview,
    OpenedFile,
)
from mobiconseil.services.exchange_tools import ExchangeTools
from mobiconseil.services.pace import Pace, Phase
from mobiconseil.services.ports import Change

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written(Generic[T]):
    """What a job answers, and what to publish about it."""

    value: T
    changes: tuple[Change, ...] = ()


class ExchangeBeside:
    """The long use cases of exchanges, in any thread; each raises Refused, StorageError, or what `pace` raises."""

    def __init__(
        self, beside: Callable[[], AbstractContextManager[Beside]], tools: Callable[[Beside], ExchangeTools]
    ) -> None:
        """`tools` binds the use cases to a base."""
        self._beside = beside
        self._tools = tools

    def content(self, plan: ExportPlan, pace: Pace) -> Written[ExportContent]:
        """Return what a file would hold."""
        pace(Phase.GATHER)
        with self._open() as (exchange, _):
            return Written(value=exchange.exports.content(plan))

    def export(self, plan: ExportPlan, pace: Pace) -> Written[ExportedExchange]:
        """Make a file: its line in the register, the file, the end of the line."""
        with self._open() as (exchange, changes):
            return Written(value=exchange.exports.export(plan, pace), changes=tuple(changes))

    def preview(self, opened: OpenedFile, pace: Pace) -> Written[ImportPreview]:
        """Return what a file would change, and change nothing."""
        pace(Phase.GATHER)
        with self._open() as (exchange, _):
            return Written(value=exchange.preview(opened))

    def apply(self, preview: ImportPreview, decisions: ImportDecisions, pace: Pace) -> Written[ImportOutcome]:
        """Take a file in, after a copy of the base."""
        with self._open() as (exchange, changes):
            return Written(value=exchange.apply(preview, decisions, pace), changes=tuple(changes))

    def undo(self, line: int, pace: Pace) -> Written[str]:
        """Take the last import back and say so."""
        pace(Phase.WRITE)
        with self._open() as (exchange, changes):
            return Written(value=exchange.undo(line), changes=tuple(changes))

    @contextmanager
    def _open(self) -> Iterator[tuple[ExchangeService, list[Change]]]:
        with without_collections(), self._beside() as base:
            yield ExchangeService(self._tools(base)), base.changes
