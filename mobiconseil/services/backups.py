"""The backups: made without being asked for, taken to a second place, tried, and put back.

All of it reads through a second connection, in a job, and writes nothing in the base: the window goes on meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from mobiconseil.domain.backups import REMIND_AFTER, BackupKind, is_due
from mobiconseil.errors import StorageError
from mobiconseil.services.actions import Action
from mobiconseil.services.backup_ports import BackupCopy, BackupPlace, Backups, TriedCopy
from mobiconseil.services.beside import Beside
from mobiconseil.services.ports import Clock, Overviews

TRY_AFTER = timedelta(days=92)
"""A backup that nobody opened for a quarter may not be one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupsLook:
    """The backups as they stand."""

    copies: tuple[BackupCopy, ...] = ()
    place: BackupPlace | None = None
    problem: str = ""
    """Why the last work on them did not end; empty when all went well."""

    @property
    def here(self) -> tuple[BackupCopy, ...]:
        """Return the copies of this laptop, newest first."""
        return tuple(copy for copy in self.copies if not copy.is_elsewhere)

    @property
    def elsewhere(self) -> tuple[BackupCopy, ...]:
        """Return the copies of the second place, newest first."""
        return tuple(copy for copy in self.copies if copy.is_elsewhere)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """What the home screen says of the second place."""

    has_place: bool
    last_at: datetime | None = None


class BackupService:
    """Use cases of the backups; each raises StorageError unless it says otherwise."""

    def __init__(
        self,
        *,
        copies: Backups,
        beside: Callable[[], AbstractContextManager[Beside]],
        clock: Clock,
        overviews: Overviews,
        is_demo: bool = False,
    ) -> None:
        self._copies = copies
        self._beside = beside
        self._clock = clock
        self._overviews = overviews
        self._is_demo = is_demo

    def look(self) -> BackupsLook:
        """Return the backups. No base is opened."""
        return BackupsLook(copies=self._copies.copies(), place=self._copies.place())

    def keep_up(self, was_there: bool | None = None) -> BackupsLook:
        """Do what is due, in a job: clean the copies of whoever was erased, copy, carry. Never raises StorageError.

        `was_there` says whether the second place was there the last time; None when the session starts.
        """
        problems: list[str] = []
        with self._beside() as base:
            copies = base.copies
            for work in (copies.settle, lambda: self._copy_if_due(copies, was_there), copies.carry):
                try:
                    work()
                except StorageError as error:
                    problems.append(str(error))
            return BackupsLook(copies=copies.copies(), place=copies.place(), problem=problems[0] if problems else "")

    def make(self) -> BackupsLook:
        """Make a copy now, in a job, and carry it to the second place when it is there."""
        with self._beside() as base:
            base.copies.take_gently(BackupKind.ASKED)
            base.copies.rotate()
            problem = ""
            try:
                base.copies.carry()
            except StorageError as error:
                problem = str(error)
            return BackupsLook(copies=base.copies.copies(), place=base.copies.place(), problem=problem)

    def make_in(self, folder: Path | None) -> BackupCopy:
        """Make a copy now and return it: the one put in `folder` when there is one."""
        with self._beside() as base:
            name = base.copies.take_gently(BackupKind.ASKED)
            base.copies.rotate()
            if folder is not None:
                return base.copies.deliver(name, folder)
            return next(copy for copy in base.copies.copies() if copy.name == name and not copy.is_elsewhere)

    def choose_place(self, folder: Path, label: str) -> BackupsLook:
        """Choose the second place and take a copy of now there, in a job."""
        with self._beside() as base:
            base.copies.choose_place(folder, label)
            last = _last_here(base.copies)
            if last is None or last.mark != base.copies.mark():
                base.copies.take_gently(BackupKind.ASKED)
                base.copies.rotate()
            base.copies.carry()
            return BackupsLook(copies=base.copies.copies(), place=base.copies.place())

    def leave_place(self) -> None:
        """Use no second place any more; the copies already there stay, and nobody erases them."""
        self._copies.leave_place()

    def try_copy(self, copy: BackupCopy) -> TriedCopy:
        """Really open a copy, in a job, and count what it holds."""
        with self._beside() as base:
            return base.copies.try_copy(copy)

    def prepare(self, copy: BackupCopy) -> None:
        """Make a copy ready to take the place of the base, in a job; the base is not touched."""
        with self._beside() as base:
            base.copies.prepare(copy)

    def reminder(self) -> Reminder | None:
        """Return what the home screen is to say, or None when a copy left this laptop lately."""
        if self._is_demo:
            return None
        has_place, last_at = self._copies.last_elsewhere()
        if last_at is not None and timedelta(0) <= self._clock.now() - last_at < REMIND_AFTER:
            return None
        return Reminder(has_place=has_place, last_at=last_at)

    def last_tried(self) -> datetime | None:
        """Return when a copy was last really opened: to try it, or to put it back."""
        return self._overviews.last_done((Action.BACKUP_TRIED, Action.BASE_RESTORED))

    def is_trial_due(self) -> bool:
        """Say whether copies leave this laptop and none was really opened for a quarter."""
        has_place, last_at = self._copies.last_elsewhere()
        if self._is_demo or not has_place or last_at is None:
            return False
        tried = self.last_tried()
        return tried is None or not timedelta(0) <= self._clock.now() - tried < TRY_AFTER

    def _copy_if_due(self, copies: Backups, was_there: bool | None) -> None:
        """Make the copy of the day, or a newer one of it after hours of work; none of a demonstration.

        A key that arrives takes away the work of now, and not the copy of the morning.
        """
        if self._is_demo:
            return
        last, arrived = _last_here(copies), _place_arrived(copies, was_there)
        taken_at = None if last is None else last.taken_at
        same_day = last is not None and last.day == self._clock.today()
        changed = last is None or last.mark != copies.mark()
        if (arrived and changed) or is_due(taken_at, self._clock.now(), same_day=same_day, changed=changed):
            copies.take_gently(BackupKind.DAY)
            copies.rotate()


def _place_arrived(copies: Backups, was_there: bool | None) -> bool:
    """Say whether the second place was put back since the last time, or before the session and has not the last."""
    place = copies.place()
    if was_there or place is None or not place.is_there:
        return False
    last = _last_here(copies)
    held = {copy.name for copy in copies.copies() if copy.is_elsewhere}
    return was_there is False or last is None or last.name not in held


def _last_here(copies: Backups) -> BackupCopy | None:
    """Return the newest copy of this laptop that can be read."""
    return next((copy for copy in copies.copies() if not copy.is_elsewhere and copy.is_readable), None)
