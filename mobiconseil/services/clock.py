"""The clock of the laptop, and the maker of identifiers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import uuid_utils

from mobiconseil.domain.identity import RecordId


class SystemClock:
    """Tells the moment and the day as the laptop knows them."""

    def now(self) -> datetime:
        """Return the moment, in UTC, without its fraction of a second."""
        return datetime.now(UTC).replace(microsecond=0)

    def today(self) -> date:
        """Return the local day."""
        return datetime.now().astimezone().date()


class FixedClock:
    """Always tells the same moment, for the demo, the screenshots and the tests."""

    def __init__(self, moment: datetime, zone: str = "Europe/Paris") -> None:
        """`moment` must have its zone."""
        self._moment = moment.astimezone(UTC)
        self._zone = ZoneInfo(zone)

    def now(self) -> datetime:
        """Return the moment, in UTC."""
        return self._moment

    def today(self) -> date:
        """Return the day of the moment in the clock's zone."""
        return self._moment.astimezone(self._zone).date()


def new_id() -> RecordId:
    """Return a new identifier: a UUIDv7, whose order follows the time of its making."""
    return RecordId(uuid_utils.uuid7().bytes)
