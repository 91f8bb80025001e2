"""What each laptop must show, told from causal histories alone: who wrote what, having seen what.

Nothing here is taken from the program: an event is a write of one field, with the events of that field that the
writer had seen. A laptop must show exactly the events it knows that no other event it knows had seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Key = tuple[str, bytes, str]
"""Table, record, field."""


@dataclass(frozen=True)
class Event:
    """One write of one field."""

    number: int
    key: Key
    subject: bytes | None
    value: Any
    past: frozenset[int]
    dot: tuple[int, int]


@dataclass
class Knowledge:
    """What one laptop knows."""

    events: dict[Key, set[int]] = field(default_factory=dict)
    erased: dict[bytes, set[tuple[int, int]]] = field(default_factory=dict)
    """Erased people, and the writes that erased them."""
    files: set[bytes] = field(default_factory=set)

    def copy(self) -> Knowledge:
        return Knowledge(
            {key: set(found) for key, found in self.events.items()},
            {subject: set(dots) for subject, dots in self.erased.items()},
            set(self.files),
        )


@dataclass(frozen=True)
class Parcel:
    """What a file brings to who takes it in."""

    file: bytes
    events: Mapping[Key, frozenset[int]]
    erased: Mapping[bytes, frozenset[tuple[int, int]]]


@dataclass
class Oracle:
    """All that was ever written."""

    events: list[Event] = field(default_factory=list)
    subjects: dict[bytes, bytes | None] = field(default_factory=dict)
    """The person each record belongs to."""

    def write(self, who: Knowledge, key: Key, subject: bytes | None, value: Any, dot: tuple[int, int]) -> None:
        known = who.events.setdefault(key, set())
        event = Event(len(self.events), key, subject, value, frozenset(known), dot)
        self.events.append(event)
        self.subjects[key[1]] = subject
        known.add(event.number)

    def erase(self, who: Knowledge, subject: bytes, dot: tuple[int, int]) -> None:
        who.erased.setdefault(subject, set()).add(dot)
        self._forget(who)

    def visible(self, who: Knowledge, key: Key) -> set[int]:
        known = who.events.get(key, set())
        seen = {number for event in known for number in self.events[event].past}
        return known - seen

    def values(self, who: Knowledge) -> dict[Key, set[Any]]:
        """Return the values that each field must hold."""
        return {key: {self._value(n) for n in self.visible(who, key)} for key, known in who.events.items() if known}

    def conflicts(self, who: Knowledge) -> set[Key]:
        return {key for key, found in self.values(who).items() if len(found) > 1}

    def parcel(self, who: Knowledge, file: bytes, base: Mapping[int, int] | None, keys: Iterable[Key]) -> Parcel:
        """Return what a file holds: of each field something of which the base does not cover, all that is known."""
        events = {}
        for key in keys:
            if any(not covered(base or {}, self.events[n].dot) for n in self.visible(who, key)):
                events[key] = frozenset(who.events[key])
        erased = {}
        if base is not None:
            for subject, dots in who.erased.items():
                if new := frozenset(dot for dot in dots if not covered(base, dot)):
                    erased[subject] = new
        return Parcel(file, events, erased)

    def take(self, who: Knowledge, parcel: Parcel) -> None:
        if parcel.file in who.files:
            return
        who.files.add(parcel.file)
        for subject, dots in parcel.erased.items():
            who.erased.setdefault(subject, set()).update(dots)
        for key, events in parcel.events.items():
            who.events.setdefault(key, set()).update(events)
        self._forget(who)

    def union(self, team: Iterable[Knowledge]) -> Knowledge:
        """Return what all of them know together."""
        everything = Knowledge()
        for one in team:
            for key, events in one.events.items():
                everything.events.setdefault(key, set()).update(events)
            for subject, dots in one.erased.items():
                everything.erased.setdefault(subject, set()).update(dots)
        self._forget(everything)
        return everything

    def _forget(self, who: Knowledge) -> None:
        gone = [key for key in who.events if self.subjects.get(key[1]) in who.erased]
        for key in gone:
            del who.events[key]

    def _value(self, number: int) -> Any:
        value = self.events[number].value
        return (type(value).__name__, value)


def covered(base: Mapping[int, int], dot: tuple[int, int]) -> bool:
    return base.get(dot[0], 0) >= dot[1]
