"""The clock of the laptop, and the maker of identifiers."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from mobiconseil.domain.identity import RecordId


class SystemClock:
    """Tells the moment and the day as the laptop knows them."""

    def now(self) -> datetime:
        """Return the moment, in UTC, without its fraction of a second."""
        return datetime.now(UTC).replace(microsecond=0)

    def today(self) -> date:
        """Return the local day."""
        return datetime.now().astimezone().date()

    def local(self, moment: datetime) -> datetime:
        """Return a moment as the clock on the wall shows it."""
        return moment.astimezone()

    def moment(self, day: date, at: time) -> datetime:
        """Return in UTC the moment when the clock on the wall shows this day and hour."""
        return datetime.combine(day, at).astimezone(UTC)


class FixedClock:
    """Always tells the same moment, for the demo, the screenshots and the tests."""

    def __init__(self, moment: datetime, zone: str = "Europe/Paris") -> None:
        """`moment` must have its zone."""
        self._moment = moment.astimezone(UTC)
        from zoneinfo import ZoneInfo

        self._zone = ZoneInfo(zone)

    def now(self) -> datetime:
        """Return the moment, in UTC."""
        return self._moment

    def today(self) -> date:
        """Return the day of the moment in the clock's zone."""
        return self.local(self._moment).date()

    def local(self, moment: datetime) -> datetime:
        """Return a moment as the clock on the wall shows it, in the clock's zone."""
        return moment.astimezone(self._zone)

    def moment(self, day: date, at: time) -> datetime:
        """Return in UTC the moment when the clock on the wall shows this day and hour."""
        return datetime.combine(day, at, self._zone).astimezone(UTC)


def new_id() -> RecordId:
    """Return a new identifier: a UUIDv7, whose order follows the time of its making."""
    # Late: the lock screen makes no record.
    import uuid_utils

    return RecordId(uuid_utils.uuid7().bytes)
