"""What the adviser asks of the directory: around where, how far, and which services."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from mobiconseil.services.ports import DirectoryFilter
from mobiconseil.ui.screens.directory.starting import Start
from mobiconseil.ui.screens.directory.wording import ANY, NOW

DEFAULT_RADIUS_KM = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the adviser asked for."""

    start: Start = field(default_factory=Start)
    radius_km: int = DEFAULT_RADIUS_KM
    families: frozenset[str] = frozenset()
    """Families shown; empty for all."""
    text: str = ""
    fresh_only: bool = False
    public: str = ANY
    """Code of an audience: services open to it, to everybody, or that do not say."""
    opening: str = ANY
    """« now », or the number of a day of the week: « 1 » for Tuesday."""
    to_check: bool = False
    """Only the sheets to check again."""

    def filter(self, today: date, limit: int) -> DirectoryFilter:
        """Return the question for the directory; what is farther than the radius comes after, and is not left out."""
        return DirectoryFilter(
            text=self.text,
            families=tuple(sorted(self.families)),
            centre=self.start.point,
            up_to_date_only=self.fresh_only,
            to_check_only=self.to_check,
            publics=() if self.public == ANY else (self.public,),
            open_now=self.opening == NOW,
            open_day=self._day(today),
            limit=limit,
        )

    def _day(self, today: date) -> date | None:
        """Return the next day of the week that is asked for, today included."""
        if not self.opening.isdigit():
            return None
        return today + timedelta(days=(int(self.opening) - today.weekday()) % 7)
