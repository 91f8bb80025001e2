"""Writes appointments for the calendar of a phone or of a mail program (RFC 5545), without any name.

Each appointment keeps its identifier for ever: the same file read again moves it, and one that is no more is told
cancelled. What is said is the code of the file and the place; never a name, a reason or an address of a home.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from mobiconseil import __version__
from mobiconseil.domain.follow_up import AppointmentChannel, AppointmentState
from mobiconseil.services.drop_in_ports import CalendarFile, CalendarLine

_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
"""What the sequence counts its seconds from."""

_AWAY = frozenset({AppointmentChannel.HOME, AppointmentChannel.PHONE, AppointmentChannel.VIDEO})
"""Where the place may be somebody's home, or nowhere."""


def write_calendar(content: CalendarFile) -> bytes:
    """Return the file."""
    zone = ZoneInfo(content.zone)
    calendar = Calendar()
    calendar.add("prodid", f"-//MobiConseil//MobiConseil {__version__}//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", content.title)
    calendar.add("x-wr-timezone", content.zone)
    if content.lines:
        calendar.add_component(_timezone(content, zone))
    for line in content.lines:
        calendar.add_component(_event(line, zone))
    return bytes(calendar.to_ical())


def _timezone(content: CalendarFile, zone: ZoneInfo) -> Timezone:
    days = [line.at.astimezone(zone).date() for line in content.lines]
    first, last = min(days).replace(month=1, day=1), max(days)
    return Timezone.from_tzid(content.zone, first_date=first, last_date=last.replace(year=last.year + 2, day=1))


def _event(line: CalendarLine, zone: ZoneInfo) -> Event:
    start = line.at.astimezone(zone)
    channel = AppointmentChannel(line.channel)
    event = Event()
    event.add("uid", f"{UUID(bytes=bytes(line.record))}@mobiconseil.fr")
    event.add("dtstamp", line.changed_at.astimezone(UTC))
    event.add("last-modified", line.changed_at.astimezone(UTC))
    event.add("sequence", max(0, int((line.changed_at - _EPOCH) / timedelta(seconds=1))))
    event.add("dtstart", start)
    event.add("dtend", (line.at + timedelta(minutes=line.duration_min)).astimezone(zone))
    event.add("summary", f"Rendez-vous {line.code}")
    event.add("location", channel.label if channel in _AWAY or not line.place else line.place)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if _is_off(line) else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if _is_off(line) else "OPAQUE")
    return event


def _is_off(line: CalendarLine) -> bool:
    return line.gone or AppointmentState(line.state) is AppointmentState.CANCELLED
