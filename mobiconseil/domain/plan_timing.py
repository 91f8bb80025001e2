"""When a step is due: its delay, what must come first, the deadline; always a day when offices answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from mobiconseil.domain.working_days import working_day_from, working_day_until

URGENT_DAYS = 7
"""Seven days or less to the deadline: the urgent circuit."""

NEAR_DAYS = 60
"""Sixty days or less to the deadline: a solution for the meanwhile is needed."""

FIRST_DAYS = 3
"""What cannot wait is done within three days; requests for aids too."""

ASK_DAYS = 7
"""A request or a call is made within a week."""

USUAL_DAYS = 14
"""Delay of a service that announces none."""

TRIAL_DAYS = 2
"""The trip is tried this many days before the deadline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The day the plan is made and the deadline it serves."""

    today: date
    deadline: date | None = None

    @property
    def days_left(self) -> int | None:
        """Return the days before the deadline; None when there is none or it is over."""
        left = None if self.deadline is None else (self.deadline - self.today).days
        return None if left is None or left < 0 else left

    @property
    def urgent(self) -> bool:
        """Say whether the urgent circuit is open."""
        return self.days_left is not None and self.days_left <= URGENT_DAYS

    @property
    def near(self) -> bool:
        """Say whether a solution for the meanwhile is needed."""
        return self.days_left is not None and self.days_left <= NEAR_DAYS

    def after(self, days: int) -> date:
        """Return the first working day `days` days from today or later."""
        return working_day_from(self.today + timedelta(days=days))

    def before_deadline(self, days: int) -> date:
        """Return `after(days)`, or the last working day until the deadline when that is earlier; never the past."""
        due = self.after(days)
        if self.days_left is None or self.deadline is None or due <= self.deadline:
            return due
        return max(working_day_until(self.deadline), self.first_day())

    def at_once(self) -> date:
        """Return tomorrow, or the nearest working day within the three days and the deadline of the urgent circuit."""
        tomorrow = self.after(1)
        limit = self.today + timedelta(
            days=min(FIRST_DAYS, self.days_left if self.days_left is not None else FIRST_DAYS)
        )
        return tomorrow if tomorrow <= limit else max(working_day_until(limit), self.first_day())

    def first_day(self) -> date:
        """Return today, or the first working day after it."""
        return working_day_from(self.today)

    def trial(self, days: int) -> date:
        """Return when to try the trip: just before a near deadline, otherwise after `days`."""
        if not self.near or self.deadline is None:
            return self.after(days)
        soonest = self.at_once() if self.urgent else self.after(1)
        return max(working_day_until(self.deadline - timedelta(days=TRIAL_DAYS)), soonest)
