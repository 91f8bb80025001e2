"""The lines of many people written together are those that are written one by one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from merge_desk import NOON, Post
from mobiconseil.db import summary_many
from mobiconseil.db.engine import Database
from mobiconseil.db.store import Store
from mobiconseil.db.summary import COLUMNS, follow
from mobiconseil.db.tables import table_of, to_values
from mobiconseil.domain.assessment import Assessment, AssessmentForm, AssessmentStage, Rating, RatingState
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.follow_up import Appointment, AppointmentState, Contact, ContactKind, ContactOutcome, Recall
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import Plan, Step, StepHorizon, StepState
from mobiconseil.domain.vocabulary import TriState

DAYS = tuple(date(2026, 11, 20) + timedelta(days=day) for day in range(3))
NAMES = ("Le Goff-Martin", "L’Hôte", "Œuvrard", "Royer", "")


class Desk:
    """A base where anything is written and where no line follows by itself."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.post = Post("Lucie")
        self.records: list[tuple[type[Any], RecordId]] = []
        self.people: list[RecordId] = []
        self.touched: dict[RecordId, None] = {}

    def play(self, base: Database, writes: int) -> None:
        store = Store(base, author="Lucie", now=lambda: NOON, follow=lambda *_: None)
        with store.transaction("test"):
            for _ in range(writes):
                self.write(store)

    def write(self, store: Store) -> None:
        deeds: list[Callable[[Store], None]] = [self.new, self.new, self.edit, self.trash, self.unite]
        self.chance.choice(deeds if self.people else [self.person])(store)

    def put(self, store: Store, record: Any) -> None:
        values = {**to_values(record), "deleted": 0}
        store.put(table_of(type(record)).kind, record.id, record.subject, values)
        self.records.append((type(record), record.id))
        self.touched[record.subject] = None

    def id(self) -> RecordId:
        return RecordId(self.chance.randbytes(16))

    def person(self, store: Store) -> None:
        key, chance = self.id(), self.chance
        self.people.append(key)
        self.put(store, Beneficiary(
            id=key, subject=key, last_name=chance.choice(NAMES), first_name=chance.choice(NAMES), commune="Craon",
            phone=chance.choice(("+33639980001", "")), deadline_on=chance.choice((None, *DAYS)),
        ))  # fmt: skip

    def new(self, store: Store) -> None:
        chance, key = self.chance, self.id()
        who, day = chance.choice(self.people), chance.choice(DAYS)
        at = NOON + timedelta(days=chance.randrange(2))
        makers: list[Callable[[], Any]] = [
            lambda: Assessment(
                id=key, subject=who, form=chance.choice(list(AssessmentForm)), stage=next(iter(AssessmentStage)),
                started_on=day,
            ),
            lambda: Rating(
                id=key, subject=who, assessment_id=self.some(Assessment), item="D1.1", value=2, state=RatingState.RATED
            ),
            lambda: Plan(
                id=key, subject=who, closed_on=chance.choice((None, None, day)), agreed=chance.choice(list(TriState))
            ),
            lambda: Step(
                id=key, subject=who, plan_id=self.some(Plan), title=chance.choice("AB"), due_on=day,
                state=chance.choice(list(StepState)), horizon=chance.choice(list(StepHorizon)),
            ),
            lambda: Appointment(
                id=key, subject=who, at=at, reason=chance.choice("AB"), state=chance.choice(list(AppointmentState))
            ),
            lambda: Recall(id=key, subject=who, due_on=day, reason=chance.choice("AB")),
            lambda: Contact(
                id=key, subject=who, kind=chance.choice(list(ContactKind)), at=at,
                outcome=chance.choice(list(ContactOutcome)),
            ),
        ]  # fmt: skip
        if chance.random() < 0.1:
            self.person(store)
        else:
            self.put(store, chance.choice(makers)())

    def some(self, kind: type[Any]) -> RecordId:
        """Return a record of a kind, of this person or of another, or one that never came."""
        return self.chance.choice([key for cls, key in self.records if cls is kind] or [self.id()])

    def edit(self, store: Store) -> None:
        self.change(store, Beneficiary, self.chance.choice(self.people), {"last_name": self.chance.choice(NAMES)})

    def trash(self, store: Store) -> None:
        self.change(store, *self.chance.choice(self.records), {"deleted": self.chance.randrange(2)})

    def unite(self, store: Store) -> None:
        one, other = self.chance.choice(self.people), self.chance.choice((None, min(self.people)))
        if one != min(self.people):
            self.change(store, Beneficiary, one, {"merged_into": other})

    def change(self, store: Store, cls: type[Any], key: RecordId, values: dict[str, Any]) -> None:
        row = store.read(table_of(cls), key)
        assert row is not None
        store.put(table_of(cls).kind, key, row.subject, values)
        self.touched[row.subject or key] = None


def lines(base: Database) -> list[list[Any]]:
    """Return all that is derived, but for the numbers of the lines."""
    return [
        base.execute(f"SELECT {', '.join(COLUMNS)} FROM summary ORDER BY subject").fetchall(),
        base.execute(
            "SELECT s.subject, p.name, p.place, p.contact, p.code FROM person_search p "
            "LEFT JOIN summary s ON s.n = p.rowid ORDER BY s.subject"
        ).fetchall(),
        base.execute(
            "SELECT s.subject, x.sound FROM name_sound x LEFT JOIN summary s ON s.n = x.person ORDER BY 1, 2"
        ).fetchall(),
    ]


def indexes(base: Database) -> list[Any]:
    return base.execute("SELECT name, sql FROM sqlite_master WHERE tbl_name = 'summary' ORDER BY name").fetchall()


@given(st.integers(0, 2**32))
@settings(max_examples=50, deadline=None)
def test_many_lines_at_once_are_those_written_one_by_one(seed: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(summary_many, "FEW", 0)
        patch.setattr(summary_many, "PART", 5)
        patch.setattr(summary_many, "REBUILT", 1)
        desk = Desk(Random(seed))
        together = desk.post.base
        for _ in range(3):
            desk.touched.clear()
            desk.play(together, 40)
            apart = desk.post.copy()
            for subject in desk.touched:
                follow(apart, subject)
            summary_many.follow_many(together, tuple(desk.touched))
            assert lines(together) == lines(apart)
            assert indexes(together) == indexes(apart)
