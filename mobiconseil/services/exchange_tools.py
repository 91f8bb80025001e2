"""What every use case of exchanges works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mobiconseil.domain.identity import IdFactory
from mobiconseil.services.exchange_base import Copies, ExchangeBase, ExchangeDisk, ExchangeLog, ExchangeSeals
from mobiconseil.services.laptops import LaptopService
from mobiconseil.services.ports import Clock, Overviews, UnitOfWork
from mobiconseil.services.upkeep import Upkeep


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangePorts:
    """The outside of exchanges, wired once for a base."""

    base: ExchangeBase
    log: ExchangeLog
    copies: Copies
    disk: ExchangeDisk
    seals: Callable[[], ExchangeSeals]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeTools:
    """The ports and the other services of the session."""

    ports: ExchangePorts
    uow: UnitOfWork
    clock: Clock
    ids: IdFactory
    overviews: Overviews
    upkeep: Upkeep
    laptops: Callable[[], LaptopService]

    @property
    def base(self) -> ExchangeBase:
        """Return the base."""
        return self.ports.base
