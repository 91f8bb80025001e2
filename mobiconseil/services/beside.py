"""The base opened a second time, for a job, in the thread of the job."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mobiconseil.services.backup_ports import Backups
    from mobiconseil.services.directory_ports import Directory
    from mobiconseil.services.exchange_tools import ExchangePorts
    from mobiconseil.services.laptop_ports import LaptopBook
    from mobiconseil.services.ports import Change, Overviews, UnitOfWork
    from mobiconseil.services.upkeep import Upkeep


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What a job works with: all of it reads and writes through the same second connection."""

    uow: UnitOfWork
    directory: Directory
    overviews: Overviews
    upkeep: Upkeep
    laptop_book: LaptopBook
    exchange: ExchangePorts = field(repr=False)
    copies: Backups = field(repr=False)
    changes: list[Change] = field(default_factory=list)
    """What was written and is not published yet: whoever started the job does it, in the thread of the screens."""
